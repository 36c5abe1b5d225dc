//! `acquis cards`: found, read, changed; what goes to an author holds no progress.

use serde_json::Value;

use crate::harness::{Home, Run, reviews};

const NOW: &str = "2026-01-10T18:00:00+01:00";

const DECK: &str = r#"
[deck]
id = "small"
title = "Small"

[[short]]
id = "seat"
ask = "Where does the Commission sit?"
answer = "Brussels"
why = "Its seat is in Belgium."
topics = ["seats"]

[[date]]
id = "ties"
event = "Formal ties were established"
when = "1975"

[[choice]]
id = "who"
ask = "Which body proposes laws?"
answer = "Commission"
wrong = ["Parliament", "Council"]
"#;

/// A home with the small deck alone, one card answered right, one wrongly and overruled.
fn home() -> Home {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    works(&home.run(NOW, &["decks", "add", &deck], ""));
    works(&home.run(NOW, &["decks", "remove", "eu-china-cyber", "eu-basics"], ""));
    works(&home.run(NOW, &["study", "--plain"], "Brussels\n\n:f\n1976\ny\n:q\n"));
    home
}

#[track_caller]
fn works(run: &Run) {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

fn json(home: &Home, args: &[&str]) -> Value {
    let run = home.run(NOW, args, "");
    serde_json::from_str(&run.out).unwrap_or_else(|cause| panic!("{cause}: {}{}", run.out, run.err))
}

fn found(home: &Home, words: &[&str]) -> Vec<String> {
    let args: Vec<&str> = ["cards", "--json"].into_iter().chain(words.iter().copied()).collect();
    let json = json(home, &args);
    let cards = json["cards"].as_array().expect("cards");
    cards.iter().map(|card| card["card"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn cards_are_found_by_words_ids_decks_topics_and_kinds() {
    let home = home();
    assert_eq!(found(&home, &[]).len(), 3);
    assert_eq!(found(&home, &["belgium"]), ["small/seat#answer"]);
    assert_eq!(found(&home, &["COMMISSION"]), ["small/seat#answer", "small/who#answer"]);
    assert_eq!(found(&home, &["body", "laws"]), ["small/who#answer"]);
    assert_eq!(found(&home, &["ties"]), ["small/ties#when"]);
    assert_eq!(found(&home, &["small/ties"]), ["small/ties#when"]);
    assert_eq!(found(&home, &["small", "--topic", "seats"]), ["small/seat#answer"]);
    assert_eq!(found(&home, &["--kind", "date"]), ["small/ties#when"]);
    assert_eq!(found(&home, &["--limit", "2"]).len(), 2);
}

#[test]
fn a_search_without_a_hit_is_the_answer_no() {
    let home = home();
    for args in
        [&["cards", "sausage"][..], &["cards", "sausage", "--read"], &["cards", "--suspended"], &["cards", "?!"]]
    {
        let run = home.run(NOW, args, "");
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{args:?}");
        assert!(run.err.contains("no card was found"), "{}", run.err);
    }
    let run = home.run(NOW, &["cards", "--topic", "seat"], "");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean `seats`?"), "{}", run.err);
}

#[test]
fn one_card_is_shown_with_its_state_and_history() {
    let home = home();
    let run = home.run(NOW, &["cards", "ties"], "");
    works(&run);
    for shown in ["right   1975", "1 review", "0 lapses", "recall now 100 %", "good, judged wrong \"1976\", overruled"]
    {
        assert!(run.out.contains(shown), "`{shown}` in {}", run.out);
    }
    let card = &json(&home, &["cards", "ties", "--json"])["cards"][0];
    assert_eq!(card["reviews"], 1);
    assert_eq!(card["last"], "2026-01-10");
    assert_eq!(card["suspended"], false);
    for number in ["stability", "difficulty", "recall"] {
        assert!(card[number].as_f64().is_some_and(|number| number > 0.0), "{number} in {card}");
    }
    let kinds: Vec<&str> =
        card["history"].as_array().expect("a past").iter().filter_map(|e| e["kind"].as_str()).collect();
    assert_eq!(kinds, ["flag", "review"]);
    assert_eq!(json(&home, &["cards", "who", "--json"])["cards"][0]["stability"], Value::Null);
}

#[test]
fn reading_shows_question_answer_reason_and_source_and_records_nothing() {
    let home = home();
    let before = reviews(&home.data());
    let run = home.run(NOW, &["cards", "small", "--read"], "");
    works(&run);
    let places: Vec<_> =
        ["Where does the Commission sit?", "Brussels", "Its seat is in Belgium.", "1975", "Parliament"]
            .iter()
            .map(|text| run.out.find(text).unwrap_or_else(|| panic!("`{text}` in {}", run.out)))
            .collect();
    assert!(places.is_sorted(), "{}", run.out);
    assert_eq!(reviews(&home.data()), before);
    let fresh = Home::new();
    works(&fresh.run(NOW, &["cards", "--read"], ""));
    assert!(!fresh.data().join("progress.db").exists(), "reading makes no progress file");
}

#[test]
fn what_goes_to_the_author_holds_no_progress() {
    let home = home();
    works(&home.run(NOW, &["cards", "flag", "seat", "--note", "which seat?"], ""));
    let report = json(&home, &["cards", "--flagged", "--overruled", "--json"]);
    let cards = report["feedback"].as_array().expect("feedback");
    assert_eq!(cards.len(), 2, "{report}");
    assert_eq!(cards[0]["notes"][0], "which seat?");
    assert_eq!(cards[1]["overruled"][0]["typed"], "1976");
    let text = report.to_string();
    for progress in ["2026", "rating", "due", "reviews", "stability", "seconds", "device"] {
        assert!(!text.contains(progress), "`{progress}` in {text}");
    }
    assert_eq!(json(&home, &["cards", "--overruled", "--json"])["feedback"].as_array().map(Vec::len), Some(1));
    works(&home.run(NOW, &["cards", "unflag", "seat", "ties"], ""));
    let run = home.run(NOW, &["cards", "--flagged"], "");
    assert_eq!(run.code, 1, "{}", run.out);
}

#[test]
fn a_suspended_card_is_not_asked_until_it_is_resumed() {
    let home = home();
    let run = home.run(NOW, &["cards", "suspend", "who", "seat"], "");
    works(&run);
    assert_eq!(run.out, "small/who#answer: suspended\nsmall/seat#answer: suspended\n");
    assert_eq!(found(&home, &["--suspended"]).len(), 2);
    assert!(home.run("2026-02-10T18:00:00+01:00", &["study", "--json"], "").out.contains("\"total\":1"));
    let run = home.run(NOW, &["cards", "resume", "small"], "");
    works(&run);
    assert!(run.out.contains("small/ties#when: not suspended"), "{}", run.out);
    assert!(home.run("2026-02-10T18:00:00+01:00", &["study", "--json"], "").out.contains("\"total\":3"));
}

/// T24 of the peers' failures: what destroys asks, and names the count.
#[test]
fn forgetting_asks_names_the_count_and_makes_the_cards_new() {
    let home = home();
    let run = home.run(NOW, &["cards", "forget", "seat", "ties"], "y\n");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("2 cards with 2 reviews") && run.err.contains("--yes"), "{}", run.err);
    let run = home.run(NOW, &["cards", "forget", "seat", "ties", "who", "--yes"], "");
    works(&run);
    assert_eq!(run.out, "forgotten: 2 cards with 2 reviews\n");
    assert_eq!(json(&home, &["cards", "seat", "--json"])["cards"][0]["reviews"], 0);
    assert!(home.run(NOW, &["cards", "forget", "seat", "--yes"], "").out.contains("nothing to forget"));
}

#[test]
fn an_entry_that_left_its_deck_can_be_forgotten_by_its_full_id() {
    let home = home();
    home.file("small.toml", &DECK.replace("id = \"seat\"", "id = \"other\""));
    let run = home.run(NOW, &["cards", "forget", "small/seat#answer", "--yes"], "");
    works(&run);
    assert_eq!(run.out, "forgotten: 1 card with 1 review\n");
}

#[test]
fn an_unknown_card_is_an_error_with_the_nearest() {
    let home = home();
    let run = home.run(NOW, &["cards", "suspend", "seet"], "");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean `seat`?"), "{}", run.err);
}

/// What the student keeps on a card stands beside it, and a form only while the card's text is the one it was taken on with.
#[test]
fn a_card_is_shown_with_the_students_own_words() {
    let home = home();
    let event = |number: u32, what: &str| {
        format!(
            "{{\"id\":\"{number:032x}\",\"device\":\"a\",\"at\":1768000000000,\"utc_offset\":0,\"day\":\"2026-01-10\",\
             \"stamp\":{},\"what\":{what}}}\n",
            1_768_000_000_000_u64 + u64::from(number)
        )
    };
    let lines = event(1, r#"{"kind":"note","card":"small/seat#answer","text":"not Strasbourg"}"#)
        + &event(2, r#"{"kind":"accept","card":"small/seat#answer","form":"BXL","text_hash":"1","on":true}"#);
    let log = home.file("log.jsonl", &lines);
    works(&home.run(NOW, &["log", "import", &log], ""));
    let shown = home.run(NOW, &["cards", "small/seat"], "");
    assert!(shown.out.contains("note: not Strasbourg") && !shown.out.contains("taken as right: \""), "{}", shown.out);
    assert_eq!(json(&home, &["cards", "--json", "small/seat"])["cards"][0]["note"], "not Strasbourg");
    assert_eq!(json(&home, &["cards", "--json", "small/seat"])["cards"][0]["forms"], serde_json::json!([]));
    works(&home.run(NOW, &["cards", "forget", "--yes", "small/seat"], ""));
    assert_eq!(json(&home, &["cards", "--json", "small/seat"])["cards"][0]["note"], "not Strasbourg");
}
