//! Runs of eight words, folded and hashed: how a text is held against an article that does not lie in the repository.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// As many words in common, one after the other, are no accident.
pub(crate) const LENGTH: usize = 8;

/// The words of a text without case, accents and punctuation; a hyphen parts words.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded: String = text.nfkd().filter(|&sign| !is_combining_mark(sign)).flat_map(char::to_lowercase).collect();
    folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The first 64 bits of a run's SHA-256, in hexadecimal.
pub(crate) fn hash(run: &[String]) -> String {
    let digest = Sha256::digest(run.join(" ").as_bytes());
    let first: [u8; 8] = digest[..8].try_into().expect("SHA-256 has 32 bytes");
    format!("{:016x}", u64::from_be_bytes(first))
}
