//! `acquis exam`: sit a self-test, look back at it, print one, put a class's results together.

use std::process::ExitCode;

use anyhow::Result;

use crate::cli::exam::{Exam, ExamVerb};
use crate::context::{Context, notice};
use crate::error::Fault;
use crate::exam::Attempt;
use crate::store::Store;

pub(crate) mod blueprint;
mod collect;
mod history;
mod html;
mod paper;
mod redo;
mod save;
mod show;
mod sit;

/// Runs `exam`, or the verb below it.
pub(crate) fn run(exam: &Exam, cx: &Context) -> Result<ExitCode> {
    match &exam.verb {
        None => sit::run(exam, cx),
        Some(ExamVerb::History { json }) => history::run(*json, cx),
        Some(ExamVerb::Show { number, saving, json }) => show::run(*number, saving, *json, cx),
        Some(ExamVerb::Redo { number, decks, json }) => redo::run(*number, decks, *json, cx),
        Some(ExamVerb::Paper { paper, out, versions, force, json }) => {
            paper::run(paper, out, versions, *force, *json, cx)
        }
        Some(ExamVerb::Collect { files, csv, json }) => collect::run(files, *csv, *json),
    }
}

/// Every attempt; papers that cannot be read are told.
fn attempts(store: &Store) -> Result<Vec<Attempt>> {
    let (attempts, notices) = store.attempts()?;
    for told in notices {
        notice(&told)?;
    }
    Ok(attempts)
}

/// The handed-in attempt of a number, or the last one.
fn handed_in(store: &Store, number: Option<usize>) -> Result<(Attempt, Vec<Attempt>)> {
    let mut attempts = attempts(store)?;
    let at = match number {
        Some(number) => attempts.iter().position(|attempt| attempt.number == number),
        None => attempts.iter().rposition(|attempt| attempt.handed_in.is_some()),
    };
    let Some(at) = at else { return Err(no_such(number, &attempts).into()) };
    if attempts[at].handed_in.is_none() {
        let number = attempts[at].number;
        let fault = Fault::new(format!("exam {number} has not been handed in: there is nothing to show yet"));
        return Err(fault.advice(format!("`acquis exam --resume {number}` goes on with it")).into());
    }
    let attempt = attempts.remove(at);
    attempts.truncate(at);
    Ok((attempt, attempts))
}

fn no_such(number: Option<usize>, attempts: &[Attempt]) -> Fault {
    let fault = match number {
        Some(number) => Fault::new(format!("there is no exam {number}")),
        None => Fault::new("no exam has been handed in yet"),
    };
    fault.advice(if attempts.is_empty() {
        "`acquis exam` sits one".to_owned()
    } else {
        "`acquis exam history` lists them".to_owned()
    })
}
