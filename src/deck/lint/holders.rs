//! Who holds a claim or did an act: several names in one, a name that two persons bear, that the deck writes otherwise
//! elsewhere, that names nobody, or that has no short form.

use std::collections::{BTreeMap, HashSet};

use super::course::{Course, proper_name, short};
use super::hit::Hit;
use crate::card::{Kind, Note};
use crate::deck::excerpt;
use crate::deck::names::{is_of_bodies, is_particle};
use crate::diagnostic::Code;
use crate::text::roles::{AND, ARTICLES, MANY_ARTICLES, NAMELESS};
use crate::text::{Language, Lexicon, fold, fold_word, has_usual_name};

/// A name as it stands in `by` or `who`.
struct Named<'a> {
    entry: usize,
    key: &'static str,
    item: usize,
    name: &'a str,
}

/// `several-in-one`, `holder-name` and `holder-form`: each told once for a name.
pub(super) fn holders(course: &Course<'_>, hits: &mut Vec<Hit>) {
    let all: Vec<Named<'_>> = (0..course.entries.len()).flat_map(|entry| named(course, entry)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &all {
        *counts.entry(one.name).or_default() += 1;
    }
    let bodies: Vec<(&str, &Note)> =
        course.entries.iter().filter_map(|entry| Some((proper_name(entry.note)?, entry.note))).collect();
    let mut told: HashSet<&str> = HashSet::new();
    for one in all.iter().filter(|one| course.entries[one.entry].told) {
        if told.insert(one.name) {
            hits.extend(of_name(course, one, &counts, &bodies));
        }
    }
}

fn named<'a>(course: &Course<'a>, entry: usize) -> Vec<Named<'a>> {
    let (key, names) = match &course.entries[entry].note.kind {
        Kind::Position { who, .. } => ("who", who),
        Kind::Instrument { by, .. } => ("by", by),
        _ => return Vec::new(),
    };
    names.iter().enumerate().map(|(item, name)| Named { entry, key, item, name }).collect()
}

fn of_name(
    course: &Course<'_>,
    one: &Named<'_>,
    counts: &BTreeMap<&str, usize>,
    bodies: &[(&str, &Note)],
) -> Option<Hit> {
    let (note, language) = (course.entries[one.entry].note, course.language(one.entry));
    let placed = |hit: Hit| hit.at(one.key).item(one.item);
    let known = |name: &str| {
        let is = |form: &str| form.eq_ignore_ascii_case(name);
        let of_body = bodies
            .iter()
            .any(|(body, note)| is(body) || short(note).is_some_and(is) || note.accept.iter().any(|form| is(form)));
        of_body || has_usual_name(name, language)
    };
    let shown = excerpt(one.name);
    if known(one.name) {
        return None;
    }
    if let Some(parts) = parts(one.name, |name| known(name) || counts.contains_key(name)) {
        let list: Vec<String> = parts.iter().map(|part| format!("\"{}\"", excerpt(part))).collect();
        let hit = placed(Hit::warning(Code::SeveralInOne, one.entry, format!("\"{shown}\" is read as one name")));
        return Some(hit.help(format!("write a list: `{} = [{}]`", one.key, list.join(", "))));
    }
    let misnamed = |message: String| placed(Hit::warning(Code::HolderName, one.entry, message));
    if let Some((outside, inside)) =
        one.name.split_once('(').map(|(outside, rest)| (outside.trim(), rest.trim_end_matches([')', ' '])))
    {
        let meant = bodies.iter().find(|(_, note)| short(note) == Some(inside)).map(|(body, _)| *body);
        let is_short = inside.chars().filter(|c| c.is_uppercase()).count() >= 2 && !inside.contains(' ');
        let help = match meant {
            Some(body) => format!("write the name of the entry: \"{}\"", excerpt(body)),
            None => {
                format!("write \"{}\", and give the short form to an `[[institution]]` of that name", excerpt(outside))
            }
        };
        return is_short
            .then(|| misnamed(format!("\"{shown}\" must be typed with what stands in the brackets")).help(help));
    }
    if let Some(near) = near(one.name, counts, bodies) {
        return Some(
            misnamed(format!("\"{shown}\" is almost \"{}\"", excerpt(near)))
                .help(format!("did you mean \"{}\"?", excerpt(near))),
        );
    }
    if let Some(word) = nameless(one.name, language) {
        return Some(
            misnamed(format!("\"{word}\" names nobody: any name would be an answer"))
                .help("say who holds it, or make it a `[[true_false]]`"),
        );
    }
    let bearers = bearers(one.name, counts);
    match bearers[..] {
        [] => {}
        [full] => {
            let hit = misnamed(format!("\"{shown}\" is \"{}\" elsewhere, and counts as another person", excerpt(full)));
            return Some(hit.help(format!("write \"{}\"", excerpt(full))));
        }
        [first, second, ..] => {
            let hit = misnamed(format!("\"{shown}\" may be \"{}\" or \"{}\"", excerpt(first), excerpt(second)));
            return Some(hit.help("write the whole name"));
        }
    }
    let has_form = one.key == "who" && !note.accept.is_empty();
    (is_long_body(one.name) && !has_form).then(|| {
        let hit = placed(Hit::note(Code::HolderForm, one.entry, format!("no short form of \"{shown}\" is known")));
        hit.help(if one.key == "who" {
            "add one: `accept = [\"…\"]`".to_owned()
        } else {
            format!("add an `[[institution]]` with `name = \"{shown}\"` and its `short`")
        })
    })
}

