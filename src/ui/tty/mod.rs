//! The terminal, on standard error: its keys, its one input line, and what is asked there.

#![expect(clippy::disallowed_methods, reason = "the terminal is a door of the standard streams")]

mod exam;
mod heard;
mod line;
mod menu;
#[cfg(not(unix))]
mod other;
mod pages;
mod session;
#[cfg(unix)]
mod unix;
mod watch;

use std::io::Write;

use crate::study::Ending;

#[cfg(not(unix))]
use other::Tty;
#[cfg(not(unix))]
pub(crate) use other::{StandardInput, run};
#[cfg(unix)]
use unix::Tty;
#[cfg(unix)]
pub(crate) use unix::{StandardInput, run};

pub(crate) use exam::ExamLines;
pub(crate) use menu::{Left, confirm};
pub(crate) use pages::{Page, enter_or_leave, read_through};
pub(crate) use session::Terminal;
pub(crate) use watch::redraw;

const NO_TERMINAL: &str = "this needs a terminal; `--plain` works without one";

/// Columns of the window, where there is one.
pub(crate) fn window_columns() -> Option<usize> {
    Tty::columns()
}

/// Rows of the window, where there is one.
pub(crate) fn window_rows() -> Option<usize> {
    Tty::rows()
}

/// See `internals`.
#[cfg(feature = "internals")]
pub(crate) fn panic_at_a_terminal() {
    if let Ok(mut tty) = Tty::open() {
        tty.panic_in_a_line();
    }
}

/// Writes to the terminal.
fn put(tty: &Tty, text: &str) {
    // SIGTERM and SIGHUP end without a word. A terminal that cannot be written to is noticed by the next read.
    if !matches!(tty.ending(), Some(Ending::Signalled(_))) {
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}

/// Takes away so many rows above the cursor's, and that one.
fn erase(tty: &Tty, rows: usize) {
    let up = if rows == 0 { String::new() } else { format!("\u{1b}[{rows}A") };
    put(tty, &format!("\r{up}\u{1b}[J"));
}

const SEVERAL: &str = "several keys at once: ignored";
