//! Figures on a terminal or in a file: bars, sparklines, tables, paragraphs. None needs colour.

use crate::ui::wrap::{Paint, Style, flow, piece};

/// A share of 1 as a bar, filled from the left.
pub(crate) fn bar(share: f64, columns: usize, ascii: bool) -> String {
    let (full, empty) = if ascii { ("#", ".") } else { ("█", "░") };
    let filled = whole(share.clamp(0.0, 1.0) * whole_f64(columns));
    full.repeat(filled) + &empty.repeat(columns - filled.min(columns))
}

/// Wraps a text at the width.
pub(crate) fn paragraph(text: &str, columns: usize) -> String {
    let style = Style { color: false, ascii: false, width: columns };
    flow("", &[piece(text, Paint::Plain)], &style).join("\n")
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
