//! `acquis cards`: finds cards and shows what is known of them; changes what a session may not.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::commands::renamed;
use crate::commands::select::{Selected, Selection, is_path, select};
use crate::context::{Context, notice};
use crate::files::look_behind;
use crate::store::Store;

mod change;
mod feedback;
mod find;
mod own;
mod show;
mod timeline;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct CardsArgs {
    #[command(subcommand)]
    pub(crate) change: Option<Change>,
    /// Words to be found in a card, a card's id (entry, entry#part, deck/entry), a deck or course id, or a path
    #[arg(value_name = "TEXT")]
    pub(crate) words: Vec<String>,
    /// Read through questions, answers, reasons and sources; nothing is recorded
    #[arg(long, conflicts_with_all = ["flagged", "overruled", "json"])]
    pub(crate) read: bool,
    /// The dates in order, and the names from A to Z with what each is
    #[arg(long, conflicts_with_all = ["flagged", "overruled", "read"])]
    pub(crate) timeline: bool,
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
    /// Only cards with a note of your own, or with a form that you take as right
    #[arg(long, conflicts_with_all = ["flagged", "overruled"])]
    pub(crate) own: bool,
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
    /// Drop your note and the forms that you take as right
    Drop {
        #[command(flatten)]
        named: Named,
        /// Only the note
        #[arg(long)]
        note: bool,
        /// Only this form (may be given several times)
        #[arg(long, value_name = "TEXT")]
        form: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Named {
    /// Cards (entry, entry#part, deck/entry or deck/entry#part), or whole decks by their id
    #[arg(value_name = "CARD", required = true)]
    pub(crate) cards: Vec<String>,
}

/// The cards in reach, with the progress there is.
struct Shelf {
    selected: Selected,
    store: Store,
}

pub(crate) fn run(args: &CardsArgs, cx: &Context) -> Result<ExitCode> {
    match &args.change {
        Some(Change::Suspend(named)) => return change::suspend(&named.cards, cx),
        Some(Change::Resume(named)) => return change::resume(&named.cards, cx),
        Some(Change::Forget { named, yes }) => return change::forget(&named.cards, *yes, cx),
        Some(Change::Flag { named, note }) => return change::flag(&named.cards, note.as_deref(), cx),
        Some(Change::Unflag(named)) => return change::unflag(&named.cards, cx),
        Some(Change::Drop { named, note, form }) => return own::drop(&named.cards, *note, form, cx),
        None => {}
    }
    let (paths, words): (Vec<String>, Vec<String>) = args.words.iter().cloned().partition(|word| is_path_of_deck(word));
    let selection =
        Selection { decks: paths, topic: args.topic.clone(), kind: args.kind.clone(), ..Selection::default() };
    let shelf = Shelf::open(&selection, cx)?;
    if args.flagged || args.overruled {
        return feedback::run(args, &words, &shelf);
    }
    let (progress, words_of) = (shelf.store.progress_of_all()?, shelf.store.own_words()?);
    let mut found = find::find(&words, &shelf.selected, &words_of);
    if args.own {
        found.keep(|card| words_of.contains_key(&shelf.selected.catalogue.cards[card].id));
    }
    if args.suspended {
        let catalogue = &shelf.selected.catalogue;
        found.keep(|card| progress.get(&catalogue.cards[card].id).is_some_and(|known| known.suspended));
    }
    found.truncate(args.limit);
    if args.timeline {
        timeline::Digest::of(&found, &shelf).show(args.json, cx)?;
    } else if args.json {
        show::json(&found, &shelf, &progress, cx)?;
    } else if args.own {
        own::list(&found, &shelf, &words_of)?;
    } else if args.read {
        show::read_through(&found, &shelf, cx)?;
    } else {
        show::list(&found, &shelf, &progress, cx)?;
    }
    if found.is_empty() {
        notice("no card was found")?;
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

impl Shelf {
    /// Nothing is made where there is no progress yet.
    fn open(selection: &Selection, cx: &Context) -> Result<Self> {
        let selected = select(selection, cx)?;
        let mut store = cx.store_for_reading()?;
        for told in &selected.notices {
            notice(told)?;
        }
        for told in renamed::adopt(&selected.catalogue, &mut store, cx)? {
            notice(&told)?;
        }
        Ok(Self { selected, store })
    }
}

/// `deck/entry` has a slash too: a path is what stands on the disk or ends like a deck file.
fn is_path_of_deck(word: &str) -> bool {
    let path = Path::new(word);
    let is_deck_file = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    is_path(word) && !word.contains('#') && (is_deck_file || !matches!(look_behind(path), Ok(None)))
}
