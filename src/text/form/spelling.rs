//! One spelling for words that have several: British and American, possessives; and the forms of a word.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::language::Language;

type Pairs = LazyLock<Vec<(&'static str, &'static str)>>;

/// Pairs of words, one pair a line.
fn pairs(lines: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines.lines().filter_map(|line| line.split_once(' '))
}

const SPELLINGS: &str = include_str!("../language/english/spellings.txt");

/// Words that follow no pattern: British to American.
static WORDS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| pairs(SPELLINGS).collect());

/// Stems that are spelled in two ways before an ending, the British one first: their place in the list, and the American one.
static STEMS: LazyLock<HashMap<&'static str, (usize, &'static str)>> = LazyLock::new(|| {
    let words = pairs(SPELLINGS).filter(|(british, american)| american.starts_with(*british));
    let mut stems = HashMap::new();
    for (place, (british, american)) in
        words.chain(pairs(include_str!("../language/english/spelling_stems.txt"))).enumerate()
    {
        stems.entry(british).or_insert((place, american));
    }
    stems
});

/// Plurals that follow no rule, and their singulars.
static PLURALS: Pairs = LazyLock::new(|| pairs(include_str!("../language/english/plurals.txt")).collect());

/// The form that all spellings of a word share. Not itself a word: only for comparing.
pub(crate) fn canon(word: &str, language: Language, abbreviation: bool) -> String {
    if language != Language::English || abbreviation || word.len() < 4 || !word.is_ascii() {
        return word.to_owned();
    }
    let whole = WORDS.get(word).map(|american| (*american).to_owned());
    whole.or_else(|| by_stem(word)).unwrap_or_else(|| by_pattern(word))
}

/// An ending behind a stem that is spelled in two ways: *enrolments*, *focussed*, *manoeuvring*.
fn by_stem(word: &str) -> Option<String> {
    const ENDINGS: [&str; 13] =
        ["s", "es", "d", "ed", "ing", "er", "ers", "ly", "ment", "ments", "able", "ation", "al"];
    let stems = ENDINGS.iter().filter_map(|ending| Some((ending, STEMS.get(word.strip_suffix(ending)?)?)));
    let british =
        stems.filter(|(_, (_, american))| !word.strip_prefix(american).is_some_and(|rest| ENDINGS.contains(&rest)));
    british.min_by_key(|(_, (place, _))| *place).map(|(ending, (_, american))| format!("{american}{ending}"))
}

fn by_pattern(word: &str) -> String {
    let mut word = word.to_owned();
    if word.len() > 5 {
        for (british, american) in [("isation", "ization"), ("ising", "izing"), ("sulph", "sulf"), ("foet", "fet")] {
            if word.contains(british) {
                word = word.replace(british, american);
            }
        }
        let vowels = word.contains("ae") || word.contains("oe");
        for pattern in [
            "haem",
            "paed",
            "anaem",
            "palaeo",
            "archaeo",
            "aesth",
            "encyclopaed",
            "leukaem",
            "mediaev",
            "oestr",
            "oesoph",
            "oedem",
            "diarrhoe",
        ] {
            if vowels && word.contains(pattern) {
                word = word.replace(pattern, &pattern.replace("ae", "e").replace("oe", "e"));
            }
        }
        word = endings(&word);
    }
    if word.len() > 4 && word.contains("our") && !word.ends_with("hour") && !word.ends_with("four") {
        for stem in [
            "col", "lab", "hon", "fav", "hum", "behavi", "neighb", "harb", "rum", "val", "vig", "sav", "endeav", "arm",
            "vap", "parl", "splend", "rig", "od", "glam", "cand", "ferv", "tum", "succ", "clam", "ard", "ranc",
            "demean", "flav",
        ] {
            word = word.replace(&format!("{stem}our"), &format!("{stem}or"));
        }
    }
    word
}

