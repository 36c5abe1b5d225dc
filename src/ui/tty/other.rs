//! The terminal where there is no Unix: what `console` and the standard library give. Signals end the program by default.

#![expect(clippy::disallowed_methods, reason = "the terminal is a door of the standard streams")]

use std::io::{self, IsTerminal, Read};

use anyhow::{Result, ensure};
use console::Term;

use super::NO_TERMINAL;
use super::heard::{Enter, Heard, Waited};
use super::line::Taken;
use crate::study::Ending;
use crate::ui::line::Key;

/// The terminal; the system itself keeps its settings.
pub(crate) struct Tty {
    term: Term,
}

impl Tty {
    /// An error where standard input or standard error is no terminal.
    pub(crate) fn open() -> Result<Self> {
        ensure!(io::stdin().is_terminal() && io::stderr().is_terminal(), NO_TERMINAL);
        Ok(Self { term: Term::stderr() })
    }

    /// Nothing is watched here that would have to be forgotten.
    #[expect(clippy::unused_self, reason = "the twin of the one on Unix")]
    pub(crate) fn forget_interrupt(&self) {}

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

    /// The key is waited for where it is read: no signal is watched here.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the twin of the one on Unix")]
    pub(crate) fn wait_for_a_key(&self) -> Result<Waited> {
        Ok(Waited::Key)
    }

    /// No signal is watched here.
    #[expect(clippy::unused_self, reason = "the twin of the one on Unix")]
    pub(crate) fn ending(&self) -> Option<Ending> {
        None
    }

    /// Waits for one key. How long a verdict has stood cannot be told here.
    #[expect(clippy::needless_pass_by_ref_mut, reason = "the twin of the one on Unix")]
    pub(crate) fn key(&mut self, _enter: Enter) -> Result<Heard> {
        Ok(match self.term.read_key_raw() {
            Ok(key) => match translated(&key) {
                Key::Control('c') => Heard::Ended(Ending::Interrupted),
                Key::Control('d') => Heard::Ended(Ending::Quit),
                key => Heard::Got(key),
            },
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Heard::Ended(Ending::Interrupted),
            Err(error) => return Err(error.into()),
        })
    }

    /// Nothing to change: keys come at once whenever they are asked for.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the twin of the one on Unix")]
    pub(crate) fn begin_line(&mut self) -> Result<()> {
        Ok(())
    }

    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the twin of the one on Unix")]
    pub(crate) fn end_line(&mut self) -> Result<()> {
        Ok(())
    }

    /// How soon an Enter follows a key cannot be told here.
    #[expect(clippy::unused_self, clippy::needless_pass_by_ref_mut, reason = "the twin of the one on Unix")]
    pub(crate) fn took_at_once(&mut self) {}

    /// Nothing is typed ahead that could be told from what is meant for others.
    #[expect(clippy::unused_self, reason = "the twin of the one on Unix")]
    pub(crate) fn come_to_rest(&self) {}

    /// Waits for a key; a clock beside the line stands still on the screen meanwhile.
    #[expect(clippy::needless_pass_by_ref_mut, reason = "the twin of the one on Unix")]
    pub(crate) fn take(&mut self) -> Result<Taken> {
        Ok(match self.term.read_key_raw() {
            Ok(key) => Taken::Keys(vec![translated(&key)]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Taken::Ended(Ending::Interrupted),
            Err(error) => return Err(error.into()),
        })
    }

    /// There are no jobs here to be stopped.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the twin of the one on Unix")]
    pub(crate) fn suspend_line(&mut self) -> Result<Option<Ending>> {
        Ok(None)
    }

    /// See `internals`.
    #[cfg(feature = "internals")]
    #[expect(clippy::unused_self, reason = "the twin of the one on Unix")]
    pub(crate) fn panic_in_a_line(&mut self) {
        panic!("on purpose");
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        self.restore();
    }
}

/// Runs another program to its end: its exit code.
pub(crate) fn run(command: &mut std::process::Command) -> io::Result<Option<i32>> {
    Ok(command.spawn()?.wait()?.code())
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
        console::Key::ArrowLeft => Key::Left,
        console::Key::ArrowRight => Key::Right,
        console::Key::Home => Key::Home,
        console::Key::End => Key::End,
        console::Key::Del => Key::Delete,
        console::Key::Backspace => Key::Backspace,
        console::Key::Escape => Key::Escape,
        console::Key::CtrlC => Key::Control('c'),
        console::Key::Tab => Key::Character(' '),
        console::Key::Char(control @ '\u{1}'..='\u{1a}') => {
            Key::Control(char::from_u32(u32::from(*control) + 0x60).unwrap_or('?'))
        }
        console::Key::Char(character) if !character.is_control() => Key::Character(*character),
        _ => Key::Other,
    }
}
