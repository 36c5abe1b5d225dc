//! How far this student's memory may be from what the model says, learnt from answers predicted and given.

use rand::{Rng, RngExt};

use crate::schedule::{Memory, Scheduler};

/// Stabilities are taken times e^shift; before any answer, shifts fall about a normal of this mean and width.
const MEAN: f64 = -0.1;
const WIDTH: f64 = 0.4;
/// Shifts that are considered.
const LOWEST: f64 = -2.4;
const STEP: f64 = 0.1;
const STEPS: usize = 39;
/// What one answer counts: less than one, because cards differ too and answers to one card are alike.
const WEIGHT: f64 = 0.7;
/// Newest answers that are used.
const MOST: usize = 1500;
/// What the future may differ from the past.
const DRIFT: f64 = 0.06;
/// Days kept and missed that stand for a student before he has begun.
const KEPT: f64 = 8.0;
const MISSED: f64 = 0.8;
/// Seconds are taken times e^pace: the width of pace before any answer, and the answers that halve its square.
const PACE_WIDTH: f64 = 0.26;
const PACE_HALVED: f64 = 5.0;

/// An answer with what the model held of the card just before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tried {
    pub(crate) memory: Memory,
    /// Whole days since the last review, at least 1.
    pub(crate) elapsed: u32,
    pub(crate) right: bool,
}

/// What is not known of the student: weights of shifts of stability, and how many days are kept.
#[derive(Clone, Debug)]
pub(crate) struct Doubt {
    weights: Vec<f64>,
    kept: f64,
    days: f64,
    pace_width: f64,
}

impl Doubt {
    /// `tried` in order of time; `kept` of `days` study days since the goal was set had answers; of `timed` new cards
    /// the seconds are known.
    pub(crate) fn of(tried: &[Tried], (kept, days): (u32, u32), timed: usize, scheduler: &Scheduler) -> Self {
        let tried = &tried[tried.len().saturating_sub(MOST)..];
        let logs: Vec<f64> = (0..STEPS)
            .map(|step| {
                let shift = shift_of(step);
                let prior = -0.5 * ((shift - MEAN) / WIDTH).powi(2);
                prior + WEIGHT * tried.iter().map(|tried| likelihood(tried, shift, scheduler)).sum::<f64>()
            })
            .collect();
        let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = logs.iter().map(|log| (log - highest).exp()).collect();
        let timed = f64::from(u32::try_from(timed).unwrap_or(u32::MAX));
        let pace_width = PACE_WIDTH / (1.0 + timed / PACE_HALVED).sqrt();
        Self { weights, kept: f64::from(kept) + KEPT, days: f64::from(days) + KEPT + MISSED, pace_width }
    }

    /// The shift at a share of the way from the lowest to the highest, 0 to 1.
    pub(crate) fn shift(&self, share: f64) -> f64 {
        let total: f64 = self.weights.iter().sum();
        let mut left = share * total;
        for (step, weight) in self.weights.iter().enumerate() {
            if left <= *weight {
                return shift_of(step) + STEP * (left / weight - 0.5);
            }
            left -= weight;
        }
        shift_of(STEPS - 1)
    }

    /// A shift drawn, with what the future may bring: one stratum of so many, so that few draws cover all of it.
    pub(crate) fn draw(&self, stratum: u32, of: u32, rng: &mut impl Rng) -> f64 {
        let share = (f64::from(stratum) + rng.random::<f64>()) / f64::from(of);
        self.shift(share) + DRIFT * normal(rng)
    }

    /// A factor of the usual seconds, drawn.
    pub(crate) fn draw_pace(&self, rng: &mut impl Rng) -> f64 {
        (self.pace_width * normal(rng)).exp()
    }

    /// The share of days that will be kept, drawn.
    pub(crate) fn draw_kept(&self, rng: &mut impl Rng) -> f64 {
        let mean = self.kept / self.days;
        let width = (mean * (1.0 - mean) / (self.days + 1.0)).sqrt();
        (mean + width * normal(rng)).clamp(0.2, 1.0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a step of a few dozen")]
fn shift_of(step: usize) -> f64 {
    LOWEST + STEP * step as f64
}

fn likelihood(tried: &Tried, shift: f64, scheduler: &Scheduler) -> f64 {
    let recall = f64::from(scheduler.recall_after(shifted(tried.memory, shift), tried.elapsed)).clamp(0.01, 0.99);
    if tried.right { recall.ln() } else { (1.0 - recall).ln() }
}

/// The memory of a student whose stabilities are those of the model times e^shift.
#[expect(clippy::cast_possible_truncation, reason = "stabilities are f32")]
pub(crate) fn shifted(memory: Memory, shift: f64) -> Memory {
    Memory { stability: (f64::from(memory.stability) * shift.exp()).max(0.001) as f32, ..memory }
}

/// A draw from the normal distribution (Box and Muller).
fn normal(rng: &mut impl Rng) -> f64 {
    let (one, two) = (1.0 - rng.random::<f64>(), rng.random::<f64>());
    (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * two).cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(right: bool) -> Tried {
        Tried { memory: Memory { stability: 10.0, difficulty: 5.0 }, elapsed: 10, right }
    }

    #[test]
    fn failures_lower_the_shift_and_successes_raise_it() {
        let scheduler = Scheduler::default();
        let middle = |right: usize, wrong: usize| {
            let mut all = vec![tried(true); right];
            all.extend(vec![tried(false); wrong]);
            Doubt::of(&all, (0, 0), 0, &scheduler).shift(0.5)
        };
        let (none, weak, strong) = (middle(0, 0), middle(60, 40), middle(99, 1));
        assert!((none - MEAN).abs() < 0.1, "{none}");
        assert!(weak < none - 0.3 && none < strong, "{weak} {none} {strong}");
    }

    #[test]
    fn answers_narrow_the_doubt() {
        let scheduler = Scheduler::default();
        let width = |count: usize| {
            let all: Vec<Tried> = (0..count).map(|number| tried(number % 10 > 0)).collect();
            let doubt = Doubt::of(&all, (0, 0), 0, &scheduler);
            doubt.shift(0.9) - doubt.shift(0.1)
        };
        assert!(width(500) < width(50) && width(50) < width(0));
    }
}
