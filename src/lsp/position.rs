//! Places as editors count them: lines from 0, columns in the units of the agreed encoding.

use serde::{Deserialize, Serialize};

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of two bytes: what every client knows.
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The best of those that a client offers; UTF-16 where it offers none.
    pub(super) fn of(offered: &[String]) -> Self {
        let known = [("utf-8", Self::Utf8), ("utf-16", Self::Utf16), ("utf-32", Self::Utf32)];
        let found = known.into_iter().find(|(name, _)| offered.iter().any(|one| one == name));
        found.map_or(Self::Utf16, |(_, encoding)| encoding)
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    fn units(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// Line and column, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) character: u32,
}

/// From the first place to in front of the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Range {
    pub(crate) start: Position,
    pub(crate) end: Position,
}

/// The first byte of each line. Lines end as the protocol says: with `\n`, `\r\n` or `\r`.
#[derive(Clone, Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        Self(std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect())
    }

    /// The byte at a place; behind the end of a line is its end, behind the last line that of the text. A place inside
    /// a character is the character's start.
    pub(super) fn offset(&self, text: &str, place: Position, encoding: Encoding) -> usize {
        let Some(start) = self.0.get(place.line as usize) else { return text.len() };
        let line = self.line(text, place.line as usize);
        let mut left = place.character as usize;
        let fits = |c: &char| {
            let units = encoding.units(*c);
            let fits = units <= left;
            left = if fits { left - units } else { 0 };
            fits
        };
        start + line.chars().take_while(fits).map(char::len_utf8).sum::<usize>()
    }

    /// A line without its end.
    fn line<'t>(&self, text: &'t str, number: usize) -> &'t str {
        let start = self.0[number];
        let end = self.0.get(number + 1).copied().unwrap_or(text.len());
        text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// The place of a byte; beyond the end is the end.
    pub(super) fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.0.partition_point(|start| *start <= offset).max(1) - 1;
        let start = self.0[line];
        let offset = offset.min(start + self.line(text, line).len());
        let character: usize = text[start..offset].chars().map(|c| encoding.units(c)).sum();
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position { line: small(line), character: small(character) }
    }

    pub(super) fn range(&self, text: &str, span: &std::ops::Range<usize>, encoding: Encoding) -> Range {
        let start = self.position(text, span.start, encoding);
        Range { start, end: self.position(text, span.end.max(span.start), encoding) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn columns_count_the_units_of_the_encoding() {
        let text = "a\né😀x";
        let place = |encoding| Lines::new(text).position(text, text.find('x').unwrap(), encoding).character;
        assert_eq!(ENCODINGS.map(place), [6, 3, 2]);
    }

    #[test]
    fn places_outside_are_the_nearest_inside() {
        let (text, lines) = ("ab\r\nc😀", Lines::new("ab\r\nc😀"));
        let at = |line, character| lines.offset(text, Position { line, character }, Encoding::Utf16);
        assert_eq!([at(0, 9), at(1, 2), at(1, 99), at(7, 0)], [2, 5, 9, 9]);
        assert_eq!(lines.position(text, 3, Encoding::Utf16), Position { line: 0, character: 2 });
    }

    proptest! {
        /// Astral characters, combining marks, every line end.
        #[test]
        fn a_byte_comes_back_from_its_place(text in "[a\u{301}é😀中\u{200f}\r\n\t]{0,40}", at in 0usize..60) {
            let lines = Lines::new(&text);
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            for encoding in ENCODINGS {
                let place = lines.position(&text, at, encoding);
                let back = lines.offset(&text, place, encoding);
                // Between the two characters of a line's end is no place of its own.
                let in_line_end = text[..at].ends_with('\r') && text[at..].starts_with('\n');
                prop_assert_eq!(back, at - usize::from(in_line_end), "{:?}", place);
            }
        }

        #[test]
        fn any_place_is_inside(text in "\\PC{0,20}[\r\n]{0,2}\\PC{0,20}", line: u32, character: u32) {
            for encoding in ENCODINGS {
                let place = Position { line: line % 4, character: character % 50 };
                let at = Lines::new(&text).offset(&text, place, encoding);
                prop_assert!(text.is_char_boundary(at));
            }
        }
    }
}
