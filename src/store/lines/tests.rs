//! Two machines' logs merged in either order give the same state to the bit; a stranger's line changes nothing.

use proptest::prelude::*;

use super::*;
use crate::schedule::Rating;
use crate::store::golden_tests::{GOLDEN_LOG_3, in_words, states};
use crate::store::tests::{act, agrees, deeds, new, review};

const GOLDEN: &str = include_str!("../../../tests/data/golden-log.jsonl");

fn exported(store: &Store) -> Vec<String> {
    let mut lines = Vec::new();
    store
        .export(|line| {
            lines.push(line);
            Ok(())
        })
        .unwrap();
    lines
}

fn read(lines: &[String]) -> Vec<Line> {
    log_lines("log", lines.iter().cloned().map(Ok)).unwrap()
}

fn lived(deeds: Vec<(u8, u8, u8, u32)>, from: u32) -> Store {
    let mut store = Store::in_memory().unwrap();
    for (number, deed) in (from..).zip(deeds) {
        act(&mut store, number / 3, deed);
    }
    store
}

fn state(store: &Store) -> String {
    states(&store.progress_of_all().unwrap()) + &in_words(&store.own_words().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn two_logs_merged_in_either_order_give_the_same_state(one in deeds(), two in deeds(), from in 0_u32..30) {
        let (mut one, mut two) = (lived(one, 0), lived(two, from));
        // They share a past, as after a copied file.
        let shared = read(&exported(&one)[..exported(&one).len() / 2]);
        two.import(&shared).unwrap();
        let (of_one, of_two) = (exported(&one), exported(&two));
        let first = one.import(&read(&of_two)).unwrap();
        two.import(&read(&of_one)).unwrap();
        prop_assert_eq!(first.known, shared.len());
        prop_assert_eq!(state(&one), state(&two));
        prop_assert_eq!(exported(&one), exported(&two));
        agrees(&one);
        let again = one.import(&read(&of_two)).unwrap();
        prop_assert_eq!(again, Counts { added: 0, known: of_two.len() });
    }

    #[test]
    fn what_is_answered_after_a_merge_is_folded_as_ever(one in deeds(), two in deeds(), after in deeds()) {
        let (mut one, two) = (lived(one, 0), lived(two, 5));
        one.import(&read(&exported(&two))).unwrap();
        for deed in after {
            act(&mut one, 40, deed);
            agrees(&one);
        }
    }
}

#[test]
fn the_golden_log_goes_in_and_comes_out_as_it_was() {
    let lines: Vec<String> = GOLDEN.lines().chain(GOLDEN_LOG_3.lines()).map(str::to_owned).collect();
    let mut store = Store::in_memory().unwrap();
    let counts = store.import(&read(&lines)).unwrap();
    assert_eq!(counts, Counts { added: lines.len(), known: 0 });
    let state_before = state(&store);
    let golden =
        [include_str!("../../../tests/data/golden-states.txt"), include_str!("../../../tests/data/golden-words.txt")];
    assert_eq!(state_before, golden.concat());
    let mut other = Store::in_memory().unwrap();
    other.import(&read(&exported(&store))).unwrap();
    assert_eq!(state(&other), state_before);
    let as_data = |lines: Vec<String>| {
        let mut lines: Vec<String> =
            lines.iter().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap().to_string()).collect();
        lines.sort();
        lines
    };
    assert_eq!(as_data(exported(&store)), as_data(lines));
}

#[test]
fn a_field_that_only_a_newer_version_knows_is_kept() {
    let line = GOLDEN.lines().next().unwrap().replace("\"seconds\"", "\"mood\": \"calm\", \"seconds\"");
    let mut store = Store::in_memory().unwrap();
    store.import(&read(&[line])).unwrap();
    assert!(exported(&store)[0].contains("\"mood\": \"calm\""));
}

#[test]
fn an_event_known_with_another_content_refuses_all() {
    let lines: Vec<String> = GOLDEN.lines().take(3).map(str::to_owned).collect();
    let mut store = Store::in_memory().unwrap();
    store.import(&read(&lines[1..2])).unwrap();
    let altered = lines[1].replace("\"good\"", "\"easy\"");
    assert_ne!(altered, lines[1]);
    let fault = store.import(&read(&[lines[0].clone(), altered])).unwrap_err().to_string();
    assert!(fault.contains("another content"), "{fault}");
    assert_eq!(store.count().unwrap(), 1);
}

#[track_caller]
fn refused(change: impl Fn(&str) -> String, why: &str) {
    let line = change(GOLDEN.lines().next().unwrap());
    let fault = log_lines("log.jsonl", [Ok(String::new()), Ok(line)].into_iter()).unwrap_err().to_string();
    assert!(fault.contains("log.jsonl:2: ") && fault.contains(why), "{fault}");
    assert!(fault.len() < 600, "{fault}");
}

