//! Questions that tell their own answer.

use crate::diagnostic::Code;
use std::borrow::Cow;

use super::course::{Asked, Course, answer, answer_key, forms, stem_key};
use super::hit::Hit;
use super::words::{Word, Words, find};
use crate::card::{Key, Note, Part};
use crate::deck::excerpt;
use crate::text::Language;

/// `answer-in-question`: an answer, or a form of it, stands whole in its own question or hint.
pub(super) fn answer_in_question(course: &mut Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let language = course.language(entry);
    let Course { entries, cards, words } = course;
    let note = entries[entry].note;
    let hint = note.hint.as_deref().map(|hint| words.of(hint));
    for card in &cards[entries[entry].cards.clone()] {
        let part = &card.part;
        for form in told_forms(note, part) {
            let run = answer(words, &form, language);
            let in_question = find(&card.stem, &run).is_some();
            let in_hint = part.is_main && hint.as_ref().is_some_and(|hint| find(hint, &run).is_some());
            if !(in_question || in_hint) || !tells(words, language, &run) || is_open_choice(words, card, note, language)
            {
                continue;
            }
            let (key, place) = if in_question { (stem_key(note, part), "question") } else { ("hint", "hint") };
            let message = format!("the answer \"{}\" stands in the {place}", excerpt(&form));
            let hit = Hit::warning(Code::AnswerInQuestion, entry, message).at(key);
            let hit = hit.related(entry, answer_key(note, part), "the answer");
            hits.push(hit.help(format!("word the {place} without it")));
            break;
        }
    }
}

/// The forms that would tell the answer: texts, and numbers from 100 on.
fn told_forms<'n>(note: &'n Note, part: &'n Part) -> Vec<Cow<'n, str>> {
    match &part.key {
        // Gaps have a lint of their own, and a claim or an event is chosen.
        Key::Gap { .. } | Key::Lent { .. } => Vec::new(),
        Key::Number(answer) if answer.value.abs() >= 100.0 => {
            let digits = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
            let run: Vec<&str> =
                answer.shown.split_whitespace().skip_while(|word| !digits(word)).take_while(digits).collect();
            vec![Cow::Owned(run.join(" "))]
        }
        _ => forms(note, part).into_iter().map(Cow::Borrowed).collect(),
    }
}

/// A run of words that says something; a single one has three letters or digits.
fn tells(words: &Words, language: Language, run: &[Word]) -> bool {
    let content = |word: &Word| words.is_content(*word, language);
    match run {
        [] => false,
        [word] => content(word) && words.text(*word).chars().count() >= 3,
        several => several.iter().any(content),
    }
}

/// The question names several of its options, as "the Council or the Parliament?" does.
fn is_open_choice(words: &mut Words, card: &Asked, note: &Note, language: Language) -> bool {
    matches!(card.part.key, Key::OneOf(_) | Key::SeveralOf(_))
        && note.wrong.iter().any(|wrong| find(&card.stem, &answer(words, &wrong.answer, language)).is_some())
}
