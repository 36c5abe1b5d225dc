//! Denials in a question: two that are read as none, and one that is overread.

use super::asking;
use super::course::Course;
use super::hit::Hit;
use super::stems::{is_question, picks, place, worded, words};
use crate::card::Kind;
use crate::diagnostic::Code;
use crate::text::roles::{
    AND, ARTICLES, BELONGING, CONCESSIONS, CONJUNCTION, DENIALS, DENIED_ADJECTIVES, EXAMPLE_ARTICLES, EXCEPT,
    GROUP_NOUNS, IDLE_DENIALS, INFINITIVE, MORE_NEGATIONS, NEGATIVE_ENDINGS, NEGATIVES, NOR, NOT, NOT_ONLY,
    NOT_QUESTIONS, ONLY, OPTION_ASKERS, OPTION_DENIALS, OR, QUANTITIES, RELATIVES, Role, SUBORDINATORS, SUNG,
    SUPPOSITIONS, WHICH, WITHOUT,
};
use crate::text::{Language, fold_word};

/// So many words of a relative clause at most stand in front of its denial: *who do not*, *qui n’ont pas*.
const RELATIVE: usize = 2;
/// Two negations that are further apart are read one after the other.
const NEAR: usize = 10;

pub(super) fn is_negative(word: &str, language: Language) -> bool {
    let has = |role: &Role| role.has_written(word, language);
    let ending = || NEGATIVE_ENDINGS.ends(word, language.or_english());
    (has(&DENIALS) || has(&NEGATIVES) || has(&MORE_NEGATIONS)) && !has(&NOT_QUESTIONS)
        || ending() && !SUNG.has_word(word)
}

/// "It is never revealed", "they are all true": what the others say decides how a short option is worded.
pub(super) fn answers_for_all(option: &str, language: Language) -> bool {
    /// A longer one says something of its own.
    const WORDS: usize = 8;
    let words = words(option);
    let denies = |word: &String| is_negative(word, language) || QUANTITIES.has_word(word);
    words.first().is_some_and(denies) || words.len() <= WORDS && words.iter().any(denies)
}

/// `double-negation`: two negations in one question.
pub(super) fn double_negation(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Some((key, text)) = worded(course, entry) else { return };
    let language = course.language(entry);
    let own = asking::own(text);
    // What is told before the question is a case.
    let own = if key == "statement" { own } else { asking::asking(&own) };
    let marked: Vec<&str> = own.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    let words = words(&own);
    // A line of a song or a slogan asks nothing, whose words they are.
    let is_asked = key == "statement" || is_question(text, &own, language);
    if text.contains("__") || asking::is_long(text) || !is_asked {
        return;
    }
    // "No matter which" denies nothing.
    let is_idle = |at: usize| IDLE_DENIALS.all().any(|phrase| place(&words[at..], phrase) == Some(0));
    // "Without a no-hitter", "the No campaign": behind an article it is a name.
    let is_named = |at: usize| at > 0 && EXAMPLE_ARTICLES.has_word(&words[at - 1]);
    let negative: Vec<usize> =
        (0..words.len()).filter(|&at| is_negative(&words[at], language) && !is_idle(at) && !is_named(at)).collect();
    let is_pair = |pair: &[usize]| {
        let (from, to) = (pair[0], pair[1]);
        let ends = marked[from..to].iter().any(|word| word.ends_with(['.', '?', '!', ';', ':']));
        if to - from > NEAR || ends || are_parallel(&words[from..=to], &marked[from..to]) {
            return false;
        }
        // "not only", "no … nor" and "neither … nor" deny once.
        let follows = words.get(from + 1).map(String::as_str);
        // "obliges states that have none not to acquire any": an infinitive denies by itself.
        let own = words.get(to + 1).is_some_and(|next| INFINITIVE.has_word(next));
        // "What can nobody live without?", "… without what?": what is missing is asked for.
        let is_wanted = key != "statement" && words.get(to + 1).is_none_or(|next| picks(next));
        !follows.is_some_and(|next| ONLY.has_word(next)) && !NOR.has_word(&words[to]) && !own && !is_wanted
    };
    let denied = DENIED_ADJECTIVES.of(language.or_english());
    let undone = |&at: &usize| words.get(at + 1).is_some_and(|next| denied.contains(&next.as_str()));
    if negative.windows(2).any(is_pair) || negative.iter().any(undone) {
        let hit = Hit::warning(Code::DoubleNegation, entry, "two negations in one question are misread").at(key);
        hits.push(hit.help("say what is, instead of what is not without something"));
    }
}

