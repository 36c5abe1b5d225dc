//! Questions that are hard to read or easy to guess by their words alone.

use super::course::{Course, options, stem_key};
use super::hit::Hit;
use super::words::Word;
use crate::card::{Key, Kind};
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::roles::{
    ABSOLUTES, AMOUNTS, AND, ASK_HOW, ASKERS, COPULAS, DENIALS, DENIED_ADJECTIVES, EXCEPT, FLEETING, FLEETING_PHRASES,
    INFINITIVE, JOINED_QUESTION_STEMS, JOINED_QUESTIONS, MEASURES, MORE_NEGATIONS, NEGATIVE_ENDINGS, NEGATIVES,
    NO_UNITS, NOR, NOT, NOT_ONLY, NOT_QUESTIONS, OF, ONLY, OPTION_ASKERS, OPTION_DENIALS, OR, PREPOSITIONS,
    RELATIVE_STEMS, Role, SHARES, SOFTENERS, UNIT_LEADS, WHICH, WITHOUT,
};
use crate::text::{Language, fold_word};

/// The words of a text, small, without the marks around them.
pub(super) fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// The wording of a question in the author's own words.
pub(super) fn worded<'n>(course: &'n Course<'_>, entry: usize) -> Option<(&'static str, &'n str)> {
    let one = &course.entries[entry];
    let card = course.cards[one.cards.clone()].iter().find(|card| card.part.is_main)?;
    let key = stem_key(one.note, &card.part);
    matches!(key, "ask" | "statement").then_some((key, card.part.stem.as_str()))
}

/// So many words make a question of their own.
const SENTENCE: usize = 4;
/// Two negations that are further apart are read one after the other.
const NEAR: usize = 10;
/// A longer text tells a story, and denies what is not so in it.
const LONG: usize = 40;

/// `two-questions`: a question that wants two answers, and has one.
pub(super) fn two_questions(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let note = course.entries[entry].note;
    if !matches!(note.kind, Kind::Short { .. } | Kind::Number { .. } | Kind::Choice { .. }) {
        return;
    }
    let Some((key, text)) = worded(course, entry) else { return };
    let language = course.language(entry).or_english();
    let words = words(text);
    let asks = |word: &str| ASKERS.of(language).contains(&word);
    let first = words.iter().position(|word| asks(word) || picks(word));
    let joined = (0..words.len()).any(|at| {
        let next = |ahead: usize| words.get(at + ahead).map_or("", String::as_str);
        first.is_some_and(|first| first < at)
            && AND.of(language).contains(&next(0))
            && (asks(next(1)) || (leads(next(1)) && picks(next(2))))
            // "A state that signed and that …": the clause goes on.
            && !first.is_some_and(|first| words[first + 1..at].contains(&words[at + 1]))
    });
    let lower = text.to_lowercase();
    let whole = JOINED_QUESTIONS.all().map(|joint| format!(", {joint} "));
    let apart = whole.chain(JOINED_QUESTION_STEMS.all().map(|joint| format!(", {joint}")));
    let apart = apart.into_iter().find_map(|joint| lower.find(&joint));
    // A second relative clause is joined so as well.
    let apart = apart.is_some_and(|at| {
        let before = &lower[..at];
        first.is_some() && !RELATIVE_STEMS.words().any(|clause| before.contains(&format!(", {clause}")))
    });
    // "…? Lionheart or Braveheart?" offers answers, and a gap has no question behind it.
    let asked: Vec<&str> = text.split('?').collect();
    let again = asked[1..asked.len().max(2) - 1].iter().any(|piece| {
        let spoken = self::words(piece);
        spoken.iter().any(|word| asks(word) || picks(word))
            || spoken.len() >= SENTENCE && !spoken.iter().any(|word| OR.of(language).contains(&word.as_str()))
    });
    if again || !text.contains("__") && (joined || apart) {
        let hit = Hit::warning(Code::TwoQuestions, entry, "this asks two things, and one answer is judged").at(key);
        hits.push(hit.help("make two entries of it, or a `[[list]]`"));
    }
}

/// Which, what: it goes on to a noun.
fn picks(word: &str) -> bool {
    WHICH.has_word(&fold_word(word))
}

/// A preposition in front of a question: "and in which year".
fn leads(word: &str) -> bool {
    let word = fold_word(word);
    PREPOSITIONS.has_word(&word) || OF.has_word(&word)
}

fn is_negative(word: &str, language: Language) -> bool {
    let has = |role: &Role| role.has_written(word, language);
    let ending = || NEGATIVE_ENDINGS.ends(word, language.or_english());
    (has(&DENIALS) || has(&NEGATIVES) || has(&MORE_NEGATIONS)) && !has(&NOT_QUESTIONS) || ending()
}

