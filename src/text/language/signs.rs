//! Signs that carry meaning, and the words that say the same: `€`, `EUR` and *euros*.

use std::sync::LazyLock;

use crate::text::language::quick::QuickMap;
use crate::text::language::roles::{AND, DOLLAR, HYPHEN_JOINS, OR, PERCENT, PERMILLE, POUND, Phrases};

/// A sign or word and the one word that stands for all of its row; the first word of a row is that word.
static ROWS: LazyLock<QuickMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("signs.txt").lines();
    let rows = rows.filter_map(|row| row.split_once(' '));
    rows.flat_map(|(word, forms)| forms.split(' ').map(move |form| (form, word))).collect()
});

/// Words of several parts, folded, and what they stand for.
static PHRASES: [(&Phrases, &str); 4] =
    [(&PERCENT, "percent"), (&PERMILLE, "permille"), (&DOLLAR, "dollar"), (&POUND, "pound")];

const CURRENCIES: [&str; 7] = ["euro", "dollar", "pound", "yen", "rupee", "won", "franc"];

/// The word for a sign or for a word that says the same, folded.
pub(crate) fn word(form: &str) -> Option<&'static str> {
    ROWS.get(form).copied()
}

/// Whether a word is that of a row: *franc*, which `CHF` is read as.
pub(crate) fn is_head(word: &str) -> bool {
    ROWS.values().any(|head| *head == word)
}

/// The word for a sign that stands for a unit or a currency.
pub(crate) fn of_sign(sign: char) -> Option<&'static str> {
    word(sign.encode_utf8(&mut [0; 4])).filter(|_| !sign.is_alphanumeric())
}

/// The words that the folded ones begin with as one, and how many they are.
pub(crate) fn phrase(words: &[&str]) -> Option<(&'static str, usize)> {
    PHRASES.iter().find_map(|(phrases, word)| Some((*word, phrases.leading(words)?)))
}

pub(crate) fn is_currency(word: &str) -> bool {
    CURRENCIES.contains(&word)
}

/// The text with a word for every sign that folding would lose.
pub(crate) fn spelled(text: &str) -> String {
    if text.is_ascii() && !text.contains(['+', '#', '%', '$', '<', '>', '-']) {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let mut spelled = String::with_capacity(text.len() + 8);
    for (place, letter) in letters.iter().enumerate() {
        let word = match letter {
            '+' => Some("plus"),
            '#' => Some("sharp"),
            '<' => Some("under"),
            '>' => Some("over"),
            '≤' => Some("atmost"),
            '≥' => Some("atleast"),
            '-' | '−' | '‑' | '–' if is_minus(&letters, place) => Some("minus"),
            sign => of_sign(*sign),
        };
        match word {
            Some(word) => {
                spelled.push(' ');
                spelled.push_str(word);
                spelled.push(' ');
            }
            None => spelled.push(*letter),
        }
    }
    spelled
}

/// A hyphen, dash or minus that ends a short token (`AA-`), or stands before a number with nothing in front (`-5`).
pub(crate) fn is_minus(letters: &[char], place: usize) -> bool {
    let at = |place: usize| letters.get(place).copied();
    let open = |sign: Option<char>| sign.is_none_or(|sign| sign.is_whitespace() || "([{".contains(sign));
    let before = place.checked_sub(1).and_then(at);
    let after = at(place + 1);
    if open(before) && after.is_some_and(|sign| sign.is_ascii_digit()) {
        // Between two numbers it is a dash: *2015 -2016*.
        let left = letters[..place].iter().rev().take(40).find(|sign| !sign.is_whitespace());
        return !left.is_some_and(char::is_ascii_digit);
    }
    if !before.is_some_and(char::is_alphanumeric)
        || after.is_some_and(|sign| !sign.is_whitespace() && !",;.)]}".contains(sign))
    {
        return false;
    }
    let token: Vec<char> =
        letters[..place].iter().rev().take(40).take_while(|sign| sign.is_alphanumeric()).copied().collect();
    let parted = letters[..place - token.len()].last().is_some_and(|sign| "-–−".contains(*sign));
    let rest: String = letters[place + 1..].iter().take(40).collect();
    let next = rest.split_whitespace().next().unwrap_or_default().to_lowercase();
    let next = next.trim_end_matches('.');
    let joins = AND.has_word(next) || OR.has_word(next) || HYPHEN_JOINS.has_word(next);
    let short = token.len() <= 3 || token.iter().any(char::is_ascii_digit);
    short && !parted && !joins
}
