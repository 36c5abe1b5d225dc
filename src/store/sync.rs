//! The log as a sync sees it: rows out as sealed lines, sealed lines in, and only the cards folded that they touch.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::card::CardId;
use crate::error::Fault;
use crate::schedule::{Event, FROM_ANKI, Scheduler, What, apply, fold_card};
use crate::store::append::{after_forget, fold_version, refold, wanted};
use crate::store::fault::{Result, sentence};
use crate::store::lines::{Line, sealed, unknown_kind, unsealed};
use crate::store::{Store, backup, cache, immediate, log};
use crate::sync::{Judged, Log, Rows, Told};

impl Log for Store {
    type Error = Fault;
    type Line = Line;

    fn judge(&self, line: &str) -> Judged<Line> {
        let Some(row) = unsealed(line) else { return Judged::Torn };
        if let Some(kind) = unknown_kind(&row.payload) {
            return Judged::Unknown(kind);
        }
        match Line::of(row, None) {
            Ok(line) => Judged::Event(line),
            Err(why) => Judged::Harm(why),
        }
    }

    fn day<'a>(&self, line: &'a Line) -> &'a str {
        &line.row.day
    }

    fn database(&self) -> &str {
        &self.device
    }

    fn id_of(&self, row: u64) -> Result<Option<String>> {
        let sql = "select id from event where rowid = ?1";
        self.db.query_row(sql, [row.cast_signed()], |row| row.get(0)).optional().map_err(sentence)
    }

    fn keep_copy(&mut self) -> Result<()> {
        match &self.dir {
            Some(dir) if log::count(&self.db)? > 0 => backup::before(&self.db, dir, "sync"),
            _ => Ok(()),
        }
    }

    fn take_in(&mut self, lines: &[Line]) -> Result<Vec<Told>> {
        let tx = immediate(&mut self.db)?;
        let mut told = Vec::with_capacity(lines.len());
        let mut added = Vec::new();
        for line in lines {
            let one = take_in(&tx, line)?;
            if matches!(one, Told::Added(_)) {
                added.push(line);
            }
            told.push(one);
        }
        let scheduler = wanted(&tx)?;
        if !added.is_empty() {
            fold_again(&tx, &added, &scheduler)?;
        }
        tx.commit().map_err(sentence)?;
        self.scheduler = scheduler;
        Ok(told)
    }

    fn lacking(&self, placed: &Rows) -> Result<Vec<(u64, String)>> {
        let last = self.db.query_row("select coalesce(max(rowid), 0) from event", [], |row| row.get::<_, i64>(0));
        let mut lines = Vec::new();
        for gap in placed.gaps(last.map_err(sentence)?.cast_unsigned()) {
            log::each_row_between(&self.db, gap, |number, row| {
                lines.push((number, sealed(row)?));
                Ok(())
            })?;
        }
        Ok(lines)
    }
}

impl Store {
    /// The events of settings and decks, and every retraction.
    pub(crate) fn carried(&self) -> Result<Vec<Event>> {
        let mut events = Vec::new();
        for kind in ["setting", "deck_added", "deck_removed"] {
            events.extend(log::of_kind(&self.db, kind)?);
        }
        if !events.is_empty() {
            events.extend(log::of_kind(&self.db, "retraction")?);
        }
        Ok(events)
    }
}

fn take_in(tx: &Transaction<'_>, Line { row, what }: &Line) -> Result<Told> {
    match log::numbered(tx, &row.id)? {
        None => {
            log::insert_row(tx, row, what)?;
            Ok(Told::Added(tx.last_insert_rowid().cast_unsigned()))
        }
        Some((number, known)) if known == *row => Ok(Told::Known(number)),
        // Two machines may date the same review of Anki's differently.
        Some((number, known)) if known.device == FROM_ANKI && row.device == FROM_ANKI => Ok(Told::Known(number)),
        // The same event with its fields in another order, or with some that are ignored.
        Some((number, known)) if matches!((known.event(None), row.event(None)), (Ok(one), Ok(two)) if one == two) => {
            Ok(Told::Known(number))
        }
        Some(_) => Ok(Told::Clash),
    }
}

/// Folds the cards that were touched; everything where events move between cards, or parameters changed.
fn fold_again(tx: &Transaction<'_>, added: &[&Line], scheduler: &Scheduler) -> Result<()> {
    let same_fold = cache::version(tx)?.as_deref() == Some(&fold_version(scheduler));
    let Some(cards) = touched(tx, added)?.filter(|_| same_fold) else { return refold(tx, scheduler) };
    for (card, lines) in cards {
        let progress = match lines.map(|lines| behind(tx, &card, &lines)).transpose()?.flatten() {
            Some(events) => {
                let mut progress = cache::one(tx, &card)?.unwrap_or_default();
                for event in &events {
                    apply(&mut progress, event, scheduler);
                }
                progress
            }
            None => fold_card(after_forget(&log::of_card(tx, &card)?), scheduler),
        };
        cache::put(tx, &card, &progress)?;
    }
    Ok(())
}

/// The added lines of each card that they touch; nothing where one of its events was taken back.
type Touched<'l> = HashMap<CardId, Option<Vec<&'l Line>>>;

/// The cards of these lines; nothing where others are touched as well.
fn touched<'l>(db: &Connection, added: &[&'l Line]) -> Result<Option<Touched<'l>>> {
    let mut cards = Touched::new();
    for line in added {
        match &line.what {
            What::Rename { .. } | What::Parameters { .. } | What::HandIn { .. } | What::TakeOver { .. } => {
                return Ok(None);
            }
            What::Retraction { of } => match log::find(db, *of)?.map(|event| event.what) {
                Some(What::Rename { .. } | What::Parameters { .. } | What::HandIn { .. } | What::TakeOver { .. }) => {
                    return Ok(None);
                }
                Some(what) => cards.extend(what.card().map(|card| (card.clone(), None))),
                None => {}
            },
            what => {
                let Some(card) = what.card() else { continue };
                if let Some(lines) = cards.entry(card.clone()).or_insert_with(|| Some(Vec::new())) {
                    lines.push(line);
                }
            }
        }
    }
    let mut renames = log::of_kind(db, "rename")?.into_iter();
    let moves = renames.any(|event| match &event.what {
        What::Rename { from, to } => cards.contains_key(from) || cards.contains_key(to),
        _ => false,
    });
    Ok((!moves).then_some(cards))
}

/// The events of these lines in order, where all of them come behind everything else that the log holds of the card, and
/// all of them count: then the card's state goes on from what it was.
fn behind(db: &Connection, card: &CardId, lines: &[&Line]) -> Result<Option<Vec<Event>>> {
    let events: std::result::Result<Vec<Event>, String> = lines.iter().map(|line| line.row.event(None)).collect();
    let Ok(mut events) = events else { return Ok(None) };
    events.sort_by_key(|event| (event.stamp, event.id));
    let Some(first) = events.first().filter(|_| events.iter().all(|event| event.deed.is_none())) else {
        return Ok(None);
    };
    let is_alone = log::counts_from(db, card, (first.stamp, first.id))? == Some(events.len());
    Ok(is_alone.then_some(events))
}

#[cfg(test)]
mod tests;
