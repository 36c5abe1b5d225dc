//! What entries say of each other, by their places: what they require, without circles, and what is taken for what.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap, HashSet};

use super::cards::NotePlace;
use crate::card::{Deck, Notes};

/// Deck and entry of `id` or `deck/id`, as it is written in a deck.
pub(crate) fn entry_named<'a>(named: &'a str, own: &'a str) -> (&'a str, &'a str) {
    named.split_once('/').unwrap_or((own, named))
}

/// The places of the entries that fit.
fn places(decks: &[Deck], fits: impl Fn(&Notes, usize) -> bool) -> Vec<NotePlace> {
    let of_deck = |(at, deck): (usize, &Deck)| {
        (0..deck.notes.len()).filter(|&note| fits(&deck.notes, note)).map(|note| (at, note)).collect::<Vec<_>>()
    };
    decks.iter().enumerate().flat_map(of_deck).collect()
}

/// The entries of the decks that are named.
fn by_name<'a>(decks: &'a [Deck], named: &HashSet<&str>) -> HashMap<(&'a str, &'a str), NotePlace> {
    let named = decks.iter().enumerate().filter(|(_, deck)| named.contains(deck.id.as_str()));
    named
        .flat_map(|(at, deck)| {
            (0..deck.notes.len()).map(move |note| ((deck.id.as_str(), deck.notes.id(note)), (at, note)))
        })
        .collect()
}

/// For each entry those that are likely to be taken for it, with what tells the two apart. Where one of two names the
/// other, both know.
pub(super) fn near(decks: &[Deck]) -> HashMap<NotePlace, Vec<(NotePlace, Option<String>)>> {
    let mut near: HashMap<NotePlace, Vec<(NotePlace, Option<String>)>> = HashMap::new();
    let naming = places(decks, Notes::names_near);
    if naming.is_empty() {
        return near;
    }
    let named = |&(at, note): &NotePlace| {
        let deck = &decks[at];
        deck.notes[note].confused_with.iter().map(|one| entry_named(&one.entry, &deck.id).0)
    };
    let places = by_name(decks, &naming.iter().flat_map(named).collect());
    let said: Vec<(NotePlace, NotePlace, &Option<String>)> = naming
        .into_iter()
        .flat_map(|place| {
            let (places, deck) = (&places, &decks[place.0]);
            deck.notes[place.1].confused_with.iter().filter_map(move |one| {
                let other = places.get(&entry_named(&one.entry, &deck.id))?;
                (*other != place).then_some((place, *other, &one.difference))
            })
        })
        .collect();
    let there = said.iter().map(|(one, other, difference)| (*one, *other, *difference));
    let back = said.iter().map(|(one, other, difference)| (*other, *one, *difference));
    for (one, other, difference) in there.chain(back) {
        let known = near.entry(one).or_default();
        match known.iter_mut().find(|(place, _)| *place == other) {
            Some((_, told)) if told.is_none() => told.clone_from(difference),
            Some(_) => {}
            None => known.push((other, difference.clone())),
        }
    }
    near
}

/// For each entry that requires others those that are in reach. Of a circle, the requirements of the entry that stands
/// first are left out, so that there is always one to begin with.
pub(super) fn required(decks: &[Deck]) -> HashMap<NotePlace, Vec<NotePlace>> {
    let requiring = places(decks, Notes::requires);
    if requiring.is_empty() {
        return HashMap::new();
    }
    let named = |&(at, note): &NotePlace| {
        let deck = &decks[at];
        deck.notes[note].requires.iter().map(|named| entry_named(named, &deck.id).0)
    };
    let places = by_name(decks, &requiring.iter().flat_map(named).collect());
    let mut required: HashMap<NotePlace, Vec<NotePlace>> = requiring
        .into_iter()
        .map(|place| {
            let deck = &decks[place.0];
            let found =
                deck.notes[place.1].requires.iter().filter_map(|named| places.get(&entry_named(named, &deck.id)));
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
    fn either_of_two_lookalikes_knows_the_other() {
        let entry = |id: &str, more: &str| {
            format!("[[institution]]\nid = \"{id}\"\nname = \"N {id}\"\nrole = \"does {id}\"\n{more}\n")
        };
        let text = [
            entry("a", "confused_with = [{ entry = \"b\", difference = \"B is older.\" }, \"nobody\"]"),
            entry("b", ""),
            entry("c", "confused_with = \"a\""),
        ];
        let text = format!("[deck]\nid = \"d\"\ntitle = \"D\"\n{}", text.concat());
        let near = near(&[crate::deck::read(&text).deck.unwrap()]);
        let older = Some("B is older.".to_owned());
        assert_eq!(near[&(0, 0)], [((0, 1), older.clone()), ((0, 2), None)]);
        assert_eq!(near[&(0, 1)], [((0, 0), older)]);
        assert_eq!(near[&(0, 2)], [((0, 0), None)]);
    }

    #[test]
    fn what_is_required_has_an_earlier_turn_and_a_circle_begins_at_its_first() {
        in_turn(&[(1, &[2]), (2, &[9])], &[2, 1]);
        in_turn(&[(1, &[2]), (2, &[1]), (3, &[2])], &[1, 2, 3]);
        in_turn(&[(1, &[1]), (2, &[1])], &[1, 2]);
    }
}
