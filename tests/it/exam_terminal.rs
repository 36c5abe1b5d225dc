//! An exam in a real terminal: the clock in the prompt, lines edited while it runs, every way out, time running out.

use rustix::process::{Pid, Signal, kill_process};

use crate::harness::{Home, reviews};
use crate::pty::Pty;

const NOW: &str = "2026-01-10T18:00:00+01:00";
const SIZES: [(u16, u16); 2] = [(80, 24), (40, 12)];

fn blueprint(home: &Home, more: &str) -> String {
    let entry = |number: u32| {
        format!("[[short]]\nid = \"e{number}\"\nask = \"Question number {number}?\"\nanswer = \"answer {number}\"\n")
    };
    let entries: Vec<String> = (0..3).map(entry).collect();
    let choice = "[[choice]]\nid = \"pick\"\nask = \"Pick one.\"\nanswer = \"this\"\nwrong = [\"that\", \"those\"]\n";
    home.file("deck.toml", &format!("[deck]\nid = \"pty\"\ntitle = \"Terminal\"\n\n{}\n{choice}", entries.join("\n")));
    home.file("exam.toml", &format!("[exam]\ndecks = [\"./deck.toml\"]\nshuffle = false\n{more}"))
}

fn sit(home: &Home, size: (u16, u16), more: &str) -> Pty {
    let path = blueprint(home, more);
    Pty::start(home, NOW, &["exam", "--blueprint", &path], size)
}

#[test]
fn an_exam_is_sat_and_handed_in() {
    for size in SIZES {
        let home = Home::new();
        let mut pty = sit(&home, size, "time = \"15m\"\npass = 50\n");
        pty.expect("Question number 0?");
        pty.expect("15:00 > ");
        // Slips, mended with Ctrl-U, an arrow and Backspace.
        pty.press("x\u{15}answe 9\u{7f}0\u{1b}[D\u{1b}[Dr", "answer");
        pty.press("\r", "Question number 1?");
        pty.press("\r", "Question number 2?");
        pty.press(":f\r", "flagged");
        pty.press("nonsense\r", "Pick one.");
        pty.press("4\r", "not one of the options");
        pty.press(":o\r", "2, 4");
        // A key is enough; the Enter of a hand that expects to need one passes nothing over.
        pty.press("2", "Question number 1?");
        pty.send("\r");
        pty.press("answer 1\r", "Pick one.");
        // On paper it would be an option's letter.
        pty.press("d", "the key d hands in");
        pty.press("n", "Pick one.");
        pty.press("o", "Overview");
        pty.press("w", "no such key here");
        pty.press("d", "1 question is open");
        pty.press("y", "exam redo 1");
        pty.end().left_clean(0);
        assert_eq!(reviews(&home.data()), 3, "{size:?}");
    }
}

/// In a low window the keys are read a window at a time, and the question comes back with what was typed.
#[test]
fn the_keys_do_not_push_the_question_out_of_a_low_window() {
    let home = Home::new();
    let mut pty = sit(&home, SIZES[1], "");
    pty.expect("Question number 0?");
    pty.press("?\r", "any key goes on");
    // A window of keys after the other, as many as there are, and the question.
    while pty.press_for(" ", &["any key goes on", "Question number 0?"]) == 0 {}
    pty.expect(" > ");
    pty.press("half", "half");
    pty.resize((30, 12));
    pty.expect("Question number 0?");
    pty.expect("half");
    pty.press("\u{3}", "--resume");
    pty.end().left_clean(130);
}

/// What scrolls away first would be the score: a result longer than the window goes through the pager, from its beginning.
#[test]
fn a_long_result_is_read_from_its_score() {
    let home = Home::new();
    let path = blueprint(&home, "pass = 50\n");
    let mut command = home.command(NOW, &["exam", "--blueprint", &path]);
    command.env("PAGER", "sed -n 2,3p");
    let mut pty = Pty::start_program(&home, &command, SIZES[1]);
    pty.expect("Question number 0?");
    pty.press(":d\r", "4 questions are open");
    pty.press("y\r", "everything is saved");
    let result = pty.seen.rsplit("yes · Enter no").next().unwrap_or_default().to_owned();
    assert!(result.contains("not passed") && result.contains("0 of 4 points, 0 %"), "{result}");
    assert!(!result.contains("Question number 0?"), "the pager has the rest: {result}");
    pty.end().left_clean(1);
}

