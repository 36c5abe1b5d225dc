//! A session as lines in, lines out: for screen readers, pipes and tests.

use std::io::{BufRead, Write};

use anyhow::{Context, Result};

use crate::card::{CardId, Interaction, Response};
use crate::text::Verdict;

use super::prompts::{self, By};
use super::render::{self, Attempt};
use super::typed::{self, EMPTY_AGAIN, Line, Wish, only_character, open_rating};
use super::wrap::Style;
use super::{Action, Command, Ending, Front, Offers, Reply, Summary, Turn};

const HELP_ASK: &str = "an answer and Enter, or :q leaves · :u undoes the last rating · :h shows the hint · :s suspends this card · \
     :f flags it for the author · :i shows its history · an empty line twice gives up";
const HELP_TELL: &str = "an empty line accepts the first rating · 1 again, 2 hard, 3 good, 4 easy (or a h g e) · y I was right · \
     u undo · s suspend · f flag for the author · i history · q leave";

/// How far the card last drawn has come: it is not drawn again while it stays there.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    Nothing,
    Asked { card: CardId, hint: bool },
    Told(CardId),
}

/// The front that reads and writes lines.
pub(crate) struct Plain<R, W> {
    input: R,
    output: W,
    style: Style,
    /// Seconds since any fixed moment.
    clock: Box<dyn FnMut() -> u64>,
    shown: Shown,
    since: u64,
    attempt: Attempt,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    pub(crate) fn new(input: R, output: W, style: Style, clock: Box<dyn FnMut() -> u64>) -> Self {
        Self { input, output, style, clock, shown: Shown::Nothing, since: 0, attempt: Attempt::Answered }
    }

    fn print(&mut self, lines: &[String]) -> Result<()> {
        for line in lines {
            writeln!(self.output, "{line}").context("could not write to standard output")?;
        }
        self.output.flush().context("could not write to standard output")
    }

    fn note(&mut self, text: &str) -> Result<()> {
        self.print(&render::note(text, &self.style))
    }

    /// The next line, None at the end of the input.
    fn line(&mut self) -> Result<Option<String>> {
        let mut bytes = Vec::new();
        let read = self.input.read_until(b'\n', &mut bytes).context("could not read from standard input")?;
        Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn draw_question(&mut self, turn: &Turn<'_>) -> Result<()> {
        let (card, hint) = (turn.question.card.clone(), turn.hint_shown);
        match &self.shown {
            Shown::Asked { card: shown, hint: had } if *shown == card => {
                if hint && !had {
                    self.print(&render::hint(turn, &self.style))?;
                }
            }
            _ => {
                self.since = (self.clock)();
                self.print(&render::question(turn, &self.style))?;
                let by = if turn.question.interaction == Interaction::Recall { By::TurningLine } else { By::Line };
                self.print(&prompts::at_question(turn, by, &self.style))?;
            }
        }
        self.shown = Shown::Asked { card, hint };
        Ok(())
    }

    fn given(&mut self, response: Response) -> Reply {
        self.attempt = if response == Response::GaveUp { Attempt::GaveUp } else { Attempt::Answered };
        let seconds = (self.clock)().saturating_sub(self.since);
        Reply::Given { response, seconds: u32::try_from(seconds).unwrap_or(u32::MAX) }
    }

    /// What a line at a verdict asks for; None after it was refused or helped with a word.
    fn after_verdict(&mut self, line: &str, offers: &Offers) -> Result<Option<Action>> {
        let line = line.trim();
        if line.is_empty() {
            return Ok(Some(Action::Rate(offers.proposed)));
        }
        let key = only_character(line.strip_prefix(':').unwrap_or(line));
        match key.and_then(|key| open_rating(key, offers)) {
            Some(Ok(rating)) => return Ok(Some(Action::Rate(rating))),
            Some(Err(why)) => return self.note(why).map(|()| None),
            None => {}
        }
        match key {
            Some('y' | 'Y') if offers.may_overrule => Ok(Some(Action::Overrule)),
            Some('y' | 'Y') => self.note("there is nothing to overrule").map(|()| None),
            other => match other.and_then(typed::wish) {
                Some(Wish::Quit) => Ok(Some(Action::Ended(Ending::Quit))),
                Some(Wish::Do(Command::Hint)) => self.note("the answer is on the screen").map(|()| None),
                Some(Wish::Do(command)) => Ok(Some(Action::Command(command))),
                Some(Wish::Help) => self.note(HELP_TELL).map(|()| None),
                None => self.note("not a rating; ? lists what can be typed").map(|()| None),
            },
        }
    }
}

impl<R: BufRead, W: Write> Front for Plain<R, W> {
    fn ask(&mut self, turn: &Turn<'_>) -> Result<Reply> {
        self.draw_question(turn)?;
        let mut empty = false;
        loop {
            let Some(line) = self.line()? else { return Ok(Reply::Ended(Ending::Quit)) };
            match typed::read(&turn.question.interaction, &line) {
                Line::Empty if empty => return Ok(self.given(Response::GaveUp)),
                Line::Empty => {
                    empty = true;
                    self.note(EMPTY_AGAIN)?;
                    continue;
                }
                Line::Wish(Wish::Quit) => return Ok(Reply::Ended(Ending::Quit)),
                Line::Wish(Wish::Help) => self.note(HELP_ASK)?,
                Line::Wish(Wish::Do(command)) => return Ok(Reply::Command(command)),
                Line::Answer(response) => return Ok(self.given(response)),
                Line::Refused(why) => self.note(&why)?,
            }
            empty = false;
        }
    }

    fn tell(&mut self, turn: &Turn<'_>, verdict: Option<&Verdict>, _typed: &str, offers: &Offers) -> Result<Action> {
        let told = Shown::Told(turn.question.card.clone());
        if self.shown != told {
            self.print(&render::verdict(turn, verdict, self.attempt, &self.style))?;
            self.print(&prompts::at_verdict(offers, &self.style))?;
        }
        self.shown = told;
        loop {
            let Some(line) = self.line()? else { return Ok(Action::Ended(Ending::Quit)) };
            if let Some(action) = self.after_verdict(&line, offers)? {
                return Ok(action);
            }
        }
    }

    fn unread(&mut self, _turn: &Turn<'_>, verdict: &Verdict) -> Result<()> {
        self.print(&render::unread(verdict, &self.style))
    }

    fn say(&mut self, text: &str) -> Result<()> {
        self.note(text)
    }

    fn summary(&mut self, summary: &Summary) -> Result<()> {
        self.print(&render::summary(summary, &self.style))
    }
}
