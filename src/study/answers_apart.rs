//! New cards with one answer kept apart: who has just typed it three times learns to type it, not when it is right.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, VecDeque};

use crate::deck::{Catalogue, NotePlace};
use crate::study::learning_order::all_required;

/// Among so many new cards in a row …
const STRETCH: usize = 10;
/// … at most so many have one answer.
const MOST: usize = 2;

/// The cards as near to the given order as keeps those of one answer apart where that can be: never two in a row, and
/// never three of ten. No card gets before one that its entry requires.
pub(super) fn answers_apart(catalogue: &Catalogue, cards: &[usize]) -> Vec<usize> {
    let mut numbers: HashMap<Cow<'_, str>, usize> = HashMap::new();
    let answers: Vec<Option<usize>> = cards
        .iter()
        .map(|&card| {
            let answer = catalogue.answer(card)?;
            let next = numbers.len();
            Some(*numbers.entry(answer).or_insert(next))
        })
        .collect();
    if answers.iter().flatten().count() == numbers.len() {
        return cards.to_vec();
    }
    let behind = behind(catalogue, cards);
    places_apart(&answers, &behind).into_iter().map(|place| cards[place]).collect()
}

/// The answers of the new cards taken last, to be held against the next one.
#[derive(Default)]
pub(super) struct LastAnswers<'a>(VecDeque<Option<Cow<'a, str>>>);

impl<'a> LastAnswers<'a> {
    /// Whether the card may come now: its answer was not the last one, and not twice among the last nine.
    pub(super) fn may_follow(&self, catalogue: &Catalogue, card: usize) -> bool {
        let Some(answer) = catalogue.answer(card) else { return true };
        let is_same = |last: &&Option<Cow<'_, str>>| last.as_ref() == Some(&answer);
        !self.0.back().as_ref().is_some_and(is_same) && self.0.iter().filter(is_same).count() < MOST
    }

    pub(super) fn take(&mut self, catalogue: &'a Catalogue, card: usize) {
        if self.0.len() + 1 == STRETCH {
            self.0.pop_front();
        }
        self.0.push_back(catalogue.answer(card));
    }
}

/// For each place how many earlier ones it waits for, and which later ones wait for it.
struct Behind {
    waits_for: Vec<usize>,
    followers: Vec<Vec<usize>>,
}

fn behind(catalogue: &Catalogue, cards: &[usize]) -> Behind {
    let mut places: HashMap<NotePlace, Vec<usize>> = HashMap::new();
    let mut behind = Behind { waits_for: vec![0; cards.len()], followers: vec![Vec::new(); cards.len()] };
    let all_required = all_required(catalogue, cards);
    for (place, &card) in cards.iter().enumerate() {
        for &before in catalogue.required(card).iter().filter_map(|required| places.get(required)).flatten() {
            behind.followers[before].push(place);
            behind.waits_for[place] += 1;
        }
        if all_required.contains(&catalogue.place(card)) {
            places.entry(catalogue.place(card)).or_default().push(place);
        }
    }
    behind
}

/// The places in their new order. What may not come yet waits, the first in order first, one queue an answer.
fn places_apart(answers: &[Option<usize>], behind: &Behind) -> Vec<usize> {
    let mut waits_for = behind.waits_for.clone();
    let (mut heads, later) = queues(answers);
    let mut order: Vec<usize> = Vec::with_capacity(answers.len());
    while !heads.is_empty() {
        let recent = &order[order.len().saturating_sub(STRETCH - 1)..];
        let is_apart = |answer: Option<usize>| {
            answer.is_none()
                || (recent.last().is_none_or(|&last| answers[last] != answer)
                    && recent.iter().filter(|&&place| answers[place] == answer).count() < MOST)
        };
        let is_ready = |place: usize| waits_for[place] == 0;
        let next = heads.iter().find(|&&place| is_ready(place) && is_apart(answers[place]));
        let next = next.or_else(|| heads.iter().find(|&&place| is_ready(place)));
        let &place = next.expect("the first place of all waits for none");
        heads.remove(&place);
        heads.extend(later[place]);
        behind.followers[place].iter().for_each(|&follower| waits_for[follower] -= 1);
        order.push(place);
    }
    order
}

/// The first place of each answer, and for each place the next one of its answer.
fn queues(answers: &[Option<usize>]) -> (BTreeSet<usize>, Vec<Option<usize>>) {
    let mut later = vec![None; answers.len()];
    let mut firsts: HashMap<Option<usize>, usize> = HashMap::new();
    for (place, answer) in answers.iter().enumerate().rev() {
        later[place] = firsts.insert(*answer, place);
    }
    (firsts.into_values().collect(), later)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn free(count: usize) -> Behind {
        Behind { waits_for: vec![0; count], followers: vec![Vec::new(); count] }
    }

    #[track_caller]
    fn becomes(answers: &[usize], expected: &[usize]) {
        let answers: Vec<Option<usize>> = answers.iter().map(|&answer| Some(answer)).collect();
        assert_eq!(places_apart(&answers, &free(answers.len())), expected);
    }

    #[test]
    fn one_answer_comes_neither_twice_in_a_row_nor_thrice_among_ten() {
        becomes(&[0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], &[0, 3, 1, 4, 5, 6, 7, 8, 9, 10, 2, 11]);
        becomes(&[0, 1, 2], &[0, 1, 2]);
    }

    #[test]
    fn where_nothing_else_is_left_the_author_s_order_holds() {
        becomes(&[0, 0, 0], &[0, 1, 2]);
    }

    #[test]
    fn what_is_required_stays_in_front() {
        let behind = Behind { waits_for: vec![0, 0, 1], followers: vec![Vec::new(), vec![2], Vec::new()] };
        let answers = [Some(0), Some(0), Some(1)];
        assert_eq!(places_apart(&answers, &behind), [0, 1, 2], "the last waits for the second");
    }

    proptest! {
        #[test]
        fn all_cards_stay_and_none_passes_what_it_requires(
            answers in prop::collection::vec(prop::option::of(0_usize..5), 0..50),
            required in prop::collection::vec((0_usize..50, 0_usize..50), 0..20),
        ) {
            let mut behind = free(answers.len());
            for (one, other) in required {
                let (before, after) = (one.min(other), one.max(other));
                if after < answers.len() && before < after {
                    behind.followers[before].push(after);
                    behind.waits_for[after] += 1;
                }
            }
            let order = places_apart(&answers, &behind);
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..answers.len()).collect::<Vec<_>>());
            let place_of: HashMap<usize, usize> = order.iter().enumerate().map(|(at, &place)| (place, at)).collect();
            for (before, followers) in behind.followers.iter().enumerate() {
                for follower in followers {
                    prop_assert!(place_of[&before] < place_of[follower]);
                }
            }
        }
    }
}
