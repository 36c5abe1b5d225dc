//! The deck format, said once: every table, its keys, their shapes, words and examples.
//!
//! The reader refuses keys that do not stand here, the writer keeps this order, and the JSON Schema, the columns of
//! tables and the reference of `docs/deck-format.md` are made from it. A new kind is a row in `entries.rs`, a file for
//! its reading in `read/`, and what the matches over `Kind` then ask for.

mod elsewhere;
mod entries;
mod head;
#[cfg(test)]
mod reference_tests;
mod schema;
#[cfg(test)]
mod schema_tests;

use crate::card::KindName;

pub(crate) use elsewhere::{kind_meant, kind_of, meant, meant_there};
pub(crate) use head::{ANSWER, CHECK, CITATION, CONFUSED, DECK, DEFAULTS, EXAM, HEADS, Head, SOURCE, WRONG};
pub(crate) use schema::schema;

/// How the value of a key is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `[a-z0-9][a-z0-9_-]{0,63}`.
    Id,
    Text,
    Flag,
    /// A whole number from 0.
    Count,
    /// Any whole number.
    Whole,
    /// A text or a whole number, as years are written.
    Plain,
    /// A number, or a text with a number in it.
    Amount,
    /// A text or a list of texts.
    Texts,
    /// The same, whole numbers allowed.
    Forms,
    /// Texts and whole numbers, always as a list.
    Items,
    /// A list of texts or `{ answer, accept }`.
    Answers,
    /// A text, `{ answer, because }`, or a list of them.
    Wrongs,
    /// The key of a source, `{ key, at }`, or a list of them.
    Citations,
    /// The id of an entry, `{ entry, difference }`, or a list of them.
    Lookalikes,
    /// A list of `[left, right]`.
    Pairs,
    /// A text for the main part, or a table by parts.
    Wording,
    /// A table of counts.
    Counts,
}

/// Whether an author may leave a key out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Optional,
}

/// A key of a table of the format.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) need: Need,
    /// What it means, in a sentence or two, as editors and the reference show it.
    pub(crate) words: &'static str,
    /// A value as it stands in a file.
    pub(crate) example: &'static str,
}

const fn required(name: &'static str, shape: Shape, words: &'static str, example: &'static str) -> Key {
    Key { name, shape, need: Need::Required, words, example }
}

const fn optional(name: &'static str, shape: Shape, words: &'static str, example: &'static str) -> Key {
    Key { name, shape, need: Need::Optional, words, example }
}

/// A kind of entry.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) kind: KindName,
    /// What it is, in a sentence.
    pub(crate) words: &'static str,
    /// The keys that are its own, in the order in which they are written.
    pub(crate) own: &'static [Key],
    /// The key that an id is made from, and that a table calls the question.
    pub(crate) subject: &'static str,
    /// The key that holds what is right; nothing for a cloze.
    pub(crate) answer: Option<&'static str>,
    /// Shared keys that this kind cannot do without.
    pub(crate) needs: &'static [&'static str],
    /// The parts of a fact, which `ask` may word; none for questions.
    pub(crate) parts: &'static [&'static str],
}

impl Entry {
    /// The row of a kind.
    pub(crate) fn of(kind: KindName) -> &'static Self {
        &entries::ENTRIES[kind as usize]
    }

    /// From facts questions are made; others are worded by their author.
    pub(crate) fn is_fact(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Every key of the kind, in the order in which they are written.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'static Key> + use<> {
        let [worded, chosen]: [&[Key]; 2] =
            if self.is_fact() { [entries::WORDED, entries::CHOSEN] } else { [&[], &[]] };
        let own = entries::FIRST.iter().chain(self.own);
        own.chain(worded).chain(entries::JUDGED).chain(chosen).chain(entries::LAST)
    }

    pub(crate) fn is_required(&self, key: &Key) -> bool {
        key.need == Need::Required || self.needs.contains(&key.name)
    }

    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys().find(|key| key.name == name)
    }
}

/// Every kind, in the order of the reference.
pub(crate) fn entries() -> &'static [Entry] {
    &entries::ENTRIES
}

/// Puts the keys of a table that is written into the order of the format; keys that it does not have go last.
pub(crate) fn in_order(table: &mut toml_edit::Table, keys: impl Iterator<Item = &'static Key>) {
    let names: Vec<&str> = keys.map(|key| key.name).collect();
    let place = |key: &toml_edit::Key| names.iter().position(|name| *name == key.get()).unwrap_or(names.len());
    table.sort_values_by(|one, _, other, _| place(one).cmp(&place(other)));
}

/// A key of `[deck]` that an entry has no use for: below the first entry it is misplaced.
pub(crate) fn is_of_deck_alone(name: &str) -> bool {
    DECK.iter().any(|key| key.name == name) && entries().iter().all(|entry| entry.key(name).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_row_and_every_row_its_keys() {
        for (at, kind) in KindName::ALL.into_iter().enumerate() {
            let entry = Entry::of(kind);
            assert_eq!((kind as usize, entry.kind), (at, kind));
            assert!(entry.key(entry.subject).is_some_and(|key| key.need == Need::Required), "{kind:?}");
            assert!(entry.answer.is_none_or(|answer| entry.key(answer).is_some()), "{kind:?}");
            let mut names: Vec<&str> = entry.keys().map(|key| key.name).collect();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{kind:?}: {names:?}");
        }
        assert!(is_of_deck_alone("licence") && !is_of_deck_alone("requires") && !is_of_deck_alone("source"));
    }
}
