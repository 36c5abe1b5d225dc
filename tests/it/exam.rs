//! Exams from outside: whole transcripts, kills and resumptions, two at once, time running out.

mod class;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout};

use serde_json::Value;

use crate::harness::{Home, Run, reviews};

const NOW: &str = "2026-01-10T18:00:00+01:00";

/// Five questions whose answers are `a0` to `a4`.
fn deck(home: &Home) -> String {
    let entry = |number: u32| {
        format!(
            "[[short]]\nid = \"e{number}\"\nask = \"Question number {number}?\"\nanswer = \"a{number}\"\n\
             why = \"Reason {number}.\"\ntopics = [\"t{}\"]\n",
            number % 2
        )
    };
    let entries: Vec<String> = (0..5).map(entry).collect();
    let head =
        "[deck]\nid = \"five\"\ntitle = \"Five\"\n[sources.book]\ntitle = \"A book\"\n[defaults]\nsource = \"book\"\n";
    home.file("five.toml", &format!("{head}\n{}", entries.join("\n")))
}

/// In the authors' order, so that scripts can be written down.
fn blueprint(home: &Home, more: &str) -> String {
    deck(home);
    home.file("exam.toml", &format!("[exam]\ntitle = \"Mock\"\ndecks = [\"./five.toml\"]\nshuffle = false\n{more}"))
}

fn exam(home: &Home, more: &str, args: &[&str], input: &str) -> Run {
    let path = blueprint(home, more);
    let args: Vec<&str> = ["exam", "--plain", "--blueprint", &path].into_iter().chain(args.iter().copied()).collect();
    home.run(NOW, &args, input)
}

fn json(home: &Home, args: &[&str]) -> Value {
    let run = home.run(NOW, args, "");
    serde_json::from_str(&run.out).unwrap_or_else(|cause| panic!("{cause}: {}{}", run.out, run.err))
}

/// The whole exam as a student without a screen meets it.
#[test]
fn a_transcript_of_a_whole_exam() {
    let home = Home::new();
    let script = "a0\n\nnonsense\n:f\na3\n:zz\n:b\n:b\n:b\na1\nd4\n5\n:c\n:o\nf\n4\n\n\n:d\nn\nd\ny\n";
    let run = exam(&home, "time = \"15m\"\npass = 60\n", &[], script);
    let written = run.out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n";
    let golden = include_str!("../data/exam-transcript.txt");
    assert_eq!(written, golden, "\n{written}\n{}", run.err);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn exit_1_needs_a_pass_mark_and_a_hand_in() {
    let right = "a0\na1\na2\na3\na4\nd\ny\n";
    let wrong = "x\nx\nx\nx\na4\nd\ny\n";
    for (more, script, code) in [
        ("pass = 60\n", right, 0),
        ("pass = 60\n", wrong, 1),
        ("", wrong, 0),
        ("pass = 60\n", "x\nx\n:q\n", 0),
        ("pass = 60\n", "x\nx\n", 0),
        ("pass = 20\n", wrong, 0),
    ] {
        let run = exam(&Home::new(), more, &[], script);
        assert_eq!(run.code, code, "{more:?} {script:?}: {}{}", run.out, run.err);
    }
}

/// Whoever is not sure goes on with the question at hand.
#[test]
fn a_no_to_handing_in_leads_back_to_the_question() {
    let home = Home::new();
    let run = exam(&home, "", &["--json"], ":d\nn\na0\n:d\n\na1\n:d\ny\n");
    let result: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(result["score"]["points"], 2.0, "{}{}", run.out, run.err);
    assert!(!run.err.contains("an option is taken by its number"), "{}", run.err);
}

#[test]
fn nothing_is_judged_before_the_end() {
    let run = exam(&Home::new(), "", &[], "nonsense\na1\n:o\n:q\n");
    for word in ["wrong", "right", "correct", "Reason", "A book", "✓", "✗", "◐"] {
        assert!(!run.out.replace("all that are right", "").contains(word), "`{word}` in {}", run.out);
    }
    assert!(run.out.contains("`acquis exam --resume 1` goes on"), "{}", run.out);
}

struct Sitting {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Sitting {
    fn start(home: &Home, args: &[&str]) -> Self {
        let mut child = home.command(NOW, args).spawn().expect("the binary starts");
        let lines = BufReader::new(child.stdout.take().expect("a pipe"));
        Self { child, lines }
    }

    #[track_caller]
    fn wait(&mut self, text: &str) {
        let mut seen = String::new();
        while self.lines.read_line(&mut seen).expect("a line") > 0 {
            if seen.contains(text) {
                return;
            }
        }
        panic!("`{text}` never came: {seen}");
    }

    fn say(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().expect("a pipe"), "{line}").expect("a line");
    }

    /// A line is begun, and read so far: whatever the program did before it waits for one is done.
    #[cfg(target_os = "linux")]
    fn begin(&mut self, start: &str) {
        write!(self.child.stdin.as_mut().expect("a pipe"), "{start}").expect("the start of a line");
        while rustix::io::ioctl_fionread(self.child.stdin.as_ref().expect("a pipe")).expect("a pipe") > 0 {
            assert!(self.child.try_wait().expect("a child").is_none(), "it ended");
            std::thread::yield_now();
        }
    }

    fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("reaped");
    }

    fn end(self) -> i32 {
        let mut rest = self.lines;
        std::io::copy(&mut rest, &mut std::io::sink()).expect("read to the end");
        let output = self.child.wait_with_output().expect("the binary ends");
        output.status.code().unwrap_or(-1)
    }
}

