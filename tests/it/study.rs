//! Whole sessions as transcripts, over several days with a fixed clock.

use crate::harness::{BUILT_IN, Home, reviews};

const DECK: &str = r#"
[deck]
id = "small"
title = "Small"

[[short]]
id = "seat"
ask = "Where does the Commission sit?"
answer = "Brussels"
why = "Its seat is in Belgium."

[[date]]
id = "ties"
event = "Formal ties were established"
when = "1975"

[[choice]]
id = "who"
ask = "Which body proposes laws?"
answer = "Commission"
wrong = ["Parliament", { answer = "Council", because = "It adopts them." }]

[[card]]
id = "why"
front = "Why cooperate?"
back = "Because threats cross borders"
"#;

fn day(number: u32) -> String {
    format!("2026-01-{:02}T18:00:00+01:00", 10 + number)
}

fn overview(home: &Home, deck: &str, now: &str) -> (u64, u64) {
    home.file("data/config.toml", &format!("decks = [\"{deck}\"]\nremoved = {BUILT_IN:?}\n"));
    let run = home.run(now, &["--json"], "");
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    (json["due"].as_u64().expect("due"), json["new"].as_u64().expect("new"))
}

#[test]
fn a_week_of_sessions_brings_each_card_back_when_it_is_due() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    assert_eq!(overview(&home, &deck, &day(0)), (0, 4));
    // Right, wrong (then right when it comes back), an option by its text, a card turned and rated easy.
    let run = home.run(&day(0), &["study", &deck, "--plain"], "brussels\n\n1974\n\nCommission\n\n\ne\n1975\n\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(reviews(&home.data()), 5, "{}", run.out);
    assert!(run.out.contains("Formal ties were established. In which year?"), "{}", run.out);
    assert!(run.out.contains("1975") && run.out.contains("wrong"), "{}", run.out);
    assert_eq!(overview(&home, &deck, &day(0)), (0, 0), "nothing is asked twice a day");
    let later: Vec<u64> = (1..=12).map(|number| overview(&home, &deck, &day(number)).0).collect();
    assert_eq!(later[0], 1, "the failed card comes back first: {later:?}");
    assert_eq!(later[11], 4, "all are due in the end: {later:?}");
    assert!(later.windows(2).all(|pair| pair[0] <= pair[1]), "{later:?}");
}

#[test]
fn undo_takes_the_rating_back_and_asks_again() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    let run = home.run(&day(0), &["study", &deck, "--plain"], "Brussels\n\n:u\nParis\n\n:q\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("undone"), "{}", run.out);
    assert_eq!(run.out.matches("Where does the Commission sit?").count(), 3, "{}", run.out);
    assert_eq!(reviews(&home.data()), 1, "{}", run.out);
    assert_eq!(overview(&home, &deck, &day(1)), (1, 3));
}

/// Taken back before it is rated, an answer was never given.
#[test]
fn undo_at_a_verdict_takes_that_answer_back() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    let run = home.run(&day(0), &["study", &deck, "--plain"], "Brussels\n\n1976\nu\n:q\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("your answer is taken back"), "{}", run.out);
    assert!(!run.out.contains("undone"), "{}", run.out);
    assert_eq!(reviews(&home.data()), 1, "the first card's rating stands: {}", run.out);
}

