//! An entry of a deck, read and checked: whatever stands in a `Note` can be asked.

use serde::{Deserialize, Serialize};

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use crate::card::grammar::Grammar;
use crate::card::notes::Notes;
use crate::text::{Bound, Language, ListItem, Tolerance, When, Wrong};

/// Bytes of the deck's file.
pub(crate) type Span = Range<usize>;

/// `deck/entry#part`: what progress hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct CardId {
    pub(crate) deck: String,
    pub(crate) entry: String,
    pub(crate) part: String,
}

impl CardId {
    /// Reads the full form `deck/entry#part`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        CardName::parse(text).map(CardName::to_id)
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}#{}", self.deck, self.entry, self.part)
    }
}

/// The same, borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct CardName<'a> {
    pub(crate) deck: &'a str,
    pub(crate) entry: &'a str,
    pub(crate) part: &'a str,
}

impl<'a> CardName<'a> {
    /// Reads the full form `deck/entry#part`.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (deck, rest) = text.split_once('/')?;
        let (entry, part) = rest.split_once('#')?;
        let has = |piece: &str, mark: u8| piece.as_bytes().contains(&mark);
        let filled =
            [deck, entry, part].iter().all(|piece| !piece.is_empty() && !has(piece, b'/') && !has(piece, b'#'));
        filled.then_some(Self { deck, entry, part })
    }

    pub(crate) fn to_id(self) -> CardId {
        CardId { deck: self.deck.to_owned(), entry: self.entry.to_owned(), part: self.part.to_owned() }
    }
}

/// What has a card's name: tables of cards are searched by it, whoever owns the words.
pub(crate) trait Named {
    fn name(&self) -> CardName<'_>;
}

impl Named for CardId {
    fn name(&self) -> CardName<'_> {
        CardName { deck: &self.deck, entry: &self.entry, part: &self.part }
    }
}

impl Named for CardName<'_> {
    fn name(&self) -> CardName<'_> {
        *self
    }
}

impl<'a> Borrow<dyn Named + 'a> for CardId {
    fn borrow(&self) -> &(dyn Named + 'a) {
        self
    }
}

impl PartialEq for dyn Named + '_ {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for dyn Named + '_ {}

impl Hash for dyn Named + '_ {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

/// What an entry cites: a work that the deck lists, and where in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Citation {
    pub(crate) key: String,
    pub(crate) at: Option<String>,
}

/// A work listed in `[sources]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Source {
    pub(crate) title: String,
    pub(crate) author: Option<String>,
    pub(crate) year: Option<i32>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
}

/// The author's own wording of a fact's question: for the main part, or part by part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Ask {
    Main(String),
    /// (part, wording), in the author's order.
    Parts(Vec<(String, String)>),
}

/// An entry that is likely to be taken for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ConfusedWith {
    /// As written: `id` or `deck/id`.
    pub(crate) entry: String,
    /// What tells the two apart, where the author says more than what the other is.
    pub(crate) difference: Option<String>,
}

/// A piece of a cloze text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Pieces {
    Text(String),
    Gap(Gap),
}

/// A gap of a cloze text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Gap {
    /// The part's name: the author's, or `gap`.
    pub(crate) name: String,
    /// The answer first, then other accepted forms.
    pub(crate) answers: Vec<String>,
}

/// The answer of a `[[number]]`, read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct NumberAnswer {
    pub(crate) value: f64,
    pub(crate) unit: String,
    pub(crate) bound: Option<Bound>,
    pub(crate) tolerance: Tolerance,
    /// As the author wrote it, with its unit, for showing.
    pub(crate) shown: String,
}

/// A pair of a `[[match]]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MatchPair {
    pub(crate) left: String,
    pub(crate) right: String,
}

/// What is peculiar to each kind of entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Kind {
    Date {
        event: String,
        when: When,
        both: bool,
    },
    Institution {
        name: String,
        role: String,
        kind: Option<String>,
        short: Option<String>,
        both: bool,
    },
    Instrument {
        name: String,
        purpose: String,
        kind: Option<String>,
        short: Option<String>,
        both: bool,
        did: Option<String>,
        by: Vec<String>,
        when: Option<When>,
    },
    Position {
        who: Vec<String>,
        claim: String,
        verb: Option<String>,
        about: Option<String>,
        work: Option<String>,
    },
    Card {
        front: String,
        back: String,
        both: bool,
    },
    Short {
        ask: String,
        answer: String,
    },
    Cloze {
        text: Vec<Pieces>,
    },
    Choice {
        ask: String,
        answers: Vec<String>,
    },
    TrueFalse {
        statement: String,
        answer: bool,
    },
    Number {
        ask: String,
        answer: NumberAnswer,
    },
    List {
        ask: String,
        answers: Vec<ListItem>,
        need: usize,
    },
    Order {
        ask: String,
        items: Vec<String>,
    },
    Match {
        ask: String,
        pairs: Vec<MatchPair>,
        extra: Vec<String>,
    },
}

