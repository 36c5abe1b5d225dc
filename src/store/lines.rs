//! The log as JSON lines, out and in: `docs/log.md` gives their shape. Two logs are united by id.

#![expect(clippy::disallowed_methods, reason = "this is the door of log files")]

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::error::{Fault, named};
use crate::files;
use crate::schedule::{Event, EventId, FROM_ANKI, KINDS, Scheduler, What};
use crate::store::append::{refold, wanted};
use crate::store::fault::{Result, sentence};
use crate::store::row::Row;
use crate::store::{Store, backup, bounds, immediate, log, open};

/// The longest line of a log file, in bytes: an exam's paper is far shorter.
const LONGEST_LINE: u64 = 1024 * 1024;
/// One event, as it was written on whatever machine.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(super) row: Row,
    pub(super) what: What,
}

/// What became of the lines of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) added: usize,
    /// Known before, or told twice.
    pub(crate) known: usize,
}

#[derive(Serialize, Deserialize)]
struct Written {
    id: String,
    device: String,
    at: i64,
    utc_offset: i32,
    day: String,
    stamp: i64,
    what: Box<RawValue>,
    /// Of the row, in hexadecimal; only where lines travel between machines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seal: Option<String>,
}

impl Written {
    /// What a line says, and what its row's seal was when it was written.
    fn read(line: &str) -> std::result::Result<(Row, Option<i64>), String> {
        let Self { id, device, at, utc_offset, day, stamp, what, seal } =
            serde_json::from_str(line).map_err(|cause| reason(&cause))?;
        let seal = seal.map(|seal| u64::from_str_radix(&seal, 16).map(u64::cast_signed)).transpose();
        let seal = seal.map_err(|_| "`seal` is not hexadecimal")?;
        Ok((Row { id, device, at, utc_offset, day, stamp, payload: what.get().to_owned() }, seal))
    }

    /// The line of a row.
    fn line(row: Row, seal: Option<i64>) -> Result<String> {
        let bad = |cause: serde_json::Error| Fault::new(format!("an event cannot be written: {cause}"));
        let what = RawValue::from_string(row.payload).map_err(bad)?;
        let seal = seal.map(|seal| format!("{seal:016x}"));
        let Row { id, device, at, utc_offset, day, stamp, .. } = row;
        serde_json::to_string(&Self { id, device, at, utc_offset, day, stamp, what, seal }).map_err(bad)
    }
}

/// Reads a file of JSON lines, or a database of ours; room for a copy of that is needed in the data directory meanwhile.
///
/// # Errors
/// It cannot be read, is no regular file, or has a line that is no event of a known kind.
pub(crate) fn log_file(path: &Path, dir: &Path) -> Result<Vec<Line>> {
    let shown = named(path);
    match files::look_behind(path)? {
        Some(found) if !found.is_file() => return Err(Fault::new(format!("`{shown}` is no regular file"))),
        Some(_) if open::is_database(path)? => {
            let bad = |why| Fault::new(format!("`{shown}` holds an event that is none: {why}"));
            let rows = backup::read(path, &open::private_directory(dir)?)?.into_iter();
            return rows.map(|(row, _)| Line::of(row, None).map_err(bad)).collect();
        }
        _ => {}
    }
    let mut reader = BufReader::new(File::open(path).map_err(|cause| files::cannot_read(path, &cause))?);
    let next = || {
        let mut line = Vec::new();
        let read = reader.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut line);
        let text = read.and_then(|_| String::from_utf8(line).map_err(std::io::Error::other));
        Some(text).filter(|text| !matches!(text, Ok(text) if text.is_empty()))
    };
    log_lines(&shown, std::iter::from_fn(next))
}

/// Reads JSON lines; `name` says in messages where they come from.
pub(crate) fn log_lines(name: &str, lines: impl Iterator<Item = std::io::Result<String>>) -> Result<Vec<Line>> {
    let mut read = Vec::new();
    for (number, line) in (1..).zip(lines) {
        let bad = |why: String, is_newer: bool| {
            let advice = if is_newer {
                "nothing was taken in; a kind that this acquis does not know comes from a newer one: install that"
            } else {
                "nothing was taken in; `acquis log export` shows what such lines look like"
            };
            Fault::new(format!("{name}:{number}: this line is no event of a log: {why}")).advice(advice)
        };
        let line = line.map_err(|cause| bad(cause.to_string(), false))?;
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.len() as u64 > LONGEST_LINE {
            return Err(bad("it is longer than 1 MiB".to_owned(), false));
        }
        if !line.is_empty() {
            read.push(Line::read(line).map_err(|why| bad(why, is_of_unknown_kind(line)))?);
        }
    }
    Ok(read)
}

