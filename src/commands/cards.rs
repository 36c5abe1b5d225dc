//! `acquis cards`: finds cards and shows what is known of them; changes what a session may not.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use crate::cli::{Cards, CardsChange, Selection};
use crate::commands::renamed;
use crate::commands::select::{Selected, is_path, select};
use crate::context::{Context, notice};
use crate::store::Store;

mod change;
mod feedback;
mod find;
mod show;

/// The cards in reach, with the progress there is.
struct Shelf {
    selected: Selected,
    store: Store,
}

pub(crate) fn run(args: &Cards, cx: &Context) -> Result<ExitCode> {
    match &args.change {
        Some(CardsChange::Suspend(named)) => return change::suspend(&named.cards, cx),
        Some(CardsChange::Resume(named)) => return change::resume(&named.cards, cx),
        Some(CardsChange::Forget { named, yes }) => return change::forget(&named.cards, *yes, cx),
        Some(CardsChange::Flag { named, note }) => return change::flag(&named.cards, note.as_deref(), cx),
        Some(CardsChange::Unflag(named)) => return change::unflag(&named.cards, cx),
        None => {}
    }
    let (paths, words): (Vec<String>, Vec<String>) = args.words.iter().cloned().partition(|word| is_path_of_deck(word));
    let selection =
        Selection { decks: paths, topic: args.topic.clone(), kind: args.kind.clone(), ..Selection::default() };
    let shelf = Shelf::open(&selection, cx)?;
    if args.flagged || args.overruled {
        return feedback::run(args, &words, &shelf);
    }
    let progress = shelf.store.progress_of_all()?;
    let mut found = find::find(&words, &shelf.selected);
    if args.suspended {
        let catalogue = &shelf.selected.catalogue;
        found.keep(|card| progress.get(&catalogue.cards[card].id).is_some_and(|known| known.suspended));
    }
    found.truncate(args.limit);
    if args.json {
        show::json(&found, &shelf, &progress, cx)?;
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
        for told in selected.notices.iter().chain(&store.notices) {
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
    is_path(word) && !word.contains('#') && (is_deck_file || path.exists())
}
