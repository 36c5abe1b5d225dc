//! The command line, one verb a file: its help, its arguments and what it does. What stands here is the help text.

mod add;
mod backup;
mod card_state;
mod cards;
mod check;
mod complete;
mod completions;
mod config;
mod day;
mod deck_name;
mod decks;
mod exam;
mod export;
mod import;
mod log;
mod lsp;
mod man;
mod mended;
mod new;
mod overview;
mod own_deck;
mod package;
mod plan;
mod preview;
mod renamed;
mod restore;
mod schema;
mod select;
mod stats;
mod study;
mod sync;
pub(crate) mod try_answer;
mod undo;
mod watch;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::context::{Common, Context};

pub(crate) use complete::answer as answer_shell;

const EXAMPLES: &str = "Examples:
  acquis                          what is due today; at a terminal, Enter studies
  acquis study                    review what is due, then learn new cards
  acquis check my-deck.toml       every mistake in a deck you are writing";

/// A quiz and flashcard trainer for policy students: it judges what you type, brings each card back
/// when you are about to forget it, and saves every answer at once.
#[derive(Debug, Parser)]
#[command(name = "acquis", version, before_help = EXAMPLES, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,
    /// Today at a glance, as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Review what is due, then learn new cards
    Study(study::StudyArgs),
    /// Practise anything now; the schedule is not touched
    Cram(study::CramArgs),
    /// The exam date: what to do each day, and what recall to expect
    Plan(plan::PlanArgs),
    /// Sit a self-test: timed, mixed by topic, no feedback until the end
    Exam(Box<exam::ExamArgs>),
    /// What is known, at risk and never seen, and how well it was foretold
    Stats(stats::StatsArgs),
    /// The decks studied by default
    Decks(decks::DecksArgs),
    /// Add a card of your own, from the shell or line by line; it is asked among the new ones
    Add(add::AddArgs),
    /// Search and read cards; their state and history; suspend, resume, forget
    Cards(cards::CardsArgs),
    /// Take back the last answer, or change of a card, on this machine, in whatever session; shown first
    Undo(undo::UndoArgs),
    /// Every mistake and weakness in deck files; writes only with --fix
    Check(check::CheckArgs),
    /// Write a first deck to fill in, with an entry of every kind
    New(new::NewArgs),
    /// Each question of a deck as a student meets it
    Preview(preview::PreviewArgs),
    /// The deck format as a JSON Schema, for editors
    Schema(schema::SchemaArgs),
    /// Speak with an editor: findings, words to choose from and questions while a deck is typed
    Lsp(lsp::LspArgs),
    /// Judge one answer as study would, and say why
    Try(try_answer::TryArgs),
    /// Make a deck of another program's file
    Import(import::ImportArgs),
    /// Write a deck in the format of another program
    Export(export::ExportArgs),
    /// Pack a course for students: decks, mock exams, a page to read, Anki's cards
    Package(package::PackageArgs),
    /// Copy all progress to a file, and read it back
    Backup(backup::BackupArgs),
    /// Go back to a copy; what stands there now is kept
    Restore(restore::RestoreArgs),
    /// Share progress between machines through a folder that reaches all of them (docs/sync.md)
    Sync(sync::SyncArgs),
    /// What is set, where everything lies, and how to change it
    Config(config::ConfigArgs),
    /// The script that makes a shell complete words behind `acquis`
    Completions(completions::CompletionsArgs),
    /// Write the manual's pages, one for each verb
    Man(man::ManArgs),
    /// The log of everything that was answered, as JSON lines
    Log(log::LogArgs),
}

/// Runs the verb of a command line.
pub(crate) fn run(cli: Cli) -> Result<ExitCode> {
    let common = &cli.common;
    // Settings and progress are looked at only by the verbs that need them: the author's work in a read-only home.
    let cx = || Context::new(common);
    match cli.verb {
        None => overview::run(cli.json, &cx()?),
        Some(Verb::Study(args)) => sync::around(common, |cx| study::run(&args, cx)),
        Some(Verb::Cram(args)) => sync::around(common, |cx| study::run_cram(&args, cx)),
        Some(Verb::Plan(args)) => plan::run(&args, &cx()?),
        Some(Verb::Exam(args)) if args.asks() => sync::around(common, |cx| exam::run(&args, cx)),
        Some(Verb::Exam(args)) => exam::run(&args, &cx()?),
        Some(Verb::Stats(args)) => stats::run(&args, &cx()?),
        Some(Verb::Decks(args)) => decks::run(&args, &cx()?),
        Some(Verb::Add(args)) => add::run(&args, &cx()?),
        Some(Verb::Cards(args)) => cards::run(&args, &cx()?),
        Some(Verb::Undo(args)) => undo::run(&args, &cx()?),
        Some(Verb::Check(args)) => check::run(&args, common),
        Some(Verb::New(args)) => new::run(&args, common),
        Some(Verb::Preview(args)) => preview::run(&args, common),
        Some(Verb::Schema(args)) => schema::run(&args),
        Some(Verb::Lsp(args)) => lsp::run(&args, common),
        Some(Verb::Try(args)) => try_answer::run(&args),
        Some(Verb::Import(args)) => import::run(&args, &cx()?),
        Some(Verb::Export(args)) => export::run(&args, &cx()?),
        Some(Verb::Package(args)) => package::run(&args, common, &cx()?),
        Some(Verb::Backup(args)) => backup::run(&args, &cx()?),
        Some(Verb::Restore(args)) => restore::run(&args, &cx()?),
        Some(Verb::Sync(args)) => sync::run(&args, &cx()?),
        Some(Verb::Config(args)) => config::run(&args, &cx()?),
        Some(Verb::Completions(args)) => completions::run(&args),
        Some(Verb::Man(args)) => man::run(&args),
        Some(Verb::Log(args)) => log::run(&args, &cx()?),
    }
}
