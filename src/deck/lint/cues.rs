//! Options that differ from the others in form, so that nothing need be known.

use super::course::{Course, options};
use super::hit::Hit;
use super::negations::answers_for_all;
use super::options::points_at_others;
use crate::card::Key;
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::roles::{ARTICLE_BEFORE_VOWEL, FRACTIONS, SCALE_WORDS, SILENT_H, SPOKEN_CONSONANT, SPOKEN_VOWEL};
use crate::text::{Language, STOP_WORDS, count_word, fold};

/// What an option shows of a mark: it has it, has it not, or it cannot be told from its form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Has,
    HasNot,
    Unclear,
}

/// A mark that can be seen without reading, as it is named in a message, and whether a text in a language has it.
type Mark = (&'static str, fn(&str, Language) -> Shown);

/// A long statement has its brackets from what it says, not from being the right one.
const BRACKETED_WORDS: usize = 12;

/// What is shorter may be a sign for a number: `pi`.
const SIGN: usize = 4;

/// `form-cue`: only the key, or all but the key, has a mark that can be seen without reading.
pub(super) fn form_cue(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let (Key::OneOf(key), Some((_, wrong))) = (&card.part.key, options(one.note, &card.part)) else { return };
    // What a program prints has its form from the program, and "all of the above" is told as what it is.
    if wrong.len() < 2
        || is_about_code(&card.part.stem)
        || points_at_others(key)
        || answers_for_all(key, one.deck.language)
    {
        return;
    }
    let (pointing, wrong): (Vec<&str>, Vec<&str>) = wrong.into_iter().partition(|text| points_at_others(text));
    let marks: [Mark; 4] = [
        ("starts with a capital", capital),
        ("ends in a full stop", |text, _| full_stop(text)),
        ("has parentheses", |text, _| parentheses(text)),
        ("has a number", number),
    ];
    let all_have =
        |mark: &Mark| wrong.len() >= 2 && wrong.iter().all(|text| mark.1(text, one.deck.language) == Shown::Has);
    // "None of the above." has its full stop as the answer has.
    let none_has = |mark: &Mark| {
        wrong.iter().all(|text| mark.1(text, one.deck.language) == Shown::HasNot)
            && pointing.iter().all(|text| mark.1(text, one.deck.language) != Shown::Has)
    };
    for mark in &marks {
        let message = match mark.1(key, one.deck.language) {
            // That only the answer has a number is its matter more often than its form.
            Shown::Has if mark.0 != "has a number" && none_has(mark) => format!("only the answer {}", mark.0),
            Shown::HasNot if all_have(mark) => format!("every option but the answer {}", mark.0),
            _ => continue,
        };
        let hit = Hit::warning(Code::FormCue, entry, message).at("answer").related(entry, "wrong", "the wrong options");
        hits.push(hit.help("write all options in one form"));
        return;
    }
}

/// A capital that says nothing but where the text begins: names have theirs wherever they stand, as German nouns have.
fn capital(text: &str, language: Language) -> Shown {
    let text = text.trim_start_matches(['"', '\'', '“', '‘', '«', '„', ' ', '\u{a0}', '\u{202f}']);
    let first: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    let behind = text[first.len()..].chars().next();
    let is_word = behind.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '’'));
    // "May" alone is a name as well.
    let is_common = STOP_WORDS.of(language).contains(&fold(&first).as_str()) && text.contains(char::is_whitespace);
    match first.chars().next() {
        Some(c) if c.is_lowercase() && is_word && first.chars().count() > 2 => Shown::HasNot,
        Some(c) if c.is_uppercase() && is_word && is_common => Shown::Has,
        _ => Shown::Unclear,
    }
}

fn full_stop(text: &str) -> Shown {
    let text = text.trim_end_matches(['"', '”', '“', '»', '’', '\'', ')', ' ', '\u{a0}', '\u{202f}']);
    match text.ends_with('.') {
        true if text.ends_with("..") || is_abbreviated(text) => Shown::Unclear,
        true => Shown::Has,
        false if text.ends_with(['!', '?']) => Shown::Unclear,
        false => Shown::HasNot,
    }
}

