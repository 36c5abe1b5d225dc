//! The events of the log, as data. `docs/log.md` gives their stable form; the fold reads nothing else.

mod as_text;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::card::CardId;
use crate::schedule::{Moment, StudyDay};
use crate::text::Outcome;

pub(crate) use as_text::{card_text, hash_text};
use as_text::{id_text, outcome_text};

/// The device of events that were made of a student's reviews in Anki. Their ids are made of Anki's, and each is known
/// by its id alone, whatever else two machines made of the same review.
pub(crate) const FROM_ANKI: &str = "anki";

/// A 128-bit id, in hexadecimal outside: the union of two logs is by id. It is random, but for what comes from Anki.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct EventId(pub(crate) u128);

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for EventId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

/// How well a card was known, in the student's own judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Rating {
    Again,
    Hard,
    Good,
    Easy,
}

impl Rating {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }
}

/// Why a card was answered. The fold reads `counts`, never this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Purpose {
    Study,
    Cram,
    Exam,
    Redo,
}

/// One rated answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Review {
    #[serde(with = "card_text")]
    pub(crate) card: CardId,
    /// None when the student rated without being judged.
    #[serde(with = "outcome_text", default, skip_serializing_if = "Option::is_none")]
    pub(crate) outcome: Option<Outcome>,
    /// A share of full marks, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) credit: Option<f64>,
    pub(crate) rating: Rating,
    /// 1 to 600; pauses apart.
    pub(crate) seconds: u32,
    /// Desired retention in force, a share of 1, in thousandths.
    pub(crate) retention: u16,
    /// The text's hash when it was answered.
    #[serde(with = "hash_text")]
    pub(crate) text_hash: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) revised: u32,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) overruled: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) hinted: bool,
    pub(crate) purpose: Purpose,
    /// Whether memory is touched.
    pub(crate) counts: bool,
    /// What was typed, if judged other than correct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) typed: Option<String>,
}

