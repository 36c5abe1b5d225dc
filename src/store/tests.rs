//! The log folded anew equals the cache to the bit; undo is exact; two programs at once are both safe.

#![expect(clippy::disallowed_methods, reason = "tests spoil files and compare them")]

use proptest::prelude::*;

use super::*;
use crate::schedule::{Rating, Review, fold, own_words};
use crate::text::Outcome;

/// A store, with what was told when it was opened.
pub(super) fn told(dir: &Path) -> (Store, Vec<String>) {
    heard(Store::open(dir).unwrap())
}

pub(super) fn heard(opened: Opened) -> (Store, Vec<String>) {
    let mut notices = Vec::new();
    let store = opened.told(|told| {
        notices.push(told.to_owned());
        Ok::<(), ()>(())
    });
    (store.unwrap(), notices)
}

pub(super) fn open(dir: &Path) -> Store {
    told(dir).0
}

pub(super) const RATINGS: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

pub(super) fn card(number: u8) -> CardId {
    CardId { deck: "deck".into(), entry: format!("entry-{number}"), part: "answer".into() }
}

pub(super) fn review(number: u8, rating: Rating) -> What {
    What::Review(Review {
        outcome: Some(if rating == Rating::Again { Outcome::Wrong } else { Outcome::Correct }),
        credit: Some(if rating == Rating::Again { 0.0 } else { 1.0 }),
        seconds: 9,
        text_hash: u64::MAX - u64::from(number),
        typed: (rating == Rating::Again).then(|| format!("wrong {number}")),
        ..Review::sample(card(number), rating)
    })
}

pub(super) fn accept(number: u8, form: &str, on: bool) -> What {
    What::Accept { card: card(number), form: form.to_owned(), text_hash: 7, on }
}

pub(super) fn new(day: u32, what: What) -> NewEvent {
    let first: StudyDay = "2026-01-01".parse().unwrap();
    NewEvent {
        at: Moment { millis: 1_767_261_600_000 + i64::from(day) * 86_400_000, offset: 3600 },
        day: first.plus(day.into()),
        what,
    }
}

fn folded(store: &Store) -> States {
    fold(&log::all(&store.db).unwrap(), store.scheduler()).progress.into_iter().collect()
}

#[track_caller]
pub(super) fn agrees(store: &Store) {
    assert_eq!(store.progress_of_all().unwrap(), folded(store));
}

/// A deed of the random student: kind, card, rating.
pub(super) fn deeds() -> impl Strategy<Value = Vec<(u8, u8, u8, u32)>> {
    prop::collection::vec((0_u8..14, 0_u8..5, 0_u8..4, 0_u32..4), 1..60)
}

