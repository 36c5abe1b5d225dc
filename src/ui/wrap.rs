//! Lines for a window: wrapped at the display width, coloured piece by piece.

use unicode_width::UnicodeWidthChar;

use super::harmless::harmless;

/// Columns used at most, and at least: a narrower window breaks lines by itself.
const WIDEST: usize = 80;
const NARROWEST: usize = 20;

/// What a window can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) palette: Palette,
    /// Marks in ASCII, for a locale without UTF-8.
    pub(crate) ascii: bool,
    /// Columns of the window.
    pub(crate) width: usize,
}

impl Style {
    /// Columns to write in, 20 to 80.
    pub(crate) fn columns(&self) -> usize {
        self.width.clamp(NARROWEST, WIDEST)
    }

    /// The mark, or its stand-in where the locale is ASCII.
    pub(crate) fn mark(&self, mark: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { mark }
    }
}

/// The colours a terminal has for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Palette {
    None,
    /// The terminal's own eight.
    Eight,
    /// The 256 of xterm, among which are colours that can be read on white and on black.
    Full,
}

/// Three weights, and colours that always stand beside a word or a mark that says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    Plain,
    Bold,
    /// What stands around what matters; plain where there is no grey that can be read on white and on black.
    Dim,
    Red,
    Green,
    /// Between the two.
    Violet,
    /// The part of the right answer that one's own lacks.
    BoldGreen,
}

impl Paint {
    /// Its number among xterm's 256 colours. Few of them have 4.5 : 1 on white and on black; no yellow has.
    pub(crate) fn of_256(self) -> Option<u8> {
        match self {
            Self::Plain | Self::Bold => None,
            Self::Dim => Some(243),
            Self::Red => Some(131),
            Self::Green | Self::BoldGreen => Some(29),
            Self::Violet => Some(98),
        }
    }

    /// The codes that turn it on.
    fn code(self, palette: Palette) -> Option<String> {
        let colour = match (palette, self) {
            (Palette::None, _) => return None,
            (Palette::Full, _) => self.of_256().map(|number| format!("38;5;{number}")),
            (Palette::Eight, Self::Plain | Self::Bold | Self::Dim) => None,
            (Palette::Eight, Self::Red) => Some("31".to_owned()),
            (Palette::Eight, Self::Green | Self::BoldGreen) => Some("32".to_owned()),
            (Palette::Eight, Self::Violet) => Some("35".to_owned()),
        };
        let bold = matches!(self, Self::Bold | Self::BoldGreen).then(|| "1".to_owned());
        let codes: Vec<String> = bold.into_iter().chain(colour).collect();
        (!codes.is_empty()).then(|| codes.join(";"))
    }
}

/// Text of one colour.
pub(crate) struct Piece {
    text: String,
    paint: Paint,
}

/// A piece of text, made harmless.
pub(crate) fn piece(text: &str, paint: Paint) -> Piece {
    Piece { text: harmless(text), paint }
}

/// Columns a text takes, never fewer than a terminal gives it character by character.
pub(crate) fn columns_of(text: &str) -> usize {
    text.chars().map(columns_of_char).sum()
}

fn columns_of_char(character: char) -> usize {
    // U+FE0F turns the character before it into a wide emoji.
    if character == '\u{fe0f}' { 1 } else { character.width().unwrap_or(0) }
}

/// The beginning of a text that fits, with an ellipsis if something was cut.
pub(crate) fn cut(text: &str, columns: usize, style: &Style) -> String {
    if columns_of(text) <= columns {
        return text.to_owned();
    }
    let ellipsis = style.mark("…", "...");
    let mut room = columns.saturating_sub(columns_of(ellipsis));
    let kept: String = text
        .chars()
        .take_while(|&character| {
            let fits = columns_of_char(character) <= room;
            room = room.saturating_sub(columns_of_char(character));
            fits
        })
        .collect();
    kept + ellipsis
}

type Cell = (char, Paint);

/// Wraps pieces, which follow each other without a space of their own, into lines. The first line begins with `first`,
/// the others with as many spaces; a line break in the text is kept.
pub(crate) fn flow(first: &str, pieces: &[Piece], style: &Style) -> Vec<String> {
    let cells: Vec<Cell> = pieces.iter().flat_map(|piece| piece.text.chars().map(|c| (c, piece.paint))).collect();
    let indent = columns_of(first).min(style.columns() / 2);
    let room = style.columns().saturating_sub(columns_of(first).max(indent)).max(4);
    let rows = cells.split(|cell| cell.0 == '\n').flat_map(|paragraph| wrap(paragraph, room));
    rows.enumerate()
        .map(|(row, cells)| {
            let lead = if row == 0 { first.to_owned() } else { " ".repeat(indent) };
            (lead + &paint(&cells, style)).trim_end().to_owned()
        })
        .collect()
}

