//! Opening the database's file: private, checked, and set aside where it is damaged.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::error::Fault;
use crate::files;
use crate::store::fault::{Result, is_damage, sentence};
use crate::store::{FILE, log, schema};

/// The open database, migrated, and what was mended.
pub(super) fn file(dir: &Path) -> Result<(Connection, Vec<String>)> {
    let dir = private_directory(dir)?;
    let path = dir.join(FILE);
    match ours(&path, &dir) {
        Ok(db) => Ok((db, Vec::new())),
        Err(Trouble::Fault(fault)) => Err(fault),
        Err(Trouble::Damage) => recovered(&path, &dir),
    }
}

enum Trouble {
    /// To be set aside and salvaged.
    Damage,
    Fault(Fault),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(cause: rusqlite::Error) -> Self {
        if is_damage(&cause) { Self::Damage } else { Self::Fault(sentence(cause)) }
    }
}

fn ours(path: &Path, dir: &Path) -> std::result::Result<Connection, Trouble> {
    let is_new = fs::metadata(path).map_or(true, |found| found.len() == 0);
    private_file(path)?;
    let mut db = connection(path)?;
    let application: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if !is_new && application != schema::APPLICATION_ID {
        let tables: i64 = db.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
        if tables > 0 {
            let message = format!("`{}` is a database of another program", path.display());
            return Err(Fault::new(message)
                .advice("name another directory with --data-dir; the file was left as it is")
                .into());
        }
    }
    schema::migrate(&mut db, Some(dir))?;
    // A first read of both tables finds a file that was cut off.
    db.query_row("select count(*) from meta", [], |_| Ok(()))?;
    db.query_row("select max(stamp) from event", [], |_| Ok(()))?;
    Ok(db)
}

fn connection(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let db = Connection::open_with_flags(path, flags)?;
    db.execute_batch(
        "pragma busy_timeout = 5000; pragma journal_mode = truncate; pragma synchronous = full;
         pragma foreign_keys = on; pragma trusted_schema = off; pragma cell_size_check = on;",
    )?;
    Ok(db)
}

/// Sets the damaged file aside under a free name, and takes over what can be read of its log.
fn recovered(path: &Path, dir: &Path) -> Result<(Connection, Vec<String>)> {
    let aside = free_name(dir);
    let failed = |cause: std::io::Error| Fault::new(format!("could not set `{}` aside: {cause}", path.display()));
    fs::rename(path, &aside).map_err(failed)?;
    let journal = dir.join(format!("{FILE}-journal"));
    if journal.exists() {
        let mut beside = aside.clone().into_os_string();
        beside.push("-journal");
        fs::rename(&journal, beside).map_err(failed)?;
    }
    let mut db = match ours(path, dir) {
        Ok(db) => db,
        Err(Trouble::Fault(fault)) => return Err(fault),
        Err(Trouble::Damage) => return Err(Fault::new("a fresh progress file is damaged at once: check the disk")),
    };
    let events = connection(&aside).map(|old| log::salvage(&old)).unwrap_or_default();
    let tx = super::immediate(&mut db)?;
    for event in &events {
        log::insert(&tx, event)?;
    }
    tx.commit().map_err(sentence)?;
    let told = format!(
        "your progress file was damaged: it was kept as `{}`, and {} events of its log were recovered",
        aside.display(),
        events.len()
    );
    Ok((db, vec![told]))
}

fn free_name(dir: &Path) -> PathBuf {
    let mut names = (1..).map(|number| dir.join(format!("progress.damaged-{number}.db")));
    names.find(|name| !name.exists()).expect("there are more numbers than files")
}

/// The directory with its links resolved, made for its owner alone where it is missing.
fn private_directory(dir: &Path) -> Result<PathBuf> {
    let failed = |cause: std::io::Error| {
        let why = match cause.kind() {
            std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            std::io::ErrorKind::NotADirectory | std::io::ErrorKind::AlreadyExists => {
                "something else is in its place".to_owned()
            }
            _ => cause.to_string(),
        };
        Fault::new(format!("progress cannot be kept in `{}`: {why}", dir.display()))
            .advice("name a directory that can be written with --data-dir")
    };
    files::private_folder(dir).map_err(failed)?;
    fs::canonicalize(dir).map_err(failed)
}

/// Makes the file for its owner alone before SQLite does, which would let everybody read it.
fn private_file(path: &Path) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(cause) => {
            let fault = Fault::new(format!("progress cannot be kept in `{}`: {cause}", path.display()));
            Err(fault.advice("check the permissions of the directory, or name another with --data-dir"))
        }
    }
}
