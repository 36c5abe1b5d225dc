//! One word, one number: *due*, *new* and *minutes* are the same wherever they are told, and the minutes are those that
//! a student takes.

use acquis::internals::{Mode, SimulatedStudent};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use crate::harness::{BUILT_IN, Home, Run};

/// Entries of which every third has a fellow in its group, of three kinds.
fn deck() -> String {
    let entry = |number: usize| {
        let group = if number.is_multiple_of(3) { format!("group = \"g{}\"\n", number / 6) } else { String::new() };
        match number % 3 {
            0 => {
                format!("[[short]]\nid = \"e{number}\"\nask = \"Question {number}?\"\nanswer = \"a{number}\"\n{group}")
            }
            1 => format!(
                "[[date]]\nid = \"e{number}\"\nevent = \"Event {number} took place\"\nwhen = \"{}\"\n",
                1950 + number
            ),
            _ => format!("[[card]]\nid = \"e{number}\"\nfront = \"front {number}\"\nback = \"back {number}\"\n"),
        }
    };
    let entries: Vec<String> = (0..60).map(entry).collect();
    format!("[deck]\nid = \"n\"\ntitle = \"Numbers\"\ncourse = \"n\"\n\n{}", entries.join("\n"))
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{} {}", run.out, run.err))
}

fn day(number: usize) -> String {
    format!("2027-03-{:02}T18:00:00+01:00", 1 + number)
}

/// Compares every place that tells a number of today.
fn agree(home: &Home, now: &str, with_goal: bool) -> (u64, u64) {
    let overview = json(&home.run(now, &["--json"], ""));
    let number = |value: &Value| value.as_u64().unwrap_or_else(|| panic!("{value}"));
    let (due, new, minutes) = (number(&overview["due"]), number(&overview["new"]), number(&overview["minutes"]));
    let stats = json(&home.run(now, &["stats", "--json"], ""));
    let load = stats["load"].as_array().expect("a list");
    assert_eq!(number(&load[0]["due"]), due, "stats, {now}");
    let said = home.run(now, &[], "").out;
    assert!(said.contains(&format!("{due} due, {new} new")), "{said}");
    assert_eq!(held(&said).0 + held(&said).1, number(&overview["held_back"]), "{said}");
    let ahead: Vec<u64> = load[1..8].iter().map(|day| number(&day["due"])).collect();
    let told = said.lines().find_map(|line| line.trim().strip_prefix("then due: ").map(counts));
    assert_eq!(told.unwrap_or_else(|| vec![0; 7]), ahead, "{said}");
    let week = due + ahead.iter().sum::<u64>();
    let report = home.run(now, &["stats"], "").out;
    let told = format!("within a week {week}");
    assert!(report.contains(&told) || report.contains("No answers yet"), "{told} in {report}");
    if due + new > 0 {
        let first = home.run(now, &["study", "--json"], "").out;
        let first: Value = serde_json::from_str(first.lines().next().expect("a question")).expect("JSON");
        assert_eq!(number(&first["total"]), due + new, "{first}");
    }
    if with_goal {
        let plan = json(&home.run(now, &["plan", "--json"], ""));
        let today = &plan["days"][0];
        assert_eq!((number(&today["review"]), number(&today["new"])), (due, new), "{plan}");
        assert!(number(&today["minutes"]).abs_diff(minutes) <= 1, "{today} {minutes}");
    }
    (due, new)
}

