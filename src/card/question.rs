//! What is put to a student, and what the student gives back.

use crate::card::{CardId, KindName};
use crate::text::{DateKey, ListKey, NumberKey, TextKey};

/// How a question is answered. Screens, judge and exams know interactions, never kinds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Interaction {
    /// Recalls, turns over, rates himself.
    Recall,
    Text(TextKey),
    Date(DateKey),
    Number(NumberKey),
    List(ListKey),
    /// One of the options, in the order dealt.
    Choose {
        options: Vec<Choice>,
    },
    /// Every right one of the options, in the order dealt.
    Select {
        options: Vec<Choice>,
    },
    /// Puts the items in order; dealt order in `items`, `right` holds the items as they should stand.
    Arrange {
        items: Vec<String>,
        right: Vec<String>,
        rule: MarkingRule,
    },
    /// Pairs each left with one of `rights`, dealt; `pairs` holds the right partner of each left.
    Match {
        lefts: Vec<String>,
        rights: Vec<String>,
        pairs: Vec<String>,
    },
}

/// The rule by which an order is marked; a paper carries its number, so that one that was begun is marked to its end as
/// it was begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkingRule {
    /// 1: a share for each neighbouring pair that stands together as it should.
    Neighbours,
    /// 2: max(0, 1 − 2 · inversions ÷ pairs), so that chance earns nothing.
    #[default]
    Inversions,
}

impl MarkingRule {
    pub(crate) fn number(self) -> u32 {
        match self {
            Self::Neighbours => 1,
            Self::Inversions => 2,
        }
    }

    pub(crate) fn of_number(number: u32) -> Option<Self> {
        [Self::Neighbours, Self::Inversions].into_iter().find(|rule| rule.number() == number)
    }
}

/// An option of a question to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) text: String,
    pub(crate) right: bool,
    /// Why it is wrong, or what it is.
    pub(crate) because: Option<String>,
}

/// A card, ready to be asked: everything a screen needs, in the deck's words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Question {
    pub(crate) card: CardId,
    pub(crate) kind: KindName,
    pub(crate) course_title: String,
    pub(crate) topics: Vec<String>,
    pub(crate) stem: String,
    pub(crate) interaction: Interaction,
    /// The right answer as it is shown, possibly of several lines.
    pub(crate) answer: String,
    pub(crate) why: Option<String>,
    /// `Argano 2019, section 1, note 6`, one a line.
    pub(crate) sources: Vec<String>,
    pub(crate) hint: Option<String>,
    /// What the answer is likely to be taken for.
    pub(crate) lookalikes: Vec<Lookalike>,
}

/// What an answer is likely to be taken for, with what tells the two apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lookalike {
    pub(crate) name: String,
    pub(crate) difference: String,
}

/// What the student gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Response {
    /// Typed: text, date, number or list.
    Typed(String),
    /// A list, item by item.
    Items(Vec<String>),
    /// Index into `Choose::options`.
    Chosen(usize),
    /// Indices into `Select::options`.
    Selected(Vec<usize>),
    /// Indices into `Arrange::items`, in the student's order.
    Arranged(Vec<usize>),
    /// For each left, the index into `rights`, if any.
    Matched(Vec<Option<usize>>),
    /// The card was turned over (Recall).
    Turned,
    GaveUp,
}