pub(super) fn act(store: &mut Store, day: u32, (kind, number, rating, back): (u8, u8, u8, u32)) {
    let past = log::all(&store.db).unwrap();
    let what = match kind {
        0 => What::Suspend { card: card(number) },
        1 => What::Resume { card: card(number) },
        2 if rating == 0 => What::Forget { card: card(number) },
        3 => What::Flag { card: card(number), note: None },
        4 if rating == 0 => What::Rename { from: card(number), to: card((number + 1) % 5) },
        5 | 6 if !past.is_empty() => {
            let at = past.len().saturating_sub(1 + back as usize);
            What::Retraction { of: past[at].id }
        }
        7 => What::Note { card: card(number), text: ["", "one", "two", "three"][usize::from(rating)].to_owned() },
        8 => accept(number, ["x", "y"][usize::from(rating) % 2], rating < 3),
        _ => review(number, RATINGS[usize::from(rating)]),
    };
    store.append(&[new(day, what)]).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_log_folded_anew_equals_the_cache_to_the_bit(deeds in deeds()) {
        let mut store = Store::in_memory().unwrap();
        for (number, deed) in deeds.into_iter().enumerate() {
            act(&mut store, u32::try_from(number / 3).unwrap(), deed);
            prop_assert_eq!(store.progress_of_all().unwrap(), folded(&store));
        }
    }

    /// T2 of the peers' failures: a rating taken back leaves memory, counts and day exactly as they were.
    #[test]
    fn undo_is_the_identity_on_state_and_counts(deeds in deeds(), number in 0_u8..5, rating in 0_usize..4) {
        let mut store = Store::in_memory().unwrap();
        for (at, deed) in deeds.into_iter().enumerate() {
            act(&mut store, u32::try_from(at / 3).unwrap(), deed);
        }
        let day = new(30, review(0, Rating::Good)).day;
        let before = (store.progress_of_all().unwrap(), store.own_words().unwrap(), store.today(day).unwrap());
        let note = What::Note { card: card(number), text: "noted".to_owned() };
        for what in [review(number, RATINGS[rating]), note, accept(number, "x", rating > 0)] {
            let event = store.append(&[new(30, what)]).unwrap().remove(0);
            store.append(&[new(30, What::Retraction { of: event.id })]).unwrap();
            prop_assert_eq!(&(store.progress_of_all().unwrap(), store.own_words().unwrap(), store.today(day).unwrap()), &before);
        }
    }

    #[test]
    fn the_order_in_which_events_arrive_does_not_matter(deeds in deeds(), seed in any::<u64>()) {
        let mut store = Store::in_memory().unwrap();
        for (at, deed) in deeds.into_iter().enumerate() {
            act(&mut store, u32::try_from(at / 3).unwrap(), deed);
        }
        let mut events = log::all(&store.db).unwrap();
        let mut state = seed | 1;
        for at in (1..events.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            events.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
        }
        prop_assert_eq!(fold(&events, store.scheduler()).progress.into_iter().collect::<States>(), store.progress_of_all().unwrap());
        prop_assert_eq!(own_words(&events), store.own_words().unwrap());
    }

    /// A student's own words stay where progress is forgotten, and go where a card goes.
    #[test]
    fn forgetting_and_renaming_lose_no_word(deeds in deeds(), number in 0_u8..5) {
        let mut store = Store::in_memory().unwrap();
        for (at, deed) in deeds.into_iter().enumerate() {
            act(&mut store, u32::try_from(at / 3).unwrap(), deed);
        }
        let before = store.own_words().unwrap();
        store.append(&[new(30, What::Forget { card: card(number) })]).unwrap();
        prop_assert_eq!(&store.own_words().unwrap(), &before);
        let fresh = CardId { deck: "deck".into(), entry: "fresh".into(), part: "answer".into() };
        prop_assert!(!before.contains_key(&card(number)) || store.has_events_left(&card(number)).unwrap());
        store.append(&[new(31, What::Rename { from: card(number), to: fresh.clone() })]).unwrap();
        let mut after = store.own_words().unwrap();
        prop_assert_eq!(after.remove(&fresh), before.get(&card(number)).cloned());
        prop_assert!(after.iter().all(|(card, words)| before.get(card) == Some(words)));
    }
}

#[test]
fn stamps_never_go_back_even_when_the_clock_does() {
    let mut store = Store::in_memory().unwrap();
    let days = [9, 3, 3, 1];
    let stamps: Vec<i64> = days.map(|day| store.append(&[new(day, review(1, Rating::Good))]).unwrap()[0].stamp).into();
    assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]), "{stamps:?}");
    agrees(&store);
    let warning = store.clock_warning(Moment { millis: 1_767_261_600_000, offset: 0 }).unwrap();
    assert!(warning.is_some());
}

#[test]
fn two_programs_at_once_are_both_safe() {
    let dir = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (open(dir.path()), open(dir.path()));
    for day in 0..5 {
        one.append(&[new(day, review(1, Rating::Good))]).unwrap();
        two.append(&[new(day, review(1, Rating::Again))]).unwrap();
    }
    assert_eq!(log::all(&one.db).unwrap().len(), 10);
    agrees(&one);
    agrees(&two);
}

