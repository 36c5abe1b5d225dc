//! `acquis decks add` and `acquis decks remove`: which decks are studied by default. Files stay where they are.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::card::Deck;
use crate::commands::select::{is_path, unknown};
use crate::config::edit::change_lists;
use crate::context::{Context, notice, own_decks, say};
use crate::error::{Fault, named, pasted};
use crate::library::{self, DeckFile};
use crate::ui;

/// The lists of the settings, and what was done to them.
struct Lists {
    /// Paths of files and directories, absolute.
    added: Vec<PathBuf>,
    /// Ids of built-in decks that are not studied.
    removed: Vec<String>,
    told: Vec<String>,
    /// The decks that need not be added: the built-in ones, and the student's own.
    standing: Vec<Deck>,
}

/// Changes the lists as they stand, and says what was done.
fn change(cx: &Context, change: impl FnOnce(&mut Lists) -> Result<()>) -> Result<()> {
    changed(cx, change)?.iter().try_for_each(|told| say(told))
}

/// Changes which files are added, and which built-in decks are not studied, without a word.
pub(in crate::commands) fn change_silently(
    cx: &Context,
    change: impl FnOnce(&mut Vec<PathBuf>, &mut Vec<String>),
) -> Result<()> {
    changed(cx, |lists| {
        change(&mut lists.added, &mut lists.removed);
        Ok(())
    })
    .map(drop)
}

/// Changes the lists as they stand: what there is to say. Nothing is written before the decks together were found to be
/// sound.
fn changed(cx: &Context, change: impl FnOnce(&mut Lists) -> Result<()>) -> Result<Vec<String>> {
    let mut told = Vec::new();
    change_lists(&cx.places.config, |config| {
        let mut lists = Lists {
            added: config.decks.clone(),
            removed: config.removed.clone(),
            told: Vec::new(),
            standing: standing(cx)?,
        };
        change(&mut lists)?;
        library::open(&lists.added, &lists.removed, &[], None)?;
        let added = lists.added.iter().map(|path| text_of(path)).collect::<Result<Vec<_>>>()?;
        told = lists.told;
        let (optional, removed): (Vec<String>, Vec<String>) =
            lists.removed.into_iter().partition(|id| library::OPTIONAL.contains(&id.as_str()));
        let studied = library::OPTIONAL.into_iter().filter(|id| optional.iter().all(|aside| aside != id));
        let studied: Vec<String> = studied.map(str::to_owned).collect();
        let listed = |texts: Vec<String>| Some(texts).filter(|texts| !texts.is_empty());
        Ok(vec![("decks", listed(added)), ("removed", listed(removed)), ("optional", listed(studied))])
    })?;
    Ok(told)
}

pub(super) fn add(words: &[String], cx: &Context) -> Result<()> {
    change(cx, |lists| words.iter().try_for_each(|word| add_word(word, lists)))
}

fn add_word(word: &str, lists: &mut Lists) -> Result<()> {
    let built_in = lists.standing.clone().into_iter().filter(|deck| deck.id == *word || deck.course == *word);
    // The name of a course brings back what everybody studies; an optional deck is added by its own.
    let is_meant = |deck: &Deck| deck.id == *word || !library::OPTIONAL.contains(&deck.id.as_str());
    let ids: Vec<String> = built_in.filter(is_meant).map(|deck| deck.id).collect();
    if ids.is_empty() || is_path(word) {
        return add_path(Path::new(word), lists);
    }
    bring_back(&ids, lists);
    Ok(())
}

fn bring_back(ids: &[String], lists: &mut Lists) {
    for id in ids {
        let was_removed = lists.removed.contains(id);
        lists.removed.retain(|removed| removed != id);
        lists.told.push(if was_removed {
            format!("`{id}` is studied from now on")
        } else {
            format!("`{id}` is studied already")
        });
    }
}

fn add_path(path: &Path, lists: &mut Lists) -> Result<()> {
    let path = std::path::absolute(path)?;
    let decks = decks_at(&path)?;
    if lists.added.contains(&path) {
        lists.told.push(format!("`{}` is added already: changes in the file are seen by themselves", named(&path)));
        return Ok(());
    }
    let mut kept = Vec::new();
    for other in std::mem::take(&mut lists.added) {
        // What cannot be read now may come back: only what is known to be the same deck is replaced.
        let others = decks_at(&other).unwrap_or_default();
        let is_new = |deck: &Deck| decks.iter().any(|new| new.id == deck.id);
        if !others.is_empty() && others.iter().all(is_new) {
            lists.told.push(format!("`{}` is replaced by `{}`", named(&other), named(&path)));
        } else {
            kept.push(other);
        }
    }
    for deck in &decks {
        let entries = ui::counted(deck.notes.len(), "entry", "entries");
        lists.told.push(format!("`{}` is studied from now on: {}, {entries}", deck.id, deck.title));
    }
    kept.push(path);
    lists.added = kept;
    Ok(())
}

pub(super) fn remove(words: &[String], cx: &Context) -> Result<()> {
    change(cx, |lists| words.iter().try_for_each(|word| remove_word(word, lists)))
}

fn remove_word(word: &str, lists: &mut Lists) -> Result<()> {
    let path = std::path::absolute(word)?;
    let before = lists.added.len();
    lists.added.retain(|added| *added != path && added.as_os_str() != word);
    if lists.added.len() == before {
        return remove_id(word, lists);
    }
    lists.told.push(format!("`{}` is no longer studied; its progress stays", named(&path)));
    Ok(())
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
            let message = format!("`{}` holds other decks too, such as `{}`", named(&path), other.id);
            let advice = format!("`acquis decks remove {}` removes them all", pasted(&path.to_string_lossy()));
            return Err(Fault::new(message).advice(advice).into());
        }
        known.extend(decks.iter().flat_map(|deck| [deck.id.clone(), deck.course.clone()]));
        if decks.iter().any(is_meant) {
            lists.told.push(format!("`{}` is no longer studied; its progress stays", named(&path)));
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

/// What is studied without being added.
fn standing(cx: &Context) -> Result<Vec<Deck>> {
    let mut decks = built_in_decks();
    for path in own_decks(&cx.places.data, &[])? {
        decks.extend(decks_at(&path).unwrap_or_default());
    }
    Ok(decks)
}

fn built_in_decks() -> Vec<Deck> {
    library::built_in().into_iter().filter_map(|file| file.reading.deck).collect()
}

/// The decks of a file or directory, every file of it usable.
fn decks_at(path: &Path) -> Result<Vec<Deck>> {
    let usable = |file: DeckFile| {
        if file.reading.left_out > 0 {
            notice(&library::left_out(&file.name, file.reading.left_out))?;
        }
        file.reading.deck.ok_or_else(|| library::unusable(&file.name))
    };
    let found = library::read_path(path)?;
    found.passed_over.iter().try_for_each(|told| notice(told))?;
    let decks: Vec<Deck> =
        found.files.into_iter().filter(|file| !file.is_blueprint()).map(usable).collect::<Result<_>>()?;
    if decks.is_empty() {
        return Err(library::blueprint(path).into());
    }
    Ok(decks)
}

/// Settings are text: a path that is no Unicode has no place there.
fn text_of(path: &Path) -> Result<String> {
    let text = path.to_str().map(str::to_owned);
    text.ok_or_else(|| Fault::new(format!("`{}` is no Unicode: rename the file first", named(path))).into())
}
