//! `acquis restore`: a copy in the place of progress; what stood there is kept.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use crate::commands::sync;
use crate::context::{Context, notice, print};
use crate::diagnostic::counted;
use crate::error::{Fault, named, pasted};
use crate::store::{self, Copy};
use crate::ui;

#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// The copy to go back to [default: none; the daily copies are listed]
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Do not ask
    #[arg(long)]
    pub(crate) yes: bool,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

pub(crate) fn run(args: &RestoreArgs, cx: &Context) -> Result<ExitCode> {
    let Some(file) = &args.file else { return list(args.json, cx) };
    let copy = Copy::read(file, &cx.places.data)?;
    if !args.yes && !confirmed(file, &copy, cx)? {
        return Ok(ExitCode::from(1));
    }
    let is_stopped = sync::pause(cx)?;
    let kept = store::restore(&cx.places.data, &copy)?.map(|path| path.to_string_lossy().into_owned());
    if args.json {
        print(&json!({ "schema": 1, "events": copy.events(), "kept": kept }).to_string())?;
        return Ok(ExitCode::SUCCESS);
    }
    let kept = kept.map(|path| format!("; what stood there before is kept as `{path}`")).unwrap_or_default();
    print(&ui::harmless_line(&format!("your progress now holds {}{kept}", counted(copy.events(), "event", "events"))))?;
    if let Some(place) = is_stopped {
        let place = pasted(&place);
        notice(&format!("nothing is synced any more: `acquis sync {place}` takes in again what the place holds"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Asks, naming what would be put away.
fn confirmed(file: &Path, copy: &Copy, cx: &Context) -> Result<bool> {
    let day = copy.newest_day().map(|day| format!(", the last of {day}")).unwrap_or_default();
    let mut said = format!("`{}` holds {}{day}.\n", named(file), counted(copy.events(), "event", "events"));
    match cx.store_for_reading() {
        Ok(store) => {
            let lacking = copy.lacks(&store)?;
            said += &format!(
                "Your progress holds {}, {lacking} of them not in the copy.\n",
                counted(store.count()?, "event", "events")
            );
        }
        Err(cause) => said += &format!("Your progress cannot be read now: {cause:#}\n"),
    }
    said.lines().try_for_each(notice)?;
    if !cx.at_terminal || !cx.may_ask {
        return Err(Fault::new("nothing was restored: there is nobody to ask").advice("add --yes to go ahead").into());
    }
    ui::confirm("Put the copy in its place? What stands there is kept.")
}

/// The daily copies, with the command that brings each back.
fn list(json: bool, cx: &Context) -> Result<ExitCode> {
    let copies = store::copies(&cx.places.data)?;
    let read = |path: &std::path::PathBuf| Copy::read(path, &cx.places.data).ok().map(|copy| copy.events());
    if json {
        let copies: Vec<_> = copies
            .iter()
            .map(|path| json!({ "file": path.to_string_lossy().into_owned(), "events": read(path) }))
            .collect();
        print(&json!({ "schema": 1, "copies": copies }).to_string())?;
        return Ok(ExitCode::SUCCESS);
    }
    if copies.is_empty() {
        print("There is no daily copy yet: one is made with the first answer of each study day.")?;
    }
    for path in &copies {
        let events = read(path).map_or("damaged".to_owned(), |events| counted(events, "event", "events"));
        print(&ui::harmless_line(&format!("acquis restore {} # {events}", pasted(&path.to_string_lossy()))))?;
    }
    Ok(ExitCode::SUCCESS)
}
