//! Deck files on disk: which there are, and their text, bounded.

#![expect(clippy::disallowed_methods, reason = "this is the door of deck files")]

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::deck;
use crate::error::Fault;

/// A larger file is refused before it is read.
const LARGEST: u64 = deck::MAX_BYTES as u64;

/// Every deck file under a path: the file itself, or the `.toml` files of a directory, in order of name.
///
/// # Errors
/// Nothing stands there, it cannot be read, or a directory holds no `.toml` file.
pub(super) fn deck_files(path: &Path) -> Result<Vec<PathBuf>> {
    let found = std::fs::metadata(path).map_err(|cause| cannot_read(path, &cause))?;
    if !found.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let files = toml_files(path)?;
    if files.is_empty() {
        let message = format!("no deck in `{}`: the directory holds no file ending in .toml", path.display());
        return Err(Fault::new(message).into());
    }
    Ok(files)
}

/// The `.toml` files of a folder and those below it, in order of name.
pub(super) fn toml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|cause| cannot_read(folder, &cause))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("could not list `{}`", folder.display()))?;
        let path = entry.path();
        // Links to directories are not followed, so there are no circles.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            files.extend(toml_files(&path)?);
        } else if path.extension().is_some_and(|end| end == "toml") && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The `.toml` files of a folder itself, in order of name: what stands beside a named file.
pub(super) fn beside(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|cause| cannot_read(folder, &cause))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml") && path.is_file());
    files.sort();
    Ok(files)
}

/// A byte-order mark stands at the start, which is no part of the text.
pub(crate) fn begins_with_mark(path: &Path) -> bool {
    let mut start = [0; 3];
    File::open(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok() && start == "\u{feff}".as_bytes())
}

/// The text of a regular file of at most 8 MiB.
pub(super) fn text(path: &Path) -> Result<String> {
    let bytes = bounded(path, LARGEST, "split the deck into several files of one course")?;
    deck::decode(&bytes).map_err(|bad| {
        let (line, _) = deck::locate(&bad.text, bad.diagnostic.span.start);
        let fault = Fault::new(format!("{}:{line}: {}", path.display(), bad.diagnostic.message));
        fault.advice(bad.diagnostic.help.unwrap_or_default()).into()
    })
}

/// The bytes of a regular file, at most so many.
pub(super) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>> {
    bounded(path, most, "split it, or leave pictures and sounds out of it")
}

fn bounded(path: &Path, most: u64, advice: &str) -> Result<Vec<u8>> {
    let found = std::fs::metadata(path).map_err(|cause| cannot_read(path, &cause))?;
    if !found.is_file() {
        return Err(Fault::new(format!("`{}` is not a regular file", path.display())).into());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|cause| cannot_read(path, &cause))?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(|cause| cannot_read(path, &cause))?;
    if bytes.len() as u64 > most {
        let message = format!("`{}` is larger than {} MiB", path.display(), most >> 20);
        return Err(Fault::new(message).advice(advice).into());
    }
    Ok(bytes)
}

fn cannot_read(path: &Path, cause: &std::io::Error) -> anyhow::Error {
    let why = match cause.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or directory".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => cause.to_string(),
    };
    Fault::new(format!("could not read `{}`: {why}", path.display())).into()
}
