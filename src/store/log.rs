//! The event table: the truth.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use crate::card::CardId;
use crate::error::Fault;
use crate::schedule::{Event, EventId, StudyDay, What, void_hand_ins};
use crate::store::damaged;
use crate::store::fault::{Result, Trouble, sentence};
use crate::store::row::Row;

const COLUMNS: &str = "id, device, at, utc_offset, day, stamp, payload, seal";

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

/// The stamp that what comes next continues, 0 in an empty log. Its seal is looked at first: a flipped bit must not
/// be carried on by everything that follows.
///
/// # Errors
/// The newest row is not as it was written, or could not be read just now.
pub(super) fn newest_stamp(db: &Connection) -> std::result::Result<i64, Trouble> {
    // Asked for without the inner query SQLite reads every event to sort them.
    let sql =
        format!("select {COLUMNS} from event where stamp = (select max(stamp) from event) order by id desc limit 1");
    let newest = db.prepare_cached(&sql).and_then(|mut newest| newest.query_row([], row).optional());
    match newest.map_err(Trouble::of_reading)? {
        None => Ok(0),
        Some((row, seal)) => row.event(seal).map(|event| event.stamp).map_err(|_| Trouble::Damage),
    }
}

/// Whether anything was saved behind a stamp on another study day.
pub(super) fn another_day_since(db: &Connection, stamp: i64, day: StudyDay) -> Result<bool> {
    let sql = "select exists (select 1 from event where stamp > ?1 and day <> ?2)";
    db.query_row(sql, params![stamp, day.to_string()], |row| row.get(0)).map_err(sentence)
}

/// The greatest id at a stamp.
pub(super) fn greatest_id_at(db: &Connection, stamp: i64) -> Result<Option<EventId>> {
    let greatest = db.query_row("select max(id) from event where stamp = ?1", [stamp], |row| row.get(0));
    let greatest: Option<String> = greatest.map_err(sentence)?;
    Ok(greatest.and_then(|id| id.parse().ok()))
}

/// What happened, with the first event of the transaction that wrote it, where that wrote several.
#[derive(Serialize)]
struct Payload<'a> {
    #[serde(flatten)]
    what: &'a What,
    #[serde(skip_serializing_if = "Option::is_none")]
    deed: Option<String>,
}

pub(super) fn insert(db: &Connection, event: &Event) -> Result<()> {
    let payload = Payload { what: &event.what, deed: event.deed.map(|first| first.to_string()) };
    let payload = serde_json::to_string(&payload).map_err(|cause| Fault::new(format!("could not save: {cause}")))?;
    insert_row(db, &Row::new(event, payload), &event.what)
}

/// The statement that writes a row.
pub(super) const INSERTION: &str =
    "insert into event (id, device, at, utc_offset, day, stamp, kind, card, of, payload, seal)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

/// A row as it was written elsewhere: `payload` may hold fields that this version does not know.
pub(super) fn insert_row(db: &Connection, row: &Row, what: &What) -> Result<()> {
    let of = match what {
        What::Retraction { of } => Some(of.to_string()),
        _ => None,
    };
    db.prepare_cached(INSERTION)
        .and_then(|mut statement| {
            statement.execute(params![
                row.id,
                row.device,
                row.at,
                row.utc_offset,
                row.day,
                row.stamp,
                what.kind(),
                what.card().map(ToString::to_string),
                of,
                row.payload,
                row.seal(),
            ])
        })
        .map(|_| ())
        .map_err(sentence)
}

/// Walks over the rows of the whole log, those taken back included, in order.
pub(super) fn each_row(db: &Connection, mut take: impl FnMut(Row) -> Result<()>) -> Result<()> {
    let mut statement = db.prepare(&format!("select {COLUMNS} from event order by stamp, id")).map_err(sentence)?;
    let mut rows = statement.query([]).map_err(sentence)?;
    while let Some(found) = rows.next().map_err(sentence)? {
        take(row(found).map_err(sentence)?.0)?;
    }
    Ok(())
}

