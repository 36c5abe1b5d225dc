use proptest::prelude::*;

use super::*;
use crate::card::{Deck, Note};
use crate::deck;

const ALL_FORMATS: [Format; 2] = [Format::Csv, Format::Tsv];

const ALL: &str = include_str!("../../tests/data/exchange/all-kinds.toml");

pub(super) fn parsed(text: &str) -> Deck {
    let reading = deck::read(text);
    let errors: Vec<_> =
        reading.diagnostics.iter().filter(|one| one.severity == crate::diagnostic::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    let mut deck = reading.deck.expect("a deck");
    deck.notes.iter_mut().for_each(|note: &mut Note| note.span = 0..0);
    deck
}

fn built_in() -> Vec<Deck> {
    crate::library::built_in().into_iter().filter_map(|file| file.reading.deck).collect()
}

fn sent(deck: &Deck, format: Format) -> Sent {
    write(&Outgoing { deck }, format)
}

fn back(sent: &Sent, format: Format, old: Option<&Deck>) -> Settled {
    settle(read(&sent.bytes, format).expect("read"), "again", old)
}

#[test]
fn a_table_keeps_every_entry_whole() {
    let mut decks = built_in();
    decks.push(parsed(ALL));
    for deck in &decks {
        for format in [Format::Csv, Format::Tsv] {
            let sent = sent(deck, format);
            assert_eq!(Format::guess(&sent.bytes), format);
            let settled = back(&sent, format, None);
            assert_eq!(settled.refused, [], "{}", deck.id);
            let again = parsed(&settled.text);
            let mut notes = deck.notes.clone();
            for note in &mut notes {
                note.span = 0..0;
            }
            assert_eq!(again.notes, notes);
            // Over the deck that stood there, its head comes back too.
            let mut again = parsed(&back(&sent, format, Some(deck)).text);
            again.notes.clear();
            assert_eq!(again, Deck { notes: Vec::new(), ..deck.clone() });
        }
    }
}

proptest! {
    #[test]
    fn readers_take_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in ALL_FORMATS {
            if let Ok(incoming) = read(&bytes, format) {
                let settled = settle(incoming, "x", None);
                parsed(&settled.text);
            }
        }
    }

    #[test]
    fn readers_take_any_text(text in "[\\PC\n\t,;|\"'=~#{}:/<>\\[\\]-]{0,200}") {
        let format = Format::guess(text.as_bytes());
        if let Ok(incoming) = read(text.as_bytes(), format) {
            let count = incoming.records.len() + incoming.refused.len();
            let settled = settle(incoming, "x", None);
            prop_assert_eq!(settled.entries.len() + settled.refused.len(), count);
            parsed(&settled.text);
        }
    }
}