fn endings(word: &str) -> String {
    const ENDINGS: [(&str, &str); 14] = [
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("iser", "izer"),
        ("isers", "izers"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("ysing", "yzing"),
        ("ogue", "og"),
        ("ogues", "ogs"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("bre", "ber"),
        ("bres", "bers"),
    ];
    for (british, american) in ENDINGS {
        if let Some(stem) = word.strip_suffix(british) {
            return format!("{stem}{american}");
        }
    }
    for ending in ["ed", "ing", "er", "ers", "or", "ors"] {
        let doubled = word.strip_suffix(ending).and_then(|stem| stem.strip_suffix("ll"));
        if let Some(stem) = doubled.filter(|stem| stem.len() > 3) {
            return format!("{stem}l{ending}");
        }
    }
    word.to_owned()
}

/// The singular of a regular plural, for comparing; the word itself where it is none.
pub(crate) fn singular(word: &str, language: Language) -> String {
    let plain = |ending: &str, kept: &str| word.strip_suffix(ending).map(|stem| format!("{stem}{kept}"));
    match language {
        Language::English | Language::Other => {
            if let Some((_, one)) = PLURALS.iter().find(|(many, _)| *many == word) {
                return (*one).to_owned();
            }
            if word.len() < 4 || ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
                return word.to_owned();
            }
            plain("ies", "y")
                .or_else(|| {
                    ["sses", "shes", "ches", "xes", "zzes"].iter().find_map(|end| plain(end, &end[..end.len() - 2]))
                })
                .or_else(|| plain("s", ""))
        }
        Language::French if word.len() >= 4 => plain("eaux", "eau")
            .or_else(|| plain("aux", "al"))
            .or_else(|| plain("eux", "eu"))
            .or_else(|| plain("s", "")),
        Language::German if word.len() >= 5 => {
            ["en", "er", "n", "e", "s"].iter().find_map(|ending| plain(ending, "").filter(|stem| stem.len() >= 4))
        }
        Language::French | Language::German => None,
    }
    .unwrap_or_else(|| word.to_owned())
}

/// The stem that an `-ing` form and its infinitive share: `reduc` of `reducing` and `reduce`.
pub(crate) fn verb_stem(word: &str) -> String {
    let stem = word.strip_suffix("ing").filter(|stem| stem.len() >= 3).unwrap_or(word);
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

/// The ending of a German adjective taken off: `europaisch` of `europaischen`.
pub(crate) fn without_case(word: &str) -> &str {
    ["en", "em", "er", "es", "e"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(|stem| stem.len() >= 4)
        .unwrap_or(word)
}

/// The two words differ by a prefix or an ending that carries meaning, which is never a slip.
pub(crate) fn differs_in_meaning(one: &str, other: &str) -> bool {
    const PREFIXES: [(&str, &str); 24] = [
        ("un", ""),
        ("in", ""),
        ("im", ""),
        ("il", ""),
        ("ir", ""),
        ("non", ""),
        ("dis", ""),
        ("de", ""),
        ("re", ""),
        ("a", ""),
        ("an", ""),
        ("mis", ""),
        ("inter", "intra"),
        ("hyper", "hypo"),
        ("ex", "in"),
        ("ex", "im"),
        ("em", "im"),
        ("pre", "pro"),
        ("anti", "ante"),
        ("micro", "macro"),
        ("mikro", "makro"),
        ("endo", "exo"),
        ("intra", "extra"),
        ("over", "under"),
    ];
    const ENDINGS: [&str; 33] = [
        "ate", "ite", "ide", "ine", "ane", "ene", "yne", "ose", "ase", "ist", "ism", "ic", "ous", "er", "ee", "or",
        "ed", "ing", "al", "able", "ible", "ation", "ity", "ful", "less", "ium", "on", "opoly", "opsony", "opole",
        "opsone", "opol", "opson",
    ];
    let prefixed = |long: &str, short: &str| {
        PREFIXES.iter().any(|(prefix, instead)| {
            long.strip_prefix(prefix)
                .is_some_and(|rest| short.strip_prefix(instead).is_some_and(|stem| stem.len() >= 3 && stem == rest))
        })
    };
    let ended = ENDINGS.iter().any(|ending| {
        one.strip_suffix(ending).filter(|stem| stem.len() >= 2).is_some_and(|stem| {
            ENDINGS.iter().any(|instead| instead != ending && other.strip_suffix(instead) == Some(stem))
        })
    });
    prefixed(one, other) || prefixed(other, one) || (ended && !is_mere_spelling(one, other))
}

/// Two German words with one stem and different prefixes: *Abgabe* and *Ausgabe*.
pub(crate) fn changes_prefix(one: &str, other: &str) -> bool {
    const PREFIXES: [&str; 16] =
        ["an", "ab", "auf", "aus", "ein", "be", "ge", "er", "ver", "vor", "hin", "her", "zer", "ent", "zu", ""];
    PREFIXES.iter().filter_map(|prefix| Some((prefix, one.strip_prefix(prefix)?))).any(|(own, stem)| {
        stem.len() >= 3 && PREFIXES.iter().any(|prefix| prefix != own && other.strip_prefix(prefix) == Some(stem))
    })
}

/// First names that are spelled in two ways and spoken in one: *Thomas* and *Tomas*.
pub(crate) fn sounds_same(one: &str, other: &str) -> bool {
    sound(one) == sound(other)
}

/// What is heard of a first name, roughly and in any of the languages.
fn sound(name: &str) -> String {
    let mut heard = name.to_owned();
    for (written, spoken) in [
        ("ph", "f"),
        ("th", "t"),
        ("ch", "k"),
        ("ck", "k"),
        ("qu", "k"),
        ("x", "ks"),
        ("y", "i"),
        ("ie", "i"),
        ("z", "s"),
    ] {
        heard = heard.replace(written, spoken);
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
    let pair = |a: &str, b: &str| (one.ends_with(a) && other.ends_with(b)) || (one.ends_with(b) && other.ends_with(a));
    pair("able", "ible") || pair("er", "or")
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
