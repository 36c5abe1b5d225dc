//! Decks from strangers: refused with a located message, in bounded time and memory, and nothing that steers a
//! terminal ever comes out. `tests/data/hostile/expected.txt` says what each file must come to.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";
/// A report is at most 64 KiB, and what frames it is small.
const LONGEST: usize = 66 * 1024;
/// In a debug build on a busy machine.
const SLOWEST: Duration = Duration::from_secs(20);

const DECK: &str = "[deck]\nid = \"small\"\ntitle = \"Small\"\n\n[[short]]\nid = \"one\"\nask = \"Which city hosts the summit?\"\nanswer = \"Brussels\"\n";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/hostile")
}

/// What must never reach a screen: controls but the line's end, C1, and what hides or turns text.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{3164}')
}

#[track_caller]
fn harmless(run: &Run, what: &str) {
    for text in [&run.out, &run.err] {
        if let Some(bad) = text.chars().find(|c| steers(*c)) {
            panic!("{what}: U+{:04X} came out in {text:?}", u32::from(bad));
        }
        assert!(text.len() < LONGEST, "{what}: {} bytes came out", text.len());
    }
    assert!(!run.err.contains("panicked"), "{what}: {}", run.err);
}

#[test]
fn every_hostile_deck_comes_to_what_is_expected_of_it() {
    let expected = std::fs::read_to_string(folder().join("expected.txt")).expect("the expectations");
    let expected: Vec<&str> = expected.lines().filter(|line| !line.starts_with('#')).collect();
    let files = std::fs::read_dir(folder()).expect("the corpus").count() - 1;
    assert_eq!(files, expected.len(), "every file has its line");
    assert!(files >= 100, "{files}");
    let (one, two) = expected.split_at(expected.len() / 2);
    std::thread::scope(|scope| {
        for half in [one, two] {
            scope.spawn(|| half.iter().for_each(|line| comes_to(line)));
        }
    });
}

fn comes_to(line: &str) {
    let words: Vec<&str> = line.splitn(2, ' ').collect();
    let (name, rest) = (words[0], words[1].trim_start());
    let (code, rest) = rest.split_once(' ').expect("a place");
    let (place, said) = rest.split_once(' ').expect("a sentence");
    let home = Home::new();
    let path = home.path().join(name);
    std::fs::copy(folder().join(name), &path).expect("copied");
    let path = path.to_string_lossy().into_owned();
    let started = Instant::now();
    let check = home.run(NOW, &["check", &path], "");
    assert!(started.elapsed() < SLOWEST, "{name}: {:?}", started.elapsed());
    harmless(&check, name);
    assert_eq!(check.code.to_string(), code, "{name}: {}{}", check.out, check.err);
    if place != "-" {
        let told = format!("{}{}", check.out, check.err);
        let located = told.contains(&format!("{name}:{place}")) || told.contains(&format!("{name}: "));
        assert!(located && told.contains(said.trim()), "{name}: {place} {said} in {told}");
    }
    assert_eq!(std::fs::read_dir(home.path()).expect("listed").count(), 1, "{name}: nothing was written");
    let json = home.run(NOW, &["check", "--json", &path], "");
    assert!(!json.out.contains(steers) && serde_json::from_str::<serde_json::Value>(&json.out).is_ok(), "{name}");
    // A sound entry is asked, a broken one is left out, and either way the screen stays as it should be.
    let study = home.run(NOW, &["study", &path, "--plain"], "x\n\n\n");
    harmless(&study, name);
    assert!([0, 2].contains(&study.code), "{name}: {}", study.err);
}

