//! Numbers in words: `two hundred and five`, `quatre-vingt-dix`, `einundzwanzig`, `third`, `XIV`.

use crate::text::language::Language;
use crate::text::language::numerals::{number, ordinal, scale, small, split_at_link};
use crate::text::language::roles::{
    AND, COMPOUND_SCALES, ELIDED_TENS, HALVES, HUNDREDS, JOINS, LEADING_SCALES, MIXED_NUMBERS, ORDINAL_NEUTER_ENDINGS,
    ORDINAL_STEM_ENDINGS, ORDINAL_STEMS,
};

/// What one word does to the number being read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Piece {
    /// 0 to 99, or a whole German compound.
    Small(f64),
    Hundred,
    Scale(f64),
}

pub(crate) fn piece(word: &str, language: Language) -> Option<Piece> {
    if let Some(value) = small(word, language) {
        return Some(Piece::Small(value.into()));
    }
    if HUNDREDS.of(language.or_english()).contains(&word) || HUNDREDS.of(Language::English).contains(&word) {
        return Some(Piece::Hundred);
    }
    match language {
        Language::Other => scale(word, language).map(Piece::Scale).or_else(|| italian(word).map(Piece::Small)),
        Language::German => german(word).map(Piece::Small).or_else(|| scale(word, language).map(Piece::Scale)),
        Language::English => scale(word, language).map(Piece::Scale).or_else(|| run_together(word).map(Piece::Small)),
        Language::French => scale(word, language).map(Piece::Scale),
    }
}

/// A German compound such as `zweihundertfunfundzwanzig`.
fn german(word: &str) -> Option<f64> {
    let part = |text: &str, otherwise: f64| if text.is_empty() { Some(otherwise) } else { german(text) };
    if let Some(value) = small(word, Language::German) {
        return Some(value.into());
    }
    for (name, worth) in COMPOUND_SCALES.of(Language::German) {
        if let Some((left, right)) = word.split_once(name) {
            let mut links = AND.of(Language::German).iter();
            let right = links.find_map(|link| right.strip_prefix(link)).unwrap_or(right);
            return Some(part(left, 1.0)? * number(worth) + part(right, 0.0)?);
        }
    }
    for (name, worth) in HALVES.of(Language::German) {
        if let Some(whole) = word.strip_suffix(name).filter(|whole| !whole.is_empty()) {
            return Some(german(whole)? + number(worth));
        }
    }
    if let Some((_, worth)) = MIXED_NUMBERS.of(Language::German).iter().find(|(name, _)| *name == word) {
        return Some(number(worth));
    }
    let (unit, ten) = split_at_link(word)?;
    let (unit, ten) = (small(unit, Language::German)?, small(ten, Language::German)?);
    (unit < 10 && ten >= 20).then(|| f64::from(unit + ten))
}

/// An Italian compound such as `millenovecentonovantotto`.
fn italian(word: &str) -> Option<f64> {
    let part = |text: &str, otherwise: f64| if text.is_empty() { Some(otherwise) } else { italian(text) };
    if let Some(value) = small(word, Language::Other) {
        return Some(value.into());
    }
    for (name, worth) in LEADING_SCALES.of(Language::Other) {
        if let Some(rest) = word.strip_prefix(name) {
            return Some(number(worth) + part(rest, 0.0)?);
        }
    }
    for (name, worth) in COMPOUND_SCALES.of(Language::Other) {
        if let Some((left, right)) = word.split_once(name) {
            return Some(part(left, 1.0)? * number(worth) + part(right, 0.0)?);
        }
    }
    ELIDED_TENS.of(Language::Other).iter().find_map(|ten| {
        let unit = word.strip_prefix(ten).or_else(|| word.strip_prefix(&ten[..ten.len() - 1]))?;
        let unit = small(unit, Language::Other).filter(|unit| *unit < 10)?;
        Some(f64::from(small(ten, Language::Other)? + unit))
    })
}

