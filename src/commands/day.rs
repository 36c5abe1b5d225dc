//! What today holds, as the log, the goals and the student's pace have it: one way to it for every verb.

use std::collections::HashSet;

use anyhow::Result;

use crate::card::CardId;
use crate::commands::select::Selected;
use crate::context::Context;
use crate::deck::Catalogue;
use crate::plan::{Answered, Goals, Habits, Pursuit, Reach};
use crate::schedule::{Event, Purpose, Review, States, StudyDay, What};
use crate::store::Store;
use crate::study::{Circumstances, DayNumbers, Limits, Load, Plan, Today, plan};

/// Newest reviews from which pace and ratings are learnt.
const RECENT: u32 = 2000;

/// The goals ahead, with what they need; none where no course in reach has one.
pub(crate) fn pursuit(
    store: &Store,
    catalogue: &Catalogue,
    progress: &States,
    most_new: Option<usize>,
    cx: &Context,
) -> Result<Option<Pursuit>> {
    let goals = Goals::of_log(&store.goals()?);
    if !catalogue.decks.iter().any(|deck| goals.ahead(&deck.course, cx.today()).is_some()) {
        return Ok(None);
    }
    pursuit_of(goals, store, catalogue, progress, most_new, cx.today()).map(Some)
}

/// The same for goals that are given, whether they stand in the log or not.
pub(crate) fn pursuit_of(
    goals: Goals,
    store: &Store,
    catalogue: &Catalogue,
    progress: &States,
    most_new: Option<usize>,
    today: StudyDay,
) -> Result<Pursuit> {
    let (reviews, habits) = habits(store, catalogue, progress)?;
    let has_goal = |card: &CardId| {
        let course = catalogue.find(card).map(|at| &catalogue.entry(at).0.course);
        course.is_some_and(|course| goals.ahead(course, today).is_some())
    };
    let spent = studied(&reviews).filter(|(day, review)| *day == today && has_goal(&review.card));
    let spent = spent.map(|(_, review)| review.seconds).sum();
    Ok(Pursuit { goals, habits, spent, most_new, reach: Reach::Day })
}

/// The newest reviews, and the habits that show in them.
fn habits(store: &Store, catalogue: &Catalogue, progress: &States) -> Result<(Vec<Event>, Habits)> {
    let reviews = store.recent_reviews(RECENT)?;
    let habits = Habits::of(&answered(&reviews, catalogue, progress));
    Ok((reviews, habits))
}

/// What a session is to hold, besides the cards it is of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    /// New cards today at most, where the student says so; else what is set.
    pub(crate) most_new: Option<usize>,
    /// Cards of this session at most.
    pub(crate) limit: Option<usize>,
    pub(crate) reach: Reach,
}

impl Default for Wish {
    fn default() -> Self {
        Self { most_new: None, limit: None, reach: Reach::Day }
    }
}

/// What today asks of these cards. How much that is takes the newest reviews, which a session does not wait for.
pub(crate) fn asked_today(
    cards: &[usize],
    catalogue: &Catalogue,
    store: &Store,
    progress: &States,
    wish: Wish,
    cx: &Context,
) -> Result<Plan> {
    let pursuit = todays_pursuit(catalogue, store, progress, wish, cx)?;
    let done = store.today(cx.today())?;
    let at = circumstances(store, progress, pursuit.as_ref(), &done, wish, cx);
    Ok(plan(catalogue, cards, &at))
}

/// What a day asks, how much that is, and when the cards come that it leaves.
pub(crate) struct Asked {
    pub(crate) plan: Plan,
    pub(crate) numbers: DayNumbers,
    pub(crate) load: Load,
}

/// What today asks of these cards, and how much that is.
pub(crate) fn today(selected: &Selected, store: &Store, progress: &States, wish: Wish, cx: &Context) -> Result<Asked> {
    let catalogue = &selected.catalogue;
    let pursuit = todays_pursuit(catalogue, store, progress, wish, cx)?;
    let habits = match &pursuit {
        Some(pursuit) => pursuit.habits.clone(),
        None => habits(store, catalogue, progress)?.1,
    };
    planned(&selected.cards, catalogue, store, (progress, &habits, pursuit.as_ref()), wish, cx)
}

fn todays_pursuit(
    catalogue: &Catalogue,
    store: &Store,
    progress: &States,
    wish: Wish,
    cx: &Context,
) -> Result<Option<Pursuit>> {
    let pursuit = pursuit(store, catalogue, progress, wish.most_new, cx)?;
    Ok(pursuit.map(|pursuit| Pursuit { reach: wish.reach, ..pursuit }))
}

/// The same by progress, habits and goals that are given.
pub(crate) fn planned(
    cards: &[usize],
    catalogue: &Catalogue,
    store: &Store,
    (progress, habits, pursuit): (&States, &Habits, Option<&Pursuit>),
    wish: Wish,
    cx: &Context,
) -> Result<Asked> {
    let done = store.today(cx.today())?;
    let at = circumstances(store, progress, pursuit, &done, wish, cx);
    let plan = plan(catalogue, cards, &at);
    let numbers = DayNumbers::of(&plan, catalogue, &at, habits);
    let load = Load::of(&plan, catalogue, cards, &at);
    Ok(Asked { plan, numbers, load })
}

fn circumstances<'a>(
    store: &'a Store,
    progress: &'a States,
    pursuit: Option<&'a Pursuit>,
    done: &'a Today,
    wish: Wish,
    cx: &Context,
) -> Circumstances<'a> {
    let limits = Limits {
        new_per_day: wish.most_new.unwrap_or(cx.config.new),
        reviews_per_day: cx.config.reviews,
        session: wish.limit,
    };
    Circumstances { progress, scheduler: store.scheduler(), today: cx.today(), done, limits, pursuit }
}

/// Answers that touched memory.
fn studied(reviews: &[Event]) -> impl Iterator<Item = (StudyDay, &Review)> {
    reviews.iter().filter_map(|event| match &event.what {
        What::Review(review) if review.counts && review.purpose == Purpose::Study => Some((event.day, review)),
        _ => None,
    })
}

fn answered(reviews: &[Event], catalogue: &Catalogue, progress: &States) -> Vec<Answered> {
    let mut seen: HashSet<(&CardId, StudyDay)> = HashSet::new();
    let mut answers = Vec::with_capacity(reviews.len());
    for (day, review) in studied(reviews) {
        let is_first = seen.insert((&review.card, day));
        let met = progress.get(&review.card).and_then(|progress| progress.first);
        let kind = catalogue.find(&review.card).map(|at| {
            let (deck, note) = catalogue.entry(at);
            deck.notes.kind(note)
        });
        answers.push(Answered {
            kind,
            is_new: is_first && met == Some(day),
            seconds: review.seconds,
            rating: review.rating,
            is_first,
        });
    }
    answers
}
