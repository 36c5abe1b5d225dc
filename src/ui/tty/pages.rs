//! Outside a session, a key at a time: cards read through, forwards and back; going on or leaving.

use anyhow::{Error, Result};

use crate::card::Question;
use crate::study::Ending;

use super::super::cards::card_to_read;
use super::super::render;
use super::super::wrap::{Style, cut};
use super::keys::{Heard, Key};
use super::menu::Left;
use super::{Tty, put};

const HELP: &str =
    "Space, Enter or the arrow down turns to the next card · b or the arrow up goes back · q leaves, Ctrl-D too";

/// Shows the cards one by one; nothing is recorded. [`Left`] where it was interrupted.
pub(crate) fn read_through(questions: &[Question], style: Style) -> Result<()> {
    let mut tty = Tty::open()?;
    let mut at = 0;
    let mut drawn = None;
    while at < questions.len() {
        let style = Style { width: Tty::columns().unwrap_or(style.width), ..style };
        if drawn != Some(at) {
            put(&tty, &(card_to_read(&questions[at], &style).join("\n") + "\n"));
            drawn = Some(at);
        }
        let keys = format!(" {} of {}   [Space] next   [b] back   [q] leave", at + 1, questions.len());
        put(&tty, &(cut(&keys, style.width.saturating_sub(1).max(4), &style) + "\n"));
        match tty.key()? {
            Heard::Got(Key::Enter | Key::Down | Key::Character(' ')) => at += 1,
            Heard::Got(Key::Up | Key::Character('b')) => at = at.saturating_sub(1),
            Heard::Got(Key::Character('q')) | Heard::Ended(Ending::Quit) => return Ok(()),
            Heard::Got(Key::Character('?')) => put(&tty, &(render::note(HELP, &style).join("\n") + "\n")),
            Heard::Got(_) | Heard::Burst => {}
            Heard::Resumed => drawn = None,
            Heard::Ended(ending) => return Err(Error::new(Left(ending))),
        }
    }
    Ok(())
}

/// Enter goes on to what is named, q leaves: whether it goes on. [`Left`] where it was interrupted.
pub(crate) fn enter_or_leave(what: &str) -> Result<bool> {
    let mut tty = Tty::open()?;
    loop {
        put(&tty, &format!(" [Enter] {what}   [q] leave\n"));
        match tty.key()? {
            Heard::Got(Key::Enter | Key::Character(' ')) => return Ok(true),
            Heard::Got(Key::Character('q' | 'Q')) | Heard::Ended(Ending::Quit) => return Ok(false),
            Heard::Got(_) | Heard::Burst | Heard::Resumed => {}
            Heard::Ended(ending) => return Err(Error::new(Left(ending))),
        }
    }
}
