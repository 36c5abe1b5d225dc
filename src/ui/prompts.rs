//! What may be pressed or typed next, said in a line or two under each question and verdict.

use crate::schedule::Rating;
use crate::study::{Leech, Offers, Turn};

use super::harmless::harmless_line;
use super::typed;
use super::wrap::{Paint, Style, columns_of, cut, flow, piece};

const LEAD: &str = "   you said before  ";
/// So many earlier answers stand beside a card that fails again and again, a line each.
const SAID_BEFORE: usize = 3;

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
    // After a failure today every rating may bring the same day: one is enough to read, and all keys go on working.
    let all_alike = offers.intervals.is_some_and(|days| days.hard == days.easy);
    let open = others.into_iter().filter(|(rating, _)| {
        *rating != offers.proposed && *rating <= offers.highest && !(all_alike && *rating > Rating::Again)
    });
    items.extend(open.map(|(rating, key)| (key, rating_and_interval(rating, offers))));
    if offers.may_overrule {
        items.push(("y", "I was right".to_owned()));
    }
    if offers.may_undo {
        items.push(("u", "undo the last".to_owned()));
    }
    items.push(("?", "keys".to_owned()));
    let mut lines = offers.leech.as_ref().map_or_else(Vec::new, |leech| failing(leech, style));
    lines.extend(keys(&items, style));
    lines
}

/// A card that fails again and again is named, with what was said instead of the right answer.
fn failing(leech: &Leech, style: &Style) -> Vec<String> {
    let told = format!("failed on {} days: find a way to tell this one apart", leech.lapses);
    let mut lines = flow("   ", &[piece(&told, Paint::Yellow)], style);
    for (at, answer) in leech.answers.iter().take(SAID_BEFORE).enumerate() {
        let lead = if at == 0 { LEAD.to_owned() } else { " ".repeat(LEAD.len()) };
        lines.push(cut(&(lead + &harmless_line(answer)), style.columns(), style));
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

#[cfg(test)]
mod tests {
    use crate::schedule::{Intervals, Rating};
    use crate::study::{Leech, Offers};
    use crate::ui::Style;
    use crate::ui::fixture::offers;

    use super::at_verdict;

    const STYLE: Style = Style { color: false, ascii: false, width: 80 };

    #[test]
    fn only_what_makes_a_difference_is_offered() {
        let alike = Intervals { again: 0, hard: 1, good: 1, easy: 1 };
        let offers = Offers { intervals: Some(alike), may_undo: false, ..offers(Rating::Good, Rating::Easy) };
        assert_eq!(at_verdict(&offers, &STYLE), [" [Enter] good, tomorrow   [1] again, later today   [?] keys"]);
        let offers = Offers { may_undo: true, ..offers };
        assert!(at_verdict(&offers, &STYLE)[0].contains("[u] undo the last"));
    }

    #[test]
    fn three_earlier_answers_at_most_take_a_line_each() {
        let answers = ["European Council – proposed; ".repeat(9), "b".into(), "c".into(), "d".into()].to_vec();
        let offers = Offers { leech: Some(Leech { lapses: 5, answers }), ..offers(Rating::Again, Rating::Again) };
        let lines = at_verdict(&offers, &STYLE);
        assert_eq!(lines.len(), 5, "{lines:?}");
        assert!(lines[1].ends_with('…') && lines[1].chars().count() == 80, "{lines:?}");
        assert_eq!(lines[3].trim(), "c");
    }
}
