//! A class: result files judged again, put together by student and by question, with the figures of the test.
//!
//! Nothing is taken from a file that can be judged: the key is that of the decks at hand.

mod asked;
mod at_hand;
mod editions;
mod figures;
mod gather;
mod group;
mod key;
mod oddity;
mod rekey;
mod statistics;
mod suspects;
#[cfg(test)]
mod tests;

pub(crate) use asked::{Asked, Given};
pub(crate) use editions::Editions;
pub(crate) use figures::{Figures, Whole, figures, hardest, whole};
pub(crate) use gather::{Accepts, Class, Gathering};
pub(crate) use group::{LeftOut, Sheet, Told};
pub(crate) use key::Keys;
pub(crate) use oddity::Oddity;
pub(crate) use rekey::{Change, Place, Rekey};
pub(crate) use statistics::{count, histogram, mean_share};
pub(crate) use suspects::{Suspicion, suspicions};
