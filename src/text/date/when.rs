//! A date as an author means it: a day, a month, a year, or a span of years or days.

use chrono::{Datelike, NaiveDate};

use crate::text::language::Language;
use crate::text::language::calendar::month_name;
use crate::text::language::stem_words::{fill, wording};
use serde::{Deserialize, Serialize};

/// A date at its grain. Months are 1 to 12, years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum When {
    Day(NaiveDate),
    Month {
        year: i32,
        month: u32,
    },
    Year(i32),
    /// From the first to the last, both included, each at its own grain.
    Span(Point, Point),
}

/// One end of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Point {
    Day(NaiveDate),
    Month { year: i32, month: u32 },
    Year(i32),
}

impl Point {
    /// The widest reading: first and last day.
    fn days(self) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Day(day) => (day, day),
            Self::Month { year, month } => {
                let first = NaiveDate::from_ymd_opt(year, month, 1).expect("a point is a real date");
                (first, first + chrono::Months::new(1) - chrono::Days::new(1))
            }
            Self::Year(year) => (
                NaiveDate::from_ymd_opt(year, 1, 1).expect("a point is a real date"),
                NaiveDate::from_ymd_opt(year, 12, 31).expect("a point is a real date"),
            ),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, len: usize| -> Option<u32> {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let mut parts = text.split('-');
        let year = i32::try_from(digits(parts.next()?, 4)?).ok()?;
        if year == 0 {
            return None;
        }
        let Some(month) = parts.next() else { return Some(Self::Year(year)) };
        let month = digits(month, 2)?;
        if !(1..=12).contains(&month) {
            return None;
        }
        let Some(day) = parts.next() else { return Some(Self::Month { year, month }) };
        let day = digits(day, 2)?;
        if parts.next().is_some() {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self::Day)
    }

    fn iso(self) -> String {
        match self {
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            Self::Month { year, month } => format!("{year:04}-{month:02}"),
            Self::Year(year) => format!("{year:04}"),
        }
    }

    fn words(self, language: Language) -> String {
        match self {
            Self::Day(day) => When::Day(day).words(language),
            Self::Month { year, month } => When::Month { year, month }.words(language),
            Self::Year(year) => year.to_string(),
        }
    }
}

impl When {
    /// Reads `2017`, `2017-12`, `2017-12-20`, or two of them with `/` between, the first not after the last.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Some((from, to)) = text.split_once('/') {
            let (from, to) = (Point::parse(from)?, Point::parse(to)?);
            return (from.days().0 <= to.days().1).then_some(Self::Span(from, to));
        }
        Some(match Point::parse(text)? {
            Point::Day(day) => Self::Day(day),
            Point::Month { year, month } => Self::Month { year, month },
            Point::Year(year) => Self::Year(year),
        })
    }

    pub(crate) fn iso(self) -> String {
        match self {
            Self::Day(day) => Point::Day(day).iso(),
            Self::Month { year, month } => Point::Month { year, month }.iso(),
            Self::Year(year) => Point::Year(year).iso(),
            Self::Span(from, to) => format!("{}/{}", from.iso(), to.iso()),
        }
    }

    /// First and last day that the date covers.
    pub(crate) fn days(self) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Day(day) => (day, day),
            Self::Month { year, month } => Point::Month { year, month }.days(),
            Self::Year(year) => Point::Year(year).days(),
            Self::Span(from, to) => (from.days().0, to.days().1),
        }
    }

    /// As a reader of the language would write it: `20 December 2017`.
    pub(crate) fn words(self, language: Language) -> String {
        match self {
            Self::Day(date) => {
                let first = Some("date-first").filter(|_| date.day() == 1);
                let (day, year) = (date.day().to_string(), date.year().to_string());
                let values = [("day", day.as_str()), ("month", month_name(date.month(), language)), ("year", &year)];
                worded(&[first, Some("date-day")], &values, language)
            }
            Self::Month { year, month } => format!("{} {year}", month_name(month, language)),
            Self::Year(year) => year.to_string(),
            Self::Span(from, to) => {
                let end = |end: Point, names: [&'static str; 3]| {
                    let date = end.words(language);
                    let vowel = Some(names[1]).filter(|_| date.starts_with(['a', 'o']));
                    let day = Some(names[2]).filter(|_| matches!(end, Point::Day(_)));
                    worded(&[vowel, day, Some(names[0])], &[("date", &date)], language)
                };
                let from = end(from, ["span-from", "span-from-vowel", "span-from-day"]);
                format!("{from} {}", end(to, ["span-to", "span-to-vowel", "span-to-day"]))
            }
        }
    }
}

/// The first of the wordings that the language has, filled in.
fn worded(names: &[Option<&str>], values: &[(&str, &str)], language: Language) -> String {
    let wording = names.iter().flatten().find_map(|name| wording(name, language));
    fill(wording.unwrap_or_default(), values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grain_is_read_and_written_back() {
        for text in ["2017", "2017-12", "2017-12-20", "2021/2027", "2017-12/2018-01-03"] {
            assert_eq!(When::parse(text).map(When::iso).as_deref(), Some(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "17", "2017-13", "2017-02-30", "2017-2-3", "2019/2017", "2017-12-20-1", "0000", "+017"] {
            assert_eq!(When::parse(text), None, "{text}");
        }
    }

    #[test]
    fn words_follow_the_language() {
        let span = |text: &str, language| When::parse(text).expect("a span").words(language);
        assert_eq!(span("2019-10/2020-06", Language::French), "d’octobre 2019 à juin 2020");
        assert_eq!(span("2019-10-03/2020-06-01", Language::French), "du 3 octobre 2019 au 1er juin 2020");
        assert_eq!(span("2019-10-03/2020-06-01", Language::German), "vom 3. Oktober 2019 bis zum 1. Juni 2020");
        assert_eq!(span("2019/2020", Language::German), "von 2019 bis 2020");
        let day = When::parse("2017-12-01").expect("a date");
        assert_eq!(day.words(Language::English), "1 December 2017");
        assert_eq!(day.words(Language::French), "1er décembre 2017");
        assert_eq!(day.words(Language::German), "1. Dezember 2017");
    }
}
