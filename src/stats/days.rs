//! What each day held, and what the coming ones will.

use std::collections::BTreeMap;

use crate::schedule::{Progress, Rating, StudyDay};
use crate::stats::{AHEAD, Answer};

/// A study day with answers, whatever their purpose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct DayDone {
    pub(crate) day: StudyDay,
    /// Answers, repetitions counted.
    pub(crate) answers: usize,
    /// Cards met for the first time.
    pub(crate) new: usize,
    pub(crate) right: usize,
    pub(crate) seconds: u64,
}

pub(super) fn done(answers: &[Answer<'_>]) -> Vec<DayDone> {
    let mut days: BTreeMap<StudyDay, DayDone> = BTreeMap::new();
    for answer in answers {
        let empty = DayDone { day: answer.day, answers: 0, new: 0, right: 0, seconds: 0 };
        let day = days.entry(answer.day).or_insert(empty);
        day.answers += 1;
        day.new += usize::from(answer.is_new && answer.review.counts);
        day.right += usize::from(answer.review.rating != Rating::Again);
        day.seconds += u64::from(answer.review.seconds);
    }
    days.into_values().collect()
}

/// Cards due by day, from today on; of those due by now so many are asked today, the others tomorrow.
pub(super) fn load(states: &[(usize, &Progress)], today: StudyDay, asked_today: usize) -> Vec<usize> {
    let mut load = vec![0_usize; usize::try_from(AHEAD).expect("a month")];
    let due = states.iter().filter(|(_, progress)| !progress.suspended).filter_map(|(_, progress)| progress.due);
    for due in due {
        let ahead = usize::try_from(due.since(today)).unwrap_or(usize::MAX);
        if let Some(day) = load.get_mut(ahead) {
            *day += 1;
        }
    }
    let kept_for_tomorrow = load[0].saturating_sub(asked_today);
    load[0] = asked_today;
    load[1] += kept_for_tomorrow;
    load
}
