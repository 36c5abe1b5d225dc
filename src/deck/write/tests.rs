use proptest::prelude::*;

use super::*;
use crate::card::Note;
use crate::deck::read;

/// Every kind and every field, as an author writes them.
pub(crate) const ALL: &str = include_str!("../../../tests/data/exchange/all-kinds.toml");

fn parsed(text: &str) -> Deck {
    let reading = read(text);
    assert_eq!(reading.diagnostics, [], "{text}");
    reading.deck.expect("a deck")
}

fn without_places(mut deck: Deck) -> Deck {
    deck.notes.made().iter_mut().for_each(|note: &mut Note| {
        note.span = 0..0;
        note.id_is_generated = false;
    });
    deck
}

#[track_caller]
fn comes_back(text: &str) {
    let deck = without_places(parsed(text));
    let drafts: Vec<Draft> = deck.notes.iter().map(entry).collect();
    let (written, starts) = write(&Head::of(&deck), &drafts);
    assert_eq!(without_places(parsed(&written)), deck, "{written}");
    assert_eq!(starts.len(), deck.notes.len());
    assert!(starts.iter().all(|&at| written[at..].starts_with("[[")));
}

#[test]
fn a_deck_comes_back_as_it_was() {
    comes_back(ALL);
    for deck in [
        include_str!("../../../decks/dates.toml"),
        include_str!("../../../decks/institutions.toml"),
        include_str!("../../../decks/instruments.toml"),
        include_str!("../../../decks/positions.toml"),
    ] {
        comes_back(deck);
    }
}

#[test]
fn interleaved_kinds_keep_their_order_and_long_lists_have_a_line_an_item() {
    let deck = parsed(ALL);
    let drafts: Vec<Draft> = deck.notes.iter().map(entry).collect();
    let (written, _) = write(&Head::of(&deck), &drafts);
    let kinds = |text: &str| text.lines().filter(|line| line.starts_with("[[")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(kinds(&written), kinds(ALL));
    assert!(written.contains("wrong = [\n  { answer = "), "{written}");
}

proptest! {
    #[test]
    fn any_text_comes_back(ask in "[ -~éß–\n\"'\\\\]{1,60}", answer in "\\PC{1,40}") {
        let mut table = Table::new();
        put(&mut table, "id", "a");
        put(&mut table, "ask", &ask);
        put(&mut table, "answer", &answer);
        let head = Head { id: "d".into(), title: "T".into(), ..Head::default() };
        let (text, _) = write(&head, &[Draft { kind: KindName::Short, table }]);
        let reading = read(&text);
        let refused = |code: &str| reading.diagnostics.iter().any(|one| one.code.word() == code);
        if !refused("empty-text") && !refused("hostile-character") {
            let deck = reading.deck.expect("a deck");
            prop_assert_eq!(deck.notes.len(), 1, "{}", text);
            let crate::card::Kind::Short { ask: ask_read, answer: answer_read } = &deck.notes[0].kind else { panic!() };
            prop_assert_eq!(ask_read, ask.trim());
            prop_assert_eq!(answer_read, answer.trim());
        }
    }
}
