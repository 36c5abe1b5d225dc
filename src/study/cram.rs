//! Practice: any cards, now, whatever the schedule says.

use std::collections::HashSet;

use rand::Rng;

use crate::card::{CardId, Named};
use crate::deck::{Catalogue, dealt};
use crate::schedule::{Scheduler, States, StudyDay};

/// Which of the selected cards are practised.
pub(crate) struct Wanted {
    /// Only these, where given.
    pub(crate) failed: Option<HashSet<CardId>>,
    /// Only seen cards whose predicted recall is below this share of 1 or that are being relearnt, the weakest first.
    pub(crate) weak: Option<f32>,
    pub(crate) limit: Option<usize>,
}

/// The cards to practise, shuffled, or the weakest first.
pub(crate) fn cards(
    catalogue: &Catalogue,
    selected: &[usize],
    progress: &States,
    scheduler: &Scheduler,
    today: StudyDay,
    wanted: &Wanted,
    rng: &mut impl Rng,
) -> Vec<usize> {
    let name = |card: usize| catalogue.name(card);
    let fits = |card: &usize| wanted.failed.as_ref().is_none_or(|failed| failed.contains(&name(*card) as &dyn Named));
    let mut cards = dealt(selected.iter().copied().filter(fits).collect(), rng);
    if let Some(below) = wanted.weak {
        let recall = |card: usize| {
            let known = progress.get(&name(card) as &dyn Named)?;
            if known.relearning { Some(0.0) } else { scheduler.recall(&known, today) }
        };
        let mut weak: Vec<(f32, usize)> =
            cards.into_iter().filter_map(|card| recall(card).map(|recall| (recall, card))).collect();
        weak.retain(|(recall, _)| *recall < below);
        weak.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| name(a.1).cmp(&name(b.1))));
        cards = weak.into_iter().map(|(_, card)| card).collect();
    }
    cards.truncate(wanted.limit.unwrap_or(usize::MAX));
    cards
}
