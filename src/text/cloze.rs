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
        .or_else(|| {
            ["s", "n", "e", "en", "es"]
                .contains(&fold_word(glued_after).as_str())
                .then(|| between(typed, glued_before, ""))
                .flatten()
        })
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
    let (mut read, mut start, mut end) = (0, 0, typed.len());
    for (place, letter) in typed.char_indices() {
        let folded = fold_word(letter.encode_utf8(&mut [0; 4])).len();
        if read < before.len() {
            start = place + letter.len_utf8();
        }
        if read >= whole.len() - after.len() && folded > 0 {
            end = end.min(place);
        }
        read += folded;
    }
    Some(typed.get(start..end)?.trim_matches(|letter: char| letter.is_whitespace() || letter == '-').to_owned())
}
