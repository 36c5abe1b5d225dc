//! The order in which new cards are learnt: what an entry requires before it, then the `order` of decks, then the file.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use crate::deck::{Catalogue, NotePlace};
use crate::study::answers_apart::answers_apart;

/// The cards in the order of learning. Courses come in turn; in a course what is required comes first, then decks by
/// their `order` (those without one last, by id), each in its author's order, but for cards of one answer, which are
/// kept apart.
pub(crate) fn in_learning_order(catalogue: &Catalogue, cards: &[usize]) -> Vec<usize> {
    let (ranks, courses) = (ranks(catalogue), courses(catalogue));
    let mut sorted = cards.to_vec();
    sorted.sort_by_key(|&card| (ranks[catalogue.place(card).0], card));
    let mut turns = vec![0_usize; catalogue.decks.len()];
    let mut firsts: Vec<Option<usize>> = vec![None; catalogue.decks.len()];
    let mut met = 0;
    for &card in cards {
        firsts[courses[catalogue.place(card).0]].get_or_insert_with(|| {
            met += 1;
            met
        });
    }
    let mut order: Vec<(usize, Option<usize>, usize)> = sorted
        .into_iter()
        .map(|card| {
            let course = courses[catalogue.place(card).0];
            turns[course] += 1;
            (turns[course], firsts[course], card)
        })
        .collect();
    order.sort_unstable();
    let order: Vec<usize> = order.into_iter().map(|(_, _, card)| card).collect();
    let order: Vec<usize> = required_first(catalogue, &order).into_iter().map(|place| order[place]).collect();
    answers_apart(catalogue, &order)
}

/// For each deck its place among all by `order`, those without one last, by id.
fn ranks(catalogue: &Catalogue) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..catalogue.decks.len()).collect();
    sorted.sort_by_key(|&at| {
        let deck = &catalogue.decks[at];
        (deck.order.is_none(), deck.order, &deck.id)
    });
    let mut ranks = vec![0; sorted.len()];
    for (rank, at) in sorted.into_iter().enumerate() {
        ranks[at] = rank;
    }
    ranks
}

/// For each deck the first one of its course.
fn courses(catalogue: &Catalogue) -> Vec<usize> {
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    catalogue.decks.iter().enumerate().map(|(at, deck)| *firsts.entry(&deck.course).or_insert(at)).collect()
}

/// The entries that the cards' entries require.
pub(super) fn all_required(catalogue: &Catalogue, cards: &[usize]) -> HashSet<NotePlace> {
    cards.iter().flat_map(|&card| catalogue.required(card)).copied().collect()
}

/// The places of the given list, as near to its order as puts every card behind those of the entries that its own
/// requires.
pub(super) fn required_first(catalogue: &Catalogue, cards: &[usize]) -> Vec<usize> {
    let requires = |card: usize| catalogue.required(card);
    let all_required = all_required(catalogue, cards);
    if all_required.is_empty() {
        return (0..cards.len()).collect();
    }
    let mut places: HashMap<NotePlace, Vec<usize>> = HashMap::new();
    for (place, &card) in cards.iter().enumerate().filter(|(_, card)| all_required.contains(&catalogue.place(**card))) {
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
        for card in 0..catalogue.cards.len() {
            let place = catalogue.place(card);
            if unmet.0.contains(&place) && is_seen(card) {
                unmet.0.remove(&place);
            }
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
