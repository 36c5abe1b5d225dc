//! A session at a terminal, on standard error: output scrolls, answers are lines, ratings are keys.

mod asked;
mod rated;

use anyhow::Result;

use super::super::course::{Course, Drawing};
use super::super::exam::{Tick, Typed};
use super::super::keys::{self, Deed, Hand, Place};
use super::super::line::{Editor, Key, Past};
use super::super::typed::{self, Line as Meaning, Lone};
use super::super::verdict;
use super::super::wrap::Style;
use super::super::{prompts, render, summary};
use super::heard::{Enter, Heard};
use super::line::{Ask, Digit, Line, NO_SUCH_KEY};
use super::{SEVERAL, Tty, erase, put};
use crate::card::{Interaction, Response};
use crate::study::{Action, After, Command, Ending, Front, Offers, Reply, Saved, Spoken, Summary, Turn, Usual};
use crate::text::Verdict;

/// The front on a terminal.
pub(crate) struct Terminal {
    tty: Tty,
    style: Style,
    course: Course,
    past: Past,
    /// Rows since the question or verdict that was drawn last, that included, and the width they were drawn for.
    drawn: usize,
    width: usize,
    /// The line was taken up again, and what came of it stands below its verdict.
    retyped: bool,
    /// What is known at the end, to be drawn again after a stop.
    summary: Vec<String>,
}

/// What a key led to: an end of the prompt, or another round of it.
enum Step<T> {
    Done(T),
    Again,
    Redraw,
}

impl Terminal {
    /// An error where standard input or standard error is no terminal. The width in `style` counts only where the
    /// terminal does not tell its own.
    pub(crate) fn open(style: Style, clock: Box<dyn FnMut() -> u64>) -> Result<Self> {
        let (course, past) = (Course::new(clock), Past::default());
        Ok(Self { tty: Tty::open()?, style, course, past, drawn: 0, width: 0, retyped: false, summary: Vec::new() })
    }

    fn window(&self) -> Style {
        Style { width: Tty::columns().unwrap_or(self.style.width), ..self.style }
    }

    fn print(&mut self, lines: &[String]) {
        put(&self.tty, &(lines.join("\n") + "\n"));
        self.drawn += lines.len();
    }

    fn note(&mut self, text: &str) {
        self.print(&render::note(text, &self.window()));
    }

    fn draw_question(&mut self, turn: &Turn<'_>) {
        match self.course.ask(turn) {
            Drawing::Whole => return self.redraw_question(turn),
            Drawing::Hint => self.print(&render::hint(turn, &self.window())),
            // The sign of the line says enough; a card to be turned over has none.
            Drawing::Nothing if turn.question.interaction != Interaction::Recall => return,
            Drawing::Nothing => {}
        }
        self.print(&prompts::at_question(turn, place(&turn.question.interaction), Hand::Keys, &self.window()));
    }

    fn redraw_question(&mut self, turn: &Turn<'_>) {
        let style = self.window();
        let keys = prompts::items_at_question(turn, place(&turn.question.interaction), Hand::Keys);
        self.draw(&render::question_in(Tty::rows().unwrap_or(24), turn, &keys, &style), &style);
    }

    fn draw(&mut self, block: &[String], style: &Style) {
        self.drawn = 0;
        self.print(block);
        self.width = style.width;
    }

    /// What was drawn last gives way to itself, drawn for the window as it is now.
    fn erase(&mut self) {
        erase(&self.tty, self.drawn);
        self.drawn = 0;
        self.width = self.window().width;
    }

    /// The window is narrower than what was drawn last, which is of this place.
    fn is_narrowed(&self, place: Place) -> bool {
        matches!(place, Place::Card | Place::Verdict) && self.window().width < self.width
    }

    fn redraw_verdict(&mut self, turn: &Turn<'_>, verdict: Option<&Verdict>, response: &Response, offers: &Offers) {
        let style = self.window();
        let told = verdict::told(turn, verdict, response, self.course.attempt, &style);
        let keys = prompts::at_verdict(turn, verdict, offers, self.course.attempt, Hand::Keys, &style);
        let blank = || vec![String::new()];
        // In a low window the reason comes first, so that what was found is in sight beside the keys.
        let room = Tty::rows().unwrap_or(24).saturating_sub(keys.len() + 2);
        let is_low = told.headline.len() + told.found.len() + told.reason.len() > room;
        let block = if is_low { told.low(room) } else { told.whole() };
        self.draw(&[blank(), block, blank(), keys].concat(), &style);
    }

    /// The keys of a place but the closed ones. Where they would push what was drawn out of a low window, they are read
    /// a window at a time, and it is drawn again.
    fn show_keys<T>(&mut self, place: Place, closed: &[Deed], ended: impl Fn(Ending) -> T) -> Result<Step<T>> {
        let style = self.window();
        let page = render::keys_page(place, Hand::Keys, closed, &style);
        let rows = Tty::rows().unwrap_or(24);
        if self.drawn + page.len() < rows {
            self.print(&page);
            return Ok(Step::Again);
        }
        for part in prompts::in_windows(&page, rows, &style) {
            self.print(&part);
            if let Heard::Ended(ending) = self.tty.key(Enter::Counts)? {
                return Ok(Step::Done(ended(ending)));
            }
        }
        Ok(Step::Redraw)
    }

