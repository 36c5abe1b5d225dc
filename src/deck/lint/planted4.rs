//! A fourth table by somebody who had seen neither the lints nor the first three: mistakes in sound decks, weak questions and good
//! ones put behind them.

use std::collections::HashMap;

use serde_json::Value;

use super::planted::{found, is_told, new, rows};
use crate::diagnostic::{Code, Diagnostic, Severity};

const SOUND: [(&str, &str); 3] = [
    ("en", include_str!("../../../tests/data/planted4/sound-en.toml")),
    ("fr", include_str!("../../../tests/data/planted4/sound-fr.toml")),
    ("de", include_str!("../../../tests/data/planted4/sound-de.toml")),
];
const MISTAKES: &str = include_str!("../../../tests/data/planted4/mistakes.jsonl");
const WEAK: &str = include_str!("../../../tests/data/planted4/weak.jsonl");
const GOOD: &str = include_str!("../../../tests/data/planted4/good.jsonl");
/// What is not told at its place.
const UNTOLD: &str = include_str!("../../../tests/data/planted4/untold.txt");

fn text<'r>(row: &'r Value, key: &str) -> &'r str {
    row[key].as_str().unwrap_or_else(|| panic!("{key} of {}", row["id"]))
}

fn sound(row: &Value) -> &'static str {
    SOUND.into_iter().find(|(language, _)| *language == text(row, "deck")).expect("a language").1
}

/// The sound deck with the mistake, and the line of it; or with the question behind it, and its lines.
fn planted(row: &Value) -> (String, Vec<usize>) {
    let sound = sound(row);
    if let Some(entry) = row["entry"].as_str() {
        let first = sound.matches('\n').count() + 2;
        return (format!("{sound}\n{entry}\n"), (first..=first + entry.matches('\n').count()).collect());
    }
    let line = usize::try_from(row["line"].as_u64().expect("a line")).expect("a small number");
    (sound.replacen(text(row, "find"), text(row, "replace"), 1), vec![line])
}

fn told_of_the_sound() -> HashMap<&'static str, Vec<Diagnostic>> {
    SOUND.into_iter().map(|(_, sound)| (sound, found(sound))).collect()
}

#[test]
fn what_was_planted_a_fourth_time_is_told_at_its_place() {
    let before = told_of_the_sound();
    let untold = rows(MISTAKES).chain(rows(WEAK)).filter(|row| {
        let (planted, lines) = planted(row);
        !is_told(&planted, &new(&found(&planted), &before[sound(row)]), &lines)
    });
    let untold: Vec<String> = untold.map(|row| text(&row, "id").to_owned()).collect();
    let known: Vec<&str> = UNTOLD.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(untold, known);
}

#[test]
fn mended_decks_of_the_fourth_table_have_no_error() {
    for row in rows(MISTAKES) {
        let mended = planted(&row).0.replacen(text(&row["fix"], "find"), text(&row["fix"], "replace"), 1);
        let errors = found(&mended).into_iter().filter(|one| one.severity == Severity::Error);
        assert_eq!(errors.collect::<Vec<_>>(), [], "{}", row["id"]);
    }
}

#[test]
fn good_questions_of_the_fourth_table_bring_nothing() {
    let before = told_of_the_sound();
    // Two names with an article of which nobody said whether they are singular.
    let told: Vec<Code> = before.values().flatten().map(|one| one.code).collect();
    assert_eq!(told, [Code::StemForm; 2]);
    for row in rows(GOOD) {
        let (planted, _) = planted(&row);
        assert_eq!(new(&found(&planted), &before[sound(&row)]), Vec::<&Diagnostic>::new(), "{}", row["id"]);
    }
}
