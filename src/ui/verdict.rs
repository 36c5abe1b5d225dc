//! A verdict: its word, one's own answer beside the right one, the reason, the sources.

mod differing;
mod headline;
mod remarks;

use crate::card::{Interaction, Lookalike, Question, Response};
use crate::study::Turn;
use crate::text::{Outcome, Remark, Verdict, fold};

use super::beside::beside;
use super::harmless::harmless_line;
use super::render::plain;
use super::wrap::{Paint, Piece, Style, flow, piece};
use differing::{Side, own_letters, right_letters, side, spelling};
pub(crate) use differing::{differing, right};
use headline::{headline, mark_and_word, notes};
use remarks::{missed, remark_lines, too_few_too_many};

/// How the student came to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    Answered,
    GaveUp,
}

/// A verdict in parts: where a window is too low for all, what was found has to be in sight.
pub(crate) struct Told {
    /// The word.
    pub(crate) headline: Vec<String>,
    /// One's own answer and the right one.
    pub(crate) found: Vec<String>,
    /// Why, and from where.
    pub(crate) reason: Vec<String>,
}

/// None: a card that was turned over.
pub(crate) fn told(
    turn: &Turn<'_>,
    verdict: Option<&Verdict>,
    response: &Response,
    attempt: Attempt,
    style: &Style,
) -> Told {
    let headline = verdict.map_or_else(Vec::new, |verdict| headline(turn, verdict, attempt, style));
    let mut found = Vec::new();
    let rows = verdict.and_then(|_| beside(turn.question, response, style));
    match (rows, verdict) {
        (Some(rows), Some(verdict)) if verdict.outcome != Outcome::Correct => {
            found.extend(rows);
            Told { headline, found, reason: reason(turn, style) }
        }
        _ => {
            if let Some(verdict) = verdict.filter(|_| attempt == Attempt::Answered) {
                found.extend(own(turn, verdict, response, style));
                let given = turn.question.typed(response);
                let remarks = missed(turn, verdict);
                found.extend(remarks.iter().flat_map(|remark| match remark {
                    // It stands above, as one's own.
                    Remark::KnownWrong { answer, because: Some(because) } if fold(answer) == fold(&given) => {
                        labelled("", &[plain(because)], style)
                    }
                    remark => remark_lines(remark, style),
                }));
                // Of words the two lines show what is too much and what is missing, each where it stands.
                if !matches!(turn.question.interaction, Interaction::Text(_)) {
                    found.extend(too_few_too_many(&remarks, style));
                }
            }
            let label = if is_learning(turn, attempt) { "learn" } else { "right" };
            found.extend(right_answer(turn, verdict.filter(|_| attempt == Attempt::Answered), response, label, style));
            Told { headline, found, reason: reason(turn, style) }
        }
    }
}

impl Told {
    /// As it stands where there is room.
    pub(crate) fn whole(self) -> Vec<String> {
        [self.headline, self.found, self.reason].concat()
    }

    /// As it stands in a low window above so many rows: the reason first, and the word last where even the answers are
    /// longer than that.
    pub(crate) fn low(self, rows: usize) -> Vec<String> {
        let Self { headline, found, reason } = self;
        if headline.len() + found.len() > rows {
            [reason, found, headline].concat()
        } else {
            [reason, headline, found].concat()
        }
    }
}

/// A card that is met for the first time and was given up: there is nothing to fail yet.
fn is_learning(turn: &Turn<'_>, attempt: Attempt) -> bool {
    turn.is_new && attempt == Attempt::GaveUp
}

fn reason(turn: &Turn<'_>, style: &Style) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(why) = &turn.question.why {
        lines.extend(flow("   ", &[plain(why)], style));
    }
    lines.extend(lookalikes(turn.question, style));
    if let Some(note) = &turn.note {
        lines.extend(labelled("note", &[plain(note)], style));
    }
    let sources = turn.question.sources.iter();
    lines.extend(sources.flat_map(|source| flow("   ", &[piece(source, Paint::Dim)], style)));
    lines
}

/// What is likely to be taken for the answer, and what tells the two apart.
pub(crate) fn lookalikes(question: &Question, style: &Style) -> Vec<String> {
    let one = |one: &Lookalike| {
        let name = piece(&format!("not {}: ", one.name), Paint::Dim);
        flow("   ", &[name, plain(&one.difference)], style)
    };
    question.lookalikes.iter().flat_map(one).collect()
}

/// `   right   20 December 2017`: what follows stands in one column.
pub(crate) fn labelled(label: &str, pieces: &[Piece], style: &Style) -> Vec<String> {
    flow(&format!("   {label:8}"), pieces, style)
}

/// One's own answer, where it differs from the right one.
fn own(turn: &Turn<'_>, verdict: &Verdict, response: &Response, style: &Style) -> Vec<String> {
    let Some(typed) = own_text(turn, verdict, response) else { return Vec::new() };
    let letters = spelling(verdict).and_then(|marks| own_letters(marks, &typed, style));
    let words = || differing(&typed, &turn.question.answer, (Paint::Plain, Paint::Red), style);
    labelled("yours", &letters.unwrap_or_else(words), style)
}

/// The right answer; below it the other form of it that one's own is a misspelling of.
fn right_answer(
    turn: &Turn<'_>,
    verdict: Option<&Verdict>,
    response: &Response,
    label: &str,
    style: &Style,
) -> Vec<String> {
    let answer = &turn.question.answer;
    let own = verdict.and_then(|found| own_text(turn, found, response));
    match verdict.and_then(spelling).filter(|_| own.is_some()) {
        Some(marks) if side(marks, Side::Right) == *answer => labelled(label, &right_letters(marks, style), style),
        Some(marks) => {
            let mut lines = labelled(label, &right(answer, None, style), style);
            lines.extend(labelled("also", &right_letters(marks, style), style));
            lines
        }
        None => labelled(label, &right(answer, own.as_deref(), style), style),
    }
}

/// What the student said, as it was read; none where it is right, or nothing.
fn own_text(turn: &Turn<'_>, verdict: &Verdict, response: &Response) -> Option<String> {
    let typed = turn.question.typed(response);
    let typed = harmless_line(verdict.read_as.as_ref().unwrap_or(&typed));
    (verdict.outcome != Outcome::Correct && !typed.is_empty()).then_some(typed)
}

/// Why a typed line was no answer.
pub(crate) fn unread(found: &Verdict, style: &Style) -> Vec<String> {
    let notes = notes(found);
    let why = if notes.is_empty() { "could not be read as an answer".to_owned() } else { notes.join("; ") };
    let mut lines = flow(" ? ", &[piece(&why, Paint::Violet), plain("; try again, nothing is lost")], style);
    let remarks: Vec<&Remark> = found.remarks.iter().collect();
    lines.extend(remarks.iter().flat_map(|remark| remark_lines(remark, style)));
    lines.extend(too_few_too_many(&remarks, style));
    lines
}

/// What a line typed once more for practice came to, which counts nowhere.
pub(crate) fn practised(found: &Verdict, style: &Style) -> Vec<String> {
    let (text, paint) = mark_and_word(found, style);
    let rest = if found.outcome == Outcome::Correct { "   that is it" } else { "   not yet: r takes it up again" };
    let rest = rest.replacen("   ", "\u{a0}\u{a0} ", 1);
    let lines = flow(" ", &[piece(&text, paint), piece(&rest, Paint::Dim)], style);
    lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

#[cfg(test)]
mod tests;
