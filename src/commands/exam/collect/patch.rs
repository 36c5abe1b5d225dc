//! What a key put right would change in the decks' files: shown, and written when told to.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::CollectArgs;
use crate::card::CardId;
use crate::commands::{exam, mended};
use crate::context::{Context, notice, print};
use crate::deck::{self, Correction};
use crate::error::{Fault, named, pasted};
use crate::exam::class::{Change, Place, Rekey};
use crate::library::{self, DeckFile};
use crate::ui;

/// Shows the change of each file; with `--fix-deck` it is written once that is agreed to.
pub(super) fn run(args: &CollectArgs, rekey: &Rekey, handed_out: bool, cx: &Context) -> Result<()> {
    let mut left: Vec<&str> = rekey.iter().map(|(card, _)| card).collect();
    for file in files(args, handed_out, cx)? {
        let (mended, done) = mended(&file, rekey)?;
        left.retain(|card| !done.iter().any(|known| known == card));
        if mended == file.text {
            continue;
        }
        notice(&format!("this would put {} right:", file.name))?;
        print(&mended::diff(&file, &mended))?;
        if args.fix_deck {
            write(&file, &mended, args, cx)?;
        }
    }
    for (card, change) in rekey.iter().filter(|(card, _)| left.contains(card)) {
        if matches!(change, Change::Key(_)) {
            notice(&format!("{card}: no deck file at hand has it, so that none is put right"))?;
        }
    }
    Ok(())
}

fn write(file: &DeckFile, mended: &str, args: &CollectArgs, cx: &Context) -> Result<()> {
    if !args.yes {
        if !cx.may_ask {
            let fault = Fault::new(format!("`{}` was not changed: nobody can be asked", file.name));
            return Err(fault.advice("add --yes to write it, or leave out --fix-deck").into());
        }
        if !ui::confirm(&ui::harmless(&format!("Write this to {}?", file.name)))? {
            return notice(&format!("{} is as it was", file.name));
        }
    }
    let copy = mended::keep_copy(Path::new(&file.name))?;
    mended::write(Path::new(&file.name), mended)?;
    notice(&format!("wrote {}; as it was it stands in `{}`", file.name, named(&copy)))?;
    notice(&format!("`--deck {}` draws papers again that were drawn from it", pasted(&copy.to_string_lossy())))
}

/// The decks that stand in files: the corrected ones, those of the blueprint, the added ones. A deck as it was handed out
/// stays so.
fn files(args: &CollectArgs, handed_out: bool, cx: &Context) -> Result<Vec<DeckFile>> {
    let mut paths: Vec<PathBuf> = if handed_out { Vec::new() } else { args.deck.clone() };
    if let Some(blueprint) = &args.blueprint {
        let read = deck::read_blueprint(&library::text_of(blueprint)?).blueprint;
        if let Some(written) = read {
            paths.extend(exam::blueprint::paths_of(blueprint, &written, cx)?);
        }
    }
    paths.extend(cx.config.decks.iter().cloned());
    let mut files: Vec<DeckFile> = Vec::new();
    for path in paths {
        let Ok(found) = library::read_path(&path) else { continue };
        for file in found.files {
            let id = |file: &DeckFile| file.reading.deck.as_ref().map(|deck| deck.id.clone());
            // The first of an id is the one in force.
            if id(&file).is_some() && files.iter().all(|known| id(known) != id(&file)) {
                files.push(file);
            }
        }
    }
    Ok(files)
}

/// The text of a deck with every change that is its own, and the cards that it has.
fn mended(file: &DeckFile, rekey: &Rekey) -> Result<(String, Vec<String>)> {
    let (mut text, mut done) = (file.text.clone(), Vec::new());
    let Some(deck) = &file.reading.deck else { return Ok((text, done)) };
    for (card, change) in rekey.iter() {
        let Some(id) = CardId::parse(card).filter(|id| id.deck == deck.id) else { continue };
        let Change::Key(key) = change else { continue };
        done.push(card.to_owned());
        let correction = match key.place {
            Place::Besides => Correction::Besides(&key.answers),
            Place::Instead => Correction::Instead(&key.answers),
        };
        match deck::corrected(&text, (&id.entry, &id.part), correction) {
            Ok(mended) => text = mended,
            Err(why) => notice(&format!("{card} is not put right in {}: {why}", file.name))?,
        }
    }
    Ok((text, done))
}
