//! Names of months and days of the week, as dates are written and read: one file a language, twelve lines and seven.

use std::sync::LazyLock;

use chrono::Weekday;

use crate::text::form::fold::fold_word;
use crate::text::language::{FOLDERS, Language, OURS};

const FILES: [&str; FOLDERS] = files!("calendar.txt");

/// The names of every line, folded: of all languages, and the full ones of English, French and German.
struct Names {
    all: [Vec<String>; 19],
    full: Vec<String>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let names = |at: usize| {
        let lines = FILES.iter().filter_map(|file| file.lines().nth(at));
        lines.flat_map(str::split_whitespace).map(fold_word).filter(|name| !name.is_empty()).collect()
    };
    let full = FILES[..OURS].iter().flat_map(|file| file.lines().take(12));
    let full = full.filter_map(|line| line.split(' ').next()).map(fold_word).collect();
    Names { all: std::array::from_fn(names), full }
});

/// Every month, 1 to 12, with its names and their usual abbreviations, folded.
pub(crate) fn months() -> impl Iterator<Item = (u32, &'static [String])> {
    (1..).zip(NAMES.all[..12].iter().map(Vec::as_slice))
}

/// The month, 1 to 12, of a name or its usual abbreviation, folded.
pub(crate) fn month(word: &str) -> Option<u32> {
    months().find(|(_, names)| names.iter().any(|name| name == word)).map(|(month, _)| month)
}

/// A month in English, French or German, in full or cut behind three letters.
pub(crate) fn is_month(word: &str) -> bool {
    word.len() > 2 && NAMES.full.iter().any(|name| name.starts_with(word))
}

/// The day of the week of a name or its usual abbreviation.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    let place = NAMES.all[12..].iter().position(|names| names.iter().any(|name| name == word))?;
    Weekday::try_from(u8::try_from(place).ok()?).ok()
}

/// The name of month 1 to 12 as it is written; English where the language has no table.
pub(crate) fn month_name(month: u32, language: Language) -> &'static str {
    let line =
        FILES[language.or_english() as usize].lines().nth(usize::try_from(month.clamp(1, 12) - 1).unwrap_or_default());
    line.and_then(|line| line.split(' ').next()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_are_known_in_every_language() {
        assert!(FILES.iter().all(|file| file.lines().count() == 19));
        for (name, number) in [("march", 3), ("fevr", 2), ("jaenner", 1), ("setiembre", 9), ("aout", 8)] {
            assert_eq!(month(name), Some(number), "{name}");
        }
        assert_eq!((weekday("lundi"), weekday("sonnabend")), (Some(Weekday::Mon), Some(Weekday::Sat)));
        assert_eq!(month_name(3, Language::German), "März");
        assert!(is_month("febr") && is_month("marz") && !is_month("ma") && !is_month("monday"));
    }
}
