//! What an attempt is worth: points, by topic and by kind, with intervals that are honest for few questions.

use std::collections::BTreeMap;

use crate::card::KindName;
use crate::exam::Attempt;
use crate::exam::class::count;

/// Points of so many questions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Share {
    pub(crate) points: f64,
    /// Questions.
    pub(crate) of: usize,
    /// What they are worth together.
    pub(crate) worth: f64,
}

/// The 97.5th percentile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

impl Share {
    /// Of so many questions, a point each.
    #[cfg(test)]
    pub(crate) fn of(points: f64, of: usize) -> Self {
        Self { points, of, worth: count(of) }
    }

    /// A question's credit, a share of 1, and its points.
    fn add(&mut self, credit: f64, worth: f64) {
        self.points += credit * worth;
        self.worth += worth;
        self.of += 1;
    }

    /// 0 to 1, also where a stranger's points lie outside; of no questions 0.
    pub(crate) fn share(self) -> f64 {
        if self.worth > 0.0 && self.points.is_finite() { (self.points / self.worth).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Wilson's 95 % interval, 0 to 1, over the questions. It has no width only over infinitely many questions and stays
    /// within 0 to 1 for few. A partial credit counts as that part of a success, which makes it wider than it need be,
    /// never narrower.
    pub(crate) fn interval(self) -> (f64, f64) {
        if self.of == 0 {
            return (0.0, 1.0);
        }
        let (n, p) = (count(self.of), self.share());
        let middle = p + Z * Z / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        (((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0))
    }
}

/// A share of one topic or kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tally {
    pub(crate) name: String,
    pub(crate) share: Share,
}

/// What an attempt is worth.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Score {
    pub(crate) total: Share,
    pub(crate) answered: usize,
    /// None without a pass mark.
    pub(crate) passed: Option<bool>,
    /// By name. A question of several topics counts in each.
    pub(crate) topics: Vec<Tally>,
    pub(crate) kinds: Vec<Tally>,
}

impl Score {
    pub(crate) fn of(attempt: &Attempt) -> Self {
        let mut total = Share::default();
        let (mut topics, mut kinds) = (BTreeMap::<&str, Share>::new(), BTreeMap::<&str, Share>::new());
        for (item, standing) in attempt.paper.items.iter().zip(&attempt.items) {
            let credit = standing.answer.as_ref().map_or(0.0, |answer| answer.mark.credit.clamp(0.0, 1.0));
            total.add(credit, item.points);
            kinds.entry(&item.kind).or_default().add(credit, item.points);
            for topic in &item.topics {
                topics.entry(topic).or_default().add(credit, item.points);
            }
        }
        let passed = attempt.paper.pass.map(|pass| total.share() * 100.0 + 1e-9 >= pass);
        Self { total, answered: attempt.answered(), passed, topics: tallies(topics), kinds: in_words(tallies(kinds)) }
    }
}

fn tallies(shares: BTreeMap<&str, Share>) -> Vec<Tally> {
    shares.into_iter().map(|(name, share)| Tally { name: name.to_owned(), share }).collect()
}

/// In the order of the format.
fn in_words(mut kinds: Vec<Tally>) -> Vec<Tally> {
    kinds.sort_by_key(|tally| KindName::parse(&tally.name));
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn lies(points: f64, of: usize, low: f64, high: f64) {
        let (from, to) = Share::of(points, of).interval();
        assert!((from - low).abs() < 0.0005 && (to - high).abs() < 0.0005, "{points} of {of}: {from} to {to}");
    }

    /// Values of Wilson's formula from Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    #[test]
    fn the_interval_is_wilsons() {
        lies(81.0, 263, 0.2553, 0.3662);
        lies(15.0, 148, 0.0624, 0.1605);
        lies(0.0, 20, 0.0, 0.1611);
        lies(1.0, 29, 0.0061, 0.1718);
    }

    #[test]
    fn few_questions_say_little() {
        lies(3.0, 3, 0.4385, 1.0);
        lies(0.0, 1, 0.0, 0.7935);
        lies(0.0, 0, 0.0, 1.0);
    }

    /// T27 of the peers' failures: a partial answer is neither a total miss nor a success.
    #[test]
    fn a_partial_credit_lies_between() {
        let half = Share::of(2.5, 5);
        assert!((half.share() - 0.5).abs() < 1e-12);
        let (low, high) = half.interval();
        assert!(low > Share::of(2.0, 5).interval().0 && high < Share::of(3.0, 5).interval().1);
    }

    /// Points below nothing or above everything come from strangers alone, and no interval of theirs is a NaN.
    #[test]
    fn points_outside_are_cut() {
        for points in [-3.0, 9.0, f64::NAN, f64::INFINITY] {
            let share = Share::of(points, 5);
            let (low, high) = share.interval();
            assert!((0.0..=1.0).contains(&share.share()) && (0.0..=1.0).contains(&low) && low <= high, "{points}");
        }
    }
}
