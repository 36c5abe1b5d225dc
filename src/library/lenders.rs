//! The decks that lend options and rivals to those that are checked.

use std::path::{Path, PathBuf};

use super::file::read_file;
use super::{DeckFile, built_in, disk};
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

fn deck_of(file: &DeckFile) -> Option<&Deck> {
    file.reading.deck.as_ref()
}
