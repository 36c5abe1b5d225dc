//! An attempt as its log folds to it, and what handing in leaves.

use super::*;

#[test]
fn an_attempt_is_what_the_log_says_in_any_order() {
    let paper = paper(&of(4), 9, "A");
    let mut events = vec![
        event(10, "2026-01-10", start(&paper)),
        event(20, "2026-01-10", entry(0, answer("one", "wrong", 0.0), 30)),
        event(30, "2026-01-10", entry(1, Entry::Flag(true), 5)),
        event(40, "2026-01-10", entry(0, answer("two", "correct", 1.0), 10)),
        event(50, "2026-01-10", entry(2, answer("three", "partial", 0.5), 7)),
        event(60, "2026-01-10", entry(2, Entry::Clear, 3)),
        event(70, "2026-01-11", entry(3, answer("four", "close", 1.0), 8)),
        event(80, "2026-01-11", What::HandIn { attempt: "x".to_owned() }),
        // Another program, still at it, changes nothing any more; nor does a second hand-in.
        event(90, "2026-01-11", entry(1, answer("late", "correct", 1.0), 100)),
        event(95, "2026-01-12", What::HandIn { attempt: "x".to_owned() }),
    ];
    events.reverse();
    let (attempts, notices) = attempts(&events);
    assert_eq!((attempts.len(), notices.len()), (1, 0));
    let attempt = &attempts[0];
    assert_eq!((attempt.spent, attempt.answered(), attempt.handed_in), (63, 2, Some(moment(80))));
    assert_eq!((attempt.open(), attempt.flagged()), (vec![1, 2], vec![1]));
    assert_eq!(attempt.items[0].answer.as_ref().unwrap().response, Response::Typed("two".to_owned()));
    assert_eq!(attempt.items[3].answer.as_ref().unwrap().day, day("2026-01-11"));
    let score = Score::of(attempt);
    assert_eq!((score.total.points, score.total.of, score.answered), (2.0, 4, 2));
}

proptest! {
    /// What a sitting holds in memory is what the log gives back after a kill at any step, in whatever order it is read.
    #[test]
    fn a_sitting_is_what_its_log_folds_to(
        deeds in prop::collection::vec((0_u32..5, 0_u8..4, 0_u32..90), 0..40),
        turn in 0_usize..40,
    ) {
        let paper = paper(&of(4), 9, "A");
        let mut events = vec![event(1, "2026-01-10", start(&paper))];
        let mut sitting = Attempt::new("x".to_owned(), 1, paper, moment(1));
        "d".clone_into(&mut sitting.device);
        for (stamp, (item, deed, seconds)) in (2_i64..).zip(deeds) {
            let done = match deed {
                0 => Entry::Visit,
                1 => Entry::Flag(seconds % 2 == 0),
                2 => Entry::Clear,
                _ => answer(&seconds.to_string(), "partial", 0.25),
            };
            events.push(event(stamp, "2026-01-10", entry(item, done.clone(), seconds)));
            let at = usize::try_from(item).unwrap();
            sitting.take(at, done, u64::from(seconds), day("2026-01-10"), stamp);
            let mut read = events.clone();
            let middle = turn % read.len();
            read.rotate_left(middle);
            let (folded, _) = attempts(&read);
            prop_assert_eq!(&folded, &[sitting.clone()]);
        }
    }
}

fn seen(due: &str, reviewed: i64) -> Seen {
    let review = |card: &CardId, rating| Review { seconds: 5, ..Review::sample(card.clone(), rating) };
    let mut progress = Progress::default();
    let card = CardId::parse("d/e#p").unwrap();
    progress.apply(&review(&card, Rating::Good), day("2026-01-01"), &Scheduler::default());
    progress.due = Some(day(due));
    Seen { progress: Some(progress), reviewed: Some(reviewed) }
}

/// Only a card seen before, due on the day of answering and not reviewed since touches memory.
#[test]
fn handing_in_reviews_each_answered_card_on_the_day_of_answering() {
    let paper = paper(&of(6), 9, "A");
    let mut events = vec![event(10, "2026-01-10", start(&paper))];
    let answers = [("correct", 1.0), ("close", 1.0), ("partial", 0.5), ("wrong", 0.0), ("correct", 1.0)];
    for (item, (outcome, credit)) in (0_u32..).zip(answers) {
        events.push(event(20 + i64::from(item), "2026-01-10", entry(item, answer("x", outcome, credit), 9)));
    }
    let (attempts, _) = attempts(&events);
    let due = seen("2026-01-10", 5);
    let unseen = Seen::default();
    let (not_due, since) = (seen("2026-01-11", 5), seen("2026-01-10", 22));
    // The third was reviewed after it was answered; the sixth was left open.
    let left = reviews(&attempts[0], 900, &[due.clone(), not_due, since, due.clone(), unseen, due]);
    let told: Vec<_> = left.iter().map(|(day, review)| (day.to_string(), review.rating, review.counts)).collect();
    let on = |rating, counts| ("2026-01-10".to_owned(), rating, counts);
    assert_eq!(
        told,
        [
            on(Rating::Good, true),
            on(Rating::Good, false),
            on(Rating::Again, false),
            on(Rating::Again, true),
            on(Rating::Good, false),
        ]
    );
    assert!(left.iter().all(|(_, review)| review.purpose == Purpose::Exam && review.seconds == 9));
    assert_eq!(left[0].1.typed, None);
    assert_eq!(left[1].1.typed.as_deref(), Some("x"));
}

/// The store hands in once, with what another program answered meanwhile.
#[test]
fn the_store_hands_in_once() {
    let mut store = crate::store::Store::in_memory().unwrap();
    let paper = paper(&of(4), 9, "A");
    let new = |what| NewEvent { at: moment(1000), day: day("2026-01-10"), what };
    store.append(&[new(start(&paper)), new(entry(0, answer("x", "wrong", 0.0), 9))]).unwrap();
    store.note_clock("x", 12).unwrap();
    assert_eq!(store.noted_clock("x").unwrap(), 12);
    store.append(&[new(entry(1, answer("y", "correct", 1.0), 4))]).unwrap();
    assert!(store.hand_in("x", moment(2000), day("2026-01-11"), 900).unwrap());
    assert!(!store.hand_in("x", moment(3000), day("2026-01-11"), 900).unwrap());
    let (attempts, _) = store.attempts().unwrap();
    assert_eq!((attempts[0].answered(), attempts[0].spent), (2, 13));
    assert_eq!(store.failed_on(day("2026-01-10")).unwrap().len(), 1, "dated when it was answered");
    assert!(store.progress_of_all().unwrap() == States::default(), "unseen cards stay unseen");
    assert_eq!(store.noted_clock("x").unwrap(), 0);
}