/// Numbers of cards, and of answers where answers are meant; what was not reached is told, new cards too.
#[test]
fn the_end_counts_cards_and_tells_what_was_not_reached() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    let run = home.run(&day(0), &["study", &deck, "--plain"], "Paris\n\n:q\n");
    assert!(run.out.contains(" 1 card in less than a minute · 0 of 1 right"), "{}", run.out);
    assert!(run.out.contains(" left for today: 1 due, 3 new\n"), "{}", run.out);
    let home = Home::new();
    let entry = |number: usize| format!("[[short]]\nid = \"e{number}\"\nask = \"{number}?\"\nanswer = \"a{number}\"\n");
    let many = (0..9).map(entry).collect::<Vec<_>>().concat();
    let deck = home.file("many.toml", &format!("[deck]\nid = \"many\"\ntitle = \"Many\"\n{many}"));
    let rated = |rating: u8| format!("{{\"rating\": {rating}}}\n");
    let answers = [1, 1, 3, 3, 3].map(rated).concat();
    let run = home.run(&day(0), &["study", &deck, "--json"], &answers);
    let done: serde_json::Value = serde_json::from_str(run.out.lines().last().expect("done")).expect("JSON");
    let summary = &done["summary"];
    let told = ["answered", "cards", "learnt", "first_tries", "first_try_right", "due_today", "new_today"]
        .map(|name| summary[name].as_u64());
    assert_eq!(told, [5, 4, 4, 2, 2, 1, 5].map(Some), "{done}");
    assert_eq!(overview(&home, &deck, &day(0)), (1, 5), "the overview says the same");
    let said = home.run(&day(0), &[], "").out;
    assert!(said.contains(" 4 of 9 today · 1 to repeat"), "what is asked once more is told apart: {said}");
}

/// Who looks at a new card learns it: nothing was missed, and nothing is weak.
#[test]
fn a_new_card_that_is_only_looked_at_is_learnt() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    let run = home.run(&day(0), &["study", &deck, "--plain"], "\n\n\n:q\n");
    assert!(run.out.contains("\n 1 card in less than a minute · learnt 1 new\n"), "{}", run.out);
    assert!(!run.out.contains("weakest") && !run.out.contains("was missed"), "{}", run.out);
    let run = home.run(&day(1), &["study", &deck, "--plain"], "\n\n\n:q\n");
    assert!(run.out.contains(" 1 card in less than a minute · 0 of 1 right at the first try\n"), "{}", run.out);
}

/// The same card failed over and over leaves the day, and comes first the next.
#[test]
fn a_card_failed_five_times_waits_for_the_next_day() {
    let home = Home::new();
    let deck = home.file(
        "one.toml",
        "[deck]\nid = \"one\"\ntitle = \"One\"\n[[short]]\nid = \"e\"\nask = \"What?\"\nanswer = \"a\"\n",
    );
    let run = home.run(&day(0), &["study", &deck, "--plain"], &"b\n\n".repeat(5));
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.out.matches("again, later today").count(), 4, "{}", run.out);
    assert_eq!(run.out.matches("again, tomorrow").count(), 1, "{}", run.out);
    assert!(run.out.contains("failed 5 times today: it waits for another day"), "{}", run.out);
    assert!(run.out.contains("for another day  1 failed 5 times today"), "{}", run.out);
    assert_eq!(reviews(&home.data()), 5);
    assert_eq!(overview(&home, &deck, &day(0)), (0, 0));
    let again = home.run(&day(0), &["study", &deck, "--plain"], "");
    assert!(again.out.starts_with("Nothing is due now."), "{}", again.out);
    assert_eq!(overview(&home, &deck, &day(1)), (1, 0));
    // Practice has a bound of its own, and touches nothing.
    let cram = home.run(&day(0), &["cram", &deck, "--plain"], &"b\n\n".repeat(6));
    assert!(cram.out.contains("failed 5 times: this practice asks it no more"), "{}", cram.out);
    assert_eq!(overview(&home, &deck, &day(1)), (1, 0));
}

/// A new card that is practised stays new: it is learnt when it is studied.
#[test]
fn practice_learns_no_card() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    let said = |verb: &str| home.run(&day(0), &[verb, &deck, "--plain", "--kind", "short"], "Brussels\n\n").out;
    let practised = said("cram");
    assert!(practised.contains("1 of 1 right") && !practised.contains("learnt"), "{practised}");
    assert!(said("study").contains("learnt 1 new"));
}

