//! An exam on a screen: questions without feedback, the overview, the result. The terminal and plain lines differ only in
//! how a line is got: one loop serves both.

mod input;
mod plain;
mod render;
mod report;

use anyhow::Result;

use crate::card::Question;
use crate::study::Ending;
use crate::text::Verdict;

use super::Screen;
use super::keys::{Hand, Place};
use super::line::Past;
use super::typed::{self, Lone};
use super::wrap::Style;

use input::Meant;
pub(crate) use input::{Said, Wish};
pub(crate) use plain::PlainLines;
pub(crate) use render::clock_words;
#[cfg(test)]
pub(crate) use render::{overview as draw_overview, question as draw_question};
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
    /// The program was stopped and goes on: what is around the line is to be drawn again.
    Resumed,
    /// The window became narrower: the same.
    Narrowed,
    Ended(Ending),
}

/// What is asked for in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Stands in the line already, to be given or edited.
    pub(crate) begun: String,
    /// Earlier lines, in the order in which Up brings them.
    pub(crate) past: Vec<String>,
    /// Options that keys answer.
    pub(crate) options: Option<Vec<String>>,
    /// Keys of this place are taken at once, where there are keys; digits make a number up to this one.
    pub(crate) keys: Option<(Place, usize)>,
}

/// Where lines are shown and typed.
pub(crate) trait Lines {
    fn style(&self) -> Style;
    fn print(&mut self, lines: &[String]) -> Result<()>;
    /// Rows of the window, where there is one.
    fn rows(&self) -> Option<usize> {
        None
    }
    /// Takes so many rows above the line away, to be drawn anew.
    fn erase(&mut self, _rows: usize) {}
    /// Waits for any key.
    fn pause(&mut self) -> Result<Option<Ending>> {
        Ok(None)
    }
    /// Waits for a line; `tick` is asked before, after, and as often as the front can meanwhile.
    fn line(&mut self, wanted: &Wanted, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Typed>;
}

/// One question of a paper, with what a screen says around it.
pub(crate) struct ExamTurn<'a> {
    pub(crate) title: &'a str,
    pub(crate) question: &'a Question,
    /// From 1.
    pub(crate) number: usize,
    pub(crate) of: usize,
    /// Questions that have an answer.
    pub(crate) answered: usize,
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
    past: Past,
    hand: Hand,
    /// Rows printed since the last block began, that one included.
    drawn: usize,
}

impl<'a> ExamFront<'a> {
    pub(crate) fn new(lines: Box<dyn Lines + 'a>, hand: Hand) -> Self {
        Self { lines, past: Past::default(), hand, drawn: 0 }
    }

    pub(crate) fn say(&mut self, text: &str) -> Result<()> {
        self.print(|style| super::render::note(text, style))
    }

    pub(crate) fn print(&mut self, draw: impl FnOnce(&Style) -> Vec<String>) -> Result<()> {
        let lines = draw(&self.lines.style());
        self.drawn += lines.len();
        self.lines.print(&lines)
    }

    /// Prints a block of its own, which is drawn anew where it has to be.
    fn draw(&mut self, draw: impl FnOnce(&Style) -> Vec<String>) -> Result<()> {
        self.drawn = 0;
        self.print(draw)
    }

    /// Shows a question whole.
    pub(crate) fn show(&mut self, turn: &ExamTurn<'_>) -> Result<()> {
        let hand = self.hand;
        let rows = self.lines.rows().unwrap_or(usize::MAX);
        self.draw(|style| render::question(turn, hand, rows, style))
    }

