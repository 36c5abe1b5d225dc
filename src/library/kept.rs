//! Courses that were handed out: fetched or unpacked, and kept below the data directory, each version in a folder of its
//! own with a note of where it came from. Which version is studied, the settings say: a correction takes its place there
//! in one step.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::card::Deck;
use crate::error::{Fault, named};
use crate::files::{self, Existing, Readers};

/// The folder of all of them, below the data directory.
const FOLDER: &str = "courses";

/// The note of a folder.
const NOTE: &str = "acquis-place.json";

/// Bytes of a note at most.
const LARGEST: u64 = 1 << 20;

/// Where a kept course came from, and what of it there was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    schema: u32,
    /// An address, or the path of a zip.
    pub(crate) place: String,
    pub(crate) etag: Option<String>,
    pub(crate) modified: Option<String>,
    /// The day on which this version came, as 2026-11-26.
    pub(crate) day: String,
    /// Ids of all decks that ever came from there: as far as `was` reaches.
    pub(crate) decks: Vec<String>,
}

impl Place {
    pub(crate) fn new(place: String, day: String) -> Self {
        Self { schema: 1, place, etag: None, modified: None, day, decks: Vec::new() }
    }
}

/// The note of a folder; nothing for a folder or file that is none of ours.
///
/// # Errors
/// There is one, and it cannot be read.
pub(crate) fn place_of(folder: &Path) -> Result<Option<Place>, Fault> {
    let note = folder.join(NOTE);
    // Below a file there is nothing.
    if files::look_behind(folder)?.is_none_or(|found| !found.is_dir()) {
        return Ok(None);
    }
    let Some(bytes) = files::read(&note, LARGEST, "")? else { return Ok(None) };
    let damaged = |cause: serde_json::Error| {
        let fault = Fault::new(format!("`{}` is damaged: {cause}", named(&note)));
        fault.advice("add the course again from where it came")
    };
    serde_json::from_slice(&bytes).map(Some).map_err(damaged)
}

/// Takes from a kept deck what reaches beyond its own course: a stranger's deck may not take over the progress of another.
pub(super) fn confine(deck: &mut Deck, own: &[String]) {
    let is_own = |was: &str| was.split_once('/').is_none_or(|(deck, _)| own.iter().any(|id| id == deck));
    if (0..deck.notes.len()).any(|note| deck.notes.was(note)) {
        deck.notes.made().iter_mut().for_each(|note| note.was.retain(|was| is_own(was)));
    }
}

