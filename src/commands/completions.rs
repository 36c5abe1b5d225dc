//! `acquis completions`: the script that makes a shell complete words behind `acquis`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::commands::complete::{Shell, script};
use crate::context::output;

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell that is to complete words behind `acquis`
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

pub(crate) fn run(args: &CompletionsArgs) -> Result<ExitCode> {
    output(script(args.shell).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
