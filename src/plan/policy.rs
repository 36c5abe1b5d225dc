//! Sweep and pace: in which order a day offers the cards of a goal.
//!
//! Until the exam, what FSRS says is due, and new cards at the pace that meets all of them in time; in the last days
//! every card is open. All by what each second adds to the expected share of right answers on exam day.

use crate::plan::habits::{Habits, Seen};
use crate::schedule::{Memory, Scheduler};

/// Answers again on the same day after a failure, on average.
const REPEATS: f64 = 1.22;
/// Seconds of the last sweep beyond one answer a card.
const SLACK: f64 = 1.15;
/// New cards a day at most, times the pace that is even to the very exam: more of them on a free day would be a day of first meetings only, and
/// little is won by it.
const CEILING: f64 = 2.0;
/// … but so many always: of a small course no day is worth so little.
const LEAST_CEILING: usize = 3;
/// A smaller gain is not worth asking for.
const LEAST_GAIN: f64 = 0.002;

/// A seen card's state. Days are counted from any fixed day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Known {
    pub(crate) memory: Memory,
    pub(crate) last: i32,
    pub(crate) due: i32,
    /// Failed and not right since.
    pub(crate) relearning: bool,
}

/// A card as the policy sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Item {
    /// Index among the pool's courses.
    pub(crate) course: usize,
    /// None: never seen.
    pub(crate) known: Option<Known>,
    /// Seconds an answer usually takes.
    pub(crate) seconds: Seen<f64>,
    /// Decides between seen cards with equal keys.
    pub(crate) tie: usize,
}

/// A course with its exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Course {
    pub(crate) exam: i32,
    pub(crate) start: i32,
    /// Cards met for the first time today.
    pub(crate) new_today: usize,
}

/// The courses that share a day's minutes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pool {
    pub(crate) courses: Vec<Course>,
    /// Seconds a day.
    pub(crate) budget: f64,
}

/// What a course asks of today.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Pace {
    /// Whole study days until the exam.
    pub(crate) left: i32,
    /// Days of the last sweep.
    pub(crate) sweep: i32,
    /// New cards that have to be met today, those met already included; 0 where the time cannot suffice.
    pub(crate) quota: usize,
    /// New cards at most today, those met already included; no limit where the time cannot suffice, and in the sweep.
    pub(crate) most: usize,
    /// Days that the cards never seen would take, at this course's share of the minutes.
    pub(crate) need: f64,
    /// Its share of a day, in seconds.
    pub(crate) budget: f64,
    pub(crate) unseen: usize,
}

impl Pace {
    pub(crate) fn in_sweep(&self) -> bool {
        self.left <= self.sweep
    }
}

/// A card that today offers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Offer {
    pub(crate) item: usize,
    /// Higher comes first.
    pub(crate) key: f64,
    /// What it adds to the expected score on exam day, a share of one card.
    pub(crate) gain: f64,
    /// Seconds it is expected to take, repetitions after a failure included.
    pub(crate) seconds: f64,
}

/// What each course asks of today. Items are in the order of learning.
pub(crate) fn paces(items: &[Item], pool: &Pool, today: i32, habits: &Habits) -> Vec<Pace> {
    let mut sums = vec![Sums::default(); pool.courses.len()];
    for item in items {
        sums[item.course].take(item, habits);
    }
    let weights: Vec<f64> = pool.courses.iter().zip(&sums).map(|(course, sums)| sums.weight(course, today)).collect();
    let all: f64 = weights.iter().sum();
    let share = |weight: f64| if all > 0.0 { weight / all } else { 0.0 };
    let each = pool.courses.iter().zip(&sums).zip(weights);
    each.map(|((course, sums), weight)| sums.pace(course, pool.budget * share(weight), today)).collect()
}

/// What today offers, in order. Cards of a course whose exam is not ahead are left out.
pub(crate) fn rank(
    items: &[Item],
    pool: &Pool,
    paces: &[Pace],
    today: i32,
    scheduler: &Scheduler,
    habits: &Habits,
) -> Vec<Offer> {
    let firsts = scheduler.after(None, 0);
    let worth_of_new: Vec<f64> = paces.iter().map(|pace| worth_of_new(pace.left, &firsts, scheduler, habits)).collect();
    let mut met: Vec<usize> = pool.courses.iter().map(|course| course.new_today).collect();
    let mut offers = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let pace = paces[item.course];
        if pace.left <= 0 {
            continue;
        }
        let Some(known) = item.known else {
            let (number, gain) = (met[item.course], worth_of_new[item.course]);
            met[item.course] += 1;
            let seconds = seconds_expected(item.seconds, None, habits);
            let key = if number < pace.quota { ahead(number) } else { gain / seconds };
            offers.push(Offer { item: at, key, gain, seconds });
            continue;
        };
        offers.extend(of_known(at, item, &known, pace, today, scheduler, habits));
    }
    // Equal keys: seen cards by their id, before those never seen, which stay in the order of learning.
    let tie = |offer: &Offer| items[offer.item].known.map_or((1, offer.item), |_| (0, items[offer.item].tie));
    offers.sort_by(|a, b| b.key.total_cmp(&a.key).then_with(|| tie(a).cmp(&tie(b))));
    offers
}

/// Keys of what has to come first, falling from a height no gain per second reaches.
#[expect(clippy::cast_precision_loss, reason = "a number of cards")]
fn ahead(number: usize) -> f64 {
    1e12 - number as f64
}

