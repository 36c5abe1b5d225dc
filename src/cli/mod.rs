//! The command line: what stands here is the help text.

mod author;
mod backup;
mod cards;
mod complete;
mod decks;
pub(crate) mod exam;
mod exchange;
mod plan;
mod shell;
mod stats;

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use author::{Check, New, Preview, Schema};
pub(crate) use backup::{Backup, Export, Import, Log, LogVerb, Restore};
pub(crate) use cards::{Cards, Change as CardsChange};
pub(crate) use clap::Command;
pub(crate) use complete::{answer as answer_shell, command as whole_command, script as completion_script};
pub(crate) use decks::{Change as DecksChange, Decks};
pub(crate) use exchange::{ExportDeck, From, ImportDeck};
pub(crate) use plan::Plan;
pub(crate) use shell::{Completions, ConfigArgs, ConfigChange, Man};
pub(crate) use stats::Stats;

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

/// Flags that every verb takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Plain lines in, plain lines out: for screen readers, pipes and tests
    #[arg(long, global = true)]
    pub(crate) plain: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorWhen,
    /// Never ask anything: fail where an answer would be needed
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
    /// Keep progress and settings in this directory [default: the platform's own]
    #[arg(long, global = true, value_name = "DIR", env = "ACQUIS_HOME", hide_env_values = true)]
    pub(crate) data_dir: Option<PathBuf>,
    /// Act as if it were this moment, as 2026-01-31T18:00:00+01:00 (for tests and demonstrations)
    #[arg(long, global = true, value_name = "RFC3339", env = "ACQUIS_NOW", hide_env_values = true, value_parser = moment)]
    pub(crate) now: Option<DateTime<FixedOffset>>,
    /// Draw exams, and deal options, by this number: the same number gives the same paper
    #[arg(long, global = true, value_name = "N", env = "ACQUIS_SEED", hide_env_values = true)]
    pub(crate) seed: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorWhen {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Review what is due, then learn new cards
    Study(Study),
    /// Practise anything now; the schedule is not touched
    Cram(Cram),
    /// The exam date: what to do each day, and what recall to expect
    Plan(Plan),
    /// Sit a self-test: timed, mixed by topic, no feedback until the end
    Exam(Box<exam::Exam>),
    /// What is known, at risk and never seen, and how well it was foretold
    Stats(Stats),
    /// The decks studied by default
    Decks(Decks),
    /// Search and read cards; their state and history; suspend, resume, forget
    Cards(Cards),
    /// Every mistake and weakness in deck files; writes only with --fix
    Check(Check),
    /// Write a first deck to fill in, with an entry of every kind
    New(New),
    /// Each question of a deck as a student meets it
    Preview(Preview),
    /// The deck format as a JSON Schema, for editors
    Schema(Schema),
    /// Judge one answer as study would, and say why
    Try(Try),
    /// Make a deck of another program's file
    Import(ImportDeck),
    /// Write a deck in the format of another program
    Export(ExportDeck),
    /// Copy all progress to a file, and read it back
    Backup(Backup),
    /// Go back to a copy; what stands there now is kept
    Restore(Restore),
    /// What is set, where everything lies, and how to change it
    Config(ConfigArgs),
    /// The script that makes a shell complete words behind `acquis`
    Completions(Completions),
    /// Write the manual's pages, one for each verb
    Man(Man),
    /// The log of everything that was answered, as JSON lines
    Log(Log),
}

/// Which cards a session takes.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Selection {
    /// Deck or course ids, or paths of deck files or directories [default: all decks]
    #[arg(value_name = "DECK")]
    pub(crate) decks: Vec<String>,
    /// Only entries of this topic (may be given several times)
    #[arg(long, value_name = "TOPIC")]
    pub(crate) topic: Vec<String>,
    /// Only entries of this kind, such as date or institution (may be given several times)
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// At most this many cards in this session
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// At most this many new cards today
    #[arg(long, value_name = "N")]
    pub(crate) new: Option<usize>,
    /// Begin no card after this many minutes
    #[arg(long, value_name = "N")]
    pub(crate) minutes: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct Study {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// The session as JSON lines (docs/study-json.md)
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Cram {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// Only cards failed on this study day
    #[arg(long, value_name = "WHEN")]
    pub(crate) failed: Option<FailedWhen>,
    /// Only cards whose predicted recall is below the desired retention, the weakest first
    #[arg(long)]
    pub(crate) weak: bool,
    /// The session as JSON lines (docs/study-json.md)
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailedWhen {
    Today,
}

#[derive(Debug, Args)]
pub(crate) struct Try {
    /// A deck id, or the path of a deck file
    #[arg(value_name = "DECK", required_unless_present_any = ["batch", "file"])]
    pub(crate) deck: Option<String>,
    /// A card: entry, entry#part, or deck/entry#part
    #[arg(value_name = "CARD", required_unless_present_any = ["batch", "file"])]
    pub(crate) card: Option<String>,
    /// What a student might type
    #[arg(value_name = "ANSWER", required_unless_present_any = ["batch", "file"])]
    pub(crate) answer: Option<String>,
    /// Judge JSON lines from standard input, one verdict a line
    #[arg(long, conflicts_with_all = ["deck", "card", "answer"])]
    pub(crate) batch: bool,
    /// Judge the answers of a file of `[[case]]` tables, and tell those that are judged otherwise than it expects
    #[arg(long, value_name = "CASES.toml", conflicts_with_all = ["batch", "card", "answer"])]
    pub(crate) file: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

fn moment(text: &str) -> Result<DateTime<FixedOffset>, String> {
    DateTime::parse_from_rfc3339(text).map_err(|cause| format!("{cause}; write it as 2026-01-31T18:00:00+01:00"))
}
