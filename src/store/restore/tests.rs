//! Copies hold everything; going back to one keeps what stood there.

#![expect(clippy::disallowed_methods, reason = "tests spoil files and compare them")]

use std::fs;

use super::*;
use crate::files::Existing;
use crate::schedule::Rating;
use crate::store::tests::{agrees, new, open, review, told};

#[test]
fn a_copy_brings_back_what_it_held_and_what_stood_there_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("copy.db");
    let mut store = open(dir.path());
    store.append(&[new(0, review(1, Rating::Good)), new(0, review(2, Rating::Good))]).unwrap();
    assert_eq!(store.back_up(&copy, Existing::Keep).unwrap(), 2);
    assert!(store.back_up(&copy, Existing::Keep).unwrap_err().to_string().contains("--force"));
    store.append(&[new(1, review(1, Rating::Again))]).unwrap();
    let read = Copy::read(&copy, dir.path()).unwrap();
    assert_eq!((read.events(), read.newest_day(), read.lacks(&store).unwrap()), (2, Some("2026-01-01"), 1));
    let kept = restore(dir.path(), &read).unwrap().unwrap();
    assert!(kept.ends_with("progress.replaced-1.db"));
    // The program that had the old file open is told, and loses nothing that it was told is saved.
    let fault = store.append(&[new(1, review(1, Rating::Good))]).unwrap_err().to_string();
    assert!(fault.contains("was replaced while this program ran"), "{fault}");
    drop(store);
    let (store, notices) = told(dir.path());
    assert_eq!((store.count().unwrap(), notices.len()), (2, 0));
    agrees(&store);
    assert_eq!(Copy::read(&kept, dir.path()).unwrap().events(), 3);
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".acquis-")), "{left:?}");
    assert!(!left.iter().any(|name| name == "progress.restoring.db"), "{left:?}");
}

/// Damage after a restore must not bring back what the student put away.
#[test]
fn a_recovery_takes_nothing_from_the_copies_of_another_log() {
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("copy.db");
    let mut store = open(dir.path());
    store.append(&[new(0, review(1, Rating::Good))]).unwrap();
    store.back_up(&copy, Existing::Keep).unwrap();
    store.append(&[new(1, review(1, Rating::Good))]).unwrap();
    drop(store);
    restore(dir.path(), &Copy::read(&copy, dir.path()).unwrap()).unwrap();
    let path = dir.path().join(FILE);
    let mut bytes = fs::read(&path).unwrap();
    bytes[0..16].fill(0);
    fs::write(&path, bytes).unwrap();
    let (store, notices) = told(dir.path());
    assert_eq!((store.count().unwrap(), notices.len()), (1, 1));
    assert_eq!(copies(dir.path()).unwrap().len(), 2, "they stay");
}

#[test]
fn a_restore_goes_into_an_empty_place_too() {
    let (old, new_home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut store = open(old.path());
    store.append(&[new(0, review(1, Rating::Good))]).unwrap();
    let copy = old.path().join("copy.db");
    store.back_up(&copy, Existing::Keep).unwrap();
    let dir = new_home.path().join("data");
    let read = Copy::read(&copy, &dir).unwrap();
    assert_eq!(restore(&dir, &read).unwrap(), None);
    assert_eq!(open(&dir).count().unwrap(), 1);
}

#[test]
fn a_day_has_one_copy_and_seven_are_kept() {
    let dir = tempfile::tempdir().unwrap();
    for day in 0..10 {
        let mut store = open(dir.path());
        store.append(&[new(day, review(1, Rating::Good))]).unwrap();
        store.append(&[new(day, review(2, Rating::Good))]).unwrap();
    }
    fs::write(dir.path().join("backups/notes.txt"), "mine").unwrap();
    let copies = copies(dir.path()).unwrap();
    let names: Vec<_> = copies.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names.len(), 7);
    assert_eq!((names[0].as_str(), names[6].as_str()), ("progress-2026-01-10.db", "progress-2026-01-04.db"));
    // Made behind the first answer of its day.
    assert_eq!(Copy::read(&copies[0], dir.path()).unwrap().events(), 19);
    assert_eq!(fs::read_dir(dir.path().join("backups")).unwrap().count(), 8, "nothing else is touched or left");
}

fn lived_on(dir: &Path, days: impl IntoIterator<Item = u32>) {
    for day in days {
        open(dir).append(&[new(day, review(1, Rating::Good))]).unwrap();
    }
}

