//! Anki's packages: read in all three generations, written in the first, which every Anki reads.

mod collection;
mod faces;
mod gaps;
mod models;
mod notes;
mod own;
mod read;
mod reviews;
mod schema;
mod template;
mod types;
mod write;

pub(super) use gaps::clozes;
pub(super) use notes::hash;
pub(super) use read::read;
pub(super) use write::write;
pub(crate) use write::{is_of, of_course};
