//! Judging numbers: any notation of a value within the tolerance, with its unit and its bound.

use crate::text::form::digits::pieces;
use crate::text::form::fold::{fold, fold_word};
use crate::text::key::{Bound, NumberKey, Tolerance};
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::numerals::scale;
use crate::text::language::roles::{
    ASKED_AT_LEAST, ASKED_AT_MOST, ASKED_BEHIND, ELISIONS, HIGHEST, HOW_MANY, LOWEST, Phrases, Role, UNIT_BOUNDS,
    YEAR_LEADS,
};
use crate::text::number::extra_words::{Beside, falls_short};
use crate::text::number::read::{Numbers, Reading, numbers, readings};
use crate::text::number::shown::shown;
use crate::text::number::units::{self, Unit};
use crate::text::stance::stance;
use crate::text::verdict::{Notice, Remark, Verdict};
use crate::text::words::negation::is_given_up;

const LONGEST: usize = 500;
/// Credit for a right number without the unit that the question does not name.
const UNIT_LEFT_OUT: f64 = 0.8;

impl NumberKey {
    /// Reads what an author writes: `375 billion`, `over 60`, `60`. Gives value, unit and bound; nothing where it is no single number.
    pub(crate) fn read(answer: &str, unit: &str, language: Language) -> Option<(f64, String, Option<Bound>)> {
        let found = readings(answer, language);
        let [only] = &found[..] else { return None };
        if !only.value.is_finite() || only.slip {
            return None;
        }
        let written = if unit.is_empty() && (only.unit.is_some() || !only.before.is_empty() || !only.behind.is_empty())
        {
            unit_text(answer)
        } else {
            unit.to_owned()
        };
        Some((only.value, written, only.bound))
    }
}

/// What stands behind the digits and scale words of an answer, or the sign in front of them.
fn unit_text(answer: &str) -> String {
    let behind: Vec<&str> = answer
        .split_whitespace()
        .filter(|word| {
            let folded = fold(word);
            !word.chars().any(|sign| sign.is_ascii_digit())
                && scale(&folded, Language::English).is_none()
                && !UNIT_BOUNDS.has_word(&folded)
        })
        .collect();
    if !behind.is_empty() {
        return behind.join(" ");
    }
    answer.chars().filter(|sign| sign.is_alphabetic() || "%‰€$£¥°".contains(*sign)).collect()
}

/// What conversions may lose, as a share: far less than one in a thousand billions.
const ROUNDING: f64 = 1e-13;

/// Judges a typed number.
pub(crate) fn check_number(key: &NumberKey, typed: &str, lexicon: &Lexicon) -> Verdict {
    if typed.trim().is_empty() {
        return Verdict::unread();
    }
    if typed.chars().nth(LONGEST).is_some() {
        return noticed(Notice::NumberTooLong);
    }
    // *Null* gives up, unless it is a number of the language.
    let gives_up = is_given_up(typed) && readings(typed, key.language).is_empty();
    if gives_up || fold(typed) == fold(&key.ask) && !fold(typed).is_empty() {
        return Verdict::wrong();
    }
    let judge = Judge::new(key, lexicon);
    judge.verdict(typed)
}

fn noticed(notice: Notice) -> Verdict {
    Verdict::wrong().with(Remark::Noticed(notice))
}

struct Judge<'a> {
    key: &'a NumberKey,
    lexicon: &'a Lexicon,
    beside: Beside<'a>,
    value: f64,
    unit: Option<Unit>,
}

/// How one reading fits the key.
enum Fit {
    Right {
        unit_missing: bool,
    },
    Outside,
    OtherUnit,
    OtherBound,
    /// *27th* where it is asked how many.
    Ordinal,
    Loose(String),
}

/// Without what only divides the first number, in brackets: *15 (5 permanent + 10 elected)*.
fn without_breakdown<'r>(kept: Vec<&'r Reading>, words: &[&str]) -> Vec<&'r Reading> {
    let [first, parts @ ..] = &kept[..] else { return kept };
    let bracketed = parts.first().is_some_and(|part| words[first.at.1..part.at.0].contains(&"("));
    let sum: f64 = parts.iter().map(|part| part.value.abs()).sum();
    if parts.len() > 1 && bracketed && same_value(sum, first.value) { vec![first] } else { kept }
}

