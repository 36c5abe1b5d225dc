//! An exam at a terminal: the clock stands in the prompt and runs while a line is typed.

use anyhow::Result;

use super::super::exam::{Lines, Tick, Typed, Wanted};
use super::super::keys::Place;
use super::super::line::Editor;
use super::super::wrap::Style;
use super::heard::{Enter, Heard};
use super::line::{Ask, Digit, Line};
use super::{Tty, erase, put};
use crate::study::Ending;

/// Lines on standard error, typed at a terminal.
pub(crate) struct ExamLines {
    tty: Tty,
    style: Style,
    /// Time ran out, perhaps in the middle of a word.
    over: bool,
    /// What stood in the line when everything around it had to be drawn again.
    kept: String,
}

impl ExamLines {
    /// An error where standard input or standard error is no terminal.
    pub(crate) fn open(style: Style) -> Result<Self> {
        Ok(Self { tty: Tty::open()?, style, over: false, kept: String::new() })
    }
}

/// What was still being typed when time ran out is meant for the exam, not for the shell behind it.
impl Drop for ExamLines {
    fn drop(&mut self) {
        if self.over && self.tty.begin_line().is_ok() {
            self.tty.come_to_rest();
            // A terminal that is gone needs no more.
            let _ = self.tty.end_line();
        }
    }
}

impl Lines for ExamLines {
    fn style(&self) -> Style {
        Style { width: Tty::columns().unwrap_or(self.style.width), ..self.style }
    }

    fn print(&mut self, lines: &[String]) -> Result<()> {
        put(&self.tty, &(lines.join("\n") + "\n"));
        Ok(())
    }

    fn rows(&self) -> Option<usize> {
        Tty::rows()
    }

    fn erase(&mut self, rows: usize) {
        erase(&self.tty, rows);
    }

    fn pause(&mut self) -> Result<Option<Ending>> {
        Ok(match self.tty.key(Enter::Counts)? {
            Heard::Ended(ending) => Some(ending),
            _ => None,
        })
    }

    fn line(&mut self, wanted: &Wanted, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Typed> {
        let kept = std::mem::take(&mut self.kept);
        let mut editor = Editor::new(if kept.is_empty() { &wanted.begun } else { &kept }, wanted.past.clone());
        let style = self.style();
        let ask = match (&wanted.options, wanted.keys) {
            (Some(options), _) => Ask::Choice { options, digit: Digit::Marks, place: Place::ExamChoice },
            (None, Some((place, most))) => Ask::Keys { place, most },
            (None, None) => Ask::Text,
        };
        let typed = Line::new(&mut self.tty, style, ask).read(&mut editor, tick)?;
        if matches!(typed, Typed::Resumed | Typed::Narrowed) {
            editor.text().clone_into(&mut self.kept);
        }
        self.over = matches!(typed, Typed::TimeUp(_));
        Ok(typed)
    }
}
