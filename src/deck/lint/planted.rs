//! Mistakes that were planted in sound decks, and weak questions put behind them, by somebody who had not seen the lints: each is
//! told at its place, a repair leaves no error, and good questions that look like bad ones bring nothing.

use std::collections::HashMap;

use serde_json::Value;

use super::{Sheet, lint};
use crate::deck::{Lines, fixed, read};
use crate::diagnostic::{Diagnostic, Severity};

const DECKS: [(&str, &str); 3] = [
    ("en", include_str!("../../../tests/data/planted/base.toml")),
    ("fr", include_str!("../../../tests/data/planted/base-fr.toml")),
    ("de", include_str!("../../../tests/data/planted/base-de.toml")),
];
const FINE: [&str; 3] = [
    include_str!("../../../tests/data/planted/fine.toml"),
    include_str!("../../../tests/data/planted/fine-fr.toml"),
    include_str!("../../../tests/data/planted/fine-de.toml"),
];
const MISTAKES: &str = include_str!("../../../tests/data/planted/mistakes.jsonl");
const WEAK: &str = include_str!("../../../tests/data/planted/weak.jsonl");
/// What is not told, with the reason.
const UNTOLD: &str = include_str!("../../../tests/data/planted/untold.txt");

/// What the reader and the lints tell of a text.
pub(super) fn found(text: &str) -> Vec<Diagnostic> {
    let reading = read(text);
    let sheet =
        reading.deck.as_ref().map(|deck| Sheet { name: "x.toml", text, deck, silenced: &reading.silenced, told: true });
    let weak = sheet.map(|sheet| lint(&[sheet], &[], "2026-11-26".parse().unwrap()).remove(0)).unwrap_or_default();
    weak.merged(&reading.diagnostics)
}

/// What is told of a text and not of the sound one.
pub(super) fn new<'f>(found: &'f [Diagnostic], before: &[Diagnostic]) -> Vec<&'f Diagnostic> {
    let mut left: Vec<&Diagnostic> = before.iter().collect();
    let is_new = |one: &&Diagnostic| {
        let same = left.iter().position(|known| (known.code, &known.message) == (one.code, &one.message));
        same.map(|at| left.swap_remove(at)).is_none()
    };
    found.iter().filter(is_new).collect()
}

pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Value> {
    table.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).expect("a row"))
}

fn base(row: &Value) -> &'static str {
    let language = row["language"].as_str().unwrap_or("en");
    DECKS.into_iter().find(|(known, _)| *known == language).expect("a language").1
}

/// The lines of a text, counted from 1, in which one of these stands.
fn lines_of(text: &str, wanted: &Value) -> Vec<usize> {
    let wanted: Vec<&str> = match wanted {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    let has = |line: &str| wanted.iter().any(|wanted| line.contains(wanted));
    text.split('\n').enumerate().filter(|(_, line)| has(line)).map(|(at, _)| at + 1).collect()
}

/// The planted text, and the lines at which it has to be told.
fn planted(row: &Value) -> (String, Vec<usize>) {
    let base = base(row);
    if let Some(entry) = row["entry"].as_str() {
        let text = format!("{}\n\n{entry}", base.trim_end());
        let first = base.trim_end().matches('\n').count() + 3;
        return (text, (first..first + entry.matches('\n').count()).collect());
    }
    let text = base.replacen(row["find"].as_str().expect("a text"), row["replace"].as_str().expect("a text"), 1);
    let lines = lines_of(&text, &row["line_of"]);
    (text, lines)
}

/// Whether one of the findings stands at one of the lines, by its first or its second place.
pub(super) fn is_told(text: &str, found: &[&Diagnostic], lines: &[usize]) -> bool {
    let places = Lines::new(text);
    let line = |offset: usize| places.locate(offset.min(text.len())).0;
    let spans = found.iter().flat_map(|one| std::iter::once(&one.span).chain(one.related.iter().map(|(span, _)| span)));
    let ranges: Vec<_> = spans.map(|span| line(span.start)..=line(span.end.max(span.start))).collect();
    lines.iter().any(|line| ranges.iter().any(|range| range.contains(line)))
}

#[test]
fn what_was_planted_is_told_at_its_place() {
    let before: HashMap<&str, Vec<Diagnostic>> = DECKS.into_iter().map(|(_, text)| (text, found(text))).collect();
    let mut untold = Vec::new();
    for row in rows(MISTAKES).chain(rows(WEAK)) {
        let (text, lines) = planted(&row);
        let all = found(&text);
        if !is_told(&text, &new(&all, &before[base(&row)]), &lines) {
            untold.push(row["id"].as_str().expect("an id").to_owned());
        }
    }
    let known: Vec<&str> = UNTOLD.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(untold, known);
}

#[test]
fn a_repair_of_what_was_planted_leaves_no_error() {
    let mut repaired = 0;
    for row in rows(MISTAKES) {
        let (text, _) = planted(&row);
        let Some(mended) = fixed(&text) else { continue };
        repaired += 1;
        let left = found(&mended);
        let left: Vec<_> = left.iter().filter(|one| one.severity == Severity::Error).collect();
        assert!(left.is_empty(), "{}: {left:?}", row["id"]);
    }
    assert!(repaired >= 17, "{repaired}");
}

#[test]
fn good_questions_that_look_like_bad_ones_bring_nothing() {
    for text in FINE {
        assert_eq!(found(text), [], "{}", text.lines().nth(1).unwrap_or_default());
    }
}
