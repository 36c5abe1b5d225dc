//! What a sync has outside in a simulated run, until it is killed: the place as its device sees it, and a desk at which
//! everybody is taken in.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::sync::{Answer, Desk, Found, Memory, Newcomer, Place, hash, is_writer};

/// Names of files, as a device sees them: writer and name.
pub(super) type Path = (String, String);

/// The place as one device sees it.
#[derive(Clone, Default)]
pub(super) struct View {
    pub(super) files: BTreeMap<Path, (Vec<u8>, i64)>,
    /// Changes so far.
    clock: i64,
}

impl View {
    pub(super) fn put(&mut self, path: Path, bytes: Vec<u8>) -> i64 {
        self.clock += 1;
        self.files.insert(path, (bytes, self.clock));
        self.clock
    }
}

/// What a sync touches, until it is killed.
pub(super) struct Hands<'a> {
    pub(super) view: &'a mut View,
    pub(super) written: Vec<(Path, Vec<u8>)>,
    pub(super) fuse: &'a Cell<usize>,
}

/// One more call to the outside; at the last one the program is killed.
fn burn(fuse: &Cell<usize>) -> Result<(), String> {
    fuse.set(fuse.get().saturating_sub(1));
    if fuse.get() == 0 { Err("killed".to_owned()) } else { Ok(()) }
}

impl Place for Hands<'_> {
    type Error = String;

    fn writers(&mut self) -> Result<Vec<String>, String> {
        burn(self.fuse)?;
        let names: BTreeSet<&String> = self.view.files.keys().map(|(writer, _)| writer).collect();
        Ok(names.into_iter().filter(|name| is_writer(name)).cloned().collect())
    }

    fn files(&mut self, writer: &str) -> Result<Vec<Found>, String> {
        burn(self.fuse)?;
        let files = self.view.files.iter().filter(|((of, _), _)| of == writer);
        let found = |((_, name), (bytes, modified)): (&Path, &(Vec<u8>, i64))| Found {
            name: name.clone(),
            len: bytes.len() as u64,
            modified: *modified,
        };
        Ok(files.map(found).collect())
    }

    fn read(&mut self, writer: &str, name: &str, most: u64) -> Result<Option<Vec<u8>>, String> {
        burn(self.fuse)?;
        let file = self.view.files.get(&(writer.to_owned(), name.to_owned()));
        Ok(file.map(|(bytes, _)| bytes.clone()).filter(|bytes| bytes.len() as u64 <= most))
    }

    fn write(&mut self, writer: &str, name: &str, bytes: &[u8]) -> Result<i64, String> {
        burn(self.fuse)?;
        let path = (writer.to_owned(), name.to_owned());
        self.written.push((path.clone(), bytes.to_vec()));
        Ok(self.view.put(path, bytes.to_vec()))
    }
}

/// A desk at which everybody is taken in.
pub(super) struct Willing<'a> {
    pub(super) kept: &'a mut Memory,
    pub(super) fuse: &'a Cell<usize>,
    pub(super) number: &'a mut u128,
}

impl Desk for Willing<'_> {
    type Error = String;

    fn name(&self) -> String {
        "machine".to_owned()
    }

    fn may_take(&mut self, _: &Newcomer) -> Result<Answer, String> {
        burn(self.fuse).map(|()| Answer::Take)
    }

    fn remember(&mut self, memory: &Memory) -> Result<(), String> {
        burn(self.fuse)?;
        *self.kept = memory.clone();
        Ok(())
    }

    fn fresh(&mut self) -> Result<String, String> {
        Ok(fresh(self.number))
    }
}

pub(super) fn fresh(number: &mut u128) -> String {
    *number += 1;
    hash(&number.to_be_bytes())
}
