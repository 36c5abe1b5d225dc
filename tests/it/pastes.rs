//! T4 and T5 of the peers' failures: pasted lines and held keys reach no later prompt, at whichever prompt they come.

use crate::harness::{Home, reviews};
use crate::pty::Pty;

const NOW: &str = "2026-01-10T18:00:00+01:00";
const PASTE: &str = "first line\nsecond line\n3\n\n1\n";

const DECK: &str = r#"
[deck]
id = "d"
title = "D"

[[short]]
id = "typed"
ask = "Typed question?"
answer = "a1"

[[choice]]
id = "chosen"
ask = "Chosen question?"
answer = "yes"
wrong = ["no", "perhaps"]

[[card]]
id = "turned"
front = "Turned question?"
back = "Its back"

[[short]]
id = "last"
ask = "Last question?"
answer = "a4"
"#;

fn study(home: &Home, kinds: &[&str]) -> Pty {
    let deck = home.file("d.toml", DECK);
    let mut args = vec!["study", &deck];
    args.extend(kinds.iter().flat_map(|kind| ["--kind", kind]));
    Pty::start(home, NOW, &args, (80, 24))
}

/// Pastes at the prompt that is open, and leaves; nothing may have been rated or answered but what was before.
#[track_caller]
fn paste_and_leave(home: &Home, mut pty: Pty, quit: &str, rated: usize) {
    pty.press(PASTE, "at once: ");
    let from = pty.seen.len();
    pty.press(quit, "everything is saved");
    let said = pty.seen[from..].split(" card").next().unwrap_or_default();
    for word in ["Last question?", "right", "wrong", "suspended", "undone"] {
        assert!(!said.contains(word), "`{word}` after a paste: {said}");
    }
    pty.end().left_clean(0);
    assert_eq!(reviews(&home.data()), rated);
}

#[test]
fn a_paste_of_five_lines_answers_nothing_at_any_prompt() {
    let home = Home::new();
    let mut pty = study(&home, &["short"]);
    pty.expect("leave");
    paste_and_leave(&home, pty, ":q\n", 0);

    let home = Home::new();
    let mut pty = study(&home, &["choice"]);
    pty.expect("leave");
    paste_and_leave(&home, pty, "q", 0);

    let home = Home::new();
    let mut pty = study(&home, &["card"]);
    pty.expect("leave");
    paste_and_leave(&home, pty, "q", 0);
}

#[test]
fn a_paste_of_five_lines_rates_nothing_at_a_verdict() {
    let home = Home::new();
    let mut pty = study(&home, &["short"]);
    pty.expect("leave");
    pty.press("a1\n", "? keys");
    paste_and_leave(&home, pty, "q", 1);

    let home = Home::new();
    let mut pty = study(&home, &["card"]);
    pty.expect("leave");
    pty.press(" ", "? keys");
    paste_and_leave(&home, pty, "q", 0);
}

/// A held Space turns the card and no more; held on, it is refused.
#[test]
fn a_held_space_turns_a_card_and_never_rates_it() {
    let home = Home::new();
    let mut pty = study(&home, &["card"]);
    pty.expect("leave");
    pty.press(" ", "Its back");
    // The keyboard goes on repeating; slower repeats are tried in `ui/tty/unix/hand.rs`.
    pty.press(&" ".repeat(12), "several keys at once: ignored");
    pty.press("q", "everything is saved");
    pty.end().left_clean(0);
    assert_eq!(reviews(&home.data()), 0);
}

/// Esc and keys with a modifier end nothing and rate nothing.
#[test]
fn escape_and_modified_keys_do_nothing_at_any_prompt() {
    for (kinds, asked) in [(["choice"], "Chosen question?"), (["card"], "Turned question?")] {
        let home = Home::new();
        let mut pty = study(&home, &kinds);
        pty.expect(asked);
        pty.expect("leave");
        for key in ["\u{1b}", "\u{1b}3", "\u{1}", "\u{1b}[1;5C"] {
            pty.press(key, "no such key here");
        }
        pty.press("q", "everything is saved");
        pty.end().left_clean(0);
        assert_eq!(reviews(&home.data()), 0);
    }
}

/// AZERTY and Czech digit rows rate like 1 to 4.
#[test]
fn the_digit_rows_of_french_and_czech_keyboards_rate() {
    for (key, rating) in [("&", "again"), ("é", "hard"), ("\"", "good"), ("'", "easy"), ("ě", "hard"), ("č", "easy")]
    {
        let home = Home::new();
        let mut pty = study(&home, &["short"]);
        pty.expect("leave");
        pty.press("a1\n", "? keys");
        pty.press(key, "Last question?");
        pty.press("\u{4}", "everything is saved");
        pty.end().left_clean(0);
        let db = rusqlite::Connection::open(home.data().join("progress.db")).expect("a database");
        let payload: String = db.query_row("select payload from event", [], |row| row.get(0)).expect("one event");
        assert!(payload.contains(&format!("\"rating\":\"{rating}\"")), "{key}: {payload}");
    }
}

/// Whoever is used to the colon from typed answers may write it at once where a key is enough.
#[test]
fn a_whole_command_at_once_is_no_paste() {
    let home = Home::new();
    let mut pty = study(&home, &["choice"]);
    pty.expect("leave");
    pty.press(":?", "Ctrl-D too; everything is saved");
    // With the question the page is higher than the window: a key goes on.
    pty.expect("any key goes on");
    pty.press("x", " > ");
    pty.press(":q\n", "everything is saved");
    pty.end().left_clean(0);

    let home = Home::new();
    let mut pty = study(&home, &["short"]);
    pty.expect("leave");
    pty.press("a1\n", "? keys");
    pty.press(":h", "the answer is on the screen");
    pty.press(":q", "everything is saved");
    pty.end().left_clean(0);
    assert_eq!(reviews(&home.data()), 1);
}
