//! A session at its end: what was answered, what is weak, what comes.

use std::collections::BTreeMap;

use super::{Outside, Sitting};
use crate::schedule::{Rating, StudyDay};
use crate::study::{Deed, Reason, Summary};

impl<O: Outside> Sitting<O> {
    pub(crate) fn summary(&mut self, reason: Reason) -> Summary {
        let minutes = self.minutes_so_far();
        let ratings: Vec<(usize, Rating, bool, bool)> = self
            .session
            .steps()
            .filter_map(|step| match step.deed {
                Deed::Rated { rating, first, overruled } => Some((step.card, rating, first, overruled)),
                Deed::Suspended => None,
            })
            .collect();
        let firsts: Vec<_> = ratings.iter().filter(|(_, _, first, _)| *first).collect();
        Summary {
            reason,
            answered: ratings.len(),
            first_tries: firsts.len(),
            first_try_right: firsts.iter().filter(|(_, rating, ..)| *rating != Rating::Again).count(),
            weakest_topics: self.weakest(firsts.iter().map(|(card, rating, ..)| (*card, *rating))),
            overruled: ratings.iter().filter(|(.., overruled)| *overruled).count(),
            minutes,
            due_today: self.due_by(0),
            due_tomorrow: self.due_by(1) - self.due_by(0),
            due_this_week: self.due_by(7),
            held_back: self.held_back(),
        }
    }

    /// Topics with a miss, the weakest first: (topic, right at first try, asked).
    fn weakest(&self, firsts: impl Iterator<Item = (usize, Rating)>) -> Vec<(String, usize, usize)> {
        let mut topics: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (card, rating) in firsts {
            let Some(card) = self.catalogue.cards.get(card) else { continue };
            for topic in &self.catalogue.note(card).topics {
                let count = topics.entry(topic).or_default();
                count.0 += usize::from(rating != Rating::Again);
                count.1 += 1;
            }
        }
        let mut weak: Vec<_> = topics
            .into_iter()
            .filter(|(_, (right, asked))| right < asked)
            .map(|(topic, (right, asked))| (topic.to_owned(), right, asked))
            .collect();
        weak.sort_by(|a, b| (a.1 * b.2).cmp(&(b.1 * a.2)).then_with(|| a.0.cmp(&b.0)));
        weak.truncate(3);
        weak
    }

    /// Selected cards that are due by so many days after today, what is left of today included.
    fn due_by(&self, days: u64) -> usize {
        let last = self.outside.today().plus(days);
        self.due_days().filter(|&due| due <= last).count()
    }

    /// When the selected cards are due that are not suspended.
    pub(crate) fn due_days(&self) -> impl Iterator<Item = StudyDay> {
        let cards = self.selected.iter().map(|&at| &self.catalogue.cards[at].id);
        cards
            .filter_map(|id| self.progress.get(id))
            .filter(|progress| !progress.suspended)
            .filter_map(|progress| progress.due)
    }

    fn held_back(&self) -> Vec<String> {
        let plan = &self.plan;
        let mut held = Vec::new();
        if plan.siblings_held > 0 {
            held.push(format!("{} due whose entry or group was asked today", plan.siblings_held));
        }
        if plan.over_review_cap > 0 {
            held.push(format!("{} due beyond the day's reviews", plan.over_review_cap));
        }
        let new = plan.new_siblings_held + plan.over_new_cap;
        if new > 0 {
            held.push(format!("{new} new"));
        }
        held
    }
}
