//! A session at a terminal, on standard error: output scrolls, answers are lines, ratings are keys.

#![expect(clippy::disallowed_methods, reason = "the terminal is a door of the standard streams")]

mod draft;
mod exam;
mod keys;
mod menu;
#[cfg(not(unix))]
mod other;
mod pages;
#[cfg(unix)]
mod unix;

use std::io::Write;

use anyhow::Result;

use crate::card::{Choice, Interaction, Response};
use crate::study::{Action, After, Command, Ending, Front, Offers, Reply, Summary, Turn};
use crate::text::Verdict;

use super::course::{Course, Drawing};
use super::harmless::harmless_line;
use super::prompts::{self, By};
use super::render;
use super::summary;
use super::typed::{self, EMPTY_AGAIN, Line, Wish, open_rating, rating};
use super::wrap::{Style, cut};
use keys::{Heard, Key};
#[cfg(not(unix))]
pub(crate) use other::StandardInput;
#[cfg(not(unix))]
use other::Tty;
#[cfg(unix)]
pub(crate) use unix::StandardInput;
#[cfg(unix)]
use unix::Tty;

pub(crate) use exam::ExamLines;
pub(crate) use menu::{Left, confirm};
pub(crate) use pages::{enter_or_leave, read_through};

/// Columns of the window, where there is one.
pub(crate) fn window_columns() -> Option<usize> {
    Tty::columns()
}

/// See `internals`.
#[cfg(feature = "internals")]
pub(crate) fn panic_at_a_terminal() {
    if let Ok(tty) = Tty::open() {
        tty.panic_with_keys_at_once();
    }
}

