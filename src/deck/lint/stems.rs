//! Questions that are hard to read or easy to guess by their words alone.

use super::course::{Course, options, stem_key};
use super::hit::Hit;
use crate::card::{Key, Kind};
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::Language;

/// The words of a text, small, without the marks around them.
fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// The wording of a question in the author's own words.
fn worded<'n>(course: &'n Course<'_>, entry: usize) -> Option<(&'static str, &'n str)> {
    let one = &course.entries[entry];
    let card = course.cards[one.cards.clone()].iter().find(|card| card.part.is_main)?;
    let key = stem_key(one.note, &card.part);
    matches!(key, "ask" | "statement").then_some((key, card.part.stem.as_str()))
}

/// `two-questions`: a question that wants two answers, and has one.
pub(super) fn two_questions(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let note = course.entries[entry].note;
    if !matches!(note.kind, Kind::Short { .. } | Kind::Number { .. } | Kind::Choice { .. }) {
        return;
    }
    let Some((key, text)) = worded(course, entry) else { return };
    let askers: (&[&str], &[&str]) = match course.language(entry) {
        Language::French => (&["et"], &["qui", "quand", "où", "combien", "pourquoi", "comment"]),
        Language::German => (&["und"], &["wer", "wann", "wo", "warum", "wie", "wen", "wem"]),
        Language::English | Language::Other => (&["and"], &["who", "when", "where", "why", "how", "whom"]),
    };
    let words = words(text);
    let asks = |word: &str| askers.1.contains(&word);
    let first = words.iter().position(|word| asks(word) || picks(word));
    let joined = (0..words.len()).any(|at| {
        let next = |ahead: usize| words.get(at + ahead).map_or("", String::as_str);
        first.is_some_and(|first| first < at)
            && askers.0.contains(&next(0))
            && (asks(next(1)) || (leads(next(1)) && picks(next(2))))
    });
    if text.matches('?').count() > 1 || joined {
        let hit = Hit::warning(Code::TwoQuestions, entry, "this asks two things, and one answer is judged").at(key);
        hits.push(hit.help("make two entries of it, or a `[[list]]`"));
    }
}

/// Which, what: it goes on to a noun.
fn picks(word: &str) -> bool {
    ["what", "which"].contains(&word)
        || (word.starts_with("quel") && !word.starts_with("quelqu"))
        || word.starts_with("welch")
}

/// A preposition in front of a question: "and in which year".
fn leads(word: &str) -> bool {
    matches!(
        word,
        "in" | "on" | "at" | "by" | "for" | "en" | "à" | "dans" | "par" | "de" | "an" | "bei" | "mit" | "von"
    )
}

fn is_negative(word: &str, language: Language) -> bool {
    match language {
        Language::English | Language::Other => {
            matches!(word, "not" | "never" | "no" | "none" | "neither" | "nor" | "cannot" | "without")
                || word.ends_with("n't")
                || word.ends_with("n’t")
        }
        Language::French => matches!(word, "pas" | "jamais" | "aucun" | "aucune" | "sans" | "ni"),
        Language::German => {
            matches!(word, "nicht" | "nie" | "niemals" | "kein" | "keine" | "keinen" | "keiner" | "ohne")
        }
    }
}

/// `double-negation`: two negations in one question.
pub(super) fn double_negation(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Some((key, text)) = worded(course, entry) else { return };
    let language = course.language(entry);
    let words = words(text);
    let negative: Vec<usize> = (0..words.len()).filter(|&at| is_negative(&words[at], language)).collect();
    let is_pair = |pair: &[usize]| {
        // "not only", "no … nor" and "neither … nor" deny once.
        let follows = words.get(pair[0] + 1).map(String::as_str);
        !matches!(follows, Some("only" | "nur" | "seulement")) && !matches!(words[pair[1]].as_str(), "nor" | "ni")
    };
    if negative.windows(2).any(is_pair) {
        let hit = Hit::warning(Code::DoubleNegation, entry, "two negations in one question are misread").at(key);
        hits.push(hit.help("say what is, instead of what is not without something"));
    }
}

