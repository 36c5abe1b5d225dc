//! The session as JSON lines, held against `docs/study-json.md`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::harness::{Home, reviews};

const NOW: &str = "2026-01-10T18:00:00+01:00";
const DOCS: &str = include_str!("../../docs/study-json.md");

/// One entry of every interaction, in this order.
const DECK: &str = r#"
[deck]
id = "all"
title = "All"

[[short]]
id = "short"
ask = "Where does the Commission sit?"
answer = "Brussels"
hint = "In Belgium"

[[date]]
id = "date"
event = "Formal ties were established"
when = "1975-05-06"

[[choice]]
id = "choice"
ask = "Which body proposes laws?"
answer = "Commission"
wrong = ["Parliament", "Council"]

[[choice]]
id = "several"
ask = "Which two are institutions?"
answer = ["Parliament", "Council"]
wrong = ["ENISA"]

[[list]]
id = "list"
ask = "Name two founding members"
answers = ["France", "Italy"]

[[order]]
id = "order"
ask = "In order of founding"
items = ["Coal and steel", "Common market", "Union"]

[[match]]
id = "match"
ask = "Who sits where?"
pairs = [["Court", "Luxembourg"], ["Commission", "Brussels"]]

[[card]]
id = "card"
front = "Why cooperate?"
back = "Because threats cross borders"
"#;

fn study(home: &Home, more: &[&str], lines: &[Value]) -> Vec<Value> {
    let deck = home.file("all.toml", DECK);
    let args: Vec<&str> = ["study", &deck, "--json"].into_iter().chain(more.iter().copied()).collect();
    let input = lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    let run = home.run(NOW, &args, &input);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect()
}

fn events(out: &[Value]) -> Vec<&str> {
    out.iter().map(|event| event["event"].as_str().expect("an event")).collect()
}

fn first<'a>(out: &'a [Value], event: &str) -> &'a Value {
    out.iter().find(|one| one["event"] == event).unwrap_or_else(|| panic!("no {event} in {out:#?}"))
}

/// Everything right, each in the shape of its interaction; then the cards come back as known.
#[test]
fn every_interaction_is_answered_in_its_own_shape() {
    let home = Home::new();
    let responses = [
        json!("Brussels"),
        json!("6 May 1975"),
        json!("Commission"),
        json!(["Parliament", "Council"]),
        json!(["Italy", "France"]),
        json!(["Coal and steel", "Common market", "Union"]),
        json!([["Court", "Luxembourg"], ["Commission", "Brussels"]]),
        json!(null),
    ];
    let lines: Vec<Value> = responses
        .into_iter()
        .flat_map(|response| [json!({ "response": response }), json!({ "rating": "good", "seconds": 20 })])
        .collect();
    // A null response is none: the card that is recalled is turned by the rating itself.
    let out = study(&home, &[], &lines);
    let asked: Vec<&str> =
        out.iter().filter(|event| event["event"] == "question").filter_map(|q| q["interaction"].as_str()).collect();
    assert_eq!(asked, ["type", "type", "choose", "select", "list", "arrange", "match", "recall"]);
    let outcomes: Vec<&Value> = out.iter().filter(|e| e["event"] == "verdict").map(|e| &e["outcome"]).collect();
    assert_eq!(outcomes, vec![&json!("correct"); 7], "{out:#?}");
    let saved: Vec<&Value> = out.iter().filter(|event| event["event"] == "saved").collect();
    assert_eq!(saved.len(), 8);
    assert!(saved.iter().all(|saved| saved["due"] == "2026-01-12"), "{saved:#?}");
    let done = out.last().expect("done");
    assert_eq!((&done["event"], &done["reason"]), (&json!("done"), &json!("empty")));
    assert_eq!(done["summary"]["answered"], 8);
    assert_eq!(done["summary"]["minutes"], 2, "eight times twenty seconds on a fixed clock");
}

#[test]
fn a_rating_without_a_response_is_self_rated_and_its_seconds_move_a_fixed_clock() {
    let home = Home::new();
    let out = study(&home, &["--minutes", "1"], &vec![json!({ "rating": 3, "seconds": 25 }); 8]);
    assert_eq!(events(&out)[..3], ["question", "saved", "question"]);
    let done = out.last().expect("done");
    assert_eq!(done["reason"], "minutes");
    assert_eq!(reviews(&home.data()), 3, "25, 50, 75 seconds: the fourth is not begun");
    let db = rusqlite::Connection::open(home.data().join("progress.db")).expect("a database");
    let payload: String = db.query_row("select payload from event limit 1", [], |row| row.get(0)).expect("an event");
    let review: Value = serde_json::from_str(&payload).expect("JSON");
    assert_eq!((&review["seconds"], &review["outcome"]), (&json!(25), &Value::Null));
    let spread: i64 = db.query_row("select max(at) - min(at) from event", [], |row| row.get(0)).expect("an event");
    assert_eq!(spread, 50_000, "milliseconds between the first and the last rating");
}

#[test]
fn offers_are_days_and_recall_is_none_for_a_new_card() {
    let home = Home::new();
    let out = study(&home, &["--limit", "1"], &[json!({ "rating": "hard" })]);
    let question = first(&out, "question");
    assert_eq!(question["offers"], json!({ "again": 0, "hard": 1, "good": 2, "easy": question["offers"]["easy"] }));
    assert_eq!((&question["new"], &question["recall"]), (&json!(true), &Value::Null));
    assert_eq!(out.last().expect("done")["reason"], "limit");
    let later = home.run("2026-01-14T18:00:00+01:00", &["study", "all.toml", "--json"], "");
    let question: Value = serde_json::from_str(later.out.lines().next().expect("a question")).expect("JSON");
    assert_eq!(question["new"], false);
    assert!(question["recall"].as_f64().is_some_and(|recall| (0.1..0.95).contains(&recall)), "{question}");
}

