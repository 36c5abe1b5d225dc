//! Decks out and in: `export`, `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::exchange::Format;

#[derive(Debug, Args)]
pub(crate) struct ExportDeck {
    /// A deck id, or the path of a deck file
    #[arg(value_name = "DECK")]
    pub(crate) deck: String,
    /// The format to write
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: To,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace the file if it stands already
    #[arg(long)]
    pub(crate) force: bool,
    /// Begin a table with a byte-order mark, by which Excel knows UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
    /// What was not carried, as JSON on standard output
    #[arg(long, requires = "output")]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ImportDeck {
    /// The file to read
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Its format [default: guessed by its content]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<From>,
    /// The deck to write [default: standard output]
    #[arg(short, long, value_name = "DECK.toml")]
    pub(crate) output: Option<PathBuf>,
    /// Replace the deck if it stands already: its head stays, and the ids of entries that are known again
    #[arg(long)]
    pub(crate) force: bool,
    /// Write without asking whether the guesses are right
    #[arg(long)]
    pub(crate) yes: bool,
    /// What came of the records, as JSON on standard output
    #[arg(long, requires = "output")]
    pub(crate) json: bool,
}

/// Formats that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    Csv,
    Tsv,
    Gift,
    /// Moodle XML
    Moodle,
    /// A package for Anki (.apkg)
    Anki,
    Json,
}

/// Formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum From {
    Csv,
    Tsv,
    Gift,
    /// Moodle XML
    Moodle,
    /// A package for Anki (.apkg)
    Anki,
    /// Anki's text export
    AnkiText,
    /// The markdown of hashcards
    Hashcards,
    Json,
}

impl To {
    pub(crate) fn format(self) -> Format {
        match self {
            Self::Csv => Format::Csv,
            Self::Tsv => Format::Tsv,
            Self::Gift => Format::Gift,
            Self::Moodle => Format::Moodle,
            Self::Anki => Format::Anki,
            Self::Json => Format::Json,
        }
    }
}

impl From {
    pub(crate) fn format(self) -> Format {
        match self {
            Self::Csv => Format::Csv,
            Self::Tsv => Format::Tsv,
            Self::Gift => Format::Gift,
            Self::Moodle => Format::Moodle,
            Self::Anki => Format::Anki,
            Self::AnkiText => Format::AnkiText,
            Self::Hashcards => Format::Hashcards,
            Self::Json => Format::Json,
        }
    }
}
