//! Progress on disk: an append-only log of events in SQLite, and what it folds to as a cache.
//!
//! Durability wins over a millisecond: `journal_mode=TRUNCATE`, `synchronous=FULL`, every write in an immediate
//! transaction. Nothing else here knows SQL.

mod attempts;
mod cache;
mod fault;
mod history;
mod log;
mod open;
mod schema;

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::card::CardId;
use crate::schedule::{Event, FOLD, Moment, NewEvent, Progress, Scheduler, What, apply, fold, fold_card, parameters};
use fault::{Result, sentence};

/// The database's name in the data directory.
pub(crate) const FILE: &str = "progress.db";

/// A student's log, with its cache.
pub(crate) struct Store {
    db: Connection,
    scheduler: Scheduler,
    device: String,
    /// What was mended while opening, to be told.
    pub(crate) notices: Vec<String>,
}

impl Store {
    /// Opens the database of a data directory, made where it is missing.
    ///
    /// # Errors
    /// The directory or file cannot be made or opened, belongs to another program, or comes from a newer version.
    pub(crate) fn open(dir: &Path) -> Result<Self> {
        let (db, notices) = open::file(dir)?;
        Self::on(db, notices)
    }

    /// A real store that is gone when dropped.
    pub(crate) fn in_memory() -> Result<Self> {
        let mut db = Connection::open_in_memory().map_err(sentence)?;
        schema::migrate(&mut db, None)?;
        Self::on(db, Vec::new())
    }

    fn on(db: Connection, notices: Vec<String>) -> Result<Self> {
        let device = log::device(&db)?;
        let mut store = Self { db, scheduler: Scheduler::default(), device, notices };
        store.take_parameters()?;
        Ok(store)
    }

    /// Finds the parameters in force, and refolds everything if the cache was made by another fold or with others.
    fn take_parameters(&mut self) -> Result<()> {
        let set = log::of_kind(&self.db, "parameters")?;
        if !set.is_empty() {
            let retracted = log::of_kind(&self.db, "retraction")?;
            let wanted = parameters(set.iter().chain(&retracted));
            self.scheduler = Scheduler::new(&wanted).unwrap_or_default();
        }
        if cache::version(&self.db)?.as_deref() != Some(&fold_version(&self.scheduler)) {
            let tx = immediate(&mut self.db)?;
            refold(&tx, &self.scheduler)?;
            tx.commit().map_err(sentence)?;
        }
        Ok(())
    }

    /// Appends events in one transaction; when this returns they are on disk, and the cache agrees with them.
    pub(crate) fn append(&mut self, new: &[NewEvent]) -> Result<Vec<Event>> {
        let tx = immediate(&mut self.db)?;
        let events = append_in(&tx, &self.device, &self.scheduler, new)?;
        tx.commit().map_err(sentence)?;
        if events.iter().any(|event| matches!(event.what, What::Parameters { .. } | What::Retraction { .. })) {
            self.take_parameters()?;
        }
        Ok(events)
    }

    pub(crate) fn scheduler(&self) -> &Scheduler {
        &self.scheduler
    }

    pub(crate) fn progress_of_all(&self) -> Result<HashMap<CardId, Progress>> {
        cache::all(&self.db)
    }

    pub(crate) fn progress_of(&self, card: &CardId) -> Result<Option<Progress>> {
        cache::one(&self.db, card)
    }

    /// A clock more than a day before the newest event is told.
    pub(crate) fn clock_warning(&self, now: Moment) -> Result<Option<String>> {
        const DAY: i64 = 24 * 60 * 60 * 1000;
        let newest = log::newest_stamp(&self.db)?;
        Ok((newest > now.millis.saturating_add(DAY)).then(|| {
            "the clock stands more than a day before your newest review: nothing is lost, but due days may look odd"
                .to_owned()
        }))
    }

    /// Writes one row and commits: what cannot be saved is found before the student has answered anything.
    pub(crate) fn probe_writable(&mut self) -> Result<()> {
        let tx = immediate(&mut self.db)?;
        cache::touch(&tx)?;
        tx.commit().map_err(sentence)
    }
}

/// Appends events within a transaction, and brings the cache along.
fn append_in(tx: &Transaction<'_>, device: &str, scheduler: &Scheduler, new: &[NewEvent]) -> Result<Vec<Event>> {
    let mut stamp = log::newest_stamp(tx)?;
    let mut events = Vec::with_capacity(new.len());
    for NewEvent { at, day, what } in new.iter().cloned() {
        stamp = at.millis.max(stamp.saturating_add(1));
        let event = Event { id: log::fresh_id()?, device: device.to_owned(), at, day, stamp, what };
        log::insert(tx, &event)?;
        update_cache(tx, &event, scheduler)?;
        events.push(event);
    }
    Ok(events)
}

/// The cache of the cards that the event touches.
fn update_cache(tx: &Transaction<'_>, event: &Event, scheduler: &Scheduler) -> Result<()> {
    match &event.what {
        What::Retraction { of } => match log::find(tx, *of)? {
            Some(taken_back) => refold_for(tx, &taken_back.what, scheduler),
            None => Ok(()),
        },
        What::Rename { .. } => refold(tx, scheduler),
        what => {
            let Some(card) = what.card() else { return Ok(()) };
            // Reread in this transaction: another program may have answered the card meanwhile.
            let mut progress = cache::one(tx, card)?.unwrap_or_default();
            apply(&mut progress, event, scheduler);
            cache::put(tx, card, &progress)
        }
    }
}

/// After an event was taken back: its card from the log, or everything where events move between cards.
fn refold_for(tx: &Transaction<'_>, taken_back: &What, scheduler: &Scheduler) -> Result<()> {
    let moves = !log::of_kind(tx, "rename")?.is_empty();
    match taken_back.card() {
        Some(card) if !moves => {
            let events = log::of_card(tx, card)?;
            cache::put(tx, card, &fold_card(after_forget(&events), scheduler))
        }
        _ => refold(tx, scheduler),
    }
}

/// The events behind the last forget; `fold_card` would drop the others one by one.
fn after_forget(events: &[Event]) -> &[Event] {
    let last = events.iter().rposition(|event| matches!(event.what, What::Forget { .. }));
    last.map_or(events, |at| &events[at + 1..])
}

/// The whole cache anew from the whole log.
fn refold(tx: &Transaction<'_>, scheduler: &Scheduler) -> Result<()> {
    let events = log::all(tx)?;
    cache::clear(tx)?;
    for (card, progress) in fold(&events, scheduler).progress {
        cache::put(tx, &card, &progress)?;
    }
    cache::set_version(tx, &fold_version(scheduler))
}

/// The fold's number and its parameters to the bit.
fn fold_version(scheduler: &Scheduler) -> String {
    let bits: Vec<String> = scheduler.parameters().iter().map(|value| format!("{:08x}", value.to_bits())).collect();
    format!("{FOLD}:{}", bits.join(""))
}

fn immediate(db: &mut Connection) -> Result<Transaction<'_>> {
    db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sentence)
}

#[cfg(test)]
mod tests;
