//! What a student is asked beside the questions: a line of his own words, yes or no; and the terminal lent to another.

use anyhow::Result;

use super::super::super::exam::Typed;
use super::super::super::keys::{Deed, Hand, Place};
use super::super::super::line::Editor;
use super::super::super::prompts;
use super::super::heard::Enter;
use super::super::line::Ask;
use super::{Pressed, Step, Terminal};
use crate::study::Spoken;

impl Terminal {
    pub(super) fn own_words(&mut self, ask: &str, start: &str) -> Result<Spoken<String>> {
        let mut editor = Editor::new(start, Vec::new());
        let empty = if start.is_empty() { "an empty line leaves it" } else { "an empty line drops it" };
        loop {
            self.note(&format!("{ask} ({empty})"));
            match self.line(Ask::Text, &mut editor)? {
                Typed::Line(line) | Typed::TimeUp(line) if line.trim().is_empty() && start.is_empty() => {
                    return Ok(Spoken::Nothing);
                }
                Typed::Line(line) | Typed::TimeUp(line) => return Ok(Spoken::Given(line)),
                Typed::Resumed | Typed::Narrowed => {}
                Typed::Ended(ending) => return Ok(Spoken::Ended(ending)),
            }
        }
    }

    pub(super) fn yes_or_no(&mut self, ask: &str) -> Result<Spoken<()>> {
        self.print(&prompts::agrees(ask, Hand::Keys, &self.window()));
        loop {
            match self.key(Place::Asked, Enter::Counts, Spoken::Ended)? {
                Ok(Pressed { deed: Some(Deed::Yes), .. }) => return Ok(Spoken::Given(())),
                Ok(Pressed { deed: Some(Deed::No), .. }) => return Ok(Spoken::Nothing),
                Ok(_) => self.note("y or n"),
                Err(Step::Done(spoken)) => return Ok(spoken),
                Err(Step::Again) => {}
                Err(Step::Redraw) => self.print(&prompts::agrees(ask, Hand::Keys, &self.window())),
            }
        }
    }

    /// As it was found, for as long as the other runs; then everything is drawn anew.
    pub(super) fn lend(&mut self, run: &mut dyn FnMut() -> Result<()>) -> Result<()> {
        self.tty.restore();
        let done = run();
        self.tty.forget_interrupt();
        self.course.forget();
        done
    }
}
