//! A role or purpose that is no predicate in the present: a subject of its own in front, a gerund, a noun.

use crate::card::{Kind, Note};
use crate::text::roles::{
    AND, BODIES, CONJUNCTION, INFINITIVE_ENDINGS, INSTRUMENTS, NOUN_ENDINGS, OF, POINTING, PREPOSITIONS,
    PRESENT_ENDINGS, RELATIVES, SUBJECTS, WANTED, WHO, YES_ASKERS,
};
use crate::text::{ARTICLES, Language, fold_word};

/// What is in front of the predicate, as it is written, and the predicate.
pub(super) fn in_front<'t>(text: &'t str, note: &Note, language: Language) -> Option<(&'t str, &'t str)> {
    let language = language.or_english();
    let words = words(text);
    let lower = |at: usize| words.get(at).map(|(start, end)| text[*start..*end].to_lowercase()).unwrap_or_default();
    let parted = |count: usize| {
        let (next, _) = words.get(count)?;
        Some((text[..*next].trim_end(), &text[*next..]))
    };
    let first = lower(0);
    if SUBJECTS.of(language).contains(&first.as_str()) || is_relative(&first, language) {
        return parted(1);
    }
    let named = names(note).find_map(|name| text.strip_prefix(name)).filter(|rest| rest.starts_with(' '));
    if let Some(rest) = named {
        return Some((text[..text.len() - rest.len()].trim_end(), rest.trim_start()));
    }
    let points =
        ARTICLES.of(language).contains(&fold_word(&first).as_str()) || POINTING.of(language).contains(&first.as_str());
    let noun = fold_word(&lower(1));
    let is_known = |role: &crate::text::roles::Role| {
        let nouns = role.of(language);
        nouns.contains(&noun.as_str())
            || language == Language::German && nouns.iter().any(|known| noun.ends_with(known))
    };
    let is_noun = is_known(&BODIES) || is_known(&INSTRUMENTS) || kind(note).is_some_and(|kind| fold_word(kind) == noun);
    (points && is_noun && is_verb(&lower(2), language)).then(|| parted(2)).flatten()
}

/// A pronoun that joins the predicate to something: *that prepares*, *qui collecte*. In German it is an article as well.
fn is_relative(first: &str, language: Language) -> bool {
    match language {
        Language::German => false,
        Language::French => WHO.of(language).contains(&first),
        _ => RELATIVES.of(language).contains(&first),
    }
}

/// Whether a word behind a noun may be its verb.
fn is_verb(word: &str, language: Language) -> bool {
    let small =
        [&PREPOSITIONS, &OF, &RELATIVES, &AND, &CONJUNCTION].iter().any(|role| role.of(language).contains(&word));
    let ends = language == Language::French || PRESENT_ENDINGS.ends(word, language);
    !small && ends && word.chars().count() > 2 && word.chars().all(char::is_alphabetic)
}

/// The first word of a text that cannot be a verb in the present: a gerund, an infinitive, a noun of its ending.
pub(super) fn no_verb(text: &str, language: Language) -> Option<&str> {
    let words = words(text);
    let (start, end) = *words.first()?;
    let first = &text[start..end];
    let folded = fold_word(first);
    let is_long = first.chars().count() > 5;
    let next = || words.get(1).map(|(start, end)| fold_word(&text[*start..*end])).unwrap_or_default();
    let is_none = match language.or_english() {
        Language::German => {
            // Only nouns are written large in a sentence.
            let is_large = first.starts_with(char::is_uppercase) && !YES_ASKERS.has_word(&first.to_lowercase());
            is_large && (NOUN_ENDINGS.ends(&folded, Language::German) || !PRESENT_ENDINGS.ends(first, Language::German))
        }
        Language::French => {
            let is_infinitive = is_long && INFINITIVE_ENDINGS.ends(first, Language::French);
            WANTED.of(Language::French).contains(&folded.as_str())
                || is_infinitive && ARTICLES.of(Language::French).contains(&next().as_str())
        }
        _ => is_long && NOUN_ENDINGS.ends(first, Language::English),
    };
    (is_none && !is_name(first)).then_some(first)
}

/// `ENISA`, `McDonald`: large letters behind the first.
fn is_name(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

fn names(note: &Note) -> impl Iterator<Item = &str> {
    let (name, short) = match &note.kind {
        Kind::Institution { name, short, .. } | Kind::Instrument { name, short, .. } => (Some(name), short.as_ref()),
        _ => (None, None),
    };
    name.into_iter().chain(short).map(String::as_str)
}

fn kind(note: &Note) -> Option<&str> {
    let (Kind::Institution { kind, .. } | Kind::Instrument { kind, .. }) = &note.kind else { return None };
    kind.as_deref()?.rsplit(' ').next()
}

/// Where the words of a text stand; what stands before an apostrophe is one.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric() || c == '-', from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                found.push((start, at));
                from = None;
            }
            _ => {}
        }
    }
    found
}
