//! Where a byte of a deck stands for its author: line and column.

/// The lines of a text, so that many places cost little.
pub(crate) struct Lines<'a> {
    text: &'a str,
    /// The first byte of each line.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let later = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(first).chain(later).collect() }
    }

    /// Line and column of a byte, both from 1, the column in characters. Beyond the end is the end.
    pub(crate) fn locate(&self, offset: usize) -> (usize, usize) {
        let (line, start) = self.line_of(offset);
        let offset = floor(self.text, offset).max(start);
        (line, self.text[start..offset].chars().count() + 1)
    }

    /// The number of the line of a byte, from 1, and the line's first byte.
    pub(crate) fn line_of(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        (line, self.starts[line - 1])
    }

    /// A line without its end, by its number from 1.
    pub(crate) fn line(&self, number: usize) -> &'a str {
        let start = self.starts[number - 1];
        let end = self.starts.get(number).copied().unwrap_or(self.text.len());
        let line = &self.text[start..end];
        let line = line.strip_suffix('\n').unwrap_or(line);
        line.strip_suffix('\r').unwrap_or(line)
    }
}

/// Line and column of one byte; see [`Lines::locate`].
pub(crate) fn locate(text: &str, offset: usize) -> (usize, usize) {
    Lines::new(text).locate(offset)
}

/// The nearest start of a character at or before a byte.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_behind_anything() {
        for (text, needle, place) in [
            ("a = x", "x", (1, 5)),
            ("\u{feff}a = x", "x", (1, 5)),
            ("a\r\n\tb = x", "x", (2, 6)),
            ("é = 中文x", "x", (1, 7)),
            ("a\nb\n", "b", (2, 1)),
        ] {
            assert_eq!(locate(text, text.find(needle).unwrap()), place, "{text:?}");
        }
    }

    #[test]
    fn any_offset_has_a_place() {
        assert_eq!(locate("", 9), (1, 1));
        assert_eq!(locate("\u{feff}", 0), (1, 1));
        assert_eq!(locate("aé", 2), (1, 2));
        assert_eq!(locate("a\n", 2), (2, 1));
    }
}
