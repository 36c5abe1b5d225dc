//! Cards outside a session: in a list, in full with their past, or to be read through.

use crate::card::Question;
use crate::deck::{Dated, Named};
use crate::schedule::StudyDay;

use super::drawn::Drawn;
use super::harmless::harmless_line;
use super::render::{aside, asked, note};
use super::verdict::{labelled, lookalikes};
use super::wrap::{Paint, Style, flow, piece};

/// Stem, id and state.
pub(crate) fn card_in_a_list(question: &Question, state: &str, style: &Style) -> Drawn {
    let about = format!("{}{}{state}", question.card, style.mark(" · ", " | "));
    let mut lines = flow("", &[piece(&question.stem, Paint::Plain)], style);
    lines.extend(flow("  ", &[piece(&about, Paint::Dim)], style));
    Drawn::new(&lines)
}

/// Everything of a card, its state, and what happened to it.
pub(crate) fn card_in_full(question: &Question, state: &[String], past: &[String], style: &Style) -> Drawn {
    let mut lines = to_read(question, style);
    lines.push(String::new());
    lines.extend(aside(&question.card.to_string(), style));
    lines.extend(state.iter().flat_map(|line| note(line, style)));
    lines.extend(past.iter().flat_map(|line| flow("   ", &[piece(line, Paint::Plain)], style)));
    Drawn::new(&lines)
}

/// Question, options, answer, reason and sources.
pub(crate) fn card_to_read(question: &Question, style: &Style) -> Drawn {
    Drawn::new(&to_read(question, style))
}

fn to_read(question: &Question, style: &Style) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut about: Vec<String> = question.topics.iter().map(|topic| harmless_line(topic)).collect();
    about.push(question.kind.word().replace('_', " "));
    lines.extend(aside(&about.join(style.mark(" · ", " | ")), style));
    lines.extend(asked(&question.stem, &question.interaction, style));
    lines.extend(answer(question, style));
    lines
}

/// The answer, the reason, what is not to be taken for it, the sources.
pub(crate) fn answer(question: &Question, style: &Style) -> Vec<String> {
    let mut lines = labelled("right", &[piece(&question.answer, Paint::Bold)], style);
    if let Some(why) = &question.why {
        lines.extend(flow("   ", &[piece(why, Paint::Plain)], style));
    }
    lines.extend(lookalikes(question, style));
    lines.extend(question.sources.iter().flat_map(|source| flow("   ", &[piece(source, Paint::Dim)], style)));
    lines
}

/// The dates in order, then the names with what each is.
pub(crate) fn digest(timeline: &[Dated], index: &[Named], style: &Style) -> Drawn {
    let dates: Vec<String> = timeline.iter().map(|one| one.when.words(one.language)).collect();
    let width = dates.iter().map(|date| date.chars().count()).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (date, one) in dates.iter().zip(timeline) {
        let gap = " ".repeat(width - date.chars().count() + 2);
        lines.extend(flow(
            "   ",
            &[piece(&format!("{date}{gap}"), Paint::Bold), piece(&one.what, Paint::Plain)],
            style,
        ));
    }
    if !dates.is_empty() && !index.is_empty() {
        lines.push(String::new());
    }
    for one in index {
        let short = one.short.as_ref().map(|short| format!(" ({short})")).unwrap_or_default();
        let says = format!(": {}", one.says.join("; "));
        let name = format!("{}{short}", one.name);
        lines.extend(flow("   ", &[piece(&name, Paint::Bold), piece(&says, Paint::Plain)], style));
    }
    Drawn::new(&lines)
}

/// `tomorrow`, `in 4 days, on 14 January 2026`.
pub(crate) fn day_in_words(day: StudyDay, today: StudyDay) -> String {
    let date = day.0.format("%-d %B %Y");
    match day.since(today) {
        0 if day == today => "today".to_owned(),
        0 => format!("on {date}"),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days, on {date}"),
    }
}
