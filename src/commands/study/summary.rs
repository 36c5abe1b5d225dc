//! What a session says at its end, of a card's past, and when nothing is due.

use std::collections::BTreeMap;

use crate::commands::study::room::Room;
use crate::schedule::{Rating, StudyDay};
use crate::study::Deed;
use crate::ui::{Reason, Summary};

impl Room<'_> {
    pub(super) fn summary(&mut self, reason: Reason) -> Summary {
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
            due_tomorrow: self.due_by(1),
            due_this_week: self.due_by(7),
            held_back: self.held_back(),
        }
    }

    /// Topics with a miss, the weakest first: (topic, right at first try, asked).
    fn weakest(&self, firsts: impl Iterator<Item = (usize, Rating)>) -> Vec<(String, usize, usize)> {
        let mut topics: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (card, rating) in firsts {
            for topic in &self.selected.catalogue.note(&self.selected.catalogue.cards[card]).topics {
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

    /// Selected cards that fall due within so many days after today.
    fn due_by(&self, days: u64) -> usize {
        let (today, last) = (self.cx.today(), self.cx.today().plus(days));
        self.due_days().filter(|&due| due > today && due <= last).count()
    }

    fn due_days(&self) -> impl Iterator<Item = StudyDay> {
        let cards = self.selected.cards.iter().map(|&at| &self.selected.catalogue.cards[at].id);
        cards
            .filter_map(|id| self.progress.get(id))
            .filter(|progress| !progress.suspended)
            .filter_map(|progress| progress.due)
    }

    fn held_back(&self) -> Vec<String> {
        let plan = &self.plan;
        let mut held = Vec::new();
        if plan.siblings_held > 0 {
            held.push(format!("{} for another day, beside a card that tells them", plan.siblings_held));
        }
        if plan.over_review_cap > 0 {
            held.push(format!("{} over the day's reviews", plan.over_review_cap));
        }
        if plan.over_new_cap > 0 {
            held.push(format!("{} new over the day's new cards", plan.over_new_cap));
        }
        held
    }

    /// Nothing due is said with when the next card is, and what could be done meanwhile.
    pub(super) fn nothing_due(&self) -> String {
        let next = self.due_days().min().map_or_else(String::new, |day| format!(" The next card is due on {day}."));
        let more = if self.plan.over_new_cap > 0 {
            format!(
                "\n{} new cards wait for another day: `acquis study --new N` takes more today.",
                self.plan.over_new_cap
            )
        } else {
            String::new()
        };
        format!("Nothing is due now.{next}{more}")
    }

    /// One line on a card's past.
    pub(super) fn history(&self, card: usize) -> String {
        let id = &self.selected.catalogue.cards[card].id;
        let Some(progress) = self.progress.get(id).filter(|progress| progress.is_seen()) else {
            return format!("{id}: new, never answered");
        };
        let recall = self.store.scheduler().recall(progress, self.cx.today());
        let recall = recall.map_or_else(String::new, |recall| format!(", recall now {:.0} %", recall * 100.0));
        let due = progress.due.map_or_else(String::new, |due| format!(", due {due}"));
        format!("{id}: {} reviews, {} lapses{recall}{due}", progress.reviews, progress.lapses)
    }
}
