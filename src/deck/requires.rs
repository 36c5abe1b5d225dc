//! What entries require, by their places, without circles.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

use super::catalogue::NotePlace;
use crate::card::{Deck, Note};

/// Deck and entry of `id` or `deck/id`, as it is written in a deck.
pub(crate) fn entry_named<'a>(named: &'a str, own: &'a str) -> (&'a str, &'a str) {
    named.split_once('/').unwrap_or((own, named))
}

fn notes(decks: &[Deck]) -> impl Iterator<Item = (NotePlace, &Deck, &Note)> {
    let places = |(at, deck): (usize, &'_ Deck)| (at, deck.notes.len());
    let places: Vec<(usize, usize)> = decks.iter().enumerate().map(places).collect();
    places.into_iter().flat_map(move |(at, count)| {
        let deck = &decks[at];
        (0..count).map(move |note| ((at, note), deck, &deck.notes[note]))
    })
}

/// For each entry that requires others those that are in reach. Of a circle, the requirements of the entry that stands
/// first are left out, so that there is always one to begin with.
pub(super) fn required(decks: &[Deck]) -> HashMap<NotePlace, Vec<NotePlace>> {
    if decks.iter().all(|deck| deck.notes.iter().all(|note| note.requires.is_empty())) {
        return HashMap::new();
    }
    let places: HashMap<(&str, &str), NotePlace> =
        notes(decks).map(|(place, deck, note)| ((deck.id.as_str(), note.id.as_str()), place)).collect();
    let requiring = notes(decks).filter(|(.., note)| !note.requires.is_empty());
    let mut required: HashMap<NotePlace, Vec<NotePlace>> = requiring
        .map(|(place, deck, note)| {
            let found = note.requires.iter().filter_map(|named| places.get(&entry_named(named, &deck.id)));
            let found: BTreeSet<NotePlace> = found.copied().collect();
            (place, found.into_iter().collect())
        })
        .collect();
    let turns = turns(&required);
    for (place, before) in &mut required {
        before.retain(|one| turns.get(one).is_none_or(|turn| *turn < turns[place]));
    }
    required
}

/// In which turn each requiring entry can be learnt; where none can, the first that is left goes.
fn turns(required: &HashMap<NotePlace, Vec<NotePlace>>) -> HashMap<NotePlace, usize> {
    let mut followers: HashMap<NotePlace, Vec<NotePlace>> = HashMap::new();
    let mut waits_for: HashMap<NotePlace, usize> = HashMap::new();
    for (place, before) in required {
        let before: Vec<_> = before.iter().filter(|one| required.contains_key(one)).collect();
        waits_for.insert(*place, before.len());
        for one in before {
            followers.entry(*one).or_default().push(*place);
        }
    }
    let free = waits_for.iter().filter(|(_, count)| **count == 0);
    let mut ready: BinaryHeap<Reverse<NotePlace>> = free.map(|(place, _)| Reverse(*place)).collect();
    let mut left: BTreeSet<NotePlace> = waits_for.keys().copied().collect();
    let mut turns = HashMap::with_capacity(left.len());
    while let Some(first) = left.first().copied() {
        let place = ready.pop().map_or(first, |Reverse(place)| place);
        if !left.remove(&place) {
            continue;
        }
        turns.insert(place, turns.len());
        for follower in followers.get(&place).into_iter().flatten() {
            let waits = waits_for.entry(*follower).or_default();
            *waits = waits.saturating_sub(1);
            if *waits == 0 {
                ready.push(Reverse(*follower));
            }
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(entries: &[(usize, &[usize])]) -> HashMap<NotePlace, Vec<NotePlace>> {
        entries.iter().map(|(at, before)| ((0, *at), before.iter().map(|one| (0, *one)).collect())).collect()
    }

    #[track_caller]
    fn in_turn(entries: &[(usize, &[usize])], expected: &[usize]) {
        let turns = turns(&places(entries));
        let mut order: Vec<usize> = turns.keys().map(|(_, note)| *note).collect();
        order.sort_by_key(|note| turns[&(0, *note)]);
        assert_eq!(order, expected);
    }

    #[test]
    fn what_is_required_has_an_earlier_turn_and_a_circle_begins_at_its_first() {
        in_turn(&[(1, &[2]), (2, &[9])], &[2, 1]);
        in_turn(&[(1, &[2]), (2, &[1]), (3, &[2])], &[1, 2, 3]);
        in_turn(&[(1, &[1]), (2, &[1])], &[1, 2]);
    }
}
