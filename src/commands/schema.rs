//! `acquis schema`: the deck format for editors.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::context::print;
use crate::deck::schema;
use crate::error::named;
use crate::files::{self, Existing, Readers};

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Write it to this file instead of standard output
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace a file that stands there
    #[arg(long, requires = "file")]
    pub(crate) force: bool,
}

/// The schema as a file holds it.
pub(super) fn text() -> String {
    serde_json::to_string_pretty(&schema()).expect("a schema is JSON") + "\n"
}

/// Prints the schema, or writes it to a file.
pub(crate) fn run(args: &SchemaArgs) -> Result<ExitCode> {
    let text = text();
    let Some(path) = &args.file else {
        print(text.trim_end())?;
        return Ok(ExitCode::SUCCESS);
    };
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    files::write(path, text.as_bytes(), existing, Readers::Umask)?;
    print(&format!(
        "wrote {}: begin a deck with `#:schema ./{}`",
        named(path),
        named(path.file_name().unwrap_or_default().as_ref())
    ))?;
    Ok(ExitCode::SUCCESS)
}
