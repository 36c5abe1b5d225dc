//! Questions about something that they never name: cards come in any order, and alone.

use super::asking;
use super::course::Course;
use super::hit::Hit;
use super::stems::{is_question, picks, worded, words};
use crate::card::Kind;
use crate::diagnostic::Code;
use crate::text::Language;
use crate::text::roles::{
    ARTICLES, ASKED_NOUNS, ASKERS, AUXILIARIES, COPULAS, IDLE_BEHIND, IDLE_CLAUSES, IDLE_VERBS, OBJECT_ASKERS,
    PAST_ENDINGS, POINTED_AT, POINTING, PREPOSITIONS, SEEN_BEFORE, SLIDES, STAND_INS, SUBJECTS, TIMES, WHICH, WHO,
};

/// `no-noun`: a question about "it" that never says what.
pub(super) fn no_noun(course: &mut Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let (note, language) = (course.entries[entry].note, course.language(entry));
    let found = match &note.kind {
        Kind::Date { event, .. } if language == Language::English => {
            begins_with_pronoun(event).map(|word| ("event", word))
        }
        Kind::Short { .. } | Kind::Number { .. } => {
            let Some((key, text)) = worded(course, entry).map(|(key, text)| (key, text.to_owned())) else { return };
            // What is quoted is said there, and a statement to complete has its noun in the answer.
            let own = asking::own(&text);
            let word = match language {
                Language::French => french_pronoun(&own),
                Language::German => german_pronoun(&own),
                Language::English => english_pronoun(course, &own, &text),
                Language::Other => None,
            };
            word.or_else(|| pointing(&text).filter(|_| is_question(&text, &own, language)))
                .or_else(|| elsewhere(&text, language))
                .map(|word| (key, word))
        }
        _ => None,
    };
    if let Some((key, pronoun)) = found {
        let hit = Hit::warning(Code::NoNoun, entry, format!("\"{pronoun}\" stands for nothing that was said")).at(key);
        hits.push(hit.help("name it: cards come in any order, and alone"));
    }
}

/// So many words behind a pronoun say what a question is about.
const SCOPE: usize = 3;

fn english_pronoun(course: &mut Course<'_>, own: &str, text: &str) -> Option<String> {
    let spoken = words(own);
    let asks = |word: &String| picks(word) || ASKERS.of(Language::English).contains(&word.as_str());
    let at = spoken.iter().position(|word| STAND_INS.has_word(word)).filter(|_| spoken.iter().any(asks))?;
    // "In which novel was it the task of firemen to burn books?"
    if spoken.get(at + 1).is_some_and(|next| ARTICLES.of(Language::English).contains(&next.as_str())) {
        return None;
    }
    // "How long does it take", "is it true that": nothing is meant by it.
    if spoken[at + 1..].iter().take(2).any(|word| IDLE_BEHIND.has_word(word)) {
        return None;
    }
    // "In which hall do they meet": what is asked for is not what meets.
    // "Which agenda was it?" asks what it was.
    let is_subject = SUBJECTS.of(Language::English).contains(&spoken[at].as_str());
    let inverted = is_subject && at > 0 && AUXILIARIES.has_word(&spoken[at - 1]) && at + 1 < spoken.len();
    let asked = spoken.iter().position(|word| WHICH.of(Language::English).contains(&word.as_str())).map(|at| at + 1);
    let before = spoken[..at].iter().enumerate().filter(|(place, _)| !inverted || Some(*place) != asked);
    let before: Vec<&str> = before.map(|(_, word)| word.as_str()).collect();
    let said = course.words.of(&before.join(" "));
    let means = said.iter().any(|word| {
        course.words.is_content(*word, Language::English) && !ASKED_NOUNS.has_word(course.words.text(*word))
    });
    // A noun may follow: "When it was founded, what did the Union …?" Or a title or bracket says what it is about.
    let is_name = |word: &str| word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
    let follows = text.split_whitespace().skip(1).any(|word| is_name(word) && word != "I");
    // "Which assembly rejected it in 1954?": what is asked for did it, and nothing else was said.
    let behind = spoken.get(at + 1).is_some_and(|word| PREPOSITIONS.of(Language::English).contains(&word.as_str()));
    let does = match &spoken[..at] {
        [asks, _] => WHO.of(Language::English).contains(&asks.as_str()),
        [asks, _, _] => WHICH.of(Language::English).contains(&asks.as_str()),
        _ => false,
    };
    // "Where do they film the series", "what does it mean for a state to": what follows says what it is about.
    let behind_it = course.words.of(&spoken[at + 1..].join(" "));
    let told = behind_it.iter().filter(|word| {
        course.words.is_content(**word, Language::English) && !ASKED_NOUNS.has_word(course.words.text(**word))
    });
    // "What season is it": a time is nobody's.
    let is_time = at > 1 && COPULAS.has_word(&spoken[at - 1]) && TIMES.has_word(&spoken[at - 2]);
    let is_scoped = is_time || told.count() >= SCOPE;
    let is_object = at > 0 && PAST_ENDINGS.ends(&spoken[at - 1], Language::English);
    ((!means && !follows && !is_scoped) || (does && behind && is_object)).then(|| spoken[at].clone())
}

