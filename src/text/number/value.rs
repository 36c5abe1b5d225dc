//! The value of a number: digits, words, fractions, powers; and misspelt number words.

use crate::text::form::digits::digits;
use crate::text::form::distance::edits;
use crate::text::language::Language;
use crate::text::language::number_words::{ordinal_value, value};
use crate::text::language::numerals::{denominator, scale, vocabulary};
use crate::text::language::roles::{
    AND, AND_HALF, DECIMAL_COMMAS, DECIMAL_POINTS, FOREIGN_SCALES, FRACTION_ARTICLES, FRACTION_DEFINITE,
    ORDINAL_ENDINGS, ORDINAL_ENDINGS_IN_FULL, SECONDS,
};
use crate::text::language::signs;
use crate::text::number::read::Reader;
use crate::text::number::units;

/// What stands at one place.
pub(crate) struct Value {
    pub(crate) value: f64,
    /// A fraction such as *a third*.
    pub(crate) fraction: bool,
    /// The place in a row that it may mean: 21 for *21st*, 3 for *third*.
    pub(crate) ordinal: Option<f64>,
}

impl Reader<'_> {
    /// A value at this place: digits, words, fractions; the place moves behind it.
    pub(crate) fn number(&mut self) -> Option<Value> {
        let start = self.place;
        let ordinal = self.ordinal_here();
        if let Some((value, fraction)) = self.cardinal() {
            let longer = ordinal.filter(|(_, end)| *end >= self.place && !fraction);
            if let Some((ordinal, end)) = longer {
                self.place = end;
                return Some(Value { value: ordinal, fraction: false, ordinal: Some(ordinal) });
            }
            let ordinal = ordinal.filter(|(_, end)| fraction && *end == self.place).map(|(ordinal, _)| ordinal);
            return Some(Value { value, fraction, ordinal });
        }
        self.place = start;
        let (value, end) = ordinal.filter(|_| self.found.is_empty() || !SECONDS.has_word(self.word(0)))?;
        self.place = end;
        Some(Value { value, fraction: false, ordinal: Some(value) })
    }

    /// An ordinal here, in words or digits, and where it ends.
    fn ordinal_here(&self) -> Option<(f64, usize)> {
        let is_ending =
            |word: &str| ORDINAL_ENDINGS.has_word(word) || ORDINAL_ENDINGS_IN_FULL.has_word(word) || word == "º";
        if let Some(value) = self.digits_here() {
            let more =
                self.words.get(self.place + 2).is_some_and(|next| next.starts_with(|sign: char| sign.is_ascii_digit()));
            return (is_ending(self.word(1)) && !more).then_some((value, self.place + 2));
        }
        let (places, words): (Vec<usize>, Vec<&str>) = self.words[self.place..]
            .iter()
            .enumerate()
            .filter(|(_, word)| *word != "-")
            .take(16)
            .map(|(at, word)| (self.place + at, word.as_str()))
            .unzip();
        let (value, used) = ordinal_value(&words, self.language)?;
        Some((value, places[used - 1] + 1))
    }

    fn cardinal(&mut self) -> Option<(f64, bool)> {
        let start = self.place;
        let mut fraction = false;
        let mut total = if let Some(value) = self.digits_here() {
            self.place += 1;
            self.power(value)?
        } else if DECIMAL_POINTS.has_word(self.word(0)) {
            // *Point seven*.
            Some(self.spoken_decimals()).filter(|decimals| *decimals > 0.0)?
        } else {
            let rest: Vec<&str> =
                self.words[start..].iter().filter(|word| *word != "-").take(16).map(String::as_str).collect();
            match value(&rest, self.language) {
                Some((value, used)) => {
                    self.skip_words(used);
                    value
                }
                None => return self.bare_fraction().map(|value| (value, true)),
            }
        };
        if self.word(0) == "/"
            && let Ok(under) = self.word(1).parse::<f64>()
            && under != 0.0
        {
            total /= under;
            fraction = true;
            self.place += 2;
        } else if let Some(under) =
            denominator(self.word(0)).or_else(|| (self.word(0) == "-").then(|| denominator(self.word(1))).flatten())
        {
            total /= under;
            fraction = true;
            self.place += 1 + usize::from(self.word(0) == "-");
        } else {
            total += self.mixed_fraction();
        }
        Some((total, fraction))
    }

    fn skip_words(&mut self, mut used: usize) {
        while used > 0 {
            if self.word(0) != "-" {
                used -= 1;
            }
            self.place += 1;
        }
    }

    /// Digits here; a comma or point as another language has it, if that one's scale word follows.
    fn digits_here(&self) -> Option<f64> {
        let text = &self.pieces[self.place];
        // `XXVII` alone, and `VII` behind the noun that it numbers.
        let named =
            self.place > 0 && text.chars().all(|sign| "IVX".contains(sign)) && self.place + 1 == self.pieces.len();
        if (self.pieces.len() == 1 || named) && text.len() > 1 && text.chars().all(char::is_uppercase) {
            return crate::text::language::numerals::roman(&self.words[self.place]).map(f64::from);
        }
        let foreign = FOREIGN_SCALES.has_word(self.word(1));
        let language = if foreign && self.language == Language::English { Language::German } else { self.language };
        digits(text, language)
    }

    /// `1e9`, `1.5 x 10^9`.
    fn power(&mut self, value: f64) -> Option<f64> {
        if matches!(self.word(0), "x" | "×" | "*" | "·") && self.word(1) == "10" {
            let power: i32 = if self.word(2) == "^" { self.word(3).parse().ok()? } else { return None };
            self.place += 4;
            return Some(value * 10_f64.powi(power.clamp(-30, 30)));
        }
        if self.word(0) == "e"
            && let Ok(power) = self.word(1).parse::<i32>()
        {
            self.place += 2;
            return Some(value * 10_f64.powi(power.clamp(-30, 30)));
        }
        if self.word(0) == "^"
            && let Ok(power) = self.word(1).parse::<i32>()
        {
            self.place += 2;
            return Some(value.powi(power.clamp(-30, 30)));
        }
        Some(value)
    }

    /// *half*, *a third*, *la moitié*.
    fn bare_fraction(&mut self) -> Option<f64> {
        let article = FRACTION_ARTICLES.has_word(self.word(0)) || FRACTION_DEFINITE.has_word(self.word(0));
        let at = usize::from(article);
        let under = denominator(self.word(at))?;
        self.place += at + 1;
        Some(1.0 / under)
    }

    /// *and a half* or `1/2` behind a whole number.
    fn mixed_fraction(&mut self) -> f64 {
        let mut at = usize::from(AND.has_word(self.word(0)) || AND_HALF.has_word(self.word(0)));
        if at == 1 && FRACTION_ARTICLES.has_word(self.word(1)) {
            at = 2;
        }
        if at > 0
            && let Some(under) = denominator(self.word(at))
        {
            let large = |factor: &f64| *factor >= 1e6;
            let behind = self.place.checked_sub(1).and_then(|place| scale(&self.words[place], self.language));
            self.place += at + 1;
            // *A million and a half*.
            return behind.filter(large).unwrap_or(1.0) / under;
        }
        let small = |text: &str| text.parse::<f64>().ok().filter(|value| *value > 0.0 && *value < 100.0);
        if self.word(1) == "/"
            && let (Some(over), Some(under)) = (small(self.word(0)), small(self.word(2)))
        {
            self.place += 3;
            return over / under;
        }
        if DECIMAL_POINTS.has_word(self.word(0)) || DECIMAL_COMMAS.has_word(self.word(0)) {
            return self.spoken_decimals();
        }
        0.0
    }

    /// *point five*, *virgule vingt-cinq*.
    fn spoken_decimals(&mut self) -> f64 {
        let (mut place, mut factor, mut sum) = (self.place + 1, 1.0, 0.0);
        while let Some((digit, _)) = self
            .words
            .get(place)
            .and_then(|word| value(&[word.as_str()], self.language))
            .filter(|(digit, _)| *digit < 10.0)
        {
            factor /= 10.0;
            sum += digit * factor;
            place += 1;
        }
        if factor < 1.0 {
            self.place = place;
        }
        sum
    }
}

/// Two names of one scale or unit.
fn same_numeral(one: &str, other: &str) -> bool {
    one.trim_end_matches('s') == other.trim_end_matches('s')
        || units::find(one).is_some_and(|unit| units::find(other) == Some(unit))
}

/// The one number word within one edit, from four letters, or three behind a hyphen and the tens; nothing where it is one
/// already or where two are near.
pub(crate) fn mended(word: &str, joined: bool, language: Language) -> Option<&'static str> {
    let length = word.chars().count() + usize::from(joined);
    if length < 4
        || !word.chars().all(char::is_alphabetic)
        || vocabulary(language).any(|known| known == word)
        || value(&[word], language).is_some()
        || denominator(word).is_some()
        || units::find(word).is_some()
        || signs::word(word).is_some()
    {
        return None;
    }
    let mut near = vocabulary(language).chain(units::names().filter(|name| name.len() > 5)).filter(|known| {
        known.chars().count() >= 4 && known.chars().next() == word.chars().next() && edits(known, word, 1).is_some()
    });
    let first = near.next()?;
    let swap_only = !joined && first.chars().count() == 4 && !crate::text::form::distance::is_inner_swap(first, word);
    (!swap_only && near.all(|other| same_numeral(first, other))).then_some(first)
}
