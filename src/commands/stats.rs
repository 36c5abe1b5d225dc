//! `acquis stats`: what is known, at risk and never seen, as tables, JSON or a page; and the fit of the memory model.

use std::process::ExitCode;

use anyhow::Result;

use crate::cli::{self, Selection};
use crate::commands::select::select;
use crate::context::{Context, notice, print};
use crate::stats::{Ground, stats};

mod json;
mod words;

pub(crate) fn run(args: &cli::Stats, cx: &Context) -> Result<ExitCode> {
    let selection = Selection { decks: args.decks.clone(), topic: args.topic.clone(), ..Selection::default() };
    let selected = select(&selection, cx)?;
    for told in &selected.notices {
        notice(told)?;
    }
    let store = cx.store_for_reading()?;
    let events = store.events()?;
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
    if args.json {
        print(&json::report(&stats, &selected.catalogue, store.scheduler()).to_string())?;
    } else {
        print(&words::report(&stats, &selected.catalogue, cx))?;
    }
    Ok(ExitCode::SUCCESS)
}
