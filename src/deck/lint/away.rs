//! Entries that tell each other's answers.

use crate::diagnostic::Code;
use std::borrow::Cow;
use std::collections::HashMap;

use super::course::{Course, Entry, answer, answer_key, short, stem_key};
use super::hit::Hit;
use super::references::are_near;
use super::words::{Word, find};
use crate::card::{Key, Kind, Note, Part};
use crate::deck::excerpt;
use crate::text::roles::WHICH;
use crate::text::{Language, When, fold};

/// So many content words more must two questions share, or they are about different things.
const SHARED: usize = 2;
/// And so much of what the one asks must the other say, by words that count the more the rarer they are in the course;
/// less is enough where the two ask each other's answers.
const COVERED: f64 = 0.6;
const COVERED_BOTH_WAYS: f64 = 0.4;
/// A course of few questions tells little of how rare a word is: as if there were so many more.
const MORE_QUESTIONS: u32 = 20;
/// What is said beside a question tells an answer only if it repeats this share of the other question's content words,
/// and so many of them: an explanation has many words of its matter.
const REPEATED: f64 = 0.4;
const REPEATED_WORDS: usize = 3;
/// Letters of a small word that stands in names.
const NAMED: usize = 4;
/// An answer that so many entries have in common is no secret of any of them.
const COMMON: usize = 50;

/// A text of an entry that a student reads: a question, or what is said beside it.
struct Teller {
    entry: usize,
    /// The card whose question it is; nothing for what is said beside one.
    card: Option<usize>,
    key: &'static str,
    words: Vec<Word>,
    /// The words of what the question is answered with.
    answer: Vec<Word>,
}

/// How much each word of the course says: the more, the fewer questions have it.
struct Weights(Vec<f64>);

impl Weights {
    fn of(course: &Course<'_>) -> Self {
        let mut questions = vec![0_u32; course.words.count()];
        for card in &course.cards {
            let mut words = card.stem.clone();
            words.sort_unstable();
            words.dedup();
            for word in words {
                questions[word.place()] += 1;
            }
        }
        let all = f64::from(u32::try_from(course.cards.len()).unwrap_or(u32::MAX) + MORE_QUESTIONS);
        Self(questions.into_iter().map(|count| (all / (f64::from(count) + 0.5)).ln()).collect())
    }

    fn sum<'w>(&self, words: impl Iterator<Item = &'w Word>) -> f64 {
        words.map(|word| self.0[word.place()]).sum()
    }
}

