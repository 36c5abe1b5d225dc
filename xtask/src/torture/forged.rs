//! Logs that no acquis wrote: each keeps the form of an event and changes something of its structure. Whatever is made of one,
//! the program ends in a sentence, and what was there before stays.

use std::fs;

use serde_json::{Map, Value, json};

use super::Args;
use super::home::{Chance, Front, Home, Tally};

/// What may stand where something else should.
fn strange(chance: &mut Chance) -> Value {
    let strange = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(0),
        json!(1.5),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(""),
        json!("9999-12-31"),
        json!("0000-00-00"),
        json!("a/b#c"),
        json!("\u{202e}\u{1b}[31m"),
        json!("x".repeat(100_000)),
        json!([]),
        json!([[[[]]]]),
        json!({}),
        json!({"kind": "review"}),
    ];
    strange[chance.below(strange.len())].clone()
}

/// A way to change an event; its name is for the table.
type Forge = (&'static str, fn(&mut Map<String, Value>, &mut Chance));

const FORGES: [Forge; 6] = [
    ("a key is missing", |event, chance| {
        let object = one_of(event, chance);
        let keys: Vec<String> = object.keys().cloned().collect();
        if !keys.is_empty() {
            object.remove(&keys[chance.below(keys.len())]);
        }
    }),
    ("a value of another type, or far off", |event, chance| {
        let object = one_of(event, chance);
        let keys: Vec<String> = object.keys().cloned().collect();
        if !keys.is_empty() {
            object.insert(keys[chance.below(keys.len())].clone(), strange(chance));
        }
    }),
    ("a key that is nobody's", |event, chance| {
        let value = strange(chance);
        one_of(event, chance).insert("unheard".to_owned(), value);
    }),
    ("a kind of another, or none", |event, chance| {
        let kinds = ["review", "retract", "suspend", "goal", "attempt", "note", "forget", "never-heard-of"];
        let kind = kinds[chance.below(kinds.len())];
        if let Some(what) = event.get_mut("what").and_then(Value::as_object_mut) {
            what.insert("kind".to_owned(), json!(kind));
        }
    }),
    ("a stamp, moment or day far off", |event, chance| {
        let key = ["stamp", "at", "day", "utc_offset"][chance.below(4)];
        let far = [json!(0), json!(-1), json!(i64::MAX), json!(u64::MAX), json!("9999-12-31"), json!("1000-01-01")];
        event.insert(key.to_owned(), far[chance.below(far.len())].clone());
    }),
    ("an id or device of another", |event, chance| {
        let key = ["id", "device"][chance.below(2)];
        let names = [String::new(), "0".repeat(32), "f".repeat(32), "Z".repeat(32), "x".repeat(5_000)];
        event.insert(key.to_owned(), json!(names[chance.below(names.len())]));
    }),
];

/// The event, or what it says happened.
fn one_of<'e>(event: &'e mut Map<String, Value>, chance: &mut Chance) -> &'e mut Map<String, Value> {
    let has_what = event.get("what").is_some_and(Value::is_object);
    if has_what && chance.below(2) == 0 {
        return event.get_mut("what").and_then(Value::as_object_mut).expect("an object");
    }
    event
}

pub(crate) fn all(counts: &Args, chance: &mut Chance) -> Vec<Tally> {
    let mut home = Home::new();
    for _ in 0..2 {
        home.session(Front::Json);
        home.next_day();
    }
    let log = home.run(&["log", "export"]).out;
    FORGES.iter().map(|forge| forged(&home, &log, forge, counts.forgeries, chance)).collect()
}

/// Imports logs in which some events were changed, into a home that has the true ones and into an empty one.
fn forged(home: &Home, log: &str, (name, forge): &Forge, count: usize, chance: &mut Chance) -> Tally {
    let mut tally = Tally::new(format!("forged log: {name}"));
    let database = fs::read(home.database()).expect("the file");
    for round in 0..count {
        let mut events: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("an event")).collect();
        for _ in 0..=chance.below(3) {
            let at = chance.below(events.len());
            if let Some(event) = events[at].as_object_mut() {
                forge(event, chance);
            }
        }
        let mut other = Home::new();
        if round % 2 == 0 {
            fs::create_dir(other.data()).expect("made");
            fs::write(other.database(), &database).expect("written");
            other.acknowledged.clone_from(&home.acknowledged);
        }
        let file = other.path().join("forged.jsonl");
        let lines: Vec<String> = events.iter().map(Value::to_string).collect();
        fs::write(&file, lines.join("\n") + "\n").expect("written");
        let said = other.run(&["log", "import", &file.to_string_lossy()]);
        let ended = matches!(said.code, Some(0..=2)) && !said.err.contains("panicked");
        tally.expect(ended && (said.code == Some(0) || !said.err.is_empty()), || {
            format!("{:?}: {}", said.code, said.err)
        });
        // What was taken in can be read, by whatever folds it, in time.
        for verb in [&["stats", "--json"][..], &["log", "export"]] {
            let said = other.run(verb);
            let ended = said.code == Some(0) || said.found_none() || said.code == Some(2);
            tally
                .expect(ended && !said.err.contains("panicked"), || format!("{verb:?}: {:?}: {}", said.code, said.err));
        }
        weigh(&other, &mut tally);
    }
    tally
}

/// What was acknowledged is there still; an event under another id is another event, and doubles nothing.
fn weigh(home: &Home, tally: &mut Tally) {
    tally.tried += 1;
    tally.acknowledged += home.acknowledged.len();
    match home.found() {
        Ok(found) => tally.found += home.acknowledged.iter().filter(|rated| found.contains_key(*rated)).count(),
        // Into an empty home nothing may have come.
        Err(why) => tally.expect(home.acknowledged.is_empty(), || why),
    }
}
