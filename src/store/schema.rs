//! Tables and numbered migrations. A copy is kept before each one.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Fault;
use crate::store::fault::{Result, Trouble, sentence};

/// `ACQS`: what says that a database is ours.
pub(super) const APPLICATION_ID: i32 = 0x4143_5153;

/// Each takes the database from its number to the next; a published one is never changed.
const MIGRATIONS: [&str; NEWEST as usize] = [
    "
    create table meta (key text primary key, value text not null) strict;
    create table event (
        id text primary key,
        device text not null,
        at integer not null,
        utc_offset integer not null,
        day text not null,
        stamp integer not null,
        kind text not null,
        card text,
        of text,
        payload text not null
    ) strict;
    create index event_by_card on event (card, stamp, id) where card is not null;
    create index event_by_day on event (day) where kind = 'review';
    create index event_by_kind on event (kind) where kind <> 'review';
    create index event_by_stamp on event (stamp);
    create index retraction on event (of) where of is not null;
    create table progress (
        card text primary key,
        stability real,
        difficulty real,
        first text,
        last text,
        due text,
        reviews integer not null,
        lapses integer not null,
        relearning integer not null,
        suspended integer not null,
        flagged integer not null,
        text_hash integer not null,
        revised integer not null
    ) strict, without rowid;
    ",
    "alter table event add column seal integer",
    // Nothing but the number: an older acquis, which would take `note` and `accept` for damage, refuses the file.
    "",
];

pub(super) const NEWEST: u32 = 3;

/// The version stands in the file's header and in a table: where the two contradict each other, a bit was changed.
pub(super) fn versions_agree(db: &Connection) -> std::result::Result<(), Trouble> {
    let version: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(Trouble::of_reading)?;
    let tables: i64 = db.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
    if tables == 0 && version == 0 {
        return Ok(());
    }
    let sql = "select value from meta where key = 'version'";
    let written: Option<String> = db.query_row(sql, [], |row| row.get(0)).optional().map_err(Trouble::of_reading)?;
    // The first version did not write it yet.
    let agree = written.map_or(version == 1, |written| written == version.to_string());
    if agree { Ok(()) } else { Err(Trouble::Damage) }
}

/// Brings a database to the newest version, or refuses a newer one. `keep` is called with the version to come before
/// each step that changes a database in use.
pub(super) fn migrate(db: &mut Connection, keep: impl Fn(&Connection, u32) -> Result<()>) -> Result<()> {
    let version: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(sentence)?;
    not_newer(version, NEWEST)?;
    if version > 0 {
        for number in version..NEWEST {
            keep(db, number + 1)?;
            step(db, number, number + 1)?;
        }
        return Ok(());
    }
    // A fresh file comes to be whole, so that another program never meets it half made.
    step(db, 0, NEWEST)
}

/// Whether an acquis that knows the versions up to `newest` may open a database of that version.
fn not_newer(version: u32, newest: u32) -> Result<()> {
    if version <= newest {
        return Ok(());
    }
    let fault = Fault::new("your progress comes from a newer version of acquis");
    let advice = "install that version or a later one, or go back to a copy (`acquis restore` lists them)";
    Err(fault.advice(format!("{advice}; the file was left as it is")))
}

/// Takes a database from one version to another in one transaction, unless another program did it meanwhile.
fn step(db: &mut Connection, from: u32, to: u32) -> Result<()> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(sentence)?;
    let now: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(sentence)?;
    if now == from {
        for migration in &MIGRATIONS[from as usize..to as usize] {
            tx.execute_batch(migration).map_err(sentence)?;
        }
        tx.pragma_update(None, "application_id", APPLICATION_ID).map_err(sentence)?;
        tx.pragma_update(None, "user_version", to).map_err(sentence)?;
        let sql = "insert or replace into meta (key, value) values ('version', ?1)";
        tx.execute(sql, [to.to_string()]).map_err(sentence)?;
    }
    tx.commit().map_err(sentence)
}

/// A database as an old acquis left it.
#[cfg(test)]
pub(super) fn at_version(db: &Connection, version: u32) {
    MIGRATIONS[..version as usize].iter().for_each(|migration| db.execute_batch(migration).expect("it was published"));
    db.pragma_update(None, "application_id", APPLICATION_ID).expect("a database");
    db.pragma_update(None, "user_version", version).expect("a database");
    if version > 1 {
        let sql = "insert into meta (key, value) values ('version', ?1)";
        db.execute(sql, [version.to_string()]).expect("a database");
    }
}

/// What the tables and indexes of a database are declared as.
pub(super) fn declared(db: &Connection) -> Result<Vec<String>> {
    let sql =
        "select coalesce(sql, type || ' ' || name) from sqlite_schema where name <> 'sqlite_stat1' order by type, name";
    let mut statement = db.prepare(sql).map_err(sentence)?;
    let rows = statement.query_map([], |row| row.get(0)).map_err(sentence)?;
    rows.collect::<rusqlite::Result<_>>().map_err(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each number is one that an acquis was published with, or is about to be.
    #[test]
    fn every_older_version_refuses_what_a_newer_one_left() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, |_, _| Ok(())).unwrap();
        let left: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        for newest in 1..NEWEST {
            let refused = not_newer(left, newest).unwrap_err().to_string();
            assert!(refused.contains("a newer version"), "{refused}");
        }
        not_newer(left, NEWEST).unwrap();
        assert!(versions_agree(&db).is_ok());
    }

    #[test]
    fn a_database_of_any_version_comes_to_be_what_a_fresh_one_is() {
        let mut fresh = Connection::open_in_memory().unwrap();
        migrate(&mut fresh, |_, _| Ok(())).unwrap();
        for version in 1..=NEWEST {
            let mut db = Connection::open_in_memory().unwrap();
            at_version(&db, version);
            let kept = std::cell::RefCell::new(Vec::new());
            migrate(&mut db, |_, to| {
                kept.borrow_mut().push(to);
                Ok(())
            })
            .unwrap();
            assert_eq!(kept.into_inner(), (version + 1..=NEWEST).collect::<Vec<_>>(), "a copy before each step");
            assert!(versions_agree(&db).is_ok());
            assert_eq!(declared(&db).unwrap().len(), declared(&fresh).unwrap().len());
        }
    }
}
