//! Exams in the log. Attempts are folded when asked for, no table holds them; only the running clock and where the result goes have rows, since
//! a kill between two answers would give its time back.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::error::Fault;
use crate::exam::{Attempt, Seen, attempts, reviews};
use crate::schedule::{Event, Moment, NewEvent, StudyDay, What};
use crate::store::append::{append_in, fold_version, wanted};
use crate::store::fault::{Result, sentence};
use crate::store::{Store, cache, immediate, log};

/// Where the result of an open attempt is to go, in `meta`.
fn saving_key(attempt: &str) -> String {
    format!("exam-saving:{attempt}")
}

/// Where the clock of an open attempt stands in `meta`.
fn clock_key(attempt: &str) -> String {
    format!("exam-clock:{attempt}")
}

impl Store {
    /// 128 random bits, in hexadecimal: an id for a new attempt, for one.
    pub(crate) fn fresh_id() -> Result<String> {
        log::fresh_id().map(|id| id.to_string())
    }

    /// Whether an attempt goes on here: it was started here, or taken over.
    pub(crate) fn holds(&self, attempt: &Attempt) -> bool {
        attempt.device == self.device
    }

    /// Every attempt, the oldest first, and a word on each that cannot be read.
    pub(crate) fn attempts(&self) -> Result<(Vec<Attempt>, Vec<String>)> {
        Ok(attempts(&events(&self.db)?))
    }

    /// Hands an attempt in: one transaction with the hand-in and a review for each answered card. What another program
    /// answered meanwhile is in it. False where it had been handed in before.
    pub(crate) fn hand_in(&mut self, attempt: &str, at: Moment, day: StudyDay, retention: u16) -> Result<bool> {
        let tx = immediate(&mut self.db)?;
        // Another program may have set other parameters meanwhile.
        if cache::version(&tx)?.as_deref() != Some(&fold_version(&self.scheduler)) {
            self.scheduler = wanted(&tx)?;
        }
        let (known, _) = attempts(&events(&tx)?);
        let Some(open) = known.into_iter().find(|known| known.id == attempt && known.handed_in.is_none()) else {
            return Ok(false);
        };
        if open.device != self.device {
            let fault = Fault::new(format!("exam {} was taken over on another machine", open.number));
            return Err(fault.advice("it can be handed in there alone; every answer given here is kept"));
        }
        let seen = open.paper.items.iter().map(|item| seen(&tx, item)).collect::<Result<Vec<_>>>()?;
        let mut new = vec![NewEvent { at, day, what: What::HandIn { attempt: attempt.to_owned() } }];
        let left = reviews(&open, retention, &seen).into_iter();
        new.extend(left.map(|(day, review)| NewEvent { at, day, what: What::Review(review) }));
        append_in(&tx, &self.device, &self.scheduler, &new)?;
        for key in [clock_key(attempt), saving_key(attempt)] {
            tx.execute("delete from meta where key = ?1", [key]).map_err(sentence)?;
        }
        tx.commit().map_err(sentence)?;
        Ok(true)
    }

    /// Notes the seconds spent on an open attempt, as far as the log does not hold them yet.
    pub(crate) fn note_clock(&mut self, attempt: &str, spent: u64) -> Result<()> {
        self.note(&clock_key(attempt), &spent.to_string())
    }

    /// The seconds last noted.
    pub(crate) fn noted_clock(&self, attempt: &str) -> Result<u64> {
        Ok(self.noted(&clock_key(attempt))?.and_then(|spent| spent.parse().ok()).unwrap_or(0))
    }

    /// Notes where the result of an open attempt is to go, and under which name: it is this machine's alone.
    pub(crate) fn note_saving(&mut self, attempt: &str, saving: &str) -> Result<()> {
        self.note(&saving_key(attempt), saving)
    }

    pub(crate) fn noted_saving(&self, attempt: &str) -> Result<Option<String>> {
        self.noted(&saving_key(attempt))
    }

    fn note(&mut self, key: &str, value: &str) -> Result<()> {
        let sql = "insert or replace into meta (key, value) values (?1, ?2)";
        let tx = immediate(&mut self.db)?;
        tx.execute(sql, params![key, value]).map_err(sentence)?;
        tx.commit().map_err(sentence)
    }

    fn noted(&self, key: &str) -> Result<Option<String>> {
        let sql = "select value from meta where key = ?1";
        self.db.query_row(sql, [key], |row| row.get::<_, String>(0)).optional().map_err(sentence)
    }
}

fn events(db: &Connection) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for kind in ["exam_start", "exam_answer", "hand_in", "take_over", "retraction"] {
        events.extend(log::of_kind(db, kind)?);
    }
    Ok(events)
}

fn seen(tx: &Transaction<'_>, item: &crate::exam::PaperItem) -> Result<Seen> {
    let stamps = log::of_card(tx, &item.card)?.into_iter().filter_map(|event| match event.what {
        What::Review(review) if review.counts => Some(event.stamp),
        _ => None,
    });
    Ok(Seen { reviewed: stamps.max(), progress: cache::one(tx, &item.card)? })
}