/// Seven study days under a clock that runs ahead, then it is set right: what is newer takes the place of what is older.
#[test]
fn copies_go_by_what_was_written_and_not_by_what_a_clock_claimed() {
    let dir = tempfile::tempdir().unwrap();
    lived_on(dir.path(), 1000..1008);
    lived_on(dir.path(), 0..3);
    let events = |path: &PathBuf| Copy::read(path, dir.path()).unwrap().events();
    let held: Vec<usize> = copies(dir.path()).unwrap().iter().map(events).collect();
    assert_eq!(held, [11, 10, 9, 8, 7, 6, 5]);
    // The day comes that the clock had claimed before.
    lived_on(dir.path(), [1005]);
    let newest = copies(dir.path()).unwrap().remove(0);
    assert_eq!((newest.file_name().unwrap().to_str(), events(&newest)), (Some("progress-2028-10-02.db"), 12));
}

#[test]
fn after_another_log_was_put_in_place_its_day_has_a_copy_too() {
    let dir = tempfile::tempdir().unwrap();
    lived_on(dir.path(), 0..2);
    let before = copies(dir.path()).unwrap();
    restore(dir.path(), &Copy::read(&before[1], dir.path()).unwrap()).unwrap();
    lived_on(dir.path(), [1]);
    let own = backup::of_this_log(dir.path()).unwrap();
    assert_eq!((own.len(), Copy::read(&own[0], dir.path()).unwrap().events()), (1, 2));
    assert!(before.iter().all(|path| path.symlink_metadata().is_ok()), "the others stay");
}

/// A session that saves while the copy is made is no reason to refuse the copy.
#[test]
fn a_copy_is_made_while_another_program_saves() {
    let dir = tempfile::tempdir().unwrap();
    lived_on(dir.path(), 0..1);
    let saving = std::thread::spawn({
        let dir = dir.path().to_path_buf();
        move || (0..200).try_for_each(|_| open(&dir).append(&[new(0, review(1, Rating::Good))]).map(drop))
    });
    let store = open(dir.path());
    for number in 0..20 {
        let path = dir.path().join(format!("copy-{number}.db"));
        let before = store.count().unwrap();
        assert!(store.back_up(&path, Existing::Keep).unwrap() >= before);
    }
    saving.join().unwrap().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_directory_that_is_no_unicode_has_its_copies() {
    use std::os::unix::ffi::OsStrExt;
    let above = tempfile::tempdir().unwrap();
    let dir = above.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9 'x"));
    lived_on(&dir, 0..2);
    let (_, notices) = told(&dir);
    assert_eq!((copies(&dir).unwrap().len(), notices), (2, Vec::new()));
}

#[test]
fn a_daily_copy_that_fails_is_told_at_the_next_start_and_stops_nobody() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("backups"), "a file in its place").unwrap();
    let mut store = open(dir.path());
    store.append(&[new(0, review(1, Rating::Good))]).unwrap();
    drop(store);
    let (store, notices) = told(dir.path());
    assert!(notices[0].contains("the last daily copy failed"), "{notices:?}");
    assert_eq!(store.count().unwrap(), 1);
}

#[track_caller]
fn refused(spoil: &str, why: &str) {
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("copy.db");
    let mut store = open(dir.path());
    store.append(&[new(0, review(1, Rating::Good))]).unwrap();
    store.back_up(&copy, Existing::Keep).unwrap();
    rusqlite::Connection::open(&copy).unwrap().execute_batch(spoil).unwrap();
    let before = fs::read(&copy).unwrap();
    let fault = Copy::read(&copy, dir.path()).err().unwrap().to_string();
    assert!(fault.contains(why), "{fault}");
    assert_eq!(fs::read(&copy).unwrap(), before, "a stranger's file is left as it is");
}

/// A copy may come from a stranger.
#[test]
fn a_copy_that_is_not_as_ours_are_is_refused() {
    refused("pragma application_id = 7", "holds no progress of acquis");
    refused("pragma user_version = 999; update meta set value = 999 where key = 'version'", "newer version");
    refused("pragma user_version = 999", "is damaged");
    refused("update event set payload = replace(payload, 'good', 'easy')", "is damaged");
    refused("create trigger t after insert on meta begin delete from event; end", "not declared as those of acquis");
    refused("alter table event rename to e; create view event as select * from e", "not declared");
    refused("create table more (x)", "not declared");
}

#[test]
fn a_copy_from_before_a_migration_is_brought_forward() {
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("old.db");
    let mut store = open(dir.path());
    store.append(&[new(0, review(1, Rating::Good))]).unwrap();
    store.back_up(&copy, Existing::Keep).unwrap();
    let db = rusqlite::Connection::open(&copy).unwrap();
    db.execute_batch(
        "alter table event drop column seal; delete from meta where key = 'version'; pragma user_version = 1",
    )
    .unwrap();
    drop(db);
    assert_eq!(Copy::read(&copy, dir.path()).unwrap().events(), 1);
    // The same file as the one in use: a copy is kept first.
    fs::copy(&copy, dir.path().join(FILE)).unwrap();
    drop(store);
    assert_eq!(open(dir.path()).count().unwrap(), 1);
    assert!(dir.path().join("backups/before-version-2-1.db").exists());
}