#[test]
fn leaving_on_a_verdict_commits_it_and_leaving_a_question_commits_nothing() {
    for (input, saved) in [("", 0), (":q\n", 0), ("Brussels\n", 1), ("Brussels\nq\n", 1), ("Brussels\n\n", 1)] {
        let home = Home::new();
        let deck = home.file("small.toml", DECK);
        assert_eq!(home.run(&day(0), &["study", &deck, "--plain"], input).code, 0);
        assert_eq!(reviews(&home.data()), saved, "{input:?}");
    }
}

#[test]
fn leaving_a_turned_card_unrated_commits_nothing() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    let run = home.run(&day(0), &["study", &deck, "--plain", "--kind", "card"], "\n");
    assert_eq!(run.code, 0);
    assert!(run.out.contains("Because threats cross borders"), "{}", run.out);
    assert_eq!(reviews(&home.data()), 0);
}

#[test]
fn an_override_counts_as_right_and_a_suspended_card_stays_away() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    let run = home.run(&day(0), &["study", &deck, "--plain"], "Bruxelles-Capitale\ny\n:s\n:q\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(overview(&home, &deck, &day(0)), (0, 2), "{}", run.out);
    assert_eq!(overview(&home, &deck, &day(1)), (0, 2), "the overruled card was learnt");
}

#[test]
fn an_interrupted_repetition_survives_a_restart() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    home.run(&day(0), &["study", &deck, "--plain"], "Paris\n\n:q\n");
    assert_eq!(overview(&home, &deck, &day(0)), (1, 3), "failed today, due today");
    let run = home.run(&day(0), &["study", &deck, "--plain", "--limit", "1"], "Brussels\n\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(overview(&home, &deck, &day(0)), (0, 3));
}

#[test]
fn progress_outlives_a_corrected_text_and_the_student_is_told_once() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    home.run(&day(0), &["study", &deck, "--plain", "--kind", "short"], "Paris\n\nBrussels\n\n");
    home.file("small.toml", &DECK.replace("Where does the Commission sit?", "In which city does the Commission sit?"));
    let run = home.run(&day(1), &["study", &deck, "--plain", "--kind", "short"], "Brussels\n\n");
    assert!(run.out.contains("corrected since you learnt it"), "{}", run.out);
    let run = home.run(&day(8), &["study", &deck, "--plain", "--kind", "short"], "Brussels\n\n");
    assert!(!run.out.contains("corrected since you learnt it"), "{}", run.out);
    assert!(run.out.contains("In which city"), "{}", run.out);
}

#[test]
fn nothing_due_says_when_the_next_card_is() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    home.run(&day(0), &["study", &deck, "--plain", "--kind", "short"], "Brussels\n\n");
    let run = home.run(&day(0), &["study", &deck, "--plain", "--kind", "short"], "");
    assert_eq!(run.code, 0);
    assert!(
        run.out.contains("Nothing is due now.\nThe next card is due in 2 days, on 12 January 2026."),
        "{}",
        run.out
    );
}

#[test]
fn new_cards_are_counted_over_all_sessions_of_a_day() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    let run = home.run(&day(0), &["study", &deck, "--plain", "--new", "1"], "Brussels\n\n1975\n\n");
    assert_eq!(reviews(&home.data()), 1, "{}", run.out);
    home.run(&day(0), &["study", &deck, "--plain", "--new", "2"], "1975\n\nCommission\n\n");
    assert_eq!(reviews(&home.data()), 2);
}

#[test]
fn a_hint_makes_the_answer_hard_at_most() {
    let home = Home::new();
    let hinted = DECK.replace("answer = \"Brussels\"", "answer = \"Brussels\"\nhint = \"In Belgium\"");
    let deck = home.file("small.toml", &hinted);
    let run = home.run(&day(0), &["study", &deck, "--plain"], ":h\nBrussels\n3\n2\n:q\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("In Belgium"), "{}", run.out);
    let db = rusqlite::Connection::open(home.data().join("progress.db")).expect("a database");
    let payload: String = db.query_row("select payload from event", [], |row| row.get(0)).expect("one event");
    assert!(payload.contains("\"rating\":\"hard\"") && payload.contains("\"hinted\":true"), "{payload}");
}
