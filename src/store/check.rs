//! Whether a database is sound: its pages, its indexes, and every event in it.

use rusqlite::Connection;

use crate::store::fault::Trouble;
use crate::store::{cache, log};

/// The structure of all pages; indexes are not compared with their tables. About a millisecond a megabyte.
///
/// # Errors
/// It is damaged, or could not be read just now.
pub(super) fn pages(db: &Connection) -> Result<(), Trouble> {
    let said = db.query_row("pragma quick_check(1)", [], |row| row.get::<_, String>(0));
    if said.map_err(Trouble::of_reading)? == "ok" { Ok(()) } else { Err(Trouble::Damage) }
}

/// Whether its tables have the columns that are written: a changed bit of the schema is seen by no check of pages.
///
/// # Errors
/// They have not, or it could not be read just now.
pub(super) fn schema(db: &Connection) -> Result<(), Trouble> {
    for statement in [log::INSERTION, &cache::insertion()] {
        db.prepare(statement).map_err(Trouble::of_reading)?;
    }
    Ok(())
}

/// Pages, indexes, seals, and the columns that repeat what an event says: the number of events.
///
/// # Errors
/// It is damaged, or could not be read just now.
pub(super) fn events(db: &Connection) -> Result<usize, Trouble> {
    let said = db.query_row("pragma integrity_check(1)", [], |row| row.get::<_, String>(0));
    if said.map_err(Trouble::of_reading)? == "ok" { log::verified(db) } else { Err(Trouble::Damage) }
}