#[test]
fn a_line_that_is_no_event_is_refused_with_its_place() {
    refused(|line| line.replace("\"review\"", "\"telepathy\""), "unknown variant `telepathy`");
    refused(|line| line.replace("\"review\"", &format!("\"{}\"", "x".repeat(9999))), "xx…");
    refused(|line| line[..line.len() / 2].to_owned(), "EOF");
    refused(|line| line.replace("2fc4327d", "2FC4327D"), "32 hexadecimal digits");
    refused(|line| line.replace("2fc4327d", ""), "32 hexadecimal digits");
    refused(|line| line.replace("2026-02-05", "5 Feb"), "`day`");
    refused(|line| line.replace("2026-02-05", "2026-2-5"), "`day`");
    refused(|line| line.replace("f41fcb28e1eca229", "\\u001b[31m"), "`device`");
    refused(|line| line.replace("1770288706644", "9223372036854775807"), "years 1 to 2199");
    refused(|line| line.replace("1770288706644", &(bounds::LAST_MILLISECOND + 1).to_string()), "years 1 to 2199");
    refused(|line| line.replace("2026-02-05", "2200-01-01"), "years 1 to 2199");
    refused(|line| line.replace("-36000", "-360000"), "18 hours");
    refused(|line| line.replace("\"seconds\": 9", "\"seconds\": 0"), "1 to 600");
    refused(|line| line.replace("\"retention\": 900", "\"retention\": 1000"), "700 to 990");
    refused(|line| line.replace("\"credit\": 1.0", "\"credit\": 1e300"), "0 to 1");
    refused(|line| line.replace("entry-9#what", "entry-9"), "is no card");
    refused(|line| line.replace("\"id\"", "\"ID\""), "missing field `id`");
    let own = |what: &str| {
        let what = what.to_owned();
        move |line: &str| format!("{}\"what\":{what}}}", line.split_once("\"what\"").unwrap().0)
    };
    let note = format!("{{\"kind\":\"note\",\"card\":\"a/b#c\",\"text\":\"{}\"}}", "x".repeat(2001));
    refused(own(&note), "longer than 2000 characters");
    refused(own(r#"{"kind":"accept","card":"a/b#c","form":"","text_hash":"0","on":true}"#), "1 to 300 characters");
    refused(|_| "[".repeat(100_000), "expected a string");
    refused(|_| "\"text\"".to_owned(), "invalid type");
}

/// An older acquis meets a newer kind: nothing is taken in, and it is said what helps.
#[test]
fn a_kind_of_a_newer_version_is_refused_with_advice() {
    let line = GOLDEN.lines().next().unwrap().replace("\"review\"", "\"telepathy\"");
    let fault = log_lines("log.jsonl", [Ok(line)].into_iter()).unwrap_err();
    assert!(format!("{fault:?}").contains("comes from a newer one"), "{fault:?}");
}

#[test]
fn a_goal_that_no_command_line_takes_is_not_taken_from_a_log_either() {
    let goal = |exam: &str| {
        let line = GOLDEN.lines().next().unwrap();
        let (columns, _) = line.split_once("\"what\"").unwrap();
        log_lines(
            "log",
            [Ok(format!("{columns}\"what\":{{\"kind\":\"goal\",\"exam\":\"{exam}\",\"courses\":[]}}}}"))].into_iter(),
        )
    };
    goal("2028-02-05").unwrap();
    assert!(goal("9999-01-01").unwrap_err().to_string().contains("three years away"));
}

/// What is continued from a line at the very end of time can still be taken in elsewhere, in the order of answering.
#[test]
fn at_the_last_stamp_ids_keep_the_order() {
    let line = GOLDEN.lines().next().unwrap().replace("1770288706644", &bounds::LAST_MILLISECOND.to_string());
    let mut store = Store::in_memory().unwrap();
    store.import(&read(&[line])).unwrap();
    let answers = |day: u32| [new(day, review(1, Rating::Again)), new(day, review(1, Rating::Good))];
    let mut ids = Vec::new();
    for day in 0..30 {
        ids.extend(store.append(&answers(day)).unwrap().iter().map(|event| event.id.to_string()));
        agrees(&store);
    }
    let lines = exported(&store);
    let order: Vec<String> = lines[1..].iter().map(|line| line[7..39].to_owned()).collect();
    assert_eq!(order, ids);
    let mut other = Store::in_memory().unwrap();
    other.import(&read(&lines)).unwrap();
    assert_eq!(state(&other), state(&store));
}

#[test]
fn a_clock_past_all_bounds_saves_nothing() {
    let mut store = Store::in_memory().unwrap();
    let mut late = new(0, review(1, Rating::Good));
    late.at.millis = bounds::LAST_MILLISECOND + 1;
    let fault = store.append(&[late]).unwrap_err().to_string();
    assert!(fault.contains("2199") && fault.contains("set the clock right"), "{fault}");
    assert_eq!(store.count().unwrap(), 0);
}

#[test]
fn what_a_student_typed_at_length_is_kept_to_its_bound() {
    let mut store = Store::in_memory().unwrap();
    let note = Some("é".repeat(5000));
    let kept = store.append(&[new(0, What::Flag { card: crate::store::tests::card(1), note })]).unwrap().remove(0);
    assert!(matches!(kept.what, What::Flag { note: Some(note), .. } if note.chars().count() == 2000));
}

#[test]
fn an_exported_log_is_always_read_back() {
    let mut store = Store::in_memory().unwrap();
    store.append(&[new(0, review(1, Rating::Again)), new(3, review(2, Rating::Easy))]).unwrap();
    assert_eq!(read(&exported(&store)).len(), 2);
}
