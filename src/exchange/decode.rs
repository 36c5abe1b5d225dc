//! Bytes as text, in the encodings that spreadsheets write.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::incoming;

/// The text, and what it was read as where that is not UTF-8.
pub(crate) fn text(bytes: &[u8]) -> (String, Option<&'static str>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes).or_else(|| utf16_by_its_nuls(bytes).map(|one| (one, 0))) {
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        return (text.into_owned(), (encoding != encoding_rs::UTF_8).then_some("UTF-16"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        // A character cut at the end, as where only the first bytes are looked at, is no other encoding.
        Err(cause) if cause.error_len().is_none() => {
            (String::from_utf8_lossy(&bytes[..cause.valid_up_to()]).into_owned(), None)
        }
        Err(_) => {
            let encoding = guessed(bytes);
            (encoding.decode_without_bom_handling(bytes).0.into_owned(), Some(encoding.name()))
        }
    }
}

/// The text in an encoding that was named.
pub(super) fn named(bytes: &[u8], label: &str) -> String {
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 without a mark: in Latin text every other byte is zero.
fn utf16_by_its_nuls(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1 << 10)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if pairs < 2 => None,
        () if odd * 10 >= pairs * 9 && even * 10 < pairs => Some(UTF_16LE),
        () if even * 10 >= pairs * 9 && odd * 10 < pairs => Some(UTF_16BE),
        () => None,
    }
}

/// What is told of the encoding.
pub(super) fn tell(encoding: Option<&str>, incoming: &mut incoming::Incoming) {
    if let Some(encoding) = encoding {
        incoming.told.push(format!(
            "encoding: read as {encoding}; look at the accented letters: --encoding names another, such as windows-1250"
        ));
        incoming.is_guess = true;
    }
}
