//! Many days with a fixed clock: limits, boundaries of days, practice, undo, and cards that fail again and again.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};

use serde_json::{Value, json};

use crate::harness::{BUILT_IN, Home, Run, reviews};

const NEW_PER_DAY: usize = 4;
const REVIEWS_PER_DAY: usize = 9;
const CARDS: usize = 70;

fn deck(count: usize) -> String {
    let entry = |number: usize| {
        format!("[[short]]\nid = \"e{number}\"\nask = \"Question number {number}?\"\nanswer = \"a{number}\"\n")
    };
    let entries: Vec<String> = (0..count).map(entry).collect();
    format!("[deck]\nid = \"m\"\ntitle = \"Month\"\n\n{}", entries.join("\n"))
}

fn home(cards: usize, settings: &str) -> Home {
    let home = Home::new();
    let path = home.file("m.toml", &deck(cards));
    home.file("data/config.toml", &format!("{settings}\ndecks = [\"{path}\"]\nremoved = {BUILT_IN:?}\n"));
    home
}

fn overview(home: &Home, now: &str) -> (usize, usize) {
    let run = home.run(now, &["--json"], "");
    let json: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    let count = |key: &str| usize::try_from(json[key].as_u64().expect("a count")).expect("small");
    (count("due"), count("new"))
}

fn json_session(home: &Home, now: &str, more: &[&str], lines: &[Value]) -> Run {
    let args: Vec<&str> = ["study", "--json"].into_iter().chain(more.iter().copied()).collect();
    let input = lines.iter().map(|line| format!("{line}\n")).collect::<Vec<_>>().concat();
    let run = home.run(now, &args, &input);
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

/// Every row of a table, as text.
fn rows(home: &Home, sql: &str) -> Vec<String> {
    let db = rusqlite::Connection::open(home.data().join("progress.db")).expect("a database");
    let mut statement = db.prepare(sql).expect("a query");
    let columns = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        let values: Vec<String> = (0..columns).map(|at| format!("{:?}", row.get_ref(at).expect("a value"))).collect();
        Ok(values.join(" "))
    };
    statement.query_map([], row).expect("rows").map(|row| row.expect("a row")).collect()
}

const MEMORY: &str = "select * from progress order by card";

/// A session in plain lines in which some first answers of a day are wrong.
fn sit(home: &Home, now: &str, day: usize, more: &[&str], tried: &mut BTreeSet<usize>) {
    let args: Vec<&str> = ["study", "--plain"].into_iter().chain(more.iter().copied()).collect();
    let mut child = home.command(now, &args).spawn().expect("the binary starts");
    let mut input = child.stdin.take().expect("a pipe");
    let output = BufReader::new(child.stdout.take().expect("a pipe"));
    for line in output.lines() {
        let line = line.expect("a line");
        let number = line.trim().strip_prefix("Question number ").and_then(|rest| rest.strip_suffix('?'));
        if let Some(number) = number.and_then(|number| number.parse::<usize>().ok()) {
            let knows = !tried.insert(number) || !(number * 7 + day * 3).is_multiple_of(4);
            let answer = if knows { format!("a{number}") } else { "no idea".to_owned() };
            writeln!(input, "{answer}\n").expect("two lines");
        }
    }
    assert!(child.wait().expect("the end").success());
}

#[test]
fn a_month_of_study_keeps_to_the_limits_of_each_day() {
    let home = home(CARDS, &format!("new = {NEW_PER_DAY}\nreviews = {REVIEWS_PER_DAY}"));
    let mut seen = BTreeSet::new();
    for day in 1..=30 {
        let now = format!("2026-01-{day:02}T18:00:00+01:00");
        let (due, new) = overview(&home, &now);
        assert!(due <= REVIEWS_PER_DAY && new == NEW_PER_DAY.min(CARDS - seen.len()), "day {day}: {due}, {new}");
        let mut tried = BTreeSet::new();
        if day % 2 == 0 {
            sit(&home, &now, day, &["--limit", "5"], &mut tried);
        }
        sit(&home, &now, day, &[], &mut tried);
        assert_eq!(tried.len(), due + new, "day {day}: what the overview promised was asked");
        let known = tried.intersection(&seen).count();
        assert_eq!((known, tried.len() - known), (due, new), "day {day}");
        seen.extend(tried);
    }
    assert_eq!(overview(&home, "2026-01-30T18:00:00+01:00"), (0, 0), "nothing is left");
    assert_eq!(seen.len(), CARDS.min(30 * NEW_PER_DAY));
    let per_day = rows(&home, "select count(distinct card) from event where kind = 'review' group by day");
    assert_eq!(per_day.len(), 30);
    let most: Vec<String> = (0..=NEW_PER_DAY + REVIEWS_PER_DAY).map(|count| format!("Integer({count})")).collect();
    assert!(per_day.iter().all(|count| most.contains(count)), "{per_day:?}");
    assert_eq!(rows(&home, "select count(*) from progress where relearning = 1"), ["Integer(0)"]);
}