/// T4, T5 and T10: at a question with half a line typed, and at the overview.
#[test]
fn every_way_out_leaves_the_terminal_as_it_was_and_the_exam_open() {
    for before in ["half", ":o\r"] {
        for (key, code) in [("\u{3}", 130), ("\u{4}", 0)] {
            let home = Home::new();
            let mut pty = sit(&home, SIZES[0], "time = \"15m\"\n");
            pty.expect("15:00 > ");
            pty.press(before, if before == "half" { "half" } else { "Overview" });
            // Ctrl-D ends only an empty line.
            let keys = if before == "half" && code == 0 { "\u{15}\u{4}" } else { key };
            pty.press(keys, "exam --resume 1");
            pty.end().left_clean(code);
            assert_eq!(reviews(&home.data()), 0);
        }
        for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
            let home = Home::new();
            let mut pty = sit(&home, SIZES[1], "time = \"15m\"\n");
            pty.expect("15:00 > ");
            pty.press(before, if before == "half" { "half" } else { "Overview" });
            kill_process(Pid::from_raw(pty.program()).expect("a process"), signal).expect("a signal");
            let end = pty.end();
            end.left_clean(code);
            assert!(!end.seen.contains("--resume"), "signals end without a word");
        }
    }
}

/// T5: a paste of several lines answers nothing, whether the terminal marks it or not.
#[test]
fn a_paste_of_several_lines_answers_nothing() {
    let home = Home::new();
    let mut pty = sit(&home, SIZES[0], "");
    pty.expect(" > ");
    for paste in ["answer 0\nanswer 1\nanswer 2\n", "\u{1b}[200~answer 0\nanswer 1\u{1b}[201~"] {
        pty.press(paste, "several lines at once: nothing of it was taken");
    }
    pty.press("\u{15}\u{1b}[200~answer 0\n\u{1b}[201~", "answer 0");
    pty.press("\r", "Question number 1?");
    pty.press("\u{3}", "exam --resume 1");
    pty.end().left_clean(130);
    let run = home.run(NOW, &["exam", "history", "--json"], "");
    assert!(run.out.contains("\"answered\":1"), "{}", run.out);
}

/// A kill that nothing can catch: at most the seconds since the clock was last noted are given back.
#[test]
fn the_clock_is_right_after_a_kill() {
    let home = Home::new();
    let mut pty = sit(&home, SIZES[0], "time = \"1m\"\n");
    pty.expect("1:00 > ");
    for (seconds, shown) in [(5, "0:55 > "), (7, "0:53 > ")] {
        home.clock_at(seconds);
        pty.expect(shown);
    }
    kill_process(Pid::from_raw(pty.program()).expect("a process"), Signal::KILL).expect("a signal");
    pty.killed();
    // The clock of the next start begins anew: what was spent stands on disk.
    home.clock_at(0);
    let mut pty = Pty::start(&home, NOW, &["exam", "--resume"], SIZES[0]);
    pty.expect("4 questions, 0:55");
    pty.expect("0:55 > ");
    home.clock_at(1);
    pty.expect("0:54 > ");
    pty.press("\u{3}", "exam --resume 1");
    pty.end().left_clean(130);
}

/// What is typed when time runs out is taken, with no key pressed for it.
#[test]
fn time_running_out_while_typing_keeps_what_was_typed() {
    let home = Home::new();
    let mut pty = sit(&home, SIZES[0], "time = \"8s\"\n");
    // What is typed before the line is open is forgotten.
    pty.expect("0:08 > ");
    pty.press("\u{15}answer 0", "answer 0");
    home.clock_at(8);
    pty.expect("what you had typed was kept");
    pty.expect("time is up: handed in as it stands");
    pty.expect("1 of 4 points");
    pty.end().left_clean(0);
    assert_eq!(reviews(&home.data()), 1);
}
