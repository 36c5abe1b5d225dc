//! The student's own words in a session: forms taken as right, notes, partial knowledge, undo.

use serde_json::{Value, json};

use crate::harness::{Home, Run, reviews};

const DECK: &str = r#"
[deck]
id = "small"
title = "Small"

[[short]]
id = "seat"
ask = "Where does the Commission sit?"
answer = "Brussels"
wrong = ["Strasbourg"]

[[list]]
id = "founders"
ask = "Name three founders"
answers = ["France", "Italy", "Belgium"]

[[choice]]
id = "who"
ask = "Which body proposes laws?"
answer = "Commission"
wrong = ["Parliament", "Council"]

[[card]]
id = "turn"
front = "Why cooperate?"
back = "Because threats cross borders"
"#;

/// Six in the evening of a day in January.
fn day(number: u32) -> String {
    format!("2026-01-{:02}T18:00:00+01:00", 10 + number)
}

/// A home that studies the small deck alone.
pub(crate) fn home() -> Home {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    works(&home.run(&day(0), &["decks", "add", &deck], ""));
    works(&home.run(&day(0), &["decks", "remove", "eu-china-cyber", "eu-basics"], ""));
    home
}

#[track_caller]
pub(crate) fn works(run: &Run) {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

/// What a session writes when these lines are sent.
fn study(home: &Home, now: &str, kind: &str, lines: &[Value]) -> Vec<Value> {
    let input = lines.iter().map(|line| line.to_string() + "\n").collect::<String>();
    let kinds = kind.split(' ').flat_map(|kind| ["--kind", kind]);
    let args: Vec<&str> = ["study", "--json"].into_iter().chain(kinds).collect();
    let run = home.run(now, &args, &input);
    works(&run);
    run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn event<'e>(events: &'e [Value], name: &str) -> &'e Value {
    events.iter().find(|event| event["event"] == name).unwrap_or_else(|| panic!("no {name}: {events:?}"))
}

fn card(home: &Home, id: &str) -> Value {
    let run = home.run(&day(0), &["cards", "--json", id], "");
    let shown: Value = serde_json::from_str(&run.out).expect("JSON");
    shown["cards"][0].clone()
}

#[test]
fn a_form_that_was_taken_is_right_the_next_time_and_undone_with_its_rating() {
    let home = home();
    let said = json!({ "response": "the capital of Belgium" });
    let taken = json!({ "command": "overrule", "take": true });
    let undo = json!({ "command": "undo" });
    let out = study(&home, &day(0), "short list", &[said.clone(), taken.clone(), undo]);
    assert_eq!(event(&out, "verdict")["form"], "the capital of Belgium");
    assert_eq!(event(&out, "saved")["taken"], "the capital of Belgium");
    assert_eq!(card(&home, "seat")["forms"], Value::Null, "undone with the rating");
    assert_eq!(reviews(&home.data()), 0);
    study(&home, &day(0), "short", &[said.clone(), taken]);
    assert_eq!(card(&home, "seat")["forms"], json!(["the capital of Belgium"]));
    let out = study(&home, &day(9), "short", &[json!({ "response": "The Capital of Belgium" })]);
    assert_eq!(event(&out, "verdict")["outcome"], "correct");
    assert_eq!(event(&out, "verdict")["remarks"], json!(["by a form of your own"]));
}

#[test]
fn what_the_author_lists_as_wrong_is_not_offered() {
    let home = home();
    let lines = [json!({ "response": "Strasbourg" }), json!({ "command": "overrule", "take": true })];
    let out = study(&home, &day(0), "short", &lines);
    assert_eq!(event(&out, "verdict")["form"], Value::Null);
    assert!(event(&out, "error")["message"].as_str().expect("words").contains("cannot be taken"));
}

