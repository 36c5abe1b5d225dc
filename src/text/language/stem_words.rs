//! How the questions of facts are worded: one file a language, a wording or a list of words a line.

use std::sync::LazyLock;

use crate::text::language::Language;
use crate::text::language::lines::Lines;

static LINES: LazyLock<Lines> = LazyLock::new(|| Lines::read(&[files!("stems.txt")]));

/// What a language has under a name; nothing where it needs none. Other languages have what English has.
fn line(name: &str, language: Language) -> Option<&'static str> {
    LINES.of(name, language.or_english())
}

/// A wording with what stands in braces still to be filled in.
pub(crate) fn wording(name: &str, language: Language) -> Option<&'static str> {
    line(name, language)
}

/// The words of a list.
pub(crate) fn words(name: &str, language: Language) -> impl Iterator<Item = &'static str> {
    line(name, language).unwrap_or_default().split(' ').filter(|word| !word.is_empty())
}

/// What a word of a list is paired with, as in `drawn=drew`.
pub(crate) fn paired(name: &str, word: &str, language: Language) -> Option<&'static str> {
    words(name, language).find_map(|pair| pair.strip_prefix(word)?.strip_prefix('='))
}

/// A wording filled in, in one go: what is put in is taken as it is.
pub(crate) fn fill(wording: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = wording;
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
        filled.push_str(before);
        let value = values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
        filled.push_str(value);
        // Nothing is put in where nothing is known: no two blanks are left.
        rest = if value.is_empty() { after.trim_start_matches(' ') } else { after };
    }
    filled.push_str(rest);
    filled
}

/// The signs of a language where an author may have typed plainer ones: in French ’ and the narrow blank that breaks
/// no line.
pub(crate) fn typeset(text: &str, language: Language) -> String {
    if language != Language::French {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or(' ');
    let sign = |place: usize| match letters[place] {
        '\'' if place > 0 && at(place - 1).is_alphabetic() && at(place + 1).is_alphanumeric() => '’',
        ' ' | '\u{a0}'
            if matches!(at(place + 1), '?' | '!' | ';' | ':' | '»') || (place > 0 && at(place - 1) == '«') =>
        {
            '\u{202f}'
        }
        other => other,
    };
    (0..letters.len()).map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_taken_as_it_is() {
        assert_eq!(
            fill("Who {verb} that {claim}?", &[("verb", "argues"), ("claim", "{verb} is")]),
            "Who argues that {verb} is?"
        );
        assert_eq!(fill("{name}: {did} by whom?", &[("name", "X"), ("did", "")]), "X: by whom?");
    }

    #[test]
    fn french_has_its_signs() {
        assert_eq!(
            typeset("Qui dit ceci : l'accord « tient » ?", Language::French),
            "Qui dit ceci\u{202f}: l’accord «\u{202f}tient\u{202f}»\u{202f}?"
        );
        assert_eq!(typeset("l'accord ?", Language::German), "l'accord ?");
    }

    #[test]
    fn every_language_words_what_english_does() {
        for name in LINES.names().filter(|name| line(name, Language::English).is_some()) {
            let peculiar = ["kind-", "past", "particles", "prose-by-active"];
            for language in [Language::French, Language::German] {
                assert!(peculiar.iter().any(|own| name.starts_with(own)) || line(name, language).is_some(), "{name}");
            }
        }
    }
}
