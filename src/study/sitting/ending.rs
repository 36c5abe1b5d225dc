//! A session at its end: what was answered, what is weak, what comes.

use std::collections::BTreeMap;

use super::{Outside, Sitting};
use crate::schedule::{Purpose, Rating, StudyDay};
use crate::study::{Deed, Load, Met, Reason, Summary};

impl<O: Outside> Sitting<O> {
    pub(crate) fn summary(&mut self, reason: Reason) -> Result<Summary, O::Error> {
        let minutes = self.minutes_so_far();
        let rated = || {
            self.session.steps().filter_map(|step| match step.deed {
                Deed::Rated { rating, first, met, overruled } => {
                    Some((step.card, rating, first.then_some(met), overruled))
                }
                Deed::Suspended => None,
            })
        };
        let firsts = || rated().filter_map(|(card, rating, met, _)| Some((card, rating, met?)));
        // Who looks at a card that he never saw learns it: there was nothing to miss.
        let tried: Vec<(usize, Rating)> =
            firsts().filter(|(.., met)| *met != Met::Shown).map(|(card, rating, _)| (card, rating)).collect();
        let was_right = |wanted: usize| rated().any(|(card, rating, ..)| card == wanted && rating != Rating::Again);
        // Practice teaches nothing that the schedule knows of.
        let is_learnt = |card: usize, met: Met| {
            self.purpose == Purpose::Study && (met == Met::Shown || (met == Met::New && was_right(card)))
        };
        let rest = self.outside.rest_of_day(&self.catalogue, &self.selected, &self.progress)?;
        let load = Load::counted(&rest, &self.selected, self.outside.today(), |card| {
            self.progress.get(&self.catalogue.name(card))
        });
        Ok(Summary {
            reason,
            answered: rated().count(),
            cards: firsts().count(),
            learnt: firsts().filter(|(card, _, met)| is_learnt(*card, *met)).count(),
            first_tries: tried.len(),
            first_try_right: tried.iter().filter(|(_, rating)| *rating != Rating::Again).count(),
            weakest_topics: self.weakest(tried.iter().copied()),
            overruled: rated().filter(|(.., overruled)| *overruled).count(),
            minutes,
            due_today: rest.due.len(),
            new_today: rest.new.len(),
            due_tomorrow: load.tomorrow(),
            due_this_week: load.within_a_week(),
            held_back: load.held_back(&rest),
        })
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

    /// When the selected cards are due that are not suspended.
    pub(crate) fn due_days(&self) -> impl Iterator<Item = StudyDay> {
        let cards = self.selected.iter().map(|&card| self.catalogue.name(card));
        cards
            .filter_map(|card| self.progress.get(&card))
            .filter(|progress| !progress.suspended)
            .filter_map(|progress| progress.due)
    }
}
