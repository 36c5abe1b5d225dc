//! `acquis stats` on the command line.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Stats {
    /// Deck or course ids, or paths of deck files or directories [default: all decks]
    #[arg(value_name = "DECK")]
    pub(crate) decks: Vec<String>,
    /// Only entries of this topic (may be given several times)
    #[arg(long, value_name = "TOPIC")]
    pub(crate) topic: Vec<String>,
    /// As JSON, every figure
    #[arg(long, conflicts_with = "html")]
    pub(crate) json: bool,
    /// Write a page with charts to this file, for a browser
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Replace the file of --html where there is one
    #[arg(long, requires = "html")]
    pub(crate) force: bool,
    /// Fit the memory model to your own answers, and adopt it only if it foretells better
    #[arg(long, conflicts_with_all = ["html", "decks", "topic"])]
    pub(crate) fit: bool,
    /// With --fit: go back to the parameters before the last fit
    #[arg(long, requires = "fit")]
    pub(crate) undo: bool,
}
