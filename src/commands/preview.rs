//! `acquis preview`: each question of a deck as a student meets it, and what stands behind it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::card::{Interaction, Key};
use crate::commands::select::is_path;
use crate::commands::watch;
use crate::context::Common;
use crate::context::{notice, output_palette, print_drawn};
use crate::deck::{Card, Catalogue};
use crate::diagnostic::nearest;
use crate::error::Fault;
use crate::library;
use crate::ui::{self, Drawn, Options, Style, figures};

#[derive(Debug, Args)]
pub(crate) struct PreviewArgs {
    /// A deck file, or the id of a deck
    #[arg(value_name = "DECK")]
    pub(crate) deck: String,
    /// Only this entry, or this card of it: entry#part
    #[arg(value_name = "ENTRY")]
    pub(crate) entry: Option<String>,
    /// Show it again whenever a file changes, until q or Ctrl-C
    #[arg(long)]
    pub(crate) watch: bool,
}

/// Prints every card of the deck, or of one entry.
///
/// # Errors
/// The deck cannot be read, or has no such entry.
pub(crate) fn run(args: &PreviewArgs, common: &Common) -> Result<ExitCode> {
    let paths = if is_path(&args.deck) { vec![PathBuf::from(&args.deck)] } else { Vec::new() };
    if args.watch && paths.is_empty() {
        let fault = Fault::new(format!("`{}` is no file that could change", args.deck.escape_debug()));
        return Err(fault.advice("name the file: `acquis preview --watch ./my-deck.toml`").into());
    }
    if args.watch {
        let drawn = || looked(args, &paths, common).map(|(_, drawn)| drawn);
        return watch::watch(&paths, common, || {
            drawn().map_or_else(|cause| watch::told(&cause), |drawn| (drawn, Drawn::of_text("")))
        });
    }
    let (notices, drawn) = looked(args, &paths, common)?;
    notices.iter().try_for_each(|told| notice(told))?;
    print_drawn(&drawn)?;
    Ok(ExitCode::SUCCESS)
}

/// What the author is told beside, and the cards that were asked for.
fn looked(args: &PreviewArgs, paths: &[PathBuf], common: &Common) -> Result<(Vec<String>, Drawn)> {
    let (library, mut wanted) = library::open(&[], &[], paths, None)?;
    let notices = library.notices.clone();
    let catalogue = Catalogue::new(library.into_decks());
    if paths.is_empty() {
        wanted = named(&args.deck, &catalogue)?;
    }
    let of_deck = |card: &&Card| wanted.contains(&card.id.deck);
    let cards: Vec<&Card> = catalogue.cards.iter().filter(of_deck).filter(|card| is_asked_for(card, args)).collect();
    let resting = resting(&catalogue, &wanted, args);
    if cards.is_empty() && resting.is_empty() {
        return Err(unknown(args, &catalogue, &wanted).into());
    }
    let style = Style { palette: output_palette(common.color), ascii: false, width: figures::output_columns() };
    let seed = common.seed.unwrap_or_default();
    let cards = cards.iter().map(|card| shown(&catalogue, card, seed, &style));
    let resting = resting.iter().map(|line| Drawn::of_text(&format!("\n{line}")));
    Ok((notices, Drawn::joined(&cards.chain(resting).collect::<Vec<_>>())))
}

/// A card as a student meets it, and what stands behind it.
pub(super) fn shown(catalogue: &Catalogue, card: &Card, seed: u64, style: &Style) -> Drawn {
    let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(seed));
    let chosen = matches!(question.interaction, Interaction::Choose { .. });
    let own = matches!(card.part.key, Key::OneOf(_) | Key::TrueOrFalse(_));
    let options = if chosen && !own { Options::Lent } else { Options::Own };
    ui::preview(&question, options, catalogue.note(card).group.as_deref(), style)
}

fn named(word: &str, catalogue: &Catalogue) -> Result<Vec<String>> {
    let fits = catalogue.decks.iter().filter(|deck| deck.id == word || deck.course == word);
    let found: Vec<String> = fits.map(|deck| deck.id.clone()).collect();
    if found.is_empty() {
        let fault = Fault::new(format!("there is no deck `{}`", word.escape_debug()));
        let ids = catalogue.decks.iter().map(|deck| deck.id.as_str());
        return Err(match nearest(word, ids) {
            Some(meant) => fault.advice(format!("did you mean `{meant}`?")),
            None => fault.advice("name the file: `./my-deck.toml`"),
        }
        .into());
    }
    Ok(found)
}

/// The entry, `entry#part`, or the full name of a card.
fn is_asked_for(card: &Card, args: &PreviewArgs) -> bool {
    let Some(word) = &args.entry else { return true };
    let full = card.id.to_string();
    let in_deck = full.strip_prefix(&format!("{}/", card.id.deck)).unwrap_or_default();
    card.id.entry == *word || in_deck == word || full == *word
}

/// Entries of which nothing is asked, and why.
fn resting(catalogue: &Catalogue, wanted: &[String], args: &PreviewArgs) -> Vec<String> {
    let decks = catalogue.decks.iter().filter(|deck| wanted.contains(&deck.id));
    decks
        .flat_map(|deck| &deck.notes)
        .filter(|note| note.draft && args.entry.as_ref().is_none_or(|word| *word == note.id))
        .map(|note| format!("{}: a draft, not asked", note.id))
        .collect()
}

fn unknown(args: &PreviewArgs, catalogue: &Catalogue, wanted: &[String]) -> Fault {
    let Some(word) = &args.entry else {
        return Fault::new(format!("`{}` has nothing to ask", args.deck))
            .advice(format!("`acquis check {}` says why", args.deck));
    };
    let fault = Fault::new(format!("no entry `{}` in `{}`", word.escape_debug(), args.deck));
    let entries =
        catalogue.cards.iter().filter(|card| wanted.contains(&card.id.deck)).map(|card| card.id.entry.as_str());
    match nearest(word, entries) {
        Some(meant) => fault.advice(format!("did you mean `{meant}`?")),
        None => fault.advice(format!("`acquis preview {}` shows them all", args.deck)),
    }
}