/// The offer of a seen card: none if it was right today, or is neither due nor in the sweep, or gains nothing.
fn of_known(
    at: usize,
    item: &Item,
    known: &Known,
    pace: Pace,
    today: i32,
    scheduler: &Scheduler,
    habits: &Habits,
) -> Option<Offer> {
    if known.last >= today {
        // Failed today and not right since: it comes back before anything else, as it would have without a restart.
        let seconds = item.seconds.review;
        return known.relearning.then_some(Offer { item: at, key: f64::INFINITY, gain: 1.0, seconds });
    }
    if known.due > today && !pace.in_sweep() {
        return None;
    }
    let (recall, gain) = gain(known, pace.left, today, scheduler, habits);
    let seconds = seconds_expected(item.seconds, Some(recall), habits);
    (gain > LEAST_GAIN).then_some(Offer { item: at, key: gain / seconds, gain, seconds })
}

/// Predicted recall now, and what an answer today adds to that on exam day.
fn gain(known: &Known, left: i32, today: i32, scheduler: &Scheduler, habits: &Habits) -> (f64, f64) {
    let elapsed = days(today - known.last);
    let then = |memory: Memory| f64::from(scheduler.recall_after(memory, days(left)));
    let recall = f64::from(scheduler.recall_after(known.memory, elapsed));
    let stay = f64::from(scheduler.recall_after(known.memory, elapsed + days(left)));
    let [again, right @ ..] = scheduler.after(Some(known.memory), elapsed);
    let if_right: f64 = right.into_iter().zip(habits.right).map(|(memory, share)| share * then(memory)).sum();
    let [_, _, relearnt, _] = scheduler.after(Some(again), 0);
    (recall, recall * if_right + (1.0 - recall) * then(relearnt) - stay)
}

fn worth_of_new(left: i32, firsts: &[Memory; 4], scheduler: &Scheduler, habits: &Habits) -> f64 {
    let then = |memory: &Memory| f64::from(scheduler.recall_after(*memory, days(left)));
    firsts.iter().zip(habits.first).map(|(memory, share)| share * then(memory)).sum()
}

/// Seconds that a card is expected to take on a day, repetitions after a failure included: of one whose recall is
/// predicted, a share of 1, or of one never seen.
pub(crate) fn seconds_expected(usual: Seen<f64>, recall: Option<f64>, habits: &Habits) -> f64 {
    match recall {
        None => usual.new + habits.first[0] * REPEATS * usual.review,
        Some(recall) => usual.review * (1.0 + (1.0 - recall) * REPEATS),
    }
}

fn days(days: i32) -> u32 {
    u32::try_from(days).unwrap_or(0)
}

/// What is added up over the cards of a course.
#[derive(Clone, Copy, Default)]
struct Sums {
    unseen: usize,
    /// Seconds to meet every card never seen.
    to_meet: f64,
    /// Seconds to answer every card once.
    to_sweep: f64,
}

impl Sums {
    fn take(&mut self, item: &Item, habits: &Habits) {
        self.to_sweep += item.seconds.review * SLACK;
        if item.known.is_none() {
            self.unseen += 1;
            self.to_meet += seconds_expected(item.seconds, None, habits);
        }
    }

    /// Seconds a day that the course asks for, which its share of the minutes follows.
    fn weight(&self, course: &Course, today: i32) -> f64 {
        let left = course.exam - today;
        if left > 0 { (self.to_meet + self.to_sweep) / f64::from(left) } else { 0.0 }
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers of cards")]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to 0 to a number of cards")]
    fn pace(&self, course: &Course, budget: f64, today: i32) -> Pace {
        let left = course.exam - today;
        if left <= 0 || budget <= 0.0 {
            return Pace { left, unseen: self.unseen, most: usize::MAX, ..Pace::default() };
        }
        let longest = f64::from((course.exam - course.start).max(1)) / 2.0;
        let sweep = (self.to_sweep / budget).ceil().clamp(1.0, longest.ceil());
        // As the day began: what was met today counts as still to be met.
        let at_dawn = (self.unseen + course.new_today) as f64;
        let each = if self.unseen == 0 { 0.0 } else { self.to_meet / self.unseen as f64 };
        let need = at_dawn * each / budget;
        let days = (f64::from(left) - sweep).max(need).max(1.0);
        let quota = if need <= f64::from(left) { (at_dawn / days).ceil() } else { 0.0 } as usize;
        let sweep = sweep as i32;
        let ceiling = (CEILING * at_dawn / f64::from(left)).ceil() as usize;
        let most = if quota == 0 || left <= sweep { usize::MAX } else { ceiling.max(quota).max(LEAST_CEILING) };
        Pace { left, sweep, quota, most, need, budget, unseen: self.unseen }
    }
}

/// How many new cards a day still takes, course by course, whatever its minutes would hold.
pub(crate) struct RoomForNew(Vec<usize>);

impl RoomForNew {
    pub(crate) fn of(pool: &Pool, paces: &[Pace]) -> Self {
        Self(pool.courses.iter().zip(paces).map(|(course, pace)| pace.most.saturating_sub(course.new_today)).collect())
    }

    /// Takes the place of a new card of a course, if there is one.
    pub(crate) fn take(&mut self, course: usize) -> bool {
        let room = &mut self.0[course];
        let is_there = *room > 0;
        *room = room.saturating_sub(1);
        is_there
    }
}

#[cfg(test)]
mod tests;
