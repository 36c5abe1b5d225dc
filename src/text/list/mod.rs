//! Judging lists.

pub(crate) mod judge;
mod parts;