/// English tens and units written as one: `twentyseven`.
fn run_together(word: &str) -> Option<f64> {
    // Every ten ends so.
    let tens = word.match_indices("ty").map(|(place, ten)| place + ten.len());
    tens.filter(|cut| (4..word.len()).contains(cut)).find_map(|cut| {
        let (ten, unit) = (small(&word[..cut], Language::English)?, small(&word[cut..], Language::English)?);
        (ten >= 20 && (1..10).contains(&unit)).then(|| f64::from(ten + unit))
    })
}

/// The number that the words begin with, and how many of them it takes.
pub(crate) fn value(words: &[&str], language: Language) -> Option<(f64, usize)> {
    let (mut total, mut current, mut used, mut last) = (0.0, 0.0, 0, None);
    let mut place = 0;
    // *Sieben und zwanzig*, written apart.
    if language == Language::German
        && let [unit, link, ten, ..] = words
        && AND.of(language).contains(link)
        && let (Some(unit), Some(ten)) = (small(unit, language), small(ten, language))
        && unit < 10
        && ten >= 20
    {
        let worth = f64::from(unit + ten);
        (current, used, last, place) = (worth, 3, Some(Piece::Small(worth)), 3);
    }
    while let Some(word) = words.get(place) {
        let joins = used > 0 && (AND.has_word(word) || JOINS.of(Language::Other).contains(word));
        if joins
            && words.get(place + 1).is_some_and(|next| matches!(piece(next, language), Some(Piece::Small(_))))
            && follows_and(last)
        {
            place += 1;
            continue;
        }
        // *One thousand, two hundred*: what follows the comma is less than what stands before it.
        if *word == ","
            && let Some(Piece::Scale(factor)) = last
        {
            let skip = 1 + usize::from(words.get(place + 1).is_some_and(|next| AND.has_word(next)));
            let rest = value(&words[(place + skip).min(words.len())..], language).filter(|(rest, _)| *rest < factor);
            return Some(
                rest.map_or((total + current, used), |(rest, more)| (total + current + rest, place + skip + more)),
            );
        }
        let Some(piece) = piece(word, language) else { break };
        let Some(next) = step(current, piece, last, language) else { break };
        match piece {
            Piece::Scale(factor) if matches!(last, Some(Piece::Scale(before)) if before < factor) => total *= factor,
            Piece::Scale(factor) => {
                total += f64::max(current, if last.is_none() { 1.0 } else { current }) * factor;
                current = 0.0;
            }
            _ => current = next,
        }
        last = Some(piece);
        place += 1;
        used = place;
    }
    (used > 0).then_some((total + current, used))
}

/// *Einhunderterste*: an ordinal with a form of its own behind hundreds.
fn german_hundreds(word: &str) -> Option<f64> {
    let at = ORDINAL_STEMS.of(Language::German).iter().filter_map(|own| word.rfind(own)).max()?;
    let (whole, last) = (german(&word[..at]).filter(|_| at > 0)?, ordinal(&word[at..])?);
    (whole % 100.0 == 0.0 && last < 10).then(|| whole + f64::from(last))
}

/// The ordinal that the words begin with, and how many of them it takes: *one hundred and twelfth*, *forty-second*.
pub(crate) fn ordinal_value(words: &[&str], language: Language) -> Option<(f64, usize)> {
    let single = |word: &str| {
        let german = || {
            let mut endings = ORDINAL_STEM_ENDINGS.of(language).iter().chain(ORDINAL_NEUTER_ENDINGS.of(language));
            let stem = endings.find_map(|end| word.strip_suffix(end))?;
            german(stem).filter(|value| *value > 3.0).or_else(|| german_hundreds(word))
        };
        let german = if language == Language::German { german() } else { None };
        ordinal(word).map(f64::from).or(german)
    };
    if let Some(value) = single(words.first()?) {
        return Some((value, 1));
    }
    let (whole, used) = value(words, language)?;
    let joined = words.get(used).is_some_and(|word| AND.has_word(word));
    let at = used + usize::from(joined);
    let last = single(words.get(at)?)?;
    let room = if whole % 100.0 == 0.0 { 100.0 } else { 10.0 };
    let french = language == Language::French && whole % 20.0 == 0.0 && whole >= 60.0;
    let fits = whole % 10.0 == 0.0 && whole >= 20.0 && last < room || french && last < 20.0;
    fits.then_some((whole + last, at + 1))
}

