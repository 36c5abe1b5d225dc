//! Which decks are studied by default: the lists of the settings, changed in one step or not at all.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{Refused, clash};
use crate::card::Deck;
use crate::config::edit::change_lists;
use crate::context::{Context, notice, own_decks, say};
use crate::error::{Fault, named};
use crate::library::{self, DeckFile};

/// The lists of the settings, and what was done to them.
pub(super) struct Lists {
    /// Paths of files and directories, kept courses among them.
    pub(super) added: Vec<PathBuf>,
    /// Ids of built-in decks that are not studied.
    pub(super) removed: Vec<String>,
    pub(super) told: Vec<String>,
    /// The decks that need not be added: the built-in ones, and the student's own.
    pub(super) standing: Vec<Deck>,
    /// Folders of courses that are kept from now on: taken away again where the change fails.
    pub(super) fresh: Vec<PathBuf>,
    /// What is studied no longer: the folders of kept courses among them go once the settings are written.
    pub(super) gone: Vec<PathBuf>,
}

/// What happens where a deck of the same id has other cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    Refuse,
    Replace,
}

/// Changes the lists as they stand, and says what was done.
pub(super) fn change(cx: &Context, change: impl FnOnce(&mut Lists) -> Result<()>) -> Result<()> {
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
    let (mut told, mut gone) = (Vec::new(), Vec::new());
    let data = &cx.places.data;
    change_lists(&cx.places.config, |config| {
        let added: Vec<PathBuf> = config.decks.iter().map(|path| library::resolved(data, path)).collect();
        library::sweep(data, &added);
        let removed = config.removed.clone();
        let (told_now, standing) = (Vec::new(), standing(cx)?);
        let (fresh, going) = (Vec::new(), Vec::new());
        let mut lists = Lists { added: added.clone(), removed, told: told_now, standing, fresh, gone: going };
        let changed = change(&mut lists).and_then(|()| {
            library::open(&lists.added, &lists.removed, &[], None)?;
            lists.added.iter().map(|path| text_of(&library::as_set(data, path))).collect::<Result<Vec<_>>>()
        });
        let added = changed.inspect_err(|_| {
            for folder in lists.fresh.iter().filter(|fresh| !added.contains(fresh)) {
                library::forget(folder);
            }
        })?;
        (told, gone) = (lists.told, lists.gone);
        let (optional, removed): (Vec<String>, Vec<String>) =
            lists.removed.into_iter().partition(|id| library::OPTIONAL.contains(&id.as_str()));
        let studied = library::OPTIONAL.into_iter().filter(|id| optional.iter().all(|aside| aside != id));
        let studied: Vec<String> = studied.map(str::to_owned).collect();
        let listed = |texts: Vec<String>| Some(texts).filter(|texts| !texts.is_empty());
        Ok(vec![("decks", listed(added)), ("removed", listed(removed)), ("optional", listed(studied))])
    })?;
    for folder in &gone {
        library::forget_all_like(data, folder);
    }
    Ok(told)
}

impl Lists {
    /// Makes room for decks that come in: whatever holds nothing but decks of the same ids goes, and is told.
    ///
    /// # Errors
    /// One of those has other cards, and may not be replaced.
    pub(super) fn make_room(&mut self, decks: &[Deck], from: &str, clash: Clash) -> Result<()> {
        let built_in = built_in_decks().into_iter().filter(|deck| !self.removed.contains(&deck.id)).collect();
        refuse_another("inside the program", built_in, decks, clash)?;
        let mut kept = Vec::new();
        for other in std::mem::take(&mut self.added) {
            // What cannot be read now may come back: only what is known to be the same deck is replaced.
            let others = decks_at(&other).unwrap_or_default();
            let is_new = |deck: &Deck| decks.iter().any(|new| new.id == deck.id);
            let place = shown(&other);
            refuse_another(&place, others.clone(), decks, clash)?;
            if !others.is_empty() && others.iter().all(is_new) {
                self.told.push(format!("`{place}` is replaced by `{from}`"));
            } else {
                kept.push(other);
            }
        }
        self.added = kept;
        Ok(())
    }
}

fn refuse_another(place: &str, old: Vec<Deck>, new: &[Deck], clash: Clash) -> Result<()> {
    let Some(id) = clash::between(&old, new).filter(|_| clash == Clash::Refuse) else { return Ok(()) };
    let fault = Fault::new(format!("`{id}` is studied already, with other cards, from {place}: it was not replaced"));
    let advice = "give one of them another id; `acquis decks add --replace` puts this one in the other's place";
    Err(Refused(fault.advice(advice)).into())
}

/// Where a path's decks came from, as a student knows it.
pub(super) fn shown(path: &Path) -> String {
    let place = library::place_of(path).ok().flatten();
    place.map_or_else(|| named(path), |place| named(place.place.as_ref()))
}

/// What is studied without being added.
pub(super) fn standing(cx: &Context) -> Result<Vec<Deck>> {
    let mut decks = built_in_decks();
    for path in own_decks(&cx.places.data, &[])? {
        decks.extend(decks_at(&path).unwrap_or_default());
    }
    Ok(decks)
}

pub(super) fn built_in_decks() -> Vec<Deck> {
    library::built_in().into_iter().filter_map(|file| file.reading.deck).collect()
}

/// The decks of a file or directory, every file of it usable.
pub(super) fn decks_at(path: &Path) -> Result<Vec<Deck>> {
    let found = library::read_path(path)?;
    let files = found.files.into_iter().filter(|file| !file.is_blueprint());
    let usable = |file: DeckFile| file.reading.deck.ok_or_else(|| library::unusable(&file.name));
    let decks: Vec<Deck> = files.map(usable).collect::<Result<_>>()?;
    if decks.is_empty() {
        return Err(library::blueprint(path).into());
    }
    Ok(decks)
}

/// What a student should know of a file or directory that is about to be added.
pub(super) fn tell_left_out(path: &Path) -> Result<()> {
    let found = library::read_path(path)?;
    for file in found.files.iter().filter(|file| file.reading.left_out > 0) {
        notice(&library::left_out(&file.name, file.reading.left_out))?;
    }
    found.passed_over.iter().try_for_each(|told| notice(told))
}

/// Settings are text: a path that is no Unicode has no place there.
fn text_of(path: &Path) -> Result<String> {
    let text = path.to_str().map(str::to_owned);
    text.ok_or_else(|| Fault::new(format!("`{}` is no Unicode: rename the file first", named(path))).into())
}