#[test]
fn an_option_that_was_upheld_is_no_form() {
    let home = home();
    let lines = [json!({ "response": "Council" }), json!({ "command": "overrule" })];
    let out = study(&home, &day(0), "choice", &lines);
    assert_eq!(event(&out, "verdict")["form"], Value::Null);
    assert_eq!(event(&out, "saved")["overruled"], true);
}

/// From two thirds on the student may say Hard; Again stays proposed, and leaving keeps it.
#[test]
fn the_greater_part_of_an_answer_may_be_rated_hard() {
    let two = || json!({ "response": ["France", "Italy"] });
    let home = home();
    let out = study(&home, &day(0), "list", &[two(), json!({ "rating": "hard" })]);
    let verdict = event(&out, "verdict");
    assert_eq!((&verdict["proposed"], &verdict["highest"]), (&json!("again"), &json!("hard")));
    assert_eq!(event(&out, "saved")["rating"], "hard");
    let home = self::home();
    study(&home, &day(0), "list", &[two()]);
    assert_eq!(card(&home, "founders")["history"][0]["rating"], "again");
    let home = self::home();
    let out = study(&home, &day(0), "list", &[json!({ "response": ["France"] }), json!({ "rating": "hard" })]);
    assert_eq!(event(&out, "verdict")["highest"], "again");
    assert!(event(&out, "error")["message"].as_str().expect("words").contains("not open"));
}

#[test]
fn a_note_is_shown_under_every_later_verdict_and_survives_forgetting() {
    let home = home();
    let note = |text: &str| json!({ "command": "note", "text": text });
    let right = json!({ "response": "Brussels" });
    study(&home, &day(0), "short", &[note("not Strasbourg"), right.clone(), json!({ "rating": "good" })]);
    works(&home.run(&day(1), &["cards", "forget", "--yes", "seat"], ""));
    let out = study(&home, &day(1), "short", &[right.clone(), note(""), json!({ "command": "history" })]);
    assert_eq!(event(&out, "verdict")["note"], "not Strasbourg");
    let messages: Vec<&Value> =
        out.iter().filter(|event| event["event"] == "message").map(|event| &event["text"]).collect();
    assert_eq!(messages[0], "the note is dropped");
    assert_eq!(card(&home, "seat")["note"], Value::Null);
    let out = study(&home, &day(2), "card", &[note("n"), json!({ "command": "reveal" }), note(&"x".repeat(2001))]);
    assert_eq!(event(&out, "verdict")["note"], "n");
    assert!(out.iter().any(|event| event["text"].as_str().is_some_and(|text| text.contains("2000 characters"))));
}

/// As lines: nothing is asked of a program that it did not begin; `take` says at once what a keyboard is asked about.
#[test]
fn plain_lines_keep_notes_and_take_forms() {
    let home = home();
    let script = ":m\nnot Strasbourg\nBXL city\n:take\n:q\n";
    let run = home.run(&day(0), &["study", "--plain", "--kind", "short"], script);
    works(&run);
    assert!(run.out.contains("note    not Strasbourg"), "{}", run.out);
    assert!(run.out.contains("counted as right: good; \"BXL city\" is right from now on"), "{}", run.out);
    assert_eq!(card(&home, "seat")["forms"], json!(["BXL city"]));
    let run = home.run(&day(9), &["study", "--plain", "--kind", "short"], "bxl CITY\n\n:q\n");
    assert!(run.out.contains("right   by a form of your own"), "{}", run.out);
}

/// A form lapses where the card's text asks or answers otherwise, and never enters an exam.
#[test]
fn a_form_lapses_with_the_text_and_stays_out_of_exams() {
    let home = home();
    let taken = json!({ "command": "overrule", "take": true });
    study(&home, &day(0), "short", &[json!({ "response": "the capital of Belgium" }), taken]);
    let exam = ["exam", "--plain", "--kind", "short", "--questions", "1", "--result", "result.json"];
    works(&home.run(&day(1), &exam, "the capital of Belgium\n:d\ny\n"));
    let result = std::fs::read_to_string(home.path().join("result.json")).expect("a result");
    assert!(result.contains("\"outcome\": \"wrong\""), "{result}");
    home.file("small.toml", &DECK.replace("Where does the Commission sit?", "In which city does the Commission sit?"));
    assert_eq!(card(&home, "seat")["forms"], json!([]));
}

