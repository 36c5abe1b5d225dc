//! Whether a text can be right at all, as far as the first letters of its words and its length tell: a list holds hundreds of
//! stretches against every item, and nearly all of them begin otherwise.
//!
//! What is said here is only *no*, and only where nothing could make it right: whatever is read as another word (a sign, a
//! numeral, a short form, a denial, a name with initials) counts as any letter.

use std::sync::LazyLock;

use crate::text::form::fold::fold_word;
use crate::text::form::token::Token;
use crate::text::language::lexicon::may_sound_otherwise;
use crate::text::language::roles::{
    NO, NOT, NUMBER_NOUNS, OPENING, SMALL, SPELLING_PARTS, SPELLING_VOWELS, SPELLINGS, VERSUS,
};
use crate::text::language::{Language, short_forms, signs};

/// One bit for every letter; all of them where a word may be read as another.
pub(super) const ANY: u64 = u64::MAX;
/// So many letters fewer than the answer a word may have: endings of number and case, edits.
const SHORTER: usize = 5;

/// British to American: the first letters that differ.
static OTHERWISE: LazyLock<Vec<(u64, u64)>> = LazyLock::new(|| {
    let pairs = SPELLINGS.all().chain(SPELLING_PARTS.all()).chain(SPELLING_VOWELS.all());
    pairs.map(|(one, other)| (first(one), first(other))).filter(|(one, other)| one != other).collect()
});

fn bit(letter: char) -> u64 {
    if letter.is_ascii_lowercase() { 1 << (u32::from(letter) - u32::from('a')) } else { 1 << 40 }
}

pub(super) fn first(word: &str) -> u64 {
    word.chars().next().map_or(0, bit)
}

/// The first letters of the words of a typed text, as bits.
fn of_text(text: &str, language: Language) -> u64 {
    let mut letters = 0;
    let mut word = String::new();
    for letter in text.chars().chain([' ']) {
        if letter.is_alphabetic() {
            word.push(letter);
            continue;
        }
        let read_as_word = match letter {
            ' ' | ',' | '.' | ';' | ':' | '-' | '(' | ')' | '\'' | '"' | '/' | '\n' | '!' | '?' | '’' | '–' | '—' => {
                false
            }
            _ => !letter.is_whitespace(),
        };
        if read_as_word {
            return ANY;
        }
        letters |= of_word(&word, language);
        word.clear();
    }
    let otherwise = OTHERWISE.iter().filter(|(british, _)| letters & british != 0);
    letters | otherwise.fold(0, |letters, (_, american)| letters | american)
}

fn of_word(word: &str, language: Language) -> u64 {
    if word.is_empty() {
        return 0;
    }
    let folded = fold_word(word);
    let denies = NOT.has_word(&folded) || folded == "non" || NO.of(Language::French).contains(&folded.as_str());
    if folded.is_empty() || denies || short_forms::condition(&folded, language).is_some() {
        return ANY;
    }
    first(&folded)
}

/// A text, as far as it matters here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline {
    /// The first letters of its words, as bits.
    letters: u64,
    length: usize,
    single: bool,
}

impl Outline {
    /// `length` is that of its letters and digits.
    pub(super) fn of(text: &str, length: usize, language: Language) -> Self {
        let single = text.trim().chars().all(char::is_alphabetic);
        Self { letters: of_text(text, language), length, single }
    }
}

/// What the words of a form must begin with.
#[derive(Clone, Debug, Default)]
pub(super) struct Needed {
    /// Of which one letter begins a word that is the whole form written as one.
    start: u64,
    /// For every word that must be there, the letters of which one is enough.
    words: Vec<u64>,
    /// The text has at least so many letters.
    least: usize,
}

impl Needed {
    pub(super) fn of(form: &[Token]) -> Self {
        // Numbers make the name of an act, in which words may be missing.
        if form.iter().any(|token| token.has_digit() || is_peculiar(token)) {
            return Self::default();
        }
        let mut needed = Self { start: form.first().map_or(ANY, letters), ..Self::default() };
        for (place, token) in form.iter().enumerate().filter(|(_, token)| is_needed(token)) {
            let before = place.checked_sub(1).map(|before| &form[before]);
            // Two words may be written as one, which begins as the first of them does.
            let pairs = before.map(|before| pair(before, token)).into_iter();
            let pairs = pairs.chain(form.get(place + 1).map(|behind| pair(token, behind)));
            needed.words.push(pairs.fold(letters(token), |letters, pair| letters | pair));
            needed.least += token.length().saturating_sub(SHORTER);
        }
        needed.start |= needed.words.first().copied().unwrap_or(ANY);
        needed
    }

    /// Whether the text may hold the form.
    pub(super) fn may_be_in(&self, text: Outline) -> bool {
        if self.words.is_empty() || text.letters == ANY {
            return true;
        }
        let begins = |needed: &u64| needed & text.letters != 0;
        text.length >= self.least && if text.single { begins(&self.start) } else { self.words.iter().all(begins) }
    }
}

/// What may be read in ways of its own.
fn is_peculiar(token: &Token) -> bool {
    token.canon.starts_with('§') || !token.stands_for.is_empty() || signs::is_head(&token.canon)
}

/// Neither an article nor a small word, nor an initial, nor what only labels a number.
fn is_needed(token: &Token) -> bool {
    !(token.article
        || token.initial
        || token.length() < 3
        || SMALL.has(token)
        || OPENING.has(token)
        || VERSUS.has(token)
        || NUMBER_NOUNS.has(token))
}

/// Its sound, or another reading of it, may begin with any letter.
fn is_free(token: &Token) -> bool {
    token.given
        || token.has_digit()
        || is_peculiar(token)
        || [&token.word, &token.canon].into_iter().any(|word| may_sound_otherwise(word))
}

/// Only edits make it begin otherwise.
pub(super) fn only_long(token: &Token) -> bool {
    token.spelled.is_none() && !is_free(token)
}

/// The letters with which a word may begin: any where a slip or its sound may change them.
pub(super) fn letters(token: &Token) -> u64 {
    if is_free(token) || token.length() >= 8 && !token.capital {
        ANY
    } else {
        first(&token.word) | first(&token.canon) | token.spelled.as_deref().map_or(0, first)
    }
}

/// The letters with which two words written as one may begin.
pub(super) fn pair(one: &Token, other: &Token) -> u64 {
    let long = one.length() + other.length() >= 8 && !one.capital && !other.capital;
    if long { ANY } else { letters(one) }
}
