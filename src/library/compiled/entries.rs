//! The entries of a deck that was kept: read in blocks when they are looked at, and made one by one.

use std::cell::OnceCell;
use std::path::PathBuf;

use super::{BLOCK, Text, place};
use crate::card::{Maker, Note, Notes};
use crate::deck;
use crate::files::{self, Held};

/// The entries of a kept deck, as bytes.
pub(super) struct Entries {
    place: PathBuf,
    /// Nothing once all of it is read.
    file: Option<Held>,
    /// Where they begin in it.
    start: u64,
    ends: Vec<u32>,
    sums: Vec<u64>,
    blocks: Vec<OnceCell<Vec<u8>>>,
    text: Text,
    /// The entries as they are read from the text, should the file not be what it was.
    anew: OnceCell<Option<Notes>>,
}

impl Entries {
    pub(super) fn new(place: PathBuf, file: Held, start: u64, ends: Vec<u32>, sums: Vec<u64>, text: Text) -> Self {
        let blocks = vec![OnceCell::new(); sums.len()];
        Self { place, file: Some(file), start, ends, sums, blocks, text, anew: OnceCell::new() }
    }

    /// In bytes.
    pub(super) fn len(&self) -> usize {
        self.begin(self.ends.len())
    }

    /// Reads what was not read yet, and lets the file go; nothing where it is not what was written.
    pub(super) fn all_read(mut self) -> Option<Self> {
        (0..self.blocks.len()).try_for_each(|block| self.block(block).map(drop))?;
        self.file = None;
        Some(self)
    }

    /// Where an entry begins, or where the last one ends.
    fn begin(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.ends[before]) as usize
    }

    /// Where the entries of a block begin, and where they end.
    fn reach(&self, block: usize) -> (usize, usize) {
        (self.begin(block * BLOCK), self.begin(self.ends.len().min((block + 1) * BLOCK)))
    }

    /// The bytes of a block, read now if it was not read before; nothing where they are not those that were written.
    fn block(&self, at: usize) -> Option<&[u8]> {
        let block = self.blocks.get(at)?;
        if block.get().is_none() {
            let (from, to) = self.reach(at);
            let bytes = self.file.as_ref()?.read(self.start + from as u64, to.checked_sub(from)?)?;
            if files::checksum(&bytes) != *self.sums.get(at)? {
                return None;
            }
            let _ = block.set(bytes);
        }
        block.get().map(Vec::as_slice)
    }

    fn kept(&self, at: usize) -> Option<Note> {
        let (first, _) = self.reach(at / BLOCK);
        let bytes = self.block(at / BLOCK)?.get(self.begin(at) - first..self.begin(at + 1) - first)?;
        postcard::from_bytes(bytes).ok()
    }

    /// An entry from the text, if that is still what it was.
    fn anew(&self, at: usize) -> Option<Note> {
        let read = || {
            // What is not whole is made anew by the next start.
            let _ = std::fs::remove_file(&self.place);
            let text = (self.text)()?;
            let is_same = place(self.place.parent()?, &text).as_ref() == Some(&self.place);
            is_same.then(|| deck::read(&text).deck.map(|deck| deck.notes))?
        };
        self.anew.get_or_init(read).as_ref()?.get(at).cloned()
    }
}

impl Maker for Entries {
    fn make(&self, at: usize) -> Note {
        let made = self.kept(at).or_else(|| self.anew(at));
        made.expect("a deck was changed after what was kept of it had been damaged: start again")
    }
}
