//! Keys, as a terminal sends them: bytes that may come in pieces.

/// A key that was pressed, or text that was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Character(char),
    Enter,
    /// With Ctrl, by its small letter: `a` for Ctrl-A.
    Control(char),
    /// With Alt, which sends Esc before the key.
    Alt(char),
    AltBackspace,
    Escape,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    WordLeft,
    WordRight,
    /// Between the marks of a bracketed paste.
    Paste(String),
    /// Any other key.
    Other,
}

impl Key {
    /// As the table of keys names it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Character(' ') => "Space".to_owned(),
            Self::Character(character) => character.to_string(),
            Self::Control(letter) => format!("Ctrl-{}", letter.to_ascii_uppercase()),
            Self::Alt(letter) => format!("Alt-{}", letter.to_ascii_uppercase()),
            Self::WordLeft => "Ctrl-Left".to_owned(),
            Self::WordRight => "Ctrl-Right".to_owned(),
            Self::AltBackspace => "Alt-Backspace".to_owned(),
            Self::Paste(_) => "Paste".to_owned(),
            named => format!("{named:?}"),
        }
    }
}

const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";
/// A paste is cut here: no answer is so long.
const LONGEST_PASTE: usize = 64 * 1024;
/// A sequence that has not ended by then is none.
const LONGEST_SEQUENCE: usize = 32;

/// Bytes of a character, a sequence or a paste that is not whole yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Decoder {
    rest: Vec<u8>,
}

impl Decoder {
    /// Nothing waits for its end.
    pub(crate) fn is_settled(&self) -> bool {
        self.rest.is_empty()
    }

    /// Time has passed: a lone Esc is a key, and a piece of a sequence is none. A paste goes on.
    pub(crate) fn settle(&mut self) -> Option<Key> {
        if self.rest.starts_with(PASTE_BEGINS) {
            return None;
        }
        match std::mem::take(&mut self.rest).as_slice() {
            [] => None,
            [27] => Some(Key::Escape),
            _ => Some(Key::Other),
        }
    }

    /// The keys that are whole now.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Vec<Key> {
        self.rest.extend_from_slice(bytes);
        let mut keys = Vec::new();
        let mut at = 0;
        while let Some((key, length)) = next(&self.rest[at..]) {
            keys.push(key);
            at += length;
        }
        self.rest.drain(..at);
        keys
    }
}

/// The first key and its length in bytes; none while it is not whole.
fn next(bytes: &[u8]) -> Option<(Key, usize)> {
    match *bytes.first()? {
        27 => escaped(bytes),
        b'\r' | b'\n' => Some((Key::Enter, if bytes.starts_with(b"\r\n") { 2 } else { 1 })),
        b'\t' => Some((Key::Character(' '), 1)),
        8 | 127 => Some((Key::Backspace, 1)),
        28 => Some((Key::Control('c'), 1)),
        control @ 1..=26 => Some((Key::Control(char::from(control + b'a' - 1)), 1)),
        0 | 29..=31 => Some((Key::Other, 1)),
        first => character(first, bytes),
    }
}

fn character(first: u8, bytes: &[u8]) -> Option<(Key, usize)> {
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    // A byte that belongs to no character is passed over by itself.
    let whole = bytes.get(..length)?;
    let read = std::str::from_utf8(whole).ok().and_then(|text| text.chars().next());
    Some(match read {
        // C1 controls are no text.
        Some(read) if !read.is_control() => (Key::Character(read), length),
        Some(_) => (Key::Other, length),
        None => (Key::Other, 1),
    })
}

fn escaped(bytes: &[u8]) -> Option<(Key, usize)> {
    if bytes.starts_with(PASTE_BEGINS) {
        return pasted(bytes);
    }
    match *bytes.get(1)? {
        b'[' | b'O' => sequence(bytes),
        27 => Some((Key::Escape, 1)),
        8 | 127 => Some((Key::AltBackspace, 2)),
        // Alt-Enter is no Enter; any other control behind Esc is a key of its own, pressed at once behind it.
        b'\r' | b'\n' | 0 => Some((Key::Other, 2)),
        first if first < 32 => Some((Key::Escape, 1)),
        first => {
            let (key, length) = character(first, &bytes[1..])?;
            let key = if let Key::Character(character) = key { Key::Alt(character.to_ascii_lowercase()) } else { key };
            Some((key, length + 1))
        }
    }
}

