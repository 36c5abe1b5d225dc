//! What blueprints of exams and files of cases name of the decks beside them.

use std::collections::BTreeSet;
use std::path::Path;

use super::document::Document;
use super::mentions::{Mention, Role, Thing, mentions};
use super::workspace::Workspace;
use crate::card::Span;
use crate::deck::{Property, Section, Sort};

/// The places at which a file that is no deck names a topic or an entry.
pub(super) fn following(workspace: &Workspace, document: &Document, thing: &Thing) -> Vec<Mention> {
    let spans = match (document.sort(), thing) {
        (Sort::Blueprint, Thing::Topic { course, name }) if asks_of(workspace, document, course) => {
            quotas(document, name)
        }
        (Sort::Cases, Thing::Entry { deck, id }) if is_of(workspace, document, deck) => cards(document, id),
        _ => Vec::new(),
    };
    let role = if document.sort() == Sort::Blueprint { Role::Key } else { Role::Use };
    spans.into_iter().map(|span| Mention { thing: thing.clone(), role, span }).collect()
}

/// What is named at a byte of a file that is no deck; a topic once for each course that has it and is asked.
pub(super) fn followed_at(workspace: &Workspace, document: &Document, offset: usize) -> Vec<Mention> {
    let named = match document.sort() {
        Sort::Blueprint => topics(workspace, document),
        Sort::Cases => entries(workspace, document, offset),
        Sort::Deck | Sort::Other => BTreeSet::new(),
    };
    let found = named.iter().flat_map(|thing| following(workspace, document, thing));
    found.filter(|mention| mention.is_at(offset)).collect()
}

/// The topics of the decks in reach.
fn topics(workspace: &Workspace, document: &Document) -> BTreeSet<Thing> {
    let things = workspace.others(document).flat_map(mentions).map(|mention| mention.thing);
    things.filter(|thing| matches!(thing, Thing::Topic { .. })).collect()
}

/// The entry of the case at a byte, in the decks that the cases are of.
fn entries(workspace: &Workspace, document: &Document, offset: usize) -> BTreeSet<Thing> {
    let Some(card) = document.section_at(offset).and_then(|case| case.text("card")) else { return BTreeSet::new() };
    let id = card.text.split('#').next().unwrap_or_default();
    let decks = workspace.others(document).filter_map(Document::deck_id);
    let decks = decks.filter(|deck| is_of(workspace, document, deck));
    decks.map(|deck| Thing::Entry { deck: deck.to_owned(), id: id.to_owned() }).collect()
}

/// Whether a blueprint draws from a course: it names no deck, the course, or one of its decks by id or path.
fn asks_of(workspace: &Workspace, document: &Document, course: &str) -> bool {
    let exam = document.outline().iter().find(|section| section.path == ["exam"]);
    let Some(decks) = exam.and_then(|exam| exam.property("decks")) else { return true };
    let is_asked = |named: &str| {
        let of_course = |one: &Document| one.course() == Some(course);
        named == course
            || workspace
                .others(document)
                .any(|one| of_course(one) && (one.deck_id() == Some(named) || lies_at(one, document, named)))
    };
    decks.texts.is_empty() || decks.texts.iter().any(|spot| is_asked(&spot.text))
}

/// Whether the cases are those of a deck.
fn is_of(workspace: &Workspace, document: &Document, deck: &str) -> bool {
    let head = document.outline().iter().find_map(|section| section.text("deck").filter(|_| section.path.is_empty()));
    head.is_some_and(|named| {
        named.text == deck
            || workspace.others(document).any(|one| one.deck_id() == Some(deck) && lies_at(one, document, &named.text))
    })
}

/// A path from the folder of a file leads to another.
fn lies_at(one: &Document, from: &Document, path: &str) -> bool {
    let folder = from.path.as_deref().and_then(Path::parent);
    let wanted = folder.map(|folder| folder.join(path).components().collect::<std::path::PathBuf>());
    wanted.is_some() && one.path == wanted
}

/// The keys that ask for so many questions of a topic.
fn quotas(document: &Document, name: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for section in document.outline() {
        for property in &section.properties {
            match section.path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["exam", "topics"] if property.key == name => found.push(property.key_span.clone()),
                ["exam"] if property.key == "topics" => found.extend(inner_key(document, property, name)),
                _ => {}
            }
        }
    }
    found
}

/// A key of the small table that is a value: `topics = { law = 3 }`.
fn inner_key(document: &Document, property: &Property, name: &str) -> Option<Span> {
    let value = document.text.get(property.value.clone())?;
    let quoted = [format!("\"{name}\""), format!("'{name}'"), name.to_owned()];
    quoted.iter().find_map(|written| {
        value.match_indices(written.as_str()).find_map(|(at, _)| {
            let (before, behind) = (value[..at].trim_end(), value[at + written.len()..].trim_start());
            let start = property.value.start + at;
            (before.ends_with(['{', ',']) && behind.starts_with('=')).then(|| start..start + written.len())
        })
    })
}

/// The ids of an entry in the cases, without the part behind.
fn cards(document: &Document, id: &str) -> Vec<Span> {
    let of_case = |section: &&Section| section.path == ["case"];
    let named = document.outline().iter().filter(of_case).filter_map(|section| section.text("card"));
    let is_plain = |span: &Span, text: &str| document.text.get(span.clone()) == Some(text);
    named
        .filter(|spot| spot.text.split('#').next() == Some(id) && is_plain(&spot.span, &spot.text))
        .map(|spot| spot.span.start..spot.span.start + id.len())
        .collect()
}
