//! The decks that lend options and rivals to those that are checked.

use std::path::{Path, PathBuf};

use super::file::read_file;
use super::{BUILT_IN, DeckFile, built_in, disk};
use crate::card::Deck;

/// What lends to these files when they are studied: the neighbours of each file that was named, and the built-in decks,
/// as far as they are of the same courses.
pub(crate) fn lenders(files: &[DeckFile], named: &[PathBuf]) -> Vec<DeckFile> {
    let courses: Vec<&str> = files.iter().filter_map(deck_of).map(|deck| deck.course.as_str()).collect();
    let mut folders: Vec<&Path> = named.iter().filter_map(|path| disk::folder_beside(path)).collect();
    folders.sort_unstable();
    folders.dedup();
    let beside = folders.into_iter().flat_map(|folder| disk::beside(folder).unwrap_or_default());
    let strange = beside.filter(|path| !files.iter().any(|file| Path::new(&file.name) == path));
    let mut lenders: Vec<DeckFile> = Vec::new();
    for file in strange.filter_map(|path| read_file(&path).ok()).chain(built_in()) {
        let Some(deck) = deck_of(&file).filter(|deck| courses.contains(&deck.course.as_str())) else { continue };
        if !files.iter().chain(&lenders).filter_map(deck_of).any(|known| known.id == deck.id) {
            lenders.push(file);
        }
    }
    lenders
}

/// The texts of the TOML files beside a file; what cannot be read is passed over.
pub(crate) fn texts_beside(path: &Path) -> Vec<(PathBuf, String)> {
    let folder = disk::folder_beside(path);
    let beside = folder.and_then(|folder| disk::beside(folder).ok()).unwrap_or_default().into_iter();
    beside.filter(|other| other != path).filter_map(|other| Some((other.clone(), disk::text(&other).ok()?))).collect()
}

/// The TOML files under these paths and beside them, as they are read now: equal where nothing changed.
pub(crate) fn snapshot(paths: &[PathBuf]) -> Vec<(PathBuf, Option<String>)> {
    let files = paths.iter().flat_map(|path| {
        let own = disk::deck_files(path).unwrap_or_else(|_| vec![path.clone()]);
        let beside = disk::folder_beside(path).and_then(|folder| disk::beside(folder).ok());
        own.into_iter().chain(beside.unwrap_or_default())
    });
    files.map(|file| (file.clone(), disk::text(&file).ok())).collect()
}

/// The texts of the built-in decks, by their names.
pub(crate) fn texts_built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN.into_iter()
}

fn deck_of(file: &DeckFile) -> Option<&Deck> {
    file.reading.deck.as_ref()
}