fn pasted(bytes: &[u8]) -> Option<(Key, usize)> {
    let inside = &bytes[PASTE_BEGINS.len()..];
    let end = inside.windows(PASTE_ENDS.len()).position(|window| window == PASTE_ENDS);
    let length = match end {
        Some(end) => end,
        None if inside.len() >= LONGEST_PASTE => inside.len(),
        None => return None,
    };
    let text = String::from_utf8_lossy(&inside[..length]).into_owned();
    let marks = PASTE_BEGINS.len() + if end.is_some() { PASTE_ENDS.len() } else { 0 };
    Some((Key::Paste(text), length + marks))
}

fn sequence(bytes: &[u8]) -> Option<(Key, usize)> {
    let Some(end) = bytes[2..].iter().position(|byte| !matches!(byte, 0x20..=0x3f)) else {
        return (bytes.len() > LONGEST_SEQUENCE).then_some((Key::Other, bytes.len()));
    };
    let (parameters, last) = (&bytes[2..2 + end], bytes[2 + end]);
    if !matches!(last, 0x40..=0x7e) {
        // Cut short by another key.
        return Some((Key::Other, 2 + end));
    }
    let length = end + 3;
    let is_plain = matches!(parameters, b"" | b"1");
    // With Ctrl or Alt.
    let is_by_word = matches!(parameters, b"1;5" | b"1;3" | b"5" | b"3");
    let key = match last {
        b'A' if is_plain => Key::Up,
        b'B' if is_plain => Key::Down,
        b'C' if is_plain => Key::Right,
        b'D' if is_plain => Key::Left,
        b'C' if is_by_word => Key::WordRight,
        b'D' if is_by_word => Key::WordLeft,
        b'H' if is_plain => Key::Home,
        b'F' if is_plain => Key::End,
        b'M' if is_plain && bytes[1] == b'O' => Key::Enter,
        b'~' => match parameters {
            b"1" | b"7" => Key::Home,
            b"4" | b"8" => Key::End,
            b"3" => Key::Delete,
            _ => Key::Other,
        },
        _ => Key::Other,
    };
    Some((key, length))
}

#[cfg(test)]
mod tests {
    use super::{Decoder, Key};

    #[track_caller]
    fn are(pieces: &[&[u8]], keys: &[Key]) {
        let mut decoder = Decoder::default();
        let mut heard: Vec<Key> = pieces.iter().flat_map(|piece| decoder.feed(piece)).collect();
        heard.extend(decoder.settle());
        assert_eq!(heard, keys);
    }

    #[test]
    fn keys_are_known_by_every_terminals_bytes() {
        for bytes in [&b"\x1b[D"[..], b"\x1bOD"] {
            are(&[bytes], &[Key::Left]);
        }
        for bytes in [&b"\x1b[H"[..], b"\x1bOH", b"\x1b[1~", b"\x1b[7~"] {
            are(&[bytes], &[Key::Home]);
        }
        for bytes in [&b"\x1b[F"[..], b"\x1bOF", b"\x1b[4~", b"\x1b[8~"] {
            are(&[bytes], &[Key::End]);
        }
        are(&[b"\x1b[3~"], &[Key::Delete]);
        for bytes in [&b"\x1b[1;5D"[..], b"\x1b[5D", b"\x1b[1;3D"] {
            are(&[bytes], &[Key::WordLeft]);
        }
        are(&[b"\x1bb\x1bF\x1b\x7f"], &[Key::Alt('b'), Key::Alt('f'), Key::AltBackspace]);
        are(
            &[b"\x01\x05\x7f\x08\t"],
            &[Key::Control('a'), Key::Control('e'), Key::Backspace, Key::Backspace, Key::Character(' ')],
        );
        are(&[b"\r\n\n\r"], &[Key::Enter, Key::Enter, Key::Enter]);
        are(&[b"\x1b[1;2A\x1b[24~\x1bOP"], &[Key::Other, Key::Other, Key::Other]);
    }

    #[test]
    fn what_comes_in_pieces_is_one_key() {
        are(&[b"\x1b", b"[", b"1;5", b"C"], &[Key::WordRight]);
        are(&[b"\xe7\xbd", b"\x91"], &[Key::Character('网')]);
        are(&[b"\x1b"], &[Key::Escape]);
        are(&[b"\x1b[1;"], &[Key::Other]);
        are(&[b"\x1b[12\x03"], &[Key::Other, Key::Control('c')]);
    }

    #[test]
    fn a_bracketed_paste_is_text_whatever_stands_in_it() {
        are(
            &[b"\x1b[200~one\ntwo\x03", b"\x1b[A\x1b[20", b"1~x"],
            &[Key::Paste("one\ntwo\u{3}\u{1b}[A".into()), Key::Character('x')],
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_no_characters() {
        are(&[b"\xffa\xc2\x9b"], &[Key::Other, Key::Character('a'), Key::Other]);
    }
}