/// `double-negation`: two negations in one question.
pub(super) fn double_negation(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Some((key, text)) = worded(course, entry) else { return };
    let language = course.language(entry);
    let words = words(text);
    if text.contains("__") || words.len() > LONG {
        return;
    }
    let negative: Vec<usize> = (0..words.len()).filter(|&at| is_negative(&words[at], language)).collect();
    let ends: Vec<bool> = text.split_whitespace().map(|word| word.ends_with(['.', '?', '!', ';', ':'])).collect();
    // Marks alone are no words, and then sentences cannot be told by their places.
    let is_one_sentence = |from: usize, to: usize| ends.len() != words.len() || !ends[from..to].iter().any(|end| *end);
    let is_pair = |pair: &[usize]| {
        if pair[1] - pair[0] > NEAR || !is_one_sentence(pair[0], pair[1]) {
            return false;
        }
        // "not only", "no … nor" and "neither … nor" deny once.
        let follows = words.get(pair[0] + 1).map(String::as_str);
        // "obliges states that have none not to acquire any": an infinitive denies by itself.
        let own = words.get(pair[1] + 1).is_some_and(|next| INFINITIVE.has_word(next));
        !follows.is_some_and(|next| ONLY.has_word(next)) && !NOR.has_word(&words[pair[1]]) && !own
    };
    let denied = DENIED_ADJECTIVES.of(language.or_english());
    let undone = |&at: &usize| words.get(at + 1).is_some_and(|next| denied.contains(&next.as_str()));
    if negative.windows(2).any(is_pair) || negative.iter().any(undone) {
        let hit = Hit::warning(Code::DoubleNegation, entry, "two negations in one question are misread").at(key);
        hits.push(hit.help("say what is, instead of what is not without something"));
    }
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
        let word = text.split_whitespace().find(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = if is_loud(bare) { "" } else { bare };
            let denies = is_negative(&bare.to_lowercase(), language) && !(WITHOUT.has_word(bare) || NOR.has_word(bare));
            denies && !NOT_ONLY.all().any(|phrase| text.contains(phrase))
        });
        let is_told = hits.iter().any(|hit| hit.entry == entry && hit.code == Code::DoubleNegation);
        if let Some(word) = word.filter(|_| !is_told) {
            let hit =
                Hit::note(Code::NegativeStem, entry, format!("\"{word}\": to deny what is denied is misread")).at(key);
            hits.push(hit.help("state what is so, rightly or wrongly"));
        }
        return;
    }
    if !matches!(course.entries[entry].note.kind, Kind::Choice { .. }) {
        return;
    }
    let last = text.split(['.', '?', '!']).rfind(|sentence| !sentence.trim().is_empty()).unwrap_or(text);
    let language = course.language(entry).or_english();
    let (askers, denials) = (OPTION_ASKERS.of(language), OPTION_DENIALS.of(language));
    let bare: Vec<&str> =
        last.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '*')).collect();
    let asks = bare.iter().take(4).any(|word| askers.contains(&word.to_lowercase().as_str()));
    // Behind the verb of the question: "which of these is not"; further on it belongs to a clause.
    let denial = bare.iter().take(7).find(|word| denials.contains(word));
    // "… except one. Which one?": the question leans on the sentence before it.
    let whole: Vec<&str> = if bare.iter().filter(|word| !word.is_empty()).count() <= 2 {
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '*')).collect()
    } else {
        bare.clone()
    };
    let exception = whole.iter().find(|word| EXCEPT.has_word(word));
    let asks_later = bare.iter().any(|word| askers.contains(&word.to_lowercase().as_str()));
    if let Some(denial) = denial.filter(|_| asks).or(exception.filter(|_| asks_later)) {
        let hit = Hit::note(Code::NegativeStem, entry, format!("\"{denial}\" is easily overread")).at(key);
        hits.push(hit.help(format!("write {}, or ask for what is so", denial.to_uppercase())));
    }
}

