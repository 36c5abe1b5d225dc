//! Letters that a wrong encoding spoilt on their way into the deck, and characters as HTML writes them.

use std::collections::HashMap;

use super::Sheet;
use super::course::Course;
use super::hit::Hit;
use crate::deck::{excerpt, outline};
use crate::diagnostic::Code;

/// What Windows-1252 has at 0x80 to 0x9F.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// `garbled-text`: `Ã¼` for `ü`, `&eacute;` for `é`, or a letter that was lost.
pub(super) fn garbled_text(course: &Course<'_>, sheets: &[Sheet<'_>], hits: &mut Vec<Hit>) {
    for (at, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| sheet.told && is_suspicious(sheet.text)) {
        let told = course.told().filter(|entry| course.entries[*entry].sheet == at);
        let entries: HashMap<usize, usize> = told.map(|entry| (course.entries[entry].note.span.start, entry)).collect();
        for section in outline(sheet.text) {
            let (Some(kind), Some(entry)) = (section.kind(), entries.get(&section.header.start)) else { continue };
            for property in &section.properties {
                let Some(key) = kind.key(&property.key) else { continue };
                let told = property.texts.iter().find_map(|spot| {
                    let spoilt = spoilt(&spot.text).or_else(|| marked_up(&spot.text)).or_else(|| mixed(&spot.text));
                    let left = || left_over(&spot.text).filter(|_| !matches!(key.name, "id" | "was" | "source"));
                    spoilt.map(|told| (Code::GarbledText, told)).or_else(|| Some((Code::LeftOver, left()?)))
                });
                if let Some((code, (message, help))) = told {
                    hits.push(Hit::warning(code, *entry, message).at(key.name).help(help));
                }
            }
        }
    }
}

/// Whether a look at every text is worth its time.
fn is_suspicious(text: &str) -> bool {
    text.contains(['\u{fffd}', 'Ã', 'Â', 'Å', 'Ä', '&', '<'])
        || text.contains("â€")
        || LEFT.iter().any(|left| text.contains(left))
        || text.chars().any(is_of_another_alphabet)
}

/// What authors leave for later. Not `XXX`, which is thirty in an *Article XXX*.
const LEFT: [&str; 8] = ["TODO", "FIXME", "TBC", "TBD", "??", "orem ipsum dolor", "[check", "!["];

/// `left-over`: a note of the author to himself, or signs twice.
fn left_over(text: &str) -> Option<(String, String)> {
    let left = LEFT.iter().find(|left| {
        let is_word = left.chars().all(char::is_uppercase);
        let found = text.split(|c: char| !c.is_alphanumeric()).any(|word| word == **left);
        // "4, 7, 12, ??": what is asked for stands alone.
        if is_word {
            found
        } else {
            text.match_indices(**left).any(|(at, _)| **left != "??" || !text[..at].ends_with(' '))
        }
    })?;
    let help = if *left == "![" {
        "say it in words: a terminal shows no picture, only these signs"
    } else if left.contains('?') {
        "write the mark once"
    } else {
        "write what is missing, or take it out: students see it"
    };
    Some((format!("\"{left}\" is left over in \"{}\"", excerpt(text)), help.to_owned()))
}

/// Marks of HTML, which are shown as they stand.
fn marked_up(text: &str) -> Option<(String, String)> {
    let tags = ["b", "i", "u", "em", "strong", "br", "p", "sub", "sup", "div", "span", "li", "ul", "a"];
    let tag = text.match_indices('<').find_map(|(at, _)| {
        let inside = text[at + 1..].split('>').next().filter(|inside| at + inside.len() + 1 < text.len())?;
        let name = inside.trim_start_matches('/').split([' ', '/']).next()?;
        tags.contains(&name.to_ascii_lowercase().as_str()).then(|| &text[at..at + inside.len() + 2])
    })?;
    Some((format!("`{}` is shown as it stands", excerpt(tag)), "take the marks of HTML out".to_owned()))
}

