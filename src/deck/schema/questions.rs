//! Questions that the author words in full.

use schemars::JsonSchema;

use super::common::Common;
use super::values::{Amount, Item, Plain, Texts};

/// A card with two sides: the student recalls, turns it over and rates himself.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Card {
    /// The front.
    #[schemars(example = &"Seat of the Council")]
    front: String,
    /// The back.
    #[schemars(example = &"Brussels")]
    back: String,
    /// Also asked from back to front.
    #[schemars(example = true)]
    both: Option<bool>,
    #[schemars(flatten)]
    common: Common,
}

/// A question with a typed answer.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Short {
    /// The question.
    #[schemars(example = &"Which agency supports certification?")]
    ask: String,
    /// The answer.
    #[schemars(example = &"ENISA")]
    answer: String,
    #[schemars(flatten)]
    common: Common,
}

/// A text with gaps, each typed.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Cloze {
    /// The text; what is asked stands in double braces: {{ENISA}}, {{ENISA|another form}}, {{name=ENISA}}.
    #[schemars(example = &"The ambassadors {{approved}} the law.")]
    text: String,
    #[schemars(flatten)]
    common: Common,
}

/// A question with options, dealt anew each time.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Choice {
    /// The question.
    #[schemars(example = &"What did the ambassadors do?")]
    ask: String,
    /// The right option; a list for several.
    #[schemars(example = &"They approved a law")]
    answer: Texts,
    #[schemars(flatten)]
    common: Common,
}

/// A statement that is true or false.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct TrueFalse {
    /// The statement.
    #[schemars(example = &"The agreement of 2018 was provisional.")]
    statement: String,
    /// Whether it is true.
    #[schemars(example = true)]
    answer: bool,
    #[schemars(flatten)]
    common: Common,
}

/// A question whose answer is a number.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Number {
    /// The question.
    #[schemars(example = &"How many dialogues are there?")]
    ask: String,
    /// The number, or a bound: 60, "375 billion", "over 60".
    #[schemars(example = 60)]
    answer: Amount,
    /// What is counted.
    #[schemars(example = &"dialogues")]
    unit: Option<String>,
    /// How far off is still right: 2, or "5 %".
    #[schemars(example = &"5 %")]
    tolerance: Option<Amount>,
    #[schemars(flatten)]
    common: Common,
}

/// Several answers, typed in any order.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct List {
    /// The question.
    #[schemars(example = &"Which institutions proposed it?")]
    ask: String,
    /// The answers, each a text or { answer, accept }.
    #[schemars(example = ["European Commission", "High Representative"])]
    answers: Vec<Item>,
    /// How many are enough.
    #[schemars(example = 2)]
    need: Option<u32>,
    #[schemars(flatten)]
    common: Common,
}

/// Items to put in order.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Order {
    /// The question.
    #[schemars(example = &"In which order did it come about?")]
    ask: String,
    /// The items in the right order.
    #[schemars(example = ["proposal", "negotiation", "adoption"])]
    items: Vec<Plain>,
    #[schemars(flatten)]
    common: Common,
}

/// Pairs to match.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Match {
    /// The question.
    #[schemars(example = &"What did each institution do?")]
    ask: String,
    /// The pairs, each a list of left and right.
    #[schemars(example = [["Commission", "proposed"], ["ambassadors", "approved"]])]
    pairs: Vec<[Plain; 2]>,
    /// Rights that fit nothing.
    #[schemars(example = ["vetoed"])]
    extra: Option<Texts>,
    #[schemars(flatten)]
    common: Common,
}
