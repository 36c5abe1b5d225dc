//! Judging dates: the author's grain rules; credit counts from the year down.

use chrono::{Datelike, NaiveDate};

use crate::text::date::read::{Grain, Partial, Typed, read};
use crate::text::date::when::When;
use crate::text::date::when::{Point, month_name};
use crate::text::form::fold::fold;
use crate::text::key::DateKey;
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::verdict::{Remark, Verdict};
use crate::text::words::negation::is_given_up;

const LONGEST: usize = 300;
/// Credit for the year alone where a month is asked.
const YEAR_OF_MONTH: f64 = 0.6;

/// Judges a typed date.
pub(crate) fn check_date(key: &DateKey, typed: &str, lexicon: &Lexicon) -> Verdict {
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
    let judge = Judge { key, lexicon, grain: grain(key.answer) };
    let given = judge.read(typed);
    judge.refusal(&given).unwrap_or_else(|| judge.verdict(&given))
}

fn grain(answer: When) -> Grain {
    match answer {
        When::Day(_) => Grain::Day,
        When::Month { .. } => Grain::Month,
        When::Year(_) => Grain::Year,
        When::Span(..) => Grain::Span,
    }
}

fn note(text: &str) -> Remark {
    Remark::Note(text.to_owned())
}

struct Judge<'a> {
    key: &'a DateKey,
    lexicon: &'a Lexicon,
    grain: Grain,
}

impl Judge<'_> {
    fn read(&self, text: &str) -> Typed {
        read(text, self.key.language, self.lexicon, self.grain)
    }

    /// What cannot be judged as a date at all, or is none of the kinds that may be right.
    fn refusal(&self, given: &Typed) -> Option<Verdict> {
        let ask = fold(&self.key.ask);
        let wrong = |why: &str| Some(Verdict::wrong().with(note(why)));
        if given.vague {
            return wrong("a decade or century is not precise enough");
        }
        if given.dates.is_empty() {
            return if given.denied {
                wrong("the date was denied")
            } else {
                Some(Verdict::unread().with(note("no date was read")))
            };
        }
        if given.bet {
            return wrong("one date is asked for");
        }
        let asked = |relation: &str| ask.split(' ').any(|word| word == relation);
        let ends = self.grain == Grain::Span && given.relation.as_deref().is_some_and(is_end);
        if let Some(relation) = given.relation.as_deref().filter(|word| !given.span && !ends && !asked(word)) {
            return wrong(&format!("`{relation}` a date is not the date"));
        }
        given.dates.iter().any(is_impossible).then(|| Verdict::unread().with(note("there is no such date")))
    }

    fn verdict(&self, given: &Typed) -> Verdict {
        let key = self.key;
        let mut dates = given.dates.clone();
        dates.retain(|date| *date != Partial::default());
        let span = given.span || self.grain == Grain::Span && dates.len() == 2;
        let shown = shown(&dates, span, key.language);
        let known = |form: &String| Some(self.read(form)).filter(|form| !form.dates.is_empty());
        let share = self.credit(&dates, span);
        if share < 1.0
            && let Some(wrong) =
                key.wrong.iter().find(|wrong| known(&wrong.answer).is_some_and(|known| known.dates == dates))
        {
            return Verdict::wrong()
                .read(shown)
                .with(Remark::KnownWrong { answer: wrong.answer.clone(), because: wrong.because.clone() });
        }
        let accepted = key
            .accept
            .iter()
            .filter_map(known)
            .any(|form| form.dates == dates && form.span == given.span && form.relation == given.relation);
        let share = if accepted { 1.0 } else { share };
        let verdict = Verdict::of_credit(share).read(shown);
        match (share >= 1.0, given.slip) {
            (true, true) => Verdict { outcome: crate::text::verdict::Outcome::Close, ..verdict }
                .with(note("a misspelt month was put right")),
            (true, false) => verdict,
            (false, _) => missing(verdict, key, &dates),
        }
    }

    fn credit(&self, dates: &[Partial], span: bool) -> f64 {
        let whole = |date: &Partial, point: Point| if self.point_credit(date, point) >= 1.0 { 1.0 } else { 0.0 };
        match (self.key.answer, dates) {
            (When::Span(from, to), [first, second]) if span => f64::midpoint(whole(first, from), whole(second, to)),
            (When::Span(from, to), [only]) => f64::max(whole(only, from), whole(only, to)) / 2.0,
            (When::Day(day), [only]) => self.point_credit(only, Point::Day(day)),
            (When::Month { year, month }, [only]) => self.point_credit(only, Point::Month { year, month }),
            (When::Year(year), [only]) => self.point_credit(only, Point::Year(year)),
            _ => 0.0,
        }
    }

    fn point_credit(&self, date: &Partial, point: Point) -> f64 {
        let (year, month, day) = match point {
            Point::Day(day) => (day.year(), Some(day.month()), Some(day.day())),
            Point::Month { year, month } => (year, Some(month), None),
            Point::Year(year) => (year, None, None),
        };
        let stated = date.year.or_else(|| self.year_of_question().filter(|_| date.month.is_some()));
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
    fn year_of_question(&self) -> Option<i32> {
        let years = self.read(&self.key.ask).dates.into_iter().filter_map(|date| date.year);
        let mut years: Vec<i32> = years.filter(|year| (1000..=9999).contains(year)).collect();
        years.dedup();
        match years[..] {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// *until 1918* names an end of a span.
fn is_end(relation: &str) -> bool {
    !matches!(
        relation,
        "before" | "after" | "avant" | "apres" | "vor" | "nach" | "prior" | "following" | "later" | "earlier"
    )
}

fn is_impossible(date: &Partial) -> bool {
    let year = date.year.unwrap_or(2000);
    !(1..=9999).contains(&year)
        || NaiveDate::from_ymd_opt(year, date.month.unwrap_or(1), date.day.unwrap_or(1)).is_none()
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
        (When::Day(_) | When::Month { .. } | When::Year(_), [date]) => {
            let other = other_part(key.answer, *date);
            return other.map_or(verdict.clone(), |part| verdict.with(note(&format!("another {part} was read"))));
        }
        _ => return verdict,
    };
    verdict.with(Remark::Missing(lacking.to_owned()))
}

/// The coarsest part that is another than the answer's.
fn other_part(answer: When, date: Partial) -> Option<&'static str> {
    let (year, month, day) = match answer {
        When::Day(day) => (day.year(), Some(day.month()), Some(day.day())),
        When::Month { year, month } => (year, Some(month), None),
        When::Year(year) => (year, None, None),
        When::Span(..) => return None,
    };
    let differs = |given: Option<u32>, right: Option<u32>| right.is_some() && given.is_some() && given != right;
    if date.year.is_some_and(|given| given != year) {
        Some("year")
    } else if differs(date.month, month) {
        Some("month")
    } else {
        differs(date.day, day).then_some("day")
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
