//! Judging dates: the author's grain rules; credit counts from the year down.

use chrono::{Datelike, NaiveDate};

use super::date_read::{Partial, Typed, read};
use super::deny::is_given_up;
use super::fold::fold;
use super::when::{Point, month_name};
use super::{DateKey, Language, Remark, Verdict, When};

const LONGEST: usize = 300;
/// Credit for the year alone where a month is asked.
const YEAR_OF_MONTH: f64 = 0.6;

/// Judges a typed date.
pub(crate) fn check_date(key: &DateKey, typed: &str) -> Verdict {
    if typed.trim().is_empty() {
        return Verdict::unread();
    }
    if !typed.chars().any(char::is_alphanumeric) {
        return Verdict::wrong().with(note("no answer was read"));
    }
    if is_given_up(typed)
        || typed.chars().nth(LONGEST).is_some()
        || fold(typed) == fold(&key.ask) && !fold(typed).is_empty()
    {
        return Verdict::wrong();
    }
    if key.accept.iter().any(|form| !fold(form).is_empty() && fold(form) == fold(typed)) {
        return Verdict::correct();
    }
    let given = read(undenied(typed), key.language);
    if let Some(refused) = refusal(key, &given) {
        return refused;
    }
    judge(key, &given)
}

fn note(text: &str) -> Remark {
    Remark::Note(text.to_owned())
}

/// What cannot be judged as a date at all, or is none of the kinds that may be right.
fn refusal(key: &DateKey, given: &Typed) -> Option<Verdict> {
    let ask = fold(&key.ask);
    if given.dates.is_empty() {
        return Some(if given.vague { Verdict::wrong() } else { Verdict::unread().with(note("no date was read")) });
    }
    if given.vague {
        return Some(Verdict::wrong().with(note("a decade or century is not precise enough")));
    }
    if given.denied || given.bet {
        return Some(Verdict::wrong().with(note("one date is asked for")));
    }
    if let Some(relation) = &given.relation
        && !given.span
        && !ask.split(' ').any(|word| word == relation)
    {
        return Some(Verdict::wrong().with(note(&format!("`{relation}` a date is not the date"))));
    }
    given.dates.iter().any(is_impossible).then(|| Verdict::unread().with(note("there is no such date")))
}

fn is_impossible(date: &Partial) -> bool {
    let year = date.year.unwrap_or(2000);
    !(1..=9999).contains(&year)
        || NaiveDate::from_ymd_opt(year, date.month.unwrap_or(1), date.day.unwrap_or(1)).is_none()
}

/// *1995, not 1994*: what is denied behind a date falls away.
fn undenied(typed: &str) -> &str {
    let cut = [", not ", " not ", ", pas ", " et non ", ", nicht ", " rather than ", " instead of "]
        .iter()
        .filter_map(|mark| typed.find(mark))
        .min();
    match cut {
        Some(place) if typed[..place].chars().any(char::is_numeric) => &typed[..place],
        _ => typed,
    }
}

fn judge(key: &DateKey, given: &Typed) -> Verdict {
    let mut dates = given.dates.clone();
    dates.retain(|date| *date != Partial::default());
    let shown = shown(&dates, given.span, key.language);
    if let Some(wrong) = key.wrong.iter().find(|wrong| {
        let known = read(&wrong.answer, key.language);
        !known.dates.is_empty() && known.dates == dates && !is_right(key, &dates, given.span)
    }) {
        return Verdict::wrong()
            .read(shown)
            .with(Remark::KnownWrong { answer: wrong.answer.clone(), because: wrong.because.clone() });
    }
    let accepted = key
        .accept
        .iter()
        .map(|form| read(form, key.language))
        .any(|form| form.dates == dates && form.span == given.span && form.relation == given.relation);
    let share = if accepted { 1.0 } else { credit(key, &dates, given.span) };
    let verdict = Verdict::of_credit(share).read(shown);
    match (share >= 1.0, given.slip) {
        (true, true) => {
            Verdict { outcome: super::Outcome::Close, ..verdict }.with(note("a misspelt month was put right"))
        }
        (true, false) => verdict,
        (false, _) => missing(verdict, key, &dates),
    }
}