/// Two negations of which neither denies the other: of two clauses or things that stand side by side, or the same word twice.
fn are_parallel(words: &[String], marked: &[&str]) -> bool {
    let [first, between @ .., second] = words else { return false };
    let is_under = between.iter().any(|word| CONJUNCTION.has_word(word));
    // "It is no good since it is not …": each clause denies for itself.
    if between.iter().any(|word| SUBORDINATORS.has_word(word) || SUPPOSITIONS.has_word(word)) {
        return true;
    }
    let is_joined = between.iter().any(|word| AND.has_word(word) || OR.has_word(word));
    let is_apart = is_joined || marked.iter().any(|word| word.ends_with(','));
    first == second && !is_under || is_apart && (first == second || !WITHOUT.has_word(second))
}

/// A denial that tells which one is meant, and denies nothing of what is said: *a state that has not adopted the euro*.
pub(super) fn is_in_relative_clause(spoken: &[&str], at: usize, language: Language) -> bool {
    let is = |role: &Role, word: &str| role.of(language.or_english()).contains(&fold_word(word).as_str());
    if language == Language::German {
        // Behind a comma up to the next one; its verb stands at the end.
        let Some(before) = spoken[..at].iter().rposition(|word| word.ends_with(',')) else { return false };
        let leads = &spoken[before + 1..at];
        return leads.iter().take(2).any(|word| is(&ARTICLES, word) || is(&WHICH, word));
    }
    let leads = |word: &&str| is(&RELATIVES, word.rsplit(['\'', '’']).next_back().unwrap_or(word));
    let before: Vec<&str> = spoken[..at].iter().rev().take(RELATIVE + 1).copied().collect();
    // "With which they are not familiar"; behind *that* so far away stands what is held.
    before.iter().take(RELATIVE).any(leads)
        || before.get(RELATIVE).is_some_and(|word| leads(word) && !is(&CONJUNCTION, word))
}

/// *Not* in capitals, as it is written to be seen.
fn is_loud(word: &str) -> bool {
    let is = |language| NOT.of(language).iter().any(|not| not.to_uppercase() == word);
    is(Language::English) || is(Language::German)
}

