//! Questions outside a session: yes or no. The one door to `dialoguer`.

use std::fmt;

use anyhow::Result;
use dialoguer::Confirm;
use dialoguer::theme::SimpleTheme;

use super::super::harmless::harmless_line;
use super::super::wrap::{Palette, Style, cut};
use super::Tty;
use crate::study::Ending;

/// A prompt was left by Ctrl-C or a signal: the caller ends as a session would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Left(pub(crate) Ending);

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("left without an answer")
    }
}

impl std::error::Error for Left {}

/// Yes or no, with no as what Enter means. An error without a terminal; [`Left`] where it was interrupted. Who stops the
/// program at it is asked again when it goes on.
pub(crate) fn confirm(question: &str) -> Result<bool> {
    loop {
        let tty = Tty::open()?;
        tty.flush();
        let asked = Confirm::with_theme(&SimpleTheme).with_prompt(cut_to_window(question)).default(false);
        let error = match asked.interact_opt() {
            Ok(answer) => return Ok(answer.unwrap_or(false)),
            Err(error) => error,
        };
        // `console` reports a signal as an interruption of its reading, and leaves the cursor hidden.
        tty.restore();
        let dialoguer::Error::IO(cause) = &error;
        match tty.ending() {
            Some(ending) => return Err(Left(ending).into()),
            None if tty.was_stopped() => {}
            None if cause.kind() == std::io::ErrorKind::Interrupted => return Err(Left(Ending::Interrupted).into()),
            None => return Err(error.into()),
        }
    }
}

/// A line wider than the window breaks the redrawing.
fn cut_to_window(text: &str) -> String {
    let columns = Tty::columns().unwrap_or(80).max(20);
    cut(&harmless_line(text), columns - 3, &Style { palette: Palette::None, ascii: false, width: columns })
}
