//! Units of measure and currencies, as far as one is converted into another or told from another.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::text::form::fold::{fold, fold_word};
use crate::text::language::measures::{self, Measure};
use crate::text::language::quick::QuickMap;

/// A unit: what it measures and how many of the basic unit it is worth.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    pub(crate) measures: &'static str,
    pub(crate) factor: f64,
    /// Degrees have their zero elsewhere: basic value = value × factor + shift.
    pub(crate) shift: f64,
}

impl Unit {
    /// A currency sign or name may stand before its number.
    pub(crate) fn leads(&self) -> bool {
        self.measures.starts_with("money")
    }

    /// One unit per another: a speed, where it is one that the table knows.
    pub(crate) fn per(&self, other: &Self) -> Option<Self> {
        let speed = self.measures == "length" && other.measures == "time";
        speed.then(|| Self { measures: "speed", factor: self.factor / other.factor, shift: 0.0 })
    }

    pub(crate) fn basic(&self, value: f64) -> f64 {
        value.mul_add(self.factor, self.shift)
    }
}

pub(crate) fn share() -> Unit {
    Unit { measures: "share", factor: 1.0, shift: 0.0 }
}

/// Measures by every name as it is written, those of several words also without their blanks.
static BY_NAME: LazyLock<QuickMap<Cow<'static, str>, usize>> = LazyLock::new(|| {
    let mut rows = QuickMap::default();
    for (at, name) in named() {
        rows.entry(Cow::Borrowed(name)).or_insert(at);
        if name.contains(' ') {
            rows.entry(Cow::Owned(name.replace(' ', ""))).or_insert(at);
        }
    }
    rows
});

/// Measures by names of one word without signs, as folding leaves them.
static BY_FOLDED: LazyLock<QuickMap<Cow<'static, str>, usize>> = LazyLock::new(|| {
    let mut rows = QuickMap::default();
    for (at, name) in named() {
        if name.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit()) {
            rows.entry(Cow::Borrowed(name)).or_insert(at);
        } else if !name.is_ascii() && name.chars().all(char::is_alphabetic) {
            rows.entry(Cow::Owned(fold_word(name))).or_insert(at);
        }
    }
    rows
});

/// Every name, with the place of what it names.
fn named() -> impl Iterator<Item = (usize, &'static str)> {
    measures::all().iter().enumerate().flat_map(|(at, measure)| measure.names().map(move |name| (at, name)))
}

/// Every name of one word without signs.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    named().map(|(_, name)| name).filter(|name| name.bytes().all(|letter| letter.is_ascii_lowercase()))
}

/// The unit of a name or sign. Case matters only for `C`, `F` and `K`, not between `MW` and `mW`, which the second never means
/// here.
pub(crate) fn find(name: &str) -> Option<Unit> {
    let name = name.trim();
    let letter = BY_NAME.get(name).filter(|_| name.len() == 1);
    let Measure { dimension, factor, shift, .. } = measures::all()[letter.copied().or_else(|| find_small(name))?];
    Some(Unit { measures: dimension, factor, shift })
}

/// The place of what is named, whatever the case.
fn find_small(name: &str) -> Option<usize> {
    let text = name.trim_end_matches('.').to_lowercase();
    if text.starts_with('/') && text.len() > 1 {
        return None;
    }
    let exact = BY_NAME.get(text.as_str()).copied();
    if text.bytes().all(|letter| letter.is_ascii_alphanumeric()) {
        return exact.or_else(|| BY_FOLDED.get(text.as_str()).copied());
    }
    exact.into_iter().chain(BY_FOLDED.get(fold(&text).as_str()).copied()).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_its_names_in_every_language() {
        for (one, other) in [
            ("metres", "m"),
            ("Kilomètres", "kilometer"),
            ("milles marins", "Seemeilen"),
            ("vom Hundert", "%"),
            ("livres sterling", "£"),
            ("degrés Celsius", "°C"),
            ("grad celsius", "C"),
            ("degreescelsius", "centigrade"),
            ("degrees F.", "fahrenheit"),
            ("Kelvins", "K"),
            ("m².", "mètre carré"),
            ("siecles", "Jahrhunderte"),
        ] {
            assert!(find(one).is_some() && find(one) == find(other), "{one}, {other}");
        }
    }

    #[test]
    fn a_temperature_is_told_from_what_has_its_letter_in_small() {
        for name in ["c", "f", "k", "C.", "°", "/s", "furlongs", "$ dollars"] {
            assert!(find(name).is_none_or(|unit| unit.measures != "temperature"), "{name}");
        }
        let celsius = find("C").expect("a unit");
        assert!((celsius.basic(100.0) - find("F").expect("a unit").basic(212.0)).abs() < 1e-9);
        assert!((celsius.basic(0.0) - 273.15).abs() < 1e-9);
    }
}
