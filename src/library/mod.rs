//! Finds and reads deck files: the ones inside the program, the ones added, the ones named on the command line.

mod compiled;
mod disk;
mod lenders;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::card::Deck;
use crate::deck::{self, Reading};
use crate::error::{Fault, pasted};

pub(crate) use disk::begins_with_mark;
pub(crate) use lenders::lenders;

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

/// A deck's file with everything that was found in it.
pub(crate) struct DeckFile {
    /// For messages: the path as given, or the name inside the program.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) reading: Reading,
}

impl DeckFile {
    fn new(name: String, text: String) -> Self {
        let reading = if deck::is_blueprint(&text) {
            let diagnostics = deck::read_blueprint(&text).diagnostics;
            Reading { deck: None, diagnostics, left_out: 0, silenced: Vec::new() }
        } else {
            deck::read(&text)
        };
        Self { name, text, reading }
    }
}

/// A deck's file as study needs it: parsed, or found among those read before.
pub(crate) struct Shelved {
    pub(crate) origin: Origin,
    /// For messages: the path as given, or the name inside the program.
    pub(crate) name: String,
    text: String,
    pub(crate) deck: Option<Deck>,
    /// Entries with errors, which are not in the deck.
    left_out: usize,
}

impl Shelved {
    fn read(path: &Path, cache: Option<&Path>) -> Result<Self> {
        let text = disk::text(path)?;
        let place = cache.and_then(|cache| compiled::place(cache, &text));
        let (deck, left_out) = match place.as_deref().and_then(compiled::find) {
            Some(found) => found,
            None => Self::parsed(&text, place.as_deref()),
        };
        let (origin, name) = (Origin::File(path.to_path_buf()), path.to_string_lossy().into_owned());
        Ok(Self { origin, name, text, deck, left_out: left_out as usize })
    }

    fn parsed(text: &str, place: Option<&Path>) -> compiled::Compiled {
        let reading = deck::read(text);
        let compiled = (reading.deck, u32::try_from(reading.left_out).unwrap_or(u32::MAX));
        if let Some(place) = place {
            compiled::keep(place, &compiled);
        }
        compiled
    }

    fn built_in((name, text): (&str, &str)) -> Self {
        let reading = deck::read(text);
        let (name, text) = (name.to_owned(), text.to_owned());
        Self { origin: Origin::BuiltIn, name, text, deck: reading.deck, left_out: reading.left_out }
    }

    fn is_blueprint(&self) -> bool {
        self.deck.is_none() && deck::is_blueprint(&self.text)
    }

    /// Where its file really lies, links resolved.
    fn real_path(&self) -> Option<PathBuf> {
        match &self.origin {
            Origin::BuiltIn => None,
            Origin::File(path) => std::fs::canonicalize(path).ok(),
        }
    }
}

/// Every deck in reach.
pub(crate) struct Library {
    pub(crate) files: Vec<Shelved>,
    /// What a student is told about files that were passed over.
    pub(crate) notices: Vec<String>,
}

/// The decks inside the program, with what was found in them.
pub(crate) fn built_in() -> Vec<DeckFile> {
    let read = |(name, text): (&str, &str)| DeckFile::new(name.to_owned(), text.to_owned());
    BUILT_IN.into_iter().map(read).collect()
}

/// The built-in decks, the added ones, and those named on the command line with their neighbours.
///
/// # Errors
/// A path named on the command line cannot be read or holds no deck; two different files hold one deck id.
///
/// `cache` is the folder of decks read before, if there may be one.
pub(crate) fn open(
    added: &[PathBuf],
    removed: &[String],
    named: &[PathBuf],
    cache: Option<&Path>,
) -> Result<(Library, Vec<String>)> {
    let shelved = |path: &Path| -> Result<Vec<Shelved>> {
        disk::deck_files(path)?.iter().map(|file| Shelved::read(file, cache)).collect()
    };
    let mut library = Library { files: Vec::new(), notices: Vec::new() };
    let mut asked = Vec::new();
    for path in named {
        for file in shelved(path)? {
            // Blueprints of exams may lie beside the decks of a folder.
            if file.is_blueprint() && disk::folder_beside(path).is_none() {
                continue;
            }
            if file.is_blueprint() {
                let fault = Fault::new(format!("{} is the blueprint of an exam, not a deck", file.name));
                return Err(fault.advice(format!("`acquis exam --blueprint {}` sits it", file.name)).into());
            }
            let Some(deck) = &file.deck else { return Err(unusable(&file.name)) };
            asked.push(deck.id.clone());
            library.take(file)?;
        }
        library.take_neighbours(path, cache);
    }
    for path in added {
        match shelved(path) {
            Ok(files) => files.into_iter().try_for_each(|file| library.take(file))?,
            Err(cause) => {
                let path = pasted(&path.to_string_lossy());
                let told = format!("an added deck was passed over: {cause}; `acquis decks remove {path}` forgets it");
                library.notices.push(told);
            }
        }
    }
    for file in BUILT_IN.into_iter().map(Shelved::built_in) {
        let id = file.deck.as_ref().map(|deck| deck.id.clone());
        if id.is_none_or(|id| !removed.contains(&id)) {
            library.take(file)?;
        }
    }
    library.courses_are_no_decks()?;
    Ok((library, asked))
}

