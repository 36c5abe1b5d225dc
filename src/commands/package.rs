//! `acquis package`: a course in one file for students, the same bytes for the same decks.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use mocks::Mocks;

use crate::commands::select::{is_path, unknown};
use crate::commands::{exam, schema};
use crate::context::{Common, Context, notice, variable};
use crate::deck::{self, Catalogue, locate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Fault, named};
use crate::exchange::{self, Outgoing};
use crate::files::{self, Existing, Readers};
use crate::library::{self, DeckFile, Library};
use crate::ui::{counted, harmless};

mod mocks;
mod page;
mod readme;

pub(crate) use readme::is_readme;

/// What lies in every package beside its decks.
pub(crate) const README: &str = "README.txt";
pub(crate) const PAGE: &str = "read.html";

#[derive(Debug, Args)]
pub(crate) struct PackageArgs {
    /// A course or deck id, or deck files or directories; a blueprint with a seed goes along where its file is named too
    #[arg(value_name = "COURSE", required = true)]
    pub(crate) course: Vec<String>,
    /// The zip to write
    #[arg(short, long, value_name = "FILE.zip")]
    pub(crate) output: PathBuf,
    /// Replace the file if it stands already; students' cards that did not change are left alone by Anki
    #[arg(long)]
    pub(crate) force: bool,
}

/// Seconds since 1970: when notes of Anki changed whose deck has no file.
const NO_FILE: i64 = 1_764_000_000;

/// Exit 1 where a deck has mistakes; then nothing is written.
pub(crate) fn run(args: &PackageArgs, common: &Common, cx: &Context) -> Result<ExitCode> {
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    files::may_write(&args.output, existing)?;
    let course = Course::of(&args.course, common, cx)?;
    let mistakes = course.mistakes();
    if !mistakes.is_empty() {
        mistakes.iter().take(10).try_for_each(|told| notice(told))?;
        let fault = Fault::new(format!("{}: nothing was written", counted(mistakes.len(), "mistake", "mistakes")));
        crate::context::fault(&fault.advice("`acquis check` shows each with what to write instead").into())?;
        return Ok(ExitCode::FAILURE);
    }
    let previous = previous(&args.output, &course)?;
    let packed = course.packed(previous.as_deref(), cx)?;
    let members: Vec<(&str, &[u8])> = packed.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let bytes = exchange::zipped(&members);
    files::write(&args.output, &bytes, existing, Readers::Umask)?;
    tell(args, &course, &packed, bytes.len())?;
    Ok(ExitCode::SUCCESS)
}

/// What goes into a package.
struct Course {
    /// Every deck in reach, which lend options to those that are packed.
    catalogue: Catalogue,
    /// Places of the decks that are packed, in their order of learning.
    decks: Vec<usize>,
    /// Decks and blueprints, with what was found in them.
    files: Vec<DeckFile>,
    /// Seconds since 1970 of the newest deck's file.
    seconds: i64,
}