/// Too big to be kept: made here.
fn giants() -> Vec<(&'static str, String, i32, &'static str)> {
    let many = |count: usize, line: &dyn Fn(usize) -> String| (0..count).fold(String::new(), |all, at| all + &line(at));
    let cards = many(50_001, &|at| format!("[[card]]\nfront = \"{at}\"\nback = \"b\"\n"));
    let keys = many(20_000, &|at| format!("key{at} = {at}\n"));
    let slips = many(10_000, &|at| format!("[[short]]\nask = “Q {at}?”\nanswer: x\n"));
    let quotes = many(10_000, &|at| format!("[[short]]\nid = \"e{at}\"\nask = \"Q {at}?\nanswer = \"a\"\n"));
    vec![
        ("larger-than-8-mib", "#".repeat((8 << 20) + 1), 2, "larger than 8 MiB"),
        ("ten-megabyte-line", format!("why = \"{}\"\n", "x".repeat(10 << 20)), 2, "larger than 8 MiB"),
        ("field-of-7-mib", format!("why = \"{}\"\n", "x".repeat(7 << 20)), 1, "too-long"),
        ("line-of-2-mib-unquoted", format!("why = {}\n", "x ".repeat(1 << 20)), 1, "unquoted-text"),
        ("too-many-entries", cards, 1, "1 error"),
        ("twenty-thousand-keys", keys, 1, "unknown-key"),
        ("ten-thousand-broken-entries", slips, 1, "--json lists all"),
        ("ten-thousand-open-quotes", quotes, 1, "--json lists all"),
        ("million-brackets", format!("x = {}", "[".repeat(1_000_000)), 1, "unclosed-bracket"),
        ("many-braces", format!("x = {}", "{a=".repeat(100_000)), 1, "unclosed-bracket"),
        ("many-headers", "[[x]]\n".repeat(20_000), 1, "unknown-table"),
        ("many-escapes", format!("why = \"{}\"\n", "\\u001b".repeat(300_000)), 1, "hostile-character"),
        ("many-raw-escapes", "# \u{1b}\n".repeat(50_000), 1, "hostile-character"),
        ("many-gaps", format!("[[cloze]]\nid = \"g\"\ntext = \"{}\"\n", "{{a".repeat(100_000)), 1, "too-long"),
        ("million-quotes", format!("x = {}", "\"".repeat(1_000_001)), 1, "quote-inside-quotes"),
        ("long-comment-lines", format!("# {}\n", "é".repeat(50_000)).repeat(20), 0, "1 entry"),
    ]
}

