//! Opening the database's file: private, known as ours before anything is written to it, and checked.

#![expect(clippy::disallowed_methods, reason = "SQLite opens the file; what it is is looked at before")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Fault, named};
use crate::files::{self, cannot_read};
use crate::platform;
use crate::store::fault::{Result, Trouble};
use crate::store::{FILE, backup, cache, check, log, pages, schema};

/// Up to this size the structure of every page is checked at each start: a millisecond a megabyte.
const CHECKED_AT_START: u64 = 16 * 1024 * 1024;

/// The open database of a data directory, migrated.
pub(super) fn ours(dir: &Path) -> std::result::Result<Connection, Trouble> {
    let path = dir.join(FILE);
    platform::ignore_file_size_signal();
    identify(&path, dir)?;
    private_file(&path)?;
    let mut db = connection(&path)?;
    schema::versions_agree(&db)?;
    schema::migrate(&mut db, |db, version| backup::before_migration(db, dir, version))?;
    let doubt = doubted(dir)?;
    let size = size_of(&path)?;
    if doubt {
        check::events(&db)?;
        // Nothing vouches for the cache but the log.
        cache::forget_version(&db).map_err(Trouble::Fault)?;
    } else if size <= CHECKED_AT_START {
        check::pages(&db)?;
    }
    // A first read of both tables finds a file that was cut off, and a stamp that must not be continued.
    db.query_row("select count(*) from meta", [], |_| Ok(()))?;
    log::newest_stamp(&db)?;
    not_cut_off(&mut db, &path)?;
    if doubt {
        settle_doubt(dir);
    }
    Ok(db)
}

/// Opens a file that is known to be ours.
pub(super) fn connection(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let db = Connection::open_with_flags(path, flags)?;
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        db.set_db_config(config, on)?;
    }
    db.execute_batch(
        "pragma busy_timeout = 5000; pragma journal_mode = truncate; pragma synchronous = full;
         pragma foreign_keys = on; pragma trusted_schema = off; pragma cell_size_check = on;",
    )?;
    Ok(db)
}

/// Opens a copy of ours that nothing is written to.
pub(super) fn for_looking(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    Connection::open_with_flags(path, flags)
}

/// A file shorter than it says it is was cut off, be it by a few bytes that SQLite reads as zeros. Asked while nobody can
/// be writing, and without opening the file once more: closing it would give SQLite's locks up.
fn not_cut_off(db: &mut Connection, path: &Path) -> std::result::Result<(), Trouble> {
    let tx = db.transaction()?;
    tx.query_row("select count(*) from meta", [], |_| Ok(()))?;
    let pages: u32 = tx.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let size: u32 = tx.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let found = size_of(path)?;
    if found < u64::from(pages) * u64::from(size) { Err(Trouble::Damage) } else { Ok(()) }
}

/// Bytes of a file or a journal; none where it does not stand.
pub(super) fn size_of(path: &Path) -> Result<u64> {
    Ok(files::look_at(path)?.map_or(0, |found| found.len()))
}

/// Lets a file be opened only if it is new, empty, or ours.
fn identify(path: &Path, dir: &Path) -> std::result::Result<(), Trouble> {
    let Some(found) = files::look_at(path)? else { return Ok(()) };
    if !found.is_file() {
        let what = if found.is_symlink() { "a link, and links are not followed" } else { "no regular file" };
        let fault = Fault::new(format!("`{}` is {what}", named(path)));
        return Err(fault.advice("name another directory with --data-dir").into());
    }
    if found.len() == 0 {
        // An empty file is a fresh one, unless there was progress before.
        return if backup::list(dir)?.is_empty() { Ok(()) } else { Err(Trouble::Damage) };
    }
    let head = head(path)?;
    if head.is_ours() {
        return Ok(());
    }
    if size_of(&journal_of(path))? > 0 {
        // Cut off in mid-write: SQLite restores what was there before.
        let rolled_back = connection(path).and_then(|db| db.query_row("select 1 from sqlite_schema", [], |_| Ok(())));
        drop(rolled_back);
        if size_of(path)? == 0 || self::head(path)?.is_ours() {
            return Ok(());
        }
    }
    let bytes = fs::read(path).map_err(|cause| cannot_read(path, &cause))?;
    if head.has_our_id() || !pages::rows(&bytes).is_empty() {
        return Err(Trouble::Damage);
    }
    let what = if head.has_magic() { "a database of another program" } else { "no database" };
    let fault = Fault::new(format!("`{}` is {what}", named(path)));
    Err(fault.advice("name another directory with --data-dir; the file was left as it is").into())
}

