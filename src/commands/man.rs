//! `acquis man`: a page of the manual for the program and for each verb.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;
use clap::Command;
use clap_mangen::Man;

use crate::commands::complete::command as whole_command;
use crate::context::notice;
use crate::error::named;
use crate::files::{self, Existing, Readers};
use crate::ui::counted;

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The folder to write to; it is made where it is missing
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace pages that stand there already
    #[arg(long)]
    pub(crate) force: bool,
}

pub(crate) fn run(args: &ManArgs) -> Result<ExitCode> {
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    std::fs::create_dir_all(&args.out).with_context(|| format!("could not make `{}`", named(&args.out)))?;
    let mut command = whole_command();
    command.build();
    let pages = pages(&command, &args.out, existing)?;
    notice(&format!("`{}` holds {}", named(&args.out), counted(pages, "page", "pages")))?;
    Ok(ExitCode::SUCCESS)
}

/// The page of a command, and those of its verbs; gives how many.
fn pages(command: &Command, folder: &Path, existing: Existing) -> Result<usize> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    files::write(&folder.join(format!("{name}.1")), &page, existing, Readers::Umask)?;
    let verbs = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    verbs.map(|verb| pages(verb, folder, existing)).try_fold(1, |sum, pages| Ok(sum + pages?))
}
