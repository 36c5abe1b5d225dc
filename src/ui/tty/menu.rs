//! Questions outside a session: yes or no.

use std::fmt;

use anyhow::{Error, Result};

use super::super::harmless::harmless_line;
use super::super::line::Key;
use super::heard::{Enter, Heard};
use super::{Tty, put};
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
    let mut tty = Tty::open()?;
    loop {
        put(&tty, &format!("{} [y/N] ", harmless_line(question)));
        let (said, answer) = match tty.key(Enter::NotAtOnce)? {
            Heard::Got(Key::Character('y' | 'Y')) => ("yes", Some(true)),
            Heard::Got(Key::Character('n' | 'N' | 'q' | 'Q') | Key::Enter | Key::Escape) => ("no", Some(false)),
            Heard::Ended(Ending::Quit) => ("no", Some(false)),
            Heard::Ended(ending) => {
                put(&tty, "\n");
                return Err(Error::new(Left(ending)));
            }
            Heard::Got(_) | Heard::Command(_) | Heard::Burst | Heard::Resumed => ("", None),
        };
        put(&tty, &format!("{said}\n"));
        if let Some(answer) = answer {
            return Ok(answer);
        }
    }
}
