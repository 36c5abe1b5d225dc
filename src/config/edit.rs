//! Changes to the settings file that leave everything else in it as its owner wrote it.

use std::path::Path;

use anyhow::{Context as _, Result};
use toml_edit::{Array, DocumentMut, Item, Value, value};

use super::{Config, SCALARS};
use crate::diagnostic::nearest;
use crate::error::{Fault, named};
use crate::files::{self, Existing, Readers};

/// Sets one value, as it would be written in the file, quotes left out or not.
///
/// # Errors
/// The key is no setting of one value, the value has no meaning, or the file cannot be changed. Nothing is half-written.
pub(crate) fn set(path: &Path, key: &str, text: &str) -> Result<()> {
    let key = known(key)?;
    changed(path, |document, _| {
        let bare: Option<Value> = share(key, text).or_else(|| text.parse().ok());
        document[key] = Item::Value(bare.unwrap_or_else(|| text.into()));
        Ok(())
    })
}

/// A share of 1 as people write it: `0,9`, `90 %`, `.9`.
fn share(key: &str, text: &str) -> Option<Value> {
    if key != "retention" {
        return None;
    }
    let (number, whole) = match text.trim().strip_suffix('%') {
        Some(number) => (number.trim_end(), 100.0),
        None => (text.trim(), 1.0),
    };
    let number: f64 = number.replace(',', ".").parse().ok()?;
    // Thousandths are as fine as it goes; binary fractions are not written out.
    Some(((number / whole * 1000.0).round() / 1000.0).into())
}

/// Takes one value out, so that its default holds.
///
/// # Errors
/// As of `set`.
pub(crate) fn reset(path: &Path, key: &str) -> Result<()> {
    let key = known(key)?;
    changed(path, |document, _| {
        document.remove(key);
        Ok(())
    })
}

fn known(key: &str) -> Result<&'static str, Fault> {
    if let Some(known) = SCALARS.into_iter().find(|known| *known == key) {
        return Ok(known);
    }
    let fault = Fault::new(format!("`{}` is no setting of one value", key.escape_debug()));
    Err(match (key, nearest(key, SCALARS)) {
        ("decks" | "removed", _) => fault.advice("`acquis decks add` and `acquis decks remove` change it"),
        (_, Some(meant)) => fault.advice(format!("did you mean `{meant}`?")),
        _ => fault.advice(format!("settings are {}", SCALARS.join(", "))),
    })
}

/// Lists of texts, each under its key; without one the key is taken out, and its default holds.
pub(crate) type Lists = Vec<(&'static str, Option<Vec<String>>)>;

/// Writes the lists that `change` makes of the settings as they stand; nobody else changes them meanwhile.
///
/// # Errors
/// What `change` says; the file cannot be read, or it cannot be written. It is written whole or not at all.
pub(crate) fn change_lists(path: &Path, change: impl FnOnce(&Config) -> Result<Lists>) -> Result<()> {
    changed(path, |document, config| {
        with_lists(document, &change(config)?);
        Ok(())
    })
}

/// Changes the document and writes it whole, if what it says has a meaning. Programs that change it take turns.
fn changed(path: &Path, change: impl FnOnce(&mut DocumentMut, &Config) -> Result<()>) -> Result<()> {
    if let Some(folder) = path.parent() {
        files::make_folder(folder).with_context(|| format!("could not make `{}`", named(folder)))?;
    }
    let _turn = files::turn(path);
    let text = super::text(path)?;
    let mut document: DocumentMut = text.parse().with_context(|| format!("could not change `{}`", named(path)))?;
    change(&mut document, &super::read(path)?)?;
    let written = document.to_string();
    super::parse(&written).map_err(|why| Fault::new(why).advice("nothing was changed"))?;
    Ok(files::write(path, written.as_bytes(), Existing::Replace, Readers::Owner)?)
}

fn with_lists(document: &mut DocumentMut, lists: &Lists) {
    for (key, texts) in lists {
        let Some(texts) = texts else {
            document.remove(key);
            continue;
        };
        let mut array: Array = texts.iter().collect();
        if texts.len() > 1 {
            array.iter_mut().for_each(|text| text.decor_mut().set_prefix("\n    "));
            array.set_trailing("\n");
            array.set_trailing_comma(true);
        }
        document[key] = value(array);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    fn listed(text: &str, lists: &Lists) -> String {
        let mut document: DocumentMut = text.parse().unwrap();
        with_lists(&mut document, lists);
        document.to_string()
    }

    #[test]
    fn what_the_owner_wrote_stays() {
        let before = "# mine\nnew = 5 # a few\ndecks = [\"/a.toml\"]\n";
        let after = listed(before, &vec![("decks", Some(list(&["/a.toml", "/b.toml"]))), ("removed", None)]);
        assert_eq!(after, "# mine\nnew = 5 # a few\ndecks = [\n    \"/a.toml\",\n    \"/b.toml\",\n]\n");
        assert_eq!(listed(&after, &vec![("decks", None)]), "# mine\nnew = 5 # a few\n");
    }

    #[test]
    fn an_empty_file_gets_the_list() {
        assert_eq!(listed("", &vec![("removed", Some(list(&["x"])))]), "removed = [\"x\"]\n");
        assert_eq!(listed("", &vec![("removed", Some(list(&[])))]), "removed = []\n");
    }

    #[test]
    fn of_many_changes_at_once_none_is_lost() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        std::thread::scope(|scope| {
            for number in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    let added = |config: &Config| {
                        let decks = config.decks.iter().map(|path| path.to_string_lossy().into_owned());
                        Ok(vec![("decks", Some(decks.chain([format!("/{number}.toml")]).collect()))])
                    };
                    change_lists(path, added).unwrap();
                });
            }
        });
        assert_eq!(crate::config::read(&path).unwrap().decks.len(), 8);
    }

    #[test]
    fn one_value_is_set_and_reset_if_it_has_a_meaning() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deep/config.toml");
        set(&path, "new", "15").unwrap();
        set(&path, "day_end", "03:30").unwrap();
        let config = crate::config::read(&path).unwrap();
        assert_eq!((config.new, config.day_end.to_string().as_str()), (15, "03:30:00"));
        for (key, value, why) in [
            ("retention", "1.5", "0.70 to 0.99"),
            ("new", "many", "expected usize"),
            ("mintues", "5", "did you mean `minutes`?"),
            ("decks", "/a.toml", "decks add"),
        ] {
            let refused = set(&path, key, value).unwrap_err().to_string();
            assert!(refused.contains(why), "{refused}");
        }
        reset(&path, "new").unwrap();
        assert_eq!(crate::config::keys_set(&path), ["day_end"]);
    }
}
