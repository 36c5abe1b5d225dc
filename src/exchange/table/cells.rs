//! The cells of a table: a value of the deck format as one text, and a text that no spreadsheet takes for a formula.
//!
//! Lists stand in one cell, `|` between their items; what belongs to an item follows behind `::`. A backslash before
//! either makes it plain text.

use toml_edit::{Array, InlineTable, Item, Table, Value};

use crate::card::KindName;
use crate::deck::{Draft, format, put, put_flag, put_list, put_texts, put_values};
use crate::exchange::incoming::subject_key;

/// How the value of a key is written in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Text,
    Flag,
    Count,
    /// A text, or a number as TOML has it.
    Number,
    Texts,
    /// Always a list, even of one.
    List,
    /// Items `a :: b`, written as tables of these keys.
    Items(&'static str, &'static str),
    /// `answer :: accepted :: accepted`.
    Answers,
    /// `left :: right`.
    Pairs,
    /// A text, or `part :: text`.
    Wording,
}

/// The shape of a cell by the shape of its key in the deck format.
fn shape(kind: KindName, key: &str) -> Shape {
    use format::Shape as Known;
    let of_kind = format::Entry::of(kind).key(key);
    let known = of_kind.or_else(|| format::entries().iter().find_map(|entry| entry.key(key)));
    match known.map_or(Known::Text, |key| key.shape) {
        Known::Flag => Shape::Flag,
        Known::Count | Known::Whole => Shape::Count,
        Known::Amount => Shape::Number,
        // One name alone stands without brackets.
        Known::Texts if matches!(key, "was" | "by" | "who" | "answer") => Shape::Texts,
        Known::Texts | Known::Forms | Known::Items => Shape::List,
        Known::Wrongs => Shape::Items("answer", "because"),
        Known::Citations => Shape::Items("key", "at"),
        Known::Lookalikes => Shape::Items("entry", "difference"),
        Known::Answers => Shape::Answers,
        Known::Pairs => Shape::Pairs,
        Known::Wording => Shape::Wording,
        Known::Id | Known::Text | Known::Plain | Known::Counts => Shape::Text,
    }
}

/// The key that holds what is right; nothing for a cloze.
pub(super) fn answer_key(kind: KindName) -> Option<&'static str> {
    format::Entry::of(kind).answer
}

/// (column, text) for each key of an entry.
pub(super) fn cells(draft: &Draft) -> Vec<(&str, String)> {
    let column = |key| match key {
        key if key == subject_key(draft.kind) => "question",
        key if Some(key) == answer_key(draft.kind) => "answer",
        key => key,
    };
    let value = |item: &Item| item.as_value().cloned();
    let keys = draft.table.iter().filter_map(|(key, item)| Some((key, value(item)?)));
    keys.map(|(key, value)| (column(key), cell(shape(draft.kind, key), &value))).collect()
}

fn cell(shape: Shape, value: &Value) -> String {
    let texts = |value: &Value| match value {
        Value::Array(items) => items.iter().map(plain).collect(),
        one => vec![plain(one)],
    };
    match (shape, value) {
        (Shape::Texts | Shape::List, value) => join(" | ", texts(value).iter().map(|text| escaped(text))),
        (Shape::Items(first, second), Value::Array(items)) => {
            join(" | ", items.iter().map(|one| item(one, first, second)))
        }
        (Shape::Items(first, second), one) => item(one, first, second),
        (Shape::Answers, Value::Array(items)) => join(" | ", items.iter().map(|one| item(one, "answer", "accept"))),
        (Shape::Pairs, Value::Array(pairs)) => {
            join(" | ", pairs.iter().map(|pair| join(" :: ", texts(pair).iter().map(|text| escaped(text)))))
        }
        (Shape::Wording, Value::InlineTable(parts)) => {
            join(" | ", parts.iter().map(|(part, text)| format!("{part} :: {}", escaped(&plain(text)))))
        }
        (Shape::Wording, one) => escaped(&plain(one)),
        (_, one) => plain(one),
    }
}

fn item(value: &Value, first: &str, second: &str) -> String {
    let Value::InlineTable(table) = value else { return escaped(&plain(value)) };
    let side = |key: &str| {
        table.get(key).into_iter().flat_map(|value| match value {
            Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>(),
            one => vec![plain(one)],
        })
    };
    join(" :: ", side(first).chain(side(second)).map(|text| escaped(&text)))
}

fn join(joint: &str, texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(joint)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.value().clone(),
        other => other.clone().decorated("", "").to_string(),
    }
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace("::", "\\::")
}

