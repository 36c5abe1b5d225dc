//! Relatives of one day kept apart in the last sweep, what is due before what is new.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::deck::{Catalogue, NotePlace};
use crate::study::queue::{Group, Plan, Taken};

/// In the last sweep siblings and group fellows may share a day, with so many cards between their places.
pub(super) const APART: usize = 10;

/// By what a card keeps others away: its entry, or its group.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Relation<'a> {
    Entry(NotePlace),
    Group(Group<'a>),
}

pub(super) fn relatives(catalogue: &Catalogue, card: usize) -> impl Iterator<Item = Relation<'_>> {
    let (entry, group) = Taken::keys(catalogue, card);
    std::iter::once(Relation::Entry(entry)).chain(group.map(Relation::Group))
}

pub(super) fn note_place<'a>(
    places: &mut HashMap<Relation<'a>, usize>,
    catalogue: &'a Catalogue,
    card: usize,
    place: usize,
) {
    places.extend(relatives(catalogue, card).map(|key| (key, place)));
}

/// What the policy chose for the day: due cards before new ones, each in its order. In the sweep relatives share a day:
/// a card whose relative was just asked waits until it is far enough; the last ones, which have no place at the end any more, come between
/// others. Where that cannot be done either, the policy's order stays. Of the new ones none comes before what its entry requires, nor
/// behind one of the same answer while another may.
pub(super) fn due_first(catalogue: &Catalogue, plan: &Plan) -> Vec<usize> {
    let is_new: HashSet<usize> = plan.new.iter().copied().collect();
    let (new, due): (Vec<usize>, Vec<usize>) = plan.first.iter().partition(|card| is_new.contains(card));
    let mut waiting: VecDeque<usize> = due.into_iter().chain(new).collect();
    let mut order: Vec<usize> = Vec::with_capacity(waiting.len());
    let mut places: HashMap<Relation<'_>, usize> = HashMap::new();
    while let Some(&first) = waiting.front() {
        let here = order.len();
        let is_apart =
            |&card: &usize| relatives(catalogue, card).all(|key| places.get(&key).is_none_or(|at| here > at + APART));
        let to_meet: HashSet<NotePlace> =
            waiting.iter().filter(|card| is_new.contains(card)).map(|&card| catalogue.place(card)).collect();
        let is_ready = |&card: &usize| !catalogue.required(card).iter().any(|place| to_meet.contains(place));
        let may_come = |card: &usize| is_apart(card) && is_ready(card);
        let last = order.last().and_then(|&last| catalogue.answer(last));
        let is_other = |card: &usize| last.is_none() || !is_new.contains(card) || catalogue.answer(*card) != last;
        let next = waiting.iter().position(|card| may_come(card) && is_other(card));
        let next = next.or_else(|| waiting.iter().position(may_come));
        if let Some(card) = next.and_then(|next| waiting.remove(next)) {
            places.extend(relatives(catalogue, card).map(|key| (key, here)));
            order.push(card);
            continue;
        }
        let Some(place) = place_between(catalogue, &order, first, &is_new) else { return plan.first.clone() };
        waiting.pop_front();
        order.insert(place, first);
        places = order
            .iter()
            .enumerate()
            .flat_map(|(at, &card)| relatives(catalogue, card).map(move |key| (key, at)))
            .collect();
    }
    order
}

/// The last place of an order at which a card is far enough from its relatives, a due one before the new ones where it can be.
fn place_between(catalogue: &Catalogue, order: &[usize], card: usize, is_new: &HashSet<usize>) -> Option<usize> {
    let own: Vec<Relation<'_>> = relatives(catalogue, card).collect();
    let near: Vec<usize> =
        (0..order.len()).filter(|&at| relatives(catalogue, order[at]).any(|key| own.contains(&key))).collect();
    let is_apart =
        |&place: &usize| near.iter().all(|&at| if at < place { place - at > APART } else { at + 1 - place > APART });
    let due = order.iter().position(|card| is_new.contains(card)).filter(|_| !is_new.contains(&card));
    let until = |end: usize| (0..=end).rev().find(is_apart);
    due.and_then(until).or_else(|| until(order.len()))
}
