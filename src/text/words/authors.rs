//! Several people named as one answer: *Keohane and Nye*, by surname, in any order and however joined.

use crate::text::form::token::{Gap, Token};
use crate::text::key::TextKey;
use crate::text::language::roles::{JOINS, PAGES, PARTICLES, WITH};
use crate::text::verdict::{Remark, Verdict};
use crate::text::words::judge::{Judge, Reading, show, strip};
use crate::text::words::surname;

/// So many people sign one answer at most.
const MOST: usize = 6;

impl Judge<'_> {
    /// Every one of the people whom a form names, and nobody else.
    pub(crate) fn names_the_authors(&self, words: &[Token]) -> Option<Verdict> {
        let typed = people(dated_off(strip(words)))?;
        self.forms.iter().filter(|form| form.len() < 4 * MOST).find_map(|form| {
            let own = people(form).filter(|own| own.len() == typed.len())?;
            let persons = own
                .iter()
                .all(|name| surname::person(name, &self.ask, self.slips.lexicon, self.key.language).is_some());
            persons.then(|| self.all_named(&own, &typed)).flatten()
        })
    }

    fn all_named(&self, own: &[&[Token]], typed: &[&[Token]]) -> Option<Verdict> {
        let mut left: Vec<&[Token]> = typed.to_vec();
        let mut close = None;
        for name in own {
            let key = TextKey { answers: vec![show(name)], ..self.key.clone() };
            let judge = Judge::new(&key, self.rivals, self.slips.lexicon);
            let (place, price, read) = left.iter().enumerate().find_map(|(place, part)| match judge.best(part) {
                Reading::Right { price, read } => Some((place, price, read)),
                _ => None,
            })?;
            left.remove(place);
            if price > 0 {
                close = Some(judge.close(&read));
            }
        }
        Some(close.unwrap_or_else(Verdict::correct)).filter(|verdict| {
            verdict.outcome.is_right() || verdict.remarks.iter().any(|remark| matches!(remark, Remark::Rival { .. }))
        })
    }
}

/// The names between commas, slashes and *and*; nothing where there is only one, or one is too long for a name.
fn people(tokens: &[Token]) -> Option<Vec<&[Token]>> {
    let mut names = Vec::new();
    let mut start = 0;
    for (place, token) in tokens.iter().enumerate() {
        let join = JOINS.has(token) && !WITH.has(token) && !token.capital && !PARTICLES.has(token);
        if join || token.gap >= Gap::Slash && place > start {
            names.push(&tokens[start..place]);
            start = place + usize::from(join);
        }
    }
    names.push(&tokens[start.min(tokens.len())..]);
    // *Keohane, R.*: initials behind the surname belong to it.
    names.retain(|name| !name.iter().all(|token| token.initial));
    let fits = (2..=MOST).contains(&names.len()) && names.iter().all(|name| name.len() <= 4);
    fits.then_some(names)
}

/// Without the year and the page behind the names: *(1977, p. 5)*.
fn dated_off(tokens: &[Token]) -> &[Token] {
    let Some(first) = tokens.iter().position(Token::has_digit) else { return tokens };
    let rest = tokens[first..].iter().all(|token| token.has_digit() || PAGES.has(token));
    if rest && first > 0 { &tokens[..first] } else { tokens }
}
