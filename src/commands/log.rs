//! `acquis log`: the whole log as JSON lines, out and in.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use crate::cli::{Export, Import, Log, LogVerb};
use crate::commands::copies::{counted, told};
use crate::context::{Context, input_lines, notice, print};
use crate::error::Fault;
use crate::files::{self, Existing, Readers};
use crate::store;

pub(crate) fn run(log: &Log, cx: &Context) -> Result<ExitCode> {
    match &log.verb {
        LogVerb::Export(args) => export(args, cx),
        LogVerb::Import(args) => import(args, cx),
    }
}

fn export(args: &Export, cx: &Context) -> Result<ExitCode> {
    let store = cx.store_for_reading()?;
    told(&store)?;
    let mut text = String::new();
    let events = store.export(|line| {
        text.push_str(&line);
        text.push('\n');
        Ok(())
    })?;
    match &args.file {
        None => text.lines().try_for_each(print)?,
        Some(file) => {
            let existing = if args.force { Existing::Replace } else { Existing::Keep };
            files::write(file, text.as_bytes(), existing, Readers::Owner)?;
            notice(&format!("`{}` holds {}", file.display(), counted(events)))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn import(args: &Import, cx: &Context) -> Result<ExitCode> {
    // Everything is read before anything is written.
    let mut lines = Vec::new();
    for file in &args.files {
        if file == Path::new("-") {
            lines.extend(store::log_lines("standard input", input_lines())?);
        } else {
            lines.extend(store::log_file(file)?);
        }
    }
    if lines.is_empty() {
        return Err(Fault::new("there is no event in what was given").into());
    }
    let mut store = cx.store()?;
    told(&store)?;
    let counts = store.import(&lines)?;
    if args.json {
        print(&json!({ "schema": 1, "added": counts.added, "known": counts.known }).to_string())?;
    } else {
        print(&format!("{} taken in, {} known already", counted(counts.added), counts.known))?;
    }
    Ok(ExitCode::SUCCESS)
}
