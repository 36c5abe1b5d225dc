//! The decks that a blueprint names: by ids as they are studied, else of its own folder; by paths from that folder.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::commands::select::is_path;
use crate::context::Context;
use crate::error::{Fault, named, pasted};
use crate::files;
use crate::library::{self, DeckFile, Origin};

/// Finds what a blueprint names.
pub(super) struct NamedDecks {
    /// The blueprint's folder.
    folder: PathBuf,
    /// Ids of the decks that are studied, and of their courses.
    studied: HashSet<String>,
    /// The files of those decks, links resolved.
    files: HashSet<PathBuf>,
}

impl NamedDecks {
    /// # Errors
    /// The decks that are studied cannot be read.
    pub(super) fn new(blueprint: &Path, words: &[&str], cx: &Context) -> Result<Self> {
        let folder = blueprint.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut named = Self { folder: folder.to_path_buf(), studied: HashSet::new(), files: HashSet::new() };
        if words.iter().all(|word| is_path(word)) {
            return Ok(named);
        }
        let (library, _) = library::open(&cx.config.decks, &cx.config.removed, &[], cx.cache().as_deref())?;
        for file in &library.files {
            if let Origin::File(path) = &file.origin {
                named.files.extend(std::fs::canonicalize(path));
            }
            named.studied.extend(file.deck.iter().flat_map(|deck| [deck.id.clone(), deck.course.clone()]));
        }
        Ok(named)
    }

    /// A deck as the blueprint names it: a path from its folder, the id of a deck or course that is studied, else the
    /// files beside it that hold that deck or course.
    ///
    /// # Errors
    /// Two files beside it hold a deck of one id.
    pub(super) fn words(&self, word: &str) -> Result<Vec<String>, Fault> {
        if is_path(word) {
            return Ok(vec![self.folder.join(word).to_string_lossy().into_owned()]);
        }
        if self.studied.contains(word) {
            return Ok(vec![word.to_owned()]);
        }
        let mut found: Vec<DeckFile> = Vec::new();
        for file in self.beside(word) {
            let id = |file: &DeckFile| file.reading.deck.as_ref().map(|deck| deck.id.clone());
            match found.iter().find(|known| id(known) == id(&file)) {
                None => found.push(file),
                Some(known) if known.text == file.text => {}
                Some(known) => {
                    let (one, other) = (named(known.name.as_ref()), named(file.name.as_ref()));
                    let fault =
                        Fault::new(format!("two files beside the blueprint hold a deck `{word}`: {one} and {other}"));
                    let own = Path::new(&known.name).file_name().unwrap_or_default().to_string_lossy();
                    return Err(fault.advice(format!("name the one that is meant, as `./{}`", pasted(&own))));
                }
            }
        }
        if found.is_empty() {
            return Ok(vec![word.to_owned()]);
        }
        Ok(found.into_iter().map(|file| file.name).collect())
    }

    /// What is said where an id is that of a deck which is studied, while another file beside the blueprint has it too.
    pub(super) fn told(&self, word: &str) -> Option<String> {
        if is_path(word) || !self.studied.contains(word) {
            return None;
        }
        let holds = |file: &DeckFile| file.reading.deck.as_ref().is_some_and(|deck| deck.id == word);
        let other = self.beside(word).into_iter().find(holds)?;
        let name = Path::new(&other.name).file_name()?.to_string_lossy().into_owned();
        Some(format!(
            "`{word}` is the deck that is studied; {} beside the blueprint holds another one of that id, which \
             `./{}` names",
            named(other.name.as_ref()),
            pasted(&name)
        ))
    }

    /// Ids of the decks and courses beside the blueprint, those that are studied aside.
    pub(super) fn known_beside(&self) -> BTreeSet<String> {
        let decks = self.files_beside().filter_map(|file| file.reading.deck);
        decks.flat_map(|deck| [deck.id, deck.course]).collect()
    }

    /// Decks of that id or course in the blueprint's folder, those that are studied aside.
    fn beside(&self, word: &str) -> Vec<DeckFile> {
        let holds =
            |file: &DeckFile| file.reading.deck.as_ref().is_some_and(|deck| deck.id == word || deck.course == word);
        self.files_beside().filter(holds).collect()
    }

    fn files_beside(&self) -> impl Iterator<Item = DeckFile> + use<> {
        let mut paths = files::list(&self.folder).unwrap_or_default();
        paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
        paths.retain(|path| !std::fs::canonicalize(path).is_ok_and(|path| self.files.contains(&path)));
        paths.sort();
        paths.into_iter().filter_map(|path| library::read_path(&path).ok()).flat_map(|found| found.files)
    }
}