/// `negative-stem`: a choice that asks for what is not so, and does not say it loudly.
pub(super) fn negative_stem(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    if !matches!(course.entries[entry].note.kind, Kind::Choice { .. }) {
        return;
    }
    let Some((key, text)) = worded(course, entry) else { return };
    let last = text.split(['.', '?', '!']).rfind(|sentence| !sentence.trim().is_empty()).unwrap_or(text);
    let (askers, denials): (&[&str], &[&str]) = match course.language(entry) {
        Language::French => (&["lequel", "laquelle", "lesquels", "quel", "quelle"], &["pas", "sauf"]),
        Language::German => (&["welche", "welcher", "welches", "was"], &["nicht", "außer", "kein", "keine"]),
        Language::English | Language::Other => (&["which", "what", "who"], &["not", "except", "least"]),
    };
    let bare: Vec<&str> =
        last.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '*')).collect();
    let asks = bare.iter().take(4).any(|word| askers.contains(&word.to_lowercase().as_str()));
    // Behind the verb of the question: "which of these is not"; further on it belongs to a clause.
    let denial = bare.iter().take(7).find(|word| denials.contains(word));
    if let Some(denial) = denial.filter(|_| asks) {
        let hit = Hit::note(Code::NegativeStem, entry, format!("\"{denial}\" is easily overread")).at(key);
        hits.push(hit.help(format!("write {}, or ask for what is so", denial.to_uppercase())));
    }
}

/// `absolutes`: words that allow no exception, in wrong options only.
pub(super) fn absolutes(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    const ABSOLUTE: [&str; 11] = [
        "always",
        "never",
        "only",
        "toujours",
        "jamais",
        "seulement",
        "uniquement",
        "immer",
        "niemals",
        "nur",
        "exclusively",
    ];
    let one = &course.entries[entry];
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let absolute = |text: &str| words(text).into_iter().find(|word| ABSOLUTE.contains(&word.as_str()));
    if let Kind::TrueFalse { statement, answer: false } = &one.note.kind
        && let Some(word) = absolute(statement).filter(|word| !matches!(word.as_str(), "only" | "nur" | "seulement"))
    {
        let hit = Hit::note(Code::Absolutes, entry, format!("\"{word}\" tells that the statement is false"));
        hits.push(hit.at("statement").help("leave it out, and be wrong about the matter itself"));
        return;
    }
    let Some((right, wrong)) = options(one.note, &card.part) else { return };
    let marked = |text: &&str| absolute(text).is_some();
    let marks = wrong.iter().filter(|text| marked(text)).count();
    if marks >= 2 && !right.iter().any(marked) {
        let message = format!("{marks} wrong options say \"always\", \"only\" or the like, and no right one does");
        let hit = Hit::note(Code::Absolutes, entry, message).at("wrong");
        hits.push(hit.help("such words are known to mark what is wrong: leave them out, or put one into the answer"));
    }
}

/// `word-cue`: words of the question stand in the right option and in no other.
pub(super) fn word_cue(course: &mut Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let (note, language) = (one.note, one.deck.language);
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let Key::OneOf(right) = &card.part.key else { return };
    let (right, stem) = (right.clone(), card.stem.clone());
    let right = course.words.of(&right);
    let wrong: Vec<_> = note.wrong.iter().flat_map(|wrong| course.words.of(&wrong.answer)).collect();
    let mut cues: Vec<_> = right.into_iter().filter(|word| stem.contains(word) && !wrong.contains(word)).collect();
    cues.retain(|word| course.words.is_content(*word, language) && course.words.text(*word).chars().count() >= 5);
    cues.sort_unstable();
    cues.dedup();
    if cues.len() >= 2 {
        let shown: Vec<String> = cues.iter().map(|word| format!("\"{}\"", excerpt(course.words.text(*word)))).collect();
        let message = format!("{} of the question stand in the answer alone", shown.join(", "));
        hits.push(
            Hit::note(Code::WordCue, entry, message).at("answer").help("say it in other words in one of the two"),
        );
    }
}

