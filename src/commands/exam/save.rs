//! The result file of an attempt.

use std::path::Path;

use anyhow::Result;

use super::Saving;
use crate::error::Fault;
use crate::exam::{Attempt, ResultFile};
use crate::files::{Existing, Readers, write};

/// A result file that could not be written is found before the exam begins.
pub(super) fn can_write(saving: &Saving) -> Result<()> {
    let Some(path) = &saving.result else { return Ok(()) };
    if path.symlink_metadata().is_ok() && !saving.force {
        let fault = Fault::new(format!("`{}` exists already", path.display()));
        return Err(fault.advice("name another file, or add --force to replace it").into());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        let fault = Fault::new(format!("there is no folder `{}` for the result", folder.display()));
        return Err(fault.advice("make it, or name another file").into());
    }
    Ok(())
}

/// Writes the result where a file is named; gives its path.
pub(super) fn save<'a>(attempt: &Attempt, saving: &'a Saving) -> Result<Option<&'a Path>> {
    let Some(path) = &saving.result else { return Ok(None) };
    let result = ResultFile::of(attempt, saving.name.as_deref()).expect("only what was handed in is saved");
    let text = serde_json::to_string_pretty(&result)? + "\n";
    let existing = if saving.force { Existing::Replace } else { Existing::Keep };
    write(path, text.as_bytes(), existing, Readers::Umask).map_err(|fault| {
        let number = attempt.number;
        let advice = format!("`acquis exam show {number} --result FILE` writes it; the exam itself is saved");
        Fault::new(fault.message().to_owned()).advice(advice)
    })?;
    Ok(Some(path))
}
