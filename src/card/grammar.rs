//! What an author says of the grammar of a fact's words, so that its questions read as prose. None of it is part of
//! what a student learns: the hash of the text leaves it out.

use serde::{Deserialize, Serialize};

/// The gender of a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
    Neuter,
}

impl Gender {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Masculine => "m",
            Self::Feminine => "f",
            Self::Neuter => "n",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        [Self::Masculine, Self::Feminine, Self::Neuter].into_iter().find(|gender| gender.word() == word)
    }
}

/// Whether a name stands for one or for several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Number {
    Singular,
    Plural,
}

impl Number {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Singular => "singular",
            Self::Plural => "plural",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        [Self::Singular, Self::Plural].into_iter().find(|number| number.word() == word)
    }
}

/// The keys of grammar of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Grammar {
    pub(crate) gender: Option<Gender>,
    /// As written: `the`, `l’`, `none`.
    pub(crate) article: Option<String>,
    pub(crate) number: Option<Number>,
    /// The claim as a clause, with its conjunction.
    pub(crate) clause: Option<String>,
}
