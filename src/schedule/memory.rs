//! FSRS-6, through the `fsrs` crate: the only place that names it.

use fsrs::{DEFAULT_PARAMETERS, FSRS, MemoryState, current_retrievability};

use crate::card::CardId;
use crate::schedule::{Memory, Progress, StudyDay, event::Rating};

/// The longest interval, in days: a hundred years.
const LONGEST: u32 = 36_500;

/// Days until a card comes back, by rating; 0 is later today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Intervals {
    pub(crate) again: u32,
    pub(crate) hard: u32,
    pub(crate) good: u32,
    pub(crate) easy: u32,
}

impl Intervals {
    pub(crate) fn days(self, rating: Rating) -> u32 {
        match rating {
            Rating::Again => self.again,
            Rating::Hard => self.hard,
            Rating::Good => self.good,
            Rating::Easy => self.easy,
        }
    }
}

/// What each rating would bring.
pub(crate) struct Step {
    pub(crate) intervals: Intervals,
    memories: [Memory; 4],
}

impl Step {
    pub(crate) fn memory(&self, rating: Rating) -> Memory {
        self.memories[rating as usize]
    }
}

/// FSRS-6 with one set of parameters.
pub(crate) struct Scheduler {
    fsrs: FSRS,
    /// Our own copy: the crate does not show the ones it uses.
    parameters: Vec<f32>,
}

impl Default for Scheduler {
    fn default() -> Self {
        Self::new(&[]).expect("the default parameters are valid")
    }
}

impl Scheduler {
    /// An empty slice means the defaults; otherwise 21 finite parameters, or none.
    pub(crate) fn new(parameters: &[f32]) -> Option<Self> {
        let parameters = if parameters.is_empty() { DEFAULT_PARAMETERS.to_vec() } else { parameters.to_vec() };
        if parameters.len() != DEFAULT_PARAMETERS.len() || parameters.iter().any(|value| !value.is_finite()) {
            return None;
        }
        Some(Self { fsrs: FSRS::new(&parameters).ok()?, parameters })
    }

    pub(crate) fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    /// What each rating would bring on that day. `retention` is in thousandths, held to 700 to 990.
    pub(crate) fn step(&self, progress: &Progress, day: StudyDay, retention: u16, card: &CardId) -> Step {
        let state =
            progress.memory.map(|memory| MemoryState { stability: memory.stability, difficulty: memory.difficulty });
        let elapsed = progress.last.map_or(0, |last| day.since(last));
        let retention = f32::from(retention.clamp(700, 990)) / 1000.0;
        let next = self.fsrs.next_states(state, retention, elapsed).expect("a valid state, retention and elapsed time");
        let memories = [&next.again, &next.hard, &next.good, &next.easy]
            .map(|item| Memory { stability: item.memory.stability, difficulty: item.memory.difficulty });
        let share = fuzz_share(card, progress.reviews);
        let raw = [next.hard.interval, next.good.interval, next.easy.interval];
        Step { intervals: ordered(raw, share), memories }
    }

    /// Predicted recall, 0 to 1; none for a card never reviewed.
    pub(crate) fn recall(&self, progress: &Progress, day: StudyDay) -> Option<f32> {
        let (memory, last) = (progress.memory?, progress.last?);
        Some(self.recall_after(memory, day.since(last)))
    }

    /// Memory after Again, Hard, Good and Easy, so many whole days after the last review; none: never seen.
    pub(crate) fn after(&self, memory: Option<Memory>, elapsed: u32) -> [Memory; 4] {
        let state = memory.map(|memory| MemoryState { stability: memory.stability, difficulty: memory.difficulty });
        let next = self.fsrs.next_states(state, 0.9, elapsed).expect("a valid state and retention");
        [&next.again, &next.hard, &next.good, &next.easy]
            .map(|item| Memory { stability: item.memory.stability, difficulty: item.memory.difficulty })
    }

    /// Predicted recall so many days after the last review, 0 to 1.
    pub(crate) fn recall_after(&self, memory: Memory, days: u32) -> f32 {
        let state = MemoryState { stability: memory.stability, difficulty: memory.difficulty };
        let days = u16::try_from(days).unwrap_or(u16::MAX);
        current_retrievability(state, days.into(), self.parameters[20])
    }