    /// Edits one line; where the program was stopped meanwhile, what was on the screen is drawn again.
    fn line(&mut self, ask: Ask<'_>, editor: &mut Editor) -> Result<Typed> {
        let style = self.window();
        Line::new(&mut self.tty, style, ask).read(editor, &mut || Ok(Tick::default()))
    }

    fn ask_line(&mut self, turn: &Turn<'_>) -> Result<Reply> {
        let interaction = &turn.question.interaction;
        let options = typed::by_key(interaction);
        let place = place(interaction);
        let mut editor = Editor::new("", self.past.for_card(&turn.question.card));
        let (mut empty, mut lone) = (false, Lone::default());
        loop {
            let ask = match &options {
                Some(options) => Ask::Choice { options, digit: Digit::Answers, place },
                None => Ask::Text,
            };
            let line = match self.line(ask, &mut editor)? {
                Typed::Line(line) | Typed::TimeUp(line) => line,
                Typed::Resumed => {
                    self.redraw_question(turn);
                    continue;
                }
                Typed::Narrowed => {
                    self.erase();
                    self.redraw_question(turn);
                    continue;
                }
                Typed::Ended(ending) => return Ok(Reply::Ended(ending)),
            };
            editor.set("");
            match lone.read(interaction, &line, place) {
                Meaning::Empty if empty => return Ok(self.course.given(Response::GaveUp)),
                Meaning::Empty => {
                    empty = true;
                    self.note(typed::empty_again(turn));
                    continue;
                }
                Meaning::Done(Deed::Quit) => return Ok(Reply::Ended(Ending::Quit)),
                Meaning::Done(Deed::Do(command)) => return Ok(Reply::Command(command)),
                Meaning::Done(_) => match self.show_keys(place, &[], Reply::Ended)? {
                    Step::Done(reply) => return Ok(reply),
                    Step::Again => {}
                    Step::Redraw => self.redraw_question(turn),
                },
                Meaning::Answer(response) => {
                    self.past.add(&turn.question.card, &line);
                    return Ok(self.course.given(response));
                }
                Meaning::Asked(why) => {
                    self.note(&why);
                    editor.set(line.trim());
                }
                Meaning::Refused(why) => self.note(&why),
            }
            empty = false;
        }
    }

    /// One key, with what is the same at every prompt done: a burst refused, an end told, a colon followed.
    fn key<T>(&mut self, place: Place, enter: Enter, ended: impl Fn(Ending) -> T) -> Result<Result<Pressed, Step<T>>> {
        // It may have become so before anybody waited.
        if self.is_narrowed(place) {
            self.erase();
            return Ok(Err(Step::Redraw));
        }
        Ok(match self.tty.key(enter)? {
            Heard::Got(Key::Character(':')) => self.command(place, ended)?,
            Heard::Got(key) => Ok(Pressed { deed: keys::find(place, &key.name()), key: Some(key) }),
            Heard::Command(command) => Ok(Pressed { deed: typed::command(place, &command), key: None }),
            Heard::Burst => {
                self.note(SEVERAL);
                Err(Step::Again)
            }
            Heard::Resumed => Err(Step::Redraw),
            Heard::Resized if self.is_narrowed(place) => {
                self.erase();
                Err(Step::Redraw)
            }
            Heard::Resized => Err(Step::Again),
            Heard::Ended(ending) => Err(Step::Done(ended(ending))),
        })
    }

    /// A command is typed behind its colon, as at every other prompt.
    fn command<T>(&mut self, place: Place, ended: impl Fn(Ending) -> T) -> Result<Result<Pressed, Step<T>>> {
        let mut editor = Editor::new(":", Vec::new());
        Ok(match self.line(Ask::Text, &mut editor)? {
            Typed::Line(line) | Typed::TimeUp(line) => {
                let command = line.trim().trim_start_matches(':').trim();
                if command.is_empty() {
                    Err(Step::Again)
                } else {
                    Ok(Pressed { deed: typed::command(place, command), key: None })
                }
            }
            Typed::Resumed | Typed::Narrowed => Err(Step::Redraw),
            Typed::Ended(ending) => Err(Step::Done(ended(ending))),
        })
    }

