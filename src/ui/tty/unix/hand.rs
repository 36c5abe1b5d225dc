//! Keys as a hand types them, told from a key held down, a paste, and the Enter that was meant for the answer before.

use std::time::Duration;

use anyhow::Result;

use super::super::heard::{Enter, Heard, one};
use super::super::line::Taken;
use super::signals::Woken;
use crate::study::Ending;
use crate::ui::line::{Decoder, Key};

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

/// Where keys come from, and the time that passes meanwhile.
pub(super) trait Keyboard {
    /// Since some moment before the first key.
    fn elapsed(&self) -> Duration;

    /// Waits for a key or a signal; without a patience, for ever.
    fn wait(&self, patience: Option<Duration>) -> Woken;

    /// Adds what has come in; an error is the ending that an ended input means.
    fn read(&self, to: &mut Vec<u8>) -> Result<(), Ending>;

    /// A change of the window's size that the next wait is to tell again.
    fn resized_later(&self);

    /// Stops the program, as Ctrl-Z does elsewhere, and comes back when it goes on.
    fn suspend(&self) -> Heard;
}

/// What is remembered from one key to the next.
#[derive(Default)]
pub(super) struct Hand {
    /// The key last taken: the same one again at once is a held key.
    last: Option<Key>,
    /// Of the line being typed.
    decoder: Decoder,
    /// When a key was taken without its Enter, until another key comes.
    at_once: Option<Duration>,
}

impl Hand {
    /// A line begins.
    pub(super) fn begin_line(&mut self) {
        self.decoder = Decoder::default();
    }

    /// It was ended by Enter.
    pub(super) fn end_line(&mut self) {
        self.last = Some(Key::Enter);
    }

    /// A key was taken at once: the Enter of a hand that expects to need one is not meant for what comes next.
    pub(super) fn took_at_once(&mut self, keyboard: &impl Keyboard) {
        self.at_once = Some(keyboard.elapsed());
    }

    /// Waits for keys of a line, for a second at most.
    pub(super) fn take(&mut self, keyboard: &impl Keyboard) -> Taken {
        let mut bytes = Vec::new();
        let patience = if self.decoder.is_settled() { TICK } else { AFTER_ESCAPE };
        match keyboard.wait(Some(patience)) {
            Woken::TimedOut => {
                return self.decoder.settle().map_or(Taken::Nothing, |key| Taken::Keys(vec![key]));
            }
            Woken::Ended(ending) => return Taken::Ended(ending),
            Woken::Resumed => return Taken::Resumed,
            Woken::Resized => return Taken::Resized,
            Woken::Readable => {
                if let Err(ending) = keyboard.read(&mut bytes) {
                    return Taken::Ended(ending);
                }
            }
        }
        let keys = self.decoder.feed(&bytes);
        let late = self.at_once.take().filter(|_| keys == [Key::Enter]);
        if late.is_some_and(|taken| keyboard.elapsed().saturating_sub(taken) < UNREAD) {
            return Taken::Nothing;
        }
        // A held Enter repeats more slowly than a paste comes in.
        let is_held = keys == [Key::Enter] && self.last == Some(Key::Enter) && swallow(keyboard, REPEAT);
        let goes_on = keys.len() > 1 && keys.last() == Some(&Key::Enter) && swallow(keyboard, WITHIN_A_KEY);
        self.last = keys.last().cloned().or(self.last.take());
        match keys.as_slice() {
            [] => Taken::Nothing,
            _ if is_held || goes_on => Taken::Several,
            _ => Taken::Keys(keys),
        }
    }

    /// Waits for one key.
    pub(super) fn key(&mut self, keyboard: &impl Keyboard, enter: Enter) -> Heard {
        let heard = self.wait_for_key(keyboard, enter);
        if let Heard::Got(key) = &heard {
            self.last = Some(key.clone());
        }
        heard
    }