/// Kill -9 at each step: after the start, after each answer, at the overview, at the question whether to hand in.
#[test]
fn a_kill_at_each_step_loses_nothing_and_doubles_nothing() {
    let home = Home::new();
    let path = blueprint(&home, "pass = 100\n");
    let mut sitting = Sitting::start(&home, &["exam", "--plain", "--blueprint", &path]);
    sitting.wait("Question number 0?");
    sitting.kill();
    for number in 0..5 {
        let mut sitting = Sitting::start(&home, &["exam", "--plain", "--resume"]);
        sitting.wait(&format!("Question number {number}?"));
        sitting.say(&format!("a{number}"));
        // What follows proves that the answer was acknowledged.
        let next = if number < 4 { format!("Question number {}?", number + 1) } else { "5 of 5 answered".to_owned() };
        sitting.wait(&next);
        if number == 4 {
            sitting.say("d");
            sitting.wait("Hand in?");
        }
        sitting.kill();
        let history = json(&home, &["exam", "history", "--json"]);
        assert_eq!(history["exams"].as_array().map(Vec::len), Some(1));
        assert_eq!(
            (&history["exams"][0]["answered"], &history["exams"][0]["handed_in"]),
            (&(number + 1).into(), &Value::Null)
        );
        assert_eq!(reviews(&home.data()), 0, "an attempt that is not handed in leaves no review");
    }
    // Killed while handing in: either all of it is there, or nothing.
    let mut sitting = Sitting::start(&home, &["exam", "--plain", "--resume"]);
    sitting.wait("5 of 5 answered");
    sitting.say("d\ny");
    sitting.kill();
    let handed_in = !json(&home, &["exam", "history", "--json"])["exams"][0]["handed_in"].is_null();
    assert_eq!(reviews(&home.data()), if handed_in { 5 } else { 0 });
    if !handed_in {
        let run = home.run(NOW, &["exam", "--plain", "--resume"], "d\ny\n");
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    }
    let shown = home.run(NOW, &["exam", "show"], "");
    assert!(shown.out.contains("5 of 5 points, 100 %"), "{}", shown.out);
    assert_eq!(reviews(&home.data()), 5);
    // Handed in once, it can neither be resumed nor handed in again.
    let again = home.run(NOW, &["exam", "--plain", "--resume", "1"], "d\ny\n");
    assert_eq!((again.code, reviews(&home.data())), (2, 5), "{}", again.err);
    assert!(again.err.contains("`acquis exam show 1`"), "{}", again.err);
}

#[test]
fn two_exams_at_once_do_not_touch_each_other() {
    let home = Home::new();
    let path = blueprint(&home, "");
    let start = || Sitting::start(&home, &["exam", "--plain", "--blueprint", &path]);
    let (mut one, mut two) = (start(), start());
    one.wait("Question number 0?");
    two.wait("Question number 0?");
    for number in 0..5 {
        one.say(&format!("a{number}"));
        two.say("x");
    }
    for mut sitting in [one, two] {
        sitting.say("d");
        sitting.say("y");
        assert_eq!(sitting.end(), 0);
    }
    let history = json(&home, &["exam", "history", "--json"]);
    let mut points: Vec<f64> = history["exams"]
        .as_array()
        .expect("exams")
        .iter()
        .map(|exam| exam["points"].as_f64().expect("handed in"))
        .collect();
    points.sort_by(f64::total_cmp);
    assert_eq!(points, [0.0, 5.0]);
    assert_eq!(reviews(&home.data()), 10);
}

