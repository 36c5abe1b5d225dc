//! One spelling for words that have several: British and American, possessives; and the forms of a word.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::text::language::Language;
use crate::text::language::quick::QuickMap;
use crate::text::language::roles::{
    CASE_ENDINGS, CONTRARY_PREFIXES, DOUBLED_ENDINGS, GERUND, HEARD, MERE_SPELLINGS, NO_PLURAL, PLURALS, SINGULAR,
    SPELLED_ENDINGS, SPELLING_ENDINGS, SPELLING_PARTS, SPELLING_STEMS, SPELLING_VOWELS, SPELLINGS, TELLING_ENDINGS,
    VERB_PREFIXES, VOWEL_ENDING_KEPT, VOWEL_ENDING_STEMS, VOWEL_ENDINGS,
};

/// Words that follow no pattern: British to American.
static WORDS: LazyLock<QuickMap<&'static str, &'static str>> = LazyLock::new(|| SPELLINGS.all().collect());

/// Stems that are spelled in two ways before an ending, the British one first: their place in the list, and the American one.
static STEMS: LazyLock<QuickMap<&'static str, (usize, &'static str)>> = LazyLock::new(|| {
    let words = SPELLINGS.all().filter(|(british, american)| american.starts_with(*british));
    let mut stems = QuickMap::default();
    for (place, (british, american)) in words.chain(SPELLING_STEMS.all()).enumerate() {
        stems.entry(british).or_insert((place, american));
    }
    stems
});

/// The form that all spellings of a word share. Not itself a word: only for comparing.
pub(crate) fn canon(word: &str, language: Language, abbreviation: bool) -> String {
    if SPELLINGS.of(language).is_empty() || abbreviation || word.len() < 4 || !word.is_ascii() {
        return word.to_owned();
    }
    let whole = WORDS.get(word).map(|american| (*american).to_owned());
    whole.or_else(|| by_stem(word, language)).unwrap_or_else(|| by_pattern(word, language))
}

/// An ending behind a stem that is spelled in two ways: *enrolments*, *focussed*, *manoeuvring*.
fn by_stem(word: &str, language: Language) -> Option<String> {
    let endings = SPELLING_ENDINGS.of(language);
    let stems = endings.iter().filter_map(|ending| Some((ending, STEMS.get(word.strip_suffix(ending)?)?)));
    let british =
        stems.filter(|(_, (_, american))| !word.strip_prefix(american).is_some_and(|rest| endings.contains(&rest)));
    british.min_by_key(|(_, (place, _))| *place).map(|(ending, (_, american))| format!("{american}{ending}"))
}

fn by_pattern(word: &str, language: Language) -> String {
    let mut word = word.to_owned();
    let replace = |word: &mut String, pairs: &[(&str, &str)]| {
        for (british, american) in pairs {
            if holds(word, british) {
                *word = word.replace(british, american);
            }
        }
    };
    if word.len() > 5 {
        replace(&mut word, SPELLING_PARTS.of(language));
        if word.as_bytes().windows(2).any(|pair| matches!(pair, b"ae" | b"oe")) {
            replace(&mut word, SPELLING_VOWELS.of(language));
        }
        word = endings(&word, language);
    }
    if word.len() > 4 && !VOWEL_ENDING_KEPT.ends(&word, language) {
        for (british, american) in VOWEL_ENDINGS.of(language) {
            if holds(&word, british) {
                for stem in VOWEL_ENDING_STEMS.of(language) {
                    word = word.replace(&format!("{stem}{british}"), &format!("{stem}{american}"));
                }
            }
        }
    }
    word
}

/// For words and parts so short that no search is prepared.
fn holds(word: &str, part: &str) -> bool {
    word.as_bytes().windows(part.len().max(1)).any(|window| window == part.as_bytes())
}

fn endings(word: &str, language: Language) -> String {
    let other = SPELLED_ENDINGS.replaced(word, language, 0).or_else(|| DOUBLED_ENDINGS.replaced(word, language, 4));
    other.unwrap_or_else(|| word.to_owned())
}

/// The singular of a regular plural, for comparing; the word itself where it is none. Both begin with the same letter.
pub(crate) fn singular(word: &str, language: Language) -> Cow<'_, str> {
    let language = language.or_english();
    if let Some((_, one)) = PLURALS.of(language).iter().find(|(many, _)| *many == word) {
        return Cow::Borrowed(one);
    }
    let (least, stem) = if language == Language::German { (5, 4) } else { (4, 0) };
    let plural = word.len() >= least && !NO_PLURAL.ends(word, language);
    plural.then(|| SINGULAR.replaced(word, language, stem)).flatten().map_or(Cow::Borrowed(word), Cow::Owned)
}

/// The stem that an `-ing` form and its infinitive share: `reduc` of `reducing` and `reduce`.
pub(crate) fn verb_stem(word: &str) -> String {
    let stem = without_gerund(word).filter(|stem| stem.len() >= 3).unwrap_or(word);
    let stem = stem.strip_suffix('e').unwrap_or(stem);
    let mut letters: Vec<char> = stem.chars().collect();
    if let [.., one, other] = letters[..]
        && one == other
        && !"aeiou".contains(one)
        && letters.len() > 3
    {
        letters.pop();
    }
    letters.into_iter().collect()
}

