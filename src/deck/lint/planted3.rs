//! A third table of mistakes and weak questions by somebody who had seen neither the lints nor the first two, in whole decks: what is
//! told at its place stays told, the mended decks have no error and the sound ones nothing at all.

use serde_json::Value;

use super::planted::found;
use crate::deck::{Lines, outline};
use crate::diagnostic::Severity;

const MISTAKES: &str = include_str!("../../../tests/data/planted3/mistakes.jsonl");
const WEAK: &str = include_str!("../../../tests/data/planted3/weak.jsonl");
const SOUND: [&str; 3] = [
    include_str!("../../../tests/data/planted3/sound-en.toml"),
    include_str!("../../../tests/data/planted3/sound-fr.toml"),
    include_str!("../../../tests/data/planted3/sound-de.toml"),
];
/// What is not told at its place.
const UNTOLD: &str = include_str!("../../../tests/data/planted3/untold.txt");

fn rows(table: &'static str) -> impl Iterator<Item = Value> {
    table.lines().map(|line| serde_json::from_str(line).expect("a row"))
}

/// A mistake is told at its line, a weak question anywhere in its entry.
fn is_told(row: &Value, is_entry: bool) -> bool {
    let text = row["deck"].as_str().expect("a deck");
    let line = usize::try_from(row["line"].as_u64().expect("a line")).expect("small");
    let places = Lines::new(text);
    let at = |offset: usize| places.locate(offset.min(text.len())).0;
    let last = match outline(text).iter().find(|section| at(section.header.start) == line) {
        Some(section) if is_entry => at(section.body.end),
        _ => line,
    };
    found(text).iter().any(|one| (line..=last).contains(&at(one.span.start)))
}

#[test]
fn what_was_planted_in_whole_decks_is_told_at_its_place() {
    let mistakes = rows(MISTAKES).filter(|row| !is_told(row, false));
    let weak = rows(WEAK).filter(|row| !is_told(row, true));
    let untold: Vec<String> = mistakes.chain(weak).filter_map(|row| row["id"].as_str().map(str::to_owned)).collect();
    let known: Vec<&str> = UNTOLD.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(untold, known);
}

#[test]
fn sound_decks_bring_nothing_and_mended_ones_no_error() {
    for text in SOUND {
        assert_eq!(found(text), []);
    }
    for row in rows(MISTAKES) {
        let fixed = row["fixed"].as_str().expect("a mended deck");
        let errors: Vec<_> = found(fixed).into_iter().filter(|one| one.severity == Severity::Error).collect();
        assert_eq!(errors, [], "{}", row["id"]);
    }
}
