//! A session at its end: what was answered, what is weak, what comes.

use std::collections::BTreeMap;

use super::{Outside, Sitting};
use crate::card::Named;
use crate::schedule::{PUT_OFF, Rating, StudyDay};
use crate::study::{Deed, Plan, Reason, Summary};

impl<O: Outside> Sitting<O> {
    pub(crate) fn summary(&mut self, reason: Reason) -> Result<Summary, O::Error> {
        let minutes = self.minutes_so_far();
        let ratings: Vec<(usize, Rating, bool, bool)> = self
            .session
            .steps()
            .filter_map(|step| match step.deed {
                Deed::Rated { rating, first, overruled } => Some((step.card, rating, first, overruled)),
                Deed::Suspended => None,
            })
            .collect();
        let rest = self.outside.rest_of_day(&self.catalogue, &self.selected, &self.progress)?;
        let (today, due): (StudyDay, Vec<StudyDay>) = (self.outside.today(), self.due_days().collect());
        // What is left of today included.
        let due_by = |days: u64| due.iter().filter(|&&due| due <= today.plus(days)).count();
        let firsts: Vec<_> = ratings.iter().filter(|(_, _, first, _)| *first).collect();
        Ok(Summary {
            reason,
            answered: ratings.len(),
            first_tries: firsts.len(),
            first_try_right: firsts.iter().filter(|(_, rating, ..)| *rating != Rating::Again).count(),
            weakest_topics: self.weakest(firsts.iter().map(|(card, rating, ..)| (*card, *rating))),
            overruled: ratings.iter().filter(|(.., overruled)| *overruled).count(),
            minutes,
            due_today: rest.due.len(),
            new_today: rest.new.len(),
            due_tomorrow: due_by(1) - due_by(0),
            due_this_week: due_by(7),
            held_back: held_back(&rest),
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
            .filter_map(|card| self.progress.get(&card as &dyn Named))
            .filter(|progress| !progress.suspended)
            .filter_map(|progress| progress.due)
    }
}

/// What is kept for another day.
fn held_back(rest: &Plan) -> Vec<String> {
    let mut held = Vec::new();
    if rest.siblings_held > 0 {
        held.push(format!("{} due whose entry or group was asked today", rest.siblings_held));
    }
    if rest.over_review_cap > 0 {
        held.push(format!("{} due beyond the day's reviews", rest.over_review_cap));
    }
    if rest.put_off > 0 {
        held.push(format!("{} failed {PUT_OFF} times today", rest.put_off));
    }
    let new = rest.new_siblings_held + rest.over_new_cap;
    if new > 0 {
        held.push(format!("{new} new"));
    }
    held
}
