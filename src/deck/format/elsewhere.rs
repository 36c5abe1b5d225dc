//! What other formats call the keys of an entry, so that an author who comes from one is told the name here.

use super::{Entry, entries};
use crate::card::KindName;
use crate::text::fold_word;
use crate::text::roles::KEY_NAMES;

/// The words of other formats for one of our keys.
const WORDS: [(&str, &[&str]); 9] = [
    ("why", &["explanation", "rationale", "feedback", "comment"]),
    ("topics", &["tags", "tag", "topic", "category", "categories"]),
    ("accept", &["alternatives", "synonyms", "aliases", "accepted"]),
    ("wrong", &["options", "choices", "distractors", "incorrect", "incorrect_answers"]),
    ("source", &["reference", "references", "cite"]),
    ("when", &["date", "year", "day"]),
    ("short", &["abbreviation", "acronym", "abbr"]),
    ("who", &["author", "authors", "holder", "person"]),
    ("event", &["name", "title", "what"]),
];
const QUESTION: [&str; 4] = ["question", "prompt", "stem", "q"];
const ANSWER: [&str; 6] = ["correct", "correct_answer", "solution", "correct_option", "answer_key", "a"];

/// What other formats call a kind of entry.
pub(crate) fn kind_meant(name: &str) -> Option<KindName> {
    Some(match name {
        "multiple_choice" | "multiplechoice" | "mcq" | "mc" | "quiz" => KindName::Choice,
        "flashcard" | "flash_card" | "basic" | "term" | "definition" => KindName::Card,
        "question" | "q" | "short_answer" | "open" => KindName::Short,
        "truefalse" | "boolean" | "tf" => KindName::TrueFalse,
        "fill_in" | "gap" | "gaps" | "blank" | "fill_in_the_blank" => KindName::Cloze,
        "numeric" | "numerical" => KindName::Number,
        "matching" | "pairs" => KindName::Match,
        "ordering" | "sequence" => KindName::Order,
        "event" => KindName::Date,
        "law" | "treaty" => KindName::Instrument,
        "organisation" | "organization" => KindName::Institution,
        "claim" | "argument" => KindName::Position,
        _ => return None,
    })
}

/// A key in another language by its name here; any other in small letters.
fn ours(name: &str) -> String {
    let folded = fold_word(name);
    let named = KEY_NAMES.all().find(|(known, _)| *known == folded).map(|(_, key)| key.to_owned());
    named.unwrap_or_else(|| name.to_lowercase())
}

/// What other programs call the keys of `[deck]`, of sources and of blueprints.
const OF_TABLES: [(&str, &[&str]); 8] = [
    ("year", &["when", "date", "published", "issued"]),
    ("author", &["authors", "by", "editor"]),
    ("publisher", &["journal", "publication"]),
    ("url", &["link", "href", "website", "doi"]),
    ("title", &["name"]),
    ("time", &["duration", "minutes", "limit"]),
    ("questions", &["count", "number", "size"]),
    ("pass", &["passing", "threshold", "mark"]),
];

/// The same of a key of another table, which has these.
pub(crate) fn meant_there<'k>(name: &str, mut known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let name = ours(name);
    let meant = OF_TABLES.iter().filter(|(_, words)| words.contains(&name.as_str())).map(|(key, _)| *key);
    let meant: Vec<&str> = meant.chain([name.as_str()]).collect();
    known.find(|key| meant.contains(key))
}

/// The key of a kind that a strange one means: the word of another format, or the question or answer of another kind.
pub(crate) fn meant(name: &str, entry: &Entry) -> Option<&'static str> {
    let name = ours(name);
    let of_another = |role: fn(&Entry) -> Option<&'static str>| entries().iter().any(|one| role(one) == Some(&name));
    let key = if QUESTION.contains(&name.as_str()) || of_another(|one| Some(one.subject)) {
        Some(entry.subject)
    } else if ANSWER.contains(&name.as_str()) || of_another(|one| one.answer) {
        entry.answer
    } else if let Some(key) = entry.key(&name) {
        Some(key.name)
    } else {
        WORDS.iter().find(|(_, words)| words.contains(&name.as_str())).map(|(key, _)| *key)
    };
    key.filter(|key| entry.key(key).is_some())
}

/// The kind to which all of these keys belong, where none of another does.
pub(crate) fn kind_of(names: &[&str]) -> Option<&'static Entry> {
    let has_all = |entry: &&Entry| names.iter().all(|name| entry.own.iter().any(|key| key.name == *name));
    let mut kinds = entries().iter().filter(has_all);
    kinds.next().filter(|_| names.len() > 1 && kinds.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_formats_and_kinds_are_told_what_they_are_here() {
        for (kind, name, key) in [
            (KindName::Short, "question", Some("ask")),
            (KindName::Short, "front", Some("ask")),
            (KindName::Short, "back", Some("answer")),
            (KindName::Card, "answer", Some("back")),
            (KindName::Choice, "options", Some("wrong")),
            (KindName::Choice, "Correct", Some("answer")),
            (KindName::List, "answer", Some("answers")),
            (KindName::Cloze, "correct", None),
            (KindName::Date, "zebra", None),
            (KindName::Short, "warum", Some("why")),
            (KindName::Card, "Frage", Some("front")),
            (KindName::Choice, "réponse", Some("answer")),
        ] {
            assert_eq!(meant(name, Entry::of(kind)), key, "{kind:?} {name}");
        }
        assert_eq!(kind_of(&["front", "back"]).map(|entry| entry.kind), Some(KindName::Card));
        assert!(kind_of(&["ask", "answer"]).is_none() && kind_of(&["front"]).is_none());
    }

    #[test]
    fn no_word_of_another_format_is_a_key_that_every_kind_has() {
        for name in WORDS.iter().flat_map(|(_, words)| *words).chain(&QUESTION).chain(&ANSWER) {
            assert!(entries().iter().any(|entry| entry.key(name).is_none()), "{name}");
        }
    }
}
