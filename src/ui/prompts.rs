//! What may be pressed or typed next, said in a line or two under each question and verdict.

use crate::schedule::Rating;

use super::harmless::harmless_line;
use super::wrap::{Paint, Style, columns_of, flow, piece};
use super::{Leech, Offers, Turn, typed};

/// How a front takes the answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// A typed line; commands begin with a colon.
    Line,
    /// A typed line, where an empty one turns the card.
    TurningLine,
    /// One key.
    Key,
    /// One key, where Space turns the card.
    TurningKey,
}

/// How to answer, and what else may be done at a question.
pub(crate) fn at_question(turn: &Turn<'_>, by: By, style: &Style) -> Vec<String> {
    let commands = matches!(by, By::Line | By::TurningLine);
    let mut items = vec![match by {
        By::Line | By::Key => ("", typed::how(&turn.question.interaction).to_owned()),
        By::TurningLine => ("Enter", "turn the card".to_owned()),
        By::TurningKey => ("Space", "turn the card".to_owned()),
    }];
    if turn.question.hint.is_some() && !turn.hint_shown {
        items.push((if commands { ":h" } else { "t" }, "hint".to_owned()));
    }
    items.push((if commands { ":?" } else { "?" }, "keys".to_owned()));
    items.push((if commands { ":q" } else { "q" }, "leave".to_owned()));
    keys(&items, style)
}

/// What may be pressed or typed now, keys in brackets; an item is broken only where it is wider than the window.
pub(crate) fn keys(items: &[(&str, String)], style: &Style) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (key, what) in items {
        let item = if key.is_empty() { what.clone() } else { format!("[{key}] {what}") };
        match lines.last_mut() {
            Some(line) if columns_of(line) + 3 + columns_of(&item) <= style.columns() => {
                line.push_str("   ");
                line.push_str(&item);
            }
            _ => lines.extend(flow(" ", &[piece(&item, Paint::Plain)], style)),
        }
    }
    lines
}

/// The proposal, the other ratings that may be given, each with its interval, and what else there is.
pub(crate) fn at_verdict(offers: &Offers, style: &Style) -> Vec<String> {
    let mut items = vec![("Enter", rating_and_interval(offers.proposed, offers))];
    let others = [(Rating::Again, "1"), (Rating::Hard, "2"), (Rating::Good, "3"), (Rating::Easy, "4")];
    let open = others.into_iter().filter(|(rating, _)| *rating != offers.proposed && *rating <= offers.highest);
    items.extend(open.map(|(rating, key)| (key, rating_and_interval(rating, offers))));
    if offers.may_overrule {
        items.push(("y", "I was right".to_owned()));
    }
    items.push(("u", "undo".to_owned()));
    items.push(("?", "keys".to_owned()));
    let mut lines = offers.leech.as_ref().map_or_else(Vec::new, |leech| failing(leech, style));
    lines.extend(keys(&items, style));
    lines
}

/// A card that fails again and again is named, with what was said instead of the right answer.
fn failing(leech: &Leech, style: &Style) -> Vec<String> {
    let told = format!("failed on {} days: find a way to tell this one apart", leech.lapses);
    let mut lines = flow("   ", &[piece(&told, Paint::Yellow)], style);
    if !leech.answers.is_empty() {
        let before: Vec<String> = leech.answers.iter().map(|answer| harmless_line(answer)).collect();
        let before = before.join(style.mark(" · ", " | "));
        lines.extend(flow("   you said before  ", &[piece(&before, Paint::Plain)], style));
    }
    lines
}

/// When nothing is left to ask.
pub(crate) fn at_end(style: &Style) -> Vec<String> {
    keys(&[("Enter", "leave".to_owned()), ("u", "undo the last rating".to_owned())], style)
}

fn rating_and_interval(rating: Rating, offers: &Offers) -> String {
    match offers.intervals {
        Some(intervals) => format!("{}, {}", rating.word(), interval(intervals.days(rating))),
        None => rating.word().to_owned(),
    }
}

/// Days in words, as exact as one needs them.
fn interval(days: u32) -> String {
    match days {
        0 => "later today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=60 => format!("{days} days"),
        61..=729 => format!("{} months", (days + 15) / 30),
        _ => format!("{} years", (days + 182) / 365),
    }
}

/// Why a rating above the highest is refused.
pub(crate) fn refusal(offers: &Offers) -> &'static str {
    match (offers.highest, offers.may_overrule) {
        (Rating::Again, true) => "a wrong answer comes again; y if you were right",
        (Rating::Again, false) => "this one comes again: no other rating is open",
        (Rating::Hard, _) => "after a hint, or half an answer, no more than hard",
        (Rating::Good, _) => "no more than good here",
        (Rating::Easy, _) => "no such rating",
    }
}