/// A pronoun, with a capital or without.
fn is_subject(word: &str) -> bool {
    let small = word.to_lowercase();
    SUBJECTS.of(Language::English).contains(&small.as_str()) && word.chars().skip(1).eq(small.chars().skip(1))
}

/// An event that begins with "it", and names nothing behind it.
fn begins_with_pronoun(event: &str) -> Option<String> {
    let mut all = event.split_whitespace();
    let first = all.next().filter(|word| is_subject(word))?;
    let rest: Vec<&str> = all.collect();
    // "It rained", "It was decided that": nothing is meant by it.
    let idle = rest.len() < 4 || rest.iter().any(|word| IDLE_CLAUSES.of(Language::English).contains(word));
    (!idle && !rest.iter().any(|word| word.starts_with(char::is_uppercase))).then(|| first.to_owned())
}

/// "this organisation": no other sentence says which.
fn pointing(text: &str) -> Option<String> {
    let spoken = words(text);
    let points = |pair: &[String]| POINTING.has_word(&pair[0]) && POINTED_AT.has_word(&pair[1]);
    let pair = spoken.windows(2).position(points)?;
    let sentences = text.split(['.', ':', ';', '\n', '"', '“']).count();
    let named = text.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase));
    (sentences < 2 && !named && pair > 0).then(|| spoken[pair..pair + 2].join(" "))
}

/// "As we saw above", "on slide 14": what only those know who sat in the room.
fn elsewhere(text: &str, language: Language) -> Option<String> {
    let spoken = words(text);
    let stands = |phrase: &&&str| spoken.windows(phrase.split(' ').count()).any(|run| run.iter().eq(phrase.split(' ')));
    let page = |pair: &&[String]| {
        SLIDES.of(language).contains(&pair[0].as_str()) && pair[1].chars().all(|c| c.is_ascii_digit())
    };
    let numbered = || spoken.windows(2).find(page).map(|pair| pair.join(" "));
    SEEN_BEFORE.of(language).iter().find(stands).map(|phrase| (*phrase).to_owned()).or_else(numbered)
}

/// "Qu'interdit-il": the verb at the beginning, and a pronoun behind it.
fn french_pronoun(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let verb = lower.split_whitespace().take(2).find_map(|word| {
        word.trim_end_matches('?').rsplit_once('-').map(|(verb, last)| (verb.to_owned(), last.to_owned()))
    })?;
    let stem = verb.0.trim_end_matches("-t").rsplit(['\'', '’', '-']).next().unwrap_or_default().to_owned();
    let named = text.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase));
    (SUBJECTS.of(Language::French).contains(&verb.1.as_str()) && !IDLE_VERBS.has_word(&stem) && !named)
        .then_some(verb.1)
}

/// "Was verbietet es": the pronoun behind the verb.
fn german_pronoun(text: &str) -> Option<String> {
    let spoken = words(text);
    let [first, _, third, ..] = spoken.as_slice() else { return None };
    let asks = OBJECT_ASKERS.has_word(first);
    let written = text.split_whitespace().nth(2).unwrap_or_default();
    let idle =
        text.contains(',') || spoken.iter().any(|word| IDLE_CLAUSES.of(Language::German).contains(&word.as_str()));
    (asks
        && SUBJECTS.of(Language::German).contains(&third.as_str())
        && written.starts_with(char::is_lowercase)
        && !idle)
        .then(|| third.clone())
}