/// A letter that looks like a Latin one and is none.
fn is_of_another_alphabet(c: char) -> bool {
    !c.is_ascii() && (matches!(c, '\u{400}'..='\u{4ff}') || "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο".contains(c))
}

/// A word of two alphabets, which nobody can type.
fn mixed(text: &str) -> Option<(String, String)> {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let word = words.find(|word| {
        word.chars().count() >= 3
            && word.chars().any(is_of_another_alphabet)
            && word.chars().any(|c| c.is_ascii_alphabetic())
    })?;
    let letter = word.chars().find(|c| is_of_another_alphabet(*c))?;
    let message =
        format!("the \"{letter}\" of \"{}\" is of another alphabet (U+{:04X})", excerpt(word), u32::from(letter));
    Some((message, "type the word again".to_owned()))
}

/// What is wrong with a text, and what to write instead.
fn spoilt(text: &str) -> Option<(String, String)> {
    if text.contains('\u{fffd}') {
        let message = format!("a letter was lost in \"{}\"", excerpt(text));
        return Some((message, "type it again; U+FFFD stands where it was".to_owned()));
    }
    if let Some(meant) = reread(text) {
        let message = format!("\"{}\" was read in a wrong encoding", excerpt(text));
        return Some((message, format!("write `\"{}\"`", excerpt(&meant))));
    }
    let reference = reference(text)?;
    Some((format!("`{reference}` is a character as HTML writes it"), "write the character itself".to_owned()))
}

/// The text whose UTF-8 was read as Windows-1252.
fn reread(text: &str) -> Option<String> {
    let mut meant = String::with_capacity(text.len());
    let mut is_other = false;
    let letters: Vec<char> = text.chars().collect();
    for run in letters.chunk_by(|one, next| byte_of(*one).is_some() == byte_of(*next).is_some()) {
        let bytes: Option<Vec<u8>> = run.iter().map(|c| byte_of(*c)).collect();
        match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
            Some(read) => {
                is_other = true;
                meant.push_str(&read);
            }
            None => meant.extend(run),
        }
    }
    is_other.then_some(meant)
}

/// The byte above 0x7F that Windows-1252 shows as this character.
fn byte_of(c: char) -> Option<u8> {
    let special = || WINDOWS.chars().zip(0x80..=0x9f_u8).find(|(known, _)| *known == c).map(|(_, byte)| byte);
    u8::try_from(u32::from(c)).ok().filter(|byte| *byte >= 0xa0).or_else(special)
}

/// `&eacute;`, `&#233;`.
fn reference(text: &str) -> Option<&str> {
    text.match_indices('&').find_map(|(at, _)| {
        let name = text[at + 1..].split(';').next()?;
        let is_name = (2..=8).contains(&name.len())
            && name.trim_start_matches('#').bytes().all(|byte| byte.is_ascii_alphanumeric());
        let whole = text.get(at..at + name.len() + 2)?;
        (is_name && whole.ends_with(';')).then_some(whole)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_in_a_wrong_encoding_is_read_again() {
        for (text, meant) in [
            ("JÃ¼rgen Habermas", "Jürgen Habermas"),
            ("dâ€™un traitÃ© Ã\u{a0} Paris", "d’un traité à Paris"),
            ("â‚¬ 5, naÃ¯ve and naïve", "€ 5, naïve and naïve"),
        ] {
            assert_eq!(reread(text).as_deref(), Some(meant));
        }
        for sound in ["Jürgen", "« à l’été »", "Ångström, ÄÖÜ", "R&D; AT&T", "naïve – “so”", "plain", "“é”"]
        {
            assert_eq!(spoilt(sound), None, "{sound}");
        }
        assert!(spoilt("R&amp;D").unwrap().0.contains("`&amp;`"));
        assert!(spoilt("pr\u{fffd}face").is_some());
    }
}