#[cfg(any(test, feature = "internals"))]
impl Review {
    /// A studied answer of eight seconds that nobody judged, for what is tried on made-up logs.
    pub(crate) fn sample(card: CardId, rating: Rating) -> Self {
        Self {
            card,
            outcome: None,
            credit: None,
            rating,
            seconds: 8,
            retention: 900,
            text_hash: 0,
            revised: 0,
            overruled: false,
            hinted: false,
            purpose: Purpose::Study,
            counts: true,
            typed: None,
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum What {
    Review(Review),
    /// Takes any event back, in whatever order the two stand.
    Retraction {
        #[serde(with = "id_text")]
        of: EventId,
    },
    Suspend {
        #[serde(with = "card_text")]
        card: CardId,
    },
    Resume {
        #[serde(with = "card_text")]
        card: CardId,
    },
    /// Drops what is stamped before it.
    Forget {
        #[serde(with = "card_text")]
        card: CardId,
    },
    Flag {
        #[serde(with = "card_text")]
        card: CardId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// What the student keeps on a card; an empty text drops it.
    Note {
        #[serde(with = "card_text")]
        card: CardId,
        text: String,
    },
    /// A form that the student takes as right from here on while the card's text stays as it is, or (not `on`) no longer.
    Accept {
        #[serde(with = "card_text")]
        card: CardId,
        form: String,
        #[serde(with = "hash_text")]
        text_hash: u64,
        on: bool,
    },
    /// Moves what is stamped before it from one card to another.
    Rename {
        #[serde(with = "card_text")]
        from: CardId,
        #[serde(with = "card_text")]
        to: CardId,
    },
    /// An exam date for courses (none named: all), or its clearing where `exam` is missing.
    Goal {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        exam: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
        #[serde(default)]
        courses: Vec<String>,
    },
    /// Personal parameters from here on, as the bits of 21 f32; an empty list means the defaults.
    Parameters {
        bits: Vec<u32>,
    },
    ExamStart {
        attempt: String,
        paper: serde_json::Value,
    },
    /// An answer to an item, counted from 0, or a flag, or only time spent; `seconds` since the one before it.
    ExamAnswer {
        attempt: String,
        item: u32,
        response: serde_json::Value,
        seconds: u32,
        /// How the answer was judged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mark: Option<serde_json::Value>,
    },
    HandIn {
        attempt: String,
    },
    /// An open attempt goes on where this was written, and nowhere else.
    TakeOver {
        attempt: String,
    },
    /// A deck is studied from here on: a built-in one, or the text with that SHA-256, made of those in `over`.
    DeckAdded {
        deck: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        over: Vec<String>,
    },
    /// A deck is not studied any more.
    DeckRemoved {
        deck: String,
    },
    /// A setting has that value from here on; none is the default.
    Setting {
        key: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<serde_json::Value>,
    },
}

/// The word of every kind that this version knows.
pub(crate) const KINDS: [&str; 18] = [
    "review",
    "retraction",
    "suspend",
    "resume",
    "forget",
    "flag",
    "note",
    "accept",
    "rename",
    "goal",
    "parameters",
    "exam_start",
    "exam_answer",
    "hand_in",
    "take_over",
    "deck_added",
    "deck_removed",
    "setting",
];

impl What {
    /// The card whose progress it touches; a rename touches `to` as well.
    pub(crate) fn card(&self) -> Option<&CardId> {
        match self {
            Self::Review(review) => Some(&review.card),
            Self::Suspend { card }
            | Self::Resume { card }
            | Self::Forget { card }
            | Self::Flag { card, .. }
            | Self::Note { card, .. }
            | Self::Accept { card, .. } => Some(card),
            Self::Rename { from, .. } => Some(from),
            Self::Retraction { .. }
            | Self::Goal { .. }
            | Self::Parameters { .. }
            | Self::ExamStart { .. }
            | Self::ExamAnswer { .. }
            | Self::HandIn { .. }
            | Self::TakeOver { .. }
            | Self::DeckAdded { .. }
            | Self::DeckRemoved { .. }
            | Self::Setting { .. } => None,
        }
    }

    /// The student's own words: they stay where progress is forgotten.
    pub(crate) fn is_own_words(&self) -> bool {
        matches!(self, Self::Note { .. } | Self::Accept { .. })
    }

    /// The stable word of its kind.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Review(_) => "review",
            Self::Retraction { .. } => "retraction",
            Self::Suspend { .. } => "suspend",
            Self::Resume { .. } => "resume",
            Self::Forget { .. } => "forget",
            Self::Flag { .. } => "flag",
            Self::Note { .. } => "note",
            Self::Accept { .. } => "accept",
            Self::Rename { .. } => "rename",
            Self::Goal { .. } => "goal",
            Self::Parameters { .. } => "parameters",
            Self::ExamStart { .. } => "exam_start",
            Self::ExamAnswer { .. } => "exam_answer",
            Self::HandIn { .. } => "hand_in",
            Self::TakeOver { .. } => "take_over",
            Self::DeckAdded { .. } => "deck_added",
            Self::DeckRemoved { .. } => "deck_removed",
            Self::Setting { .. } => "setting",
        }
    }
}

/// What is to be appended: the store adds id, device and order stamp.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewEvent {
    pub(crate) at: Moment,
    pub(crate) day: StudyDay,
    pub(crate) what: What,
}

/// An event of the log.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Event {
    pub(crate) id: EventId,
    /// The machine it happened on: a random id made with the database.
    pub(crate) device: String,
    pub(crate) at: Moment,
    pub(crate) day: StudyDay,
    /// Order stamp in milliseconds: max(clock, newest stamp + 1). The fold sorts by (stamp, id).
    pub(crate) stamp: i64,
    pub(crate) what: What,
    /// The first event of the transaction that wrote it, where that wrote several.
    pub(crate) deed: Option<EventId>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_that_are_known_are_those_that_can_be_read() {
        let refused = serde_json::from_str::<What>("{\"kind\":\"telepathy\"}").unwrap_err().to_string();
        let listed = refused.split_once("expected one of ").expect("they are listed").1;
        let listed: Vec<&str> = listed.split('`').skip(1).step_by(2).collect();
        assert_eq!(listed, KINDS);
    }
}
