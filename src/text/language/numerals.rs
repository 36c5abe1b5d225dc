//! Tables of numerals in five languages: number words, ordinals, fractions, scale words, roman numerals. All folded.

use std::sync::LazyLock;

use crate::text::form::distance::edits;
use crate::text::form::fold::fold_word;
use crate::text::language::Language;
use crate::text::language::quick::QuickMap;

/// Words and what they are worth.
type Table = LazyLock<QuickMap<&'static str, u32>>;

fn read(table: &'static str) -> QuickMap<&'static str, u32> {
    let mut found = QuickMap::default();
    let mut rest = table.split_whitespace();
    while let (Some(word), Some(worth)) = (rest.next(), rest.next()) {
        found.insert(word, worth.parse().expect("a table holds words and whole numbers by turns"));
    }
    found
}

static ENGLISH: Table = LazyLock::new(|| read(include_str!("english/numerals.txt")));
static FRENCH: Table = LazyLock::new(|| read(include_str!("french/numerals.txt")));
static GERMAN: Table = LazyLock::new(|| read(include_str!("german/numerals.txt")));
static OTHER: Table = LazyLock::new(|| read(include_str!("other/numerals.txt")));
static ORDINALS: Table = LazyLock::new(|| read(include_str!("ordinals.txt")));
static FRACTIONS: Table = LazyLock::new(|| read(include_str!("fractions.txt")));

/// What a number word is worth: 0 to 100, in Spanish also the hundreds.
pub(crate) fn small(word: &str, language: Language) -> Option<u32> {
    table(language).get(word).copied()
}

/// What a word or digits count, as a question says it: *two*, `2`.
pub(crate) fn count_word(word: &str, language: Language) -> Option<usize> {
    let said = small(&fold_word(word), language.or_english()).and_then(|count| usize::try_from(count).ok());
    said.or_else(|| word.parse().ok())
}

fn table(language: Language) -> &'static QuickMap<&'static str, u32> {
    match language {
        Language::English => &ENGLISH,
        Language::French => &FRENCH,
        Language::German => &GERMAN,
        Language::Other => &OTHER,
    }
}

/// Every word that takes part in a number of the language.
pub(crate) fn vocabulary(language: Language) -> impl Iterator<Item = &'static str> {
    const SCALES: &str = "hundred thousand million millions billion billions trillion milliard milliards tausend millionen \
        milliarde milliarden hundert mille cent";
    table(language).keys().copied().chain(SCALES.split_whitespace())
}

/// *third* as 3, *dreiundzwanzigsten* as 23.
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    let german = || {
        let stem = ["sten", "ste", "ster", "ten", "te", "ter"].iter().find_map(|ending| word.strip_suffix(ending))?;
        GERMAN.get(stem).copied().filter(|value| *value > 3).or_else(|| {
            let (unit, ten) = stem.split_once("und")?;
            Some(GERMAN.get(unit).filter(|unit| **unit < 10)? + GERMAN.get(ten).filter(|ten| **ten >= 20)?)
        })
    };
    ORDINALS.get(word).copied().or_else(german)
}

/// *third* and *tiers* as 3.
pub(crate) fn denominator(word: &str) -> Option<f64> {
    FRACTIONS.get(word).copied().map(f64::from)
}

/// The factor of a scale word or its abbreviation, in any of the five languages; `billion` is read as the language has it.
pub(crate) fn scale(word: &str, language: Language) -> Option<f64> {
    let long = matches!(language, Language::French | Language::German);
    Some(match word {
        "thousand" | "thousands" | "mille" | "tausend" | "mil" | "mila" | "tsd" => 1e3,
        "million" | "millions" | "mio" | "mill" | "mn" | "mln" | "millionen" | "millon" | "millones" | "milione"
        | "milioni" => 1e6,
        "milliard" | "milliards" | "milliarde" | "milliarden" | "mrd" | "mrds" | "md" | "mds" | "miliardo"
        | "miliardi" | "bn" | "bln" | "mld" | "mlds" | "mlrd" | "mia" => 1e9,
        "billion" | "billions" if long => 1e12,
        "billion" | "billions" => 1e9,
        "billionen" | "billones" | "bio" => 1e12,
        "trillion" | "trillions" if long => 1e18,
        "trillion" | "trillions" | "tn" | "trn" => 1e12,
        "trillionen" => 1e18,
        "dozen" | "dozens" | "dutzend" | "douzaine" => 12.0,
        _ => return None,
    })
}

/// The factor of a scale word in which one letter is wrong: *bilion*.
pub(crate) fn misspelt_scale(word: &str, language: Language) -> Option<f64> {
    const SCALES: [&str; 8] =
        ["thousand", "million", "billion", "trillion", "milliard", "millionen", "milliarden", "tausend"];
    let near = |scale: &&&str| word.len() > 4 && edits(scale, word, 1).is_some() && scale.starts_with(&word[..1]);
    let mut near = SCALES.iter().filter(near);
    near.next().filter(|_| near.next().is_none()).and_then(|word| scale(word, language))
}

/// A roman numeral of `i`, `v`, `x` (also `l`, `c` from three letters), 1 to 399.
pub(crate) fn roman(word: &str) -> Option<u32> {
    const SIGNS: [(&str, u32); 9] =
        [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let allowed = |letter: char| "ivx".contains(letter) || (word.len() > 2 && "lc".contains(letter));
    if word.is_empty() || word.len() > 10 || !word.chars().all(allowed) {
        return None;
    }
    let (mut rest, mut value) = (word, 0);
    for (sign, worth) in SIGNS {
        let most = if sign.len() > 1 || matches!(sign, "l" | "v") { 1 } else { 3 };
        for _ in 0..most {
            if let Some(shorter) = rest.strip_prefix(sign) {
                rest = shorter;
                value += worth;
            }
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_strict() {
        assert_eq!(
            [roman("xiv"), roman("ii"), roman("iiii"), roman("mix"), roman("civic"), roman("li")],
            [Some(14), Some(2), None, None, None, None]
        );
    }

    #[test]
    fn ordinals_are_read_in_several_languages() {
        let read = |word| ordinal(word);
        assert_eq!(
            [read("third"), read("dreiundzwanzigsten"), read("premier"), read("elften")],
            [Some(3), Some(23), Some(1), Some(11)]
        );
        assert_eq!([read("daten"), read("stadt")], [None, None]);
    }
}