/// The folder of a version: by the course, and by what is in its files.
pub(crate) fn folder_for(data: &Path, course: &str, texts: &[(String, String)]) -> PathBuf {
    let mut hash = Sha256::new();
    for (name, text) in texts {
        hash.update((name.len() as u64).to_be_bytes());
        hash.update(name);
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    let digest: [u8; 8] = hash.finalize()[..8].try_into().expect("SHA-256 has 32 bytes");
    data.join(FOLDER).join(format!("{course}-{:016x}", u64::from_be_bytes(digest)))
}

/// Writes a version, whole or not at all; where it stands already, only its note is written anew.
///
/// # Errors
/// The disk refuses.
pub(crate) fn keep(folder: &Path, place: &Place, texts: &[(String, String)]) -> Result<(), Fault> {
    let note = serde_json::to_vec_pretty(place).expect("a note is JSON");
    if files::look_at(folder)?.is_some() {
        return files::write(&folder.join(NOTE), &note, Existing::Replace, Readers::Owner);
    }
    let refused = |cause: std::io::Error| files::cannot_write(folder, &cause);
    let courses = folder.parent().expect("it lies in the folder of all");
    files::private_folder(courses).map_err(refused)?;
    let scratch = files::scratch_folder(courses).map_err(refused)?;
    for (name, text) in texts {
        files::write(&scratch.path().join(name), text.as_bytes(), Existing::Keep, Readers::Owner)?;
    }
    files::write(&scratch.path().join(NOTE), &note, Existing::Keep, Readers::Owner)?;
    files::take_place(scratch.path(), folder)?;
    // It has gone to its place, and is no scratch any more.
    let _ = scratch.keep();
    Ok(())
}

/// Takes away versions in whose place the settings name another from the same place; what cannot be taken away stays.
pub(crate) fn sweep(data: &Path, named: &[PathBuf]) {
    let studied: Vec<String> = named.iter().filter_map(|folder| name_of_place(folder)).collect();
    for folder in files::list(&data.join(FOLDER)).unwrap_or_default() {
        if !named.contains(&folder) && name_of_place(&folder).is_some_and(|place| studied.contains(&place)) {
            forget(&folder);
        }
    }
}

/// Takes every version away that came from where this one did.
pub(crate) fn forget_all_like(data: &Path, folder: &Path) {
    let Some(place) = name_of_place(folder) else { return };
    for folder in files::list(&data.join(FOLDER)).unwrap_or_default() {
        if name_of_place(&folder).is_some_and(|other| other == place) {
            forget(&folder);
        }
    }
}

fn name_of_place(folder: &Path) -> Option<String> {
    place_of(folder).ok().flatten().map(|place| place.place)
}

/// Takes a kept version away; a folder of the user's own stays.
pub(crate) fn forget(folder: &Path) {
    if matches!(place_of(folder), Ok(Some(_))) {
        let _ = std::fs::remove_dir_all(folder);
    }
}

/// A path of the settings: a kept course stands there from the data directory on, so that both can be moved.
pub(crate) fn resolved(data: &Path, path: &Path) -> PathBuf {
    data.join(path)
}

/// The other way round.
pub(crate) fn as_set(data: &Path, path: &Path) -> PathBuf {
    let inner = path.strip_prefix(data).ok().filter(|inner| inner.starts_with(FOLDER));
    // One way to write it on every system.
    inner.map_or_else(
        || path.to_path_buf(),
        |inner| inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/").into(),
    )
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests spoil files and look at what is left")]
mod tests {
    use super::*;
    use crate::deck;

    fn texts(text: &str) -> Vec<(String, String)> {
        vec![("a.toml".to_owned(), text.to_owned())]
    }

    #[test]
    fn a_version_is_kept_with_its_note_and_swept_when_the_settings_name_another() {
        let dir = tempfile::tempdir().expect("a directory");
        let (old, new) = (folder_for(dir.path(), "c", &texts("1")), folder_for(dir.path(), "c", &texts("2")));
        assert_ne!(old, new);
        let mut place = Place::new("https://example.org/".to_owned(), "2026-11-26".to_owned());
        keep(&old, &place, &texts("1")).expect("kept");
        keep(&new, &place, &texts("2")).expect("kept");
        place.etag = Some("x".to_owned());
        keep(&new, &place, &texts("2")).expect("again");
        assert_eq!(place_of(&new).expect("read"), Some(place));
        assert_eq!(std::fs::read_to_string(new.join("a.toml")).expect("there"), "2");
        std::fs::create_dir(dir.path().join("courses/of-the-user")).expect("made");
        let other = folder_for(dir.path(), "other", &texts("3"));
        keep(&other, &Place::new("/a/course.zip".to_owned(), "2026-11-26".to_owned()), &texts("3")).expect("kept");
        sweep(dir.path(), std::slice::from_ref(&new));
        let left: Vec<PathBuf> = files::list(&dir.path().join("courses")).expect("listed");
        let expected = [new, dir.path().join("courses/of-the-user"), other.clone()];
        assert_eq!(left, expected, "what came from elsewhere stays, even where the settings were lost");
        forget(&other);
        forget(&dir.path().join("courses/of-the-user"));
        assert_eq!(
            files::list(&dir.path().join("courses")).expect("listed"),
            expected[..2],
            "what is none of ours stays"
        );
    }

    #[test]
    fn a_damaged_note_is_told_and_a_missing_one_is_none() {
        let dir = tempfile::tempdir().expect("a directory");
        assert_eq!(place_of(dir.path()).expect("looked"), None);
        assert_eq!(place_of(&dir.path().join("none")).expect("looked"), None);
        std::fs::write(dir.path().join(NOTE), "{}").expect("written");
        assert!(place_of(dir.path()).expect_err("damaged").to_string().contains("is damaged"));
    }

    #[test]
    fn was_reaches_its_own_course_only() {
        let text = "[deck]\nid = \"a\"\ntitle = \"A\"\n[[short]]\nid = \"e\"\nask = \"What?\"\nanswer = \"x\"\n\
                    was = [\"old\", \"a/older\", \"b/moved\", \"eu-basics/council\"]\n";
        let mut deck = deck::read(text).deck.expect("a deck");
        confine(&mut deck, &["a".to_owned(), "b".to_owned()]);
        assert_eq!(deck.notes[0].was, ["old", "a/older", "b/moved"]);
    }

    #[test]
    fn the_settings_name_a_kept_course_from_the_data_directory_on() {
        let data = Path::new("/home/data");
        let folder = data.join("courses").join("c-1");
        assert_eq!(as_set(data, &folder), Path::new("courses/c-1"));
        assert_eq!(resolved(data, &as_set(data, &folder)), folder);
        for other in ["/home/data/own.toml", "/elsewhere/courses/c"] {
            assert_eq!(as_set(data, Path::new(other)), Path::new(other));
            assert_eq!(resolved(data, Path::new(other)), Path::new(other));
        }
    }
}
