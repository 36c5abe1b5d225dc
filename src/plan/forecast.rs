//! What may be expected on exam day: the days until then lived through many times, by the same policy as the session.

use rand::{Rng, RngExt};

use crate::plan::doubt::{Doubt, shifted};
use crate::plan::{Habits, Item, Known, Pace, Pool, RoomForNew, paces, rank};
use crate::schedule::{Memory, Scheduler};

/// Share right of one more answer on the day of a failure.
const RELEARNT: f64 = 0.82;
/// Runs at most and at least, and about how many card-days all of them may take.
const MOST: u32 = 96;
const LEAST: u32 = 24;
const WORK: u32 = 1_200_000;
/// Runs for the days ahead.
const DAYS_RUNS: u32 = 6;

/// An expectation with the 10th and 90th percentile, shares of 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Spread {
    pub(crate) mean: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// Answers of which the model foretold something that make a forecast firm.
pub(crate) const FIRM: usize = 100;
/// Before any of them the lowest outcome is lower by this share of it, and the highest nearer to all by as much: how far
/// a student may be from every simulated one is not known.
const UNKNOWN: f64 = 0.2;

impl Spread {
    /// The same as it may be told after so few answers that the model foretold.
    #[expect(clippy::cast_precision_loss, reason = "fewer than a hundred")]
    pub(crate) fn as_little_known(self, foretold: usize) -> Self {
        let missing = UNKNOWN * (1.0 - foretold.min(FIRM) as f64 / FIRM as f64);
        let high = if self.high > 0.0 { self.high + (1.0 - self.high) * missing } else { 0.0 };
        Self { low: self.low * (1.0 - missing), high, ..self }
    }
}

/// One day ahead, as the plan stands: numbers of cards, minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct DayAhead {
    /// Days from any fixed day.
    pub(crate) day: i32,
    pub(crate) new: f64,
    pub(crate) review: f64,
    pub(crate) minutes: f64,
}

/// Everything that a forecast starts from.
pub(crate) struct Outset<'a> {
    pub(crate) items: &'a [Item],
    pub(crate) pool: &'a Pool,
    pub(crate) today: i32,
    /// Seconds of today's minutes that are used already.
    pub(crate) spent: f64,
    pub(crate) scheduler: &'a Scheduler,
    pub(crate) habits: &'a Habits,
    pub(crate) doubt: &'a Doubt,
    /// Desired retention, a share of 1.
    pub(crate) retention: f32,
}

/// A student who may be this one.
#[derive(Clone, Copy)]
struct Life {
    shift: f64,
    /// Share of days kept.
    kept: f64,
    /// Factor of the usual seconds.
    pace: f64,
}

