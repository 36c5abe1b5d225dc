//! A new deck laid over the one that stood there: what its author wrote by hand stays where the source says nothing else.

use std::collections::HashMap;

use toml_edit::{DocumentMut, Item, Table, Value};

use crate::card::{Deck, KindName, Note};
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
    let subject = subject_key(draft.kind);
    let is_right = |key: &str| {
        !BESIDE.contains(&key) && !matches!(key, "id" | "was" | "why" | "hint" | "topics" | "source") && key != subject
    };
    let is_another_answer = changed.iter().any(|(key, _)| is_right(key));
    if is_another_answer {
        // What was taken for right or wrong beside another answer is for the author to write anew.
        for key in BESIDE.into_iter().filter(|key| !draft.table.contains_key(key)) {
            table.remove(key);
        }
    }
    for (key, item) in changed {
        match table.get(key).and_then(Item::as_value) {
            // The options of a choice are the source's; what else stands beside the same answer was written by hand.
            Some(before) if BESIDE.contains(&key) && !is_another_answer => {
                let is_whole = draft.kind == KindName::Choice && key == "wrong";
                let joint = joined(before, item, is_whole);
                if plain(&joint) != bare(before.clone()).to_string() {
                    set(table, key, &joint);
                }
            }
            _ => set(table, key, item),
        }
    }
    Some(document.to_string())
}

/// What is taken for right, and for wrong, beside the answer.
const BESIDE: [&str; 2] = ["accept", "wrong"];

/// The items of the source, with what the author wrote behind them (`because`), and his own items unless the source is whole.
fn joined(before: &Value, source: &Item, is_whole: bool) -> Item {
    let items = |value: &Value| value.as_array().map(|items| items.iter().cloned().map(bare).collect::<Vec<_>>());
    let (Some(mine), Some(theirs)) = (items(before), source.as_value().and_then(items)) else { return source.clone() };
    let text = |item: &Value| {
        let answer = item.as_inline_table().and_then(|table| table.get("answer")).unwrap_or(item);
        answer.as_str().map(str::to_owned)
    };
    let place_of = |among: &[Value], item: &Value| among.iter().position(|one| text(one) == text(item));
    let mut joint = if is_whole { Vec::new() } else { mine.clone() };
    for item in theirs {
        let own = place_of(&mine, &item).filter(|_| item.is_str()).map(|place| mine[place].clone());
        let place = place_of(&joint, &item);
        let item = own.unwrap_or(item);
        match place {
            Some(place) => joint[place] = item,
            None => joint.push(item),
        }
    }
    let mut joint = bare(Value::Array(joint.into_iter().collect()));
    joint.decor_mut().clear();
    Item::Value(joint)
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
