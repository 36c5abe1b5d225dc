//! Words that stand once in the decks and in no word list: most slips of spelling are among them.

use std::collections::HashMap;

use super::read::{Section, outline};
use crate::card::Span;
use crate::text::{Language, Lexicon, fold_word};

/// Shorter words, and short words in capitals, are abbreviations oftener than slips.
const SHORTEST: usize = 4;
const ABBREVIATION: usize = 6;

/// Keys whose values are names for programs, not prose; the small tables of a value go by their own keys.
const NAMES: [&str; 14] = [
    "id", "was", "requires", "group", "topics", "course", "language", "version", "licence", "url", "allow", "order",
    "entry", "key",
];

/// A word where it stands: the file by its place in the list that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LoneWord {
    pub(crate) file: usize,
    pub(crate) span: Span,
    pub(crate) word: String,
}

/// Every such word of these texts, in their order.
pub(crate) fn lone_words(texts: &[(&str, Language)], lexicon: &Lexicon) -> Vec<LoneWord> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::new();
    for (file, (text, language)) in texts.iter().enumerate() {
        for (span, word) in outline(text).iter().flat_map(|section| words(text, section)) {
            let folded = fold_word(&word);
            let count = counts.entry(folded.clone()).or_default();
            *count += 1;
            if *count == 1 && !is_known(&word, &folded, *language, lexicon) {
                found.push((folded, LoneWord { file, span, word }));
            }
        }
    }
    found.retain(|(folded, _)| counts[folded] == 1);
    found.into_iter().map(|(_, one)| one).collect()
}

fn is_known(word: &str, folded: &str, language: Language, lexicon: &Lexicon) -> bool {
    let letters = word.chars().count();
    let is_abbreviation = letters <= ABBREVIATION && word.chars().filter(|c| c.is_uppercase()).count() > 1;
    letters < SHORTEST
        || is_abbreviation
        || !lexicon.covers(language)
        || lexicon.is_known(folded, language)
        || lexicon.is_word(folded, Language::English)
        || lexicon.is_compound(folded, language)
        || lexicon.is_first_name(folded)
        || lexicon.is_surname(folded)
        || lexicon.is_territory(folded)
}

/// The words of a table's prose with their places.
fn words(text: &str, section: &Section) -> Vec<(Span, String)> {
    let of_source = section.name() == "sources";
    let spots = section.properties.iter().filter(|property| !NAMES.contains(&property.key.as_str()) && !of_source);
    let spots = spots.flat_map(|property| {
        let is_cited = property.key == "source" || property.key == "confused_with";
        property.texts.iter().filter(move |spot| match &spot.within {
            Some(inner) => !NAMES.contains(&inner.as_str()),
            None => !is_cited,
        })
    });
    spots.flat_map(|spot| split(&text[spot.span.clone()], spot.span.start)).collect()
}

/// Runs of letters; an escape belongs to no word, nor does a word with a digit in it.
fn split(text: &str, base: usize) -> Vec<(Span, String)> {
    let mut found: Vec<(Span, String)> = Vec::new();
    let mut word = String::new();
    let mut from = 0;
    let mut rest = text.char_indices();
    loop {
        let next = rest.next();
        match next {
            Some((at, c)) if c.is_alphanumeric() || is_mark(c) => {
                if word.is_empty() {
                    from = at;
                }
                word.push(c);
            }
            _ => {
                let end = base + from + word.len();
                let is_word = word.chars().all(|c| c.is_alphabetic() || is_mark(c)) && !word.is_empty();
                if is_word {
                    found.push((base + from..end, word.clone()));
                }
                word.clear();
                match next {
                    Some((_, '\\')) => drop(rest.next()),
                    Some(_) => {}
                    None => return found,
                }
            }
        }
    }
}

/// A combining accent.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_where_it_stands_and_names_are_not() {
        let text = "[deck]\nid = \"frobnicate\"\n[[short]]\nid = \"x\"\nask = \"Which comittee met \\\"Angela Merkel\\\" in ENISA's 27th hall?\"\nanswer = \"Commission\"\nsource = { key = \"blorp\", at = \"sectoin 3\" }\n";
        let found = lone_words(&[(text, Language::English)], &Lexicon::embedded());
        let words: Vec<&str> = found.iter().map(|one| &text[one.span.clone()]).collect();
        assert_eq!(words, ["comittee", "sectoin"]);
    }

    #[test]
    fn what_stands_twice_is_meant() {
        let text = "[[card]]\nfront = \"Eurodac\"\nback = \"eurodac, cybersécurité\"\n";
        let found = lone_words(&[(text, Language::French)], &Lexicon::embedded());
        assert!(found.iter().all(|one| one.word != "Eurodac" && one.word != "eurodac"), "{found:?}");
    }
}
