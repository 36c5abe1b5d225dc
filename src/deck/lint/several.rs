//! Several answers, options or forms in one text, and the numbers of a list in front of its answers.

use super::asked::asked_count;
use super::course::{Course, options};
use super::hit::Hit;
use super::stems::{worded, words};
use crate::card::{Key, Kind, Note};
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::roles::{
    AND, ARTICLES, AUXILIARIES, COPULAS, NO_PLURAL, OR, PREPOSITIONS, SEVERAL_COPULAS, SEVERAL_ENDINGS,
    SEVERAL_VERB_ENDINGS, WHICH_ANY, WHICH_SEVERAL,
};
use crate::text::{Language, ListItem, fold, fold_word};

/// The most words of a text that is one of several.
const WORDS: usize = 4;

/// `several-in-one`: several answers, options or accepted forms in one text.
pub(super) fn several_in_one(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let told = |key: &'static str, text: &str| {
        Hit::warning(Code::SeveralInOne, entry, format!("\"{}\" is one text", excerpt(text))).at(key)
    };
    if let Key::Text(answers) = &card.part.key
        && !answers[0].contains([',', ';'])
    {
        for (item, form) in one.note.accept.iter().enumerate() {
            // "Sunshine Coast, Queensland, Australia" says where it lies.
            let is_fuller = form.split(',').next().is_some_and(|first| fold(first) == fold(&answers[0]));
            if let Some(forms) = forms(form).filter(|_| !is_fuller) {
                hits.push(told("accept", form).item(item).help(format!("write a list: `accept = [{}]`", list(&forms))));
            }
        }
    }
    match &one.note.kind {
        Kind::List { answers, .. } => {
            let [only] = answers.as_slice() else { return several_of_an_item(answers, told, hits) };
            if let Some(parts) = several(&only.answer) {
                hits.push(told("answers", &only.answer).help(format!("write a list: `answers = [{}]`", list(&parts))));
            }
        }
        Kind::Choice { .. } => {
            let Some((right, wrong)) = options(one.note, &card.part) else { return };
            if let [only] = wrong[..]
                && let Some(parts) = forms(only)
                && right.iter().all(|text| several(text).is_none())
            {
                hits.push(told("wrong", only).help(format!("write a list: `wrong = [{}]`", list(&parts))));
            }
        }
        // Who accepts another form has thought of how it is typed.
        Kind::Short { answer, .. } if matches!(card.part.key, Key::Text(_)) && one.note.accept.is_empty() => {
            let Some((_, question)) = worded(course, entry) else { return };
            if let Some(parts) = answers_of(one.note, answer, question, one.deck.language) {
                let list = list(&parts);
                hits.push(told("answer", answer).help(format!("make it a `[[list]]` with `answers = [{list}]`")));
            }
        }
        _ => {}
    }
}

/// One item of a list that is several, where no other has a comma.
fn several_of_an_item(answers: &[ListItem], told: impl Fn(&'static str, &str) -> Hit, hits: &mut Vec<Hit>) {
    let with_commas: Vec<usize> = (0..answers.len()).filter(|at| answers[*at].answer.contains(',')).collect();
    let [at] = with_commas[..] else { return };
    let answer = &answers[at].answer;
    // "Freedom, security and justice" is one thing.
    let parts = several(answer).filter(|_| words(answer).iter().all(|word| !AND.has_word(word)));
    if let Some(parts) = parts {
        hits.push(told("answers", answer).item(at).help(format!("write them apart: {}", list(&parts))));
    }
}

fn list(parts: &[&str]) -> String {
    parts.iter().map(|part| format!("\"{}\"", excerpt(part))).collect::<Vec<_>>().join(", ")
}

/// Three things or more with commas between them, a few words each.
fn several(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
    (parts.len() >= 3 && parts.iter().all(is_short)).then_some(parts)
}

/// A few words; digits alone are a piece of a number.
fn is_short(part: &&str) -> bool {
    (1..=WORDS).contains(&part.split_whitespace().count()) && part.contains(char::is_alphabetic)
}

/// Forms with semicolons between them, or three and more with commas; the commas of a name stand before an *and*.
fn forms(text: &str) -> Option<Vec<&str>> {
    by_semicolon(text).or_else(|| several(text)).filter(|_| words(text).iter().all(|word| !AND.has_word(word)))
}

fn by_semicolon(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    (parts.len() >= 2 && parts.iter().all(is_short)).then_some(parts)
}

/// The answers of a text that a question for several has: as many as it asks for, or parted by semicolons, or by commas
/// and *and* where it asks for more than one.
fn answers_of<'a>(note: &Note, answer: &'a str, question: &str, language: Language) -> Option<Vec<&'a str>> {
    if let Some(parts) = by_semicolon(answer) {
        return Some(parts);
    }
    if let Some(parts) = several_meant(question, answer, language) {
        return Some(parts);
    }
    let (spoken, parts) = (words(question), joined(answer));
    // Names of bodies and acts have commas, too.
    let is_plain = answer.chars().next().is_some_and(char::is_lowercase) && note.accept.is_empty();
    let joins =
        words(answer).iter().any(|word| AND.has_word(word) || OR.of(Language::English).contains(&word.as_str()));
    let is_list = is_plain && joins && answer.contains(',') && parts.len() >= 3 && parts.iter().all(is_short);
    (is_list && asks_for_several(&spoken, language)).then_some(parts)
}

