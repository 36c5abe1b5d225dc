//! One verb a file.

mod backup;
mod card_state;
mod cards;
mod check;
mod completions;
mod config;
mod copies;
mod decks;
mod exam;
mod export;
mod import;
mod log;
mod man;
mod new;
mod overview;
mod plan;
mod preview;
mod pursuit;
mod renamed;
mod restore;
mod schema;
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
    // The author's verbs touch neither settings nor progress: they work in a read-only home.
    match &cli.verb {
        Some(Verb::Check(check)) => return check::run(check, &cli.common),
        Some(Verb::New(new)) => return new::run(new),
        Some(Verb::Preview(preview)) => return preview::run(preview, &cli.common),
        Some(Verb::Schema(schema)) => return schema::run(schema),
        Some(Verb::Try(answer)) => return try_answer::run(answer, &cli.common),
        Some(Verb::Completions(args)) => return completions::run(args),
        Some(Verb::Man(args)) => return man::run(args),
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
        Some(Verb::Import(args)) => import::run(&args, &cx),
        Some(Verb::Export(args)) => export::run(&args, &cx),
        Some(Verb::Backup(backup)) => backup::run(&backup, &cx),
        Some(Verb::Restore(restore)) => restore::run(&restore, &cx),
        Some(Verb::Config(args)) => config::run(&args, &cx),
        Some(Verb::Log(log)) => log::run(&log, &cx),
        Some(
            Verb::Check(_)
            | Verb::New(_)
            | Verb::Preview(_)
            | Verb::Schema(_)
            | Verb::Try(_)
            | Verb::Completions(_)
            | Verb::Man(_),
        ) => {
            unreachable!("handled above")
        }
    }
}
