//! Entries that tell each other's answers.

use crate::diagnostic::Code;
use std::borrow::Cow;
use std::collections::HashMap;

use super::course::{Course, Entry, answer, answer_key, short, stem_key};
use super::hit::Hit;
use super::words::{Word, find};
use crate::card::{Key, Note, Part};
use crate::deck::excerpt;
use crate::text::When;

/// So many content words more must two questions share, or they are about different things.
const SHARED: usize = 2;
/// An answer that so many entries have in common is no secret of any of them.
const COMMON: usize = 50;

/// `gives-away`: an answer stands in the question of another entry about the same matter, outside its group.
///
/// Answers are found by their rarest word, so that the time grows with the number of words, not of pairs.
pub(super) fn gives_away(course: &mut Course<'_>, hits: &mut Vec<Hit>) {
    let answers = answers(course);
    let mut frequency = vec![0_u32; course.words.count()];
    for word in course.cards.iter().flat_map(|card| &card.stem) {
        frequency[word.place()] += 1;
    }
    // By rarest word: the answer, and where in it that word stands.
    let mut anchors: Vec<Vec<(&Vec<Word>, usize)>> = vec![Vec::new(); course.words.count()];
    for run in answers.keys() {
        let rarest = (0..run.len()).min_by_key(|&at| frequency[run[at].place()]).expect("an answer has words");
        if frequency[run[rarest].place()] > 0 {
            anchors[run[rarest].place()].push((run, rarest));
        }
    }
    let mut told = vec![false; course.cards.len()];
    let mut found = Vec::new();
    for (teller, card) in course.cards.iter().enumerate() {
        if course.entries[card.entry].note.draft {
            continue;
        }
        for (at, word) in card.stem.iter().enumerate() {
            for (run, rarest) in &anchors[word.place()] {
                let stands = at.checked_sub(*rarest).and_then(|from| card.stem.get(from..from + run.len()));
                if stands != Some(run.as_slice()) {
                    continue;
                }
                for &secret in answers[*run].iter().take(COMMON) {
                    if !told[secret] && is_told(course, secret, teller, run) {
                        told[secret] = true;
                        found.push((secret, teller, (*run).clone()));
                    }
                }
            }
        }
    }
    found.sort_unstable();
    for (secret, teller, run) in found {
        hits.push(hit(course, secret, teller, &run));
    }
}

/// The answers of the decks that were asked for, by their words, with the cards that they answer.
fn answers(course: &mut Course<'_>) -> HashMap<Vec<Word>, Vec<usize>> {
    let Course { entries, cards, words } = course;
    let mut answers: HashMap<Vec<Word>, Vec<usize>> = HashMap::new();
    for (at, card) in cards.iter().enumerate().filter(|(_, card)| entries[card.entry].told) {
        let Entry { note, deck, .. } = &entries[card.entry];
        for text in secrets(note, &card.part, deck.language) {
            let run = answer(words, &text, deck.language);
            let content = run.iter().filter(|word| words.is_content(**word, deck.language)).count();
            if content >= 2 || (run.len() == 1 && is_short_name(&text)) {
                let cards = answers.entry(run).or_default();
                if cards.last() != Some(&at) {
                    cards.push(at);
                }
            }
        }
    }
    answers
}

/// The answer as shown, and the short name of what it names.
fn secrets<'n>(note: &'n Note, part: &'n Part, language: crate::text::Language) -> Vec<Cow<'n, str>> {
    match &part.key {
        Key::Text(answers) => {
            let short = short(note).filter(|_| part.name == "name");
            answers.first().map(String::as_str).into_iter().chain(short).map(Cow::Borrowed).collect()
        }
        Key::Gap { answers, .. } => answers.first().map(|answer| Cow::Borrowed(answer.as_str())).into_iter().collect(),
        Key::OneOf(right) => vec![Cow::Borrowed(right)],
        Key::Date(when @ (When::Day(_) | When::Month { .. })) => vec![Cow::Owned(when.words(language))],
        _ => Vec::new(),
    }
}

/// `ENISA`, `G7`: one word with two capitals or a capital and a digit.
fn is_short_name(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    !text.contains(' ') && capitals + text.chars().filter(char::is_ascii_digit).count() >= 2 && capitals >= 1
}

fn is_told(course: &Course<'_>, secret: usize, teller: usize, run: &[Word]) -> bool {
    let (secret, teller) = (&course.cards[secret], &course.cards[teller]);
    let (own, other) = (&course.entries[secret.entry], &course.entries[teller.entry]);
    let grouped = own.note.group.is_some() && own.note.group == other.note.group;
    if secret.entry == teller.entry || grouped || find(&secret.stem, run).is_some() {
        return false;
    }
    let language = own.deck.language;
    let mut shared: Vec<Word> = secret
        .stem
        .iter()
        .filter(|word| teller.stem.contains(word) && !run.contains(word) && course.words.is_content(**word, language))
        .copied()
        .collect();
    shared.sort_unstable();
    shared.dedup();
    shared.len() >= SHARED
}

fn hit(course: &Course<'_>, secret: usize, teller: usize, run: &[Word]) -> Hit {
    let (entry, other) = (course.cards[secret].entry, course.cards[teller].entry);
    let (note, teller_note) = (course.entries[entry].note, course.entries[other].note);
    let part = &course.cards[secret].part;
    let run: Vec<&str> = run.iter().map(|word| course.words.text(*word)).collect();
    let answer =
        secrets(note, part, course.language(entry)).into_iter().next().map_or_else(|| run.join(" "), Cow::into_owned);
    let message =
        format!("the answer \"{}\" is told by the question of \"{}\"", excerpt(&answer), excerpt(&teller_note.id));
    let hit = Hit::warning(Code::GivesAway, entry, message).at(answer_key(note, part));
    let hit = hit.related(other, stem_key(teller_note, &course.cards[teller].part), "told here");
    hit.help("put both into one `group`: they are not asked on one day then")
}
