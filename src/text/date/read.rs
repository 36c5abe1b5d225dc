//! Reading dates: any unambiguous form, in five languages.

use crate::text::date::items::{Item, items};
use crate::text::date::reader::Reader;
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::roles::{
    DATE_ARTICLES, DATE_BEHIND, DATE_FILLERS, DATE_JOINERS, ONWARDS, OR, OTHERWISE, Role, TIME_RELATIONS,
};
use crate::text::stance::{Stance, stance};

/// A date as far as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Partial {
    pub(crate) year: Option<i32>,
    pub(crate) month: Option<u32>,
    pub(crate) day: Option<u32>,
}

/// The grain that is asked for, which decides what `2001/02` and `11/89` mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grain {
    Day,
    Month,
    Year,
    Span,
}

/// What is asked for: the grain, and the years that two digits may stand for before any other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) grain: Grain,
    pub(crate) years: Vec<i32>,
}

/// What a typed text says about dates.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Typed {
    /// Those that are meant, without what was denied or taken back.
    pub(crate) dates: Vec<Partial>,
    /// The two dates are the ends of a span.
    pub(crate) span: bool,
    /// One month name was misspelt.
    pub(crate) slip: bool,
    /// Before, after, since: the word, folded.
    pub(crate) relation: Option<String>,
    /// A decade, a century, a time before Christ.
    pub(crate) vague: bool,
    pub(crate) denied: bool,
    /// `or` between two dates.
    pub(crate) bet: bool,
    /// A year was written with two digits.
    pub(crate) short_year: bool,
    /// Nothing but one date stands there.
    pub(crate) bare: bool,
}

/// A date and where it stands among the items.
#[derive(Clone, Copy)]
struct Found {
    date: Partial,
    from: usize,
    to: usize,
    /// A word or dash that joins the ends of a span stood before it.
    joined: bool,
}

/// Reads everything that the text says.
pub(crate) fn read(text: &str, language: Language, lexicon: &Lexicon, asked: &Asked) -> Typed {
    let cut = items(text, language, lexicon);
    let items = &cut.items;
    let (found, short_year) = found(items, asked);
    let found = without_glosses(kept_days(found, items), items);
    let signs: Vec<String> = items.iter().map(sign_or_word).collect();
    let words: Vec<&str> = signs.iter().map(String::as_str).collect();
    let places: Vec<(usize, usize)> = found.iter().map(|found| (found.from, found.to)).collect();
    let Stance { kept, denied, bet } = stance(&words, &places);
    let bare = matches!(found[..], [Found { from: 0, to, .. }] if to == items.len());
    let mut typed = Typed { slip: cut.slip, vague: cut.vague, denied, bet, short_year, bare, ..Typed::default() };
    // What is joined to a denied date is denied with it: *not 1939–1945*.
    let denied_with = |at: usize| denied && at > 0 && found[at].joined && !kept.contains(&(at - 1));
    let kept: Vec<usize> = kept.iter().copied().filter(|at| !denied_with(*at)).collect();
    for (order, at) in kept.iter().enumerate() {
        let Found { date, from, to, joined } = found[*at];
        let span = joined && order > 0 && kept[order - 1] + 1 == *at;
        typed.span |= span;
        if span || !typed.dates.contains(&date) {
            typed.dates.push(date);
        }
        let relation = relation(items, from, to);
        typed.relation = typed.relation.or(relation);
    }
    if typed.span {
        complete_span(&mut typed.dates);
    } else if !typed.bet {
        merge(&mut typed.dates);
    }
    typed
}

fn sign_or_word(item: &Item) -> String {
    match item {
        Item::Word(word) => word.clone(),
        Item::Sign(sign) => sign.to_string(),
        Item::Number(..) | Item::Month(_) => String::new(),
    }
}

