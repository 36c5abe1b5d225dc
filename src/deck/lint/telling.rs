//! Questions that tell their own answer.

use crate::diagnostic::Code;
use std::borrow::Cow;

use super::asking;
use super::course::{Asked, Course, answer, answer_key, forms, proper_name, stem_key};
use super::hit::Hit;
use super::words::{Word, Words, find};
use crate::card::{Key, Kind, Note, Part};
use crate::deck::excerpt;
use crate::text::roles::{KEPT_CAPITALS, OR, YES_OR_NO};
use crate::text::{Language, fold};

/// `answer-in-question`: an answer, or a form of it, stands whole in its own question or hint.
pub(super) fn answer_in_question(course: &mut Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let language = course.language(entry);
    let Course { entries, cards, words } = course;
    let note = entries[entry].note;
    let hint = note.hint.as_deref().map(|hint| words.of(hint));
    for card in &cards[entries[entry].cards.clone()] {
        let part = &card.part;
        let forms = told_forms(note, part);
        let main = forms.first().map(|form| answer(words, form, language)).unwrap_or_default();
        for form in forms {
            let run = answer(words, &form, language);
            // "First", accepted besides the name of the first level, is said of much else, and so is "high" among options.
            let is_beside =
                note.accept.iter().any(|other| *other == form) && !run.iter().all(|word| main.contains(word));
            let is_plain = !note.wrong.is_empty() && !form.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
            if run.len() == 1 && (is_beside || is_plain) {
                continue;
            }
            // What is quoted is there to be known again, and what is told before the question is a case.
            let in_question = find(&card.stem, &run).is_some()
                && find(&words.of(&asking::asking(&asking::own(&part.stem))), &run).is_some();
            let in_hint = part.is_main && hint.as_ref().is_some_and(|hint| find(hint, &run).is_some());
            // Digits are given to be reckoned with, and "true or false" is told as what it is.
            let is_given = form.starts_with(|c: char| c.is_ascii_digit())
                && !matches!(part.key, Key::Number(_) | Key::Date(_))
                || YES_OR_NO.has_word(&fold(&form));
            let is_open = is_given
                || is_open_choice(words, card, note, language)
                || stands_beside_or(&part.stem, &form)
                || stands_beside_or(&asking::asking(&part.stem), &form)
                || is_offered(words, &part.stem, &run)
                || !note.wrong.is_empty()
                    && is_named(&part.stem, &form)
                    && !part.stem.split_whitespace().any(|word| OR.has_word(word))
                // A story names what it asks to choose among.
                || note.wrong.len() > 1 && asking::is_long(&part.stem);
            if !(in_question || in_hint) || !tells(words, language, &run) || is_open || is_listing(&part.stem) {
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

/// The same for what a name is known by: the surname of a holder in the claim, a word of its own in role or purpose, a
/// number in front of what is counted.
pub(super) fn name_in_question(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let note = course.entries[entry].note;
    let (key, answer, found) = match &note.kind {
        Kind::Position { who, claim, .. } => {
            let surnames = who.iter().filter_map(|name| name.rsplit(' ').next().filter(|word| *word != name));
            (
                "claim",
                "who",
                surnames.filter(|word| word.chars().count() >= 4).find(|word| stands(claim, word)).map(str::to_owned),
            )
        }
        Kind::Institution { name, role: text, .. } | Kind::Instrument { name, purpose: text, .. } => {
            let key = if matches!(note.kind, Kind::Institution { .. }) { "role" } else { "purpose" };
            let own = |word: &&str| {
                let of_others = course.entries.iter().enumerate().filter(|(other, _)| *other != entry);
                word.chars().count() >= 4
                    && word.starts_with(char::is_uppercase)
                    && stands(text, word)
                    && !of_others.filter_map(|(_, other)| proper_name(other.note)).any(|other| stands(other, word))
            };
            let mut words = name.split(|c: char| !c.is_alphanumeric());
            // A state or a place may be named in both: what stands behind a preposition is not what it is known by.
            let first = words.next().filter(|first| !KEPT_CAPITALS.has_word(first));
            (key, "name", first.filter(own).map(str::to_owned))
        }
        Kind::Number { ask, answer, .. } => {
            let number = answer.value.to_string();
            let mut all = ask.split_whitespace();
            (
                "ask",
                "answer",
                all.find(|word| {
                    word.split_once('-')
                        .is_some_and(|(digits, rest)| digits == number && rest.starts_with(char::is_alphabetic))
                })
                .map(str::to_owned),
            )
        }
        _ => return,
    };
    let Some(word) = found else { return };
    let asked = course.cards[course.entries[entry].cards.clone()]
        .iter()
        .any(|card| card.part.is_main && stem_key(note, &card.part) == key);
    if asked && !hits.iter().any(|hit| hit.entry == entry && hit.code == Code::AnswerInQuestion) {
        let hit = Hit::warning(
            Code::AnswerInQuestion,
            entry,
            format!("\"{}\" in the question tells the answer", excerpt(&word)),
        );
        hits.push(hit.at(key).related(entry, answer, "the answer").help("word the question without it"));
    }
}

/// Whether a word stands in a text as it is written.
fn stands(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|one| one == word)
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

/// "Which came first, the League of Nations or the Red Cross?": the answer is one of two names.
fn stands_beside_or(stem: &str, form: &str) -> bool {
    let Some(at) = stem.find(form).filter(|_| form.starts_with(char::is_uppercase)) else { return false };
    let (before, behind) = (&stem[..at], &stem[at + form.len()..]);
    let is_joint = |word: &str| OR.has_word(word);
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> = before.split_whitespace().collect();
    let joint = words.iter().rposition(|word| is_joint(word)).filter(|at| at + 2 >= words.len());
    let second = joint.is_some_and(|at| at > 0 && words[1..at].iter().any(is_name));
    let mut next = behind.split_whitespace();
    let first = next.next().is_some_and(is_joint) && next.take(2).any(|word| is_name(&word));
    first || second
}

/// "Which is it? One, two or three", "Which of these: one, two, three": what stands behind the question is offered.
fn is_offered(words: &mut Words, stem: &str, run: &[Word]) -> bool {
    let offers = |asked: &str, behind: &str, words: &mut Words| {
        find(&words.of(asked), run).is_none() && find(&words.of(behind), run).is_some()
    };
    let listed = stem.split_once(": ").filter(|(_, behind)| behind.contains(','));
    [stem.split_once('?'), listed].into_iter().flatten().any(|(asked, behind)| offers(asked, behind, words))
}

/// The name that is asked for stands there alone, and others are to be taken for it: "What is the birth name of Usher?"
fn is_named(stem: &str, form: &str) -> bool {
    let Some((before, behind)) = stem.split_once(form).filter(|_| form.starts_with(char::is_uppercase)) else {
        return false;
    };
    let is_name = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    let joins =
        behind.starts_with(|c: char| c.is_alphanumeric() || c == '-') || before.ends_with(char::is_alphanumeric);
    !joins && !is_name(before.split_whitespace().next_back()) && !is_name(behind.split_whitespace().next())
}

/// Lines of a program, which print what they hold.
fn is_listing(stem: &str) -> bool {
    stem.trim().lines().count() > 2 && stem.contains(['(', '=', '{'])
}

/// The question names several of its options, as "the Council or the Parliament?" does.
fn is_open_choice(words: &mut Words, card: &Asked, note: &Note, language: Language) -> bool {
    matches!(card.part.key, Key::OneOf(_) | Key::SeveralOf(_))
        && note.wrong.iter().any(|wrong| find(&card.stem, &answer(words, &wrong.answer, language)).is_some())
}