/// Walks over the rows with these numbers, in the order in which they came.
pub(super) fn each_row_between(
    db: &Connection,
    numbers: std::ops::RangeInclusive<u64>,
    mut take: impl FnMut(u64, Row) -> Result<()>,
) -> Result<()> {
    let sql = format!("select {COLUMNS}, rowid from event where rowid between ?1 and ?2 order by rowid");
    let mut statement = db.prepare_cached(&sql).map_err(sentence)?;
    let ends = params![numbers.start().cast_signed(), numbers.end().cast_signed()];
    let mut rows = statement.query(ends).map_err(sentence)?;
    while let Some(found) = rows.next().map_err(sentence)? {
        let number: i64 = found.get(8).map_err(sentence)?;
        let (row, seal) = row(found).map_err(sentence)?;
        // A changed bit must not travel.
        row.event(seal).map_err(|_| damaged(Trouble::Damage))?;
        take(number.cast_unsigned(), row)?;
    }
    Ok(())
}

/// A row by its id, with its number.
pub(super) fn numbered(db: &Connection, id: &str) -> Result<Option<(u64, Row)>> {
    let sql = format!("select {COLUMNS}, rowid from event where id = ?1");
    let mut statement = db.prepare_cached(&sql).map_err(sentence)?;
    let found = statement.query_row([id], |found| Ok((found.get::<_, i64>(8)?.cast_unsigned(), row(found)?.0)));
    found.optional().map_err(sentence)
}

pub(super) fn count(db: &Connection) -> Result<usize> {
    let count = db.query_row("select count(*) from event", [], |row| row.get::<_, i64>(0)).map_err(sentence)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Reads every event with its seal and the columns that repeat what it says: how many there are.
///
/// # Errors
/// One is not as it was written, or could not be read just now.
pub(super) fn verified(db: &Connection) -> std::result::Result<usize, Trouble> {
    let sql = format!("select {COLUMNS}, kind, card, of from event");
    let mut statement = db.prepare(&sql).map_err(Trouble::of_reading)?;
    let mut rows = statement.query([]).map_err(Trouble::of_reading)?;
    let mut count = 0;
    while let Some(found) = rows.next().map_err(Trouble::of_reading)? {
        if !holds(found).map_err(Trouble::of_reading)? {
            return Err(Trouble::Damage);
        }
        count += 1;
    }
    Ok(count)
}

/// Whether a row is as it was written.
fn holds(found: &rusqlite::Row<'_>) -> rusqlite::Result<bool> {
    let (row, seal) = row(found)?;
    let Ok(event) = row.event(seal) else { return Ok(false) };
    let of = match event.what {
        What::Retraction { of } => Some(of.to_string()),
        _ => None,
    };
    let (kind, card): (String, Option<String>) = (found.get(8)?, found.get(9)?);
    let card_of_event = event.what.card().map(ToString::to_string);
    Ok(kind == event.what.kind() && card == card_of_event && found.get::<_, Option<String>>(10)? == of)
}

/// Every event, those taken back included, in order.
pub(super) fn all(db: &Connection) -> Result<Vec<Event>> {
    select(db, &format!("select {COLUMNS} from event order by stamp, id"), [])
}

/// Events of a kind other than review, those taken back included.
pub(super) fn of_kind(db: &Connection, kind: &str) -> Result<Vec<Event>> {
    select(db, &format!("select {COLUMNS} from event where kind = ?1 and kind <> 'review' order by stamp, id"), [kind])
}

/// The newest reviews that were not taken back, so many at most, in order.
pub(super) fn recent_reviews(db: &Connection, most: u32) -> Result<Vec<Event>> {
    // The sign keeps SQLite from the index of days, by which it would sort every review there is.
    let sql = format!(
        "select {COLUMNS} from event as e where +kind = 'review'
         and not exists (select 1 from event as r where r.of = e.id) order by stamp desc, id desc limit ?1"
    );
    let mut events = select(db, &sql, [most])?;
    events.reverse();
    Ok(events)
}

/// The newest event of a machine that a student may take back and did not.
pub(super) fn newest_deed(db: &Connection, device: &str) -> Result<Option<Event>> {
    let sql = format!(
        "select {COLUMNS} from event as e where device = ?1
         and kind in ('review', 'suspend', 'resume', 'forget', 'flag', 'note', 'accept', 'goal')
         and coalesce(json_extract(payload, '$.purpose'), '') <> 'exam'
         and not exists (select 1 from event as r where r.of = e.id) order by stamp desc, id desc limit 1"
    );
    Ok(select(db, &sql, [device])?.into_iter().next())
}

/// The first event of the transaction that wrote an event, where that wrote several.
pub(super) fn deed_of(db: &Connection, id: EventId) -> Result<Option<EventId>> {
    let sql = "select json_extract(payload, '$.deed') from event where id = ?1";
    let deed = db.query_row(sql, [id.to_string()], |row| row.get::<_, Option<String>>(0)).map_err(sentence)?;
    Ok(deed.and_then(|deed| deed.parse().ok()))
}

/// What a transaction of a machine wrote, without retractions and what was taken back, in order.
pub(super) fn of_deed(db: &Connection, first: EventId, device: &str) -> Result<Vec<Event>> {
    let sql = format!(
        "select {COLUMNS} from event as e where device = ?2 and kind <> 'retraction'
         and stamp >= (select stamp from event where id = ?1) and json_extract(payload, '$.deed') = ?1
         and not exists (select 1 from event as r where r.of = e.id) order by stamp, id"
    );
    select(db, &sql, params![first.to_string(), device])
}

/// Events that name the card and were not taken back, in order.
pub(super) fn of_card(db: &Connection, card: &CardId) -> Result<Vec<Event>> {
    let sql = format!(
        "select {COLUMNS} from event as e where card = ?1
         and not exists (select 1 from event as r where r.of = e.id) order by stamp, id"
    );
    let mut events = select(db, &sql, [card.to_string()])?;
    if events.iter().any(|event| event.deed.is_some()) {
        let void = void(db)?;
        events.retain(|event| event.deed.is_none_or(|deed| !void.contains(&deed)));
    }
    Ok(events)
}

/// How many events name the card from a point of the log on; nothing where one of them was taken back.
pub(super) fn counts_from(db: &Connection, card: &CardId, (stamp, id): (i64, EventId)) -> Result<Option<usize>> {
    let sql = "select count(*), coalesce(max(exists (select 1 from event as r where r.of = e.id)), 0) from event as e
               where card = ?1 and (stamp, id) >= (?2, ?3)";
    let mut statement = db.prepare_cached(sql).map_err(sentence)?;
    let from = params![card.to_string(), stamp, id.to_string()];
    let (count, is_taken_back) =
        statement.query_row(from, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?))).map_err(sentence)?;
    Ok(usize::try_from(count).ok().filter(|_| !is_taken_back))
}

