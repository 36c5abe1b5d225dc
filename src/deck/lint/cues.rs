//! Options that differ from the others in form, so that nothing need be known.

use super::course::{Course, options};
use super::hit::Hit;
use crate::card::Key;
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::roles::{ARTICLE_BEFORE_VOWEL, SILENT_H, SPOKEN_CONSONANT, SPOKEN_VOWEL};

/// Whether an option has a mark.
type Mark = fn(&str) -> bool;

/// `form-cue`: only the key, or all but the key, has a mark that can be seen without reading.
pub(super) fn form_cue(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let (Key::OneOf(key), Some((_, wrong))) = (&card.part.key, options(one.note, &card.part)) else { return };
    // What a program prints has its form from the program.
    if wrong.len() < 2 || is_about_code(&card.part.stem) {
        return;
    }
    let marks: [(&str, Mark); 4] = [
        ("starts with a capital", |text| text.trim_start_matches(['"', '“', '«']).starts_with(char::is_uppercase)),
        ("ends in a full stop", |text| {
            text.ends_with('.') && !text.ends_with("..") && text.contains(' ') && !is_abbreviated(text)
        }),
        ("has parentheses", |text| text.contains('(')),
        ("has a number", |text| text.contains(|c: char| c.is_ascii_digit())),
    ];
    // German nouns have capitals wherever they stand.
    let skipped = usize::from(one.deck.language == crate::text::Language::German);
    for (mark, has) in marks.into_iter().skip(skipped) {
        let others = wrong.iter().filter(|text| has(text)).count();
        let message = match (has(key), others) {
            (true, 0) => format!("only the answer {mark}"),
            (false, others) if others == wrong.len() => format!("every option but the answer {mark}"),
            _ => continue,
        };
        let hit = Hit::warning(Code::FormCue, entry, message).at("answer").related(entry, "wrong", "the wrong options");
        hits.push(hit.help("write all options in one form"));
        return;
    }
}

/// A listing, or a call as programs write it: `print(x)`.
pub(super) fn is_about_code(stem: &str) -> bool {
    let calls =
        stem.match_indices('(').any(|(at, _)| stem[..at].ends_with(|c: char| c.is_ascii_lowercase() || c == '_'));
    calls || stem.trim().contains('\n')
}

/// The last word has another full stop, or is a letter or two: `Washington D.C.`
fn is_abbreviated(text: &str) -> bool {
    let last = text.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
    last.contains('.') || last.chars().count() <= 2
}

/// `grammar-cue`: the question ends in an article that fits the key and not every option.
pub(super) fn grammar_cue(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let (Key::OneOf(key), Some((_, wrong))) = (&card.part.key, options(one.note, &card.part)) else { return };
    let Some(article) = last_article(&card.part.stem) else { return };
    let Some(bad) = wrong.iter().find(|text| fits(&article, key) && !fits(&article, text)) else { return };
    let fitting = wrong.iter().filter(|text| fits(&article, text)).count();
    let message = if fitting == 0 {
        format!("\"{article}\" fits only \"{}\"", excerpt(key))
    } else {
        format!("\"{article}\" does not fit \"{}\"", excerpt(bad))
    };
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