    /// Whole days until recall has fallen to a share, at least 1, without fuzz.
    pub(crate) fn days_until(&self, memory: Memory, share: f32) -> u32 {
        whole_days(self.fsrs.next_interval(Some(memory.stability), share, 3))
    }

    /// Relative overdueness: (R^(1/decay) − 1) ÷ (DR^(1/decay) − 1), decay = −w20, at a desired retention of 0.9.
    ///
    /// 1 on the due day, more the more endangered the card is; a card being relearnt comes first of all.
    pub(crate) fn overdueness(&self, progress: &Progress, day: StudyDay) -> f64 {
        if progress.relearning {
            return f64::INFINITY;
        }
        let decay = -f64::from(self.parameters[20]);
        let fall = |recall: f64| recall.powf(1.0 / decay) - 1.0;
        self.recall(progress, day).map_or(0.0, |recall| fall(recall.into()) / fall(0.9))
    }
}

/// Whole days with Hard ≤ Good ≤ Easy, a day apart where the unfuzzed ones differ; Again comes back today.
fn ordered(raw: [f32; 3], share: f64) -> Intervals {
    let [plain_hard, plain_good, plain_easy] = raw.map(whole_days);
    let [hard, good, easy] = raw.map(|days| fuzzed(days, share));
    let hard = hard.min(LONGEST);
    let good = good.max(hard + u32::from(plain_good > plain_hard)).min(LONGEST);
    let easy = easy.max(good + u32::from(plain_easy > plain_good)).min(LONGEST);
    Intervals { again: 0, hard, good, easy }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1 to 36 500 before")]
fn whole_days(days: f32) -> u32 {
    f64::from(days).round().clamp(1.0, f64::from(LONGEST)) as u32
}

/// Fuzz as Anki's: none below 2.5 days; delta = 1 + .15·(min(i,7)−2.5)⁺ + .10·(min(i,20)−7)⁺ + .05·(i−20)⁺.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 2 to 36 500 before")]
fn fuzzed(days: f32, share: f64) -> u32 {
    let days = f64::from(days).clamp(1.0, f64::from(LONGEST));
    if days < 2.5 {
        return days.round() as u32;
    }
    let part = |from: f64, to: f64| (days.min(to) - from).max(0.0);
    let delta = 1.0 + 0.15 * part(2.5, 7.0) + 0.10 * part(7.0, 20.0) + 0.05 * part(20.0, f64::INFINITY);
    let low = (days - delta).round().clamp(2.0, f64::from(LONGEST));
    let high = (days + delta).round().clamp(low, f64::from(LONGEST));
    (low + share * (high - low + 1.0)).floor().min(high) as u32
}

/// A share of 1, at least 0 and below 1, from card and count: replay finds the same fuzz again.
///
/// FNV-1a over the card's id and the count, finished as in splitmix64.
fn fuzz_share(card: &CardId, reviews: u32) -> f64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in card.to_string().bytes().chain(reviews.to_be_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^= hash >> 31;
    f64::from(u32::try_from(hash >> 32).expect("32 bits")) / f64::from(u32::MAX).mul_add(1.0, 1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::schedule::Review;

    fn card() -> CardId {
        CardId::parse("deck/entry#part").expect("an id")
    }

    fn review(rating: Rating) -> Review {
        Review { text_hash: 1, ..Review::sample(card(), rating) }
    }

    /// The unfuzzed intervals after each (rating, days since the one before), and the last memory.
    fn history(reviews: &[(Rating, u32)]) -> (Vec<u32>, Memory) {
        let scheduler = Scheduler::default();
        let (mut memory, mut days) = (None, Vec::new());
        for (rating, elapsed) in reviews {
            let next = scheduler.fsrs.next_states(memory, 0.9, *elapsed).expect("valid");
            let item = [next.again, next.hard, next.good, next.easy][*rating as usize].clone();
            memory = Some(item.memory);
            days.push(whole_days(item.interval));
        }
        let last = memory.expect("at least one review");
        (days, Memory { stability: last.stability, difficulty: last.difficulty })
    }

    /// The intervals of the Python reference implementation (py-fsrs 6, `test_review_card`), default parameters, no
    /// fuzz. Where it shows 0 it has a learning step of minutes, which has no like here.
    #[test]
    fn intervals_agree_with_the_published_ones() {
        use Rating::{Again, Good};
        let ratings = [Good, Good, Good, Good, Good, Good, Again, Again, Good, Good, Good, Good, Good];
        let elapsed = [0, 0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12];
        let published = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21];
        let reviews: Vec<_> = ratings.into_iter().zip(elapsed).collect();
        let (days, _) = history(&reviews);
        for (number, (ours, theirs)) in days.into_iter().zip(published).enumerate() {
            assert!(theirs == 0 || ours == theirs, "review {number}: {ours} instead of {theirs}");
        }
    }

    /// Published with FSRS-6's default parameters by the Python reference implementation (py-fsrs 6, `test_memo_state`):
    /// Again, then five times Good after 0, 1, 3, 8 and 21 days, ends at stability 53.62691 and difficulty 6.3574867.
    #[test]
    fn memory_agrees_with_the_published_example() {
        use Rating::{Again, Good};
        let (_, state) = history(&[(Again, 0), (Good, 0), (Good, 1), (Good, 3), (Good, 8), (Good, 21)]);
        assert!((state.stability - 53.626_91).abs() < 1e-3, "{state:?}");
        assert!((state.difficulty - 6.357_486_7).abs() < 1e-4, "{state:?}");
    }

    /// FSRS-6's initial stabilities are its first four parameters (algorithm wiki, "initial stability").
    #[test]
    fn a_first_rating_gives_the_published_initial_stability() {
        let firsts = [(Rating::Again, 0.212), (Rating::Hard, 1.2931), (Rating::Good, 2.3065), (Rating::Easy, 8.2956)];
        for (rating, stability) in firsts {
            let (_, memory) = history(&[(rating, 0)]);
            assert!((memory.stability - stability).abs() < 1e-4, "{rating:?}: {memory:?}");
        }
        assert_eq!(history(&[(Rating::Good, 0)]).0, [2]);
        assert_eq!(history(&[(Rating::Easy, 0)]).0, [8]);
    }

    /// T18 of the peers' failures: twenty successes lead out of a very low stability.
    #[test]
    fn a_hard_card_leaves_the_hole() {
        let scheduler = Scheduler::default();
        let mut progress = Progress { memory: Some(Memory { stability: 0.1, difficulty: 9.6 }), ..Progress::default() };
        let mut day: StudyDay = "2026-01-01".parse().expect("a day");
        progress.last = Some(day);
        for _ in 0..20 {
            day = progress.due.unwrap_or(day.plus(1));
            progress.apply(&review(Rating::Good), day, &scheduler);
        }
        assert!(progress.memory.expect("reviewed").stability > 10.0, "{progress:?}");
    }

    #[test]
    fn retention_and_ratings_out_of_range_are_held() {
        let scheduler = Scheduler::default();
        let day = "2026-01-01".parse().expect("a day");
        for retention in [0, 699, 1000, u16::MAX] {
            let step = scheduler.step(&Progress::default(), day, retention, &card());
            assert!(step.intervals.good >= 1);
        }
        assert!(Scheduler::new(&[1.0; 5]).is_none());
        assert!(Scheduler::new(&[f32::NAN; 21]).is_none());
    }

    proptest! {
        /// T19 of the peers' failures.
        #[test]
        fn again_hard_good_easy_never_shrink(
            stability in 0.001_f32..40_000.0, difficulty in 1.0_f32..10.0, elapsed in 0_u64..4_000,
            retention in 700_u16..=990, reviews in 1_u32..500,
        ) {
            let last: StudyDay = "2026-01-01".parse().expect("a day");
            let memory = Some(Memory { stability, difficulty });
            let progress = Progress { memory, last: Some(last), reviews, ..Progress::default() };
            let days = Scheduler::default().step(&progress, last.plus(elapsed), retention, &card()).intervals;
            prop_assert!(days.again <= days.hard && days.hard <= days.good && days.good <= days.easy, "{days:?}");
            prop_assert!(days.hard >= 1 && days.easy <= LONGEST, "{days:?}");
        }

        #[test]
        fn fuzz_stays_near(days in 2.5_f32..36_000.0, share in 0.0_f64..1.0) {
            let fuzzed = f64::from(fuzzed(days, share));
            let days = f64::from(days);
            prop_assert!((fuzzed - days).abs() <= 3.5 + 0.2 * days, "{days} became {fuzzed}");
        }
    }
}
