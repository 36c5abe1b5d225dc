//! Several machines, one memory: what devices leave in a place that all of them reach, and how each takes in what the
//! others wrote. The place's layout is that of `docs/sync.md`; where it lies is outside.
//!
//! What a device remembers of the place is a cache: losing it costs reading the place again, never an event.

pub(crate) mod carry;
mod device;
mod heads;
mod mark;
mod memory;
mod outside;
mod pass;
mod report;
mod rows;
mod segment;
#[cfg(any(test, feature = "internals"))]
pub(crate) mod simulated;
mod unread;

pub(crate) use device::Device;
pub(crate) use heads::Texts;
#[cfg(test)]
pub(crate) use mark::Mark;
pub(crate) use mark::{Judged, hash, sha256};
pub(crate) use memory::{Memory, Standing};
pub(crate) use outside::{Answer, Desk, Found, Log, Newcomer, Place, Told};
pub(crate) use pass::sync;
pub(crate) use report::{Report, Stop};
pub(crate) use rows::Rows;
pub(crate) use segment::{DEVICE_FILE, is_writer};
pub(crate) use unread::segments;

/// The number of the place's layout; a greater one is refused.
pub(crate) const FORMAT: u32 = 1;

#[cfg(test)]
mod tests;
