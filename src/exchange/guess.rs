//! Which format a file is of, by its content.

use super::{TEXT_BYTES, decode};

/// A format of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Tsv,
}

impl Format {
    pub(crate) fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv)
    }

    pub(crate) fn most_bytes(self) -> u64 {
        TEXT_BYTES
    }

    pub(crate) fn advice_on_size(self) -> &'static str {
        "split it into several files"
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
        }
    }

    /// Guesses by content; what is nothing else is a table.
    pub(crate) fn guess(bytes: &[u8]) -> Self {
        let (text, _) = decode::text(&bytes[..bytes.len().min(64 << 10)]);
        Self::of_text(&text)
    }

    fn of_text(text: &str) -> Self {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        if first.contains('\t') { Self::Tsv } else { Self::Csv }
    }
}
