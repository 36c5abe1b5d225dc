//! The terminal on Unix: its settings, its keys and lines.

#![expect(clippy::disallowed_methods, reason = "a door of the standard streams, which times the keys of a hand")]

mod child;
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

use super::heard::{Enter, Heard, Waited, one};
use super::line::Taken;
use crate::study::Ending;
use crate::ui::line::{Decoder, Key};
pub(crate) use child::run;
pub(crate) use signals::StandardInput;
use signals::{Signals, Woken, signals};

/// The rest of a key's bytes is here within this time; two keys of a hand are not.
const WITHIN_A_KEY: Duration = Duration::from_millis(10);
/// After Esc a slow link may take longer.
const AFTER_ESCAPE: Duration = Duration::from_millis(60);
/// A held key repeats faster than this.
const REPEAT: Duration = Duration::from_millis(80);

/// A hand that has typed nothing for so long rests.
const AT_REST: Duration = Duration::from_millis(400);
/// So many keys are waited for at most.
const MOST_KEYS: usize = 60;
/// How often a clock beside a line is looked at.
#[cfg(not(feature = "internals"))]
const TICK: Duration = Duration::from_secs(1);
/// No test waits a second for it.
#[cfg(feature = "internals")]
const TICK: Duration = Duration::from_millis(50);

/// A verdict that stands for less has not been read: Enter belongs to the answer before it.
const UNREAD: Duration = Duration::from_millis(500);

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
    signals: &'static Signals,
    found: Termios,
    /// The key last taken: the same one again at once is a held key.
    last: Option<Key>,
    /// Of the line being typed.
    decoder: Decoder,
    /// When a key was taken without its Enter, until another key comes.
    at_once: Option<Instant>,
}

impl Tty {
    /// An error where standard input or standard error is no terminal.
    pub(crate) fn open() -> Result<Self> {
        ensure!(isatty(io::stdin()) && isatty(io::stderr()), "this needs a terminal; `--plain` works without one");
        restore_on_panic();
        let signals = signals()?;
        let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
        let settings = tcgetattr(io::stdin()).context("could not read the settings of the terminal")?;
        let kept = found.get_or_insert(Found { settings, open: 0 });
        kept.open += 1;
        signals.hold();
        Ok(Self { signals, found: kept.settings.clone(), last: None, decoder: Decoder::default(), at_once: None })
    }

    /// Puts the settings and the cursor back.
    pub(crate) fn restore(&self) {
        restore(&self.found);
    }

