//! An input/output error from the system at each call to a file, one a run (`strace`): what was acknowledged stays, and
//! what says that it is done is done.

use std::process::Command;

use super::Args;
use super::home::{Chance, Front, Home, Said, Tally, acknowledged, answer, said};

/// Calls that can fail, each with the error that it gets.
const CALLS: [(&str, &str); 9] = [
    ("newfstatat,statx,lstat,stat", "EIO"),
    ("openat", "EACCES"),
    ("read,pread64", "EIO"),
    ("write,pwrite64", "ENOSPC"),
    ("fsync,fdatasync", "EIO"),
    ("ftruncate", "EIO"),
    ("rename,renameat,renameat2,link,linkat", "EIO"),
    ("unlink,unlinkat", "EIO"),
    ("getdents64", "EIO"),
];

pub(crate) fn all(counts: &Args, chance: &mut Chance) -> Vec<Tally> {
    if Command::new("strace").arg("-V").output().is_err() {
        let mut tally = Tally::new("an error at a call to a file");
        tally.notes.push("not tried: there is no strace".to_owned());
        return vec![tally];
    }
    vec![sessions(counts, chance), handed_out(counts, chance), restored(counts, chance)]
}

/// The same command, one of its calls failing.
fn failing(home: &Home, arguments: &[&str], chance: &mut Chance) -> Command {
    let (calls, error) = CALLS[chance.below(CALLS.len())];
    let when = 1 + chance.below(40);
    let plain = home.command(arguments);
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qqq", "-o"]).arg(trace(home)).args(["-e", &format!("trace={calls}")]);
    traced.args(["-e", &format!("inject={calls}:error={error}:when={when}"), "--"]);
    traced.arg(plain.get_program()).args(plain.get_args()).current_dir(home.path()).env_clear();
    traced.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    traced
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    traced
}

fn trace(home: &Home) -> std::path::PathBuf {
    home.path().join("calls.txt")
}

/// The word itself was what could not be written.
fn lost_its_word(home: &Home) -> bool {
    let calls = std::fs::read_to_string(trace(home)).unwrap_or_default();
    calls.lines().any(|call| call.contains(" write(2, ") && call.ends_with("(INJECTED)"))
}

fn run(command: &mut Command) -> Said {
    said(command.spawn().expect("strace starts"))
}

fn sessions(counts: &Args, chance: &mut Chance) -> Tally {
    let mut tally = Tally::new("an error at a call: a session");
    let mut home = Home::new();
    home.session(Front::Json);
    for _ in 0..counts.errors {
        home.next_day();
        let mut child = failing(&home, &Home::study(Front::Json), chance).spawn().expect("strace starts");
        answer(&mut child, Front::Json);
        let ended = said(child);
        let day = home.today();
        home.acknowledged.extend(acknowledged(&ended.out, Front::Json, &day));
        home.weigh(&mut tally);
    }
    tally
}

/// A copy or an export that ends with 0 holds everything.
fn handed_out(counts: &Args, chance: &mut Chance) -> Tally {
    let mut tally = Tally::new("an error at a call: backup, log export");
    let mut home = Home::new();
    home.session(Front::Json);
    let events = home.run(&["log", "export"]).out.lines().count();
    for round in 0..counts.errors {
        let copy = home.path().join(format!("copy-{round}")).to_string_lossy().into_owned();
        let (verb, of_copy): (&[&str], bool) =
            if round % 2 == 0 { (&["backup", &copy, "--json"], true) } else { (&["log", "export"], false) };
        let ended = run(&mut failing(&home, verb, chance));
        tally.tried += 1;
        if ended.code != Some(0) {
            tally.expect(!ended.err.is_empty() || lost_its_word(&home), || {
                format!("{verb:?} failed without a word: {:?}", ended.code)
            });
            continue;
        }
        let held = if of_copy {
            let told: serde_json::Value = serde_json::from_str(&ended.out).unwrap_or_default();
            usize::try_from(told["events"].as_u64().unwrap_or_default()).expect("a count")
        } else {
            ended.out.lines().count()
        };
        tally.acknowledged += events;
        tally.found += held;
        tally.expect(held == events, || format!("{verb:?} holds {held} of {events}: {}", ended.err));
    }
    tally
}

/// A restore that ends with 0 has put the copy in place and kept what stood there; else everything is as it was.
fn restored(counts: &Args, chance: &mut Chance) -> Tally {
    let mut tally = Tally::new("an error at a call: restore");
    for _ in 0..counts.errors {
        let mut home = Home::new();
        home.session(Front::Json);
        let copy = home.path().join("copy.db").to_string_lossy().into_owned();
        home.run(&["backup", &copy]);
        home.next_day();
        home.session(Front::Json);
        let mut command = failing(&home, &["restore", &copy, "--yes"], chance);
        let ended = run(&mut command);
        let kept = home.data().join("progress.replaced-1.db").exists();
        tally.expect(ended.code != Some(0) || kept, || format!("done, but nothing was kept: {}", ended.err));
        let is_told = !ended.err.is_empty() || lost_its_word(&home);
        tally.expect(ended.code == Some(0) || is_told, || {
            let faults: Vec<_> = command.get_args().map(|one| one.to_string_lossy()).take(7).collect();
            format!("it failed without a word: {:?}, {}", ended.code, faults.join(" "))
        });
        if ended.code == Some(0) {
            let replaced = home.data().join("progress.replaced-1.db").to_string_lossy().into_owned();
            home.run(&["restore", &replaced, "--yes"]);
        }
        home.weigh(&mut tally);
    }
    tally
}
