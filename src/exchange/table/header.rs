//! Whether a row names columns, by its words or by its looks, and whether one below sums them up.

use super::column::{ASKS, Column, MOST};
use super::column_names::{of_name, words};
use super::events;
use super::sheet::Line;

/// Words that stand above a column and on few cards: what there is no role for, and still no card.
const ABOVE: [&str; 78] = [
    "english",
    "french",
    "german",
    "spanish",
    "italian",
    "latin",
    "greek",
    "dutch",
    "polish",
    "portuguese",
    "russian",
    "chinese",
    "japanese",
    "swedish",
    "danish",
    "czech",
    "englisch",
    "franzosisch",
    "deutsch",
    "spanisch",
    "italienisch",
    "latein",
    "anglais",
    "francais",
    "allemand",
    "espagnol",
    "italien",
    "latin",
    "deutsch",
    "english",
    "country",
    "land",
    "pays",
    "capital",
    "hauptstadt",
    "capitale",
    "city",
    "stadt",
    "ville",
    "name",
    "nom",
    "year",
    "jahr",
    "annee",
    "date",
    "datum",
    "event",
    "ereignis",
    "evenement",
    "abbreviation",
    "abkurzung",
    "acronym",
    "akronym",
    "acronyme",
    "abreviation",
    "full name",
    "full form",
    "description",
    "beschreibung",
    "number",
    "nr",
    "no",
    "nummer",
    "numero",
    "institution",
    "body",
    "law",
    "act",
    "treaty",
    "article",
    "artikel",
    "author",
    "autor",
    "auteur",
    "title",
    "titel",
    "titre",
    "level",
];

/// Whether a column is named after the days that it holds.
pub(super) fn is_of_days(name: &str) -> bool {
    words(name).split(' ').any(events::is_day)
}

/// Whether a word stands above columns, though nothing is done with them.
pub(super) fn stands_above(name: &str) -> bool {
    ABOVE.contains(&words(name).as_str())
}

/// Whether every cell of a row is a word that names columns.
pub(super) fn all_stand_above(cells: &[String]) -> bool {
    cells.iter().all(|cell| stands_above(cell) || !matches!(of_name(cell).0, Column::Unknown | Column::Option(_)))
}

/// A row of known names: one asks, and another answers or says more. Single letters count where nothing else stands there.
pub(in crate::exchange) fn is_known(cells: &[String]) -> bool {
    let is_of_events = cells.iter().any(|cell| of_name(cell).0 == Column::Fact("event"));
    let (mut asks, mut more, mut letters, mut unknown) = (0, 0, 0, 0);
    for cell in cells.iter().take(MOST).filter(|cell| !cell.is_empty()) {
        let is_letter = cell.chars().count() == 1;
        letters += usize::from(is_letter);
        match of_name(cell).0 {
            _ if cell.len() > 60 || (!is_letter && words(cell).len() == 1) => unknown += 1,
            Column::Unknown if is_of_events && events::names_dates(cell) => more += 1,
            Column::Unknown if is_letter || stands_above(cell) => {}
            Column::Question => asks += 1,
            Column::Fact(key) if ASKS.contains(&key) => asks += 1,
            Column::Unknown | Column::Unused => unknown += 1,
            _ => more += 1,
        }
    }
    let named = asks + more;
    asks >= 1 && named >= 2 && (unknown == 0 || named > letters + 1 || letters == 0)
}

/// Whether the first row, though nothing in it is known, names columns: words that stand above columns, or cells of another
/// kind than all those below them.
pub(super) fn looks_like_names(lines: &[Line]) -> bool {
    let [first, rest @ ..] = lines else { return false };
    let short = |cell: &String| {
        !cell.is_empty()
            && cell.chars().count() <= 30
            && cell.split_whitespace().count() <= 3
            && !cell.ends_with(['?', '.', '!', ':'])
    };
    if rest.is_empty() || !first.cells.iter().all(short) || first.cells.iter().any(|cell| is_number(cell)) {
        return false;
    }
    if all_stand_above(&first.cells) {
        return true;
    }
    let differs = |at: usize| {
        let below: Vec<&String> =
            rest.iter().filter_map(|line| line.cells.get(at)).filter(|cell| !cell.is_empty()).collect();
        below.len() >= 3 && (below.iter().all(|cell| is_number(cell)) || below.iter().all(|cell| cell.ends_with('?')))
    };
    (0..first.cells.len()).any(differs)
}

pub(super) fn is_number(cell: &str) -> bool {
    cell.contains(|c: char| c.is_ascii_digit()) && cell.chars().all(|c| c.is_ascii_digit() || " .,-/%".contains(c))
}

/// What stands before the sum or count below a table.
const SUMS: [&str; 16] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sum",
    "count",
    "average",
    "summe",
    "gesamt",
    "gesamtsumme",
    "anzahl",
    "durchschnitt",
    "somme",
    "nombre",
    "moyenne",
    "total general",
];

/// Whether a word stands before a sum or count.
pub(super) fn is_sum(word: &str) -> bool {
    SUMS.contains(&words(word).as_str())
}
