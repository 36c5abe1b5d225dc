//! Text of decks, paths and students, made printable: nothing in it can steer a terminal or hide itself.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use crate::text::{Hidden, MOST_MARKS, runs_right_to_left};

/// Drops what cannot be seen but does something: controls (but line breaks), C1, bidi controls, zero-width characters
/// (but joiners inside words and emoji, and marks of direction where letters run from right to left), tag characters, and
/// combining marks beyond eight a letter. A tab is a space.
pub(crate) fn harmless(foreign: &str) -> String {
    let mut clean = String::with_capacity(foreign.len());
    let right_to_left = runs_right_to_left(foreign);
    let mut marks = 0;
    let mut characters = foreign.chars().peekable();
    while let Some(character) = characters.next() {
        let shown = visible(character, clean.chars().next_back(), characters.peek().copied());
        let mark =
            Some(character).filter(|&character| right_to_left && Hidden::of(character) == Some(Hidden::Direction));
        let Some(shown) = shown.or(mark) else { continue };
        marks = if is_combining_mark(shown) { marks + 1 } else { 0 };
        if marks <= MOST_MARKS {
            clean.push(shown);
        }
    }
    clean
}

/// Like [`harmless`], with line breaks as spaces: for what must stay on one line.
pub(crate) fn harmless_line(foreign: &str) -> String {
    harmless(foreign).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Like [`harmless`], where tabs part the columns of data.
pub(crate) fn harmless_data(foreign: &str) -> Cow<'_, str> {
    if foreign.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Cow::Borrowed(foreign);
    }
    foreign.split('\t').map(harmless).collect::<Vec<_>>().join("\t").into()
}

/// A line of JSON, the same to whoever reads it as JSON: what [`harmless`] would drop stands in escapes.
pub(crate) fn harmless_json(line: &str) -> Cow<'_, str> {
    let dangerous = |character: char| (character.is_control() && character != '\n') || is_hidden(character);
    if !line.contains(dangerous) {
        return Cow::Borrowed(line);
    }
    let mut clean = String::with_capacity(line.len() + 16);
    for character in line.chars() {
        if dangerous(character) {
            clean.extend(character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            clean.push(character);
        }
    }
    Cow::Owned(clean)
}

fn visible(character: char, before: Option<char>, after: Option<char>) -> Option<char> {
    match character {
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        '\u{200c}' | '\u{200d}' => (before.is_some_and(joins) && after.is_some_and(joins)).then_some(character),
        hidden if hidden.is_control() || is_hidden(hidden) => None,
        seen => Some(seen),
    }
}

/// May stand beside a joiner: letters, marks, emoji; not spaces, punctuation in ASCII, or other hidden characters.
fn joins(neighbour: char) -> bool {
    neighbour.is_alphanumeric()
        || is_combining_mark(neighbour)
        || (!neighbour.is_ascii()
            && !neighbour.is_whitespace()
            && !neighbour.is_control()
            && !is_hidden(neighbour)
            && !matches!(neighbour, '\u{200c}' | '\u{200d}'))
}

/// Joiners do something that is seen where they stand inside words.
fn is_hidden(character: char) -> bool {
    Hidden::of(character).is_some_and(|hidden| hidden != Hidden::Joiner)
}

#[cfg(test)]
mod tests {
    use super::{harmless, harmless_data, harmless_json, harmless_line};

    #[track_caller]
    fn becomes(foreign: &str, clean: &str) {
        assert_eq!(harmless(foreign), clean);
    }

    #[test]
    fn what_steers_a_terminal_is_dropped() {
        becomes("a\u{1b}[31mb\u{7}\u{7f}\u{0}", "a[31mb");
        becomes("a\u{9b}31mb\u{85}", "a31mb");
        becomes("one\r\ntwo\tthree", "one\ntwo three");
    }

    #[test]
    fn what_hides_or_turns_text_is_dropped() {
        becomes("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{e0041}f", "abcdef");
    }

    #[test]
    fn marks_of_direction_stay_among_letters_that_run_right_to_left() {
        becomes("שלום\u{200f}!", "שלום\u{200f}!");
        becomes("ENISA\u{200f}! \u{200e}\u{61c}", "ENISA! ");
        becomes("שלום\u{202e}\u{2067}", "שלום");
    }

    #[test]
    fn joiners_stay_inside_words_and_emoji_only() {
        becomes("می\u{200c}خواهم", "می\u{200c}خواهم");
        becomes("👩\u{200d}💻", "👩\u{200d}💻");
        becomes("a \u{200d}b\u{200c}", "a b");
        becomes("a\u{200d}\u{200d}b", "a\u{200d}b");
    }

    #[test]
    fn at_most_eight_marks_stand_on_a_letter() {
        let piled = format!("e{}x", "\u{301}".repeat(40));
        becomes(&piled, &format!("e{}x", "\u{301}".repeat(8)));
    }

    #[test]
    fn json_says_the_same_in_escapes() {
        let line = serde_json::json!({ "a": "x\u{9b}31m\u{202e}\u{e0041}\u{7f}é" }).to_string();
        let clean = harmless_json(&line);
        assert_eq!(clean, "{\"a\":\"x\\u009b31m\\u202e\\udb40\\udc41\\u007fé\"}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&clean).unwrap(),
            serde_json::from_str::<serde_json::Value>(&line).unwrap()
        );
    }

    #[test]
    fn data_keeps_its_tabs() {
        assert_eq!(harmless_data("a\u{1b}b\tc\n"), "ab\tc\n");
    }

    #[test]
    fn a_line_has_no_breaks() {
        assert_eq!(harmless_line(" a\n\n b "), "a b");
    }
}
