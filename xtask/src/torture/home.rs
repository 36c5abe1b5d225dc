//! A student: a home, sessions in it, what was acknowledged to him, and what is found afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

pub(crate) use acquis::internals::Chance;

/// Entries of the deck; a session asks fewer.
const ENTRIES: usize = 400;
/// Cards of a session.
pub(crate) const SESSION: usize = 25;

/// A (study day, card) that was rated.
pub(crate) type Rated = (String, String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Front {
    Plain,
    Json,
}

/// The program under test: `ACQUIS_BINARY`, else the one that lies beside this tool, of the same profile.
fn program() -> PathBuf {
    let beside = || std::env::current_exe().expect("this tool").with_file_name("acquis");
    std::env::var_os("ACQUIS_BINARY").map_or_else(beside, PathBuf::from)
}

/// Builds the program under test, unless another is named.
pub(crate) fn build() {
    if std::env::var_os("ACQUIS_BINARY").is_some() {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--package", "acquis"]).current_dir(root);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    assert!(cargo.status().expect("cargo").success(), "the program is built");
}

/// What came of one kind of fault.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) fault: String,
    pub(crate) tried: usize,
    pub(crate) acknowledged: usize,
    pub(crate) found: usize,
    /// Found, though the acknowledgement had not come out yet.
    pub(crate) in_flight: usize,
    pub(crate) doubled: usize,
    /// How much may be lost in one try, if the student is told.
    pub(crate) may_lose: usize,
    /// What was not as it should be, or why it could not be tried.
    pub(crate) notes: Vec<String>,
}

impl Tally {
    pub(crate) fn new(fault: impl Into<String>) -> Self {
        Self { fault: fault.into(), ..Self::default() }
    }

    /// Compares what was acknowledged with what is there.
    pub(crate) fn count(&mut self, acknowledged: &BTreeSet<Rated>, found: &BTreeMap<Rated, usize>) {
        self.tried += 1;
        self.acknowledged += acknowledged.len();
        self.found += acknowledged.iter().filter(|rated| found.contains_key(*rated)).count();
        self.in_flight += found.keys().filter(|rated| !acknowledged.contains(*rated)).count();
        self.doubled += found.values().filter(|times| **times > 1).count();
        let lost = acknowledged.iter().filter(|rated| !found.contains_key(*rated)).count();
        self.expect(lost <= self.may_lose, || format!("{lost} lost in one try"));
    }

    #[track_caller]
    pub(crate) fn expect(&mut self, holds: bool, said: impl FnOnce() -> String) {
        if !holds {
            self.notes.push(format!("FAILED {}", said()));
        }
    }

    pub(crate) fn is_sound(&self) -> bool {
        self.found + self.may_lose * self.tried >= self.acknowledged
            && self.doubled == 0
            && !self.notes.iter().any(|note| note.starts_with("FAILED"))
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { fault, tried, acknowledged, found, in_flight, doubled, notes, .. } = self;
        write!(f, "{fault:<44} {tried:>6} {acknowledged:>12} {found:>8} {in_flight:>9} {doubled:>8}")?;
        notes.iter().take(5).try_for_each(|note| write!(f, "\n    {note}"))
    }
}

pub(crate) struct Home {
    dir: tempfile::TempDir,
    /// Days since the first session.
    day: u32,
    /// All that was ever acknowledged here.
    pub(crate) acknowledged: BTreeSet<Rated>,
}

/// What a program said and how it ended.
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: Option<i32>,
}

impl Said {
    /// Ended before there was any progress, which a log that is asked for says: whatever was acknowledged would be lost.
    pub(crate) fn found_none(&self) -> bool {
        self.code == Some(2) && self.out.is_empty() && self.err.contains("there is no progress in")
    }
}

