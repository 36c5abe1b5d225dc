//! Words by the role they play beside an answer, in the languages that the judge knows; all folded.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::form::token::Token;

/// The words of one role.
pub(crate) struct Role(LazyLock<HashSet<&'static str>>);

impl Role {
    pub(crate) fn has(&self, token: &Token) -> bool {
        self.has_word(&token.word)
    }

    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $name:ident: $file:literal;)+) => {
        $($(#[doc = $doc])+ pub(crate) static $name: Role =
            Role(LazyLock::new(|| include_str!($file).split_whitespace().collect()));)+
    };
}

roles! {
    /// Frames and hedges: they neither add to an answer nor take from it.
    HEDGES: "roles/hedges.txt";
    /// Common nouns that say what kind of thing or person a name names.
    CLASSES: "roles/classes.txt";
    /// Common nouns for a person by office or calling.
    PERSONS: "roles/persons.txt";
    /// Those that may stand before *of* and the answer without making another thing of it: *the city of*.
    GOVERNING: "roles/governing.txt";
    /// Adjectives and nouns of peoples.
    DEMONYMS: "roles/demonyms.txt";
    /// Common nouns for bodies: *council*, *institute*.
    BODIES: "roles/bodies.txt";
    /// Common nouns for treaties, acts and papers.
    INSTRUMENTS: "roles/instruments.txt";
    /// What begins a phrase of place or time.
    PLACES: "roles/places.txt";
    /// What a question has that asks for a town.
    TOWNS: "roles/towns.txt";
    /// What may stand in front of an answer.
    PREPOSITIONS: "roles/prepositions.txt";
    /// Small words that tell a clause or a phrase from the next item of a row.
    CLAUSE: "roles/clause.txt";
    /// Verbs that begin a predicate and are hardly ever nouns.
    VERBS: "roles/verbs.txt";
    /// What may stand beside a number.
    PLAIN: "roles/plain.txt";
    /// Words that add something else: *followed by*, *as well as*.
    ADDITIONS: "roles/additions.txt";
}

/// Groups of words for the same counted things.
pub(crate) fn counted() -> impl Iterator<Item = std::str::SplitWhitespace<'static>> {
    include_str!("roles/counted.txt").lines().map(str::split_whitespace)
}

/// Two words for one kind of thing: *case* and *judgment*.
pub(crate) fn are_alike(one: &str, other: &str) -> bool {
    counted().any(|group| group.clone().any(|word| word == one) && group.into_iter().any(|word| word == other))
}

/// What joins one thing to another.
pub(crate) const JOINS: &[&str] = &["and", "plus", "with", "et", "avec", "und", "mit", "sowie", "y", "e"];

/// What belongs to a surname: *von*.
pub(crate) const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "du", "la", "le", "ben", "bin", "al", "el", "dos",
    "zu", "ter", "ten",
];
/// *of* and its like, which let one noun govern another.
pub(crate) const OF: &[&str] = &["of", "de", "du", "d", "des", "von"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::form::fold::fold_word;
    use crate::text::form::token::tokens;
    use crate::text::language::Language;

    #[test]
    fn every_word_of_a_role_is_folded() {
        for role in [
            &HEDGES,
            &CLASSES,
            &PERSONS,
            &GOVERNING,
            &DEMONYMS,
            &PLACES,
            &BODIES,
            &INSTRUMENTS,
            &PREPOSITIONS,
            &CLAUSE,
            &VERBS,
            &PLAIN,
            &ADDITIONS,
        ] {
            for word in role.0.iter() {
                assert_eq!(fold_word(word), *word);
            }
        }
    }

    #[test]
    fn a_role_knows_its_words() {
        let words = tokens("perhaps the Scottish economist", Language::English);
        assert!(HEDGES.has(&words[0]) && DEMONYMS.has(&words[2]) && CLASSES.has(&words[3]) && !CLASSES.has(&words[0]));
    }
}
