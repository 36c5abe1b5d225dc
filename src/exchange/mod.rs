//! Other programs' formats: bytes in, entries out, and back. No paths, no printing; one file a format.

mod aiken;
mod anki;
mod anki_text;
mod decode;
mod exercise;
mod format;
mod gift;
mod hashcards;
mod history;
mod html;
mod incoming;
mod json;
mod language;
mod marked;
mod markup;
mod moodle;
mod obsidian;
mod outgoing;
mod qti;
mod said;
mod settle;
mod table;
mod unzipped;
mod zipped;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub(crate) use anki::{is_of as is_package_of, of_course as anki_of_course};
pub(crate) use decode::text as text_of;
pub(crate) use format::Format;
pub(crate) use history::{Clock, Past, history};
pub(crate) use incoming::{Incoming, Refused};
pub(crate) use language::{of as language_of, told as told_language};
pub(crate) use outgoing::{Losses, Outgoing, Sent};
pub(crate) use said::{FirstOption, Header, Names, Rows, Said, encoding, separator};
pub(crate) use settle::{Before, Settled, settle};
pub(crate) use unzipped::{Member, is_zip, unzipped};
pub(crate) use zipped::zipped;

/// The most bytes that are read of a text, and of a package with its media.
pub(crate) const TEXT_BYTES: u64 = 8 << 20;
pub(crate) const PACKAGE_BYTES: u64 = 64 << 20;

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is not of the format, or what it holds is not to be seen; another format may explain it.
    Format(String),
    /// It is of the format, and its owner has to say something before it can be read.
    Owner(String),
}

impl From<String> for Unread {
    fn from(why: String) -> Self {
        Self::Format(why)
    }
}

/// Reads a file of another program; what its owner says about it goes before what is guessed.
///
/// # Errors
/// It is not of the format at all, or a question is left to its owner. What is wrong with single records is told in `refused`.
pub(crate) fn read(bytes: &[u8], format: Format, said: &Said) -> Result<Incoming, Unread> {
    let named = said.encoding.as_ref().filter(|_| !matches!(format, Format::Anki | Format::Workbook));
    let decoded = named.map(|label| decode::named(bytes, label));
    let bytes = decoded.as_ref().map_or(bytes, |text| text.as_bytes());
    match format {
        Format::Csv | Format::Tsv | Format::Workbook => table::read(bytes, format, said),
        Format::Gift => Ok(gift::read(bytes)),
        Format::Moodle => Ok(moodle::read(bytes)?),
        Format::Qti => Err("QTI is written, not read".to_owned().into()),
        Format::Aiken => Ok(aiken::read(bytes)),
        Format::Anki => Ok(anki::read(bytes, said)?),
        Format::AnkiText => Ok(anki_text::read(bytes)),
        Format::Hashcards => Ok(hashcards::read(bytes)),
        Format::Obsidian => Ok(obsidian::read(bytes)),
        Format::Json => json::read(bytes, said),
    }
}

/// Writes a deck in a format of another program.
pub(crate) fn write(out: &Outgoing<'_>, format: Format) -> Sent {
    match format {
        Format::Csv | Format::Tsv => table::write(out.deck, format),
        Format::Workbook => table::write_workbook(out),
        Format::Gift => gift::write(out),
        Format::Moodle => moodle::write(out),
        Format::Qti => qti::write(out),
        Format::Anki => anki::write(out),
        Format::Json => json::write(out.deck),
        Format::Aiken | Format::AnkiText | Format::Hashcards | Format::Obsidian => {
            unreachable!("no verb writes what is only read")
        }
    }
}
