//! Where a name is from, and where else it stands.

use super::document::Document;
use super::followers::following;
use super::mentions::{Mention, Role, Thing, mention_at, mentions};
use super::position::Encoding;
use super::protocol::Location;
use super::workspace::Workspace;

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
    let documents = std::iter::once(from).chain(workspace.others(from));
    let in_decks = documents.flat_map(|one| mentions(one).into_iter().map(move |mention| (one, mention)));
    let followed = workspace.beside_decks(from);
    let in_others = followed.flat_map(|one| following(workspace, one, thing).into_iter().map(move |it| (one, it)));
    in_decks.filter(|(_, mention)| mention.thing == *thing).chain(in_others).collect()
}

/// Where what is named at a byte is defined: of an entry its id, or the `was` of the entry that it became; of a group or
/// topic every entry that has it.
pub(super) fn definitions(
    workspace: &Workspace,
    document: &Document,
    offset: usize,
    encoding: Encoding,
) -> Vec<Location> {
    let Some(at) = mention_at(document, offset) else { return Vec::new() };
    let all = everywhere(workspace, document, &at.thing);
    let wanted = |role: Role| all.iter().filter(move |(_, one)| one.role == role);
    let roles = match at.thing {
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
    let Some(at) = mention_at(document, offset) else { return Vec::new() };
    let all = everywhere(workspace, document, &at.thing);
    let wanted = all.iter().filter(|(one, mention)| {
        has_place(one) && (definitions == Definitions::Told || mention.role != Role::Definition)
    });
    wanted.map(|(one, mention)| location(one, mention, encoding)).collect()
}

/// The decks inside the program cannot be opened.
pub(super) fn has_place(document: &Document) -> bool {
    !document.uri.starts_with("acquis:")
}

fn location(document: &Document, mention: &Mention, encoding: Encoding) -> Location {
    Location { uri: document.uri.clone(), range: document.range(&mention.span, encoding) }
}
