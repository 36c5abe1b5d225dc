//! Copies of a database: on demand, once a study day, and before each migration.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::error::{Fault, named};
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
    // Counted before: another program may go on saving while the copy is made.
    let least = log::count(db)?;
    files::fill(path, existing, Readers::Owner, |temporary| {
        vacuum_into(db, temporary)?;
        let copy = open::connection(temporary).map_err(sentence)?;
        counted = check::events(&copy).map_err(|trouble| match trouble {
            Trouble::Damage => Fault::new("the copy does not read back as it was written: check the disk"),
            Trouble::Fault(fault) => fault,
        })?;
        if counted < least {
            return Err(Fault::new("the copy holds fewer events than your progress"));
        }
        copy.close().map_err(|(_, cause)| sentence(cause))
    })?;
    Ok(counted)
}

/// A path that is no Unicode is one to SQLite all the same.
fn vacuum_into(db: &Connection, path: &Path) -> Result<()> {
    db.execute("vacuum into cast(?1 as text)", [path.as_os_str().as_encoded_bytes()]).map(drop).map_err(sentence)
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
    let other = of_another_log(dir)?;
    let mut names = (1..).map(|number| folder.join(name_of(day, number)));
    let path = names.find(|path| !is_named_in(&other, path)).expect("a free number");
    let stands = files::look_at(&path)?.is_some();
    if stands && !is_overtaken(db, &path, day)? {
        return Ok(Daily::Stands);
    }
    match check::events(db) {
        Ok(_) => {}
        Err(Trouble::Damage) => return Ok(Daily::Unsound),
        Err(Trouble::Fault(fault)) => return Err(fault),
    }
    match copy(db, &path, if stands { Existing::Replace } else { Existing::Keep }) {
        Ok(_) => {}
        // Another program made it meanwhile.
        Err(_) if !stands && files::look_at(&path)?.is_some() => return Ok(Daily::Stands),
        Err(fault) => return Err(fault),
    }
    let (others, own): (Vec<_>, Vec<_>) = list(dir)?.into_iter().partition(|path| is_named_in(&other, path));
    for old in own.iter().skip(KEPT).chain(others.iter().skip(KEPT)) {
        let _ = fs::remove_file(old);
    }
    Ok(Daily::Made)
}

/// The copy of that name was made when the clock claimed the day before it came: other days were saved since.
fn is_overtaken(db: &Connection, path: &Path, day: StudyDay) -> Result<bool> {
    match newest_in(path) {
        None => Ok(true),
        Some(newest) => log::another_day_since(db, newest, day),
    }
}

/// The stamp of the last event that a copy holds: it grows with what was written, whatever the clock claimed.
fn newest_in(path: &Path) -> Option<i64> {
    let db = open::for_looking(path).ok()?;
    log::newest_stamp(&db).ok()
}

fn name_of(day: StudyDay, number: u32) -> String {
    if number == 1 { format!("progress-{day}.db") } else { format!("progress-{day}-{number}.db") }
}

/// The day that a copy's name claims.
fn claimed_day(path: &Path) -> Option<StudyDay> {
    let name = path.file_name()?.to_str()?.strip_prefix("progress-")?.strip_suffix(".db")?;
    name.get(..10)?.parse().ok().filter(|_| name[10..].is_empty() || name[10..].starts_with('-'))
}

/// The copy kept before a migration.
pub(super) fn before_migration(db: &Connection, dir: &Path, version: u32) -> Result<()> {
    before(db, dir, &format!("version-{version}"))
}

/// A copy that stays, kept before something is done.
pub(super) fn before(db: &Connection, dir: &Path, what: &str) -> Result<()> {
    let folder = folder(dir)?;
    let mut number = 1;
    loop {
        let path = folder.join(format!("before-{what}-{number}.db"));
        match files::fill(&path, Existing::Keep, Readers::Owner, |temporary| vacuum_into(db, temporary)) {
            // Taken, be it this moment by another program that migrates as well.
            Err(_) if files::look_at(&path)?.is_some() => number += 1,
            made => return made,
        }
    }
}

