//! A session as a pull machine: which card next, what an answer does to the queue, and undo.

use crate::schedule::{EventId, Rating};

/// How many other cards stand between a failure and its repetition, while there are others.
const BETWEEN: usize = 3;

/// A card that waits to be repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Repeat {
    card: usize,
    /// The number of answers after which it may come back.
    after: usize,
}

/// The queue as it stands: everything that undo has to give back.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
struct State {
    /// How many of the queue were asked.
    asked: usize,
    repeats: Vec<Repeat>,
    /// Answers so far, repetitions counted.
    answers: usize,
    /// The last answer was to a card that had been answered in this session before.
    repeated: bool,
    /// Cards that are through, those put off included.
    done: usize,
    /// Cards that failed so often that another day has to try them.
    put_off: Vec<usize>,
    /// Cards taken out before they were through.
    out: usize,
}

/// How a card was known when it was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Met {
    Before,
    /// Never before, and the answer was tried.
    New,
    /// Never before, and it was only looked at: learning, not failing.
    Shown,
}

/// What the student did to a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    Rated {
        rating: Rating,
        /// The first answer to this card in this session.
        first: bool,
        met: Met,
        overruled: bool,
    },
    Suspended,
}

/// One deed of this session, with the events that stand for it in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) card: usize,
    pub(crate) events: Vec<EventId>,
    pub(crate) deed: Deed,
}

/// A session over cards of the catalogue, given by index.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// In the order of asking.
    queue: Vec<usize>,
    state: State,
    steps: Vec<(Step, State)>,
}

impl Session {
    pub(crate) fn new(cards: &[usize]) -> Self {
        Self { queue: cards.to_vec(), state: State::default(), steps: Vec::new() }
    }

    /// The card to ask now: a failed one whose turn has come, else the next of the queue, else what is left to repeat.
    /// Two repetitions follow each other only when nothing else waits, so that failed cards keep no others out.
    pub(crate) fn next(&self) -> Option<usize> {
        let waiting = self.queue.get(self.state.asked).copied();
        let is_ready = |repeat: &&Repeat| repeat.after <= self.state.answers;
        let ready = self.state.repeats.iter().find(is_ready).filter(|_| waiting.is_none() || !self.state.repeated);
        let last = self.state.repeats.first().map(|repeat| repeat.card);
        ready.map(|repeat| repeat.card).or(waiting).or(last)
    }

    /// Notes a rated answer to the card that `next` gave.
    pub(crate) fn rated(&mut self, card: usize, rating: Rating, events: Vec<EventId>, met: Met, overruled: bool) {
        let first = self.is_first(card);
        self.step(Step { card, events, deed: Deed::Rated { rating, first, met, overruled } });
        self.state.answers += 1;
        self.state.repeated = !first;
        if rating == Rating::Again {
            let after = self.state.answers + BETWEEN;
            self.state.repeats.push(Repeat { card, after });
        } else {
            self.state.done += 1;
        }
    }

    /// The card, just failed, does not come back: another day has to try it.
    pub(crate) fn put_off(&mut self, card: usize) {
        self.take_out(card);
        self.state.done += 1;
        self.state.put_off.push(card);
    }

    /// Takes the card that `next` gave out of the session without an answer.
    pub(crate) fn suspended(&mut self, card: usize, event: EventId) {
        self.step(Step { card, events: vec![event], deed: Deed::Suspended });
        self.state.out += 1;
    }

    /// One more card, after all others.
    pub(crate) fn extend(&mut self, card: usize) {
        self.queue.push(card);
    }

    /// Takes the card that `next` gave out of the session: there is no time left for it.
    pub(crate) fn passed_over(&mut self, card: usize) {
        self.take_out(card);
        self.state.out += 1;
    }

    /// The cards have other numbers from here on, in what undo gives back too.
    pub(crate) fn renumber(&mut self, number: impl Fn(usize) -> usize) {
        let all = |state: &mut State| {
            state.repeats.iter_mut().for_each(|repeat| repeat.card = number(repeat.card));
            state.put_off.iter_mut().for_each(|card| *card = number(*card));
        };
        self.queue.iter_mut().for_each(|card| *card = number(*card));
        all(&mut self.state);
        for (step, before) in &mut self.steps {
            step.card = number(step.card);
            all(before);
        }
    }

    /// Takes the last deed back: the queue is as it was before it.
    pub(crate) fn undo(&mut self) -> Option<Step> {
        let (step, before) = self.steps.pop()?;
        self.state = before;
        Some(step)
    }

    /// The last deed, which `undo` would take back.
    pub(crate) fn last(&self) -> Option<&Step> {
        self.steps.last().map(|(step, _)| step)
    }

    /// This session holds no answer to the card yet.
    pub(crate) fn is_first(&self, card: usize) -> bool {
        !self.steps().any(|step| step.card == card && matches!(step.deed, Deed::Rated { .. }))
    }

