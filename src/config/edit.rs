//! Changes to the settings file that leave everything else in it as its owner wrote it.

#![expect(clippy::disallowed_methods, reason = "this is the door of the settings file")]

use std::path::Path;

use anyhow::{Context as _, Result};
use toml_edit::{Array, DocumentMut, value};

use crate::error::Fault;
use crate::files::{Existing, Readers, write};

/// Writes lists of texts into the settings, each under its key; an empty list takes its key out.
///
/// # Errors
/// The file cannot be read as TOML, or it cannot be written. It is written whole or not at all.
pub(crate) fn set_lists(path: &Path, lists: &[(&str, Vec<String>)]) -> Result<()> {
    // A link to the file, as where settings are kept in a repository, stays a link.
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(cause) => return Err(Fault::new(format!("could not read `{}`: {cause}", path.display())).into()),
    };
    let written = with_lists(&text, lists).with_context(|| format!("could not change `{}`", path.display()))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("could not make `{}`", folder.display()))?;
    }
    Ok(write(&path, written.as_bytes(), Existing::Replace, Readers::Owner)?)
}

fn with_lists(text: &str, lists: &[(&str, Vec<String>)]) -> Result<String> {
    let mut document: DocumentMut = text.parse()?;
    for (key, texts) in lists {
        if texts.is_empty() {
            document.remove(key);
            continue;
        }
        let mut array: Array = texts.iter().collect();
        if texts.len() > 1 {
            array.iter_mut().for_each(|text| text.decor_mut().set_prefix("\n    "));
            array.set_trailing("\n");
            array.set_trailing_comma(true);
        }
        document[key] = value(array);
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_the_owner_wrote_stays() {
        let before = "# mine\nnew = 5 # a few\ndecks = [\"/a.toml\"]\n";
        let after = with_lists(before, &[("decks", list(&["/a.toml", "/b.toml"])), ("removed", list(&[]))]).unwrap();
        assert_eq!(after, "# mine\nnew = 5 # a few\ndecks = [\n    \"/a.toml\",\n    \"/b.toml\",\n]\n");
        assert_eq!(with_lists(&after, &[("decks", list(&[]))]).unwrap(), "# mine\nnew = 5 # a few\n");
    }

    #[test]
    fn an_empty_file_gets_the_list() {
        assert_eq!(with_lists("", &[("removed", list(&["x"]))]).unwrap(), "removed = [\"x\"]\n");
    }
}
