//! The log as a list of answers, each with what was predicted of it.

use std::collections::{HashMap, HashSet};

use crate::card::CardId;
use crate::schedule::{Event, Progress, Review, StudyDay, What, trace};
use crate::stats::Ground;

/// An answer, with what was known just before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer<'a> {
    pub(crate) card: &'a CardId,
    pub(crate) review: &'a Review,
    pub(crate) day: StudyDay,
    pub(crate) stamp: i64,
    /// The card was never answered before.
    pub(crate) is_new: bool,
    /// Recall predicted, 0 to 1, of a card last answered on an earlier day; none otherwise.
    pub(crate) predicted: Option<f32>,
}

/// The log, read once.
pub(crate) struct Log<'a> {
    /// In the order of the log.
    pub(crate) answers: Vec<Answer<'a>>,
    pub(crate) progress: HashMap<&'a CardId, Progress>,
}

pub(super) fn read<'a>(ground: &Ground<'a>) -> Log<'a> {
    let selected: HashSet<&CardId> = ground.selected.iter().map(|&card| &ground.catalogue.cards[card].id).collect();
    let wanted =
        |card: &CardId| selected.contains(card) || (ground.with_strangers && ground.catalogue.find(card).is_none());
    let mut answers: Vec<Answer<'a>> = Vec::new();
    let progress = trace(ground.events, ground.scheduler, |card, before, event| {
        if wanted(card) {
            answers.extend(answer(card, before, event, ground));
        }
    });
    answers.sort_by_key(|answer| answer.stamp);
    Log { answers, progress }
}

fn answer<'a>(card: &'a CardId, before: &Progress, event: &'a Event, ground: &Ground<'_>) -> Option<Answer<'a>> {
    let What::Review(review) = &event.what else { return None };
    let earlier = before.last.is_some_and(|last| last < event.day);
    let predicted = if earlier { ground.scheduler.recall(before, event.day) } else { None };
    let is_new = !before.is_seen();
    Some(Answer { card, review, day: event.day, stamp: event.stamp, is_new, predicted })
}
