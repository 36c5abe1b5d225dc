//! Values that may be written in more than one way.

use schemars::JsonSchema;

/// A text, or a list of texts.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum Texts {
    One(String),
    Several(Vec<String>),
}

/// A text or a whole number.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum Plain {
    Text(String),
    Number(i64),
}

/// A text, a whole number, or a list of them.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum Forms {
    Text(String),
    Number(i64),
    Several(Vec<Plain>),
}

/// A number, or a text with a number in it.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum Amount {
    Number(f64),
    Text(String),
}

/// What an entry cites.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum Citations {
    Key(String),
    Place(Citation),
    Several(Vec<OneCitation>),
}

/// A source, with or without the place in it.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum OneCitation {
    Key(String),
    Place(Citation),
}

/// A source and the place in it.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Citation {
    /// The key of a table in `[sources]`.
    #[schemars(example = &"argano")]
    key: String,
    /// The page, section or note.
    #[schemars(example = &"section 1, note 6")]
    at: Option<String>,
}

/// Wrong answers.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum Wrongs {
    Text(String),
    Number(i64),
    Because(Wrong),
    Several(Vec<OneWrong>),
}

/// A wrong answer.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum OneWrong {
    Text(String),
    Number(i64),
    Because(Wrong),
}

/// A wrong answer with the reason.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Wrong {
    /// What a student might think.
    #[schemars(example = &"European Council")]
    answer: String,
    /// Why it is wrong: shown to whoever gives it.
    #[schemars(example = &"That is the summit of the heads of state or government.")]
    because: Option<String>,
}

/// An item of a list.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum Item {
    Text(String),
    Number(i64),
    Forms(ItemForms),
}

/// An item with other forms of it that are right.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct ItemForms {
    /// The item as it is shown.
    #[schemars(example = &"European Commission")]
    answer: String,
    /// Other forms that are right.
    #[schemars(example = ["Commission"])]
    accept: Option<Forms>,
}

/// The author's own wording of the questions of a fact.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum Wording<P> {
    Main(String),
    Parts(P),
}