impl<'a> Judge<'a> {
    fn new(key: &'a NumberKey, lexicon: &'a Lexicon) -> Self {
        let words = |text: &str| -> Vec<String> {
            pieces(text).iter().map(|piece| fold_word(piece)).filter(|word| !word.is_empty()).collect()
        };
        let unit_words = words(&key.unit);
        let factor: f64 =
            unit_words.iter().filter_map(|word| scale(word, key.language).filter(|_| word.len() > 3)).product();
        let kept: Vec<&str> = key
            .unit
            .split_whitespace()
            .map(|word| unelided(word, key.language))
            .filter(|word| {
                let word = fold(word);
                word.len() <= 3 || scale(&word, key.language).is_none()
            })
            .collect();
        let unit = find_unit(&kept.join(" "));
        let beside = Beside { language: key.language, lexicon, ask: words(&key.ask), unit: unit_words };
        Self { key, lexicon, beside, value: key.value * factor, unit }
    }

    fn verdict(&self, typed: &str) -> Verdict {
        let measure = self.unit.as_ref().map(|unit| unit.measures);
        let Numbers { found, words } = numbers(typed, self.key.language, Some(self.lexicon), measure);
        if typed.contains(['?', '*']) && found.is_empty() {
            return Verdict::wrong();
        }
        let places: Vec<(usize, usize)> = found.iter().map(|reading| reading.at).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let stance = stance(&words, &places);
        let kept: Vec<&Reading> = stance.kept.iter().map(|at| &found[*at]).collect();
        let kept = without_breakdown(self.without_years(self.beside_the_question(kept), &words), &words);
        let Some(first) = kept.first() else {
            let why = if found.is_empty() { Notice::NoNumber } else { Notice::NumberDenied };
            return self.accepted_text(typed).unwrap_or_else(|| noticed(why));
        };
        let shown = shown(first, self.key.language);
        if let Some(known) = self.known_wrong(&kept) {
            return known.read(shown);
        }
        if stance.bet || kept.iter().skip(1).any(|reading| !self.same(first, reading)) {
            return self.accepted_text(typed).unwrap_or_else(|| noticed(Notice::SeveralNumbers));
        }
        kept.iter()
            .skip(1)
            .fold(self.single(first), |verdict, again| {
                if matches!(self.fit(again), Fit::Right { .. }) { verdict } else { self.single(again) }
            })
            .read(shown)
    }