/// `tied-items`: two items of an order with one year.
pub(super) fn tied_items(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::Order { items, .. } = &course.entries[entry].note.kind else { return };
    let year = |text: &str| {
        let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        let years: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(is_year).collect();
        if let [year] = years[..] { Some(year.to_owned()) } else { None }
    };
    let years: Vec<Option<String>> = items.iter().map(|item| year(item)).collect();
    let tie = (1..years.len()).find(|&at| years[at].is_some() && years[..at].contains(&years[at]));
    if let Some(at) = tie {
        let year = years[at].clone().unwrap_or_default();
        let hit = Hit::warning(Code::TiedItems, entry, format!("two items bear the year {year}")).at("items").item(at);
        hits.push(hit.help("say what puts one before the other, or leave one out"));
    }
}

/// `number-without-unit`: how much, and of what nobody says.
pub(super) fn number_without_unit(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::Number { answer, .. } = &course.entries[entry].note.kind else { return };
    let Some((key, text)) = worded(course, entry).filter(|_| answer.unit.is_empty()) else { return };
    let words = words(text);
    let amounts: &[&str] =
        &["much", "long", "far", "large", "high", "big", "heavy", "wide", "deep", "lang", "weit", "hoch"];
    let asks =
        words.windows(2).any(|pair| matches!(pair[0].as_str(), "how" | "wie") && amounts.contains(&pair[1].as_str()));
    let named = words.windows(2).any(|pair| matches!(pair[0].as_str(), "in" | "many" | "per") && pair[1].len() > 2);
    if asks && !named && !text.contains(['%', '€', '$']) {
        let hit = Hit::warning(Code::NumberWithoutUnit, entry, "the number has no unit").at(key);
        hits.push(hit.help("write `unit = \"…\"`, or ask in which unit: \"in euros\", \"how many days\""));
    }
}

/// `no-noun`: a question about "it" that never says what.
pub(super) fn no_noun(course: &mut Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let note = course.entries[entry].note;
    if !matches!(note.kind, Kind::Short { .. } | Kind::Number { .. }) || course.language(entry) != Language::English {
        return;
    }
    let Some((key, text)) = worded(course, entry).map(|(key, text)| (key, text.to_owned())) else { return };
    let spoken = words(&text);
    let pronouns = ["it", "they", "he", "she", "its", "their", "his", "her"];
    let Some(at) = spoken.iter().position(|word| pronouns.contains(&word.as_str())) else { return };
    // "How long does it take", "is it true that": nothing is meant by it.
    let idle = ["take", "true", "called", "possible", "that", "to"];
    if spoken[at + 1..].iter().take(2).any(|word| idle.contains(&word.as_str())) {
        return;
    }
    let frame = [
        "which", "what", "when", "where", "who", "whom", "why", "how", "year", "day", "month", "date", "city",
        "country", "body", "many", "much", "long",
    ];
    let (pronoun, before) = (spoken[at].clone(), spoken[..at].join(" "));
    let said = course.words.of(&before);
    let means = said
        .iter()
        .any(|word| course.words.is_content(*word, Language::English) && !frame.contains(&course.words.text(*word)));
    // A noun may follow: "When it was founded, what did the Union …?"
    let follows = text.split_whitespace().skip(at + 1).any(|word| word.starts_with(char::is_uppercase));
    if !means && !follows {
        let hit = Hit::warning(Code::NoNoun, entry, format!("\"{pronoun}\" stands for nothing that was said")).at(key);
        hits.push(hit.help("name it: cards come in any order, and alone"));
    }
}

/// `undated`: what is so "currently" will not be when the card comes back.
pub(super) fn undated(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Some((key, text)) = worded(course, entry) else { return };
    let fleeting: &[&str] = match course.language(entry) {
        Language::French => &["actuellement", "récemment", "aujourd’hui", "aujourd'hui"],
        Language::German => &["derzeit", "kürzlich", "heute", "neulich", "aktuell"],
        Language::English | Language::Other => &["currently", "recently", "today", "nowadays"],
    };
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    let word = words(text).into_iter().find(|word| fleeting.contains(&word.as_str()));
    if let Some(word) = word.filter(|_| !has_year) {
        let hit = Hit::note(Code::Undated, entry, format!("\"{word}\" says not when")).at(key);
        hits.push(hit.help("say as of when: \"in 2026\", \"since 2024\""));
    }
}
