//! Screens: one turn at a time, on a terminal, as plain lines, or as JSON.

mod beside;
mod cards;
pub(crate) mod charts;
mod course;
mod drawn;
mod editor;
pub(crate) mod exam;
pub(crate) mod figures;
#[cfg(test)]
mod fixture;
mod harmless;
mod json;
pub(crate) mod keys;
mod line;
mod lines;
mod overview;
mod pager;
mod plain;
mod preview;
pub(crate) mod progress;
mod progress_line;
mod prompts;
mod render;
pub(crate) mod report;
#[cfg(test)]
mod screens_tests;
mod summary;
mod tty;
mod typed;
mod verdict;
mod wrap;

use anyhow::Result;

use crate::study::Front;

pub(crate) use cards::{card_in_a_list, card_in_full, card_to_read, day_in_words, digest};
pub(crate) use drawn::Drawn;
pub(crate) use editor::edit;
pub(crate) use harmless::{harmless, harmless_data, harmless_json, harmless_line};
pub(crate) use overview::{Glance, overview};
pub(crate) use pager::Pager;
pub(crate) use plain::{Plain, Typist};
pub(crate) use preview::{Options, held_against, preview};
pub(crate) use progress_line::Bar;
#[cfg(feature = "internals")]
pub(crate) use tty::panic_at_a_terminal;
pub(crate) use tty::{
    Left, Page, Terminal, confirm, enter_or_leave, read_through, redraw, window_columns, window_rows,
};
pub(crate) use wrap::{Paint, Palette, Style, flow, piece};

pub(crate) use crate::diagnostic::counted;

/// Which front a session has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    Terminal,
    Plain,
    Json,
}

/// The front of a session: the terminal, or lines on the standard streams.
pub(crate) fn open_front(
    screen: Screen,
    style: Style,
    typist: Typist,
    clock: Box<dyn FnMut() -> u64>,
) -> Result<Box<dyn Front<anyhow::Error>>> {
    if screen == Screen::Terminal {
        return Ok(Box::new(Terminal::open(style, clock)?));
    }
    let input = std::io::BufReader::new(tty::StandardInput::open()?);
    #[expect(clippy::disallowed_methods, reason = "plain lines are a door of the standard streams")]
    let output = std::io::stdout().lock();
    Ok(match screen {
        Screen::Json => Box::new(json::Json::new(input, output, clock)),
        Screen::Terminal | Screen::Plain => Box::new(Plain::new(input, output, style, typist, clock)),
    })
}
