//! The progress table: what the log folds to, thrown away and made anew at will.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::card::{CardId, CardName};
use crate::schedule::{Memory, Progress, States, StatesMaker, StudyDay};
use crate::store::fault::{Result, sentence};

const COLUMNS: &str = "stability, difficulty, first, last, due, reviews, lapses, relearning, suspended, flagged, text_hash, revised, card";

pub(super) fn version(db: &Connection) -> Result<Option<String>> {
    find(db, "fold")
}

pub(super) fn set_version(db: &Connection, version: &str) -> Result<()> {
    db.execute("insert or replace into meta (key, value) values ('fold', ?1)", [version]).map(|_| ()).map_err(sentence)
}

pub(super) fn set(db: &Connection, key: &str, value: &str) -> Result<()> {
    let sql = "insert or replace into meta (key, value) values (?1, ?2)";
    db.execute(sql, [key, value]).map(drop).map_err(sentence)
}

/// What was set under a key.
pub(super) fn find(db: &Connection, key: &str) -> Result<Option<String>> {
    let mut statement = db.prepare_cached("select value from meta where key = ?1").map_err(sentence)?;
    statement.query_row([key], |row| row.get(0)).optional().map_err(sentence)
}

/// Takes a key away; where nothing can be written it stays.
pub(super) fn forget(db: &Connection, key: &str) {
    if matches!(find(db, key), Ok(Some(_))) {
        let _ = db.execute("delete from meta where key = ?1", [key]);
    }
}

/// The next opening makes the cache anew.
pub(super) fn forget_version(db: &Connection) -> Result<()> {
    db.execute("delete from meta where key = 'fold'", []).map(|_| ()).map_err(sentence)
}

/// A write that changes nothing anybody reads.
pub(super) fn touch(db: &Connection) -> Result<()> {
    let sql = "insert into meta (key, value) values ('opened', '1')
               on conflict (key) do update set value = cast(value as integer) % 1000 + 1";
    db.execute(sql, []).map(|_| ()).map_err(sentence)
}

pub(super) fn clear(db: &Connection) -> Result<()> {
    db.execute("delete from progress", []).map(|_| ()).map_err(sentence)
}

/// The statement that writes a card's state.
pub(super) fn insertion() -> String {
    format!(
        "insert or replace into progress ({COLUMNS}) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
    )
}

/// Writes a card's state; a card without any is taken out.
pub(super) fn put(db: &Connection, card: &CardId, progress: &Progress) -> Result<()> {
    if *progress == Progress::default() {
        let deleted = db.execute("delete from progress where card = ?1", [card.to_string()]);
        return deleted.map(|_| ()).map_err(sentence);
    }
    let day = |day: Option<StudyDay>| day.map(|day| day.to_string());
    db.prepare_cached(&insertion())
        .and_then(|mut statement| {
            statement.execute(params![
                progress.memory.map(|memory| f64::from(memory.stability)),
                progress.memory.map(|memory| f64::from(memory.difficulty)),
                day(progress.first),
                day(progress.last),
                day(progress.due),
                progress.reviews,
                progress.lapses,
                progress.relearning,
                progress.suspended,
                progress.flagged,
                progress.text_hash.cast_signed(),
                progress.revised,
                card.to_string(),
            ])
        })
        .map(|_| ())
        .map_err(sentence)
}

pub(super) fn one(db: &Connection, card: &CardId) -> Result<Option<Progress>> {
    let sql = format!("select {COLUMNS} from progress where card = ?1");
    let mut statement = db.prepare_cached(&sql).map_err(sentence)?;
    statement.query_row([card.to_string()], progress).optional().map_err(sentence)
}

pub(super) fn all(db: &Connection) -> Result<States> {
    let mut statement = db.prepare_cached(&format!("select {COLUMNS} from progress")).map_err(sentence)?;
    let mut rows = statement.query([]).map_err(sentence)?;
    let mut states = StatesMaker::default();
    while let Some(row) = rows.next().map_err(sentence)? {
        let card = row.get_ref(12).and_then(|card| Ok(card.as_str()?)).map_err(sentence)?;
        if let Some(card) = CardName::parse(card) {
            states.push(card, &progress(row).map_err(sentence)?);
        }
    }
    Ok(states.finish())
}

fn progress(row: &Row<'_>) -> rusqlite::Result<Progress> {
    let day = |at: usize| -> rusqlite::Result<Option<StudyDay>> {
        Ok(row.get_ref(at)?.as_str_or_null()?.and_then(|day| day.parse().ok()))
    };
    let (stability, difficulty): (Option<f64>, Option<f64>) = (row.get(0)?, row.get(1)?);
    #[expect(clippy::cast_possible_truncation, reason = "stored from an f32, which an f64 holds exactly")]
    let memory = stability
        .zip(difficulty)
        .map(|(stability, difficulty)| Memory { stability: stability as f32, difficulty: difficulty as f32 });
    Ok(Progress {
        memory,
        first: day(2)?,
        last: day(3)?,
        due: day(4)?,
        reviews: row.get(5)?,
        lapses: row.get(6)?,
        relearning: row.get(7)?,
        suspended: row.get(8)?,
        flagged: row.get(9)?,
        text_hash: row.get::<_, i64>(10)?.cast_unsigned(),
        revised: row.get(11)?,
    })
}
