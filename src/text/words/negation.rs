//! Denials, corrections of oneself, bets on several answers, and what is no attempt at all.

use crate::text::form::fold::fold;
use crate::text::form::token::{Gap, Token};
use crate::text::language::roles::{
    ALL_BUT, AMENDS, AND, ANYBODY, ASSURANCES, BEHIND_NO, BUT, CLAUSE_JOINS, CONCESSIONS, CONTRASTS, COPULAS,
    CORRECTIONS, DEGREE, DENIALS, DENIED_BEHIND, DENIED_VERBS, EITHER, EXCLUDED, EXCLUSIONS, GIVEN_UP, HEDGES,
    NEGATIVE_QUESTIONS, NEGATIVES, NO_DENIALS, NO_LONGER, NOT, OF, OR, OR_SO, OTHER_THAN, PRONOUNS, SURE, WRONG_WORDS,
};

/// Denies what stands beside it.
pub(crate) fn is_negative(token: &Token) -> bool {
    DENIALS.has(token) || NEGATIVES.has(token)
}

/// An admission, not an attempt.
pub(crate) fn is_given_up(typed: &str) -> bool {
    GIVEN_UP.has(&fold(typed))
}

/// What is left after a correction of oneself: *Rome, no sorry, Paris*.
pub(crate) fn corrected(tokens: &[Token]) -> &[Token] {
    for start in (1..tokens.len()).rev() {
        let Some(count) = CORRECTIONS.leading(&tokens[start..]) else { continue };
        let rest = &tokens[start + count..];
        // Typed in a hurry, *no sorry* needs no comma in front of it.
        let parted = count > 1 && tokens[start].is(&["no"])
            || tokens[start].gap >= Gap::Comma && rest.first().is_some_and(|next| next.gap >= Gap::Comma || count > 1);
        if parted && !rest.is_empty() && !BEHIND_NO.has(&rest[0]) {
            return rest;
        }
    }
    tokens
}

/// What follows *actually*, which may correct or only assure: *Rome, actually Paris*.
pub(crate) fn amended(tokens: &[Token]) -> Option<&[Token]> {
    let turn = |token: &Token| token.gap >= Gap::Comma && AMENDS.has(token);
    let place = (1..tokens.len()).rev().find(|place| turn(&tokens[*place]))?;
    Some(&tokens[place + 1..]).filter(|rest| !rest.is_empty())
}

