//! What is measured: `units.txt` says what no language changes, `units.txt` in the folder of each language its names.

use std::sync::LazyLock;

use crate::text::language::lines::Lines;

/// A unit, whatever it is called.
pub(crate) struct Measure {
    /// What its lines begin with.
    pub(super) thing: &'static str,
    /// Its dimension; of a currency *money* and which.
    pub(crate) dimension: &'static str,
    /// How many of the basic unit it is worth.
    pub(crate) factor: f64,
    /// What is added where its zero is elsewhere.
    pub(crate) shift: f64,
    signs: &'static str,
}

static MEASURES: LazyLock<Vec<Measure>> = LazyLock::new(|| {
    let lines = include_str!("units.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(measure).collect()
});

static NAMES: LazyLock<Lines> = LazyLock::new(|| Lines::read(&[files!("units.txt")]));

/// `celsius; temperature; 1.0 273.15; C, °c`.
fn measure(line: &'static str) -> Option<Measure> {
    let mut parts = line.split("; ");
    let (thing, dimension, worth) = (parts.next()?, parts.next()?, parts.next()?);
    let (factor, shift) = worth.split_once(' ').unwrap_or((worth, "0"));
    let (factor, shift) = (factor.parse().ok()?, shift.parse().ok()?);
    Some(Measure { thing, dimension, factor, shift, signs: parts.next().unwrap_or_default() })
}

/// Every unit; of a name that several have, the first holds.
pub(crate) fn all() -> &'static [Measure] {
    &MEASURES
}

impl Measure {
    /// Its signs and its names in every language, in small letters; a sign with a capital is read only as it is written.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        let said = NAMES.all(self.thing).into_iter().flatten();
        std::iter::once(self.signs).chain(said).flat_map(|names| names.split(", ")).filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_language_names_a_unit_and_every_unit_has_a_name() {
        for thing in NAMES.names() {
            assert_eq!(all().iter().filter(|unit| unit.thing == thing).count(), 1, "{thing}");
        }
        let lines = include_str!("units.txt").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), all().len());
        for unit in all() {
            assert!(unit.names().next().is_some(), "{}", unit.thing);
        }
    }

    #[test]
    fn only_signs_of_one_letter_have_capitals() {
        for name in all().iter().flat_map(Measure::names).filter(|name| name.chars().any(char::is_uppercase)) {
            assert_eq!(name.len(), 1, "{name}");
        }
    }
}