/// What stands before the ending of a gerund; nothing where there is none.
pub(crate) fn without_gerund(word: &str) -> Option<&str> {
    GERUND.of(Language::English).iter().find_map(|ending| word.strip_suffix(ending))
}

/// The ending of a German adjective taken off: `europaisch` of `europaischen`.
pub(crate) fn without_case(word: &str) -> &str {
    CASE_ENDINGS
        .of(Language::German)
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(|stem| stem.len() >= 4)
        .unwrap_or(word)
}

/// The two words differ by a prefix or an ending that carries meaning, which is never a slip.
pub(crate) fn differs_in_meaning(one: &str, other: &str) -> bool {
    let prefixed = |long: &str, short: &str| {
        CONTRARY_PREFIXES.all().any(|(prefix, instead)| {
            long.strip_prefix(prefix)
                .is_some_and(|rest| short.strip_prefix(instead).is_some_and(|stem| stem.len() >= 3 && stem == rest))
        })
    };
    let ended = TELLING_ENDINGS.words().any(|ending| {
        one.strip_suffix(ending).filter(|stem| stem.len() >= 2).is_some_and(|stem| {
            TELLING_ENDINGS.words().any(|instead| instead != ending && other.strip_suffix(instead) == Some(stem))
        })
    });
    prefixed(one, other) || prefixed(other, one) || (ended && !is_mere_spelling(one, other))
}

/// Two German words with one stem and different prefixes: *Abgabe* and *Ausgabe*.
pub(crate) fn changes_prefix(one: &str, other: &str) -> bool {
    let prefixes = || VERB_PREFIXES.of(Language::German).iter().copied().chain([""]);
    prefixes().filter_map(|prefix| Some((prefix, one.strip_prefix(prefix)?))).any(|(own, stem)| {
        stem.len() >= 3 && prefixes().any(|prefix| prefix != own && other.strip_prefix(prefix) == Some(stem))
    })
}

/// First names that are spelled in two ways and spoken in one: *Thomas* and *Tomas*.
pub(crate) fn sounds_same(one: &str, other: &str) -> bool {
    sound(one) == sound(other)
}

/// What is heard of a first name, roughly and in any of the languages.
fn sound(name: &str) -> String {
    let mut heard = name.to_owned();
    for (written, spoken) in HEARD.all() {
        let begins = written.as_bytes().first().is_some_and(|first| heard.as_bytes().contains(first));
        if begins && heard.contains(written) {
            heard = heard.replace(written, spoken);
        }
    }
    let letters: Vec<char> = heard.chars().collect();
    let mut sound = String::new();
    for (place, letter) in letters.iter().enumerate() {
        let next = letters.get(place + 1);
        let letter = match letter {
            'c' if !matches!(next, Some('e' | 'i')) => 'k',
            'c' => 's',
            'h' if place > 0 => continue,
            letter => *letter,
        };
        if !sound.ends_with(letter) {
            sound.push(letter);
        }
    }
    sound.strip_suffix('e').filter(|stem| stem.len() > 2).map_or(sound.clone(), str::to_owned)
}

/// `-able` for `-ible` and `-er` for `-or` are slips of spelling, since only one of the two is a word.
fn is_mere_spelling(one: &str, other: &str) -> bool {
    MERE_SPELLINGS
        .all()
        .any(|(a, b)| (one.ends_with(a) && other.ends_with(b)) || (one.ends_with(b) && other.ends_with(a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_share_a_form() {
        for (one, other) in [
            ("colour", "color"),
            ("organisation", "organization"),
            ("centre", "center"),
            ("travelling", "traveling"),
            ("haemoglobin", "hemoglobin"),
            ("catalogue", "catalog"),
            ("labour", "labor"),
            ("analyse", "analyze"),
            ("sulphur", "sulfur"),
        ] {
            let form = |word| canon(word, Language::English, false);
            assert_eq!(form(one), form(other), "{one}");
        }
    }

    #[test]
    fn a_singular_begins_as_its_plural_does() {
        for language in [Language::English, Language::French, Language::German] {
            for (many, one) in PLURALS.of(language) {
                assert_eq!(many.chars().next(), one.chars().next(), "{many}");
            }
            // What is replaced at least keeps a letter in front, or its own first one.
            for (ending, other) in SINGULAR.of(language) {
                let least = if language == Language::German { 4 } else { 4_usize.saturating_sub(ending.len()) };
                assert!(least > 0 || ending.chars().next() == other.chars().next(), "{ending}");
            }
        }
    }

    #[test]
    fn meaning_is_told_from_spelling() {
        for (one, other) in [
            ("visible", "invisible"),
            ("nitrate", "nitrite"),
            ("intranet", "internet"),
            ("socialist", "socialism"),
            ("hypotension", "hypertension"),
        ] {
            assert!(differs_in_meaning(one, other), "{one}");
        }
        assert!(!differs_in_meaning("parlament", "parliament") && !differs_in_meaning("responsable", "responsible"));
    }
}
