//! The line above a question: a bar that moves with every answer, and where one stands.

use super::wrap::{Paint, Style, columns_of, flow, piece};

/// Narrower than this a bar says nothing.
const NARROWEST: usize = 5;

/// Whether a bar is drawn: not for a reader of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bar {
    Drawn,
    None,
}

/// What is done of done and left, with words behind it that are never cut.
pub(crate) fn progress_line(done: usize, left: usize, words: &str, bar: Bar, style: &Style) -> Vec<String> {
    let room = (style.columns() - 1).checked_sub(columns_of(words) + 4).filter(|&room| room >= NARROWEST);
    let Some(room) = room.filter(|_| bar == Bar::Drawn) else {
        return flow(" ", &[piece(words, Paint::Dim)], style);
    };
    let filled = (room * done).div_ceil((done + left).max(1)).min(if left > 0 { room - 1 } else { room });
    let (full, empty) = (style.mark("━", "="), style.mark("─", "-"));
    let drawn = full.repeat(filled) + &empty.repeat(room - filled);
    flow(" ", &[piece(&drawn, Paint::Dim), piece(&format!("\u{a0}\u{a0} {words}"), Paint::Dim)], style)
        .into_iter()
        .map(|line| line.replace('\u{a0}', " "))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Bar, progress_line};
    use crate::ui::wrap::{Palette, Style, columns_of};

    const STYLE: Style = Style { palette: Palette::None, ascii: false, width: 40 };

    #[test]
    fn the_bar_fills_the_line_beside_its_words() {
        let line = progress_line(3, 3, "4 of 6 · 2 min", Bar::Drawn, &STYLE);
        assert_eq!(line, [" ━━━━━━━━━━━──────────   4 of 6 · 2 min"]);
        let ascii = Style { ascii: true, ..STYLE };
        assert_eq!(progress_line(1, 3, "2 of 4", Bar::Drawn, &ascii), [" ========---------------------   2 of 4"]);
        assert_eq!(progress_line(3, 3, "4 of 6 · 2 min", Bar::None, &STYLE), [" 4 of 6 · 2 min"]);
    }

    #[test]
    fn a_narrow_window_has_the_words_alone() {
        let narrow = Style { width: 20, ..STYLE };
        assert_eq!(progress_line(3, 3, "4 of 6 · 2 min", Bar::Drawn, &narrow), [" 4 of 6 · 2 min"]);
    }

    proptest! {
        #[test]
        fn the_bar_fits_and_is_full_only_at_the_end(done in 0_usize..200, left in 0_usize..200, width in 20_usize..100) {
            let style = Style { width, ..STYLE };
            let lines = progress_line(done, left, "x", Bar::Drawn, &style);
            prop_assert_eq!(lines.len(), 1);
            prop_assert!(columns_of(&lines[0]) <= style.columns());
            prop_assert_eq!(lines[0].contains('─'), left > 0 || done == 0, "{:?}", lines);
        }
    }
}
