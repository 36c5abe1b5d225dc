//! What a day holds, in numbers, and the days after it. The one place where *due*, *new* and *minutes* are counted, whoever tells them.

use std::collections::HashSet;

use crate::deck::Catalogue;
use crate::plan::{Habits, seconds_expected};
use crate::schedule::{PUT_OFF, Progress, StudyDay};
use crate::study::queue::{Circumstances, Plan};

/// What is asked on a day, counted once for the overview, the sessions, `plan`, `stats` and JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct DayNumbers {
    /// Cards known before that are asked today.
    pub(crate) due: usize,
    /// Cards never seen that are asked today.
    pub(crate) new: usize,
    /// What the day takes this student, repetitions of what fails included.
    pub(crate) seconds: f64,
}

impl DayNumbers {
    /// Counts a plan, made under these circumstances.
    pub(crate) fn of(plan: &Plan, catalogue: &Catalogue, at: &Circumstances<'_>, habits: &Habits) -> Self {
        let seconds = |&card: &usize| {
            let (deck, note) = catalogue.entry(card);
            let usual = habits.seconds(deck.notes.kind(note));
            let progress = at.known(catalogue, card).filter(Progress::is_seen);
            let recall = progress.map(|progress| f64::from(at.scheduler.recall(&progress, at.today).unwrap_or(1.0)));
            seconds_expected(usual, recall, habits)
        };
        Self { due: plan.due.len(), new: plan.new.len(), seconds: plan.cards().iter().map(seconds).sum() }
    }

    /// Whole minutes; at least one where anything is asked.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a day, at least 0")]
    pub(crate) fn minutes(&self) -> u32 {
        let least = u32::from(self.due + self.new > 0);
        ((self.seconds / 60.0).round() as u32).max(least)
    }
}

/// Days of a load, today among them.
const AHEAD: usize = 30;
/// Days after today that are told at a glance.
const WEEK: usize = 7;

/// When the cards known before are due. The one place where the days ahead are counted, whoever tells them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Load {
    /// From today on, as many days as are looked ahead: today what is asked today, tomorrow what is kept from today too.
    pub(crate) days: Vec<usize>,
    /// Cards due by today that are kept for another day.
    pub(crate) due_held: usize,
    /// Cards never seen that are kept for another day.
    pub(crate) new_held: usize,
}

impl Load {
    /// Of the selected cards, a day's plan of them, made under these circumstances.
    pub(crate) fn of(plan: &Plan, catalogue: &Catalogue, selected: &[usize], at: &Circumstances<'_>) -> Self {
        Self::counted(plan, selected, at.today, |card| at.progress.get(&catalogue.name(card)))
    }

    /// The same by what is known of each card.
    pub(crate) fn counted(
        plan: &Plan,
        selected: &[usize],
        today: StudyDay,
        known: impl Fn(usize) -> Option<Progress>,
    ) -> Self {
        let asked: HashSet<usize> = plan.due.iter().chain(&plan.new).copied().collect();
        let mut load = Self { days: vec![0; AHEAD], due_held: 0, new_held: 0 };
        load.days[0] = plan.due.len();
        for &card in selected.iter().filter(|card| !asked.contains(card)) {
            let known = known(card);
            match known.and_then(|progress| progress.due) {
                _ if known.is_some_and(|progress| progress.suspended) => {}
                Some(due) if due <= today => load.due_held += 1,
                Some(due) => {
                    let ahead = usize::try_from(due.since(today)).unwrap_or(usize::MAX);
                    load.days.get_mut(ahead).into_iter().for_each(|count| *count += 1);
                }
                None => load.new_held += usize::from(!known.is_some_and(|known| known.is_seen())),
            }
        }
        load.days[1] += load.due_held;
        load
    }

    /// What is kept for another day, and why: a few words each.
    pub(crate) fn held_back(&self, plan: &Plan) -> Vec<String> {
        let left = self.due_held.saturating_sub(plan.over_review_cap + plan.put_off);
        let over_time = plan.over_time.min(left);
        let reasons = [
            (left - over_time, "due, kept apart from others of their entry or group".to_owned()),
            (plan.over_review_cap, "due beyond the day's reviews".to_owned()),
            (over_time, "due beyond the day's minutes".to_owned()),
            (plan.put_off, format!("failed {PUT_OFF} times today")),
            (self.new_held, "new".to_owned()),
        ];
        reasons.iter().filter(|(count, _)| *count > 0).map(|(count, why)| format!("{count} {why}")).collect()
    }

    pub(crate) fn tomorrow(&self) -> usize {
        self.days[1]
    }

    /// The days after today that are told at a glance.
    pub(crate) fn week(&self) -> &[usize] {
        &self.days[1..=WEEK]
    }

    /// Cards due by a week from today, what is left of today included.
    pub(crate) fn within_a_week(&self) -> usize {
        self.days[0] + self.week().iter().sum::<usize>()
    }
}
