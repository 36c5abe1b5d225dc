//! The terminal where there is no Unix: what `console` and the standard library give. Signals end the program by default.

#![expect(clippy::disallowed_methods, reason = "the terminal is a door of the standard streams")]

use std::io::{self, IsTerminal, Read};

use anyhow::{Result, ensure};
use console::Term;

use super::draft::Draft;
use super::exam::Edited;
use super::keys::{Heard, Key};
use crate::study::Ending;

/// The terminal; the system itself keeps its settings.
pub(crate) struct Tty {
    term: Term,
}

impl Tty {
    /// An error where standard input or standard error is no terminal.
    pub(crate) fn open() -> Result<Self> {
        ensure!(
            io::stdin().is_terminal() && io::stderr().is_terminal(),
            "this needs a terminal; `--plain` works without one"
        );
        Ok(Self { term: Term::stderr() })
    }

    /// Puts the cursor back.
    pub(crate) fn restore(&self) {
        // Nothing more can be done where this fails: the terminal is gone.
        let _ = self.term.show_cursor();
    }

    /// Columns of the window now.
    pub(crate) fn columns() -> Option<usize> {
        Term::stderr().size_checked().map(|(_, columns)| usize::from(columns))
    }

    /// Rows of the window now.
    pub(crate) fn rows() -> Option<usize> {
        Term::stderr().size_checked().map(|(rows, _)| usize::from(rows))
    }

    /// No signal is watched here.
    #[expect(clippy::unused_self, reason = "the twin of the one on Unix")]
    pub(crate) fn ending(&self) -> Option<Ending> {
        None
    }

    /// Typing ahead cannot be forgotten here.
    #[expect(clippy::unused_self, reason = "the twin of the one on Unix")]
    pub(crate) fn flush(&self) {}

    /// Waits for one key.
    #[expect(clippy::needless_pass_by_ref_mut, reason = "the twin of the one on Unix")]
    pub(crate) fn key(&mut self) -> Result<Heard<Key>> {
        Ok(match self.term.read_key_raw() {
            Ok(console::Key::CtrlC) => Heard::Ended(Ending::Interrupted),
            Ok(console::Key::Char('\u{4}')) => Heard::Ended(Ending::Quit),
            Ok(key) => Heard::Got(translated(&key)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Heard::Ended(Ending::Interrupted),
            Err(error) => return Err(error.into()),
        })
    }

    /// Nothing to change: lines are read whole here.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the twin of the one on Unix")]
    pub(crate) fn begin_line(&mut self) -> Result<()> {
        Ok(())
    }

    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the twin of the one on Unix")]
    pub(crate) fn end_line(&mut self) -> Result<()> {
        Ok(())
    }

    /// Nothing is typed ahead that could be told from what is meant for others.
    #[expect(clippy::unused_self, reason = "the twin of the one on Unix")]
    pub(crate) fn come_to_rest(&self) {}

    /// Reads a whole line into the draft; the clock stands still on the screen meanwhile.
    pub(crate) fn edit(&mut self, draft: &mut Draft) -> Result<Edited> {
        Ok(match self.line()? {
            Heard::Got(line) => {
                draft.feed(line.trim_end_matches(['\r', '\n']).as_bytes());
                Edited::Line
            }
            Heard::Ended(ending) => Edited::Ended(ending),
            Heard::Burst | Heard::Resumed => Edited::Typing,
        })
    }

    /// See `internals`.
    #[cfg(feature = "internals")]
    #[expect(clippy::unused_self, reason = "the twin of the one on Unix")]
    pub(crate) fn panic_with_keys_at_once(&self) {
        panic!("on purpose");
    }

    /// Waits for one line.
    #[expect(clippy::needless_pass_by_ref_mut, reason = "the twin of the one on Unix")]
    pub(crate) fn line(&mut self) -> Result<Heard<String>> {
        let mut line = String::new();
        Ok(if io::stdin().read_line(&mut line)? == 0 { Heard::Ended(Ending::Quit) } else { Heard::Got(line) })
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        self.restore();
    }
}

/// Standard input for lines; no signal is watched here.
pub(crate) struct StandardInput(io::Stdin);

impl StandardInput {
    #[expect(clippy::unnecessary_wraps, reason = "the twin of the one on Unix")]
    pub(crate) fn open() -> Result<Self> {
        Ok(Self(io::stdin()))
    }
}

impl Read for StandardInput {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

fn translated(key: &console::Key) -> Key {
    match key {
        console::Key::Enter => Key::Enter,
        console::Key::ArrowUp => Key::Up,
        console::Key::ArrowDown => Key::Down,
        console::Key::Escape => Key::Escape,
        console::Key::Char(character) if !character.is_control() => Key::Character(*character),
        _ => Key::Other,
    }
}
