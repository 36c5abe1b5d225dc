//! Answers that stand for a kind, judged through a deck: signs, short forms, glosses, people, dates inside texts.

use crate::harness::Home;

const NOW: &str = "2026-03-02T10:00:00Z";

#[track_caller]
fn all_as_expected(deck: &str, deck_text: &str, cases: &str) {
    let home = Home::new();
    home.file(deck, deck_text);
    let file = home.file("cases.toml", cases);
    let run = home.run(NOW, &["try", "--file", &file], "");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

#[test]
fn answers_that_stand_for_a_kind_are_judged_as_they_should() {
    all_as_expected("deck.toml", include_str!("../data/judge/deck.toml"), include_str!("../data/judge/cases.toml"));
}

#[test]
fn so_are_their_siblings() {
    all_as_expected(
        "siblings-deck.toml",
        include_str!("../data/judge/siblings-deck.toml"),
        include_str!("../data/judge/siblings.toml"),
    );
}