/// With an address space of 1 GiB: a deck of 8 MiB takes at most some 45 times its size.
#[cfg(target_os = "linux")]
#[test]
fn giants_are_refused_in_bounded_time_and_memory() {
    let home = Home::new();
    for (name, text, code, said) in giants() {
        let path = home.path().join(format!("{name}.toml"));
        std::fs::write(&path, format!("{DECK}{text}")).expect("written");
        let mut shell = std::process::Command::new("sh");
        let script = "ulimit -v 1048576; exec \"$0\" check \"$1\"";
        shell.args(["-c", script, env!("CARGO_BIN_EXE_acquis")]).arg(&path).env_clear().env("LANG", "C.UTF-8");
        let started = Instant::now();
        let output = shell.output().expect("a shell");
        let utf8 = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        let run = Run { out: utf8(output.stdout), err: utf8(output.stderr), code: output.status.code().unwrap_or(-1) };
        assert!(started.elapsed() < SLOWEST, "{name}: {:?}", started.elapsed());
        harmless(&run, name);
        let start: String = run.out.chars().take(400).collect();
        assert_eq!(run.code, code, "{name}: {start}{}", run.err);
        assert!(format!("{}{}", run.out, run.err).contains(said), "{name}: {start}{}", run.err);
        std::fs::remove_file(&path).expect("removed");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused_and_circles_are_not_walked() {
    use std::os::unix::fs::symlink;
    let home = Home::new();
    let path = |name: &str| home.path().join(name).to_string_lossy().into_owned();
    assert!(std::process::Command::new("mkfifo").arg(path("pipe.toml")).status().is_ok_and(|status| status.success()));
    symlink("/dev/zero", path("zero.toml")).expect("a link");
    symlink("nowhere.toml", path("dangling.toml")).expect("a link");
    symlink("self.toml", path("self.toml")).expect("a link");
    for (file, said) in [
        (path("pipe.toml"), "not a regular file"),
        (path("zero.toml"), "not a regular file"),
        ("/dev/zero".to_owned(), "not a regular file"),
        (path("dangling.toml"), "no such file"),
        (path("self.toml"), "could not read"),
    ] {
        for verb in ["check", "study"] {
            let run = home.run(NOW, &[verb, &file], "");
            assert_eq!(run.code, 2, "{verb} {file}");
            assert!(format!("{}{}", run.out, run.err).contains(said), "{verb} {file}: {}{}", run.out, run.err);
            assert!(!run.out.contains("no mistakes"), "{file}: {}", run.out);
        }
    }
    let folder = home.path().join("folder");
    std::fs::create_dir_all(folder.join("inner")).expect("made");
    std::fs::write(folder.join("small.toml"), DECK).expect("written");
    symlink("..", folder.join("inner/circle")).expect("a link");
    symlink("/dev/zero", folder.join("zero.toml")).expect("a link");
    let run = home.run(NOW, &["check", &folder.to_string_lossy()], "");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("1 file"), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn a_path_that_steers_a_terminal_is_told_harmlessly() {
    let home = Home::new();
    let name = "a\u{1b}[31m\u{202e}\u{9b}b.toml";
    let path = home.file(name, &format!("{DECK}[[short]]\nid = \"two\"\nask = 1\n"));
    for args in [
        &["check", &path][..],
        &["check", "--json", &path],
        &["study", &path, "--plain"],
        &["study", &path, "--json"],
        &["decks", "add", &path],
        &["decks"],
        &["decks", "--json"],
        &[],
        &["study", &format!("{path}x")],
        &["backup", &path],
        &["restore", &path],
        &["log", "import", &path],
        &["log", "export", &path],
        &["cards", &format!("\u{1b}[2J{name}")],
        &["study", "\u{1b}[2J\u{202e}"],
        &["study", "--topic", "\u{1b}]0;x\u{7}"],
        &["try", "small", "\u{1b}[2J", "\u{9b}31m"],
    ] {
        harmless(&home.run(NOW, args, ":q\n"), &format!("{args:?}"));
    }
}

/// A log may come from a stranger too: whatever it says, no verb lets it steer a terminal.
#[test]
fn a_log_that_steers_a_terminal_is_shown_harmlessly() {
    let home = Home::new();
    let path = home.file("small.toml", DECK);
    let bad = "\\u001b[2J\\u202e\\u009b31m\\u0000";
    let event = |number: usize, day: usize, what: String| {
        let at = 1_767_261_600_000_u64 + day as u64 * 86_400_000;
        format!(
            "{{\"id\":\"{number:032x}\",\"device\":\"a\",\"at\":{at},\"utc_offset\":0,\"day\":\"2026-01-{day:02}\",\"stamp\":{at},\"what\":{what}}}\n"
        )
    };
    let review = |card: &str, rating: &str| {
        format!(
            "{{\"kind\":\"review\",\"card\":\"{card}\",\"outcome\":\"wrong\",\"credit\":0.0,\"rating\":\"{rating}\",\"seconds\":9,\"retention\":900,\"text_hash\":\"00\",\"purpose\":\"study\",\"counts\":true,\"typed\":\"{bad}\"}}"
        )
    };
    let overruled = review("small/one#answer", "good").replace("\"counts\"", "\"overruled\":true,\"counts\"");
    let mut log: String =
        (1..6).map(|day| event(day, day, review("small/one#answer", ["good", "again"][day % 2]))).collect();
    log += &event(20, 6, overruled);
    log += &event(21, 6, review(&format!("{bad}/{bad}#{bad}"), "again"));
    log += &event(22, 6, format!("{{\"kind\":\"flag\",\"card\":\"small/one#answer\",\"note\":\"{bad}\"}}"));
    log +=
        &event(23, 6, format!("{{\"kind\":\"goal\",\"exam\":\"2026-02-01\",\"minutes\":20,\"courses\":[\"{bad}\"]}}"));
    log += &event(24, 6, format!("{{\"kind\":\"goal\",\"exam\":\"{bad}\",\"courses\":[]}}"));
    log +=
        &event(25, 6, format!("{{\"kind\":\"exam_start\",\"attempt\":\"{bad}\",\"paper\":{{\"title\":\"{bad}\"}}}}"));
    let log = home.file("log.jsonl", &log);
    let import = home.run(NOW, &["log", "import", &log], "");
    assert_eq!(import.code, 0, "{}", import.err);
    harmless(&home.run(NOW, &["decks", "add", &path], ""), "decks add");
    for args in [
        &[][..],
        &["study", "--plain"],
        &["study", "--json", "small"],
        &["cram", "--failed", "today", "--plain"],
        &["decks"],
        &["plan"],
        &["plan", "--json"],
        &["cards"],
        &["cards", "one"],
        &["cards", "--flagged"],
        &["cards", "--flagged", "--json"],
        &["cards", "--overruled"],
        &["cards", "--overruled", "--json"],
        &["exam", "history"],
        &["log", "export"],
    ] {
        harmless(&home.run(NOW, args, "x\n\n:i\nx\n\n:q\n"), &format!("{args:?}"));
    }
}
