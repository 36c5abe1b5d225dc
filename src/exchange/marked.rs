//! Answers with their marks in percent, as Moodle's formats list them: which are right, which are wrong, what is told.

use super::exercise::Form;
use super::gift::share;
use crate::text::Wrong;

/// One answer of a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Marked {
    pub(super) text: String,
    pub(super) feedback: Option<String>,
    /// What it earns; less than 0 is a penalty.
    pub(super) percent: f64,
}

/// How many options may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    One,
    Several,
}

/// What of the answers goes elsewhere: reasons into the explanation, and what is told.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    pub(super) reasons: Vec<String>,
    pub(super) lost: Vec<String>,
}

impl Beside {
    pub(super) fn lose(&mut self, what: &str) {
        if !self.lost.iter().any(|known| known == what) {
            self.lost.push(what.to_owned());
        }
    }

    /// Feedback to what is right explains it.
    pub(super) fn explain(&mut self, feedback: Option<String>) {
        self.reasons.extend(feedback.filter(|text| !text.is_empty() && !self.reasons.contains(text)));
    }
}

impl Marked {
    fn is_right(&self) -> bool {
        self.percent >= 100.0
    }

    fn into_wrong(self) -> Wrong {
        Wrong { answer: self.text, because: self.feedback }
    }
}

const ANYTHING: &str = "an answer with `*` for anything";
const PART: &str = "an answer that earns a part";
const PENALTY: &str = "a penalty for a wrong answer";

/// `\*` is a star that stands for itself; a bare one stands for anything.
pub(super) fn typed(answers: Vec<Marked>, beside: &mut Beside) -> Form {
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for mut one in answers {
        if one.text.replace("\\*", "").contains('*') {
            beside.lose(if one.feedback.is_some() { "feedback to any other answer" } else { ANYTHING });
            continue;
        }
        one.text = one.text.replace("\\*", "*");
        if one.is_right() {
            beside.explain(one.feedback);
            right.push(one.text);
        } else if one.percent > 0.0 {
            beside.lose(PART);
        } else {
            wrong.push(one.into_wrong());
        }
    }
    Form::Typed { answers: right, wrong }
}

/// # Errors
/// No option is right, or none is wrong.
pub(super) fn choice(options: Vec<Marked>, pick: Pick, beside: &mut Beside) -> Result<Form, String> {
    let is_right = |one: &Marked| if pick == Pick::One { one.is_right() } else { one.percent > 0.0 };
    let (right, wrong): (Vec<Marked>, Vec<Marked>) = options.into_iter().partition(is_right);
    if right.is_empty() {
        return Err("no option is right".to_owned());
    }
    if wrong.is_empty() {
        return Err("no option is wrong".to_owned());
    }
    let fair: f64 = share(right.len()).parse().unwrap_or(100.0);
    let differs = |percent: f64, fair: f64| (percent - fair).abs() > 0.01;
    if pick == Pick::Several && right.iter().any(|one| differs(one.percent, fair)) {
        beside.lose("the weights of options: each right one counts the same");
    }
    if wrong.iter().any(|one| one.percent > 0.0) {
        beside.lose(PART);
    }
    if wrong.iter().any(|one| one.percent < 0.0 && (pick == Pick::One || differs(-one.percent, fair))) {
        beside.lose(PENALTY);
    }
    let mut texts = Vec::with_capacity(right.len());
    for one in right {
        if pick == Pick::One && !texts.is_empty() {
            beside.lose("a second option that is right as well");
            continue;
        }
        beside.explain(one.feedback);
        texts.push(one.text);
    }
    let wrong = wrong.into_iter().map(Marked::into_wrong).collect();
    Ok(if texts.len() == 1 {
        Form::One { right: texts.remove(0), wrong }
    } else {
        Form::Several { right: texts, wrong }
    })
}

/// Numbers with how far off is right.
///
/// # Errors
/// None of them is right, or a right one is no number.
pub(super) fn number(answers: Vec<(Marked, Option<(f64, f64)>)>, beside: &mut Beside) -> Result<Form, String> {
    let (mut read, mut wrong) = (None, Vec::new());
    for (one, range) in answers {
        if one.text == "*" || one.text.is_empty() {
            if one.feedback.is_some() {
                beside.lose("feedback to any other answer");
            }
        } else if one.percent <= 0.0 {
            wrong.push(one.into_wrong());
        } else if !one.is_right() || read.is_some() {
            beside.lose("a second number that earns points");
        } else {
            read = Some(range.ok_or_else(|| format!("`{}` is no number", crate::deck::excerpt(&one.text)))?);
            beside.explain(one.feedback);
        }
    }
    let (value, width) = read.ok_or("no number is right")?;
    Ok(Form::Number { value, width, wrong })
}

/// The middle of a range and how far off its ends are, without what binary fractions add.
pub(super) fn middle(low: f64, high: f64) -> (f64, f64) {
    let decimals = |value: f64| value.to_string().split_once('.').map_or(0, |(_, rest)| rest.len());
    let places = decimals(low).max(decimals(high)).min(14) + 1;
    let rounded = |value: f64| format!("{value:.places$}").parse().unwrap_or(value);
    (rounded(f64::midpoint(low, high)), rounded((high - low).abs() / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_its_middle_and_half_its_width() {
        for (low, high, expected) in [
            (7.141, 7.142, (7.1415, 0.0005)),
            (58.0, 62.0, (60.0, 2.0)),
            (0.1, 0.2, (0.15, 0.05)),
            (3.0, 4.0, (3.5, 0.5)),
        ] {
            assert_eq!(middle(low, high), expected);
        }
    }
}
