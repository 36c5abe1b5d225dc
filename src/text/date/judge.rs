//! Judging dates: the author's grain rules; credit counts from the year down.

use std::cell::OnceCell;

use chrono::{Datelike, NaiveDate};

use crate::text::date::read::{Asked, Grain, Partial, Typed, read};
use crate::text::date::when::Point;
use crate::text::date::when::When;
use crate::text::form::fold::fold;
use crate::text::key::DateKey;
use crate::text::language::Language;
use crate::text::language::calendar::month_name;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::roles::NO_ENDS;
use crate::text::verdict::{Missing, Notice, Refusal, Remark, Verdict};
use crate::text::words::negation::is_given_up;

const LONGEST: usize = 300;
/// Credit for the year alone where a month is asked.
const YEAR_OF_MONTH: f64 = 0.6;

/// The years that may be written with two digits.
const SHORT_YEARS: std::ops::RangeInclusive<i32> = 1900..=2099;

/// Judges a typed date.
pub(crate) fn check_date(key: &DateKey, typed: &str, lexicon: &Lexicon) -> Verdict {
    if typed.trim().is_empty() {
        return Verdict::unread();
    }
    if !typed.chars().any(char::is_alphanumeric) {
        return Verdict::wrong().with(Remark::Refused(Refusal::NothingRead));
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
    let judge = Judge {
        key,
        lexicon,
        asked: Asked { grain: grain(key.answer), years: years(key) },
        year_of_question: OnceCell::new(),
    };
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

/// The years of the answer and of the dates known to be wrong, as far as two digits may stand for them.
fn years(key: &DateKey) -> Vec<i32> {
    let wrong = key.wrong.iter().filter_map(|wrong| When::parse(&wrong.answer));
    let dates = std::iter::once(key.answer).chain(wrong).flat_map(partials);
    let mut years: Vec<i32> = dates.filter_map(|date| date.year).collect();
    years.retain(|year| SHORT_YEARS.contains(year));
    years
}

struct Judge<'a> {
    key: &'a DateKey,
    lexicon: &'a Lexicon,
    asked: Asked,
    year_of_question: OnceCell<Option<i32>>,
}

impl Judge<'_> {
    fn read(&self, text: &str) -> Typed {
        read(text, self.key.language, self.lexicon, &self.asked)
    }

    /// What cannot be judged as a date at all, or is none of the kinds that may be right.
    fn refusal(&self, given: &Typed) -> Option<Verdict> {
        let ask = fold(&self.key.ask);
        let wrong = |why: Notice| Some(Verdict::wrong().with(Remark::Noticed(why)));
        if given.vague {
            return wrong(Notice::NotPrecise);
        }
        if given.dates.is_empty() {
            return if given.denied {
                wrong(Notice::DateDenied)
            } else {
                Some(Verdict::unread().with(Remark::Noticed(Notice::NoDate)))
            };
        }
        if given.bet {
            return wrong(Notice::OneDate);
        }
        let asked = |relation: &str| ask.split(' ').any(|word| word == relation);
        let ends = self.asked.grain == Grain::Span && given.relation.as_deref().is_some_and(is_end);
        if let Some(relation) = given.relation.as_deref().filter(|word| !given.span && !ends && !asked(word)) {
            return wrong(Notice::Relation(relation.to_owned()));
        }
        if given.short_year && self.asked.years.is_empty() {
            return Some(Verdict::unread().with(Remark::Noticed(Notice::YearNeedsFourDigits)));
        }
        given.dates.iter().any(is_impossible).then(|| Verdict::unread().with(Remark::Noticed(Notice::NoSuchDate)))
    }

    fn verdict(&self, given: &Typed) -> Verdict {
        let key = self.key;
        let mut dates = given.dates.clone();
        dates.retain(|date| *date != Partial::default());
        let span = given.span || self.asked.grain == Grain::Span && dates.len() == 2;
        let shown = shown(&dates, span, key.language);
        let known = |form: &String| Some(self.read(form)).filter(|form| !form.dates.is_empty());
        let share = self.credit(&dates, span);
        let whole = self.whole(&dates);
        let same = |wrong: Typed| {
            let wrong = self.whole(&wrong.dates);
            wrong == whole || is_within(&whole, &wrong) && !is_within(&partials(key.answer), &wrong)
        };
        if share < 1.0
            && let Some(wrong) = key.wrong.iter().find(|wrong| known(&wrong.answer).is_some_and(same))
        {
            let written = When::parse(&wrong.answer).map(|when| when.words(key.language));
            let answer = written.unwrap_or_else(|| wrong.answer.clone());
            return Verdict::wrong().read(shown).with(Remark::KnownWrong { answer, because: wrong.because.clone() });
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
                .with(Remark::Noticed(Notice::MonthMended)),
            (true, false) => verdict,
            (false, _) => self.told(verdict, &dates, span),
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

    /// What is missing or other than the answer's.
    fn told(&self, verdict: Verdict, dates: &[Partial], span: bool) -> Verdict {
        let ends = match self.key.answer {
            When::Span(from, to) => Some([from, to]),
            When::Day(_) | When::Month { .. } | When::Year(_) => None,
        };
        match (ends, dates) {
            (Some([from, _]), [only]) if verdict.credit.share() > 0.0 => {
                let first = self.point_credit(only, from) >= 1.0;
                verdict.with(Remark::Missing(if first { Missing::End } else { Missing::Beginning }))
            }
            (Some([from, _]), [first, _]) if verdict.credit.share() > 0.0 => {
                let begins = self.point_credit(first, from) >= 1.0;
                verdict.with(Remark::Noticed(if begins { Notice::OtherEnd } else { Notice::OtherBeginning }))
            }
            (Some(_), [_, _]) if span => verdict.with(Remark::Noticed(Notice::OtherSpan)),
            (Some(_), _) => verdict.with(Remark::Noticed(Notice::OtherTime)),
            (None, [date]) => self.lacking(*date).into_iter().fold(verdict, Verdict::with),
            (None, _) => verdict.with(Remark::Noticed(Notice::OneDate)),
        }
    }

    /// What one date lacks, and which part of it is another than the answer's.
    fn lacking(&self, date: Partial) -> Vec<Remark> {
        let other = other_part(self.key.answer, date).map(Remark::Noticed);
        if date.year.is_none() && self.whole(&[date])[0].year.is_none() {
            let right = match (self.key.answer, other.is_none(), date.month, date.day) {
                (When::Day(_), true, Some(_), Some(_)) => Some(Notice::DayAndMonthRight),
                (When::Day(_) | When::Month { .. }, true, Some(_), None) => Some(Notice::MonthRight),
                _ => None,
            };
            return right.map(Remark::Noticed).or(other).into_iter().chain([Remark::Missing(Missing::Year)]).collect();
        }
        let lacking = match self.key.answer {
            _ if other.is_some() => None,
            When::Day(_) if date.month.is_none() => Some(Missing::MonthAndDay),
            When::Day(_) if date.day.is_none() => Some(Missing::Day),
            When::Month { .. } if date.month.is_none() => Some(Missing::Month),
            _ => None,
        };
        other.or(lacking.map(Remark::Missing)).into_iter().collect()
    }

    /// With the year that the question names, where none was typed.
    fn whole(&self, dates: &[Partial]) -> Vec<Partial> {
        let year = |date: &Partial| date.year.or_else(|| self.year_of_question().filter(|_| date.month.is_some()));
        dates.iter().map(|date| Partial { year: year(date), ..*date }).collect()
    }

    /// The only year that the question names.
    fn year_of_question(&self) -> Option<i32> {
        *self.year_of_question.get_or_init(|| self.read_year_of_question())
    }

    fn read_year_of_question(&self) -> Option<i32> {
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
    !NO_ENDS.has_word(relation)
}

fn partials(when: When) -> Vec<Partial> {
    let of = |point: Point| match point {
        Point::Day(day) => Partial { year: Some(day.year()), month: Some(day.month()), day: Some(day.day()) },
        Point::Month { year, month } => Partial { year: Some(year), month: Some(month), day: None },
        Point::Year(year) => Partial { year: Some(year), ..Partial::default() },
    };
    match when {
        When::Day(day) => vec![of(Point::Day(day))],
        When::Month { year, month } => vec![of(Point::Month { year, month })],
        When::Year(year) => vec![of(Point::Year(year))],
        When::Span(from, to) => vec![of(from), of(to)],
    }
}

/// Every date lies within the other at its place, which is not finer.
fn is_within(dates: &[Partial], others: &[Partial]) -> bool {
    let part = |own: Option<u32>, other: Option<u32>| other.is_none() || own == other;
    let within = |(own, other): (&Partial, &Partial)| {
        own.year == other.year && part(own.month, other.month) && part(own.day, other.day)
    };
    dates.len() == others.len() && dates.iter().zip(others).all(within)
}

fn is_impossible(date: &Partial) -> bool {
    let year = date.year.unwrap_or(2000);
    !(1..=9999).contains(&year)
        || NaiveDate::from_ymd_opt(year, date.month.unwrap_or(1), date.day.unwrap_or(1)).is_none()
}

/// The coarsest part that is another than the answer's.
fn other_part(answer: When, date: Partial) -> Option<Notice> {
    let (year, month, day) = match answer {
        When::Day(day) => (day.year(), Some(day.month()), Some(day.day())),
        When::Month { year, month } => (year, Some(month), None),
        When::Year(year) => (year, None, None),
        When::Span(..) => return None,
    };
    let differs = |given: Option<u32>, right: Option<u32>| right.is_some() && given.is_some() && given != right;
    if date.year.is_some_and(|given| given != year) {
        Some(Notice::OtherYear)
    } else if differs(date.month, month) {
        Some(Notice::OtherMonth)
    } else {
        differs(date.day, day).then_some(Notice::OtherDay)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key::Wrong;
    use crate::text::verdict::Outcome;

    #[track_caller]
    fn said(ask: &str, answer: &str, wrong: &[&str], typed: &str) -> (Outcome, Vec<String>) {
        let wrong = wrong.iter().map(|wrong| Wrong { answer: (*wrong).to_owned(), because: None }).collect();
        let answer = When::parse(answer).expect("a date");
        let key = DateKey { language: Language::English, ask: ask.to_owned(), answer, accept: Vec::new(), wrong };
        let verdict = check_date(&key, typed, &Lexicon::embedded());
        (verdict.outcome, verdict.remarks.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_listed_wrong_date_earns_nothing_at_any_grain() {
        for (wrong, typed, told) in [
            ("2019-03-08", "8 March 2019", "8 March 2019 is wrong"),
            ("8 March 2019", "8/3/19", "8 March 2019 is wrong"),
            ("2019-04", "9 April 2019", "April 2019 is wrong"),
        ] {
            let (outcome, remarks) = said("When?", "2019-03-22", &[wrong], typed);
            assert_eq!((outcome, remarks), (Outcome::Wrong, vec![told.to_owned()]), "{typed}");
        }
        assert_eq!(said("When in 2019?", "2019-03-22", &["2019-03-08"], "8 March").0, Outcome::Wrong);
        // The year that was refused as too coarse does not refuse every day of it.
        assert_eq!(said("When?", "2019-03-22", &["2019"], "8 March 2019").0, Outcome::Partial);
    }

    #[test]
    fn what_is_said_of_a_date_is_so() {
        let remarks = |answer: &str, typed: &str| said("When?", answer, &[], typed).1;
        assert_eq!(remarks("2019-03-22", "22 March"), ["the day and the month are right", "missing: the year"]);
        assert_eq!(remarks("2019-03-22", "March"), ["the month is right", "missing: the year"]);
        assert_eq!(remarks("2019-03-22", "22 April"), ["another month was read", "missing: the year"]);
        assert_eq!(remarks("2019-03-22", "March 2019"), ["missing: the day"]);
        assert_eq!(remarks("2019-03-22", "22 March 2018"), ["another year was read"]);
        assert_eq!(remarks("2012/2019", "2012–2018"), ["another end was read"]);
        assert_eq!(remarks("2012/2019", "2019"), ["missing: when it begins"]);
        assert_eq!(remarks("2012/2019", "1999"), ["another time was read"]);
        assert_eq!(remarks("1857-03-25", "25/3/57"), ["the year needs four digits here"]);
    }
}
