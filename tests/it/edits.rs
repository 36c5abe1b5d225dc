//! T7 and T8 of the peers' failures: an author corrects, reorders, renames, moves, removes and restores; no student
//! loses progress.

use crate::harness::Home;

const NOW: &str = "2026-01-10T18:00:00+01:00";
/// The day after, when what was failed on the first is due.
const NEXT: &str = "2026-01-11T18:00:00+01:00";

const HEAD: &str = "[deck]\nid = \"old\"\ntitle = \"Old\"\ncourse = \"c\"\n";
const SEAT: &str = "[[short]]\nid = \"seat\"\nask = \"Where does the Commission sit?\"\nanswer = \"Brussels\"\n";
const TIES: &str = "[[date]]\nid = \"ties\"\nevent = \"Formal ties were established\"\nwhen = \"1975\"\n";

fn deck(entries: &[&str]) -> String {
    format!("{HEAD}\n{}", entries.join("\n"))
}

/// A home in which both entries were learnt on the first day.
fn learnt() -> Home {
    let home = Home::new();
    let path = home.file("deck.toml", &deck(&[SEAT, TIES]));
    let run = home.run(NOW, &["study", &path, "--plain"], "Brussels\n\n1975\n\n");
    assert_eq!(run.code, 0, "{}", run.err);
    home
}

/// Which cards a session of the next month asks for as known, and which as new.
fn asked(home: &Home, paths: &[&str]) -> (Vec<String>, Vec<String>, String) {
    let args: Vec<&str> = ["study", "--json"].into_iter().chain(paths.iter().copied()).collect();
    let skip = "{\"rating\": \"good\"}\n".repeat(10);
    let run = home.run("2026-02-10T18:00:00+01:00", &args, &skip);
    assert_eq!(run.code, 0, "{}", run.err);
    let (mut known, mut new) = (Vec::new(), Vec::new());
    for line in run.out.lines() {
        let event: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if event["event"] == "question" {
            let card = event["card"].as_str().expect("a card").to_owned();
            if event["new"] == true { new.push(card) } else { known.push(card) }
        }
    }
    (known, new, run.err)
}

#[track_caller]
fn keeps(entries: &[&str], known: &[&str]) -> String {
    let home = learnt();
    let path = home.file("deck.toml", &deck(entries));
    let (mut found, new, told) = asked(&home, &[&path]);
    found.sort_unstable();
    assert_eq!((found, new), (known.iter().map(ToString::to_string).collect(), Vec::new()), "{told}");
    told
}

const BOTH: [&str; 2] = ["old/seat#answer", "old/ties#when"];

#[test]
fn corrected_reordered_and_reflowed_entries_keep_their_progress() {
    keeps(&[TIES, SEAT], &BOTH);
    keeps(&[&SEAT.replace("Where does", "In which city does"), TIES], &BOTH);
    keeps(&[&SEAT.replace("ask = ", "hint = \"In Belgium\"\ntopics = [\"seats\"]\nask    =   "), TIES], &BOTH);
    keeps(&[SEAT, &TIES.replace("1975", "1975-05-06")], &BOTH);
}

#[test]
fn a_renamed_and_moved_file_keeps_its_progress() {
    let home = learnt();
    std::fs::remove_file(home.path().join("deck.toml")).expect("removed");
    let path = home.file("elsewhere/other-name.toml", &deck(&[SEAT, TIES]));
    let (known, new, _) = asked(&home, &[&path]);
    assert_eq!((known.len(), new.len()), (2, 0));
}

#[test]
fn a_renamed_entry_keeps_its_progress_by_was() {
    let renamed = SEAT.replace("id = \"seat\"", "id = \"capital\"\nwas = \"seat\"");
    let told = keeps(&[&renamed, TIES], &["old/capital#answer", "old/ties#when"]);
    assert!(told.contains("1 card renamed by the author: the progress moved along"), "{told}");
}