/// `absolutes`: words that allow no exception, in wrong options only.
pub(super) fn absolutes(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let absolute = |text: &str| words(text).into_iter().find(|word| ABSOLUTES.has_word(word));
    if let Kind::TrueFalse { statement, answer: false } = &one.note.kind
        && let Some(word) = absolute(statement).filter(|word| !ONLY.has_word(word))
    {
        let hit = Hit::note(Code::Absolutes, entry, format!("\"{word}\" tells that the statement is false"));
        hits.push(hit.at("statement").help("leave it out, and be wrong about the matter itself"));
        return;
    }
    let Some((right, wrong)) = options(one.note, &card.part) else { return };
    let marked = |text: &&str| absolute(text).is_some();
    let marks = wrong.iter().filter(|text| marked(text)).count();
    let hedge = |text: &&&str| words(text).into_iter().find(|word| SOFTENERS.has_word(word));
    if let [only] = right[..]
        && let Some(word) = hedge(&&only)
        && wrong.len() >= 2
        && wrong.iter().all(|text| hedge(&text).is_none())
    {
        let hit = Hit::note(Code::Absolutes, entry, format!("only the right option says \"{word}\"")).at("answer");
        hits.push(hit.help("such words are known to mark what is right: leave it out, or put one into the others"));
        return;
    }
    if marks >= 2 && !right.iter().any(marked) {
        let mut said: Vec<String> =
            wrong.iter().filter_map(|text| absolute(text)).map(|word| format!("\"{word}\"")).collect();
        said.sort_unstable();
        said.dedup();
        let message = format!("{marks} wrong options say {}, and no right one does", said.join(" or "));
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
    let alike = |one: &str, other: &str| {
        let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        one == other || (common >= 7 && one.chars().count().abs_diff(other.chars().count()) <= 3)
    };
    let stands =
        |word: Word, list: &[Word]| list.iter().any(|one| alike(course.words.text(word), course.words.text(*one)));
    let mut cues: Vec<_> = right.into_iter().filter(|word| stands(*word, &stem) && !stands(*word, &wrong)).collect();
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

/// `word-cue` for pairs: the two sides share a word, so that nothing need be known.
pub(super) fn pair_cue(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::Match { pairs, .. } = &course.entries[entry].note.kind else { return };
    let shared = |left: &str, right: &str| {
        let right = words(right);
        words(left).into_iter().find(|word| word.chars().count() >= 5 && right.contains(word))
    };
    // A word that more pairs have tells nothing.
    let cues = pairs.iter().filter_map(|pair| {
        let word = shared(&pair.left, &pair.right)?;
        let bearers = pairs.iter().filter(|pair| words(&pair.right).contains(&word)).count();
        (bearers == 1).then_some(word)
    });
    let cues: Vec<String> = cues.map(|word| format!("\"{}\"", excerpt(&word))).collect();
    if cues.len() >= 2 {
        let hit =
            Hit::note(Code::WordCue, entry, format!("{} stand on both sides of a pair", cues.join(", "))).at("pairs");
        hits.push(hit.help("say it in other words on one of the two sides"));
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
    let pair = |first: &Role, second: &Role| {
        words.windows(2).any(|pair| {
            let both = |language: Language| {
                first.has_written(&pair[0], language) && second.of(language).contains(&pair[1].as_str())
            };
            both(Language::English) || both(Language::German)
        })
    };
    let (asks, share) = (pair(&ASK_HOW, &AMOUNTS), pair(&WHICH, &SHARES));
    let is = |word: &str| COPULAS.of(Language::French).contains(&word);
    let measure = words.windows(3).any(|three| WHICH.has_written(&three[0], Language::French) && is(&three[1]))
        && words.iter().any(|word| MEASURES.has_word(word));
    let asks = asks || share || measure;
    let is_unit =
        |word: &str| word.len() > 2 && !word.starts_with(|c: char| c.is_ascii_digit()) && !NO_UNITS.has_word(word);
    let named = words.windows(2).any(|pair| UNIT_LEADS.has_word(&pair[0]) && is_unit(&pair[1]));
    if asks && !named && !text.contains(['%', '€', '$']) {
        let hit = Hit::warning(Code::NumberWithoutUnit, entry, "the number has no unit").at(key);
        hits.push(hit.help("write `unit = \"…\"`, or ask in which unit: \"in euros\", \"how many days\""));
    }
}

/// `undated`: what is so "currently" will not be when the card comes back.
pub(super) fn undated(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Some((key, text)) = worded(course, entry) else { return };
    let language = course.language(entry).or_english();
    let lower = text.to_lowercase();
    let phrase =
        FLEETING_PHRASES.of(language).iter().find(|phrase| lower.contains(*phrase)).map(|phrase| (*phrase).to_owned());
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    let word = words(text).into_iter().find(|word| FLEETING.of(language).contains(&word.as_str()));
    if let Some(word) = word.or(phrase).filter(|_| !has_year) {
        let hit = Hit::note(Code::Undated, entry, format!("\"{word}\" says not when")).at(key);
        hits.push(hit.help(match course.language(entry) {
            Language::French => "say as of when: « en 2026 », « depuis 2024 »",
            Language::German => "say as of when: „im Jahr 2026“, „seit 2024“",
            Language::English | Language::Other => "say as of when: \"in 2026\", \"since 2024\"",
        }));
    }
}
