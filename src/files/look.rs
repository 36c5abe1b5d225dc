//! What stands under a name, and what it holds: the one door through which that is asked. What cannot be looked at is
//! an error, never "nothing".

#![expect(clippy::disallowed_methods, reason = "this is the door through which files are looked at")]

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::{Fault, named};
use crate::platform;

/// What stands there; links are not followed. Nothing only where there surely is nothing.
///
/// # Errors
/// It cannot be looked at: the folder is another user's, the disk does not answer.
pub(crate) fn look_at(path: &Path) -> Result<Option<Metadata>, Fault> {
    seen(path.symlink_metadata(), path)
}

/// Like [`look_at`], of what a link leads to.
///
/// # Errors
/// As of `look_at`.
pub(crate) fn look_behind(path: &Path) -> Result<Option<Metadata>, Fault> {
    seen(path.metadata(), path)
}

fn seen(found: io::Result<Metadata>, path: &Path) -> Result<Option<Metadata>, Fault> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Fault::new(format!("could not read `{}`: {}", named(path), reason(&cause)))),
    }
}

/// What a folder holds, in order of name; nothing where there is no such folder.
///
/// # Errors
/// It cannot be listed, in part or at all.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let failed = |cause: io::Error| Fault::new(format!("could not list `{}`: {}", named(folder), reason(&cause)));
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(failed(cause)),
    };
    let mut paths = entries.map(|entry| Ok(entry.map_err(failed)?.path())).collect::<Result<Vec<_>, Fault>>()?;
    paths.sort();
    Ok(paths)
}

/// The bytes of a regular file, so many at most; nothing where none stands. A pipe or device, which could keep a reader
/// waiting for ever, is refused.
///
/// # Errors
/// It cannot be read, is no regular file, or is larger; `advice` then says what to do.
pub(crate) fn read(path: &Path, most: u64, advice: &str) -> Result<Option<Vec<u8>>, Fault> {
    let Some(found) = look_behind(path)? else { return Ok(None) };
    if !found.is_file() {
        return Err(Fault::new(format!("`{}` is not a regular file", named(path))));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len().min(most)).unwrap_or_default() + 1);
    let read = File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() as u64 > most => {
            let message = format!("`{}` is larger than {} MiB", named(path), most >> 20);
            Err(Fault::new(message).advice(advice))
        }
        Ok(_) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cannot_read(path, &cause)),
    }
}

/// A regular file in a folder, no link.
pub(crate) struct Plain {
    pub(crate) name: String,
    /// In bytes.
    pub(crate) len: u64,
    /// When it was changed last, as the disk says it: nanoseconds since 1970.
    pub(crate) modified: i64,
}

/// What a file is known by without being read: another has another, and so has the same once it was written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) device: u64,
    pub(crate) inode: u64,
    /// In bytes.
    pub(crate) size: u64,
    /// When it was written to last, as the disk or whoever set it says: nanoseconds since 1970.
    pub(crate) modified: i64,
    /// When anything about it was changed last, which nobody can set.
    pub(crate) changed: i64,
}

impl Stamp {
    /// Which file it is, whatever it holds.
    pub(crate) fn file(&self) -> (u64, u64) {
        (self.device, self.inode)
    }

    pub(crate) fn newest(&self) -> i64 {
        self.modified.max(self.changed)
    }
}

/// The regular files of a folder that others write to, links and names that are no text aside; none where there is no
/// such folder, or a link stands in its place.
///
/// # Errors
/// It cannot be looked at.
pub(crate) fn plain_files(folder: &Path) -> Result<Vec<Plain>, Fault> {
    let mut files = Vec::new();
    if !is_plain_folder(folder)? {
        return Ok(files);
    }
    for path in list(folder)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let Some(found) = look_at(&path)?.filter(Metadata::is_file) else { continue };
        files.push(Plain { name: name.to_owned(), len: found.len(), modified: changed(&found) });
    }
    Ok(files)
}

