//! Numerals among the words of a text: put together and given one form, so that `II`, `2` and *two* are the same.

use crate::text::form::fold::fold_word;
use crate::text::form::token::{Gap, Token};
use crate::text::language::Language;
use crate::text::language::number_words::value;
use crate::text::language::numerals::{denominator, ordinal, roman};
use crate::text::language::roles::{
    NUMBER_HOMONYMS, ORDINAL_ENDINGS, ORDINAL_ENDINGS_GLUED, ORDINAL_ENDINGS_IN_FULL, WORD_HOMONYMS,
};

/// Puts number words together in their tokens and gives every numeral one form.
pub(crate) fn join(tokens: &mut Vec<Token>, language: Language) {
    let mut place = 0;
    while place < tokens.len() {
        let run = 1 + tokens[place + 1..]
            .iter()
            .take(12)
            .take_while(|token| matches!(token.gap, Gap::Blank | Gap::Hyphen) && !token.has_digit())
            .count();
        let words: Vec<&str> = tokens[place..place + run].iter().map(|token| token.word.as_str()).collect();
        if let Some((number, used)) = value(&words, language).filter(|(_, used)| *used > 1 || !is_article(words[0])) {
            let fraction = words.get(used).filter(|_| used == 1).and_then(|word| denominator(word));
            merge(tokens, place, used + usize::from(fraction.is_some()));
            tokens[place].canon = fraction.map_or_else(|| number.to_string(), |under| format!("{number}/{under}"));
        } else if let Some(canon) = numeral(tokens, place, language) {
            tokens[place].canon = canon;
        }
        place += 1;
    }
}

fn is_article(word: &str) -> bool {
    NUMBER_HOMONYMS.has_word(word) || WORD_HOMONYMS.has_word(word)
}

fn merge(tokens: &mut Vec<Token>, place: usize, count: usize) {
    let rest: Vec<Token> = tokens.drain(place + 1..place + count).collect();
    for token in rest {
        tokens[place].raw = format!("{} {}", tokens[place].raw, token.raw);
        tokens[place].word.push_str(&token.word);
        tokens[place].spelled = None;
    }
}

/// One form for a single numeral: ordinals, roman numerals, separators.
fn numeral(tokens: &[Token], place: usize, language: Language) -> Option<String> {
    let token = &tokens[place];
    if let Some(value) = ordinal(&token.word) {
        return Some(value.to_string());
    }
    if token.raw.starts_with(|letter: char| letter.is_ascii_digit()) {
        let digits = token.word.trim_end_matches(char::is_alphabetic);
        if digits.len() < token.word.len() && is_ordinal_ending(&token.word[digits.len()..]) {
            return Some(digits.to_owned());
        }
        if token.raw.contains('/') {
            return Some(token.raw.clone());
        }
        return plain(&token.raw, language);
    }
    if language == Language::French
        && let Some(value) = roman_ordinal(&token.raw)
    {
        return Some(value.to_string());
    }
    let single = token.length() == 1 && place > 0 && (token.capital || place + 1 == tokens.len());
    (token.length() > 1 || single).then(|| roman(&token.word)).flatten().map(|value| value.to_string())
}

fn is_ordinal_ending(letters: &str) -> bool {
    ORDINAL_ENDINGS.has_word(letters) || ORDINAL_ENDINGS_GLUED.has_word(letters)
}

/// *Ve République*: a roman numeral in capitals, and the ending of an ordinal.
fn roman_ordinal(raw: &str) -> Option<u32> {
    let letters = raw.trim_end_matches(char::is_lowercase);
    let ending = fold_word(&raw[letters.len()..]);
    let numeral = !letters.is_empty() && letters.chars().all(|letter| "IVX".contains(letter));
    let french = ORDINAL_ENDINGS.of(Language::French).contains(&ending.as_str());
    (numeral && (french || ORDINAL_ENDINGS_IN_FULL.has_word(&ending))).then(|| roman(&letters.to_lowercase())).flatten()
}

/// Digits without separators of thousands, the decimal point a point; nothing where the text is no number.
pub(crate) fn plain(text: &str, language: Language) -> Option<String> {
    crate::text::form::digits::digits(text, language).map(|value| value.to_string())
}
