//! Questions that tell their own answer.

use super::course::{Course, answer_key, forms, stem_key};
use super::hit::Hit;
use super::words::{Word, find};
use crate::card::{Key, Note, Part};
use crate::deck::excerpt;

/// `answer-in-question`: an answer, or a form of it, stands whole in its own question or hint.
pub(super) fn answer_in_question(course: &mut Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let note = course.entries[entry].note;
    let hint = note.hint.as_deref().map(|hint| course.words.of(hint));
    for card in course.entries[entry].cards.clone() {
        let part = course.cards[card].part.clone();
        for form in told_forms(note, &part) {
            let run = course.answer(&form, entry);
            if !tells(course, entry, &run) || is_open_choice(course, card, note) {
                continue;
            }
            let shown = excerpt(&form);
            let place = if find(&course.cards[card].stem, &run).is_some() {
                (stem_key(note, &part), "question")
            } else if part.is_main && hint.as_ref().is_some_and(|hint| find(hint, &run).is_some()) {
                ("hint", "hint")
            } else {
                continue;
            };
            let hit =
                Hit::warning("answer-in-question", entry, format!("the answer \"{shown}\" stands in the {}", place.1));
            let hit = hit.at(place.0).related(entry, answer_key(note, &part), "the answer");
            hits.push(hit.help(format!("word the {} without it", place.1)));
            break;
        }
    }
}

/// The forms that would tell the answer: texts, and numbers from 100 on.
fn told_forms(note: &Note, part: &Part) -> Vec<String> {
    match &part.key {
        // Gaps have a lint of their own, and a claim or an event is chosen.
        Key::Gap { .. } | Key::Lent { .. } => Vec::new(),
        Key::Number(answer) if answer.value.abs() >= 100.0 => {
            let digits = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
            let run: Vec<&str> =
                answer.shown.split_whitespace().skip_while(|word| !digits(word)).take_while(digits).collect();
            vec![run.join(" ")]
        }
        _ => forms(note, part).into_iter().map(str::to_owned).collect(),
    }
}

/// A run of words that says something; a single one has three letters or digits.
fn tells(course: &Course<'_>, entry: usize, run: &[Word]) -> bool {
    let language = course.language(entry);
    let content = |word: &Word| course.words.is_content(*word, language);
    match run {
        [] => false,
        [word] => content(word) && course.words.text(*word).chars().count() >= 3,
        several => several.iter().any(content),
    }
}

/// The question names several of its options, as "the Council or the Parliament?" does.
fn is_open_choice(course: &mut Course<'_>, card: usize, note: &Note) -> bool {
    if !matches!(course.cards[card].part.key, Key::OneOf(_) | Key::SeveralOf(_)) {
        return false;
    }
    note.wrong.iter().any(|wrong| {
        let run = course.answer(&wrong.answer, course.cards[card].entry);
        find(&course.cards[card].stem, &run).is_some()
    })
}
