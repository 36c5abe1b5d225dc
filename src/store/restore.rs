//! A copy in the place of progress; what stood there is kept.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::error::{Fault, named};
use crate::files;
use crate::platform;
use crate::schedule::What;
use crate::store::fault::Result;
use crate::store::row::Row;
use crate::store::{FILE, Store, backup, log, open, recover};

/// The log of a copy, read and checked.
pub(crate) struct Copy {
    rows: Vec<(Row, What)>,
}

impl Copy {
    /// Reads a copy; `dir` is the data directory, where room for it is needed meanwhile.
    pub(crate) fn read(path: &Path, dir: &Path) -> Result<Self> {
        Ok(Self { rows: backup::read(path, &open::private_directory(dir)?)? })
    }

    pub(crate) fn events(&self) -> usize {
        self.rows.len()
    }

    /// The study day of its last event.
    pub(crate) fn newest_day(&self) -> Option<&str> {
        self.rows.iter().map(|(row, _)| row.day.as_str()).max()
    }

    /// How many events of this log the copy does not hold.
    pub(crate) fn lacks(&self, store: &Store) -> Result<usize> {
        let held: HashSet<&str> = self.rows.iter().map(|(row, _)| row.id.as_str()).collect();
        let mut lacking = 0;
        log::each_row(&store.db, |row| {
            lacking += usize::from(!held.contains(row.id.as_str()));
            Ok(())
        })?;
        Ok(lacking)
    }
}

impl Store {
    pub(crate) fn count(&self) -> Result<usize> {
        log::count(&self.db)
    }
}

/// The daily copies of a data directory, the newest first.
///
/// # Errors
/// Their folder cannot be looked at.
pub(crate) fn copies(dir: &Path) -> Result<Vec<PathBuf>> {
    backup::list(dir)
}

/// Puts a copy's log in the place of the one in use: where that is kept, if there was one.
///
/// # Errors
/// Another program is writing, or the disk refuses; then everything is as it was.
pub(crate) fn restore(dir: &Path, copy: &Copy) -> Result<Option<PathBuf>> {
    let dir = open::private_directory(dir)?;
    let path = dir.join(FILE);
    let found = files::look_at(&path)?;
    if found.as_ref().is_some_and(|found| !found.is_file()) {
        return Err(Fault::new(format!("`{}` is no regular file: it is left as it is", named(&path))));
    }
    let fresh = dir.join("progress.restoring.db");
    recover::build(&fresh, &copy.rows)?;
    let stands = found.is_some_and(|found| found.len() > 0);
    let held = if stands { recover::hold(&path)? } else { None };
    if platform::RENAMES_CLOSED_FILES_ONLY {
        drop(held);
    }
    backup::set_apart(&dir)?;
    let aside = if stands { Some(recover::free_name(&dir, "replaced")?) } else { None };
    recover::replace(&path, &fresh, aside.as_deref())?;
    open::settle_doubt(&dir);
    Ok(aside)
}

#[cfg(test)]
mod tests;
