//! Copies of a database: on demand, once a study day, and before each migration.

#![expect(clippy::disallowed_methods, reason = "copies are read back to be checked")]

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::error::Fault;
use crate::files::{self, Existing, Readers};
use crate::schedule::{StudyDay, What};
use crate::store::fault::{Result, Trouble, sentence};
use crate::store::{check, log, open, row::Row, schema};

/// Where a data directory keeps its copies.
const FOLDER: &str = "backups";
/// So many daily copies are kept.
const KEPT: usize = 7;

/// Writes a copy and reads it back: the number of its events.
///
/// # Errors
/// It cannot be written, or does not hold what it should.
pub(super) fn copy(db: &Connection, path: &Path, existing: Existing) -> Result<usize> {
    let mut counted = 0;
    files::fill(path, existing, Readers::Owner, |temporary| {
        db.execute("vacuum into ?1", [temporary.to_string_lossy()]).map_err(sentence)?;
        let copy = open::connection(temporary).map_err(sentence)?;
        counted = check::events(&copy).map_err(|trouble| match trouble {
            Trouble::Damage => Fault::new("the copy does not read back as it was written: check the disk"),
            Trouble::Fault(fault) => fault,
        })?;
        if counted < log::count(db)? {
            return Err(Fault::new("the copy holds fewer events than your progress"));
        }
        copy.close().map_err(|(_, cause)| sentence(cause))
    })?;
    Ok(counted)
}

/// What became of a daily copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Daily {
    Made,
    /// There is one of that day.
    Stands,
    /// The database contradicts itself: no copy was made, so that sound ones stay.
    Unsound,
}

/// Makes the copy of a study day, after a check of every event, and lets the oldest go.
pub(super) fn daily(db: &Connection, dir: &Path, day: StudyDay) -> Result<Daily> {
    let folder = folder(dir)?;
    let path = folder.join(format!("progress-{day}.db"));
    if path.symlink_metadata().is_ok() {
        return Ok(Daily::Stands);
    }
    match check::events(db) {
        Ok(_) => {}
        Err(Trouble::Damage) => return Ok(Daily::Unsound),
        Err(Trouble::Fault(fault)) => return Err(fault),
    }
    match copy(db, &path, Existing::Keep) {
        Ok(_) => {}
        // Another program made it meanwhile.
        Err(_) if path.exists() => return Ok(Daily::Stands),
        Err(fault) => return Err(fault),
    }
    for old in list(dir).iter().skip(KEPT) {
        let _ = fs::remove_file(old);
    }
    Ok(Daily::Made)
}

/// The copy kept before a migration.
pub(super) fn before_migration(db: &Connection, dir: &Path, version: u32) -> Result<()> {
    let folder = folder(dir)?;
    let name = |number: u32| folder.join(format!("before-version-{version}-{number}.db"));
    let path = (1..=u32::MAX).map(name).find(|path| path.symlink_metadata().is_err()).expect("a free number");
    files::fill(&path, Existing::Keep, Readers::Owner, |temporary| {
        db.execute("vacuum into ?1", [temporary.to_string_lossy()]).map(drop).map_err(sentence)
    })
}

/// The daily copies of a data directory, the newest first.
pub(super) fn list(dir: &Path) -> Vec<PathBuf> {
    let day = |path: &PathBuf| {
        let name = path.file_name()?.to_str()?;
        name.strip_prefix("progress-")?.strip_suffix(".db")?.parse::<StudyDay>().ok()
    };
    let Ok(entries) = fs::read_dir(dir.join(FOLDER)) else { return Vec::new() };
    let mut copies: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    copies.retain(|path| day(path).is_some() && path.symlink_metadata().is_ok_and(|found| found.is_file()));
    copies.sort_by_key(|path| std::cmp::Reverse(day(path)));
    copies
}

/// Names the copies that were made before a log was put in the place of another: they are not of this one.
const OF_ANOTHER_LOG: &str = "of-another-log.txt";

/// The daily copies of the log in use, the newest first: what recovery may take from.
pub(super) fn of_this_log(dir: &Path) -> Vec<PathBuf> {
    let other = fs::read_to_string(dir.join(FOLDER).join(OF_ANOTHER_LOG)).unwrap_or_default();
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| other.lines().any(|line| name == line));
    list(dir).into_iter().filter(|path| !named(path)).collect()
}

/// From here on another log is in use: the copies that stand stay, but are never mixed with it.
pub(super) fn set_apart(dir: &Path) -> Result<()> {
    let names: Vec<_> = list(dir).iter().filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect();
    if names.is_empty() {
        return Ok(());
    }
    let path = folder(dir)?.join(OF_ANOTHER_LOG);
    files::write(&path, (names.join("\n") + "\n").as_bytes(), Existing::Replace, Readers::Owner)
}

fn folder(dir: &Path) -> Result<PathBuf> {
    let folder = open::private_directory(&dir.join(FOLDER))?;
    if !folder.starts_with(dir) {
        let fault = Fault::new(format!("`{}` is a link out of the data directory", dir.join(FOLDER).display()));
        return Err(fault.advice("make it a directory: copies of your progress are kept in it"));
    }
    Ok(folder)
}

/// Every row of a database that somebody gave: a copy of it is opened, checked, and must be declared as ours are.
///
/// # Errors
/// It is not ours, from a newer version, damaged, or declared otherwise.
pub(super) fn read(path: &Path, scratch: &Path) -> Result<Vec<(Row, What)>> {
    let shown = path.display();
    let failed = |cause: std::io::Error| Fault::new(format!("could not read `{shown}`: {cause}"));
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(Fault::new(format!("`{shown}` is no regular file")));
    }
    if !open::is_ours(path)? {
        return Err(Fault::new(format!("`{shown}` holds no progress of acquis")));
    }
    if fs::metadata(open::journal_of(path)).is_ok_and(|journal| journal.len() > 0) {
        let fault = Fault::new(format!("`{shown}` was cut off in mid-write: its journal stands beside it"));
        return Err(fault.advice("open it once with the acquis that it belongs to, then try again"));
    }
    let own = tempfile::Builder::new().prefix(".acquis-").tempdir_in(scratch).map_err(failed)?;
    let copy = own.path().join("copy.db");
    open::private_file(&copy)?;
    let mut from = fs::File::open(path).map_err(failed)?;
    let mut to = fs::OpenOptions::new().write(true).open(&copy).map_err(failed)?;
    std::io::copy(&mut from, &mut to).map_err(failed)?;
    rows(&copy).map_err(|trouble| match trouble {
        Trouble::Damage => Fault::new(format!("`{shown}` is damaged")),
        Trouble::Fault(fault) => Fault::new(format!("`{shown}`: {fault}")),
    })
}

fn rows(copy: &Path) -> std::result::Result<Vec<(Row, What)>, Trouble> {
    let mut db = open::connection(copy)?;
    schema::versions_agree(&db)?;
    schema::migrate(&mut db, |_, _| Ok(()))?;
    let mut model = Connection::open_in_memory()?;
    schema::migrate(&mut model, |_, _| Ok(()))?;
    if schema::declared(&db)? != schema::declared(&model)? {
        return Err(Fault::new("its tables are not declared as those of acquis are").into());
    }
    check::events(&db)?;
    let mut rows = Vec::new();
    log::each_row(&db, |row| {
        let event = row.event(None).map_err(Fault::new)?;
        rows.push((row, event.what));
        Ok(())
    })?;
    Ok(rows)
}
