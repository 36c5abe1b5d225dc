//! A date inside a text: however it is typed, it is put as the answer has it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::text::date::read::{Asked, Grain, Partial, read};
use crate::text::form::fold::fold_word;
use crate::text::language::Language;
use crate::text::language::calendar::month;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::numerals::vocabulary;

/// So many words a date may have: *on the twenty-fifth day of March 1957*.
const LONGEST: usize = 8;
/// Longer texts are left as they are.
const MOST: usize = 40;
/// What may stand around a date without being part of it.
const EDGES: [char; 9] = ['(', ')', '[', ']', ',', ';', '.', '"', ':'];

/// The dates that answers hold, to the month at least, for one text or several.
pub(crate) struct Dated<'a> {
    answers: &'a [String],
    language: Language,
    lexicon: &'a Lexicon,
    /// With their texts.
    held: Vec<(Partial, String)>,
    years: Vec<i32>,
    /// What was read before with these years.
    read: Stretches,
}

/// Stretches that were read before, by the years of the answers: the same words come up in several divisions of a list, and for
/// several of its items.
#[derive(Clone, Default)]
pub(crate) struct DatesRead(Rc<RefCell<HashMap<Vec<i32>, Stretches>>>);

/// The date that each stretch is, if it is one.
type Stretches = Rc<RefCell<HashMap<String, Option<Partial>>>>;

impl<'a> Dated<'a> {
    pub(crate) fn of(answers: &'a [String], language: Language, lexicon: &'a Lexicon, before: &DatesRead) -> Self {
        let read = |text: &str| whole_date(text, &[], language, lexicon);
        let dated =
            answers.iter().filter(|answer| names_a_year(answer)).flat_map(|answer| dates(answer, |_| true, read));
        let held: Vec<(Partial, String)> = dated.map(|(_, date, text)| (date, text)).collect();
        let years: Vec<i32> = held.iter().filter_map(|(date, _)| date.year).collect();
        let read = before.0.borrow_mut().entry(years.clone()).or_default().clone();
        Self { answers, language, lexicon, held, years, read }
    }

    /// The typed text with every date that the answers hold written as it stands in them.
    pub(crate) fn as_answered<'t>(&self, typed: &'t str) -> Cow<'t, str> {
        if !typed.contains(|sign: char| sign.is_numeric()) && !typed.contains(' ') {
            return Cow::Borrowed(typed);
        }
        let typed = spans_as_answered(typed, self.answers);
        match self.days_as_answered(&typed) {
            Some(done) => Cow::Owned(done),
            None => typed,
        }
    }

    fn days_as_answered(&self, typed: &str) -> Option<String> {
        if self.held.is_empty() {
            return None;
        }
        let mut done = typed.to_owned();
        let in_month = |month| self.held.iter().any(|(date, _)| date.month == Some(month));
        for (at, date, text) in dates(typed, in_month, |text| self.whole_date(text)).into_iter().rev() {
            if let Some((_, right)) = self.held.iter().find(|(held, _)| *held == date) {
                done.replace_range(at..at + text.len(), right);
            }
        }
        (done != typed).then_some(done)
    }

    /// Whether one of the years may be said: in digits, or in words.
    fn may_say_year(&self, text: &str) -> bool {
        let digits = |part: &str| {
            part.parse::<i32>().is_ok_and(|said| self.years.iter().any(|year| said == *year || said == year % 100))
        };
        let in_words = |word: &str| {
            let folded = fold_word(word);
            vocabulary(self.language).any(|number| folded.starts_with(number))
        };
        text.split(|sign: char| !sign.is_ascii_digit()).any(digits)
            || text.split(|sign: char| !sign.is_alphabetic()).any(in_words)
    }

    fn whole_date(&self, text: &str) -> Option<Partial> {
        if !self.may_say_year(text) {
            return None;
        }
        if let Some(date) = self.read.borrow().get(text) {
            return *date;
        }
        let date = whole_date(text, &self.years, self.language, self.lexicon);
        self.read.borrow_mut().insert(text.to_owned(), date);
        date
    }
}

/// The typed text with every span of years that an answer holds written as it stands there: `39-45` for `1939–1945`.
fn spans_as_answered<'a>(typed: &'a str, answers: &[String]) -> Cow<'a, str> {
    let years = |word: &str| -> Option<(String, String)> {
        let (from, to) = word.trim_matches(EDGES).split_once(['-', '–', '/'])?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        (digits(from) && digits(to) && matches!(to.len(), 2 | 4)).then(|| (from.to_owned(), to.to_owned()))
    };
    let end = |year: &str| year[year.len() - 2..].to_owned();
    let spans = || typed.split_whitespace().filter_map(|word| Some((word, years(word)?)));
    let Some((short, (from, to))) = spans().find(|(_, (from, to))| from.len() == 2 && to.len() == 2) else {
        return Cow::Borrowed(typed);
    };
    let same =
        |word: &&str| years(word).is_some_and(|(own, until)| own.len() == 4 && end(&own) == from && end(&until) == to);
    let Some(right) = answers.iter().flat_map(|answer| answer.split_whitespace()).find(same) else {
        return Cow::Borrowed(typed);
    };
    Cow::Owned(typed.replacen(short.trim_matches(EDGES), right.trim_matches(EDGES), 1))
}

