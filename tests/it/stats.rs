//! `acquis stats` as its reader sees it.

use serde_json::Value;

use crate::harness::Home;

const DECK: &str = r#"
[deck]
id = "small"
title = "Small"

[[short]]
id = "seat"
ask = "Where does the Commission sit?"
answer = "Brussels"
topics = ["places"]

[[date]]
id = "ties"
event = "Formal ties were established"
when = "1975"
topics = ["years"]
"#;

fn day(number: u32) -> String {
    format!("2026-01-{:02}T18:00:00+01:00", 10 + number)
}

#[test]
fn stats_tell_what_stands_where_in_words_and_json() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    let none = home.run(&day(0), &["stats", &deck], "");
    assert_eq!(none.code, 0, "{}", none.err);
    assert!(none.out.contains("No answers yet"), "{}", none.out);
    assert!(!home.data().join("progress.db").exists(), "looking makes no files");
    home.run(&day(0), &["study", &deck, "--plain"], "Bruxelles-Capitale\ny\n1974\n\n1975\n\n");
    let run = home.run(&day(3), &["stats", &deck], "");
    for told in
        ["never seen", "places", "True retention", "Overruled verdicts", "Bruxelles-Capitale", "Due in the next 30"]
    {
        assert!(run.out.contains(told), "{told} in {}", run.out);
    }
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    let run = home.run(&day(3), &["stats", &deck, "--json"], "");
    let json: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    assert_eq!((json["schema"].as_u64(), json["cards"]["learning"].as_u64()), (Some(1), Some(2)), "{json}");
    assert_eq!(json["days"][0]["answers"], 3);
    assert_eq!(json["overruled"][0]["typed"], "Bruxelles-Capitale");
    assert_eq!(json["load"].as_array().map(Vec::len), Some(30));
}
