//! From the words of a command line to cards: decks, courses, paths, topics and kinds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::card::KindName;
use crate::context::Context;
use crate::deck::Catalogue;
use crate::diagnostic::nearest;
use crate::error::{Fault, pasted};
use crate::library;

/// Which cards a session takes.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Selection {
    /// Deck or course ids, or paths of deck files or directories [default: all decks]
    #[arg(value_name = "DECK")]
    pub(crate) decks: Vec<String>,
    /// Only entries of this topic (may be given several times)
    #[arg(long, value_name = "TOPIC")]
    pub(crate) topic: Vec<String>,
    /// Only entries of this kind, such as date or institution (may be given several times)
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// At most this many cards in this session
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// At most this many new cards today
    #[arg(long, value_name = "N")]
    pub(crate) new: Option<usize>,
    /// Begin no card after this many minutes
    #[arg(long, value_name = "N")]
    pub(crate) minutes: Option<u32>,
}

/// Every deck in reach, and which of their cards are asked for.
pub(crate) struct Selected {
    pub(crate) catalogue: Rc<Catalogue>,
    /// Indices into the catalogue.
    pub(crate) cards: Vec<usize>,
    pub(crate) notices: Vec<String>,
}

/// What has a separator, or ends as a deck's file or another program's does, is a path.
pub(crate) fn is_path(word: &str) -> bool {
    word.contains(['/', '\\'])
        || Path::new(word).extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"))
        || library::is_foreign(Path::new(word))
}

/// Reads the decks and picks the cards.
///
/// # Errors
/// A deck, topic or kind that is not known, with the nearest known one; a path that cannot be read.
pub(crate) fn select(selection: &Selection, cx: &Context) -> Result<Selected> {
    let (paths, words): (Vec<&String>, Vec<&String>) = selection.decks.iter().partition(|word| is_path(word));
    let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    let (mut library, mut wanted) = library::open(&cx.config.decks, &cx.config.removed, &paths, cx.cache().as_deref())?;
    let notices = std::mem::take(&mut library.notices);
    let catalogue = Catalogue::new(library.into_decks());
    for word in words {
        if cx.config.removed.contains(word) && catalogue.decks.iter().all(|deck| deck.id != *word) {
            return Err(not_studied(word).into());
        }
        wanted.extend(decks_of(word, &catalogue)?);
    }
    let kinds = selection.kind.iter().map(|word| kind(word)).collect::<Result<Vec<_>>>()?;
    known_topics(&selection.topic, &catalogue)?;
    let is_wanted: Vec<bool> =
        catalogue.decks.iter().map(|deck| wanted.is_empty() || wanted.contains(&deck.id)).collect();
    let cards: Vec<usize> = (0..catalogue.cards.len())
        .filter(|&at| {
            let (deck, note) = catalogue.entry(at);
            is_wanted[catalogue.place(at).0]
                && (kinds.is_empty() || kinds.contains(&deck.notes.kind(note)))
                && (selection.topic.is_empty()
                    || deck.notes.topics(note).iter().any(|topic| selection.topic.iter().any(|one| one == topic)))
        })
        .collect();
    if catalogue.decks.is_empty() {
        let fault = Fault::new("there is no deck to study");
        return Err(fault.advice("`acquis decks add PATH` adds one, or brings a built-in one back by its id").into());
    }
    let holds_any = |id: &String| (0..catalogue.cards.len()).any(|card| catalogue.entry(card).0.id == *id);
    if let Some(id) = wanted.first().filter(|_| !wanted.iter().any(holds_any)) {
        let fault = Fault::new(format!("no entry of the deck `{id}` can be asked"));
        let file = selection.decks.iter().find(|word| is_path(word)).map_or("FILE".to_owned(), |path| pasted(path));
        return Err(fault.advice(format!("`acquis check {file}` says why")).into());
    }
    if cards.is_empty() {
        let fault = Fault::new("no card fits this selection");
        return Err(fault
            .advice("leave out one of DECK, --topic and --kind; `acquis decks` lists what there is")
            .into());
    }
    Ok(Selected { catalogue: Rc::new(catalogue), cards, notices })
}

/// A built-in deck that was removed, or that nobody added yet.
fn not_studied(id: &str) -> Fault {
    if library::OPTIONAL.contains(&id) {
        let fault = Fault::new(format!("the deck `{id}` is not studied: it was removed, or never added"));
        return fault.advice(format!("`acquis decks add {id}` adds it"));
    }
    Fault::new(format!("the deck `{id}` was removed")).advice(format!("`acquis decks add {id}` brings it back"))
}

fn decks_of(word: &str, catalogue: &Catalogue) -> Result<Vec<String>> {
    let fits = catalogue.decks.iter().filter(|deck| deck.id == *word || deck.course == *word);
    let found: Vec<String> = fits.map(|deck| deck.id.clone()).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let known: BTreeSet<&str> =
        catalogue.decks.iter().flat_map(|deck| [deck.id.as_str(), deck.course.as_str()]).collect();
    Err(unknown("deck or course", word, known).into())
}

pub(super) fn kind(word: &str) -> Result<KindName> {
    KindName::parse(word).ok_or_else(|| unknown("kind", word, KindName::ALL.map(KindName::word)).into())
}

pub(super) fn known_topics(topics: &[String], catalogue: &Catalogue) -> Result<()> {
    if topics.is_empty() {
        return Ok(());
    }
    let decks = catalogue.decks.iter();
    let known: BTreeSet<&str> =
        decks.flat_map(|deck| (0..deck.notes.len()).flat_map(|note| deck.notes.topics(note))).collect();
    match topics.iter().find(|topic| !known.contains(topic.as_str())) {
        Some(topic) => Err(unknown("topic", topic, known).into()),
        None => Ok(()),
    }
}

/// An unknown word, with the nearest known one, or with all of them.
pub(super) fn unknown<'a>(what: &str, word: &str, known: impl IntoIterator<Item = &'a str>) -> Fault {
    let known: Vec<&str> = known.into_iter().collect();
    let fault = Fault::new(format!("unknown {what} `{}`", word.escape_debug()));
    match nearest(word, known.iter().copied()) {
        Some(meant) => fault.advice(format!("did you mean `{meant}`?")),
        None => fault.advice(format!("known: {}", known.join(", "))),
    }
}