/// T20 of the peers' failures: the day ends at four in local time, wherever that is.
#[test]
fn the_day_ends_at_four_in_every_zone_and_across_both_changes_of_the_clock() {
    let good = vec![json!({ "rating": "good" }); 9];
    for (evening, night, morning) in [
        ("2026-01-10T18:00:00+01:00", "2026-01-11T03:59:00+01:00", "2026-01-11T04:01:00+01:00"),
        ("2026-01-10T18:00:00+14:00", "2026-01-11T03:59:00+14:00", "2026-01-11T04:01:00+14:00"),
        ("2026-01-10T18:00:00-11:00", "2026-01-11T03:59:00-11:00", "2026-01-11T04:01:00-11:00"),
        // Brussels: forward on 29 March at two, back on 25 October at three.
        ("2026-03-28T18:00:00+01:00", "2026-03-29T03:59:00+02:00", "2026-03-29T04:01:00+02:00"),
        ("2026-10-24T18:00:00+02:00", "2026-10-25T03:59:00+01:00", "2026-10-25T04:01:00+01:00"),
    ] {
        let home = home(9, "new = 2");
        json_session(&home, evening, &[], &good);
        assert_eq!(reviews(&home.data()), 2, "{evening}");
        assert_eq!(overview(&home, night), (0, 0), "{night}");
        assert_eq!(overview(&home, morning), (0, 2), "{morning}");
        json_session(&home, morning, &[], &good);
        assert_eq!(rows(&home, "select count(distinct day) from event"), ["Integer(2)"], "{evening}");
    }
}

#[test]
fn a_card_failed_before_a_change_of_the_clock_is_due_on_the_next_day() {
    for days in [
        ["2026-03-28T18:00:00+01:00", "2026-03-29T18:00:00+02:00"],
        ["2026-10-24T18:00:00+02:00", "2026-10-25T18:00:00+01:00"],
    ] {
        let home = home(1, "");
        json_session(&home, days[0], &[], &[json!({ "rating": 1 }), json!({ "rating": 3 })]);
        assert_eq!(overview(&home, days[1]), (1, 0), "{}", days[1]);
    }
}

#[test]
fn travel_and_a_clock_set_back_lose_nothing() {
    let home = home(4, "new = 1");
    let good = [json!({ "rating": "good" })];
    json_session(&home, "2026-01-10T18:00:00+01:00", &[], &good);
    // Sixteen hours later by the sun, on the same date by the calendar of the island.
    assert_eq!(overview(&home, "2026-01-10T22:00:00-11:00"), (0, 0));
    json_session(&home, "2026-01-11T10:00:00+14:00", &[], &good);
    let before = rows(&home, MEMORY);
    let run = home.run("2026-01-05T18:00:00+01:00", &["study", "--json"], "{\"rating\":\"good\"}\n");
    assert!(run.err.contains("the clock stands more than a day before your newest review"), "{}", run.err);
    assert_eq!((run.code, reviews(&home.data())), (0, 3));
    let after = rows(&home, MEMORY);
    assert!(before.iter().all(|row| after.contains(row)), "{before:#?} {after:#?}");
}

