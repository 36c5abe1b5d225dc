//! Files that acquis writes for a user: whole or not at all, and never over what stands there unless told to.

#![expect(clippy::disallowed_methods, reason = "this is the door of files we write")]

mod checksum;
mod look;

use std::fs::{Metadata, OpenOptions, Permissions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Fault, named};
use crate::platform;

pub(crate) use checksum::checksum;
pub(crate) use look::{
    Held, Stamp, cannot_read, changed, is_plain_folder, list, look_at, look_behind, plain_files, read, read_plain,
    reason,
};

/// What a temporary file of ours begins with.
const TEMPORARY: &str = ".acquis-";

/// A temporary file so much older than the one just written belongs to a program that was killed.
const LEFT_BEHIND: Duration = Duration::from_hours(24);

/// What happens where a file stands already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// It stays, and writing fails: the default without `--force`.
    Keep,
    Replace,
}

/// Who may read the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner alone, whatever the umask: progress and settings.
    Owner,
    /// Whom the umask lets: decks, papers, exports.
    Umask,
}

/// Where bytes for a path go.
enum Target {
    /// A regular file, its links followed, whole or not at all.
    File(PathBuf),
    /// A pipe or a device, which nothing can take the place of: written into.
    Stream,
}

/// Writes a whole file: to a temporary one beside it, synced, then renamed into place. What is no file, as a pipe or
/// `/dev/stdout`, is written into.
///
/// # Errors
/// The file exists and is to be kept, the folder is missing, or the disk refuses. Nothing is half-written.
pub(crate) fn write(path: &Path, bytes: &[u8], existing: Existing, readers: Readers) -> Result<(), Fault> {
    match target(path, existing)? {
        Target::File(path) => {
            let mut file = temporary(&path, existing, readers)?;
            file.write_all(bytes).map_err(|cause| cannot_write(&path, &cause))?;
            place(file, &path, existing)
        }
        Target::Stream => {
            let stream = OpenOptions::new().write(true).open(path);
            stream.and_then(|mut stream| stream.write_all(bytes)).map_err(|cause| cannot_write(path, &cause))
        }
    }
}

/// Puts a file where nothing is lost if it is gone: whole as long as the machine runs, but not synced, so that nobody
/// waits for the disk. After a power cut it may hold anything: whoever reads it has to know its own bytes.
///
/// # Errors
/// It cannot be written.
pub(crate) fn write_unsynced(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let mut file = temporary(path, Existing::Replace, Readers::Owner)?;
    file.write_all(bytes).map_err(|cause| cannot_write(path, &cause))?;
    file.persist(path).map(drop).map_err(|cause| cannot_write(path, &cause.error))
}

/// Like [`fn@write`], where another library fills the empty temporary file by its name.
///
/// # Errors
/// As of `write`, or what `fill` says; what is no file is refused.
pub(crate) fn fill(
    path: &Path,
    existing: Existing,
    readers: Readers,
    fill: impl FnOnce(&Path) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let Target::File(path) = target(path, existing)? else {
        return Err(irregular(path).advice("name a file"));
    };
    let file = temporary(&path, existing, readers)?;
    fill(file.path())?;
    place(file, &path, existing)
}

/// Whether a path may be written, found before there is anything to write.
///
/// # Errors
/// A file stands there and is to be kept, a folder or a disk does, or it cannot be looked at.
pub(crate) fn may_write(path: &Path, existing: Existing) -> Result<(), Fault> {
    target(path, existing)?;
    let folder = folder_of(path);
    if look_behind(folder)?.is_none_or(|found| !found.is_dir()) {
        let fault = Fault::new(format!("there is no folder `{}` to write to", named(folder)));
        return Err(fault.advice("make it, or name another file"));
    }
    Ok(())
}

fn target(path: &Path, existing: Existing) -> Result<Target, Fault> {
    match look_behind(path)? {
        None if look_at(path)?.is_some() => {
            Err(Fault::new(format!("could not write `{}`: it is a link that leads nowhere", named(path))))
        }
        None => Ok(Target::File(path.to_path_buf())),
        Some(found) if found.is_dir() => Err(cannot_write(path, &std::io::ErrorKind::IsADirectory.into())),
        Some(found) if found.is_file() && existing == Existing::Keep => Err(exists(path)),
        // A link stays a link: what it leads to is written.
        Some(found) if found.is_file() => {
            std::fs::canonicalize(path).map(Target::File).map_err(|cause| cannot_write(path, &cause))
        }
        Some(found) if platform::takes_bytes(&found) => Ok(Target::Stream),
        Some(_) => Err(irregular(path)),
    }
}

