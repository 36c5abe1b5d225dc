//! Bytes as text, in the encodings that spreadsheets write.

use super::incoming;

/// The text, and what it was read as where that is not UTF-8.
pub(super) fn text(bytes: &[u8]) -> (String, Option<&'static str>) {
    match bytes {
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes), Some("UTF-16")),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes), Some("UTF-16")),
        _ => {
            let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(plain) {
                Ok(text) => (text.to_owned(), None),
                // A character cut at the end, as where only the first bytes are looked at, is no other encoding.
                Err(cause) if cause.error_len().is_none() => {
                    (String::from_utf8_lossy(&plain[..cause.valid_up_to()]).into_owned(), None)
                }
                Err(_) => (plain.iter().map(|&byte| windows_1252(byte)).collect(), Some("Windows-1252")),
            }
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// A byte of Western Windows; the five that it leaves open are replaced.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// What is told of the encoding.
pub(super) fn tell(encoding: Option<&str>, incoming: &mut incoming::Incoming) {
    if let Some(encoding) = encoding {
        incoming.told.push(format!(
            "encoding: read as {encoding}; look at the accented letters, and save as UTF-8 if they are wrong"
        ));
        incoming.is_guess = true;
    }
}
