//! From the words of a command line to result files: files as they are, folders with all below them, patterns.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::error::Fault;
use crate::files::{list, look_at, look_behind};

/// The files of these words, each once, in order of name within a folder or a pattern.
///
/// # Errors
/// Nothing stands there, or a pattern fits nothing.
pub(super) fn files(words: &[String]) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for word in words {
        let path = Path::new(word);
        match look_behind(path)? {
            Some(found) if found.is_dir() => below(path, &mut all)?,
            Some(_) => all.push(path.to_path_buf()),
            None => all.extend(fitting(word)?),
        }
    }
    let mut known = HashSet::new();
    all.retain(|path| known.insert(path.components().collect::<PathBuf>()));
    Ok(all)
}

/// The `.json` files of a folder and those below it. Links to folders are not followed, so there are no circles.
fn below(folder: &Path, all: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries = list(folder)?;
    entries.sort();
    for path in entries {
        if look_at(&path)?.is_some_and(|found| found.is_dir()) {
            below(&path, all)?;
        } else if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json")) {
            all.push(path);
        }
    }
    Ok(())
}

/// What a pattern fits, for shells that expand none.
fn fitting(word: &str) -> Result<Vec<PathBuf>> {
    let none = || Fault::new(format!("there is no file `{}`", word.escape_debug()));
    if !word.contains(['*', '?', '[']) {
        return Err(none().into());
    }
    let found = glob::glob(word).map_err(|cause| none().advice(format!("as a pattern: {cause}")))?;
    let mut files: Vec<PathBuf> = found.filter_map(Result::ok).collect();
    files.sort();
    if files.is_empty() {
        return Err(Fault::new(format!("no file fits `{}`", word.escape_debug())).into());
    }
    Ok(files)
}
