//! A deck file put right: what would change is shown, and written in the place of what it was.

use std::path::Path;

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
