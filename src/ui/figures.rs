//! Figures on a terminal or in a file: bars, sparklines, tables, paragraphs. None needs colour.

use crate::stats::Counts;
use crate::ui::harmless::harmless;
use crate::ui::wrap::{Paint, Palette, Style, columns_of, cut, flow, piece};

/// A share of 1 as a bar, filled from the left.
pub(crate) fn bar(share: f64, columns: usize, ascii: bool) -> String {
    let (full, empty) = if ascii { ("#", ".") } else { ("█", "░") };
    let filled = whole(share.clamp(0.0, 1.0) * whole_f64(columns));
    full.repeat(filled) + &empty.repeat(columns - filled.min(columns))
}

/// Wraps a text at the width.
pub(crate) fn paragraph(text: &str, columns: usize) -> String {
    let style = Style { palette: Palette::None, ascii: false, width: columns };
    flow("", &[piece(text, Paint::Plain)], &style).join("\n")
}

/// Lines as they are, those that are wider than the window broken at spaces and set under their own beginning.
pub(crate) fn prose(text: &str, columns: usize) -> String {
    let style = Style { palette: Palette::None, ascii: false, width: columns };
    let line = |line: &str| {
        if columns_of(line) <= columns {
            return line.to_owned();
        }
        let rest = line.trim_start_matches(' ');
        let lead = &line[..line.len() - rest.len()];
        flow(lead, &[piece(rest, Paint::Plain)], &style).join("\n")
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Columns of the window in which standard output is read: 80 where it is none.
pub(crate) fn output_columns() -> usize {
    let size = console::Term::stdout().size_checked();
    size.map_or(80, |(_, columns)| usize::from(columns).clamp(20, 80))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "columns, at least 0")]
fn whole(value: f64) -> usize {
    value.round() as usize
}

#[expect(clippy::cast_precision_loss, reason = "columns")]
fn whole_f64(value: usize) -> f64 {
    value as f64
}

/// Numbers side by side, each as a mark of one of eight heights; nothing at all is a blank.
pub(crate) fn spark(values: &[u64], ascii: bool) -> String {
    const MARKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const ASCII: [char; 8] = ['.', ':', '-', '=', '+', '*', '#', '@'];
    let highest = values.iter().max().copied().unwrap_or(0);
    let mark = |value: &u64| {
        let step = (value * 8).div_ceil(highest.max(1)).clamp(1, 8) - 1;
        let step = usize::try_from(step).unwrap_or(7);
        if *value == 0 {
            ' '
        } else if ascii {
            ASCII[step]
        } else {
            MARKS[step]
        }
    };
    values.iter().map(mark).collect()
}

/// A column of a table.
pub(crate) struct Column<'a> {
    head: &'a str,
    is_number: bool,
}

impl<'a> Column<'a> {
    pub(crate) fn text(head: &'a str) -> Self {
        Self { head, is_number: false }
    }

    /// Aligned at the right.
    pub(crate) fn number(head: &'a str) -> Self {
        Self { head, is_number: true }
    }
}

/// A table without rules, its head first. The first column gives way where the window is narrow: a name that is wider stands
/// on a line of its own, above its figures. All cells are made harmless.
pub(crate) fn table(columns: &[Column<'_>], rows: &[Vec<String>], width: usize, ascii: bool) -> Vec<String> {
    let style = Style { palette: Palette::None, ascii, width };
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| harmless(cell)).collect()).collect();
    let widest = |at: usize| {
        let cells = rows.iter().map(|row| columns_of(&row[at]));
        cells.chain([columns_of(columns[at].head)]).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..columns.len()).map(widest).collect();
    let with_gaps = |gap: usize| widths.iter().skip(1).map(|width| width + gap).sum::<usize>();
    // The columns move together before names have to give way.
    let gap = if widths[0] + with_gaps(2) <= width { 2 } else { 1 };
    let others = with_gaps(gap);
    widths[0] = widths[0].min(width.saturating_sub(others).max(6));
    let line = |cells: &[String]| {
        let cells = cells.iter().zip(columns).zip(&widths).map(|((cell, column), &width)| {
            let cell = cut(cell, width, &style);
            let blank = " ".repeat(width.saturating_sub(columns_of(&cell)));
            if column.is_number { blank + &cell } else { cell + &blank }
        });
        cells.collect::<Vec<_>>().join(&" ".repeat(gap)).trim_end().to_owned()
    };
    let head: Vec<String> = columns.iter().map(|column| column.head.to_owned()).collect();
    let mut lines = vec![line(&head)];
    for row in &rows {
        if columns_of(&row[0]) <= widths[0] {
            lines.push(line(row));
            continue;
        }
        let name = row[0].trim_start();
        let lead = " ".repeat(row[0].len() - name.len());
        lines.extend(flow(&lead, &[piece(name, Paint::Plain)], &style));
        lines.push(line(&[&[String::new()], &row[1..]].concat()));
    }
    lines
}

/// How many of some cards are solid, at risk, being learnt, never seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shares([usize; 4]);

impl Shares {
    pub(crate) fn of(counts: Counts) -> Self {
        Self([counts.solid, counts.at_risk, counts.learning, counts.never_seen])
    }
}

/// The four marks of [`shares`], darkest first.
fn share_marks(ascii: bool) -> [&'static str; 4] {
    if ascii { ["#", "+", ":", "."] } else { ["█", "▓", "▒", "░"] }
}

/// Four numbers as one bar; what is there at all has a column at least, as far as there is room.
pub(crate) fn shares(of: Shares, columns: usize, ascii: bool) -> String {
    let total = of.0.iter().sum::<usize>().max(1);
    let mut widths = of.0.map(|count| if count == 0 { 0 } else { (count * columns / total).max(1) });
    // What rounding left over, or took too much, is the widest one's.
    while widths.iter().sum::<usize>() != columns {
        let widest = (0..4).max_by_key(|&at| (widths[at], of.0[at])).unwrap_or(3);
        if widths.iter().sum::<usize>() < columns { widths[widest] += 1 } else { widths[widest] -= 1 }
    }
    share_marks(ascii).iter().zip(widths).map(|(mark, width)| mark.repeat(width)).collect()
}

/// What the marks of [`shares`] stand for; no-break spaces hold each together.
pub(crate) fn legend(ascii: bool) -> String {
    let names = ["solid", "at risk", "learning", "never seen"];
    let marks = share_marks(ascii);
    marks
        .iter()
        .zip(names)
        .map(|(mark, name)| format!("{mark}\u{a0}{}", name.replace(' ', "\u{a0}")))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Shares, shares};

    proptest! {
        #[test]
        fn four_numbers_fill_a_bar_and_none_vanishes(counts in prop::array::uniform4(0_usize..500), columns in 4_usize..40) {
            let bar = shares(Shares(counts), columns, true);
            prop_assert_eq!(bar.len(), columns);
            for (count, mark) in counts.iter().zip(['#', '+', ':']) {
                prop_assert_eq!(*count > 0, bar.contains(mark), "{}", bar);
            }
        }
    }
}