/// Four digits in a row that a year may be.
pub(crate) fn names_a_year(text: &str) -> bool {
    text.split(|sign: char| !sign.is_ascii_digit()).any(|digits| digits.len() == 4)
}

/// A stretch of a text without blanks.
struct Word<'a> {
    at: usize,
    text: &'a str,
    digit: bool,
    month: bool,
    /// `25/03/1957`.
    numeric: bool,
}

fn words(text: &str, in_month: impl Fn(u32) -> bool) -> Vec<Word<'_>> {
    let word = |word: &'_ str| {
        let digit = word.contains(|sign: char| sign.is_numeric());
        let numeric =
            digit && word.trim_matches(EDGES).split(['/', '.', '-']).filter(|part| !part.is_empty()).count() == 3;
        let month =
            word.split(|sign: char| !sign.is_alphabetic()).any(|part| month(&fold_word(part)).is_some_and(&in_month));
        (digit, month, numeric)
    };
    let with_place = text.split_whitespace().map(|part| (part.as_ptr() as usize - text.as_ptr() as usize, part));
    with_place
        .map(|(at, text)| {
            let (digit, month, numeric) = word(text);
            Word { at, text, digit, month, numeric }
        })
        .collect()
}

/// Every date to the month or the day in one of some months, or in digits, the longest stretch of words that is one: where it begins, what it is, its text.
fn dates(
    text: &str,
    in_month: impl Fn(u32) -> bool,
    whole_date: impl Fn(&str) -> Option<Partial>,
) -> Vec<(usize, Partial, String)> {
    let words = words(text, in_month);
    let (mut found, mut place) = (Vec::new(), 0);
    if words.len() > MOST || !words.iter().any(|word| word.month || word.numeric) {
        return found;
    }
    let digits = words.iter().any(|word| word.digit);
    let may_be = |words: &[Word<'_>]| match words {
        [only] => only.numeric || only.month && only.digit,
        [first, .., last] => words.iter().any(|word| word.month) && (first.digit || last.digit || !digits),
        [] => false,
    };
    while place < words.len() {
        let longest = LONGEST.min(words.len() - place);
        let here = (1..=longest).rev().filter(|count| may_be(&words[place..place + count])).find_map(|count| {
            let last = &words[place + count - 1];
            let stretch = &text[words[place].at..last.at + last.text.len()];
            let front = stretch.len() - stretch.trim_start_matches(EDGES).len();
            let stretch = stretch.trim_matches(EDGES);
            let date = whole_date(stretch)?;
            Some((count, (words[place].at + front, date, stretch.to_owned())))
        });
        match here {
            Some((count, date)) => {
                found.push(date);
                place += count;
            }
            None => place += 1,
        }
    }
    found
}

/// The date that a text is, without any other word. `5/2018`, which may be the number of a document, is none.
fn whole_date(text: &str, years: &[i32], language: Language, lexicon: &Lexicon) -> Option<Partial> {
    let typed = read(text, language, lexicon, &Asked { grain: Grain::Day, years: years.to_vec() });
    let [date] = typed.dates[..] else { return None };
    let alone = typed.bare && !typed.span && !typed.bet && !typed.slip && !typed.vague && typed.relation.is_none();
    (alone && date.year.is_some() && date.month.is_some()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(answer: &str, typed: &str, expected: &str) {
        let (answers, lexicon) = ([answer.to_owned()], Lexicon::embedded());
        let found = Dated::of(&answers, Language::English, &lexicon, &DatesRead::default()).as_answered(typed);
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn a_date_in_a_text_is_put_as_the_answer_has_it() {
        reads("25 March 1957", "25/03/1957", "25 March 1957");
        reads("25 March 1957", "March 25, 1957", "25 March 1957");
        reads("25 March 1957", "25.3.57", "25 March 1957");
        reads("25 March 1957", "26/03/1957", "26/03/1957");
        reads("Joint Statement of 16 July 2018", "the statement (16/07/2018)", "the statement (16 July 2018)");
        reads("2018-07-16", "July 16th 2018.", "2018-07-16.");
        reads("adopted in March 2019", "adopted in Mar. 2019", "adopted in March 2019");
        reads("1939–1945", "39-45", "1939–1945");
        reads("Second World War (1939-1945)", "the war of 39/45", "the war of 1939-1945");
        reads("1939–1945", "38-45", "38-45");
        reads("Opinion 5/2018", "Opinion of May 2018", "Opinion of May 2018");
    }
}
