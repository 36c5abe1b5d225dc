//! Memory: ratings, study days, the events of the log, and what they fold to.

mod event;
mod fit;
mod hand_ins;
mod memory;
mod moment;
mod own_words;
mod progress;
mod replay;
mod states;

pub(crate) use event::{
    Event, EventId, FROM_ANKI, KINDS, NewEvent, Purpose, Rating, Review, What, card_text, hash_text,
};
pub(crate) use fit::{ENOUGH, Fitted, Measure, Meter, fit};
pub(crate) use hand_ins::void_hand_ins;
pub(crate) use memory::{Intervals, Scheduler};
pub(crate) use moment::{DayEnd, Moment, StudyDay};
pub(crate) use own_words::{LONGEST_FORM, LONGEST_NOTE, OwnWords, own_words};
pub(crate) use progress::{LEECH, Memory, PUT_OFF, Progress};
pub(crate) use replay::{FOLD, apply, by_card, fold, fold_card, in_order, parameters, trace};
pub(crate) use states::{Maker as StatesMaker, States};
