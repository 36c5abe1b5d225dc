//! `acquis decks add` and `acquis decks remove`: which decks are studied by default. Files stay where they are.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::card::Deck;
use crate::commands::select::{is_path, unknown};
use crate::config::edit::set_lists;
use crate::context::{Context, notice, print};
use crate::error::Fault;
use crate::library::{self, DeckFile};
use crate::ui;

/// The lists of the settings, and what was done to them.
struct Lists {
    /// Paths of files and directories, absolute.
    added: Vec<PathBuf>,
    /// Ids of built-in decks that are not studied.
    removed: Vec<String>,
    told: Vec<String>,
}

impl Lists {
    fn of(cx: &Context) -> Self {
        Self { added: cx.config.decks.clone(), removed: cx.config.removed.clone(), told: Vec::new() }
    }

    /// Writes the settings, and says what was done: not before the decks together were found to be sound.
    fn save(self, cx: &Context) -> Result<()> {
        library::open(&self.added, &self.removed, &[], None)?;
        let added = self.added.iter().map(|path| text_of(path)).collect::<Result<Vec<_>>>()?;
        let (optional, removed): (Vec<String>, Vec<String>) =
            self.removed.into_iter().partition(|id| library::OPTIONAL.contains(&id.as_str()));
        let studied = library::OPTIONAL.into_iter().filter(|id| optional.iter().all(|aside| aside != id));
        let studied = studied.map(str::to_owned).collect();
        set_lists(&cx.places.config, &[("decks", added), ("removed", removed), ("optional", studied)])?;
        self.told.iter().try_for_each(|told| print(&ui::harmless(told)))
    }
}

pub(super) fn add(words: &[String], cx: &Context) -> Result<()> {
    let mut lists = Lists::of(cx);
    for word in words {
        let built_in = built_in_decks().into_iter().filter(|deck| deck.id == *word || deck.course == *word);
        // The name of a course brings back what everybody studies; an optional deck is added by its own.
        let is_meant = |deck: &Deck| deck.id == *word || !library::OPTIONAL.contains(&deck.id.as_str());
        let ids: Vec<String> = built_in.filter(is_meant).map(|deck| deck.id).collect();
        if ids.is_empty() || is_path(word) {
            add_path(Path::new(word), &mut lists)?;
        } else {
            bring_back(&ids, &mut lists);
        }
    }
    lists.save(cx)
}

fn bring_back(ids: &[String], lists: &mut Lists) {
    for id in ids {
        let was_removed = lists.removed.contains(id);
        lists.removed.retain(|removed| removed != id);
        lists.told.push(if was_removed {
            format!("`{id}` is studied from now on")
        } else {
            format!("`{id}` is built in, and studied already")
        });
    }
}

fn add_path(path: &Path, lists: &mut Lists) -> Result<()> {
    let path = std::path::absolute(path)?;
    let decks = decks_at(&path)?;
    if lists.added.contains(&path) {
        lists.told.push(format!("`{}` is added already: changes in the file are seen by themselves", path.display()));
        return Ok(());
    }
    let mut kept = Vec::new();
    for other in std::mem::take(&mut lists.added) {
        // What cannot be read now may come back: only what is known to be the same deck is replaced.
        let others = decks_at(&other).unwrap_or_default();
        let is_new = |deck: &Deck| decks.iter().any(|new| new.id == deck.id);
        if !others.is_empty() && others.iter().all(is_new) {
            lists.told.push(format!("`{}` is replaced by `{}`", other.display(), path.display()));
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
    let mut lists = Lists::of(cx);
    for word in words {
        let path = std::path::absolute(word)?;
        let before = lists.added.len();
        lists.added.retain(|added| *added != path && added.as_os_str() != word.as_str());
        if lists.added.len() < before {
            lists.told.push(format!("`{}` is no longer studied; its progress stays", path.display()));
        } else {
            remove_id(word, &mut lists)?;
        }
    }
    lists.save(cx)
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
            let message = format!("`{}` holds other decks too, such as `{}`", path.display(), other.id);
            let advice = format!("`acquis decks remove {}` removes them all", path.display());
            return Err(Fault::new(message).advice(advice).into());
        }
        known.extend(decks.iter().flat_map(|deck| [deck.id.clone(), deck.course.clone()]));
        if decks.iter().any(is_meant) {
            lists.told.push(format!("`{}` is no longer studied; its progress stays", path.display()));
        } else {
            kept.push(path);
        }
    }
    lists.added = kept;
    if lists.added.len() < before {
        return Ok(());
    }
    let built_in = built_in_decks();
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
    library::read_path(path)?.into_iter().map(usable).collect()
}

/// Settings are text: a path that is no Unicode has no place there.
fn text_of(path: &Path) -> Result<String> {
    let text = path.to_str().map(str::to_owned);
    text.ok_or_else(|| Fault::new(format!("`{}` is no Unicode: rename the file first", path.display())).into())
}
