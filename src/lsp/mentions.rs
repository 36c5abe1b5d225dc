//! Every place at which a file names an entry, a source, a group or a topic.

use super::document::Document;
use super::followers::followed_at;
use super::workspace::Workspace;
use crate::card::Span;
use crate::deck::{Section, Sort, TextSpot};

/// What is named. Scopes: entries by their deck, sources by their file, groups and topics by their course.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    Entry { deck: String, id: String },
    Source { uri: String, key: String },
    Group { course: String, name: String },
    Topic { course: String, name: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The thing begins to be there.
    Definition,
    Use,
    /// `was`: the thing is called otherwise now.
    Former,
    /// A use as the key of a table, quotes included.
    Key,
}

/// A name where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) thing: Thing,
    pub(super) role: Role,
    /// The name itself, without a deck in front or a part behind.
    pub(super) span: Span,
}

impl Mention {
    /// The cursor stands in it, or right behind.
    pub(super) fn is_at(&self, offset: usize) -> bool {
        self.span.start <= offset && offset <= self.span.end
    }
}

/// Every name in a deck, in its order.
pub(super) fn mentions(document: &Document) -> Vec<Mention> {
    document.outline().iter().flat_map(|section| of_section(document, section)).collect()
}

/// What is named at a byte: one thing in a deck; in a blueprint a topic of each course that is asked for it.
pub(super) fn named_at(workspace: &Workspace, document: &Document, offset: usize) -> Vec<Mention> {
    if document.sort() != Sort::Deck {
        return followed_at(workspace, document, offset);
    }
    let Some(section) = document.section_at(offset) else { return Vec::new() };
    of_section(document, section).into_iter().find(|mention| mention.is_at(offset)).into_iter().collect()
}

fn of_section(document: &Document, section: &Section) -> Vec<Mention> {
    let mut found = Vec::new();
    let is_entry = section.kind().is_some();
    found.extend(source_defined(document, section));
    for property in &section.properties {
        if section.path == ["sources"] {
            let thing = Thing::Source { uri: document.uri.clone(), key: property.key.clone() };
            found.push(Mention { thing, role: Role::Definition, span: property.key_span.clone() });
        }
        for spot in &property.texts {
            found.extend(match (property.key.as_str(), spot.within.as_deref()) {
                ("id", None) if is_entry => entry(document, spot, Role::Definition),
                ("requires", None) if is_entry => entry(document, spot, Role::Use),
                ("confused_with", None | Some("entry")) if is_entry => entry(document, spot, Role::Use),
                ("was", None) if is_entry => entry(document, spot, Role::Former),
                ("source", None | Some("key")) => Some(source(document, spot)),
                ("group", None) => of_course(document, spot, |course, name| Thing::Group { course, name }),
                ("topics", None) => of_course(document, spot, |course, name| Thing::Topic { course, name }),
                _ => None,
            });
        }
    }
    found
}

fn source_defined(document: &Document, section: &Section) -> Option<Mention> {
    let key = section.path.get(1).filter(|_| section.name() == "sources" && section.path.len() == 2)?;
    let at = document.text.get(section.header.clone())?.rfind(key.as_str())?;
    let start = section.header.start + at;
    let thing = Thing::Source { uri: document.uri.clone(), key: key.clone() };
    Some(Mention { thing, role: Role::Definition, span: start..start + key.len() })
}

fn source(document: &Document, spot: &TextSpot) -> Mention {
    let thing = Thing::Source { uri: document.uri.clone(), key: spot.text.clone() };
    Mention { thing, role: Role::Use, span: spot.span.clone() }
}

/// `id`, `deck/id` or `id#part`.
fn entry(document: &Document, spot: &TextSpot, role: Role) -> Option<Mention> {
    // With an escape in it, places in the text are not those in the file.
    let is_plain = document.text.get(spot.span.clone()) == Some(&spot.text);
    let (deck, rest) = match spot.text.split_once('/') {
        Some((deck, rest)) => (deck, rest),
        None => (document.deck_id()?, spot.text.as_str()),
    };
    let id = rest.split('#').next().unwrap_or(rest);
    let start = spot.span.start + spot.text.len() - rest.len();
    let thing = Thing::Entry { deck: deck.to_owned(), id: id.to_owned() };
    is_plain.then(|| Mention { thing, role, span: start..start + id.len() })
}

fn of_course(document: &Document, spot: &TextSpot, thing: impl Fn(String, String) -> Thing) -> Option<Mention> {
    let course = document.course()?.to_owned();
    Some(Mention { thing: thing(course, spot.text.clone()), role: Role::Use, span: spot.span.clone() })
}
