//! Reads a deck: every mistake told in one run, whatever is sound kept.

mod bare;
mod blueprint;
mod characters;
mod chunks;
mod cloze;
mod common;
mod dated;
mod entries;
mod facts;
mod field;
mod fields;
mod grammar;
mod head;
mod in_part;
mod merge;
mod number;
mod outline;
mod pairs;
mod questions;
mod sections;
mod slips;
mod strange;
mod syntax;
mod tree;
mod truth;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use crate::card::{Deck, Note, Span};
use crate::diagnostic::{Code, Diagnostic};
use entries::{Context, Entry};
use fields::Findings;
use sections::Sections;
use tree::Table;

pub(crate) use blueprint::{Asked, BlueprintFile, pass_mark, read_blueprint, seconds_of};
pub(crate) use characters::{cleaned, excerpt};
pub(crate) use common::MOST_ACCEPTED;
pub(crate) use common::{has_letters_of_an_id, is_id};
pub(crate) use dated::iso as iso_meant;
pub(super) use field::field_span;
pub(crate) use fields::LONGEST as LONGEST_TEXT;
pub(crate) use head::is_reserved_id;
pub(crate) use in_part::deck_in_part;
pub(super) use number::roughly;
pub(crate) use outline::{Property, Section, TextSpot, outline, outline_again};
pub(crate) use truth::{said as said_truth, said_by as said_truth_by};

/// The most entries of a deck.
pub(crate) const MOST_ENTRIES: usize = 50_000;

/// What came of a text.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// Nothing without a usable `id` and `title` of `[deck]`.
    pub(crate) deck: Option<Deck>,
    /// In the order of the file.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Entries with errors, which are not in the deck.
    pub(crate) left_out: usize,
    /// Codes that `[check]` silences for the deck, with their places.
    pub(crate) silenced: Vec<(String, Span)>,
}

/// Reads a text as a deck.
pub(crate) fn read(text: &str) -> Reading {
    let mut findings = Findings::default();
    let sections = sections::gather(text, &mut findings);
    let about = sections.about(text, &mut findings);
    let (works, places) = sections.works(text, &mut findings);
    let keys: Vec<String> = places.iter().map(|(key, _)| key.clone()).collect();
    let defaults = sections.defaults(text, &mut findings, &keys);
    let silenced = sections.silenced(text, &mut findings);
    let codes: Vec<String> = silenced.iter().map(|(code, _)| code.clone()).collect();
    let tag = about.language.clone().unwrap_or_else(|| "en".to_owned());
    let language = crate::text::Language::of_tag(&tag);
    let context = Context { source: text, language, source_keys: &keys, defaults: &defaults, silenced: &codes };
    let (notes, left_out) = notes(&sections, &context, &mut findings);
    if left_out == 0 {
        tell_unused(&places, &notes, &defaults, &mut findings);
    }
    let deck = about.id.zip(about.title).map(|(id, title)| Deck {
        course: about.course.unwrap_or_else(|| id.clone()),
        id,
        title,
        language_tag: tag,
        language,
        description: about.description,
        order: about.order,
        requires: about.requires,
        version: about.version,
        authors: about.authors,
        licence: about.licence,
        url: about.url,
        sources: works,
        notes: notes.into(),
    });
    Reading { deck, diagnostics: findings.in_order(), left_out, silenced }
}

/// The first names of the headers of a text.
pub(in crate::deck) fn headers(text: &str) -> Vec<String> {
    let headers = chunks::cut(text).into_iter().filter_map(|chunk| chunk.header);
    headers.filter_map(|header| header.path.into_iter().next()).collect()
}

/// Whether a header begins an entry.
pub(in crate::deck) fn is_of_an_entry(header: &str) -> bool {
    sections::kind_like(header).is_some()
}

/// Works that no entry cites.
fn tell_unused(works: &[(String, Span)], notes: &[Note], defaults: &Table, findings: &mut Findings) {
    let mut cited: HashSet<&str> =
        notes.iter().flat_map(|note| &note.sources).map(|cited| cited.key.as_str()).collect();
    // What is cited by default is meant for entries to come.
    if let Some(field) = defaults.field("source") {
        cite(&field.node, &mut cited);
    }
    // Where nothing is cited there is more to tell.
    if cited.is_empty() {
        return;
    }
    for (key, span) in works.iter().filter(|(key, _)| !cited.contains(key.as_str())) {
        let note = Diagnostic::note(Code::UnusedSource, span.clone(), format!("no entry cites `{}`", excerpt(key)));
        findings.push(note.help("cite it, or delete it"));
    }
}

/// The keys that a value of `source` names.
fn cite<'n>(node: &'n tree::Node, cited: &mut HashSet<&'n str>) {
    match &node.value {
        tree::Value::Text(key) => {
            cited.insert(key);
        }
        tree::Value::Array(items) => items.iter().for_each(|item| cite(item, cited)),
        tree::Value::Table(table) => table.field("key").iter().for_each(|field| cite(&field.node, cited)),
        _ => {}
    }
}

/// The sound entries, and the number of the others.
fn notes(sections: &Sections, context: &Context<'_>, findings: &mut Findings) -> (Vec<Note>, usize) {
    let mut notes = Vec::new();
    let mut ids: HashMap<String, (Span, bool)> = HashMap::new();
    for raw in sections.entries.iter().take(MOST_ENTRIES) {
        let from = findings.list.len();
        let Entry { note, id, id_is_generated } = entries::entry(context, raw.kind, &raw.body, &raw.span, findings);
        if let Some(id) = id {
            match ids.get(&id.text) {
                Some(first) => findings.push(duplicate_id(&id.text, id.span, id_is_generated, first)),
                None => drop(ids.insert(id.text, (id.span, id_is_generated))),
            }
        }
        if !raw.broken && !findings.errors_since(from) {
            notes.extend(note);
        }
    }
    if let Some(first) = sections.entries.get(MOST_ENTRIES) {
        let message = format!("the deck has more than {MOST_ENTRIES} entries; the rest is left out");
        findings.push(Diagnostic::error(Code::TooManyEntries, first.span.clone(), message));
    }
    let left_out = sections.entries.len() + sections.unread - notes.len();
    (notes, left_out)
}

fn duplicate_id(id: &str, span: Span, generated: bool, (first, first_generated): &(Span, bool)) -> Diagnostic {
    let message = if generated || *first_generated {
        "two entries without an `id` of their own ask the same".to_owned()
    } else {
        format!("the id `{id}` stands twice")
    };
    Diagnostic::error(Code::DuplicateId, span, message)
        .related(first.clone(), "first used here")
        .help("give each entry its own `id`; progress hangs on it")
}
