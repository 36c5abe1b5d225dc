//! `acquis completions`: the script that makes a shell complete words behind `acquis`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::commands::complete::script;
use crate::context::output;

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell that is to complete words behind `acquis`
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
}

pub(crate) fn run(args: &CompletionsArgs) -> Result<ExitCode> {
    output(script(args.shell).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
