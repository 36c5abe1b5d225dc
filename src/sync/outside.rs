//! What a sync needs from outside: the place, the log, and whoever sits at the desk.

use crate::sync::mark::Judged;
use crate::sync::memory::Memory;
use crate::sync::rows::Rows;

/// A file in a writer's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) name: String,
    /// In bytes.
    pub(crate) len: u64,
    /// Another number whenever the file was changed, as far as the disk can tell.
    pub(crate) modified: i64,
}

/// Where the devices leave what they wrote. Nothing outside it is read or written, whatever stands in it.
pub(crate) trait Place {
    type Error;

    /// The folders whose names are writers' ids.
    fn writers(&mut self) -> Result<Vec<String>, Self::Error>;

    /// The regular files in a writer's folder; none where there is no such folder.
    fn files(&mut self, writer: &str) -> Result<Vec<Found>, Self::Error>;

    /// A file's bytes; nothing where it is not there, is no regular file, or is larger than `most`.
    fn read(&mut self, writer: &str, name: &str, most: u64) -> Result<Option<Vec<u8>>, Self::Error>;

    /// Writes a file whole or not at all: when the disk says it was changed.
    fn write(&mut self, writer: &str, name: &str, bytes: &[u8]) -> Result<i64, Self::Error>;
}

/// What became of a line that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Added(u64),
    /// The row in which it stood already.
    Known(u64),
    /// Its id stands for another event: it is refused.
    Clash,
}

/// A log that rows are added to, numbered from 1 in the order in which they came.
pub(crate) trait Log {
    type Error;
    type Line;

    fn judge(&self, line: &str) -> Judged<Self::Line>;

    /// The study day of a line, an ISO date.
    fn day<'a>(&self, line: &'a Self::Line) -> &'a str;

    /// An id that every database has of its own, also where it was built of the events of another.
    fn database(&self) -> &str;

    /// The id of the event in a row.
    fn id_of(&self, row: u64) -> Result<Option<String>, Self::Error>;

    /// Adds what is not known, all or nothing.
    fn take_in(&mut self, lines: &[Self::Line]) -> Result<Vec<Told>, Self::Error>;

    /// Keeps a copy of all there is, before the events of a newcomer come into it.
    fn keep_copy(&mut self) -> Result<(), Self::Error>;

    /// The rows that are not among these, each with its sealed line.
    fn lacking(&self, placed: &Rows) -> Result<Vec<(u64, String)>, Self::Error>;
}

/// A writer that the student has not decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Newcomer {
    pub(crate) writer: String,
    pub(crate) name: String,
    pub(crate) events: usize,
    pub(crate) last_day: Option<String>,
}

/// What the student says of a newcomer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Take,
    /// Not asked, or not decided.
    NotNow,
}

/// What lies beside place and log: the student, chance, and what is remembered.
pub(crate) trait Desk {
    type Error;

    /// What this machine calls itself.
    fn name(&self) -> String;

    /// Whether a newcomer is taken in.
    fn may_take(&mut self, newcomer: &Newcomer) -> Result<Answer, Self::Error>;

    /// Keeps the memory; it lasts when this returns.
    fn remember(&mut self, memory: &Memory) -> Result<(), Self::Error>;

    /// 128 random bits, in hexadecimal.
    fn fresh(&mut self) -> Result<String, Self::Error>;
}
