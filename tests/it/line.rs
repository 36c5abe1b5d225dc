//! The one input line under the fingers: every editing key in each prompt that takes a line, and what may come between.

use rustix::process::{Pid, Signal, kill_process};

use crate::harness::{Home, reviews};
use crate::pty::Pty;

const NOW: &str = "2026-01-10T18:00:00+01:00";

const DECK: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n
[[short]]\nid = \"one\"\nask = \"First?\"\nanswer = \"the right words 网络\"\n
[[short]]\nid = \"two\"\nask = \"Second?\"\nanswer = \"b\"\n";

/// Keys, and the line they come to.
const EDITS: &[(&str, &str)] = &[
    ("the rght\u{1b}[D\u{1b}[D\u{1b}[Di", "the right"),
    ("right\u{1b}[Hthe \u{1b}[F words", "the right words"),
    ("right\u{1}the \u{5}!", "the right!"),
    ("rigt\u{2}h\u{6}s", "rights"),
    ("thex right\u{1b}[1;5D\u{1b}[D\u{1b}[D\u{1b}[3~", "the right"),
    ("one two three\u{1b}b\u{1b}b\u{1b}d\u{1b}f!", "one  three!"),
    ("wrong words\u{17}answer", "wrong answer"),
    ("wrong\u{15}right", "right"),
    ("right wrong\u{1b}[1;5D\u{b}\u{8}!", "right!"),
    ("one two\u{17}\u{1}\u{19} ", "two one"),
    ("网络\u{7f}全", "网全"),
    ("e\u{301}e\u{301}\u{7f}x", "e\u{301}x"),
    ("\u{1b}[200~pasted\u{1b}[201~ words", "pasted words"),
];

