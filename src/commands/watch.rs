//! `--watch`: a report made anew whenever what it is made of changes.
//!
//! Files are looked at once a second and compared by their contents. That needs no crate, sees changes on network drives
//! and in containers, where notifications are lost, and is not misled by editors that replace a file instead of writing
//! into it; a course of ten decks costs about a millisecond a look.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;

use crate::context::{Common, may_redraw, print_drawn};
use crate::library;
use crate::ui::{self, Drawn};

const LOOK: Duration = Duration::from_secs(1);

/// Draws a report, with a line that always stands below it, over the last one where there is a window for it, else prints each below the last; until q or Ctrl-C.
///
/// # Errors
/// Standard output or the terminal is gone.
pub(super) fn watch(
    paths: &[PathBuf],
    common: &Common,
    mut report: impl FnMut() -> (Drawn, Drawn),
) -> Result<ExitCode> {
    let mut seen = None;
    let mut fresh = || {
        let now = Some(library::snapshot(paths));
        (now != seen).then(|| {
            seen = now;
            report()
        })
    };
    if may_redraw(common) {
        ui::redraw(|| Ok(fresh()))?;
        return Ok(ExitCode::SUCCESS);
    }
    loop {
        if let Some((drawn, last)) = fresh() {
            let parts: Vec<Drawn> = [drawn, last].into_iter().filter(|part| !part.to_string().is_empty()).collect();
            print_drawn(&Drawn::joined(&parts))?;
        }
        std::thread::sleep(LOOK);
    }
}

/// What could not be done, for a report that goes on.
pub(super) fn told(cause: &anyhow::Error) -> (Drawn, Drawn) {
    (Drawn::of_text(&format!("error: {cause}")), Drawn::of_text(""))
}
