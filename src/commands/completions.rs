//! `acquis completions`: the script that makes a shell complete words behind `acquis`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::commands::complete::script;
use crate::context::output;
use crate::error::Fault;

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

impl Shell {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Elvish => "elvish",
            Self::Powershell => "powershell",
        }
    }
}

pub(crate) fn run(args: &CompletionsArgs) -> Result<ExitCode> {
    let Some(script) = script(args.shell.word()) else {
        return Err(Fault::new(format!("there are no completions for {}", args.shell.word())).into());
    };
    output(&script)?;
    Ok(ExitCode::SUCCESS)
}
