//! A study session: what is asked today, in which order, and what an answer does to the rest.

mod adding;
mod answers_apart;
pub(crate) mod cram;
mod day;
mod learning_order;
mod paced;
mod queue;
mod relatives;
mod session;
mod sitting;
mod turn;

pub(crate) use adding::{Addition, Workshop, add_card};
pub(crate) use day::{DayNumbers, Load};
pub(crate) use paced::{Pursued, next_in_time, pursued};
pub(crate) use queue::{Circumstances, Limits, Plan, Today, plan};
pub(crate) use session::{Deed, Met, Session};
pub(crate) use sitting::{Outside, Reread, Sitting};
pub(crate) use turn::{
    Action, After, Command, Ending, Front, Leech, Offers, Reason, Reply, Saved, Spoken, Summary, Take, Turn, Usual,
};