/// The stretches between the alternatives of a bet; one where there is no bet. What the question joins so is none (*chefs d'État
/// ou de gouvernement*), unless it is what is answered.
pub(crate) fn alternatives<'a>(tokens: &'a [Token], ask: &[Token], own: impl Fn(&Token) -> bool) -> Vec<&'a [Token]> {
    let said = |token: &&Token| !token.article && !OF.has(token);
    let asked = |place: usize| {
        let Some(around) = place.checked_sub(1).and_then(|before| tokens.get(before..place + 2)) else { return false };
        let same = |asked: &[Token]| asked.iter().zip(around).all(|(one, other)| one.canon == other.canon);
        let beside = tokens[..place].iter().rev().find(said).into_iter().chain(tokens[place + 1..].iter().find(said));
        ask.windows(3).any(same) && !beside.into_iter().any(&own)
    };
    let (mut parts, mut start) = (Vec::new(), 0);
    for (place, token) in tokens.iter().enumerate() {
        let hedge = tokens.get(place + 1).is_some_and(|next| OR_SO.has(next));
        let inside = token.bracketed && !tokens[0].bracketed && !token.gap.gt(&Gap::Hyphen);
        if (OR.has(token) || EITHER.has(token)) && !hedge && !inside && !asked(place) {
            parts.push(&tokens[start..place]);
            start = place + 1;
        } else if token.gap == Gap::Slash && place > start {
            parts.push(&tokens[start..place]);
            start = place;
        }
    }
    parts.push(&tokens[start.min(tokens.len())..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// How a denial bears on an answer that stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Denial {
    None,
    /// Before or behind it, of something else: the answer stands between these places.
    Elsewhere {
        from: usize,
        to: usize,
    },
    Answer,
}

/// Of every word whether something is denied by it: looked for once for all places where an answer may stand.
pub(crate) fn denying(tokens: &[Token]) -> Vec<bool> {
    (0..tokens.len()).map(|place| denies(&tokens[place..]).is_some()).collect()
}

/// Looks for a denial before `start` and from `end` on; `denying` is of these words.
pub(crate) fn denial(tokens: &[Token], denying: &[bool], start: usize, end: usize) -> Denial {
    let (mut from, mut to) = (0, tokens.len());
    if let Some(place) = (0..start).rev().find(|place| denying[*place]) {
        let exclusion = EXCLUSIONS.has(&tokens[place]);
        let parted = tokens[place + 1..=start].iter().position(|token| token.gap >= Gap::Comma || BUT.has(token));
        match parted {
            Some(ahead) if !exclusion && !tokens[place + 1..start].is_empty() => {
                let turn = place + 1 + ahead;
                from = if BUT.has(&tokens[turn]) { turn + 1 } else { turn };
                from = from.min(start);
            }
            _ => return Denial::Answer,
        }
    }
    let all_but = (1..start).any(|place| ALL_BUT.has(&tokens[place]) && ANYBODY.has(&tokens[place - 1]));
    let other_than = (1..start).any(|place| OTHER_THAN.leading(&tokens[place - 1..]).is_some());
    if all_but || other_than {
        return Denial::Answer;
    }
    if let Some(place) = (end..tokens.len()).find(|place| denying[*place]) {
        if NO_LONGER.leading(&tokens[place..]).is_some() {
            return Denial::Answer;
        }
        let copula =
            place > end && tokens[end..place].iter().all(|token| DENIED_VERBS.has(token) && token.gap < Gap::Comma);
        let verb = DENIED_BEHIND.has(&tokens[place]) && tokens[place].gap < Gap::Comma && place == end;
        // *Schumpeter. Hayek was not it*: another clause, of somebody else.
        let clause = (end..=place).rev().find(|at| tokens[*at].gap >= Gap::Stop);
        let elsewhere = clause.is_some_and(|at| {
            tokens[at..place].iter().any(|token| {
                token.capital && at < place && !COPULAS.has(token) && !PRONOUNS.has(token) && !token.article
            })
        });
        let last = place + 1 == tokens.len() && !elsewhere
            || (place == end && EXCLUDED.has(&tokens[place]) && tokens.len() == place + 1);
        if copula || verb || last {
            return Denial::Answer;
        }
        to = clause_start(tokens, end, place);
    }
    let is = |place: usize| tokens.get(place).is_some_and(|token| COPULAS.has(token));
    if is(end) && tokens.get(end + 1).is_some_and(|token| WRONG_WORDS.has(token)) {
        return Denial::Answer;
    }
    if from == 0 && to == tokens.len() { Denial::None } else { Denial::Elsewhere { from, to } }
}

/// Where the clause of a denial begins, but not before `end`.
fn clause_start(tokens: &[Token], end: usize, place: usize) -> usize {
    let joins = |token: &Token| AND.has(token) || CLAUSE_JOINS.has(token);
    (end..=place).rev().find(|at| tokens[*at].gap >= Gap::Comma || joins(&tokens[*at])).unwrap_or(place)
}

/// The words without stock phrases that assure or hedge, some of which look like denials; nothing where there are none.
pub(crate) fn assured(tokens: &[Token], question: bool) -> Option<Vec<Token>> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut place = 0;
    while place < tokens.len() {
        let rest = &tokens[place..];
        match ASSURANCES.leading(rest).max(NEGATIVE_QUESTIONS.leading(rest).filter(|_| question)) {
            Some(count) => place += count,
            None => {
                kept.push(tokens[place].clone());
                place += 1;
            }
        }
    }
    let kept = surely(&kept).unwrap_or(kept);
    (!kept.is_empty() && kept.len() < tokens.len()).then_some(kept)
}

/// The words without *not sure (but)*, which denies nothing; nothing where that is not said.
fn surely(tokens: &[Token]) -> Option<Vec<Token>> {
    let not = tokens.iter().position(|token| NOT.has(token))?;
    let sure =
        (not + 1..tokens.len()).find(|place| !DEGREE.has(&tokens[*place])).filter(|place| SURE.has(&tokens[*place]))?;
    let but = tokens.get(sure + 1).is_some_and(|next| CONCESSIONS.has(next));
    // *But I am* before it goes with it.
    let clause = tokens[..not].iter().rev().take_while(|token| HEDGES.has(token) && !token.article).count();
    let from = not - clause;
    let turn = from.checked_sub(1).filter(|at| clause < not && CONCESSIONS.has(&tokens[*at]));
    let mut kept = tokens[..turn.unwrap_or(not)].to_vec();
    let mut rest = tokens[sure + 1 + usize::from(but)..].to_vec();
    if let Some(first) = rest.first_mut() {
        first.gap = first.gap.max(Gap::Comma);
    }
    kept.append(&mut rest);
    (!kept.is_empty()).then_some(kept)
}

fn denies(tokens: &[Token]) -> Option<()> {
    if NO_DENIALS.leading(tokens).is_some() {
        return None;
    }
    (is_negative(&tokens[0]) || CONTRASTS.leading(tokens).is_some()).then_some(())
}
