//! `check --fix`: shows what it would change, and writes it when told to.

use std::path::Path;

use anyhow::Result;
use similar::TextDiff;

use super::CheckArgs;
use crate::context::Common;
use crate::context::{may_ask, notice, print};
use crate::deck::fixed;
use crate::error::{Fault, named};
use crate::files::{self, Existing, Readers};
use crate::library::{self, DeckFile};
use crate::ui;

/// Repairs the files one after the other; what was found in them is told afterwards.
///
/// # Errors
/// A file may not be written, or nobody can be asked and `--yes` is missing: that file is untouched.
pub(super) fn run(check: &CheckArgs, common: &Common) -> Result<()> {
    let mut changed = 0;
    for path in &check.files {
        for file in library::read_path(path)?.files {
            let Some(mended) = fixed(&file.text) else { continue };
            changed += 1;
            print(&diff(&file, &mended))?;
            if check.dry_run {
                continue;
            }
            if !check.yes && !agreed(&file, common)? {
                notice(&format!("{} is as it was", file.name))?;
                continue;
            }
            write(Path::new(&file.name), &mended)?;
            print(&ui::harmless(&format!("wrote {}", file.name)))?;
        }
    }
    match (changed, check.dry_run) {
        (0, _) => print("nothing to fix"),
        (_, true) => print("nothing was written: --dry-run"),
        _ => Ok(()),
    }
}

fn agreed(file: &DeckFile, common: &Common) -> Result<bool> {
    if may_ask(common) {
        return ui::confirm(&ui::harmless(&format!("Write this to {}?", file.name)));
    }
    let fault = Fault::new(format!("`{}` was not changed: nobody can be asked", file.name));
    Err(fault.advice("add --yes to write it, or --dry-run to look only").into())
}

/// What would change, as `diff -u` shows it.
pub(in crate::commands) fn diff(file: &DeckFile, mended: &str) -> String {
    let diff = TextDiff::from_lines(file.text.as_str(), mended);
    let shown = diff.unified_diff().context_radius(1).header(&file.name, &format!("{} (fixed)", file.name)).to_string();
    ui::harmless(shown.replace("\r\n", "\n").trim_end())
}

/// Writes a deck's text in the place of what it was, links and byte-order mark kept.
pub(in crate::commands) fn write(path: &Path, text: &str) -> Result<()> {
    // A link stays a link: what it leads to is written.
    let path = &std::fs::canonicalize(path)
        .map_err(|cause| Fault::new(format!("could not find `{}`: {cause}", named(path))))?;
    let is_read_only = files::look_at(path)?.is_some_and(|found| found.permissions().readonly());
    if is_read_only {
        let fault = Fault::new(format!("`{}` is read-only: nothing was written", named(path)));
        return Err(fault.advice("make it writable, or add --dry-run to look only").into());
    }
    let mark = if library::begins_with_mark(path) { "\u{feff}" } else { "" };
    Ok(files::write(path, format!("{mark}{text}").as_bytes(), Existing::Replace, Readers::Umask)?)
}
