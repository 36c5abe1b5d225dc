//! The session in a real terminal: keys, pastes, signals, and the terminal left as it was found.

use rustix::process::{Pid, Signal, kill_process};

use crate::harness::{Home, reviews};
use crate::pty::Pty;

const NOW: &str = "2026-01-10T18:00:00+01:00";
const SIZES: [(u16, u16); 2] = [(80, 24), (40, 12)];

fn deck(home: &Home) -> String {
    let entry = |number: u32| {
        format!("[[short]]\nid = \"e{number}\"\nask = \"Question number {number}?\"\nanswer = \"a{number}\"\n")
    };
    let entries: Vec<String> = (0..6).map(entry).collect();
    let choice = "[[choice]]\nid = \"pick\"\nask = \"Choose one\"\nanswer = \"this\"\nwrong = [\"that\", \"those\"]\n";
    let card = "[[card]]\nid = \"turn\"\nfront = \"Turn me\"\nback = \"Turned\"\n";
    home.file(
        "deck.toml",
        &format!("[deck]\nid = \"pty\"\ntitle = \"Terminal\"\n\n{}\n{card}\n{choice}", entries.join("\n")),
    )
}

fn study(home: &Home, size: (u16, u16), more: &[&str]) -> Pty {
    let path = deck(home);
    let args: Vec<&str> = ["study", &path].into_iter().chain(more.iter().copied()).collect();
    Pty::start(home, NOW, &args, size)
}

#[test]
fn a_session_answers_undoes_and_quits_with_a_summary() {
    for size in SIZES {
        let home = Home::new();
        let mut pty = study(&home, size, &[]);
        pty.expect("Question number 0?");
        pty.press("a0\n", "right");
        pty.press(" ", "Question number 1?");
        pty.press("nonsense\n", "wrong");
        pty.press("u", "your answer is taken back");
        pty.expect("Question number 1?");
        pty.press(":u\n", "undone");
        pty.expect("Question number 0?");
        pty.press("a0\n", "right");
        pty.press("\n", "Question number 1?");
        pty.press(":q\n", "everything is saved");
        pty.end().left_clean(0);
        assert_eq!(reviews(&home.data()), 1, "{size:?}");
    }
}

/// A line taken up again stands under a verdict that was read: the prompt says Enter, and the next one counts.
#[test]
fn after_a_line_taken_up_again_the_next_enter_counts() {
    let home = Home::new();
    let mut pty = study(&home, SIZES[0], &[]);
    pty.expect("Question number 0?");
    pty.press("b0\r", "retype");
    pty.press("r", " > b0");
    pty.press("\u{15}a0\r", "that is it");
    pty.expect("Enter again");
    pty.press("\r", "Question number 1?");
    pty.leave("\u{3}").left_clean(130);
    assert_eq!(reviews(&home.data()), 1);
}

#[test]
fn the_first_screen_lists_its_keys() {
    for size in SIZES {
        let home = Home::new();
        let path = deck(&home);
        assert_eq!(home.run(NOW, &["decks", "add", &path], "").code, 0);
        let mut pty = Pty::start(&home, NOW, &[], size);
        pty.expect("? keys");
        pty.press("?", "begins today");
        pty.leave("q").left_clean(0);
    }
}

/// T4, T5 and T10: at a question, at a verdict and at an unturned card.
#[test]
fn every_way_out_leaves_the_terminal_as_it_was() {
    let prompts: [(&[&str], &str, &str); 4] = [
        (&[], "Question number 0?", ""),
        (&[], "Question number 0?", "a0\n"),
        (&["--kind", "card"], "Turn me", ""),
        (&["--kind", "choice"], "Choose one", ""),
    ];
    for (more, asked, keys) in prompts {
        let at_prompt = |home: &Home| {
            let mut pty = study(home, SIZES[0], more);
            pty.expect(asked);
            if !keys.is_empty() {
                pty.press(keys, "right");
            }
            pty.expect("keys");
            pty
        };
        for (key, code) in [("\u{3}", 130), ("\u{4}", 0)] {
            let home = Home::new();
            let mut pty = at_prompt(&home);
            pty.press(key, "everything is saved");
            pty.end().left_clean(code);
        }
        for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
            let home = Home::new();
            let pty = at_prompt(&home);
            kill_process(Pid::from_raw(pty.program()).expect("a process"), signal).expect("a signal");
            pty.end().left_clean(code);
        }
    }
}

