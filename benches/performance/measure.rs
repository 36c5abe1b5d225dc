//! The clock, the binary from outside, and the baselines.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use rusqlite::{Connection, TransactionBehavior};
use serde_json::Value;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_acquis");

/// The last day of every made-up history lies before it.
const NOW: &str = "2027-06-01T18:00:00+02:00";

/// Of one start: seconds until the first question, and bytes of memory held at most until then.
pub(crate) struct Cost {
    pub(crate) seconds: f64,
    pub(crate) peak: u64,
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

fn timed<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64()
}

/// The median of whole processes, output thrown away.
pub(crate) fn whole(args: &[&str], runs: usize) -> f64 {
    let run = || {
        let mut command = Command::new(BINARY);
        command.args(args).args(["--now", NOW]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().expect("the binary starts")
    };
    run();
    median((0..runs).map(|_| timed(run)).collect())
}

pub(crate) fn process_start() -> f64 {
    whole(&["--version"], 25)
}

fn session(course: &Path, home: &Path) -> Child {
    let mut command = Command::new(BINARY);
    command.args(["study", "--json", "--new", "1000", "--now", NOW, "--data-dir"]).arg(home);
    command.arg(format!("{}/", course.display()));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().expect("the binary starts")
}

/// Starts a session so many times and gives the median until the first question is there.
pub(crate) fn first_question(course: &Path, home: &Path, runs: usize) -> Cost {
    let mut peak = 0;
    let one = |_| {
        let start = Instant::now();
        let mut child = session(course, home);
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        out.read_line(&mut line).expect("a line");
        let seconds = start.elapsed().as_secs_f64();
        assert!(line.contains("\"event\":\"question\""), "{line}");
        peak = peak.max(peak_memory(child.id()));
        drop(child.stdin.take());
        child.wait().expect("it ends");
        seconds
    };
    let seconds = median((0..runs).map(one).collect());
    Cost { seconds, peak }
}

/// The high-water mark of a living process; 0 where the system does not tell.
fn peak_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// A warm start whose kept decks were thrown away.
pub(crate) fn without_kept_decks(course: &Path, home: &Path, runs: usize) -> f64 {
    let one = |_| {
        let _ = std::fs::remove_dir_all(home.join("cache"));
        first_question(course, home, 1).seconds
    };
    median((0..runs).map(one).collect())
}

fn texts(course: &Path) -> impl Iterator<Item = String> {
    let files = std::fs::read_dir(course).expect("a course");
    files.map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("a deck"))
}

/// Reading the bytes alone.
pub(crate) fn bytes_read(course: &Path) -> f64 {
    median((0..9).map(|_| timed(|| texts(course).map(|text| text.len()).sum::<usize>())).collect())
}

/// Reading the bytes and parsing them as TOML with spans, and nothing else.
pub(crate) fn bare_parse(course: &Path) -> f64 {
    let parse = || {
        for text in texts(course) {
            std::hint::black_box(toml::de::DeTable::parse(&text).expect("TOML"));
        }
    };
    median((0..7).map(|_| timed(parse)).collect())
}

/// Seconds from an answer's rating to the word that it is on disk, the judging of the answer added.
pub(crate) fn answer(course: &Path, home: &Path, answers: usize) -> f64 {
    let mut child = session(course, home);
    let mut input = child.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut next = |event: &str| loop {
        let line = lines.next().expect("a line").expect("UTF-8");
        let object: Value = serde_json::from_str(&line).expect("JSON");
        if object["event"] == event {
            return object;
        }
    };
    let mut times = Vec::new();
    for _ in 0..answers {
        let question = next("question");
        let response = match (question["interaction"].as_str(), question["kind"].as_str()) {
            (Some("choose"), _) => question["options"][0].clone(),
            (_, Some("date")) => "1 May 1999".into(),
            _ => "Agency 99 for the Matters of nobody".into(),
        };
        let start = Instant::now();
        writeln!(input, "{}", serde_json::json!({ "response": response })).expect("a line goes in");
        let verdict = next("verdict");
        writeln!(input, "{}", serde_json::json!({ "rating": verdict["proposed"], "seconds": 5 }))
            .expect("a line goes in");
        next("saved");
        times.push(start.elapsed().as_secs_f64());
    }
    drop(input);
    child.wait().expect("it ends");
    median(times)
}

/// One row in one transaction, as durable as ours.
pub(crate) fn bare_commit(path: &Path, commits: usize) -> f64 {
    let mut db = Connection::open(path).expect("a database");
    db.execute_batch("pragma journal_mode = truncate; pragma synchronous = full; create table row (text text);")
        .expect("a table");
    let mut commit = || {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate).expect("a transaction");
        tx.execute("insert into row values (?1)", ["x".repeat(300)]).expect("a row");
        tx.commit().expect("a commit");
    };
    median((0..commits).map(|_| timed(&mut commit)).collect())
}

/// Reading every event of the log with its payload parsed, and nothing else.
pub(crate) fn read_log(home: &Path) -> f64 {
    let read = || {
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
    };
    median((0..3).map(|_| timed(read)).collect())
}

/// A start that has to fold the whole log, less the same start with the fold at hand.
pub(crate) fn refold(course: &Path, home: &Path) -> f64 {
    first_question(course, home, 1);
    let warm = first_question(course, home, 3).seconds;
    let cold = |_| {
        let db = Connection::open(home.join("progress.db")).expect("a database");
        db.execute("delete from meta where key = 'fold'", []).expect("the cache is dropped");
        drop(db);
        first_question(course, home, 1).seconds
    };
    median((0..3).map(cold).collect()) - warm
}