#[test]
fn a_bad_line_gets_an_error_and_the_question_stands() {
    let home = Home::new();
    let deck = home.file("all.toml", DECK);
    let bad = [
        "nonsense",
        "[1]",
        "{}",
        "{\"rating\":7}",
        "{\"rating\":\"fine\"}",
        "{\"rating\":3,\"seconds\":-1}",
        "{\"command\":\"dance\"}",
        "{\"card\":\"all/date#when\",\"rating\":3}",
        "{\"response\":[1]}",
        "{\"command\":\"overrule\"}",
        "\u{fffd}",
    ];
    let input = bad.join("\n") + "\n{\"rating\":3}\n";
    let run = home.run(NOW, &["study", &deck, "--json"], &input);
    assert_eq!(run.code, 0);
    assert_eq!(run.out.matches("\"event\":\"error\"").count(), bad.len(), "{}", run.out);
    assert_eq!(run.out.matches("\"event\":\"question\"").count(), 2, "asked once, then the next: {}", run.out);
    assert_eq!(reviews(&home.data()), 1);
}

#[test]
fn undo_is_told_and_asks_the_question_again() {
    let home = Home::new();
    let out = study(&home, &[], &[json!({ "rating": "again" }), json!({ "command": "undo" })]);
    assert_eq!(events(&out), ["question", "saved", "question", "undone", "question", "done"]);
    assert_eq!(out[0]["card"], out[4]["card"]);
    assert_eq!(out[0], out[4], "the question as it was before");
    assert_eq!(reviews(&home.data()), 0);
}

#[test]
fn the_end_of_the_input_on_a_verdict_keeps_the_proposal() {
    let home = Home::new();
    let out = study(&home, &[], &[json!({ "response": "Paris" })]);
    assert_eq!(events(&out), ["question", "verdict", "saved", "done"]);
    assert_eq!((&out[1]["proposed"], &out[1]["highest"]), (&json!("again"), &json!("again")));
    assert_eq!(out[3]["reason"], "quit");
    let home = Home::new();
    let out = study(&home, &[], &[json!({ "command": "reveal" })]);
    assert_eq!(events(&out), ["question", "verdict", "done"], "a card merely revealed is not rated");
    assert_eq!(out[1]["outcome"], Value::Null);
}

#[test]
fn nothing_due_is_done_at_once() {
    let home = Home::new();
    study(&home, &[], &vec![json!({ "rating": 4 }); 8]);
    let out = study(&home, &[], &[]);
    assert_eq!(events(&out), ["done"]);
    assert_eq!(out[0]["reason"], "empty");
}

/// What the table under "Out" says of each event.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let table = DOCS.split("## Out").nth(1).expect("a section").split("## In").next().expect("its end");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let words = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let mut events = BTreeMap::new();
    for row in rows {
        let mut cells = row.trim_matches('|').splitn(2, '|');
        let names = words(cells.next().expect("events"));
        // What stands in brackets explains a field, and is none.
        let mut fields = cells.next().expect("fields").to_owned();
        while let (Some(open), Some(close)) = (fields.find('('), fields.find(')')) {
            fields.replace_range(open..=close, "");
        }
        for name in names {
            events.insert(name, words(&fields).into_iter().collect());
        }
    }
    events
}

/// T30 of the peers' failures: documents that contradict the program.
#[test]
fn the_reference_names_every_field_that_comes_out_and_no_other() {
    let home = Home::new();
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let command = |word: &str| json!({ "command": word });
    let mut out = study(
        &home,
        &[],
        &[
            command("hint"),
            command("flag"),
            command("history"),
            json!({ "response": "31 February" }),
            json!({ "rating": "again" }),
            command("undo"),
            command("hint"),
            json!({ "rating": 2 }),
            json!({ "response": "31 February 1975" }),
            command("give_up"),
            json!({ "rating": 1 }),
            json!({ "rating": 9 }),
            json!({ "rating": 3 }),
            json!({ "rating": 3 }),
            json!({ "rating": 3 }),
            command("suspend"),
            json!({ "response": [["Court", "Brussels"]] }),
            command("overrule"),
            command("quit"),
        ],
    );
    out.extend(study(&home, &["--kind", "match"], &[]));
    for event in &out {
        assert_eq!(event["schema"], 1, "{event}");
        let name = event["event"].as_str().expect("an event").to_owned();
        let fields =
            event.as_object().expect("an object").keys().filter(|key| !["event", "schema"].contains(&key.as_str()));
        seen.entry(name).or_default().extend(fields.cloned());
        if event["event"] == "done" {
            let summary = event["summary"].as_object().expect("a summary").keys().cloned();
            seen.entry("summary".to_owned()).or_default().extend(summary);
        }
    }
    let documented = documented();
    assert_eq!(seen, documented, "what comes out, and what the reference says");
    for word in
        ["undo", "suspend", "hint", "reveal", "give_up", "overrule", "note", "add", "edit", "flag", "history", "quit"]
    {
        assert!(DOCS.contains(&format!("`{word}`")), "{word}");
    }
}
