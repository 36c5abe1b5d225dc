//! `backup`, `restore` and `log` from outside: nothing is lost, nothing is written over, nothing is doubled.

use crate::harness::{Home, Run, reviews};

const NOW: &str = "2026-01-10T18:00:00+01:00";
const LATER: &str = "2026-01-12T18:00:00+01:00";
const DECK: &str = "[deck]\nid = \"small\"\ntitle = \"Small\"\n\n[[short]]\nid = \"one\"\nask = \"Which city hosts the summit?\"\nanswer = \"Brussels\"\n\n[[short]]\nid = \"two\"\nask = \"Which city hosts the parliament?\"\nanswer = \"Strasbourg\"\n";

/// A home in which both cards were answered.
fn studied() -> Home {
    let home = Home::new();
    let path = home.file("small.toml", DECK);
    ok(&home.run(NOW, &["study", &path, "--plain"], "Brussels\n\nStrasbourg\n\n"));
    home
}

#[track_caller]
fn ok(run: &Run) {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

fn path(home: &Home, name: &str) -> String {
    home.path().join(name).to_string_lossy().into_owned()
}

#[test]
fn a_backup_is_restored_and_what_stood_there_is_kept() {
    let home = studied();
    let copy = path(&home, "copy.db");
    let run = home.run(NOW, &["backup", &copy], "");
    ok(&run);
    assert!(run.out.contains("2 events, read back"), "{}", run.out);
    let deck = path(&home, "small.toml");
    ok(&home.run(LATER, &["study", &deck, "--plain"], "Brussels\n\n"));
    assert_eq!(reviews(&home.data()), 3);

    let asked = home.run(LATER, &["restore", &copy], "");
    assert_eq!(asked.code, 2);
    assert!(asked.err.contains("1 of them not in the copy") && asked.err.contains("--yes"), "{}", asked.err);
    assert_eq!(reviews(&home.data()), 3);

    let run = home.run(LATER, &["restore", &copy, "--yes"], "");
    ok(&run);
    assert!(run.out.contains("2 events") && run.out.contains("progress.replaced-1.db"), "{}", run.out);
    assert_eq!(reviews(&home.data()), 2);

    // What was put away comes back by its log, without doubling.
    let kept = home.data().join("progress.replaced-1.db");
    let other = path(&home, "other");
    ok(&home.run(LATER, &["restore", &kept.to_string_lossy(), "--yes", "--data-dir", &other], ""));
    let log = path(&home, "log.jsonl");
    ok(&home.run(LATER, &["log", "export", &log, "--data-dir", &other], ""));
    let run = home.run(LATER, &["log", "import", &log], "");
    assert_eq!(run.out, "1 event taken in, 2 known already\n");
    let again = home.run(LATER, &["log", "import", &log, &log, "--json"], "");
    assert_eq!(again.out, "{\"added\":0,\"known\":6,\"schema\":1}\n");
    assert_eq!(reviews(&home.data()), 3);
}

/// T25 of the peers' failures.
#[test]
fn no_file_is_written_over_without_force() {
    let home = studied();
    let mine = home.file("mine.txt", "my thesis");
    for args in [["backup", &mine].as_slice(), &["log", "export", &mine]] {
        let run = home.run(NOW, args, "");
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains("--force"), "{}", run.err);
        assert_eq!(std::fs::read_to_string(&mine).expect("there"), "my thesis");
        ok(&home.run(NOW, &[args, &["--force"]].concat(), ""));
        assert_ne!(std::fs::read(&mine).expect("there"), b"my thesis");
        home.file("mine.txt", "my thesis");
    }
}

#[test]
fn one_bad_line_refuses_a_whole_import() {
    let home = studied();
    let log = home.run(NOW, &["log", "export"], "").out;
    assert_eq!(log.lines().count(), 2);
    let new = log.replace("\"id\":\"", "\"id\":\"0");
    let new: String = new.lines().map(|line| cut_id(line) + "\n").collect();
    let file = home.file("bad.jsonl", &format!("{new}{{\"kind\":\"telepathy\"}}\n"));
    let run = home.run(NOW, &["log", "import", &file], "");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("bad.jsonl:3: this line is no event"), "{}", run.err);
    assert_eq!(reviews(&home.data()), 2, "nothing was written");
    let file = home.file("good.jsonl", &new);
    assert_eq!(home.run(NOW, &["log", "import", &file], "").out, "2 events taken in, 0 known already\n");
    assert_eq!(home.run(NOW, &["log", "import", "-"], &new).out, "0 events taken in, 2 known already\n");
}

/// The same line with an id of its own, 32 digits long.
fn cut_id(line: &str) -> String {
    let (before, id) = line.split_once("\"id\":\"").expect("an id");
    let (id, behind) = id.split_once('"').expect("its end");
    format!("{before}\"id\":\"{}\"{behind}", &id[..32])
}

#[test]
fn what_is_no_copy_is_refused_and_nothing_changes() {
    let home = studied();
    let deck = path(&home, "small.toml");
    let folder = path(&home, ".");
    for (file, why) in
        [(deck.as_str(), "holds no progress"), (&folder, "no regular file"), ("none.db", "could not read")]
    {
        let run = home.run(NOW, &["restore", file, "--yes"], "");
        assert_eq!(run.code, 2, "{file}");
        assert!(run.err.contains(why), "{file}: {}", run.err);
    }
    assert_eq!(reviews(&home.data()), 2);
    assert!(!home.data().join("progress.replaced-1.db").exists());
}

#[test]
fn the_daily_copies_are_listed_with_the_command_that_brings_them_back() {
    let home = studied();
    let run = home.run(NOW, &["restore"], "");
    ok(&run);
    assert!(
        run.out.starts_with("acquis restore /") && run.out.ends_with("progress-2026-01-10.db # 1 event\n"),
        "{}",
        run.out
    );
}

#[cfg(unix)]
#[test]
fn no_umask_opens_progress_to_others_or_closes_it_to_its_owner() {
    use std::os::unix::fs::PermissionsExt;
    for umask in ["000", "777"] {
        let home = Home::new();
        let binary = env!("CARGO_BIN_EXE_acquis");
        let deck = home.file("small.toml", DECK);
        let script = format!(
            "umask {umask}; printf 'Brussels\\n\\n' | {binary} study {deck} --plain --now {NOW} && {binary} backup copy.db"
        );
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script]).current_dir(home.path()).env_clear().env("ACQUIS_HOME", home.path().join("a/data"));
        let run = shell.output().expect("a shell");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let mode = |name: &str| std::fs::metadata(home.path().join(name)).expect(name).permissions().mode() & 0o777;
        let modes =
            ["a/data", "a/data/backups", "a/data/progress.db", "a/data/backups/progress-2026-01-10.db", "copy.db"];
        assert_eq!(modes.map(mode), [0o700, 0o700, 0o600, 0o600, 0o600], "umask {umask}");
    }
}
