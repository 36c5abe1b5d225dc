//! What a question of an exam and the overview look like, line by line.

use crate::ui::harmless::harmless_line;
use crate::ui::prompts::keys;
use crate::ui::render::{apart, choices, note};
use crate::ui::typed;
use crate::ui::wrap::{Paint, Style, flow, piece};

use super::{ExamTurn, Overview};

/// `11:32`, or `1:05:00` from an hour on.
pub(crate) fn clock_words(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Everything up to the place where the student answers.
pub(super) fn question(turn: &ExamTurn<'_>, style: &Style) -> Vec<String> {
    let mut place = format!("{} of {}", turn.number, turn.of);
    if turn.flagged {
        place = format!("{place}{}flagged", dot(style));
    }
    if let Some(clock) = &turn.clock {
        place = format!("{place}{}{clock} left", dot(style));
    }
    let mut lines = vec![String::new()];
    lines.extend(apart(&harmless_line(turn.title), &place, style));
    lines.extend(flow(" ", &[piece(&turn.question.stem, Paint::Bold)], style));
    lines.extend(choices(&turn.question.interaction, style));
    if let Some(said) = &turn.said {
        lines.extend(flow(" your answer  ", &[piece(&harmless_line(said), Paint::Cyan)], style));
    }
    let mut items = vec![("", typed::how(&turn.question.interaction).to_owned()), ("Enter", later(turn).to_owned())];
    let commands = [(":f", if turn.flagged { "unflag" } else { "flag" }), (":o", "overview"), (":?", "keys")];
    items.extend(commands.map(|(key, what)| (key, what.to_owned())));
    lines.extend(keys(&items, style));
    lines
}

fn later(turn: &ExamTurn<'_>) -> &'static str {
    if turn.said.is_some() { "keep it" } else { "leave it open" }
}

/// What is open and flagged.
pub(super) fn overview(overview: &Overview, style: &Style) -> Vec<String> {
    let answered = overview.of - overview.open.len();
    let mut place = format!("{answered} of {} answered", overview.of);
    if let Some(clock) = &overview.clock {
        place = format!("{place}{}{clock} left", dot(style));
    }
    let mut lines = vec![String::new()];
    lines.extend(apart("Overview", &place, style));
    let numbers = |of: &[usize]| of.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if overview.open.is_empty() {
        lines.extend(note("nothing is open", style));
    } else {
        lines.extend(flow(" open     ", &[piece(&numbers(&overview.open), Paint::Bold)], style));
    }
    if !overview.flagged.is_empty() {
        lines.extend(flow(" flagged  ", &[piece(&numbers(&overview.flagged), Paint::Bold)], style));
    }
    let mut items = vec![("number", "to that question")];
    if !overview.open.is_empty() {
        items.push(("Enter", "to the first open one"));
    }
    items.extend([("d", "hand in"), ("q", "leave, and resume later"), ("?", "keys")]);
    let items: Vec<(&str, String)> = items.into_iter().map(|(key, what)| (key, what.to_owned())).collect();
    lines.extend(keys(&items, style));
    lines
}

fn dot(style: &Style) -> &'static str {
    style.mark(" · ", " | ")
}
