//! The terminal on Unix: its settings, its keys and lines.

#![expect(clippy::disallowed_methods, reason = "a door of the standard streams, which times the keys of a hand")]

mod child;
mod hand;
mod signals;

use std::io::{self, Write};
use std::sync::{Mutex, Once, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rustix::io::Errno;
use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr,
};
use signal_hook::consts::signal::SIGHUP;

use super::NO_TERMINAL;
use super::heard::{Enter, Heard, Waited};
use super::line::Taken;
use crate::study::Ending;
pub(crate) use child::run;
use hand::{Hand, Keyboard};
pub(crate) use signals::StandardInput;
use signals::{Signals, Woken, signals};

/// The cursor in sight, pastes not marked.
const AT_EASE: &[u8] = b"\x1b[?25h\x1b[?2004l";
const MARK_PASTES: &[u8] = b"\x1b[?2004h";

/// The settings found at the start, while any terminal is open.
static FOUND: Mutex<Option<Found>> = Mutex::new(None);

struct Found {
    settings: Termios,
    /// How many are open: a menu may open inside a session.
    open: usize,
}

/// The terminal, its settings kept for the end. Dropping it restores them.
pub(crate) struct Tty {
    streams: Streams,
    hand: Hand,
}

/// Standard input and error of a terminal, and the signals that come meanwhile.
struct Streams {
    signals: &'static Signals,
    found: Termios,
    opened: Instant,
}

impl Tty {
    /// An error where standard input or standard error is no terminal.
    pub(crate) fn open() -> Result<Self> {
        ensure!(isatty(io::stdin()) && isatty(io::stderr()), NO_TERMINAL);
        restore_on_panic();
        let signals = signals()?;
        let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
        let settings = tcgetattr(io::stdin()).context("could not read the settings of the terminal")?;
        let kept = found.get_or_insert(Found { settings, open: 0 });
        kept.open += 1;
        signals.hold();
        let streams = Streams { signals, found: kept.settings.clone(), opened: Instant::now() };
        Ok(Self { streams, hand: Hand::default() })
    }

    /// Puts the settings and the cursor back.
    pub(crate) fn restore(&self) {
        restore(&self.streams.found);
    }

    /// An interrupt that was meant for a program that had the terminal meanwhile.
    pub(crate) fn forget_interrupt(&self) {
        self.streams.signals.forget_interrupt();
    }

    /// Columns of the window now.
    pub(crate) fn columns() -> Option<usize> {
        tcgetwinsize(io::stderr()).ok().map(|size| usize::from(size.ws_col)).filter(|&columns| columns > 0)
    }

    /// Rows of the window now.
    pub(crate) fn rows() -> Option<usize> {
        tcgetwinsize(io::stderr()).ok().map(|size| usize::from(size.ws_row)).filter(|&rows| rows > 0)
    }

    /// Waits until a key can be read, and leaves it to be read; what was typed before is forgotten.
    pub(crate) fn wait_for_a_key(&self) -> Result<Waited> {
        set(&self.streams.keys_at_once())?;
        loop {
            match self.streams.wait(None) {
                Woken::Readable => return Ok(Waited::Key),
                Woken::Resumed => return Ok(Waited::Resumed),
                Woken::Ended(ending) => {
                    self.restore();
                    return Ok(Waited::Ended(ending));
                }
                Woken::TimedOut | Woken::Resized => {}
            }
        }
    }

    /// A signal that asked to end, since the terminal was opened.
    pub(crate) fn ending(&self) -> Option<Ending> {
        self.streams.signals.ending()
    }

    /// Waits for one key; what was typed before is forgotten.
    pub(crate) fn key(&mut self, enter: Enter) -> Result<Heard> {
        set(&self.streams.keys_at_once())?;
        let heard = self.hand.key(&self.streams, enter);
        set(&self.streams.whole_lines())?;
        Ok(heard)
    }

    /// See `internals`.
    #[cfg(feature = "internals")]
    pub(crate) fn panic_in_a_line(&mut self) {
        self.begin_line().expect("a terminal");
        self.write(b"\x1b[?25l > half a line");
        panic!("on purpose, in the middle of a line");
    }

    /// From here on keys come at once, pastes marked; what was typed before is forgotten.
    pub(crate) fn begin_line(&mut self) -> Result<()> {
        self.hand.begin_line();
        self.write(MARK_PASTES);
        set(&self.streams.keys_at_once())
    }

    pub(crate) fn end_line(&mut self) -> Result<()> {
        self.hand.end_line();
        self.write(AT_EASE);
        set(&self.streams.whole_lines())
    }

