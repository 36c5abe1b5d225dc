//! Records that ask the same: joined where another program would ask them one after the other.

use std::collections::HashMap;

use crate::card::KindName;
use crate::deck::{excerpt, put_list};
use crate::exchange::incoming::{Record, Refused};
use crate::text::fold;

/// A record that went into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Joined {
    pub(crate) row: usize,
    /// The row of the record that it went into.
    pub(crate) into: usize,
}

/// Joins typed questions of one wording. A record that says nothing new goes into the first of its kind; one with a name of its
/// own stays unless its answer differs. Where two answer otherwise, both may be right only if one of several is asked for:
/// else nobody but their author can tell which is, and none of them is taken.
pub(super) fn join(records: Vec<Record>, refused: &mut Vec<Refused>) -> (Vec<Record>, Vec<Joined>) {
    let mut firsts: HashMap<(KindName, String), usize> = HashMap::with_capacity(records.len());
    let (mut kept, mut joined): (Vec<Record>, Vec<(usize, Joined)>) = (Vec::with_capacity(records.len()), Vec::new());
    let mut disputed: HashMap<usize, String> = HashMap::new();
    for record in records {
        let key = (record.draft.kind, fold(record.subject()));
        let Some(&at) = firsts.get(&key) else {
            firsts.insert(key, kept.len());
            kept.push(record);
            continue;
        };
        let first = &mut kept[at];
        let gone = Joined { row: record.row, into: first.row };
        if record.name.is_none() && says_the_same(first, &record) {
            joined.push((at, gone));
        } else if contradicts(first, &record) {
            disputed.entry(at).or_insert_with(|| disputed_by(first, &record));
            refused.push(Refused { row: record.row, why: disputed_by(&record, first) });
        } else if joins(first, &record) {
            joined.push((at, gone));
        } else {
            kept.push(record);
        }
    }
    let mut gone = Vec::with_capacity(joined.len());
    for (at, one) in joined {
        match disputed.get(&at) {
            Some(why) => refused.push(Refused { row: one.row, why: why.clone() }),
            None => gone.push(one),
        }
    }
    refused.extend(disputed.iter().map(|(at, why)| Refused { row: kept[*at].row, why: why.clone() }));
    let mut at = 0;
    kept.retain(|_| {
        at += 1;
        !disputed.contains_key(&(at - 1))
    });
    (kept, gone)
}

/// Two typed questions of one wording whose answers are no forms of each other.
fn contradicts(first: &Record, second: &Record) -> bool {
    let is_typed = first.draft.kind == KindName::Short && texts(second, "answer").len() == 1;
    let forms = |record: &Record| texts(record, "answer").into_iter().chain(texts(record, "accept"));
    let known: Vec<String> = forms(first).map(|form| fold(&form)).collect();
    is_typed && !asks_for_one_of_several(first.subject()) && !forms(second).any(|form| known.contains(&fold(&form)))
}

fn disputed_by(record: &Record, other: &Record) -> String {
    let answer = |record: &Record| texts(record, "answer").join(", ");
    format!(
        "it answers `{}`, and {}, which asks the same, `{}`: leave the right one, or put the other into a column `accept`",
        excerpt(&answer(record)),
        other.row,
        excerpt(&answer(other))
    )
}

/// How questions begin of which each answer is one of several.
const ONE_OF_SEVERAL: [&str; 18] = [
    "name a ",
    "name an ",
    "name one ",
    "name any ",
    "give a ",
    "give an ",
    "give one ",
    "list one ",
    "cite a ",
    "what is one ",
    "what is an example ",
    "nenne ein",
    "nennen sie ein",
    "gib ein",
    "citez un",
    "nommez un",
    "donnez un",
    "quel est un ",
];

fn asks_for_one_of_several(question: &str) -> bool {
    let question = question.trim_start().to_lowercase();
    ONE_OF_SEVERAL.iter().any(|beginning| question.starts_with(beginning))
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
