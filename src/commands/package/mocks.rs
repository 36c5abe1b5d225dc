//! Blueprints that go into a package: those beside its decks that ask for nothing else, but for papers that are to be sat.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::commands::select::is_path;
use crate::deck;
use crate::error::{named, pasted};
use crate::files;
use crate::library::{self, DeckFile, Library, Origin};

/// Blueprints for a package, and what is said about them.
#[derive(Default)]
pub(super) struct Mocks {
    pub(super) files: Vec<DeckFile>,
    pub(super) told: Vec<String>,
    seen: HashSet<PathBuf>,
}

impl Mocks {
    /// Those that were named, then those that lie in the folders of the packed decks.
    pub(super) fn new(
        blueprints: &[PathBuf],
        roots: &[&PathBuf],
        library: &Library,
        asked: &[String],
        words: &[String],
    ) -> Result<Self> {
        let mut mocks = Self::default();
        for path in blueprints {
            for file in library::read_path(path)?.files {
                let told =
                    format!("{} names its seed: whoever has the package can draw its paper with the key", file.name);
                mocks.told.extend(seed(&file).map(|_| told));
                mocks.take(file);
            }
        }
        let packed: Vec<&library::Shelved> = library
            .files
            .iter()
            .filter(|file| file.deck.as_ref().is_some_and(|deck| asked.contains(&deck.id)))
            .collect();
        for root in roots {
            let is_below =
                |file: &&&library::Shelved| matches!(&file.origin, Origin::File(path) if path.starts_with(root));
            let held: Vec<&library::Shelved> = packed.iter().filter(is_below).copied().collect();
            if held.is_empty() {
                continue;
            }
            let is_file = files::look_behind(root)?.is_some_and(|found| found.is_file());
            let found = if is_file { beside(root) } else { library::read_path(root)?.files };
            for file in found.into_iter().filter(DeckFile::is_blueprint) {
                mocks.consider(file, is_file.then_some(&packed), words);
            }
        }
        Ok(mocks)
    }

    /// Takes a blueprint that was found. One that stands beside a single file goes along if it asks for packed decks alone.
    fn consider(&mut self, file: DeckFile, beside: Option<&Vec<&library::Shelved>>, words: &[String]) {
        if self.is_known(&file) {
            return;
        }
        let name = named(file.name.as_ref());
        if let Some(strange) = beside.and_then(|packed| strange(&file, packed)) {
            self.told
                .push(format!("{name} asks for `{}`, which is not packed: it was left out", strange.escape_debug()));
        } else if seed(&file).is_some() {
            let all: Vec<String> = words.iter().map(|word| pasted(word)).chain([pasted(&file.name)]).collect();
            self.told.push(format!(
                "{name} names the seed of its paper, which students could draw with its key: it was left out; \
                 `acquis package {}` takes it along",
                all.join(" ")
            ));
        } else {
            self.take(file);
        }
    }

    fn is_known(&self, file: &DeckFile) -> bool {
        std::fs::canonicalize(&file.name).is_ok_and(|path| self.seen.contains(&path))
    }

    fn take(&mut self, file: DeckFile) {
        self.seen.extend(std::fs::canonicalize(&file.name));
        self.files.push(file);
    }
}

fn seed(file: &DeckFile) -> Option<u64> {
    deck::read_blueprint(&file.text).blueprint.and_then(|blueprint| blueprint.seed)
}

/// A deck that a blueprint asks for and that is not packed.
fn strange(file: &DeckFile, packed: &[&library::Shelved]) -> Option<String> {
    let asked = deck::read_blueprint(&file.text).blueprint?.decks;
    let folder = Path::new(&file.name).parent().unwrap_or(Path::new(""));
    let is_packed = |word: &str| {
        let path = is_path(word).then(|| std::fs::canonicalize(folder.join(word)).ok()).flatten();
        packed.iter().any(|shelved| match (&path, &shelved.origin) {
            (Some(path), Origin::File(own)) => std::fs::canonicalize(own).is_ok_and(|own| own == *path),
            (Some(_), Origin::BuiltIn) => false,
            (None, _) => shelved.deck.as_ref().is_some_and(|deck| deck.id == word || deck.course == word),
        })
    };
    asked.into_iter().map(|(word, _)| word).find(|word| !is_packed(word))
}

/// The decks and blueprints in the folder of a file.
fn beside(file: &Path) -> Vec<DeckFile> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut paths = files::list(folder).unwrap_or_default();
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    paths.iter().filter_map(|path| library::read_path(path).ok()).flat_map(|found| found.files).collect()
}
