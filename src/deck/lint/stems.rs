//! Questions that are hard to read or easy to guess by their words alone.

use super::asking;
use super::course::{Course, options, stem_key};
use super::dates::tells_past;
use super::hit::Hit;
use super::negations::{asked_exception, is_in_relative_clause, is_negative};
use super::options::points_at_others;
use crate::card::Kind;
use crate::diagnostic::Code;
use crate::text::roles::{
    ABSOLUTES, AMOUNTS, AND, ARTICLES, ASK_HOW, ASKERS, COPULAS, EXAMPLE_ARTICLES, FLEETING, FLEETING_PHRASES,
    HOLDERS_SAY, IDLE_FLEETING, INFINITIVE, JOINED_QUESTION_STEMS, JOINED_QUESTIONS, MEASURES, NEARLY, NO_UNITS, OF,
    ONLY, OPTIONS_FRAME, OR, PEOPLE, PERFECTS, PREPOSITIONS, QUANTITIES, QUESTION_BEGINNINGS, RELATIVE_STEMS, Role,
    SHARES, STILL, SUBJECTS, SUPPOSITIONS, TOLD_PAST, UNIT_LEADS, WHICH, WHO, YEAR_LEADS,
};
use crate::text::{Language, fold_word};

/// The words of a text, small, without the marks around them.
pub(super) fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// Where a phrase stands among the words of a text.
pub(super) fn place(words: &[String], phrase: &str) -> Option<usize> {
    let run: Vec<&str> = phrase.split_whitespace().collect();
    words.windows(run.len().max(1)).position(|window| window == run.as_slice())
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
/// A pronoun so near is what a word of time goes with.
const LINKED: usize = 3;

/// `two-questions`: a typed question that wants two answers, and has one. An option may have both.
pub(super) fn two_questions(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let note = course.entries[entry].note;
    if !matches!(note.kind, Kind::Short { .. } | Kind::Number { .. }) {
        return;
    }
    let Some((key, text)) = worded(course, entry) else { return };
    let language = course.language(entry).or_english();
    let own = asking::own(text);
    let last = asking::asking(&own);
    let words = words(&last);
    let asks = |word: &str| ASKERS.of(language).contains(&word);
    let first = words.iter().position(|word| asks(word) || picks(word));
    // "A condition in which … and where …": told, not asked.
    let is_question = last.ends_with('?') || first.is_some_and(|first| first <= 1);
    let joined = (0..words.len()).any(|at| {
        let next = |ahead: usize| words.get(at + ahead).map_or("", String::as_str);
        first.is_some_and(|first| first < at)
            && AND.of(language).contains(&next(0))
            && (asks(next(1)) && !INFINITIVE.has_word(next(2)) || (leads(next(1)) && (picks(next(2)) || asks(next(2)))))
            // "A state that signed and that …", "planning what is said and why": the clause goes on.
            && !first.is_some_and(|first| {
                let between = &words[first + 1..at];
                between.contains(&words[at + 1]) || between.iter().any(|word| asks(word) || picks(word))
            })
    });
    let lower = last.to_lowercase();
    let whole = JOINED_QUESTIONS.all().map(|joint| format!(", {joint} "));
    let apart = whole.chain(JOINED_QUESTION_STEMS.all().map(|joint| format!(", {joint}")));
    let apart = apart.into_iter().find_map(|joint| lower.find(&joint));
    // A second relative clause is joined so as well.
    let apart = apart.is_some_and(|at| {
        let before = self::words(&lower[..at]);
        let begins = |word: &String| QUESTION_BEGINNINGS.of(language).contains(&word.as_str());
        (before.first().is_some_and(begins) || before.iter().any(|word| asks(word) || picks(word)))
            && !RELATIVE_STEMS.words().any(|clause| lower[..at].contains(&format!(", {clause}")))
    });
    // "…? Lionheart or Braveheart?" offers answers, and a story may ask as well.
    let again = match asking::sentences(&own)[..] {
        [.., before, last] if !asking::is_long(text) && before.ends_with('?') && last.ends_with('?') => {
            let (earlier, spoken) = (self::words(&before.replace('/', " ")), self::words(last));
            let asked = |words: &[String]| words.iter().any(|word| asks(word) || picks(word));
            let is_frame = earlier.iter().all(|word| OPTIONS_FRAME.has_word(word));
            let has_or = spoken.iter().any(|word| OR.of(language).contains(&word.as_str()));
            !is_frame && (asked(&spoken) || asked(&earlier) && spoken.len() >= SENTENCE && !has_or)
        }
        _ => false,
    };
    if !text.contains("__") && (again || is_question && (joined || apart)) {
        let hit = Hit::warning(Code::TwoQuestions, entry, "this asks two things, and one answer is judged").at(key);
        hits.push(hit.help("make two entries of it, or a `[[list]]`"));
    }
}

/// Which, what: it goes on to a noun.
pub(super) fn picks(word: &str) -> bool {
    WHICH.has_word(&fold_word(word))
}

/// A preposition in front of a question: "and in which year".
fn leads(word: &str) -> bool {
    let word = fold_word(word);
    PREPOSITIONS.has_word(&word) || OF.has_word(&word) || YEAR_LEADS.has_word(&word)
}

/// "Nearly always" allows for exceptions.
fn has_hedged(text: &str) -> bool {
    words(text).windows(2).any(|pair| NEARLY.has_word(&pair[0]) && ABSOLUTES.has_word(&pair[1]))
}

/// A word that allows no exception. That something "never happened" is a fact like any other, and "immer noch" no such word.
fn absolute(text: &str, language: Language) -> Option<String> {
    let words = words(text);
    let is_idle = |at: usize| {
        let beside = words.get(at + 1).into_iter().chain(at.checked_sub(1).map(|before| &words[before]));
        beside.into_iter().any(|word| STILL.has_written(word, language))
    };
    let at = (0..words.len()).find(|&at| {
        let has_been = || {
            let is = |role: &Role, word: &str| role.of(language.or_english()).contains(&word);
            at.checked_sub(1).is_some_and(|before| is(&PERFECTS, &words[before]) || is(&TOLD_PAST, &words[before]))
        };
        let is_told = || is_negative(&words[at], language) && (tells_past(text, language) || has_been());
        ABSOLUTES.has_word(&words[at]) && !is_idle(at) && !is_told()
    })?;
    Some(words[at].clone())
}

/// "Statements that are completely true": the word tells which are meant.
fn describes(statement: &str, word: &str, language: Language) -> bool {
    let spoken: Vec<&str> = statement.split_whitespace().collect();
    let at = spoken.iter().position(|one| words(one).first().is_some_and(|one| one == word));
    at.is_some_and(|at| is_in_relative_clause(&spoken, at, language))
}

/// `absolutes`: words that allow no exception, in wrong options only.
pub(super) fn absolutes(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let language = one.deck.language;
    let absolute = |text: &str| absolute(text, language);
    // "Never" is told as a denial already: without it the statement is true.
    let is_told = |hit: &Hit| hit.entry == entry && matches!(hit.code, Code::NegativeStem | Code::DoubleNegation);
    if let Kind::TrueFalse { statement, answer: false } = &one.note.kind
        && let Some(word) = absolute(&asking::own(statement)).filter(|word| !ONLY.has_word(word))
        && !(is_negative(&word, language) && hits.iter().any(is_told))
        && !describes(statement, &word, language)
        && !has_hedged(statement)
        && !asking::is_long(statement)
    {
        let hit = Hit::note(Code::Absolutes, entry, format!("\"{word}\" tells that the statement is false"));
        hits.push(hit.at("statement").help("leave it out, and be wrong about the matter itself"));
        return;
    }
    let Some((right, wrong)) = options(one.note, &card.part) else { return };
    let is_asked_otherwise = asked_exception(&card.part.stem, language.or_english()).is_some();
    if is_asked_otherwise || asking::is_long(&card.part.stem) || right.iter().any(|text| points_at_others(text)) {
        return;
    }
    // "Only" bounds what is said more often than it exaggerates, and what the question asks with, every option may have.
    let brief: Vec<String> =
        wrong.iter().filter(|text| asking::is_brief(text)).filter_map(|text| absolute(text)).collect();
    let marks = brief.len();
    // "One can heat everything" allows for no exception either.
    let is_sweeping =
        |text: &&str| words(text).iter().any(|word| QUANTITIES.of(language.or_english()).contains(&word.as_str()));
    let is_free =
        absolute(&card.part.stem).is_none() && !right.iter().any(|text| absolute(text).is_some() || is_sweeping(text));
    if marks >= 2 && is_free && brief.iter().any(|word| !ONLY.has_word(word)) {
        let mut said: Vec<String> = brief.iter().map(|word| format!("\"{word}\"")).collect();
        said.sort_unstable();
        said.dedup();
        let message = format!("{marks} wrong options say {}, and no right one does", said.join(" or "));
        let hit = Hit::note(Code::Absolutes, entry, message).at("wrong");
        hits.push(hit.help("such words are known to mark what is wrong: leave them out, or put one into the answer"));
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

/// Whether a text asks: by its sign, or by a word.
pub(super) fn is_question(text: &str, own: &str, language: Language) -> bool {
    let asks = |word: &String| picks(word) || ASKERS.of(language.or_english()).contains(&word.as_str());
    own.contains('?') || text.trim_end().ends_with([':', '…']) || text.contains("__") || words(own).iter().any(asks)
}

/// `undated`: what is so "currently" will not be when the card comes back.
pub(super) fn undated(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Some((key, text)) = worded(course, entry) else { return };
    let language = course.language(entry).or_english();
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    // What a story tells is so in the story, what is supposed is so nowhere, and "a state that currently …" is any.
    let own = asking::own(text);
    let spoken = words(&own);
    let is_general = |first: &String| {
        let is_supposed = SUPPOSITIONS.of(language).contains(&first.as_str());
        is_supposed || EXAMPLE_ARTICLES.has_word(first) || HOLDERS_SAY.has_word(&fold_word(first))
    };
    // A statement about people tells a story, and what asks nothing is no question of today.
    let is_asked = match key {
        "statement" => !spoken.iter().any(|word| PEOPLE.of(language).contains(&word.as_str())),
        _ => is_question(text, &own, language),
    };
    if has_year || !is_asked || asking::sentences(&own).len() > 1 || spoken.first().is_some_and(is_general) {
        return;
    }
    if IDLE_FLEETING.of(language).iter().any(|phrase| place(&spoken, phrase).is_some()) {
        return;
    }
    let phrase = FLEETING_PHRASES.of(language).iter().find(|phrase| {
        // "the last year of the war" and "prior to this year" are years that can be told.
        let leads = |word: &String| ARTICLES.has_word(word) || PREPOSITIONS.has_word(word) || OF.has_word(word);
        // "It is still important to …"
        let links = |at: usize| at > 0 && SUBJECTS.of(language).contains(&spoken[at - 1].as_str());
        place(&spoken, phrase).is_some_and(|at| !(links(at) || at > 0 && leads(&spoken[at - 1])))
    });
    // "as we know it today", "the company they are today": it goes with what was named before.
    let is_fleeting = |at: &usize| {
        let near = &spoken[at.saturating_sub(LINKED)..*at];
        FLEETING.of(language).contains(&spoken[*at].as_str())
            && !near.iter().any(|word| SUBJECTS.of(language).contains(&word.as_str()))
            // "How recently", "the recently released film", "adults who recently moved".
            && !near.last().is_some_and(|word| [&ASK_HOW, &ARTICLES, &PREPOSITIONS, &WHO].iter().any(|role| role.has_word(word)) && *at > 1)
    };
    let word = (0..spoken.len()).find(is_fleeting).map(|at| spoken[at].clone());
    if let Some(word) = word.or(phrase.map(|phrase| (*phrase).to_owned())) {
        let hit = Hit::note(Code::Undated, entry, format!("\"{word}\" says not when")).at(key);
        hits.push(hit.help(match course.language(entry) {
            Language::French => "say as of when: « en 2026 », « depuis 2024 »",
            Language::German => "say as of when: „im Jahr 2026“, „seit 2024“",
            Language::English | Language::Other => "say as of when: \"in 2026\", \"since 2024\"",
        }));
    }
}
