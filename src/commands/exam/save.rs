//! The result file of an attempt.

use std::path::Path;

use anyhow::Result;

use super::Saving;
use crate::error::Fault;
use crate::exam::{Attempt, ResultFile};
use crate::files::{Existing, Readers, may_write, write};
use crate::store::Store;

/// A result file that could not be written is found before the exam begins.
pub(super) fn can_write(saving: &Saving) -> Result<()> {
    let Some(path) = &saving.result else { return Ok(()) };
    Ok(may_write(path, existing(saving))?)
}

fn existing(saving: &Saving) -> Existing {
    if saving.force { Existing::Replace } else { Existing::Keep }
}

/// What the sitting was begun with where this one says nothing, and a note of it for the next one.
///
/// # Errors
/// The store refuses.
pub(super) fn remembered(saving: &Saving, store: &mut Store, attempt: &str) -> Result<Saving> {
    if let Some(path) = &saving.result {
        // A sitting that goes on may go on from another folder.
        let result = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let saving = Saving { result: Some(result), ..saving.clone() };
        store.note_saving(attempt, &serde_json::to_string(&saving)?)?;
        return Ok(saving);
    }
    let noted = store.noted_saving(attempt)?.and_then(|noted| serde_json::from_str(&noted).ok());
    Ok(noted.unwrap_or_default())
}

/// Writes the result where a file is named; gives its path.
pub(super) fn save<'a>(attempt: &Attempt, saving: &'a Saving) -> Result<Option<&'a Path>> {
    let Some(path) = &saving.result else { return Ok(None) };
    let result = ResultFile::of(attempt, saving.name.as_deref()).expect("only what was handed in is saved");
    let text = serde_json::to_string_pretty(&result)? + "\n";
    write(path, text.as_bytes(), existing(saving), Readers::Umask).map_err(|fault| {
        let number = attempt.number;
        let advice = format!("`acquis exam show {number} --result FILE` writes it; the exam itself is saved");
        Fault::new(fault.message().to_owned()).advice(advice)
    })?;
    Ok(Some(path))
}