impl Course {
    fn of(words: &[String], common: &Common, cx: &Context) -> Result<Self> {
        let (paths, ids): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| is_path(word) || stands(word));
        let (blueprints, paths): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().map(PathBuf::from).partition(|path| is_blueprint(path));
        let (library, mut asked) = library::open(&cx.config.decks, &cx.config.removed, &paths, cx.cache().as_deref())?;
        library.notices.iter().try_for_each(|told| notice(told))?;
        for id in ids {
            asked.extend(named_by(id, &library)?);
        }
        let mut files = Vec::new();
        for shelved in &library.files {
            if shelved.deck.as_ref().is_some_and(|deck| asked.contains(&deck.id)) {
                files.push(DeckFile::new(shelved.name.clone(), shelved.text()?));
            }
        }
        let seconds = seconds(&files)?;
        if files.is_empty() {
            return Err(Fault::new("no deck is named that could be packed")
                .advice("name a course, a deck or its file")
                .into());
        }
        let roots: Vec<&PathBuf> = paths.iter().chain(&cx.config.decks).collect();
        let mocks = Mocks::new(&blueprints, &roots, &library, &asked, words)?;
        mocks.told.iter().try_for_each(|told| notice(told))?;
        files.extend(mocks.files);
        exam::blueprint::check(&mut files, common)?;
        let catalogue = Catalogue::new(library.into_decks());
        let mut decks: Vec<usize> =
            (0..catalogue.decks.len()).filter(|&at| asked.contains(&catalogue.decks[at].id)).collect();
        decks.sort_by_key(|&at| (catalogue.decks[at].order.is_none(), catalogue.decks[at].order, at));
        Ok(Self { catalogue, decks, files, seconds })
    }

    /// A sentence for each mistake.
    fn mistakes(&self) -> Vec<String> {
        let told = |file: &DeckFile, one: &Diagnostic| {
            let (line, _) = locate(&file.text, one.span.start);
            format!("{}:{line}: {}", named(file.name.as_ref()), one.message)
        };
        let errors = |file: &DeckFile| -> Vec<String> {
            let found = file.reading.diagnostics.iter().filter(|one| one.severity == Severity::Error);
            found.map(|one| told(file, one)).collect()
        };
        self.files.iter().flat_map(errors).collect()
    }

    fn first(&self) -> &crate::card::Deck {
        &self.catalogue.decks[self.decks[0]]
    }

    /// What the titles of the decks begin with, or else the name of the course.
    fn title(&self) -> String {
        let titles: Vec<&str> = self.decks.iter().map(|&at| self.catalogue.decks[at].title.as_str()).collect();
        harmless(common(&titles).unwrap_or(&self.first().course))
    }

    /// What a package of the course is called inside, without an end.
    fn name(&self) -> &str {
        let first = self.first();
        if self.decks.len() == 1 { &first.id } else { &first.course }
    }

    /// Names and bytes, in the order in which a student looks at them.
    fn packed(&self, previous: Option<&[u8]>, cx: &Context) -> Result<Vec<(String, Vec<u8>)>> {
        let mut packed = Vec::new();
        let outs: Vec<Outgoing<'_>> = self
            .decks
            .iter()
            .map(|&at| {
                let mut out = Outgoing::new(&self.catalogue, at, |card| cx.dealer(card, 0));
                (out.seconds, out.previous) = (self.seconds, previous);
                out
            })
            .collect();
        let (mut decks, mut blueprints) = (Vec::new(), Vec::new());
        for file in &self.files {
            let name = base_name(file)?;
            if file.is_blueprint() { &mut blueprints } else { &mut decks }.push((name, file.text.clone().into_bytes()));
        }
        let anki = format!("{}.apkg", self.name());
        let mocks: Vec<String> = blueprints.iter().map(|(name, _)| name.clone()).collect();
        packed.push((README.to_owned(), readme::readme(self, &anki, &mocks).into_bytes()));
        packed.push((PAGE.to_owned(), page::page(self, cx).into_bytes()));
        packed.push((anki, exchange::anki_of_course(&outs)));
        packed.append(&mut decks);
        packed.append(&mut blueprints);
        packed.push(("deck.schema.json".to_owned(), schema::text().into_bytes()));
        self.stand_beside_each_other(&packed)?;
        Ok(packed)
    }

    /// In a package all files lie in one folder, each under its own name.
    fn stand_beside_each_other(&self, packed: &[(String, Vec<u8>)]) -> Result<()> {
        let mut names = HashSet::new();
        if let Some((twice, _)) = packed.iter().find(|(name, _)| !names.insert(name.to_lowercase())) {
            let fault = Fault::new(format!("two files would be called `{twice}` in the package"));
            return Err(fault.advice("give one of them another name").into());
        }
        for file in self.files.iter().filter(|file| file.is_blueprint()) {
            let asked = deck::read_blueprint(&file.text).blueprint.map(|blueprint| blueprint.decks).unwrap_or_default();
            let is_there = |word: &str| names.contains(&word.trim_start_matches("./").to_lowercase());
            if let Some((word, _)) = asked.iter().find(|(word, _)| is_path(word) && !is_there(word)) {
                let message = format!(
                    "{} asks for `{}`, which is not beside it in the package",
                    named(file.name.as_ref()),
                    word.escape_debug()
                );
                return Err(Fault::new(message).advice("name the deck there by its id, or package it too").into());
            }
        }
        Ok(())
    }
}

/// The words that all begin with, without what parts them from the rest; nothing where they are too few to be a title.
fn common<'a>(titles: &[&'a str]) -> Option<&'a str> {
    let (first, rest) = titles.split_first()?;
    let agrees = |end: usize| rest.iter().all(|title| title.get(..end) == first.get(..end));
    let ends = first.char_indices().map(|(at, _)| at).chain([first.len()]);
    let end = ends.take_while(|&end| agrees(end)).last()?;
    let is_whole = |title: &&str| title[end..].chars().next().is_none_or(|next| !next.is_alphanumeric());
    let end = if titles.iter().all(is_whole) { end } else { first[..end].rfind(' ')? };
    let words = first[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    (words.chars().count() >= 4).then_some(words)
}

