//! `acquis backup`: a checked copy of all progress.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use crate::cli::Backup;
use crate::commands::copies::{counted, told};
use crate::context::{Context, print};
use crate::files::Existing;
use crate::ui;

pub(crate) fn run(args: &Backup, cx: &Context) -> Result<ExitCode> {
    let store = cx.store_for_reading()?;
    told(&store)?;
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let events = store.back_up(&args.file, existing)?;
    let file = args.file.display().to_string();
    if args.json {
        print(&json!({ "schema": 1, "file": file, "events": events }).to_string())?;
    } else {
        print(&ui::harmless_line(&format!("`{file}` holds all your progress: {}, read back", counted(events))))?;
    }
    Ok(ExitCode::SUCCESS)
}
