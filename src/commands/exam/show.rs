//! `acquis exam show`: the result of an exam, again.

use std::process::ExitCode;

use anyhow::Result;

use super::Saving;
use crate::commands::exam::{handed_in, save};
use crate::context::{Context, notice, print};
use crate::error::named;
use crate::exam::{Attempt, ResultFile, Score};
use crate::schedule::StudyDay;
use crate::ui::exam::{Before, Report};

/// The most earlier attempts that are named.
const EARLIER: usize = 3;

/// Exit 0 whatever the result: the exam's own end said whether it was passed.
pub(super) fn run(number: Option<usize>, saving: &Saving, json: bool, cx: &Context) -> Result<ExitCode> {
    save::can_write(saving)?;
    let store = cx.store_for_reading()?;
    let (attempt, before) = handed_in(&store, number)?;
    if json {
        print_json(&attempt, saving)?;
    } else {
        cx.show(&report(&attempt, &before, cx).drawn(&cx.output_style()))?;
    }
    if let Some(path) = save::save(&attempt, saving)? {
        notice(&format!("written: {}", named(path)))?;
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn print_json(attempt: &Attempt, saving: &Saving) -> Result<()> {
    let result = ResultFile::of(attempt, saving.name.as_deref()).expect("only what was handed in is shown");
    print(&serde_json::to_string(&result)?)
}

/// With the last few attempts before it.
pub(super) fn report<'a>(attempt: &'a Attempt, before: &[Attempt], cx: &Context) -> Report<'a> {
    let earlier = before.iter().rev().filter(|known| known.handed_in.is_some()).take(EARLIER).map(|known| Before {
        number: known.number,
        day: StudyDay::of(known.started, cx.day_end()).to_string(),
        share: Score::of(known).total,
        same_paper: known.paper.fingerprint == attempt.paper.fingerprint,
    });
    Report { attempt, before: earlier.collect() }
}