    /// Waits for what the student does about the question shown; what cannot be understood is asked again at once.
    pub(crate) fn ask(&mut self, question: &Question, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Said> {
        let interaction = &question.interaction;
        let options = typed::by_key(interaction).filter(|_| self.hand == Hand::Keys);
        let place = if options.is_some() { Place::ExamChoice } else { Place::ExamLine };
        let mut wanted = Wanted { begun: String::new(), past: self.past.for_card(&question.card), options, keys: None };
        let mut lone = Lone::default();
        loop {
            let (mut line, late) = match self.lines.line(&wanted, tick)? {
                Typed::Line(line) => (line, false),
                Typed::TimeUp(line) => (line, true),
                Typed::Resumed => return Ok(Said::Redraw),
                Typed::Narrowed => {
                    self.lines.erase(self.drawn);
                    return Ok(Said::Redraw);
                }
                Typed::Ended(ending) => return Ok(Said::Ended(ending)),
            };
            if let Some(word) = lone.word().filter(|_| self.hand == Hand::Lines && line.trim().is_empty()) {
                word.clone_into(&mut line);
            }
            wanted.begun.clear();
            match (input::read(interaction, &line, place, &mut lone), late) {
                (Meant::Wish(Wish::Answer(response)), _) => {
                    self.past.add(&question.card, &line);
                    return Ok(Said::Answer { response, late });
                }
                (_, true) => return Ok(Said::TimeUp),
                (Meant::Wish(Wish::Help), _) => {
                    if let Some(said) = self.page(place)? {
                        return Ok(said);
                    }
                }
                (Meant::Wish(wish), _) => return Ok(Said::Wish(wish)),
                (Meant::Asked(why), _) => {
                    self.say(&why)?;
                    line.trim().clone_into(&mut wanted.begun);
                }
                (Meant::Refused(why), _) => self.say(&why)?,
            }
        }
    }

    /// The keys of a place. Where they would push the question out of a low window they are read a window at a time, and it
    /// is drawn again.
    fn page(&mut self, place: Place) -> Result<Option<Said>> {
        let style = self.lines.style();
        let page = super::render::keys_page(place, self.hand, &[], &style);
        let Some(rows) = self.lines.rows().filter(|&rows| self.drawn + page.len() >= rows) else {
            return self.print(|_| page).map(|()| None);
        };
        for part in super::prompts::in_windows(&page, rows, &style) {
            self.lines.print(&part)?;
            if let Some(ending) = self.lines.pause()? {
                return Ok(Some(Said::Ended(ending)));
            }
        }
        Ok(Some(Said::Redraw))
    }

    /// The answer could not be read: says why; the question is asked again.
    pub(crate) fn unread(&mut self, verdict: &Verdict) -> Result<()> {
        self.print(|style| super::verdict::unread(verdict, style))
    }

    /// Shows the overview and waits for where to go; an empty line is [`Wish::Skip`].
    pub(crate) fn overview(&mut self, overview: &Overview, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Said> {
        self.draw(|style| render::overview(overview, style))?;
        loop {
            let keys = Some((Place::ExamOverview, overview.of));
            let line = match self.lines.line(&Wanted { keys, ..Wanted::default() }, tick)? {
                Typed::Line(line) => line,
                Typed::TimeUp(_) => return Ok(Said::TimeUp),
                Typed::Resumed => return Ok(Said::Redraw),
                Typed::Narrowed => {
                    self.lines.erase(self.drawn);
                    return Ok(Said::Redraw);
                }
                Typed::Ended(ending) => return Ok(Said::Ended(ending)),
            };
            match input::read_overview(&line) {
                Ok(Wish::Help) => {
                    if let Some(said) = self.page(Place::ExamOverview)? {
                        return Ok(said);
                    }
                }
                Ok(wish) => return Ok(Said::Wish(wish)),
                Err(why) => self.say(&why)?,
            }
        }
    }

    /// Yes or no, no being what Enter means.
    pub(crate) fn sure(&mut self, question: &str, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Sure> {
        self.say(&format!("{question} y yes · Enter no"))?;
        let keys = Some((Place::Asked, 0));
        Ok(match self.lines.line(&Wanted { keys, ..Wanted::default() }, tick)? {
            Typed::Line(line) if matches!(line.trim(), "y" | "Y" | "yes" | ":y") => Sure::Yes,
            Typed::Line(_) | Typed::Resumed | Typed::Narrowed => Sure::No,
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
        return Ok(ExamFront::new(Box::new(super::tty::ExamLines::open(style)?), Hand::Keys));
    }
    let input = std::io::BufReader::new(super::tty::StandardInput::open()?);
    #[expect(clippy::disallowed_methods, reason = "plain lines are a door of the standard streams")]
    let (output, talk) = (std::io::stdout(), std::io::stderr());
    Ok(if to_stderr {
        ExamFront::new(Box::new(PlainLines::new(input, talk, style)), Hand::Lines)
    } else {
        ExamFront::new(Box::new(PlainLines::new(input, output, style)), Hand::Lines)
    })
}
