//! Tables of numerals in five languages: number words, ordinals, fractions, scale words, roman numerals. All folded.

use std::sync::LazyLock;

use crate::text::form::distance::edits;
use crate::text::form::fold::fold_word;
use crate::text::language::quick::QuickMap;
use crate::text::language::roles::{
    AND, FRACTIONS, MISSPELT_SCALES, ORDINAL_STEM_ENDINGS, ORDINALS, Pairs, SCALE_WORDS, SCALES,
};
use crate::text::language::{FOLDERS, LANGUAGES, Language};

/// Words and what they are worth.
type Table = LazyLock<QuickMap<&'static str, u32>>;

fn read(table: &'static str, _: Language) -> QuickMap<&'static str, u32> {
    let mut found = QuickMap::default();
    let mut rest = table.split_whitespace();
    while let (Some(word), Some(worth)) = (rest.next(), rest.next()) {
        found.insert(word, worth.parse().expect("a table holds words and whole numbers by turns"));
    }
    found
}

static NUMERALS: [Table; FOLDERS] = of_languages!(read, "numerals.txt");
static ORDINAL_NUMBERS: Table = LazyLock::new(|| worths(&ORDINALS));
static DENOMINATORS: Table = LazyLock::new(|| worths(&FRACTIONS));

/// Scale words as each language reads them: its own before those of the others.
static FACTORS: LazyLock<[QuickMap<&'static str, f64>; FOLDERS]> = LazyLock::new(|| {
    LANGUAGES.map(|language| {
        let mut factors = QuickMap::default();
        for (word, worth) in SCALES.of(language).iter().copied().chain(SCALES.all()) {
            factors.entry(word).or_insert_with(|| number(worth));
        }
        factors
    })
});

/// A number in a table.
pub(crate) fn number(worth: &str) -> f64 {
    worth.parse().expect("a table of numerals holds numbers")
}

fn worths(pairs: &'static Pairs) -> QuickMap<&'static str, u32> {
    pairs.all().map(|(word, worth)| (word, worth.parse().expect("a table of numerals holds whole numbers"))).collect()
}

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
    &NUMERALS[language as usize]
}

/// Every word that takes part in a number of the language.
pub(crate) fn vocabulary(language: Language) -> impl Iterator<Item = &'static str> {
    let joined: &'static [String] = if language == Language::German { &TENS_AND_UNITS } else { &[] };
    table(language).keys().copied().chain(SCALE_WORDS.words()).chain(joined.iter().map(String::as_str))
}

/// *einundzwanzig* to *neunundneunzig*.
static TENS_AND_UNITS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let worth = |low: u32, high: u32, step: u32| {
        let fits = move |worth: u32| (low..high).contains(&worth) && worth.is_multiple_of(step);
        table(Language::German).iter().filter(move |(_, worth)| fits(**worth)).map(|(word, _)| *word)
    };
    let link = AND.of(Language::German).first().copied().unwrap_or_default();
    worth(20, 100, 10).flat_map(|ten| worth(1, 10, 1).map(move |unit| format!("{unit}{link}{ten}"))).collect()
});

/// *third* as 3, *dreiundzwanzigsten* as 23.
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    let german = || {
        let mut endings = ORDINAL_STEM_ENDINGS.of(Language::German).iter();
        let stem = endings.find_map(|ending| word.strip_suffix(ending))?;
        let numerals = table(Language::German);
        numerals.get(stem).copied().filter(|value| *value > 3).or_else(|| {
            let (unit, ten) = split_at_link(stem)?;
            Some(numerals.get(unit).filter(|unit| **unit < 10)? + numerals.get(ten).filter(|ten| **ten >= 20)?)
        })
    };
    ORDINAL_NUMBERS.get(word).copied().or_else(german)
}

/// The parts of *einundzwanzig*, before and behind *und*.
pub(crate) fn split_at_link(word: &str) -> Option<(&str, &str)> {
    AND.of(Language::German).iter().find_map(|link| word.split_once(link))
}

/// *third* and *tiers* as 3.
pub(crate) fn denominator(word: &str) -> Option<f64> {
    DENOMINATORS.get(word).copied().map(f64::from)
}

/// The factor of a scale word or its abbreviation, in any of the five languages; `billion` is read as the language has it.
pub(crate) fn scale(word: &str, language: Language) -> Option<f64> {
    FACTORS[language as usize].get(word).copied()
}

/// The factor of a scale word in which one letter is wrong: *bilion*.
pub(crate) fn misspelt_scale(word: &str, language: Language) -> Option<f64> {
    let near = |scale: &&str| word.len() > 4 && edits(scale, word, 1).is_some() && scale.starts_with(&word[..1]);
    let mut near = MISSPELT_SCALES.words().filter(near);
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
