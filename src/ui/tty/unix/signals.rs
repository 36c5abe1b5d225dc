//! Signals that end a wait, and the wait itself: standard input and a pipe that every signal writes to.

#![expect(clippy::disallowed_methods, reason = "the terminal is a door of the standard streams")]

use std::io::{self, Read};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::{Context, Result};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::{flag, low_level};

use super::super::menu::Left;
use crate::study::Ending;

/// What the signals leave behind; one for the process, since handlers cannot be taken back.
pub(super) struct Signals {
    /// Number of the last signal that asks to end, or 0.
    ending: Arc<AtomicUsize>,
    resumed: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    /// Somebody asked to stop: Ctrl-Z where the terminal sends it, or `kill -TSTP`.
    stop: Arc<AtomicBool>,
    /// Nothing is open: signals do what they do by default.
    idle: Arc<AtomicBool>,
    /// How many inputs are open: a menu may open inside a session.
    open: AtomicUsize,
    /// Becomes readable with each signal.
    wake: UnixStream,
}

/// What ended a wait.
pub(super) enum Woken {
    Readable,
    TimedOut,
    /// The program was stopped and goes on.
    Resumed,
    /// The window has another size.
    Resized,
    Ended(Ending),
}

/// The signals of this process, watched from the first call on.
pub(super) fn signals() -> Result<&'static Signals> {
    static SIGNALS: OnceLock<Signals> = OnceLock::new();
    if let Some(signals) = SIGNALS.get() {
        return Ok(signals);
    }
    let (wake, waker) = UnixStream::pair().context("could not prepare for signals")?;
    wake.set_nonblocking(true)?;
    let idle = Arc::new(AtomicBool::new(true));
    let open = AtomicUsize::new(0);
    let (ending, resumed, resized, stop) = Default::default();
    let fresh = Signals { ending, resumed, resized, stop, idle, open, wake };
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        flag::register_conditional_default(signal, Arc::clone(&fresh.idle))?;
        flag::register_usize(signal, Arc::clone(&fresh.ending), usize::try_from(signal)?)?;
        low_level::pipe::register(signal, waker.try_clone()?)?;
    }
    // What does not wait just now stops when it does, with the terminal as it was found.
    flag::register(SIGTSTP, Arc::clone(&fresh.stop))?;
    low_level::pipe::register(SIGTSTP, waker.try_clone()?)?;
    flag::register(SIGCONT, Arc::clone(&fresh.resumed))?;
    low_level::pipe::register(SIGCONT, waker.try_clone()?)?;
    flag::register(SIGWINCH, Arc::clone(&fresh.resized))?;
    low_level::pipe::register(SIGWINCH, waker)?;
    Ok(SIGNALS.get_or_init(|| fresh))
}

impl Signals {
    /// An input is open: signals are noted from here on, and nothing else happens.
    pub(super) fn hold(&self) {
        self.open.fetch_add(1, Ordering::SeqCst);
        self.idle.store(false, Ordering::SeqCst);
    }

    /// It is closed again.
    pub(super) fn let_go(&self) {
        if self.open.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.idle.store(true, Ordering::SeqCst);
        }
    }

    /// A signal that asked to end.
    pub(super) fn ending(&self) -> Option<Ending> {
        match i32::try_from(self.ending.load(Ordering::SeqCst)) {
            Ok(0) | Err(_) => None,
            Ok(SIGINT) => Some(Ending::Interrupted),
            Ok(signal) => Some(Ending::Signalled(signal)),
        }
    }

    /// Forgets an interrupt, and nothing else that asks to end.
    pub(super) fn forget_interrupt(&self) {
        let interrupt = usize::try_from(SIGINT).unwrap_or_default();
        let _ = self.ending.compare_exchange(interrupt, 0, Ordering::SeqCst, Ordering::SeqCst);
    }

    /// Stops the process if that was asked for, the terminal put back, and returns when it goes on: whether anything
    /// of the kind happened, so that what was on the screen is to be drawn again.
    pub(super) fn stopped(&self) -> bool {
        if self.stop.swap(false, Ordering::SeqCst) {
            super::restore_found();
            // Where no shell waits to go on with it, a stopped program would be lost.
            if is_a_job() {
                let _ = low_level::emulate_default_handler(SIGTSTP);
            }
            self.resumed.store(false, Ordering::SeqCst);
            return true;
        }
        self.resumed.swap(false, Ordering::SeqCst)
    }

    /// A change of the window's size that the next wait is to tell again.
    pub(super) fn resized_later(&self) {
        self.resized.store(true, Ordering::SeqCst);
    }

    /// Waits for input or a signal; without a patience, for ever.
    pub(super) fn wait(&self, patience: Option<Duration>) -> Woken {
        let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
        loop {
            if let Some(ending) = self.ending() {
                return Woken::Ended(ending);
            }
            if self.stopped() {
                return Woken::Resumed;
            }
            if self.resized.swap(false, Ordering::SeqCst) {
                return Woken::Resized;
            }
            let stdin = io::stdin();
            let mut sources = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.wake, PollFlags::IN)];
            match poll(&mut sources, patience.as_ref()) {
                Err(Errno::INTR) => {}
                Ok(0) => return Woken::TimedOut,
                // The read that follows says what is wrong.
                Err(_) => return Woken::Readable,
                Ok(_) if sources[1].revents().is_empty() => return Woken::Readable,
                Ok(_) => self.forget_wakings(),
            }
        }
    }

    fn forget_wakings(&self) {
        let mut bytes = [0; 64];
        while matches!((&self.wake).read(&mut bytes), Ok(read) if read > 0) {}
    }
}

/// A shell of this session started the process group, and can go on with it.
fn is_a_job() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

/// Standard input for lines without a terminal of our own: a signal ends the wait for the next one with [`Left`].
pub(crate) struct StandardInput {
    signals: &'static Signals,
}

impl StandardInput {
    pub(crate) fn open() -> Result<Self> {
        let signals = signals()?;
        signals.hold();
        Ok(Self { signals })
    }
}

impl Drop for StandardInput {
    fn drop(&mut self) {
        self.signals.let_go();
    }
}

impl Read for StandardInput {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.signals.wait(None) {
                Woken::Ended(ending) => return Err(io::Error::other(Left(ending))),
                Woken::TimedOut | Woken::Resumed | Woken::Resized => {}
                Woken::Readable => match rustix::io::read(io::stdin(), &mut *buffer) {
                    Err(Errno::INTR) => {}
                    read => return Ok(read?),
                },
            }
        }
    }
}
