//! Decks of the student's own between two machines: united entry by entry.

use std::fs;

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";
const LATER: &str = "2026-01-12T18:00:00+01:00";

#[track_caller]
fn ok(run: &Run) -> String {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    format!("{}{}", run.out, run.err)
}

fn own(home: &Home) -> String {
    fs::read_to_string(home.data().join("own/own.toml")).unwrap_or_default()
}

fn write_own(home: &Home, text: &str) {
    fs::write(home.data().join("own/own.toml"), text).expect("written");
}

fn conflicts(home: &Home) -> String {
    fs::read_to_string(home.data().join("own.conflicts.toml")).unwrap_or_default()
}

fn add(home: &Home, now: &str, question: &str, answer: &str) {
    ok(&home.run(now, &["add", question, answer], ""));
}

fn sync(home: &Home) -> String {
    ok(&home.run(LATER, &["sync", "--yes"], ""))
}

/// Two machines with a deck of the student's own on each, made before they met, which share a folder.
fn shared() -> (tempfile::TempDir, Home, Home) {
    let (cloud, laptop, desktop) = (tempfile::tempdir().expect("a folder"), Home::new(), Home::new());
    add(&laptop, NOW, "Which city hosts the parliament?", "Strasbourg");
    add(&desktop, NOW, "Which city hosts the court?", "Luxembourg");
    let place = cloud.path().to_string_lossy().into_owned();
    ok(&laptop.run(NOW, &["sync", &place], ""));
    ok(&desktop.run(NOW, &["sync", &place, "--yes"], ""));
    sync(&laptop);
    (cloud, laptop, desktop)
}

#[test]
fn cards_added_on_two_machines_come_together_on_both() {
    let (cloud, laptop, desktop) = shared();
    assert_eq!(own(&laptop), own(&desktop));
    for city in ["Strasbourg", "Luxembourg"] {
        assert!(own(&laptop).contains(city), "{}", own(&laptop));
    }
    // Both add, neither knows of the other.
    add(&laptop, NOW, "Which city hosts the central bank?", "Frankfurt");
    add(&desktop, NOW, "Which city hosts the council?", "Brussels");
    for home in [&laptop, &desktop, &laptop] {
        sync(home);
    }
    assert_eq!(own(&laptop), own(&desktop));
    assert_eq!(own(&laptop).matches("[[").count(), 4, "{}", own(&laptop));
    assert_eq!(conflicts(&laptop) + &conflicts(&desktop), "");
    for home in [&laptop, &desktop, &laptop] {
        let quiet = home.run(LATER, &["sync"], "");
        assert!(quiet.out.contains("everything is shared") && quiet.err.is_empty(), "{}{}", quiet.out, quiet.err);
    }
    let third = Home::new();
    let place = cloud.path().to_string_lossy().into_owned();
    ok(&third.run(LATER, &["sync", &place, "--yes"], ""));
    assert_eq!(own(&third), own(&laptop), "and on a machine that comes later");
    add(&third, LATER, "Which city hosts the eurogroup?", "Brussels");
    assert_eq!(own(&third).matches("[[").count(), 5, "it is the student's own there too");
}

#[test]
fn an_entry_changed_on_both_holds_as_the_later_wrote_it_and_the_other_is_kept() {
    let (_cloud, laptop, desktop) = shared();
    let (before, remark) = (own(&laptop), "# a remark of mine\n");
    write_own(&laptop, &before.replace("Strasbourg", "Straßburg"));
    ok(&laptop.run(LATER, &["sync"], ""));
    // The other machine changes the same entry, and writes a remark above an entry that nobody touched.
    let at = before.find("[[").expect("an entry");
    let first = before[at..].find("Luxembourg").is_some_and(|place| !before[at..at + place].contains("Strasbourg"));
    let other = if first { "Luxembourg" } else { "Strasbourg" };
    let mine = before.replace("Strasbourg", "Brussels and Strasbourg");
    let head = mine.rfind("[[").filter(|_| other == "Strasbourg").unwrap_or(at);
    let mine = format!("{}{remark}{}", &mine[..head], &mine[head..]);
    write_own(&desktop, &mine);
    let told = ok(&desktop.run("2026-01-13T18:00:00+01:00", &["sync"], ""));
    assert!(told.contains("own.conflicts.toml"), "{told}");
    let told = sync(&laptop);
    assert!(told.contains("own.conflicts.toml"), "{told}");
    assert_eq!(own(&laptop), mine);
    assert_eq!(own(&laptop), own(&desktop));
    for home in [&laptop, &desktop] {
        let kept = conflicts(home);
        assert!(kept.contains("\"Straßburg\"") && kept.matches("[[").count() == 1, "{kept}");
        assert!(!home.run(LATER, &["decks"], "").out.contains("conflicts"), "it is no deck");
        sync(home);
    }
    assert_eq!(conflicts(&laptop).matches("[[").count(), 1, "once");
}

#[test]
fn a_deck_that_cannot_be_read_is_not_taken_for_removed() {
    let (_cloud, laptop, desktop) = shared();
    let whole = own(&laptop);
    write_own(&laptop, &format!("half a wri{whole}").replace("[deck]", "[de"));
    laptop.run(LATER, &["sync"], "");
    sync(&desktop);
    assert!(desktop.run(LATER, &["decks"], "").out.contains("own"), "it is studied on");
    write_own(&laptop, &whole);
    sync(&laptop);
    assert_eq!((own(&laptop), own(&desktop)), (whole.clone(), whole));
}

#[test]
fn a_deck_removed_on_one_machine_keeps_its_file_on_both() {
    let (_cloud, laptop, desktop) = shared();
    ok(&laptop.run(LATER, &["decks", "remove", "own"], ""));
    ok(&laptop.run(LATER, &["sync"], ""));
    let told = sync(&desktop);
    assert!(told.contains("no longer studied"), "{told}");
    assert_eq!(own(&desktop), own(&laptop));
    assert!(own(&desktop).contains("Luxembourg"));
    ok(&desktop.run("2026-01-13T18:00:00+01:00", &["decks", "add", "own"], ""));
    ok(&desktop.run("2026-01-13T18:00:00+01:00", &["sync"], ""));
    sync(&laptop);
    let config = fs::read_to_string(laptop.data().join("config.toml")).unwrap_or_default();
    assert!(!config.contains("\"own\""), "studied again: {config}");
    assert_eq!(own(&desktop), own(&laptop));
}
