//! A number as one would write it.

use crate::text::key::Bound;
use crate::text::language::Language;
use crate::text::number::read::Reading;

/// The number as read: `7500000`, `over 60`.
pub(crate) fn shown(reading: &Reading, language: Language) -> String {
    let bound = match reading.bound {
        Some(Bound::Over) => "over ",
        Some(Bound::Under) => "under ",
        Some(Bound::AtLeast) => "at least ",
        Some(Bound::AtMost) => "at most ",
        None => "",
    };
    format!("{bound}{}", value_in_words(reading.value, language))
}

/// `375 billion` and `12,500` rather than a row of digits; elsewhere than in English, where *billion* means several things,
/// `375 000 000 000`.
fn value_in_words(value: f64, language: Language) -> String {
    let english = language == Language::English;
    let of = |scale: f64| value >= scale && (value * 1000.0 / scale).fract() == 0.0;
    if value.fract() != 0.0 || !(1e4..1e15).contains(&value) {
        return value.to_string();
    }
    match english {
        true if of(1e12) => format!("{} trillion", value / 1e12),
        true if of(1e9) => format!("{} billion", value / 1e9),
        true if of(1e6) => format!("{} million", value / 1e6),
        _ => {
            let digits: Vec<char> = value.to_string().chars().rev().collect();
            let groups: Vec<String> = digits.chunks(3).rev().map(|group| group.iter().rev().collect()).collect();
            groups.join(if english { "," } else { " " })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, value_in_words};

    #[test]
    fn a_value_is_said_as_one_would_write_it() {
        let english = |value| value_in_words(value, Language::English);
        assert_eq!(english(375e9), "375 billion");
        assert_eq!(english(1.5e9), "1.5 billion");
        assert_eq!(english(12_500.0), "12,500");
        assert_eq!(english(1_234_567.0), "1,234,567");
        assert_eq!(english(2017.0), "2017");
        assert_eq!(english(0.25), "0.25");
        assert_eq!(value_in_words(375e9, Language::German), "375 000 000 000");
    }
}