/// Hand-ins that do not count, and what was written with them does not either.
fn void(db: &Connection) -> Result<HashSet<EventId>> {
    let mut events = of_kind(db, "hand_in")?;
    if !events.is_empty() {
        events.extend(of_kind(db, "take_over")?);
        events.extend(of_kind(db, "retraction")?);
    }
    Ok(void_hand_ins(&events))
}

pub(super) fn find(db: &Connection, id: EventId) -> Result<Option<Event>> {
    let found = select(db, &format!("select {COLUMNS} from event where id = ?1"), [id.to_string()])?;
    Ok(found.into_iter().next())
}

pub(super) fn is_known(db: &Connection, id: EventId) -> Result<bool> {
    let mut statement = db.prepare_cached("select exists (select 1 from event where id = ?1)").map_err(sentence)?;
    statement.query_row([id.to_string()], |row| row.get(0)).map_err(sentence)
}

/// Reviews of that study day that were not taken back.
pub(super) fn reviewed_on(db: &Connection, day: StudyDay) -> Result<Vec<Event>> {
    let sql = format!(
        "select {COLUMNS} from event as e where kind = 'review' and day = ?1
         and not exists (select 1 from event as r where r.of = e.id) order by stamp, id"
    );
    select(db, &sql, [day.to_string()])
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
fn event(found: &rusqlite::Row<'_>) -> rusqlite::Result<Result<Event>> {
    let (row, seal) = row(found)?;
    let bad = |why| Fault::new(format!("the log holds an event that cannot be read: {}: {why}", row.id));
    Ok(row.event(seal).map_err(bad))
}

fn row(found: &rusqlite::Row<'_>) -> rusqlite::Result<(Row, Option<i64>)> {
    let row = Row {
        id: found.get(0)?,
        device: found.get(1)?,
        at: found.get(2)?,
        utc_offset: found.get(3)?,
        day: found.get(4)?,
        stamp: found.get(5)?,
        payload: found.get(6)?,
    };
    Ok((row, found.get(7)?))
}
