//! The command line of `acquis decks`.

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Decks {
    #[command(subcommand)]
    pub(crate) change: Option<Change>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Change {
    /// Study these decks by default from now on; the files stay where they are
    Add {
        /// Paths of deck files or directories, or ids of built-in decks
        #[arg(value_name = "PATH", required = true)]
        decks: Vec<String>,
    },
    /// Study these decks by default no longer; their progress stays
    Remove {
        /// Deck or course ids, or paths as they were added
        #[arg(value_name = "DECK", required = true)]
        decks: Vec<String>,
    },
}
