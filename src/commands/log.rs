//! `acquis log`: the whole log as JSON lines, out and in.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};
use serde_json::json;

use crate::context::{Context, input_lines, notice, print};
use crate::diagnostic::counted;
use crate::error::{Fault, named};
use crate::files::{self, Existing, Readers};
use crate::store;

#[derive(Debug, Args)]
pub(crate) struct LogArgs {
    #[command(subcommand)]
    pub(crate) verb: LogVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LogVerb {
    /// The whole log as JSON lines, to a file or to standard output
    Export(LogExportArgs),
    /// Take in the events of other logs; what is known already is not doubled
    Import(LogImportArgs),
}

#[derive(Debug, Args)]
pub(crate) struct LogExportArgs {
    /// The file to write [default: standard output]
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace the file if it stands already
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct LogImportArgs {
    /// Files of JSON lines, as `acquis log export` writes them, or databases; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

pub(crate) fn run(log: &LogArgs, cx: &Context) -> Result<ExitCode> {
    match &log.verb {
        LogVerb::Export(args) => export(args, cx),
        LogVerb::Import(args) => import(args, cx),
    }
}

fn export(args: &LogExportArgs, cx: &Context) -> Result<ExitCode> {
    let store = cx.store_that_stands()?;
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
            notice(&format!("`{}` holds {}", named(file), counted(events, "event", "events")))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn import(args: &LogImportArgs, cx: &Context) -> Result<ExitCode> {
    // Everything is read before anything is written.
    let mut lines = Vec::new();
    for file in &args.files {
        if file == Path::new("-") {
            lines.extend(store::log_lines("standard input", input_lines())?);
        } else {
            lines.extend(store::log_file(file, &cx.places.data)?);
        }
    }
    if lines.is_empty() {
        return Err(Fault::new("there is no event in what was given").into());
    }
    let mut store = cx.store()?;
    let counts = store.import(&lines)?;
    if args.json {
        print(&json!({ "schema": 1, "added": counts.added, "known": counts.known }).to_string())?;
    } else {
        print(&format!("{} taken in, {} known already", counted(counts.added, "event", "events"), counts.known))?;
    }
    Ok(ExitCode::SUCCESS)
}
