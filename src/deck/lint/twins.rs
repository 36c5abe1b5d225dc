//! Entries that ask the same.

use crate::diagnostic::Code;
use std::collections::HashMap;

use super::course::{Course, forms, options, stem_key};
use super::hit::Hit;
use super::words::Word;
use crate::card::Key;
use crate::deck::excerpt;

/// `same-question`: the same question stands twice in the course; an error where the answers differ.
pub(super) fn same_question(course: &mut Course<'_>, hits: &mut Vec<Hit>) {
    let mut firsts: HashMap<&[Word], usize> = HashMap::with_capacity(course.cards.len());
    let mut pairs = Vec::new();
    for (at, card) in course.cards.iter().enumerate() {
        // What a course lends options to is told apart by them.
        if matches!(card.part.key, Key::Lent { .. }) || card.stem.is_empty() {
            continue;
        }
        match firsts.get(card.stem.as_slice()) {
            Some(&first) => pairs.push((first, at)),
            None => drop(firsts.insert(&card.stem, at)),
        }
    }
    drop(firsts);
    for (first, second) in pairs {
        let (one, other) = (course.cards[first].entry, course.cards[second].entry);
        if one == other || !(course.entries[one].told || course.entries[other].told) {
            continue;
        }
        // Told at the later entry, if that is one of a deck that was asked for.
        let (here, there) = if course.entries[other].told { (second, first) } else { (first, second) };
        let (entry, twin) = (course.cards[here].entry, course.cards[there].entry);
        let id = excerpt(&course.entries[twin].note.id);
        let hit = match agree(course, here, there) {
            Agreement::Same => {
                let hit = Hit::warning(Code::SameQuestion, entry, format!("asks what \"{id}\" asks"));
                hit.help("delete one of the two, or ask for something else")
            }
            Agreement::Differ => {
                let hit =
                    Hit::error(Code::SameQuestion, entry, format!("asks what \"{id}\" asks, with another answer"));
                hit.help("say in the question what tells the two answers apart")
            }
            Agreement::Unclear => {
                let hit =
                    Hit::warning(Code::SameQuestion, entry, format!("asks what \"{id}\" asks, with another answer"));
                hit.help("say in the question what tells the two answers apart")
            }
            Agreement::Apart => continue,
        };
        let key = stem_key(course.entries[entry].note, &course.cards[here].part);
        let other_key = stem_key(course.entries[twin].note, &course.cards[there].part);
        hits.push(hit.at(key).related(twin, other_key, "asked here too"));
    }
}

enum Agreement {
    Same,
    /// What is right for one is wrong for the other.
    Differ,
    /// Self-rated: both may be right.
    Unclear,
    /// Other options, other items: not the same question after all.
    Apart,
}

fn agree(course: &mut Course<'_>, here: usize, there: usize) -> Agreement {
    let (one, other) = (course.cards[here].part.key.clone(), course.cards[there].part.key.clone());
    let decide = |same: bool| if same { Agreement::Same } else { Agreement::Differ };
    match (&one, &other) {
        (Key::TrueOrFalse(a), Key::TrueOrFalse(b)) => decide(a == b),
        (Key::Number(a), Key::Number(b)) => decide(a.value == b.value && a.unit == b.unit && a.bound == b.bound),
        (Key::Date(a), Key::Date(b)) => {
            let ((from, to), (first, last)) = (a.days(), b.days());
            decide(from <= last && first <= to)
        }
        (Key::Order(a), Key::Order(b)) if a == b => Agreement::Same,
        (Key::Match { pairs: a, .. }, Key::Match { pairs: b, .. }) if a == b => Agreement::Same,
        (Key::Order(_) | Key::Match { .. }, _) | (_, Key::Order(_) | Key::Match { .. }) => Agreement::Apart,
        _ if share_form(course, here, there) => Agreement::Same,
        (Key::Recall(_), _) | (_, Key::Recall(_)) => Agreement::Unclear,
        (Key::OneOf(_) | Key::SeveralOf(_), Key::OneOf(_) | Key::SeveralOf(_)) => {
            if denies(course, here, there) || denies(course, there, here) {
                Agreement::Differ
            } else {
                Agreement::Apart
            }
        }
        _ => Agreement::Differ,
    }
}

fn share_form(course: &mut Course<'_>, here: usize, there: usize) -> bool {
    let words = |course: &mut Course<'_>, card: usize| -> Vec<Vec<Word>> {
        let part = course.cards[card].part.clone();
        let entry = course.cards[card].entry;
        forms(course.entries[entry].note, &part).into_iter().map(|form| course.answer(form, entry)).collect()
    };
    let (one, other) = (words(course, here), words(course, there));
    one.iter().any(|form| other.contains(form))
}

/// What is right here is among the wrong options there.
fn denies(course: &mut Course<'_>, here: usize, there: usize) -> bool {
    let (one, other) = (course.cards[here].entry, course.cards[there].entry);
    let (here_part, there_part) = (course.cards[here].part.clone(), course.cards[there].part.clone());
    let (here_note, there_note) = (course.entries[one].note, course.entries[other].note);
    let (Some((right, _)), Some((_, wrong))) = (options(here_note, &here_part), options(there_note, &there_part))
    else {
        return false;
    };
    let wrong: Vec<Vec<Word>> = wrong.into_iter().map(|text| course.answer(text, other)).collect();
    right.into_iter().any(|text| wrong.contains(&course.answer(text, one)))
}
