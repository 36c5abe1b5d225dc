//! Files that acquis writes for a user: whole or not at all, and never over what stands there unless told to.

#![expect(clippy::disallowed_methods, reason = "this is the door of files we write")]

use std::fs::Permissions;
use std::io::Write;
use std::path::Path;

use crate::error::Fault;

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

/// Writes a whole file: to a temporary one beside it, synced, then renamed into place.
///
/// # Errors
/// The file exists and is to be kept, the folder is missing, or the disk refuses. Nothing is half-written.
pub(crate) fn write(path: &Path, bytes: &[u8], existing: Existing, readers: Readers) -> Result<(), Fault> {
    let failed = |cause: std::io::Error| cannot_write(path, &cause);
    let mut file = temporary(path, existing, readers)?;
    file.write_all(bytes).map_err(failed)?;
    place(file, path, existing)
}

/// Like [`fn@write`], where another library fills the empty temporary file by its name.
///
/// # Errors
/// As of `write`, or what `fill` says.
pub(crate) fn fill(
    path: &Path,
    existing: Existing,
    readers: Readers,
    fill: impl FnOnce(&Path) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let file = temporary(path, existing, readers)?;
    fill(file.path())?;
    place(file, path, existing)
}

/// Gives a file a second name, under which it stays when the first is taken by another.
///
/// # Errors
/// The second name is taken, or the disk refuses.
pub(crate) fn also_as(path: &Path, second: &Path) -> Result<(), Fault> {
    if std::fs::hard_link(path, second).is_ok() {
        sync_folder(folder_of(second));
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
    sync_folder(folder_of(to));
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn temporary(path: &Path, existing: Existing, readers: Readers) -> Result<tempfile::NamedTempFile, Fault> {
    if existing == Existing::Keep && path.symlink_metadata().is_ok() {
        return Err(exists(path));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".acquis-");
    if let Some(permissions) = permissions(path, existing, readers) {
        builder.permissions(permissions);
    }
    let file = builder.tempfile_in(folder_of(path)).map_err(|cause| cannot_write(path, &cause))?;
    if let Some(permissions) = permissions(path, existing, readers).filter(|_| readers == Readers::Owner) {
        // The umask had a say when it was made.
        file.as_file().set_permissions(permissions).map_err(|cause| cannot_write(path, &cause))?;
    }
    Ok(file)
}

fn place(file: tempfile::NamedTempFile, path: &Path, existing: Existing) -> Result<(), Fault> {
    file.as_file().sync_all().map_err(|cause| cannot_write(path, &cause))?;
    match existing {
        Existing::Keep => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    }
    .map_err(|cause| match cause.error.kind() {
        std::io::ErrorKind::AlreadyExists => exists(path),
        _ => cannot_write(path, &cause.error),
    })?;
    sync_folder(folder_of(path));
    Ok(())
}

fn exists(path: &Path) -> Fault {
    Fault::new(format!("`{}` exists already: nothing was written", path.display()))
        .advice("name another file, or add --force to replace it")
}

fn cannot_write(path: &Path, cause: &std::io::Error) -> Fault {
    let why = match cause.kind() {
        std::io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        std::io::ErrorKind::IsADirectory => "a directory stands there".to_owned(),
        _ => cause.to_string(),
    };
    Fault::new(format!("could not write `{}`: {why}", path.display()))
}

/// A folder, made for its owner alone where it is missing.
///
/// # Errors
/// It cannot be made.
pub(crate) fn private_folder(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    // One after the other, so that no umask has a say.
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        private_folder(parent)?;
    }
    match std::fs::create_dir(folder) {
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists && folder.is_dir() => return Ok(()),
        made => made?,
    }
    #[cfg(unix)]
    std::fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// A folder, made with those above it where they are missing; who may read it is the umask's to say.
///
/// # Errors
/// It cannot be made.
pub(crate) fn make_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// A replaced file keeps its permissions; a new one takes those its readers ask for.
#[cfg(unix)]
fn permissions(path: &Path, existing: Existing, readers: Readers) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    match readers {
        Readers::Owner => Some(Permissions::from_mode(0o600)),
        Readers::Umask if existing == Existing::Replace && path.exists() => {
            std::fs::metadata(path).ok().map(|found| found.permissions())
        }
        Readers::Umask => Some(Permissions::from_mode(0o666)),
    }
}

#[cfg(not(unix))]
fn permissions(_: &Path, _: Existing, _: Readers) -> Option<Permissions> {
    None
}

/// Makes the rename itself last; where a folder cannot be synced the file's own sync has to do.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    let _ = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_and_never_over_another() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("paper.html");
        write(&path, b"one", Existing::Keep, Readers::Umask).expect("written");
        let refused = write(&path, b"two", Existing::Keep, Readers::Umask).expect_err("exists");
        assert!(refused.to_string().contains("exists already"), "{refused}");
        assert_eq!(std::fs::read(&path).expect("still there"), b"one");
        write(&path, b"two", Existing::Replace, Readers::Umask).expect("replaced");
        assert_eq!(std::fs::read(&path).expect("there"), b"two");
        assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), 1, "no temporary file is left");
    }

    #[test]
    fn a_missing_folder_is_told() {
        let dir = tempfile::tempdir().expect("a directory");
        let refused = write(&dir.path().join("no/where"), b"", Existing::Keep, Readers::Owner).expect_err("no folder");
        assert!(refused.to_string().contains("no such folder"), "{refused}");
    }

    #[cfg(unix)]
    #[test]
    fn progress_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("config.toml");
        write(&path, b"", Existing::Replace, Readers::Owner).expect("written");
        assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
    }
}