    fn wait_for_key(&mut self, keyboard: &impl Keyboard, enter: Enter) -> Heard {
        let mut bytes = Vec::new();
        let mut unread_until = (enter == Enter::NotAtOnce).then(|| keyboard.elapsed() + UNREAD);
        loop {
            let patience = match bytes.as_slice() {
                [] => unread_until.map(|until| until.saturating_sub(keyboard.elapsed())),
                [27] => Some(AFTER_ESCAPE),
                _ => Some(WITHIN_A_KEY),
            };
            match keyboard.wait(patience) {
                Woken::Readable => {
                    if let Err(ending) = keyboard.read(&mut bytes) {
                        return Heard::Ended(ending);
                    }
                    // A held Enter accepts nothing, however long it is held.
                    if let Some(until) = &mut unread_until
                        && matches!(bytes.as_slice(), [b'\r' | b'\n'])
                    {
                        *until = (*until).max(keyboard.elapsed() + REPEAT);
                        bytes.clear();
                    }
                }
                Woken::TimedOut if bytes.is_empty() => unread_until = None,
                Woken::TimedOut => return self.understood(keyboard, &bytes),
                Woken::Ended(ending) => return Heard::Ended(ending),
                Woken::Resumed => return Heard::Resumed,
                Woken::Resized if bytes.is_empty() => return Heard::Resized,
                Woken::Resized => {}
            }
        }
    }

    fn understood(&mut self, keyboard: &impl Keyboard, bytes: &[u8]) -> Heard {
        match one(bytes) {
            Some(Heard::Got(Key::Control('c'))) => Heard::Ended(Ending::Interrupted),
            Some(Heard::Got(Key::Control('d'))) => Heard::Ended(Ending::Quit),
            Some(Heard::Got(Key::Control('z'))) => keyboard.suspend(),
            Some(Heard::Got(key @ (Key::Up | Key::Down))) => Heard::Got(key),
            Some(Heard::Got(key)) if self.last.as_ref() == Some(&key) && swallow(keyboard, REPEAT) => Heard::Burst,
            Some(Heard::Command(command)) if !swallow(keyboard, REPEAT) => {
                if !bytes.ends_with(b"\n") && !bytes.ends_with(b"\r") {
                    self.took_at_once(keyboard);
                }
                Heard::Command(command)
            }
            Some(Heard::Got(key)) => Heard::Got(key),
            // An interrupt inside a paste or behind a held key is still meant.
            _ if bytes.ends_with(&[3]) => Heard::Ended(Ending::Interrupted),
            _ => {
                swallow(keyboard, REPEAT);
                Heard::Burst
            }
        }
    }
}

/// Takes in what a hand goes on typing until it rests, and forgets it.
pub(super) fn come_to_rest(keyboard: &impl Keyboard) {
    let mut forgotten = Vec::new();
    for _ in 0..MOST_KEYS {
        if !is_readable_within(keyboard, AT_REST) || keyboard.read(&mut forgotten).is_err() {
            break;
        }
    }
}

/// Whether something comes in within that time. A window of another size is noted for the wait that follows.
fn is_readable_within(keyboard: &impl Keyboard, time: Duration) -> bool {
    match keyboard.wait(Some(time)) {
        Woken::Readable => true,
        Woken::Resized => {
            keyboard.resized_later();
            false
        }
        Woken::TimedOut | Woken::Resumed | Woken::Ended(_) => false,
    }
}

/// Takes in what comes within that time, until it stops. Whether anything did.
fn swallow(keyboard: &impl Keyboard, within: Duration) -> bool {
    let mut any = false;
    let mut bytes = Vec::new();
    while is_readable_within(keyboard, if any { REPEAT } else { within }) {
        any = true;
        if keyboard.read(&mut bytes).is_err() {
            break;
        }
        bytes.clear();
    }
    any
}

#[cfg(test)]
#[path = "hand_tests.rs"]
mod tests;
