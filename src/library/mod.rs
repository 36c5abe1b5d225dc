//! Finds and reads deck files: the ones inside the program, the ones added, the ones named on the command line.

mod compiled;
mod disk;
mod file;
mod kept;
mod lenders;
mod seen;
mod shelved;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::card::Deck;
use crate::deck::{Sort, course_is};
use crate::diagnostic::counted;
use crate::error::{Fault, named, pasted};
use compiled::Cache;

pub(crate) use disk::{begins_with_mark, decoded};
pub(crate) use file::{DeckFile, blueprint, bytes, is_foreign, read_path, text_of};
pub(crate) use kept::{Place, as_set, folder_for, forget, forget_all_like, keep, place_of, resolved, sweep};
pub(crate) use lenders::{lenders, snapshot, texts_beside, texts_built_in};
pub(crate) use shelved::Shelved;

const BUILT_IN: [(&str, &str); 9] = [
    ("decks/overview.toml", include_str!("../../decks/overview.toml")),
    ("decks/dates.toml", include_str!("../../decks/dates.toml")),
    ("decks/institutions.toml", include_str!("../../decks/institutions.toml")),
    ("decks/instruments.toml", include_str!("../../decks/instruments.toml")),
    ("decks/positions.toml", include_str!("../../decks/positions.toml")),
    ("decks/sources.toml", include_str!("../../decks/sources.toml")),
    ("decks/eu-basics.toml", include_str!("../../decks/eu-basics.toml")),
    ("decks/eu-basics-fr.toml", include_str!("../../decks/eu-basics-fr.toml")),
    ("decks/eu-basics-de.toml", include_str!("../../decks/eu-basics-de.toml")),
];

/// Built-in decks that are studied only by those who add them: what `removed` holds where the settings say nothing.
pub(crate) const OPTIONAL: [&str; 3] = ["eu-china-cyber-sources", "eu-basics-fr", "eu-basics-de"];

/// Where a deck came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    BuiltIn,
    File(PathBuf),
}

/// Every deck in reach.
pub(crate) struct Library {
    pub(crate) files: Vec<Shelved>,
    /// What a student is told about files that were passed over.
    pub(crate) notices: Vec<String>,
    /// TOML files beside decks in a folder that are something else: told where decks are listed, and nowhere else.
    pub(crate) beside: Vec<String>,
}

/// The decks inside the program, with what was found in them.
pub(crate) fn built_in() -> Vec<DeckFile> {
    let read = |(name, text): (&str, &str)| DeckFile::new(name.to_owned(), text.to_owned());
    BUILT_IN.into_iter().map(read).collect()
}

/// The ids of the built-in decks.
pub(crate) fn built_in_ids() -> impl Iterator<Item = &'static str> {
    // The head comes first, and the id in it: no deck is parsed for its name.
    BUILT_IN.into_iter().filter_map(|(_, text)| text.split_once("id = \"")?.1.split('"').next())
}

pub(crate) fn is_built_in(id: &str) -> bool {
    built_in_ids().any(|known| known == id)
}

/// The built-in decks, the added ones, and those named on the command line with their neighbours.
///
/// # Errors
/// A path of the command line cannot be read or holds no deck; two different files hold one deck id.
///
/// `cache` is the folder of decks read before, if there may be one.
pub(crate) fn open(
    added: &[PathBuf],
    removed: &[String],
    paths: &[PathBuf],
    cache: Option<&Path>,
) -> Result<(Library, Vec<String>)> {
    let cache = cache.map(Cache::new);
    let opened = opened(added, removed, paths, cache.as_ref());
    cache.into_iter().for_each(Cache::finish);
    opened
}

fn opened(
    added: &[PathBuf],
    removed: &[String],
    paths: &[PathBuf],
    cache: Option<&Cache>,
) -> Result<(Library, Vec<String>)> {
    let shelved = |path: &Path| -> Result<Vec<Shelved>> {
        disk::deck_files(path)?.iter().map(|file| Shelved::read(file, cache)).collect()
    };
    let mut library = Library { files: Vec::new(), notices: Vec::new(), beside: Vec::new() };
    let mut asked = Vec::new();
    for path in paths {
        let (is_file, before) = (disk::folder_beside(path).is_some(), asked.len());
        for file in shelved(path)? {
            match file.sort() {
                // Blueprints of exams and more may lie beside the decks of a folder.
                Sort::Blueprint | Sort::Cases | Sort::Other if !is_file => {
                    library.take(file)?;
                    continue;
                }
                Sort::Blueprint => return Err(blueprint(path).into()),
                Sort::Cases => return Err(file::cases(path).into()),
                Sort::Deck | Sort::Other => {}
            }
            let Some(deck) = &file.deck else { return Err(unusable(&file.name)) };
            asked.push(deck.id.clone());
            library.take(file)?;
        }
        if asked.len() == before {
            return Err(Fault::new(format!("no deck in `{}`", named(path))).into());
        }
        library.take_neighbours(path, cache);
    }
    for path in added {
        match shelved(path).and_then(|files| confined(path, files)) {
            Ok(files) => files.into_iter().try_for_each(|file| library.take_of(path, file))?,
            Err(cause) => {
                let path = pasted(&path.to_string_lossy());
                let told = format!("an added deck was passed over: {cause}; `acquis decks remove {path}` forgets it");
                library.notices.push(told);
            }
        }
    }
    for file in BUILT_IN.into_iter().map(|built_in| Shelved::built_in(built_in, cache)) {
        let id = file.deck.as_ref().map(|deck| deck.id.clone());
        if id.is_none_or(|id| !removed.contains(&id)) {
            library.take(file)?;
        }
    }
    library.courses_are_no_decks()?;
    Ok((library, asked))
}

