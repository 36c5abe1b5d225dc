//! Answers that students will type otherwise than the author wrote them, or will not want to type at all.

use super::asked::two_forms;
use super::course::{Course, answer_key, forms};
use super::hit::Hit;
use super::stems::words;
use crate::card::{Key, Kind, Part};
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::roles::{INSTRUMENTS, OR};
use crate::text::{ARTICLES, Language, fold, fold_word, has_usual_name};

/// The most words and characters that are typed gladly; a proper name may be longer.
const WORDS: usize = 6;
const CHARACTERS: usize = 45;
const NAME: usize = 80;

/// `one-accepted-form`: a typed name that has a second form on its face, and no `accept`.
pub(super) fn one_accepted_form(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let note = course.entries[entry].note;
    if note.options || note.strict {
        return;
    }
    for card in &course.cards[course.entries[entry].cards.clone()] {
        let (answers, is_gap) = match &card.part.key {
            Key::Text(answers) if card.part.is_main => (answers, false),
            Key::Gap { answers, .. } => (answers, true),
            _ => continue,
        };
        // Forms of a gap stand in its braces.
        let beside = |forms: &[&str]| if is_gap { in_braces(forms) } else { accept(forms) };
        let name = answers[0].as_str();
        let is_name = matches!(note.kind, Kind::Institution { .. } | Kind::Instrument { .. });
        let has_short = super::course::short(note).is_some();
        let accepted = || note.accept.iter().filter(|_| !is_gap).chain(&answers[1..]);
        let has_more = accepted().next().is_some();
        let known = |form: &str| accepted().any(|known| fold(known) == fold(form));
        // A sentence is told as one; and where a part of what stands outside is accepted, students have a form to type.
        let is_plain = |outside: &str| accepted().any(|form| fold(outside).contains(&fold(form)));
        if is_sentence(name) {
            continue;
        }
        let both = two_forms(name, &card.part.stem).filter(|(one, other)| !known(one) || !known(other));
        let (message, help) = if let Some((one, other)) = both {
            let help = if is_gap {
                in_braces(&[&one, &other])
            } else {
                format!("write `answer = \"{}\"` and `accept = [\"{}\"]`", excerpt(&one), excerpt(&other))
            };
            (format!("nobody types \"{}\"", excerpt(name)), help)
        } else if let Some((outside, inside)) = bracketed(name)
            .filter(|(outside, inside)| !has_short && !is_plain(outside) && !known(outside) && !known(inside))
            .filter(|(_, inside)| !is_asked_for(inside, &card.part.stem))
        {
            (
                format!("students will type \"{}\" or \"{}\"", excerpt(&outside), excerpt(inside)),
                beside(&[&outside, inside]),
            )
        } else if has_more {
            continue;
        } else if let Some((one, other)) = slashed(name) {
            (format!("students will write \"{}\" without the slash", excerpt(name)), beside(&[one, other]))
        } else if is_name && !has_short && is_abbreviation(name) {
            {
                let help = format!("write the full name, and `short = \"{}\"`", excerpt(name));
                (format!("students will type what \"{}\" stands for", excerpt(name)), help)
            }
        } else {
            continue;
        };
        hits.push(Hit::warning(Code::OneAcceptedForm, entry, message).at(answer_key(note, &card.part)).help(help));
    }
}

fn accept(forms: &[&str]) -> String {
    let forms: Vec<String> = forms.iter().map(|form| format!("\"{}\"", excerpt(form).replace('"', "\\\""))).collect();
    format!("add `accept = [{}]`", forms.join(", "))
}

fn in_braces(forms: &[&str]) -> String {
    let forms: Vec<String> = forms.iter().map(|form| excerpt(form)).collect();
    format!("write `{}` between the braces", forms.join("|"))
}

/// `Agency for Cybersecurity (ENISA)`: what stands outside and inside.
fn bracketed(name: &str) -> Option<(String, &str)> {
    let (before, rest) = name.split_once('(')?;
    let (inside, after) = rest.split_once(')')?;
    // "(or telehealth)"
    let inside = OR.words().find_map(|or| inside.strip_prefix(or)?.strip_prefix(' ')).unwrap_or(inside);
    // "Directive (EU) 2022/2555" is known without what stands in its brackets.
    if after.contains(|c: char| c.is_ascii_digit()) && inside.chars().count() <= 3 {
        return None;
    }
    // A bracket in the middle of a phrase or a word, and those of a formula, are no second form.
    let ends = !after.contains(char::is_alphanumeric);
    if !(ends || before.trim().is_empty())
        || !before.is_empty() && !before.ends_with(' ')
        || name.contains(['=', '+', '^'])
    {
        return None;
    }
    let outside = format!("{} {}", before.trim(), after.trim()).trim().to_owned();
    let words = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    // "27 (twenty-seven)"; a year is explained by what stands behind it.
    let count = (1..=3).contains(&outside.len()) && outside.bytes().all(|byte| byte.is_ascii_digit());
    ((words(&outside) || count) && words(inside)).then_some((outside, inside.trim()))
}

/// "Which ocean?", *Atlantic (Ocean)*: the question says what stands in the brackets, and nobody types it alone.
fn is_asked_for(inside: &str, stem: &str) -> bool {
    let spoken = words(stem);
    words(inside).iter().all(|word| spoken.iter().any(|said| said == word || said.strip_suffix('s') == Some(word)))
}

