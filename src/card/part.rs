//! The cards of a note: for each part its stem and what is right, before any options are dealt.

use std::borrow::Cow;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::card::facts;
use crate::card::{Ask, Deck, Kind, Note, NumberAnswer, Pieces};
use crate::text::{Language, ListItem, When, stem_words};

/// What is right, as the deck says it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Key {
    /// Self-rated: the back of the card.
    Recall(String),
    /// The answer first, then what the entry itself accepts.
    Text(Vec<String>),
    /// The sentence with `____` for the gap asked for, and the gap's answers.
    Gap {
        sentence: String,
        answers: Vec<String>,
    },
    Date(When),
    Number(NumberAnswer),
    List {
        items: Vec<ListItem>,
        need: usize,
    },
    /// One right option among the entry's own wrong ones.
    OneOf(String),
    SeveralOf(Vec<String>),
    TrueOrFalse(bool),
    /// One right option among those that the course lends.
    Lent {
        right: String,
        from: Lender,
    },
    Order(Vec<String>),
    Match {
        pairs: Vec<(String, String)>,
        extra: Vec<String>,
    },
}

impl Key {
    /// What is typed or chosen; none where nothing is, where it is several, or where all cards have one of two answers.
    pub(crate) fn single(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(answers) | Self::Gap { answers, .. } => answers.first().map(|answer| answer.as_str().into()),
            Self::OneOf(right) | Self::Lent { right, .. } => Some(right.as_str().into()),
            Self::Date(when) => Some(when.iso().into()),
            Self::Number(number) => Some(number.shown.as_str().into()),
            Self::Recall(_)
            | Self::List { .. }
            | Self::SeveralOf(_)
            | Self::TrueOrFalse(_)
            | Self::Order(_)
            | Self::Match { .. } => None,
        }
    }
}

/// Which texts of the course can stand as wrong options beside the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lender {
    /// Events whose dates do not overlap.
    Events,
    /// Claims of another holder or on another matter.
    Claims,
}

/// One card of a note.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) stem: String,
    pub(crate) key: Key,
    /// `accept`, `wrong` and `options` of the entry belong to this part.
    pub(crate) is_main: bool,
    /// The fields that make stem and key: what the text's hash covers.
    fields: Vec<String>,
}

impl Part {
    pub(crate) fn new(name: &str, stem: String, key: Key, fields: &[&str]) -> Self {
        let fields = fields.iter().map(|&field| field.to_owned()).collect();
        Self { name: name.to_owned(), stem, key, is_main: false, fields }
    }

    #[must_use]
    pub(crate) fn main(mut self) -> Self {
        self.is_main = true;
        self
    }

    /// 64 bits of SHA-256 over the part's name and the fields that make it (NFC, blanks folded).
    ///
    /// It only tells that the text changed since it was learnt; accepted forms, reasons, hints, sources and topics
    /// leave it alone.
    pub(crate) fn text_hash(&self) -> u64 {
        let mut hash = Sha256::new();
        for field in std::iter::once(&self.name).chain(&self.fields) {
            let folded = field.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
            hash.update(folded.as_bytes());
            hash.update([0x1f]);
        }
        let digest = hash.finalize();
        u64::from_be_bytes(digest[..8].try_into().expect("SHA-256 has 32 bytes"))
    }
}

/// The cards of a note, in the order in which they are learnt.
pub(crate) fn parts(note: &Note, deck: &Deck) -> Vec<Part> {
    let mut parts = match &note.kind {
        Kind::Date { .. } | Kind::Institution { .. } | Kind::Instrument { .. } | Kind::Position { .. } => {
            facts::parts(note, deck.language)
        }
        kind => worded(kind),
    };
    for part in &mut parts {
        let own = match &note.ask {
            Some(Ask::Main(text)) if part.is_main => Some(text),
            Some(Ask::Parts(list)) => list.iter().find(|(name, _)| *name == part.name).map(|(_, text)| text),
            _ => None,
        };
        if let Some(text) = own {
            part.stem.clone_from(text);
            part.fields.push(text.clone());
        }
    }
    parts
}

