//! Texts with gaps that hide too much or nothing.

use super::course::Course;
use super::hit::Hit;
use super::words::find;
use crate::card::{Gap, Key, Kind, Pieces};
use crate::deck::excerpt;
use crate::diagnostic::Code;

/// The most gaps of a sentence.
const GAPS: usize = 4;

/// `cloze-hides`: too little is left to see, too little is hidden, or what is hidden stands elsewhere in the text.
pub(super) fn cloze_hides(course: &mut Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::Cloze { text } = &course.entries[entry].note.kind else { return };
    if let Some(gaps) = crowded(text) {
        let message = format!("{gaps} gaps in one sentence");
        hits.push(
            Hit::warning(Code::ClozeHides, entry, message).at("text").help("make two entries of it, or hide less"),
        );
    }
    for card in course.entries[entry].cards.clone() {
        let Key::Gap { sentence, answers } = course.cards[card].part.key.clone() else { continue };
        let message = hidden(course, entry, &sentence, &answers);
        if let Some((message, help)) = message {
            let gap = &course.cards[card].part.name;
            hits.push(
                Hit::warning(Code::ClozeHides, entry, message).at("text").label(format!("the gap `{gap}`")).help(help),
            );
        }
    }
}

fn hidden(course: &mut Course<'_>, entry: usize, sentence: &str, answers: &[String]) -> Option<(String, &'static str)> {
    let language = course.language(entry);
    let answer = course.words.of(&answers[0]);
    let visible = course.words.of(&sentence.replace("____", " "));
    let left: Vec<_> = visible.iter().filter(|word| course.words.is_content(**word, language)).collect();
    let shown = excerpt(&answers[0]);
    let letters = answers[0].chars().filter(|c| c.is_alphanumeric()).count();
    let has_digit = answers[0].contains(|c: char| c.is_ascii_digit());
    if left.is_empty() || answer.len() > visible.len() {
        return Some((
            format!("only \"{}\" is left to see", excerpt(sentence)),
            "hide less, or ask it as a `[[short]]`",
        ));
    }
    let stop = answer.len() == 1 && !has_digit && !course.words.is_content(answer[0], language);
    if letters <= 1 && !has_digit || (stop && answers[0].chars().all(char::is_lowercase)) {
        return Some((format!("the gap hides only \"{shown}\""), "hide a word that one has to know"));
    }
    let says = answer.iter().any(|word| course.words.is_content(*word, language));
    if says && find(&visible, &answer).is_some() {
        return Some((
            format!("\"{shown}\" is hidden here and stands elsewhere in the text"),
            "hide it in one place and reword the other",
        ));
    }
    None
}

/// The number of gaps of a sentence that has too many.
fn crowded(text: &[Pieces]) -> Option<usize> {
    let mut gaps: Vec<&Gap> = Vec::new();
    for piece in text {
        match piece {
            Pieces::Gap(gap) => gaps.push(gap),
            Pieces::Text(plain) if plain.contains(['.', '!', '?', ';', '\n']) => {
                if gaps.len() > GAPS {
                    break;
                }
                gaps.clear();
            }
            Pieces::Text(_) => {}
        }
    }
    (gaps.len() > GAPS).then_some(gaps.len())
}
