//! A student's days through the real queue, policy and forecast, without disk or screen.

use std::collections::HashSet;
use std::fmt::Write as _;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::card::KindName;
use crate::deck::{self, Catalogue};
use crate::plan::{Answered, Doubt, Goals, Habits, Outset, Pursuit, Reach, Tried};
use crate::schedule::{PUT_OFF, Rating, Review, Scheduler, States, StudyDay};
use crate::study::{Circumstances, DayNumbers, Limits, Met, Session, Today, next_in_time, plan, pursued};

const RATINGS: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

/// Newest answers from which the pace is learnt, as in a session.
const RECENT: usize = 2000;

/// How a day is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Due before new, so many new cards a day at most, as long as the minutes last.
    Plain { new: usize },
    /// As the goal says.
    Goal,
}

/// What is expected for exam day: mean, 10th and 90th percentile, shares of 1.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
}

/// A student of one course, with what the log would hold.
pub struct SimulatedStudent {
    catalogue: Catalogue,
    scheduler: Scheduler,
    progress: States,
    goals: Goals,
    first: StudyDay,
    answers: Vec<Answered>,
    tried: Vec<Tried>,
    kept: u32,
}

impl SimulatedStudent {
    /// A course of so many cards, the exam so many days from day 0, with so many minutes a day.
    #[must_use]
    pub fn new(cards: usize, exam: u32, minutes: u32) -> Self {
        let mut text = "[deck]\nid = \"course\"\ntitle = \"Course\"\n".to_owned();
        for number in 0..cards {
            let _ =
                write!(text, "[[card]]\nid = \"c{number:04}\"\nfront = \"front {number}\"\nback = \"back {number}\"\n");
        }
        let reading = deck::read(&text);
        let catalogue = Catalogue::new(vec![reading.deck.expect("a deck made here is well-formed")]);
        let first: StudyDay = "2027-01-01".parse().expect("a day");
        let mut goals = Goals::default();
        goals.set(Some(first.plus(exam.into())), Some(minutes), &[], first);
        Self {
            catalogue,
            scheduler: Scheduler::default(),
            progress: States::default(),
            goals,
            first,
            answers: Vec::new(),
            tried: Vec::new(),
            kept: 0,
        }
    }

    /// One day's session. `answer` gives rating (0 to 3) and seconds for a card by its number; gives the seconds used.
    pub fn study(&mut self, day: u32, mode: Mode, answer: &mut dyn FnMut(usize) -> (usize, u32)) -> u32 {
        let today = self.first.plus(day.into());
        let budget = f64::from(self.goals.minutes) * 60.0;
        let mut plan = self.plan(today, mode);
        let mut session = Session::new(&plan.cards());
        let usual = self.habits().seconds(KindName::Card);
        let (mut spent, mut met) = (0, HashSet::new());
        loop {
            let is_new = |card: usize| self.progress.get(&self.catalogue.cards[card].id).is_none();
            let (card, _) = next_in_time(&mut session, &mut plan.allowance, f64::from(spent), is_new);
            let Some(card) = card else { break };
            let takes = if is_new(card) { usual.new } else { usual.review };
            if f64::from(spent) + takes > budget {
                break;
            }
            let (rating, seconds) = answer(card);
            spent += seconds;
            if let Some(allowance) = &mut plan.allowance {
                allowance.took(is_new(card), seconds);
            }
            self.rate(card, today, RATINGS[rating], seconds, met.insert(card));
            session.rated(card, RATINGS[rating], vec![crate::schedule::EventId(0)], Met::Before, false);
            if RATINGS[rating] == Rating::Again && session.failures(card) >= PUT_OFF {
                session.put_off(card);
            }
        }
        self.kept += 1;
        spent
    }

    /// The seconds that the overview would promise on the morning of a day.
    #[must_use]
    pub fn promised(&self, day: u32, mode: Mode) -> f64 {
        let today = self.first.plus(day.into());
        let (done, plan) = (Today::default(), self.plan(today, mode));
        let at = self.circumstances(today, &done, 0, None);
        DayNumbers::of(&plan, &self.catalogue, &at, &self.habits()).seconds
    }

    /// What the forecast says on the morning of a day.
    #[must_use]
    pub fn expected(&self, day: u32) -> Expected {
        let today = self.first.plus(day.into());
        let (done, pursuit) = (Today::default(), self.pursuit());
        let at = self.circumstances(today, &done, usize::MAX, Some(&pursuit));
        let all: Vec<usize> = (0..self.catalogue.cards.len()).collect();
        let pursued = pursued(&all, &self.catalogue, &at, &pursuit);
        let doubt = Doubt::of(&self.tried, (self.kept, day), self.progress.len(), &self.scheduler);
        let outset = Outset {
            items: &pursued.items,
            pool: &pursued.pool,
            today: today.number(),
            spent: 0.0,
            scheduler: &self.scheduler,
            habits: &pursuit.habits,
            doubt: &doubt,
            retention: 0.9,
        };
        let spread = outset.recall_planned(&mut ChaCha8Rng::seed_from_u64(0));
        Expected { mean: spread.mean, low: spread.low, high: spread.high }
    }

    fn plan(&self, today: StudyDay, mode: Mode) -> crate::study::Plan {
        let (new, pursuit) = match mode {
            Mode::Plain { new } => (new, None),
            Mode::Goal => (0, Some(self.pursuit())),
        };
        let done = Today::default();
        let all: Vec<usize> = (0..self.catalogue.cards.len()).collect();
        plan(&self.catalogue, &all, &self.circumstances(today, &done, new, pursuit.as_ref()))
    }

    fn circumstances<'a>(
        &'a self,
        today: StudyDay,
        done: &'a Today,
        new_per_day: usize,
        pursuit: Option<&'a Pursuit>,
    ) -> Circumstances<'a> {
        let limits = Limits { new_per_day, reviews_per_day: usize::MAX, session: None };
        Circumstances { progress: &self.progress, scheduler: &self.scheduler, today, done, limits, pursuit }
    }

    fn pursuit(&self) -> Pursuit {
        let goals = self.goals.clone();
        Pursuit { goals, habits: self.habits(), spent: 0, most_new: None, reach: Reach::Day }
    }

    fn habits(&self) -> Habits {
        Habits::of(&self.answers[self.answers.len().saturating_sub(RECENT)..])
    }

    fn rate(&mut self, card: usize, today: StudyDay, rating: Rating, seconds: u32, is_first: bool) {
        let id = self.catalogue.cards[card].id.clone();
        let mut progress = self.progress.get(&id).unwrap_or_default();
        let is_new = !progress.is_seen();
        if let Some((memory, last)) = progress.memory.zip(progress.last).filter(|(_, last)| *last < today) {
            self.tried.push(Tried { memory, elapsed: today.since(last), right: rating != Rating::Again });
        }
        let review = Review { seconds: seconds.clamp(1, 600), ..Review::sample(id, rating) };
        progress.apply(&review, today, &self.scheduler);
        self.progress.insert(review.card.clone(), progress);
        self.answers.push(Answered { kind: Some(KindName::Card), is_new, seconds, rating, is_first });
    }
}
