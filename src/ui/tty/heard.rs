//! What waiting for one key brings.

use crate::study::Ending;
use crate::ui::line::{Decoder, Key};

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    Got(Key),
    /// A whole command without its colon, as a program or a quick hand sends it: `:q`, with Enter or without.
    Command(String),
    /// Several keys at once, or a key held down: a paste, and not meant for this prompt.
    Burst,
    /// The program was stopped and goes on: draw again.
    Resumed,
    /// The window has another size.
    Resized,
    Ended(Ending),
}

/// What Enter means where a verdict has just come into view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Enter {
    Counts,
    /// It belongs to the answer before it: nobody has read the verdict yet.
    NotAtOnce,
}

/// Which one key, or command, these bytes are; None where they are several.
pub(crate) fn one(bytes: &[u8]) -> Option<Heard> {
    let mut decoder = Decoder::default();
    let mut keys = decoder.feed(bytes);
    keys.extend(decoder.settle());
    if let [key] = keys.as_slice() {
        return (!matches!(key, Key::Paste(_))).then(|| Heard::Got(key.clone()));
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_suffix('\n').or_else(|| text.strip_suffix('\r')).unwrap_or(text);
    let letter = text.strip_prefix(':').filter(|letter| letter.chars().count() == 1 && *letter != "\n")?;
    Some(Heard::Command(letter.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Heard, Key, one};

    #[test]
    fn a_key_alone_is_a_key() {
        assert_eq!(one(b"\n"), Some(Heard::Got(Key::Enter)));
        assert_eq!(one("é".as_bytes()), Some(Heard::Got(Key::Character('é'))));
        assert_eq!(one(b"\x1b1"), Some(Heard::Got(Key::Alt('1'))));
        assert_eq!(one(b"\x1b[A"), Some(Heard::Got(Key::Up)));
    }

    #[test]
    fn a_whole_command_is_its_letter() {
        for (bytes, letter) in [(&b":q"[..], "q"), (b":?\n", "?"), (b":s\r", "s")] {
            assert_eq!(one(bytes), Some(Heard::Command(letter.into())));
        }
    }

    #[test]
    fn several_keys_are_none() {
        for bytes in
            [&b"5 5 0\n"[..], b"  ", b"\x1b[A\x1b[A", b"", b":q\n\n", b":qq", b"a\n:q\n", b"\x1b[200~1\x1b[201~"]
        {
            assert_eq!(one(bytes), None, "{bytes:?}");
        }
    }
}

/// What ended a wait for a key that somebody else will read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waited {
    Key,
    /// The program was stopped and goes on.
    Resumed,
    Ended(Ending),
}