/// As many answers in one text as a question asks for: *name three gases*, `CO2, CH4, N2O`.
pub(crate) fn several_meant<'a>(question: &str, answer: &'a str, language: Language) -> Option<Vec<&'a str>> {
    let parts = joined(answer);
    let is_asked = parts.len() >= 2 && asked_count(&words(question), language) == Some(parts.len());
    (is_asked && parts.iter().all(is_short)).then_some(parts)
}

/// What stands between commas, and before and behind the *and* of the last of them.
pub(crate) fn joined(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = text.split(", ").map(str::trim).collect();
    let Some(last) = parts.pop() else { return parts };
    let joints = || AND.words().map(|and| format!("{and} "));
    let last = joints().find_map(|and| last.strip_prefix(and.as_str())).unwrap_or(last);
    let joint = joints().map(|and| format!(" {and}")).chain([" & ".to_owned()]).find(|and| last.contains(and.as_str()));
    match joint.and_then(|joint| last.split_once(joint.as_str())) {
        Some((one, other)) => parts.extend([one.trim(), other.trim()]),
        None => parts.push(last),
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// A question that asks in the plural: *which bodies*, *quels sont*, *welche Länder*, *welche Organe beschließen*.
fn asks_for_several(spoken: &[String], language: Language) -> bool {
    let spoken: Vec<String> = spoken.iter().map(|word| fold_word(word)).collect();
    let is_several = |word: &str| {
        let is_verb = COPULAS.has_word(word) || AUXILIARIES.has_word(word);
        SEVERAL_ENDINGS.ends(word, language) && !is_verb && !NO_PLURAL.ends(word, language)
    };
    let is_verb = |word: &str| {
        let is_small = ARTICLES.has_word(word) || PREPOSITIONS.has_word(word);
        SEVERAL_COPULAS.has_word(word) || SEVERAL_VERB_ENDINGS.ends(word, language) && !is_small
    };
    (0..spoken.len()).any(|at| {
        let next = |ahead: usize| spoken.get(at + ahead).map_or("", String::as_str);
        let may = WHICH_ANY.of(language.or_english()).contains(&next(0));
        WHICH_SEVERAL.has_word(next(0))
            || may && (is_several(next(1)) || SEVERAL_COPULAS.has_word(next(1)) || is_verb(next(2)))
    })
}

/// `one-accepted-form`: the answers of a list bear the numbers or letters of one.
pub(super) fn numbered_answers(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::List { answers, .. } = &course.entries[entry].note.kind else { return };
    let bare: Option<Vec<&str>> = answers.iter().enumerate().map(|(at, item)| unnumbered(&item.answer, at)).collect();
    let Some(bare) = bare.filter(|bare| bare.len() >= 2) else { return };
    let first = excerpt(&answers[0].answer);
    let message = format!("\"{first}\": the numbers of a list have to be typed here");
    let is_plain = answers.iter().all(|item| item.accept.is_empty());
    let help = if is_plain {
        format!("leave them out: `answers = [{}]`", list(&bare))
    } else {
        "leave them out of every answer".to_owned()
    };
    hits.push(Hit::warning(Code::OneAcceptedForm, entry, message).at("answers").help(help));
}

/// The text behind the number or letter of its place, from 0: `1. …`, `(a) …`, `b) …`.
fn unnumbered(text: &str, at: usize) -> Option<&str> {
    let text = text.trim().trim_start_matches('(');
    let letter = char::from(b'a' + u8::try_from(at).ok()?.min(25));
    let rest = text
        .strip_prefix(&(at + 1).to_string())
        .or_else(|| text.strip_prefix([letter, letter.to_ascii_uppercase()]))?;
    let rest = rest.strip_prefix(['.', ')', ':'])?;
    (rest.starts_with(' ') && !rest.trim().is_empty()).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_in_the_plural_are_known_in_three_languages() {
        let asks = |question: &str, language: Language| asks_for_several(&words(question), language);
        for (language, several, one) in [
            (
                Language::English,
                &["Which bodies adopt laws?", "What are the aims?", "By which means is it done?"][..],
                &[
                    "Which body adopts laws?",
                    "What does it protect?",
                    "Which class is it?",
                    "What is it?",
                    "What was it?",
                ][..],
            ),
            (
                Language::French,
                &["Quels organes adoptent les lois ?", "Quelles sont les libertés ?"],
                &["Quel organe adopte les lois ?", "Quelle est la liberté ?"],
            ),
            (
                Language::German,
                &[
                    "Welche Institutionen erlassen Gesetze?",
                    "Welche Organe beschließen den Haushalt?",
                    "Welche sind das?",
                    "Welche europäischen Organe gibt es?",
                    "In welchen Ländern gilt es?",
                ],
                &[
                    "Welche Institution erlässt Gesetze?",
                    "Welche Sprache ist das?",
                    "Welches Organ beschließt den Haushalt?",
                    "Welche Aufgabe in den Ländern ist das?",
                ],
            ),
        ] {
            for question in several {
                assert!(asks(question, language), "{question}");
            }
            for question in one {
                assert!(!asks(question, language), "{question}");
            }
        }
    }
}