/// `a-folder` without a slash is a path too, where it stands.
fn stands(word: &str) -> bool {
    matches!(files::look_behind(Path::new(word)), Ok(Some(found)) if found.is_dir())
}

fn named_by(word: &str, library: &Library) -> Result<Vec<String>> {
    let decks = || library.files.iter().filter_map(|file| file.deck.as_ref());
    let ids: Vec<String> =
        decks().filter(|deck| deck.id == word || deck.course == word).map(|deck| deck.id.clone()).collect();
    if ids.is_empty() {
        let known: BTreeSet<&str> = decks().flat_map(|deck| [deck.id.as_str(), deck.course.as_str()]).collect();
        return Err(unknown("deck or course", word, known).into());
    }
    Ok(ids)
}

/// Whether a word is the path of a blueprint.
fn is_blueprint(path: &Path) -> bool {
    let is_file = matches!(files::look_behind(path), Ok(Some(found)) if found.is_file());
    is_file && library::read_path(path).is_ok_and(|found| found.files.iter().all(DeckFile::is_blueprint))
}

/// A file's own name: what stands behind its last slash.
fn base_name(file: &DeckFile) -> Result<String> {
    let name = Path::new(&file.name).file_name().and_then(|name| name.to_str());
    name.map(str::to_owned).ok_or_else(|| Fault::new(format!("`{}` is no Unicode", named(file.name.as_ref()))).into())
}

/// When the newest of the files changed, so that Anki takes what is newer; `SOURCE_DATE_EPOCH` says it for builds that are
/// to be the same on every machine.
fn seconds(files: &[DeckFile]) -> Result<i64> {
    if let Some(said) = variable("SOURCE_DATE_EPOCH").and_then(|said| said.trim().parse().ok()) {
        return Ok(said);
    }
    let mut newest = NO_FILE;
    for file in files {
        let changed = files::look_behind(Path::new(&file.name))?.and_then(|found| found.modified().ok());
        let since = changed.and_then(|changed| changed.duration_since(std::time::UNIX_EPOCH).ok());
        newest = newest.max(since.and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(NO_FILE));
    }
    Ok(newest)
}

/// Anki's package in the zip that is replaced: notes that did not change keep their time.
fn previous(output: &Path, course: &Course) -> Result<Option<Vec<u8>>> {
    let Some(bytes) = files::read(output, exchange::PACKAGE_BYTES, "name another file")? else { return Ok(None) };
    let anki = format!("{}.apkg", course.name());
    let members = exchange::unzipped(&bytes, ".apkg").unwrap_or_default();
    Ok(members.into_iter().find(|member| member.name == anki).map(|member| member.bytes))
}

fn tell(args: &PackageArgs, course: &Course, packed: &[(String, Vec<u8>)], bytes: usize) -> Result<()> {
    let entries: usize = course.decks.iter().map(|&at| course.catalogue.decks[at].notes.len()).sum();
    let names: Vec<&str> = packed.iter().map(|(name, _)| name.as_str()).collect();
    let size = bytes.div_ceil(1024);
    notice(&format!(
        "`{}` holds {} in {}, {size} KiB: {}",
        named(&args.output),
        counted(entries, "entry", "entries"),
        counted(course.decks.len(), "deck", "decks"),
        names.join(", ")
    ))?;
    notice("students add it with `acquis decks add`, by its file or by an https address where you put it")
}

#[cfg(test)]
mod tests {
    use super::common;

    #[test]
    fn a_course_is_called_what_the_titles_of_its_decks_begin_with() {
        for (titles, expected) in [
            (&["EU–China cyber: dates", "EU–China cyber: debates"][..], Some("EU–China cyber")),
            (&["Law 1", "Law 12"], None),
            (&["Trade law (part 1)", "Trade law (part 2)"], Some("Trade law (part")),
            (&["Trade law", "Trade law: dates"], Some("Trade law")),
            (&["Only one: whole"], Some("Only one: whole")),
            (&["Éa", "Êb"], None),
            (&[], None),
        ] {
            assert_eq!(common(titles), expected, "{titles:?}");
        }
    }
}