fn irregular(path: &Path) -> Fault {
    Fault::new(format!("could not write `{}`: it is not a regular file, and is left as it is", named(path)))
}

/// Makes programs that would change what stands in a file's folder take turns: gone with the value, or with the process.
/// Nothing where the disk knows no locks; then they have no turns.
pub(crate) fn turn(path: &Path) -> Option<std::fs::File> {
    let lock = platform::lock_of(folder_of(path));
    lock.and_then(|lock| lock.lock().map(|()| lock)).ok()
}

/// The turn of a name, gone with the value or the process: nothing where another program has it.
///
/// # Errors
/// The file that stands for it cannot be made.
pub(crate) fn try_turn(path: &Path) -> Result<Option<std::fs::File>, Fault> {
    let lock = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    let lock = lock.map_err(|cause| cannot_write(path, &cause))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(std::fs::TryLockError::WouldBlock) => Ok(None),
        // The disk knows no locks: then there are no turns.
        Err(std::fs::TryLockError::Error(_)) => Ok(Some(lock)),
    }
}

/// Gives a file a second name, under which it stays when the first is taken by another.
///
/// # Errors
/// The second name is taken, or the disk refuses.
pub(crate) fn also_as(path: &Path, second: &Path) -> Result<(), Fault> {
    if std::fs::hard_link(path, second).is_ok() {
        platform::sync_folder(folder_of(second));
        return Ok(());
    }
    // Not every disk knows second names.
    let bytes = std::fs::read(path).map_err(|cause| cannot_write(second, &cause))?;
    write(second, &bytes, Existing::Keep, Readers::Owner)
}

/// Renames a file of ours to a name that may be taken: at every moment the name stands for a whole file.
///
/// # Errors
/// The disk refuses.
pub(crate) fn take_place(from: &Path, to: &Path) -> Result<(), Fault> {
    std::fs::rename(from, to).map_err(|cause| cannot_write(to, &cause))?;
    platform::sync_folder(folder_of(to));
    Ok(())
}

/// Whether a file of so many bytes can be written in a folder now; nothing of it is left.
pub(crate) fn has_room(folder: &Path, bytes: usize) -> bool {
    let scratch = tempfile::tempfile_in(folder);
    scratch.and_then(|mut file| file.write_all(&vec![0; bytes])).is_ok()
}

/// A folder for its owner alone that goes with the value; what a killed program leaves of it is swept later.
///
/// # Errors
/// It cannot be made.
pub(crate) fn scratch_folder(beside: &Path) -> std::io::Result<tempfile::TempDir> {
    tempfile::Builder::new().prefix(TEMPORARY).tempdir_in(beside)
}

/// Which end of copying failed.
pub(crate) enum Uncopied {
    Reading(std::io::Error),
    Writing(std::io::Error),
}

