//! What is known of all cards in one file beside the database, so that a start need not read it row by row.
//!
//! The file says up to which row of the log it goes. It is used only where that row still stands there and the log is
//! folded as it was then; the cards that later rows touch are read from the cache. It can be thrown away at will.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use crate::card::CardId;
use crate::files;
use crate::schedule::States;
use crate::store::fault::{Result, sentence};
use crate::store::{cache, log};

const FORMAT: &str = "acquis states 2";

/// The folder, which decks read before share, and the file in it.
const PLACE: [&str; 2] = ["cache", "progress.states"];

/// A larger file is none of ours.
const LARGEST: u64 = 1 << 30;

/// Fewer cards are read from the database about as soon.
const WORTH_IT: usize = 500;

/// So many rows may have come since the file was made; more make it anew at the end.
const ROWS_SINCE: usize = 100;

/// What was found beside the database.
pub(super) struct Found {
    pub(super) states: States,
    /// A file of these states would spare the next start something.
    pub(super) is_worth_keeping: bool,
}

/// The states of all cards, by the file and what came since, or from the cache alone.
pub(super) fn all(db: &Connection, dir: Option<&Path>) -> Result<Found> {
    if let Some(found) = dir.map(|dir| kept(db, dir)).transpose()?.flatten() {
        return Ok(found);
    }
    let states = cache::all(db)?;
    let is_worth_keeping = dir.is_some() && states.len() >= WORTH_IT;
    Ok(Found { states, is_worth_keeping })
}

fn kept(db: &Connection, dir: &Path) -> Result<Option<Found>> {
    let Some((states, head)) = read(&place(dir)) else { return Ok(None) };
    let Some((rest, row)) = head.rsplit_once('\n') else { return Ok(None) };
    let Some((known, id)) = row.split_once(' ') else { return Ok(None) };
    let Ok(known) = known.parse::<i64>() else { return Ok(None) };
    if Some(rest) != log_in_words(db)?.as_deref() || id_of(db, known)?.as_deref() != Some(id) {
        return Ok(None);
    }
    let Some((rows, cards)) = touched_since(db, known)? else { return Ok(None) };
    let mut states = states;
    for card in cards {
        match cache::one(db, &card)? {
            Some(progress) => states.insert(card, progress),
            None => states.remove(card),
        }
    }
    Ok(Some(Found { states, is_worth_keeping: rows >= ROWS_SINCE }))
}

/// Makes the file anew; where that cannot be done, the next start reads the cache.
pub(super) fn keep(db: &Connection, dir: &Path) -> Result<()> {
    // One view of the log and of what it folds to, whoever writes meanwhile.
    let view = db.unchecked_transaction().map_err(sentence)?;
    let newest: i64 =
        view.query_row("select coalesce(max(rowid), 0) from event", [], |row| row.get(0)).map_err(sentence)?;
    let (Some(log), Some(id)) = (log_in_words(&view)?, id_of(&view, newest)?) else { return Ok(()) };
    let mut bytes = cache::all(&view)?.written();
    drop(view);
    let head = format!("{log}\n{newest} {id}");
    bytes.extend(head.as_bytes());
    bytes.extend((head.len() as u64).to_le_bytes());
    bytes.extend(files::checksum(&bytes).to_le_bytes());
    let place = place(dir);
    let Some(folder) = place.parent() else { return Ok(()) };
    // A link would lead out of the data directory.
    let is_link = files::look_at(folder)?.is_some_and(|found| found.is_symlink());
    let is_taken = files::look_at(&place)?.is_some_and(|found| !found.is_file());
    if !is_link && !is_taken && files::private_folder(folder).is_ok() {
        files::write_unsynced(&place, &bytes)?;
    }
    Ok(())
}

fn place(dir: &Path) -> PathBuf {
    PLACE.iter().fold(dir.to_path_buf(), |path, name| path.join(name))
}

/// A whole file: the states, and what it says of the log that they are of.
fn read(place: &Path) -> Option<(States, String)> {
    let mut bytes = files::read_plain(place, LARGEST).ok()??;
    let (rest, sum) = bytes.split_last_chunk::<8>()?;
    if u64::from_le_bytes(*sum) != files::checksum(rest) {
        return None;
    }
    let (rest, length) = rest.split_last_chunk::<8>()?;
    let (states, head) =
        rest.split_at_checked(rest.len().checked_sub(usize::try_from(u64::from_le_bytes(*length)).ok()?)?)?;
    let (head, length) = (String::from_utf8(head.to_vec()).ok()?, states.len());
    bytes.truncate(length);
    Some((States::read(bytes)?, head))
}

/// Which log it is, and how it is folded; nothing where it is not folded now.
fn log_in_words(db: &Connection) -> Result<Option<String>> {
    let device = log::device(db)?;
    Ok(cache::version(db)?.map(|fold| format!("{FORMAT}\n{device}\n{fold}")))
}

fn id_of(db: &Connection, row: i64) -> Result<Option<String>> {
    db.query_row("select id from event where rowid = ?1", [row], |row| row.get(0)).optional().map_err(sentence)
}

/// How many rows came behind one, and the cards whose states they may have changed; nothing where that may be any card.
fn touched_since(db: &Connection, known: i64) -> Result<Option<(usize, HashSet<CardId>)>> {
    let sql = "select kind, coalesce(card, (select taken.card from event as taken where taken.id = event.of))
               from event where rowid > ?1";
    let mut statement = db.prepare_cached(sql).map_err(sentence)?;
    let mut found = statement.query([known]).map_err(sentence)?;
    let (mut rows, mut cards, mut takes_back) = (0, HashSet::new(), false);
    while let Some(row) = found.next().map_err(sentence)? {
        let (kind, card): (String, Option<String>) = (row.get(0).map_err(sentence)?, row.get(1).map_err(sentence)?);
        rows += 1;
        match (kind.as_str(), card) {
            ("goal" | "setting" | "deck_added" | "deck_removed", _) => {}
            ("review" | "suspend" | "resume" | "forget" | "flag" | "note" | "accept" | "retraction", Some(card)) => {
                takes_back |= kind == "retraction";
                let Some(card) = CardId::parse(&card) else { return Ok(None) };
                cards.insert(card);
            }
            _ => return Ok(None),
        }
    }
    if cards.is_empty() {
        return Ok(Some((rows, cards)));
    }
    // What comes late for a former name changes the card of today.
    let moved = log::of_kind(db, "rename")?;
    let is_moved = moved.iter().any(|event| takes_back || event.what.card().is_some_and(|from| cards.contains(from)));
    Ok((!is_moved).then_some((rows, cards)))
}

#[cfg(test)]
mod tests;
