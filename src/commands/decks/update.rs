//! `acquis decks update`: corrections of courses that came from an address or a zip.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

use super::change::{Clash, change, decks_at};
use super::parcel::{Parcel, Source};
use super::{Refused, clash};
use crate::commands::check::against;
use crate::commands::export::few;
use crate::commands::select::unknown;
use crate::context::{Context, fault, notice, say};
use crate::deck::{self, Change, Fate};
use crate::error::{Fault, named};
use crate::fetch::{Answer, Stamp};
use crate::library::{self, Place};
use crate::ui::counted;

/// Asks every place, or those that are named; one that fails keeps no other from its correction.
///
/// # Errors
/// A name that none of them has.
pub(super) fn update(words: &[String], clash: Clash, cx: &Context) -> Result<ExitCode> {
    let mut worst = 0;
    let mut kept = Vec::new();
    for folder in &cx.config.decks {
        match library::place_of(folder) {
            Ok(place) => kept.extend(place.map(|place| (folder.clone(), place))),
            Err(cause) => {
                worst = 2;
                fault(&cause.into())?;
            }
        }
    }
    let asked = chosen(words, &kept)?;
    if asked.is_empty() && worst == 0 {
        say("no deck came from an address or a zip; files and folders are followed by themselves")?;
    }
    for (folder, place) in asked {
        let Err(cause) = one(&folder, place, clash, cx) else { continue };
        worst = worst.max(if cause.is::<Refused>() { 1 } else { 2 });
        fault(&cause.downcast::<Refused>().map_or_else(|other| other, |refused| refused.0.into()))?;
    }
    Ok(ExitCode::from(worst))
}

fn chosen(words: &[String], kept: &[(PathBuf, Place)]) -> Result<Vec<(PathBuf, Place)>> {
    let is_named = |place: &Place, word: &str| place.place == word || place.decks.iter().any(|id| id == word);
    if let Some(word) = words.iter().find(|word| kept.iter().all(|(_, place)| !is_named(place, word))) {
        let known = kept.iter().flat_map(|(_, place)| &place.decks).map(String::as_str);
        return Err(unknown("deck that came from an address or a zip:", word, known).into());
    }
    let is_asked = |place: &Place| words.is_empty() || words.iter().any(|word| is_named(place, word));
    Ok(kept.iter().filter(|(_, place)| is_asked(place)).cloned().collect())
}

/// What is asked no more, by name.
fn gone(changes: &[Change]) -> Option<String> {
    let gone: Vec<String> = changes
        .iter()
        .filter(|change| matches!(change.fate, Fate::Lost { .. }))
        .map(|change| change.card.to_string())
        .collect();
    (!gone.is_empty()).then(|| format!("  asked no more: {}", few(&gone)))
}

fn one(folder: &Path, place: Place, clash: Clash, cx: &Context) -> Result<()> {
    let shown = named(place.place.as_ref());
    let Some(source) = Source::of(&place.place)? else {
        return Err(Fault::new(format!("`{shown}` is no address and no zip")).into());
    };
    let known = Stamp { etag: place.etag.clone(), modified: place.modified.clone() };
    let Answer::New { bytes, stamp } = source.fetched(&known)? else {
        return say(&format!("{shown}: nothing new"));
    };
    let day = place.day.clone();
    let (mut parcel, told) = Parcel::opened(place, &bytes)?;
    parcel.place.etag = stamp.etag;
    parcel.place.modified = stamp.modified;
    let to = library::folder_for(&cx.places.data, parcel.course(), &parcel.texts);
    if to == folder {
        parcel.place.day = day;
        library::keep(&to, &parcel.place, &parcel.texts)?;
        return say(&format!("{shown}: nothing new"));
    }
    told.iter().try_for_each(|told| notice(told))?;
    parcel.place.day = cx.today().to_string();
    let changes = deck::against(&decks_at(folder)?, &parcel.decks);
    if clash == Clash::Refuse && clash::is_another(&changes) {
        let fault = Fault::new(format!("{shown} now holds other cards than before: what you have was kept"));
        return Err(Refused(fault.advice("`acquis decks update --replace` takes them all the same")).into());
    }
    let entries: usize = parcel.decks.iter().map(|deck| deck.notes.len()).sum();
    let said = format!("{shown}: a new version, {}", counted(entries, "entry", "entries"));
    change(cx, |lists| {
        let Some(at) = lists.added.iter().position(|added| added == folder) else {
            return Err(Fault::new(format!("{shown} was removed meanwhile")).into());
        };
        lists.fresh.push(to.clone());
        library::keep(&to, &parcel.place, &parcel.texts)?;
        lists.added[at].clone_from(&to);
        lists.told.push(against::summary(&changes, &said));
        lists.told.extend(gone(&changes));
        Ok(())
    })
}
