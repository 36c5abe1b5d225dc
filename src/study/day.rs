//! What a day holds, in numbers. The one place where *due*, *new* and *minutes* are counted, whoever tells them.

use crate::deck::Catalogue;
use crate::plan::{Habits, seconds_expected};
use crate::study::queue::{Circumstances, Plan};

/// What is asked on a day, counted once for the overview, the sessions, `plan`, `stats` and JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct DayNumbers {
    /// Cards known before that are asked today.
    pub(crate) due: usize,
    /// Cards never seen that are asked today.
    pub(crate) new: usize,
    /// Cards that are due too, but kept for another day.
    pub(crate) due_held: usize,
    /// Cards never seen that are kept for another day.
    pub(crate) new_held: usize,
    /// What the day takes this student, repetitions of what fails included.
    pub(crate) seconds: f64,
}

impl DayNumbers {
    /// Counts a plan, made under these circumstances.
    pub(crate) fn of(plan: &Plan, catalogue: &Catalogue, at: &Circumstances<'_>, habits: &Habits) -> Self {
        let seconds = |&card: &usize| {
            let (deck, note) = catalogue.entry(card);
            let usual = habits.seconds(deck.notes.kind(note));
            let progress = at.known(catalogue, card).filter(|progress| progress.is_seen());
            let recall = progress.map(|progress| f64::from(at.scheduler.recall(progress, at.today).unwrap_or(1.0)));
            seconds_expected(usual, recall, habits)
        };
        Self {
            due: plan.due.len(),
            new: plan.new.len(),
            due_held: plan.siblings_held + plan.over_review_cap + plan.put_off,
            new_held: plan.new_siblings_held + plan.over_new_cap,
            seconds: plan.cards().iter().map(seconds).sum(),
        }
    }

    /// Whole minutes; at least one where anything is asked.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a day, at least 0")]
    pub(crate) fn minutes(&self) -> u32 {
        let least = u32::from(self.due + self.new > 0);
        ((self.seconds / 60.0).round() as u32).max(least)
    }
}
