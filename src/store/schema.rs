//! Tables and numbered migrations. A copy is kept before each one.

use std::path::Path;

use rusqlite::Connection;

use crate::error::Fault;
use crate::store::fault::{Result, sentence};

/// `ACQS`: what says that a database is ours.
pub(super) const APPLICATION_ID: i32 = 0x4143_5153;

/// Each takes the database from its number to the next; a published one is never changed.
const MIGRATIONS: [&str; NEWEST as usize] = ["
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
"];

const NEWEST: u32 = 1;

/// Brings a database to the newest version, or refuses a newer one. `backups` is where copies are kept.
pub(super) fn migrate(db: &mut Connection, backups: Option<&Path>) -> Result<()> {
    let version: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(sentence)?;
    if version > NEWEST {
        let fault = Fault::new("your progress comes from a newer version of acquis");
        return Err(fault.advice("install that version or a later one; the file was left as it is"));
    }
    for (number, migration) in (version..NEWEST).zip(&MIGRATIONS[version as usize..]) {
        if let (Some(folder), 1..) = (backups, number) {
            let copy = folder.join(format!("before-version-{}.db", number + 1));
            db.execute("vacuum into ?1", [copy.to_string_lossy()]).map_err(sentence)?;
        }
        let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(sentence)?;
        // Another program may have migrated while this one waited for the lock.
        let now: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(sentence)?;
        if now == number {
            tx.execute_batch(migration).map_err(sentence)?;
            tx.pragma_update(None, "application_id", APPLICATION_ID).map_err(sentence)?;
            tx.pragma_update(None, "user_version", number + 1).map_err(sentence)?;
        }
        tx.commit().map_err(sentence)?;
    }
    Ok(())
}
