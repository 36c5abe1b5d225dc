//! GIFT, Moodle's text format: read as Moodle reads it, written as every reader of it understands.

mod answers;
mod blocks;
mod escape;
mod read;
mod write;

pub(super) use read::{entitle, last_part, read};
pub(super) use write::{share, write};
