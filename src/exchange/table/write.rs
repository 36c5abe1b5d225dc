//! A deck as a table with a row of names.

use csv::{Terminator, WriterBuilder};

use super::cells;
use crate::card::Deck;
use crate::deck::{Draft, entry};
use crate::exchange::{Format, Losses, Sent};

/// Columns that stand first; others follow where an entry has them.
pub(super) const FIRST: [&str; 4] = ["kind", "id", "question", "answer"];

/// The rows of a deck, the names of the columns first; every cell as it stands in the deck.
pub(super) fn rows(deck: &Deck) -> Vec<Vec<String>> {
    let drafts: Vec<Draft> = deck.notes.iter().map(entry).collect();
    let filled: Vec<Vec<(&str, String)>> = drafts.iter().map(cells::cells).collect();
    let mut columns: Vec<&str> = FIRST.to_vec();
    for (column, _) in filled.iter().flatten() {
        if !columns.contains(column) {
            columns.push(column);
        }
    }
    let row = |(draft, row): (&Draft, &Vec<(&str, String)>)| {
        let cell = |column: &&str| match *column {
            "kind" => draft.kind.word().to_owned(),
            name => row.iter().find(|(own, _)| *own == name).map(|(_, cell)| cell.clone()).unwrap_or_default(),
        };
        columns.iter().map(cell).collect()
    };
    let names = columns.iter().map(|&name| name.to_owned()).collect();
    std::iter::once(names).chain(drafts.iter().zip(&filled).map(row)).collect()
}

/// Writes a deck as text, in cells that no spreadsheet takes for formulas.
pub(in crate::exchange) fn write(deck: &Deck, format: Format) -> Sent {
    let delimiter = if format == Format::Tsv { b'\t' } else { b',' };
    let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(Vec::new());
    let sound = "a vector takes every row";
    let rows = rows(deck);
    for row in &rows {
        writer.write_record(row.iter().map(|cell| cells::safe(cell))).expect(sound);
    }
    let bytes = writer.into_inner().expect(sound);
    Sent { bytes, records: rows.len() - 1, losses: Losses { of_deck: of_deck(deck), ..Losses::default() } }
}

/// What of the head of a deck has no row.
pub(super) fn of_deck(deck: &Deck) -> Vec<String> {
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
