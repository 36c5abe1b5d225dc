//! Judging numbers.

pub(crate) mod bounds;
pub(crate) mod extra_words;
pub(crate) mod judge;
pub(crate) mod read;
pub(crate) mod shown;
pub(crate) mod units;
pub(crate) mod value;