/// `Presidency/Parliament`: both sides, where they are words.
fn slashed(name: &str) -> Option<(&str, &str)> {
    let (one, other) = name.split_once('/')?;
    let word = |text: &str| {
        text.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !text.contains(|c: char| c.is_ascii_digit())
    };
    // HIV/AIDS: nobody writes it otherwise.
    let is_sign = |text: &str| !text.contains(char::is_lowercase);
    (word(one) && word(other) && !(is_sign(one) && is_sign(other))).then(|| (one.trim(), other.trim()))
}

/// One word of at least three capitals.
fn is_abbreviation(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| *c != '.').collect();
    letters.len() >= 3 && letters.iter().all(|c| c.is_uppercase())
}

/// So many words with a full stop behind the last are a sentence.
const SENTENCE: usize = 4;

fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    // "Washington D.C.", "Smith et al." end in no full stop.
    let last = words.last().and_then(|last| last.strip_suffix('.')).filter(|last| last.chars().count() > 3);
    words.len() >= SENTENCE && last.is_some_and(|last| !last.contains('.'))
}

/// `long-to-type`: a typed answer of many words of which no shorter form is accepted.
pub(super) fn long_to_type(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let note = course.entries[entry].note;
    if note.options {
        return;
    }
    if let Kind::Short { answer, .. } = &note.kind
        && is_sentence(answer)
        && note.accept.iter().all(|form| is_sentence(form) || form.split_whitespace().count() >= SENTENCE)
    {
        let hit = Hit::warning(Code::LongToType, entry, format!("a sentence must be typed: \"{}\"", excerpt(answer)));
        hits.push(hit.at("answer").help("write only what is asked for, or make it a `[[card]]`"));
        return;
    }
    for card in &course.cards[course.entries[entry].cards.clone()] {
        let long = match &card.part.key {
            Key::Text(_) | Key::Gap { .. } => {
                let forms = forms(note, &card.part);
                let language = course.language(entry);
                let names = |form: &str| note_names(&note.kind, &card.part) || is_proper(form, language);
                let is_known = forms.iter().any(|form| has_usual_name(form, language));
                let all = forms.iter().all(|form| is_long(form, names(form)));
                (all && !is_known).then(|| (None, forms[0]))
            }
            Key::List { items, .. } => items.iter().enumerate().find_map(|(at, item)| {
                let mut forms = std::iter::once(&item.answer).chain(&item.accept);
                let holds = card.part.name == "by" || card.part.name == "who";
                let language = course.language(entry);
                let is_known = |form: &str| has_usual_name(form, language);
                forms
                    .all(|form| is_long(form, holds || is_proper(form, language)) && !is_known(form))
                    .then_some((Some(at), item.answer.as_str()))
            }),
            _ => None,
        };
        let Some((item, answer)) = long else { continue };
        let (words, characters) = (answer.split_whitespace().count(), answer.chars().count());
        let measure = if words > WORDS { format!("{words} words") } else { format!("{characters} characters") };
        let message = format!("{measure} must be typed: \"{}\"", excerpt(answer));
        let hit = Hit::warning(Code::LongToType, entry, message).at(answer_key(note, &card.part));
        let hit = item.into_iter().fold(hit, Hit::item);
        hits.push(hit.help("ask for less, accept a short form, or make it a `[[choice]]` or `[[card]]`"));
    }
}

/// The part asks for the proper name of a thing or person.
fn note_names(kind: &Kind, part: &Part) -> bool {
    matches!(kind, Kind::Institution { .. } | Kind::Instrument { .. } | Kind::Position { .. }) || part.name == "by"
}

/// A proper name by its capitals, or that of an act by the word that it begins with (*convention de …*): students know it
/// whole, or not at all.
fn is_proper(answer: &str, language: Language) -> bool {
    if language != Language::English && names_an_act(answer, language) {
        return true;
    }
    let mut words = answer.split_whitespace().peekable();
    let small = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_lowercase);
    language == Language::English
        && words.peek().is_some_and(|first| first.starts_with(char::is_uppercase))
        && words.all(|word| small(word) || word.starts_with(char::is_uppercase))
}

fn names_an_act(answer: &str, language: Language) -> bool {
    let words = answer.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '’')).map(fold_word);
    let first = words.into_iter().find(|word| !ARTICLES.of(language).contains(&word.as_str()));
    first.is_some_and(|word| INSTRUMENTS.of(language).contains(&word.as_str()))
}

fn is_long(answer: &str, name: bool) -> bool {
    let characters = answer.chars().count();
    if name { characters > NAME } else { characters > CHARACTERS || answer.split_whitespace().count() > WORDS }
}

/// So many answers of a list are asked at once at most.
const ITEMS: usize = 7;

/// `many-items`: more answers in one question than anybody keeps in mind.
pub(super) fn many_items(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::List { need, .. } = &course.entries[entry].note.kind else { return };
    if *need > ITEMS {
        let hit = Hit::note(Code::ManyItems, entry, format!("{need} answers are wanted in one question")).at("answers");
        hits.push(hit.help("split it, or ask for some of them: `need = 5`"));
    }
}
