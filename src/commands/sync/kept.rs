//! `sync.json` beside the log: which place is synced with, and what is remembered of it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::error::{Fault, named};
use crate::files::{self, Existing, Readers};
use crate::place::{Remote, is_remote};
use crate::store::Store;
use crate::sync::Memory;
use crate::sync::carry::Values;

/// Bytes of it at most.
const LARGEST: u64 = 64 << 20;

/// What stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// As the student named it, made absolute.
    pub(super) place: String,
    /// Nothing is synced by itself.
    #[serde(default)]
    pub(super) stopped: bool,
    /// What all machines agreed on last, as far as this one knows.
    #[serde(default)]
    pub(super) agreed: Values,
    /// What others said last, and is not taken here.
    #[serde(default)]
    pub(super) declined: Values,
    #[serde(flatten)]
    pub(super) memory: Memory,
}

fn path(cx: &Context) -> PathBuf {
    cx.places.data.join("sync.json")
}

/// Where a turn at syncing is held.
pub(super) fn turn(cx: &Context) -> Result<Option<std::fs::File>, Fault> {
    files::try_turn(&cx.places.data.join("sync.lock"))
}

impl Kept {
    /// Nothing where this home was never synced.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn read(cx: &Context) -> Result<Option<Self>, Fault> {
        let path = path(cx);
        let Some(bytes) = files::read(&path, LARGEST, "take it away: `acquis sync PLACE` makes it anew")? else {
            return Ok(None);
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|cause| {
            let fault = Fault::new(format!("could not read `{}`: {cause}", named(&path)));
            fault.advice("take it away, then name the place again with `acquis sync PLACE`: no event is lost")
        })
    }

    /// For a place that is named: what is known of it, or a beginning.
    ///
    /// # Errors
    /// As of `read`.
    pub(super) fn of(place: &str, cx: &Context) -> Result<Self, Fault> {
        let Some(mut kept) = Self::read(cx)? else {
            let (agreed, declined, memory) = (Values::new(), Values::new(), Memory::new(Store::fresh_id()?));
            return Ok(Self { place: place.to_owned(), stopped: false, agreed, declined, memory });
        };
        if kept.place != place {
            place.clone_into(&mut kept.place);
            kept.memory.forget_place();
        }
        kept.stopped = false;
        Ok(kept)
    }

    /// # Errors
    /// The file cannot be written; what stood there stays.
    pub(super) fn write(&self, cx: &Context) -> Result<(), Fault> {
        let text = serde_json::to_string(self).expect("a memory is plain data");
        files::write(&path(cx), text.as_bytes(), Existing::Replace, Readers::Owner)
    }

    /// The remote that is meant, if the place is one of rclone's.
    pub(super) fn remote(&self, cx: &Context) -> Option<Remote> {
        is_remote(&self.place).then(|| Remote::new(&self.place, &cx.places.data.join("mirror")))
    }
}