/// The kind alone, with its word in the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum KindName {
    Date,
    Institution,
    Instrument,
    Position,
    Card,
    Short,
    Cloze,
    Choice,
    TrueFalse,
    Number,
    List,
    Order,
    Match,
}

impl KindName {
    pub(crate) const ALL: [Self; 13] = [
        Self::Date,
        Self::Institution,
        Self::Instrument,
        Self::Position,
        Self::Card,
        Self::Short,
        Self::Cloze,
        Self::Choice,
        Self::TrueFalse,
        Self::Number,
        Self::List,
        Self::Order,
        Self::Match,
    ];

    /// The name of the array of tables: `true_false`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Institution => "institution",
            Self::Instrument => "instrument",
            Self::Position => "position",
            Self::Card => "card",
            Self::Short => "short",
            Self::Cloze => "cloze",
            Self::Choice => "choice",
            Self::TrueFalse => "true_false",
            Self::Number => "number",
            Self::List => "list",
            Self::Order => "order",
            Self::Match => "match",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Kind {
    pub(crate) fn name(&self) -> KindName {
        match self {
            Self::Date { .. } => KindName::Date,
            Self::Institution { .. } => KindName::Institution,
            Self::Instrument { .. } => KindName::Instrument,
            Self::Position { .. } => KindName::Position,
            Self::Card { .. } => KindName::Card,
            Self::Short { .. } => KindName::Short,
            Self::Cloze { .. } => KindName::Cloze,
            Self::Choice { .. } => KindName::Choice,
            Self::TrueFalse { .. } => KindName::TrueFalse,
            Self::Number { .. } => KindName::Number,
            Self::List { .. } => KindName::List,
            Self::Order { .. } => KindName::Order,
            Self::Match { .. } => KindName::Match,
        }
    }

    /// The name of an institution or an instrument, or of who takes a position.
    pub(crate) fn named(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Institution { name, .. } | Self::Instrument { name, .. } => Some(name.into()),
            Self::Position { who, .. } => Some(who.join(", ").into()),
            _ => None,
        }
    }

    /// The work in which a position is taken.
    pub(crate) fn work(&self) -> Option<&str> {
        match self {
            Self::Position { work, .. } => work.as_deref(),
            _ => None,
        }
    }

    /// The short name of an institution or an instrument.
    pub(crate) fn short(&self) -> Option<&str> {
        match self {
            Self::Institution { short, .. } | Self::Instrument { short, .. } => short.as_deref(),
            _ => None,
        }
    }
}

/// An entry of a deck, with the fields that every kind may have. Defaults of the deck are already filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Note {
    /// The author's id, or the slug that `check --fix` would write.
    pub(crate) id: String,
    /// The id was left out by the author and made from the text.
    pub(crate) id_is_generated: bool,
    /// Former ids as written: `id`, `deck/id` or `id#part`.
    pub(crate) was: Vec<String>,
    pub(crate) topics: Vec<String>,
    pub(crate) why: Option<String>,
    pub(crate) sources: Vec<Citation>,
    pub(crate) hint: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) accept: Vec<String>,
    pub(crate) wrong: Vec<Wrong>,
    pub(crate) ask: Option<Ask>,
    pub(crate) grammar: Grammar,
    pub(crate) confused_with: Vec<ConfusedWith>,
    /// What has to be met before, as written: `id` or `deck/id`.
    pub(crate) requires: Vec<String>,
    /// Options are offered for the main part of a fact instead of typing.
    pub(crate) options: bool,
    pub(crate) strict: bool,
    pub(crate) revised: u32,
    pub(crate) draft: bool,
    pub(crate) allow: Vec<String>,
    pub(crate) kind: Kind,
    /// Where the entry begins: its header or its first key.
    pub(crate) span: Span,
}

/// A deck, read: what `library` hands to a course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Deck {
    pub(crate) id: String,
    pub(crate) title: String,
    /// The deck's own id where no course is named.
    pub(crate) course: String,
    /// BCP 47, as written.
    pub(crate) language_tag: String,
    pub(crate) language: Language,
    pub(crate) description: Option<String>,
    /// The place of the deck in its course; those without come last.
    pub(crate) order: Option<i64>,
    /// Courses that this one takes for granted; told, and nothing else.
    pub(crate) requires: Vec<String>,
    pub(crate) version: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) licence: Option<String>,
    pub(crate) url: Option<String>,
    /// (key, work), in the author's order.
    pub(crate) sources: Vec<(String, Source)>,
    /// In the author's order; kept apart from what is said of the deck.
    #[serde(skip)]
    pub(crate) notes: Notes,
}
