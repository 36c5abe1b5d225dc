//! What the judge knows of languages: word lists, the roles of words, numerals; the data stand in one folder a language.

/// The file of a name in the folder of every language, in their order.
macro_rules! files {
    ($file:literal) => {
        [
            include_str!(concat!("english/", $file)),
            include_str!(concat!("french/", $file)),
            include_str!(concat!("german/", $file)),
            include_str!(concat!("other/", $file)),
        ]
    };
}

/// A table for every language, read by a function from the file of the name in its folder once it is asked for.
macro_rules! of_languages {
    ($read:ident, $file:literal) => {
        [
            LazyLock::new(|| $read(files!($file)[0], Language::English)),
            LazyLock::new(|| $read(files!($file)[1], Language::French)),
            LazyLock::new(|| $read(files!($file)[2], Language::German)),
            LazyLock::new(|| $read(files!($file)[3], Language::Other)),
        ]
    };
}

pub(crate) mod act_words;
pub(crate) mod calendar;
pub(crate) mod counted;
pub(crate) mod lexicon;
mod lines;
pub(crate) mod measures;
pub(crate) mod number_words;
pub(crate) mod numerals;
pub(crate) mod quick;
mod role;
pub(crate) mod roles;
pub(crate) mod seats;
pub(crate) mod short_forms;
pub(crate) mod signs;
pub(crate) mod stem_words;
pub(crate) mod usual_names;

use serde::{Deserialize, Serialize};

/// The language of a deck, as far as the judge knows rules for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Language {
    English,
    French,
    German,
    /// Any other language: comparison by form only, no word list.
    Other,
}

/// How many languages have a folder.
const FOLDERS: usize = 4;

/// Every language, in the order of their folders.
pub(crate) const LANGUAGES: [Language; FOLDERS] =
    [Language::English, Language::French, Language::German, Language::Other];

impl Language {
    /// The language whose rules hold for texts in this one: English where there are none of its own.
    pub(crate) fn or_english(self) -> Self {
        if self == Self::Other { Self::English } else { self }
    }

    /// From a BCP 47 tag, by its first part: `en-GB` is English.
    pub(crate) fn of_tag(tag: &str) -> Self {
        match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "en" => Self::English,
            "fr" => Self::French,
            "de" => Self::German,
            _ => Self::Other,
        }
    }

    /// Its tag; none for a language whose words are not known.
    pub(crate) fn tag(self) -> Option<&'static str> {
        match self {
            Self::English => Some("en"),
            Self::French => Some("fr"),
            Self::German => Some("de"),
            Self::Other => None,
        }
    }
}