impl Home {
    pub(crate) fn new() -> Self {
        let home = Self { dir: tempfile::tempdir().expect("a directory"), day: 0, acknowledged: BTreeSet::new() };
        let entry = |number| {
            format!("[[short]]\nid = \"e{number}\"\nask = \"Question number {number}?\"\nanswer = \"Brussels\"\n")
        };
        let entries: String = (0..ENTRIES).map(entry).collect();
        let deck = format!("[deck]\nid = \"torture\"\ntitle = \"Torture\"\n\n{entries}");
        std::fs::write(home.deck(), deck).expect("the deck");
        home
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn deck(&self) -> PathBuf {
        self.path().join("torture.toml")
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.data().join("progress.db")
    }

    pub(crate) fn next_day(&mut self) {
        self.day += 1;
    }

    pub(crate) fn day_number(&self) -> usize {
        self.day as usize
    }

    /// The study day of the next session.
    pub(crate) fn today(&self) -> String {
        format!("20{:02}-{:02}-{:02}", 26 + self.day / 336, self.day / 28 % 12 + 1, self.day % 28 + 1)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.args(arguments).current_dir(self.path()).env_clear();
        command.env("ACQUIS_HOME", self.data()).env("ACQUIS_NOW", format!("{}T18:00:00+01:00", self.today()));
        command
            .env("ACQUIS_SEED", "1")
            .env("LANG", "C.UTF-8")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn study(front: Front) -> [&'static str; 7] {
        let how = if front == Front::Json { "--json" } else { "--plain" };
        ["study", "./torture.toml", how, "--new", "25", "--limit", "25"]
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        said(self.command(arguments).spawn().expect("the program starts"))
    }

    /// A session to its end, all answers right; what it acknowledged is kept.
    pub(crate) fn session(&mut self, front: Front) -> Said {
        let mut child = self.command(&Self::study(front)).spawn().expect("the program starts");
        answer(&mut child, front);
        let said = said(child);
        self.acknowledged.extend(acknowledged(&said.out, front, &self.today()));
        said
    }

    /// Reads the whole log with a thorough check: what is there, and how often.
    pub(crate) fn found(&self) -> Result<BTreeMap<Rated, usize>, String> {
        if self.database().exists() {
            let _ = std::fs::write(self.data().join("progress.doubted"), "");
        }
        let said = self.run(&["log", "export"]);
        if said.code != Some(0) && !said.found_none() {
            return Err(format!("log export ended with {:?}: {}", said.code, said.err));
        }
        Ok(reviews(&said.out))
    }

    /// Counts what was acknowledged in this home against what is there.
    pub(crate) fn weigh(&self, tally: &mut Tally) {
        match self.found() {
            Ok(found) => tally.count(&self.acknowledged, &found),
            Err(why) => tally.notes.push(format!("FAILED {why}")),
        }
    }
}

/// Every review of an exported log.
pub(crate) fn reviews(log: &str) -> BTreeMap<Rated, usize> {
    let mut found = BTreeMap::new();
    for line in log.lines() {
        let event: serde_json::Value = serde_json::from_str(line).expect("an event");
        if event["what"]["kind"] == "review" {
            let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
            *found.entry((text(&event["day"]), text(&event["what"]["card"]))).or_default() += 1;
        }
    }
    found
}

/// Writes every answer of a session; a program that was killed reads none of them.
pub(crate) fn answer(child: &mut Child, front: Front) {
    let turn = match front {
        Front::Plain => "Brussels\n\n",
        Front::Json => "{\"response\":\"Brussels\"}\n{\"rating\":\"good\",\"seconds\":5}\n",
    };
    let mut input = child.stdin.take().expect("a pipe");
    let _ = input.write_all(turn.repeat(SESSION).as_bytes());
}

/// Reads along, so that nothing waits for a full pipe.
pub(crate) fn reader(child: &mut Child) -> JoinHandle<String> {
    let output = child.stdout.take().expect("a pipe");
    std::thread::spawn(move || {
        let lines = BufReader::new(output).lines();
        lines.map_while(Result::ok).map(|line| line + "\n").collect()
    })
}

pub(crate) fn said(child: Child) -> Said {
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Said { out: text(output.stdout), err: text(output.stderr), code: output.status.code() }
}

/// What an output has acknowledged: in JSON each `saved`, in plain lines each question that another one follows.
pub(crate) fn acknowledged(output: &str, front: Front, day: &str) -> BTreeSet<Rated> {
    let card = |entry: &str| (day.to_owned(), format!("torture/{entry}#answer"));
    match front {
        Front::Json => output
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter(|line| line["event"] == "saved")
            .map(|line| (day.to_owned(), line["card"].as_str().expect("a card").to_owned()))
            .collect(),
        Front::Plain => {
            let asked = output.lines().filter_map(|line| line.split_once("Question number ")?.1.split_once('?'));
            let mut asked: Vec<String> = asked.map(|(number, _)| format!("e{number}")).collect();
            // The summary follows the last one only in a session that came to its end.
            if !output.contains("answered") {
                asked.pop();
            }
            asked.iter().map(|entry| card(entry)).collect()
        }
    }
}
