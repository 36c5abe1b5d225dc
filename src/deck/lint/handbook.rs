//! The snippets of `docs/writing-decks.md` are tests: what is shown as good has nothing to be told.

use super::{Sheet, lint};
use crate::deck::{read, read_cases};

const BOOK: &str = include_str!("../../../docs/writing-decks.md");

fn snippets(mark: &str) -> Vec<&'static str> {
    let opening = format!("```toml{mark}\n");
    let found: Vec<&str> = BOOK.split(opening.as_str()).skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(!found.is_empty(), "{mark}");
    found
}

fn codes(text: &str) -> Vec<&'static str> {
    let reading = read(text);
    let deck = reading.deck.expect("a deck");
    let sheet = Sheet { name: "x.toml", text, deck: &deck, silenced: &reading.silenced, told: true };
    let weak = lint(&[sheet], &[], "2026-11-26".parse().unwrap()).remove(0);
    let all = reading.diagnostics.iter().chain(&weak.of_deck).chain(&weak.of_entries);
    all.map(|told| told.code.word()).collect()
}

#[test]
fn every_snippet_is_a_clean_deck_and_so_are_all_together() {
    let snippets = snippets("");
    let (head, entries) = snippets.split_first().expect("the first is a whole deck");
    assert_eq!(codes(head), [] as [&str; 0]);
    let mut together = (*head).to_owned();
    for entry in entries {
        assert_eq!(codes(&format!("{head}\n{entry}")), [] as [&str; 0], "{entry}");
        together.push_str(entry);
    }
    assert_eq!(codes(&together), [] as [&str; 0]);
    let deck = read(&together).deck.expect("a deck");
    let kinds: std::collections::BTreeSet<_> = deck.notes.iter().map(|note| note.kind.name()).collect();
    assert_eq!(kinds.len(), crate::card::KindName::ALL.len(), "every kind is shown");
}

#[test]
fn what_is_shown_as_wrong_is_told() {
    let head = snippets("")[0];
    for wrong in snippets(" wrong") {
        assert_eq!(codes(&format!("{head}\n{wrong}")), ["key-longest", "above"], "{wrong}");
    }
}

#[test]
fn the_cases_can_be_read() {
    for cases in snippets(" cases") {
        assert_eq!(read_cases(cases).expect("cases").list.len(), 3);
    }
}