/// The cards of an entry that its author worded in full.
fn worded(kind: &Kind) -> Vec<Part> {
    let single = |ask: &str, key: Key, fields: &[&str]| vec![Part::new("answer", ask.to_owned(), key, fields).main()];
    match kind {
        Kind::Card { front, back, both } => two_sided(front, back, *both),
        Kind::Short { ask, answer } => single(ask, Key::Text(vec![answer.clone()]), &[ask, answer]),
        Kind::Cloze { text } => gaps(text),
        Kind::Choice { ask, answers } => {
            let fields: Vec<&str> = std::iter::once(ask.as_str()).chain(answers.iter().map(String::as_str)).collect();
            let key = match answers.as_slice() {
                [answer] => Key::OneOf(answer.clone()),
                several => Key::SeveralOf(several.to_vec()),
            };
            single(ask, key, &fields)
        }
        Kind::TrueFalse { statement, answer } => {
            single(statement, Key::TrueOrFalse(*answer), &[statement, if *answer { "true" } else { "false" }])
        }
        Kind::Number { ask, answer } => single(ask, Key::Number(answer.clone()), &[ask, &answer.shown]),
        Kind::List { ask, answers, need } => {
            let fields: Vec<&str> =
                std::iter::once(ask.as_str()).chain(answers.iter().map(|item| item.answer.as_str())).collect();
            single(ask, Key::List { items: answers.clone(), need: *need }, &fields)
        }
        Kind::Order { ask, items } => {
            let fields: Vec<&str> = std::iter::once(ask.as_str()).chain(items.iter().map(String::as_str)).collect();
            single(ask, Key::Order(items.clone()), &fields)
        }
        Kind::Match { ask, pairs, extra } => {
            let mut fields = vec![ask.as_str()];
            fields.extend(pairs.iter().flat_map(|pair| [pair.left.as_str(), pair.right.as_str()]));
            let pairs = pairs.iter().map(|pair| (pair.left.clone(), pair.right.clone())).collect();
            single(ask, Key::Match { pairs, extra: extra.clone() }, &fields)
        }
        Kind::Date { .. } | Kind::Institution { .. } | Kind::Instrument { .. } | Kind::Position { .. } => Vec::new(),
    }
}

fn two_sided(front: &str, back: &str, both: bool) -> Vec<Part> {
    let mut parts = vec![Part::new("front", front.to_owned(), Key::Recall(back.to_owned()), &[front, back]).main()];
    if both {
        parts.push(Part::new("back", back.to_owned(), Key::Recall(front.to_owned()), &[back, front]));
    }
    parts
}

/// One card per gap: the other gaps are filled in, so that each has one reading.
fn gaps(text: &[Pieces]) -> Vec<Part> {
    let asked = text.iter().filter_map(|piece| match piece {
        Pieces::Gap(gap) => Some(gap),
        Pieces::Text(_) => None,
    });
    asked
        .map(|gap| {
            let sentence: String = text
                .iter()
                .map(|piece| match piece {
                    Pieces::Text(plain) => plain.as_str(),
                    Pieces::Gap(other) if other.name == gap.name => "____",
                    Pieces::Gap(other) => other.answers[0].as_str(),
                })
                .collect();
            let fields = [sentence.as_str(), gap.answers[0].as_str()];
            let key = Key::Gap { sentence: sentence.clone(), answers: gap.answers.clone() };
            Part::new(&gap.name, sentence.clone(), key, &fields).main()
        })
        .collect()
}

/// The words for the two options of a true-or-false question.
pub(crate) fn true_and_false(language: Language) -> [&'static str; 2] {
    let mut said = stem_words::words("true-false", language);
    std::array::from_fn(|_| said.next().unwrap_or_default())
}