/// Neither a fresh file nor an old one is ever met half made.
#[test]
fn many_programs_may_start_for_the_first_time_at_once() {
    const PROGRAMS: usize = 6;
    for version in 0..schema::NEWEST {
        let dir = tempfile::tempdir().unwrap();
        if version > 0 {
            let db = Connection::open(dir.path().join(FILE)).unwrap();
            schema::at_version(&db, version);
        }
        let ready = std::sync::Barrier::new(PROGRAMS);
        std::thread::scope(|scope| {
            for _ in 0..PROGRAMS {
                scope.spawn(|| {
                    ready.wait();
                    open(dir.path()).append(&[new(0, review(1, Rating::Good))]).unwrap();
                });
            }
        });
        assert_eq!(open(dir.path()).count().unwrap(), PROGRAMS);
    }
}

/// Another program sets parameters: the next rating of this one is folded with them.
#[test]
fn parameters_set_by_another_program_hold_for_the_next_rating() {
    let dir = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (open(dir.path()), open(dir.path()));
    one.append(&[new(0, review(1, Rating::Good))]).unwrap();
    let bits = one.scheduler().parameters().iter().map(|value| (value * 0.9).to_bits()).collect();
    two.append(&[new(1, What::Parameters { bits })]).unwrap();
    one.append(&[new(2, review(1, Rating::Good))]).unwrap();
    agrees(&one);
    drop((one, two));
    agrees(&open(dir.path()));
}

/// A rename while another program has the old card before it: the answer stays, and is moved by the next rename.
#[test]
fn a_rename_while_another_program_answers_loses_no_answer() {
    let dir = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (open(dir.path()), open(dir.path()));
    one.append(&[new(0, review(1, Rating::Good))]).unwrap();
    let rename = || What::Rename { from: card(1), to: card(2) };
    two.append(&[new(1, rename())]).unwrap();
    one.append(&[new(1, review(1, Rating::Good))]).unwrap();
    agrees(&one);
    let reviews = |store: &Store, number| store.progress_of(&card(number)).unwrap().map(|progress| progress.reviews);
    assert_eq!((reviews(&one, 1), reviews(&one, 2)), (Some(1), Some(1)));
    two.append(&[new(2, rename())]).unwrap();
    agrees(&two);
    assert_eq!((reviews(&two, 1), reviews(&two, 2)), (None, Some(2)));
}

/// An author renames twice before the student answers again: nothing is left behind at the name between.
#[test]
fn what_a_rename_brought_is_there_to_be_moved_on() {
    let mut store = Store::in_memory().unwrap();
    store.append(&[new(0, review(1, Rating::Good))]).unwrap();
    store.append(&[new(1, What::Rename { from: card(1), to: card(2) })]).unwrap();
    let left = |store: &Store| [1, 2, 3].map(|number| store.has_events_left(&card(number)).unwrap());
    assert_eq!(left(&store), [false, true, false]);
    store.append(&[new(2, What::Rename { from: card(2), to: card(3) })]).unwrap();
    assert_eq!(left(&store), [false, false, true]);
}

#[test]
fn a_day_counts_distinct_cards_and_deducts_retractions() {
    let mut store = Store::in_memory().unwrap();
    let day = |number| new(number, review(0, Rating::Good)).day;
    store
        .append(&[new(0, review(1, Rating::Again)), new(0, review(1, Rating::Good)), new(0, review(2, Rating::Good))])
        .unwrap();
    let last = store.append(&[new(0, review(3, Rating::Good))]).unwrap().remove(0);
    store.append(&[new(0, What::Retraction { of: last.id })]).unwrap();
    store.append(&[new(1, review(1, Rating::Good)), new(1, review(4, Rating::Good))]).unwrap();
    let (first, second) = (store.today(day(0)).unwrap(), store.today(day(1)).unwrap());
    assert_eq!((first.new, first.reviewed), (2, 0));
    assert_eq!((second.new, second.reviewed), (1, 1));
    assert_eq!(store.wrong_answers(&card(1)).unwrap(), ["wrong 1"]);
}

