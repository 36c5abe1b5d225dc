//! What a device remembers of a place, kept beside its log. All of it can be found again by reading the place.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::sync::device::Reached;
use crate::sync::mark::Mark;
use crate::sync::rows::Rows;
use crate::sync::segment::number_of;

/// So many of the nonces written last are kept: a place may be put back to an older state without there being a clone.
const KEPT: usize = 256;

/// Whether a writer's events are taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    #[default]
    Taken,
    /// Left out for good.
    Left,
}

/// A writer that the student has decided on, and how far its files were read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Writer {
    pub(crate) name: String,
    pub(crate) standing: Standing,
    #[serde(default)]
    pub(crate) files: BTreeMap<String, Mark>,
}

/// An event by its row in a database: where another stands there, or the database was built anew, rows say nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Anchor {
    /// The database's own id.
    pub(crate) database: String,
    pub(crate) row: u64,
    pub(crate) id: String,
}

/// What a device remembers of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Memory {
    /// This device's own id as a writer: the name of its folder.
    pub(crate) writer: String,
    /// Those it wrote, the newest last.
    pub(crate) nonces: Vec<String>,
    /// Itself among them.
    pub(crate) writers: BTreeMap<String, Writer>,
    /// Rows of the log that stand in the place.
    pub(crate) placed: Rows,
    pub(crate) anchor: Option<Anchor>,
}

impl Memory {
    /// Of a device that begins to write under a fresh id.
    pub(crate) fn new(writer: String) -> Self {
        let mut memory = Self { writer: writer.clone(), ..Self::default() };
        memory.writers.insert(writer, Writer::default());
        memory
    }

    /// Goes on under another id, since somebody else writes under the present one: that one is taken in from now on.
    pub(super) fn become_new(&mut self, writer: String) {
        self.nonces.clear();
        self.writers.insert(writer.clone(), Writer::default());
        self.writer = writer;
    }

    /// Everything is read again, and what the place lacks is given again; whom to take in stays.
    pub(crate) fn forget_place(&mut self) {
        self.writers.values_mut().for_each(|writer| writer.files.clear());
        self.placed = Rows::default();
        self.anchor = None;
    }

    pub(super) fn keep_nonce(&mut self, nonce: String) {
        self.nonces.push(nonce);
        let old = self.nonces.len().saturating_sub(KEPT);
        self.nonces.drain(..old);
    }

    /// The newest segment of this device's own, and its length.
    pub(crate) fn newest(&self) -> Option<Reached> {
        self.writers.get(&self.writer)?.newest()
    }

    pub(super) fn own(&mut self) -> &mut Writer {
        self.writers.entry(self.writer.clone()).or_default()
    }

    /// How far each other writer was read.
    pub(super) fn reached(&self) -> BTreeMap<String, Reached> {
        let others = self.writers.iter().filter(|(id, one)| **id != self.writer && one.standing == Standing::Taken);
        let reached = others.filter_map(|(id, one)| Some((id.clone(), one.newest()?)));
        reached.collect()
    }
}

impl Writer {
    /// The newest segment that was read or written, and how far.
    pub(super) fn newest(&self) -> Option<Reached> {
        let segments = self.files.iter().filter_map(|(name, mark)| Some((number_of(name)?, mark.bytes)));
        segments.map(|(segment, bytes)| Reached { segment, bytes }).max()
    }
}
