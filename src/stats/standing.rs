//! How the cards of a course and of a topic stand today.

use std::collections::BTreeMap;

use crate::schedule::{Progress, Scheduler, StudyDay};
use crate::stats::Ground;

/// Stability, in days, below which a card is still being learnt.
const LASTING: f32 = 7.0;

/// Numbers of cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) never_seen: usize,
    /// Failed and not right since, or not expected to last a week.
    pub(crate) learning: usize,
    /// Predicted recall is below the desired retention.
    pub(crate) at_risk: usize,
    pub(crate) solid: usize,
    /// Taken out by the student; in none of the others.
    pub(crate) suspended: usize,
}

impl Counts {
    #[must_use]
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            never_seen: self.never_seen + other.never_seen,
            learning: self.learning + other.learning,
            at_risk: self.at_risk + other.at_risk,
            solid: self.solid + other.solid,
            suspended: self.suspended + other.suspended,
        }
    }

    /// Suspended ones left out.
    pub(crate) fn total(self) -> usize {
        self.never_seen + self.learning + self.at_risk + self.solid
    }
}

/// A course, and its topics in the order of their names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Standing {
    pub(crate) course: String,
    pub(crate) title: String,
    pub(crate) counts: Counts,
    /// A card of two topics stands in both.
    pub(crate) topics: Vec<(String, Counts)>,
    /// Mean predicted recall of all its cards today, one never seen counting 0.
    pub(crate) recall: f64,
}

#[derive(Default)]
struct Sums<'a> {
    title: &'a str,
    counts: Counts,
    topics: BTreeMap<&'a str, Counts>,
    recall: f64,
}

pub(super) fn courses(ground: &Ground<'_>, states: &[(usize, &Progress)]) -> Vec<Standing> {
    let mut courses: BTreeMap<&str, Sums<'_>> = BTreeMap::new();
    for &(card, progress) in states {
        let card = &ground.catalogue.cards[card];
        let (note, deck) = (ground.catalogue.note(card), ground.catalogue.deck(card));
        let sums = courses.entry(&deck.course).or_default();
        sums.title = &deck.title;
        let one = standing(progress, ground.scheduler, ground.today, ground.desired);
        sums.counts = sums.counts.plus(one);
        sums.recall +=
            ground.scheduler.recall(progress, ground.today).filter(|_| !progress.suspended).map_or(0.0, f64::from);
        for topic in &note.topics {
            let counts = sums.topics.entry(topic).or_default();
            *counts = counts.plus(one);
        }
    }
    courses.into_iter().map(|(course, sums)| sums.standing(course)).collect()
}

impl Sums<'_> {
    fn standing(self, course: &str) -> Standing {
        let total = u32::try_from(self.counts.total()).unwrap_or(u32::MAX).max(1);
        Standing {
            course: course.to_owned(),
            title: self.title.to_owned(),
            counts: self.counts,
            topics: self.topics.into_iter().map(|(topic, counts)| (topic.to_owned(), counts)).collect(),
            recall: self.recall / f64::from(total),
        }
    }
}

/// Where one card stands; `desired` is a share of 1.
pub(crate) fn standing(progress: &Progress, scheduler: &Scheduler, today: StudyDay, desired: f64) -> Counts {
    let mut counts = Counts::default();
    let recall = scheduler.recall(progress, today).map(f64::from);
    let is_young = progress.memory.is_none_or(|memory| memory.stability < LASTING);
    let place = match recall {
        _ if progress.suspended => &mut counts.suspended,
        None => &mut counts.never_seen,
        Some(_) if progress.relearning || is_young => &mut counts.learning,
        Some(recall) if recall < desired => &mut counts.at_risk,
        Some(_) => &mut counts.solid,
    };
    *place = 1;
    counts
}
