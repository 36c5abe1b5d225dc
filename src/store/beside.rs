//! What a store of files leaves beside the database where two machines wrote it at once: a copy under another name.

use std::path::Path;

use rusqlite::Connection;

use crate::diagnostic::counted;
use crate::error::pasted;
use crate::files;
use crate::store::fault::Result;
use crate::store::{log, open};

/// What stands behind `progress` in the names that stores give: Dropbox, Nextcloud and Google Drive, Syncthing, `OneDrive`
/// (with the machine's name), iCloud.
const MARKS: [&str; 4] = [" (", ".sync-conflict-", "-", " "];

/// What is told of copies that hold events which the log lacks.
///
/// # Errors
/// The folder cannot be listed.
pub(super) fn told(db: &Connection, dir: &Path) -> Result<Vec<String>> {
    let mut told = Vec::new();
    for path in files::list(dir)?.into_iter().filter(|path| is_a_copys_name(path)) {
        let Ok(Some(found)) = files::look_at(&path) else { continue };
        if !found.is_file() || !open::is_ours(&path).unwrap_or(false) {
            continue;
        }
        let unites = format!("acquis log import {}", pasted(&path.to_string_lossy()));
        match lacking(db, &path) {
            Some(0) => {}
            Some(more) => {
                let events = counted(more, "event", "events");
                told.push(format!("a conflicted copy of your progress holds {events} more: `{unites}` unites them"));
            }
            None => told.push(format!("there is a conflicted copy of your progress: `{unites}` unites them")),
        }
    }
    Ok(told)
}

fn is_a_copys_name(path: &Path) -> bool {
    let stem = path.file_name().and_then(|name| name.to_str()?.strip_prefix("progress")?.strip_suffix(".db"));
    stem.is_some_and(|stem| MARKS.iter().any(|mark| stem.starts_with(mark)))
}

/// How many events of a copy the log does not hold; nothing where it cannot be read.
fn lacking(db: &Connection, path: &Path) -> Option<usize> {
    let copy = open::for_looking(path).ok()?;
    copy.execute_batch("pragma trusted_schema = off; pragma cell_size_check = on;").ok()?;
    let mut statement = copy.prepare("select id from event").ok()?;
    let mut rows = statement.query([]).ok()?;
    let mut lacking = 0;
    while let Some(row) = rows.next().ok()? {
        let id = row.get::<_, String>(0).ok()?.parse().ok()?;
        lacking += usize::from(!log::is_known(db, id).ok()?);
    }
    Some(lacking)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_that_stores_give_are_known_and_ours_are_not() {
        let known = [
            "progress (Anna's conflicted copy 2026-11-26).db",
            "progress (conflicted copy 2026-11-26 101112).db",
            "progress.sync-conflict-20261126-101112-ABCDEFG.db",
            "progress-DESKTOP-4F2.db",
            "progress 2.db",
            "progress (1).db",
        ];
        for name in known {
            assert!(is_a_copys_name(Path::new(name)), "{name}");
        }
        let ours =
            ["progress.db", "progress.damaged-1.db", "progress.replaced-1.db", "progress.restoring.db", "other.db"];
        for name in ours {
            assert!(!is_a_copys_name(Path::new(name)), "{name}");
        }
    }
}
