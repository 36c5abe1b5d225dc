//! git as the carrier of the place: two machines, a clone on each, a bare repository between them, and the words of
//! `docs/sync.md`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::{Home, Run, reviews};

/// Enough cards that there is one to answer on any day.
fn deck() -> String {
    let entry =
        |number| format!("[[short]]\nid = \"e{number}\"\nask = \"Question {number}?\"\nanswer = \"Brussels\"\n");
    "[deck]\nid = \"small\"\ntitle = \"Small\"\n\n".to_owned() + &(0..40).map(entry).collect::<String>()
}

/// A machine: a home, and its clone of the repository.
struct Machine {
    home: Home,
    clone: PathBuf,
}

fn git(arguments: &[&str], folder: &Path) -> (bool, String) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=student", "-c", "user.email=student@localhost", "-c", "init.defaultBranch=main"]);
    command.args(arguments).current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.env("GIT_TERMINAL_PROMPT", "0").output().expect("git starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), said)
}

#[track_caller]
fn well(arguments: &[&str], folder: &Path) -> String {
    let (is_well, said) = git(arguments, folder);
    assert!(is_well, "git {arguments:?}: {said}");
    said
}

#[track_caller]
fn ok(run: &Run) {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

impl Machine {
    fn new(bare: &Path) -> Self {
        let home = Home::new();
        let clone = home.path().join("progress");
        well(&["clone", "--quiet", &bare.to_string_lossy(), &clone.to_string_lossy()], home.path());
        Self { home, clone }
    }

    /// What the documentation says to do; where there is nothing to commit git says so and goes on.
    fn carry(&self, now: &str) {
        self.sync(now);
        well(&["add", "-A"], &self.clone);
        git(&["commit", "--quiet", "-m", "sync"], &self.clone);
        well(&["pull", "--quiet", "--no-rebase", "--no-edit"], &self.clone);
        well(&["push", "--quiet"], &self.clone);
        self.sync(now);
    }

    fn sync(&self, now: &str) {
        ok(&self.home.run(now, &["sync", &self.clone.to_string_lossy(), "--yes"], ""));
    }

    fn study(&self, now: &str) {
        let deck = self.home.file("small.toml", &deck());
        let before = self.log().lines().count();
        ok(&self.home.run(now, &["study", &deck, "--plain", "--limit", "1"], "Brussels\n\n"));
        assert!(self.log().lines().count() > before, "a card was answered");
    }

    fn log(&self) -> String {
        self.home.run("2028-01-01T18:00:00+01:00", &["log", "export"], "").out
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "what was not tried is said")]
fn git_carries_the_place_and_no_two_machines_write_the_same_file() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("not tried: there is no git here");
        return;
    }
    let server = tempfile::tempdir().expect("a folder");
    well(&["init", "--quiet", "--bare", "."], server.path());
    let laptop = Machine::new(server.path());
    laptop.study("2026-01-10T18:00:00+01:00");
    laptop.sync("2026-01-10T18:00:00+01:00");
    well(&["add", "-A"], &laptop.clone);
    well(&["commit", "--quiet", "-m", "sync"], &laptop.clone);
    well(&["push", "--quiet"], &laptop.clone);
    let desktop = Machine::new(server.path());
    let mut merges = 0;
    for month in 2..8 {
        // Both answer and commit before either hears of the other: the histories part each time.
        let [one, two] = [11, 21].map(|day| format!("2026-{month:02}-{day}T18:00:00+01:00"));
        for (machine, now) in [(&laptop, &one), (&desktop, &two)] {
            machine.study(now);
            machine.sync(now);
            well(&["add", "-A"], &machine.clone);
            well(&["commit", "--quiet", "-m", "sync"], &machine.clone);
        }
        for machine in [&laptop, &desktop, &laptop] {
            machine.carry(&two);
        }
        merges = well(&["log", "--merges", "--oneline"], &laptop.clone).lines().count();
    }
    assert!(merges >= 6, "only {merges} times did both have something new");
    desktop.carry("2027-01-01T18:00:00+01:00");
    laptop.carry("2027-01-01T18:00:00+01:00");
    assert_eq!(laptop.log(), desktop.log());
    assert_eq!(reviews(&laptop.home.data()), reviews(&desktop.home.data()));
    // Of all that was ever committed nothing but a README has two hands in it.
    for writer in std::fs::read_dir(laptop.clone.join("acquis-sync")).expect("a place") {
        let writer = writer.expect("an entry");
        assert!(writer.file_name().len() == 32 || writer.file_name() == "README.txt", "{writer:?}");
    }
}
