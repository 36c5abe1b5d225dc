//! `acquis schema`: the deck format for editors.

use std::process::ExitCode;

use anyhow::Result;

use crate::cli::Schema;
use crate::context::print;
use crate::deck::schema;
use crate::files::{self, Existing, Readers};

/// Prints the schema, or writes it to a file.
pub(crate) fn run(args: &Schema) -> Result<ExitCode> {
    let text = serde_json::to_string_pretty(&schema()).expect("a schema is JSON");
    let Some(path) = &args.file else {
        print(&text)?;
        return Ok(ExitCode::SUCCESS);
    };
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    files::write(path, format!("{text}\n").as_bytes(), existing, Readers::Umask)?;
    print(&format!(
        "wrote {}: begin a deck with `#:schema ./{}`",
        path.display(),
        path.file_name().unwrap_or_default().display()
    ))?;
    Ok(ExitCode::SUCCESS)
}
