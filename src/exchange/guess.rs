//! Which format a file is of, by its content.

use super::{PACKAGE_BYTES, TEXT_BYTES, decode};

/// A format of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Tsv,
    /// A workbook of Excel (.xlsx).
    Workbook,
    /// Moodle's text format.
    Gift,
    /// Moodle XML.
    Moodle,
    /// QTI 1.2 in a content package; only written.
    Qti,
    /// A package of Anki's, or its collection alone.
    Anki,
    /// Anki's text export; only read.
    AnkiText,
    /// The markdown of hashcards; only read.
    Hashcards,
    /// Our own, for programs.
    Json,
}

impl Format {
    pub(crate) fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv)
    }

    /// What no terminal can show, and the end of its files' names.
    pub(crate) fn ending_of_binary(self) -> Option<&'static str> {
        match self {
            Self::Anki => Some("apkg"),
            Self::Qti => Some("zip"),
            Self::Workbook => Some("xlsx"),
            _ => None,
        }
    }

    pub(crate) fn most_bytes(self) -> u64 {
        if self == Self::Anki { PACKAGE_BYTES } else { TEXT_BYTES }
    }

    pub(crate) fn advice_on_size(self) -> &'static str {
        "split it into several files"
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
            Self::Workbook => "Excel workbook",
            Self::Gift => "GIFT",
            Self::Moodle => "Moodle XML",
            Self::Qti => "QTI",
            Self::Anki => "Anki package",
            Self::AnkiText => "Anki text",
            Self::Hashcards => "hashcards markdown",
            Self::Json => "JSON",
        }
    }

    /// Guesses by content; what is nothing else is a table.
    pub(crate) fn guess(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"SQLite format 3\0") {
            return Self::Anki;
        }
        let (text, _) = decode::text(&bytes[..bytes.len().min(64 << 10)]);
        Self::of_text(&text)
    }

    fn of_text(text: &str) -> Self {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim_start();
        if first.starts_with(['{', '[']) && text.contains("\"kind\"") {
            Self::Json
        } else if first.starts_with("<?xml") || text.contains("<quiz>") {
            Self::Moodle
        } else if first.starts_with("#separator:") || first.starts_with("#html:") {
            Self::AnkiText
        } else if is_hashcards(text) {
            Self::Hashcards
        } else if is_gift(text) {
            Self::Gift
        } else if first.contains('\t') {
            Self::Tsv
        } else {
            Self::Csv
        }
    }
}

/// A line that begins with `Q:` and one with `A:`, or one with `C:` and a gap in brackets.
fn is_hashcards(text: &str) -> bool {
    let begins = |mark: &str| text.lines().any(|line| line.starts_with(mark));
    (begins("Q:") && begins("A:")) || (begins("C:") && text.contains('['))
}

/// An answer in braces begins with a sign of its own, or a category or a name between double colons begins a line.
fn is_gift(text: &str) -> bool {
    let braces = text.match_indices('{').any(|(at, _)| {
        let inner = text[at + 1..].trim_start();
        let word = inner.split(['}', '#']).next().unwrap_or_default().trim();
        !text[at + 1..].starts_with('{')
            && inner.contains('}')
            && (inner.starts_with(['=', '~', '#']) || matches!(word, "T" | "F" | "TRUE" | "FALSE"))
    });
    let named = text.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("$CATEGORY:")
            || line.strip_prefix("::").is_some_and(|rest| rest.contains("::") && text.contains('{'))
    });
    braces || named
}
