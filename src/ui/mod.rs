//! Screens: one turn at a time, on a terminal, as plain lines, or as JSON.

mod course;
#[cfg(test)]
mod fixture;
mod harmless;
mod plain;
mod prompts;
mod render;
pub(crate) mod report;
mod tty;
mod typed;
mod wrap;

use std::process::ExitCode;

use anyhow::Result;

use crate::card::{Question, Response};
use crate::schedule::{Intervals, Rating};
use crate::text::Verdict;

pub(crate) use harmless::harmless;
pub(crate) use plain::Plain;
pub(crate) use tty::{Left, Terminal, choose, confirm};
pub(crate) use wrap::Style;

/// One question, with what a screen says around it.
pub(crate) struct Turn<'a> {
    pub(crate) question: &'a Question,
    /// Done so far, of how many this session.
    pub(crate) done: usize,
    pub(crate) total: usize,
    /// Cards to be repeated in this session.
    pub(crate) again: usize,
    /// Minutes of this session so far.
    pub(crate) minutes: u32,
    /// Met for the first time.
    pub(crate) is_new: bool,
    /// The text was corrected since the student learnt it; told once.
    pub(crate) changed: bool,
    /// The hint was asked for and is shown.
    pub(crate) hint_shown: bool,
}

/// What may follow a verdict.
pub(crate) struct Offers {
    pub(crate) intervals: Intervals,
    /// None where the student rates himself without a proposal other than Good.
    pub(crate) proposed: Rating,
    /// Highest rating that may be given: Again after a wrong answer, Hard after a hint, else Easy.
    pub(crate) highest: Rating,
    /// A wrong or partial verdict may be overruled ("I was right").
    pub(crate) may_overrule: bool,
    /// The student's own wrong answers, where the card has become a leech (fourth lapse), else empty.
    pub(crate) leech_answers: Vec<String>,
}

/// A wish of the student other than an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Undo,
    Suspend,
    Flag,
    History,
    Hint,
}

/// Why a session ends before its queue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// `q`, `:q`, Ctrl-D, end of input: summary, exit 0.
    Quit,
    /// Ctrl-C: the same summary, exit 130.
    Interrupted,
    /// SIGTERM (143) or SIGHUP (129): no output.
    Signalled(i32),
}

impl Ending {
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::Quit => ExitCode::SUCCESS,
            Self::Interrupted => ExitCode::from(130),
            Self::Signalled(signal) => ExitCode::from(u8::try_from(128 + signal).unwrap_or(1)),
        }
    }
}

/// What comes back from a question.
pub(crate) enum Reply {
    Given { response: Response, seconds: u32 },
    Command(Command),
    Ended(Ending),
}

/// What comes back from a verdict.
pub(crate) enum Action {
    Rate(Rating),
    /// "I was right": the override, rated Good (Hard at most after a hint).
    Overrule,
    Command(Command),
    /// Leaving on a verdict commits the rating offered; leaving a turned, unrated card commits nothing.
    Ended(Ending),
}

/// A session at its end.
pub(crate) struct Summary {
    pub(crate) answered: usize,
    pub(crate) first_try_right: usize,
    pub(crate) first_tries: usize,
    pub(crate) weakest_topics: Vec<(String, usize, usize)>,
    pub(crate) overruled: usize,
    pub(crate) minutes: u32,
    pub(crate) due_tomorrow: usize,
    pub(crate) due_this_week: usize,
    /// What was held back: `12 siblings`, `30 over the cap`.
    pub(crate) held_back: Vec<String>,
}

/// A front: how turns reach the student. Three of them share one loop.
pub(crate) trait Front {
    fn ask(&mut self, turn: &Turn<'_>) -> Result<Reply>;
    /// Shows the verdict (None for a self-rated card just turned over), waits for what follows.
    fn tell(&mut self, turn: &Turn<'_>, verdict: Option<&Verdict>, typed: &str, offers: &Offers) -> Result<Action>;
    /// The answer could not be read: says why; the question will be asked again.
    fn unread(&mut self, turn: &Turn<'_>, verdict: &Verdict) -> Result<()>;
    /// One line that needs no answer: `undone: …`, `suspended`, a card's history.
    fn say(&mut self, text: &str) -> Result<()>;
    fn summary(&mut self, summary: &Summary) -> Result<()>;
}

/// The front of a session: the terminal, or plain lines on the standard streams.
pub(crate) fn open_front(at_terminal: bool, style: Style, clock: Box<dyn FnMut() -> u64>) -> Result<Box<dyn Front>> {
    if at_terminal {
        return Ok(Box::new(Terminal::open(style, clock)?));
    }
    #[expect(clippy::disallowed_methods, reason = "plain lines are a door of the standard streams")]
    let plain = Plain::new(std::io::stdin().lock(), std::io::stdout().lock(), style, clock);
    Ok(Box::new(plain))
}
