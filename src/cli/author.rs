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
