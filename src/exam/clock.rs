//! The exam's clock: time spent sitting, which stands still while the program does not run.

/// What the student is told of the time, once each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Warning {
    Half,
    NearEnd,
}

/// Time spent on an attempt and what is left of it, in seconds.
///
/// `spent` is what earlier sittings recorded plus what a stopwatch counts in this one, so a clock set back, a killed
/// program or a night in between changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    limit: Option<u64>,
    /// Recorded before this sitting.
    before: u64,
    /// The stopwatch at the start of this sitting, and now.
    from: u64,
    now: u64,
    told_half: bool,
    told_end: bool,
}

impl Clock {
    /// Warnings that earlier sittings came past are not told again.
    pub(crate) fn new(limit: Option<u64>, before: u64, stopwatch: u64) -> Self {
        let mut clock = Self { limit, before, from: stopwatch, now: stopwatch, told_half: false, told_end: false };
        clock.warning();
        clock
    }

    /// Takes the stopwatch's reading in.
    pub(crate) fn at(&mut self, stopwatch: u64) {
        self.now = self.now.max(stopwatch);
    }

    pub(crate) fn spent(&self) -> u64 {
        self.before + (self.now - self.from)
    }

    /// None without a limit.
    pub(crate) fn left(&self) -> Option<u64> {
        self.limit.map(|limit| limit.saturating_sub(self.spent()))
    }

    pub(crate) fn is_over(&self) -> bool {
        self.left() == Some(0)
    }

    /// A warning whose time has come and that was not told yet: at half, and at a tenth or five minutes before the end.
    pub(crate) fn warning(&mut self) -> Option<Warning> {
        let (limit, left) = (self.limit?, self.left()?);
        if left <= near_end(limit) && !self.told_end {
            (self.told_half, self.told_end) = (true, true);
            return Some(Warning::NearEnd);
        }
        if left * 2 <= limit && !self.told_half {
            self.told_half = true;
            return Some(Warning::Half);
        }
        None
    }
}

/// A tenth of the time, at most five minutes.
fn near_end(limit: u64) -> u64 {
    (limit / 10).min(300)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_come_once_at_half_and_near_the_end() {
        let mut clock = Clock::new(Some(900), 0, 40);
        let told: Vec<(u64, Warning)> = (0..=900)
            .filter_map(|second| {
                clock.at(40 + second);
                clock.warning().map(|warning| (second, warning))
            })
            .collect();
        assert_eq!(told, [(450, Warning::Half), (810, Warning::NearEnd)]);
        assert!(clock.is_over());
    }

    #[test]
    fn a_sitting_goes_on_where_the_last_one_stopped() {
        let mut clock = Clock::new(Some(900), 500, 7);
        assert_eq!((clock.spent(), clock.left(), clock.warning()), (500, Some(400), None));
        clock.at(17);
        // A stopwatch never runs backwards; if it does, nothing is given back.
        clock.at(3);
        assert_eq!((clock.spent(), clock.left()), (510, Some(390)));
    }

    #[test]
    fn without_a_limit_nothing_ends() {
        let mut clock = Clock::new(None, 0, 0);
        clock.at(1_000_000);
        assert_eq!((clock.left(), clock.is_over(), clock.warning()), (None, false, None));
    }
}
