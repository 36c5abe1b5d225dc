//! Writes a deck as a workbook of Excel: the cells of its table, each as text, so that leading zeros, dates and letters of
//! every alphabet stay as they are.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Style, Workbook};

use crate::exchange::outgoing::{Losses, Outgoing, Sent};
use crate::exchange::table::write::{of_deck, rows};

/// The most characters of a cell.
const LONGEST: usize = 32_767;
/// Characters: wide enough for a question.
const WIDTH: f64 = 32.0;

pub(in crate::exchange) fn write(out: &Outgoing<'_>) -> Sent {
    let mut rows = rows(out.deck);
    let mut left_out = Vec::new();
    rows.retain(|row| {
        let fits = row.iter().all(|cell| cell.chars().count() < LONGEST);
        if !fits {
            let why = format!("a cell of more than {LONGEST} characters, which no workbook takes");
            left_out.push((row.get(1).cloned().unwrap_or_default(), why));
        }
        fits
    });
    let bytes = book(&rows, out).expect("a workbook in memory takes its cells");
    let losses = Losses { of_deck: of_deck(out.deck), left_out, ..Losses::default() };
    Sent { bytes, records: rows.len() - 1, losses }
}

fn book(rows: &[Vec<String>], out: &Outgoing<'_>) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let (text, name) = (Style::new().set_num_format("@").set_text_wrap(), Style::new().set_num_format("@").set_bold());
    let mut book = Workbook::new();
    // The moment of the export, so that the same deck at the same moment gives the same bytes.
    let made = ExcelDateTime::from_timestamp(out.seconds).or_else(|_| ExcelDateTime::from_timestamp(0))?;
    book.set_properties(&DocProperties::new().set_title(&out.deck.title).set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name("entries")?;
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells.iter()) {
            sheet.set_column_width(column, WIDTH)?;
            if !cell.is_empty() {
                sheet.write_string_with_format(row, column, cell, if row == 0 { &name } else { &text })?;
            }
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::deck::Catalogue;
    use crate::exchange::tests::parsed;

    fn part(bytes: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
        let mut text = String::new();
        zip.by_name(name).expect(name).read_to_string(&mut text).expect("text");
        text
    }

    #[test]
    fn every_cell_is_text_as_it_stands_in_the_deck() {
        let deck = "[deck]\nid = \"d\"\ntitle = \"D\"\n[[short]]\nid = \"a\"\nask = \"=1+1?\"\nanswer = \"007\"\naccept = [\"1-2\"]\n";
        let catalogue = Catalogue::new(vec![parsed(deck)]);
        let out = Outgoing::new(&catalogue, 0, |_| ChaCha8Rng::seed_from_u64(0));
        let sent = write(&out);
        assert_eq!((sent.records, sent.bytes == write(&out).bytes), (1, true), "the same bytes each time");
        let strings = part(&sent.bytes, "xl/sharedStrings.xml");
        for text in [">question<", ">=1+1?<", ">007<", ">1-2<"] {
            assert!(strings.contains(text), "{text} in {strings}");
        }
        let sheet = part(&sent.bytes, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>") && sheet.matches("t=\"s\"").count() == sheet.matches("<v>").count(), "{sheet}");
    }
}
