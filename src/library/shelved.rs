//! A deck's file as study needs it.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{Origin, compiled, disk};
use crate::card::Deck;
use crate::deck::{self, Sort, sort_of};

/// A deck's file: parsed, or found among those read before.
pub(crate) struct Shelved {
    pub(crate) origin: Origin,
    /// For messages: the path as given, or the name inside the program.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) deck: Option<Deck>,
    /// Entries with errors, which are not in the deck.
    pub(super) left_out: usize,
}

impl Shelved {
    pub(super) fn read(path: &Path, cache: Option<&Path>) -> Result<Self> {
        let origin = Origin::File(path.to_path_buf());
        Ok(Self::of(origin, path.to_string_lossy().into_owned(), disk::text(path)?, cache))
    }

    fn of(origin: Origin, name: String, text: String, cache: Option<&Path>) -> Self {
        let place = cache.and_then(|cache| compiled::place(cache, &text));
        let (deck, left_out) = match place.as_deref().and_then(compiled::find) {
            Some(found) => found,
            None => Self::parsed(&text, place.as_deref()),
        };
        Self { origin, name, text, deck, left_out: left_out as usize }
    }

    fn parsed(text: &str, place: Option<&Path>) -> compiled::Compiled {
        let reading = deck::read(text);
        let compiled = (reading.deck, u32::try_from(reading.left_out).unwrap_or(u32::MAX));
        if let Some(place) = place {
            compiled::keep(place, &compiled);
        }
        compiled
    }

    pub(super) fn built_in((name, text): (&str, &str), cache: Option<&Path>) -> Self {
        Self::of(Origin::BuiltIn, name.to_owned(), text.to_owned(), cache)
    }

    /// A file with a deck that can be used is one; any other is what it means to be.
    pub(super) fn sort(&self) -> Sort {
        if self.deck.is_some() { Sort::Deck } else { sort_of(&self.text) }
    }

    /// Where its file really lies, links resolved.
    pub(super) fn real_path(&self) -> Option<PathBuf> {
        match &self.origin {
            Origin::BuiltIn => None,
            Origin::File(path) => std::fs::canonicalize(path).ok(),
        }
    }
}
