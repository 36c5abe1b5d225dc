//! Another name for an entry, a source, a group or a topic, wherever it stands. An entry that gets another id says with
//! `was` what it was called, so that students keep their progress.

use std::collections::BTreeMap;

use super::Client;
use super::document::Document;
use super::mentions::{Mention, Role, Thing, named_at};
use super::navigation::{everywhere, has_place};
use super::position::{Encoding, Range};
use super::protocol::WorkspaceEdit;
use super::workspace::Workspace;
use crate::card::Span;
use crate::deck::{Section, Sort, is_id, is_reserved_id, quoted};

/// A file with what is changed in it.
type Edits<'d> = (&'d Document, Vec<(Span, String)>);

/// The name at a byte that may be changed.
///
/// # Errors
/// There is none, or it has to stay: why.
pub(super) fn prepared(
    workspace: &Workspace,
    document: &Document,
    offset: usize,
    encoding: Encoding,
) -> Result<Range, String> {
    named(workspace, document, offset).map(|mention| document.range(&mention.span, encoding))
}

fn named(workspace: &Workspace, document: &Document, offset: usize) -> Result<Mention, String> {
    let mut found = named_at(workspace, document, offset);
    if found.len() > 1 {
        // Decks inside the program stay as they are.
        let may_change = |mention: &Mention| {
            let all = everywhere(workspace, document, &mention.thing);
            all.iter().any(|(one, _)| one.sort() == Sort::Deck && has_place(one))
        };
        found.retain(may_change);
        if found.len() > 1 {
            return Err("several courses have this topic: rename it in a deck of the one that is meant".to_owned());
        }
    }
    let Some(mention) = found.pop() else {
        let head = document.section_at(offset).filter(|section| section.path == ["deck"]);
        let id = head.and_then(|head| head.property("id")).filter(|id| id.value.contains(&offset));
        return Err(match id {
            Some(_) => "the id of a deck never changes: progress hangs on it".to_owned(),
            None => "only ids of entries, keys of sources, groups and topics can be renamed".to_owned(),
        });
    };
    if mention.role == Role::Former {
        return Err("what an entry was called before stays".to_owned());
    }
    Ok(mention)
}

/// The changes that give what is named at a byte another name.
///
/// # Errors
/// The new name cannot be one, or is taken: why.
pub(super) fn edit(
    workspace: &Workspace,
    document: &Document,
    offset: usize,
    new: &str,
    client: &Client,
) -> Result<WorkspaceEdit, String> {
    let mention = named(workspace, document, offset)?;
    refuse_unfit(workspace, document, &mention.thing, new)?;
    let mut edits: BTreeMap<&str, Edits<'_>> = BTreeMap::new();
    let everywhere = everywhere(workspace, document, &mention.thing);
    refuse_undefined(&mention.thing, &everywhere)?;
    for (one, found) in everywhere {
        if found.role == Role::Former || !has_place(one) {
            continue;
        }
        let (_, list) = edits.entry(&one.uri).or_insert_with(|| (one, Vec::new()));
        let written = if found.role == Role::Key { as_key(new) } else { new.to_owned() };
        list.push((found.span.clone(), written));
        if let (Thing::Entry { id, .. }, Role::Definition) = (&found.thing, found.role)
            && let Some(section) = one.section_at(found.span.start)
        {
            list.extend(was(one, section, id, new));
        }
    }
    Ok(client.edit(edits.into_values()))
}

/// What has a name everywhere but where it is defined would come apart.
fn refuse_undefined(thing: &Thing, everywhere: &[(&Document, Mention)]) -> Result<(), String> {
    let is_defined = everywhere.iter().any(|(one, mention)| mention.role == Role::Definition && has_place(one));
    match thing {
        Thing::Entry { id, .. } if !is_defined => {
            Err(format!("no entry of the open folder has the `id` `{}` written out", id.escape_debug()))
        }
        Thing::Source { key, .. } if !is_defined => Err(format!("there is no source `{}`", key.escape_debug())),
        _ => Ok(()),
    }
}

fn refuse_unfit(workspace: &Workspace, document: &Document, thing: &Thing, new: &str) -> Result<(), String> {
    match thing {
        Thing::Entry { deck, .. } => {
            if !is_id(new) || is_reserved_id(new) {
                return Err(format!("`{}` cannot be an id: small letters, digits, `-` and `_`", new.escape_debug()));
            }
            let holder = workspace.deck(document, deck);
            if holder.is_some_and(|one| one.entry(new).is_some()) {
                return Err(format!("the deck has an entry `{new}` already"));
            }
        }
        Thing::Source { .. } if !is_id(new) => {
            return Err(format!("`{}` cannot be a key: small letters, digits, `-` and `_`", new.escape_debug()));
        }
        Thing::Source { uri, key: _ } => {
            let thing = Thing::Source { uri: uri.clone(), key: new.to_owned() };
            if everywhere(workspace, document, &thing).iter().any(|(_, one)| one.role == Role::Definition) {
                return Err(format!("the deck has a source `{new}` already"));
            }
        }
        Thing::Group { .. } | Thing::Topic { .. }
            if new.trim().is_empty() || new.contains(|c: char| c.is_control() || "\"'\\".contains(c)) =>
        {
            return Err("a name is a text on one line, without quotes and backslashes".to_owned());
        }
        Thing::Group { .. } | Thing::Topic { .. } => {}
    }
    Ok(())
}

/// A name as the key of a table: bare where it may be.
fn as_key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// What makes an entry say that it was called `old`; where it comes back to a name that it had, that one is taken out.
fn was(document: &Document, section: &Section, old: &str, new: &str) -> Option<(Span, String)> {
    let known: Vec<&str> =
        section.property("was").into_iter().flat_map(|was| &was.texts).map(|spot| spot.text.as_str()).collect();
    if known.contains(&new) {
        let names: Vec<String> = known.iter().filter(|name| **name != new).copied().chain([old]).map(quoted).collect();
        let value = section.property("was")?.value.clone();
        return Some((value, format!("[{}]", names.join(", "))));
    }
    if known.contains(&old) {
        return None;
    }
    Some(added(document, section, "was", old, "id"))
}

/// What adds a text to a key of an entry: to its list, to its one text, or on a line of its own below another key.
pub(super) fn added(document: &Document, section: &Section, key: &str, text: &str, below: &str) -> (Span, String) {
    let text = quoted(text);
    let Some(property) = section.property(key) else {
        let after = section.property(below).map_or(section.header.end, |below| below.value.end);
        let at = document.line_end(after);
        return (at..at, format!("{}{key} = {text}", document.line_break()));
    };
    let written = document.text.get(property.value.clone()).unwrap_or_default();
    if !property.is_list {
        return (property.value.clone(), format!("[{written}, {text}]"));
    }
    match property.texts.last() {
        Some(last) => {
            // Behind the closing quotes of the last text of the list.
            let end = last.span.end;
            let quotes =
                document.text.get(end..).unwrap_or_default().chars().take_while(|c| matches!(c, '"' | '\'')).count();
            let at = end + if quotes >= 3 { 3 } else { 1 };
            (at..at, format!(", {text}"))
        }
        None => (property.value.clone(), format!("[{text}]")),
    }
}
