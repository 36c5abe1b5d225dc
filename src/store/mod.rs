//! Progress on disk: an append-only log of events in SQLite, and what it folds to as a cache.
//!
//! Durability wins over a millisecond: `journal_mode=TRUNCATE`, `synchronous=FULL`, every write in an immediate
//! transaction. Nothing else here knows SQL.

mod append;
mod attempts;
mod backup;
mod beside;
mod bounds;
mod cache;
mod check;
mod deed;
mod fault;
#[cfg(feature = "internals")]
pub(crate) mod fuzz_target;
mod history;
mod lines;
mod log;
mod open;
mod pages;
mod recover;
mod restore;
mod row;
mod schema;
mod states;
mod sync;

use std::cell::Cell;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::card::CardId;
use crate::error::{Fault, pasted};
use crate::files::{self, Existing};
use crate::schedule::{Event, Moment, NewEvent, Progress, Scheduler, States, StudyDay, What};
use append::{append_in, fold_version, refold, wanted};
use fault::{Result, Trouble, sentence};

pub(crate) use history::Feedback;
pub(crate) use lines::{log_file, log_lines};
pub(crate) use restore::{Copy, copies, restore};

/// The database's name in the data directory.
pub(crate) const FILE: &str = "progress.db";

/// Up to this size a log is copied behind the first answer of a day, which takes some 30 ms a megabyte.
const COPIED_AT_ONCE: u64 = 2 * 1024 * 1024;

/// Bytes for an answer and its journal.
const ROOM: usize = 64 * 1024;

/// Why the last daily copy could not be made.
const COPY_FAILED: &str = "copy_failed";

/// A student's log, with its cache.
pub(crate) struct Store {
    db: Connection,
    scheduler: Scheduler,
    device: String,
    /// Where it lies; nothing for one in memory.
    dir: Option<PathBuf>,
    /// The study day whose copy was seen to.
    copied: Option<StudyDay>,
    /// The study day whose copy waits for the end.
    to_copy: Option<StudyDay>,
    /// What was read of all cards is to be kept beside the database, at the end.
    keeps_states: Cell<bool>,
}

/// A database just opened, and what was mended or missed meanwhile. It is had by telling that first.
#[must_use = "what was mended is to be told"]
pub(crate) struct Opened {
    store: Store,
    notices: Vec<String>,
}

impl Opened {
    /// Tells what there is to tell; what failed before is forgotten only then.
    pub(crate) fn told<E>(
        self,
        mut tell: impl FnMut(&str) -> std::result::Result<(), E>,
    ) -> std::result::Result<Store, E> {
        self.notices.iter().try_for_each(|told| tell(told))?;
        cache::forget(&self.store.db, COPY_FAILED);
        Ok(self.store)
    }
}

impl Store {
    /// Opens the database of a data directory, made where it is missing; a damaged one is set aside, and its log
    /// recovered.
    ///
    /// # Errors
    /// The directory or file cannot be made or opened, belongs to another program, or comes from a newer version.
    pub(crate) fn open(dir: &Path) -> Result<Opened> {
        let dir = open::private_directory(dir)?;
        let mut notices = missing(&dir)?;
        let store = match Self::sound(&dir) {
            Ok(store) => store,
            Err(Trouble::Fault(fault)) => return Err(fault),
            Err(Trouble::Damage) => {
                notices.extend(recover::set_aside(&dir)?);
                let still = |trouble| match trouble {
                    Trouble::Fault(fault) => fault,
                    Trouble::Damage => Fault::new("a fresh progress file is damaged at once: check the disk"),
                };
                Self::sound(&dir).map_err(still)?
            }
        };
        let failed = cache::find(&store.db, COPY_FAILED)?;
        notices.extend(failed.map(|why| format!("the last daily copy failed: {why}")));
        notices.extend(beside::told(&store.db, &dir)?);
        Ok(Opened { store, notices })
    }