impl Line {
    /// Reads a line.
    ///
    /// # Errors
    /// What in it is no event of a known kind.
    pub(crate) fn read(line: &str) -> std::result::Result<Self, String> {
        let (row, seal) = Written::read(line)?;
        Self::of(row, seal)
    }

    /// A row from elsewhere, if it is an event of a known kind within the bounds.
    ///
    /// # Errors
    /// What in it is not.
    pub(super) fn of(row: Row, seal: Option<i64>) -> std::result::Result<Self, String> {
        let event = row.event(seal).map_err(|why| short(&why))?;
        if row.id.len() != 32 || row.id != event.id.to_string() {
            return Err("`id` is not 32 hexadecimal digits, small".to_owned());
        }
        if row.device.is_empty()
            || row.device.len() > 64
            || !row.device.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            return Err("`device` is not 1 to 64 letters and digits".to_owned());
        }
        if row.day != event.day.to_string() {
            return Err("`day` is not a date as 2026-01-31".to_owned());
        }
        bounds::row(&row, event.day)?;
        bounds::what(&event.what, event.day)?;
        Ok(Self { row, what: event.what })
    }
}

/// A row as it travels between machines: a line that tells whether it arrived whole.
pub(super) fn sealed(row: Row) -> Result<String> {
    let seal = row.seal();
    Written::line(row, Some(seal))
}

/// A row that arrived whole; nothing where it did not.
pub(super) fn unsealed(line: &str) -> Option<Row> {
    let (row, seal) = Written::read(line).ok()?;
    (seal? == row.seal()).then_some(row)
}

/// The kind of an event's payload, where this acquis does not know it.
pub(super) fn unknown_kind(payload: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Tagged {
        kind: String,
    }
    let Tagged { kind } = serde_json::from_str(payload).ok()?;
    (!KINDS.contains(&kind.as_str())).then_some(kind)
}

fn is_of_unknown_kind(line: &str) -> bool {
    Written::read(line).is_ok_and(|(row, _)| unknown_kind(&row.payload).is_some())
}

/// The parser's words without its place, which is told by line.
fn reason(cause: &serde_json::Error) -> String {
    let said = cause.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    format!("{} (column {})", short(said), cause.column())
}

/// The parser repeats what it read, however long.
fn short(said: &str) -> String {
    let start: String = said.chars().take(300).collect();
    if start.len() < said.len() { start + "…" } else { start }
}

impl Store {
    /// Hands every event on as a line, in order.
    pub(crate) fn export(&self, mut take: impl FnMut(String) -> Result<()>) -> Result<usize> {
        let mut count = 0;
        log::each_row(&self.db, |row| {
            count += 1;
            take(Written::line(row, None)?)
        })?;
        Ok(count)
    }

    /// Takes in what is not known yet, all or nothing, and folds the whole log anew.
    ///
    /// # Errors
    /// An id is known with another content, or the database cannot be written; nothing was changed.
    pub(crate) fn import(&mut self, lines: &[Line]) -> Result<Counts> {
        let tx = immediate(&mut self.db)?;
        let mut counts = Counts::default();
        for Line { row, what } in lines {
            let id: EventId = row.id.parse().map_err(|_| Fault::new("an id is not hexadecimal"))?;
            match log::find(&tx, id)? {
                None => {
                    log::insert_row(&tx, row, what)?;
                    counts.added += 1;
                }
                Some(known) if matches!(row.event(None), Ok(event) if event == known) => counts.known += 1,
                Some(known) if known.device == FROM_ANKI && row.device == FROM_ANKI => counts.known += 1,
                Some(_) => {
                    let message = format!("the event {} stands in your log with another content", row.id);
                    return Err(Fault::new(message).advice("one of the two files was altered: nothing was taken in"));
                }
            }
        }
        self.scheduler = folded_in(tx, &counts)?;
        Ok(counts)
    }

    /// Takes in events that were made elsewhere, each known by its id: all or nothing.
    ///
    /// # Errors
    /// The database cannot be written; nothing was changed.
    pub(crate) fn adopt(&mut self, events: &[Event]) -> Result<Counts> {
        let tx = immediate(&mut self.db)?;
        let mut counts = Counts::default();
        for event in events {
            if log::is_known(&tx, event.id)? {
                counts.known += 1;
            } else {
                log::insert(&tx, event)?;
                counts.added += 1;
            }
        }
        self.scheduler = folded_in(tx, &counts)?;
        Ok(counts)
    }
}

/// Ends the taking in of events with the states that follow from them; gives the scheduler that the log now wants.
fn folded_in(tx: Transaction<'_>, counts: &Counts) -> Result<Scheduler> {
    let scheduler = wanted(&tx)?;
    if counts.added > 0 {
        refold(&tx, &scheduler)?;
    }
    tx.commit().map_err(sentence)?;
    Ok(scheduler)
}

#[cfg(test)]
mod tests;
