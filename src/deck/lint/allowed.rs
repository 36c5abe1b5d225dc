//! What authors silence, and whether there was anything to silence.

use std::collections::HashSet;

use super::Sheet;
use super::course::Course;
use super::hit::Hit;
use crate::card::Span;
use crate::deck::read::field_span;
use crate::diagnostic::{Code, Diagnostic, nearest};

/// The findings that nobody silenced, and the silencing that was put to use.
pub(super) struct Kept {
    pub(super) hits: Vec<Hit>,
    by_entry: HashSet<(usize, Code)>,
    by_deck: HashSet<(usize, Code)>,
}

/// Sorts out what is silenced at the entry or for the deck.
pub(super) fn keep(course: &Course<'_>, sheets: &[Sheet<'_>], hits: Vec<Hit>) -> Kept {
    let mut kept = Kept { hits: Vec::new(), by_entry: HashSet::new(), by_deck: HashSet::new() };
    for hit in hits {
        let entry = &course.entries[hit.entry];
        let of_deck = sheets[entry.sheet].silenced.iter().any(|(code, _)| code == hit.code.word());
        if of_deck {
            kept.by_deck.insert((entry.sheet, hit.code));
        } else if !hit.of_deck && entry.note.allow.iter().any(|code| code == hit.code.word()) {
            kept.by_entry.insert((hit.entry, hit.code));
        } else {
            kept.hits.push(hit);
        }
    }
    for (at, entry) in course.entries.iter().enumerate() {
        if entry.note.id_is_generated {
            kept.by_entry.insert((at, Code::MissingId));
            kept.by_deck.insert((entry.sheet, Code::MissingId));
        }
        if entry.note.sources.iter().all(|source| source.at.is_none()) {
            kept.by_entry.insert((at, Code::NoSource));
            kept.by_deck.insert((entry.sheet, Code::NoSource));
        }
    }
    kept
}

/// `unused-allow` and `unknown-lint`: codes that silence nothing, or that there are not.
pub(super) fn unused(course: &Course<'_>, sheets: &[Sheet<'_>], kept: &Kept, entry: usize) -> Vec<Diagnostic> {
    let one = &course.entries[entry];
    let sheet = &sheets[one.sheet];
    let own = &one.note.allow[..one.note.allow.len() - sheet.silenced.len().min(one.note.allow.len())];
    let mut told = Vec::new();
    for (at, code) in own.iter().enumerate() {
        if Code::lint(code).is_some_and(|lint| kept.by_entry.contains(&(entry, lint))) {
            continue;
        }
        // An `allow` of `[defaults]` is for whom it may concern.
        let span = field_span(sheet.text, &one.note.span, sheet.text.len(), "allow", Some(at));
        told.extend(span.map(|span| tell(code, span)));
    }
    told
}

/// The same for `[check] allow`.
pub(super) fn unused_in_deck(sheets: &[Sheet<'_>], kept: &Kept, sheet: usize) -> Vec<Diagnostic> {
    let unused = sheets[sheet]
        .silenced
        .iter()
        .filter(|(code, _)| !Code::lint(code).is_some_and(|lint| kept.by_deck.contains(&(sheet, lint))));
    unused.map(|(code, span)| tell(code, span.clone())).collect()
}

fn tell(code: &str, span: Span) -> Diagnostic {
    let shown = crate::deck::excerpt(code);
    if Code::lint(code).is_some() {
        let note = Diagnostic::note(Code::UnusedAllow, span, format!("`{shown}` silences nothing here"));
        return note.help("delete it");
    }
    let warning = Diagnostic::warning(Code::UnknownLint, span, format!("there is nothing called `{shown}` to silence"));
    match nearest(code, Code::lints().map(Code::word)) {
        Some(near) => warning.help(format!("did you mean `{near}`?")),
        None => warning.help("errors cannot be silenced; the code of a warning stands in brackets behind it"),
    }
}