/// `gives-away`: an answer stands in a question, an explanation, a hint, a reason or a pair of another entry about the
/// same matter, and nothing keeps the two apart.
///
/// Answers are found by their rarest word, so that the time grows with the number of words, not of pairs.
pub(super) fn gives_away(course: &mut Course<'_>, hits: &mut Vec<Hit>) {
    let answers = answers(course);
    let tellers = tellers(course);
    let weights = Weights::of(course);
    let mut frequency = vec![0_u32; course.words.count()];
    for word in tellers.iter().flat_map(|teller| &teller.words) {
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
    for (place, teller) in tellers.iter().enumerate() {
        for (at, word) in teller.words.iter().enumerate() {
            for (run, rarest) in &anchors[word.place()] {
                let stands = at.checked_sub(*rarest).and_then(|from| teller.words.get(from..from + run.len()));
                if stands != Some(run.as_slice()) {
                    continue;
                }
                for &secret in answers[*run].iter().take(COMMON) {
                    if !told[secret] && is_told(course, secret, (teller, run), &weights) {
                        told[secret] = true;
                        found.push((secret, place, (*run).clone()));
                    }
                }
            }
        }
    }
    found.sort_unstable();
    for (secret, teller, run) in found {
        hits.push(hit(course, secret, &tellers[teller], &run));
    }
}

/// Every text of the course that may tell an answer: questions first, so that they are named where both do.
fn tellers(course: &mut Course<'_>) -> Vec<Teller> {
    let Course { entries, cards, words } = course;
    let is_asked = |entry: usize| !entries[entry].note.draft;
    let mut tellers: Vec<Teller> = Vec::new();
    for (at, card) in cards.iter().enumerate().filter(|(_, card)| is_asked(card.entry)) {
        let key = stem_key(entries[card.entry].note, &card.part);
        // The words of an address say nothing of what its picture shows.
        if card.part.stem.contains("://") {
            continue;
        }
        let Entry { note, deck, .. } = &entries[card.entry];
        let said = secrets(note, &card.part, deck.language).into_iter().next();
        let answer = said.map(|text| answer(words, &text, deck.language)).unwrap_or_default();
        tellers.push(Teller { entry: card.entry, card: Some(at), key, words: card.stem.clone(), answer });
    }
    for (entry, one) in entries.iter().enumerate().filter(|(entry, _)| is_asked(*entry)) {
        for (key, text) in said(one.note) {
            // A sentence alone says what it says; an explanation of several is about more than one thing.
            for sentence in sentences(&text) {
                tellers.push(Teller { entry, card: None, key, words: words.of(sentence), answer: Vec::new() });
            }
        }
    }
    tellers
}

/// What a student reads beside the questions of an entry, with its key.
pub(super) fn said(note: &Note) -> Vec<(&'static str, Cow<'_, str>)> {
    let plain = [("why", &note.why), ("hint", &note.hint)];
    let mut said: Vec<(&'static str, Cow<'_, str>)> =
        plain.into_iter().filter_map(|(key, text)| Some((key, Cow::Borrowed(text.as_deref()?)))).collect();
    for wrong in &note.wrong {
        said.extend(wrong.because.iter().map(|because| ("wrong", Cow::Owned(format!("{}: {because}", wrong.answer)))));
    }
    said.extend(note.confused_with.iter().filter_map(|one| Some(("confused_with", one.difference.as_deref()?.into()))));
    if let Kind::Match { pairs, .. } = &note.kind {
        said.extend(pairs.iter().map(|pair| ("pairs", Cow::Owned(format!("{} {}", pair.left, pair.right)))));
    }
    said
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!', ';']).map(str::trim).filter(|sentence| !sentence.is_empty())
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
            let is_year = matches!(card.part.key, Key::Date(When::Year(_)));
            if content >= 2 || (run.len() == 1 && (is_short_name(&text) || is_year)) {
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
fn secrets<'n>(note: &'n Note, part: &'n Part, language: Language) -> Vec<Cow<'n, str>> {
    match &part.key {
        Key::Text(answers) => {
            let short = short(note).filter(|_| part.name == "name");
            answers.first().map(String::as_str).into_iter().chain(short).map(Cow::Borrowed).collect()
        }
        Key::Gap { answers, .. } => answers.first().map(|answer| Cow::Borrowed(answer.as_str())).into_iter().collect(),
        Key::OneOf(right) => vec![Cow::Borrowed(right)],
        Key::Date(when @ (When::Day(_) | When::Month { .. } | When::Year(_))) => vec![Cow::Owned(when.words(language))],
        _ => Vec::new(),
    }
}

/// `ENISA`, `G7`: one word with two capitals or a capital and a digit.
fn is_short_name(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    !text.contains(' ') && capitals + text.chars().filter(char::is_ascii_digit).count() >= 2 && capitals >= 1
}

fn is_told(course: &Course<'_>, secret: usize, (teller, run): (&Teller, &[Word]), weights: &Weights) -> bool {
    let card = &course.cards[secret];
    let (own, other) = (&course.entries[card.entry], &course.entries[teller.entry]);
    let grouped = own.note.group.is_some() && own.note.group == other.note.group;
    // A row of names asks for what has something in common with them.
    let is_named = |word: &str| word.starts_with(char::is_uppercase) || word.chars().count() <= NAMED;
    if card.part.stem.split_whitespace().all(is_named) {
        return false;
    }
    if card.entry == teller.entry || grouped || find(&card.stem, run).is_some() || are_near(own, other) {
        return false;
    }
    let language = own.deck.language;
    let is_content = |word: &&Word| !run.contains(word) && course.words.is_content(**word, language);
    let mut asked: Vec<Word> = card.stem.iter().filter(is_content).copied().collect();
    asked.sort_unstable();
    asked.dedup();
    let shared = asked.iter().filter(|word| teller.words.contains(word)).count();
    if teller.card.is_some() {
        let is_year = matches!(card.part.key, Key::Date(When::Year(_)));
        let class = class_asked_for(course, &card.stem, language);
        let matter = || asked.iter().filter(|word| Some(**word) != class);
        let said = matter().filter(|word| teller.words.contains(word) || teller.answer.contains(word));
        let covered = weights.sum(said) / weights.sum(matter()).max(f64::EPSILON);
        let both_ways = find(&card.stem, &teller.answer).is_some();
        let least = if both_ways { COVERED_BOTH_WAYS } else { COVERED };
        return shared >= SHARED && !is_year && covered >= least && !names_others(course, own.note, teller);
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let share = shared as f64 / asked.len().max(1) as f64;
    shared >= REPEATED_WORDS && share >= REPEATED
}

/// The wrong options stand there as well, so that the answer is one of several.
fn names_others(course: &Course<'_>, note: &Note, teller: &Teller) -> bool {
    let said: Vec<&str> = teller.words.iter().map(|word| course.words.text(*word)).collect();
    let said = format!(" {} ", said.join(" "));
    note.wrong.iter().any(|wrong| said.contains(&format!(" {} ", fold(&wrong.answer))))
}

/// What the answer is one of, as no other question need say again: the *agency* of "Which agency …?".
fn class_asked_for(course: &Course<'_>, stem: &[Word], language: Language) -> Option<Word> {
    let at = stem.iter().take(3).position(|word| WHICH.has_written(course.words.text(*word), language))?;
    stem.get(at + 1).copied()
}

fn hit(course: &Course<'_>, secret: usize, teller: &Teller, run: &[Word]) -> Hit {
    let entry = course.cards[secret].entry;
    let (note, teller_note) = (course.entries[entry].note, course.entries[teller.entry].note);
    let part = &course.cards[secret].part;
    let run: Vec<&str> = run.iter().map(|word| course.words.text(*word)).collect();
    let answer =
        secrets(note, part, course.language(entry)).into_iter().next().map_or_else(|| run.join(" "), Cow::into_owned);
    let place = if teller.card.is_some() { "the question".to_owned() } else { format!("`{}`", teller.key) };
    let message = format!("the answer \"{}\" is told by {place} of \"{}\"", excerpt(&answer), excerpt(&teller_note.id));
    let hit = Hit::warning(Code::GivesAway, entry, message).at(answer_key(note, part));
    let hit = hit.related(teller.entry, teller.key, "told here");
    hit.help("put both into one `group`: they are not asked on one day then; nor are facts of which one names the other in `confused_with`")
}
