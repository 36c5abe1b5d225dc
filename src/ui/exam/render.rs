//! What a question of an exam and the overview look like, line by line.

use crate::ui::harmless::harmless_line;
use crate::ui::keys::{Deed, Hand, Place};
use crate::ui::progress_line::{Bar, progress_line};
use crate::ui::prompts::{Item, item, keys};
use crate::ui::render::{aside, asked, few, fitting, note, without_blanks};
use crate::ui::typed;
use crate::ui::wrap::{Paint, Style, flow, piece};

use super::{ExamTurn, Overview};

/// `11:32`, or `1:05:00` from an hour on.
pub(crate) fn clock_words(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// The time that is left, behind a dot; nothing where none is counted.
fn left(clock: Option<&str>, style: &Style) -> String {
    clock.map(|clock| format!("{}{clock} left", dot(style))).unwrap_or_default()
}

/// Everything up to the place where the student answers.
pub(crate) fn question(turn: &ExamTurn<'_>, hand: Hand, rows: usize, style: &Style) -> Vec<String> {
    let mut place = format!("{} of {}", turn.number, turn.of);
    if turn.flagged {
        place = format!("{place}{}flagged", dot(style));
    }
    place += &left(turn.clock.as_deref(), style);
    let bar = if hand == Hand::Keys { Bar::Drawn } else { Bar::None };
    let progress = progress_line(turn.answered, turn.of - turn.answered, &place, bar, style);
    let title = aside(&harmless_line(turn.title), style);
    let mut lines = Vec::new();
    lines.extend(asked(&turn.question.stem, &turn.question.interaction, style));
    if let Some(said) = &turn.said {
        lines.extend(flow(" your answer  ", &[piece(&harmless_line(said), Paint::Plain)], style));
    }
    let at = if typed::by_key(&turn.question.interaction).is_some() { Place::ExamChoice } else { Place::ExamLine };
    let mut items: Vec<Item> =
        typed::how(&turn.question.interaction).map(|how| (String::new(), how.to_owned())).into_iter().collect();
    items.push(("Enter".to_owned(), later(turn).to_owned()));
    let flag = |(key, label): Item| (key, if turn.flagged { "unflag".to_owned() } else { label });
    items.extend(item(at, hand, Deed::LookAgain).map(flag));
    items.extend([Deed::Overview, Deed::Help].into_iter().filter_map(|deed| item(at, hand, deed)));
    let (all_keys, few_keys) = (keys(&items, style), keys(&few(&items), style));
    let above = || [progress.clone(), title.clone(), lines.clone()].concat();
    fitting(
        rows,
        [
            [vec![String::new()], above(), all_keys.clone()].concat(),
            without_blanks([above(), all_keys].concat()),
            without_blanks([above(), few_keys.clone()].concat()),
            without_blanks([progress.clone(), lines.clone(), few_keys].concat()),
        ],
    )
}

fn later(turn: &ExamTurn<'_>) -> &'static str {
    if turn.said.is_some() { "keep it" } else { "leave it open" }
}

/// What is open and flagged.
pub(crate) fn overview(overview: &Overview, style: &Style) -> Vec<String> {
    let answered = overview.of - overview.open.len();
    let place = format!("{answered} of {} answered{}", overview.of, left(overview.clock.as_deref(), style));
    let mut lines = vec![String::new()];
    lines.extend(flow(
        " ",
        &[piece("Overview", Paint::Bold), piece(&format!("{}{place}", dot(style)), Paint::Dim)],
        style,
    ));
    let numbers = |of: &[usize]| of.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if overview.open.is_empty() {
        lines.extend(note("nothing is open", style));
    } else {
        lines.extend(flow(" open     ", &[piece(&numbers(&overview.open), Paint::Bold)], style));
    }
    if !overview.flagged.is_empty() {
        lines.extend(flow(" flagged  ", &[piece(&numbers(&overview.flagged), Paint::Bold)], style));
    }
    let at = |deed| item(Place::ExamOverview, Hand::Keys, deed);
    let first = at(Deed::Next).filter(|_| !overview.open.is_empty());
    let items: Vec<Item> =
        [at(Deed::Go), first, at(Deed::HandIn), at(Deed::Quit), at(Deed::Help)].into_iter().flatten().collect();
    lines.push(String::new());
    lines.extend(keys(&items, style));
    lines
}

fn dot(style: &Style) -> &'static str {
    style.mark(" · ", " | ")
}