/// The daily copies of a data directory, the newest first by what they hold; what cannot be read comes last.
///
/// # Errors
/// The folder cannot be looked at.
pub(super) fn list(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut copies = Vec::new();
    for path in files::list(&dir.join(FOLDER))? {
        if claimed_day(&path).is_some() && files::look_at(&path)?.is_some_and(|found| found.is_file()) {
            copies.push(path);
        }
    }
    copies.sort_by_cached_key(|path| std::cmp::Reverse((newest_in(path), claimed_day(path))));
    Ok(copies)
}

/// Names the copies that were made before a log was put in the place of another: they are not of this one.
const OF_ANOTHER_LOG: &str = "of-another-log.txt";
/// Bytes of it at most.
const LONGEST_LIST: u64 = 1 << 20;

fn of_another_log(dir: &Path) -> Result<String> {
    let named = files::read(&dir.join(FOLDER).join(OF_ANOTHER_LOG), LONGEST_LIST, "take it away")?;
    Ok(String::from_utf8_lossy(&named.unwrap_or_default()).into_owned())
}

fn is_named_in(names: &str, path: &Path) -> bool {
    path.file_name().is_some_and(|name| names.lines().any(|line| name == line))
}

/// The daily copies of the log in use, the newest first: what recovery may take from.
pub(super) fn of_this_log(dir: &Path) -> Result<Vec<PathBuf>> {
    let other = of_another_log(dir)?;
    Ok(list(dir)?.into_iter().filter(|path| !is_named_in(&other, path)).collect())
}

/// From here on another log is in use: the copies that stand stay, but are never mixed with it.
pub(super) fn set_apart(dir: &Path) -> Result<()> {
    let standing = list(dir)?;
    let names: Vec<_> = standing.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let path = folder(dir)?.join(OF_ANOTHER_LOG);
    files::write(
        &path,
        (names.join(
            "
",
        ) + "
")
        .as_bytes(),
        Existing::Replace,
        Readers::Owner,
    )
}

fn folder(dir: &Path) -> Result<PathBuf> {
    let folder = open::private_directory(&dir.join(FOLDER))?;
    if !folder.starts_with(dir) {
        let fault = Fault::new(format!("`{}` is a link out of the data directory", named(&dir.join(FOLDER))));
        return Err(fault.advice("make it a directory: copies of your progress are kept in it"));
    }
    Ok(folder)
}

/// Every row of a database that somebody gave: a copy of it is opened, checked, and must be declared as ours are.
///
/// # Errors
/// It is not ours, from a newer version, damaged, or declared otherwise.
pub(super) fn read(path: &Path, scratch: &Path) -> Result<Vec<(Row, What)>> {
    let shown = named(path);
    match files::look_behind(path)? {
        None => return Err(files::cannot_read(path, &std::io::ErrorKind::NotFound.into())),
        Some(found) if !found.is_file() => return Err(Fault::new(format!("`{shown}` is no regular file"))),
        Some(_) => {}
    }
    if !open::is_ours(path)? {
        return Err(Fault::new(format!("`{shown}` holds no progress of acquis")));
    }
    if open::size_of(&open::journal_of(path))? > 0 {
        let fault = Fault::new(format!("`{shown}` was cut off in mid-write: its journal stands beside it"));
        return Err(fault.advice("open it once with the acquis that it belongs to, then try again"));
    }
    let own = scratch_copy(path, scratch)?;
    rows(&own.path().join(SCRATCH)).map_err(|trouble| match trouble {
        Trouble::Damage => Fault::new(format!("`{shown}` is damaged")),
        Trouble::Fault(fault) => Fault::new(format!("`{shown}`: {fault}")),
    })
}

/// The name of a stranger's copy in a folder of its own.
const SCRATCH: &str = "copy.db";

/// A copy of the file in a folder that goes with the value.
fn scratch_copy(path: &Path, scratch: &Path) -> Result<tempfile::TempDir> {
    let no_room = |cause: std::io::Error| {
        let why = files::reason(&cause);
        let fault = Fault::new(format!("there is no room beside your progress to read `{}`: {why}", named(path)));
        fault.advice(format!("it is read from a copy in `{}`", named(scratch)))
    };
    let own = files::scratch_folder(scratch).map_err(no_room)?;
    let copy = own.path().join(SCRATCH);
    open::private_file(&copy)?;
    files::copy_into(path, &copy).map_err(|failed| match failed {
        files::Uncopied::Reading(cause) => files::cannot_read(path, &cause),
        files::Uncopied::Writing(cause) => no_room(cause),
    })?;
    Ok(own)
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