/// The names in a text that holds several: each is known or looks like that of a person, a body or a state.
fn parts(name: &str, is_known: impl Fn(&str) -> bool) -> Option<Vec<&str>> {
    let ands: Vec<String> =
        AND.words().map(|and| format!(" {and} ")).chain([" & ", "; ", " / "].map(str::to_owned)).collect();
    let has_joint = ands.iter().any(|joint| name.contains(joint));
    let mut parts: Vec<&str> = name.split(", ").collect();
    for joint in &ands {
        parts = parts.into_iter().flat_map(|part| part.split(joint.as_str())).collect();
    }
    // "A, B, and C" leaves an "and" in front of the last.
    let bare =
        |part: &'_ str| ands.iter().find_map(|and| part.strip_prefix(and.trim_start())).map_or(part.len(), str::len);
    let parts: Vec<&str> = parts.into_iter().map(|part| part[part.len() - bare(part)..].trim()).collect();
    let named = |part: &str| {
        part.split(' ')
            .find(|word| !ARTICLES.has_word(&word.to_lowercase()))
            .is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    if parts.len() < 2 || !parts.iter().all(|part| named(part)) {
        return None;
    }
    let lexicon = Lexicon::embedded();
    let is_first_name =
        |part: &str| part.split(' ').next().is_some_and(|first| lexicon.is_first_name(&fold_word(first)));
    let is_whole = |part: &&str| {
        is_known(part)
            || part.split_whitespace().any(is_of_bodies)
            || lexicon.is_territory(&fold(part))
            || is_abbreviation(part)
            || is_person(part) && is_first_name(part)
    };
    // "Weber, Anna" is one person; three single names are three.
    let single = parts.len() >= 3 && parts.iter().all(|part| !part.contains(' '));
    let sure = parts.iter().all(is_whole)
        || parts.iter().all(|part| is_person(part))
        || single
        || has_joint && parts.iter().any(|part| is_known(part));
    sure.then_some(parts)
}

/// Two capitals and more, and nothing else.
fn is_abbreviation(name: &str) -> bool {
    name.len() >= 2 && name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Two to four words with capitals, none of them of a body.
fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) || is_particle(word);
    (2..=4).contains(&words.len()) && words.iter().all(is_name) && !words.iter().any(|word| is_of_bodies(word))
}

/// A body of several words, for which students would write something shorter.
fn is_long_body(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.len() >= 3 && words.iter().any(|word| is_of_bodies(word))
}

/// A body or a commoner holder that differs by a letter or two.
fn near<'a>(name: &str, counts: &BTreeMap<&'a str, usize>, bodies: &[(&'a str, &Note)]) -> Option<&'a str> {
    let length = name.chars().count();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let most = match length {
        0..=7 => return None,
        8..=15 => 1,
        _ => 2,
    };
    // A third of a name stays whole, however few letters are changed: at its beginning or its end.
    let third = |text: &str, from_end: bool| -> Vec<char> {
        if from_end { text.chars().rev().take(length / 3).collect() } else { text.chars().take(length / 3).collect() }
    };
    let (begins, ends) = (third(name, false), third(name, true));
    let may_be = |other: &str| {
        other.len().abs_diff(name.len()) <= 2 * most && (third(other, false) == begins || third(other, true) == ends)
    };
    let is_near = |other: &&str| {
        if !may_be(other) {
            return false;
        }
        let distance = strsim::damerau_levenshtein(name, other);
        (1..=most).contains(&distance) && digits(name) == digits(other)
    };
    let own = counts.get(name).copied().unwrap_or_default();
    let commoner = counts.iter().filter(|(_, count)| **count > own).map(|(other, _)| *other);
    bodies.iter().map(|(body, _)| *body).chain(commoner).find(is_near)
}

/// A word for people whom nobody could name.
fn nameless(name: &str, language: Language) -> Option<&str> {
    let words = NAMELESS.of(language.or_english());
    let mut all = name.split_whitespace().filter(|word| !MANY_ARTICLES.has_word(word));
    let first = all.next()?;
    let rest = all.next();
    let is_word = words.contains(&first.to_lowercase().as_str());
    // "Critics of the treaty" are nobody; "Experts Group" is a body.
    (is_word && rest.is_none_or(|word| word.starts_with(char::is_lowercase))).then_some(first)
}

/// The whole names that end in a name of one word.
fn bearers<'a>(name: &str, counts: &BTreeMap<&'a str, usize>) -> Vec<&'a str> {
    if name.contains(' ') || name.chars().filter(|c| c.is_uppercase()).count() != 1 {
        return Vec::new();
    }
    let ends = |other: &&&str| is_person(other) && other.rsplit(' ').next() == Some(name);
    counts.keys().filter(ends).copied().collect()
}
