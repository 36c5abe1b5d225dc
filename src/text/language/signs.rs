//! Signs that carry meaning, and the words that say the same: `€`, `EUR` and *euros*.

use std::sync::LazyLock;

use crate::text::form::fold::{fold, fold_word};
use crate::text::language::lines::Lines;
use crate::text::language::measures;
use crate::text::language::quick::QuickMap;
use crate::text::language::role::bit;
use crate::text::language::roles::{AND, HYPHEN_JOINS, OR};

/// What says the same as a sign, each with the one word that stands for all of it.
#[derive(Default)]
struct Signs {
    words: QuickMap<String, &'static str>,
    /// Of two words, folded.
    phrases: Vec<(String, &'static str)>,
    /// A bit for every letter that a phrase begins with.
    initials: u64,
    /// The words that stand for all of theirs.
    all: Vec<&'static str>,
    /// Those that stand in front of a number or behind it.
    sums: Vec<&'static str>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let names = Lines::read(&[files!("signs.txt")]);
    let mut signs = Signs::default();
    for row in include_str!("signs.txt").lines().filter(|row| !row.starts_with('#')) {
        let mut parts = row.split(' ');
        let word = parts.next().unwrap_or_default();
        signs.all.push(word);
        for part in parts {
            if part == "sum" {
                signs.sums.push(word);
            } else {
                signs.add(part, word);
            }
        }
        let said = names.all(word).into_iter().flatten().flat_map(|names| names.split(", "));
        let unit = measures::all().iter().filter(|unit| unit.thing == word).flat_map(measures::Measure::names);
        said.chain(unit).for_each(|name| signs.add(name, word));
    }
    signs
});

impl Signs {
    /// A name that folding leaves whole, or a sign of one character.
    fn add(&mut self, name: &str, word: &'static str) {
        if name.contains(' ') {
            let folded = fold(name);
            if name.matches(' ').count() == 1 && folded.contains(' ') {
                self.initials |= folded.bytes().next().map_or(0, bit);
                self.phrases.push((folded, word));
            }
        } else if name.chars().all(char::is_alphanumeric) {
            self.words.insert(fold_word(name), word);
        } else if name.chars().count() == 1 {
            self.words.insert(name.to_owned(), word);
        }
    }
}

/// The word for a sign or for a word that says the same, folded.
pub(crate) fn word(form: &str) -> Option<&'static str> {
    SIGNS.words.get(form).copied()
}

/// Whether a word is that of a row: *franc*, which `CHF` is read as.
pub(crate) fn is_head(word: &str) -> bool {
    SIGNS.all.contains(&word)
}

/// The word for a sign that stands for a unit or a currency.
pub(crate) fn of_sign(sign: char) -> Option<&'static str> {
    word(sign.encode_utf8(&mut [0; 4])).filter(|_| !sign.is_alphanumeric())
}

/// Two words, folded, as the one that says the same.
pub(crate) fn phrase(words: &[&str]) -> Option<&'static str> {
    let [first, second, ..] = words else { return None };
    let signs = &*SIGNS;
    if signs.initials & bit(first.bytes().next()?) == 0 {
        return None;
    }
    let same = |phrase: &str| phrase.strip_prefix(first).and_then(|rest| rest.strip_prefix(' ')) == Some(*second);
    signs.phrases.iter().find(|(phrase, _)| same(phrase)).map(|(_, word)| *word)
}

pub(crate) fn is_currency(word: &str) -> bool {
    SIGNS.sums.contains(&word)
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
