//! The settings file, `config.toml`: a few numbers, and the decks added.

pub(crate) mod edit;

use std::path::{Path, PathBuf};

use anyhow::Result;
use chrono::NaiveTime;
use serde::Deserialize;

use crate::diagnostic::nearest;
use crate::error::{Fault, named};
use crate::files;
use crate::library::OPTIONAL;

/// What a student may set; every value has a default.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Config {
    /// Desired retention in thousandths, 700 to 990: the share of due cards that should still be known.
    pub(crate) retention: u16,
    /// When one study day ends and the next begins, local time.
    pub(crate) day_end: NaiveTime,
    pub(crate) new: usize,
    pub(crate) reviews: usize,
    pub(crate) minutes: Option<u32>,
    pub(crate) decks: Vec<PathBuf>,
    /// Built-in decks that are not studied: those that were removed, and the optional ones that nobody added.
    pub(crate) removed: Vec<String>,
    /// Deck files that the student made with `acquis new`, absolute.
    pub(crate) own: Vec<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            retention: 900,
            day_end: NaiveTime::from_hms_opt(4, 0, 0).expect("four o'clock exists"),
            new: 10,
            reviews: 200,
            minutes: None,
            decks: Vec::new(),
            removed: OPTIONAL.map(str::to_owned).to_vec(),
            own: Vec::new(),
        }
    }
}

/// As it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    retention: Option<f64>,
    day_end: Option<String>,
    new: Option<usize>,
    reviews: Option<usize>,
    minutes: Option<u32>,
    decks: Option<Vec<PathBuf>>,
    removed: Option<Vec<String>>,
    optional: Option<Vec<String>>,
    own: Option<Vec<PathBuf>>,
}

const KEYS: [&str; 9] = ["retention", "day_end", "new", "reviews", "minutes", "decks", "removed", "optional", "own"];

/// The settings that hold one value each.
pub(crate) const SCALARS: [&str; 5] = ["retention", "day_end", "new", "reviews", "minutes"];

/// Bytes of a settings file at most.
const LARGEST: u64 = 1 << 20;

/// The keys that stand in the file; none where there is no file.
pub(crate) fn keys_set(path: &Path) -> Vec<String> {
    let table: toml::Table = text(path).unwrap_or_default().parse().unwrap_or_default();
    table.keys().cloned().collect()
}

/// The settings of one value each that stand in the file.
///
/// # Errors
/// As of `read`.
pub(crate) fn scalars(path: &Path) -> Result<Vec<(&'static str, serde_json::Value)>> {
    let table: toml::Table = text(path)?.parse()?;
    let value = |key| Some((key, serde_json::to_value(table.get(key)?).ok()?));
    Ok(SCALARS.into_iter().filter_map(value).collect())
}

/// Reads the settings; a missing file means the defaults.
///
/// # Errors
/// The file cannot be read, or says what has no meaning: the key is named, with what to write instead.
pub(crate) fn read(path: &Path) -> Result<Config> {
    parse(&text(path)?).map_err(|why| Fault::new(format!("{}: {why}", named(path))).into())
}

/// What stands in the file; nothing where there is none.
fn text(path: &Path) -> Result<String, Fault> {
    let bytes = files::read(path, LARGEST, "settings are a few lines")?.unwrap_or_default();
    String::from_utf8(bytes).map_err(|_| Fault::new(format!("could not read `{}`: it is no UTF-8", named(path))))
}

fn parse(text: &str) -> Result<Config, String> {
    let table: toml::Table = text.parse().map_err(|cause: toml::de::Error| cause.message().to_owned())?;
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        let meant = nearest(key, KEYS).map(|known| format!("; did you mean `{known}`?")).unwrap_or_default();
        return Err(format!("unknown key `{}`{meant}", key.escape_debug()));
    }
    let written: Written = table.try_into().map_err(|cause: toml::de::Error| cause.message().to_owned())?;
    let default = Config::default();
    let retention = written.retention.unwrap_or(f64::from(default.retention) / 1000.0);
    if !(0.70..=0.99).contains(&retention) {
        return Err(format!("`retention = {retention}` is out of range: write a share from 0.70 to 0.99"));
    }
    let day_end = match written.day_end {
        None => default.day_end,
        Some(time) => NaiveTime::parse_from_str(&time, "%H:%M")
            .map_err(|_| format!("`day_end = \"{}\"` is no time: write it as \"04:00\"", time.escape_debug()))?,
    };
    Ok(Config {
        retention: thousandths(retention),
        day_end,
        new: written.new.unwrap_or(default.new),
        reviews: written.reviews.unwrap_or(default.reviews),
        minutes: written.minutes,
        decks: written.decks.unwrap_or_default(),
        removed: not_studied(written.removed.unwrap_or_default(), &written.optional.unwrap_or_default()),
        own: written.own.unwrap_or_default(),
    })
}

/// Built-in decks that are not studied, from what was removed and which of the optional ones were added.
fn not_studied(mut removed: Vec<String>, added: &[String]) -> Vec<String> {
    let others = OPTIONAL.into_iter().filter(|id| added.iter().all(|added| added != id));
    let others: Vec<String> =
        others.filter(|id| removed.iter().all(|removed| removed != id)).map(str::to_owned).collect();
    removed.extend(others);
    removed
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 1, checked before")]
fn thousandths(share: f64) -> u16 {
    (share * 1000.0).round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_means_the_defaults() {
        assert_eq!(parse(""), Ok(Config::default()));
    }

    #[test]
    fn an_optional_deck_is_studied_once_it_is_added_and_removing_others_changes_nothing() {
        let removed = |text: &str| parse(text).map(|config| config.removed);
        let [one, two, three] = OPTIONAL.map(str::to_owned);
        assert_eq!(
            removed("removed = [\"dates\"]"),
            Ok(vec!["dates".to_owned(), one.clone(), two.clone(), three.clone()])
        );
        assert_eq!(removed(&format!("optional = [\"{two}\"]")), Ok(vec![one, three]));
    }

    #[test]
    fn a_misspelt_key_is_named_with_the_one_meant() {
        assert_eq!(parse("retentoin = 0.9"), Err("unknown key `retentoin`; did you mean `retention`?".to_owned()));
    }

    #[test]
    fn values_without_meaning_are_refused() {
        assert!(parse("retention = 1.0").expect_err("too high").contains("0.70 to 0.99"));
        assert!(parse("day_end = \"4\"").expect_err("no time").contains("04:00"));
    }
}