/// Where a line is typed: the arguments, and what is seen when it waits.
fn prompts(deck: &str) -> [(Vec<String>, &'static str); 4] {
    let words = |text: &str| text.split(' ').map(str::to_owned).chain([deck.to_owned()]).collect::<Vec<_>>();
    [
        (words("study"), "leave"),
        (words("cram"), "leave"),
        (words("exam --questions 2"), "keys"),
        (words("exam --questions 2 --time 15m"), "15:00 > "),
    ]
}

fn deck(home: &Home) -> String {
    home.file("d.toml", DECK)
}

fn start(home: &Home, args: &[&str], size: (u16, u16)) -> Pty {
    let path = deck(home);
    let args: Vec<&str> = args.iter().copied().chain([path.as_str()]).collect();
    Pty::start(home, NOW, &args, size)
}

#[test]
fn every_editing_key_works_in_study_cram_and_exams_with_and_without_a_clock() {
    for at in 0..4 {
        let home = Home::new();
        let (args, waits) = &prompts(&deck(&home))[at];
        let mut pty = Pty::start(&home, NOW, &args.iter().map(String::as_str).collect::<Vec<_>>(), (80, 24));
        pty.expect(waits);
        for (keys, line) in EDITS {
            // The line is cleared in front, so that pressing again changes nothing; at its end it stands in one piece.
            pty.press(&format!("\u{5}\u{15}{keys}\u{5}"), line);
        }
        pty.press("\u{3}", if at < 2 { "everything is saved" } else { "--resume" });
        pty.end().left_clean(130);
    }
}

#[test]
fn a_sequence_that_comes_in_pieces_is_one_key() {
    let home = Home::new();
    let mut pty = start(&home, &["study"], (80, 24));
    pty.expect("leave");
    // What is typed before the line is open is forgotten.
    pty.expect(" > ");
    pty.press("ac", "ac");
    for piece in ["\u{1b}", "[", "D"] {
        pty.send(piece);
    }
    pty.press("b\u{5}", "abc");
    pty.press("\u{3}", "everything is saved");
    pty.end().left_clean(130);
}

#[test]
fn earlier_answers_come_back_and_a_verdict_lets_the_line_be_put_right() {
    let home = Home::new();
    let mut pty = start(&home, &["study"], (80, 24));
    pty.expect("leave");
    // What is typed before the line is open is forgotten.
    pty.expect(" > ");
    pty.press("the wrong words\r", "✗ wrong");
    pty.expect("? keys");
    // Up brings nothing new; the line stands there to be edited.
    pty.press("r", " > the wrong words");
    pty.press("\u{15}the right words 网络\r", "that is it");
    pty.expect("? keys");
    pty.press(" ", "Second?");
    pty.press("\u{1b}[A", "the right words 网络");
    pty.press("\u{1b}[A", "the wrong words");
    pty.press("\u{1b}[B", "the right words");
    pty.press("\u{15}b\r", "✓ right");
    pty.press("q", "everything is saved");
    pty.end().left_clean(0);
    assert_eq!(reviews(&home.data()), 2, "the line put right is practice");
}

#[test]
fn an_enter_behind_a_choice_never_accepts_its_rating() {
    let home = Home::new();
    let deck = home.file(
        "c.toml",
        "[deck]\nid = \"c\"\ntitle = \"C\"\n[[choice]]\nid = \"one\"\nask = \"Which?\"\nanswer = \"yes\"\n\
         wrong = [\"no\"]\n[[short]]\nid = \"two\"\nask = \"Next?\"\nanswer = \"a\"\n",
    );
    for keys in ["1\r", "1"] {
        let mut pty = Pty::start(&home, NOW, &["cram", &deck, "--kind", "choice"], (80, 24));
        pty.expect("leave");
        // What is typed before the line is open is forgotten.
        pty.expect(" > ");
        pty.press(keys, "? keys");
        // At what pace Enter may be pressed without being meant is told by the tests of `ui/tty/unix/hand.rs`.
        pty.send(&"\r".repeat(5));
        // The verdict stands: accepted, the session would be over.
        pty.press("?", "Ctrl-D too");
        pty.press("q", "everything is saved");
        pty.end().left_clean(0);
    }
}

#[test]
fn a_choice_takes_the_same_keys_in_study_and_in_an_exam() {
    let text = "[deck]\nid = \"c\"\ntitle = \"C\"\n[[choice]]\nid = \"one\"\nask = \"Which?\"\nanswer = \"yes\"\n\
                wrong = [\"no\"]\n";
    for (verb, leave) in [("study", "everything is saved"), ("exam", "--resume")] {
        let home = Home::new();
        let deck = home.file("c.toml", text);
        let mut pty = Pty::start(&home, NOW, &[verb, &deck], (80, 24));
        pty.expect("keys");
        pty.press("?", "1 to 9");
        pty.press("\u{1b}[B", " > 1  ");
        pty.press("\u{1b}[B", " > 2  ");
        pty.press("\u{1b}[A", " > 1  ");
        pty.press("7", "a number from 1 to 2");
        pty.press("q", leave);
        pty.end().left_clean(0);
    }
}

#[test]
fn a_line_survives_a_resize_and_a_long_one_scrolls() {
    let home = Home::new();
    let mut pty = start(&home, &["study"], (80, 24));
    pty.expect("leave");
    // What is typed before the line is open is forgotten.
    pty.expect(" > ");
    let long = "the Convention on Cybercrime of the Council of Europe";
    pty.press(long, long);
    pty.resize((30, 12));
    pty.expect("…");
    pty.expect("Europe");
    pty.resize((80, 24));
    pty.expect(long);
    pty.press("\u{3}", "everything is saved");
    pty.end().left_clean(130);
}

#[test]
fn a_stop_in_the_middle_of_a_line_keeps_it_and_a_signal_leaves_cleanly() {
    let home = Home::new();
    let path = deck(&home);
    let mut pty = Pty::start_in_shell(&home, NOW, &["study", &path], "echo stopped; fg; echo code $?", (80, 24));
    pty.expect("leave");
    // What is typed before the line is open is forgotten.
    pty.expect(" > ");
    pty.press("half a line", "half a line");
    pty.press("\u{1a}", "stopped");
    pty.expect("First?");
    pty.expect("half a line");
    pty.press("\u{3}", "everything is saved");
    pty.end();

    let home = Home::new();
    let mut pty = start(&home, &["study"], (40, 12));
    pty.expect("leave");
    // What is typed before the line is open is forgotten.
    pty.expect(" > ");
    pty.press("half a line", "half a line");
    kill_process(Pid::from_raw(pty.program()).expect("a process"), Signal::TERM).expect("a signal");
    let end = pty.end();
    end.left_clean(143);
    assert!(end.seen.rfind("\u{1b}[?2004h") < end.seen.rfind("\u{1b}[?2004l"), "pastes are marked no more");
}
