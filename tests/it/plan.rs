//! An exam date from the command line, and the daily session that follows it.

use std::fmt::Write as _;

use serde_json::Value;

use crate::harness::{Home, Run, reviews};

fn deck(entries: usize) -> String {
    let mut text = "[deck]\nid = \"small\"\ntitle = \"Small\"\n".to_owned();
    for number in 0..entries {
        write!(text, "[[card]]\nid = \"e{number:03}\"\nfront = \"front {number}\"\nback = \"back {number}\"\n")
            .expect("a string");
    }
    text
}

fn day(number: u32) -> String {
    format!("2027-01-{:02}T18:00:00+01:00", 1 + number)
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{} {}", run.out, run.err))
}

/// Rates every card good after so many seconds each, as long as it is asked; gives the last line.
fn study(home: &Home, deck: &str, now: &str, seconds: u32, answers: usize) -> Run {
    let line = format!("{{\"rating\": \"good\", \"seconds\": {seconds}}}\n");
    home.run(now, &["study", deck, "--json"], &line.repeat(answers))
}

#[test]
fn a_goal_is_set_shown_changed_and_cleared() {
    let home = Home::new();
    let deck = home.file("small.toml", &deck(40));
    let run = home.run(&day(0), &["plan", &deck], "");
    assert!(run.out.contains("No exam date is set"), "{}", run.out);
    let run = home.run(&day(0), &["plan", "--exam", "2027-01-21", "--minutes", "15", &deck], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("21 January 2027, in 20 days") && run.out.contains("15 minutes a day"), "{}", run.out);
    assert!(run.out.contains("an estimate") && run.out.contains("5 min a day") && run.out.contains("25 min a day"));
    let run = home.run(&day(1), &["plan", &deck, "--minutes", "30"], "");
    assert!(run.out.contains("in 19 days") && run.out.contains("30 minutes a day"), "{}", run.out);
    assert_eq!(json(&home.run(&day(1), &["plan", "--json", &deck], ""))["goals"][0]["since"], "2027-01-01");
    assert_eq!(home.run(&day(2), &["plan", "--clear"], "").code, 0);
    assert!(home.run(&day(2), &["plan", &deck], "").out.contains("No exam date is set"));
}

#[test]
fn json_answers_what_would_be_and_writes_nothing() {
    let home = Home::new();
    let deck = home.file("small.toml", &deck(40));
    let ask = ["plan", "--json", "--exam", "2027-01-11", "--minutes", "10", &deck];
    let (first, again) = (json(&home.run(&day(0), &ask, "")), json(&home.run(&day(0), &ask, "")));
    assert_eq!(first, again, "the same answer twice");
    assert!(!home.data().join("progress.db").exists());
    let share = |key: &str| first[key].as_f64().unwrap_or_else(|| panic!("{key} in {first}"));
    assert_eq!((share("recall_now_at_exam"), first["unseen"].as_u64()), (0.0, Some(40)));
    assert!(share("recall_planned_low") < share("recall_planned_at_exam"), "{first}");
    assert!(share("recall_planned_at_exam") < share("recall_planned_high"), "{first}");
    assert!(share("recall_planned_at_exam") > 0.85, "{first}");
    assert_eq!((first["enough_time"].as_bool(), first["minutes_for_all"].as_u64()), (Some(true), Some(2)));
    let days = first["days"].as_array().expect("days");
    assert_eq!((days.len(), days[0]["date"].as_str()), (10, Some("2027-01-01")));
    assert_eq!(days.iter().map(|day| day["new"].as_u64().expect("whole")).sum::<u64>(), 40);
    assert!(days.iter().all(|day| day["minutes"].as_u64() <= Some(10)), "{first}");
}