/// Every date, in order, and whether a year had two digits.
fn found(items: &[Item], asked: &Asked) -> (Vec<Found>, bool) {
    let Asked { grain, years } = asked;
    let mut reader = Reader { items, grain: *grain, place: 0, joined: false, year: None, years, short: false };
    let mut found = Vec::new();
    while reader.place < items.len() {
        let from = reader.place;
        match reader.date() {
            Some(date) => {
                let joined = std::mem::take(&mut reader.joined);
                reader.year = date.year.filter(|_| date.month.is_none());
                found.push(Found { date, from, to: reader.place, joined });
            }
            None => reader.skip(),
        }
    }
    (found, reader.short)
}

/// *2015, in February* is one date, and so is *2015: 11 February 2015*.
fn merge(dates: &mut Vec<Partial>) {
    let [first, second] = dates[..] else { return };
    let agree = |one: Option<u32>, other: Option<u32>| one.is_none() || other.is_none() || one == other;
    let fits = first.year.is_none() || second.year.is_none() || first.year == second.year;
    let alone = |date: Partial| date.year.is_some() && date.month.is_none() && date.day.is_none();
    if (alone(first) && second.month.is_some() || alone(second) && first.month.is_some())
        && fits
        && agree(first.month, second.month)
        && agree(first.day, second.day)
    {
        *dates = vec![Partial {
            year: first.year.or(second.year),
            month: first.month.or(second.month),
            day: first.day.or(second.day),
        }];
    }
}

/// Without a number that stands alone before a word, which counts something: *3 states in 1998*, *1 Dxcember 1998*.
fn kept_days(found: Vec<Found>, items: &[Item]) -> Vec<Found> {
    let dated = found.iter().any(|found| found.date.year.is_some());
    let alone = |found: &Found| found.date.day.is_some() && found.date.month.is_none() && found.date.year.is_none();
    let counts = |found: &Found| {
        matches!(items.get(found.to), Some(Item::Word(word))
            if !DATE_JOINERS.has_word(word) && !OR.has_word(word))
    };
    found.into_iter().filter(|found| !(dated && alone(found) && counts(found))).collect()
}

/// Without the dates of a bracket behind a date that says what else was when: *1992 (in force 1993)*.
fn without_glosses(found: Vec<Found>, items: &[Item]) -> Vec<Found> {
    let Some(open) = items.iter().position(|item| *item == Item::Sign('(')) else { return found };
    let content = |item: &Item| {
        let small = item.is_of(&DATE_FILLERS)
            || item.is_of(&DATE_JOINERS)
            || item.is_of(&TIME_RELATIONS)
            || (item.is_of(&OTHERWISE) || item.is_of(&OR));
        matches!(item, Item::Word(word) if word.len() > 2) && !small
    };
    let told = items[open..].iter().any(content)
        && !items[open..].iter().any(|item| item.is_of(&OTHERWISE) || item.is_of(&OR));
    if !told || !found.iter().any(|found| found.to <= open) {
        return found;
    }
    found.into_iter().filter(|found| found.to <= open).collect()
}

/// The word that sets a date in relation to the answer, in front of it or behind.
fn relation(items: &[Item], from: usize, to: usize) -> Option<String> {
    let filler = |item: &&Item| item.is_of(&DATE_FILLERS) || matches!(item, Item::Sign(','));
    let before = items[..from].iter().rev().find(|item| !filler(item) && !item.is_of(&DATE_ARTICLES));
    let behind = items[to..].iter().find(|item| !item.is_of(&DATE_BEHIND));
    let word = |item: Option<&Item>, role: &Role| match item {
        Some(Item::Word(word)) if role.has_word(word) => Some(word.clone()),
        _ => None,
    };
    word(before, &TIME_RELATIONS).or_else(|| word(behind, &ONWARDS))
}

/// *3–5 June 1998*, *June–July 1998*, *1994–98*: the first end takes from the second what it lacks.
fn complete_span(dates: &mut [Partial]) {
    let [from, to] = dates else { return };
    if from.year.is_none() {
        from.year = to.year;
    }
    if from.month.is_none() && from.day.is_some() {
        from.month = to.month;
    }
    if to.year.is_none() {
        to.year = from.year.filter(|_| to.month.is_some() || to.day.is_some());
    }
}
