//! `acquis exam history`: every exam so far, one a line.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use crate::commands::exam::attempts;
use crate::context::{Context, print};
use crate::exam::{Attempt, Score};
use crate::schedule::StudyDay;
use crate::ui::exam::share_words;
use crate::ui::harmless_line;

/// Exit 0, also where there is none.
pub(super) fn run(json: bool, cx: &Context) -> Result<ExitCode> {
    let store = cx.store_for_reading()?;
    let attempts = attempts(&store)?;
    if json {
        let exams: Vec<_> = attempts.iter().map(|attempt| object(attempt, cx)).collect();
        print(&json!({ "schema": 1, "exams": exams }).to_string())?;
    } else if attempts.is_empty() {
        print("No exam yet: `acquis exam` sits one.")?;
    } else {
        for attempt in &attempts {
            print(&line(attempt, cx))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn object(attempt: &Attempt, cx: &Context) -> serde_json::Value {
    let done = attempt.handed_in.map(|_| Score::of(attempt));
    let (low, high) = done.as_ref().map(|score| score.total.interval()).unzip();
    json!({
        "exam": attempt.number,
        "day": StudyDay::of(attempt.started, cx.day_end()).to_string(),
        "title": attempt.paper.title,
        "seed": attempt.paper.seed,
        "fingerprint": attempt.paper.fingerprint,
        "questions": attempt.items.len(),
        "answered": attempt.answered(),
        "seconds": attempt.spent,
        "seconds_allowed": attempt.paper.seconds,
        "handed_in": attempt.handed_in.map(crate::schedule::Moment::to_rfc3339),
        "points": done.as_ref().map(|score| score.total.points),
        "share": done.as_ref().map(|score| score.total.share()),
        "low": low,
        "high": high,
        "pass": attempt.paper.pass,
        "passed": done.and_then(|score| score.passed),
    })
}

fn line(attempt: &Attempt, cx: &Context) -> String {
    let day = StudyDay::of(attempt.started, cx.day_end());
    let result = if attempt.handed_in.is_none() {
        let (answered, of) = (attempt.answered(), attempt.items.len());
        format!("open, {answered} of {of} answered: `acquis exam --resume {}`", attempt.number)
    } else {
        let score = Score::of(attempt);
        let passed = match score.passed {
            Some(true) => ", passed",
            Some(false) => ", not passed",
            None => "",
        };
        format!("{}{passed}", share_words(score.total))
    };
    format!("{:>3}  {day}  {result}  ({})", attempt.number, harmless_line(&attempt.paper.title))
}
