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

pub(crate) fn card(home: &Home, id: &str) -> Value {
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

fn own_deck(home: &Home) -> String {
    std::fs::read_to_string(home.data().join("own/own.toml")).expect("a deck of one's own")
}

/// All kinds that one line can say, each with the id that `check --fix` would write, and sound together.
#[test]
fn a_card_is_added_from_the_shell_and_asked_among_the_new_ones() {
    let home = home();
    let add = |args: &[&str]| {
        let run = home.run(&day(0), &[&["add"], args].concat(), "");
        works(&run);
        run
    };
    let first = add(&["Who chairs the Eurogroup?", "Paschal Donohoe", "--why", "since 2020", "--topic", "people"]);
    assert!(
        first.err.contains("short: Who chairs the Eurogroup?") && first.err.contains("answer: Paschal Donohoe"),
        "{}",
        first.err
    );
    assert!(first.out.contains("it is asked among the new cards"), "{}", first.out);
    add(&["The {{Commission}} proposes laws"]);
    add(&["The Council adopts laws alone", "false"]);
    add(&["Which body audits?", "Court of Auditors", "--wrong", "Court of Justice", "--wrong", "OLAF"]);
    add(&[
        "Why cooperate?",
        "Threats cross borders, and no Member State is able to answer them alone whatever it may wish for.",
    ]);
    add(&["What is a quorum?", "A number of members", "--kind", "card"]);
    add(&["Name the Benelux states", "Belgium; Netherlands; Luxembourg", "--kind", "list"]);
    add(&["The NIS 2 directive was adopted", "14 December 2022", "--kind", "date"]);
    add(&["How many members has the Union?", "27", "--kind", "number"]);
    let advised = add(&["When did the GDPR begin to apply?", "25 May 2018"]);
    assert!(advised.err.contains("mind: ") && advised.err.contains("make it a `[[date]]`"), "{}", advised.err);
    let text = own_deck(&home);
    assert!(text.contains("when = \"2022-12-14\"") && text.contains("\"Netherlands\""), "{text}");
    for header in
        ["[[short]]", "[[cloze]]", "[[true_false]]", "[[choice]]", "[[card]]", "[[list]]", "[[date]]", "[[number]]"]
    {
        assert!(text.contains(header), "{header}: {text}");
    }
    let path = home.data().join("own/own.toml");
    let checked = home.run(&day(0), &["check", path.to_str().expect("UTF-8"), "--json"], "");
    assert!(!checked.out.contains("\"severity\":\"error\""), "{}", checked.out);
    let without: String = text
        .lines()
        .filter(|line| !line.starts_with("id = \"") || line.contains("\"own\""))
        .map(|line| line.to_owned() + "\n")
        .collect();
    let bare = home.file("bare.toml", &without);
    works(&home.run(&day(0), &["check", "--fix", "--yes", &bare], ""));
    assert_eq!(std::fs::read_to_string(&bare).expect("the deck"), text, "the ids are those of check --fix");
    let run = home.run(&day(0), &["study", "own", "--json", "--kind", "short"], "{\"response\":\"Paschal Donohoe\"}\n");
    assert!(run.out.contains("\"new\":true") && run.out.contains("\"outcome\":\"correct\""), "{}", run.out);
    assert!(home.run(&day(0), &["decks"], "").out.contains("My own cards"));
    works(&home.run(&day(0), &["decks", "remove", "own"], ""));
    assert!(!home.run(&day(0), &["decks"], "").out.contains("My own cards"));
    assert!(add(&["What is soft law?", "Rules that bind nobody"]).out.contains("acquis decks add own"));
    works(&home.run(&day(0), &["decks", "add", "own"], ""));
    assert!(home.run(&day(0), &["decks"], "").out.contains("My own cards"));
}

#[track_caller]
fn refused(home: &Home, args: &[&str], why: &str) {
    let before = std::fs::read(home.data().join("own/own.toml")).unwrap_or_default();
    let run = home.run(&day(0), &[&["add"], args].concat(), "");
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(run.err.contains(why), "{}", run.err);
    assert_eq!(std::fs::read(home.data().join("own/own.toml")).unwrap_or_default(), before);
}

#[test]
fn what_cannot_be_added_is_told_and_nothing_is_half_written() {
    let home = home();
    refused(&home, &[], "no question");
    refused(&home, &["", "x"], "no question");
    refused(&home, &["Who?", ""], "nothing was added");
    assert!(!home.data().join("own").exists(), "nothing is made for nothing");
    works(&home.run(&day(0), &["add", "Who chairs the Eurogroup?", "Paschal Donohoe"], ""));
    refused(&home, &["Who chairs the Eurogroup?", "somebody else"], "asks that already");
    refused(&home, &["Who?", "x", "--to", "small"], "no deck of your own");
    refused(&home, &["Who?", "x", "--to", "./small.toml"], "no deck of your own");
    refused(&home, &["Who?", "x", "--to", "My Deck"], "no id of a deck");
    refused(&home, &["Who?", "x", "--kind", "riddle"], "no such kind");
    let path = home.data().join("own/own.toml");
    let sound = own_deck(&home);
    std::fs::write(&path, sound.replace("[deck]", "[dek]")).expect("the deck");
    refused(&home, &["What is soft law?", "Rules that bind nobody"], "cannot be read as it stands");
    std::fs::write(&path, &sound).expect("the deck");
    let mut permissions = std::fs::metadata(&path).expect("the deck").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("read only");
    refused(&home, &["What is soft law?", "Rules that bind nobody"], "may only be read");
    let others: Vec<_> = std::fs::read_dir(home.data().join("own")).expect("a folder").collect();
    assert!(
        others.iter().all(|file| !file.as_ref().expect("a file").file_name().to_string_lossy().starts_with(".acquis-"))
    );
}

/// A limit on the size of files stands for a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_deck_as_it_was() {
    let home = home();
    works(&home.run(&day(0), &["add", "Who chairs the Eurogroup?", "Paschal Donohoe"], ""));
    let before = own_deck(&home);
    let acquis = home.command(&day(0), &[]);
    let mut shell = std::process::Command::new("sh");
    let long = "x".repeat(900);
    shell.args([
        "-c",
        &format!(
            "ulimit -f 1; trap '' XFSZ; exec '{}' add 'What is long?' '{long}'",
            acquis.get_program().to_string_lossy()
        ),
    ]);
    for (key, value) in acquis.get_envs() {
        shell.env(key, value.expect("set"));
    }
    let run = shell.current_dir(home.path()).output().expect("a shell");
    assert_ne!(run.status.code(), Some(0), "{run:?}");
    assert_eq!(own_deck(&home), before);
}

