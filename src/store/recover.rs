//! A damaged database is set aside, and its log recovered: from its own bytes, and from the newest sound copy.

#![expect(clippy::disallowed_methods, reason = "the bytes of a damaged file are read past SQLite")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::error::{Fault, named};
use crate::files;
use crate::platform;
use crate::schedule::What;
use crate::store::fault::{Result, Trouble, sentence};
use crate::store::{FILE, backup, check, immediate, log, open, pages, row::Row, schema};

/// Rows by id, each with what happened.
type Rows = BTreeMap<String, (Row, What)>;

/// Sets the damaged file aside under a free name and puts a sound one with what can be recovered in its place: what
/// the student is told; nothing if another program did it meanwhile.
///
/// At every moment either file stands there whole; if this is cut off, the next start begins anew.
pub(super) fn set_aside(dir: &Path) -> Result<Option<String>> {
    let path = dir.join(FILE);
    // Two programs that find the same damage take turns.
    let _turn = files::turn(&path);
    match open::ours(dir).and_then(|db| check::schema(&db).and_then(|()| check::events(&db))) {
        Ok(_) => return Ok(None),
        Err(Trouble::Fault(fault)) => return Err(fault),
        Err(Trouble::Damage) => {}
    }
    let failed = |cause: std::io::Error| Fault::new(format!("could not read `{}`: {cause}", named(&path)));
    let bytes = fs::read(&path).map_err(failed)?;
    let held = hold(&path)?;
    let (mut rows, mut unreadable) = salvage(&bytes);
    let own = rows.len();
    let copy = backup::of_this_log(dir)?.into_iter().find_map(|path| Some((backup::read(&path, dir).ok()?, path)));
    for (row, what) in copy.iter().flat_map(|(rows, _)| rows) {
        unreadable.remove(&row.id);
        rows.entry(row.id.clone()).or_insert_with(|| (row.clone(), what.clone()));
    }
    let fresh = dir.join("progress.recovering.db");
    build(&fresh, rows.values())?;
    if platform::RENAMES_CLOSED_FILES_ONLY {
        drop(held);
    }
    let aside = if bytes.is_empty() { None } else { Some(free_name(dir, "damaged")?) };
    replace(&path, &fresh, aside.as_deref())?;
    open::settle_doubt(dir);
    Ok(Some(told(aside.as_deref(), own, rows.len() - own, copy.map(|(_, path)| path).as_deref(), unreadable.len())))
}

/// What the student is told.
fn told(aside: Option<&Path>, own: usize, copied: usize, copy: Option<&Path>, unreadable: usize) -> String {
    let mut told = match aside {
        Some(aside) => format!("your progress file was damaged: it was kept as `{}`, and ", named(aside)),
        None => "your progress file was empty: ".to_owned(),
    };
    told += &format!("{} events of its log were recovered", own + copied);
    if let Some(copy) = copy.filter(|_| copied > 0) {
        told += &format!(", {copied} of them from the copy `{}`", named(copy));
    }
    if unreadable > 0 {
        told += &format!("; {unreadable} could not be read");
    }
    told
}

/// A file whose log could be read, and the ids of what of it could not.
fn salvage(bytes: &[u8]) -> (Rows, BTreeSet<String>) {
    let (mut rows, mut unreadable) = (Rows::new(), BTreeSet::new());
    for (row, seal) in pages::rows(bytes) {
        match row.event(seal) {
            Ok(event) => drop(rows.insert(row.id.clone(), (row, event.what))),
            Err(_) => drop(unreadable.insert(row.id)),
        }
    }
    unreadable.retain(|id| !rows.contains_key(id));
    (rows, unreadable)
}

/// Makes a whole new database with these rows, on disk when this returns.
pub(super) fn build<'a>(path: &Path, rows: impl IntoIterator<Item = &'a (Row, What)>) -> Result<()> {
    // Left behind by a run that was cut off.
    for old in [path.to_path_buf(), open::journal_of(path)] {
        let _ = fs::remove_file(old);
    }
    open::private_file(path)?;
    let mut db = open::connection(path).map_err(sentence)?;
    schema::migrate(&mut db, |_, _| Ok(()))?;
    let tx = immediate(&mut db)?;
    for (row, what) in rows {
        log::insert_row(&tx, row, what)?;
    }
    tx.commit().map_err(sentence)?;
    db.close().map_err(|(_, cause)| sentence(cause))?;
    let _ = fs::remove_file(open::journal_of(path));
    Ok(())
}

/// Puts a new database in the place of the old one, which is kept under another name.
pub(super) fn replace(path: &Path, fresh: &Path, aside: Option<&Path>) -> Result<()> {
    if let Some(aside) = aside {
        files::also_as(path, aside)?;
        // A journal belongs to the old file: it must never be played back into the new one.
        let journal = open::journal_of(path);
        if open::size_of(&journal)? > 0 {
            files::take_place(&journal, &open::journal_of(aside))?;
        }
    }
    files::take_place(fresh, path)
}

/// Keeps every other program from writing while the file is replaced; nothing if SQLite cannot even lock it.
pub(super) fn hold(path: &Path) -> Result<Option<Connection>> {
    match open::connection(path).and_then(|db| db.execute_batch("begin exclusive").map(|()| db)) {
        Ok(db) => Ok(Some(db)),
        Err(cause) if cause.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => Err(sentence(cause)),
        Err(_) => Ok(None),
    }
}

/// The first name that is free: `progress.damaged-1.db`.
pub(super) fn free_name(dir: &Path, why: &str) -> Result<PathBuf> {
    for number in 1..=u32::MAX {
        let path = dir.join(format!("progress.{why}-{number}.db"));
        if files::look_at(&path)?.is_none() {
            return Ok(path);
        }
    }
    unreachable!("there are more numbers than files")
}

#[cfg(test)]
mod tests;
