//! A new deck laid over the one that stood there: what its author wrote by hand stays where the source says nothing else.

use std::collections::HashMap;

use toml_edit::{DocumentMut, Item, Table, Value};

use crate::card::{Deck, Note};
use crate::deck::{self, Blocks, Draft, Head, entry};
use crate::exchange::incoming::subject_key;

/// The deck that stood there, with its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before<'d> {
    pub(crate) deck: &'d Deck,
    pub(crate) text: &'d str,
}

/// The text of the new deck, and for each entry the byte at which it begins.
pub(super) fn laid_over(old: &Before<'_>, head: &Head, drafts: &[Draft]) -> (String, Vec<usize>) {
    let blocks = Blocks::of(old.deck, old.text);
    let entries: HashMap<&str, &(&Note, &str)> = blocks.entries.iter().map(|one| (one.0.id.as_str(), one)).collect();
    let mut text = head_over(blocks.head, old, head);
    let mut starts = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let id = draft.table.get("id").and_then(Item::as_str).unwrap_or_default();
        let block = entries.get(id).and_then(|(note, block)| over_block(note, block, draft));
        let block = block.unwrap_or_else(|| written(draft));
        while !text.ends_with("\n\n") {
            text.push('\n');
        }
        starts.push(text.len());
        text.push_str(block.trim_start_matches(['\n', '\r']));
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    (text, starts)
}

fn written(draft: &Draft) -> String {
    let (text, starts) = deck::write(&Head::default(), std::slice::from_ref(draft));
    text[starts.first().copied().unwrap_or_default()..].to_owned()
}

/// The block of an entry with what the source changed; as it was where nothing did. Nothing where it cannot be kept.
fn over_block(note: &Note, block: &str, draft: &Draft) -> Option<String> {
    let before = entry(note);
    if before.kind != draft.kind {
        return None;
    }
    let differs = |key: &str, item: &Item| before.table.get(key).map(plain) != Some(plain(item));
    let changed: Vec<(&str, &Item)> = draft.table.iter().filter(|(key, item)| differs(key, item)).collect();
    if changed.is_empty() {
        return Some(block.to_owned());
    }
    let mut document: DocumentMut = block.parse().ok()?;
    let entries = document.get_mut(draft.kind.word())?.as_array_of_tables_mut()?;
    let table = entries.get_mut(0)?;
    // What was taken for right or wrong beside another answer is for the author to write anew.
    let subject = subject_key(draft.kind);
    let is_right = |key: &str| !matches!(key, "id" | "was" | "why" | "hint" | "topics" | "source") && key != subject;
    if changed.iter().any(|(key, _)| is_right(key)) {
        for key in ["accept", "wrong"] {
            if !draft.table.contains_key(key) {
                table.remove(key);
            }
        }
    }
    for (key, item) in changed {
        set(table, key, item);
    }
    Some(document.to_string())
}

/// A new value in the place of the old one; the remark behind it stays.
fn set(table: &mut Table, key: &str, item: &Item) {
    let suffix = table.get(key).and_then(Item::as_value).and_then(|value| value.decor().suffix().cloned());
    let mut item = item.clone();
    if let (Some(suffix), Some(value)) = (suffix, item.as_value_mut()) {
        value.decor_mut().set_suffix(suffix);
    }
    table.insert(key, item);
}

fn plain(item: &Item) -> String {
    item.as_value().map(|value| bare(value.clone()).to_string()).unwrap_or_default()
}

/// A value without the spaces and remarks around it and between its items.
fn bare(value: Value) -> Value {
    let mut value = value.decorated("", "");
    if let Value::Array(items) = &mut value {
        items.fmt();
    }
    value
}

/// The head as it stood, with works that are cited for the first time, and with what was said anew.
fn head_over(text: &str, old: &Before<'_>, head: &Head) -> String {
    let before = Head::of(old.deck);
    let mut text = text.to_owned();
    if (&before.id, &before.title, &before.language) != (&head.id, &head.title, &head.language)
        && let Ok(mut document) = text.parse::<DocumentMut>()
        && let Some(about) = document.get_mut("deck").and_then(Item::as_table_mut)
    {
        let said = [("id", Some(&head.id)), ("title", Some(&head.title)), ("language", head.language.as_ref())];
        for (key, word) in said {
            if let Some(word) = word {
                set(about, key, &Item::Value(word.as_str().into()));
            }
        }
        text = document.to_string();
    }
    let known = |key: &str| old.deck.sources.iter().any(|(own, _)| own == key);
    let new: Vec<_> = head.sources.iter().filter(|(key, _)| !known(key)).cloned().collect();
    if !new.is_empty() {
        let (works, _) = deck::write(&Head { sources: new, ..Head::default() }, &[]);
        let from = works.find("\n[sources").map_or(works.len(), |at| at + 1);
        while !text.ends_with("\n\n") {
            text.push('\n');
        }
        text.push_str(&works[from..]);
    }
    text
}
