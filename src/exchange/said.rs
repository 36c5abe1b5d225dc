//! What its owner says about a file, in place of a guess.

use std::str::FromStr;

/// The owner's words; what is left out is guessed, and the guess told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    /// What the columns of a table are, by their place; `-` is not used.
    pub(crate) columns: Vec<String>,
    pub(crate) header: Option<Header>,
    /// What stands between the cells.
    pub(crate) separator: Option<String>,
    pub(crate) rows: Option<Rows>,
    /// A label of the Encoding Standard, such as `windows-1250`.
    pub(crate) encoding: Option<String>,
    pub(crate) first_option: Option<FirstOption>,
    pub(crate) language: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    /// The sheet of a workbook.
    pub(crate) sheet: Option<String>,
    pub(crate) names: Names,
    /// Which field of a note type of Anki's is what: (`Question`, `Front`).
    pub(crate) fields: Vec<(String, String)>,
    /// The reviews of Anki's cards are wanted too.
    pub(crate) history: bool,
}

/// Which names of columns are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Names {
    /// Those of other programs too; what is unknown is told.
    #[default]
    Any,
    /// Those that an author of decks writes: an unknown one is a slip, `;` parts the items of a cell and `=` its pairs.
    Authors,
}

/// Where the names of the columns stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// In the row of this number, from 1; those above it are no cards.
    Row(usize),
    /// In the first row that has text.
    First,
    Nowhere,
}

impl FromStr for Header {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match (word, word.parse::<usize>()) {
            ("yes", _) => Ok(Self::First),
            ("no", _) => Ok(Self::Nowhere),
            (_, Ok(row)) if row > 0 => Ok(Self::Row(row)),
            _ => Err("write yes, no, or the number of the row".to_owned()),
        }
    }
}

/// Which rows a table has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Those from the first to the last number, from 1, the row of names among them.
    Numbered(usize, usize),
    /// Those that this text parts.
    Parted(String),
}

impl FromStr for Rows {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let (from, to) = word.split_once('-').unwrap_or((word, word));
        let (from, to) = (from.trim(), to.trim());
        let number = |text: &str| text.parse::<usize>().ok().filter(|row| *row > 0);
        match (number(from), number(to)) {
            (Some(from), Some(to)) if from <= to => Ok(Self::Numbered(from, to)),
            (Some(from), None) if to.is_empty() => Ok(Self::Numbered(from, usize::MAX)),
            (Some(_), Some(_)) => Err("the first row comes after the last".to_owned()),
            _ => unescaped(word).map(Self::Parted),
        }
    }
}

/// What the number of the first option is, where a column says by number which one is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FirstOption {
    Zero,
    One,
    /// The column holds the texts of options, no numbers.
    Text,
}

impl FromStr for FirstOption {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "0" => Ok(Self::Zero),
            "1" => Ok(Self::One),
            "text" => Ok(Self::Text),
            _ => Err("write 0, 1 or text".to_owned()),
        }
    }
}

/// A separator by its name or as it is written, `\t` and `\n` included.
///
/// # Errors
/// It is empty.
pub(crate) fn separator(word: &str) -> Result<String, String> {
    Ok(match word {
        "tab" => "\t".to_owned(),
        "comma" => ",".to_owned(),
        "semicolon" => ";".to_owned(),
        "pipe" => "|".to_owned(),
        "space" => " ".to_owned(),
        other => unescaped(other)?,
    })
}

fn unescaped(word: &str) -> Result<String, String> {
    let text = word.replace("\\t", "\t").replace("\\r\\n", "\n").replace("\\n", "\n");
    if text.is_empty() { Err("it is empty".to_owned()) } else { Ok(text) }
}

/// A label of the Encoding Standard.
///
/// # Errors
/// There is no such encoding.
pub(crate) fn encoding(label: &str) -> Result<String, String> {
    let known = encoding_rs::Encoding::for_label(label.as_bytes());
    known.map(|_| label.to_owned()).ok_or_else(|| {
        "there is no such encoding; known are utf-8, utf-16le, windows-1252, windows-1250, iso-8859-2, macintosh and others".to_owned()
    })
}
