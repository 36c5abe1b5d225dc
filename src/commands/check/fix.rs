//! `check --fix`: shows what it would change, and writes it when told to.

use std::path::Path;

use anyhow::Result;

use super::{CheckArgs, handed_out};
use crate::commands::mended::{diff, write};
use crate::context::Common;
use crate::context::{may_ask, notice, print};
use crate::deck::fixed;
use crate::error::Fault;
use crate::library::{self, DeckFile};
use crate::ui;

/// Repairs the files one after the other; what was found in them is told afterwards.
///
/// # Errors
/// A file may not be written, or nobody can be asked and `--yes` is missing: that file is untouched.
pub(super) fn run(check: &CheckArgs, common: &Common) -> Result<()> {
    let mut files = Vec::new();
    for path in &check.files {
        files.extend(library::read_path(path)?.files);
    }
    handed_out::leave_out(&mut files, &check.files);
    let mut changed = 0;
    for file in files {
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
