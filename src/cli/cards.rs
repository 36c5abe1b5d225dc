//! The command line of `acquis cards`.

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Cards {
    #[command(subcommand)]
    pub(crate) change: Option<Change>,
    /// Words to be found in a card, a card's id (entry, entry#part, deck/entry), a deck or course id, or a path
    #[arg(value_name = "TEXT")]
    pub(crate) words: Vec<String>,
    /// Read through questions, answers, reasons and sources; nothing is recorded
    #[arg(long, conflicts_with_all = ["flagged", "overruled", "json"])]
    pub(crate) read: bool,
    /// Only entries of this topic (may be given several times)
    #[arg(long, value_name = "TOPIC")]
    pub(crate) topic: Vec<String>,
    /// Only entries of this kind, such as date or institution (may be given several times)
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// At most this many cards
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Cards flagged for their author; with --json a file to send, without progress
    #[arg(long)]
    pub(crate) flagged: bool,
    /// Cards whose verdict was overruled; with --json a file to send, without progress
    #[arg(long)]
    pub(crate) overruled: bool,
    /// Only suspended cards
    #[arg(long, conflicts_with_all = ["flagged", "overruled"])]
    pub(crate) suspended: bool,
    /// As JSON: every card with its state
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Change {
    /// Ask these cards no longer, until they are resumed
    Suspend(Named),
    /// Ask suspended cards again
    Resume(Named),
    /// Drop all progress of these cards: they are new again
    Forget {
        #[command(flatten)]
        named: Named,
        /// Do not ask whether it is meant
        #[arg(long)]
        yes: bool,
    },
    /// Flag cards for their author
    Flag {
        #[command(flatten)]
        named: Named,
        /// What the author should know
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Take the flags back
    Unflag(Named),
}

#[derive(Debug, Args)]
pub(crate) struct Named {
    /// Cards (entry, entry#part, deck/entry or deck/entry#part), or whole decks by their id
    #[arg(value_name = "CARD", required = true)]
    pub(crate) cards: Vec<String>,
}
