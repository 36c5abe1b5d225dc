//! Windows of any size and terminals of any kind: everything can be reached, and nothing steers what it should not.

use crate::harness::{Home, reviews};
use crate::pty::Pty;

const NOW: &str = "2026-01-10T18:00:00+01:00";

/// A question, an answer and a reason of forty lines each, and wide and combining characters.
fn long_deck() -> String {
    let lines = |word: &str| (1..=40).map(|at| format!("{word} number {at}.")).collect::<Vec<_>>().join("\n");
    let wide = "网络安全与合作".repeat(8);
    format!(
        "[deck]\nid = \"long\"\ntitle = \"{wide}\"\n
[[card]]\nid = \"long\"\nfront = \"\"\"\n{}\"\"\"\nback = \"\"\"\n{}\"\"\"\nwhy = \"e\u{301}a\u{308} {wide} fin\"\n",
        lines("Question"),
        lines("Answer")
    )
}

/// T9 of the peers' failures.
#[test]
fn forty_lines_can_all_be_read_in_a_window_of_twelve() {
    let home = Home::new();
    let deck = home.file("long.toml", &long_deck());
    let mut pty = Pty::start(&home, NOW, &["study", &deck], (40, 12));
    pty.expect("Question number 1.");
    pty.expect("Question number 40.");
    pty.expect("q leave");
    pty.press(" ", "fin");
    pty.expect("Answer number 1.");
    pty.expect("Answer number 40.");
    pty.press("3", "u undo");
    let end = pty.leave("\n");
    end.left_clean(0);
    for steering in ["\u{1b}[?1049h", "\u{1b}[2J", "\u{1b}[H", "\u{1b}[?1000h", "\u{7}"] {
        assert!(!end.seen.contains(steering), "{steering:?} clears or captures the screen");
    }
    for line in end.seen.lines() {
        assert!(columns(line) <= 40, "{} columns: {line:?}", columns(line));
    }
    let shown = end.seen.matches('网').count();
    assert_eq!(shown, 8 * 2, "title and reason are shown whole");
}

/// Columns of a line on a terminal: wide characters count twice, marks and escape sequences not at all.
fn columns(line: &str) -> usize {
    let mut plain = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('\u{1b}') {
        plain += &rest[..at];
        let end = rest[at..].find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |end| at + end + 1);
        rest = &rest[end..];
    }
    plain += rest;
    let width = |c: char| match c {
        '\r' | '\n' | '\u{301}' | '\u{308}' => 0,
        '\u{4e00}'..='\u{9fff}' => 2,
        _ => 1,
    };
    plain.chars().map(width).sum()
}

#[test]
fn a_window_made_narrower_is_written_for_from_then_on() {
    let home = Home::new();
    let deck = home.file("long.toml", &long_deck());
    let mut pty = Pty::start(&home, NOW, &["study", &deck], (80, 24));
    pty.expect("q leave");
    pty.resize((24, 10));
    pty.press(" ", "fin");
    let verdict = pty.seen.split("   right   ").nth(1).expect("the back").to_owned();
    assert!(verdict.lines().all(|line| columns(line) <= 24), "{verdict}");
    pty.press("q", "everything is saved");
    pty.end().left_clean(0);
}

/// T29 of the peers' failures: no colour where none is wanted, no escape at all on a dumb terminal.
#[test]
fn a_dumb_terminal_gets_plain_lines_and_no_colour_means_none() {
    let home = Home::new();
    let deck = home
        .file("d.toml", "[deck]\nid = \"d\"\ntitle = \"D\"\n[[short]]\nid = \"e\"\nask = \"What?\"\nanswer = \"a\"\n");
    let mut dumb = home.command(NOW, &["study", &deck]);
    dumb.env("TERM", "dumb");
    let mut pty = Pty::start_program(&home, &dumb, (40, 12));
    pty.expect("leave");
    pty.press("a\n", "right");
    pty.press("\n", "u undo");
    let end = pty.leave("\n");
    end.left_clean(0);
    assert!(!end.seen.contains('\u{1b}'), "{:?}", end.seen);
    let mut pty = Pty::start(&home, "2026-02-10T18:00:00+01:00", &["study", &deck], (40, 12));
    pty.expect("leave");
    pty.press("b\n", "wrong");
    pty.press("q", "everything is saved");
    let end = pty.end();
    end.left_clean(0);
    assert!(!end.seen.contains("\u{1b}[3") && !end.seen.contains("\u{1b}[1m"), "{:?}", end.seen);
    assert_eq!(reviews(&home.data()), 2);
}