/// T22 of the peers' failures.
#[test]
fn practice_leaves_memory_due_days_and_the_queue_identical() {
    let home = home(6, "new = 3");
    let now = "2026-01-10T18:00:00+01:00";
    json_session(&home, now, &[], &vec![json!({ "rating": "good" }); 3]);
    let later = "2026-01-13T18:00:00+01:00";
    let before = (rows(&home, MEMORY), overview(&home, later));
    let practice = |more: &[&str], rating: u8| {
        let args: Vec<&str> = ["cram", "--json"].into_iter().chain(more.iter().copied()).collect();
        let run = home.run(later, &args, &format!("{{\"rating\":{rating}}}\n").repeat(6));
        assert_eq!(run.code, 0, "{}", run.err);
        let questions: BTreeSet<String> = run
            .out
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter(|event| event["event"] == "question")
            .map(|event| event["card"].to_string())
            .collect();
        questions.len()
    };
    assert_eq!(practice(&[], 3), 6, "every card, seen or not");
    assert_eq!(practice(&["--limit", "2"], 1), 2);
    assert_eq!(practice(&["--failed", "today"], 1), 2);
    assert_eq!((rows(&home, MEMORY), overview(&home, later)), before);
    assert!(reviews(&home.data()) > 3, "practice is in the log");
    let plain = home.run(later, &["cram", "--plain", "--limit", "1"], "");
    assert!(plain.err.contains("Practice: the schedule is not touched."), "{}", plain.err);
    let none = home.run("2026-03-01T18:00:00+01:00", &["cram", "--failed", "today", "--plain"], "");
    assert_eq!((none.code, none.out.as_str()), (0, "There is nothing to practise here: no card fits.\n"));
}

/// T2 of the peers' failures, across a failed repetition.
#[test]
fn undo_across_a_failed_repetition_gives_the_memory_that_would_have_been() {
    let rate = |rating: u8| json!({ "rating": rating });
    let with = |lines: &[Value]| {
        let home = home(4, "");
        json_session(&home, "2026-01-10T18:00:00+01:00", &[], lines);
        (rows(&home, MEMORY), reviews(&home.data()))
    };
    let straight = with(&[rate(1), rate(3), rate(3), rate(3), rate(3)]);
    let undo = json!({ "command": "undo" });
    let detour = with(&[rate(1), rate(3), rate(3), rate(3), rate(1), undo.clone(), rate(3)]);
    assert_eq!(detour, straight);
    let to_the_start = with(&[
        rate(1),
        rate(3),
        rate(3),
        rate(3),
        rate(1),
        undo.clone(),
        undo.clone(),
        undo.clone(),
        undo.clone(),
        undo,
    ]);
    assert_eq!(to_the_start, (vec![], 0));
}

#[test]
fn a_card_that_fails_on_four_days_is_named_with_what_was_said_before() {
    let home = home(1, "");
    let wrong = ["first guess", "second guess", "third guess", "fourth guess", "fifth guess"];
    let mut said = String::new();
    for (at, answer) in wrong.iter().enumerate() {
        let now = format!("2026-01-{:02}T18:00:00+01:00", 10 + at);
        said = home.run(&now, &["study", "--plain"], &format!("{answer}\n\na0\n\n")).out;
        assert_eq!(said.contains("failed on"), at == 4, "day {at}: {said}");
    }
    assert!(said.contains("failed on 4 days: find a way to tell this one apart"), "{said}");
    let before = format!("   before  fourth guess\n{0}third guess\n{0}second guess\n\n Enter", " ".repeat(11));
    assert!(said.contains(&before), "{said}");
    assert!(said.contains("right   a0"), "the right one beside them: {said}");
}

#[test]
fn the_overview_tells_the_exam_ahead_and_what_recall_to_expect() {
    let home = home(9, "");
    let now = "2026-01-10T18:00:00+01:00";
    assert!(!home.run(now, &[], "").out.contains("Exam"));
    assert_eq!(home.run(now, &["plan", "--exam", "2026-01-20", "--minutes", "10"], "").code, 0);
    let run = home.run(now, &[], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with(" Today: 0 due, "), "{}", run.out);
    assert!(run.out.contains("Exam: 20 January 2026, in 10 days\n Recall then: "), "{}", run.out);
    assert!(run.out.contains("% at 10 min a day, about 0 % if you stopped now"), "{}", run.out);
}
