//! The entries of a course as the lints see them: their cards, and their words.

use std::ops::Range;

use super::Sheet;
use super::words::{Word, Words};
use crate::card::{Ask, Deck, Key, Kind, Note, Part, parts};
use crate::text::{ARTICLES, Language};

/// An entry, with the places of its cards among those of the course.
pub(super) struct Entry<'a> {
    pub(super) sheet: usize,
    pub(super) deck: &'a Deck,
    pub(super) note: &'a Note,
    pub(super) cards: Range<usize>,
    /// Its deck was asked for; the others only lend.
    pub(super) told: bool,
}

/// A card, with the words of its question.
pub(super) struct Asked {
    pub(super) entry: usize,
    pub(super) part: Part,
    pub(super) stem: Vec<Word>,
}

/// The decks of one course.
pub(super) struct Course<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    pub(super) cards: Vec<Asked>,
    pub(super) words: Words,
}

impl<'a> Course<'a> {
    pub(super) fn new(sheets: &[Sheet<'a>], of: &[usize]) -> Self {
        let mut course = Self { entries: Vec::new(), cards: Vec::new(), words: Words::default() };
        for (at, sheet) in of.iter().map(|&at| (at, &sheets[at])) {
            for note in &sheet.deck.notes {
                let first = course.cards.len();
                for part in parts(note, sheet.deck) {
                    let stem = course.words.of(&part.stem);
                    course.cards.push(Asked { entry: course.entries.len(), part, stem });
                }
                let cards = first..course.cards.len();
                course.entries.push(Entry { sheet: at, deck: sheet.deck, note, cards, told: sheet.told });
            }
        }
        course
    }

    /// The entries that findings are told of, by their places.
    pub(super) fn told(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        (0..self.entries.len()).filter(|&at| self.entries[at].told)
    }

    pub(super) fn language(&self, entry: usize) -> Language {
        self.entries[entry].deck.language
    }

    /// The words of an answer of an entry, without an article in front.
    pub(super) fn answer(&mut self, text: &str, entry: usize) -> Vec<Word> {
        answer(&mut self.words, text, self.entries[entry].deck.language)
    }
}

/// The words of an answer, without an article in front.
pub(super) fn answer(words: &mut Words, text: &str, language: Language) -> Vec<Word> {
    let language = if language == Language::Other { Language::English } else { language };
    let mut found = words.of(text);
    if found.len() > 1 && ARTICLES.of(language).contains(&words.text(found[0])) {
        found.remove(0);
    }
    found
}

/// The key of the entry under which the question of a part stands.
pub(super) fn stem_key(note: &Note, part: &Part) -> &'static str {
    let worded = match &note.ask {
        Some(Ask::Main(_)) => part.is_main,
        Some(Ask::Parts(list)) => list.iter().any(|(name, _)| *name == part.name),
        None => false,
    };
    match &note.kind {
        _ if worded => "ask",
        Kind::Date { .. } if part.name == "what" => "when",
        Kind::Date { .. } => "event",
        Kind::Institution { .. } if part.name == "short" => "short",
        Kind::Institution { .. } => "role",
        Kind::Instrument { .. } if part.name == "short" => "short",
        Kind::Instrument { .. } if part.name == "name" => "purpose",
        Kind::Instrument { .. } => "name",
        Kind::Position { .. } if part.name == "claim" => "about",
        Kind::Position { .. } => "claim",
        Kind::Card { .. } if part.name == "back" => "back",
        Kind::Card { .. } => "front",
        Kind::Cloze { .. } => "text",
        Kind::TrueFalse { .. } => "statement",
        _ => "ask",
    }
}

/// The key of the entry under which the answer of a part stands.
pub(super) fn answer_key(note: &Note, part: &Part) -> &'static str {
    match &note.kind {
        Kind::Date { .. } if part.name == "what" => "event",
        Kind::Date { .. } => "when",
        Kind::Institution { .. } => "name",
        Kind::Instrument { .. } => match part.name.as_str() {
            "by" => "by",
            "when" => "when",
            _ => "name",
        },
        Kind::Position { .. } if part.name == "claim" => "claim",
        Kind::Position { .. } => "who",
        Kind::Card { .. } if part.name == "back" => "front",
        Kind::Card { .. } => "back",
        Kind::Cloze { .. } => "text",
        Kind::List { .. } => "answers",
        Kind::Order { .. } => "items",
        Kind::Match { .. } => "pairs",
        _ => "answer",
    }
}

/// Every form in which the answer of a card is right, the shown one first; none where it is no text.
pub(super) fn forms<'n>(note: &'n Note, part: &'n Part) -> Vec<&'n str> {
    let mut forms: Vec<&str> = match &part.key {
        Key::Text(answers) | Key::Gap { answers, .. } => answers.iter().map(String::as_str).collect(),
        Key::Recall(back) => vec![back],
        Key::OneOf(right) | Key::Lent { right, .. } => vec![right],
        Key::SeveralOf(right) => right.iter().map(String::as_str).collect(),
        Key::List { items, .. } => items
            .iter()
            .flat_map(|item| std::iter::once(&item.answer).chain(&item.accept))
            .map(String::as_str)
            .collect(),
        Key::Date(_) | Key::Number(_) | Key::TrueOrFalse(_) | Key::Order(_) | Key::Match { .. } => Vec::new(),
    };
    if part.is_main && matches!(part.key, Key::Text(_)) {
        forms.extend(short(note));
        forms.extend(note.accept.iter().map(String::as_str));
    }
    forms
}

/// The name of an institution or instrument.
pub(super) fn proper_name(note: &Note) -> Option<&str> {
    match &note.kind {
        Kind::Institution { name, .. } | Kind::Instrument { name, .. } => Some(name),
        _ => None,
    }
}

/// The short name of an institution or instrument.
pub(super) fn short(note: &Note) -> Option<&str> {
    match &note.kind {
        Kind::Institution { short, .. } | Kind::Instrument { short, .. } => short.as_deref(),
        _ => None,
    }
}

/// The right and the wrong options of a question that its author gave options.
pub(super) fn options<'n>(note: &'n Note, part: &'n Part) -> Option<(Vec<&'n str>, Vec<&'n str>)> {
    let right = match &part.key {
        Key::OneOf(right) => vec![right.as_str()],
        Key::SeveralOf(right) => right.iter().map(String::as_str).collect(),
        _ => return None,
    };
    Some((right, note.wrong.iter().map(|wrong| wrong.answer.as_str()).collect()))
}