    fn ask_turn(&mut self, turn: &Turn<'_>) -> Result<Reply> {
        loop {
            let pressed = self.key(Place::Card, Enter::Counts, Reply::Ended)?;
            let step = match pressed {
                Err(step) => step,
                Ok(Pressed { key: Some(Key::Character(key)), .. }) if keys::rating(key).is_some() => {
                    self.note("turn the card first: Space or Enter");
                    Step::Again
                }
                Ok(Pressed { deed: Some(Deed::Turn), .. }) => Step::Done(self.course.given(Response::Turned)),
                Ok(Pressed { deed: Some(Deed::Quit), .. }) => Step::Done(Reply::Ended(Ending::Quit)),
                Ok(Pressed { deed: Some(Deed::Do(command)), .. }) => Step::Done(Reply::Command(command)),
                Ok(pressed) => self.helped(&pressed, Place::Card, &[], Reply::Ended)?,
            };
            match step {
                Step::Done(reply) => return Ok(reply),
                Step::Again => {}
                Step::Redraw => self.redraw_question(turn),
            }
        }
    }

    /// The page of keys, or a word that there is no such key.
    fn helped<T>(
        &mut self,
        pressed: &Pressed,
        place: Place,
        closed: &[Deed],
        ended: impl Fn(Ending) -> T,
    ) -> Result<Step<T>> {
        if pressed.deed == Some(Deed::Help) {
            return self.show_keys(place, closed, ended);
        }
        self.note(NO_SUCH_KEY);
        Ok(Step::Again)
    }
}

/// A key or a command, and what it does here.
struct Pressed {
    deed: Option<Deed>,
    /// None for a command.
    key: Option<Key>,
}

impl Front<anyhow::Error> for Terminal {
    fn ask(&mut self, turn: &Turn<'_>) -> Result<Reply> {
        self.draw_question(turn);
        if turn.question.interaction == Interaction::Recall { self.ask_turn(turn) } else { self.ask_line(turn) }
    }

    fn tell(
        &mut self,
        turn: &Turn<'_>,
        verdict: Option<&Verdict>,
        response: &Response,
        offers: &Offers,
    ) -> Result<Action> {
        if self.course.tell(turn) {
            self.redraw_verdict(turn, verdict, response, offers);
        } else {
            self.print(&prompts::at_verdict(turn, verdict, offers, self.course.attempt, Hand::Keys, &self.window()));
        }
        let closed = prompts::closed(turn, verdict, offers, Hand::Keys);
        // A line taken up again stands under a verdict that was read.
        let mut first = if std::mem::take(&mut self.retyped) { Enter::Counts } else { Enter::NotAtOnce };
        loop {
            let step = match self.key(Place::Verdict, std::mem::replace(&mut first, Enter::Counts), Action::Ended)? {
                Ok(Pressed { deed: Some(Deed::Retype), .. }) if !closed.contains(&Deed::Retype) => self.retype(turn)?,
                Ok(pressed) => self.rated(&pressed, offers, &closed)?,
                Err(step) => step,
            };
            match step {
                Step::Done(action) => return Ok(action),
                Step::Again => {}
                Step::Redraw => self.redraw_verdict(turn, verdict, response, offers),
            }
        }
    }

    fn practised(&mut self, verdict: &Verdict) -> Result<()> {
        self.print(&verdict::practised(verdict, &self.window()));
        self.retyped = true;
        Ok(())
    }

    fn unread(&mut self, _turn: &Turn<'_>, verdict: &Verdict) -> Result<()> {
        self.print(&verdict::unread(verdict, &self.window()));
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<()> {
        self.note(text);
        Ok(())
    }

    fn saved(&mut self, saved: &Saved<'_>) -> Result<()> {
        if let Some(told) = prompts::upheld(saved) {
            self.note(&told);
        }
        Ok(())
    }

    fn words(&mut self, ask: &str, start: &str) -> Result<Spoken<String>> {
        self.own_words(ask, start)
    }

    fn may_ask(&self) -> bool {
        true
    }

    fn agrees(&mut self, ask: &str, usual: Usual) -> Result<Spoken<()>> {
        self.yes_or_no(ask, usual)
    }

    fn hand_over(&mut self, run: &mut dyn FnMut() -> Result<()>) -> Result<bool> {
        self.lend(run).map(|()| true)
    }

    fn summary(&mut self, summary: &Summary) -> Result<()> {
        self.summary = summary::summary(summary, &self.window());
        let lines = self.summary.clone();
        self.print(&lines);
        Ok(())
    }

    fn end(&mut self) -> Result<After> {
        self.print(&prompts::at_end(&self.window()));
        loop {
            match self.key(Place::End, Enter::Counts, After::Leave)? {
                Ok(Pressed { deed: Some(Deed::Quit), .. }) => return Ok(After::Leave(Ending::Quit)),
                Ok(Pressed { deed: Some(Deed::Do(Command::Undo)), .. }) => return Ok(After::Undo),
                Ok(_) => self.note("Enter leaves, u takes the last rating back"),
                Err(Step::Done(after)) => return Ok(after),
                Err(Step::Again) => {}
                Err(Step::Redraw) => self.print(&[self.summary.clone(), prompts::at_end(&self.window())].concat()),
            }
        }
    }
}

/// Where keys are pressed at a question.
fn place(interaction: &Interaction) -> Place {
    match interaction {
        Interaction::Recall => Place::Card,
        _ if typed::by_key(interaction).is_some() => Place::Choice,
        _ => Place::Line,
    }
}
