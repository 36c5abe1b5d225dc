//! Windows: a folder of the user's own is the user's alone, and no file is anything else.

#![expect(clippy::disallowed_methods, reason = "this is the door of what a system has of its own")]

use std::fs::{File, Metadata, OpenOptions, Permissions};
use std::io;
use std::path::Path;

use crate::files::{Readers, Stamp};

/// Pipes and devices stand outside the folders of files.
pub(crate) fn takes_bytes(_: &Metadata) -> bool {
    false
}

/// The profile's own rights hold.
#[expect(clippy::unnecessary_wraps, reason = "the twin of the one on Unix")]
pub(crate) fn close_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The profile's own rights hold.
#[expect(clippy::unnecessary_wraps, reason = "the twin of the one on Unix")]
pub(crate) fn close_file(_: &Path, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// The folder's own rights hold.
pub(crate) fn permissions(_: Option<&Metadata>, _: Readers) -> Option<Permissions> {
    None
}

/// A folder cannot be synced; the file's own sync has to do.
pub(crate) fn sync_folder(_: &Path) {}

/// What programs lock that take turns in a folder: a file in it, since a folder cannot be opened.
pub(crate) fn lock_of(folder: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).open(folder.join(".lock"))
}

/// There is no such signal.
pub(crate) fn ignore_file_size_signal() {}

/// Opens a file for reading; pipes stand outside the folders of files, and links are told apart before.
pub(crate) fn open_plain(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Nothing: times alone can be set, so a file is read for what it holds.
pub(crate) fn stamp(_: &Metadata) -> Option<Stamp> {
    None
}

/// What this machine calls itself; nothing where it has no name.
pub(crate) fn machine_name() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}
