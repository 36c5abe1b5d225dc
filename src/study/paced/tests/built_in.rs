//! The built-in decks with an exam date, day by day: what stands beside what, and what waits.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::*;
use super::{day, pursuit};
use crate::schedule::{Rating, Review, Scheduler, States};
use crate::study::{Limits, Today, plan};

/// A student whose memory is the scheduler's, with all built-in decks.
struct Student {
    catalogue: Catalogue,
    progress: States,
    scheduler: Scheduler,
    rng: ChaCha8Rng,
}

impl Student {
    fn new(seed: u64) -> Self {
        let decks = crate::library::built_in().into_iter().filter_map(|file| file.reading.deck);
        let (progress, scheduler) = (States::default(), Scheduler::default());
        Self { catalogue: Catalogue::new(decks.collect()), progress, scheduler, rng: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// The plan of a day, which is then lived through.
    fn study(&mut self, today: StudyDay, goal: &Pursuit) -> Plan {
        let all: Vec<usize> = (0..self.catalogue.cards.len()).collect();
        let limits = Limits { new_per_day: 10, reviews_per_day: 200, session: None };
        let (progress, scheduler, done) = (&self.progress, &self.scheduler, &Today::default());
        let at = Circumstances { progress, scheduler, today, done, limits, pursuit: Some(goal) };
        let plan = plan(&self.catalogue, &all, &at);
        plan.first.iter().for_each(|&card| self.answer(card, today));
        plan
    }

    /// A failure is put right on the same day.
    fn answer(&mut self, card: usize, today: StudyDay) {
        let id = self.catalogue.cards[card].id.clone();
        let mut progress = self.progress.get(&id).unwrap_or_default();
        let recall = self.scheduler.recall(&progress, today).filter(|_| progress.is_seen());
        let is_right = self.rng.random::<f64>() < recall.map_or(0.76, f64::from);
        for &rating in if is_right { &[Rating::Good][..] } else { &[Rating::Again, Rating::Good] } {
            let review = Review { text_hash: 1, ..Review::sample(id.clone(), rating) };
            progress.apply(&review, today, &self.scheduler);
        }
        self.progress.insert(id, progress);
    }
}

/// Days to an exam, and minutes a day.
const GOALS: [(u64, u32); 4] = [(7, 40), (16, 20), (21, 10), (40, 10)];

/// Each day of each goal before its last sweep, which is half of the days at most.
fn each_day(mut look: impl FnMut(&Catalogue, &Plan, &str)) {
    for (at, (days, minutes)) in (0..).zip(GOALS) {
        let (mut student, goal) = (Student::new(at), pursuit(day(days), minutes));
        for number in 0..days {
            let plan = student.study(day(number), &goal);
            if number >= days / 2 {
                continue;
            }
            look(&student.catalogue, &plan, &format!("day {number} of {days}, {minutes} minutes"));
        }
    }
}

#[test]
fn new_cards_of_one_answer_stay_apart_with_a_goal() {
    let mut met = 0;
    each_day(|catalogue, plan, when| {
        let new: Vec<usize> = plan.first.iter().copied().filter(|card| plan.new.contains(card)).collect();
        met += new.len();
        let first = &new[..new.len().min(10)];
        for (place, &card) in new.iter().enumerate() {
            let before = &new[place.saturating_sub(9)..place];
            let crowds = |card: usize| {
                let is_same = |other: &&usize| catalogue.answer(**other) == catalogue.answer(card);
                catalogue.answer(card).is_some()
                    && (before.last().as_ref().is_some_and(is_same) || before.iter().filter(is_same).count() > 1)
            };
            let could_come = |&other: &usize| catalogue.required(other).is_empty() && !crowds(other);
            let name = &catalogue.cards[card].id;
            assert!(
                !crowds(card) || !new[place..].iter().any(could_come),
                "{when}: {name} at {place} of {}",
                new.len()
            );
            let same = first.iter().filter(|&&other| catalogue.answer(other) == catalogue.answer(card)).count();
            assert!(first.len() < 10 || catalogue.answer(card).is_none() || same < 3, "{when}: {name}, {same} of ten");
        }
    });
    assert!(met > 500, "{met} new cards were looked at");
}
