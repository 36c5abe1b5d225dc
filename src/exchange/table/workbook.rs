//! Workbooks of Excel as tables, read and written.

mod read;
mod write;

pub(super) use read::sheet;
pub(in crate::exchange) use write::write;
