//! What a student is asked beside the questions: a line of his own words, yes or no; and the terminal lent to another.

use anyhow::Result;

use super::super::super::exam::Typed;
use super::super::super::keys::{Deed, Hand};
use super::super::super::line::Editor;
use super::super::super::prompts;
use super::super::heard::Enter;
use super::super::line::Ask;
use super::{Pressed, Step, Terminal};
use crate::study::{Spoken, Usual};

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

    pub(super) fn yes_or_no(&mut self, ask: &str, usual: Usual) -> Result<Spoken<()>> {
        self.print(&prompts::agrees(ask, usual, Hand::Keys, &self.window()));
        // Where Enter is yes, it is not the one that ended the line before.
        let mut enter = if usual == Usual::Yes { Enter::NotAtOnce } else { Enter::Counts };
        loop {
            match self.key(prompts::asked(usual), std::mem::replace(&mut enter, Enter::Counts), Spoken::Ended)? {
                Ok(Pressed { deed: Some(Deed::Yes), .. }) => return Ok(Spoken::Given(())),
                Ok(Pressed { deed: Some(Deed::No), .. }) => return Ok(Spoken::Nothing),
                Ok(_) => self.note("y or n"),
                Err(Step::Done(spoken)) => return Ok(spoken),
                Err(Step::Again) => {}
                Err(Step::Redraw) => self.print(&prompts::agrees(ask, usual, Hand::Keys, &self.window())),
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
