//! A deck's file as study needs it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::compiled::{self, Cache};
use super::{Origin, disk};
use crate::card::Deck;
use crate::deck::{self, Sort, sort_of};

/// A deck's file: parsed, or found among those read before.
pub(crate) struct Shelved {
    pub(crate) origin: Origin,
    /// For messages: the path as given, or the name inside the program.
    pub(crate) name: String,
    text: Text,
    /// Where its deck is kept, which the text decides; nothing for short texts, and where none are kept.
    place: Option<PathBuf>,
    pub(crate) deck: Option<Deck>,
    /// Entries with errors, which are not in the deck.
    pub(super) left_out: usize,
}

enum Text {
    Read(Cow<'static, str>),
    /// In a file that did not change since it was read.
    In(PathBuf),
}

impl Shelved {
    pub(super) fn read(path: &Path, cache: Option<&Cache>) -> Result<Self> {
        let (origin, name) = (Origin::File(path.to_path_buf()), path.to_string_lossy().into_owned());
        // Looked at before it is read: what is written meanwhile gives it another stamp.
        let known = cache.and_then(|cache| Some((cache, disk::stamp(path)?)));
        if let Some(place) = known.and_then(|(cache, stamp)| cache.place_of(&stamp))
            && let Some((deck @ Some(_), left_out)) = cache.and_then(|cache| cache.find(&place, again(&origin, None)))
        {
            let (text, place) = (Text::In(path.to_path_buf()), Some(place));
            return Ok(Self { origin, name, text, place, deck, left_out: left_out as usize });
        }
        let file = Self::of(origin, name, disk::text(path)?.into(), cache);
        if let (Some((cache, stamp)), Some(place), Some(_)) = (known, &file.place, &file.deck) {
            cache.saw(stamp, place);
        }
        Ok(file)
    }

    fn of(origin: Origin, name: String, text: Cow<'static, str>, cache: Option<&Cache>) -> Self {
        let place = cache.and_then(|cache| cache.place(&text));
        let inside = if let Cow::Borrowed(text) = text { Some(text) } else { None };
        let kept = cache.zip(place.as_deref());
        let found = kept.and_then(|(cache, place)| cache.find(place, again(&origin, inside)));
        let (deck, left_out) = found.unwrap_or_else(|| Self::parsed(&text, kept));
        Self { origin, name, text: Text::Read(text), place, deck, left_out: left_out as usize }
    }

    fn parsed(text: &str, kept: Option<(&Cache, &Path)>) -> compiled::Compiled {
        let reading = deck::read(text);
        let compiled = (reading.deck, u32::try_from(reading.left_out).unwrap_or(u32::MAX));
        if let Some((cache, place)) = kept {
            cache.keep(place, &compiled);
        }
        compiled
    }

    pub(super) fn built_in((name, text): (&str, &'static str), cache: Option<&Cache>) -> Self {
        Self::of(Origin::BuiltIn, name.to_owned(), text.into(), cache)
    }

    /// Its text, read now where that was not needed before.
    ///
    /// # Errors
    /// It cannot be read any more.
    pub(crate) fn text(&self) -> Result<String> {
        match &self.text {
            Text::Read(text) => Ok(text.clone().into_owned()),
            Text::In(path) => disk::text(path),
        }
    }

    /// Whether both hold the same text.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.text, &other.text) {
            (Text::Read(one), Text::Read(two)) => one == two,
            _ => self.place.is_some() && self.place == other.place,
        }
    }

    /// A file with a deck that can be used is one; any other is what it means to be.
    pub(super) fn sort(&self) -> Sort {
        match &self.text {
            Text::Read(text) if self.deck.is_none() => sort_of(text),
            _ => Sort::Deck,
        }
    }

    /// Whether its text was read.
    #[cfg(test)]
    pub(super) fn is_read(&self) -> bool {
        matches!(self.text, Text::Read(_))
    }

    /// Where its file really lies, links resolved.
    pub(super) fn real_path(&self) -> Option<PathBuf> {
        match &self.origin {
            Origin::BuiltIn => None,
            Origin::File(path) => std::fs::canonicalize(path).ok(),
        }
    }
}

/// How the text is read again.
fn again(origin: &Origin, inside: Option<&'static str>) -> compiled::Text {
    match origin {
        Origin::BuiltIn => Box::new(move || inside.map(Cow::Borrowed)),
        Origin::File(path) => {
            let path = path.clone();
            Box::new(move || disk::text(&path).ok().map(Cow::Owned))
        }
    }
}
