//! The id that an entry without one has until its author writes one: pinned, since progress hangs on it.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most characters of a slug that come from the words.
const WORDS: usize = 40;

/// `kind-words-hash`: the first words of a field in ASCII, cut between words, and six digits of the whole field's hash.
///
/// Space at the ends and the way an accent is encoded do not matter, as editors change both unasked.
pub(crate) fn slug(kind: &str, field: &str) -> String {
    let field: String = field.trim().nfc().collect();
    let digest = Sha256::digest(field.as_bytes());
    let words = words(&field);
    let joint = if words.is_empty() { "" } else { "-" };
    format!("{kind}{joint}{words}-{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2])
}

fn words(field: &str) -> String {
    let ascii: String = field.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(ascii).collect();
    let mut slug = String::new();
    for word in ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(WORDS)]);
        } else if slug.len() + 1 + word.len() <= WORDS {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    slug
}

/// A character in small ASCII letters; an apostrophe vanishes, so that `EU's` is one word.
fn ascii(c: char) -> Vec<char> {
    let text = match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        '\'' | '’' => "",
        c if c.is_ascii_alphanumeric() => return vec![c.to_ascii_lowercase()],
        _ => " ",
    };
    text.chars().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_never_change() {
        for (kind, field, expected) in [
            (
                "date",
                "An inter-institutional arrangement made CERT-EU permanent",
                "date-an-inter-institutional-arrangement-made-5cc86d",
            ),
            ("institution", "réunit les chefs d’État", "institution-reunit-les-chefs-detat-e32825"),
            ("card", "Straße, Łódź, œuvre", "card-strasse-lodz-oeuvre-36828b"),
            ("short", "中文", "short-72726d"),
            ("true_false", "The EU's first cyber strategy", "true_false-the-eus-first-cyber-strategy-f70ffc"),
            (
                "order",
                "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
                "order-donaudampfschifffahrtselektrizitatenhaup-e53377",
            ),
        ] {
            assert_eq!(slug(kind, field), expected);
        }
    }

    #[test]
    fn encoding_and_margins_do_not_matter() {
        assert_eq!(slug("card", "é "), slug("card", "e\u{301}"));
        assert_ne!(slug("card", "a b"), slug("card", "a  b"));
    }
}
