//! What the shape of a word says of it: a year, a month, a participle, somebody who does something.

use crate::text::form::token::Token;
use crate::text::language::Language;
use crate::text::language::calendar::is_month;
use crate::text::language::roles::{
    ADDED, ADDITIONS, AGENT_ENDINGS, FELLOW_PARTICIPLES, JOINS, PARTICIPLE_ENDINGS, PARTICIPLES,
};

/// What begins so adds something else: *and*, *as well as*, *in addition to*.
pub(crate) fn adds(tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else { return false };
    let second = tokens.get(1);
    ADDITIONS.has(first)
        || JOINS.has(first)
        || first.is(&["as"]) && second.is_some_and(|next| next.is(&["well", "is", "are", "was"]))
        || first.is(&["in", "on"]) && second.is_some_and(|next| ADDED.has(next))
}

/// Four digits.
pub(crate) fn is_year(token: &Token) -> bool {
    token.raw.len() == 4 && token.raw.bytes().all(|digit| digit.is_ascii_digit())
}

/// A day or a month.
pub(crate) fn is_dating(token: &Token) -> bool {
    is_month(&token.word) || token.word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

/// `EU's`.
pub(crate) fn is_possessive(token: &Token) -> bool {
    ["'s", "’s", "s'", "s’"].iter().any(|ending| token.raw.ends_with(ending))
}

/// *written*, *caused*: what may stand before *by*, unless it tells of another thing that was there too.
pub(crate) fn is_participle(token: &Token) -> bool {
    let shaped = token.word.len() > 3 && PARTICIPLE_ENDINGS.ends_in_any(&token.word);
    (shaped || PARTICIPLES.has(token)) && !FELLOW_PARTICIPLES.has(token)
}

/// A word whose ending says that it names who does something.
pub(crate) fn is_agent(token: &Token, language: Language) -> bool {
    AGENT_ENDINGS.of(language).iter().any(|ending| token.word.len() > ending.len() + 2 && token.word.ends_with(ending))
}

/// The same words, articles aside.
pub(crate) fn same_words(one: &[Token], other: &[Token]) -> bool {
    let content = |token: &&Token| !token.article;
    one.iter().filter(content).map(|token| &token.canon).eq(other.iter().filter(content).map(|token| &token.canon))
}
