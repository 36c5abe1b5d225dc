//! Moodle XML: questions with feedback, hints, tags and id numbers.

pub(super) mod embedded;
mod read;
mod tree;
mod write;

pub(super) use read::read;
pub(super) use write::write;