    fn sound(dir: &Path) -> std::result::Result<Self, Trouble> {
        let db = open::ours(dir)?;
        match Self::on(db, Some(dir)) {
            Ok(store) => Ok(store),
            Err(fault) => {
                let db = open::connection(&dir.join(FILE))?;
                check::schema(&db)?;
                Err(check::events(&db).map_or_else(|trouble| trouble, |_| Trouble::Fault(fault)))
            }
        }
    }

    /// A real store that is gone when dropped.
    pub(crate) fn in_memory() -> Result<Self> {
        let mut db = Connection::open_in_memory().map_err(sentence)?;
        schema::migrate(&mut db, |_, _| Ok(()))?;
        Self::on(db, None)
    }

    fn on(db: Connection, dir: Option<&Path>) -> Result<Self> {
        let device = log::device(&db)?;
        let (dir, scheduler) = (dir.map(Path::to_path_buf), Scheduler::default());
        let mut store =
            Self { db, scheduler, device, dir, copied: None, to_copy: None, keeps_states: Cell::new(false) };
        store.take_parameters()?;
        Ok(store)
    }

    /// Finds the parameters in force, and refolds everything if the cache was made by another fold or with others.
    fn take_parameters(&mut self) -> Result<()> {
        self.scheduler = wanted(&self.db)?;
        if cache::version(&self.db)?.as_deref() != Some(&fold_version(&self.scheduler)) {
            let tx = immediate(&mut self.db)?;
            let scheduler = wanted(&tx)?;
            refold(&tx, &scheduler)?;
            tx.commit().map_err(sentence)?;
            self.scheduler = scheduler;
        }
        Ok(())
    }

    /// Appends events in one transaction; when this returns they are on disk, and the cache agrees with them.
    pub(crate) fn append(&mut self, new: &[NewEvent]) -> Result<Vec<Event>> {
        let events = self.append_all(new);
        match (&events, &self.dir) {
            (Ok(_), _) => self.copy_daily(new),
            // If it was damage that kept it from being saved, the next start finds it.
            (Err(_), Some(dir)) if matches!(check::pages(&self.db), Err(Trouble::Damage)) => open::raise_doubt(dir),
            _ => {}
        }
        events
    }

    fn append_all(&mut self, new: &[NewEvent]) -> Result<Vec<Event>> {
        let tx = immediate(&mut self.db)?;
        // Another program may have set other parameters meanwhile.
        if cache::version(&tx)?.as_deref() != Some(&fold_version(&self.scheduler)) {
            self.scheduler = wanted(&tx)?;
        }
        let events = append_in(&tx, &self.device, &self.scheduler, new)?;
        tx.commit().map_err(sentence)?;
        if events.iter().any(|event| matches!(event.what, What::Parameters { .. } | What::Retraction { .. })) {
            self.take_parameters()?;
        }
        Ok(events)
    }

    /// The first thing saved on a study day is followed by a copy of the whole; that of a large log waits for the end.
    fn copy_daily(&mut self, new: &[NewEvent]) {
        let (Some(dir), Some(day)) = (&self.dir, new.last().map(|event| event.day)) else { return };
        if self.copied == Some(day) || self.to_copy == Some(day) {
            return;
        }
        self.to_copy = Some(day);
        if matches!(open::size_of(&dir.join(FILE)), Ok(size) if size <= COPIED_AT_ONCE) {
            self.copy_now();
        }
    }

    /// A failure is told at the next start: it must not come between a student and the next question.
    fn copy_now(&mut self) {
        let (Some(dir), Some(day)) = (&self.dir, self.to_copy.take()) else { return };
        self.copied = Some(day);
        match backup::daily(&self.db, dir, day) {
            Ok(backup::Daily::Unsound) => open::raise_doubt(dir),
            Ok(backup::Daily::Made | backup::Daily::Stands) => {}
            Err(fault) => drop(cache::set(&self.db, COPY_FAILED, &fault.to_string())),
        }
    }

