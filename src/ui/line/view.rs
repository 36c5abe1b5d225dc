//! What a window shows of a line: one row, so that any window can redraw it. A line that is wider scrolls under its cursor.

use unicode_segmentation::UnicodeSegmentation;

use crate::ui::harmless::harmless;
use crate::ui::wrap::{Style, columns_of};

/// A row in two parts; the cursor stands between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct View {
    pub(crate) before: String,
    pub(crate) after: String,
}

/// What is seen of `before` and `after`, the two sides of the cursor, in so many columns; marks say where more is.
pub(crate) fn view(before: &str, after: &str, columns: usize, style: &Style) -> View {
    let (before, after) = (harmless(before), harmless(after));
    // One column for the cursor behind the last character.
    let room = columns.max(4) - 1;
    let used = columns_of(&before);
    if used + columns_of(&after) <= room {
        return View { before, after };
    }
    let more = style.mark("…", "~");
    // A third of the window shows what comes, as far as there is something.
    let ahead = columns_of(&after).min(room / 3);
    let (before, is_cut) = if used + ahead <= room {
        (before, false)
    } else {
        let kept = fitting(before.graphemes(true).rev(), room - ahead - 1);
        (kept.into_iter().rev().collect::<String>(), true)
    };
    let used = columns_of(&before) + usize::from(is_cut);
    let rest = room - used;
    let after = if columns_of(&after) <= rest {
        after
    } else {
        fitting(after.graphemes(true), rest.saturating_sub(1)).concat() + more
    };
    View { before: if is_cut { more.to_owned() + &before } else { before }, after }
}

/// The first graphemes that fit.
fn fitting<'a>(graphemes: impl Iterator<Item = &'a str>, room: usize) -> Vec<&'a str> {
    let mut used = 0;
    let fits = |grapheme: &&str| {
        used += columns_of(grapheme);
        used <= room
    };
    graphemes.take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::view;
    use crate::ui::Style;
    use crate::ui::wrap::Palette;

    const STYLE: Style = Style { palette: Palette::None, ascii: false, width: 80 };

    #[track_caller]
    fn shows(before: &str, after: &str, columns: usize, expected: &str) {
        let seen = view(before, after, columns, &STYLE);
        assert_eq!(format!("{}|{}", seen.before, seen.after), expected);
    }

    #[test]
    fn a_short_line_is_seen_whole() {
        shows("ENI", "SA", 12, "ENI|SA");
        shows("", "", 12, "|");
    }

    #[test]
    fn a_long_line_scrolls_under_its_cursor() {
        shows("the European Council", "", 12, "…an Council|");
        shows("", "the European Council", 12, "|the Europe…");
        shows("the European", " Council", 12, "…uropean| C…");
        shows("网络安全与合作", "", 10, "…全与合作|");
    }
}
