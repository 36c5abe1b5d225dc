//! The rules one by one, on answers made up for them.

use crate::text::date::judge::check_date;
use crate::text::date::when::When;
use crate::text::key::{DateKey, Entry, ListItem, ListKey, NumberKey, TextKey, Tolerance};
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::list::judge::check_list;
use crate::text::number::judge::check_number;
use crate::text::verdict::{Outcome, Verdict};
use crate::text::words::ready::check_text;
use crate::text::words::rivals::Rivals;

/// Lines of `question | answer; other forms | typed | expected`.
fn words(language: Language, table: &str) -> Vec<String> {
    let lexicon = Lexicon::embedded();
    rows(table)
        .into_iter()
        .filter_map(|[ask, answers, typed, expected]| {
            let answers = answers.split("; ").map(str::to_owned).collect();
            let key = TextKey::plain(language, ask, answers);
            let found = check_text(&key, &Rivals::default(), typed, &lexicon);
            (found.outcome.word() != expected)
                .then(|| format!("{ask} | {:?} | {typed} | expected {expected}: {found:?}", key.answers))
        })
        .collect()
}

/// The outcome, of a partial answer its credit.
fn shown(found: &Verdict) -> String {
    let word = || found.outcome.word().to_owned();
    if found.outcome == Outcome::Partial { format!("{:.2}", found.credit.share()) } else { word() }
}

fn rows(table: &str) -> Vec<[&str; 4]> {
    let lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| line.split(" | ").collect::<Vec<_>>().try_into().expect("four cells")).collect()
}

#[track_caller]
fn holds(failures: &[String]) {
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn words_in_english() {
    holds(&words(Language::English, include_str!("examples/english.txt")));
}

#[test]
fn words_in_french() {
    holds(&words(Language::French, include_str!("examples/french.txt")));
}

#[test]
fn words_in_german() {
    holds(&words(Language::German, include_str!("examples/german.txt")));
}

#[test]
fn dates() {
    let lexicon = Lexicon::embedded();
    let failures = rows(include_str!("examples/dates.txt")).into_iter().filter_map(|[ask, answer, typed, expected]| {
        let answer = When::parse(answer).expect("a date");
        let key =
            DateKey { language: Language::English, ask: ask.to_owned(), answer, accept: Vec::new(), wrong: Vec::new() };
        let found = check_date(&key, typed, &lexicon);
        (shown(&found) != expected).then(|| format!("{ask} | {answer:?} | {typed} | expected {expected}: {found:?}"))
    });
    holds(&failures.collect::<Vec<_>>());
}

#[test]
fn numbers() {
    let lexicon = Lexicon::embedded();
    let failures =
        rows(include_str!("examples/numbers.txt")).into_iter().filter_map(|[ask, answer, typed, expected]| {
            let (number, unit) = answer.split_once(' ').unwrap_or((answer, ""));
            let key = NumberKey {
                language: Language::English,
                ask: ask.to_owned(),
                value: number.parse().expect("a number"),
                unit: unit.to_owned(),
                tolerance: Tolerance::Share(0.01),
                bound: None,
                accept: Vec::new(),
                wrong: Vec::new(),
                shown: answer.to_owned(),
            };
            let found = check_number(&key, typed, &lexicon);
            (found.outcome.word() != expected)
                .then(|| format!("{ask} | {answer} | {typed} | expected {expected}: {found:?}"))
        });
    holds(&failures.collect::<Vec<_>>());
}

#[test]
fn lists() {
    let lexicon = Lexicon::embedded();
    let failures = rows(include_str!("examples/lists.txt")).into_iter().filter_map(|[ask, answer, typed, expected]| {
        let items: Vec<ListItem> =
            answer.split("; ").map(|item| ListItem { answer: item.to_owned(), accept: Vec::new() }).collect();
        let key = ListKey {
            language: Language::English,
            ask: ask.to_owned(),
            need: items.len(),
            items,
            wrong: Vec::new(),
            strict: false,
            entry: Entry::default(),
        };
        let found = check_list(&key, &Rivals::default(), typed, &lexicon);
        (shown(&found) != expected).then(|| format!("{answer} | {typed} | expected {expected}: {found:?}"))
    });
    holds(&failures.collect::<Vec<_>>());
}