/// The files of an added path; those of a course that was handed out reach no other's progress.
fn confined(path: &Path, mut files: Vec<Shelved>) -> Result<Vec<Shelved>> {
    let Some(place) = kept::place_of(path)? else { return Ok(files) };
    for deck in files.iter_mut().filter_map(|file| file.deck.as_mut()) {
        kept::confine(deck, &place.decks);
    }
    Ok(files)
}

impl Library {
    pub(crate) fn into_decks(self) -> Vec<Deck> {
        self.files.into_iter().filter_map(|file| file.deck).collect()
    }

    /// Takes a file of an added path: one that was added itself and is no deck any more is told.
    fn take_of(&mut self, path: &Path, file: Shelved) -> Result<()> {
        if file.origin == Origin::File(path.to_path_buf()) && file.deck.is_none() && file.sort() != Sort::Blueprint {
            self.notices.push(no_deck(&file.name));
            return Ok(());
        }
        self.take(file)
    }

    /// Adds a file; equal files are one deck, a file shadows a built-in deck, two different files are an error.
    fn take(&mut self, file: Shelved) -> Result<()> {
        match file.sort() {
            Sort::Deck => {}
            Sort::Blueprint => return Ok(()),
            sort @ (Sort::Cases | Sort::Other) => {
                self.beside.extend(file::passed_over(Path::new(&file.name), sort));
                return Ok(());
            }
        }
        let Some(deck) = &file.deck else {
            self.notices.push(no_deck(&file.name));
            return Ok(());
        };
        let same = |other: &&Shelved| other.deck.as_ref().is_some_and(|known| known.id == deck.id);
        if let Some(other) = self.files.iter().find(same) {
            if other.is_same(&file) {
                return Ok(());
            }
            if file.origin == Origin::BuiltIn {
                self.notices.push(format!("{} stands in for the built-in deck `{}`", other.name, deck.id));
                return Ok(());
            }
            let message = format!("two different files hold the deck `{}`: {} and {}", deck.id, other.name, file.name);
            let advice =
                "give one of them another id; `acquis decks add PATH` puts a newer file in the place of an added one";
            return Err(Fault::new(message).advice(advice).into());
        }
        if file.left_out > 0 {
            self.notices.push(left_out(&file.name, file.left_out));
        }
        self.files.push(file);
        Ok(())
    }

    /// A course id that is another deck's id would make one word mean two things.
    fn courses_are_no_decks(&self) -> Result<()> {
        for (file, deck) in self.decks() {
            if let Some((other, _)) = self.decks().find(|(_, other)| course_is(deck, other)) {
                let message =
                    format!("the course `{}` of {} has the id of another deck: {}", deck.course, file.name, other.name);
                return Err(Fault::new(message)
                    .advice("give the course an id that no deck has: `course = …` in both where they belong together")
                    .into());
            }
        }
        Ok(())
    }

    fn decks(&self) -> impl Iterator<Item = (&Shelved, &Deck)> {
        self.files.iter().filter_map(|file| file.deck.as_ref().map(|deck| (file, deck)))
    }

    /// Files beside a named one that belong to its course lend it options and rivals; they are not asked.
    fn take_neighbours(&mut self, path: &Path, cache: Option<&Cache>) {
        let Some(folder) = disk::folder_beside(path) else { return };
        let courses: Vec<String> =
            self.files.iter().filter_map(|file| file.deck.as_ref()).map(|deck| deck.course.clone()).collect();
        let read: Vec<PathBuf> = self.files.iter().filter_map(Shelved::real_path).collect();
        for beside in disk::beside(folder).unwrap_or_default() {
            if matches!(std::fs::canonicalize(&beside), Ok(beside) if read.contains(&beside)) {
                continue;
            }
            let Ok(file) = Shelved::read(&beside, cache) else { continue };
            let known = |deck: &Deck| self.files.iter().any(|file| file.deck.as_ref().is_some_and(|d| d.id == deck.id));
            if file.deck.as_ref().is_some_and(|deck| courses.contains(&deck.course) && !known(deck)) {
                self.files.push(file);
            }
        }
    }
}

pub(crate) fn unusable(name: &str) -> anyhow::Error {
    Fault::new(format!("{name} holds no usable deck"))
        .advice(format!("`acquis check {name}` shows every mistake in it"))
        .into()
}

fn no_deck(name: &str) -> String {
    format!("{name}: no usable deck; `acquis check {name}` says why")
}

/// What is told about a file with broken entries.
pub(crate) fn left_out(name: &str, count: usize) -> String {
    let entries = counted(count, "entry", "entries");
    format!("{name}: {entries} left out; `acquis check {name}` says why")
}

#[cfg(test)]
mod tests;