fn follows_and(last: Option<Piece>) -> bool {
    match last {
        Some(Piece::Small(value)) => value >= 20.0,
        other => other.is_some(),
    }
}

/// The running value after one more word; nothing where the word begins another number.
fn step(current: f64, piece: Piece, last: Option<Piece>, language: Language) -> Option<f64> {
    match (piece, last) {
        (Piece::Hundred, Some(Piece::Hundred)) => None,
        (Piece::Hundred, _) => Some(if current == 0.0 { 100.0 } else { current * 100.0 }),
        (Piece::Scale(_), _) => Some(0.0),
        (Piece::Small(value), Some(Piece::Small(before))) => match language {
            Language::French if before == 4.0 && value == 20.0 => Some(current - 4.0 + 80.0),
            Language::French if before >= 20.0 && value < 20.0 => Some(current + value),
            Language::French if before == 10.0 && (7.0..10.0).contains(&value) => Some(current + value),
            Language::Other if before >= 100.0 && value < 100.0 => Some(current + value),
            _ if before >= 20.0 && before % 10.0 == 0.0 && (1.0..10.0).contains(&value) => Some(current + value),
            Language::English if (10.0..=21.0).contains(&current) && (10.0..100.0).contains(&value) => {
                Some(current * 100.0 + value)
            }
            _ => None,
        },
        (Piece::Small(value), _) => Some(current + value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn counts(text: &str, language: Language, expected: f64) {
        let words: Vec<&str> = text.split(' ').collect();
        assert_eq!(value(&words, language), Some((expected, words.len())), "{text}");
    }

    #[test]
    fn ordinals_of_several_words_are_read() {
        let read = |text: &str, language| ordinal_value(&text.split(' ').collect::<Vec<_>>(), language);
        assert_eq!(read("twenty first", Language::English), Some((21.0, 2)));
        assert_eq!(read("one hundred and twelfth", Language::English), Some((112.0, 4)));
        assert_eq!(read("quatre vingt dix septieme", Language::French), Some((97.0, 4)));
        assert_eq!(read("siebenundzwanzigste", Language::German), Some((27.0, 1)));
        assert_eq!(read("einhunderterste", Language::German), Some((101.0, 1)));
        assert_eq!([read("twenty one", Language::English), read("five second", Language::English)], [None, None]);
    }

    #[test]
    fn two_numbers_behind_commas_stay_two() {
        let read = |text: &str| value(&text.split(' ').collect::<Vec<_>>(), Language::English);
        assert_eq!(read("one million , two million"), Some((1e6, 2)));
        assert_eq!(read("one thousand , two thousand and five"), Some((1e3, 2)));
    }

    #[test]
    fn numbers_in_words_are_read() {
        counts("two hundred and five", Language::English, 205.0);
        counts("three hundred and seventy five billion", Language::English, 375e9);
        counts("eight thousand million", Language::English, 8e9);
        counts("nineteen ninety eight", Language::English, 1998.0);
        counts("quatre vingt dix sept", Language::French, 97.0);
        counts("soixante et onze", Language::French, 71.0);
        counts("mil novecientos noventa y ocho", Language::Other, 1998.0);
        counts("millenovecentonovantotto", Language::Other, 1998.0);
        counts("dos mil dos", Language::Other, 2002.0);
        counts("one thousand , two hundred and thirty four", Language::English, 1234.0);
        counts("three million , four hundred thousand", Language::English, 3.4e6);
        counts("zweieinhalb milliarden", Language::German, 2.5e9);
        counts("sieben und zwanzig", Language::German, 27.0);
        counts("twentyseven", Language::English, 27.0);
        counts("einundzwanzig", Language::German, 21.0);
        counts("zweitausendfunfhundert", Language::German, 2500.0);
    }
}
