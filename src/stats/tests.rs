use proptest::prelude::*;

use super::*;
use crate::card::CardId;
use crate::deck;
use crate::schedule::{EventId, Moment, Purpose, Rating, Review, What};

const DECK: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n
[[card]]\nid = \"a\"\nfront = \"A\"\nback = \"1\"\ntopics = [\"left\"]\n
[[card]]\nid = \"b\"\nfront = \"B\"\nback = \"2\"\ntopics = [\"left\", \"right\"]\n
[[card]]\nid = \"c\"\nfront = \"C\"\nback = \"3\"\ntopics = [\"right\"]\n";

fn catalogue() -> Catalogue {
    Catalogue::new(vec![deck::read(DECK).deck.expect("a deck")])
}

fn card(entry: &str) -> CardId {
    CardId { deck: "d".into(), entry: entry.into(), part: "front".into() }
}

fn day(number: u32) -> StudyDay {
    "2027-01-01".parse::<StudyDay>().unwrap().plus(number.into())
}

/// A review on a day: entry, rating, purpose.
fn reviews(given: &[(u32, &str, Rating, Purpose)]) -> Vec<Event> {
    let event = |(at, (number, entry, rating, purpose)): (usize, &(u32, &str, Rating, Purpose))| {
        let review = Review {
            outcome: Some(if *rating == Rating::Again { Outcome::Wrong } else { Outcome::Correct }),
            seconds: 30,
            purpose: *purpose,
            counts: *purpose == Purpose::Study,
            typed: (*rating == Rating::Again).then(|| format!("wrong {entry}")),
            ..Review::sample(card(entry), *rating)
        };
        let at = i64::try_from(at).unwrap();
        let (id, moment) = (EventId(u128::try_from(at).unwrap()), Moment { millis: at, offset: 0 });
        let what = What::Review(review);
        Event { id, device: String::new(), at: moment, day: day(*number), stamp: at, what, deed: None }
    };
    given.iter().enumerate().map(event).collect()
}

use crate::text::Outcome;
use Purpose::{Cram, Study};
use Rating::{Again, Easy, Good};

fn of(events: &[Event], today: u32) -> Stats {
    let catalogue = catalogue();
    let (selected, scheduler) = ((0..catalogue.cards.len()).collect::<Vec<_>>(), Scheduler::default());
    let ground = Ground {
        catalogue: &catalogue,
        selected: &selected,
        with_strangers: true,
        events,
        scheduler: &scheduler,
        today: day(today),
        desired: 0.9,
    };
    stats(&ground)
}

#[test]
fn cards_stand_where_predicted_recall_puts_them() {
    let log = reviews(&[(0, "a", Easy, Study), (0, "b", Good, Study)]);
    let stand = |today: u32| {
        let all = of(&log, today).all;
        (all.never_seen, all.learning, all.at_risk, all.solid)
    };
    assert_eq!(stand(1), (1, 1, 0, 1), "Easy is expected to last a week, Good on the first day is not");
    assert_eq!(stand(20), (1, 1, 1, 0));
    let topics = &of(&log, 1).courses[0].topics;
    assert_eq!(
        topics.iter().map(|(topic, counts)| (topic.as_str(), counts.total())).collect::<Vec<_>>(),
        [("left", 2), ("right", 2)]
    );
}

#[test]
fn true_retention_counts_first_attempts_on_cards_of_an_earlier_day() {
    let log = reviews(&[
        (0, "a", Again, Study), // first meeting
        (0, "a", Good, Study),  // the same day
        (2, "a", Again, Study), // counts, failed
        (2, "a", Good, Study),  // repeated the same day
        (3, "a", Good, Cram),   // practice
        (4, "a", Good, Study),  // counts, right
    ]);
    let stats = of(&log, 5);
    let all = stats.retention.last().expect("the whole log");
    assert_eq!((all.days, all.asked, all.right, all.desired), (None, 2, 1, 0.9));
    assert_eq!(stats.fit.expect("two answers").count, 2);
    assert_eq!(stats.calibration.iter().map(|band| band.count).sum::<usize>(), 2);
    assert_eq!(of(&log, 9).retention[0].asked, 1, "the last seven days");
}

#[test]
fn a_day_holds_all_answers_and_their_seconds() {
    let log = reviews(&[(0, "a", Again, Study), (0, "a", Good, Study), (0, "b", Good, Cram), (3, "b", Good, Study)]);
    let days = of(&log, 3).days;
    let told: Vec<_> = days.iter().map(|done| (done.day, done.answers, done.new, done.right, done.seconds)).collect();
    assert_eq!(told, [(day(0), 3, 1, 2, 90), (day(3), 1, 1, 1, 30)]);
}

#[test]
fn what_makes_a_leech_is_told_alike_everywhere() {
    assert_eq!(super::leeches_are(), "failed on 4 days or more");
    assert!(include_str!("../../docs/study-json.md").contains(&super::leeches_are()));
}

#[test]
fn four_lapses_name_a_leech_with_what_was_typed() {
    let log = reviews(&[
        (0, "a", Good, Study),
        (2, "a", Again, Study),
        (3, "a", Again, Study),
        (4, "a", Again, Study),
        (5, "a", Again, Study),
        (5, "b", Good, Study),
    ]);
    let stats = of(&log, 6);
    let leech = &stats.leeches[0];
    assert_eq!((leech.id.entry.as_str(), leech.lapses, leech.failed, leech.asked), ("a", 4, 4, 4));
    assert_eq!(leech.typed, ["wrong a"]);
    assert_eq!(stats.hardest.len(), 1, "a card that never failed is not hard");
}

#[test]
fn an_overruled_answer_is_listed_once_with_how_often() {
    let mut log = reviews(&[(0, "a", Good, Study), (2, "a", Good, Study)]);
    for event in &mut log {
        let What::Review(review) = &mut event.what else { continue };
        (review.overruled, review.typed, review.outcome) = (true, Some("one".to_owned()), Some(Outcome::Wrong));
    }
    let overruled = of(&log, 3).overruled;
    assert_eq!(overruled.len(), 1);
    assert_eq!((overruled[0].typed.as_str(), overruled[0].times, overruled[0].last), ("one", 2, day(2)));
}

#[test]
fn answers_to_entries_that_are_gone_still_count_as_work() {
    let stats = of(&reviews(&[(0, "gone", Good, Study), (5, "gone", Good, Study)]), 6);
    assert_eq!((stats.days.len(), stats.retention[3].asked, stats.all.never_seen), (2, 1, 3));
}

proptest! {
    #[test]
    fn sums_agree(answers in prop::collection::vec((0_u32..40, 0_usize..3, 0_usize..4, any::<bool>()), 0..80)) {
        let given: Vec<_> = answers
            .iter()
            .map(|(day, entry, rating, cram)| {
                let rating = [Again, Rating::Hard, Good, Easy][*rating];
                (*day, ["a", "b", "c"][*entry], rating, if *cram { Cram } else { Study })
            })
            .collect();
        let stats = of(&reviews(&given), 40);
        prop_assert_eq!(stats.all.total(), 3);
        prop_assert_eq!(stats.days.iter().map(|day| day.answers).sum::<usize>(), given.len());
        let asked = stats.retention[3].asked;
        prop_assert_eq!(stats.calibration.iter().map(|band| band.count).sum::<usize>(), asked);
        prop_assert!(stats.calibration.iter().all(|band| band.from <= band.predicted && band.predicted <= band.to));
        prop_assert!(stats.retention.windows(2).all(|pair| pair[0].asked <= pair[1].asked));
    }
}
