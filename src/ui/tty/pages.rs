//! Outside a session, a key at a time: cards read through, forwards and back; going on or leaving.

use anyhow::{Error, Result};

use super::super::drawn::Drawn;
use super::super::keys::{self, Deed, Hand, Place};
use super::super::wrap::Style;
use super::super::{prompts, render};
use super::heard::{Enter, Heard};
use super::menu::Left;
use super::{Tty, put};
use crate::study::Ending;

/// A page, for a screen of that style.
pub(crate) type Page<'p> = Box<dyn Fn(&Style) -> Drawn + 'p>;

/// Shows the pages one by one; nothing is recorded. [`Left`] where it was interrupted.
pub(crate) fn read_through(pages: &[Page<'_>], style: Style) -> Result<()> {
    let mut tty = Tty::open()?;
    let mut at = 0;
    let mut drawn = None;
    while at < pages.len() {
        let style = Style { width: Tty::columns().unwrap_or(style.width), ..style };
        if drawn != Some(at) {
            put(&tty, &format!("{}\n\n", pages[at](&style)));
            drawn = Some(at);
        }
        let mut items = vec![(String::new(), format!("{} of {}", at + 1, pages.len()))];
        items.extend(
            [Deed::Next, Deed::Back, Deed::Quit]
                .into_iter()
                .filter_map(|deed| prompts::item(Place::Pages, Hand::Keys, deed)),
        );
        put(&tty, &(prompts::keys(&items, &style).join("\n") + "\n"));
        let heard = tty.key(Enter::Counts)?;
        let deed = match &heard {
            Heard::Got(key) => keys::find(Place::Pages, &key.name()),
            Heard::Command(command) => keys::find(Place::Pages, command),
            _ => None,
        };
        match (deed, heard) {
            (Some(Deed::Next), _) => at += 1,
            (Some(Deed::Back), _) => at = at.saturating_sub(1),
            (Some(Deed::Quit), _) | (_, Heard::Ended(Ending::Quit)) => return Ok(()),
            (Some(Deed::Help), _) => {
                put(&tty, &(render::keys_page(Place::Pages, Hand::Keys, &[], &style).join("\n") + "\n"));
            }
            (_, Heard::Got(_) | Heard::Command(_) | Heard::Burst) => {}
            (_, Heard::Resumed | Heard::Resized) => drawn = None,
            (_, Heard::Ended(ending)) => return Err(Error::new(Left(ending))),
        }
    }
    Ok(())
}

/// Waits below the first screen: whether the session begins. [`Left`] where it was interrupted.
pub(crate) fn enter_or_leave(style: &Style) -> Result<bool> {
    let mut tty = Tty::open()?;
    loop {
        let items = [Deed::Begin, Deed::Help, Deed::Quit]
            .into_iter()
            .filter_map(|deed| prompts::item(Place::Start, Hand::Keys, deed));
        put(&tty, &(prompts::keys(&items.collect::<Vec<_>>(), style).join("\n") + "\n"));
        let heard = tty.key(Enter::Counts)?;
        let deed = match &heard {
            Heard::Got(key) => keys::find(Place::Start, &key.name()),
            Heard::Command(command) => keys::find(Place::Start, command),
            _ => None,
        };
        match (deed, heard) {
            (Some(Deed::Begin), _) => return Ok(true),
            (Some(Deed::Quit), _) | (_, Heard::Ended(Ending::Quit)) => return Ok(false),
            (Some(Deed::Help), _) => {
                put(&tty, &(render::keys_page(Place::Start, Hand::Keys, &[], style).join("\n") + "\n"));
            }
            (_, Heard::Ended(ending)) => return Err(Error::new(Left(ending))),
            (_, Heard::Got(_) | Heard::Command(_) | Heard::Burst | Heard::Resumed | Heard::Resized) => {}
        }
    }
}
