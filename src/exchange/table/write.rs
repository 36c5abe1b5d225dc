//! A deck as a table with a row of names.

use csv::{Terminator, WriterBuilder};

use super::cells;
use crate::card::Deck;
use crate::deck::{Draft, entry};
use crate::exchange::{Format, Losses, Sent};

/// Columns that stand first; others follow where an entry has them.
pub(super) const FIRST: [&str; 4] = ["kind", "id", "question", "answer"];

/// Writes a deck as a table with a row of names.
pub(in crate::exchange) fn write(deck: &Deck, format: Format) -> Sent {
    let drafts: Vec<Draft> = deck.notes.iter().map(entry).collect();
    let rows: Vec<Vec<(&str, String)>> = drafts.iter().map(cells::cells).collect();
    let mut columns: Vec<&str> = FIRST.to_vec();
    for (column, _) in rows.iter().flatten() {
        if !columns.contains(column) {
            columns.push(column);
        }
    }
    let delimiter = if format == Format::Tsv { b'\t' } else { b',' };
    let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(Vec::new());
    let sound = "a vector takes every row";
    writer.write_record(&columns).expect(sound);
    for (draft, row) in drafts.iter().zip(&rows) {
        let cell = |column: &&str| match *column {
            "kind" => draft.kind.word().to_owned(),
            name => row.iter().find(|(own, _)| *own == name).map(|(_, cell)| cells::safe(cell)).unwrap_or_default(),
        };
        writer.write_record(columns.iter().map(cell)).expect(sound);
    }
    let bytes = writer.into_inner().expect(sound);
    Sent { bytes, records: rows.len(), losses: Losses { of_deck: of_deck(deck), ..Losses::default() } }
}

/// What of the head of a deck has no row.
fn of_deck(deck: &Deck) -> Vec<String> {
    let mut lost = vec!["the title, which is named again at the next import".to_owned()];
    let told = [
        (deck.course != deck.id, "the course"),
        (deck.language_tag != "en", "the language"),
        (deck.description.is_some(), "the description"),
        (!deck.sources.is_empty(), "author, year and publisher of the sources; their keys are carried"),
    ];
    lost.extend(told.into_iter().filter(|(lost, _)| *lost).map(|(_, what)| what.to_owned()));
    lost
}
