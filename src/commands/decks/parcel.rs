//! What came from an address or out of a zip: opened, and checked as any stranger's.

use std::fmt;
use std::path::PathBuf;

use anyhow::Result;

use crate::card::Deck;
use crate::deck::{Sort, locate};
use crate::diagnostic::Severity;
use crate::error::{Fault, named};
use crate::exchange::{self, Member};
use crate::fetch::{self, Address, Answer, Stamp};
use crate::library::{self, DeckFile, Place};
use crate::ui::counted;

/// Where a course is handed out.
pub(super) enum Source {
    Address(Address),
    Zip(PathBuf),
}

/// The most bytes of a zip on the disk.
const ZIP_BYTES: u64 = 64 << 20;

impl Source {
    /// Nothing for a word that names a deck's file, a folder or a built-in deck.
    ///
    /// # Errors
    /// It is an address that is not fetched.
    pub(super) fn of(word: &str) -> Result<Option<Self>> {
        if fetch::is_address(word) {
            return Ok(Some(Self::Address(Address::parse(word)?)));
        }
        let path = std::path::absolute(word)?;
        let is_zip = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
        Ok(is_zip.then_some(Self::Zip(path)))
    }

    /// # Errors
    /// It cannot be fetched, or read.
    pub(super) fn fetched(&self, known: &Stamp) -> Result<Answer> {
        match self {
            Self::Address(address) => Ok(fetch::fetch(address, known, fetch::LIMITS)?),
            Self::Zip(path) => Ok(Answer::New { bytes: library::bytes(path, ZIP_BYTES)?, stamp: Stamp::default() }),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => address.fmt(f),
            Self::Zip(path) => f.write_str(&path.to_string_lossy()),
        }
    }
}

/// A course on its way in: nothing of it is on the disk yet.
pub(super) struct Parcel {
    pub(super) place: Place,
    /// Names and texts of its decks, blueprints and cases.
    pub(super) texts: Vec<(String, String)>,
    pub(super) decks: Vec<Deck>,
}

impl Parcel {
    /// Opens what came, and says what of it was passed over.
    ///
    /// # Errors
    /// It is a zip that is not taken, no text, or no deck; or a deck has a mistake.
    pub(super) fn opened(mut place: Place, bytes: &[u8]) -> Result<(Self, Vec<String>)> {
        let from = named(place.place.as_ref());
        let is_zip = exchange::is_zip(bytes);
        let members = if is_zip {
            exchange::unzipped(bytes, ".toml")
                .map_err(|why| Fault::new(format!("`{from}`: {why}")).advice(UNCHANGED))?
        } else {
            vec![Member { name: String::new(), bytes: bytes.to_vec() }]
        };
        let (mut texts, mut decks, mut told) = (Vec::new(), Vec::<Deck>::new(), Vec::new());
        for Member { name, bytes } in members {
            let shown = if is_zip { format!("{from}: {name}") } else { from.clone() };
            let file = DeckFile::new(shown.clone(), library::decoded(&shown, &bytes)?);
            match file.sort {
                Sort::Deck => {
                    let deck = sound(&file)?;
                    if let Some(twin) = decks.iter().find(|known| known.id == deck.id) {
                        let fault = Fault::new(format!("`{from}` holds two decks `{}`", twin.id));
                        return Err(fault.advice(UNCHANGED).into());
                    }
                    texts.push((if is_zip { name } else { "deck.toml".to_owned() }, file.text));
                    decks.push(deck);
                }
                Sort::Blueprint | Sort::Cases if is_zip => texts.push((name, file.text)),
                Sort::Blueprint | Sort::Cases | Sort::Other => told.push(format!("{shown}: no deck: passed over")),
            }
        }
        if decks.is_empty() {
            return Err(Fault::new(format!("`{from}` holds no deck")).advice(UNCHANGED).into());
        }
        for deck in &decks {
            if !place.decks.contains(&deck.id) {
                place.decks.push(deck.id.clone());
            }
        }
        Ok((Self { place, texts, decks }, told))
    }

    /// The course, or the first of several.
    pub(super) fn course(&self) -> &str {
        &self.decks[0].course
    }
}

const UNCHANGED: &str = "nothing was changed; tell its author";

/// A stranger's deck is taken whole or not at all: a student cannot mend it.
fn sound(file: &DeckFile) -> Result<Deck> {
    let mistakes: Vec<_> = file.reading.diagnostics.iter().filter(|one| one.severity == Severity::Error).collect();
    match (&file.reading.deck, mistakes.as_slice()) {
        (Some(deck), []) => Ok(deck.clone()),
        (_, [first, rest @ ..]) => {
            let (line, _) = locate(&file.text, first.span.start);
            let more = match rest.len() {
                0 => String::new(),
                more => format!(", and {}", counted(more, "mistake more", "mistakes more")),
            };
            Err(Fault::new(format!("{}:{line}: {}{more}", file.name, first.message)).advice(UNCHANGED).into())
        }
        (None, []) => Err(Fault::new(format!("{} holds no usable deck", file.name)).advice(UNCHANGED).into()),
    }
}
