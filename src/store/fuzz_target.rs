//! The promises of the log and of recovery, for whatever bytes: used by the fuzzing tool through `internals`.

use crate::error::Fault;
use crate::store::{Store, lines, log_lines, pages as damaged};

/// Lines taken in come out again, and fold to the same states wherever they are taken in.
///
/// # Panics
/// They do not.
pub(crate) fn log(text: &str) -> Option<usize> {
    let lines = log_lines("log", text.lines().map(|line| Ok(line.to_owned()))).ok()?;
    let mut store = Store::in_memory().expect("a store in memory");
    // Two lines of one id may contradict each other: then nothing is taken in.
    let counts = store.import(&lines).ok()?;
    let exported = |store: &Store| {
        let mut all = Vec::new();
        let count = store.export(|line| {
            all.push(Ok(line));
            Ok(())
        });
        assert_eq!(count.expect("what was taken in comes out"), all.len());
        all
    };
    let read: Vec<lines::Line> = log_lines("log", exported(&store).into_iter()).expect("what came out is a log");
    assert_eq!(read.len(), counts.added);
    let mut other = Store::in_memory().expect("a store in memory");
    let reversed: Vec<lines::Line> = read.into_iter().rev().collect();
    other.import(&reversed).expect("a log is taken in");
    let states = |store: &Store| store.progress_of_all().expect("a cache");
    // NaN would not be equal to itself: no state may hold one.
    assert_eq!(states(&store), states(&other));
    Some(counts.added)
}

/// Whatever the bytes, the search ends and what it finds holds its seal.
pub(crate) fn pages(bytes: &[u8]) -> usize {
    damaged::rows(bytes).iter().filter(|(row, seal)| row.event(*seal).is_ok()).count()
}

/// The bytes of a database file that holds these lines.
///
/// # Panics
/// They are no log, or there is no room for a file.
#[expect(clippy::disallowed_methods, reason = "a file of its own, in a folder that goes away")]
pub(crate) fn database(lines: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = log_lines("log", lines.lines().map(|line| Ok(line.to_owned()))).expect("a log");
    let mut store = Store::open(folder.path()).expect("a store").told(|_| Ok::<(), Fault>(())).expect("a store");
    store.import(&lines).expect("a log is taken in");
    drop(store);
    std::fs::read(folder.path().join("progress.db")).expect("the database")
}
