//! The pages of `docs/diagnostics.md` are tests: each bad example gives exactly its code, each good one nothing.

use std::collections::BTreeSet;

use super::{Sheet, lint};
use crate::deck::{against, read, read_blueprint, told_against};
use crate::diagnostic::Code;

const PAGES: &str = include_str!("../../../docs/diagnostics.md");

/// Pages that need more than a few lines to show: they are prose.
const PROSE: [&str; 11] = [
    "byte-order-marks",
    "invalid-utf-8",
    "utf-16",
    "too-large",
    "too-many-entries",
    "too-long",
    "key-longest-often",
    "thin-topic",
    "unknown-deck",
    "unknown-topic",
    "too-few-cards",
];

/// The blocks of a page that are marked with a word, such as `bad`.
fn block<'p>(page: &'p str, mark: &str) -> Option<&'p str> {
    let (_, rest) = page.split_once(&format!("```toml {mark}\n"))?;
    rest.split_once("\n```").map(|(block, _)| block)
}

fn pages() -> Vec<(&'static str, &'static str)> {
    let page =
        |page: &'static str| (page.lines().next().unwrap().trim_matches('`'), page.split("\n## ").next().unwrap());
    PAGES.split("\n### ").skip(1).map(page).collect()
}

fn whole(example: &str) -> String {
    let head = block(PAGES, "head").unwrap();
    let stands_alone = ["[deck]", "[sources", "[exam"].iter().any(|table| example.contains(table));
    if stands_alone { format!("{example}\n") } else { format!("{head}\n\n{example}\n") }
}

/// The codes that a text gives, beside another deck and after an older copy.
fn codes(text: &str, other: Option<&str>, old: Option<&str>) -> Vec<&'static str> {
    if text.contains("[exam") {
        return read_blueprint(text).diagnostics.iter().map(|one| one.code.word()).collect();
    }
    let readings: Vec<_> = other.into_iter().chain([text]).map(|text| (text, read(text))).collect();
    let sheets: Vec<Sheet<'_>> = readings
        .iter()
        .filter_map(|(text, reading)| {
            let deck = reading.deck.as_ref()?;
            Some(Sheet { name: "x.toml", text, deck, silenced: &reading.silenced, told: true })
        })
        .collect();
    let mut found: Vec<_> = readings.last().unwrap().1.diagnostics.iter().map(|one| one.code.word()).collect();
    if let (Some(old), Some(sheet)) = (old, sheets.last()) {
        let changes = against(&[read(&whole(old)).deck.unwrap()], std::slice::from_ref(sheet.deck));
        found.extend(told_against(&changes, sheet.deck).iter().map(|one| one.code.word()));
    }
    let weak = lint(&sheets, &[], "2026-11-26".parse().unwrap()).pop();
    found.extend(weak.iter().flat_map(|weak| weak.of_deck.iter().chain(&weak.of_entries)).map(|one| one.code.word()));
    found
}

#[test]
fn every_bad_example_gives_its_code_and_every_good_one_none() {
    let mut wrong = Vec::new();
    for (code, page) in pages() {
        if PROSE.contains(&code) {
            assert_eq!(block(page, "bad"), None, "{code}");
            continue;
        }
        let (bad, good) = (block(page, "bad").expect(code), block(page, "good").expect(code));
        let (other, old) = (block(page, "other"), block(page, "old"));
        let (told, untold) = (codes(&whole(bad), other, old), codes(&whole(good), other, old));
        if told != [code] || !untold.is_empty() {
            wrong.push(format!("{code}: the bad one gives {told:?}, the good one {untold:?}"));
        }
    }
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn every_code_has_its_page_and_every_page_a_code() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.word()).collect();
    let pages: BTreeSet<&str> = pages().into_iter().map(|(code, _)| code).collect();
    assert_eq!(pages, codes);
}
