//! `acquis exam`: sit a self-test, look back at it, print one, put a class's results together.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};

use crate::context::{Context, notice};
use crate::deck::{pass_mark, seconds_of};
use crate::error::Fault;
use crate::exam::{Attempt, Version};
use crate::store::Store;
use crate::ui::keys::{self, About};

pub(crate) mod blueprint;
mod collect;
mod history;
mod html;
mod named_decks;
mod paper;
mod redo;
mod save;
mod show;
mod sit;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, after_long_help = keys::all(About::Exam))]
pub(crate) struct ExamArgs {
    #[command(subcommand)]
    pub(crate) verb: Option<ExamVerb>,
    #[command(flatten)]
    pub(crate) paper: PaperArgs,
    /// The version of the paper, a letter: the same questions in another order [default: A]
    #[arg(long, value_name = "LETTER", value_parser = version)]
    pub(crate) version: Option<Version>,
    /// Go on with an exam that was left: the last one, or the one of this number
    #[arg(long, value_name = "N", num_args = 0..=1, value_parser = number, conflicts_with_all = ["decks", "topic", "kind", "questions", "time", "pass", "blueprint", "version"])]
    #[expect(clippy::option_option, reason = "clap's form of a flag whose value may be left out")]
    pub(crate) resume: Option<Option<usize>>,
    /// Go on here with an exam that was started on another machine, which can then not hand it in
    #[arg(long, requires = "resume")]
    pub(crate) take_over: bool,
    #[command(flatten)]
    pub(crate) saving: Saving,
    /// The result as JSON on standard output; the questions go to standard error
    #[arg(long)]
    pub(crate) json: bool,
}

/// What a paper is made of.
#[derive(Debug, Default, Args)]
pub(crate) struct PaperArgs {
    /// Deck or course ids, or paths of deck files or directories [default: all decks]
    #[arg(value_name = "DECK")]
    pub(crate) decks: Vec<String>,
    /// Only entries of this topic; with =N, exactly so many of it (may be given several times)
    #[arg(long, value_name = "TOPIC[=N]")]
    pub(crate) topic: Vec<String>,
    /// Only entries of this kind; with =N, exactly so many of it (may be given several times)
    #[arg(long, value_name = "KIND[=N]")]
    pub(crate) kind: Vec<String>,
    /// How many questions [default: 20, or the sum of the =N]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) questions: Option<u16>,
    /// Time to sit it, as 15m or 1h30m [default: no limit]
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) time: Option<u64>,
    /// Per cent of the points needed to pass [default: no pass mark]
    #[arg(long, value_name = "PERCENT", value_parser = pass)]
    pub(crate) pass: Option<f64>,
    /// A TOML file with `[exam]` that says all this (docs/exam.md)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["decks", "topic", "kind", "questions"])]
    pub(crate) blueprint: Option<PathBuf>,
}

/// Where a result goes.
#[derive(Clone, Debug, Default, Args, Serialize, Deserialize)]
pub(crate) struct Saving {
    /// Write the result to this file as well, to be handed to an instructor (docs/exam.md)
    #[arg(long, value_name = "FILE")]
    pub(crate) result: Option<PathBuf>,
    /// The name that stands in the file; without it there is none
    #[arg(long, value_name = "NAME", requires = "result")]
    pub(crate) name: Option<String>,
    /// Replace a file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ExamVerb {
    /// Every exam so far
    History {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// The result of an exam again, with every miss
    Show {
        /// Number of the exam [default: the last one]
        #[arg(value_name = "N")]
        number: Option<usize>,
        #[command(flatten)]
        saving: Saving,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Practise what an exam showed to be missing; the schedule is not touched
    Redo {
        /// Number of the exam [default: the last one]
        #[arg(value_name = "N")]
        number: Option<usize>,
        /// Decks its questions came from, where they are not studied by default
        #[arg(value_name = "DECK")]
        decks: Vec<String>,
        /// The session as JSON lines (docs/study-json.md)
        #[arg(long)]
        json: bool,
    },
    /// Write an exam and its key as HTML that prints well
    Paper {
        #[command(flatten)]
        paper: PaperArgs,
        /// The directory the files go into
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The same questions in another order for each letter, as A,B
        #[arg(long, value_name = "LETTERS", value_delimiter = ',', default_value = "A")]
        versions: Vec<String>,
        /// Replace files that exist
        #[arg(long)]
        force: bool,
        /// What was written, as JSON
        #[arg(long)]
        json: bool,
    },
    /// Put the results of a class together: marks, the figures of each question, what is suspicious
    Collect(collect::CollectArgs),
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "it is no number of an exam; `acquis exam history` lists them".to_owned())
}

fn version(text: &str) -> Result<Version, String> {
    Version::parse(text).ok_or_else(|| "a version is a letter, as B".to_owned())
}

fn time(text: &str) -> Result<u64, String> {
    seconds_of(text).ok_or_else(|| "write it as 15m, 90s or 1h30m, at most a day".to_owned())
}

fn pass(text: &str) -> Result<f64, String> {
    pass_mark(text).ok_or_else(|| "write per cent, above 0 to 100".to_owned())
}

impl ExamArgs {
    /// Whether questions are asked, and answers saved.
    pub(crate) fn asks(&self) -> bool {
        matches!(self.verb, None | Some(ExamVerb::Redo { .. }))
    }
}

/// Runs `exam`, or the verb below it.
pub(crate) fn run(exam: &ExamArgs, cx: &Context) -> Result<ExitCode> {
    match &exam.verb {
        None => sit::run(exam, cx),
        Some(ExamVerb::History { json }) => history::run(*json, cx),
        Some(ExamVerb::Show { number, saving, json }) => show::run(*number, saving, *json, cx),
        Some(ExamVerb::Redo { number, decks, json }) => redo::run(*number, decks, *json, cx),
        Some(ExamVerb::Paper { paper, out, versions, force, json }) => {
            paper::run(paper, out, versions, *force, *json, cx)
        }
        Some(ExamVerb::Collect(collect)) => collect::run(collect, cx),
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
