//! `acquis decks`: the decks studied by default, and changes to them.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};
use serde_json::json;

use crate::context::{Context, notice, print, say};
use crate::deck::Catalogue;
use crate::error::named;
use crate::library::{self, Origin};
use crate::schedule::Progress;

mod change;

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
    /// Study these decks by default from now on; the files stay where they are
    Add {
        /// Paths of deck files or directories, or ids of built-in decks
        #[arg(value_name = "PATH", required = true)]
        decks: Vec<String>,
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
    origin: String,
    entries: usize,
    cards: usize,
    seen: usize,
}

pub(crate) fn run(decks: &DecksArgs, cx: &Context) -> Result<ExitCode> {
    match &decks.change {
        Some(Change::Add { decks }) => return change::add(decks, cx).map(|()| ExitCode::SUCCESS),
        Some(Change::Remove { decks }) => return change::remove(decks, cx).map(|()| ExitCode::SUCCESS),
        None => {}
    }
    let rows = rows(cx)?;
    if decks.json {
        let decks: Vec<_> = rows
            .iter()
            .map(|row| {
                json!({ "id": row.id, "course": row.course, "title": row.title, "from": row.origin,
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
        let origin = named(Path::new(origin));
        lines.push(format!("{entries} entries, {cards} cards, {seen} seen; {origin}"));
        lines
    }
}

fn rows(cx: &Context) -> Result<Vec<Row>> {
    let (library, _) = library::open(&cx.config.decks, &cx.config.removed, &[], cx.cache().as_deref())?;
    for told in library.notices.iter().chain(&library.beside) {
        notice(told)?;
    }
    let origin = |origin: &Origin| match origin {
        Origin::BuiltIn => "built in".to_owned(),
        Origin::File(path) => path.to_string_lossy().into_owned(),
    };
    let origins: Vec<String> = library.files.iter().map(|file| origin(&file.origin)).collect();
    let catalogue = Catalogue::new(library.into_decks());
    let progress = cx.store_for_reading()?.progress_of_all()?;
    let row = |(at, origin): (usize, String)| {
        let deck = &catalogue.decks[at];
        let cards = catalogue.cards.iter().filter(|card| card.deck == at);
        let seen = |card: &&crate::deck::Card| progress.get(&card.id).is_some_and(Progress::is_seen);
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
            entries: deck.notes.len(),
            cards: cards.clone().count(),
            seen: cards.filter(seen).count(),
        }
    };
    Ok(origins.into_iter().enumerate().map(row).collect())
}
