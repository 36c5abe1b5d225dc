//! What each day held.

use std::collections::BTreeMap;

use crate::schedule::{Rating, StudyDay};
use crate::stats::Answer;

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