/// The same attempt in two windows: handed in once, with what either answered.
#[test]
fn one_exam_in_two_windows_is_handed_in_once() {
    let home = Home::new();
    let path = blueprint(&home, "");
    let mut one = Sitting::start(&home, &["exam", "--plain", "--blueprint", &path]);
    one.wait("Question number 0?");
    let mut two = Sitting::start(&home, &["exam", "--plain", "--resume"]);
    two.wait("Question number 0?");
    one.say("a0");
    one.wait("Question number 1?");
    two.say(":2");
    two.wait("Question number 1?");
    two.say("a1");
    two.wait("Question number 2?");
    for mut sitting in [one, two] {
        sitting.say(":d");
        sitting.say("y");
        assert_eq!(sitting.end(), 0);
    }
    let shown = json(&home, &["exam", "show", "--json"]);
    assert_eq!(shown["score"]["points"], 2.0);
    assert_eq!(reviews(&home.data()), 2);
}

/// The clock of the machine is set back between two sittings: time spent stays spent, and nothing is lost.
#[test]
fn a_clock_set_back_changes_nothing() {
    let home = Home::new();
    exam(&home, "time = \"15m\"\n", &[], "a0\na1\n:q\n");
    let run = home.run("2025-12-01T08:00:00+01:00", &["exam", "--plain", "--resume"], "a2\na3\na4\nd\ny\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("2 answered, 15:00 left"), "{}", run.out);
    assert!(run.out.contains("5 of 5 points"), "{}", run.out);
}

/// The second is over before the line that was begun in it comes.
#[cfg(target_os = "linux")]
#[test]
fn time_running_out_keeps_the_line_at_hand_and_hands_in() {
    let home = Home::new();
    let path = blueprint(&home, "time = \"1s\"\npass = 60\n");
    let mut sitting = Sitting::start(&home, &["exam", "--plain", "--blueprint", &path]);
    sitting.wait("Question number 0?");
    sitting.begin("a");
    home.clock_at(2);
    sitting.say("0");
    sitting.wait("what you had typed was kept");
    sitting.wait("time is up: handed in as it stands");
    sitting.wait("1 of 5 points");
    assert_eq!(sitting.end(), 1);
    assert_eq!(reviews(&home.data()), 1);
    let shown = json(&home, &["exam", "show", "--json"]);
    assert_eq!(shown["seconds"], 2, "{shown}");
}

/// Due today and answered in the exam: counts. Seen but not due, or never seen: does not.
#[test]
fn an_exam_counts_for_what_was_due() {
    let home = Home::new();
    let path = deck(&home);
    home.run("2026-01-01T18:00:00+01:00", &["study", &path, "--plain"], "a0\n\na1\n\n:q\n");
    // e0 is due by then and so is e1, which is studied again on the same day before the exam.
    let later = "2026-02-10T18:00:00+01:00";
    home.run(later, &["study", &path, "--plain", "--limit", "1"], "a0\n\n");
    let blueprint = blueprint(&home, "");
    let run = home.run(later, &["exam", "--plain", "--blueprint", &blueprint], "x\nx\na2\n\n\n:d\ny\n");
    assert_eq!(run.code, 0, "{}", run.err);
    let db = rusqlite::Connection::open(home.data().join("progress.db")).expect("a database");
    let mut statement =
        db.prepare("select card, payload from event where kind = 'review' order by stamp").expect("a log");
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).expect("rows");
    let told: Vec<(String, bool, String)> = rows
        .map(|row| row.expect("a row"))
        .map(|(card, payload)| (card, serde_json::from_str::<Value>(&payload).expect("JSON")))
        .filter(|(_, review)| review["purpose"] == "exam")
        .map(|(card, review)| (card, review["counts"] == true, review["rating"].as_str().expect("a rating").to_owned()))
        .collect();
    let exam = |entry: &str, counts, rating: &str| (format!("five/{entry}#answer"), counts, rating.to_owned());
    assert_eq!(told, [exam("e0", false, "again"), exam("e1", true, "again"), exam("e2", false, "good")], "{}", run.out);
}

#[test]
fn redo_practises_the_misses_and_touches_no_memory() {
    let home = Home::new();
    exam(&home, "", &[], "a0\nx\na2\n\n\n:d\ny\n");
    let path = deck(&home);
    let before = json(&home, &["--json"]);
    let run = home.run(NOW, &["exam", "redo", "1", &path, "--plain"], "a1\n\na3\n\na4\n\n");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    for (number, asked) in [(0, false), (1, true), (2, false), (3, true), (4, true)] {
        assert_eq!(run.out.contains(&format!("Question number {number}?")), asked, "{number}: {}", run.out);
    }
    assert_eq!(json(&home, &["--json"]), before);
    let lost = home.run(NOW, &["exam", "redo"], "");
    assert_eq!(lost.code, 2, "{}", lost.err);
    assert!(lost.err.contains("name their decks"), "{}", lost.err);
}

