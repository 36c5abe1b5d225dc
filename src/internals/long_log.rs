//! A long log in a real store, for the speed of what reads all of it.

use std::fmt::Write as _;

use crate::card::CardId;
use crate::deck::{self, Catalogue};
use crate::schedule::{
    Event, Fitted, Meter, Moment, NewEvent, Progress, Rating, Review, Scheduler, StudyDay, What, fit,
};
use crate::stats::{Ground, stats};
use crate::store::Store;

const DAY: i64 = 86_400_000;

/// A log of one course.
pub struct LongLog {
    catalogue: Catalogue,
    store: Store,
    today: StudyDay,
}

impl LongLog {
    /// At least so many reviews of so many cards, studied when due; `drawn` gives numbers from 0 to 1.
    ///
    /// # Panics
    /// The log cannot be kept in memory.
    #[must_use]
    pub fn new(reviews: usize, cards: usize, drawn: &mut dyn FnMut() -> f64) -> Self {
        let mut text = "[deck]\nid = \"course\"\ntitle = \"Course\"\n".to_owned();
        for number in 0..cards {
            let topic = number % 12;
            let _ = write!(
                text,
                "[[card]]\nid = \"c{number:05}\"\nfront = \"front {number}\"\nback = \"back {number}\"\ntopics = [\"topic {topic}\"]\n"
            );
        }
        let catalogue = Catalogue::new(vec![deck::read(&text).deck.expect("a deck made here is well-formed")]);
        let (events, today) = log(&catalogue, reviews, drawn);
        let mut store = Store::in_memory().expect("a store in memory");
        store.append(&events).expect("a log in memory");
        Self { catalogue, store, today }
    }

    /// Reads every event from the store.
    ///
    /// # Panics
    /// The log cannot be read.
    #[must_use]
    pub fn read(&self) -> Events {
        Events(self.store.events().expect("a log in memory"))
    }

    /// Folds every figure of `stats`; gives the number of answers.
    #[must_use]
    pub fn stats(&self, events: &Events) -> usize {
        let selected: Vec<usize> = (0..self.catalogue.cards.len()).collect();
        let ground = Ground {
            catalogue: &self.catalogue,
            selected: &selected,
            with_strangers: true,
            events: &events.0,
            scheduler: self.store.scheduler(),
            today: self.today,
            desired: 0.9,
        };
        stats(&ground).days.iter().map(|day| day.answers).sum()
    }
}

/// Events, read.
pub struct Events(Vec<Event>);

impl Events {
    /// Fits the parameters: how many answers were used, and whether the fit is better than the defaults.
    #[must_use]
    pub fn fit(&self) -> Option<(usize, bool)> {
        match fit(&self.0, &Meter::default())? {
            Fitted::TooFew { have } => Some((have, false)),
            Fitted::Kept { reviews, .. } => Some((reviews, false)),
            Fitted::Better { reviews, .. } => Some((reviews, true)),
        }
    }
}

/// Days of study until there are enough reviews, with an hour between them and failures repeated.
fn log(catalogue: &Catalogue, reviews: usize, drawn: &mut dyn FnMut() -> f64) -> (Vec<NewEvent>, StudyDay) {
    let scheduler = Scheduler::default();
    let first: StudyDay = "2025-01-01".parse().expect("a day");
    let mut states = vec![Progress::default(); catalogue.cards.len()];
    let mut events = Vec::with_capacity(reviews);
    let mut number = 0;
    while events.len() < reviews {
        let day = first.plus(number);
        for (card, progress) in catalogue.cards.iter().zip(&mut states) {
            // New cards come over the first months; a card is answered on its due day, or soon after.
            let wanted = if progress.is_seen() { progress.is_due(day) && drawn() < 0.8 } else { drawn() < 0.01 };
            if !wanted {
                continue;
            }
            let recall = scheduler.recall(progress, day).map_or(0.75, |recall| f64::from(recall).powf(1.6));
            let right = drawn() < recall;
            let ratings = if right { vec![Rating::Good] } else { vec![Rating::Again, Rating::Good] };
            for rating in ratings {
                let review = review(&card.id, rating);
                progress.apply(&review, day, &scheduler);
                let millis = 1_735_700_000_000 + DAY * i64::try_from(number).unwrap_or(0);
                events.push(NewEvent { at: Moment { millis, offset: 0 }, day, what: What::Review(review) });
            }
        }
        number += 1;
    }
    (events, first.plus(number))
}

fn review(card: &CardId, rating: Rating) -> Review {
    Review {
        typed: (rating == Rating::Again).then(|| "something else".to_owned()),
        ..Review::sample(card.clone(), rating)
    }
}
