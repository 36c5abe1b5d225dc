//! `acquis decks remove`: what is studied no longer. Files stay where they are, and progress everywhere.

use anyhow::Result;

use super::change::{Lists, change, decks_at, shown};
use crate::card::Deck;
use crate::commands::select::unknown;
use crate::context::Context;
use crate::error::{Fault, pasted};
use crate::library;

pub(super) fn remove(words: &[String], cx: &Context) -> Result<()> {
    change(cx, |lists| words.iter().try_for_each(|word| remove_word(word, lists)))
}

fn remove_word(word: &str, lists: &mut Lists) -> Result<()> {
    let path = std::path::absolute(word)?;
    let came_from = |place: library::Place| place.place == word || std::path::Path::new(&place.place) == path;
    let (gone, kept) = std::mem::take(&mut lists.added).into_iter().partition(|added| {
        *added == path || added.as_os_str() == word || library::place_of(added).ok().flatten().is_some_and(came_from)
    });
    lists.added = kept;
    let gone: Vec<std::path::PathBuf> = gone;
    for path in &gone {
        lists.told.push(format!("`{}` is no longer studied; its progress stays", shown(path)));
    }
    let is_found = !gone.is_empty();
    lists.gone.extend(gone);
    if is_found { Ok(()) } else { remove_id(word, lists) }
}

/// Takes away the added files that hold the deck or course; where there is none, the built-in decks of that name.
fn remove_id(word: &str, lists: &mut Lists) -> Result<()> {
    let is_meant = |deck: &Deck| deck.id == *word || deck.course == *word;
    let mut known = Vec::new();
    let mut kept = Vec::new();
    let before = lists.added.len();
    for path in std::mem::take(&mut lists.added) {
        let decks = decks_at(&path).unwrap_or_default();
        if let Some(other) = decks.iter().find(|deck| !is_meant(deck))
            && decks.iter().any(is_meant)
        {
            let place = shown(&path);
            let message = format!("`{place}` holds other decks too, such as `{}`", other.id);
            let advice = format!("`acquis decks remove {}` removes them all", pasted(&place));
            return Err(Fault::new(message).advice(advice).into());
        }
        known.extend(decks.iter().flat_map(|deck| [deck.id.clone(), deck.course.clone()]));
        if decks.iter().any(is_meant) {
            lists.told.push(format!("`{}` is no longer studied; its progress stays", shown(&path)));
            lists.gone.push(path);
        } else {
            kept.push(path);
        }
    }
    lists.added = kept;
    if lists.added.len() < before {
        return Ok(());
    }
    let built_in = lists.standing.clone();
    known.extend(built_in.iter().flat_map(|deck| [deck.id.clone(), deck.course.clone()]));
    let meant: Vec<String> = built_in.iter().filter(|deck| is_meant(deck)).map(|deck| deck.id.clone()).collect();
    if meant.is_empty() {
        known.sort_unstable();
        known.dedup();
        return Err(unknown("deck or course", word, known.iter().map(String::as_str)).into());
    }
    for id in meant {
        if lists.removed.contains(&id) {
            lists.told.push(format!("`{id}` is not studied as it is"));
        } else {
            lists.told.push(format!(
                "`{id}` is no longer studied; its progress stays, `acquis decks add {id}` brings it back"
            ));
            lists.removed.push(id);
        }
    }
    Ok(())
}
