//! Anki's packages: read in all three generations, written in the first, which every Anki reads.

mod collection;
mod gaps;
mod models;
mod read;
mod schema;
mod write;

pub(super) use gaps::gaps;
pub(super) use read::{hash, read};
pub(crate) use write::is_of;
pub(super) use write::write;
