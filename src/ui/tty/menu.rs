//! Questions outside a session: yes or no. The one door to `dialoguer`.

use std::fmt;

use anyhow::{Error, Result};
use dialoguer::Confirm;
use dialoguer::theme::SimpleTheme;

use super::super::harmless::harmless_line;
use super::super::wrap::{Style, cut};
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

/// Yes or no, with no as what Enter means. An error without a terminal; [`Left`] where it was interrupted.
pub(crate) fn confirm(question: &str) -> Result<bool> {
    let tty = Tty::open()?;
    tty.flush();
    let asked = cut_to_window(question);
    let answer = Confirm::with_theme(&SimpleTheme).with_prompt(asked).default(false).interact_opt();
    answer.map(|answer| answer.unwrap_or(false)).map_err(|error| left(&tty, error))
}

/// A line wider than the window breaks the redrawing.
fn cut_to_window(text: &str) -> String {
    let columns = Tty::columns().unwrap_or(80).max(20);
    cut(&harmless_line(text), columns - 3, &Style { color: false, ascii: false, width: columns })
}

/// `console` reports a signal as an interruption of its reading, and leaves the cursor hidden.
fn left(tty: &Tty, error: dialoguer::Error) -> Error {
    tty.restore();
    let dialoguer::Error::IO(cause) = &error;
    if let Some(ending) = tty.ending() {
        return Left(ending).into();
    }
    if cause.kind() == std::io::ErrorKind::Interrupted { Left(Ending::Interrupted).into() } else { error.into() }
}
