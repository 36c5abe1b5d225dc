//! A gap in a sentence: the whole sentence typed, a part of it around the gap, or the whole compound that the gap is part of.

use std::borrow::Cow;

use crate::text::form::fold::fold_word;
use crate::text::key::TextKey;
use crate::text::language::roles::{ARTICLES, COMPOUND_LINKS, GAP_ENDINGS};
use crate::text::language::{Language, short_forms};

/// Four in a deck; other programs and people write three.
const GAP: &str = "___";

/// What was filled into the gap, where more than the gap was typed.
pub(crate) fn filled<'t>(key: &TextKey, typed: &'t str) -> Cow<'t, str> {
    let Some((before, after)) = key.sentence.as_deref().and_then(|sentence| sentence.split_once(GAP)) else {
        return Cow::Borrowed(typed);
    };
    let (before, after) = (before.trim_end_matches('_'), after.trim_start_matches('_'));
    let glued_before = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let glued_after = after.split(char::is_whitespace).next().unwrap_or_default();
    let own = |answer: &String| fold_word(answer) == fold_word(typed);
    if key.answers.iter().any(own) {
        return Cow::Borrowed(typed);
    }
    let folded = fold_word(glued_after);
    let ending = COMPOUND_LINKS.has_word(&folded) || GAP_ENDINGS.has_word(&folded);
    between(typed, before, after)
        // *Europäische Zentralbank* for *Die Europäische ____bank*.
        .or_else(|| between(&within(typed, before, after, key.language)?, glued_before, glued_after))
        .or_else(|| between(typed, glued_before, glued_after))
        .or_else(|| between(typed.split_whitespace().last().filter(|_| is_led(typed))?, glued_before, glued_after))
        .or_else(|| ending.then(|| between(typed, glued_before, "")).flatten())
        .or_else(|| within(typed, before, after, key.language))
        .map_or(Cow::Borrowed(typed), Cow::Owned)
}

/// One word behind an article.
fn is_led(typed: &str) -> bool {
    let mut words = typed.split_whitespace();
    words.next().is_some_and(|first| ARTICLES.has_in_ours(&fold_word(first))) && words.count() == 1
}

/// The part of `typed` between two texts that it begins and ends with, compared by letters only.
fn between(typed: &str, before: &str, after: &str) -> Option<String> {
    // `€ ____`, `____ °C`: a sign of the sentence is no letter.
    let sign = |letter: &char| !letter.is_alphanumeric() && !letter.is_whitespace();
    let leading: String = after.trim_start().chars().take_while(sign).collect();
    let trailing: String = before.trim_end().chars().rev().take_while(sign).collect();
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
    let bare = |text: &str| text.trim_matches(|letter: char| letter.is_whitespace() || letter == '-').to_owned();
    let inner = bare(typed.get(start..end)?);
    let inner = inner.strip_suffix(leading.as_str()).unwrap_or(&inner);
    Some(bare(inner.strip_prefix(trailing.chars().rev().collect::<String>().as_str()).unwrap_or(inner)))
}

/// The part of `typed` inside the words that stand nearest to the gap: *Treaty of* Maastricht *created*.
fn within(typed: &str, before: &str, after: &str, language: Language) -> Option<String> {
    let fold = |text: &str| text.split_whitespace().map(|word| without_elision(word, language)).collect::<Vec<_>>();
    let (before, after) = (fold(before), fold(after));
    let raw: Vec<&str> = typed.split_whitespace().collect();
    let words: Vec<String> = raw.iter().map(|word| without_elision(word, language)).collect();
    let leading =
        (1..=before.len().min(words.len())).rev().find(|count| ends(&before, &words[..*count], language)).unwrap_or(0);
    let rest = &words[leading..];
    let trailing = (1..=after.len().min(rest.len())).rev().find(|count| after.starts_with(&rest[rest.len() - count..]));
    let inner = &raw[leading..raw.len() - trailing.unwrap_or(0)];
    (!inner.is_empty() && inner.len() < raw.len()).then(|| inner.join(" "))
}

/// The words before the gap end in the typed ones, which may be short for them: *art. 50* behind *L'article*.
fn ends(before: &[String], typed: &[String], language: Language) -> bool {
    let same = |(own, typed): (&String, &String)| {
        own == typed || short_forms::full(typed, language).iter().any(|full| full == own)
    };
    before.len() >= typed.len() && before[before.len() - typed.len()..].iter().zip(typed).all(same)
}

/// A word folded, in French without *l'* and its like in front.
fn without_elision(word: &str, language: Language) -> String {
    let rest = word.split_once(['\'', '’']).filter(|(article, _)| article.len() < 3).map(|(_, rest)| rest);
    fold_word(rest.filter(|_| language == Language::French).unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key::Entry;

    #[test]
    fn the_words_around_the_gap_fall_away() {
        let inner = |typed| within(typed, "The Treaty of ", " created the European Union in 1993.", Language::English);
        assert_eq!(inner("Treaty of Maastricht").as_deref(), Some("Maastricht"));
        assert_eq!(inner("the treaty of maastricht created the european union").as_deref(), Some("maastricht"));
        assert_eq!(inner("Treaty Maastricht"), None);
        assert_eq!(inner("Treaty of"), None);
    }

    #[test]
    fn a_gap_may_be_three_strokes() {
        let fills = |sentence: &str, typed: &str| {
            let key = TextKey {
                language: Language::English,
                ask: sentence.to_owned(),
                answers: vec!["Fund".to_owned()],
                wrong: Vec::new(),
                strict: false,
                sentence: Some(sentence.to_owned()),
                entry: Entry::default(),
            };
            filled(&key, typed).into_owned()
        };
        for gap in ["___", "____", "________"] {
            let sentence = format!("It is the International Monetary {gap}.");
            assert_eq!(fills(&sentence, "it is the International Monetary fund"), "fund");
        }
        assert_eq!(fills("It is limited to ____ °C.", "it is limited to 2 °C"), "2");
        assert_eq!(fills("It costs € ____ a year.", "it costs € 40 a year"), "40");
    }
}