impl Outset<'_> {
    /// Expected recall on exam day if nothing more is studied.
    pub(crate) fn recall_now(&self) -> Spread {
        let at = |share: f64| self.score(self.items, self.doubt.shift(share));
        let middle = (0..20).map(|step| at((f64::from(step) + 0.5) / 20.0)).sum::<f64>() / 20.0;
        Spread { mean: middle, low: at(0.1), high: at(0.9) }
    }

    /// Expected recall on exam day if the plan is followed as well as the student has kept to it so far.
    pub(crate) fn recall_planned(&self, rng: &mut impl Rng) -> Spread {
        if self.end() <= self.today {
            return self.recall_now();
        }
        let runs = self.runs();
        let mut scores: Vec<f64> = (0..runs)
            .map(|run| {
                let shift = self.doubt.draw(run, runs, rng);
                let life = Life { shift, kept: self.doubt.draw_kept(rng), pace: self.doubt.draw_pace(rng) };
                self.score(&self.lived(life, rng, |_| {}), shift)
            })
            .collect();
        scores.sort_by(f64::total_cmp);
        let mean = scores.iter().sum::<f64>() / f64::from(runs);
        Spread { mean, low: percentile(&scores, 0.1), high: percentile(&scores, 0.9) }
    }

    /// What each day until the last exam holds if none is missed.
    pub(crate) fn days(&self, rng: &mut impl Rng) -> Vec<DayAhead> {
        let mut days: Vec<DayAhead> =
            (self.today..self.end()).map(|day| DayAhead { day, ..DayAhead::default() }).collect();
        let share = 1.0 / f64::from(DAYS_RUNS);
        for run in 0..DAYS_RUNS {
            let shift = self.doubt.shift((f64::from(run) + 0.5) * share);
            self.lived(Life { shift, kept: 1.0, pace: 1.0 }, rng, |lived| {
                let at = usize::try_from(lived.day - self.today).unwrap_or(0);
                days[at].new += lived.new * share;
                days[at].review += lived.review * share;
                days[at].minutes += lived.minutes * share;
            });
        }
        days
    }

    pub(crate) fn paces(&self) -> Vec<Pace> {
        paces(self.items, self.pool, self.today, self.habits)
    }

    fn end(&self) -> i32 {
        self.pool.courses.iter().map(|course| course.exam).max().unwrap_or(self.today)
    }

    fn runs(&self) -> u32 {
        let cards = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        let days = u32::try_from(self.end() - self.today).unwrap_or(0);
        (WORK / cards.saturating_mul(days).max(1)).clamp(LEAST, MOST)
    }

    /// Mean recall over all cards, each on its own exam day; never seen counts 0.
    fn score(&self, items: &[Item], shift: f64) -> f64 {
        let recall = |item: &Item| {
            let known = item.known?;
            let days = u32::try_from(self.pool.courses[item.course].exam - known.last).unwrap_or(0);
            Some(f64::from(self.scheduler.recall_after(shifted(known.memory, shift), days)))
        };
        let count = u32::try_from(items.len()).unwrap_or(u32::MAX).max(1);
        items.iter().filter_map(recall).fold(0.0, |sum, recall| sum + recall) / f64::from(count)
    }

    /// Lives through the days until the last exam, and gives the cards as they are then.
    fn lived(&self, life: Life, rng: &mut impl Rng, mut see: impl FnMut(DayAhead)) -> Vec<Item> {
        let (mut items, mut pool) = (self.items.to_vec(), self.pool.clone());
        for day in self.today..self.end() {
            let first = day == self.today;
            if !first {
                pool.courses.iter_mut().for_each(|course| course.new_today = 0);
            }
            let is_kept = rng.random::<f64>() < life.kept;
            if is_kept {
                let budget = pool.budget - if first { self.spent } else { 0.0 };
                // Only the time that answers take differs: the plan goes on with the usual seconds.
                let mut lived = self.studied(&mut items, &pool, day, budget / life.pace, life.shift, rng);
                lived.minutes *= life.pace;
                see(lived);
            }
        }
        items
    }

    /// One day of study.
    fn studied(
        &self,
        items: &mut [Item],
        pool: &Pool,
        day: i32,
        budget: f64,
        shift: f64,
        rng: &mut impl Rng,
    ) -> DayAhead {
        let paces = paces(items, pool, day, self.habits);
        let offers = rank(items, pool, &paces, day, self.scheduler, self.habits);
        let mut ahead = DayAhead { day, ..DayAhead::default() };
        let mut left = budget;
        let mut room = RoomForNew::of(pool, &paces);
        for offer in offers {
            let item = &mut items[offer.item];
            let takes = if item.known.is_none() { item.seconds.new } else { item.seconds.review };
            if takes > left || (item.known.is_none() && !room.take(item.course)) {
                continue;
            }
            left -= takes;
            let rating = self.rating(item, day, shift, rng);
            if item.known.is_none() {
                ahead.new += 1.0;
            } else {
                ahead.review += 1.0;
            }
            let mut memory = self.answered(item, day, rating);
            if rating == 0 {
                while left >= item.seconds.review {
                    left -= item.seconds.review;
                    let right = rng.random::<f64>() < RELEARNT;
                    let after = self.scheduler.after(Some(memory), 0);
                    memory = after[if right { 2 } else { 0 }];
                    if right {
                        break;
                    }
                }
            }
            item.known = Some(self.known(memory, day, rating == 0));
        }
        ahead.minutes = (budget - left).max(0.0) / 60.0;
        ahead
    }

    /// Again, Hard, Good or Easy, 0 to 3, as a student with this shift would rate.
    fn rating(&self, item: &Item, day: i32, shift: f64, rng: &mut impl Rng) -> usize {
        let drawn = rng.random::<f64>();
        let Some(known) = item.known else { return pick(&self.habits.first, drawn) };
        let recall = self.scheduler.recall_after(shifted(known.memory, shift), elapsed(&known, day));
        if drawn >= f64::from(recall) { 0 } else { 1 + pick(&self.habits.right, drawn / f64::from(recall)) }
    }

    fn answered(&self, item: &Item, day: i32, rating: usize) -> Memory {
        let elapsed = item.known.map_or(0, |known| elapsed(&known, day));
        self.scheduler.after(item.known.map(|known| known.memory), elapsed)[rating]
    }

    fn known(&self, memory: Memory, day: i32, failed: bool) -> Known {
        let days = if failed { 1 } else { self.scheduler.days_until(memory, self.retention) };
        let due = day.saturating_add(i32::try_from(days).unwrap_or(i32::MAX));
        Known { memory, last: day, due, relearning: false }
    }
}

fn elapsed(known: &Known, day: i32) -> u32 {
    u32::try_from(day - known.last).unwrap_or(0)
}

/// The index into shares of 1 at which their sum passes a number from 0 to 1.
fn pick<const N: usize>(shares: &[f64; N], drawn: f64) -> usize {
    let mut sum = 0.0;
    shares
        .iter()
        .position(|share| {
            sum += share;
            drawn < sum
        })
        .unwrap_or(N - 1)
}

/// Of sorted numbers, interpolated.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - place.floor()) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests;
