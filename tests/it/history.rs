//! `import --history`: what a student did in Anki becomes events that never double, and states that are FSRS's.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;
use sha1::{Digest, Sha1};

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00Z";

fn data(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exchange/history").join(name);
    path.to_string_lossy().into_owned()
}

fn import(home: &Home, now: &str, more: &[&str]) -> Run {
    let package = data("history.apkg");
    home.run(now, &[&["import", &package, "-o", "history.toml", "--history", "--json"], more].concat(), "")
}

fn history(run: &Run) -> Value {
    let report: Value = serde_json::from_str(run.out.trim()).unwrap_or_else(|_| panic!("{}{}", run.out, run.err));
    report["history"].clone()
}

/// Ids, days, ratings and text hashes are pinned: an import by a later version must find the same events again.
#[test]
fn reviews_become_the_events_that_they_always_were() {
    let home = Home::new();
    let run = import(&home, NOW, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    let golden = std::fs::read_to_string(data("events.jsonl")).expect("the golden events");
    let count = golden.lines().count();
    assert_eq!(history(&run)["added"], count, "{}", run.err);
    assert_eq!(home.run(NOW, &["log", "export"], "").out, golden);
    let again = import(&home, NOW, &["--force"]);
    assert_eq!((&history(&again)["added"], &history(&again)["known"]), (&0.into(), &count.into()), "{}", again.err);
    assert_eq!(home.run(NOW, &["log", "export"], "").out, golden, "nothing is doubled");
}

/// `states.tsv` is what py-fsrs, an independent FSRS-6, makes of the same reviews (`tests/clients/history.py`).
#[test]
fn the_states_are_those_of_an_independent_fsrs() {
    let home = Home::new();
    assert_eq!(import(&home, NOW, &[]).code, 0);
    let shown = home.run(NOW, &["cards", "history.toml", "--json"], "");
    let shown: Value = serde_json::from_str(&shown.out).expect("cards");
    let mut of_entry: HashMap<&str, Vec<&Value>> = HashMap::new();
    for card in shown["cards"].as_array().expect("a list") {
        of_entry.entry(card["entry"].as_str().expect("an id")).or_default().push(card);
    }
    let expected = std::fs::read_to_string(data("states.tsv")).expect("the states");
    let mut compared = 0;
    for line in expected.lines().skip(1) {
        let [guid, ord, stability, difficulty, last, reviews] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let digest = Sha1::digest(guid.as_bytes());
        let digits: Vec<String> = digest[..6].iter().map(|byte| format!("{byte:02x}")).collect();
        let card = of_entry[format!("anki-{}", digits.concat()).as_str()][ord.parse::<usize>().expect("a place")];
        assert_eq!((card["last"].as_str(), card["reviews"].to_string().as_str()), (Some(last), reviews), "{card}");
        for (name, expected) in [("stability", stability), ("difficulty", difficulty)] {
            let (found, expected) =
                (card[name].as_f64().expect("a number"), expected.parse::<f64>().expect("a number"));
            assert!((found - expected).abs() / expected < 1e-4, "{name}: {found} instead of {expected}: {card}");
        }
        compared += 1;
    }
    assert!(compared >= 10, "{compared} cards were compared");
}

/// Two machines of one student took the same reviews in, in different zones and with another text: one log all the same.
#[test]
fn two_machines_that_took_the_same_reviews_in_unite() {
    let (one, other) = (Home::new(), Home::new());
    assert_eq!(import(&one, NOW, &[]).code, 0);
    assert_eq!(import(&other, "2026-01-10T18:00:00-11:00", &[]).code, 0);
    let lines = other.run(NOW, &["log", "export"], "").out;
    let before = one.run(NOW, &["log", "export"], "").out;
    assert_ne!(lines, before, "the days differ");
    let file = one.file("other.jsonl", &lines);
    let run = one.run(NOW, &["log", "import", &file], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(one.run(NOW, &["log", "export"], "").out, before);
}

#[test]
fn what_holds_no_reviews_says_so() {
    let home = Home::new();
    let table = home.file("table.csv", "question,answer\na,b\n");
    let run = home.run(NOW, &["import", &table, "-o", "x.toml", "--history"], "");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("holds no reviews") && !home.path().join("x.toml").exists(), "{}", run.err);
    let bare = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exchange/anki/newest.apkg");
    let run = home.run(NOW, &["import", &bare.to_string_lossy(), "-o", "x.toml", "--history"], "");
    assert!(run.code < 2 && run.err.contains("there is no review in it"), "{}", run.err);
}
