//! Files that a user names: decks with everything that was found in them, and what lies beside decks.

use std::path::Path;

use anyhow::Result;

use super::disk;
use crate::deck::{self, Reading, Sort, sort_of};
use crate::error::{Fault, named, pasted};
use crate::fetch::is_address;

/// A deck's file, or a blueprint's, with everything that was found in it.
pub(crate) struct DeckFile {
    /// For messages: the path as given, or the name inside the program.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) reading: Reading,
    /// A blueprint, or else a deck, however broken.
    pub(crate) sort: Sort,
}

impl DeckFile {
    pub(crate) fn new(name: String, text: String) -> Self {
        let sort = sort_of(&text);
        let reading = if sort == Sort::Blueprint {
            let diagnostics = deck::read_blueprint(&text).diagnostics;
            Reading { deck: None, diagnostics, left_out: 0, silenced: Vec::new() }
        } else {
            deck::read(&text)
        };
        Self { name, text, reading, sort }
    }

    pub(crate) fn is_blueprint(&self) -> bool {
        self.sort == Sort::Blueprint
    }
}

/// What stands at a path.
pub(crate) struct Found {
    /// Decks and blueprints, in order of name.
    pub(crate) files: Vec<DeckFile>,
    /// A sentence about each TOML file of a folder that is neither.
    pub(crate) passed_over: Vec<String>,
}

/// The decks and blueprints under a path: the file itself, or those of a directory and the ones below it.
///
/// # Errors
/// Nothing stands there, it cannot be read, it is of another sort or program, or a directory holds neither.
pub(crate) fn read_path(path: &Path) -> Result<Found> {
    let is_folder = disk::is_folder(path)?;
    let mut found = Found { files: Vec::new(), passed_over: Vec::new() };
    for path in disk::deck_files(path)? {
        let file = read_file(&path)?;
        match passed_over(&path, file.sort) {
            Some(told) if is_folder => found.passed_over.push(told),
            _ if is_folder || file.sort != Sort::Cases => found.files.push(file),
            _ => return Err(cases(&path).into()),
        }
    }
    if found.files.is_empty() {
        let fault = Fault::new(format!("no deck in `{}`", named(path)));
        return Err(fault.advice(found.passed_over.join("; ")).into());
    }
    Ok(found)
}

/// What is said of a file of a folder that is no deck and no blueprint.
pub(super) fn passed_over(path: &Path, sort: Sort) -> Option<String> {
    match sort {
        Sort::Deck | Sort::Blueprint => None,
        Sort::Cases => Some(format!(
            "{}: answers to be judged, no deck: passed over; `acquis try --file {}` judges them",
            named(path),
            pasted(&path.to_string_lossy())
        )),
        Sort::Other => Some(format!("{}: no deck, as it has no `[deck]`: passed over", named(path))),
    }
}

/// Someone names a file of cases as a deck.
pub(super) fn cases(path: &Path) -> Fault {
    let fault = Fault::new(format!("`{}` holds answers to be judged, no deck", named(path)));
    fault.advice(format!("`acquis try --file {}` judges them", pasted(&path.to_string_lossy())))
}

/// Someone names a blueprint as a deck.
pub(crate) fn blueprint(path: &Path) -> Fault {
    let fault = Fault::new(format!("`{}` is the blueprint of an exam, not a deck", named(path)));
    fault.advice(format!("`acquis exam --blueprint {}` sits it", pasted(&path.to_string_lossy())))
}

/// The ends of names, in small letters, by which files of other programs go that `import` reads.
const FOREIGN: [&str; 12] =
    ["csv", "tsv", "xlsx", "xls", "ods", "apkg", "colpkg", "anki2", "gift", "xml", "json", "md"];

/// Whether a name is that of a file of another program, or of an archive.
pub(crate) fn is_foreign(path: &Path) -> bool {
    let end = ending(path);
    end == ARCHIVE || FOREIGN.contains(&end.as_str())
}

const ARCHIVE: &str = "zip";

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

/// What is no deck by its name: it is not read as one, and its mistakes are not counted.
///
/// # Errors
/// The name is that of a file of another program, or of an archive.
pub(super) fn refuse_foreign(path: &Path) -> Result<(), Fault> {
    if !is_foreign(path) {
        return Ok(());
    }
    let word = pasted(&path.to_string_lossy());
    let advice = if ending(path) == ARCHIVE {
        format!("`acquis decks add {word}` unpacks it and studies what is in it")
    } else {
        format!(
            "`acquis import {word} -o {}` makes a deck of it",
            pasted(&path.with_extension("toml").to_string_lossy())
        )
    };
    Err(Fault::new(format!("`{}` is no deck: decks are files ending in .toml", named(path))).advice(advice))
}

/// Nothing is fetched by the way.
///
/// # Errors
/// The name is an address.
pub(super) fn refuse_address(path: &Path) -> Result<(), Fault> {
    let text = path.to_string_lossy();
    if !is_address(&text) {
        return Ok(());
    }
    let advice = "`acquis decks add ADDRESS` fetches it and studies it from then on";
    Err(Fault::new("an address is no file: nothing was fetched").advice(advice))
}

/// The text of any file that a user names, of at most 8 MiB.
pub(crate) fn text_of(path: &Path) -> Result<String> {
    disk::text(path)
}

/// The bytes of a regular file, at most so many.
///
/// # Errors
/// Nothing stands there, it is larger, or it cannot be read.
pub(crate) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>> {
    disk::bytes(path, most)
}

pub(super) fn read_file(path: &Path) -> Result<DeckFile> {
    let text = disk::text(path)?;
    Ok(DeckFile::new(path.to_string_lossy().into_owned(), text))
}