/// Writes to the terminal.
fn put(tty: &Tty, text: &str) {
    // SIGTERM and SIGHUP end without a word. A terminal that cannot be written to is noticed by the next read.
    if !matches!(tty.ending(), Some(Ending::Signalled(_))) {
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}

const HELP_LINE: &str = "type and press Enter · an empty line twice gives up · :h hint · :u undo the last rating · :s suspend this \
     card · :f flag it for the author · :i its history · :q leave, Ctrl-D too";
const HELP_TURN: &str = "Space or Enter turns the card · t hint · u undo the last rating · s suspend this card · f flag it for the \
     author · i its history · q leave, Ctrl-D too";
const HELP_CHOOSE: &str = "a digit answers · arrows and Enter too · Enter twice without a choice gives up · t hint · u undo the last \
     rating · s suspend this card · f flag it for the author · i its history · q leave, Ctrl-D too";
const HELP_RATE: &str = "Space or Enter accepts the first rating · 1 again, 2 hard, 3 good, 4 easy (or a h g e) · y I was right · \
     u undo the last rating · s suspend this card · f flag it for the author · i its history · q leave, Ctrl-D too";
const SEVERAL: &str = "several keys at once: ignored";

/// Digits answer up to here; more options are answered by a typed line.
const BY_DIGIT: usize = 9;

/// The front on a terminal.
pub(crate) struct Terminal {
    tty: Tty,
    style: Style,
    course: Course,
}

/// What a key or line led to: an end of the prompt, or another round of it.
enum Step<T> {
    Done(T),
    Again,
    Redraw,
}

impl Terminal {
    /// An error where standard input or standard error is no terminal. The width in `style` counts only where the
    /// terminal does not tell its own.
    pub(crate) fn open(style: Style, clock: Box<dyn FnMut() -> u64>) -> Result<Self> {
        let tty = Tty::open()?;
        Ok(Self { tty, style, course: Course::new(clock) })
    }

    fn window(&self) -> Style {
        Style { width: Tty::columns().unwrap_or(self.style.width), ..self.style }
    }

    fn print(&self, lines: &[String]) {
        self.put(&(lines.join("\n") + "\n"));
    }

    fn put(&self, text: &str) {
        put(&self.tty, text);
    }

    fn note(&self, text: &str) {
        self.print(&render::note(text, &self.window()));
    }

    fn draw_question(&mut self, turn: &Turn<'_>) {
        match self.course.ask(turn) {
            Drawing::Whole => return self.redraw_question(turn),
            Drawing::Hint => self.print(&render::hint(turn, &self.window())),
            Drawing::Nothing => {}
        }
        self.print(&prompts::at_question(turn, way(&turn.question.interaction), &self.window()));
    }

    fn redraw_question(&self, turn: &Turn<'_>) {
        let style = self.window();
        self.print(&render::question(turn, &style));
        self.print(&prompts::at_question(turn, way(&turn.question.interaction), &style));
    }

    fn redraw_verdict(&self, turn: &Turn<'_>, verdict: Option<&Verdict>, offers: &Offers) {
        let style = self.window();
        let mut lines = render::verdict(turn, verdict, self.course.attempt, &style);
        let keys = prompts::at_verdict(offers, &style);
        // In a low window the verdict itself has scrolled away by now: it is said once more.
        if let Some(verdict) = verdict.filter(|_| lines.len() + keys.len() > Tty::rows().unwrap_or(24)) {
            lines.extend(render::headline(turn, verdict, self.course.attempt, &style));
        }
        self.print(&[lines, keys].concat());
    }

    fn ask_line(&mut self, turn: &Turn<'_>) -> Result<Reply> {
        let mut empty = false;
        loop {
            self.put(" > ");
            let line = match self.tty.line()? {
                Heard::Got(line) => line,
                Heard::Burst => {
                    self.note(SEVERAL);
                    continue;
                }
                Heard::Resumed => {
                    self.put("\n");
                    self.redraw_question(turn);
                    continue;
                }
                Heard::Ended(ending) => {
                    self.put("\n");
                    return Ok(Reply::Ended(ending));
                }
            };
            match typed::read(&turn.question.interaction, &line) {
                Line::Empty if empty => return Ok(self.course.given(Response::GaveUp)),
                Line::Empty => {
                    empty = true;
                    self.note(EMPTY_AGAIN);
                    continue;
                }
                Line::Wish(Wish::Quit) => return Ok(Reply::Ended(Ending::Quit)),
                Line::Wish(Wish::Help) => self.note(HELP_LINE),
                Line::Wish(Wish::Do(command)) => return Ok(Reply::Command(command)),
                Line::Answer(response) => return Ok(self.course.given(response)),
                Line::Refused(why) => self.note(&why),
            }
            empty = false;
        }
    }

    /// One key, with what is the same at every prompt done: a burst refused, an end told.
    fn key<T>(&mut self, ended: impl FnOnce(Ending) -> T) -> Result<Result<Key, Step<T>>> {
        Ok(match self.tty.key()? {
            Heard::Got(key) => Ok(key),
            Heard::Burst => {
                // The cursor may stand behind the marked option.
                self.put("\r\u{1b}[K");
                self.note(SEVERAL);
                Err(Step::Again)
            }
            Heard::Resumed => Err(Step::Redraw),
            Heard::Ended(ending) => Err(Step::Done(ended(ending))),
        })
    }

    fn ask_turn(&mut self, turn: &Turn<'_>) -> Result<Reply> {
        loop {
            let step = match self.key(Reply::Ended)? {
                Ok(Key::Enter | Key::Character(' ')) => Step::Done(self.course.given(Response::Turned)),
                Ok(Key::Character(key)) if rating(key).is_some() => {
                    self.note("turn the card first: Space or Enter");
                    Step::Again
                }
                Ok(key) => self.wished(key, HELP_TURN),
                Err(step) => step,
            };
            match step {
                Step::Done(reply) => return Ok(reply),
                Step::Again => {}
                Step::Redraw => self.redraw_question(turn),
            }
        }
    }

    /// What a key asks for at a question, beside an answer.
    fn wished(&self, key: Key, help: &str) -> Step<Reply> {
        let wish = match key {
            Key::Character(letter) => typed::wish(letter.to_ascii_lowercase()),
            _ => None,
        };
        match wish {
            Some(Wish::Quit) => Step::Done(Reply::Ended(Ending::Quit)),
            Some(Wish::Do(command)) => Step::Done(Reply::Command(command)),
            Some(Wish::Help) => {
                self.note(help);
                Step::Again
            }
            None => {
                self.note("no such key here; ? lists the keys, q leaves");
                Step::Again
            }
        }
    }

    fn ask_choice(&mut self, turn: &Turn<'_>, options: &[Choice]) -> Result<Reply> {
        let mut marked: Option<usize> = None;
        let mut empty = false;
        loop {
            self.put(&self.marked_line(options, marked));
            let key = self.key(Reply::Ended)?;
            if let Ok(arrow @ (Key::Up | Key::Down)) = key {
                marked = Some(moved(marked, arrow, options.len()));
                empty = false;
                continue;
            }
            self.put("\n");
            let was_enter = matches!(key, Ok(Key::Enter));
            let step = match key {
                Ok(Key::Enter) => self.entered(marked, empty),
                Ok(Key::Character(key)) if digit(key).is_some() => self.chosen(digit(key), options.len()),
                Ok(key) => self.wished(key, HELP_CHOOSE),
                Err(step) => step,
            };
            empty = was_enter;
            match step {
                Step::Done(reply) => return Ok(reply),
                Step::Again => {}
                Step::Redraw => self.redraw_question(turn),
            }
        }
    }

    /// Enter takes the marked option; without one it gives up, the second time.
    fn entered(&mut self, marked: Option<usize>, empty: bool) -> Step<Reply> {
        match marked {
            Some(option) => Step::Done(self.course.given(Response::Chosen(option))),
            None if empty => Step::Done(self.course.given(Response::GaveUp)),
            None => {
                self.note("nothing chosen; Enter once more gives up");
                Step::Again
            }
        }
    }

    fn chosen(&mut self, number: Option<usize>, count: usize) -> Step<Reply> {
        match number {
            Some(number) if number <= count => Step::Done(self.course.given(Response::Chosen(number - 1))),
            _ => {
                self.note(&format!("not one of the options: a number from 1 to {count}"));
                Step::Again
            }
        }
    }

    /// The line where the arrows move: one line, so that any window can redraw it.
    fn marked_line(&self, options: &[Choice], marked: Option<usize>) -> String {
        let style = self.window();
        let text = marked.map(|at| format!("{}  {}", at + 1, harmless_line(&options[at].text))).unwrap_or_default();
        format!("\r\u{1b}[K > {}", cut(&text, style.width.saturating_sub(4).max(4), &style))
    }

    fn rated(&self, key: Key, offers: &Offers) -> Step<Action> {
        let why = match key {
            Key::Enter | Key::Character(' ') => {
                return Step::Done(Action::Rate { rating: offers.proposed, seconds: None });
            }
            Key::Character('y' | 'Y') if offers.may_overrule => return Step::Done(Action::Overrule { seconds: None }),
            Key::Character('y' | 'Y') => "there is nothing to overrule",
            Key::Character(letter) => match open_rating(letter, offers) {
                Some(Ok(rating)) => return Step::Done(Action::Rate { rating, seconds: None }),
                Some(Err(why)) => why,
                None => match typed::wish(letter.to_ascii_lowercase()) {
                    Some(Wish::Quit) => return Step::Done(Action::Ended(Ending::Quit)),
                    Some(Wish::Do(Command::Hint)) => "the answer is on the screen",
                    Some(Wish::Do(command)) => return Step::Done(Action::Command(command)),
                    Some(Wish::Help) => HELP_RATE,
                    None => "no such key here; ? lists the keys, q leaves",
                },
            },
            _ => "no such key here; ? lists the keys, q leaves",
        };
        self.note(why);
        Step::Again
    }
}

impl Front<anyhow::Error> for Terminal {
    fn ask(&mut self, turn: &Turn<'_>) -> Result<Reply> {
        self.draw_question(turn);
        match (way(&turn.question.interaction), &turn.question.interaction) {
            (By::Key, Interaction::Choose { options }) => self.ask_choice(turn, options),
            (By::TurningKey, _) => self.ask_turn(turn),
            _ => self.ask_line(turn),
        }
    }

    fn tell(&mut self, turn: &Turn<'_>, verdict: Option<&Verdict>, _typed: &str, offers: &Offers) -> Result<Action> {
        if self.course.tell(turn) {
            self.redraw_verdict(turn, verdict, offers);
        } else {
            self.print(&prompts::at_verdict(offers, &self.window()));
        }
        loop {
            let step = match self.key(Action::Ended)? {
                Ok(key) => self.rated(key, offers),
                Err(step) => step,
            };
            match step {
                Step::Done(action) => return Ok(action),
                Step::Again => {}
                Step::Redraw => self.redraw_verdict(turn, verdict, offers),
            }
        }
    }

    fn unread(&mut self, _turn: &Turn<'_>, verdict: &Verdict) -> Result<()> {
        self.print(&render::unread(verdict, &self.window()));
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<()> {
        self.note(text);
        Ok(())
    }

    fn summary(&mut self, summary: &Summary) -> Result<()> {
        self.print(&summary::summary(summary, &self.window()));
        Ok(())
    }

    fn end(&mut self) -> Result<After> {
        self.print(&prompts::at_end(&self.window()));
        loop {
            match self.key(After::Leave)? {
                Ok(Key::Enter | Key::Character(' ' | 'q' | 'Q')) => return Ok(After::Leave(Ending::Quit)),
                Ok(Key::Character('u' | 'U')) => return Ok(After::Undo),
                Ok(_) => self.note("Enter leaves, u takes the last rating back"),
                Err(Step::Done(after)) => return Ok(after),
                Err(Step::Again | Step::Redraw) => {}
            }
        }
    }
}

/// Where an arrow leads from the marked option, around the ends.
fn moved(marked: Option<usize>, arrow: Key, count: usize) -> usize {
    match (marked, arrow) {
        (None, Key::Up) => count - 1,
        (None, _) => 0,
        (Some(at), Key::Up) => (at + count - 1) % count,
        (Some(at), _) => (at + 1) % count,
    }
}

/// How an interaction is answered here.
fn way(interaction: &Interaction) -> By {
    match interaction {
        Interaction::Recall => By::TurningKey,
        Interaction::Choose { options } if (1..=BY_DIGIT).contains(&options.len()) => By::Key,
        _ => By::Line,
    }
}

/// 1 to 9 from the digit row, of French and Czech keyboards too.
fn digit(key: char) -> Option<usize> {
    const ROWS: [&str; 3] = ["123456789", "&é\"'(-è_ç", "+ěščřžýáí"];
    ROWS.iter().find_map(|row| row.chars().position(|on_row| on_row == key)).map(|position| position + 1)
}
