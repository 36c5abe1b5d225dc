//! Words by the role they play, in the languages that the judge knows: a name for every line of `words.txt`, `forms.txt`,
//! `written.txt` and `phrases.txt` in the folders of the languages, by what reads it.

/// A static for every row, and a list of them all for the tests.
macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $name:ident: $kind:ident = $key:literal;)+) => {
        $($(#[doc = $doc])+ pub(crate) static $name: $kind = $kind(std::sync::LazyLock::new(|| $kind::read($key)));)+

        #[cfg(test)]
        pub(super) const ALL: &[(&str, super::Any)] = &[$(($key, super::Any::$kind(&$name))),+];
    };
}

mod beside;
mod dates;
mod lints;
mod lists;
mod numbers;
mod shared;
mod spelling;

pub(crate) use beside::*;
pub(crate) use dates::*;
pub(crate) use lints::*;
pub(crate) use lists::*;
pub(crate) use numbers::*;
pub(crate) use shared::*;
pub(crate) use spelling::*;

pub(crate) use crate::text::language::role::{Pairs, Phrases, Role};

/// A role of any kind.
#[cfg(test)]
#[derive(Clone, Copy)]
enum Any {
    Role(&'static Role),
    Pairs(&'static Pairs),
    Phrases(&'static Phrases),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::form::fold::{fold, fold_word};
    use crate::text::form::token::tokens;
    use crate::text::language::Language;
    use crate::text::language::role::{PHRASES, WORDS, is_written};

    fn every_role() -> impl Iterator<Item = (&'static str, Any)> {
        let rooms = [beside::ALL, dates::ALL, lints::ALL, lists::ALL, numbers::ALL, shared::ALL, spelling::ALL];
        rooms.into_iter().flatten().copied()
    }

    #[test]
    fn every_role_has_words_and_those_that_are_not_written_with_marks_are_folded() {
        for (name, role) in every_role() {
            let said: Vec<&str> = match role {
                Any::Role(role) => role.words().collect(),
                Any::Pairs(pairs) => pairs.all().map(|(one, _)| one).collect(),
                Any::Phrases(phrases) => phrases.all().collect(),
            };
            assert!(!said.is_empty(), "{name} says nothing");
            if matches!(role, Any::Role(_)) && !is_written(name) {
                assert!(said.iter().all(|word| fold_word(word) == *word), "{name}");
            }
        }
        assert!(GIVEN_UP.all().all(|phrase| fold(phrase) == phrase));
    }

    #[test]
    fn every_line_of_the_files_is_a_role() {
        let is_phrases = |role| matches!(role, Any::Phrases(_));
        for (lines, phrases) in [(&WORDS, false), (&PHRASES, true)] {
            for key in lines.names() {
                let roles = every_role().filter(|(name, role)| *name == key && is_phrases(*role) == phrases);
                assert_eq!(roles.count(), 1, "{key}");
            }
        }
    }

    #[test]
    fn a_role_knows_its_words() {
        let words = tokens("perhaps the Scottish economist", Language::English);
        assert!(HEDGES.has(&words[0]) && DEMONYMS.has(&words[2]) && CLASSES.has(&words[3]) && !CLASSES.has(&words[0]));
        assert!(ARTICLES.has_in_ours("dem") && !ARTICLES.has_in_ours("het"));
    }
}
