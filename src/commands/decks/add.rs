//! `acquis decks add`: files and folders where they stand, courses from an address or a zip, built-in decks.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::change::{Clash, Lists, built_in_decks, change, decks_at, standing, tell_left_out};
use super::parcel::{Parcel, Source};
use crate::card::Deck;
use crate::commands::select::is_path;
use crate::context::{Context, notice};
use crate::error::named;
use crate::fetch::{Answer, Stamp};
use crate::library::{self, Place};
use crate::ui;

/// What becomes of the built-in decks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BuiltIn {
    /// They stay, unless somebody at a terminal who adds a first deck says otherwise.
    Ask,
    Aside,
}

/// A word of the command line, looked up: nothing is changed yet.
enum Wanted {
    BuiltIn(Vec<String>),
    Path(PathBuf),
    Parcel(Box<Parcel>),
}

pub(super) fn add(words: &[String], built_in: BuiltIn, clash: Clash, cx: &Context) -> Result<()> {
    let wanted = words.iter().map(|word| looked_up(word, cx)).collect::<Result<Vec<_>>>()?;
    let is_first = is_first(&wanted, cx);
    let may_ask = cx.at_terminal && cx.may_ask;
    let is_aside = match built_in {
        BuiltIn::Aside => true,
        BuiltIn::Ask if is_first && may_ask => ui::confirm("Set the built-in courses aside, and study this alone?")?,
        BuiltIn::Ask => false,
    };
    change(cx, |lists| {
        for one in &wanted {
            match one {
                Wanted::BuiltIn(ids) => bring_back(ids, lists),
                Wanted::Path(path) => add_path(path, clash, lists)?,
                Wanted::Parcel(parcel) => add_parcel(parcel, clash, lists, &cx.places.data)?,
            }
        }
        if is_aside {
            set_aside(lists);
        } else if is_first && !may_ask {
            lists.told.push("the built-in decks are studied beside it; `--only` sets them aside".to_owned());
        }
        Ok(())
    })
}

fn looked_up(word: &str, cx: &Context) -> Result<Wanted> {
    if let Some(source) = Source::of(word)? {
        let place = Place::new(source.to_string(), cx.today().to_string());
        let Answer::New { bytes, stamp } = source.fetched(&Stamp::default())? else {
            unreachable!("nothing was said of what is there already")
        };
        let (mut parcel, told) = Parcel::opened(place, &bytes)?;
        told.iter().try_for_each(|told| notice(told))?;
        (parcel.place.etag, parcel.place.modified) = (stamp.etag, stamp.modified);
        return Ok(Wanted::Parcel(Box::new(parcel)));
    }
    let built_in = standing(cx)?.into_iter().filter(|deck| deck.id == word || deck.course == word);
    // The name of a course brings back what everybody studies; an optional deck is added by its own.
    let is_meant = |deck: &Deck| deck.id == word || !library::OPTIONAL.contains(&deck.id.as_str());
    let ids: Vec<String> = built_in.filter(is_meant).map(|deck| deck.id).collect();
    if !ids.is_empty() && !is_path(word) {
        return Ok(Wanted::BuiltIn(ids));
    }
    let path = std::path::absolute(word)?;
    tell_left_out(&path)?;
    Ok(Wanted::Path(path))
}

/// The first decks of a student's own, beside built-in ones.
fn is_first(wanted: &[Wanted], cx: &Context) -> bool {
    let brings = wanted.iter().any(|one| !matches!(one, Wanted::BuiltIn(_)));
    let has_own = !cx.config.decks.is_empty();
    let has_built_in = built_in_decks().iter().any(|deck| !cx.config.removed.contains(&deck.id));
    brings && !has_own && has_built_in
}

fn set_aside(lists: &mut Lists) {
    let stays = |id: &String| !lists.removed.contains(id);
    let ids: Vec<String> = built_in_decks().into_iter().map(|deck| deck.id).filter(stays).collect();
    if !ids.is_empty() {
        lists.told.push("the built-in decks are set aside; `acquis decks add eu-basics` brings one back".to_owned());
    }
    lists.removed.extend(ids);
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

fn add_path(path: &Path, clash: Clash, lists: &mut Lists) -> Result<()> {
    let decks = decks_at(path)?;
    if lists.added.iter().any(|added| added == path) {
        lists.told.push(format!("`{}` is added already: changes in it are seen by themselves", named(path)));
        return Ok(());
    }
    lists.make_room(&decks, &named(path), clash)?;
    tell_studied(&decks, lists);
    lists.added.push(path.to_path_buf());
    Ok(())
}

fn add_parcel(parcel: &Parcel, clash: Clash, lists: &mut Lists, data: &Path) -> Result<()> {
    let folder = library::folder_for(data, parcel.course(), &parcel.texts);
    let from = named(parcel.place.place.as_ref());
    if lists.added.contains(&folder) {
        lists.told.push(format!("`{from}` is added already, as it is now: `acquis decks update` asks for corrections"));
        return Ok(());
    }
    lists.make_room(&parcel.decks, &from, clash)?;
    lists.fresh.push(folder.clone());
    library::keep(&folder, &parcel.place, &parcel.texts)?;
    tell_studied(&parcel.decks, lists);
    lists.told.push("kept here as it is today; `acquis decks update` asks for corrections".to_owned());
    lists.added.push(folder);
    Ok(())
}

fn tell_studied(decks: &[Deck], lists: &mut Lists) {
    for deck in decks {
        let entries = ui::counted(deck.notes.len(), "entry", "entries");
        lists.told.push(format!("`{}` is studied from now on: {}, {entries}", deck.id, deck.title));
    }
}
