//! Every verb that looks at progress, on homes that are damaged, unreadable, another's, of the future, or not there: it
//! never says that there is nothing where it could not look, and never keeps silent about what was mended.

use std::fs;
use std::path::Path;

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";
const SMALL: &str = "[deck]\nid = \"small\"\ntitle = \"Small\"\n\n[[short]]\nid = \"one\"\nask = \"Which city?\"\nanswer = \"Brussels\"\n";

/// Verbs that only look, each with what it needs.
const LOOKING: [&[&str]; 14] = [
    &[],
    &["--json"],
    &["stats"],
    &["stats", "--json"],
    &["plan"],
    &["plan", "--json"],
    &["plan", "--clear"],
    &["exam", "history"],
    &["exam", "show"],
    &["exam", "redo"],
    &["decks"],
    &["cards"],
    &["log", "export"],
    &["backup", "copy.db"],
];

/// Verbs that write.
const WRITING: [&[&str]; 3] = [&["study", "--plain"], &["cram", "--plain"], &["exam", "--plain"]];

fn verbs() -> impl Iterator<Item = &'static [&'static str]> {
    LOOKING.into_iter().chain(WRITING)
}

/// A home where something was answered.
fn lived() -> Home {
    let home = Home::new();
    let deck = home.file("small.toml", SMALL);
    assert_eq!(home.run(NOW, &["study", "--plain", &deck], "Brussels\n\n").code, 0);
    assert!(home.data().join("backups/progress-2026-01-10.db").is_file());
    home
}

fn run(home: &Home, args: &[&str]) -> Run {
    let _ = fs::remove_file(home.path().join("copy.db"));
    home.run(NOW, args, "")
}

/// Spoils a home before each verb, and wants exit code and words.
#[track_caller]
fn each(spoil: impl Fn(&Path), code: Option<i32>, words: &[&str]) {
    for verb in verbs() {
        let home = lived();
        spoil(&home.data());
        let said = run(&home, verb);
        if let Some(code) = code {
            assert_eq!(said.code, code, "{verb:?}: {}{}", said.out, said.err);
        }
        assert!(words.iter().any(|word| said.err.contains(word)), "{verb:?}: {}", said.err);
    }
}

#[test]
fn what_was_mended_is_told_by_every_verb() {
    let damage = |data: &Path| {
        let path = data.join("progress.db");
        let mut bytes = fs::read(&path).expect("progress");
        bytes[4096..4160].fill(0xff);
        fs::write(&path, bytes).expect("spoilt");
    };
    each(damage, None, &["your progress file was damaged"]);
}

#[test]
fn a_failed_daily_copy_is_told_by_every_verb() {
    let fail = |data: &Path| {
        let sql = "insert or replace into meta values ('copy_failed', 'the disk is full')";
        let db = rusqlite::Connection::open(data.join("progress.db")).expect("a database");
        db.execute(sql, []).expect("written");
    };
    each(fail, None, &["the last daily copy failed"]);
}

#[test]
fn a_home_of_the_future_or_of_another_program_is_refused_by_every_verb() {
    let future = |data: &Path| {
        let db = rusqlite::Connection::open(data.join("progress.db")).expect("a database");
        db.execute_batch("pragma user_version = 99; insert or replace into meta values ('version', '99')")
            .expect("written");
    };
    each(future, Some(2), &["newer version"]);
    let foreign = |data: &Path| fs::write(data.join("progress.db"), "my diary").expect("written");
    each(foreign, Some(2), &["no database"]);
}

#[cfg(unix)]
#[test]
fn a_home_that_cannot_be_looked_at_is_refused_by_every_verb() {
    let circle = |data: &Path| {
        fs::remove_dir_all(data).expect("gone");
        std::os::unix::fs::symlink(data, data).expect("a link to itself");
    };
    each(circle, Some(2), &["cannot be kept", "could not read"]);
}

/// A mistyped directory, or a stick that is not there.
#[test]
fn where_there_is_no_home_nothing_is_handed_out_and_no_copy_is_touched() {
    let home = lived();
    let copy = home.path().join("good.db");
    let copy = copy.to_str().expect("UTF-8");
    assert_eq!(home.run(NOW, &["backup", copy], "").code, 0);
    let before = fs::read(copy).expect("a copy");
    for args in [&["backup", "--force", copy][..], &["log", "export", "--force", copy], &["log", "export"]] {
        let said = home.run(NOW, &[args, &["--data-dir", "mistyped"]].concat(), "");
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}");
        assert!(said.err.contains("there is no progress in `mistyped`: nothing was written"), "{args:?}: {}", said.err);
    }
    assert_eq!(fs::read(copy).expect("still a copy"), before);
    for verb in LOOKING.iter().filter(|verb| !verb.contains(&"export") && !verb.contains(&"backup")) {
        let said = home.run(NOW, &[verb, &["--data-dir", "mistyped"][..]].concat(), "");
        assert!(said.err.contains("no directory `mistyped`"), "{verb:?}: {}", said.err);
    }
    assert!(!home.path().join("mistyped").exists(), "nothing was made");
}

#[test]
fn a_home_with_copies_alone_names_the_newest_to_every_verb() {
    each(|data| fs::remove_file(data.join("progress.db")).expect("gone"), None, &["acquis restore "]);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_settings_or_of_a_kept_deck_keeps_nobody_waiting() {
    let home = lived();
    let pipe = |path: &Path| {
        let _ = fs::remove_file(path);
        assert!(std::process::Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success());
    };
    let long = format!("{}{}", SMALL.replace("small", "long"), "# \n".repeat(20_000));
    let deck = home.file("long.toml", &long);
    let study = ["study", "--plain", &deck];
    let said = home.run(NOW, &study, "");
    assert_eq!(said.code, 0, "{}", said.err);
    for kept in fs::read_dir(home.data().join("cache")).expect("a cache") {
        pipe(&kept.expect("an entry").path());
    }
    assert_eq!(home.run(NOW, &study, "").code, 0);
    pipe(&home.data().join("config.toml"));
    let said = home.run(NOW, &["stats"], "");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("not a regular file"), "{}", said.err);
    let said = home.run(NOW, &["config", "set", "new", "5"], "");
    assert!(said.code == 2 && said.err.contains("not a regular file"), "{}", said.err);
}
