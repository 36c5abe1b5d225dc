//! From the bytes of a file to text, or to the reason why not.

use crate::diagnostic::{Code, Diagnostic};

/// The largest deck that is read, in bytes: 8 MiB, some 80 000 cards.
pub(crate) const MAX_BYTES: usize = 8 * 1024 * 1024;

/// Bytes that are no text, with as much of the text as there is, into which the diagnostic points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undecodable {
    pub(crate) text: String,
    pub(crate) diagnostic: Diagnostic,
}

/// Reads UTF-8, without its byte-order mark if it has one: spans count from behind the mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
    if bytes.len() > MAX_BYTES {
        let message = format!("the deck is larger than {} MiB", MAX_BYTES / (1024 * 1024));
        return Err(refuse(Code::TooLarge, message, "split it into several decks of one course"));
    }
    if looks_like_utf16(bytes) {
        return Err(refuse(
            Code::Utf16,
            "the file is UTF-16, not UTF-8".into(),
            "save it again with the encoding UTF-8",
        ));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if bytes.starts_with("\u{feff}".as_bytes()) {
        let message = "the file begins with two byte-order marks".to_owned();
        return Err(refuse(Code::ByteOrderMarks, message, "save it again with the encoding UTF-8"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(invalid(bytes, error.valid_up_to())),
    }
}

fn refuse(code: Code, message: String, help: &str) -> Undecodable {
    Undecodable { text: String::new(), diagnostic: Diagnostic::error(code, 0..0, message).help(help) }
}

fn invalid(bytes: &[u8], at: usize) -> Undecodable {
    let message = format!("the byte 0x{:02X} is not valid UTF-8", bytes[at]);
    let diagnostic = Diagnostic::error(Code::InvalidUtf8, at..at + '\u{fffd}'.len_utf8(), message)
        .help("save the file again with the encoding UTF-8");
    Undecodable { text: String::from_utf8_lossy(bytes).into_owned(), diagnostic }
}

/// By its byte-order mark, or by a zero as every other one of the first bytes.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    let zeros = |rest: usize| bytes.len() >= 8 && bytes[..8].iter().skip(rest).step_by(2).all(|byte| *byte == 0);
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || zeros(0) != zeros(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::locate;

    #[test]
    fn a_mark_at_the_start_is_left_out() {
        assert_eq!(decode("\u{feff}a = 1".as_bytes()).unwrap(), "a = 1");
    }

    #[test]
    fn utf_16_is_named() {
        for text in [&[0xff, 0xfe, b'a', 0][..], &[b'[', 0, b'd', 0, b'e', 0, b'c', 0]] {
            assert_eq!(decode(text).unwrap_err().diagnostic.code, Code::Utf16);
        }
    }

    #[test]
    fn a_bad_byte_has_its_line() {
        for bytes in [&b"a = 1\nb = \"\xe9\""[..], &b"\xef\xbb\xbfa = 1\nb = \"\xe9\""[..]] {
            let found = decode(bytes).unwrap_err();
            assert_eq!(found.diagnostic.code, Code::InvalidUtf8);
            assert_eq!(locate(&found.text, found.diagnostic.span.start), (2, 6));
        }
    }

    #[test]
    fn a_giant_is_refused_unread() {
        assert_eq!(decode(&vec![b' '; MAX_BYTES + 1]).unwrap_err().diagnostic.code, Code::TooLarge);
    }
}
