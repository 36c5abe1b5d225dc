//! Anki's review log, as far as a card's memory hangs on it.

use std::collections::HashMap;

use rusqlite::Connection;
use serde_json::Value;

use crate::exchange::history::{Past, What};
use crate::schedule::Rating;

/// The most reviews that are read; one more tells that there are too many.
const REVIEWS: usize = 2_000_000;

/// 31 December 9999: what is dated later, or before 1970, is no review.
const LAST_MILLISECOND: i64 = 253_402_300_799_999;

/// Anki's kinds of review: learning, review, relearning.
const LEARNT: std::ops::RangeInclusive<i64> = 0..=2;
const FILTERED: i64 = 3;
const MANUAL: i64 = 4;

/// The reviews of all cards that are there, in order; `rows` are the notes by their Anki id.
pub(super) fn reviews(connection: &Connection, rows: &HashMap<i64, usize>) -> Result<Vec<Past>, String> {
    let sql = "select r.id, r.ease, r.type, r.time, r.ivl, r.factor, c.nid, c.ord
               from revlog as r join cards as c on c.id = r.cid order by r.id limit ?1";
    let words = |cause: rusqlite::Error| format!("its reviews cannot be read: {cause}");
    let mut statement = connection.prepare(sql).map_err(words)?;
    let limit = i64::try_from(REVIEWS + 1).unwrap_or(i64::MAX);
    let read = statement.query_map([limit], |row| {
        let number = |at: usize| row.get::<_, i64>(at).unwrap_or(-1);
        let (ease, kind, interval, factor) = (number(1), number(2), number(4), number(5));
        let past = Past {
            at: number(0),
            millis: number(3),
            what: what(ease, kind, interval, factor),
            row: rows.get(&number(6)).copied().unwrap_or_default(),
            ord: u32::try_from(number(7)).unwrap_or(u32::MAX),
        };
        Ok(past)
    });
    let mut reviews: Vec<Past> = read.map_err(words)?.collect::<Result<_, _>>().map_err(words)?;
    reviews.retain(|past| (0..=LAST_MILLISECOND).contains(&past.at));
    if reviews.len() > REVIEWS {
        return Err(format!("it has more than {REVIEWS} reviews"));
    }
    Ok(reviews)
}

fn what(ease: i64, kind: i64, interval: i64, factor: i64) -> What {
    let rating = match ease {
        1 => Rating::Again,
        2 => Rating::Hard,
        3 => Rating::Good,
        4 => Rating::Easy,
        // A card made new again has neither interval nor ease.
        0 if kind == MANUAL && interval == 0 && factor == 0 => return What::Reset,
        _ => return What::Moved,
    };
    if LEARNT.contains(&kind) {
        What::Rated(rating)
    } else if kind == FILTERED || kind == MANUAL {
        What::Apart(rating)
    } else {
        What::Moved
    }
}

/// The hour at which a day ends in the collection, where it says so.
pub(super) fn day_end(connection: &Connection) -> Option<u32> {
    let of_table = || {
        let sql = "select val from config where key = 'rollover'";
        let bytes: Vec<u8> = connection.query_row(sql, [], |row| row.get(0)).ok()?;
        serde_json::from_slice::<Value>(&bytes).ok()?.as_u64()
    };
    let of_json = || {
        let json: String = connection.query_row("select conf from col limit 1", [], |row| row.get(0)).ok()?;
        serde_json::from_str::<Value>(&json).ok()?["rollover"].as_u64()
    };
    of_table().or_else(of_json).and_then(|hour| u32::try_from(hour).ok()).filter(|hour| *hour < 24)
}
