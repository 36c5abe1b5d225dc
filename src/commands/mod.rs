//! One verb a file.

mod backup;
mod card_state;
mod cards;
mod check;
mod copies;
mod decks;
mod exam;
mod log;
mod overview;
mod plan;
mod pursuit;
mod renamed;
mod restore;
mod select;
mod stats;
mod study;
pub(crate) mod try_answer;

use std::process::ExitCode;

use anyhow::Result;

use crate::cli::{Cli, Verb};
use crate::context::Context;

/// Runs the verb of a command line.
pub(crate) fn run(cli: Cli) -> Result<ExitCode> {
    // `check` and `try` touch neither settings nor progress: they work in a read-only home.
    match &cli.verb {
        Some(Verb::Check(check)) => return check::run(check, &cli.common),
        Some(Verb::Try(answer)) => return try_answer::run(answer, &cli.common),
        _ => {}
    }
    let cx = Context::new(&cli.common)?;
    match cli.verb {
        None => overview::run(cli.json, &cx),
        Some(Verb::Study(study)) => study::run(&study, &cx),
        Some(Verb::Cram(cram)) => study::run_cram(&cram, &cx),
        Some(Verb::Plan(plan)) => plan::run(&plan, &cx),
        Some(Verb::Stats(stats)) => stats::run(&stats, &cx),
        Some(Verb::Cards(cards)) => cards::run(&cards, &cx),
        Some(Verb::Exam(exam)) => exam::run(&exam, &cx),
        Some(Verb::Decks(decks)) => decks::run(&decks, &cx),
        Some(Verb::Backup(backup)) => backup::run(&backup, &cx),
        Some(Verb::Restore(restore)) => restore::run(&restore, &cx),
        Some(Verb::Log(log)) => log::run(&log, &cx),
        Some(Verb::Check(_) | Verb::Try(_)) => unreachable!("handled above"),
    }
}