/// When a file was changed last: nanoseconds since 1970, 0 where the disk does not say.
pub(crate) fn changed(found: &Metadata) -> i64 {
    let since = found.modified().ok().and_then(|then| then.duration_since(std::time::UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or_default()
}

/// Whether a folder stands there, and no link to one.
///
/// # Errors
/// It cannot be looked at.
pub(crate) fn is_plain_folder(path: &Path) -> Result<bool, Fault> {
    Ok(look_at(path)?.is_some_and(|found| found.is_dir()))
}

/// The bytes of a regular file in a folder that others write to; nothing where there is none, or it is a link, no file,
/// or larger than `most`.
///
/// # Errors
/// It cannot be read.
pub(crate) fn read_plain(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Fault> {
    match look_at(path)? {
        Some(found) if found.is_file() && found.len() <= most => {}
        _ => return Ok(None),
    }
    // Whoever writes to the folder may put another thing there at this moment.
    let read = platform::open_plain(path).and_then(|file| {
        let mut bytes = Vec::new();
        let is_file = file.metadata()?.is_file();
        Ok(if is_file { file.take(most + 1).read_to_end(&mut bytes).map(|_| Some(bytes))? } else { None })
    });
    match read {
        Ok(bytes) => Ok(bytes.filter(|bytes| bytes.len() as u64 <= most)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cannot_read(path, &cause)),
    }
}

/// A regular file, held open: pieces of it can be read whatever becomes of its name meanwhile.
pub(crate) struct Held {
    file: File,
    /// In bytes, when it was opened.
    len: u64,
}

impl Held {
    /// Nothing where none stands, it is a link or no regular file, or cannot be opened.
    pub(crate) fn open(path: &Path) -> Option<Self> {
        let file = platform::open_plain(path).ok()?;
        let found = file.metadata().ok()?;
        found.is_file().then(|| Self { len: found.len(), file })
    }

    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// The bytes of a piece; nothing where they cannot be read, or are not there any more.
    pub(crate) fn read(&self, from: u64, length: usize) -> Option<Vec<u8>> {
        let mut file = &self.file;
        let mut bytes = Vec::with_capacity(length);
        file.seek(SeekFrom::Start(from)).ok()?;
        file.take(length as u64).read_to_end(&mut bytes).ok()?;
        (bytes.len() == length).then_some(bytes)
    }
}

/// The sentence for a file that could not be read.
pub(crate) fn cannot_read(path: &Path, cause: &io::Error) -> Fault {
    Fault::new(format!("could not read `{}`: {}", named(path), reason(cause)))
}

/// Why, in words.
pub(crate) fn reason(cause: &io::Error) -> String {
    match cause.kind() {
        ErrorKind::NotFound => "there is no such file or directory".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        ErrorKind::IsADirectory => "a directory stands there".to_owned(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "something else is in its place".to_owned(),
        ErrorKind::QuotaExceeded => "no more may be stored there".to_owned(),
        ErrorKind::FileTooLarge => "no file may be so large there".to_owned(),
        // The name of a temporary file is no use to anybody.
        _ => cause.get_ref().and_then(|inner| inner.source()).map_or_else(|| cause.to_string(), ToString::to_string),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_took_the_place_of_a_file_meanwhile_is_neither_followed_nor_waited_for() {
        let dir = tempfile::tempdir().expect("a directory");
        let [pipe, link, file] = ["pipe", "link", "file"].map(|name| dir.path().join(name));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
        std::fs::write(&file, "text").expect("written");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        // Nobody writes into the pipe: it would keep a reader waiting for ever.
        assert!(!platform::open_plain(&pipe).and_then(|pipe| pipe.metadata()).expect("opened").is_file());
        assert!(platform::open_plain(&link).is_err());
        assert_eq!(read_plain(&file, 4).expect("read"), Some(b"text".to_vec()));
        assert_eq!((read_plain(&pipe, 4).expect("no file"), read_plain(&link, 4).expect("no file")), (None, None));
    }

    #[test]
    fn what_cannot_be_looked_at_is_not_nothing() {
        let dir = tempfile::tempdir().expect("a directory");
        let circle = dir.path().join("circle");
        std::os::unix::fs::symlink(&circle, &circle).expect("a link");
        assert!(look_at(&circle).expect("a link stands there").is_some());
        assert!(look_behind(&circle).is_err(), "it leads nowhere");
        assert!(look_at(&circle.join("below")).is_err());
        assert!(look_at(&dir.path().join("x".repeat(300))).is_err(), "no disk has such names");
        assert!(list(&circle).is_err());
        assert!(look_at(&dir.path().join("none")).expect("looked").is_none());
        assert_eq!(list(&dir.path().join("none")).expect("looked"), Vec::<PathBuf>::new());
    }

    #[test]
    fn only_a_regular_file_of_some_size_is_read() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("file");
        std::fs::write(&path, "abc").expect("written");
        assert_eq!(read(&path, 3, "").expect("read"), Some(b"abc".to_vec()));
        let refused = read(&path, 2, "make it shorter").expect_err("too large");
        assert!(refused.to_string().contains("make it shorter"), "{refused}");
        assert!(read(dir.path(), 3, "").expect_err("a folder").to_string().contains("not a regular file"));
        assert_eq!(read(&dir.path().join("none"), 3, "").expect("looked"), None);
    }
}
