//! Accepted forms that name something else of the course.

use crate::diagnostic::Code;
use std::collections::HashMap;

use super::course::{Course, proper_name, short};
use super::hit::Hit;
use super::words::Word;
use crate::card::{Kind, Note};
use crate::deck::excerpt;
use crate::text::written_out;

/// `form-of-rival`: an accepted form is the name of another institution or instrument of the course, so that naming the
/// wrong one would be right.
pub(super) fn form_of_rival(course: &mut Course<'_>, hits: &mut Vec<Hit>) {
    // The proper names of the course, with the entries that bear them.
    let mut names: HashMap<Vec<Word>, Vec<usize>> = HashMap::new();
    for entry in 0..course.entries.len() {
        if let Some(name) = proper_name(course.entries[entry].note) {
            let name = course.answer(name, entry);
            names.entry(name).or_default().push(entry);
        }
    }
    // Abbreviations, too: two bodies of one would both be right.
    for entry in 0..course.entries.len() {
        let note = course.entries[entry].note;
        if let Some(form) = short(note).filter(|form| Some(*form) != proper_name(note)) {
            let form = course.answer(form, entry);
            names.entry(form).or_default().push(entry);
        }
    }
    for entry in course.told().collect::<Vec<_>>() {
        let note = course.entries[entry].note;
        let Some(own) = answer(note) else { continue };
        let own = course.answer(own, entry);
        let forms = note.accept.iter().enumerate().map(|(at, form)| ("accept", Some(at), form.as_str()));
        let forms: Vec<_> = forms.chain(short(note).map(|form| ("short", None, form))).collect();
        for &(key, item, form) in &forms {
            let run = course.answer(form, entry);
            let Some(rival) = rival(course, &names, entry, &own, &run) else { continue };
            let other = course.entries[rival].note;
            let message = format!("the accepted form \"{}\" is the name of \"{}\"", excerpt(form), excerpt(&other.id));
            let hit = Hit::warning(Code::FormOfRival, entry, message).at(key).related(rival, "name", "the other one");
            let hit = item.into_iter().fold(hit, Hit::item);
            hits.push(hit.help("delete the form: a student who means the other one would be right"));
        }
        let name_key = match &note.kind {
            Kind::Position { .. } => "who",
            Kind::Institution { .. } | Kind::Instrument { .. } => "name",
            _ => "answer",
        };
        let name = answer(note).map(|name| (name_key, None, name));
        for (key, item, form) in forms.into_iter().chain(name) {
            for whole in written_out(form, course.language(entry)) {
                let run = course.answer(&whole, entry);
                let Some(rival) = rival(course, &names, entry, &own, &run) else { continue };
                let message = format!("\"{}\" may also stand for \"{}\"", excerpt(form), excerpt(&whole));
                let hit = Hit::warning(Code::FormOfRival, entry, message).at(key);
                let hit = item.into_iter().fold(hit.related(rival, "name", "the other one"), Hit::item);
                hits.push(hit.help("write the short word out: a student who means the other one would be right"));
            }
        }
    }
}

/// Another entry that bears a name, and is not the same thing.
fn rival(
    course: &mut Course<'_>,
    names: &HashMap<Vec<Word>, Vec<usize>>,
    entry: usize,
    own: &[Word],
    run: &[Word],
) -> Option<usize> {
    let rival = *names.get(run)?.iter().find(|bearer| **bearer != entry).filter(|_| run != own)?;
    let same = proper_name(course.entries[rival].note).is_some_and(|name| course.answer(name, rival) == own);
    (!same && !knows(course, rival, own)).then_some(rival)
}

/// What the typed main part of an entry asks for.
fn answer(note: &Note) -> Option<&str> {
    match &note.kind {
        Kind::Short { answer, .. } => Some(answer),
        Kind::Position { who, .. } => who.first().filter(|_| who.len() == 1).map(String::as_str),
        _ => proper_name(note),
    }
}

/// The other entry accepts this answer as well: both mean one thing.
fn knows(course: &mut Course<'_>, other: usize, own: &[Word]) -> bool {
    let note = course.entries[other].note;
    note.accept.iter().map(String::as_str).chain(short(note)).any(|form| course.answer(form, other) == own)
}