impl Library {
    pub(crate) fn into_decks(self) -> Vec<Deck> {
        self.files.into_iter().filter_map(|file| file.deck).collect()
    }

    /// Adds a file; equal files are one deck, a file shadows a built-in deck, two different files are an error.
    fn take(&mut self, file: Shelved) -> Result<()> {
        if file.is_blueprint() {
            return Ok(());
        }
        let Some(deck) = &file.deck else {
            self.notices.push(format!("{}: no usable deck; `acquis check {}` says why", file.name, file.name));
            return Ok(());
        };
        let same = |other: &&Shelved| other.deck.as_ref().is_some_and(|known| known.id == deck.id);
        if let Some(other) = self.files.iter().find(same) {
            if other.text == file.text {
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
            let is_that_deck = |(_, other): &(&Shelved, &Deck)| other.id == deck.course && other.id != deck.id;
            if let Some((other, _)) = self.decks().find(is_that_deck) {
                let message =
                    format!("the course `{}` of {} has the id of another deck: {}", deck.course, file.name, other.name);
                return Err(Fault::new(message).advice("give the course an id of its own").into());
            }
        }
        Ok(())
    }

    fn decks(&self) -> impl Iterator<Item = (&Shelved, &Deck)> {
        self.files.iter().filter_map(|file| file.deck.as_ref().map(|deck| (file, deck)))
    }

    /// Files beside a named one that belong to its course lend it options and rivals; they are not asked.
    fn take_neighbours(&mut self, path: &Path, cache: Option<&Path>) {
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

/// What is told about a file with broken entries.
pub(crate) fn left_out(name: &str, count: usize) -> String {
    let entries = if count == 1 { "entry" } else { "entries" };
    format!("{name}: {count} {entries} left out; `acquis check {name}` says why")
}

/// Every deck file under a path: the file itself, or the `.toml` files of a directory, in order of name.
///
/// # Errors
/// Nothing stands there, it cannot be read, or a directory holds no `.toml` file.
pub(crate) fn read_path(path: &Path) -> Result<Vec<DeckFile>> {
    disk::deck_files(path)?.iter().map(|file| read_file(file)).collect()
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

fn read_file(path: &Path) -> Result<DeckFile> {
    let text = disk::text(path)?;
    Ok(DeckFile::new(path.to_string_lossy().into_owned(), text))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::deck::Catalogue;

    fn catalogue() -> Catalogue {
        Catalogue::new(built_in().into_iter().filter_map(|file| file.reading.deck).collect())
    }

    #[test]
    fn every_built_in_deck_is_clean() {
        for file in built_in() {
            assert_eq!(file.reading.diagnostics, [], "{}", file.name);
            assert!(file.reading.deck.is_some(), "{}", file.name);
        }
    }

    #[test]
    fn every_entry_has_a_reason_a_topic_and_a_source_with_its_place() {
        let catalogue = catalogue();
        assert!(catalogue.decks.iter().map(|deck| deck.notes.len()).sum::<usize>() >= 60);
        for note in catalogue.decks.iter().flat_map(|deck| &deck.notes) {
            assert!(note.why.is_some() && !note.topics.is_empty(), "{}", note.id);
            assert!(note.sources.iter().any(|source| source.at.is_some()), "{}", note.id);
        }
    }

    #[test]
    fn the_optional_decks_are_built_in() {
        let catalogue = catalogue();
        for id in OPTIONAL {
            assert!(catalogue.decks.iter().any(|deck| deck.id == id), "{id}");
        }
    }

    /// The generated stems are a promise: read as prose by a person before a change of this file is accepted.
    #[test]
    fn the_stems_of_the_built_in_decks_are_the_golden_ones() {
        let catalogue = catalogue();
        let line = |card: &crate::deck::Card| {
            let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
            format!("{}\n  {}\n  = {}\n", card.id, question.stem, question.answer.replace('\n', "; "))
        };
        let stems: String = catalogue.cards.iter().map(line).collect();
        assert_eq!(stems, include_str!("../../tests/data/stems.txt"));
    }

    /// What a deck says is right must be judged right.
    #[test]
    fn every_answer_and_accepted_form_of_the_built_in_decks_is_correct() {
        use crate::card::{Interaction, Response};
        let (catalogue, lexicon) = (catalogue(), crate::text::Lexicon::embedded());
        for card in &catalogue.cards {
            let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
            let mut forms = vec![question.answer.clone()];
            match &question.interaction {
                Interaction::Text(key) => forms.clone_from(&key.answers),
                Interaction::Date(key) => forms.extend(key.accept.clone()),
                Interaction::Number(key) => forms.extend(key.accept.clone()),
                Interaction::List(_) => {}
                _ => continue,
            }
            for form in forms {
                let verdict = question.check(&Response::Typed(form.clone()), catalogue.rivals(card), &lexicon);
                assert_eq!(verdict.outcome, crate::text::Outcome::Correct, "{}: {form}: {verdict:?}", card.id);
            }
            if let Interaction::Text(key) = &question.interaction {
                for wrong in &key.wrong {
                    let response = Response::Typed(wrong.answer.clone());
                    let verdict = question.check(&response, catalogue.rivals(card), &lexicon);
                    assert_eq!(verdict.outcome, crate::text::Outcome::Wrong, "{}: {}", card.id, wrong.answer);
                }
            }
        }
    }
}
