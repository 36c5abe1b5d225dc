//! What is done to acquis rather than by it: faults against its promises, simulated students, the lists it carries.
//!
//! `cargo xtask --help` lists the tasks. Nothing here is part of the program that is shipped.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tools run by hand, outside the rings: they read clocks and files, run the program, and print"
)]

mod article_runs;
mod exam_plan;
mod judge_rates;
mod sync_costs;
mod torture;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "xtask", about = "What is done to acquis rather than by it")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Everything that can happen to a student's progress, done to the real program, with counts
    Torture(torture::Args),
    /// A simulated class: plain scheduling beside the plan for an exam date, and the forecast beside what came of it
    ExamPlan {
        /// All scenarios with eight seeds, as in docs/exam-plan.md
        #[arg(long)]
        full: bool,
    },
    /// Build the word lists that the judge carries (docs/word-lists.md)
    Words {
        /// SCOWL `FR_DIC` `FR_AFF` CMUDICT OUT, or the name of one list, its source and OUT
        #[arg(required = true)]
        arguments: Vec<String>,
    },
    /// Rates of the judge on answers made from public lists, by family, and on the tables in tests/data
    JudgeRates(judge_rates::Args),
    /// Devices that share a log through a store which delays, tears, doubles and reorders: that nothing is lost
    SyncRuns {
        #[arg(default_value_t = 100_000)]
        runs: u64,
        /// Where chance begins
        #[arg(long, default_value_t = 0)]
        seed: u64,
    },
    /// What a sync costs beside reading the files of the place, by how many events stand there
    SyncCosts {
        #[arg(default_value = "100000")]
        events: Vec<usize>,
    },
    /// The hashes of an article's eight-word runs, against which the built-in decks are held
    ArticleRuns {
        /// The article as plain text
        article: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Torture(args) => return torture::run(&args),
        Task::ExamPlan { full } => {
            exam_plan::run(full);
            Ok(())
        }
        Task::JudgeRates(args) => judge_rates::run(&args).map_err(Into::into),
        Task::Words { arguments } => words::run(&arguments),
        Task::SyncRuns { runs, seed } => acquis::internals::sync_runs(seed..seed + runs)
            .map(|figures| println!("{runs} runs hold: {figures}"))
            .map_err(Into::into),
        Task::SyncCosts { events } => {
            sync_costs::run(&events);
            Ok(())
        }
        Task::ArticleRuns { article } => article_runs::run(&article),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            println!("{cause}");
            ExitCode::FAILURE
        }
    }
}
