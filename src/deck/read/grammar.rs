//! What an author says of the grammar of a fact's words.

use super::excerpt;
use super::fields::{Fields, Spot};
use crate::card::{Gender, Grammar, Number};
use crate::deck::format;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Language, stem_words};

pub(super) fn grammar(fields: &mut Fields<'_>, row: &format::Entry, language: Language) -> Grammar {
    let mut has = |key: &'static str| row.key(key).and_then(|_| fields.text(key));
    let (gender, article, number) = (has("gender"), has("article"), has("number"));
    let clause = has("clause").map(|spot| spot.text);
    let genders: &[&str] = if language == Language::French { &["m", "f"] } else { &["m", "f", "n"] };
    let articles: Vec<&str> = stem_words::words("articles", language).collect();
    Grammar {
        gender: one_of(fields, "gender", gender, genders).as_deref().and_then(Gender::parse),
        article: one_of(fields, "article", article, &articles),
        number: one_of(fields, "number", number, &["singular", "plural"]).as_deref().and_then(Number::parse),
        clause,
    }
}

/// A word of a short list.
fn one_of(fields: &mut Fields<'_>, key: &str, spot: Option<Spot>, words: &[&str]) -> Option<String> {
    let spot = spot?;
    if words.contains(&spot.text.as_str()) {
        return Some(spot.text);
    }
    let list: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
    let message = format!("`{key}` is \"{}\", which is none of its words", excerpt(&spot.text));
    fields
        .findings
        .push(Diagnostic::error(Code::WrongType, spot.span, message).help(format!("write {}", list.join(", "))));
    None
}
