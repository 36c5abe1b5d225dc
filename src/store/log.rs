//! The event table: the truth.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::card::CardId;
use crate::error::Fault;
use crate::schedule::{Event, EventId, Moment, StudyDay, What};
use crate::store::fault::{Result, sentence};

const COLUMNS: &str = "id, device, at, utc_offset, day, stamp, payload";

/// 128 random bits from the system.
#[expect(clippy::disallowed_methods, reason = "the one place that draws ids")]
pub(super) fn fresh_id() -> Result<EventId> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|cause| Fault::new(format!("the system gives no random numbers: {cause}")))?;
    Ok(EventId(u128::from_be_bytes(bytes)))
}

/// The machine's id, made with the database.
pub(super) fn device(db: &Connection) -> Result<String> {
    let read = || db.query_row("select value from meta where key = 'device'", [], |row| row.get(0)).optional();
    if let Some(device) = read().map_err(sentence)? {
        return Ok(device);
    }
    let id = fresh_id()?.to_string();
    db.execute("insert or ignore into meta (key, value) values ('device', ?1)", [&id]).map_err(sentence)?;
    Ok(read().map_err(sentence)?.unwrap_or(id))
}

pub(super) fn newest_stamp(db: &Connection) -> Result<i64> {
    let newest = db.query_row("select max(stamp) from event", [], |row| row.get::<_, Option<i64>>(0));
    Ok(newest.map_err(sentence)?.unwrap_or(0))
}

pub(super) fn insert(db: &Connection, event: &Event) -> Result<()> {
    let payload = serde_json::to_string(&event.what).map_err(|cause| Fault::new(format!("could not save: {cause}")))?;
    let of = match &event.what {
        What::Retraction { of } => Some(of.to_string()),
        _ => None,
    };
    let sql = "insert into event (id, device, at, utc_offset, day, stamp, kind, card, of, payload)
               values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    db.prepare_cached(sql)
        .and_then(|mut statement| {
            statement.execute(params![
                event.id.to_string(),
                event.device,
                event.at.millis,
                event.at.offset,
                event.day.to_string(),
                event.stamp,
                event.what.kind(),
                event.what.card().map(ToString::to_string),
                of,
                payload,
            ])
        })
        .map(|_| ())
        .map_err(sentence)
}

/// Every event, those taken back included, in order.
pub(super) fn all(db: &Connection) -> Result<Vec<Event>> {
    select(db, &format!("select {COLUMNS} from event order by stamp, id"), [])
}

/// Events of a kind other than review, those taken back included.
pub(super) fn of_kind(db: &Connection, kind: &str) -> Result<Vec<Event>> {
    select(db, &format!("select {COLUMNS} from event where kind = ?1 and kind <> 'review' order by stamp, id"), [kind])
}

/// Events that name the card and were not taken back, in order.
pub(super) fn of_card(db: &Connection, card: &CardId) -> Result<Vec<Event>> {
    let sql = format!(
        "select {COLUMNS} from event as e where card = ?1
         and not exists (select 1 from event as r where r.of = e.id) order by stamp, id"
    );
    select(db, &sql, [card.to_string()])
}

pub(super) fn find(db: &Connection, id: EventId) -> Result<Option<Event>> {
    let found = select(db, &format!("select {COLUMNS} from event where id = ?1"), [id.to_string()])?;
    Ok(found.into_iter().next())
}

/// Reviews of that study day that were not taken back.
pub(super) fn reviewed_on(db: &Connection, day: StudyDay) -> Result<Vec<Event>> {
    let sql = format!(
        "select {COLUMNS} from event as e where kind = 'review' and day = ?1
         and not exists (select 1 from event as r where r.of = e.id) order by stamp, id"
    );
    select(db, &sql, [day.to_string()])
}

/// What can be read of a damaged log: forwards until the damage, then backwards until it.
pub(super) fn salvage(db: &Connection) -> Vec<Event> {
    let mut seen = HashSet::new();
    let mut events = Vec::new();
    for order in ["asc", "desc"] {
        let sql = format!("select {COLUMNS} from event not indexed order by rowid {order}");
        let Ok(mut statement) = db.prepare(&sql) else { continue };
        let Ok(rows) = statement.query_map([], event) else { continue };
        for row in rows {
            match row {
                Ok(Ok(event)) => {
                    if seen.insert(event.id) {
                        events.push(event);
                    }
                }
                Ok(Err(_)) => {}
                Err(_) => break,
            }
        }
    }
    events
}

fn select(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Event>> {
    let mut statement = db.prepare_cached(sql).map_err(sentence)?;
    let rows = statement.query_map(params, event).map_err(sentence)?;
    let mut events = Vec::new();
    for row in rows {
        events.push(row.map_err(sentence)??);
    }
    Ok(events)
}

/// One row; the inner error is a row that SQLite reads well, but that is no event.
fn event(row: &Row<'_>) -> rusqlite::Result<Result<Event>> {
    let (id, device): (String, String) = (row.get(0)?, row.get(1)?);
    let at = Moment { millis: row.get(2)?, offset: row.get(3)? };
    let (day, stamp, payload): (String, i64, String) = (row.get(4)?, row.get(5)?, row.get(6)?);
    let bad = |what: &str| Fault::new(format!("the log holds an event that cannot be read: {what} of {id}"));
    let read = || {
        let what = serde_json::from_str(&payload).map_err(|cause| bad(&cause.to_string()))?;
        let day = day.parse().map_err(|_| bad("day"))?;
        let id = id.parse().map_err(|_| bad("id"))?;
        Ok(Event { id, device: device.clone(), at, day, stamp, what })
    };
    Ok(read())
}
