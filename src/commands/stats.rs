//! `acquis stats`: what is known, at risk and never seen, as tables, JSON or a page; and the fit of the memory model.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::commands::day::{Asked, Wish, today};
use crate::commands::select::{Selection, select};
use crate::context::{Context, notice, print};
use crate::stats::{Ground, stats};
use words::Detail;

mod browser;
mod fit;
mod json;
mod page;
mod words;

#[derive(Debug, Args)]
pub(crate) struct StatsArgs {
    /// Deck or course ids, or paths of deck files or directories [default: all decks]
    #[arg(value_name = "DECK")]
    pub(crate) decks: Vec<String>,
    /// Only entries of this topic (may be given several times)
    #[arg(long, value_name = "TOPIC")]
    pub(crate) topic: Vec<String>,
    /// As JSON, every figure
    #[arg(long, conflicts_with = "html")]
    pub(crate) json: bool,
    /// A page with charts, opened in the browser; with FILE it is written there instead
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "clap's form of a flag whose value may be left out")]
    pub(crate) html: Option<Option<PathBuf>>,
    /// With --html and no file: do not open the page, say where it lies
    #[arg(long, requires = "html")]
    pub(crate) no_open: bool,
    /// The figures that compare memory models too
    #[arg(long)]
    pub(crate) verbose: bool,
    /// Replace the file of --html where it is none of acquis
    #[arg(long, requires = "html")]
    pub(crate) force: bool,
    /// Fit the memory model to your own answers, and adopt it only if it foretells better
    #[arg(long, conflicts_with_all = ["html", "decks", "topic"])]
    pub(crate) fit: bool,
    /// With --fit: go back to the parameters before the last fit
    #[arg(long, requires = "fit")]
    pub(crate) undo: bool,
}

pub(crate) fn run(args: &StatsArgs, cx: &Context) -> Result<ExitCode> {
    if args.fit {
        return fit::run(args, cx);
    }
    let selection = Selection { decks: args.decks.clone(), topic: args.topic.clone(), ..Selection::default() };
    let selected = select(&selection, cx)?;
    for told in &selected.notices {
        notice(told)?;
    }
    let store = cx.store_for_reading()?;
    let events = store.events()?;
    let Asked { load, .. } = today(&selected, &store, &store.progress_of_all()?, Wish::default(), cx)?;
    let ground = Ground {
        catalogue: &selected.catalogue,
        selected: &selected.cards,
        with_strangers: args.decks.is_empty() && args.topic.is_empty(),
        events: &events,
        scheduler: store.scheduler(),
        today: cx.today(),
        desired: f64::from(cx.config.retention) / 1000.0,
    };
    let stats = stats(&ground);
    if let Some(file) = &args.html {
        browser::deliver(&page::page(&stats, &load, &selected.catalogue), file.as_deref(), args, cx)?;
    } else if args.json {
        print(&json::report(&stats, &load, &selected.catalogue, store.scheduler()).to_string())?;
    } else {
        let detail = if args.verbose { Detail::Expert } else { Detail::Student };
        cx.show(&words::report(&stats, &load, &selected.catalogue, detail, cx))?;
    }
    Ok(ExitCode::SUCCESS)
}