/// One paragraph in rows of at most `room` columns, broken at spaces; a word that is wider, between its parts, or anywhere.
fn wrap(paragraph: &[Cell], room: usize) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = vec![Vec::new()];
    let mut used = 0;
    for word in paragraph.split(|cell| cell.0 == ' ').filter(|word| !word.is_empty()) {
        let wide: usize = word.iter().map(|cell| columns_of_char(cell.0)).sum();
        if used > 0 && used + 1 + wide <= room {
            rows.last_mut().expect("rows begin with one").push((' ', word[0].1));
            used += 1;
        } else if used > 0 {
            drop_separator(rows.last_mut().expect("rows begin with one"));
            rows.push(Vec::new());
            used = 0;
        }
        for part in if wide > room { parts(word) } else { vec![word] } {
            let wide: usize = part.iter().map(|cell| columns_of_char(cell.0)).sum();
            if used > 0 && used + wide > room && wide <= room {
                rows.push(Vec::new());
                used = 0;
            }
            for &cell in part {
                let columns = columns_of_char(cell.0);
                if used + columns > room && used > 0 {
                    rows.push(Vec::new());
                    used = 0;
                }
                rows.last_mut().expect("rows begin with one").push(cell);
                used += columns;
            }
        }
    }
    rows
}

/// What stands between two things parts them no more where a row ends.
fn drop_separator(row: &mut Vec<Cell>) {
    if let [.., (' ', _), ('·', _)] = row.as_slice() {
        row.truncate(row.len() - 2);
    }
}

/// The parts of a word that is wider than a row, an id or a path: a sign between them ends each.
fn parts(word: &[Cell]) -> Vec<&[Cell]> {
    word.split_inclusive(|cell| "/\\#-_.".contains(cell.0)).collect()
}

fn paint(cells: &[Cell], style: &Style) -> String {
    let mut line = String::new();
    for run in cells.chunk_by(|one, next| one.1 == next.1) {
        let text: String = run.iter().map(|cell| cell.0).collect();
        match run[0].1.code(style.palette) {
            Some(code) => line.extend(["\u{1b}[", &code, "m", &text, "\u{1b}[0m"]),
            None => line += &text,
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Paint, Palette, Style, columns_of, cut, flow, piece};

    fn style(width: usize) -> Style {
        Style { palette: Palette::None, ascii: false, width }
    }

    #[test]
    fn a_text_is_wrapped_under_its_beginning() {
        let lines = flow("  1  ", &[piece("the Agency for Cybersecurity", Paint::Plain)], &style(22));
        assert_eq!(lines, ["  1  the Agency for", "     Cybersecurity"]);
    }

    #[test]
    fn a_word_that_is_too_wide_is_broken_between_its_parts() {
        let id = flow("  ", &[piece("eu-china-cyber-overview/three-parts#answer", Paint::Plain)], &style(24));
        assert_eq!(id, ["  eu-china-cyber-", "  overview/three-parts#", "  answer"]);
        let path = flow("", &[piece("/home/me/a-seminar_that.toml", Paint::Plain)], &style(20));
        assert_eq!(path, ["/home/me/a-seminar_", "that.toml"]);
        let whole = flow("", &[piece("the inter-institutional one", Paint::Plain)], &style(20));
        assert_eq!(whole, ["the", "inter-institutional", "one"], "what fits a row is not broken");
    }

    #[test]
    fn wide_characters_count_twice() {
        let lines = flow("", &[piece(&"网".repeat(15), Paint::Plain)], &style(20));
        assert_eq!(lines, ["网".repeat(10), "网".repeat(5)]);
    }

    #[test]
    fn a_colour_ends_with_its_line() {
        let coloured = Style { palette: Palette::Eight, ..style(20) };
        let lines = flow("", &[piece("wrong answers everywhere", Paint::Red)], &coloured);
        assert_eq!(lines, ["\u{1b}[31mwrong answers\u{1b}[0m", "\u{1b}[31meverywhere\u{1b}[0m"]);
    }

    /// Red, green and blue of one of xterm's 256 colours, from the sixteenth on.
    fn rgb(number: u8) -> [u8; 3] {
        const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
        match number {
            232.. => [8 + 10 * (number - 232); 3],
            16.. => [(number - 16) / 36, (number - 16) / 6 % 6, (number - 16) % 6].map(|at| STEPS[usize::from(at)]),
            _ => panic!("a colour of the terminal's own"),
        }
    }

    /// Relative luminance after WCAG 2.
    fn luminance(rgb: [u8; 3]) -> f64 {
        let [red, green, blue] = rgb.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    #[test]
    fn every_colour_can_be_read_on_white_and_on_black() {
        let paints = [Paint::Dim, Paint::Red, Paint::Green, Paint::Violet, Paint::BoldGreen];
        for paint in paints {
            let number = paint.of_256().expect("a colour");
            let light = luminance(rgb(number));
            let (on_white, on_black) = (1.05 / (light + 0.05), (light + 0.05) / 0.05);
            assert!(on_white >= 4.5 && on_black >= 4.5, "{paint:?}: {on_white:.2} on white, {on_black:.2} on black");
            assert!(paint.code(Palette::None).is_none());
        }
        assert_eq!(Paint::Dim.code(Palette::Eight), None, "no grey of the eight can be read on both");
    }

    #[test]
    fn a_cut_text_says_so() {
        assert_eq!(cut("网络安全", 5, &style(40)), "网络…");
        assert_eq!(cut("abc", 3, &style(40)), "abc");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in "[a-z网 ]{0,200}", width in 0usize..100) {
            let lines = flow(" ", &[piece(&text, Paint::Plain)], &style(width));
            prop_assert!(lines.iter().all(|line| columns_of(line) <= width.clamp(20, 80)));
            let kept: String = lines.concat().replace(' ', "");
            prop_assert_eq!(kept, text.replace(' ', ""));
        }
    }
}
