//! Leaving a session without a terminal by a signal: what was rated is kept, what is told is the summary or nothing.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Child;

use rustix::process::{Pid, Signal, kill_process};

use crate::harness::{Home, reviews};

const NOW: &str = "2026-01-10T18:00:00+01:00";
const DECK: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n
[[short]]\nid = \"one\"\nask = \"First?\"\nanswer = \"a\"\n
[[short]]\nid = \"two\"\nask = \"Second?\"\nanswer = \"b\"\n";

/// Sends the signal at the first verdict; gives the exit code, and what was said after it.
fn signalled(home: &Home, flag: &str, answer: &str, told: &str, signal: Signal) -> (i32, String) {
    let deck = home.file("d.toml", DECK);
    signalled_in(home, &["study", &deck, flag], answer, told, signal)
}

/// The same in any verb, once a line that is told has come.
fn signalled_in(home: &Home, args: &[&str], answer: &str, told: &str, signal: Signal) -> (i32, String) {
    let mut child: Child = home.command(NOW, args).spawn().expect("the binary starts");
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    writeln!(input, "{answer}").expect("a line");
    let mut line = String::new();
    while !line.contains(told) {
        line.clear();
        assert!(output.read_line(&mut line).expect("a line") > 0, "`{told}` never came");
    }
    let id = i32::try_from(child.id()).expect("an id");
    kill_process(Pid::from_raw(id).expect("a process"), signal).expect("a signal");
    let mut rest = String::new();
    output.read_to_string(&mut rest).expect("the rest");
    (child.wait().expect("ended").code().expect("a code"), rest)
}

/// T1 and T4 of the peers' failures.
#[test]
fn an_interrupt_ends_plain_and_json_with_the_summary_and_the_offered_rating() {
    for (flag, answer, told, summary) in [
        ("--plain", "a", "Enter good", "everything is saved"),
        ("--json", "{\"response\":\"a\"}", "verdict", "\"done\""),
    ] {
        let home = Home::new();
        let (code, rest) = signalled(&home, flag, answer, told, Signal::INT);
        assert_eq!(code, 130, "{flag}");
        assert!(rest.contains(summary), "{flag}: {rest}");
        assert_eq!(reviews(&home.data()), 1, "{flag}");
    }
}

/// The answers given are kept, and the exam stays open.
#[test]
fn a_signal_leaves_an_exam_in_plain_lines_open() {
    for (signal, code, told) in [(Signal::INT, 130, true), (Signal::TERM, 143, false)] {
        let home = Home::new();
        let deck = home.file("d.toml", DECK);
        let args = ["exam", &deck, "--questions", "2", "--plain"];
        let (ended, rest) = signalled_in(&home, &args, "a", " 2 of 2", signal);
        assert_eq!(ended, code);
        assert_eq!(rest.contains("acquis exam --resume 1"), told, "{rest}");
        let history = home.run(NOW, &["exam", "history", "--json"], "").out;
        assert!(history.contains("\"answered\":1"), "{history}");
    }
}

#[test]
fn a_termination_ends_them_without_a_summary() {
    for (flag, answer, told) in [("--plain", "a", "Enter good"), ("--json", "{\"response\":\"a\"}", "verdict")] {
        for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
            let home = Home::new();
            let (ended, rest) = signalled(&home, flag, answer, told, signal);
            assert_eq!(ended, code, "{flag}");
            assert!(!rest.contains("everything is saved") && !rest.contains("\"done\""), "{flag}: {rest}");
            assert_eq!(reviews(&home.data()), 1, "{flag}: the rating offered is kept");
        }
    }
}
