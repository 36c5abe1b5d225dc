//! The author's bench: check, new, preview, schema.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Deck files, or directories of them
    #[arg(value_name = "FILE", required_unless_present = "explain")]
    pub(crate) files: Vec<PathBuf>,
    /// As JSON, every finding
    #[arg(long)]
    pub(crate) json: bool,
    /// Exit 1 on warnings too
    #[arg(long, value_name = "warnings")]
    pub(crate) deny: Option<Deny>,
    /// Every finding, not three of a kind, and notes
    #[arg(long)]
    pub(crate) all: bool,
    /// What a code means, with a bad and a good example
    #[arg(long, value_name = "CODE", conflicts_with_all = ["files", "fix", "against", "json"])]
    pub(crate) explain: Option<String>,
    /// Write missing ids and safe repairs into the files, after showing them
    #[arg(long, conflicts_with = "json")]
    pub(crate) fix: bool,
    /// Show what --fix would write, and write nothing
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
    /// Write without asking
    #[arg(long, requires = "fix", conflicts_with = "dry_run")]
    pub(crate) yes: bool,
    /// What the correction of this older copy does to students
    #[arg(long, value_name = "OLD", conflicts_with = "fix")]
    pub(crate) against: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// Where to write the deck
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Make the entries from a table with a header line, such as ask,answer,wrong,why
    #[arg(long, value_name = "TABLE.csv")]
    pub(crate) from: Option<PathBuf>,
    /// Replace a file that stands there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Preview {
    /// A deck file, or the id of a deck
    #[arg(value_name = "DECK")]
    pub(crate) deck: String,
    /// Only this entry, or this card of it: entry#part
    #[arg(value_name = "ENTRY")]
    pub(crate) entry: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Write it to this file instead of standard output
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace a file that stands there
    #[arg(long, requires = "file")]
    pub(crate) force: bool,
}
