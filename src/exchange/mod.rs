//! Other programs' formats: bytes in, entries out, and back. No paths, no printing; one file a format.

mod anki;
mod anki_text;
mod cells;
mod columns;
mod csv;
mod decode;
mod exercise;
mod gift;
mod guess;
mod hashcards;
mod history;
mod html;
mod incoming;
mod json;
mod marked;
mod moodle;
mod outgoing;
mod qti;
mod settle;
mod workbook;
mod zipped;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub(crate) use anki::is_of as is_package_of;
pub(crate) use guess::Format;
pub(crate) use history::{Clock, Past, history};
pub(crate) use incoming::Incoming;
pub(crate) use outgoing::{Losses, Outgoing, Sent};
pub(crate) use settle::{Settled, settle};

/// The most bytes that are read of a text, and of a package with its media.
pub(crate) const TEXT_BYTES: u64 = 8 << 20;
pub(crate) const PACKAGE_BYTES: u64 = 64 << 20;

/// What a person says about a file beforehand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wishes {
    /// Which field of a note type is what: (`Question`, `Front`).
    pub(crate) fields: Vec<(String, String)>,
    /// The reviews of its cards are wanted too.
    pub(crate) history: bool,
}

/// Reads a file of another program.
///
/// # Errors
/// It is not of the format at all, said in a sentence. What is wrong with single records is told in `refused`.
pub(crate) fn read(bytes: &[u8], format: Format, wishes: &Wishes) -> Result<Incoming, String> {
    match format {
        Format::Csv | Format::Tsv => csv::read(bytes, format),
        Format::Gift => Ok(gift::read(bytes)),
        Format::Moodle => moodle::read(bytes),
        Format::Workbook => Err("workbooks are written, not read: save the sheet as CSV".to_owned()),
        Format::Qti => Err("QTI is written, not read".to_owned()),
        Format::Anki => anki::read(bytes, wishes),
        Format::AnkiText => Ok(anki_text::read(bytes)),
        Format::Hashcards => Ok(hashcards::read(bytes)),
        Format::Json => json::read(bytes),
    }
}

/// Writes a deck in a format of another program.
pub(crate) fn write(out: &Outgoing<'_>, format: Format) -> Sent {
    match format {
        Format::Csv | Format::Tsv => csv::write(out.deck, format),
        Format::Gift => gift::write(out),
        Format::Moodle => moodle::write(out),
        Format::Workbook => workbook::write(out),
        Format::Qti => qti::write(out),
        Format::Anki => anki::write(out),
        Format::Json => json::write(out.deck),
        Format::AnkiText | Format::Hashcards => unreachable!("no verb writes what is only read"),
    }
}