/// As JSON lines the words come with the command, and nobody is asked.
#[test]
fn a_program_adds_cards_and_is_told_where_an_entry_stands() {
    let home = home();
    let add = json!({ "command": "add", "question": "What is a quorum?", "answer": "a number", "why": "rules" });
    let twice = [add.clone(), add, json!({ "command": "add", "question": " " })];
    let out = study(&home, &day(0), "short", &twice);
    let texts: Vec<&str> = out.iter().filter_map(|event| event["text"].as_str()).collect();
    assert!(texts.iter().any(|text| text.starts_with("added ")), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("asks that already")), "{texts:?}");
    assert!(event(&out, "error")["message"].as_str().expect("words").contains("needs `question`"));
    assert_eq!(own_deck(&home).matches("quorum?").count(), 1);
    let edit = "{\"command\":\"edit\"}\n";
    let run = home.run(&day(0), &["study", "own", "--json"], edit);
    assert!(run.out.contains("the entry stands at") && run.out.contains("own.toml:5"), "{}", run.out);
    let run = home.run(&day(0), &["study", "small", "--json"], "{\"command\":\"edit\",\"text\":\"a slip\"}\n");
    assert!(run.out.contains("flagged with your words"), "{}", run.out);
}

#[test]
fn a_session_goes_on_where_somebody_elses_deck_is_called_own() {
    let home = Home::new();
    let deck = home.file("theirs.toml", &DECK.replace("\"small\"", "\"own\""));
    works(&home.run(&day(0), &["decks", "add", &deck], ""));
    works(&home.run(&day(0), &["decks", "remove", "eu-china-cyber", "eu-basics"], ""));
    let run = home.run(&day(0), &["study", "--plain", "--kind", "short"], ":a\nBrussels\n\n");
    works(&run);
    assert!(run.out.contains("nothing can be added: `own` is no deck of your own"), "{}", run.out);
    assert!(run.out.contains("1 card in"), "{}", run.out);
}
