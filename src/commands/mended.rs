//! A deck file put right: what would change is shown, and written in the place of what it was.

use std::path::{Path, PathBuf};

use anyhow::Result;
use similar::TextDiff;

use crate::error::{Fault, named};
use crate::files::{self, Existing, Readers};
use crate::library::{self, DeckFile};
use crate::ui;

/// What would change, as `diff -u` shows it.
pub(super) fn diff(file: &DeckFile, mended: &str) -> String {
    let diff = TextDiff::from_lines(file.text.as_str(), mended);
    let shown = diff.unified_diff().context_radius(1).header(&file.name, &format!("{} (fixed)", file.name)).to_string();
    ui::harmless(shown.replace("\r\n", "\n").trim_end())
}

/// Writes a deck's text in the place of what it was, links and byte-order mark kept.
pub(super) fn write(path: &Path, text: &str) -> Result<()> {
    // A link stays a link: what it leads to is written.
    let path = &std::fs::canonicalize(path)
        .map_err(|cause| Fault::new(format!("could not find `{}`: {cause}", named(path))))?;
    let is_read_only = files::look_at(path)?.is_some_and(|found| found.permissions().readonly());
    if is_read_only {
        let fault = Fault::new(format!("`{}` is read-only: nothing was written", named(path)));
        return Err(fault.advice("make it writable: the change above is what would be written").into());
    }
    let mark = if library::begins_with_mark(path) { "\u{feff}" } else { "" };
    Ok(files::write(path, format!("{mark}{text}").as_bytes(), Existing::Replace, Readers::Umask)?)
}

/// Keeps a deck as it is beside itself, and gives the name of the copy.
pub(super) fn keep_copy(path: &Path) -> Result<PathBuf> {
    // Of a link what it leads to is kept: a second name of the link would be a link to what is written.
    let path = std::fs::canonicalize(path)
        .map_err(|cause| Fault::new(format!("could not find `{}`: {cause}", named(path))))?;
    let copy = free_name(&path);
    files::also_as(&path, &copy)?;
    Ok(copy)
}

/// `deck.toml.old`, or the first of `deck.toml.old-2` … that is free.
pub(super) fn free_name(path: &Path) -> PathBuf {
    let name = |end: String| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let numbered = std::iter::once(".old".to_owned()).chain((2_u32..).map(|count| format!(".old-{count}")));
    numbered.map(name).find(|path| matches!(files::look_at(path), Ok(None))).expect("one of endless names is free")
}
