//! `acquis check`: every mistake in every file; reads only.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use crate::cli::{Check, Common};
use crate::commands::exam;
use crate::context::{output_color, print};
use crate::diagnostic::Severity;
use crate::library::{self, DeckFile};
use crate::ui::report;

/// Exit 0 clean, 1 with errors (or warnings under `--deny warnings`), 2 where a file cannot be read.
pub(crate) fn run(check: &Check, common: &Common) -> Result<ExitCode> {
    let mut files: Vec<DeckFile> = Vec::new();
    let mut unread = Vec::new();
    for path in &check.files {
        match library::read_path(path) {
            Ok(read) => files.extend(read),
            Err(cause) => unread.push(cause),
        }
    }
    exam::blueprint::check(&mut files, common)?;
    let count = |severity| {
        let all = files.iter().flat_map(|file| &file.reading.diagnostics);
        all.filter(|found| found.severity == severity).count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if check.json {
        let found: Vec<_> =
            files.iter().map(|file| report::json(&file.name, &file.text, &file.reading.diagnostics)).collect();
        let unread: Vec<_> = unread.iter().map(ToString::to_string).collect();
        print(
            &json!({ "schema": 1, "errors": errors, "warnings": warnings, "files": found, "unread": unread })
                .to_string(),
        )?;
    } else {
        draw(&files, common, (errors, warnings))?;
        for cause in &unread {
            print(&format!("error: {cause}"))?;
        }
    }
    let failed = errors > 0 || (check.deny.is_some() && warnings > 0);
    Ok(match (unread.is_empty(), failed) {
        (false, _) => ExitCode::from(2),
        (true, true) => ExitCode::from(1),
        (true, false) => ExitCode::SUCCESS,
    })
}

fn draw(files: &[DeckFile], common: &Common, (errors, warnings): (usize, usize)) -> Result<()> {
    let color = output_color(common.color);
    for file in files.iter().filter(|file| !file.reading.diagnostics.is_empty()) {
        print(&report::render(&file.name, &file.text, &file.reading.diagnostics, color, 100))?;
    }
    let entries: usize = files.iter().filter_map(|file| file.reading.deck.as_ref()).map(|deck| deck.notes.len()).sum();
    let found = match (errors, warnings) {
        (0, 0) => "no mistakes".to_owned(),
        _ => format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")),
    };
    print(&format!("{}, {}: {found}", counted(files.len(), "file"), counted_irregular(entries, "entry", "entries")))
}

fn counted(count: usize, noun: &str) -> String {
    counted_irregular(count, noun, &format!("{noun}s"))
}

fn counted_irregular(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
