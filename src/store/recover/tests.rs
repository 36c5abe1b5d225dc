//! Whatever happens to the file, an acknowledged event is found again, or its loss is told.

#![expect(clippy::disallowed_methods, reason = "tests spoil files and compare them")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;

use crate::schedule::{Event, NewEvent, Rating, What};
use crate::store::tests::{agrees, card, heard, new, open, review, told};
use crate::store::{FILE, Store, backup, log, open};

/// So many events fill some twenty pages.
const EVENTS: u32 = 120;

/// A data directory with a log, and what was acknowledged; with or without the daily copy.
fn home(copied: bool) -> (tempfile::TempDir, Vec<Event>) {
    static LIVED: LazyLock<(tempfile::TempDir, Vec<Event>)> = LazyLock::new(lived);
    let dir = tempfile::tempdir().unwrap();
    fs::copy(file(LIVED.0.path()), file(dir.path())).unwrap();
    if copied {
        let copy = &backup::list(LIVED.0.path()).unwrap()[0];
        fs::create_dir(dir.path().join("backups")).unwrap();
        fs::copy(copy, dir.path().join("backups").join(copy.file_name().unwrap())).unwrap();
    }
    (dir, LIVED.1.clone())
}

fn lived() -> (tempfile::TempDir, Vec<Event>) {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    let review = |number| new(number / 40, review(u8::try_from(number % 5).unwrap(), Rating::Good));
    let mut what: Vec<NewEvent> = (0..EVENTS).map(review).collect();
    // One that fills pages of its own.
    let paper = serde_json::json!({ "items": vec!["deck/entry-1#answer"; 600] });
    what.insert(60, new(1, What::ExamStart { attempt: "a".into(), paper }));
    let events = store.append(&what).unwrap();
    (dir, events)
}

fn file(dir: &Path) -> std::path::PathBuf {
    dir.join(FILE)
}

/// Opens with a thorough check: what of the log is there, and what was told.
fn reopened(dir: &Path) -> (BTreeSet<u128>, String) {
    open::raise_doubt(dir);
    let (store, notices) = told(dir);
    agrees(&store);
    (log::all(&store.db).unwrap().iter().map(|event| event.id.0).collect(), notices.join("\n"))
}

fn ids(events: &[Event]) -> BTreeSet<u128> {
    events.iter().map(|event| event.id.0).collect()
}

