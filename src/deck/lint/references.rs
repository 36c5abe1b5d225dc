//! What entries say of others by their ids: `requires` and `confused_with`.

use crate::diagnostic::{Code, nearest};
use std::collections::{HashMap, HashSet, VecDeque};

use super::course::{Course, Entry};
use super::hit::Hit;
use super::{Sheet, decks};
use crate::card::Note;
use crate::deck::excerpt;
use crate::deck::requires::entry_named;

/// Deck and entry of an id as it is written in a deck.
pub(super) fn written_as<'a>(named: &'a str, own: &'a str) -> Name<'a> {
    entry_named(named, own)
}

/// Deck and entry.
pub(super) type Name<'a> = (&'a str, &'a str);

/// Every entry in reach by its name, those of other courses included.
fn entries<'a>(sheets: &[Sheet<'a>]) -> HashMap<Name<'a>, &'a Note> {
    let firsts = sheets.iter().enumerate().filter(|(at, _)| !decks::is_copy(sheets, *at)).map(|(_, sheet)| sheet.deck);
    firsts.flat_map(|deck| deck.notes.iter().map(|note| ((deck.id.as_str(), note.id.as_str()), note))).collect()
}

/// One of the two says that it is taken for the other, so that they are not asked on one day.
pub(super) fn are_near(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    let names = |one: &Entry<'_>, other: &Entry<'_>| {
        let name = (other.deck.id.as_str(), other.note.id.as_str());
        one.note.confused_with.iter().any(|near| entry_named(&near.entry, &one.deck.id) == name)
    };
    names(one, other) || names(other, one)
}

/// `unknown-entry`: an id that no entry has.
pub(super) fn unknown_entry(course: &Course<'_>, sheets: &[Sheet<'_>], hits: &mut Vec<Hit>) {
    let is_named = |entry: &usize| {
        let note = course.entries[*entry].note;
        !note.requires.is_empty() || !note.confused_with.is_empty()
    };
    let told: Vec<usize> = course.told().filter(is_named).collect();
    if told.is_empty() {
        return;
    }
    let known = entries(sheets);
    for entry in told {
        let one = &course.entries[entry];
        let near = one.note.confused_with.iter().map(|one| one.entry.as_str()).collect();
        let required: Vec<&str> = one.note.requires.iter().map(String::as_str).collect();
        for (key, named) in [("requires", required), ("confused_with", near)] {
            for (item, written) in named.into_iter().enumerate() {
                let (deck, id) = entry_named(written, &one.deck.id);
                if known.contains_key(&(deck, id)) || is_broken(sheets, deck, id) {
                    continue;
                }
                let message = format!("there is no entry `{}` in the deck `{}`", excerpt(id), excerpt(deck));
                let hit = Hit::warning(Code::UnknownEntry, entry, message).at(key).item(item);
                hits.push(hit.help(advice(&known, (deck, id), (&one.deck.id, &one.note.id))));
            }
        }
    }
}

/// The entry is there, and left out for a mistake that is told at its own place.
fn is_broken(sheets: &[Sheet<'_>], deck: &str, id: &str) -> bool {
    let is_line = |line: &str| {
        let value = line.trim_start().strip_prefix("id").and_then(|rest| rest.trim_start().strip_prefix('='));
        let value = value.and_then(|value| value.split(['"', '\'']).nth(1));
        value == Some(id)
    };
    sheets.iter().any(|sheet| sheet.deck.id == deck && sheet.text.lines().any(is_line))
}

/// The entry that was meant; it is never the one that names it.
fn advice(known: &HashMap<Name<'_>, &Note>, (deck, id): Name<'_>, this: Name<'_>) -> String {
    let own = this.0;
    let others = || known.keys().filter(|name| **name != this);
    let elsewhere = others().filter(|name| name.1 == id).min();
    if let Some((there, _)) = elsewhere {
        return format!("did you mean `{there}/{id}`?");
    }
    let mut fellows: Vec<&str> = others().filter(|name| name.0 == deck).map(|name| name.1).collect();
    fellows.sort_unstable();
    if fellows.is_empty() && deck != own {
        return format!("no deck `{}` is in reach; name its file, too, if there is one", excerpt(deck));
    }
    match nearest(id, fellows) {
        Some(near) if deck == own => format!("did you mean `{near}`?"),
        Some(near) => format!("did you mean `{deck}/{near}`?"),
        None => "write the `id` of an entry, or `deck/id`".to_owned(),
    }
}

/// `requires-itself`: entries that wait for each other in a circle, told once each.
pub(super) fn requires_itself(course: &Course<'_>, sheets: &[Sheet<'_>], hits: &mut Vec<Hit>) {
    let told: Vec<usize> = course.told().filter(|&entry| !course.entries[entry].note.requires.is_empty()).collect();
    if told.is_empty() {
        return;
    }
    let known = entries(sheets);
    let mut told_of: HashSet<Name<'_>> = HashSet::new();
    for entry in told {
        let one = &course.entries[entry];
        let name = (one.deck.id.as_str(), one.note.id.as_str());
        if told_of.contains(&name) {
            continue;
        }
        let Some(circle) = circle(&known, name) else { continue };
        let shown = |named: &Name<'_>| {
            if named.0 == name.0 { format!("`{}`", named.1) } else { format!("`{}/{}`", named.0, named.1) }
        };
        let path: Vec<String> = circle.iter().skip(1).chain([&name]).map(shown).collect();
        let message = format!("`{}` requires {}", name.1, path.join(", which requires "));
        let first = circle.get(1).copied().unwrap_or(name);
        let item = one.note.requires.iter().position(|written| entry_named(written, name.0) == first);
        let hit = Hit::error(Code::RequiresItself, entry, message).at("requires").item(item.unwrap_or(0));
        hits.push(hit.help("none of them could be learnt first: take one out of `requires`"));
        told_of.extend(circle);
    }
}

/// The shortest way from an entry back to itself, without its return.
fn circle<'a>(known: &HashMap<Name<'a>, &'a Note>, start: Name<'a>) -> Option<Vec<Name<'a>>> {
    let mut from: HashMap<Name<'a>, Name<'a>> = HashMap::new();
    let mut next = VecDeque::from([start]);
    while let Some(name) = next.pop_front() {
        for written in &known.get(&name)?.requires {
            let required = entry_named(written, name.0);
            if required == start {
                let mut way = vec![name];
                while way.last().is_some_and(|last| *last != start) {
                    way.push(from[way.last()?]);
                }
                way.reverse();
                return Some(way);
            }
            if known.contains_key(&required) && !from.contains_key(&required) {
                from.insert(required, name);
                next.push_back(required);
            }
        }
    }
    None
}
