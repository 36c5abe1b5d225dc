//! The parts of a file, as an editor lists them: its head, its sources, its entries.

use super::document::Document;
use super::position::Encoding;
use super::protocol::DocumentSymbol;
use crate::deck::{Section, Sort};

/// What the protocol calls an object, a key and a text.
const OBJECT: u8 = 19;
const KEY: u8 = 20;
const TEXT: u8 = 15;

/// Every table of a deck or blueprint with its id, and what is asked.
pub(super) fn symbols(document: &Document, encoding: Encoding) -> Vec<DocumentSymbol> {
    if matches!(document.sort(), Sort::Cases | Sort::Other) {
        return Vec::new();
    }
    let named = document.outline().iter().filter(|section| !section.path.is_empty());
    named.map(|section| symbol(document, section, encoding)).collect()
}

fn symbol(document: &Document, section: &Section, encoding: Encoding) -> DocumentSymbol {
    let whole = section.header.start..document.text[..section.body.end].trim_end().len().max(section.header.end);
    let id = section.text("id").filter(|_| section.kind().is_some());
    let spot = id.map_or(&section.header, |id| &id.span);
    let name = id.map_or_else(|| section.path.join("."), |id| id.text.clone());
    let title = section.text("title").map(|title| title.text.as_str());
    DocumentSymbol {
        name: if name.trim().is_empty() { section.path.join(".") } else { name },
        detail: section.kind().map_or(title, |_| section.brief()).map(|brief| match section.kind() {
            Some(entry) => format!("{}: {brief}", entry.kind.word()),
            None => brief.to_owned(),
        }),
        kind: if section.kind().is_some() {
            TEXT
        } else if section.path.len() > 1 {
            KEY
        } else {
            OBJECT
        },
        range: document.range(&whole, encoding),
        selection_range: document.range(spot, encoding),
        children: Vec::new(),
    }
}