/// `negative-stem`: a choice that asks for what is not so, and does not say it loudly.
pub(super) fn negative_stem(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Some((key, text)) = worded(course, entry) else { return };
    if let Kind::TrueFalse { .. } = course.entries[entry].note.kind {
        let language = course.language(entry);
        let own = asking::own(text);
        // What a reason or condition denies is given, and the statement goes on from it.
        let is_clause = |word: &&str| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            [&SUBORDINATORS, &SUPPOSITIONS, &CONCESSIONS].iter().any(|role| role.has_word(&bare))
        };
        // Behind a comma a second clause goes on.
        let own = own.split_once(", ").map_or(own.as_str(), |(first, _)| first);
        let main: Vec<&str> = own.split_whitespace().take_while(|word| !is_clause(word)).collect();
        // "X and not Y", "fixed, not moved": what is so is stated beside it. "No Time to Die" is a name.
        let is_beside = |at: usize| {
            let before = at.checked_sub(1).map(|before| main[before]);
            let is_name = || main[at].starts_with(char::is_uppercase) && !is_loud(main[at]);
            let joins = |word: &str| word.ends_with(',') || AND.has_word(word) || OR.has_word(word);
            before.is_some_and(|before| joins(before) || EXAMPLE_ARTICLES.has_word(before) || is_name())
        };
        let is_idle =
            |at: usize| IDLE_DENIALS.all().any(|phrase| place(&words(&main[at..].join(" ")), phrase) == Some(0));
        let is_given = |at: &usize| is_beside(*at) || is_idle(*at) || is_in_relative_clause(&main, *at, language);
        let word = (0..main.len()).filter(|at| !is_given(at)).map(|at| main[at]).find(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = if is_loud(bare) { "" } else { bare };
            let denies = is_negative(&bare.to_lowercase(), language) && !(WITHOUT.has_word(bare) || NOR.has_word(bare));
            denies && !NOT_ONLY.all().any(|phrase| text.contains(phrase))
        });
        let is_told = hits.iter().any(|hit| hit.entry == entry && hit.code == Code::DoubleNegation);
        if let Some(word) = word.filter(|_| !is_told && !asking::is_long(text)) {
            let hit =
                Hit::note(Code::NegativeStem, entry, format!("\"{word}\": to deny what is denied is misread")).at(key);
            hits.push(hit.help("state what is so, rightly or wrongly"));
        }
        return;
    }
    if !matches!(course.entries[entry].note.kind, Kind::Choice { .. }) {
        return;
    }
    let own = asking::own(text);
    let language = course.language(entry).or_english();
    // In capitals it is seen; in a statement that options complete it may be of what is said.
    let asks = words(last_sentence(&own)).iter().any(|word| OPTION_ASKERS.of(language).contains(&word.as_str()));
    // "Which does not belong to this group" is read as what it asks, since nothing else can be asked so.
    let bare = |word: &String| fold_word(word.rsplit(['\'', '’']).next().unwrap_or(word));
    let says = |role: &Role| words(&own).iter().any(|word| role.has_word(&bare(word)));
    let is_odd_one = says(&BELONGING) && says(&GROUP_NOUNS);
    let denial =
        asked_exception(&own, language).filter(|word| asks && !is_odd_one && word.chars().all(char::is_lowercase));
    if let Some(denial) = denial {
        let hit = Hit::note(Code::NegativeStem, entry, format!("\"{denial}\" is easily overread")).at(key);
        hits.push(hit.help(format!("write {}, or ask for what is so", denial.to_uppercase())));
    }
}

fn last_sentence(text: &str) -> &str {
    text.split(['.', '?', '!']).rfind(|sentence| sentence.contains(char::is_alphanumeric)).unwrap_or(text)
}

/// The word by which a choice asks for what is not so, as it is written: where the wrong options are what is so.
pub(super) fn asked_exception(text: &str, language: Language) -> Option<&str> {
    let is = |role: &Role, word: &str| role.of(language).contains(&word.to_lowercase().as_str());
    let asking = bare(last_sentence(text));
    let asks = asking.iter().take(4).any(|word| is(&OPTION_ASKERS, word));
    // Behind the verb of the question: "which of these is not"; further on it belongs to a clause.
    // "Which word means to be not decent" asks for a definition.
    let is_defined = |at: usize| asking[at.saturating_sub(2)..at].iter().any(|word| INFINITIVE.has_word(word));
    let denial = asking.iter().take(7).position(|word| is(&OPTION_DENIALS, word)).filter(|at| asks && !is_defined(*at));
    let denial = denial.map(|at| &asking[at]);
    // "… except one. Which one?": the question leans on the sentence before it.
    let whole = if asking.len() <= 2 { bare(text) } else { asking.clone() };
    denial.or_else(|| whole.iter().find(|word| EXCEPT.has_word(&word.to_lowercase()))).copied()
}

/// The words of a text as they are written, without the marks around them.
fn bare(text: &str) -> Vec<&str> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '*'));
    words.filter(|word| !word.is_empty()).collect()
}
