//! Characters that would deceive a reader or a terminal: found wherever they stand in a deck.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use crate::card::Span;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Hidden, MOST_MARKS, runs_right_to_left};

/// The most characters of an author's text that a message repeats.
const EXCERPT: usize = 60;

/// Walks along a text, and remembers what stands in front.
#[derive(Clone, Copy, Default)]
struct Walk {
    before: Option<char>,
    marks: usize,
    /// The text has letters that run from right to left, and may hold marks of direction.
    right_to_left: bool,
}

impl Walk {
    fn along(text: &str) -> Self {
        Self { right_to_left: runs_right_to_left(text), ..Self::default() }
    }

    /// Why the next character is refused, or nothing if it is harmless.
    fn refusal(&mut self, c: char) -> Option<&'static str> {
        self.marks = if is_combining_mark(c) { self.marks + 1 } else { 0 };
        let why = refusal(c, self.before.replace(c)).filter(|_| !(self.right_to_left && is_direction_mark(c)));
        why.or_else(|| (self.marks > MOST_MARKS).then_some("one combining mark too many on a letter"))
    }
}

/// It is allowed among letters that run from right to left.
fn is_direction_mark(c: char) -> bool {
    Hidden::of(c) == Some(Hidden::Direction)
}

/// Why a character is refused, or nothing if it is harmless. `before` is the character in front of it.
///
/// Joiners are harmless behind a letter of a script that needs them, and inside emoji.
fn refusal(c: char, before: Option<char>) -> Option<&'static str> {
    Some(match c {
        '\n' | '\t' => return None,
        '\0' => "a NUL character",
        '\u{1b}' => "an escape character",
        '\u{2028}' | '\u{2029}' => "a line or paragraph separator",
        c if c.is_control() => "a control character",
        c => match Hidden::of(c)? {
            Hidden::Direction | Hidden::Turn => "a character that changes the direction of the text",
            Hidden::ByteOrder => "a byte-order mark in mid-file",
            Hidden::Joiner if before.is_some_and(|letter| !letter.is_ascii() && !letter.is_whitespace()) => {
                return None;
            }
            Hidden::Joiner | Hidden::NoWidth | Hidden::Markup => "an invisible character",
            Hidden::Filler => "an invisible letter",
            Hidden::Tag => "a tag character",
        },
    })
}

/// The first refused character of a text, with its byte. A carriage return in front of a line feed is none.
pub(super) fn first_refused(text: &str) -> Option<(usize, char, &'static str)> {
    // Nearly all texts are plain ASCII, told so at a glance.
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    let from = text.as_bytes().iter().position(|byte| !plain(byte))?;
    let mut walk = Walk { before: text[..from].chars().next_back(), ..Walk::along(text) };
    for (at, c) in text[from..].char_indices() {
        let line_end = c == '\r' && text[from + at + 1..].starts_with('\n');
        if let Some(why) = walk.refusal(c).filter(|_| !line_end) {
            return Some((from + at, c, why));
        }
    }
    None
}

/// The text without what a deck may not hold.
pub(crate) fn cleaned(text: &str) -> Cow<'_, str> {
    if first_refused(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut walk = Walk::default();
    text.chars().filter(|c| walk.refusal(*c).is_none()).collect::<String>().into()
}

pub(super) fn diagnostic(span: Span, c: char, why: &str) -> Diagnostic {
    if is_direction_mark(c) {
        let message =
            format!("{why} (U+{:04X}) is allowed only among letters that run from right to left", u32::from(c));
        return Diagnostic::error(Code::HostileCharacter, span, message).help("delete it: `check --fix` does");
    }
    Diagnostic::error(Code::HostileCharacter, span, format!("{why} (U+{:04X}) is not allowed in a deck", u32::from(c)))
        .help("delete it, or type the passage again: it came with pasted text")
}

/// Replaces refused characters by fillers of the same length, one finding a line, so that the rest can be read.
pub(super) fn disarm<'a>(text: &'a str, base: usize, found: &mut Vec<Diagnostic>) -> Cow<'a, str> {
    if first_refused(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let (mut walk, mut told) = (Walk::along(text), false);
    for (at, c) in text.char_indices() {
        told &= c != '\n';
        let line_end = c == '\r' && text[at + 1..].starts_with('\n');
        match walk.refusal(c).filter(|_| !line_end) {
            Some(why) => {
                if !told {
                    found.push(diagnostic(base + at..base + at + c.len_utf8(), c, why));
                }
                told = true;
                if let Some(last) = found.last_mut().filter(|_| is_direction_mark(c)) {
                    *last = last.clone().fix(base + at..base + at + c.len_utf8(), "");
                }
                clean.extend(std::iter::repeat_n('_', c.len_utf8()));
            }
            None => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

/// A piece of an author's text as a message may repeat it: one line, harmless, short.
pub(crate) fn excerpt(text: &str) -> String {
    let mut short = String::new();
    let mut walk = Walk::along(text);
    for (count, c) in text.chars().enumerate() {
        if count == EXCERPT {
            short.push('…');
            break;
        }
        if walk.refusal(c).is_some() || c == '\n' {
            short.extend(c.escape_default());
        } else {
            short.push(if c == '\t' { ' ' } else { c });
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deceivers_are_refused_and_writing_is_not() {
        for text in [
            "\u{1b}[2J",
            "a\0",
            "\u{202e}cod",
            "ENI\u{200b}SA",
            "a\u{feff}",
            "\u{9b}",
            "\u{7f}",
            "a\rb",
            "a\u{200d}b",
            "\u{3164}",
            "\u{fff9}",
        ] {
            assert!(first_refused(text).is_some(), "{text:?}");
        }
        for text in ["a\nb\tc", "می\u{200c}خواهم", "👩\u{200d}🎓", "naïve – “x”", "e\u{301}", "中文"]
        {
            assert_eq!(first_refused(text), None, "{text:?}");
        }
    }

    /// A mark of direction stands only where letters run from right to left; an override nowhere.
    #[test]
    fn marks_of_direction_belong_to_letters_that_run_right_to_left() {
        for text in ["שלום\u{200f}!", "a \u{200e}עברית", "\u{61c}سلام 1"] {
            assert_eq!(first_refused(text), None, "{text:?}");
        }
        for text in ["ENISA\u{200f}!", "\u{200e}1", "שלום\u{202e}!", "שלום\u{2067}!"] {
            assert!(first_refused(text).is_some(), "{text:?}");
        }
    }

    #[test]
    fn eight_marks_may_stand_on_a_letter_and_no_more() {
        assert_eq!(first_refused(&format!("e{}", "\u{301}".repeat(8))), None);
        let (at, _, why) = first_refused(&format!("e{}", "\u{301}".repeat(9))).expect("refused");
        assert_eq!((at, why), (17, "one combining mark too many on a letter"));
    }

    #[test]
    fn a_disarmed_text_keeps_its_length_and_its_line_ends() {
        let mut found = Vec::new();
        let text = "a\u{202e}b\r\nc\u{1b}\u{1b}\r\n";
        let clean = disarm(text, 10, &mut found);
        assert_eq!(clean, "a___b\r\nc__\r\n");
        assert_eq!(found.iter().map(|one| one.span.start).collect::<Vec<_>>(), [11, 18]);
    }

    #[test]
    fn an_excerpt_is_short_and_harmless() {
        assert_eq!(excerpt("a\u{1b}b\nc"), "a\\u{1b}b\\nc");
        assert_eq!(excerpt(&"é".repeat(99)).chars().count(), EXCERPT + 1);
    }
}
