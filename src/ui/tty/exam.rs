//! An exam at a terminal: the clock stands in the prompt and runs while a line is typed.

use std::io::Write;

use anyhow::Result;

use super::super::exam::{Lines, Tick, Typed};
use super::super::harmless::harmless;
use super::super::render;
use super::super::wrap::{Style, columns_of};
use super::draft::Draft;
use super::{SEVERAL, Tty};
use crate::study::Ending;

const PASTED: &str = "several lines at once: the first is kept; Enter gives it";

/// What came of waiting a moment for keys.
pub(crate) enum Edited {
    Typing,
    Line,
    Pasted,
    /// Enter held down.
    Several,
    /// The program was stopped and goes on.
    Resumed,
    Ended(Ending),
}

/// Lines on standard error, typed at a terminal.
pub(crate) struct ExamLines {
    tty: Tty,
    style: Style,
    /// Time ran out, perhaps in the middle of a word.
    over: bool,
}

impl ExamLines {
    /// An error where standard input or standard error is no terminal.
    pub(crate) fn open(style: Style) -> Result<Self> {
        Ok(Self { tty: Tty::open()?, style, over: false })
    }

    fn put(&self, text: &str) {
        // SIGTERM and SIGHUP end without a word. A terminal that cannot be written to is noticed by the next read.
        if !matches!(self.tty.ending(), Some(Ending::Signalled(_))) {
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
    }

    fn note(&mut self, text: &str) -> Result<()> {
        self.put("\r\u{1b}[K");
        let lines = render::note(text, &self.style());
        self.print(&lines)
    }

    fn edit(&mut self, draft: &mut Draft, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Typed> {
        let mut drawn = String::new();
        loop {
            let now = tick()?;
            for said in &now.said {
                self.note(said)?;
                drawn.clear();
            }
            if now.over {
                self.over = true;
                return Ok(Typed::TimeUp(draft.text().to_owned()));
            }
            let line = prompt(now.clock.as_deref(), draft.text(), &self.style());
            if line != drawn {
                self.put(&format!("\r\u{1b}[K{line}"));
                drawn = line;
            }
            match self.tty.edit(draft)? {
                Edited::Typing => {}
                Edited::Line => return Ok(Typed::Line(draft.text().to_owned())),
                Edited::Pasted => {
                    self.note(PASTED)?;
                    drawn.clear();
                }
                Edited::Several => {
                    self.note(SEVERAL)?;
                    drawn.clear();
                }
                Edited::Resumed => {
                    self.tty.begin_line()?;
                    self.put("\n");
                    drawn.clear();
                }
                Edited::Ended(ending) => return Ok(Typed::Ended(ending)),
            }
        }
    }
}

/// What was still being typed when time ran out is meant for the exam, not for the shell behind it.
impl Drop for ExamLines {
    fn drop(&mut self) {
        if self.over && self.tty.begin_line().is_ok() {
            self.tty.come_to_rest();
        }
    }
}

impl Lines for ExamLines {
    fn style(&self) -> Style {
        Style { width: Tty::columns().unwrap_or(self.style.width), ..self.style }
    }

    fn print(&mut self, lines: &[String]) -> Result<()> {
        self.put(&(lines.join("\n") + "\n"));
        Ok(())
    }

    fn line(&mut self, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Typed> {
        let mut draft = Draft::default();
        self.tty.begin_line()?;
        let typed = self.edit(&mut draft, tick);
        self.tty.end_line()?;
        self.put("\n");
        typed
    }
}

/// One line, so that any window can redraw it: the clock, and the end of what is typed.
fn prompt(clock: Option<&str>, text: &str, style: &Style) -> String {
    let lead = clock.map_or_else(|| " > ".to_owned(), |clock| format!(" {clock} > "));
    let room = style.width.saturating_sub(columns_of(&lead) + 2).max(4);
    let text = harmless(text);
    if columns_of(&text) <= room {
        return lead + &text;
    }
    let mut kept = Vec::new();
    let mut used = 1;
    for sign in text.chars().rev() {
        used += columns_of(sign.encode_utf8(&mut [0; 4]));
        if used > room {
            break;
        }
        kept.push(sign);
    }
    lead + style.mark("…", "~") + &kept.into_iter().rev().collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::{Style, columns_of, prompt};

    const STYLE: Style = Style { color: false, ascii: false, width: 20 };

    #[test]
    fn the_clock_stands_in_front_of_what_is_typed() {
        assert_eq!(prompt(Some("9:59"), "ENISA ", &STYLE), " 9:59 > ENISA ");
        assert_eq!(prompt(None, "", &STYLE), " > ");
    }

    #[test]
    fn of_a_long_line_the_end_is_seen() {
        let shown = prompt(Some("9:59"), "the European Council", &STYLE);
        assert_eq!(shown, " 9:59 > …n Council");
        let wide = prompt(Some("9:59"), &"网".repeat(30), &STYLE);
        assert!(columns_of(&wide) < 20, "{wide}");
    }
}
