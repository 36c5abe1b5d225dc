//! A line being typed, byte by byte: what an exam needs so that its clock runs on and nothing typed is lost.

/// What bytes did to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fed {
    Typing,
    Line,
    /// Several lines at once: the first is kept, and not yet given.
    Pasted,
    Interrupt,
    EndOfInput,
    Suspend,
}

/// The line so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    text: String,
    /// Bytes of a character or escape sequence that is not whole yet.
    partial: Vec<u8>,
}

/// The most characters of a line.
const LONGEST: usize = 10_000;

impl Draft {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// A lone Esc is no beginning of anything once time has passed.
    pub(crate) fn settle(&mut self) {
        if self.partial.first() == Some(&27) {
            self.partial.clear();
        }
    }

    /// Takes bytes in as they come from a terminal that sends keys at once.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Fed {
        let mut bytes = [std::mem::take(&mut self.partial), bytes.to_vec()].concat();
        let mut at = 0;
        while at < bytes.len() {
            let length = match bytes[at] {
                27 => escape(&bytes[at..]),
                byte => character(byte),
            };
            let Some(piece) = length.and_then(|length| bytes.get(at..at + length)) else {
                self.partial = bytes.split_off(at);
                return Fed::Typing;
            };
            at += piece.len();
            match piece {
                [b'\r' | b'\n'] if bytes[at..].iter().any(|byte| !matches!(byte, b'\r' | b'\n')) => return Fed::Pasted,
                [b'\r' | b'\n'] => return Fed::Line,
                [3] => return Fed::Interrupt,
                [4] if self.text.is_empty() => return Fed::EndOfInput,
                [26] => return Fed::Suspend,
                [8 | 127] => drop(self.text.pop()),
                [21] => self.text.clear(),
                [23] => self.text.truncate(self.text.trim_end().rfind(' ').map_or(0, |blank| blank + 1)),
                [b'\t'] => self.push(" "),
                [0..=31] | [27, ..] => {}
                piece => self.push(&String::from_utf8_lossy(piece)),
            }
        }
        Fed::Typing
    }

    fn push(&mut self, piece: &str) {
        if self.text.chars().count() < LONGEST {
            self.text.push_str(piece);
        }
    }
}

/// The length of an escape sequence; none while it is not whole.
fn escape(bytes: &[u8]) -> Option<usize> {
    match bytes.get(1)? {
        b'[' | b'O' => bytes[2..].iter().position(|byte| (0x40..=0x7e).contains(byte)).map(|end| end + 3),
        _ => Some(2),
    }
}

/// The length of a character by its first byte; a stray byte is one.
#[expect(clippy::unnecessary_wraps, reason = "beside `escape`")]
fn character(first: u8) -> Option<usize> {
    Some(match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn typed(pieces: &[&[u8]], text: &str, last: Fed) {
        let mut draft = Draft::default();
        let mut fed = Fed::Typing;
        for piece in pieces {
            fed = draft.feed(piece);
        }
        assert_eq!((draft.text(), fed), (text, last));
    }

    #[test]
    fn keys_make_a_line() {
        typed(&[b"E", b"N", b"\x7f", b"NISA", b"\r"], "ENISA", Fed::Line);
        typed(&[b"European Union\x17Council"], "European Council", Fed::Typing);
        typed(&[b"wrong\x15right\n"], "right", Fed::Line);
        typed(&["é網".as_bytes(), b"\x7f"], "é", Fed::Typing);
        typed(&[b"\xc3", b"\xa9"], "é", Fed::Typing);
    }

    #[test]
    fn arrows_and_other_keys_leave_it_alone() {
        typed(&[b"a\x1b[Db", b"\x1b", b"[1;5C", b"c", b"\x1bOP"], "abc", Fed::Typing);
    }

    #[test]
    fn only_the_first_line_of_a_paste_is_kept() {
        typed(&[b"one\ntwo\nthree"], "one", Fed::Pasted);
        typed(&[b"one\r\n"], "one", Fed::Line);
    }

    #[test]
    fn ends_are_heard() {
        typed(&[b"ab\x03"], "ab", Fed::Interrupt);
        typed(&[b"\x04"], "", Fed::EndOfInput);
        typed(&[b"ab\x04"], "ab", Fed::Typing);
        typed(&[b"\x1a"], "", Fed::Suspend);
    }
}
