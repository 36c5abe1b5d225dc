//! The disk is full, cannot be written, or the file is held by another program.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use super::Args;
use super::home::{Chance, Front, Home, Tally, acknowledged, answer, said};

pub(crate) fn all(_: &Args, chance: &mut Chance) -> Vec<Tally> {
    vec![full_by_limit(chance), full_disk(), read_only(), held()]
}

/// A limit on the size of files, in mid-session: `ulimit -f`.
fn full_by_limit(chance: &mut Chance) -> Tally {
    let mut tally = Tally::new("file size limit in mid-session");
    for _ in 0..20 {
        let mut home = Home::new();
        let study = home.command(&Home::study(Front::Json));
        let mut shell = Command::new("sh");
        let limit = 60 + chance.below(80);
        shell
            .args(["-c", &format!("ulimit -f {limit}; exec \"$0\" \"$@\"")])
            .arg(study.get_program())
            .args(study.get_args());
        shell.current_dir(home.path()).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        for (name, value) in study.get_envs() {
            shell.env(name, value.expect("a value"));
        }
        let mut child = shell.spawn().expect("a shell");
        answer(&mut child, Front::Json);
        cut_short(&mut home, &said(child), "writing your progress failed", &mut tally);
    }
    tally
}

/// The session stopped with a sentence, exit 2, and goes on when there is room.
fn cut_short(home: &mut Home, session: &super::home::Said, sentence: &str, tally: &mut Tally) {
    home.acknowledged = acknowledged(&session.out, Front::Json, &home.today());
    let stopped = session.code == Some(2) && session.err.contains(sentence);
    tally.expect(stopped || session.code == Some(0), || format!("{:?}: {}", session.code, session.err));
    home.weigh(tally);
    home.next_day();
    let again = home.session(Front::Json);
    tally.expect(again.code == Some(0), || format!("it does not go on: {}", again.err));
}

/// A small disk that really fills up.
fn full_disk() -> Tally {
    let mut tally = Tally::new("disk full in mid-session");
    for kib in (80..400).step_by(16) {
        let mut home = Home::new();
        std::fs::create_dir(home.data()).expect("made");
        let data = home.data();
        let mount = |arguments: &[&str]| {
            Command::new("mount").args(arguments).arg(&data).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
        };
        if !mount(&["-t", "tmpfs", "-o", &format!("size={kib}k"), "tmpfs"]) {
            tally.notes.push("not tried: no disk can be mounted here".to_owned());
            return tally;
        }
        let mut child = home.command(&Home::study(Front::Json)).spawn().expect("the program starts");
        answer(&mut child, Front::Json);
        let session = said(child);
        home.acknowledged = acknowledged(&session.out, Front::Json, &home.today());
        let told = session.code == Some(2) && session.err.contains("disk is full");
        tally.expect(told || session.code == Some(0), || format!("{:?}: {}", session.code, session.err));
        mount(&["-o", "remount,size=10m"]);
        home.weigh(&mut tally);
        let unmounted = Command::new("umount").arg(home.data()).status();
        tally.expect(unmounted.is_ok_and(|status| status.success()), || "the disk is still mounted".to_owned());
    }
    tally
}

/// A directory that cannot be written: told before the first question; looking works.
fn read_only() -> Tally {
    let mut tally = Tally::new("read-only directory");
    let mut home = Home::new();
    home.session(Front::Json);
    let only = |mode: u32| {
        for path in [home.data(), home.database()] {
            std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).expect("changed");
        }
    };
    std::fs::set_permissions(home.path(), PermissionsExt::from_mode(0o755)).expect("changed");
    only(0o555);
    let as_nobody = |arguments: &[&str]| {
        let mut command = home.command(arguments);
        if rustix::process::geteuid().is_root() {
            command.uid(65_534).gid(65_534);
        }
        said(command.spawn().expect("the program starts"))
    };
    let study = as_nobody(&Home::study(Front::Json));
    let refused = study.code == Some(2) && study.err.contains("cannot be written") && !study.out.contains("question");
    tally.expect(refused, || format!("{:?}: {}{}", study.code, study.out, study.err));
    let overview = as_nobody(&[]);
    tally.expect(overview.code == Some(0), || format!("the overview: {}", overview.err));
    let export = as_nobody(&["log", "export"]);
    tally.count(&home.acknowledged, &super::home::reviews(&export.out));
    only(0o755);
    tally
}

/// Another program holds the file: told after five seconds, nothing lost.
fn held() -> Tally {
    let mut tally = Tally::new("file held by another program");
    let mut home = Home::new();
    home.session(Front::Json);
    let other = rusqlite::Connection::open(home.database()).expect("a database");
    other.execute_batch("begin exclusive").expect("held");
    home.next_day();
    let session = home.session(Front::Json);
    let told = session.code == Some(2) && session.err.contains("another program is writing");
    tally.expect(told, || format!("{:?}: {}", session.code, session.err));
    drop(other);
    home.weigh(&mut tally);
    tally
}
