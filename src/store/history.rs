//! What the log holds beyond memory: a day's answers, a card's past, what its author should hear of.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::card::CardId;
use crate::schedule::{Event, OwnWords, Rating, Review, StudyDay, What, by_card, own_words};
use crate::store::fault::{Result, sentence};
use crate::store::{Store, cache, log};
use crate::study::Today;
use crate::text::Outcome;

/// What a student has to tell a card's author.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Feedback {
    pub(crate) flagged: bool,
    /// What was written with the flags, oldest first.
    pub(crate) notes: Vec<String>,
    /// Answers that the student upheld against the verdict, each once, oldest first.
    pub(crate) overruled: Vec<Overruled>,
}

/// An answer with the verdict that the student did not accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Overruled {
    pub(crate) typed: String,
    pub(crate) outcome: Option<Outcome>,
}

impl Store {
    /// What the log holds of a study day, retractions deducted. Practice does not count.
    pub(crate) fn today(&self, day: StudyDay) -> Result<Today> {
        let mut today = Today::default();
        // One view: each statement of its own would lock the file, ten calls to the system a card.
        let view = self.db.unchecked_transaction().map_err(sentence)?;
        for (card, reviews) in reviews_on(&view, day)? {
            if !reviews.iter().any(|review| review.counts) {
                continue;
            }
            match cache::one(&view, &card)?.and_then(|progress| progress.first) {
                Some(first) if first == day => today.new += 1,
                _ => today.reviewed += 1,
            }
            let failed = reviews.iter().filter(|review| review.counts && review.rating == Rating::Again).count();
            if failed > 0 {
                today.failed.insert(card.clone(), u32::try_from(failed).unwrap_or(u32::MAX));
            }
            today.answered.insert(card);
        }
        Ok(today)
    }

    /// Cards answered Again on a study day, whatever the purpose, retractions deducted.
    pub(crate) fn failed_on(&self, day: StudyDay) -> Result<HashSet<CardId>> {
        let failed = |reviews: &Vec<Review>| reviews.iter().any(|review| review.rating == Rating::Again);
        Ok(reviews_on(&self.db, day)?
            .into_iter()
            .filter(|(_, reviews)| failed(reviews))
            .map(|(card, _)| card)
            .collect())
    }

    /// The events of a card, under former names too, oldest first; none that was taken back or forgotten.
    pub(crate) fn history(&self, card: &CardId) -> Result<Vec<Event>> {
        let renames = log::of_kind(&self.db, "rename")?;
        let mut names = vec![card];
        while let Some(former) = renames.iter().find_map(|event| match &event.what {
            What::Rename { from, to } if names.contains(&to) && !names.contains(&from) => Some(from),
            _ => None,
        }) {
            names.push(former);
        }
        let mut events = Vec::new();
        for name in names {
            events.extend(log::of_card(&self.db, name)?);
        }
        let of_card = by_card(&events).remove(card).unwrap_or_default();
        Ok(of_card.into_iter().cloned().collect())
    }

    /// What the student typed for this card when it was judged wrong, newest first, each once, five at most.
    pub(crate) fn wrong_answers(&self, card: &CardId) -> Result<Vec<String>> {
        let mut typed = Vec::new();
        for event in self.history(card)?.into_iter().rev() {
            if let What::Review(review) = event.what
                && !review.overruled
                && matches!(review.outcome, Some(Outcome::Wrong | Outcome::Partial))
                && let Some(text) = review.typed
                && !typed.contains(&text)
            {
                typed.push(text);
            }
        }
        typed.truncate(5);
        Ok(typed)
    }

    /// What was flagged and what was overruled, card by card.
    pub(crate) fn feedback(&self) -> Result<HashMap<CardId, Feedback>> {
        let events = log::all(&self.db)?;
        let feedback = by_card(&events).into_iter().map(|(card, events)| (card.clone(), feedback_in(&events)));
        Ok(feedback.filter(|(_, feedback)| *feedback != Feedback::default()).collect())
    }

    /// The student's own words on each card that has any.
    pub(crate) fn own_words(&self) -> Result<HashMap<CardId, OwnWords>> {
        let mut events = Vec::new();
        for kind in ["note", "accept"] {
            events.extend(log::of_kind(&self.db, kind)?);
        }
        if !events.is_empty() {
            for kind in ["rename", "retraction"] {
                events.extend(log::of_kind(&self.db, kind)?);
            }
        }
        Ok(own_words(&events))
    }

    /// Whether events stand under this name, those that a rename brought there included, that no rename has moved on.
    pub(crate) fn has_events_left(&self, card: &CardId) -> Result<bool> {
        Ok(!self.history(card)?.is_empty())
    }
}

fn feedback_in(events: &[&Event]) -> Feedback {
    let mut feedback = Feedback::default();
    for event in events {
        match &event.what {
            What::Flag { note, .. } => {
                feedback.flagged = true;
                feedback.notes.extend(note.clone());
            }
            What::Review(review) if review.overruled => {
                let overruled = Overruled { typed: review.typed.clone().unwrap_or_default(), outcome: review.outcome };
                if !feedback.overruled.contains(&overruled) {
                    feedback.overruled.push(overruled);
                }
            }
            _ => {}
        }
    }
    feedback
}

/// The reviews of a study day under each card's present name; none that was taken back or forgotten.
fn reviews_on(db: &Connection, day: StudyDay) -> Result<HashMap<CardId, Vec<Review>>> {
    let mut events = log::reviewed_on(db, day)?;
    for kind in ["rename", "forget", "retraction", "hand_in", "take_over"] {
        events.extend(log::of_kind(db, kind)?);
    }
    let reviews = |events: Vec<&Event>| {
        let reviews = events.into_iter().filter_map(|event| match &event.what {
            What::Review(review) => Some(review.clone()),
            _ => None,
        });
        reviews.collect::<Vec<_>>()
    };
    Ok(by_card(&events).into_iter().map(|(card, events)| (card.clone(), reviews(events))).collect())
}
