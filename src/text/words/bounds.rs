//! Bounds among the words of a text: *at least 55 %* and *55 % or more* as `≥ 55 %`.

use crate::text::form::token::Token;
use crate::text::form::token_signs::bound_canon;
use crate::text::key::Bound;
use crate::text::language::signs;
use crate::text::number::bounds::{before, behind};

/// The words with every bound beside a number as one token in front of it.
pub(crate) fn gathered(tokens: Vec<Token>) -> Vec<Token> {
    if !tokens.iter().any(Token::has_digit) {
        return tokens;
    }
    let words: Vec<String> = tokens.iter().map(|token| word(token).to_owned()).collect();
    let mut gathered: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut place = 0;
    while place < tokens.len() {
        let led = before(&words[place..]).filter(|(_, used)| begins_number(&tokens[place + used..]));
        if let Some((bound, used)) = led {
            gathered.push(token(bound, &tokens[place..place + used]));
            place += used;
            continue;
        }
        let number = begins_number(&tokens[place..]);
        let bounded = gathered.last().is_some_and(is_bound);
        gathered.push(tokens[place].clone());
        place += 1;
        if !number || bounded || signs::is_currency(&gathered[gathered.len() - 1].canon) {
            continue;
        }
        let start = gathered.len() - 1 - usize::from(gathered.len() > 1 && is_currency(&gathered[gathered.len() - 2]));
        let unit = tokens.get(place).is_some_and(|token| signs::word(&token.canon).is_some() || token.is(&["percent"]));
        let behind_unit = place + usize::from(unit);
        let trailing = behind(&words[behind_unit.min(words.len())..])
            .filter(|(_, used)| !(tokens[behind_unit].is(&["plus"]) && begins_number(&tokens[behind_unit + used..])));
        if let Some((bound, used)) = trailing {
            let mut bound = token(bound, &tokens[behind_unit..behind_unit + used]);
            std::mem::swap(&mut bound.gap, &mut gathered[start].gap);
            gathered.extend(tokens[place..behind_unit].iter().cloned());
            gathered.insert(start, bound);
            place = behind_unit + used;
        }
    }
    gathered
}

/// *More than how many?*
pub(crate) fn asks_for_more(ask: &[Token]) -> bool {
    let words: Vec<String> = ask.iter().map(|token| token.word.clone()).collect();
    (0..words.len()).any(|place| before(&words[place..]).is_some_and(|(bound, _)| bound == Bound::Over))
}

/// `60+`, where more than something is asked for, is *over 60*.
pub(crate) fn more_than(token: &mut Token) {
    if token.raw == "+" && token.canon == "≥" {
        bound_canon("over").clone_into(&mut token.canon);
    }
}

fn is_currency(token: &Token) -> bool {
    signs::is_currency(&token.canon)
}

/// A bound as it stands among tokens.
pub(crate) fn is_bound(token: &Token) -> bool {
    matches!(token.canon.as_str(), "<" | ">" | "≤" | "≥")
}

/// A number, or a currency before one.
fn begins_number(tokens: &[Token]) -> bool {
    let number = |place: usize| tokens.get(place).is_some_and(Token::has_digit);
    number(0) || tokens.first().is_some_and(is_currency) && number(1)
}

/// As the reader of bounds beside numbers knows it.
fn word(token: &Token) -> &str {
    match token.canon.as_str() {
        sign @ ("<" | ">" | "≤" | "≥") => sign,
        "plus" if token.raw == "+" => "+",
        _ => &token.word,
    }
}

fn token(bound: Bound, from: &[Token]) -> Token {
    let word = match bound {
        Bound::Over => "over",
        Bound::Under => "under",
        Bound::AtLeast => "atleast",
        Bound::AtMost => "atmost",
    };
    Token {
        raw: from.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" "),
        word: word.to_owned(),
        canon: bound_canon(word).to_owned(),
        spelled: None,
        article: false,
        ..from[0].clone()
    }
}