#[test]
fn a_deck_corrected_later_changes_nothing_about_what_was_sat() {
    let home = Home::new();
    exam(&home, "", &[], "a0\nx\n:q\n");
    let path = deck(&home);
    let text =
        std::fs::read_to_string(&path).expect("the deck").replace("a2", "b2").replace("Question number 1", "Changed");
    home.file("five.toml", &text);
    let run = home.run(NOW, &["exam", "--plain", "--resume"], "a2\n\n\nd\ny\n");
    assert!(run.out.contains("2 of 5 points"), "{}", run.out);
    assert!(run.out.contains("Question number 1?") && !run.out.contains("Changed"), "{}", run.out);
    std::fs::remove_file(&path).expect("removed");
    let shown = json(&home, &["exam", "show", "1", "--json"]);
    assert_eq!(shown["items"]["five/e1#answer"]["stem"], "Question number 1?");
}

#[test]
fn a_blueprint_is_checked_with_its_decks() {
    let home = Home::new();
    let path = blueprint(&home, "questions = 4\n[exam.topics]\nt0 = 2\n");
    let run = home.run(NOW, &["check", &path], "");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    for (more, code, said) in [
        ("questions = 9\n", "too-few-cards", "9 questions asked for, 5 can stand on one paper (5 cards)"),
        ("[exam.topics]\nt1 = 3\n", "too-few-cards", "topic `t1`: 3 asked for, 2 can stand on one paper"),
        ("[exam.topics]\nt2 = 1\n", "unknown-topic", "no entry has the topic `t2`"),
        ("[exam.kinds]\nshrot = 1\n", "unknown-kind", "did you mean `short`?"),
        ("questions = 2\n[exam.topics]\nt0 = 3\n", "too-many-asked", "asks for 3 questions, the paper has 2"),
    ] {
        let path = blueprint(&home, more);
        let run = home.run(NOW, &["check", &path], "");
        assert_eq!(run.code, 1, "{more}: {}{}", run.out, run.err);
        assert!(run.out.contains(code) && run.out.contains(said), "{more}: {}", run.out);
        let sat = home.run(NOW, &["exam", "--plain", "--blueprint", &path], "");
        assert_eq!((sat.code, sat.out.as_str()), (2, ""), "{more}: {}", sat.err);
        assert!(sat.err.contains(said), "{more}: {}", sat.err);
    }
    let lost = home.file("lost.toml", "[exam]\ndecks = [\"./none.toml\"]\n");
    let run = home.run(NOW, &["check", &lost], "");
    assert!(run.out.contains("unknown-deck"), "{}{}", run.out, run.err);
    // A blueprint beside decks does not disturb those who study the folder.
    let folder = home.path().join("course");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::copy(home.path().join("five.toml"), folder.join("five.toml")).expect("copied");
    std::fs::copy(home.path().join("exam.toml"), folder.join("exam.toml")).expect("copied");
    let run = home.run(NOW, &["study", "./course", "--plain"], ":q\n");
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn what_cannot_be_done_is_said() {
    let home = Home::new();
    blueprint(&home, "");
    let cases: [(&[&str], &str); 11] = [
        (&["exam", "--resume"], "no exam is open"),
        (&["exam", "show"], "no exam has been handed in yet"),
        (&["exam", "redo", "3"], "there is no exam 3"),
        (&["exam", "--questions", "999"], "999 questions asked for"),
        (&["exam", "--topic", "chronology=900"], "topic `chronology`: 900 asked for"),
        (&["exam", "--topic", "chronolgy=1"], "did you mean `chronology`"),
        (&["exam", "--topic", "chronology=x"], "write `chronology=3`"),
        (&["exam", "--time", "soon"], "write it as 15m"),
        (&["exam", "--no-input"], "an exam asks questions"),
        (&["exam", "--resume", "first"], "`acquis exam history` lists them"),
        (&["study", "./exam.toml"], "`acquis exam --blueprint ./exam.toml` sits it"),
    ];
    for (args, said) in cases {
        let run = home.run(NOW, args, "");
        assert_eq!(run.code, 2, "{args:?}: {}{}", run.out, run.err);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
    let deck = home.file("history.toml", "[deck]\nid = \"history\"\ntitle = \"H\"\n");
    let run = home.run(NOW, &["check", &deck], "");
    assert!(run.out.contains("reserved-id"), "{}", run.out);
}