#[cfg(unix)]
#[test]
fn progress_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("acquis");
    drop(open(&data));
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&data), mode(&data.join(FILE))), (0o700, 0o600));
}

#[test]
fn a_damaged_file_is_set_aside_and_its_log_recovered() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    let reviews: Vec<_> = (0..300).map(|day| new(day, review(u8::try_from(day % 5).unwrap(), Rating::Good))).collect();
    store.append(&reviews).unwrap();
    drop(store);
    let path = dir.path().join(FILE);
    let mut bytes = std::fs::read(&path).unwrap();
    let first_pages = 3 * 4096;
    bytes[first_pages..first_pages + 64].fill(0xff);
    bytes[0..16].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    let (store, notices) = told(dir.path());
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert_eq!(log::count(&store.db).unwrap(), 300);
    assert!(dir.path().join("progress.damaged-1.db").exists());
    agrees(&store);
}

#[test]
fn a_file_of_another_program_is_refused_untouched() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(FILE);
    Connection::open(&path).unwrap().execute_batch("create table theirs (x); insert into theirs values (1)").unwrap();
    let before = std::fs::read(&path).unwrap();
    let fault = Store::open(dir.path()).err().expect("refused");
    assert!(fault.to_string().contains("another program"), "{fault}");
    let after = std::fs::read(&path).unwrap();
    assert_eq!(before, after);
}

/// What one transaction wrote is tied by the id of its first event; what it wrote alone is not.
#[test]
fn events_of_one_transaction_are_tied() {
    let mut store = Store::in_memory().unwrap();
    store.append(&[new(0, review(1, Rating::Good))]).unwrap();
    let pair = store.append(&[new(0, review(2, Rating::Good)), new(0, accept(2, "x", true))]).unwrap();
    let mut deeds = Vec::new();
    log::each_row(&store.db, |row| {
        let payload: serde_json::Value = serde_json::from_str(&row.payload).unwrap();
        deeds.push(payload["deed"].as_str().map(str::to_owned));
        Ok(())
    })
    .unwrap();
    let first = Some(pair[0].id.to_string());
    assert_eq!(deeds, [None, first.clone(), first]);
    assert_eq!(log::verified(&store.db).unwrap_or_default(), 3);
}

#[test]
fn a_form_or_a_note_out_of_bounds_is_not_saved() {
    let mut store = Store::in_memory().unwrap();
    for form in [String::new(), "x".repeat(301)] {
        assert!(store.append(&[new(0, accept(1, &form, true))]).unwrap_err().to_string().contains("1 to 300"));
    }
    let note = What::Note { card: card(1), text: "é".repeat(2001) };
    assert!(store.append(&[new(0, note)]).unwrap_err().to_string().contains("2000 characters"));
    assert_eq!(store.count().unwrap(), 0);
    let note = What::Note { card: card(1), text: "é".repeat(2000) };
    store.append(&[new(0, note), new(0, accept(1, &"é".repeat(300), true))]).unwrap();
}

#[test]
fn looking_whether_answers_can_be_saved_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    store.append(&[new(0, review(1, Rating::Good))]).unwrap();
    let listed = || files::list(dir.path()).unwrap();
    let (before, beside) = (std::fs::read(dir.path().join(FILE)).unwrap(), listed());
    store.probe_writable().unwrap();
    assert_eq!((std::fs::read(dir.path().join(FILE)).unwrap(), listed()), (before, beside));
    store.append(&[new(0, review(2, Rating::Good))]).unwrap();
    assert_eq!(store.progress_of_all().unwrap(), folded(&store));
}
