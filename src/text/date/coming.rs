//! A day to come as somebody names it on a command line: `18.1.2027`, `18 January`, `2027-01-18`.

use chrono::{Datelike, NaiveDate};

use crate::text::date::read::{Asked, Grain, Partial, read};
use crate::text::date::when::When;
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;

/// The one day that a text names, in any form that a typed date may have; without a year the next such day, today
/// included. None where the text says anything else, or a day that the calendar lacks.
pub(crate) fn coming_day(text: &str, today: NaiveDate, lexicon: &Lexicon) -> Option<NaiveDate> {
    let asked = Asked { grain: Grain::Day, years: vec![today.year()] };
    let typed = read(text, Language::English, lexicon, &asked);
    if typed.span || typed.slip || typed.vague || typed.denied || typed.bet || typed.relation.is_some() {
        return None;
    }
    let [Partial { year, month: Some(month), day: Some(day) }] = typed.dates[..] else { return None };
    match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day),
        // 29 February is at most eight years ahead.
        None => (today.year()..=today.year() + 8)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|date| *date >= today),
    }
}

/// The one date that a text says whole, as a deck would have it: `14 December 2022`, `December 2022`, `2022`.
pub(crate) fn whole_date(text: &str, lexicon: &Lexicon) -> Option<When> {
    if let Some(when) = When::parse(text) {
        return Some(when);
    }
    let typed = read(text, Language::English, lexicon, &Asked { grain: Grain::Day, years: Vec::new() });
    let is_plain = typed.bare && !(typed.span || typed.slip || typed.vague || typed.denied || typed.bet);
    match typed.dates[..] {
        [Partial { year: Some(year), month, day }] if is_plain && !typed.short_year => match (month, day) {
            (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month, day).map(When::Day),
            (Some(month), None) => Some(When::Month { year, month }),
            _ => Some(When::Year(year)),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_said_whole_is_what_a_deck_would_have() {
        let told = |text: &str| whole_date(text, &Lexicon::embedded()).map(When::iso);
        for (text, iso) in [
            ("14 December 2022", "2022-12-14"),
            ("1er juillet 2021", "2021-07-01"),
            ("December 2022", "2022-12"),
            ("2022", "2022"),
            ("2022-12-14", "2022-12-14"),
            ("2021/2027", "2021/2027"),
        ] {
            assert_eq!(told(text).as_deref(), Some(iso), "{text}");
        }
        for text in ["14 December", "about 2022", "not 2022", "2022 or 2023", "the treaty of 2022", "31 June 2022", ""]
        {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[track_caller]
    fn names(text: &str, expected: Option<&str>) {
        let today = "2026-11-26".parse().unwrap();
        let expected = expected.map(|day| day.parse().unwrap());
        assert_eq!(coming_day(text, today, &Lexicon::embedded()), expected, "{text}");
    }

    #[test]
    fn a_day_is_named_in_any_usual_form() {
        for text in [
            "2027-01-18",
            "18.1.2027",
            "18/01/2027",
            "18 January 2027",
            "January 18, 2027",
            "18 January",
            "18. Januar",
            "18 janvier",
        ] {
            names(text, Some("2027-01-18"));
        }
        names("26 November", Some("2026-11-26"));
        names("29 February", Some("2028-02-29"));
    }

    #[test]
    fn what_names_no_single_day_is_none() {
        for text in [
            "2027",
            "January 2027",
            "31 February 2027",
            "18 or 19 January",
            "after 18 January 2027",
            "soon",
            "",
            "30 February",
        ] {
            names(text, None);
        }
    }
}
