//! What is known of one card: memory, due day, counts. Folded from the log, never edited.

use crate::schedule::{Review, Scheduler, StudyDay, event::Rating};

/// FSRS's two numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Memory {
    /// Days after which recall has fallen to 0.9.
    pub(crate) stability: f32,
    /// 1 (easy) to 10 (hard).
    pub(crate) difficulty: f32,
}

/// Lapses that name a leech: a card that fails again and again.
pub(crate) const LEECH: u32 = 4;

/// Failures on one study day after which a card is put off until the next.
pub(crate) const PUT_OFF: u32 = 5;

/// One card's state. `Default` is a card that was never touched.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Progress {
    pub(crate) memory: Option<Memory>,
    /// Study day of the first and of the last review that counts.
    pub(crate) first: Option<StudyDay>,
    pub(crate) last: Option<StudyDay>,
    /// The day it comes back; the last day itself while it is being relearnt.
    pub(crate) due: Option<StudyDay>,
    /// Reviews that count.
    pub(crate) reviews: u32,
    /// Again on a card last seen on an earlier day.
    pub(crate) lapses: u32,
    /// Failed and not right since, on whatever day.
    pub(crate) relearning: bool,
    pub(crate) suspended: bool,
    pub(crate) flagged: bool,
    /// Of the last review that counts.
    pub(crate) text_hash: u64,
    pub(crate) revised: u32,
}

impl Progress {
    pub(crate) fn is_seen(&self) -> bool {
        self.reviews > 0
    }

    pub(crate) fn is_due(&self, today: StudyDay) -> bool {
        self.due.is_some_and(|due| due <= today)
    }

    /// Lapses, the one counted in that a failure today would be.
    pub(crate) fn lapses_after_failing(&self, today: StudyDay) -> u32 {
        self.lapses + u32::from(self.last.is_some_and(|last| last < today))
    }

    /// Takes a review in. What does not count leaves everything as it is.
    pub(crate) fn apply(&mut self, review: &Review, day: StudyDay, scheduler: &Scheduler) {
        if !review.counts {
            return;
        }
        let step = scheduler.step(self, day, review.retention, &review.card);
        let failed = review.rating == Rating::Again;
        if failed {
            self.lapses = self.lapses_after_failing(day);
        }
        // A clock set back must not bring the due day forward from a day that was already reached.
        let day = self.last.map_or(day, |last| last.max(day));
        self.memory = Some(step.memory(review.rating));
        self.first.get_or_insert(day);
        self.last = Some(day);
        self.due = Some(day.plus(step.intervals.days(review.rating).into()));
        self.reviews += 1;
        self.relearning = failed;
        self.text_hash = review.text_hash;
        self.revised = review.revised;
    }
}
