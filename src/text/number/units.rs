//! Units of measure and currencies, as far as one is converted into another or told from another.

use std::sync::LazyLock;

use crate::text::form::fold::fold;
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

type Row = (&'static str, f64, &'static str);

/// What is measured, the factor, and the names by which the unit goes: those of one word, then phrases between bars.
static UNITS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut parts = line.splitn(3, "; ");
        Some((parts.next()?, parts.next()?.parse().ok()?, parts.next()?))
    };
    include_str!("units.txt").lines().filter_map(row).collect()
});

/// Rows by every name as it is written, phrases also without their blanks; the first row that has it.
static BY_NAME: LazyLock<QuickMap<String, usize>> = LazyLock::new(|| {
    let mut rows = QuickMap::default();
    for (at, (_, _, names)) in UNITS.iter().enumerate() {
        let (singles, phrases) = names.split_once('|').unwrap_or((names, ""));
        let written = singles.split(' ').map(str::to_owned);
        let phrases = phrases.split('|').flat_map(|phrase| [phrase.to_owned(), phrase.replace(' ', "")]);
        for name in written.chain(phrases).filter(|name| !name.is_empty()) {
            rows.entry(name).or_insert(at);
        }
    }
    rows
});

/// Rows by names of one word without signs, as folding leaves them.
static BY_FOLDED: LazyLock<QuickMap<&'static str, usize>> = LazyLock::new(|| {
    let mut rows = QuickMap::default();
    for (at, (_, _, names)) in UNITS.iter().enumerate() {
        let singles = names.split('|').next().unwrap_or_default().split(' ');
        for name in singles.filter(|name| !name.is_empty() && name.is_ascii() && !name.contains(['$', '/', '%'])) {
            rows.entry(name).or_insert(at);
        }
    }
    rows
});

/// Every name of one word.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    UNITS
        .iter()
        .flat_map(|(_, _, names)| names.split('|').next().unwrap_or_default().split(' '))
        .filter(|name| name.is_ascii())
}

/// The unit of a name or sign. Case matters only between `MW` and `mW`, which the second never means here.
pub(crate) fn find(name: &str) -> Option<Unit> {
    let text = name.trim().trim_end_matches('.').to_lowercase();
    let degrees = |shift: f64, factor: f64| Some(Unit { measures: "temperature", factor, shift });
    match text.replace(' ', "").as_str() {
        "c" if name.trim() != "C" => return None,
        "f" if name.trim() != "F" => return None,
        "k" if name.trim() != "K" => return None,
        "°c" | "c" | "celsius" | "degreescelsius" | "degreescentigrade" | "centigrade" | "degreesc"
        | "degréscelsius" | "gradcelsius" => return degrees(273.15, 1.0),
        "°f" | "f" | "fahrenheit" | "degreesfahrenheit" | "degreesf" => {
            return degrees(273.15 - 160.0 / 9.0, 5.0 / 9.0);
        }
        "k" | "kelvin" | "kelvins" => return degrees(0.0, 1.0),
        _ => {}
    }
    if text.starts_with('/') && text.len() > 1 {
        return None;
    }
    let exact = BY_NAME.get(text.as_str());
    let row = if text.is_ascii() && text.bytes().all(|letter| letter.is_ascii_alphanumeric()) {
        *exact?
    } else {
        let folded = fold(&text);
        *exact.into_iter().chain(BY_FOLDED.get(folded.as_str())).min()?
    };
    let row = UNITS[row];
    Some(Unit { measures: row.0, factor: row.1, shift: 0.0 })
}
