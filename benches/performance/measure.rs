//! The baselines, and how figures are taken and shown.

use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, TransactionBehavior};
use serde_json::Value;

use crate::process::spent_on;

/// The least of so many rounds of each, taken in turn: what else the machine does then falls on all alike.
pub(crate) fn least<const N: usize>(rounds: usize, mut round: impl FnMut() -> [f64; N]) -> [f64; N] {
    (0..rounds).fold([f64::INFINITY; N], |least, _| {
        let one = round();
        std::array::from_fn(|at| least[at].min(one[at]))
    })
}

pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

pub(crate) fn milliseconds(seconds: f64) -> String {
    format!("{:.1} ms", seconds * 1e3)
}

#[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}

pub(crate) fn ratio(a: f64, b: f64) -> String {
    format!("{:.2} ×", a / b)
}

fn texts(course: &Path) -> impl Iterator<Item = String> {
    let files = std::fs::read_dir(course).expect("a course");
    files.map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("a deck"))
}

/// Processor time of reading the bytes and parsing them as TOML with spans, and nothing else.
pub(crate) fn bare_parse(course: &Path) -> f64 {
    spent_on(|| {
        for text in texts(course) {
            std::hint::black_box(toml::de::DeTable::parse(&text).expect("TOML"));
        }
    })
}

/// Commits of one row, as durable as ours.
pub(crate) struct BareCommits(Connection);

impl BareCommits {
    pub(crate) fn to(path: &Path) -> Self {
        let db = Connection::open(path).expect("a database");
        db.execute_batch("pragma journal_mode = truncate; pragma synchronous = full; create table row (text text);")
            .expect("a table");
        Self(db)
    }

    /// Seconds by the clock.
    pub(crate) fn one(&mut self) -> f64 {
        let start = Instant::now();
        let tx = self.0.transaction_with_behavior(TransactionBehavior::Immediate).expect("a transaction");
        tx.execute("insert into row values (?1)", ["x".repeat(300)]).expect("a row");
        tx.commit().expect("a commit");
        start.elapsed().as_secs_f64()
    }
}

/// Processor time of reading every event of the log with its payload parsed, and nothing else.
pub(crate) fn read_log(home: &Path) -> f64 {
    spent_on(|| {
        let db = Connection::open(home.join("progress.db")).expect("a database");
        let mut rows =
            db.prepare("select id, device, at, day, stamp, payload from event order by stamp, id").expect("SQL");
        let texts = rows.query_map([], |row| {
            let (_, _): (String, String) = (row.get(0)?, row.get(1)?);
            row.get::<_, String>(5)
        });
        for text in texts.expect("rows") {
            std::hint::black_box(serde_json::from_str::<Value>(&text.expect("a row")).expect("JSON"));
        }
    })
}

/// The next start has to fold the whole log.
pub(crate) fn forget_fold(home: &Path) {
    let db = Connection::open(home.join("progress.db")).expect("a database");
    db.execute("delete from meta where key = 'fold'", []).expect("the cache is dropped");
}