/// Splits at a joint that no backslash stands before; items keep their backslashes.
fn split<'t>(text: &'t str, joint: &str) -> Vec<&'t str> {
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(c) = text[at..].chars().next() {
        if c == '\\' {
            at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
        } else if text[at..].starts_with(joint) {
            pieces.push(text[from..at].trim());
            at += joint.len();
            from = at;
        } else {
            at += c.len_utf8();
        }
    }
    pieces.push(text[from..].trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn unescaped(text: &str) -> String {
    text.replace("\\\\", "\u{1}").replace("\\|", "|").replace("\\::", "::").replace('\u{1}', "\\").trim().to_owned()
}

/// The items of a list in one cell.
fn list(cell: &str) -> Vec<String> {
    split(cell, "|").into_iter().map(unescaped).collect()
}

/// The items of a list in one cell, each with what follows behind `::`.
pub(super) fn list_of_parts(cell: &str) -> Vec<Vec<String>> {
    split(cell, "|").into_iter().map(|item| split(item, "::").into_iter().map(unescaped).collect()).collect()
}

/// Puts a cell under its key.
///
/// # Errors
/// The cell is no `true` or `false`, no count, or no pairs, where the key wants one.
pub(in crate::exchange) fn put_cell(draft: &mut Draft, key: &str, cell: &str) -> Result<(), String> {
    let table = &mut draft.table;
    match shape(draft.kind, key) {
        Shape::Text => put(table, key, cell),
        Shape::Flag => match flag(cell) {
            Some(flag) if key == "answer" => drop(table.insert(key, Item::Value(flag.into()))),
            Some(flag) => put_flag(table, key, flag),
            None => return Err(format!("`{key}` is `{}`; write `true` or `false`", crate::deck::excerpt(cell))),
        },
        Shape::Count => match cell.parse::<i64>() {
            Ok(count) => drop(table.insert(key, Item::Value(count.into()))),
            Err(_) => return Err(format!("`{key}` is `{}`; write a count", crate::deck::excerpt(cell))),
        },
        Shape::Number => drop(table.insert(key, Item::Value(number(cell)))),
        Shape::Texts => put_texts(table, key, &list(cell)),
        Shape::List => put_list(table, key, &list(cell)),
        Shape::Items(first, second) => {
            put_values(table, key, split(cell, "|").into_iter().map(|text| keyed(text, first, second)).collect());
        }
        Shape::Answers => put_values(table, key, split(cell, "|").into_iter().map(answer).collect()),
        Shape::Pairs => put_values(table, key, split(cell, "|").into_iter().map(sides).collect()),
        Shape::Wording => put_wording(table, key, cell),
    }
    Ok(())
}

/// What a person writes for yes and no.
pub(in crate::exchange) fn flag(cell: &str) -> Option<bool> {
    crate::deck::said_truth(cell).or_else(|| match cell.trim().to_lowercase().as_str() {
        "t" | "y" | "1" | "x" => Some(true),
        "f" | "n" | "0" => Some(false),
        _ => None,
    })
}

fn number(cell: &str) -> Value {
    match (cell.parse::<i64>(), cell.parse::<f64>()) {
        (Ok(whole), _) if whole.to_string() == cell => whole.into(),
        (_, Ok(value)) if value.is_finite() && value.to_string() == cell => value.into(),
        _ => cell.into(),
    }
}

fn keyed(text: &str, first: &str, second: &str) -> Value {
    match split(text, "::").as_slice() {
        [one] => unescaped(one).into(),
        [one, rest @ ..] => {
            let rest = rest.iter().map(|text| unescaped(text)).collect::<Vec<_>>().join(" :: ");
            let pair: InlineTable = [(first, unescaped(one)), (second, rest)].into_iter().collect();
            Value::InlineTable(pair)
        }
        [] => "".into(),
    }
}

fn answer(text: &str) -> Value {
    let forms: Vec<String> = split(text, "::").into_iter().map(unescaped).collect();
    match forms.as_slice() {
        [] => "".into(),
        [one] => one.into(),
        [one, accept @ ..] => {
            let mut table = InlineTable::new();
            table.insert("answer", one.into());
            table.insert("accept", Value::Array(accept.iter().collect()));
            Value::InlineTable(table)
        }
    }
}

fn sides(text: &str) -> Value {
    Value::Array(split(text, "::").into_iter().map(unescaped).collect::<Array>())
}

fn put_wording(table: &mut Table, key: &str, cell: &str) {
    let parts: Vec<Vec<&str>> = split(cell, "|").into_iter().map(|part| split(part, "::")).collect();
    if parts.iter().all(|part| part.len() == 2) {
        let parts: InlineTable = parts.iter().map(|part| (part[0], unescaped(part[1]))).collect();
        table.insert(key, Item::Value(Value::InlineTable(parts)));
    } else {
        put(table, key, &unescaped(cell));
    }
}

/// Signs that make a spreadsheet take a cell for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that is shown and never calculated: an apostrophe stands before what looks like a formula, and before such
/// apostrophes. Plain numbers stay as they are.
pub(super) fn safe(cell: &str) -> String {
    let looks = cell.trim_start_matches('\'').starts_with(FORMULA);
    let is_number = cell.strip_prefix(['-', '+']).is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    });
    if looks && !is_number { format!("'{cell}") } else { cell.to_owned() }
}

/// The cell as its author meant it.
pub(super) fn bare(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_is_made_text_and_comes_back() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+x", "'+x"),
            ("-x", "'-x"),
            ("@sum", "'@sum"),
            ("\tx", "'\tx"),
            ("-28", "-28"),
            ("+1,5", "+1,5"),
            ("-2+3", "'-2+3"),
            ("'=1", "''=1"),
            ("''-x", "'''-x"),
            ("'tis", "'tis"),
            ("'-28", "''-28"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(safe(cell), written);
            assert_eq!(bare(written), cell);
        }
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(cell in "['=+@a0-9\t-]{0,6}") {
            let written = safe(&cell);
            prop_assert_eq!(bare(&written), &cell);
        }

        #[test]
        fn every_list_comes_back(items in proptest::collection::vec("[a|:\\\\]{1,6}", 1..5)) {
            let cell = join(" | ", items.iter().map(|item| escaped(item)));
            prop_assert_eq!(list(&cell), items);
        }
    }
}
