//! Rows of cells, wherever they came from.

/// A row that has text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, as a spreadsheet shows it, from 1.
    pub(super) number: usize,
    /// Tidied; the empty ones at its end are left out.
    pub(super) cells: Vec<String>,
}

impl Line {
    pub(super) fn new(number: usize, mut cells: Vec<String>) -> Self {
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        Self { number, cells }
    }

    /// How many cells it has up to the last that is filled.
    pub(super) fn filled(&self) -> usize {
        self.cells.len()
    }
}

/// A table as it stands in a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) lines: Vec<Line>,
    /// A line above the table.
    pub(super) title: Option<String>,
    /// How it was found, for its owner to see.
    pub(super) told: Vec<String>,
    /// Its cells are text as it was typed into a program that knows no `'` before formulas and no markup.
    pub(super) refused: Vec<(usize, String)>,
}
