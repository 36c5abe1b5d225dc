//! Records that ask the same: joined where another program would ask them one after the other.

use std::collections::HashMap;

use crate::card::KindName;
use crate::deck::put_list;
use crate::exchange::incoming::Record;
use crate::text::fold;

/// A record that went into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Joined {
    pub(crate) row: usize,
    /// The row of the record that it went into.
    pub(crate) into: usize,
}

/// Joins typed questions of one wording: what the later ones answer is accepted too. A record that says nothing new goes
/// into the first of its kind; one with a name of its own stays unless its answer differs.
pub(super) fn join(records: Vec<Record>) -> (Vec<Record>, Vec<Joined>) {
    let mut firsts: HashMap<(KindName, String), usize> = HashMap::with_capacity(records.len());
    let (mut kept, mut joined): (Vec<Record>, Vec<Joined>) = (Vec::with_capacity(records.len()), Vec::new());
    for record in records {
        let key = (record.draft.kind, fold(record.subject()));
        let Some(first) = firsts.get(&key).map(|&at| &mut kept[at]) else {
            firsts.insert(key, kept.len());
            kept.push(record);
            continue;
        };
        let gone = Joined { row: record.row, into: first.row };
        if (record.name.is_none() && says_the_same(first, &record)) || joins(first, &record) {
            joined.push(gone);
        } else {
            kept.push(record);
        }
    }
    (kept, joined)
}

/// Whether every key of the second stands in the first with the same value.
fn says_the_same(first: &Record, second: &Record) -> bool {
    let plain = |record: &Record, key: &str| record.draft.table.get(key).map(ToString::to_string);
    second.draft.table.iter().all(|(key, item)| plain(first, key) == Some(item.to_string()))
}

/// Takes the answers of a second typed question among the accepted ones of the first.
fn joins(first: &mut Record, second: &Record) -> bool {
    if first.draft.kind != KindName::Short || texts(second, "answer").len() != 1 {
        return false;
    }
    // What one takes for wrong and the other for right is for their author to tell apart.
    let wrong = |record: &Record| record.draft.table.contains_key("wrong");
    if wrong(first) || wrong(second) {
        return false;
    }
    let own = texts(first, "answer");
    let mut accept = texts(first, "accept");
    for form in texts(second, "answer").into_iter().chain(texts(second, "accept")) {
        let is_new = |known: &String| fold(known) != fold(&form);
        if own.iter().chain(&accept).all(is_new) {
            accept.push(form);
        }
    }
    put_list(&mut first.draft.table, "accept", &accept);
    for key in ["why", "topics", "source", "hint"] {
        if let (None, Some(item)) = (first.draft.table.get(key), second.draft.table.get(key)) {
            first.draft.table.insert(key, item.clone());
        }
    }
    true
}

fn texts(record: &Record, key: &str) -> Vec<String> {
    match record.draft.table.get(key).and_then(|item| item.as_value()) {
        Some(toml_edit::Value::Array(items)) => {
            items.iter().filter_map(|item| item.as_str()).map(str::to_owned).collect()
        }
        Some(one) => one.as_str().map(str::to_owned).into_iter().collect(),
        None => Vec::new(),
    }
}
