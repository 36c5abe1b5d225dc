//! A surname standing for a whole name.

use super::token::{Gap, Token};
use super::{Language, Lexicon};

const WHO: &[&str] = &["who", "whom", "whose", "qui", "wer", "wen", "wem", "wessen", "quien", "chi"];
const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "du", "la", "le", "ben", "bin", "al", "el", "dos",
    "zu", "ter", "ten",
];

/// The forms in which the surname of a person may stand alone; none where the answer is no personal name.
pub(crate) fn alone(name: &[Token], ask: &[Token], lexicon: &Lexicon, language: Language) -> Vec<Vec<Token>> {
    let Some((first, last)) = name.first().zip(name.last()) else { return Vec::new() };
    let shaped = (2..=5).contains(&name.len())
        && name.iter().all(|token| {
            (token.capital || token.is(PARTICLES)) && !token.has_digit() && !token.article && token.gap < Gap::Slash
        })
        && last.capital
        && last.length() > 1
        && !last.abbreviation
        && !last.is(&["jr", "sr", "junior", "senior"]);
    let given = lexicon.is_first_name(&first.word) || (first.length() == 1 && first.capital);
    let asked = ask.iter().any(|token| token.is(WHO));
    let institution = lexicon.is_word(&last.word, language);
    let first_common = lexicon.is_word(&first.word, language) && !given;
    if !shaped || !(given && (asked || !institution) || asked && !institution && !first_common) {
        return Vec::new();
    }
    let start = 1 + name[1..].iter().take_while(|token| token.gap == Gap::Hyphen || token.length() == 1).count();
    (start.min(name.len() - 1)..name.len())
        .filter(|place| {
            *place + 1 == name.len() || name[*place].is(PARTICLES) || !lexicon.is_first_name(&name[*place].word)
        })
        .map(|place| name[place..].to_vec())
        .collect()
}
