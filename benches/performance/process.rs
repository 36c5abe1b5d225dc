//! The binary from outside: what a start costs until its first question, and what a whole run costs.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_acquis");

/// The evening of every measurement.
pub(crate) const NOW: &str = "2027-06-01T18:00:00+02:00";

/// Of one start: seconds of processor time until the first question waits for its answer, and bytes of memory held at
/// most until then.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) seconds: f64,
    pub(crate) peak: u64,
}

/// What a home holds: the course alone, or beside what is built in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decks {
    Alone,
    BesideBuiltIn,
}

fn acquis(args: &[&str], home: Option<&Path>) -> Command {
    let mut command = Command::new(BINARY);
    command.args(args).args(["--now", NOW]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(home) = home {
        command.arg("--data-dir").arg(home);
    }
    command
}

/// Makes a course one that is studied in a home.
pub(crate) fn add(course: &Path, home: &Path, decks: Decks) {
    let course = course.to_string_lossy();
    let only: &[&str] = if decks == Decks::Alone { &["--only"] } else { &[] };
    let added = acquis(&[&["decks", "add", &course], only].concat(), Some(home)).status();
    assert!(added.expect("the binary starts").success(), "the course is added");
}

/// Processor time of a whole run, output read and thrown away.
pub(crate) fn whole(args: &[&str], home: Option<&Path>) -> f64 {
    let start = Instant::now();
    let mut child = acquis(args, home).stdout(Stdio::piped()).spawn().expect("the binary starts");
    let mut out = child.stdout.take().expect("a pipe");
    out.read_to_end(&mut Vec::new()).expect("what it prints");
    let spent = spent_by(child.id(), "Z");
    child.wait().expect("it ends");
    spent.unwrap_or_else(|| start.elapsed().as_secs_f64())
}

/// One start until its first question.
pub(crate) fn first_question(args: &[&str], home: &Path) -> Cost {
    let start = Instant::now();
    let mut child = session(args, home);
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    out.read_line(&mut line).expect("a line");
    let elapsed = start.elapsed().as_secs_f64();
    assert!(line.contains("\"event\":\"question\""), "{line}");
    let seconds = spent_by(child.id(), "S").unwrap_or(elapsed);
    let peak = peak_memory(child.id());
    drop(child.stdin.take());
    child.wait().expect("it ends");
    Cost { seconds, peak }
}

fn session(args: &[&str], home: &Path) -> Child {
    let mut command = acquis(&[&["study", "--json"], args].concat(), Some(home));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the binary starts")
}

/// Seconds of processor time that a process has used once it is in a state (`S` asleep, `Z` ended); nothing where the
/// system does not tell.
fn spent_by(process: u32, state: &str) -> Option<f64> {
    loop {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        let (_, behind) = stat.rsplit_once(") ")?;
        if behind.starts_with(state) {
            break;
        }
        std::thread::yield_now();
    }
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).ok()?;
    threads.map(|thread| spent(&thread.ok()?.path().join("schedstat"))).sum()
}

fn spent(schedstat: &Path) -> Option<f64> {
    let stat = std::fs::read_to_string(schedstat).ok()?;
    let nanoseconds = stat.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds).as_secs_f64())
}

/// Processor time of work done in this thread.
pub(crate) fn spent_on<T>(work: impl FnOnce() -> T) -> f64 {
    let now = || {
        // What was spent is written down when a thread gives way.
        std::thread::yield_now();
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        stat.split(' ').next()?.parse::<u64>().ok()
    };
    let (start, before) = (Instant::now(), now());
    std::hint::black_box(work());
    match (before, now()) {
        (Some(before), Some(after)) => Duration::from_nanos(after - before).as_secs_f64(),
        _ => start.elapsed().as_secs_f64(),
    }
}

/// The high-water mark of a living process; 0 where the system does not tell.
fn peak_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// A session that is answered, question by question.
pub(crate) struct Answering {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Answering {
    pub(crate) fn begun(home: &Path) -> Self {
        let mut child = session(&["--new", "1000"], home);
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        Self { child, lines }
    }

    fn next(&mut self, event: &str) -> Value {
        loop {
            let line = self.lines.next().expect("a line").expect("UTF-8");
            let object: Value = serde_json::from_str(&line).expect("JSON");
            if object["event"] == event {
                return object;
            }
        }
    }

    fn say(&mut self, said: &Value) {
        writeln!(self.child.stdin.as_mut().expect("a pipe"), "{said}").expect("a line goes in");
    }

    /// Seconds by the clock from an answer to the word that its rating is on disk.
    pub(crate) fn one(&mut self) -> f64 {
        let question = self.next("question");
        let response = match (question["interaction"].as_str(), question["kind"].as_str()) {
            (Some("choose"), _) => question["options"][0].clone(),
            (_, Some("date")) => "1 May 1999".into(),
            _ => "Agency 99 for the Matters of nobody".into(),
        };
        let start = Instant::now();
        self.say(&serde_json::json!({ "response": response }));
        let verdict = self.next("verdict");
        self.say(&serde_json::json!({ "rating": verdict["proposed"], "seconds": 5 }));
        self.next("saved");
        start.elapsed().as_secs_f64()
    }

    pub(crate) fn end(mut self) {
        drop(self.child.stdin.take());
        self.child.wait().expect("it ends");
    }
}
