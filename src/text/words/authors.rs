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
        let words = dated_off(strip(words));
        let typed = people(words, true).or_else(|| in_a_row(words))?;
        self.forms.iter().find_map(|form| {
            let own = self.authors(form).filter(|own| own.len() == typed.len())?;
            self.all_named(&own, &typed)
        })
    }

    /// The people whom a form names, where they are several.
    pub(super) fn authors<'b>(&self, form: &'b [Token]) -> Option<Vec<&'b [Token]>> {
        let people = Some(form).filter(|form| form.len() < 4 * MOST).and_then(|form| people(form, false))?;
        people.iter().all(|name| self.is_person(name)).then_some(people)
    }

    fn is_person(&self, name: &[Token]) -> bool {
        let mut name = name.to_vec();
        // What joins a name to the one before is no part of it.
        name[0].gap = Gap::Blank;
        surname::person(&name, &self.ask, self.slips.lexicon, self.key.language).is_some()
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

/// The names between commas, slashes, *and* and, where that joins them, *with*; nothing where there is only one, or one is
/// too long for a name.
fn people(tokens: &[Token], with: bool) -> Option<Vec<&[Token]>> {
    let mut names = Vec::new();
    let mut start = 0;
    for (place, token) in tokens.iter().enumerate() {
        let join = JOINS.has(token) && (with || !WITH.has(token)) && !token.capital && !PARTICLES.has(token);
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

/// Surnames with only blanks between them: *Nye Keohane*.
fn in_a_row(tokens: &[Token]) -> Option<Vec<&[Token]>> {
    let plain = tokens.iter().skip(1).all(|token| token.gap == Gap::Blank && !token.initial);
    (plain && (2..=MOST).contains(&tokens.len())).then(|| tokens.chunks(1).collect())
}

/// Without the year and the page behind the names: *(1977, p. 5)*.
fn dated_off(tokens: &[Token]) -> &[Token] {
    let Some(first) = tokens.iter().position(Token::has_digit) else { return tokens };
    let rest = tokens[first..].iter().all(|token| token.has_digit() || PAGES.has(token));
    if rest && first > 0 { &tokens[..first] } else { tokens }
}
