//! Several programs at the same moment: first starts, changes of the settings, a copy while another saves.

use std::process::{Child, Stdio};

use super::Args;
use super::home::{Chance, Front, Home, Said, Tally, said};

/// So many programs at once.
const PROGRAMS: usize = 6;

pub(crate) fn all(counts: &Args, _: &mut Chance) -> Vec<Tally> {
    vec![first_starts(counts.rounds), settings(counts.rounds), copies(counts.rounds), syncs(counts.rounds)]
}

fn together(home: &Home, arguments: &[Vec<String>]) -> Vec<Said> {
    let start = |words: &Vec<String>| -> Child {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        home.command(&words).stdin(Stdio::null()).spawn().expect("the program starts")
    };
    let children: Vec<Child> = arguments.iter().map(start).collect();
    children.into_iter().map(said).collect()
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

fn first_starts(rounds: usize) -> Tally {
    let mut tally = Tally::new(format!("{PROGRAMS} first starts at once"));
    for _ in 0..rounds {
        let home = Home::new();
        let plan = words(&["plan", "--exam", "2026-03-01"]);
        for ended in together(&home, &vec![plan; PROGRAMS]) {
            tally.expect(ended.code == Some(0), || ended.err);
        }
        tally.tried += 1;
        tally.acknowledged += PROGRAMS;
        tally.found += home.run(&["log", "export"]).out.lines().count();
    }
    tally
}

fn settings(rounds: usize) -> Tally {
    let mut tally = Tally::new(format!("{PROGRAMS} decks added at once"));
    for _ in 0..rounds {
        let home = Home::new();
        let added: Vec<Vec<String>> = (0..PROGRAMS)
            .map(|number| {
                let deck = home.path().join(format!("deck-{number}.toml"));
                let entry = "[[short]]\nid = \"e\"\nask = \"Which city?\"\nanswer = \"Brussels\"\n";
                std::fs::write(&deck, format!("[deck]\nid = \"d{number}\"\ntitle = \"T\"\n{entry}")).expect("a deck");
                words(&["decks", "add", &deck.to_string_lossy()])
            })
            .collect();
        tally.acknowledged += together(&home, &added).iter().filter(|ended| ended.code == Some(0)).count();
        tally.tried += 1;
        tally.found += home.run(&["config"]).out.matches("/deck-").count();
    }
    tally
}

/// Every copy that is said to be whole holds at least what was acknowledged before it was begun.
fn copies(rounds: usize) -> Tally {
    let mut tally = Tally::new("a copy while a session saves");
    let mut home = Home::new();
    for round in 0..rounds {
        let before = home.acknowledged.len();
        let copy = home.path().join(format!("copy-{round}.db")).to_string_lossy().into_owned();
        home.session(Front::Json);
        home.next_day();
        let mut saving = home.command(&Home::study(Front::Json)).spawn().expect("the program starts");
        super::home::answer(&mut saving, Front::Json);
        let copied = home.run(&["backup", &copy, "--json"]);
        let session = said(saving);
        let day = home.today();
        home.acknowledged.extend(super::home::acknowledged(&session.out, Front::Json, &day));
        home.next_day();
        let told: serde_json::Value = serde_json::from_str(&copied.out).unwrap_or_default();
        let held = usize::try_from(told["events"].as_u64().unwrap_or_default()).expect("a count");
        tally.tried += 1;
        tally.acknowledged += before;
        tally.found += held.min(before);
        tally.expect(copied.code == Some(0), || copied.err);
    }
    tally
}

/// Syncs of two homes with one place, three of each at once; one home has one at a time, the others say so.
fn syncs(rounds: usize) -> Tally {
    let mut tally = Tally::new("3 syncs of each of 2 homes at once");
    let mut homes = [Home::new(), Home::new()];
    let place = homes[0].path().join("place").to_string_lossy().into_owned();
    std::fs::create_dir(&place).expect("a folder");
    // Two machines never answer on the same day, so that every rating is told from every other.
    homes[1].next_day();
    tally.tried = rounds.saturating_sub(1);
    for _ in 0..rounds {
        for home in &mut homes {
            home.session(Front::Json);
            home.next_day();
            home.next_day();
        }
        let sync = |home: &Home| -> Vec<Child> {
            let start = |_| home.command(&["sync", &place, "--yes"]).stdin(Stdio::null()).spawn().expect("it starts");
            (0..3).map(start).collect()
        };
        let going: Vec<Child> = homes.iter().flat_map(sync).collect();
        for ended in going.into_iter().map(said) {
            let is_turned_away = ended.code == Some(2) && ended.err.contains("another sync of this home is running");
            tally.expect(ended.code == Some(0) || is_turned_away, || ended.err);
        }
    }
    for at in [0, 1, 0, 1] {
        let ended = homes[at].run(&["sync", &place, "--yes"]);
        tally.expect(ended.code == Some(0), || ended.err);
    }
    match homes.each_ref().map(Home::found) {
        [Ok(one), Ok(two)] => {
            tally.expect(one == two, || "the two logs differ".to_owned());
            let acknowledged = homes.iter().flat_map(|home| home.acknowledged.iter().cloned()).collect();
            tally.count(&acknowledged, &one);
        }
        _ => tally.notes.push("FAILED a log cannot be read".to_owned()),
    }
    tally
}
