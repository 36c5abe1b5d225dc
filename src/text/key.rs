//! What a typed text is held against: one type for each kind of answer.

use serde::{Deserialize, Serialize};

use crate::text::date::when::When;
use crate::text::language::Language;

/// An answer that is known to be wrong, with the reason its author gave.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Wrong {
    pub(crate) answer: String,
    pub(crate) because: Option<String>,
}

/// What is known of the entry that a text answers, beside the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The part of the entry that is asked for: `name`, `who`; empty where it is not known.
    pub(crate) part: String,
    /// Its work, reason and sources: names in them do no harm behind the answer.
    pub(crate) about: String,
}

/// What a typed text is held against.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TextKey {
    pub(crate) language: Language,
    /// The question, whose words do no harm when they are repeated.
    pub(crate) ask: String,
    /// The answer first, then every other accepted form.
    pub(crate) answers: Vec<String>,
    pub(crate) wrong: Vec<Wrong>,
    /// No spelling slip is forgiven.
    pub(crate) strict: bool,
    /// For a gap: the whole sentence, with `____` where the answer stands.
    pub(crate) sentence: Option<String>,
    pub(crate) entry: Entry,
}

#[cfg(test)]
impl TextKey {
    /// Answers to a question of which no more is said.
    pub(crate) fn plain(language: Language, ask: &str, answers: Vec<String>) -> Self {
        let ask = ask.to_owned();
        Self { language, ask, answers, wrong: Vec::new(), strict: false, sentence: None, entry: Entry::default() }
    }
}

/// What a typed date is held against. The grain of `answer` is the grain asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DateKey {
    pub(crate) language: Language,
    pub(crate) ask: String,
    pub(crate) answer: When,
    pub(crate) accept: Vec<String>,
    pub(crate) wrong: Vec<Wrong>,
}

/// How far a number may lie from the answer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Tolerance {
    /// In the unit of the answer.
    Absolute(f64),
    /// A share of the answer, 0 to 1.
    Share(f64),
}

/// The sense of a bound such as `over 60`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Bound {
    Over,
    Under,
    AtLeast,
    AtMost,
}

/// What a typed number is held against.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NumberKey {
    pub(crate) language: Language,
    pub(crate) ask: String,
    pub(crate) value: f64,
    /// As the author wrote it: `%`, `km`, `billion dollars`, or empty for a count.
    pub(crate) unit: String,
    pub(crate) tolerance: Tolerance,
    pub(crate) bound: Option<Bound>,
    pub(crate) accept: Vec<String>,
    pub(crate) wrong: Vec<Wrong>,
    /// The answer as the author wrote it, for showing.
    pub(crate) shown: String,
}

/// One item of a list, with the other forms of it that are right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ListItem {
    pub(crate) answer: String,
    pub(crate) accept: Vec<String>,
}

/// What a typed list is held against.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ListKey {
    pub(crate) language: Language,
    pub(crate) ask: String,
    pub(crate) items: Vec<ListItem>,
    /// How many items are enough, 1 to the number of items.
    pub(crate) need: usize,
    pub(crate) wrong: Vec<Wrong>,
    pub(crate) strict: bool,
    pub(crate) entry: Entry,
}
