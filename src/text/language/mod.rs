//! What the judge knows of languages: word lists, the roles of words, numerals; the data stand in one folder a language.

use serde::{Deserialize, Serialize};

/// A row for each language: its variant, its folder and its tag. `Other` comes last, with what all the rest has in common.
macro_rules! languages {
    ($d:tt $($language:ident $folder:literal $tag:literal;)+) => {
        /// The language of a deck, as far as the judge knows rules for it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub(crate) enum Language {
            $($language,)+
            /// Any other language: comparison by form only, no word list.
            Other,
        }

        /// Every language, in the order of their folders.
        pub(crate) const LANGUAGES: [Language; FOLDERS] = [$(Language::$language,)+ Language::Other];

        /// The tags of the languages whose words are known.
        const TAGS: [&str; OURS] = [$($tag),+];

        /// The file of a name in the folder of every language, in their order.
        macro_rules! files {
            ($d file:literal) => {
                [$(include_str!(concat!($folder, "/", $d file)),)+ include_str!(concat!("other/", $d file))]
            };
        }

        /// The word list in the folder of every language that has one.
        macro_rules! word_lists {
            () => { [$(&include_bytes!(concat!($folder, "/words.fst"))[..]),+] };
        }

        /// A table for every language, read by a function from the file of the name in its folder once it is asked for.
        macro_rules! of_languages {
            ($d read:ident, $d file:literal) => {
                [
                    $(LazyLock::new(|| $d read(include_str!(concat!($folder, "/", $d file)), Language::$language)),)+
                    LazyLock::new(|| $d read(include_str!(concat!("other/", $d file)), Language::Other)),
                ]
            };
        }
    };
}

languages! { $
    English "english" "en";
    French "french" "fr";
    German "german" "de";
}

/// How many languages have a folder, and how many of them rules of their own.
const FOLDERS: usize = Language::Other as usize + 1;
const OURS: usize = FOLDERS - 1;

pub(crate) mod act_words;
pub(crate) mod calendar;
pub(crate) mod counted;
pub(crate) mod lexicon;
mod lines;
pub(crate) mod measures;
mod name_rows;
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

impl Language {
    /// The language whose rules hold for texts in this one: English where there are none of its own.
    pub(crate) fn or_english(self) -> Self {
        if self == Self::Other { Self::English } else { self }
    }

    /// From a BCP 47 tag, by its first part: `en-GB` is English.
    pub(crate) fn of_tag(tag: &str) -> Self {
        let first = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        TAGS.iter().position(|tag| *tag == first).map_or(Self::Other, |place| LANGUAGES[place])
    }

    /// From its name, in any of the languages: `Deutsch`, `German`, `allemand`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = crate::text::form::fold::fold_word(name.trim());
        LANGUAGES.into_iter().find(|language| roles::LANGUAGE_NAMES.of(*language).contains(&name.as_str()))
    }

    /// Its tag; none for a language whose words are not known.
    pub(crate) fn tag(self) -> Option<&'static str> {
        TAGS.get(self as usize).copied()
    }
}
