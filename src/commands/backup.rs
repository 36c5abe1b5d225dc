//! `acquis backup`: a checked copy of all progress.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use crate::context::{Context, print};
use crate::diagnostic::counted;
use crate::files::Existing;
use crate::ui;

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// The file to write
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Replace the file if it stands already
    #[arg(long)]
    pub(crate) force: bool,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

pub(crate) fn run(args: &BackupArgs, cx: &Context) -> Result<ExitCode> {
    let store = cx.store_that_stands()?;
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let events = store.back_up(&args.file, existing)?;
    let file = args.file.to_string_lossy().into_owned();
    if args.json {
        print(&json!({ "schema": 1, "file": file, "events": events }).to_string())?;
    } else {
        print(&ui::harmless_line(&format!(
            "`{file}` holds all your progress: {}, read back",
            counted(events, "event", "events")
        )))?;
    }
    Ok(ExitCode::SUCCESS)
}
