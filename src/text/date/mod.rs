//! Judging dates.

pub(crate) mod coming;
pub(crate) mod inside;
pub(crate) mod items;
pub(crate) mod judge;
pub(crate) mod read;
pub(crate) mod reader;
pub(crate) mod when;
