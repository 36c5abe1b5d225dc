//! QTI 1.2 in a content package, as Canvas and other platforms import it; only written.

mod item;
mod write;

pub(super) use write::write;