/// The first hundred bytes of a file.
struct Head([u8; 100]);

impl Head {
    fn has_magic(&self) -> bool {
        self.0.starts_with(b"SQLite format 3\0")
    }

    fn has_our_id(&self) -> bool {
        self.0[68..72] == schema::APPLICATION_ID.to_be_bytes()
    }

    fn is_ours(&self) -> bool {
        self.has_magic() && self.has_our_id()
    }
}

fn head(path: &Path) -> Result<Head> {
    let mut bytes = Vec::with_capacity(100);
    let file = fs::File::open(path).map_err(|cause| cannot_read(path, &cause))?;
    file.take(100).read_to_end(&mut bytes).map_err(|cause| cannot_read(path, &cause))?;
    bytes.resize(100, 0);
    Ok(Head(bytes.try_into().expect("a hundred bytes")))
}

/// Whether a file is a database of ours, by its first bytes.
pub(super) fn is_ours(path: &Path) -> Result<bool> {
    head(path).map(|head| head.is_ours())
}

/// Whether a file is a database, ours or not, by its first bytes.
pub(super) fn is_database(path: &Path) -> Result<bool> {
    head(path).map(|head| head.has_magic())
}

pub(super) fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

/// A file whose presence asks the next start for a thorough check.
fn doubt(dir: &Path) -> PathBuf {
    dir.join("progress.doubted")
}

/// Something contradicted itself: the next start reads every event, and recovers the log if it has to.
pub(super) fn raise_doubt(dir: &Path) {
    // On a disk that takes nothing the next start finds out by itself, or not at all.
    let _ = fs::OpenOptions::new().write(true).create_new(true).open(doubt(dir));
}

fn doubted(dir: &Path) -> Result<bool> {
    Ok(files::look_at(&doubt(dir))?.is_some())
}

pub(super) fn settle_doubt(dir: &Path) {
    let _ = fs::remove_file(doubt(dir));
}

/// The directory with its links resolved, made for its owner alone where it is missing.
pub(super) fn private_directory(dir: &Path) -> Result<PathBuf> {
    let failed = |cause: std::io::Error| {
        Fault::new(format!("progress cannot be kept in `{}`: {}", named(dir), files::reason(&cause)))
            .advice("name a directory that can be written with --data-dir")
    };
    files::private_folder(dir).map_err(failed)?;
    fs::canonicalize(dir).map_err(failed)
}

/// Makes the file for its owner alone before SQLite does, which would let everybody read it; one that stands there
/// already is closed to others.
pub(super) fn private_file(path: &Path) -> Result<()> {
    let failed = |cause: std::io::Error| {
        let fault = Fault::new(format!("progress cannot be kept in `{}`: {cause}", named(path)));
        fault.advice("check the permissions of the directory, or name another with --data-dir")
    };
    match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => {
            // A file that cannot be closed to others, as on a stick, can still be used.
            let _ = close_to_others(path);
            Ok(())
        }
        Err(cause) => Err(failed(cause)),
        Ok(_) => close_to_others(path).map_err(failed),
    }
}

fn close_to_others(path: &Path) -> std::io::Result<()> {
    let Some(found) = files::look_at(path).map_err(std::io::Error::other)? else { return Ok(()) };
    platform::close_file(path, &found)
}
