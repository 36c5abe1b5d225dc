//! What a session says at its end, of a card's past, and when nothing is due.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::commands::card_state;
use crate::commands::study::room::Room;
use crate::schedule::{Purpose, Rating, StudyDay};
use crate::study::Deed;
use crate::ui::{Reason, Summary, counted, day_in_words};

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

    /// Selected cards that are due by so many days after today, what is left of today included.
    fn due_by(&self, days: u64) -> usize {
        let last = self.cx.today().plus(days);
        self.due_days().filter(|&due| due <= last).count()
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

    /// Why there is nothing to ask, and what could be done meanwhile.
    pub(super) fn nothing_to_ask(&self) -> String {
        if self.purpose != Purpose::Study {
            return "There is nothing to practise here: no card fits.".to_owned();
        }
        nothing_due(self.due_days().min(), self.plan.over_new_cap, self.cx.today())
    }

    /// A card's past: where it stands, and the last times it was answered.
    pub(super) fn history(&self, card: usize) -> Result<String> {
        let id = &self.selected.catalogue.cards[card].id;
        let Some(progress) = self.progress.get(id) else { return Ok(format!("{id}: new, never answered")) };
        let mut lines = vec![id.to_string()];
        lines.extend(card_state::in_full(progress, self.store.scheduler(), self.cx));
        let events = self.store.history(id)?;
        lines.extend(events.iter().skip(events.len().saturating_sub(LAST)).map(card_state::event_line));
        Ok(lines.join("\n"))
    }
}

/// So many events of a card's past are shown in a session; `acquis cards` shows all.
const LAST: usize = 5;

/// Nothing due is said with when the next card is, and what could be done meanwhile.
pub(crate) fn nothing_due(next: Option<StudyDay>, over_new_cap: usize, today: StudyDay) -> String {
    let mut said = vec!["Nothing is due now.".to_owned()];
    said.extend(next.map(|day| format!("The next card is due {}.", day_in_words(day, today))));
    if over_new_cap > 0 {
        let cards = counted(over_new_cap, "new card waits", "new cards wait");
        said.push(format!("{cards} for another day: `acquis study --new N` takes more today."));
    }
    said.push("`acquis cram` practises without touching the schedule.".to_owned());
    said.join("\n")
}
