//! An exam: blueprint → paper → attempt → score. Pure: events, seeds and moments come in as arguments.

mod attempt;
mod blueprint;
pub(crate) mod class;
mod clock;
mod cues;
mod draw;
mod fill;
mod frozen;
mod hand_in;
mod names;
mod paper;
mod result;
mod score;
mod stored_answer;
#[cfg(test)]
mod tests;

pub(crate) use attempt::{Attempt, Entry, attempts};
pub(crate) use blueprint::Blueprint;
pub(crate) use clock::{Clock, Warning};
pub(crate) use draw::{Pool, Shortage};
pub(crate) use frozen::{Key, Offered, PaperItem};
pub(crate) use hand_in::{Seen, reviews};
pub(crate) use names::{Former, Names, Namings};
pub(crate) use paper::{Paper, Version};
pub(crate) use result::{ResultFile, ResultItem};
pub(crate) use score::{Score, Share, Tally};
pub(crate) use stored_answer::{Mark, asked_again};
