//! What the log says of goals and of the student's pace, put together for a session.

use std::collections::{HashMap, HashSet};

use anyhow::Result;

use crate::card::CardId;
use crate::context::Context;
use crate::deck::Catalogue;
use crate::plan::{Answered, Goals, Habits, Pursuit, Reach};
use crate::schedule::{Event, Progress, Purpose, Review, StudyDay, What};
use crate::store::Store;

/// Newest reviews from which pace and ratings are learnt.
const RECENT: u32 = 2000;

/// The goals ahead, with what they need; none where no course in reach has one.
pub(crate) fn pursuit(
    store: &Store,
    catalogue: &Catalogue,
    progress: &HashMap<CardId, Progress>,
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
    progress: &HashMap<CardId, Progress>,
    most_new: Option<usize>,
    today: StudyDay,
) -> Result<Pursuit> {
    let reviews = store.recent_reviews(RECENT)?;
    let habits = Habits::of(&answered(&reviews, catalogue, progress));
    let has_goal = |card: &CardId| {
        let card = catalogue.find(card).map(|at| &catalogue.cards[at]);
        card.is_some_and(|card| goals.ahead(&catalogue.deck(card).course, today).is_some())
    };
    let spent = studied(&reviews).filter(|(day, review)| *day == today && has_goal(&review.card));
    let spent = spent.map(|(_, review)| review.seconds).sum();
    Ok(Pursuit { goals, habits, spent, most_new, reach: Reach::Day })
}

/// Answers that touched memory.
fn studied(reviews: &[Event]) -> impl Iterator<Item = (StudyDay, &Review)> {
    reviews.iter().filter_map(|event| match &event.what {
        What::Review(review) if review.counts && review.purpose == Purpose::Study => Some((event.day, review)),
        _ => None,
    })
}

fn answered(reviews: &[Event], catalogue: &Catalogue, progress: &HashMap<CardId, Progress>) -> Vec<Answered> {
    let mut seen: HashSet<(&CardId, StudyDay)> = HashSet::new();
    let mut answers = Vec::with_capacity(reviews.len());
    for (day, review) in studied(reviews) {
        let is_first = seen.insert((&review.card, day));
        let met = progress.get(&review.card).and_then(|progress| progress.first);
        let kind = catalogue.find(&review.card).map(|at| catalogue.note(&catalogue.cards[at]).kind.name());
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
