//! Where a name is from, and where else it stands.

use super::document::Document;
use super::followers::following;
use super::mentions::{Mention, Role, Thing, mentions, named_at};
use super::position::Encoding;
use super::protocol::Location;
use super::workspace::Workspace;
use crate::deck::Sort;

/// Whether the places that define a name are told among those that use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Definitions {
    Told,
    LeftOut,
}

impl From<bool> for Definitions {
    fn from(include: bool) -> Self {
        if include { Self::Told } else { Self::LeftOut }
    }
}

/// Every mention of a thing in the files in reach.
pub(super) fn everywhere<'w>(
    workspace: &'w Workspace,
    from: &'w Document,
    thing: &Thing,
) -> Vec<(&'w Document, Mention)> {
    let in_one = |one: &'w Document| match one.sort() {
        Sort::Deck => mentions(one).into_iter().filter(|mention| mention.thing == *thing).collect(),
        Sort::Blueprint | Sort::Cases | Sort::Other => following(workspace, one, thing),
    };
    let documents = std::iter::once(from).chain(workspace.near(from));
    documents.flat_map(|one| in_one(one).into_iter().map(move |mention| (one, mention))).collect()
}

/// Where what is named at a byte is defined: of an entry its id, or the `was` of the entry that it became; of a group or
/// topic every entry that has it.
pub(super) fn definitions(
    workspace: &Workspace,
    document: &Document,
    offset: usize,
    encoding: Encoding,
) -> Vec<Location> {
    let named = named_at(workspace, document, offset);
    named.iter().flat_map(|at| defined(workspace, document, &at.thing, encoding)).collect()
}

fn defined(workspace: &Workspace, document: &Document, thing: &Thing, encoding: Encoding) -> Vec<Location> {
    let all = everywhere(workspace, document, thing);
    let wanted = |role: Role| all.iter().filter(move |(_, one)| one.role == role);
    let roles = match thing {
        Thing::Entry { .. } | Thing::Source { .. } => [Role::Definition, Role::Former],
        Thing::Group { .. } | Thing::Topic { .. } => [Role::Use, Role::Definition],
    };
    let role = roles.into_iter().find(|role| wanted(*role).next().is_some());
    let found = role.into_iter().flat_map(wanted).filter(|(one, _)| has_place(one));
    found.map(|(one, mention)| location(one, mention, encoding)).collect()
}

/// Every place that names what is named at a byte.
pub(super) fn references(
    workspace: &Workspace,
    document: &Document,
    offset: usize,
    encoding: Encoding,
    definitions: Definitions,
) -> Vec<Location> {
    let mut found: Vec<Location> = Vec::new();
    for at in named_at(workspace, document, offset) {
        for (one, mention) in everywhere(workspace, document, &at.thing) {
            let place = location(one, &mention, encoding);
            let is_wanted = definitions == Definitions::Told || mention.role != Role::Definition;
            // A blueprint asks several courses by one name.
            if has_place(one) && is_wanted && (one.sort() == Sort::Deck || !found.contains(&place)) {
                found.push(place);
            }
        }
    }
    found
}

/// The decks inside the program cannot be opened.
pub(super) fn has_place(document: &Document) -> bool {
    !document.uri.starts_with("acquis:")
}

fn location(document: &Document, mention: &Mention, encoding: Encoding) -> Location {
    Location { uri: document.uri.clone(), range: document.range(&mention.span, encoding) }
}
