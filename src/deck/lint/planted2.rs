//! A second table of mistakes and weak questions, planted by somebody who had seen neither the lints nor the first one, in a
//! deck of other matter: what is told at its place stays told.

use serde_json::Value;

use super::planted::found;
use crate::deck::{Lines, advised, locate, outline};
use crate::diagnostic::Severity;

const DECKS: [(&str, &str); 3] = [
    ("base", include_str!("../../../tests/data/planted2/base.toml")),
    ("base-fr", include_str!("../../../tests/data/planted2/base-fr.toml")),
    ("base-de", include_str!("../../../tests/data/planted2/base-de.toml")),
];
const ROWS: [&str; 2] = [
    include_str!("../../../tests/data/planted2/mistakes.jsonl"),
    include_str!("../../../tests/data/planted2/weak.jsonl"),
];
/// What is not told at its line.
const UNTOLD: &str = include_str!("../../../tests/data/planted2/untold.txt");

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("small")
}

/// The deck with the changes of a row: from which line on, how many are gone, what stands there.
fn planted(base: &str, row: &Value) -> String {
    let mut lines: Vec<&str> = base.split('\n').collect();
    for change in row["changes"].as_array().expect("changes").iter().rev() {
        let (from, gone) = (number(&change[0]), number(&change[1]));
        let put = change[2].as_array().expect("lines").iter().filter_map(Value::as_str);
        lines.splice(from..from + gone, put);
    }
    lines.join("\n")
}

/// Every row with the sound deck and the one in which it is planted.
fn rows() -> impl Iterator<Item = (Value, &'static str, String)> {
    ROWS.iter().flat_map(|rows| rows.lines()).map(|row| {
        let row: Value = serde_json::from_str(row).expect("a row");
        let base = DECKS.into_iter().find(|(name, _)| *name == row["base"]).expect("a base").1;
        let text = planted(base, &row);
        (row, base, text)
    })
}

/// The changes that an editor offers for what was planted: each is made, and no error is left on its line.
#[test]
fn what_is_offered_for_what_was_planted_mends_it() {
    let (mut offered, mut broken) = (0, Vec::new());
    for (row, base, text) in rows() {
        let known: Vec<_> = found(base).into_iter().map(|one| (one.code, one.message)).collect();
        for one in found(&text).into_iter().filter(|one| !known.contains(&(one.code, one.message.clone()))) {
            // Repairs that may bring another to light are tried with `check --fix`.
            let edits = if one.fix.is_empty() { advised(&text, &outline(&text), &one) } else { Vec::new() };
            if edits.is_empty() {
                continue;
            }
            offered += 1;
            let mut mended = text.clone();
            edits.iter().rev().for_each(|edit| mended.replace_range(edit.span.clone(), &edit.text));
            let line = locate(&text, one.span.start).0;
            let again = found(&mended).into_iter().find(|left| {
                let same = left.code == one.code && left.message == one.message;
                same || left.severity == Severity::Error && locate(&mended, left.span.start).0 == line
            });
            if let Some(again) = again {
                broken.push(format!("{}: {:?} → {:?}", row["id"], one.message, again.message));
            }
        }
    }
    assert!(broken.is_empty(), "{offered}: {}", broken.join("\n"));
    assert!(offered >= 10, "{offered}");
}

#[test]
fn what_was_planted_is_told_at_its_line() {
    let mut untold = Vec::new();
    for (row, base, text) in rows() {
        let mut known: Vec<_> = found(base).into_iter().map(|one| (one.code, one.message)).collect();
        let places = Lines::new(&text);
        let line = |offset: usize| places.locate(offset.min(text.len())).0;
        let is_told = found(&text).into_iter().any(|one| {
            let key = (one.code, one.message.clone());
            if let Some(at) = known.iter().position(|known| *known == key) {
                known.swap_remove(at);
                return false;
            }
            let spans = std::iter::once(&one.span).chain(one.related.iter().map(|(span, _)| span));
            let ranges: Vec<_> = spans.map(|span| line(span.start)..=line(span.end.max(span.start))).collect();
            let lines = row["lines"].as_array().expect("lines");
            lines.iter().any(|line| ranges.iter().any(|range| range.contains(&number(line))))
        });
        if !is_told {
            untold.push(row["id"].as_str().expect("an id").to_owned());
        }
    }
    let known: Vec<&str> = UNTOLD.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(untold, known);
}
