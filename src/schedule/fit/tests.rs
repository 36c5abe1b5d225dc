use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::schedule::{EventId, Memory, Moment, Progress, Review, StudyDay};

/// A student who studies what is due for so many days; true stabilities are the model's times a factor.
fn log(cards: usize, days: u32, factor: f32, seed: u64) -> Vec<Event> {
    let scheduler = Scheduler::default();
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let first: StudyDay = "2027-01-01".parse().unwrap();
    let mut states: Vec<Progress> = vec![Progress::default(); cards];
    let mut events: Vec<Event> = Vec::new();
    for day in (0..days).map(|day| first.plus(day.into())) {
        for (number, progress) in states.iter_mut().enumerate() {
            if progress.due.is_some_and(|due| due > day) {
                continue;
            }
            let shifted = |memory: Memory| Memory { stability: memory.stability * factor, ..memory };
            let recall = progress
                .memory
                .zip(progress.last)
                .map_or(0.7, |(memory, last)| f64::from(scheduler.recall_after(shifted(memory), day.since(last))));
            let rating = if rng.random::<f64>() < recall { Rating::Good } else { Rating::Again };
            for rating in std::iter::once(rating).chain((rating == Rating::Again).then_some(Rating::Good)) {
                let card = CardId { deck: "d".into(), entry: format!("e{number:03}"), part: "front".into() };
                let review = review(card, rating);
                progress.apply(&review, day, &scheduler);
                let at = i64::try_from(events.len()).unwrap();
                let (id, moment) = (EventId(u128::try_from(at).unwrap()), Moment { millis: at, offset: 0 });
                let what = What::Review(review);
                events.push(Event { id, device: String::new(), at: moment, day, stamp: at, what, deed: None });
            }
        }
    }
    events
}

fn review(card: CardId, rating: Rating) -> Review {
    Review::sample(card, rating)
}

#[test]
fn too_few_answers_are_refused_with_their_number() {
    assert_eq!(
        fit(&log(30, 12, 1.0, 1), &Meter::default())
            .map(|fitted| matches!(fitted, Fitted::TooFew { have } if have < ENOUGH)),
        Some(true)
    );
    assert_eq!(fit(&[], &Meter::default()), Some(Fitted::TooFew { have: 0 }));
}

#[test]
fn answers_of_one_day_give_no_items_and_no_panic() {
    let events = log(500, 1, 1.0, 1);
    assert!(events.len() >= 500);
    assert_eq!(fit(&events, &Meter::default()), Some(Fitted::TooFew { have: 0 }));
}

#[test]
fn a_much_weaker_memory_is_fitted_better_and_the_same_twice() {
    let (events, meter) = (log(60, 40, 0.25, 2), Meter::default());
    let fitted = fit(&events, &meter).expect("a fit");
    let Fitted::Better { reviews, held_back, defaults, fitted: measured, parameters } = &fitted else {
        panic!("{fitted:?}");
    };
    assert!(*reviews >= ENOUGH && *held_back >= reviews / 5);
    assert!(measured.log_loss < defaults.log_loss && measured.rmse_bins < defaults.rmse_bins, "{fitted:?}");
    assert!(Scheduler::new(parameters).is_some());
    assert!((meter.share() - 1.0).abs() < 1e-9, "{}", meter.share());
    // The error over bins is summed in the order of a hash map; the parameters are the same to the bit.
    let Some(Fitted::Better { parameters: again, .. }) = fit(&events, &Meter::default()) else { panic!("a fit") };
    assert_eq!(&again, parameters);
}