/// Words in parentheses at the end: an explanation, not the sign of a formula.
fn parentheses(text: &str) -> Shown {
    let explained = text.trim_end_matches(['.', ' ']).strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let is_explained = explained.is_some_and(|(before, inside)| {
        before.ends_with(char::is_whitespace)
            && !text.contains(['=', '+', '*', '^'])
            && !before.contains('(')
            && inside.chars().filter(|c| c.is_alphabetic()).count() >= 3
    });
    match is_explained && text.split_whitespace().count() <= BRACKETED_WORDS {
        true => Shown::Has,
        false if text.contains('(') => Shown::Unclear,
        false => Shown::HasNot,
    }
}

/// A number as what the option says, with a word or two around it: `about 10 days`, not `the 1991 Gulf War`.
fn number(text: &str, language: Language) -> Shown {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '$' | '€' | '£'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_frame = |word: &&str| STOP_WORDS.of(language).contains(&fold(word).as_str());
    let leads = words.iter().find(|word| !is_frame(word)).is_some_and(is_number);
    match leads && words.len() <= 4 {
        true => Shown::Has,
        _ if text.contains(|c: char| c.is_ascii_digit()) => Shown::Unclear,
        _ if text.len() < SIGN || words.iter().any(|word| counts(word, language)) => Shown::Unclear,
        _ => Shown::HasNot,
    }
}

/// `three`, `half`: a number in letters.
fn counts(word: &str, language: Language) -> bool {
    let is_share = |(share, _): &(&str, &str)| *share == fold(word);
    count_word(word, language).is_some()
        || SCALE_WORDS.has_written(word, language)
        || FRACTIONS.of(language.or_english()).iter().any(is_share)
}

/// A listing, or a call as programs write it: `print(x)`.
pub(super) fn is_about_code(stem: &str) -> bool {
    let calls =
        stem.match_indices('(').any(|(at, _)| stem[..at].ends_with(|c: char| c.is_ascii_lowercase() || c == '_'));
    calls || stem.trim().contains('\n')
}

/// The last word has another full stop, is a letter or two, or a short name: `Washington D.C.`, `Dun & Bradstreet, Inc.`
fn is_abbreviated(text: &str) -> bool {
    let last = text.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
    let is_short_name = last.len() <= 4 && last.starts_with(char::is_uppercase) && text.contains(' ');
    last.contains('.') || last.chars().count() <= 2 || is_short_name
}

/// `grammar-cue`: the question ends in an article that fits the key alone.
pub(super) fn grammar_cue(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let (Key::OneOf(key), Some((_, wrong))) = (&card.part.key, options(one.note, &card.part)) else { return };
    let Some(article) = last_article(&card.part.stem) else { return };
    // What fits a wrong option, too, leaves a choice.
    if !fits(&article, key) || wrong.iter().any(|text| fits(&article, text)) {
        return;
    }
    let message = format!("\"{article}\" fits only \"{}\"", excerpt(key));
    let both = if matches!(article.as_str(), "a" | "an") { "end in \"a/an\"" } else { "end before the article" };
    let hit = Hit::warning(Code::GrammarCue, entry, message).at("ask");
    hits.push(hit.help(format!("{both}, or put the article into the options")));
}

/// The article in front of the gap, or at the end: `a`, `an`, `l'`, `d'`, `qu'`.
fn last_article(stem: &str) -> Option<String> {
    let before = stem.split("__").next().unwrap_or(stem);
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '…' | ':' | '?' | '.' | '_'));
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next()?.to_lowercase().replace('’', "'");
    ARTICLE_BEFORE_VOWEL.has_word(&last).then_some(last)
}

fn fits(article: &str, option: &str) -> bool {
    let first = option.trim_start_matches(|c: char| !c.is_alphanumeric());
    let vowel = begins_with_vowel(first, article.ends_with('\''));
    match article {
        "a" => !vowel,
        _ => vowel,
    }
}

/// By sound as far as the first word shows it: `hour`, `union`, `MEP`.
fn begins_with_vowel(text: &str, french: bool) -> bool {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let lower: String = crate::text::fold(&word);
    let spelled = word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    if french {
        return lower.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
    }
    if spelled && !lower.chars().nth(1).is_some_and(|c| "aeiou".contains(c)) {
        return lower.starts_with(['a', 'e', 'f', 'h', 'i', 'l', 'm', 'n', 'o', 'r', 's', 'x', '8']);
    }
    match () {
        () if SILENT_H.begins(&lower) => true,
        () if SPOKEN_CONSONANT.begins(&lower) => SPOKEN_VOWEL.begins(&lower),
        () => lower.starts_with(['a', 'e', 'i', 'o', 'u', '8']),
    }
}
