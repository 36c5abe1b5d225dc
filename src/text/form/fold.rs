//! One form for everything that differs only in form: case, accents, quotes, dashes, blanks, Unicode composition.
//!
//! The word lists are folded with the same functions when they are built, so that a look-up never misses by form.

use crate::text::form::hidden::Hidden;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text in lower case without accents, punctuation or doubled blanks: what two texts must share to be the same.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return parted(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())), text.len());
    }
    parted(letters(text), text.len())
}

/// Letters and digits, one blank for whatever else stands between them.
fn parted(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut parted = String::with_capacity(length);
    let mut gap = false;
    for letter in letters {
        if letter.is_alphanumeric() {
            if gap && !parted.is_empty() {
                parted.push(' ');
            }
            gap = false;
            parted.push(letter);
        } else if !matches!(letter, '\'' | '’' | '.') {
            gap = true;
        }
    }
    parted
}

/// A single word folded: letters and digits only.
pub(crate) fn fold_word(word: &str) -> String {
    if word.is_ascii() {
        return word.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    }
    letters(word).filter(|letter| letter.is_alphanumeric()).collect()
}

/// The same with German vowels spelled out: `ue` for `ü`. Nothing where that changes nothing.
pub(crate) fn fold_umlauts(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let mut found = false;
    let composed: String = word.nfc().collect();
    let mut spelled = String::with_capacity(word.len() + 2);
    for letter in composed.chars() {
        let vowels = match letter {
            'ä' | 'Ä' => "ae",
            'ö' | 'Ö' | 'ø' | 'Ø' => "oe",
            'ü' | 'Ü' => "ue",
            'å' | 'Å' => "aa",
            _ => {
                spelled.push(letter);
                continue;
            }
        };
        found = true;
        spelled.push_str(vowels);
    }
    found.then(|| fold_word(&spelled))
}

/// The letters in lower case and without marks; letters that carry no separable mark are spelled out.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkd().filter(|letter| !is_combining_mark(*letter) && !is_invisible(*letter)).flat_map(|letter| {
        let spelled: &'static str = match letter {
            'ß' | 'ẞ' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'ø' | 'Ø' => "o",
            'ł' | 'Ł' => "l",
            'đ' | 'Đ' | 'ð' | 'Ð' => "d",
            'þ' | 'Þ' => "th",
            'ı' => "i",
            _ => "",
        };
        let own = spelled.is_empty().then_some(letter).into_iter().flat_map(char::to_lowercase);
        spelled.chars().chain(own.filter(|letter| !is_combining_mark(*letter)))
    })
}

/// Marks that no reader sees: soft hyphens, joiners, direction marks, byte order marks.
pub(crate) fn is_invisible(letter: char) -> bool {
    Hidden::of(letter).is_some_and(Hidden::means_nothing_in_answers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn folds(text: &str, expected: &str) {
        assert_eq!(fold(text), expected, "{text}");
    }

    #[test]
    fn form_is_folded_away() {
        folds("  L’Été  — à Paris ", "lete a paris");
        folds("E\u{301}tat", "etat");
        folds("U.S.A.", "usa");
        folds("long–term", "long term");
        folds("Straße", "strasse");
        folds("İstanbul", "istanbul");
        folds("?!", "");
    }

    #[test]
    fn umlauts_are_spelled_out() {
        assert_eq!(fold_umlauts("Zürich").as_deref(), Some("zuerich"));
        assert_eq!(fold_umlauts("Paris"), None);
    }
}