    /// An interrupt that was meant for a program that had the terminal meanwhile.
    pub(crate) fn forget_interrupt(&self) {
        self.signals.forget_interrupt();
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
        set(&self.keys_at_once())?;
        loop {
            match self.signals.wait(None) {
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
        self.signals.ending()
    }

    /// Waits for one key; what was typed before is forgotten.
    pub(crate) fn key(&mut self, enter: Enter) -> Result<Heard> {
        set(&self.keys_at_once())?;
        let heard = self.wait_for_key(enter);
        set(&self.whole_lines())?;
        if let Heard::Got(key) = &heard {
            self.last = Some(key.clone());
        }
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
        self.decoder = Decoder::default();
        self.write(MARK_PASTES);
        set(&self.keys_at_once())
    }

    pub(crate) fn end_line(&mut self) -> Result<()> {
        self.last = Some(Key::Enter);
        self.write(AT_EASE);
        set(&self.whole_lines())
    }

    /// A key was taken at once: the Enter of a hand that expects to need one is not meant for what comes next.
    pub(crate) fn took_at_once(&mut self) {
        self.at_once = Some(Instant::now());
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
        let mut bytes = Vec::new();
        let patience = if self.decoder.is_settled() { TICK } else { AFTER_ESCAPE };
        match self.signals.wait(Some(patience)) {
            Woken::TimedOut => {
                return Ok(self.decoder.settle().map_or(Taken::Nothing, |key| Taken::Keys(vec![key])));
            }
            Woken::Ended(ending) => return Ok(Taken::Ended(ending)),
            Woken::Resumed => return Ok(Taken::Resumed),
            Woken::Resized => return Ok(Taken::Resized),
            Woken::Readable => {
                if let Err(ending) = self.read(&mut bytes) {
                    return Ok(Taken::Ended(ending));
                }
            }
        }
        let keys = self.decoder.feed(&bytes);
        let late = self.at_once.take().filter(|_| keys == [Key::Enter]);
        if late.is_some_and(|taken| taken.elapsed() < UNREAD) {
            return Ok(Taken::Nothing);
        }
        // A held Enter repeats more slowly than a paste comes in.
        let is_held = keys == [Key::Enter] && self.last == Some(Key::Enter) && self.swallow(REPEAT);
        let goes_on = keys.len() > 1 && keys.last() == Some(&Key::Enter) && self.swallow(WITHIN_A_KEY);
        self.last = keys.last().cloned().or(self.last.take());
        Ok(match keys.as_slice() {
            [] => Taken::Nothing,
            _ if is_held || goes_on => Taken::Several,
            _ => Taken::Keys(keys),
        })
    }

    fn wait_for_key(&mut self, enter: Enter) -> Heard {
        let mut bytes = Vec::new();
        let mut unread_until = (enter == Enter::NotAtOnce).then(|| Instant::now() + UNREAD);
        loop {
            let patience = match bytes.as_slice() {
                [] => unread_until.map(|until| until.saturating_duration_since(Instant::now())),
                [27] => Some(AFTER_ESCAPE),
                _ => Some(WITHIN_A_KEY),
            };
            match self.signals.wait(patience) {
                Woken::Readable => {
                    if let Err(ending) = self.read(&mut bytes) {
                        return Heard::Ended(ending);
                    }
                    // A held Enter accepts nothing, however long it is held.
                    if let Some(until) = &mut unread_until
                        && matches!(bytes.as_slice(), [b'\r' | b'\n'])
                    {
                        *until = (*until).max(Instant::now() + REPEAT);
                        bytes.clear();
                    }
                }
                Woken::TimedOut if bytes.is_empty() => unread_until = None,
                Woken::TimedOut => return self.understood(&bytes),
                Woken::Ended(ending) => return Heard::Ended(ending),
                Woken::Resumed => return Heard::Resumed,
                Woken::Resized if bytes.is_empty() => return Heard::Resized,
                Woken::Resized => {}
            }
        }
    }

    fn understood(&mut self, bytes: &[u8]) -> Heard {
        match one(bytes) {
            Some(Heard::Got(Key::Control('c'))) => Heard::Ended(Ending::Interrupted),
            Some(Heard::Got(Key::Control('d'))) => Heard::Ended(Ending::Quit),
            Some(Heard::Got(Key::Control('z'))) => self.suspend(),
            Some(Heard::Got(key @ (Key::Up | Key::Down))) => Heard::Got(key),
            Some(Heard::Got(key)) if self.last.as_ref() == Some(&key) && self.swallow(REPEAT) => Heard::Burst,
            Some(Heard::Command(command)) if !self.swallow(REPEAT) => {
                if !bytes.ends_with(b"\n") && !bytes.ends_with(b"\r") {
                    self.took_at_once();
                }
                Heard::Command(command)
            }
            Some(Heard::Got(key)) => Heard::Got(key),
            // An interrupt inside a paste or behind a held key is still meant.
            _ if bytes.ends_with(&[3]) => Heard::Ended(Ending::Interrupted),
            _ => {
                self.swallow(REPEAT);
                Heard::Burst
            }
        }
    }

    /// Takes in what a hand goes on typing until it rests, and forgets it; between `begin_line` and `end_line`.
    pub(crate) fn come_to_rest(&self) {
        let mut forgotten = Vec::new();
        for _ in 0..MOST_KEYS {
            if !self.is_readable_within(AT_REST) || self.read(&mut forgotten).is_err() {
                break;
            }
        }
    }

    /// The same while a line is typed; gives the ending that came meanwhile.
    #[expect(clippy::unnecessary_wraps, reason = "the twin on other systems can fail")]
    pub(crate) fn suspend_line(&mut self) -> Result<Option<Ending>> {
        Ok(match self.suspend() {
            Heard::Ended(ending) => Some(ending),
            _ => None,
        })
    }

    /// Stops the whole job, as Ctrl-Z does elsewhere, and comes back when it goes on.
    fn suspend(&self) -> Heard {
        self.restore();
        // Where the job cannot be stopped (no shell to go on with it), going on is all there is.
        let _ = kill_current_process_group(Signal::TSTP);
        self.signals.stopped();
        self.ending().map_or(Heard::Resumed, Heard::Ended)
    }

    /// Whether something comes in within that time. A window of another size is noted for the wait that follows.
    fn is_readable_within(&self, time: Duration) -> bool {
        match self.signals.wait(Some(time)) {
            Woken::Readable => true,
            Woken::Resized => {
                self.signals.resized_later();
                false
            }
            Woken::TimedOut | Woken::Resumed | Woken::Ended(_) => false,
        }
    }

    /// Takes in what comes within that time, until it stops. Whether anything did.
    fn swallow(&self, within: Duration) -> bool {
        let mut any = false;
        let mut bytes = Vec::new();
        while self.is_readable_within(if any { REPEAT } else { within }) {
            any = true;
            if self.read(&mut bytes).is_err() {
                break;
            }
            bytes.clear();
        }
        any
    }

    /// Adds what standard input has; an error is the ending that an ended input means.
    fn read(&self, to: &mut Vec<u8>) -> Result<(), Ending> {
        let mut bytes = [0; 4096];
        loop {
            match rustix::io::read(io::stdin(), &mut bytes) {
                Ok(0) => return Err(self.ending().unwrap_or(Ending::Quit)),
                Ok(read) => {
                    to.extend_from_slice(&bytes[..read]);
                    return Ok(());
                }
                Err(Errno::INTR) if self.ending().is_none() => {}
                // The terminal is gone; the signal that says so may come a moment later.
                Err(_) => return Err(self.ending().unwrap_or(Ending::Signalled(SIGHUP))),
            }
        }
    }

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
        self.signals.let_go();
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
