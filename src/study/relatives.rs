//! Relatives, cards that share a topic, kept apart: what stands side by side helps to guess.

use std::collections::HashMap;

use crate::deck::{Catalogue, NotePlace};

/// The same cards, as near to the given order as keeps two of one topic from following each other where that can be
/// avoided, and no card gets before one that its entry requires. Nothing is left to chance: the same cards give the
/// same order.
pub(crate) fn apart(catalogue: &Catalogue, cards: &[usize]) -> Vec<usize> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let topics_of: Vec<Vec<usize>> = cards
        .iter()
        .map(|&card| {
            let (deck, note) = catalogue.entry(card);
            deck.notes.topics(note).into_iter().map(|topic| number(&mut numbers, topic)).collect()
        })
        .collect();
    places_apart(&topics_of, &behind(catalogue, cards)).into_iter().map(|place| cards[place]).collect()
}

/// For each place the earlier places of what its entry requires.
fn behind(catalogue: &Catalogue, cards: &[usize]) -> Vec<Vec<usize>> {
    let mut places: HashMap<NotePlace, Vec<usize>> = HashMap::new();
    let mut behind = Vec::with_capacity(cards.len());
    for (place, &card) in cards.iter().enumerate() {
        let required = catalogue.required(card).iter().filter_map(|required| places.get(required));
        behind.push(required.flatten().copied().collect());
        places.entry(catalogue.place(card)).or_default().push(place);
    }
    behind
}

fn number<'a>(numbers: &mut HashMap<&'a str, usize>, topic: &'a str) -> usize {
    let next = numbers.len();
    *numbers.entry(topic).or_insert(next)
}

/// The places of the given list in their new order.
///
/// The first in order that shares no topic with the one before goes next, unless a topic fills more than half of what
/// is left: then one of that topic has to go now, or two of them would meet later. What stands behind others waits for
/// them.
fn places_apart(topics_of: &[Vec<usize>], behind: &[Vec<usize>]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..topics_of.len()).collect();
    let topics = topics_of.iter().flatten().max().map_or(0, |most| most + 1);
    let mut counts = vec![0_usize; topics];
    topics_of.iter().flatten().for_each(|&topic| counts[topic] += 1);
    let mut order: Vec<usize> = Vec::with_capacity(left.len());
    let mut gone = vec![false; left.len()];
    while !left.is_empty() {
        let before = order.last().map_or(&[][..], |&place| &topics_of[place]);
        let is_relative = |place: usize| topics_of[place].iter().any(|topic| before.contains(topic));
        let waits = |place: usize| behind[place].iter().any(|&before| !gone[before]);
        let is_free = |place: usize| !is_relative(place) && !waits(place);
        let pressing = (0..topics).find(|topic| counts[*topic] * 2 > left.len() && !before.contains(topic));
        let fits = |place: usize| pressing.is_none_or(|topic| topics_of[place].contains(&topic));
        let next = left
            .iter()
            .position(|&place| is_free(place) && fits(place))
            .or_else(|| left.iter().position(|&place| is_free(place)))
            .unwrap_or(0);
        let place = left.remove(next);
        topics_of[place].iter().for_each(|&topic| counts[topic] -= 1);
        gone[place] = true;
        order.push(place);
    }
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::places_apart;

    #[track_caller]
    fn becomes(topics: &[&[usize]], expected: &[usize]) {
        let topics: Vec<Vec<usize>> = topics.iter().map(|topics| topics.to_vec()).collect();
        assert_eq!(places_apart(&topics, &vec![Vec::new(); topics.len()]), expected);
    }

    #[test]
    fn relatives_are_kept_apart_with_the_first_kept_first() {
        becomes(&[&[0], &[0], &[1], &[1]], &[0, 2, 1, 3]);
        becomes(&[&[0], &[1], &[2]], &[0, 1, 2]);
        becomes(&[&[0], &[0, 1], &[], &[1]], &[0, 3, 2, 1]);
    }

    #[test]
    fn the_most_frequent_topic_is_not_left_for_the_end() {
        becomes(&[&[1], &[0], &[0], &[2], &[0]], &[1, 0, 2, 3, 4]);
    }

    #[test]
    fn what_is_required_stays_in_front() {
        let topics = [vec![0], vec![0], vec![1]];
        assert_eq!(places_apart(&topics, &[vec![], vec![], vec![]]), [0, 2, 1]);
        assert_eq!(places_apart(&topics, &[vec![], vec![], vec![1]]), [0, 1, 2]);
    }

    #[test]
    fn one_topic_alone_stays_in_order() {
        becomes(&[&[0], &[0], &[0]], &[0, 1, 2]);
    }

    proptest! {
        #[test]
        fn with_a_topic_each_no_relatives_meet_where_none_fills_more_than_half(
            topics in prop::collection::vec(0_usize..6, 0..60),
        ) {
            let most = (0..6).map(|topic| topics.iter().filter(|&&other| other == topic).count()).max().unwrap_or(0);
            let cards: Vec<Vec<usize>> = topics.iter().map(|&topic| vec![topic]).collect();
            let order = places_apart(&cards, &vec![Vec::new(); cards.len()]);
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..topics.len()).collect::<Vec<_>>(), "the same cards");
            let meetings = order.windows(2).filter(|pair| topics[pair[0]] == topics[pair[1]]).count();
            let unavoidable = (2 * most).saturating_sub(topics.len() + 1);
            prop_assert_eq!(meetings, unavoidable, "{:?}", order);
        }
    }
}
