//! Signs among the words of a text: one token for a sign and for the words that say the same, amounts put together.

use crate::text::form::token::{Gap, Token};
use crate::text::form::token_numbers::plain;
use crate::text::language::numerals::{misspelt_scale, scale};
use crate::text::language::roles::AMOUNT_LINKS;
use crate::text::language::{Language, signs};

/// Whether `<`, `>` or `=` at a place belongs to a bound: before a number or a currency, or between blanks.
pub(crate) fn is_bound(letters: &[char], place: usize) -> bool {
    let at = |place: usize| letters.get(place).copied();
    let before = place.checked_sub(1).and_then(at);
    if letters[place] == '=' {
        return matches!(before, Some('<' | '>'));
    }
    if matches!(before, Some('-' | '=')) {
        return false;
    }
    let next = letters[place + 1..].iter().find(|sign| !sign.is_whitespace() && **sign != '=');
    let spaced = before.is_none_or(char::is_whitespace) && at(place + 1).is_some_and(char::is_whitespace);
    matches!(letters[place], '≤' | '≥')
        || next.is_some_and(|sign| sign.is_ascii_digit() || matches!(sign, '.' | '€' | '$' | '£'))
        || spaced && before.is_some()
}

/// `≥` and its like as the form that a bound has among tokens.
pub(crate) fn set_bound(token: &mut Token) {
    token.canon = bound_canon(&token.word).to_owned();
}

/// The form that all words for a bound share.
pub(crate) fn bound_canon(word: &str) -> &'static str {
    match word {
        "under" => "<",
        "over" => ">",
        "atmost" => "≤",
        _ => "≥",
    }
}

/// One word for a unit or currency, however it is said.
pub(crate) fn words(tokens: &mut Vec<Token>) {
    let mut place = 0;
    while place < tokens.len() {
        let run: Vec<&str> = tokens[place..].iter().take(2).map(|token| token.word.as_str()).collect();
        if let Some(word) = signs::phrase(&run) {
            let second = tokens.remove(place + 1);
            tokens[place].raw = format!("{} {}", tokens[place].raw, second.raw);
            word.clone_into(&mut tokens[place].word);
            word.clone_into(&mut tokens[place].canon);
        } else if let Some(word) = signs::word(&tokens[place].word) {
            word.clone_into(&mut tokens[place].canon);
            if let Some(scale) = tokens.get_mut(place + 1).filter(|_| word == "degrees") {
                // `°C`.
                let whole = match scale.word.as_str() {
                    "c" | "centigrade" => "celsius",
                    "f" => "fahrenheit",
                    _ => &scale.canon,
                };
                scale.canon = whole.to_owned();
            }
        }
        place += 1;
    }
}

/// A number with its scale word as one numeral, and the currency in front of it: `5bn euros` as `€ 5000000000`.
pub(crate) fn amounts(tokens: &mut Vec<Token>, language: Language) {
    let mut place = 0;
    while place < tokens.len() {
        scaled(tokens, place, language);
        let joins = tokens.get(place + 1).is_some_and(|token| AMOUNT_LINKS.has(token));
        let behind = place + 1 + usize::from(joins);
        let is_sum = tokens[place].canon.parse::<f64>().is_ok();
        let leads = place > 0 && signs::is_currency(&tokens[place - 1].canon);
        if is_sum && !leads && tokens.get(behind).is_some_and(|token| signs::is_currency(&token.canon)) {
            let mut currency = tokens.remove(behind);
            if joins {
                tokens.remove(place + 1);
            }
            std::mem::swap(&mut currency.gap, &mut tokens[place].gap);
            tokens.insert(place, currency);
            place += 1;
        }
        place += 1;
    }
}

/// Digits in groups with blanks between them become one number where a scale or a currency stands beside: `5 000 million`.
fn group(tokens: &mut Vec<Token>, place: usize, language: Language) {
    let digits = |token: &Token| token.raw.bytes().all(|byte| byte.is_ascii_digit());
    let fits = |token: &&Token| token.gap == Gap::Blank && token.raw.len() == 3 && digits(token);
    let count = tokens[place + 1..].iter().take_while(fits).count();
    if count == 0 || tokens[place].raw.len() > 3 || !digits(&tokens[place]) || tokens[place].raw.starts_with('0') {
        return;
    }
    let is_currency = |token: &Token| signs::is_currency(&token.canon);
    let measured = tokens
        .get(place + 1 + count)
        .is_some_and(|next| next.gap <= Gap::Hyphen && (is_currency(next) || scale(&next.word, language).is_some()));
    let follows_currency = place > 0 && is_currency(&tokens[place - 1]);
    if !measured && !follows_currency {
        return;
    }
    let rest: Vec<Token> = tokens.drain(place + 1..=place + count).collect();
    let token = &mut tokens[place];
    for other in rest {
        token.raw.push_str(&other.raw);
    }
    token.word.clone_from(&token.raw);
    token.canon.clone_from(&token.raw);
}

/// The number at a place times the scale words behind it, or the scale that is written with it.
fn scaled(tokens: &mut Vec<Token>, place: usize, language: Language) {
    if !tokens[place].raw.starts_with(|letter: char| letter.is_ascii_digit()) {
        return;
    }
    group(tokens, place, language);
    let cut = tokens[place].raw.find(char::is_alphabetic).unwrap_or(tokens[place].raw.len());
    let (digits, suffix) = tokens[place].raw.split_at(cut);
    let beside_currency = place > 0 && signs::is_currency(&tokens[place - 1].canon)
        || tokens.get(place + 1).is_some_and(|token| signs::is_currency(&token.canon));
    let glued = match suffix {
        "" => Some(1.0),
        "m" | "M" if beside_currency => Some(1e6),
        "k" | "K" if beside_currency => Some(1e3),
        _ => scale(&suffix.to_lowercase(), language),
    };
    let Some((factor, value)) = glued.zip(plain(digits, language).and_then(|digits| digits.parse::<f64>().ok())) else {
        return;
    };
    let mut total = value * factor;
    let (mut count, mut forgiven) = (0, 0);
    while let Some(next) = tokens.get(place + 1 + count).filter(|next| next.gap <= Gap::Hyphen) {
        let slip = || misspelt_scale(&next.word, language).map(|factor| (factor, 1));
        let factor = scale(&next.word, language).map(|factor| (factor, 0)).or_else(slip);
        let behind = || tokens.get(place + 2 + count).is_some_and(|token| signs::is_currency(&token.canon));
        let short = match next.word.as_str() {
            "m" if beside_currency || behind() => Some((1e6, 0)),
            "k" if beside_currency || behind() => Some((1e3, 0)),
            _ => None,
        };
        let Some((factor, edits)) = factor.or(short) else { break };
        total *= factor;
        forgiven += edits;
        count += 1;
    }
    if count == 0 && factor == 1.0 {
        return;
    }
    let rest: Vec<Token> = tokens.drain(place + 1..place + 1 + count).collect();
    let token = &mut tokens[place];
    for other in rest {
        token.raw = format!("{} {}", token.raw, other.raw);
        token.word.push_str(&other.word);
    }
    token.forgiven = forgiven;
    token.canon = total.to_string();
}
