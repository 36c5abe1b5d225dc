//! From the log to progress. Folding anew under the same parameters gives the same states to the bit.

use std::collections::{HashMap, HashSet};

use crate::card::CardId;
use crate::schedule::event::{Event, EventId, What};
use crate::schedule::hand_ins::void_hand_ins;
use crate::schedule::{Progress, Scheduler};

/// Raised whenever the fold would give other states from the same log: stored states of another number are refolded.
pub(crate) const FOLD: u32 = 2;

/// What a whole log says.
#[derive(Default)]
pub(crate) struct Folded {
    pub(crate) progress: HashMap<CardId, Progress>,
}

/// The parameters in force: those of the last event that sets them and was not taken back.
pub(crate) fn parameters<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<f32> {
    let events = in_order(events);
    let last = events.iter().rev().find_map(|event| match &event.what {
        What::Parameters { bits } => Some(bits.iter().map(|bits| f32::from_bits(*bits)).collect()),
        _ => None,
    });
    last.unwrap_or_default()
}

/// Folds events given in any order.
pub(crate) fn fold<'a>(events: impl IntoIterator<Item = &'a Event>, scheduler: &Scheduler) -> Folded {
    let states = by_card(events).into_iter().map(|(card, events)| (card.clone(), fold_card(events, scheduler)));
    Folded { progress: states.filter(|(_, progress)| *progress != Progress::default()).collect() }
}

/// Hands every event of every card to `see`, with the card's progress before it: card by card, each in order. Gives
/// what the log folds to.
pub(crate) fn trace<'a>(
    events: impl IntoIterator<Item = &'a Event>,
    scheduler: &Scheduler,
    mut see: impl FnMut(&'a CardId, &Progress, &'a Event),
) -> HashMap<&'a CardId, Progress> {
    let mut states = HashMap::new();
    for (card, events) in by_card(events) {
        let mut progress = Progress::default();
        for event in events {
            see(card, &progress, event);
            apply(&mut progress, event, scheduler);
        }
        states.insert(card, progress);
    }
    states
}

/// The events of each card under its present name, in order: without those taken back, and of what stands before a
/// forget only the student's own words.
pub(crate) fn by_card<'a>(events: impl IntoIterator<Item = &'a Event>) -> HashMap<&'a CardId, Vec<&'a Event>> {
    let mut of_card: HashMap<&CardId, Vec<&Event>> = HashMap::new();
    for event in in_order(events) {
        match &event.what {
            What::Forget { card } => {
                let mut kept = of_card.remove(card).unwrap_or_default();
                kept.retain(|event| event.what.is_own_words());
                if !kept.is_empty() {
                    of_card.insert(card, kept);
                }
            }
            What::Rename { from, to } if from != to => {
                let moved = of_card.remove(from).unwrap_or_default();
                let kept = of_card.entry(to).or_default();
                kept.extend(moved);
                kept.sort_by_key(|event| (event.stamp, event.id));
            }
            what => {
                if let Some(card) = what.card() {
                    of_card.entry(card).or_default().push(event);
                }
            }
        }
    }
    of_card
}

/// Folds the events of one card, given in order, none taken back.
pub(crate) fn fold_card<'a>(events: impl IntoIterator<Item = &'a Event>, scheduler: &Scheduler) -> Progress {
    let mut progress = Progress::default();
    for event in events {
        apply(&mut progress, event, scheduler);
    }
    progress
}

/// Takes one more event of a card in.
pub(crate) fn apply(progress: &mut Progress, event: &Event, scheduler: &Scheduler) {
    match &event.what {
        What::Review(review) => progress.apply(review, event.day, scheduler),
        What::Suspend { .. } => progress.suspended = true,
        What::Resume { .. } => progress.suspended = false,
        What::Flag { .. } => progress.flagged = true,
        What::Forget { .. } => *progress = Progress::default(),
        What::Note { .. }
        | What::Accept { .. }
        | What::Rename { .. }
        | What::Retraction { .. }
        | What::Goal { .. }
        | What::Parameters { .. }
        | What::ExamStart { .. }
        | What::ExamAnswer { .. }
        | What::HandIn { .. }
        | What::TakeOver { .. }
        | What::DeckAdded { .. }
        | What::DeckRemoved { .. }
        | What::Setting { .. } => {}
    }
}

/// Sorted by stamp and id, without the events that were taken back, and without hand-ins that do not count and what was
/// written with them. A retraction wins wherever it stands; it cannot itself be taken back.
pub(crate) fn in_order<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<&'a Event> {
    let mut events: Vec<&Event> = events.into_iter().collect();
    let retracted: HashSet<EventId> = events
        .iter()
        .filter_map(|event| match event.what {
            What::Retraction { of } => Some(of),
            _ => None,
        })
        .collect();
    let void = void_hand_ins(events.iter().copied());
    let counts = |event: &Event| !void.contains(&event.id) && event.deed.is_none_or(|deed| !void.contains(&deed));
    events.retain(|event| !retracted.contains(&event.id) && counts(event));
    events.sort_by_key(|event| (event.stamp, event.id));
    events
}