/// Whoever goes on pressing Enter is heard once the verdict may have been read; every pace is tried in `ui/tty/unix/hand.rs`.
#[test]
fn a_verdict_that_stood_for_a_while_is_accepted_however_often_enter_was_pressed() {
    let home = Home::new();
    let mut pty = study(&home, SIZES[0], &[]);
    pty.expect("Question number 0?");
    pty.press("a0\n", "u undo");
    pty.press("\n", "Question number 1?");
    pty.leave(":q\n").left_clean(0);
    assert_eq!(reviews(&home.data()), 1);
}

/// T4: pasted characters rate nothing, a key with a modifier neither.
#[test]
fn a_paste_or_a_modifier_never_rates() {
    let home = Home::new();
    let mut pty = study(&home, SIZES[0], &[]);
    pty.expect("Question number 0?");
    pty.press("a0\n", "right");
    pty.press("5 5 0 / 1 good day\n", "several keys at once: ignored");
    pty.press("\u{1b}1", "no such key here");
    pty.press("\u{3}", "everything is saved");
    pty.end().left_clean(130);
    assert_eq!(reviews(&home.data()), 1, "only the rating offered on leaving");
}

#[test]
fn a_rating_before_the_reveal_is_refused_with_a_word() {
    let home = Home::new();
    let mut pty = study(&home, SIZES[1], &["--kind", "card"]);
    pty.expect("keys");
    pty.press("3", "turn the card first");
    pty.press(" ", "Turned");
    pty.press("3", "u undo the last rating");
    pty.leave("\n").left_clean(0);
    assert_eq!(reviews(&home.data()), 1);
}

/// T2 of the peers' failures: after the last card, when the summary is on the screen.
#[test]
fn the_last_rating_can_be_taken_back_when_nothing_is_left() {
    let home = Home::new();
    let mut pty = study(&home, SIZES[1], &["--kind", "card"]);
    pty.expect("leave");
    pty.press(" ", "Turned");
    pty.press("1", "Turn me");
    pty.press(" ", "Turned");
    pty.press("3", "u undo the last rating");
    pty.press("u", "undone: good");
    pty.expect("Turn me");
    pty.press(" ", "Turned");
    pty.press("4", "u undo the last rating");
    pty.leave("q").left_clean(0);
    assert_eq!(reviews(&home.data()), 2, "again, and easy in the place of good");
}

/// Esc in a line is neither an answer nor a way out; a lone word for the program is asked about.
#[test]
fn escape_and_lone_words_in_a_line_are_not_judged() {
    let home = Home::new();
    let mut pty = study(&home, SIZES[0], &[]);
    pty.expect("leave");
    pty.expect(" > ");
    pty.press("a0", "a0");
    pty.press("\u{1b}\u{15}", " > ");
    pty.press("?\n", "gives up: an empty line, then another");
    pty.press("q\n", "`:q` leaves; Enter again gives `q` as the answer");
    pty.press("\u{15}:q\n", "everything is saved");
    pty.end().left_clean(0);
    assert_eq!(reviews(&home.data()), 0);
}

#[test]
fn a_session_that_may_not_ask_says_so() {
    let home = Home::new();
    let pty = study(&home, SIZES[0], &["--no-input"]);
    let end = pty.end();
    end.left_clean(2);
    assert!(end.seen.contains("--no-input"), "{}", end.seen);
}
