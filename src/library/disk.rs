//! Deck files on disk: which there are, and their text, bounded.

#![expect(clippy::disallowed_methods, reason = "this is the door of deck files")]

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::file::{refuse_address, refuse_foreign};
use crate::deck;
use crate::error::{Fault, named};
use crate::files::{self, Stamp, list, look_at, look_behind};
use crate::platform;

/// A larger file is refused before it is read.
const LARGEST: u64 = deck::MAX_BYTES as u64;

/// Every deck file under a path: the file itself, or the `.toml` files of a directory, in order of name.
///
/// # Errors
/// Nothing stands there, it cannot be read, or a directory holds no `.toml` file.
pub(super) fn deck_files(path: &Path) -> Result<Vec<PathBuf>> {
    refuse_address(path)?;
    let Some(found) = look_behind(path)? else { return Err(missing(path).into()) };
    if !found.is_dir() {
        refuse_foreign(path)?;
        return Ok(vec![path.to_path_buf()]);
    }
    let files = toml_files(path)?;
    if files.is_empty() {
        let message = format!("no deck in `{}`: the directory holds no file ending in .toml", named(path));
        return Err(Fault::new(message).into());
    }
    Ok(files)
}

/// Whether a directory stands there.
pub(super) fn is_folder(path: &Path) -> Result<bool> {
    Ok(look_behind(path)?.is_some_and(|found| found.is_dir()))
}

/// The `.toml` files of a folder and those below it, in order of name.
pub(super) fn toml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in list(folder)? {
        // Links to directories are not followed, so there are no circles.
        if look_at(&path)?.is_some_and(|found| found.is_dir()) {
            files.extend(toml_files(&path)?);
        } else if is_toml_file(&path)? {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The `.toml` files of a folder itself, in order of name: what stands beside a named file.
pub(super) fn beside(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in list(folder)? {
        if is_toml_file(&path)? {
            files.push(path);
        }
    }
    Ok(files)
}

/// The folder of a path that is a file; nothing for a folder, and for what was refused by whoever read it.
pub(super) fn folder_beside(path: &Path) -> Option<&Path> {
    let folder = path.parent().filter(|_| matches!(look_behind(path), Ok(Some(found)) if found.is_file()))?;
    Some(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

/// A link that leads nowhere, or in a circle, is no file.
fn is_toml_file(path: &Path) -> Result<bool> {
    if path.extension().is_none_or(|end| end != "toml") {
        return Ok(false);
    }
    let is_link = look_at(path)?.is_some_and(|found| found.is_symlink());
    match look_behind(path) {
        Ok(found) => Ok(found.is_some_and(|found| found.is_file())),
        Err(_) if is_link => Ok(false),
        Err(fault) => Err(fault.into()),
    }
}

/// A byte-order mark stands at the start, which is no part of the text.
pub(crate) fn begins_with_mark(path: &Path) -> bool {
    let mut start = [0; 3];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut start));
    matches!(read, Ok(()) if start == "\u{feff}".as_bytes())
}

/// What a regular file is known by without being read; nothing where the system has no such thing.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let found = look_behind(path).ok()??;
    if found.is_file() { platform::stamp(&found) } else { None }
}

/// The text of a regular file of at most 8 MiB.
pub(super) fn text(path: &Path) -> Result<String> {
    let bytes = bounded(path, LARGEST, "split the deck into several files of one course")?;
    decoded(&named(path), &bytes)
}

/// The text of a deck's bytes; `name` is what a message calls it.
///
/// # Errors
/// They are no text, or more than 8 MiB.
pub(crate) fn decoded(name: &str, bytes: &[u8]) -> Result<String> {
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::new(format!("`{name}` is larger than {} MiB", LARGEST >> 20)).into());
    }
    deck::decode(bytes).map_err(|bad| {
        let (line, _) = deck::locate(&bad.text, bad.diagnostic.span.start);
        let fault = Fault::new(format!("{name}:{line}: {}", bad.diagnostic.message));
        fault.advice(bad.diagnostic.help.unwrap_or_default()).into()
    })
}

/// The bytes of a regular file, at most so many.
pub(super) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>> {
    bounded(path, most, "split it, or leave pictures and sounds out of it")
}

fn bounded(path: &Path, most: u64, advice: &str) -> Result<Vec<u8>> {
    Ok(files::read(path, most, advice)?.ok_or_else(|| missing(path))?)
}

fn missing(path: &Path) -> Fault {
    files::cannot_read(path, &std::io::ErrorKind::NotFound.into())
}
