//! The exam date: what a day offers until then, and what may be expected of it.
//!
//! A goal chooses and orders, nothing else: a review is an ordinary review, memory and due days are FSRS's.

mod doubt;
mod forecast;
mod goal;
mod habits;
mod policy;

pub(crate) use doubt::{Doubt, Tried};
pub(crate) use forecast::{DayAhead, FIRM, Outset, Spread};
pub(crate) use goal::{FURTHEST_EXAM, Goal, Goals};
pub(crate) use habits::{Answered, Habits, Seen, typical};
pub(crate) use policy::{Course, Item, Known, Offer, Pace, Pool, RoomForNew, paces, rank, seconds_expected};

/// How far a session goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// As far as the day's minutes.
    Day,
    /// On after them, with what still adds something.
    Beyond,
}

/// What a session needs to follow a goal.
pub(crate) struct Pursuit {
    pub(crate) goals: Goals,
    pub(crate) habits: Habits,
    /// Seconds of today's minutes that were used before this session.
    pub(crate) spent: u32,
    /// New cards a day at most, where the student said so; the goal's pace holds otherwise.
    pub(crate) most_new: Option<usize>,
    pub(crate) reach: Reach,
}
