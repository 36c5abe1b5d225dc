//! An exam on a screen: questions without feedback, the overview, the result. The terminal and plain lines differ only in
//! how a line is got: one loop serves both.

mod input;
mod plain;
mod render;
mod report;

use anyhow::Result;

use crate::card::{Interaction, Question};
use crate::study::Ending;
use crate::text::Verdict;

use super::Screen;
use super::wrap::Style;

pub(crate) use input::{Said, Wish};
pub(crate) use plain::PlainLines;
pub(crate) use render::clock_words;
pub(crate) use report::{Before, Report, share_words};

/// What the clock says while a line is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tick {
    /// `11:32`, where there is a limit.
    pub(crate) clock: Option<String>,
    /// Sentences whose time has come.
    pub(crate) said: Vec<String>,
    pub(crate) over: bool,
}

/// What came of waiting for a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    Line(String),
    /// Time ran out: what had been typed until then.
    TimeUp(String),
    Ended(Ending),
}

/// Where lines are shown and typed.
pub(crate) trait Lines {
    fn style(&self) -> Style;
    fn print(&mut self, lines: &[String]) -> Result<()>;
    /// Waits for a line; `tick` is asked before, after, and as often as the front can meanwhile.
    fn line(&mut self, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Typed>;
}

/// One question of a paper, with what a screen says around it.
pub(crate) struct ExamTurn<'a> {
    pub(crate) title: &'a str,
    pub(crate) question: &'a Question,
    /// From 1.
    pub(crate) number: usize,
    pub(crate) of: usize,
    pub(crate) flagged: bool,
    /// The answer that stands, in words.
    pub(crate) said: Option<String>,
    pub(crate) clock: Option<String>,
}

/// How the whole paper stands.
pub(crate) struct Overview {
    pub(crate) of: usize,
    /// From 1.
    pub(crate) open: Vec<usize>,
    pub(crate) flagged: Vec<usize>,
    pub(crate) clock: Option<String>,
}

/// The front of an exam.
pub(crate) struct ExamFront<'a> {
    lines: Box<dyn Lines + 'a>,
}

impl<'a> ExamFront<'a> {
    pub(crate) fn new(lines: Box<dyn Lines + 'a>) -> Self {
        Self { lines }
    }

    pub(crate) fn say(&mut self, text: &str) -> Result<()> {
        let lines = super::render::note(text, &self.lines.style());
        self.lines.print(&lines)
    }

    pub(crate) fn print(&mut self, draw: impl FnOnce(&Style) -> Vec<String>) -> Result<()> {
        let lines = draw(&self.lines.style());
        self.lines.print(&lines)
    }

    /// Shows a question whole.
    pub(crate) fn show(&mut self, turn: &ExamTurn<'_>) -> Result<()> {
        self.print(|style| render::question(turn, style))
    }

    /// Waits for what the student does about the question shown; what cannot be understood is asked again at once.
    pub(crate) fn ask(&mut self, interaction: &Interaction, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Said> {
        loop {
            let (line, late) = match self.lines.line(tick)? {
                Typed::Line(line) => (line, false),
                Typed::TimeUp(line) => (line, true),
                Typed::Ended(ending) => return Ok(Said::Ended(ending)),
            };
            match (input::read(interaction, &line), late) {
                (Ok(Wish::Answer(response)), _) => return Ok(Said::Answer { response, late }),
                (_, true) => return Ok(Said::TimeUp),
                (Ok(Wish::Help), _) => self.say(input::HELP_QUESTION)?,
                (Ok(wish), _) => return Ok(Said::Wish(wish)),
                (Err(why), _) => self.say(&why)?,
            }
        }
    }

    /// The answer could not be read: says why; the question is asked again.
    pub(crate) fn unread(&mut self, verdict: &Verdict) -> Result<()> {
        self.print(|style| super::render::unread(verdict, style))
    }

    /// Shows the overview and waits for where to go; an empty line is [`Wish::Skip`].
    pub(crate) fn overview(&mut self, overview: &Overview, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Said> {
        self.print(|style| render::overview(overview, style))?;
        loop {
            let line = match self.lines.line(tick)? {
                Typed::Line(line) => line,
                Typed::TimeUp(_) => return Ok(Said::TimeUp),
                Typed::Ended(ending) => return Ok(Said::Ended(ending)),
            };
            match input::read_overview(&line) {
                Ok(Wish::Help) => self.say(input::HELP_OVERVIEW)?,
                Ok(wish) => return Ok(Said::Wish(wish)),
                Err(why) => self.say(&why)?,
            }
        }
    }

    /// Yes or no, no being what Enter means.
    pub(crate) fn sure(&mut self, question: &str, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Sure> {
        self.say(&format!("{question} [y] yes   [Enter] no"))?;
        Ok(match self.lines.line(tick)? {
            Typed::Line(line) if matches!(line.trim(), "y" | "Y" | "yes" | ":y") => Sure::Yes,
            Typed::Line(_) => Sure::No,
            Typed::TimeUp(_) => Sure::TimeUp,
            Typed::Ended(ending) => Sure::Ended(ending),
        })
    }
}

/// The answer to a question of yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sure {
    Yes,
    No,
    TimeUp,
    Ended(Ending),
}

/// The front for a screen. Plain lines go to standard output, or to standard error where data goes to the other.
pub(crate) fn open_exam(screen: Screen, style: Style, to_stderr: bool) -> Result<ExamFront<'static>> {
    if screen == Screen::Terminal {
        return Ok(ExamFront::new(Box::new(super::tty::ExamLines::open(style)?)));
    }
    let input = std::io::BufReader::new(super::tty::StandardInput::open()?);
    #[expect(clippy::disallowed_methods, reason = "plain lines are a door of the standard streams")]
    let (output, talk) = (std::io::stdout(), std::io::stderr());
    Ok(if to_stderr {
        ExamFront::new(Box::new(PlainLines::new(input, talk, style)))
    } else {
        ExamFront::new(Box::new(PlainLines::new(input, output, style)))
    })
}