/// Copies a file's bytes into one that stands already.
///
/// # Errors
/// Either of the two refuses.
pub(crate) fn copy_into(from: &Path, to: &Path) -> Result<(), Uncopied> {
    let mut reader = std::fs::File::open(from).map_err(Uncopied::Reading)?;
    let mut writer = OpenOptions::new().write(true).open(to).map_err(Uncopied::Writing)?;
    let mut piece = vec![0; 1 << 16];
    loop {
        match reader.read(&mut piece) {
            Ok(0) => return writer.flush().map_err(Uncopied::Writing),
            Ok(read) => writer.write_all(&piece[..read]).map_err(Uncopied::Writing)?,
            Err(cause) if cause.kind() == std::io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(Uncopied::Reading(cause)),
        }
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn temporary(path: &Path, existing: Existing, readers: Readers) -> Result<tempfile::NamedTempFile, Fault> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    let permissions = permissions(path, existing, readers)?;
    if let Some(permissions) = permissions.clone() {
        builder.permissions(permissions);
    }
    let file = builder.tempfile_in(folder_of(path)).map_err(|cause| cannot_write(path, &cause))?;
    if let Some(permissions) = permissions.filter(|_| readers == Readers::Owner) {
        // The umask had a say when it was made.
        file.as_file().set_permissions(permissions).map_err(|cause| cannot_write(path, &cause))?;
    }
    Ok(file)
}

fn place(file: tempfile::NamedTempFile, path: &Path, existing: Existing) -> Result<(), Fault> {
    file.as_file().sync_all().map_err(|cause| cannot_write(path, &cause))?;
    let file = match existing {
        Existing::Keep => file.persist_noclobber(path).or_else(|refused| claimed(refused, path)),
        Existing::Replace => file.persist(path),
    }
    .map_err(|cause| match cause.error.kind() {
        std::io::ErrorKind::AlreadyExists => exists(path),
        _ => cannot_write(path, &cause.error),
    })?;
    platform::sync_folder(folder_of(path));
    // Whatever cannot be swept stays: the file itself is written.
    let _ = file.metadata().map(|written| sweep(folder_of(path), &written));
    Ok(())
}

/// Some disks, as those mounted by a program, neither rename only where nothing stands nor know second names: there the name
/// is taken first, and what takes it is renamed over.
fn claimed(refused: tempfile::PersistError, path: &Path) -> Result<std::fs::File, tempfile::PersistError> {
    if refused.error.kind() == std::io::ErrorKind::AlreadyExists {
        return Err(refused);
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(_) => refused.file.persist(path).inspect_err(|_| drop(std::fs::remove_file(path))),
        Err(error) => Err(tempfile::PersistError { error, file: refused.file }),
    }
}

/// Takes away what programs that were killed left in a folder, by the clock of the disk: `written` was written just now.
fn sweep(folder: &Path, written: &Metadata) {
    let is_ours = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.strip_prefix(TEMPORARY)).is_some();
    for path in list(folder).unwrap_or_default().into_iter().filter(is_ours) {
        let Ok(Some(found)) = look_at(&path) else { continue };
        let age = found.modified().and_then(|then| Ok(written.modified()?.duration_since(then)));
        if matches!(age, Ok(Ok(age)) if age > LEFT_BEHIND) {
            let _ = if found.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
        }
    }
}

fn exists(path: &Path) -> Fault {
    Fault::new(format!("`{}` exists already: nothing was written", named(path)))
        .advice("name another file, or add --force to replace it")
}

/// A sentence on a file that cannot be written.
pub(crate) fn cannot_write(path: &Path, cause: &std::io::Error) -> Fault {
    let why = match cause.kind() {
        std::io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        _ => reason(cause),
    };
    Fault::new(format!("could not write `{}`: {why}", named(path)))
}

/// A folder, made for its owner alone where it is missing.
///
/// # Errors
/// It cannot be made.
pub(crate) fn private_folder(folder: &Path) -> std::io::Result<()> {
    match folder.metadata() {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(_) => return Err(std::io::ErrorKind::NotADirectory.into()),
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => return Err(cause),
        Err(_) => {}
    }
    // One after the other, so that no umask has a say.
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        private_folder(parent)?;
    }
    match std::fs::create_dir(folder) {
        // Another program made it meanwhile.
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists && folder.metadata()?.is_dir() => return Ok(()),
        made => made?,
    }
    platform::close_folder(folder)
}

/// A folder, made with those above it where they are missing; who may read it is the umask's to say.
///
/// # Errors
/// It cannot be made.
pub(crate) fn make_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// A folder in one that is there; another program may make it at the same moment.
///
/// # Errors
/// It cannot be made.
pub(crate) fn make_one_folder(folder: &Path) -> Result<(), Fault> {
    match std::fs::create_dir(folder) {
        Err(cause) if cause.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(Fault::new(format!("could not make `{}`: {}", named(folder), reason(&cause))))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A replaced file keeps its permissions; a new one takes those its readers ask for.
fn permissions(path: &Path, existing: Existing, readers: Readers) -> Result<Option<Permissions>, Fault> {
    let replaced = if readers == Readers::Umask && existing == Existing::Replace { look_behind(path)? } else { None };
    Ok(platform::permissions(replaced.as_ref(), readers))
}

#[cfg(test)]
mod tests;