    pub(crate) fn steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().map(|(step, _)| step)
    }

    /// Failures of a card in this session.
    pub(crate) fn failures(&self, card: usize) -> u32 {
        let is_failure = |deed| matches!(deed, Deed::Rated { rating: Rating::Again, .. });
        let failed = self.steps().filter(|step| step.card == card && is_failure(step.deed)).count();
        u32::try_from(failed).unwrap_or(u32::MAX)
    }

    pub(crate) fn done(&self) -> usize {
        self.state.done
    }

    pub(crate) fn total(&self) -> usize {
        self.queue.len() - self.state.out
    }

    /// Answers so far, repetitions counted.
    pub(crate) fn answers(&self) -> usize {
        self.state.answers
    }

    /// Cards met so far, the one that `next` gives included.
    pub(crate) fn met(&self) -> usize {
        let is_fresh = self.next().is_some_and(|card| self.queue.get(self.state.asked) == Some(&card));
        (self.state.asked + usize::from(is_fresh)).saturating_sub(self.state.out)
    }

    pub(crate) fn to_repeat(&self) -> usize {
        self.state.repeats.len()
    }

    /// Keeps the state from before the step, and takes its card from wherever it waits.
    fn step(&mut self, step: Step) {
        let before = self.state.clone();
        self.take_out(step.card);
        self.steps.push((step, before));
    }

    fn take_out(&mut self, card: usize) {
        self.state.repeats.retain(|repeat| repeat.card != card);
        if self.queue.get(self.state.asked) == Some(&card) {
            self.state.asked += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(number: u128) -> EventId {
        EventId(number)
    }

    #[test]
    fn a_failed_card_comes_back_after_three_others() {
        let mut session = Session::new(&[0, 1, 2, 3, 4]);
        let mut asked = Vec::new();
        for number in 0..6 {
            let card = session.next().expect("cards are left");
            asked.push(card);
            let rating = if number == 0 { Rating::Again } else { Rating::Good };
            session.rated(card, rating, vec![event(number)], Met::Before, false);
        }
        assert_eq!(asked, [0, 1, 2, 3, 0, 4]);
        assert_eq!(session.next(), None);
        assert_eq!((session.done(), session.total(), session.to_repeat()), (5, 5, 0));
    }

    /// Asks until nothing is left or so many answers are given; `fails` says which cards are not known.
    fn asked(session: &mut Session, most: u128, fails: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut asked = Vec::new();
        for number in 0..most {
            let Some(card) = session.next() else { break };
            asked.push(card);
            let rating = if fails(card) { Rating::Again } else { Rating::Good };
            session.rated(card, rating, vec![event(number)], Met::Before, false);
            if session.failures(card) >= crate::schedule::PUT_OFF {
                session.put_off(card);
            }
        }
        asked
    }

    #[test]
    fn failed_cards_keep_no_others_out() {
        let mut session = Session::new(&(0..12).collect::<Vec<_>>());
        let asked = asked(&mut session, 20, |card| card < 4);
        let mut met: Vec<usize> = asked.clone();
        met.sort_unstable();
        met.dedup();
        assert_eq!(met.len(), 12, "each is met within twenty answers: {asked:?}");
        // While others wait, no two repetitions in a row.
        let is_repeat: Vec<bool> = asked.iter().enumerate().map(|(at, card)| asked[..at].contains(card)).collect();
        let last_new = is_repeat.iter().rposition(|is_repeat| !is_repeat).expect("new ones");
        assert!(is_repeat[..last_new].windows(2).all(|two| two != [true, true]), "{asked:?}");
    }

    #[test]
    fn a_card_that_fails_again_and_again_is_put_off() {
        let mut session = Session::new(&[0, 1]);
        let asked = asked(&mut session, 40, |card| card == 0);
        assert_eq!(asked, [0, 1, 0, 0, 0, 0]);
        assert_eq!((session.next(), session.done(), session.total()), (None, 2, 2));
        session.undo();
        assert_eq!((session.next(), session.to_repeat()), (Some(0), 1), "undone with the failure");
    }

    #[test]
    fn a_lone_failed_card_comes_back_until_it_is_right() {
        let mut session = Session::new(&[7]);
        session.rated(7, Rating::Again, vec![event(0)], Met::Before, false);
        session.rated(7, Rating::Again, vec![event(1)], Met::Before, false);
        assert_eq!(session.next(), Some(7));
        session.rated(7, Rating::Good, vec![event(2)], Met::Before, false);
        assert_eq!(session.next(), None);
    }

    proptest! {
        /// T2 of the peers' failures: undo across a failed repeat and after the last card gives the exact state back.
        #[test]
        fn undo_gives_back_the_exact_state(deeds in prop::collection::vec(0_u8..5, 0..60), cards in 1_usize..12) {
            let mut session = Session::new(&(0..cards).collect::<Vec<_>>());
            let mut states = Vec::new();
            for (number, deed) in deeds.into_iter().enumerate() {
                let Some(card) = session.next() else { break };
                states.push(session.state.clone());
                let id = event(number as u128);
                match deed {
                    0 => session.rated(card, Rating::Again, vec![id], Met::Before, false),
                    1 => session.suspended(card, id),
                    2 => {
                        session.rated(card, Rating::Again, vec![id], Met::Before, false);
                        session.put_off(card);
                    }
                    _ => session.rated(card, Rating::Good, vec![id], Met::Before, false),
                }
                let state = &session.state;
                prop_assert_eq!(cards, state.done + cards - state.asked + state.repeats.len() + state.out);
            }
            session.extend(cards);
            if let Some(card) = session.next() {
                session.passed_over(card);
            }
            while let Some(state) = states.pop() {
                session.undo().expect("as many steps as states");
                prop_assert_eq!(&session.state, &state);
            }
            prop_assert_eq!(session.undo(), None);
        }
    }
}
