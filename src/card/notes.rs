//! The entries of a deck: all made when the deck was read, or each when it is looked at, from what was kept of it.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Index;
use std::rc::Rc;

use crate::card::outline::Outlines;
use crate::card::{KindName, Note};

/// Makes the entries of a deck that was kept.
pub(crate) trait Maker {
    /// The entry at a place, as it was when the deck was kept.
    fn make(&self, at: usize) -> Note;
}

/// The entries of a deck, in the author's order.
#[derive(Clone)]
pub(crate) struct Notes(State);

#[derive(Clone)]
enum State {
    Made(Vec<Note>),
    Kept { outlines: Rc<Outlines>, maker: Rc<dyn Maker>, made: Vec<OnceCell<Box<Note>>> },
}

impl Notes {
    /// Entries that are made when they are looked at; the outlines tell how many there are.
    pub(crate) fn kept(outlines: Outlines, maker: Rc<dyn Maker>) -> Self {
        let made = vec![OnceCell::new(); outlines.len()];
        Self(State::Kept { outlines: Rc::new(outlines), maker, made })
    }

    pub(crate) fn len(&self) -> usize {
        match &self.0 {
            State::Made(notes) => notes.len(),
            State::Kept { made, .. } => made.len(),
        }
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Note> {
        match &self.0 {
            State::Made(notes) => notes.get(at),
            State::Kept { maker, made, .. } => {
                made.get(at).map(|note| &**note.get_or_init(|| Box::new(maker.make(at))))
            }
        }
    }

    pub(crate) fn iter(&self) -> Iter<'_> {
        Iter { notes: self, places: 0..self.len() }
    }

    /// All of them, made, to be changed: what was kept of them is not looked at again.
    pub(crate) fn made(&mut self) -> &mut Vec<Note> {
        if matches!(self.0, State::Kept { .. }) {
            self.0 = State::Made(self.iter().cloned().collect());
        }
        match &mut self.0 {
            State::Made(notes) => notes,
            State::Kept { .. } => unreachable!("they were made just now"),
        }
    }

    /// How many of them are made.
    #[cfg(test)]
    pub(crate) fn count_made(&self) -> usize {
        match &self.0 {
            State::Made(notes) => notes.len(),
            State::Kept { made, .. } => made.iter().filter(|note| note.get().is_some()).count(),
        }
    }

    /// What is known without making them; nothing for entries that were read.
    pub(crate) fn outlines(&self) -> Option<&Outlines> {
        match &self.0 {
            State::Made(_) => None,
            State::Kept { outlines, .. } => Some(outlines),
        }
    }

    /// An entry's id.
    pub(crate) fn id(&self, at: usize) -> &str {
        self.outlines().map_or_else(|| self[at].id.as_str(), |outlines| outlines.id(at))
    }

    pub(crate) fn kind(&self, at: usize) -> KindName {
        self.outlines().map_or_else(|| self[at].kind.name(), |outlines| outlines.kind(at))
    }

    pub(crate) fn revised(&self, at: usize) -> u32 {
        self.outlines().map_or_else(|| self[at].revised, |outlines| outlines.revised(at))
    }

    pub(crate) fn group(&self, at: usize) -> Option<&str> {
        self.outlines().map_or_else(|| self[at].group.as_deref(), |outlines| outlines.group(at))
    }

    pub(crate) fn topics(&self, at: usize) -> Vec<&str> {
        self.outlines().map_or_else(
            || self[at].topics.iter().map(String::as_str).collect(),
            |outlines| outlines.topics(at).collect(),
        )
    }

    /// Whether an entry names another that it is confused with.
    pub(crate) fn names_near(&self, at: usize) -> bool {
        self.outlines().map_or_else(|| !self[at].confused_with.is_empty(), |outlines| outlines.names_near(at))
    }

    /// Whether an entry requires another.
    pub(crate) fn requires(&self, at: usize) -> bool {
        self.outlines().map_or_else(|| !self[at].requires.is_empty(), |outlines| outlines.requires(at))
    }

    /// Whether an entry had another id before.
    pub(crate) fn was(&self, at: usize) -> bool {
        self.outlines().map_or_else(|| !self[at].was.is_empty(), |outlines| outlines.was(at))
    }
}

/// Over the entries, in order; each is made when it comes.
#[derive(Clone)]
pub(crate) struct Iter<'a> {
    notes: &'a Notes,
    places: std::ops::Range<usize>,
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a Note;

    fn next(&mut self) -> Option<&'a Note> {
        self.notes.get(self.places.next()?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }

    fn nth(&mut self, n: usize) -> Option<&'a Note> {
        self.notes.get(self.places.nth(n)?)
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Notes {
    type Item = &'a Note;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl IntoIterator for Notes {
    type Item = Note;
    type IntoIter = std::vec::IntoIter<Note>;

    fn into_iter(mut self) -> Self::IntoIter {
        std::mem::take(self.made()).into_iter()
    }
}

impl Index<usize> for Notes {
    type Output = Note;

    fn index(&self, at: usize) -> &Note {
        self.get(at).expect("an entry stands at this place")
    }
}

impl From<Vec<Note>> for Notes {
    fn from(notes: Vec<Note>) -> Self {
        Self(State::Made(notes))
    }
}

impl Default for Notes {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl PartialEq for Notes {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