    /// A key was taken at once: the Enter of a hand that expects to need one is not meant for what comes next.
    pub(crate) fn took_at_once(&mut self) {
        self.hand.took_at_once(&self.streams);
    }

    fn write(&self, bytes: &[u8]) {
        // SIGTERM and SIGHUP end without a word. A terminal that cannot be written to is noticed by the next read.
        if !matches!(self.ending(), Some(Ending::Signalled(_))) {
            let _ = io::stderr().write_all(bytes);
        }
    }

    /// Waits for keys, for a second at most; between `begin_line` and `end_line`.
    #[expect(clippy::unnecessary_wraps, reason = "the twin on other systems can fail")]
    pub(crate) fn take(&mut self) -> Result<Taken> {
        Ok(self.hand.take(&self.streams))
    }

    /// Takes in what a hand goes on typing until it rests, and forgets it; between `begin_line` and `end_line`.
    pub(crate) fn come_to_rest(&self) {
        hand::come_to_rest(&self.streams);
    }

    /// Stops the whole job while a line is typed; gives the ending that came meanwhile.
    #[expect(clippy::unnecessary_wraps, reason = "the twin on other systems can fail")]
    pub(crate) fn suspend_line(&mut self) -> Result<Option<Ending>> {
        Ok(match self.streams.suspend() {
            Heard::Ended(ending) => Some(ending),
            _ => None,
        })
    }
}

impl Keyboard for Streams {
    fn elapsed(&self) -> Duration {
        self.opened.elapsed()
    }

    fn wait(&self, patience: Option<Duration>) -> Woken {
        self.signals.wait(patience)
    }

    fn read(&self, to: &mut Vec<u8>) -> Result<(), Ending> {
        let mut bytes = [0; 4096];
        loop {
            match rustix::io::read(io::stdin(), &mut bytes) {
                Ok(0) => return Err(self.signals.ending().unwrap_or(Ending::Quit)),
                Ok(read) => {
                    to.extend_from_slice(&bytes[..read]);
                    return Ok(());
                }
                Err(Errno::INTR) if self.signals.ending().is_none() => {}
                // The terminal is gone; the signal that says so may come a moment later.
                Err(_) => return Err(self.signals.ending().unwrap_or(Ending::Signalled(SIGHUP))),
            }
        }
    }

    fn resized_later(&self) {
        self.signals.resized_later();
    }

    fn suspend(&self) -> Heard {
        restore(&self.found);
        // Where the job cannot be stopped (no shell to go on with it), going on is all there is.
        let _ = kill_current_process_group(Signal::TSTP);
        self.signals.stopped();
        self.signals.ending().map_or(Heard::Resumed, Heard::Ended)
    }
}

impl Streams {
    fn keys_at_once(&self) -> Termios {
        let mut settings = self.whole_lines();
        settings.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN;
        settings.special_codes[SpecialCodeIndex::VMIN] = 1;
        settings.special_codes[SpecialCodeIndex::VTIME] = 0;
        settings
    }

    /// The settings found, made sure that lines can be typed.
    fn whole_lines(&self) -> Termios {
        let mut settings = self.found.clone();
        settings.local_modes |= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
        settings.input_modes |= InputModes::ICRNL;
        settings
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
        self.restore();
        if let Some(kept) = found.as_mut() {
            kept.open -= 1;
            if kept.open == 0 {
                *found = None;
            }
        }
        self.streams.signals.let_go();
    }
}

/// Changes the settings and forgets what was typed ahead.
fn set(settings: &Termios) -> Result<()> {
    loop {
        match tcsetattr(io::stdin(), OptionalActions::Flush, settings) {
            Err(Errno::INTR) => {}
            // A terminal that is gone is noticed, and told apart, by the next read.
            Ok(()) | Err(Errno::IO) => return Ok(()),
            Err(error) => return Err(error).context("could not change the settings of the terminal"),
        }
    }
}

fn restore(settings: &Termios) {
    // Nothing more can be done where this fails: the terminal is gone.
    let _ = tcsetattr(io::stdin(), OptionalActions::Now, settings);
    let _ = io::stderr().write_all(AT_EASE);
}

/// As it was found, where one is open.
fn restore_found() {
    if let Some(kept) = FOUND.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
        restore(&kept.settings);
    }
}

/// A panic while a terminal is open restores it before the message is printed.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // Not waiting for the lock: the panic may have happened under it.
            if let Ok(found) = FOUND.try_lock()
                && let Some(kept) = found.as_ref()
            {
                restore(&kept.settings);
            }
            before(panic);
        }));
    });
}