/// The numbers behind the days of `Mon 4 · Tue 9`.
fn counts(days: &str) -> Vec<u64> {
    days.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

/// What the overview keeps for another day: due, and new.
fn held(said: &str) -> (u64, u64) {
    let said = said.split_once("for another day: ").map_or("", |(_, said)| said);
    let said = said.split(" then due").next().unwrap_or_default().split("\n\n").next().unwrap_or_default();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let (new, due): (Vec<&str>, Vec<&str>) = said.split(" · ").partition(|part| part.ends_with(" new"));
    let sum = |parts: Vec<&str>| counts(&parts.join(" ").replace("failed 5 times", "")).iter().sum();
    (sum(due), sum(new))
}

/// The last line of a session, with every place that tells the same.
fn end_agrees(home: &Home, now: &str, session: &Run) {
    let end: Value = serde_json::from_str(session.out.lines().last().expect("an end")).expect("JSON");
    let summary = &end["summary"];
    let number = |value: &Value| value.as_u64().unwrap_or_else(|| panic!("{value}"));
    let stats = json(&home.run(now, &["stats", "--json"], ""));
    let load: Vec<u64> = stats["load"].as_array().expect("a list").iter().map(|day| number(&day["due"])).collect();
    let told = ["due_today", "due_tomorrow", "due_this_week"].map(|key| number(&summary[key]));
    assert_eq!(told, [load[0], load[1], load[..8].iter().sum()], "{summary}");
    let said = home.run(now, &[], "").out;
    let kept = summary["held_back"].as_array().expect("a list").iter().map(|why| why.as_str().expect("words"));
    let (new, due): (Vec<&str>, Vec<&str>) = kept.partition(|why| why.ends_with(" new"));
    let sum = |of: Vec<&str>| counts(&of.join("; ").replace("failed 5 times", "")).iter().sum::<u64>();
    assert_eq!((sum(due), sum(new)), held(&said), "{summary} {said}");
    let answered = format!("{} of ", number(&summary["cards"]));
    let all = said.lines().find(|line| line.contains(" of ") && line.contains(" today")).unwrap_or_default();
    // Nobody studied before on this day.
    assert!(all.contains(&answered) || number(&summary["cards"]) == 0, "{answered} in {said}");
}

#[test]
fn every_place_tells_the_same_numbers() {
    let mut chance = ChaCha8Rng::seed_from_u64(5);
    for with_goal in [false, true] {
        let home = Home::new();
        let path = home.file("n.toml", &deck());
        home.file("data/config.toml", &format!("new = 6\nreviews = 9\ndecks = [\"{path}\"]\nremoved = {BUILT_IN:?}\n"));
        if with_goal {
            home.run(&day(0), &["plan", "--exam", "2027-03-25", "--minutes", "10"], "");
        }
        let mut met = 0;
        for number in [0, 1, 2, 4, 5, 9] {
            let now = day(number);
            let (due, new) = agree(&home, &now, with_goal);
            met += due + new;
            let ratings = ["good", "again", "good", "hard", "good", "easy"];
            let answer = |_| {
                let rating = ratings[chance.random_range(0..ratings.len())];
                format!("{{\"rating\": \"{rating}\", \"seconds\": 7}}\n")
            };
            let answers: Vec<String> = (0..number * 3 + 5).map(answer).collect();
            let session = home.run(&now, &["study", "--json"], &answers.concat());
            end_agrees(&home, &now, &session);
            agree(&home, &now, with_goal);
        }
        assert!(met > 20, "{met}");
    }
}

#[test]
fn the_minutes_promised_over_a_month_are_those_taken() {
    let mut ratios: Vec<f64> = (0..20)
        .map(|seed| {
            let mut chance = ChaCha8Rng::seed_from_u64(seed);
            let (slow, able): (f64, f64) = (chance.random_range(0.6..2.5), chance.random_range(0.75..0.95));
            let mode = Mode::Plain { new: 10 };
            let mut student = SimulatedStudent::new(250, 60, 1000);
            let (mut promised, mut taken) = (0.0, 0.0);
            let mut met = std::collections::HashSet::new();
            for day in 0..30 {
                promised += student.promised(day, mode);
                let mut failed = std::collections::HashSet::new();
                taken += f64::from(student.study(day, mode, &mut |card| {
                    let (usual, right) = match (met.insert(card), failed.contains(&card)) {
                        (true, _) => (18.0, 0.7),
                        (_, true) => (7.0, 0.8),
                        _ => (8.0, able),
                    };
                    let is_right = chance.random::<f64>() < right;
                    if !is_right {
                        failed.insert(card);
                    }
                    let seconds: f64 = usual * slow * chance.random_range(0.5..1.5);
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some seconds")]
                    let seconds = seconds.round().max(1.0) as u32;
                    (if is_right { 2 } else { 0 }, seconds)
                }));
            }
            promised / taken
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    let median = f64::midpoint(ratios[9], ratios[10]);
    assert!((0.8..=1.25).contains(&median), "{ratios:?}");
    // No single student is misled by far either.
    assert!(ratios.iter().all(|ratio| (0.65..=1.5).contains(ratio)), "{ratios:?}");
}
