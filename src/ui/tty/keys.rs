//! Keys, as a terminal sends them.

use crate::study::Ending;

/// A key that was pressed alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Enter,
    Up,
    Down,
    Escape,
    Character(char),
    Interrupt,
    EndOfInput,
    Suspend,
    /// Any other key, or one with a modifier.
    Other,
}

/// What waiting for input brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heard<T> {
    Got(T),
    /// Several keys at once, or a key held down: a paste, and not meant for this prompt.
    Burst,
    /// The program was stopped and goes on: draw again.
    Resumed,
    Ended(Ending),
}

/// The one key these bytes are, or None where they are several.
pub(crate) fn decode(bytes: &[u8]) -> Option<Key> {
    Some(match bytes {
        [b'\r' | b'\n'] => Key::Enter,
        [3 | 28] => Key::Interrupt,
        [4] => Key::EndOfInput,
        [26] => Key::Suspend,
        [27] => Key::Escape,
        b"\x1b[A" | b"\x1bOA" => Key::Up,
        b"\x1b[B" | b"\x1bOB" => Key::Down,
        b"\x1bOM" => Key::Enter,
        [27, b'[' | b'O', parameters @ .., last] if is_sequence(parameters, *last) => Key::Other,
        [0..=31 | 127] => Key::Other,
        // Alt sends Esc before the key.
        [27, rest @ ..] => return one_character(rest).map(|_| Key::Other),
        _ => Key::Character(one_character(bytes)?),
    })
}

/// The letter of a command that came whole, as a program or a quick hand sends it: `:q`, with Enter or without.
pub(crate) fn command(bytes: &[u8]) -> Option<char> {
    let bytes = bytes.strip_suffix(b"\n").or_else(|| bytes.strip_suffix(b"\r")).unwrap_or(bytes);
    match bytes {
        // As a lone key h may be a rating, t never is.
        b":h" => Some('t'),
        [b':', letter @ (b'q' | b'u' | b'?' | b's' | b'f' | b'i')] => Some(char::from(*letter)),
        _ => None,
    }
}

fn is_sequence(parameters: &[u8], last: u8) -> bool {
    matches!(last, 0x40..=0x7e) && parameters.iter().all(|byte| matches!(byte, 0x20..=0x3f))
}

fn one_character(bytes: &[u8]) -> Option<char> {
    let mut characters = std::str::from_utf8(bytes).ok()?.chars();
    characters.next().filter(|_| characters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::{Key, command, decode};

    #[track_caller]
    fn is(bytes: &[u8], key: Option<Key>) {
        assert_eq!(decode(bytes), key);
    }

    #[test]
    fn single_keys_are_known() {
        is(b"\n", Some(Key::Enter));
        is(b" ", Some(Key::Character(' ')));
        is("é".as_bytes(), Some(Key::Character('é')));
        is(b"\x1b", Some(Key::Escape));
        is(b"\x1b[A", Some(Key::Up));
        is(b"\x1bOB", Some(Key::Down));
    }

    #[test]
    fn keys_with_modifiers_are_no_characters() {
        is(b"\x1b1", Some(Key::Other));
        is(b"\x1b[1;5A", Some(Key::Other));
        is(b"\x01", Some(Key::Other));
    }

    #[test]
    fn a_whole_command_is_its_letter() {
        assert_eq!(command(b":q"), Some('q'));
        assert_eq!(command(b":?\n"), Some('?'));
        assert_eq!(command(b":s\r"), Some('s'));
        assert_eq!(command(b":h"), Some('t'));
        for other in [&b"q"[..], b":", b":q\n\n", b":qq", b":y", b"a\n:q\n", b":q 1"] {
            assert_eq!(command(other), None, "{other:?}");
        }
    }

    #[test]
    fn several_keys_are_none() {
        is(b"5 5 0\n", None);
        is(b"  ", None);
        is(b"\x1b[A\x1b[A", None);
        is(b"", None);
    }
}
