//! FSRS's parameters fitted to one student's own answers, and whether they foretell better than the defaults.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use fsrs::{
    CombinedProgressState, ComputeParametersInput, DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, compute_parameters,
};

use crate::card::CardId;
use crate::schedule::{Event, Rating, Scheduler, What, trace};

/// Answers, each a day or more after the one before it, below which a fit would rather harm.
pub(crate) const ENOUGH: usize = 400;
/// The first part in time is fitted, of so many parts; the last is held back.
const PARTS: usize = 5;
/// By so much the error over bins may grow where log loss falls.
const TOLERATED: f32 = 0.005;

/// How well answers are foretold: both are better the smaller they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Measure {
    pub(crate) log_loss: f32,
    /// Root of the mean square error over bins of like answers.
    pub(crate) rmse_bins: f32,
}

/// What came of fitting.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fitted {
    /// So many answers would be needed, and so many are there.
    TooFew {
        have: usize,
    },
    /// On the answers held back.
    Kept {
        reviews: usize,
        held_back: usize,
        defaults: Measure,
        fitted: Measure,
    },
    Better {
        reviews: usize,
        held_back: usize,
        defaults: Measure,
        fitted: Measure,
        parameters: Vec<f32>,
    },
}

/// How far the work is, for a bar.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meter {
    state: Arc<Mutex<CombinedProgressState>>,
    /// Fits begun: there are two.
    begun: Arc<Mutex<u32>>,
}

impl Meter {
    /// A share of 1.
    pub(crate) fn share(&self) -> f64 {
        let begun = *self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let part = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        let here = if state.total() == 0 { 0.0 } else { part(state.current()) / part(state.total()) };
        f64::midpoint(f64::from(begun.saturating_sub(1)), here.min(1.0))
    }

    fn begin(&self) -> Arc<Mutex<CombinedProgressState>> {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Arc::clone(&self.state)
    }
}

/// One item a review, its whole history up to it, of the reviews a day or more after the one before; in order of time,
/// each with a number for its card. What does not count is left out.
#[derive(Default)]
struct Items {
    items: Vec<FSRSItem>,
    cards: Vec<i64>,
}

impl Items {
    fn of(events: &[Event]) -> Self {
        let mut found: Vec<(i64, CardId, FSRSItem)> = Vec::new();
        let mut history: (Option<CardId>, Vec<FSRSReview>) = (None, Vec::new());
        let scheduler = Scheduler::default();
        let _states = trace(events, &scheduler, |card, before, event| {
            if history.0.as_ref() != Some(card) {
                history = (Some(card.clone()), Vec::new());
            }
            let What::Review(review) = &event.what else { return };
            if !review.counts {
                return;
            }
            let delta_t = before.last.map_or(0, |last| event.day.since(last));
            history.1.push(FSRSReview { rating: rating(review.rating), delta_t });
            if delta_t > 0 {
                found.push((event.stamp, card.clone(), FSRSItem { reviews: history.1.clone() }));
            }
        });
        found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        // Numbered by first appearance, so that the same log is fitted the same way twice.
        let mut numbers: HashMap<CardId, i64> = HashMap::new();
        let mut items = Self::default();
        for (_, card, item) in found {
            let next = i64::try_from(numbers.len()).unwrap_or(i64::MAX);
            items.items.push(item);
            items.cards.push(*numbers.entry(card).or_insert(next));
        }
        items
    }

    fn split(&self) -> (Self, Self) {
        let at = self.items.len() * (PARTS - 1) / PARTS;
        let part = |from: usize, to: usize| Self {
            items: self.items[from..to].to_vec(),
            cards: self.cards[from..to].to_vec(),
        };
        (part(0, at), part(at, self.items.len()))
    }

    fn fit(&self, meter: &Meter) -> Option<Vec<f32>> {
        let parameters = compute_parameters(ComputeParametersInput {
            train_set: self.items.clone(),
            card_ids: Some(self.cards.clone()),
            progress: Some(meter.begin()),
            ..ComputeParametersInput::default()
        });
        parameters.ok().filter(|parameters| Scheduler::new(parameters).is_some())
    }

    fn measure(&self, parameters: &[f32]) -> Option<Measure> {
        let found = FSRS::new(parameters)
            .ok()?
            .evaluate_with_card_ids(self.items.clone(), self.cards.clone(), |_| true)
            .ok()?;
        Some(Measure { log_loss: found.log_loss, rmse_bins: found.rmse_bins })
    }
}

fn rating(rating: Rating) -> u32 {
    rating as u32 + 1
}

/// Fits on the first four fifths in time and judges on the rest; what is better there is fitted again on all.
///
/// None where the optimiser gave nothing that can be used.
pub(crate) fn fit(events: &[Event], meter: &Meter) -> Option<Fitted> {
    let all = Items::of(events);
    let reviews = all.items.len();
    if reviews < ENOUGH {
        return Some(Fitted::TooFew { have: reviews });
    }
    let (earlier, later) = all.split();
    let held_back = later.items.len();
    let defaults = later.measure(&DEFAULT_PARAMETERS)?;
    let fitted = later.measure(&earlier.fit(meter)?)?;
    let is_better = fitted.log_loss < defaults.log_loss && fitted.rmse_bins <= defaults.rmse_bins + TOLERATED;
    if !is_better {
        return Some(Fitted::Kept { reviews, held_back, defaults, fitted });
    }
    let parameters = all.fit(meter)?;
    Some(Fitted::Better { reviews, held_back, defaults, fitted, parameters })
}

#[cfg(test)]
mod tests;
