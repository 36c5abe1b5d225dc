//! Hands of every pace, in a time that passes when it is waited for.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::Duration;

use super::{Hand, Keyboard};
use crate::study::Ending;
use crate::ui::line::Key;
use crate::ui::tty::heard::{Enter, Heard};
use crate::ui::tty::line::Taken;
use crate::ui::tty::unix::signals::Woken;

/// Keys that come at set times, in milliseconds; then the input has ended.
struct Script {
    now: Cell<u64>,
    keys: RefCell<VecDeque<(u64, Vec<u8>)>>,
}

impl Script {
    fn new(keys: &[(u64, &str)]) -> Self {
        let keys = keys.iter().map(|(at, keys)| (*at, keys.as_bytes().to_vec())).collect();
        Self { now: Cell::new(0), keys: RefCell::new(keys) }
    }

    /// So many of one key, so many milliseconds apart.
    fn held(key: &str, from: u64, every: u64, times: u64) -> Vec<(u64, &str)> {
        (0..times).map(|time| (from + time * every, key)).collect()
    }
}

impl Keyboard for Script {
    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.now.get())
    }

    fn wait(&self, patience: Option<Duration>) -> Woken {
        let patience = patience.map(|patience| u64::try_from(patience.as_millis()).expect("not for ever"));
        let until = patience.map(|patience| self.now.get() + patience);
        match (self.keys.borrow().front(), until) {
            (Some((at, _)), until) if until.is_none_or(|until| *at <= until) => {
                self.now.set(self.now.get().max(*at));
                Woken::Readable
            }
            (_, Some(until)) => {
                self.now.set(until);
                Woken::TimedOut
            }
            (Some(_) | None, None) => Woken::Readable,
        }
    }

    fn read(&self, to: &mut Vec<u8>) -> Result<(), Ending> {
        let mut keys = self.keys.borrow_mut();
        let before = to.len();
        while let Some((_, bytes)) = keys.pop_front_if(|(at, _)| *at <= self.now.get()) {
            to.extend(bytes);
        }
        if to.len() == before { Err(Ending::Quit) } else { Ok(()) }
    }

    fn resized_later(&self) {}

    fn suspend(&self) -> Heard {
        Heard::Resumed
    }
}

/// What a prompt for one key hears, one wait after another, until the input ends.
fn heard(enter: Enter, keys: &[(u64, &str)]) -> Vec<(u64, Heard)> {
    let script = Script::new(keys);
    let mut hand = Hand::default();
    let mut all = Vec::new();
    loop {
        match hand.key(&script, enter) {
            Heard::Ended(Ending::Quit) => return all,
            heard => all.push((script.now.get(), heard)),
        }
    }
}

fn first(enter: Enter, keys: &[(u64, &str)]) -> Option<Heard> {
    heard(enter, keys).into_iter().next().map(|(_, heard)| heard)
}

/// What a line takes, but for the waits in which nothing came.
fn taken(mut hand: Hand, keys: &[(u64, &str)]) -> Vec<Taken> {
    let script = Script::new(keys);
    let mut all = Vec::new();
    while !script.keys.borrow().is_empty() {
        match hand.take(&script) {
            Taken::Nothing => {}
            taken => all.push(taken),
        }
    }
    all
}

#[test]
fn an_enter_right_behind_the_answer_accepts_nothing() {
    assert_eq!(first(Enter::NotAtOnce, &[(200, "\r")]), None);
    assert_eq!(first(Enter::NotAtOnce, &[(200, "\r"), (900, "\r")]), Some(Heard::Got(Key::Enter)));
    assert_eq!(first(Enter::NotAtOnce, &[(600, "\r")]), Some(Heard::Got(Key::Enter)));
    assert_eq!(first(Enter::Counts, &[(0, "\r")]), Some(Heard::Got(Key::Enter)));
}

/// At any pace of a keyboard's repeat, and for as long as it is held.
#[test]
fn a_held_enter_accepts_nothing_however_long_it_is_held() {
    for every in (5..80).step_by(5) {
        let keys = Script::held("\r", 0, every, 3_000 / every);
        assert_eq!(heard(Enter::NotAtOnce, &keys), [], "every {every} ms");
    }
}

/// A hand that goes on pressing Enter is not kept waiting for ever: a moment after the verdict may have been read it is taken.
#[test]
fn a_hand_that_goes_on_pressing_is_heard_soon() {
    for every in (100..700).step_by(20) {
        let keys = Script::held("\r", every, every, 2_000 / every);
        let (at, first) =
            heard(Enter::NotAtOnce, &keys).into_iter().next().unwrap_or_else(|| panic!("every {every} ms"));
        assert_eq!(first, Heard::Got(Key::Enter));
        assert!(at >= 500 && at <= 500 + 2 * every, "every {every} ms: after {at}");
    }
}

/// A held Space turns the card and no more; held on, it is a burst that rates nothing.
#[test]
fn a_key_held_on_is_a_burst() {
    for every in (15..80).step_by(5) {
        let keys = Script::held(" ", 1_000, every, 12);
        let all: Vec<Heard> = heard(Enter::Counts, &keys).into_iter().map(|(_, heard)| heard).collect();
        assert_eq!(all, [Heard::Got(Key::Character(' ')), Heard::Burst], "every {every} ms");
    }
    let keys = Script::held("u", 1_000, 150, 3);
    assert_eq!(heard(Enter::Counts, &keys).len(), 3, "a hand presses more slowly");
}

#[test]
fn the_enter_behind_a_key_taken_at_once_is_not_meant_for_the_line() {
    let chosen = || {
        let mut hand = Hand::default();
        hand.took_at_once(&Script::new(&[]));
        hand
    };
    assert_eq!(taken(chosen(), &[(90, "\r")]), []);
    assert_eq!(taken(chosen(), &[(700, "\r")]), [Taken::Keys(vec![Key::Enter])]);
    let typed = [(90, "a"), (180, "\r")];
    assert_eq!(taken(chosen(), &typed), [Taken::Keys(vec![Key::Character('a')]), Taken::Keys(vec![Key::Enter])]);
}

#[test]
fn a_held_enter_and_a_paste_without_marks_end_no_line() {
    let mut hand = Hand::default();
    hand.end_line();
    let held = Script::held("\r", 40, 40, 20);
    assert!(taken(hand, &held).iter().all(|taken| *taken == Taken::Several));
    assert_eq!(taken(Hand::default(), &[(0, "one\r"), (3, "two\r"), (6, "three\r")]), [Taken::Several]);
}

/// The bytes of one key may come apart; Esc alone is a key once nothing follows.
#[test]
fn a_split_key_is_one_key() {
    assert_eq!(first(Enter::Counts, &[(0, "\x1b"), (50, "[A")]), Some(Heard::Got(Key::Up)));
    assert_eq!(first(Enter::Counts, &[(0, "\x1b")]), Some(Heard::Got(Key::Escape)));
    assert_eq!(taken(Hand::default(), &[(0, "\x1b"), (50, "[D")]), [Taken::Keys(vec![Key::Left])]);
}