    /// Years behind *in*, *since* and the like only say when.
    fn without_years<'r>(&self, kept: Vec<&'r Reading>, words: &[&str]) -> Vec<&'r Reading> {
        let when = |reading: &Reading| {
            reading.year && reading.unit.is_none() && reading.at.0 > 0 && YEAR_LEADS.has_word(words[reading.at.0 - 1])
        };
        if kept.iter().all(|reading| when(reading)) {
            return kept;
        }
        kept.into_iter().filter(|reading| !when(reading) || matches!(self.fit(reading), Fit::Right { .. })).collect()
    }

    /// Numbers that only repeat the question do no harm beside the answer.
    fn beside_the_question<'r>(&self, found: Vec<&'r Reading>) -> Vec<&'r Reading> {
        let asked = readings(&self.key.ask, self.key.language);
        let repeats = |reading: &Reading| {
            asked.iter().any(|ask| same_value(ask.value, reading.value))
                && !matches!(self.fit(reading), Fit::Right { .. })
        };
        if found.iter().all(|reading| repeats(reading)) {
            return found;
        }
        found.into_iter().filter(|reading| !repeats(reading)).collect()
    }

    fn same(&self, one: &Reading, other: &Reading) -> bool {
        let basic = |reading: &Reading| {
            reading.unit.as_ref().or(self.unit.as_ref()).map_or(reading.value, |unit| unit.basic(reading.value))
        };
        (basic(one) - basic(other)).abs() <= basic(one).abs() * 1e-3
    }

    fn single(&self, reading: &Reading) -> Verdict {
        let right = |unit_missing: bool| match (unit_missing, reading.slip) {
            (true, _) => Verdict::of_credit(UNIT_LEFT_OUT).with(Remark::Missing(self.key.unit.clone().into())),
            (false, true) => Verdict::close().with(Remark::Noticed(Notice::NumberMended)),
            (false, false) => Verdict::correct(),
        };
        let fit = self.fit(reading);
        if let Fit::Right { unit_missing } = fit {
            return right(unit_missing);
        }
        if self.key.accept.iter().any(|form| self.fits_form(form, reading)) {
            return right(false);
        }
        Verdict::wrong().with(match fit {
            Fit::OtherUnit => Remark::Noticed(Notice::OtherUnit),
            Fit::OtherBound if self.key.bound.is_none() => Remark::Noticed(Notice::LimitForNumber),
            Fit::OtherBound => Remark::Noticed(Notice::OtherLimit),
            Fit::Ordinal => Remark::Noticed(Notice::PlaceForNumber),
            Fit::Loose(word) => Remark::Extra(word),
            Fit::Outside | Fit::Right { .. } => Remark::Noticed(Notice::OtherNumber),
        })
    }

    fn fit(&self, reading: &Reading) -> Fit {
        if let Some(word) = self.beside.loose(reading) {
            return Fit::Loose(word);
        }
        if falls_short(self.key.bound, reading) {
            return Fit::OtherBound;
        }
        let as_asked = |bound: Bound| self.key.bound == Some(bound) || self.asked_bound(bound);
        let plus_over = reading.plus_behind && as_asked(Bound::Over);
        if reading.bound.is_some_and(|bound| !as_asked(bound) && !plus_over) {
            return Fit::OtherBound;
        }
        if reading.ordinal == Some(reading.value) && self.is_count() {
            return Fit::Ordinal;
        }
        self.fit_value(reading)
    }

    fn fit_value(&self, reading: &Reading) -> Fit {
        let mut unit_missing = false;
        let mut values = vec![reading.value];
        match (&reading.unit, &self.unit) {
            (Some(_), wanted)
                if reading.metre_or_million && wanted.as_ref().is_none_or(|wanted| wanted.measures != "length") =>
            {
                values = vec![reading.value * 1e6];
                unit_missing = wanted.as_ref().is_some_and(|wanted| !self.asked_unit(wanted));
            }
            (Some(given), Some(wanted)) if given.measures == wanted.measures => {
                let basic = given.basic(reading.value);
                values = vec![if (given.factor - wanted.factor).abs() < f64::EPSILON * given.factor
                    && given.shift == wanted.shift
                {
                    reading.value
                } else {
                    (basic - wanted.shift) / wanted.factor
                }];
            }
            (Some(given), Some(wanted)) if given.measures == "angle" && wanted.measures == "temperature" => {
                unit_missing = !self.asked_unit(given);
            }
            (Some(_), Some(_)) => return Fit::OtherUnit,
            (Some(given), None) if given.measures == "share" && self.value.abs() <= 1.0 => {
                values = vec![given.basic(reading.value)];
            }
            // "What percentage …?" has its unit in the question, whether or not the answer has it.
            (Some(given), None) if given.measures == "share" && self.names_unit(given) => {}
            (Some(given), None) if given.measures == "share" || !self.names_unit(given) => return Fit::OtherUnit,
            (None, Some(wanted)) => {
                if wanted.measures == "share" && reading.fraction && reading.value.abs() < 1.0 {
                    values = vec![reading.value / wanted.factor];
                } else {
                    unit_missing = !self.asked_unit(wanted);
                }
            }
            _ => {}
        }
        // *The third*, where a fraction is no answer.
        values.extend(reading.ordinal.filter(|_| reading.unit.is_none() && self.unit.is_none() && !self.is_count()));
        if !reading.scaled {
            let asked =
                self.beside.ask.iter().filter(|word| word.len() > 3).find_map(|word| scale(word, self.key.language));
            values.extend(asked.map(|factor| reading.value * factor));
        }
        let turned = (reading.value < 0.0) != (self.value < 0.0) && self.beside.falls() && !self.beside.asks_level();
        let near = values.iter().any(|value| self.is_near(if turned { -value } else { *value }));
        if near { Fit::Right { unit_missing } } else { Fit::Outside }
    }

    fn is_near(&self, value: f64) -> bool {
        let allowed = match self.key.tolerance {
            Tolerance::Absolute(allowed) => {
                allowed * (self.value / self.key.value).abs().max(f64::MIN_POSITIVE).min(1e30)
            }
            Tolerance::Share(share) => share * self.value.abs(),
        };
        let allowed = if allowed.is_finite() { allowed } else { 0.0 };
        (value - self.value).abs() <= allowed + self.value.abs() * ROUNDING + f64::MIN_POSITIVE
    }

    /// A number in an accepted form, exactly and with its bound.
    fn fits_form(&self, form: &str, reading: &Reading) -> bool {
        let forms = readings(form, self.key.language);
        let [only] = &forms[..] else { return false };
        let units =
            reading.unit.is_none() || reading.unit == only.unit || (only.unit.is_none() && reading.unit == self.unit);
        units
            && !falls_short(self.key.bound, reading)
            && same_value(only.value, reading.value)
            && (reading.bound.is_none() || reading.bound == only.bound)
            && self.beside.loose(reading).is_none_or(|word| only.behind.iter().any(|loose| loose.word == word))
    }

    fn accepted_text(&self, typed: &str) -> Option<Verdict> {
        let same =
            |form: &String| !fold(form).is_empty() && fold(form) == fold(typed) && !form.chars().any(char::is_numeric);
        self.key.accept.iter().chain([&self.key.shown]).any(same).then(Verdict::correct)
    }

    fn known_wrong(&self, found: &[&Reading]) -> Option<Verdict> {
        let [given] = found else { return None };
        if matches!(self.fit(given), Fit::Right { .. }) {
            return None;
        }
        let wrong =
            self.key.wrong.iter().find(|wrong| {
                readings(&wrong.answer, self.key.language).iter().any(|reading| self.same(reading, given))
            })?;
        Some(Verdict::wrong().with(Remark::KnownWrong { answer: wrong.answer.clone(), because: wrong.because.clone() }))
    }

    fn asked_unit(&self, wanted: &Unit) -> bool {
        let asked = |word| self.beside.ask.contains(word);
        self.names_unit(wanted) || !self.beside.unit.is_empty() && self.beside.unit.iter().all(asked)
    }

    /// The question names the unit.
    fn names_unit(&self, wanted: &Unit) -> bool {
        (1..=3).any(|count| {
            self.beside
                .ask
                .windows(count)
                .any(|words| units::find(&words.join(" ")).is_some_and(|unit| unit == *wanted))
        }) || self
            .key
            .ask
            .split_whitespace()
            .any(|word| units::find(word.trim_matches(['(', ')', '?', '.', ','])).is_some_and(|unit| unit == *wanted))
    }

    fn asked_bound(&self, bound: Bound) -> bool {
        let ask = &self.beside.ask;
        // *Up to what share*: the bound of what is asked for.
        let begins = |place: usize| {
            crate::text::number::bounds::before(&ask[place..]).is_some_and(|(own, used)| {
                let next = ask.get(place + used).map_or("", String::as_str);
                own == bound && (next.is_empty() || ASKED_BEHIND.has_word(next))
            })
        };
        (0..ask.len()).any(begins)
            || match bound {
                Bound::AtLeast => self.says(&LOWEST, &ASKED_AT_LEAST),
                Bound::AtMost => self.says(&HIGHEST, &ASKED_AT_MOST),
                Bound::Over | Bound::Under => false,
            }
    }

    /// It is asked how many or how much, so that an ordinal is no answer.
    fn is_count(&self) -> bool {
        self.beside.ask.iter().any(|word| HOW_MANY.has_word(word))
    }

    /// The question has such a word or phrase.
    fn says(&self, role: &Role, phrases: &Phrases) -> bool {
        let ask = &self.beside.ask;
        ask.iter().any(|word| role.has_word(word)) || (0..ask.len()).any(|at| phrases.leading(&ask[at..]).is_some())
    }
}

/// *Euros* of *d'euros*.
fn unelided(word: &str, language: Language) -> &str {
    match word.split_once(['\'', '’']) {
        Some((article, rest)) if language == Language::French && ELISIONS.has_word(&fold_word(article)) => rest,
        _ => word,
    }
}

fn find_unit(text: &str) -> Option<Unit> {
    units::find(text).or_else(|| text.split_whitespace().find_map(units::find))
}

fn same_value(one: f64, other: f64) -> bool {
    (one - other).abs() <= one.abs() * ROUNDING
}
