//! T10 of the peers' failures: the terminal is left as it was found, whatever ends the program or stops it.

use std::process::Command;

use crate::harness::{Home, reviews};
use crate::pty::Pty;

const NOW: &str = "2026-01-10T18:00:00+01:00";
const DECK: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n
[[short]]\nid = \"one\"\nask = \"First?\"\nanswer = \"a\"\n
[[card]]\nid = \"two\"\nfront = \"Second?\"\nback = \"b\"\n";

#[test]
fn an_error_in_mid_session_restores_it_and_ends_with_2() {
    let home = Home::new();
    let deck = home.file("d.toml", DECK);
    let mut pty = Pty::start(&home, NOW, &["study", &deck], (80, 24));
    pty.expect("leave");
    pty.press("a\n", "? keys");
    // What would be written to is no database any more.
    std::fs::write(home.data().join("progress.db"), "x".repeat(100_000)).expect("spoiled");
    pty.press("\n", "acquis:");
    pty.end().left_clean(2);
}

#[test]
fn a_panic_restores_it() {
    const ROLE: &str = "ACQUIS_TEST_PANICS";
    if std::env::var_os(ROLE).is_some() {
        acquis::internals::panic_at_a_terminal();
    }
    let home = Home::new();
    let mut own = Command::new(std::env::current_exe().expect("this test"));
    own.args(["--exact", "left_as_found::a_panic_restores_it", "--nocapture"]).env(ROLE, "1");
    let mut pty = Pty::start_program(&home, &own, (80, 24));
    pty.expect("half a line");
    pty.expect("on purpose, in the middle of a line");
    let end = pty.end();
    end.left_clean(101);
    assert!(end.seen.rfind("\u{1b}[?2004h") < end.seen.rfind("\u{1b}[?2004l"), "pastes are marked no more");
}

#[test]
fn a_stop_gives_the_shell_its_terminal_and_going_on_draws_again() {
    let home = Home::new();
    let deck = home.file("d.toml", DECK);
    for (kind, asked) in [("card", "Second?"), ("short", "First?")] {
        let then = "echo stopped; stty -a; fg; echo code $?";
        let mut pty = Pty::start_in_shell(&home, NOW, &["study", &deck, "--kind", kind], then, (80, 24));
        pty.expect(asked);
        pty.expect("leave");
        pty.press("\u{1a}", "stopped");
        // Lines and echo are on again for the shell.
        pty.expect(" icanon");
        pty.expect(" echo ");
        pty.expect(asked);
        pty.press("\u{4}", "code 0");
        pty.end().left_clean(0);
        assert_eq!(reviews(&home.data()), 0);
    }
}

/// Stopped from outside, as by `kill -TSTP`, at a prompt for keys, for lines, and for yes or no.
#[test]
fn a_stop_from_outside_is_like_one_from_the_keyboard() {
    let home = Home::new();
    let deck = home.file("d.toml", DECK);
    let copy = home.path().join("copy.db").to_string_lossy().into_owned();
    assert_eq!(home.run(NOW, &["study", "--plain", &deck], "a\n\n").code, 0);
    assert_eq!(home.run(NOW, &["backup", &copy], "").code, 0);
    for (args, asked, left) in [
        (&["study", &deck, "--kind", "card"][..], "leave", "\u{4}"),
        (&["cram", &deck, "--kind", "short"], "leave", "\u{4}"),
        (&["restore", &copy], "[y/N]", "n"),
    ] {
        let then = "echo stopped; stty -a; fg; echo code $?";
        let mut pty = Pty::start_in_shell(&home, NOW, args, then, (80, 24));
        pty.expect(asked);
        let acquis = rustix::process::Pid::from_raw(pty.program()).expect("a process");
        rustix::process::kill_process(acquis, rustix::process::Signal::TSTP).expect("a signal");
        pty.expect("stopped");
        pty.expect(" icanon");
        pty.expect(" echo ");
        pty.expect(asked);
        pty.press(left, "code ");
        pty.end().left_clean(0);
    }
}

/// At the very end, where one key more is asked for, the summary is drawn again.
#[test]
fn going_on_at_the_end_draws_the_summary_again() {
    let home = Home::new();
    let deck = home.file("d.toml", DECK);
    let then = "echo stopped; fg; echo code $?";
    let mut pty = Pty::start_in_shell(&home, NOW, &["study", &deck, "--kind", "short"], then, (80, 24));
    pty.expect("leave");
    pty.press("a\n", "? keys");
    pty.press("\n", "1 card in");
    pty.expect("u undo");
    pty.press("\u{1a}", "stopped");
    pty.expect("1 card in");
    pty.press("\n", "code 0");
    pty.end().left_clean(0);
}

/// Closed input: the other end of the line is gone, as when a window is closed.
#[test]
fn a_closed_window_keeps_what_was_rated_and_the_rating_offered() {
    let home = Home::new();
    let deck = home.file("d.toml", DECK);
    let mut pty = Pty::start(&home, NOW, &["study", &deck], (80, 24));
    pty.expect("leave");
    pty.press("a\n", "? keys");
    assert_eq!(pty.hang_up(), 129);
    assert_eq!(reviews(&home.data()), 1);
}

#[test]
fn the_overview_studies_on_enter_and_leaves_on_q() {
    let home = Home::new();
    let mut pty = Pty::start(&home, NOW, &[], (40, 12));
    pty.expect("Today: 0 due, 10 new");
    pty.expect("q leave");
    pty.leave("q").left_clean(0);
    let mut pty = Pty::start(&home, NOW, &[], (40, 12));
    pty.expect("Enter study");
    pty.press("\n", "In which order");
    pty.press("\u{3}", "everything is saved");
    pty.end().left_clean(130);
}

#[test]
fn reading_turns_forwards_and_back_and_records_nothing() {
    let home = Home::new();
    let deck = home.file("d.toml", DECK);
    let mut pty = Pty::start(&home, NOW, &["cards", &deck, "--read"], (40, 12));
    pty.expect("First?");
    pty.expect("1 of 2");
    pty.press(" ", "Second?");
    pty.expect("2 of 2");
    pty.press("b", "First?");
    pty.expect("1 of 2");
    pty.leave("q").left_clean(0);
    assert!(!home.data().join("progress.db").exists());
}

#[test]
fn forgetting_asks_at_a_terminal() {
    let home = Home::new();
    let deck = home.file("d.toml", DECK);
    home.run(NOW, &["decks", "add", &deck], "");
    home.run(NOW, &["study", &deck, "--plain"], "a\n\n:q\n");
    for (answer, said, code) in [("n", "nothing was forgotten", 1), ("y", "forgotten: 1 card with 1 review", 0)] {
        let mut pty = Pty::start(&home, NOW, &["cards", "forget", "one"], (80, 24));
        pty.expect("This drops the progress of 1 card with 1 review");
        pty.press(answer, said);
        pty.end().left_clean(code);
    }
}
