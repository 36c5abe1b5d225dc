//! A place that fails: full, read-only, gone, or an engine that never comes back. Each is a sentence, and nothing is lost.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::harness::{Home, Run, reviews};

const NOW: &str = "2026-01-10T18:00:00+01:00";
const LATER: &str = "2026-02-12T18:00:00+01:00";
const DECK: &str = "[deck]\nid = \"small\"\ntitle = \"Small\"\n\n[[short]]\nid = \"one\"\nask = \"Which city hosts the summit?\"\nanswer = \"Brussels\"\n";

#[track_caller]
fn ok(run: &Run) {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

fn study(home: &Home, now: &str) -> Run {
    let path = home.file("small.toml", DECK);
    home.run(now, &["study", &path, "--plain"], "Brussels\n\n")
}

fn export(home: &Home) -> String {
    home.run(LATER, &["log", "export"], "").out
}

/// A home that syncs with a folder beside it.
fn synced() -> (Home, std::path::PathBuf) {
    let home = Home::new();
    ok(&study(&home, NOW));
    let place = home.path().join("place");
    ok(&home.run(NOW, &["sync", &place.to_string_lossy()], ""));
    (home, place)
}

/// A program that stands for rclone.
#[cfg(unix)]
fn engine(home: &Home, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let path = home.file("bin/rclone", &format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
    format!("{}:/usr/bin:/bin", home.path().join("bin").display())
}

#[cfg(unix)]
fn with_path(home: &Home, path: &str, now: &str, args: &[&str], input: &str) -> Run {
    use std::io::Write;
    let mut command = home.command(now, args);
    command.env("PATH", path);
    let mut child = command.spawn().expect("the binary starts");
    drop(child.stdin.take().expect("a pipe").write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("the binary ends");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run { out: text(output.stdout), err: text(output.stderr), code: output.status.code().unwrap_or(-1) }
}

#[cfg(unix)]
#[test]
fn an_engine_that_never_comes_back_is_cut_off_and_the_session_goes_on() {
    let home = Home::new();
    let path = engine(&home, "exit 0");
    ok(&study(&home, NOW));
    ok(&with_path(&home, &path, NOW, &["sync", "cloud:acquis"], ""));
    let path = engine(&home, "exec sleep 600");
    let deck = home.file("small.toml", DECK);
    let started = Instant::now();
    let run = with_path(&home, &path, LATER, &["study", &deck, "--plain"], "Brussels\n\n");
    assert!(started.elapsed() < Duration::from_mins(1), "{:?}", started.elapsed());
    ok(&run);
    assert!(run.err.matches("not synced").count() == 1 && run.err.contains("took too long"), "{}", run.err);
    assert_eq!(reviews(&home.data()), 2);
}

#[cfg(unix)]
#[test]
fn an_interrupted_sync_goes_on_the_next_time() {
    let home = Home::new();
    ok(&study(&home, NOW));
    // The engine itself ends the program that waits for it. SIGINT may be ignored by whoever runs the tests in the background.
    let path = engine(&home, "kill -TERM $PPID; exec sleep 5");
    let run = with_path(&home, &path, NOW, &["sync", "cloud:acquis"], "");
    assert_eq!(run.code, -1, "by the signal: {}{}", run.out, run.err);
    engine(&home, "exit 0");
    let again = with_path(&home, &path, LATER, &["sync", "cloud:acquis"], "");
    assert!(again.code == 0 && again.out.contains("went out"), "{}{}", again.out, again.err);
    assert_eq!(reviews(&home.data()), 1);
}

#[cfg(unix)]
#[test]
fn an_engine_that_fails_is_a_sentence() {
    let home = Home::new();
    let path = engine(&home, "exit 1");
    ok(&study(&home, NOW));
    let run = with_path(&home, &path, NOW, &["sync", "cloud:acquis"], "");
    assert!(run.code == 2 && run.err.contains("could not copy") && run.err.contains("rclone lsd"), "{}", run.err);
    let nothing = home.path().join("nothing").to_string_lossy().into_owned();
    let run = with_path(&home, &nothing, NOW, &["sync", "cloud:acquis"], "");
    assert!(run.code == 2 && run.err.contains("needs the program `rclone`"), "{}", run.err);
}

/// Sizes of files are limited, as a full disk would: what is larger cannot be written whole.
#[cfg(unix)]
fn limited(home: &Home, blocks: u32, now: &str, args: &[&str]) -> Run {
    let whole = home.command(now, args);
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")])
        .arg(whole.get_program())
        .args(whole.get_args());
    shell.current_dir(home.path()).env_clear();
    for (name, value) in whole.get_envs() {
        shell.env(name, value.expect("a value"));
    }
    let output = shell.stdin(std::process::Stdio::null()).output().expect("a shell");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run { out: text(output.stdout), err: text(output.stderr), code: output.status.code().unwrap_or(-1) }
}

#[cfg(unix)]
#[test]
fn a_place_without_room_is_a_sentence_and_nothing_is_lost() {
    let (home, place) = synced();
    let deck = "[deck]\nid = \"wide\"\ntitle = \"Wide\"\n\n".to_owned()
        + &"# a long remark that fills the file\n".repeat(20_000)
        + "[[short]]\nid = \"one\"\nask = \"Which city?\"\nanswer = \"Brussels\"\n";
    let deck = home.file("wide.toml", &deck);
    ok(&home.run(LATER, &["decks", "add", &deck], ""));
    let run = limited(&home, 600, LATER, &["sync"]);
    assert!(
        run.err.matches("not shared").count() == 1 && run.err.contains("no file may be so large there"),
        "{}",
        run.err
    );
    assert_eq!(run.code, 0, "answers travel all the same: {}", run.err);
    assert!(
        !place.join("acquis-sync/decks").exists() || left(&place.join("acquis-sync/decks")) == 0,
        "nothing torn stays"
    );
    let session = limited(&home, 600, LATER, &["study", "--plain"]);
    assert!(session.out.contains("Which city"), "{}{}", session.out, session.err);
    assert_eq!(session.err.matches("not shared").count(), 1, "told once in a session: {}", session.err);
    let again = home.run(LATER, &["sync"], "");
    assert!(again.code == 0 && left(&place.join("acquis-sync/decks")) == 1, "{}{}", again.out, again.err);
}

fn left(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

#[test]
fn two_syncs_of_one_home_at_once_are_one_and_a_sentence() {
    let (home, place) = synced();
    ok(&study(&home, LATER));
    for _ in 0..8 {
        let children: Vec<_> = (0..3).map(|_| home.command(LATER, &["sync"]).spawn().expect("starts")).collect();
        for child in children {
            let output = child.wait_with_output().expect("ends");
            let err = String::from_utf8_lossy(&output.stderr).into_owned();
            let is_told = output.status.code() == Some(2) && err.contains("another sync of this home is running");
            assert!(output.status.success() || is_told, "{err}");
        }
    }
    let fresh = Home::new();
    ok(&fresh.run(LATER, &["sync", &place.to_string_lossy(), "--yes"], ""));
    assert_eq!(export(&fresh), export(&home));
}

#[test]
fn machines_that_begin_at_the_same_moment_begin_both() {
    for _ in 0..6 {
        let cloud = tempfile::tempdir().expect("a folder");
        let homes: Vec<Home> = (0..4).map(|_| Home::new()).collect();
        let place = cloud.path().to_string_lossy().into_owned();
        let start = |home: &Home| home.command(NOW, &["sync", &place, "--yes"]).spawn().expect("starts");
        for child in homes.iter().map(start).collect::<Vec<_>>() {
            let output = child.wait_with_output().expect("ends");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

/// Two homes that share a place, with something that the second has not taken in yet.
fn two_homes() -> (Home, Home, std::path::PathBuf) {
    let (laptop, place) = synced();
    let desktop = Home::new();
    ok(&desktop.run(NOW, &["sync", &place.to_string_lossy(), "--yes"], ""));
    ok(&laptop.run(NOW, &["sync", "--yes"], ""));
    (laptop, desktop, place)
}

#[cfg(unix)]
fn pipe(path: &Path) {
    assert!(
        std::process::Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success(),
        "{}",
        path.display()
    );
}

#[cfg(unix)]
#[test]
fn pipes_in_a_place_keep_nobody_waiting() {
    let (laptop, desktop, place) = two_homes();
    ok(&study(&laptop, LATER));
    let root = place.join("acquis-sync");
    let folders: Vec<_> = fs::read_dir(&root).expect("a place").map(|entry| entry.expect("an entry").path()).collect();
    fs::remove_file(root.join("README.txt")).expect("gone");
    pipe(&root.join("README.txt"));
    for (number, folder) in folders.iter().filter(|path| path.is_dir()).enumerate() {
        for name in ["00002.jsonl", "00001 (conflicted copy).jsonl"] {
            pipe(&folder.join(name));
        }
        if number == 0 {
            fs::remove_file(folder.join("device.json")).expect("gone");
            pipe(&folder.join("device.json"));
        }
    }
    pipe(&root.join("0123456789abcdef0123456789abcdef"));
    pipe(&root.join("decks"));
    let started = Instant::now();
    for home in [&laptop, &desktop] {
        for args in [&["sync"][..], &["sync", "--status"], &["cram", "--plain", "--limit", "1"]] {
            let run = home.run("2026-03-01T18:00:00+01:00", args, "");
            assert!(run.code == 0 || run.err.contains("something else is in the place of"), "{args:?}: {}", run.err);
        }
    }
    assert!(started.elapsed() < Duration::from_mins(1), "{:?}", started.elapsed());
    assert_eq!(reviews(&desktop.data()), 2, "what stands there as a file came in");
}

#[test]
fn a_place_that_vanishes_in_mid_session_is_told_once_and_comes_back() {
    use std::io::{BufRead, BufReader, Write};
    let (laptop, desktop, place) = two_homes();
    let deck = laptop.file("small.toml", DECK);
    let mut child = laptop.command(LATER, &["study", &deck, "--plain"]).spawn().expect("the binary starts");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    while !line.contains("Which city") {
        assert!(out.read_line(&mut line).expect("a line") > 0, "{line}");
    }
    let elsewhere = laptop.path().join("elsewhere");
    fs::rename(&place, &elsewhere).expect("moved");
    child.stdin.take().expect("a pipe").write_all(b"Brussels\n\n").expect("read");
    std::io::copy(&mut out, &mut std::io::sink()).expect("read");
    let ended = child.wait_with_output().expect("the binary ends");
    let err = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(ended.status.success() && err.matches("not synced").count() == 1, "{err}");
    assert!(!place.exists(), "it is not made anew");
    fs::rename(&elsewhere, &place).expect("moved back");
    ok(&laptop.run(LATER, &["sync"], ""));
    ok(&desktop.run(LATER, &["sync"], ""));
    assert_eq!((reviews(&desktop.data()), export(&desktop)), (2, export(&laptop)));
}

/// Waits until a program has read and written so often, or has ended; where the system does not count, for nothing.
fn until_it_called(child: &mut std::process::Child, calls: u64) {
    let path = format!("/proc/{}/io", child.id());
    let called = || {
        let counts = fs::read_to_string(&path).ok()?;
        let count = |name: &str| counts.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<u64>().ok());
        Some(count("syscr:")? + count("syscw:")?)
    };
    while called().is_some_and(|so_far| so_far < calls) && matches!(child.try_wait(), Ok(None)) {
        std::thread::yield_now();
    }
}

/// The folder goes at any moment of a sync, as a stick that is pulled out.
#[test]
fn a_place_that_vanishes_in_mid_sync_is_never_made_anew() {
    let (laptop, desktop, place) = two_homes();
    let (root, elsewhere) = (place.join("acquis-sync"), place.join("elsewhere"));
    let (mut done, mut told) = (0, 0);
    // Before the first of these syncs begins, behind the end of the last, and at every third of its some 130 calls between.
    for round in 0..40_u64 {
        ok(&laptop.run(LATER, &["config", "set", "new", &(round + 1).to_string()], ""));
        let goes = || fs::rename(&root, &elsewhere).expect("moved");
        if round == 0 {
            goes();
        }
        let mut child = laptop.command(LATER, &["sync"]).spawn().expect("the binary starts");
        let waits = |child: std::process::Child| child.wait_with_output().expect("the binary ends");
        let ended = match round {
            0 => waits(child),
            39 => {
                let ended = waits(child);
                goes();
                ended
            }
            _ => {
                until_it_called(&mut child, round * 3);
                goes();
                waits(child)
            }
        };
        let err = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(ended.status.success() || ended.status.code() == Some(2) && err.contains("acquis-sync"), "{err}");
        *if ended.status.success() { &mut done } else { &mut told } += 1;
        assert!(!root.exists(), "round {round}: it was made anew");
        fs::rename(&elsewhere, &root).expect("moved back");
    }
    assert!(done > 0 && told > 0, "{done} went well, {told} were told");
    for home in [&laptop, &desktop, &laptop, &desktop] {
        ok(&home.run(LATER, &["sync"], ""));
    }
    assert_eq!(export(&laptop), export(&desktop));
    assert!(fs::read_to_string(desktop.data().join("config.toml")).expect("settings").contains("new = 40"));
}