/// The author hears of forms and flags; a note of the student's own is nobody else's.
#[test]
fn notes_and_forms_are_listed_searched_dropped_and_only_forms_are_handed_to_the_author() {
    let home = home();
    let script = ":m\nnever Strasbourg, mind\nBXL city\n:take\n:q\n";
    works(&home.run(&day(0), &["study", "--plain", "--kind", "short"], script));
    let own = home.run(&day(0), &["cards", "--own"], "").out;
    assert!(own.contains("note: never Strasbourg, mind") && own.contains("taken as right: \"BXL city\""), "{own}");
    assert!(own.starts_with("small/seat#answer\n") && !own.contains("founders"), "{own}");
    for word in ["mind", "bxl"] {
        assert!(home.run(&day(0), &["cards", word], "").out.contains("small/seat"), "{word}");
    }
    let told = home.run(&day(0), &["cards", "--flagged", "--overruled", "--json"], "").out;
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["feedback"][0]["forms"], json!(["BXL city"]));
    assert!(!told.to_string().contains("never Strasbourg"), "{told}");
    works(&home.run(&day(0), &["cards", "drop", "seat", "--form", "BXL city"], ""));
    let seat = card(&home, "seat");
    assert_eq!((&seat["note"], &seat["forms"]), (&json!("never Strasbourg, mind"), &json!([])));
    let run = home.run(&day(9), &["study", "--json", "--kind", "short"], "{\"response\":\"BXL city\"}\n");
    assert!(run.out.contains("\"outcome\":\"wrong\""), "a dropped form is forgotten: {}", run.out);
    works(&home.run(&day(9), &["cards", "drop", "seat"], ""));
    let none = home.run(&day(9), &["cards", "drop", "seat"], "");
    assert!(none.code == 2 && none.err.contains("nothing of your own"), "{}", none.err);
    assert_eq!(home.run(&day(9), &["cards", "--own"], "").code, 1);
}

/// Over sessions and commands, the newest first, each as a whole; nobody is asked where nobody sits.
#[test]
fn undo_takes_back_the_last_deed_of_whatever_session() {
    let home = home();
    let nothing = home.run(&day(0), &["undo", "--yes"], "");
    assert!(nothing.code == 1 && nothing.err.contains("nothing to take back"), "{}", nothing.err);
    works(&home.run(&day(0), &["study", "--plain", "--kind", "short"], "BXL city\n:take\n:q\n"));
    works(&home.run(&day(1), &["cards", "suspend", "seat", "founders"], ""));
    works(&home.run(&day(2), &["plan", "--exam", "2026-03-01"], ""));
    let asked = home.run(&day(3), &["undo"], "");
    assert!(asked.code == 2 && asked.err.contains("2026-01-12 18:00  exam on 2026-03-01 set"), "{}", asked.err);
    let undo = || home.run(&day(3), &["undo", "--yes"], "").out;
    assert!(undo().starts_with("taken back: 2026-01-12 18:00  exam on 2026-03-01 set"));
    let suspended = undo();
    assert_eq!(suspended.lines().count(), 2, "{suspended}");
    assert_eq!(card(&home, "seat")["suspended"], false);
    assert_eq!(reviews(&home.data()), 1);
    let rated = undo();
    assert!(rated.contains("good, judged wrong") && rated.contains("taken as right: BXL city"), "{rated}");
    assert_eq!((reviews(&home.data()), card(&home, "seat")["forms"].clone()), (0, Value::Null));
    assert_eq!(home.run(&day(3), &["undo", "--yes", "--json"], "").code, 1);
}