fn flip(dir: &Path, bits: &[usize]) {
    let mut bytes = fs::read(file(dir)).unwrap();
    for bit in bits {
        let bit = bit % (bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    fs::write(file(dir), bytes).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_flipped_bit_costs_one_event_at_most_and_the_loss_is_told(bit in any::<usize>()) {
        let (dir, events) = home(false);
        flip(dir.path(), &[bit]);
        let (found, told) = reopened(dir.path());
        let lost = ids(&events).difference(&found).count();
        prop_assert!(found.is_subset(&ids(&events)));
        prop_assert!(lost <= 1, "{} lost: {}", lost, told);
        prop_assert!(lost == 0 || told.contains("could not be read") || told.contains("events of its log were recovered"), "{}", told);
    }

    #[test]
    fn with_a_daily_copy_no_flipped_bits_cost_anything(bits in prop::collection::vec(any::<usize>(), 1..40)) {
        let (dir, events) = home(true);
        flip(dir.path(), &bits);
        let (found, told) = reopened(dir.path());
        prop_assert_eq!(found, ids(&events), "{}", told);
    }

    #[test]
    fn a_file_cut_off_anywhere_keeps_what_stands_before_the_cut(share in 0.0_f64..1.0) {
        let (dir, events) = home(false);
        let bytes = fs::read(file(dir.path())).unwrap();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of a small file")]
        let keep = (bytes.len() as f64 * share) as usize;
        fs::write(file(dir.path()), &bytes[..keep]).unwrap();
        // What stands whole in the bytes that are left.
        let whole = super::salvage(&bytes[..keep]).0.len();
        let Ok(opened) = Store::open(dir.path()) else {
            // Less than a hundred bytes are no database of anybody's: refused, and left as they are.
            prop_assert!(whole == 0);
            return Ok(());
        };
        let (store, notices) = heard(opened);
        prop_assert!(log::count(&store.db).unwrap() >= whole, "{notices:?}");
        prop_assert!(keep == bytes.len() || keep == 0 || notices.len() == 1 || whole == events.len());
    }
}

/// A bit of the cache that no check can know to be wrong.
#[test]
fn where_there_is_doubt_the_cache_is_made_anew() {
    let (dir, _) = home(false);
    let store = open(dir.path());
    store.db.execute("update progress set lapses = lapses + 1", []).unwrap();
    drop(store);
    reopened(dir.path());
}

/// The newest stamp with a bit changed: what would continue it would be refused by every other machine.
#[test]
fn a_changed_stamp_is_not_continued() {
    let (dir, events) = home(true);
    let mut store = open(dir.path());
    let change = "update event set stamp = stamp + 4611686018427387904 where stamp = (select max(stamp) from event)";
    store.db.execute(change, []).unwrap();
    let fault = store.append(&[new(9, review(1, Rating::Good))]).unwrap_err().to_string();
    assert!(fault.contains("damaged"), "{fault}");
    drop(store);
    let (mut store, notices) = told(dir.path());
    assert!(notices[0].contains("was damaged"), "{notices:?}");
    assert_eq!(log::count(&store.db).unwrap(), events.len());
    assert!(store.append(&[new(9, review(1, Rating::Good))]).unwrap()[0].stamp < 1 << 62);
}

#[test]
fn a_file_short_of_its_last_bytes_is_told_as_damaged() {
    let (dir, _) = home(false);
    let bytes = fs::read(file(dir.path())).unwrap();
    fs::write(file(dir.path()), &bytes[..bytes.len() - 3]).unwrap();
    assert_eq!(told(dir.path()).1.len(), 1);
}

#[test]
fn every_event_is_found_in_the_bytes_of_a_sound_file() {
    let (dir, events) = home(false);
    let (rows, unreadable) = super::salvage(&fs::read(file(dir.path())).unwrap());
    assert_eq!((rows.len(), unreadable.len()), (events.len(), 0));
    let paper = events.iter().position(|event| matches!(event.what, What::ExamStart { .. })).unwrap();
    assert_eq!(rows[&events[paper].id.to_string()].1, events[paper].what, "the long one is whole");
}

#[test]
fn an_emptied_file_is_recovered_from_the_daily_copy() {
    let (dir, events) = home(true);
    fs::write(file(dir.path()), b"").unwrap();
    let (store, notices) = told(dir.path());
    assert_eq!(log::count(&store.db).unwrap(), events.len());
    assert!(notices[0].contains("was empty"), "{notices:?}");
}

#[test]
fn a_vanished_file_is_told_where_a_copy_stands() {
    let (dir, _) = home(true);
    fs::remove_file(file(dir.path())).unwrap();
    let (store, notices) = told(dir.path());
    assert!(notices[0].contains("acquis restore /"), "{notices:?}");
    assert_eq!(log::count(&store.db).unwrap(), 0);
}

/// A page of the file was lost while the journal of a cut-off write stands beside it.
#[test]
fn a_journal_left_behind_is_played_back_before_anything_is_judged() {
    let (dir, events) = home(false);
    // As a kill in mid-commit leaves it: the first pages changed, what they were in the journal.
    let before = fs::read(file(dir.path())).unwrap();
    let mut db = open::connection(&file(dir.path())).unwrap();
    db.pragma_update(None, "cache_size", 1).unwrap();
    db.pragma_update(None, "cache_spill", 1).unwrap();
    let tx = super::immediate(&mut db).unwrap();
    tx.execute("update event set payload = payload || ' '", []).unwrap();
    let (spilled, journal) =
        (fs::read(file(dir.path())).unwrap(), fs::read(open::journal_of(&file(dir.path()))).unwrap());
    assert_ne!(spilled, before, "the write was under way");
    drop(tx);
    drop(db);
    fs::write(file(dir.path()), spilled).unwrap();
    fs::write(open::journal_of(&file(dir.path())), journal).unwrap();
    let (found, told) = reopened(dir.path());
    assert_eq!((found, told.as_str()), (ids(&events), ""));
}

#[test]
fn a_recovery_that_was_cut_off_begins_anew() {
    let (dir, events) = home(true);
    flip(dir.path(), &[3, 4, 5, 700 * 8]);
    // What a kill between the two names leaves.
    fs::write(dir.path().join("progress.recovering.db"), b"half").unwrap();
    fs::hard_link(file(dir.path()), dir.path().join("progress.damaged-1.db")).unwrap();
    let (found, told) = reopened(dir.path());
    assert_eq!(found, ids(&events));
    assert!(told.contains("progress.damaged-2.db"), "{told}");
    assert!(!dir.path().join("progress.recovering.db").exists());
}

#[test]
fn what_is_damaged_between_two_starts_is_found_by_the_next_daily_check() {
    let (dir, events) = home(true);
    // A figure inside an event, wherever pages hold it: sound to SQLite, but not what was written.
    let bytes = fs::read(file(dir.path())).unwrap();
    let id = events[7].id.to_string();
    let places = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(id.as_bytes()));
    let figure =
        |at: usize| bytes[at..].windows(11).position(|window| window == b"\"seconds\":9").map(|to| at + to + 10);
    flip(dir.path(), &places.filter_map(figure).map(|at| at * 8).collect::<Vec<_>>());
    let (mut store, notices) = told(dir.path());
    assert_eq!(notices.len(), 0);
    store.append(&[new(9, review(1, Rating::Good))]).unwrap();
    drop(store);
    assert_eq!(backup::list(dir.path()).unwrap().len(), 1, "no copy is made of what is not sound");
    let (store, notices) = told(dir.path());
    assert!(notices[0].contains("of them from the copy"), "{notices:?}");
    assert_eq!(log::count(&store.db).unwrap(), events.len() + 1);
    assert_eq!(store.progress_of(&card(1)).unwrap().unwrap().reviews, 25);
}

#[test]
fn what_is_no_database_is_refused_untouched() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(file(dir.path()), "my thesis").unwrap();
    let fault = Store::open(dir.path()).err().unwrap().to_string();
    assert!(fault.contains("is no database") && fault.contains("left as it is"), "{fault}");
    assert_eq!(fs::read(file(dir.path())).unwrap(), b"my thesis");
}

#[cfg(unix)]
#[test]
fn a_link_and_a_directory_in_its_place_are_refused() {
    let (dir, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let target = elsewhere.path().join("other.db");
    std::os::unix::fs::symlink(&target, file(dir.path())).unwrap();
    let fault = Store::open(dir.path()).err().unwrap().to_string();
    assert!(fault.contains("links are not followed"), "{fault}");
    assert!(!target.exists());
    fs::remove_file(file(dir.path())).unwrap();
    fs::create_dir(file(dir.path())).unwrap();
    let fault = Store::open(dir.path()).err().unwrap().to_string();
    assert!(fault.contains("no regular file"), "{fault}");
}
