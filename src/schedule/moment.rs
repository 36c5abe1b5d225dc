//! Time as the log knows it: a moment with its offset, and the study day it falls on.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, Duration, FixedOffset, NaiveDate, NaiveTime, Timelike};

/// A moment of wall time: milliseconds since 1970 in UTC, and the local offset in seconds east.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) millis: i64,
    pub(crate) offset: i32,
}

impl From<DateTime<FixedOffset>> for Moment {
    fn from(time: DateTime<FixedOffset>) -> Self {
        Self { millis: time.timestamp_millis(), offset: time.offset().local_minus_utc() }
    }
}

impl Moment {
    #[must_use]
    pub(crate) fn plus_seconds(self, seconds: u64) -> Self {
        let millis = i64::try_from(seconds.saturating_mul(1000)).unwrap_or(i64::MAX);
        Self { millis: self.millis.saturating_add(millis), ..self }
    }

    /// `2026-01-10 18:00`, in the local time of then.
    pub(crate) fn minute(self) -> String {
        self.local().format("%Y-%m-%d %H:%M").to_string()
    }

    /// As in `--now`.
    pub(crate) fn to_rfc3339(self) -> String {
        let offset = FixedOffset::east_opt(self.offset).or_else(|| FixedOffset::east_opt(0));
        let utc = DateTime::from_timestamp_millis(self.millis).unwrap_or_default();
        offset.map_or_else(|| utc.to_rfc3339(), |offset| utc.with_timezone(&offset).to_rfc3339())
    }

    /// Local wall time; outside chrono's years, the beginning of 1970.
    fn local(self) -> chrono::NaiveDateTime {
        let utc = DateTime::from_timestamp_millis(self.millis).unwrap_or_default().naive_utc();
        utc.checked_add_signed(Duration::seconds(self.offset.into())).unwrap_or(utc)
    }
}

/// When a study day ends, after midnight, in local time: 04:00 unless configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DayEnd(Duration);

impl From<NaiveTime> for DayEnd {
    fn from(time: NaiveTime) -> Self {
        Self(Duration::seconds(time.num_seconds_from_midnight().into()))
    }
}

/// Bits of a day of the year.
const YEAR: u32 = 9;

/// A study day: stored with every event and never computed again, so neither zone nor setting can move it later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct StudyDay(pub(crate) NaiveDate);

impl StudyDay {
    /// The local date, counted from the day's end: 03:59 belongs to the day before.
    pub(crate) fn of(moment: Moment, end: DayEnd) -> Self {
        let local = moment.local();
        Self(local.checked_sub_signed(end.0).unwrap_or(local).date())
    }

    /// Days from a fixed day, for reckoning.
    pub(crate) fn number(self) -> i32 {
        chrono::Datelike::num_days_from_ce(&self.0)
    }

    /// Year and day of the year in one number, which are found again without reckoning.
    pub(super) fn packed(self) -> i32 {
        chrono::Datelike::year(&self.0) << YEAR | chrono::Datelike::ordinal(&self.0).cast_signed()
    }

    /// What [`StudyDay::packed`] gave; nothing for a number of no day.
    pub(super) fn from_packed(number: i32) -> Option<Self> {
        NaiveDate::from_yo_opt(number >> YEAR, (number & ((1 << YEAR) - 1)).cast_unsigned()).map(Self)
    }

    /// Whole days from `earlier` to this day, at least 0: a clock set back loses nothing.
    pub(crate) fn since(self, earlier: Self) -> u32 {
        u32::try_from((self.0 - earlier.0).num_days().max(0)).unwrap_or(u32::MAX)
    }

    #[must_use]
    pub(crate) fn plus(self, days: u64) -> Self {
        Self(self.0.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX))
    }
}

impl fmt::Display for StudyDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl FromStr for StudyDay {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Every state in the cache holds three of them: the form in which they are written is read without a format.
        match as_written(text) {
            Some(day) => Ok(Self(day)),
            None => NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Self),
        }
    }
}

/// `2026-03-09`, and no other form.
fn as_written(text: &str) -> Option<NaiveDate> {
    let digits = |range: std::ops::Range<usize>| {
        text.as_bytes()
            .get(range)?
            .iter()
            .try_fold(0_u32, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
    };
    let &[_, _, _, _, b'-', _, _, b'-', _, _] = text.as_bytes() else { return None };
    NaiveDate::from_ymd_opt(digits(0..4)?.cast_signed(), digits(5..7)?, digits(8..10)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn day_of(time: &str, expected: &str) {
        let moment = Moment::from(DateTime::parse_from_rfc3339(time).unwrap());
        let end = DayEnd::from(NaiveTime::from_hms_opt(4, 0, 0).unwrap());
        assert_eq!(StudyDay::of(moment, end).to_string(), expected, "{time}");
    }

    /// T20 of the peers' failures.
    #[test]
    fn a_study_day_ends_at_four_in_local_time() {
        day_of("2026-03-10T03:59:59+01:00", "2026-03-09");
        day_of("2026-03-10T04:00:00+01:00", "2026-03-10");
        day_of("2026-03-10T00:30:00+14:00", "2026-03-09");
        day_of("2026-03-10T04:30:00-11:00", "2026-03-10");
    }

    #[test]
    fn daylight_saving_neither_loses_nor_doubles_a_day() {
        // Brussels: clocks go forward on 29 March 2026 at 02:00, back on 25 October at 03:00.
        day_of("2026-03-29T01:59:00+01:00", "2026-03-28");
        day_of("2026-03-29T04:00:00+02:00", "2026-03-29");
        day_of("2026-10-25T02:30:00+02:00", "2026-10-24");
        day_of("2026-10-25T02:30:00+01:00", "2026-10-24");
        day_of("2026-10-25T04:00:00+01:00", "2026-10-25");
    }

    #[test]
    fn a_day_as_written_is_the_one_that_the_format_reads() {
        for day in (0..80_000).step_by(13).filter_map(|days| NaiveDate::from_num_days_from_ce_opt(700_000 + days)) {
            assert_eq!(as_written(&StudyDay(day).to_string()), Some(day));
        }
        for text in ["2026-02-29", "2026-3-9", "+2026-03-09", "2026-03-09 ", "2026/03/09", "2026-0x-09", ""] {
            assert_eq!(as_written(text), None, "{text}");
            assert_eq!(text.parse::<StudyDay>().is_ok(), NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok(), "{text}");
        }
    }

    #[test]
    fn a_clock_set_back_gives_no_negative_days() {
        let (early, late): (StudyDay, StudyDay) = ("2026-03-01".parse().unwrap(), "2026-03-05".parse().unwrap());
        assert_eq!((late.since(early), early.since(late)), (4, 0));
    }
}
