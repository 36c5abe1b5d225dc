//! The clock of a run: the machine's, or one that `--now` fixes and that only answers move on.

#![expect(clippy::disallowed_methods, reason = "this is the door of the clock")]

use std::cell::Cell;
use std::rc::Rc;
use std::time::Instant;

use chrono::{DateTime, FixedOffset, Local};

use crate::schedule::Moment;

/// The clock of a run.
#[derive(Clone)]
pub(super) struct ProgramClock {
    fixed: Option<DateTime<FixedOffset>>,
    started: Instant,
    /// Seconds by which answers moved a fixed clock on.
    advanced: Rc<Cell<u64>>,
}

impl ProgramClock {
    pub(super) fn new(fixed: Option<DateTime<FixedOffset>>) -> Self {
        Self { fixed, started: Instant::now(), advanced: Rc::default() }
    }

    pub(super) fn now(&self) -> Moment {
        match self.fixed {
            Some(fixed) => Moment::from(fixed).plus_seconds(self.moved_on()),
            None => Moment::from(Local::now().fixed_offset()),
        }
    }

    pub(super) fn offset_at(&self, millis: i64) -> i32 {
        let utc = DateTime::from_timestamp_millis(millis).unwrap_or_default();
        self.fixed
            .map_or_else(|| utc.with_timezone(&Local).offset().local_minus_utc(), |now| now.offset().local_minus_utc())
    }

    pub(super) fn advance(&self, seconds: u32) {
        self.advanced.set(self.advanced.get() + u64::from(seconds));
    }

    pub(super) fn stopwatch(&self) -> Box<dyn FnMut() -> u64> {
        let clock = self.clone();
        Box::new(move || if clock.fixed.is_some() { clock.moved_on() } else { clock.started.elapsed().as_secs() })
    }

    fn moved_on(&self) -> u64 {
        self.advanced.get() + moved_by_a_test()
    }
}

/// The seconds that a test has let pass so far: the number in the file that `ACQUIS_TEST_CLOCK` names.
#[cfg(feature = "internals")]
fn moved_by_a_test() -> u64 {
    let text = std::env::var_os("ACQUIS_TEST_CLOCK").and_then(|path| std::fs::read_to_string(path).ok());
    text.and_then(|text| text.trim().parse().ok()).unwrap_or(0)
}

/// The program that is shipped has no such door.
#[cfg(not(feature = "internals"))]
const fn moved_by_a_test() -> u64 {
    0
}
