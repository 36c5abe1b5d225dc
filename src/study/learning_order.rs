//! The order in which new cards are learnt: what an entry requires before it, then the `order` of decks, then the file.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use crate::deck::{Catalogue, NotePlace};
use crate::study::answers_apart::answers_apart;

/// The cards in the order of learning. Courses come in turn; in a course what is required comes first, then decks by
/// their `order` (those without one last, by id), each in its author's order, but for cards of one answer, which are
/// kept apart.
pub(crate) fn in_learning_order(catalogue: &Catalogue, cards: &[usize]) -> Vec<usize> {
    let mut sorted = cards.to_vec();
    sorted.sort_by_key(|&card| {
        let (deck, _) = catalogue.entry(card);
        (deck.order.is_none(), deck.order, &deck.id, card)
    });
    let mut turns: HashMap<&str, usize> = HashMap::new();
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    for &card in cards {
        let course = catalogue.entry(card).0.course.as_str();
        let next = firsts.len();
        firsts.entry(course).or_insert(next);
    }
    let mut order: Vec<(usize, usize, usize)> = sorted
        .into_iter()
        .map(|card| {
            let course = catalogue.entry(card).0.course.as_str();
            let turn = turns.entry(course).or_default();
            *turn += 1;
            (*turn, firsts[course], card)
        })
        .collect();
    order.sort_unstable();
    let order: Vec<usize> = order.into_iter().map(|(_, _, card)| card).collect();
    let order: Vec<usize> = required_first(catalogue, &order).into_iter().map(|place| order[place]).collect();
    answers_apart(catalogue, &order)
}

/// The places of the given list, as near to its order as puts every card behind those of the entries that its own
/// requires.
pub(super) fn required_first(catalogue: &Catalogue, cards: &[usize]) -> Vec<usize> {
    let requires = |card: usize| catalogue.required(card);
    if cards.iter().all(|&card| requires(card).is_empty()) {
        return (0..cards.len()).collect();
    }
    let mut places: HashMap<NotePlace, Vec<usize>> = HashMap::new();
    for (place, &card) in cards.iter().enumerate() {
        places.entry(catalogue.place(card)).or_default().push(place);
    }
    let mut waits_for = vec![0_usize; cards.len()];
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); cards.len()];
    for (place, &card) in cards.iter().enumerate() {
        for &before in requires(card).iter().filter_map(|required| places.get(required)).flatten() {
            followers[before].push(place);
            waits_for[place] += 1;
        }
    }
    let mut ready: BinaryHeap<Reverse<usize>> =
        (0..cards.len()).filter(|&place| waits_for[place] == 0).map(Reverse).collect();
    let mut order = Vec::with_capacity(cards.len());
    while let Some(Reverse(place)) = ready.pop() {
        order.push(place);
        for &follower in &followers[place] {
            waits_for[follower] -= 1;
            if waits_for[follower] == 0 {
                ready.push(Reverse(follower));
            }
        }
    }
    order
}

/// Entries of which no card was ever asked: what requires one of them waits.
pub(super) struct Unmet(HashSet<NotePlace>);

impl Unmet {
    /// The entries of new cards that may be asked, as far as no card of theirs is known.
    pub(super) fn of(catalogue: &Catalogue, new: impl Iterator<Item = usize>, is_seen: impl Fn(usize) -> bool) -> Self {
        let unmet = new.map(|card| catalogue.place(card)).collect();
        let mut unmet = Self(unmet);
        if unmet.0.is_empty() {
            return unmet;
        }
        for card in (0..catalogue.cards.len()).filter(|&card| is_seen(card)) {
            unmet.0.remove(&catalogue.place(card));
        }
        unmet
    }

    /// Whether an entry that this card's requires is still to be met.
    pub(super) fn holds(&self, catalogue: &Catalogue, card: usize) -> bool {
        catalogue.required(card).iter().any(|required| self.0.contains(required))
    }

    pub(super) fn meet(&mut self, catalogue: &Catalogue, card: usize) {
        self.0.remove(&catalogue.place(card));
    }
}
