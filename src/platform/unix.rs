//! Linux, macOS and the like: owners, modes, signals.

#![expect(clippy::disallowed_methods, reason = "this is the door of what a system has of its own")]

use std::fs::{File, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::Path;

use crate::files::{Readers, Stamp};

/// A pipe or a device of characters; not a disk.
pub(crate) fn takes_bytes(found: &Metadata) -> bool {
    found.file_type().is_fifo() || found.file_type().is_char_device()
}

/// The folder is for its owner alone.
pub(crate) fn close_folder(folder: &Path) -> io::Result<()> {
    std::fs::set_permissions(folder, Permissions::from_mode(0o700))
}

/// The file is for its owner alone; it is not opened for that, since closing it would give SQLite's locks up.
pub(crate) fn close_file(path: &Path, found: &Metadata) -> io::Result<()> {
    let mut permissions = found.permissions();
    if permissions.mode() & 0o777 == 0o600 {
        return Ok(());
    }
    permissions.set_mode(0o600);
    std::fs::set_permissions(path, permissions)
}

/// A replaced file keeps its permissions; a new one takes those its readers ask for.
#[expect(clippy::unnecessary_wraps, reason = "the twin of the one on Windows")]
pub(crate) fn permissions(replaced: Option<&Metadata>, readers: Readers) -> Option<Permissions> {
    let of_new = || Permissions::from_mode(if readers == Readers::Owner { 0o600 } else { 0o666 });
    Some(replaced.map_or_else(of_new, Metadata::permissions))
}

/// Makes a rename itself last; where a folder cannot be synced the file's own sync has to do.
pub(crate) fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// What programs lock that take turns in a folder: the folder itself.
pub(crate) fn lock_of(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// A limit on the size of files then fails a write, which is told, instead of killing the program.
pub(crate) fn ignore_file_size_signal() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    let never_read = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    ONCE.call_once(|| drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, never_read)));
}

/// Opens a file for reading: no link, and without waiting where a pipe stands there by now.
pub(crate) fn open_plain(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(open(path, flags, Mode::empty())?.into())
}

/// What a file is known by without being read.
pub(crate) fn stamp(found: &Metadata) -> Option<Stamp> {
    let nanoseconds = |seconds: i64, rest: i64| seconds.checked_mul(1_000_000_000)?.checked_add(rest);
    Some(Stamp {
        device: found.dev(),
        inode: found.ino(),
        size: found.size(),
        modified: nanoseconds(found.mtime(), found.mtime_nsec())?,
        changed: nanoseconds(found.ctime(), found.ctime_nsec())?,
    })
}

/// What this machine calls itself; nothing where it has no name.
pub(crate) fn machine_name() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}