    /// Writes a copy to a file of the student's choice, and reads it back: the number of its events.
    pub(crate) fn back_up(&self, path: &Path, existing: Existing) -> Result<usize> {
        backup::copy(&self.db, path, existing)
    }

    pub(crate) fn scheduler(&self) -> &Scheduler {
        &self.scheduler
    }

    pub(crate) fn progress_of_all(&self) -> Result<States> {
        // One view of the log and of what it folds to, whoever writes meanwhile.
        let view = self.db.unchecked_transaction().map_err(sentence)?;
        let found = states::all(&view, self.dir.as_deref())?;
        self.keeps_states.set(self.keeps_states.get() || found.is_worth_keeping);
        Ok(found.states)
    }

    pub(crate) fn progress_of(&self, card: &CardId) -> Result<Option<Progress>> {
        cache::one(&self.db, card)
    }

    /// Goals set and cleared, and every retraction.
    pub(crate) fn goals(&self) -> Result<Vec<Event>> {
        let mut events = log::of_kind(&self.db, "goal")?;
        if !events.is_empty() {
            events.extend(log::of_kind(&self.db, "retraction")?);
        }
        Ok(events)
    }

    /// Every event, those taken back included, in order.
    pub(crate) fn events(&self) -> Result<Vec<Event>> {
        log::all(&self.db)
    }

    /// The newest reviews, so many at most, in order, retractions deducted.
    pub(crate) fn recent_reviews(&self, most: u32) -> Result<Vec<Event>> {
        log::recent_reviews(&self.db, most)
    }

    /// A clock more than a day before the newest event is told.
    pub(crate) fn clock_warning(&self, now: Moment) -> Result<Option<String>> {
        const DAY: i64 = 24 * 60 * 60 * 1000;
        let newest = log::newest_stamp(&self.db).map_err(damaged)?;
        Ok((newest > now.millis.saturating_add(DAY)).then(|| {
            "the clock stands more than a day before your newest review: nothing is lost, but due days may look odd"
                .to_owned()
        }))
    }

    /// Finds what could not be saved before the student has answered anything: a file or folder that may only be read, a
    /// disk that has no room. Nothing is committed where a file beside the database can be filled; where it cannot, a
    /// commit decides. Room that ends later is found by the first write, before anything counts as saved.
    pub(crate) fn probe_writable(&mut self) -> Result<()> {
        let has_room = self.dir.as_deref().is_some_and(|dir| files::has_room(dir, ROOM));
        let tx = immediate(&mut self.db)?;
        if has_room {
            return tx.rollback().map_err(sentence);
        }
        cache::touch(&tx)?;
        tx.commit().map_err(sentence)
    }
}

/// What a student is told where progress is missing: nothing where it stands, or where there never was any.
///
/// # Errors
/// It cannot be looked at.
pub(crate) fn missing(dir: &Path) -> Result<Vec<String>> {
    if files::look_at(&dir.join(FILE))?.is_some() {
        return Ok(Vec::new());
    }
    let told = |copy: PathBuf| {
        let again = format!("acquis restore {}", pasted(&copy.to_string_lossy()));
        format!("there is no progress file, but a copy of one: `{again}` brings it back")
    };
    Ok(match backup::list(dir) {
        Ok(copies) => copies.into_iter().next().map(told).into_iter().collect(),
        Err(fault) => vec![format!("there is no progress file, and whether there are copies is not known: {fault}")],
    })
}

/// Damage found in use: the next start mends it.
fn damaged(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Fault(fault) => fault,
        Trouble::Damage => {
            let fault = Fault::new("your progress file is damaged");
            fault.advice("start acquis again: it sets the file aside and recovers what can be read")
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.copy_now();
        if let Some(dir) = self.dir.as_deref().filter(|_| self.keeps_states.get()) {
            // Whoever misses the file reads the cache.
            let _ = states::keep(&self.db, dir);
        }
    }
}

fn immediate(db: &mut Connection) -> Result<Transaction<'_>> {
    db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sentence)
}

#[cfg(test)]
mod golden_tests;
#[cfg(test)]
mod tests;