#[test]
fn an_entry_moved_to_another_deck_keeps_its_progress_by_was() {
    let home = learnt();
    home.file("deck.toml", &deck(&[TIES]));
    let moved = SEAT.replace("id = \"seat\"", "id = \"seat\"\nwas = \"old/seat\"");
    let head = "[deck]\nid = \"new\"\ntitle = \"New\"\ncourse = \"c\"\n";
    let path = home.file("new.toml", &format!("{head}\n{moved}"));
    let (known, new, _) = asked(&home, &[&path]);
    assert_eq!((known, new), (vec!["new/seat#answer".to_owned()], vec![]));
}

#[test]
fn what_is_told_of_a_rename_is_told_once_and_late_events_still_move() {
    let home = learnt();
    let old = std::fs::read_to_string(home.path().join("deck.toml")).expect("the old deck");
    let renamed = SEAT.replace("id = \"seat\"", "id = \"capital\"\nwas = \"seat\"");
    let path = home.file("deck.toml", &deck(&[&renamed, TIES]));
    let first = home.run(NEXT, &["study", &path, "--plain"], "");
    assert!(first.err.contains("renamed"), "{}", first.err);
    assert!(!home.run(NEXT, &["study", &path, "--plain"], "").err.contains("renamed"));
    // The old file once more, as on a machine that has not got the correction yet.
    home.file("deck.toml", &old);
    home.run(NEXT, &["study", &path, "--plain", "--kind", "short"], "Brussels\n\n");
    home.file("deck.toml", &deck(&[&renamed, TIES]));
    let again = home.run(NEXT, &["study", &path, "--plain"], "");
    assert!(again.err.contains("1 card renamed"), "{}", again.err);
}

#[test]
fn a_former_name_that_lives_or_is_claimed_twice_moves_nothing() {
    let home = learnt();
    let claim = |id: &str| {
        format!("[[short]]\nid = \"{id}\"\nwas = \"seat\"\nask = \"Where does {id} sit?\"\nanswer = \"Paris\"\n")
    };
    let path = home.file("deck.toml", &deck(&[SEAT, &claim("one"), TIES]));
    let (known, new, told) = asked(&home, &[&path]);
    assert!(known.contains(&"old/seat#answer".to_owned()) && new == ["old/one#answer"], "{known:?} {new:?} {told}");
    let home = learnt();
    let path = home.file("deck.toml", &deck(&[&claim("one"), &claim("two"), TIES]));
    let (_, new, told) = asked(&home, &[&path]);
    assert_eq!(new, ["old/one#answer", "old/two#answer"]);
    assert!(told.contains("`old/seat#answer` is claimed by old/one#answer and old/two#answer"), "{told}");
}

#[test]
fn a_removed_entry_comes_back_with_its_history() {
    let home = learnt();
    let path = home.file("deck.toml", &deck(&[TIES]));
    let run = home.run(NEXT, &["study", &path, "--json"], "");
    assert!(!run.out.contains("old/seat"), "{}", run.out);
    home.file("deck.toml", &deck(&[SEAT, TIES]));
    let (known, new, _) = asked(&home, &[&path]);
    assert_eq!((known.len(), new.len()), (2, 0));
}

#[test]
fn a_raised_revised_asks_again_soon_and_once() {
    let home = learnt();
    let revised = SEAT.replace("answer = \"Brussels\"", "answer = \"Luxembourg\"\nrevised = 1");
    let path = home.file("deck.toml", &deck(&[&revised, TIES]));
    // The card is not due on the day after it was learnt; the author's correction makes it so.
    let run = home.run(NEXT, &["study", &path, "--plain"], "Luxembourg\n\n:q\n");
    assert!(run.out.contains("the question or its answer was corrected since you learnt it"), "{}", run.out);
    let run = home.run("2026-01-12T18:00:00+01:00", &["study", &path, "--plain"], "");
    assert!(!run.out.contains("Where does the Commission sit?"), "{}", run.out);
}
