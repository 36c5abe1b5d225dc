//! Histories made up for benches, written straight into the log.

use std::path::Path;

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, params};

/// When the last review was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// So long ago that nearly every card is due.
    LongAgo,
    /// The day before the measurement: few cards are due.
    Yesterday,
}

/// Days of a history.
const DAYS: usize = 1_000;

impl Until {
    fn last_day(self) -> NaiveDate {
        let day = match self {
            Self::LongAgo => "2025-09-26",
            Self::Yesterday => "2027-05-31",
        };
        day.parse().expect("a day")
    }
}

/// Appends that many reviews over the cards of a made-up course in files of at most so many, over a thousand days, and
/// drops the cache.
pub(crate) fn write(home: &Path, reviews: usize, cards: usize, a_file: usize, until: Until) {
    let mut db = Connection::open(home.join("progress.db")).expect("a database");
    let device: String =
        db.query_row("select value from meta where key = 'device'", [], |row| row.get(0)).expect("a device");
    let a_day = reviews.div_ceil(DAYS).max(10);
    let first_day = until.last_day() - Days::new((reviews.div_ceil(a_day) - 1) as u64);
    let tx = db.transaction().expect("a transaction");
    {
        let mut insert = tx
            .prepare(
                "insert into event (id, device, at, utc_offset, day, stamp, kind, card, of, payload)
                 values (?1, ?2, ?3, 0, ?4, ?5, 'review', ?6, null, ?7)",
            )
            .expect("the table of the log");
        for number in 0..reviews {
            let day = first_day + Days::new((number / a_day) as u64);
            let evening = day.and_hms_opt(18, 0, 0).expect("an hour").and_utc().timestamp_millis();
            let at = evening + i64::try_from(number % a_day).expect("a few") * 9;
            let entry = (number * 7) % cards;
            let card = format!("made-up-{}/e{entry}#{}", entry / a_file, part(entry));
            let rating = if number % 9 == 0 { "again" } else { "good" };
            let payload = format!(
                "{{\"kind\":\"review\",\"card\":\"{card}\",\"outcome\":\"correct\",\"credit\":1.0,\"rating\":\"{rating}\",\"seconds\":9,\
                 \"retention\":900,\"text_hash\":\"0000000000000000\",\"purpose\":\"study\",\"counts\":true}}"
            );
            insert
                .execute(params![format!("{number:032x}"), device, at, day.to_string(), at, card, payload])
                .expect("a row");
        }
    }
    tx.execute("delete from meta where key = 'fold'", []).expect("the cache is dropped");
    tx.commit().expect("a commit");
}

fn part(entry: usize) -> &'static str {
    ["when", "answer", "name", "answer", "chair"][entry % 5]
}
