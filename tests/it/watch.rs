//! `--watch`: a report is made anew when a file changes, in a window and without one; `check --words`.

use std::io::{BufRead, BufReader};

use crate::harness::Home;
use crate::pty::Pty;

const NOW: &str = "2026-01-10T18:00:00+01:00";
const DECK: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n[check]\nallow = [\"no-source\"]\n[[short]]\nid = \"a\"\nask = \"Which agency certifies?\"\nanswer = \"ENISA\"\n";

fn broken() -> String {
    DECK.replace("answer =", "anser =")
}

#[test]
fn without_a_window_each_report_stands_below_the_last() {
    let home = Home::new();
    let path = home.file("deck.toml", &broken());
    let mut child = home.command(NOW, &["check", "--watch", &path]).spawn().expect("the binary starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut comes = |text: &str| lines.by_ref().map(|line| line.expect("UTF-8")).any(|line| line.contains(text));
    assert!(comes("1 file, 0 entries: 1 error"));
    home.file("deck.toml", DECK);
    assert!(comes("1 file, 1 entry: no mistakes"));
    child.kill().expect("it still runs");
    child.wait().expect("it ends");
}

#[test]
fn in_a_window_the_report_is_drawn_over_the_last_until_q() {
    let home = Home::new();
    let path = home.file("deck.toml", &broken());
    let mut pty = Pty::start(&home, NOW, &["check", "--watch", &path], (80, 24));
    pty.expect("did you mean `answer`?");
    pty.expect("q leaves");
    home.file("deck.toml", DECK);
    pty.expect("no mistakes");
    home.file("deck.toml", "");
    pty.expect("has no `[deck]`");
    pty.send("q");
    pty.end().left_clean(0);
}

#[test]
fn a_report_longer_than_the_window_is_turned_through_errors_first() {
    let home = Home::new();
    let weak =
        |at: usize| format!("[[short]]\nid = \"w{at}\"\nask = \"Is body {at} one of them?\"\nanswer = \"yes\"\n");
    let weak: Vec<String> = (0..8).map(weak).collect();
    let entry = "[[short]]\nid = \"last\"\nask = \"Which agency certifies?\"\nanser = \"ENISA\"\n";
    let head = DECK.split("[[short]]").next().expect("a head");
    let path = home.file("deck.toml", &format!("{head}{}{entry}", weak.concat()));
    let mut pty = Pty::start(&home, NOW, &["check", "--all", "--watch", &path], (80, 24));
    pty.expect("did you mean `answer`?");
    pty.expect("1 error");
    pty.expect("; 1–21 of");
    pty.send(" ");
    pty.expect("; 22–42 of");
    pty.send("b");
    pty.expect("; 1–21 of");
    pty.send("q");
    pty.end().left_clean(0);
}

#[test]
fn a_watched_preview_goes_on_where_the_deck_cannot_be_read() {
    let home = Home::new();
    let path = home.file("deck.toml", DECK);
    let mut pty = Pty::start(&home, NOW, &["preview", "--watch", &path], (60, 16));
    pty.expect("Which agency certifies?");
    home.file("deck.toml", "[deck]\n");
    pty.expect("no usable deck");
    home.file("deck.toml", &DECK.replace("certifies?", "certifies now?"));
    pty.expect("certifies now?");
    pty.send("\u{3}");
    pty.end().left_clean(0);
    let run = home.run(NOW, &["preview", "--watch", "eu-basics"], "");
    assert!(run.code == 2 && run.err.contains("is no file that could change"), "{}", run.err);
}

#[test]
fn words_that_stand_once_and_in_no_list_are_told_with_their_places() {
    let home = Home::new();
    let path = home.file("deck.toml", &DECK.replace("agency certifies", "agensy of Brussels certifies"));
    let run = home.run(NOW, &["check", "--words", &path], "");
    assert_eq!(run.out, format!("{path}:8:14: agensy\n1 word stands once and is in no word list\n"), "{}", run.err);
    assert_eq!(run.code, 0);
    let run = home.run(NOW, &["check", "--words", "nowhere.toml"], "");
    assert_eq!(run.code, 2, "{}", run.out);
}
