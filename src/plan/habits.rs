//! How long this student takes, and how the ratings fall, learnt from the log and held to what is usual at first.

use std::collections::HashMap;
use std::hash::Hash;

use crate::card::KindName;
use crate::schedule::Rating;

/// Seconds a card takes before the log knows better: met for the first time, and later.
const USUAL: Seen<f64> = Seen { new: 20.0, review: 8.0 };
/// Answers that are enough for a median of their own.
const ENOUGH: usize = 5;
/// Answers of one kind of entry that are enough for a median of that kind.
const ENOUGH_OF_KIND: usize = 12;
/// Ratings that the usual shares weigh.
const WEIGHT: f64 = 20.0;
/// Again, Hard, Good, Easy on a new card.
const FIRST: [f64; 4] = [0.24, 0.09, 0.50, 0.17];
/// Hard, Good, Easy among later answers that were right.
const RIGHT: [f64; 3] = [0.22, 0.63, 0.15];

/// A pair: for the first answer to a card, and for later ones.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Seen<T> {
    pub(crate) new: T,
    pub(crate) review: T,
}

/// One answer, as far as habits go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answered {
    /// None where the entry is gone.
    pub(crate) kind: Option<KindName>,
    pub(crate) is_new: bool,
    pub(crate) seconds: u32,
    pub(crate) rating: Rating,
    /// The first answer of its day to the card.
    pub(crate) is_first: bool,
}

/// What the log says of a student's pace and ratings.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Habits {
    seconds: Seen<f64>,
    by_kind: HashMap<(KindName, bool), f64>,
    /// Shares of Again, Hard, Good, Easy on a new card.
    pub(crate) first: [f64; 4],
    /// Shares of Hard, Good, Easy among later answers that were right.
    pub(crate) right: [f64; 3],
}

impl Default for Habits {
    fn default() -> Self {
        Self { seconds: USUAL, by_kind: HashMap::new(), first: FIRST, right: RIGHT }
    }
}

impl Habits {
    pub(crate) fn of(answers: &[Answered]) -> Self {
        let seconds_of = |is_new: bool| {
            answers.iter().filter(move |answer| answer.is_new == is_new).map(|answer| (answer.kind, answer.seconds))
        };
        let median = |is_new: bool, usual: f64| {
            let all: Vec<u32> = seconds_of(is_new).map(|(_, seconds)| seconds).collect();
            if all.len() < ENOUGH { usual } else { typical(all) }
        };
        let seconds = Seen { new: median(true, USUAL.new), review: median(false, USUAL.review) };
        let mut by_kind = HashMap::new();
        for is_new in [true, false] {
            let of_kinds = seconds_of(is_new).filter_map(|(kind, seconds)| Some((kind?, seconds)));
            for (kind, times) in grouped(of_kinds) {
                if times.len() >= ENOUGH_OF_KIND {
                    by_kind.insert((kind, is_new), typical(times));
                }
            }
        }
        let firsts = answers.iter().filter(|answer| answer.is_new).map(|answer| answer.rating as usize);
        let later = answers.iter().filter(|answer| !answer.is_new && answer.is_first && answer.rating != Rating::Again);
        let rights = later.map(|answer| answer.rating as usize - 1);
        Self { seconds, by_kind, first: shares(firsts, FIRST), right: shares(rights, RIGHT) }
    }

    /// Usual seconds of a kind of entry.
    pub(crate) fn seconds(&self, kind: KindName) -> Seen<f64> {
        let of = |is_new: bool, any: f64| self.by_kind.get(&(kind, is_new)).copied().unwrap_or(any);
        Seen { new: of(true, self.seconds.new), review: of(false, self.seconds.review) }
    }

    /// Usual seconds of any kind.
    pub(crate) fn seconds_of_all(&self) -> Seen<f64> {
        self.seconds
    }
}

fn grouped<K: Hash + Eq, V>(pairs: impl Iterator<Item = (K, V)>) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}

/// The mean of times, none counted for more than three times their median: a day's sum is what has to fit, and a
/// student called away from the desk must not spoil it.
pub(crate) fn typical(mut times: Vec<u32>) -> f64 {
    times.sort_unstable();
    let most = f64::from(times[times.len() / 2]) * 3.0;
    let count = u32::try_from(times.len()).unwrap_or(u32::MAX);
    (times.into_iter().map(|time| f64::from(time).min(most)).sum::<f64>() / f64::from(count)).max(1.0)
}

/// Shares of what was counted, the usual ones weighing as much as twenty ratings.
fn shares<const N: usize>(found: impl Iterator<Item = usize>, usual: [f64; N]) -> [f64; N] {
    let mut sums = usual.map(|share| share * WEIGHT);
    for at in found {
        sums[at] += 1.0;
    }
    let total: f64 = sums.iter().sum();
    sums.map(|sum| sum / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    use KindName::{Date, List, Short};

    fn answer(kind: KindName, is_new: bool, seconds: u32) -> Answered {
        Answered { kind: Some(kind), is_new, seconds, rating: Rating::Good, is_first: true }
    }

    #[test]
    fn without_answers_the_usual_holds() {
        let habits = Habits::of(&[answer(Short, true, 90)]);
        assert_eq!(habits.seconds(Short), USUAL);
        assert!((habits.first.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_few_answers_are_enough_and_an_absence_spoils_nothing() {
        let answers: Vec<_> = [30, 30, 30, 30, 600].map(|seconds| answer(Short, true, seconds)).into();
        assert_eq!(Habits::of(&answers).seconds(List), Seen { new: 42.0, review: 8.0 });
    }

    #[test]
    fn a_kind_with_enough_answers_has_its_own_seconds() {
        let mut answers = vec![answer(Date, false, 5); 12];
        answers.extend(vec![answer(List, false, 15); 12]);
        let habits = Habits::of(&answers);
        assert_eq!([Date, List, Short].map(|kind| habits.seconds(kind).review), [5.0, 15.0, 10.0]);
    }
}
