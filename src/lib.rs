//! acquis: a quiz and flashcard trainer for policy students, in the terminal.
//!
//! Three rings: the pure core (`text`, `card`, `deck`, `schedule`, `plan`, `study`, `exam`), adapters (`store`, `library`, `files`,
//! `ui`),
//! and the shell (`context`, `commands`). See `docs/architecture.md`.

mod card;
mod commands;
mod config;
mod context;
mod deck;
mod diagnostic;
mod error;
mod exam;
mod exchange;
mod fetch;
mod files;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
mod library;
mod lsp;
mod place;
mod plan;
mod platform;
mod schedule;
mod stats;
mod store;
mod study;
mod sync;
mod text;
mod ui;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::Parser;

pub use commands::Cli;

/// Parses the command line, runs its verb, and gives the exit code: 0 done, 1 the answer is no, 2 could not be done.
pub fn run() -> ExitCode {
    if commands::answer_shell() {
        return ExitCode::SUCCESS;
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = context::command_line(&error);
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match commands::run(cli) {
        Ok(code) => code,
        Err(cause) if is_closed_pipe(&cause) => ExitCode::SUCCESS,
        Err(cause) if cause.is::<ui::Left>() => {
            cause.downcast_ref::<ui::Left>().map_or(ExitCode::SUCCESS, |left| left.0.code().into())
        }
        Err(cause) => {
            // Nobody is left to tell if standard error is closed too.
            let _ = context::fault(&cause);
            ExitCode::from(2)
        }
    }
}

/// A reader that went away, as in `acquis decks | head -1`, is no fault.
fn is_closed_pipe(cause: &anyhow::Error) -> bool {
    cause.chain().filter_map(|link| link.downcast_ref::<std::io::Error>()).any(|io| io.kind() == ErrorKind::BrokenPipe)
}
