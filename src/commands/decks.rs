//! `acquis decks`: the decks studied by default, and changes to them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};
use serde_json::json;

use crate::context::{Context, fault, notice, print, say};
use crate::deck::Catalogue;
use crate::error::{Fault, named};
use crate::library::{self, Origin, Place};
use crate::ui::counted;
use add::BuiltIn;
use change::Clash;

mod add;
mod change;
mod clash;
mod feedback;
mod parcel;
mod remove;
mod update;

pub(super) use change::change_silently;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct DecksArgs {
    #[command(subcommand)]
    pub(crate) change: Option<Change>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Change {
    /// Study these decks by default from now on
    Add {
        /// Deck files or directories, which stay where they are; zips or https addresses, of which a copy is kept; ids of
        /// built-in decks
        #[arg(value_name = "PLACE", required = true)]
        decks: Vec<String>,
        /// Set the built-in decks aside
        #[arg(long)]
        only: bool,
        /// Let a deck take the place of another with the same id and other cards
        #[arg(long)]
        replace: bool,
    },
    /// Fetch corrections of what came from an address or a zip, and tell what they change
    Update {
        /// Ids of decks, or addresses as they were added [default: all]
        #[arg(value_name = "DECK")]
        decks: Vec<String>,
        /// Take a version that holds other cards than the one before
        #[arg(long)]
        replace: bool,
    },
    /// Put together what students flagged and held to be right, from `acquis cards --flagged --overruled --json`
    Feedback {
        /// The files that students sent, or directories of them
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Study these decks by default no longer; their progress stays
    Remove {
        /// Deck or course ids, or paths as they were added
        #[arg(value_name = "DECK", required = true)]
        decks: Vec<String>,
    },
}

/// What is known of one deck.
struct Row {
    id: String,
    course: String,
    title: String,
    order: Option<i64>,
    requires: Vec<String>,
    version: Option<String>,
    authors: Vec<String>,
    licence: Option<String>,
    url: Option<String>,
    /// A path, or `built in`.
    origin: String,
    /// Where it came from, of a course that is kept.
    place: Option<Place>,
    entries: usize,
    cards: usize,
    seen: usize,
}

pub(crate) fn run(decks: &DecksArgs, cx: &Context) -> Result<ExitCode> {
    let Some(wanted) = &decks.change else { return show(decks.json, cx) };
    let clash = |replace: bool| if replace { Clash::Replace } else { Clash::Refuse };
    let done = match wanted {
        Change::Add { decks, only, replace } => {
            let built_in = if *only { BuiltIn::Aside } else { BuiltIn::Ask };
            add::add(decks, built_in, clash(*replace), cx).map(|()| ExitCode::SUCCESS)
        }
        Change::Feedback { files, json } => return feedback::run(files, *json),
        Change::Update { decks, replace } => return update::update(decks, clash(*replace), cx),
        Change::Remove { decks } => remove::remove(decks, cx).map(|()| ExitCode::SUCCESS),
    };
    done.or_else(|cause| {
        fault(&cause.downcast::<Refused>()?.0.into())?;
        Ok(ExitCode::FAILURE)
    })
}

/// Done, and the answer is no: exit 1, nothing changed.
#[derive(Debug)]
struct Refused(Fault);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refused {}

fn show(is_json: bool, cx: &Context) -> Result<ExitCode> {
    let rows = rows(cx)?;
    if is_json {
        let decks: Vec<_> = rows
            .iter()
            .map(|row| {
                json!({ "id": row.id, "course": row.course, "title": row.title, "from": row.origin,
                        "place": row.place.as_ref().map(|place| &place.place),
                        "fetched": row.place.as_ref().map(|place| &place.day),
                        "order": row.order, "requires": row.requires, "version": row.version,
                        "authors": row.authors, "licence": row.licence, "url": row.url,
                        "entries": row.entries, "cards": row.cards, "seen": row.seen })
            })
            .collect();
        print(&json!({ "schema": 1, "decks": decks }).to_string())?;
        return Ok(ExitCode::SUCCESS);
    }
    for row in &rows {
        say(&row.lines().join("\n  "))?;
    }
    let aside = cx.config.removed.iter().filter(|id| rows.iter().all(|row| row.id != **id));
    let aside: Vec<&str> = aside.map(String::as_str).collect();
    if !aside.is_empty() {
        say(&format!("built in, not studied: {}; `acquis decks add ID` adds one", aside.join(", ")))?;
    }
    Ok(ExitCode::SUCCESS)
}

impl Row {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.id.clone(), format!("{}; course {}", self.title, self.course)];
        let version = self.version.as_ref().map(|version| format!("version {version}"));
        let authors = Some(self.authors.join(", ")).filter(|authors| !authors.is_empty());
        let authors = authors.map(|authors| format!("by {authors}"));
        let about: Vec<String> =
            version.into_iter().chain(authors).chain(self.licence.clone()).chain(self.url.clone()).collect();
        if !about.is_empty() {
            lines.push(about.join("; "));
        }
        if !self.requires.is_empty() {
            lines.push(format!("takes for granted: {}", self.requires.join(", ")));
        }
        let Self { entries, cards, seen, origin, .. } = self;
        let origin = match &self.place {
            Some(place) => format!("from {}, as on {}", named(place.place.as_ref()), place.day),
            None => named(Path::new(origin)),
        };
        let (entries, cards) = (counted(*entries, "entry", "entries"), counted(*cards, "card", "cards"));
        lines.push(format!("{entries}, {cards}, {seen} seen; {origin}"));
        lines
    }
}

fn rows(cx: &Context) -> Result<Vec<Row>> {
    let (library, _) = library::open(&cx.config.decks, &cx.config.removed, &[], cx.cache().as_deref())?;
    for told in library.notices.iter().chain(&library.beside) {
        notice(told)?;
    }
    let origins: Vec<(String, Option<Place>)> = library.files.iter().map(|file| origin(&file.origin)).collect();
    let catalogue = Catalogue::new(library.into_decks());
    let progress = cx.store_for_reading()?.progress_of_all()?;
    let row = |(at, (origin, place)): (usize, (String, Option<Place>))| {
        let deck = &catalogue.decks[at];
        let cards = catalogue.cards.iter().filter(|card| card.deck == at);
        let seen = |card: &&crate::deck::Card| progress.get(&card.id).is_some_and(|known| known.is_seen());
        Row {
            id: deck.id.clone(),
            course: deck.course.clone(),
            title: deck.title.clone(),
            order: deck.order,
            requires: deck.requires.clone(),
            version: deck.version.clone(),
            authors: deck.authors.clone(),
            licence: deck.licence.clone(),
            url: deck.url.clone(),
            origin,
            place,
            entries: deck.notes.len(),
            cards: cards.clone().count(),
            seen: cards.filter(seen).count(),
        }
    };
    Ok(origins.into_iter().enumerate().map(row).collect())
}

/// The path of a deck's file, and where it came from.
fn origin(origin: &Origin) -> (String, Option<Place>) {
    match origin {
        Origin::BuiltIn => ("built in".to_owned(), None),
        Origin::File(path) => {
            let place = path.parent().and_then(|folder| library::place_of(folder).ok().flatten());
            (path.to_string_lossy().into_owned(), place)
        }
    }
}
