//! A gap in a sentence: the whole sentence typed, or the whole compound that the gap is part of.

use super::TextKey;
use super::fold::fold_word;

const GAP: &str = "____";

/// What was filled into the gap, where more than the gap was typed.
pub(crate) fn filled(key: &TextKey, typed: &str) -> String {
    let Some((before, after)) = key.sentence.as_deref().and_then(|sentence| sentence.split_once(GAP)) else {
        return typed.to_owned();
    };
    let (before, after) = (before.trim_end_matches('_'), after.trim_start_matches('_'));
    let glued_before = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let glued_after = after.split(char::is_whitespace).next().unwrap_or_default();
    let own = |answer: &String| fold_word(answer) == fold_word(typed);
    if key.answers.iter().any(own) {
        return typed.to_owned();
    }
    between(typed, before, after)
        .or_else(|| between(typed, glued_before, glued_after))
        .unwrap_or_else(|| typed.to_owned())
}

/// The part of `typed` between two texts that it begins and ends with, compared by letters only.
fn between(typed: &str, before: &str, after: &str) -> Option<String> {
    let (before, after) = (fold_word(before), fold_word(after));
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let whole = fold_word(typed);
    if whole.len() <= before.len() + after.len() || !whole.starts_with(&before) || !whole.ends_with(&after) {
        return None;
    }
    let start = typed
        .char_indices()
        .map(|(place, letter)| place + letter.len_utf8())
        .find(|place| fold_word(&typed[..*place]) == before);
    let start = if before.is_empty() { 0 } else { start? };
    let ends = typed.char_indices().map(|(place, _)| place).filter(|place| *place >= start);
    let end = if after.is_empty() {
        Some(typed.len())
    } else {
        ends.rev().find(|place| fold_word(&typed[*place..]) == after)
    };
    Some(typed[start..end?].trim_matches(|letter: char| letter.is_whitespace() || letter == '-').to_owned())
}