#[test]
fn a_past_date_is_refused_and_the_day_itself_is_answered() {
    let home = Home::new();
    let deck = home.file("small.toml", &deck(5));
    let run = home.run(&day(9), &["plan", "--exam", "2027-01-09", &deck], "");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("2027-01-09 is past"), "{}", run.err);
    let run = home.run(&day(9), &["plan", "--exam", "9 or 10.1.2027", &deck], "");
    assert!(run.code == 2 && run.err.contains("names no single day"), "{}", run.err);
    let today = json(&home.run(&day(9), &["plan", "--json", "--exam", "2027-01-10", &deck], ""));
    assert_eq!((today["days"].as_array().map(Vec::len), today["enough_time"].as_bool()), (Some(0), Some(false)));
    assert_eq!(today["recall_planned_at_exam"], today["recall_now_at_exam"]);
    assert_eq!(home.run(&day(9), &["plan", "--minutes", "10", &deck], "").code, 2, "minutes of no date");
}

#[test]
fn the_session_holds_the_minutes_and_the_pace() {
    let home = Home::new();
    let deck = home.file("small.toml", &deck(100));
    home.run(&day(0), &["plan", "--exam", "2027-01-06", "--minutes", "10", &deck], "");
    let run = study(&home, &deck, &day(0), 25, 100);
    assert!(run.out.contains("\"reason\":\"minutes\""), "{}", run.out.lines().last().unwrap_or_default());
    assert_eq!(reviews(&home.data()), 24, "ten minutes of twenty-five seconds");
    study(&home, &deck, &day(0), 25, 100);
    assert_eq!(reviews(&home.data()), 24, "the day's minutes are used");
    study(&home, &deck, &day(1), 60, 100);
    assert_eq!(reviews(&home.data()), 34, "none is begun without the time it usually takes");
}

#[test]
fn clearing_the_goal_brings_the_ordinary_queue_back() {
    let home = Home::new();
    let deck = home.file("small.toml", &deck(40));
    home.run(&day(0), &["plan", "--exam", "2027-01-06", &deck], "");
    home.run(&day(0), &["plan", "--clear", &deck], "");
    study(&home, &deck, &day(0), 5, 100);
    assert_eq!(reviews(&home.data()), 10, "new cards of an ordinary day");
}

#[test]
fn after_the_exam_the_ordinary_queue_is_back() {
    let home = Home::new();
    let deck = home.file("small.toml", &deck(40));
    home.run(&day(0), &["plan", "--exam", "2027-01-02", "--minutes", "60", &deck], "");
    study(&home, &deck, &day(1), 5, 100);
    assert_eq!(reviews(&home.data()), 10);
    assert!(home.run(&day(2), &["plan", &deck], "").out.contains("The exam was on 2 January 2027"));
}

#[test]
fn courses_with_different_dates_share_the_minutes() {
    let home = Home::new();
    let law = home.file("law.toml", &deck(60).replace("small", "law"));
    let maps = home.file("maps.toml", &deck(60).replace("small", "maps"));
    home.run(&day(0), &["plan", "--exam", "2027-01-05", "--minutes", "10", &law], "");
    home.run(&day(0), &["plan", "--exam", "2027-01-20", &maps], "");
    let plan = json(&home.run(&day(0), &["plan", "--json", &law, &maps], ""));
    let exams: Vec<_> = plan["goals"].as_array().expect("goals").iter().map(|goal| goal["exam"].as_str()).collect();
    assert_eq!((exams.len(), plan["minutes"].as_u64(), plan["unseen"].as_u64()), (2, Some(10), Some(120)), "{plan}");
    let line = "{\"rating\": \"good\", \"seconds\": 20}\n";
    let run = home.run(&day(0), &["study", &law, &maps, "--json"], &line.repeat(100));
    assert_eq!(reviews(&home.data()), 30, "ten minutes of twenty seconds, together: {}", run.err);
    let asked = |course: &str| {
        run.out.matches(&format!("\"event\":\"saved\",\"card\":\"{course}/")).count()
            + run.out.matches(&format!("{{\"card\":\"{course}/")).count()
    };
    assert!(asked("law") > asked("maps") && asked("maps") > 0, "{} and {}", asked("law"), asked("maps"));
}
