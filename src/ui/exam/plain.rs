//! An exam as lines in, lines out: for screen readers, pipes and tests.

use std::io::{BufRead, Write};

use anyhow::Result;

use super::super::lines::{next_line, write_lines};
use super::super::render;
use super::super::wrap::Style;
use super::{Lines, Tick, Typed, Wanted};
use crate::study::Ending;

/// Reads and writes lines. A line begun before time ran out is taken when it comes.
pub(crate) struct PlainLines<R, W> {
    input: R,
    output: W,
    style: Style,
}

impl<R: BufRead, W: Write> PlainLines<R, W> {
    pub(crate) fn new(input: R, output: W, style: Style) -> Self {
        Self { input, output, style }
    }

    fn tell(&mut self, tick: &Tick) -> Result<()> {
        for said in &tick.said {
            let lines = render::note(said, &self.style);
            self.print(&lines)?;
        }
        Ok(())
    }
}

impl<R: BufRead, W: Write> Lines for PlainLines<R, W> {
    fn style(&self) -> Style {
        self.style
    }

    fn print(&mut self, lines: &[String]) -> Result<()> {
        write_lines(&mut self.output, lines)
    }

    fn line(&mut self, _wanted: &Wanted, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Typed> {
        let before = tick()?;
        self.tell(&before)?;
        if before.over {
            return Ok(Typed::TimeUp(String::new()));
        }
        let read = next_line(&mut self.input)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        if let Err(ending @ (Ending::Interrupted | Ending::Signalled(_))) = read {
            return Ok(Typed::Ended(ending));
        }
        let after = tick()?;
        if after.over {
            return Ok(Typed::TimeUp(read.unwrap_or_default()));
        }
        self.tell(&after)?;
        Ok(read.map_or_else(Typed::Ended, Typed::Line))
    }
}