#[test]
fn an_ascii_locale_gets_ascii_marks() {
    let home = Home::new();
    let deck = home
        .file("d.toml", "[deck]\nid = \"d\"\ntitle = \"D\"\n[[short]]\nid = \"e\"\nask = \"What?\"\nanswer = \"a\"\n");
    let mut ascii = home.command(NOW, &["study", &deck]);
    ascii.env("LANG", "C").env("LC_ALL", "C");
    let mut pty = Pty::start_program(&home, &ascii, (80, 24));
    pty.expect("leave");
    pty.press("b\n", "x wrong");
    // The page ends with the same words as the session.
    pty.press("?", "everything is saved");
    pty.press("q", "1 card in");
    let end = pty.end();
    end.left_clean(0);
    assert!(end.seen.is_ascii(), "{:?}", end.seen);
}

/// The verdict is in sight beside the keys, however much stands between.
#[test]
fn a_low_window_says_the_verdict_below_a_long_reason() {
    let home = Home::new();
    let why = "It is a long story. ".repeat(30);
    let entry = format!("[[short]]\nid = \"e\"\nask = \"What?\"\nanswer = \"a\"\nwhy = \"{why}\"\n");
    let deck = home.file("d.toml", &format!("[deck]\nid = \"d\"\ntitle = \"D\"\n{entry}"));
    for (size, is_below) in [((40, 12), true), ((80, 40), false)] {
        let home = Home::new();
        let mut pty = Pty::start(&home, NOW, &["study", &deck], size);
        pty.expect("leave");
        pty.press("a\n", "2 hard");
        pty.press("q", "everything is saved");
        let end = pty.end();
        end.left_clean(0);
        assert_eq!(end.seen.matches("✓ right").count(), 1, "{size:?}");
        assert_eq!(end.seen.find("✓ right") > end.seen.find("It is a long story"), is_below, "{size:?}");
    }
}

#[test]
fn the_overview_breaks_no_word_in_a_narrow_window() {
    let home = Home::new();
    let mut pty = Pty::start(&home, NOW, &[], (30, 12));
    pty.expect("q leave");
    let end = pty.leave("q");
    end.left_clean(0);
    assert!(end.seen.contains("Today: 0 due, 10 new, about 4\r\n min"), "{}", end.seen);
}

/// A window made narrower in the middle of a line, and at a verdict: the block gives way to itself, drawn for the window.
#[test]
fn a_block_is_drawn_anew_in_a_narrower_window() {
    let home = Home::new();
    let entry = "[[short]]\nid = \"e\"\nask = \"What is it that stands here as a question?\"\nanswer = \"a\"\n";
    let deck = home.file("d.toml", &format!("[deck]\nid = \"d\"\ntitle = \"D\"\n{entry}"));
    let mut pty = Pty::start(&home, NOW, &["study", &deck], (80, 24));
    pty.expect(":q leave");
    pty.expect(" > ");
    pty.press("half a line", "half a line");
    pty.resize((30, 24));
    // Six rows of the block: a blank, bar, topic, blank, question, blank, and the keys.
    pty.expect("\r\u{1b}[7A\u{1b}[J");
    pty.expect("What is it that stands here");
    pty.expect("half a line");
    pty.press("\n", "wrong");
    pty.expect("? keys");
    pty.resize((24, 24));
    pty.expect("A\u{1b}[J");
    pty.expect("wrong");
    pty.expect("? keys");
    pty.press("q", "everything is saved");
    pty.end().left_clean(0);
}

/// In a low window the keys are read a window at a time, and what they would push out is drawn again.
#[test]
fn the_keys_do_not_push_the_verdict_out_of_a_low_window() {
    let entry = "[[choice]]\nid = \"e\"\nask = \"Which?\"\nanswer = \"a\"\nwrong = [\"b\"]\n";
    let home = Home::new();
    let deck = home.file("d.toml", &format!("[deck]\nid = \"d\"\ntitle = \"D\"\n{entry}"));
    let mut pty = Pty::start(&home, NOW, &["study", &deck], (40, 12));
    pty.expect("leave");
    pty.press("?", "any key goes on");
    pty.press(" ", "Which?");
    pty.expect(" > ");
    pty.press("1", "Enter");
    pty.expect("keys");
    pty.press("?", "any key goes on");
    pty.press(" ", "right");
    pty.expect("keys");
    pty.press("q", "everything is saved");
    let end = pty.end();
    end.left_clean(0);
    assert!(!end.seen.contains("takes your line up"), "{}", end.seen);
}
