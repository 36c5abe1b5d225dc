//! Runs the binary with a data directory of its own and a fixed clock.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// The built-in decks, for homes that study none of them.
pub(crate) const BUILT_IN: [&str; 9] = [
    "eu-china-cyber-overview",
    "eu-china-cyber-dates",
    "eu-china-cyber-institutions",
    "eu-china-cyber-instruments",
    "eu-china-cyber-positions",
    "eu-china-cyber-sources",
    "eu-basics",
    "eu-basics-fr",
    "eu-basics-de",
];

pub(crate) struct Home {
    dir: tempfile::TempDir,
}

pub(crate) struct Run {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: i32,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().expect("a directory") }
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Writes a file beside the data directory and gives its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        std::fs::write(&path, text).expect("the file");
        path.to_string_lossy().into_owned()
    }

    pub(crate) fn command(&self, now: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
        command.args(args).current_dir(self.path()).env_clear();
        command.env("ACQUIS_HOME", self.data()).env("ACQUIS_NOW", now).env("ACQUIS_SEED", "1");
        command.env("LANG", "C.UTF-8").env("NO_COLOR", "1").env("ACQUIS_TEST_CLOCK", self.clock());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Lets the clock that is fixed stand so many seconds later, for the programs that run as for those to come.
    pub(crate) fn clock_at(&self, seconds: u64) {
        std::fs::write(self.clock(), seconds.to_string()).expect("the clock");
    }

    fn clock(&self) -> PathBuf {
        self.path().join("seconds")
    }

    /// Runs to the end with these lines on standard input.
    pub(crate) fn run(&self, now: &str, args: &[&str], input: &str) -> Run {
        let mut child = self.command(now, args).spawn().expect("the binary starts");
        write(&mut child, input);
        read(child.wait_with_output().expect("the binary ends"))
    }
}

/// Gives the child its input and closes it; a child that ended early is no fault here.
fn write(child: &mut Child, input: &str) {
    let mut stdin = child.stdin.take().expect("a pipe");
    let _ = stdin.write_all(input.as_bytes());
}

fn read(output: Output) -> Run {
    Run {
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
        code: output.status.code().unwrap_or(-1),
    }
}

const COUNT: &str = "select count(*) from event as e where kind = 'review'
                     and not exists (select 1 from event as r where r.of = e.id)";

/// How many reviews the log holds that were not taken back.
pub(crate) fn reviews(data: &Path) -> usize {
    let db = rusqlite::Connection::open(data.join("progress.db")).expect("a database");
    let count: i64 = db.query_row(COUNT, [], |row| row.get(0)).expect("a log");
    usize::try_from(count).expect("a count")
}