fn missing(verdict: Verdict, key: &DateKey, dates: &[Partial]) -> Verdict {
    let lacking = match (key.answer, dates) {
        (When::Day(_), [date]) if date.month.is_none() => "the month and the day",
        (When::Day(_), [date]) if date.day.is_none() => "the day",
        (When::Month { .. }, [date]) if date.month.is_none() => "the month",
        (When::Span(..), [_]) => "the other end",
        (_, [date]) if date.year.is_none() => "the year",
        (When::Year(_) | When::Month { .. } | When::Day(_), [_, _, ..]) => {
            return verdict.with(note("one date is asked for"));
        }
        _ => return verdict,
    };
    verdict.with(Remark::Missing(lacking.to_owned()))
}

fn is_right(key: &DateKey, dates: &[Partial], span: bool) -> bool {
    credit(key, dates, span) >= 1.0
}

fn credit(key: &DateKey, dates: &[Partial], span: bool) -> f64 {
    match (key.answer, dates) {
        (When::Span(from, to), [first, second]) if span => {
            f64::midpoint(whole(first, from, key), whole(second, to, key))
        }
        (When::Span(from, to), [only]) => f64::max(whole(only, from, key), whole(only, to, key)) / 2.0,
        (When::Day(day), [only]) => point_credit(only, Point::Day(day), key),
        (When::Month { year, month }, [only]) => point_credit(only, Point::Month { year, month }, key),
        (When::Year(year), [only]) => point_credit(only, Point::Year(year), key),
        _ => 0.0,
    }
}

/// 1 where the end is right at its grain, else 0.
fn whole(date: &Partial, point: Point, key: &DateKey) -> f64 {
    if point_credit(date, point, key) >= 1.0 { 1.0 } else { 0.0 }
}

fn point_credit(date: &Partial, point: Point, key: &DateKey) -> f64 {
    let (year, month, day) = match point {
        Point::Day(day) => (day.year(), Some(day.month()), Some(day.day())),
        Point::Month { year, month } => (year, Some(month), None),
        Point::Year(year) => (year, None, None),
    };
    let stated = date.year.or_else(|| year_of_question(&key.ask, key.language).filter(|_| date.month.is_some()));
    if stated != Some(year) {
        return 0.0;
    }
    match (month, day) {
        (None, _) => 1.0,
        (Some(month), None) => match date.month {
            Some(given) if given == month => 1.0,
            Some(_) => 0.0,
            None => YEAR_OF_MONTH,
        },
        (Some(month), Some(day)) => match (date.month == Some(month), date.day == Some(day)) {
            (true, true) => 1.0,
            (true, false) => 2.0 / 3.0,
            (false, _) => 1.0 / 3.0,
        },
    }
}

/// The only year that the question names.
fn year_of_question(ask: &str, language: Language) -> Option<i32> {
    let mut years: Vec<i32> = read(ask, language)
        .dates
        .iter()
        .filter_map(|date| date.year)
        .filter(|year| (1000..=9999).contains(year))
        .collect();
    years.dedup();
    match years[..] {
        [only] => Some(only),
        _ => None,
    }
}

fn shown(dates: &[Partial], span: bool, language: Language) -> String {
    let words: Vec<String> = dates.iter().map(|date| words(date, language)).collect();
    words.join(if span { " – " } else { ", " })
}

fn words(date: &Partial, language: Language) -> String {
    match (date.year, date.month, date.day) {
        (Some(year), Some(month), Some(day)) => {
            NaiveDate::from_ymd_opt(year, month, day).map(|day| When::Day(day).words(language)).unwrap_or_default()
        }
        (Some(year), Some(month), None) => When::Month { year, month }.words(language),
        (Some(year), None, _) => year.to_string(),
        (None, Some(month), Some(day)) if (1..=12).contains(&month) => format!("{day} {}", month_name(month, language)),
        (None, Some(month), None) if (1..=12).contains(&month) => month_name(month, language).to_owned(),
        (_, _, day) => day.map(|day| day.to_string()).unwrap_or_default(),
    }
}
