//! Denials, corrections and bets among several dates or numbers: which of those that were typed are meant.

use std::sync::LazyLock;

use crate::text::language::roles::{
    ACTUALLY, BUT, COMPARED, CONTRASTS, CORRECTIONS, DENIALS, NEGATIVES, NO, NOT, NOT_DENIED, OR, OR_AROUND, OR_SO,
};

/// What stands between the values of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// Denies the next value; where none follows, the last one.
    Denial,
    /// Takes back everything before it.
    Correction,
    /// Ends the reach of a denial: *but*.
    But,
    /// Another value may follow that is meant as well.
    Or,
}

/// What the words around the values come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stance {
    /// The values that are meant, by their number.
    pub(crate) kept: Vec<usize>,
    /// At least one was denied.
    pub(crate) denied: bool,
    /// Alternatives were offered.
    pub(crate) bet: bool,
}

/// Phrases, longest first, and what they do. *No* alone is looked at where it stands.
static PHRASES: LazyLock<Vec<(&str, Turn)>> = LazyLock::new(|| {
    let of = |turn: Turn| move |phrase: &'static str| (phrase, turn);
    let corrections = CORRECTIONS.all().filter(|phrase| !NEGATIVES.has_word(phrase));
    let mut phrases: Vec<(&str, Turn)> = corrections.map(of(Turn::Correction)).collect();
    phrases.extend(CONTRASTS.all().chain(DENIALS.words()).map(of(Turn::Denial)));
    phrases.extend(BUT.words().map(of(Turn::But)).chain(OR.words().map(of(Turn::Or))));
    phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.split(' ').count()));
    phrases
});

/// Judges values that stand at `values` (from, to) among `words`; signs are words too, and a value's own word is empty.
pub(crate) fn stance(words: &[&str], values: &[(usize, usize)]) -> Stance {
    let mut stance = Stance { kept: (0..values.len()).collect(), ..Stance::default() };
    let mut denied = vec![false; values.len()];
    let (mut place, mut first) = (0, 0);
    while place < words.len() {
        let (turn, length) = turn(words, place);
        let next = values.iter().position(|(from, _)| *from >= place);
        match turn {
            Some(Turn::Denial) => {
                let but = words[place..].iter().position(|word| BUT.has_word(word));
                let reached = next.filter(|next| but.is_none_or(|but| values[*next].0 < place + but));
                if let Some(value) = reached.or_else(|| values.iter().rposition(|(_, to)| *to <= place)) {
                    denied[value] = true;
                }
            }
            Some(Turn::Correction) => {
                if let Some(next) = next.filter(|next| *next > 0) {
                    (first, stance.bet) = (next, false);
                }
            }
            Some(Turn::Or) => stance.bet |= next.is_some_and(|next| next > first),
            Some(Turn::But) | None => {}
        }
        place += length;
    }
    stance.denied = denied.iter().any(|denied| *denied);
    stance.kept.retain(|value| *value >= first && !denied[*value]);
    stance
}

/// What begins at a place, and how many words it takes.
fn turn(words: &[&str], place: usize) -> (Option<Turn>, usize) {
    let begins = |phrase: &str| {
        let mut count = 0;
        phrase.split(' ').all(|part| {
            count += 1;
            words.get(place + count - 1) == Some(&part)
        })
    };
    let found = PHRASES.iter().find(|(phrase, _)| begins(phrase));
    let behind = |count: usize| words.get(place + count).copied().unwrap_or_default();
    let last = |count: usize| words[place + count..].iter().all(|word| matches!(*word, "?" | "."));
    let parted = |word: &str| matches!(word, "," | "." | "…" | "–" | ";" | "?" | "!" | "(");
    match found {
        Some((phrase, _)) if NOT.has_word(phrase) && COMPARED.has_word(behind(1)) => (None, 1),
        Some((_, Turn::Denial)) if NOT_DENIED.has_word(behind(1)) => (None, 2),
        // *Fand 1923 statt*: at the end nothing is contrasted.
        Some((phrase, _)) if CONTRASTS.has(phrase) && last(phrase.split(' ').count()) => (None, 1),
        Some((_, Turn::Or)) if OR_SO.has_word(behind(1)) || OR_AROUND.has_word(behind(1)) => (None, 2),
        Some((phrase, turn)) => (Some(*turn), phrase.split(' ').count()),
        None if NO.has_word(words[place]) => {
            let before = place.checked_sub(1).map_or("", |place| words[place]);
            ((parted(before) && (parted(behind(1)) || behind(1).is_empty())).then_some(Turn::Correction), 1)
        }
        None if ACTUALLY.has_word(words[place]) => {
            let before = place.checked_sub(1).map_or("", |place| words[place]);
            (parted(before).then_some(Turn::Correction), 1)
        }
        None => (None, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values are written as digits.
    #[track_caller]
    fn keeps(text: &str, kept: &[&str]) {
        let all: Vec<&str> = text.split(' ').collect();
        let number = |word: &&str| word.chars().all(|letter| letter.is_ascii_digit());
        let values: Vec<(usize, usize)> =
            all.iter().enumerate().filter(|(_, word)| number(word)).map(|(place, _)| (place, place + 1)).collect();
        let words: Vec<&str> = all.iter().map(|word| if number(word) { "" } else { *word }).collect();
        let found: Vec<&str> = stance(&words, &values).kept.iter().map(|value| all[values[*value].0]).collect();
        assert_eq!(found, kept, "{text}");
    }

    #[test]
    fn what_is_denied_or_taken_back_falls_away() {
        keeps("2002 , not 1999", &["2002"]);
        keeps("2002 ( not 1999 )", &["2002"]);
        keeps("not 1999 but 2002", &["2002"]);
        keeps("instead of 1999 , 2002", &["2002"]);
        keeps("1999 , no , 2002", &["2002"]);
        keeps("1999 . sorry , 2002", &["2002"]);
        keeps("1999 or rather 2002", &["2002"]);
        keeps("2002 isnt it", &[]);
        keeps("not sure , 2002", &["2002"]);
        keeps("1999 , 2002", &["1999", "2002"]);
    }

    #[test]
    fn alternatives_are_a_bet() {
        let bet = |words: &[&str], values: &[(usize, usize)]| stance(words, values).bet;
        assert!(bet(&["", "or", ""], &[(0, 1), (2, 3)]));
        assert!(!bet(&["", "or", "so"], &[(0, 1)]) && !bet(&["", "or", "rather", ""], &[(0, 1), (3, 4)]));
    }
}
