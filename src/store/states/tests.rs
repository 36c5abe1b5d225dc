//! With the file beside the database or without: the states are those that the log folds to.

#![expect(clippy::disallowed_methods, reason = "tests spoil files")]

use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use super::*;
use crate::schedule::{NewEvent, Rating, What, fold};
use crate::store::tests::{act, card, deeds, new, open, review};
use crate::store::{Store, copies, restore};

fn folded(store: &Store) -> States {
    fold(&log::all(&store.db).unwrap(), store.scheduler()).progress.into_iter().collect()
}

fn found(store: &Store, dir: &Path) -> Option<States> {
    kept(&store.db, dir).unwrap().map(|found| found.states)
}

fn reviewed(dir: &Path) -> Store {
    let mut store = open(dir);
    for number in 0..4 {
        store.append(&[new(1, review(number, Rating::Good))]).unwrap();
    }
    keep(&store.db, dir).unwrap();
    store
}

/// How often the file was used in the property below: a file that never is would always agree.
static USED: AtomicUsize = AtomicUsize::new(0);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Two programs write to one log in turn, and each makes the file now and then.
    fn the_states_beside_the_database_are_those_of_the_log(
        deeds in deeds(), keeps in prop::collection::vec(0_u8..8, 60),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let mut programs = [open(dir.path()), open(dir.path())];
        for (number, (deed, keeps)) in deeds.into_iter().take(30).zip(keeps).enumerate() {
            let at = usize::from(keeps % 2);
            act(&mut programs[at], u32::try_from(number / 3).unwrap(), deed);
            let other = &programs[1 - at];
            if let Some(states) = found(other, dir.path()) {
                USED.fetch_add(1, Ordering::Relaxed);
                prop_assert_eq!(&states, &folded(other));
            }
            prop_assert_eq!(other.progress_of_all().unwrap(), folded(other));
            if keeps < 3 {
                keep(&programs[at].db, dir.path()).unwrap();
            }
        }
    }
}

#[test]
fn the_states_beside_the_database_are_those_of_the_log_and_used() {
    the_states_beside_the_database_are_those_of_the_log();
    assert!(USED.load(Ordering::Relaxed) > 100, "the file was used {USED:?} times");
}

#[test]
fn a_damaged_file_is_not_trusted() {
    let dir = tempfile::tempdir().unwrap();
    let store = reviewed(dir.path());
    assert_eq!(found(&store, dir.path()), Some(folded(&store)));
    let place = place(dir.path());
    let sound = std::fs::read(&place).unwrap();
    for at in 0..sound.len() {
        let mut bytes = sound.clone();
        bytes[at] ^= 4;
        std::fs::write(&place, &bytes).unwrap();
        assert_eq!(found(&store, dir.path()), None, "byte {at}");
        std::fs::write(&place, &sound[..at]).unwrap();
        assert_eq!(found(&store, dir.path()), None, "{at} bytes");
    }
    assert_eq!(store.progress_of_all().unwrap(), folded(&store));
}

#[test]
fn the_file_of_another_log_or_another_fold_is_not_used() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = reviewed(dir.path());
    let mut bits: Vec<u32> = store.scheduler().parameters().iter().map(|value| value.to_bits()).collect();
    bits[0] = (f32::from_bits(bits[0]) + 0.1).to_bits();
    let event = store.append(&[new(2, What::Parameters { bits })]).unwrap().remove(0);
    assert_eq!(found(&store, dir.path()), None, "other parameters");
    assert_eq!(store.progress_of_all().unwrap(), folded(&store));
    store.append(&[new(2, What::Retraction { of: event.id })]).unwrap();
    keep(&store.db, dir.path()).unwrap();
    assert_eq!(found(&store, dir.path()), Some(folded(&store)));
    drop(store);
    let copy = copies(dir.path()).unwrap().remove(0);
    restore(dir.path(), &crate::store::Copy::read(&copy, dir.path()).unwrap()).unwrap();
    let restored = open(dir.path());
    assert_eq!(found(&restored, dir.path()), None, "a log put in the place of this one");
    assert_eq!(restored.progress_of_all().unwrap(), folded(&restored));
}

#[test]
fn what_comes_late_for_a_former_name_is_seen() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = reviewed(dir.path());
    store.append(&[new(3, What::Rename { from: card(0), to: card(9) })]).unwrap();
    assert_eq!(found(&store, dir.path()), None, "a card was renamed since");
    keep(&store.db, dir.path()).unwrap();
    store.append(&[new(4, review(1, Rating::Again))]).unwrap();
    assert_eq!(found(&store, dir.path()), Some(folded(&store)), "another card");
    store.append(&[new(4, review(0, Rating::Again))]).unwrap();
    assert_eq!(found(&store, dir.path()), None, "the former name");
}

#[test]
fn the_file_is_made_at_the_end_where_it_spares_something() {
    let dir = tempfile::tempdir().unwrap();
    let many = |day: u32| -> Vec<NewEvent> {
        let what = |number: usize| match review(0, Rating::Good) {
            What::Review(review) => {
                let card = CardId { deck: "deck".into(), entry: format!("many-{number}"), part: "answer".into() };
                What::Review(crate::schedule::Review { card, ..review })
            }
            what => what,
        };
        (0..WORTH_IT).map(|number| new(day, what(number))).collect()
    };
    let stands = || files::look_at(&place(dir.path())).unwrap().is_some();
    let mut store = open(dir.path());
    store.append(&many(1)[1..]).unwrap();
    store.progress_of_all().unwrap();
    drop(store);
    assert!(!stands(), "few cards");
    let mut store = open(dir.path());
    store.append(&many(1)[..1]).unwrap();
    store.progress_of_all().unwrap();
    assert!(!stands(), "not while somebody waits");
    drop(store);
    assert!(stands());
    let mut store = open(dir.path());
    assert!(!all(&store.db, Some(dir.path())).unwrap().is_worth_keeping);
    store.append(&many(2)[..ROWS_SINCE]).unwrap();
    assert!(all(&store.db, Some(dir.path())).unwrap().is_worth_keeping);
    store.progress_of_all().unwrap();
    drop(store);
    let store = open(dir.path());
    assert!(!all(&store.db, Some(dir.path())).unwrap().is_worth_keeping, "made anew");
    assert_eq!(store.progress_of_all().unwrap(), folded(&store));
}
