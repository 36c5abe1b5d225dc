//! Questions outside a session: yes or no. The one door to `dialoguer`.

use std::fmt;

use anyhow::Result;
use dialoguer::Confirm;
use dialoguer::theme::SimpleTheme;

use super::super::harmless::harmless_line;
use super::super::wrap::{Palette, Style, cut};
use super::heard::Waited;
use super::{Tty, put};
use crate::study::Ending;

/// What stands behind a question.
const YES_OR_NO: &str = " [y/N] ";

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
///
/// `console` takes every signal for an interrupt, so the wait is ours and only the key is read by it.
pub(crate) fn confirm(question: &str) -> Result<bool> {
    let tty = Tty::open()?;
    let asked = cut_to_window(question);
    loop {
        put(&tty, &format!("{asked}{YES_OR_NO}"));
        match tty.wait_for_a_key()? {
            Waited::Key => break,
            Waited::Resumed => {}
            Waited::Ended(ending) => {
                put(&tty, "\n");
                return Err(Left(ending).into());
            }
        }
    }
    put(&tty, "\r\x1b[K");
    let answer = Confirm::with_theme(&SimpleTheme).with_prompt(asked).default(false).interact_opt();
    tty.restore();
    match answer {
        Ok(answer) => Ok(answer.unwrap_or(false)),
        Err(dialoguer::Error::IO(cause)) => {
            let interrupted = (cause.kind() == std::io::ErrorKind::Interrupted).then_some(Ending::Interrupted);
            Err(tty.ending().or(interrupted).map_or_else(|| cause.into(), |ending| Left(ending).into()))
        }
    }
}

/// A line wider than the window breaks the redrawing.
fn cut_to_window(text: &str) -> String {
    let columns = Tty::columns().unwrap_or(80).max(20);
    cut(
        &harmless_line(text),
        columns - 3 - YES_OR_NO.len(),
        &Style { palette: Palette::None, ascii: false, width: columns },
    )
}
