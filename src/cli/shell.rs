//! What belongs to the shell: `completions`, `man`, `config`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct Completions {
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

#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The folder to write to; it is made where it is missing
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace pages that stand there already
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ConfigArgs {
    #[command(subcommand)]
    pub(crate) change: Option<ConfigChange>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigChange {
    /// Change one setting
    Set {
        /// One of the settings that `acquis config` lists with a single value
        #[arg(value_name = "KEY")]
        key: String,
        /// What it is from now on
        #[arg(value_name = "VALUE")]
        value: String,
    },
    /// Go back to a setting's default
    Reset {
        /// One of the settings that `acquis config` lists with a single value
        #[arg(value_name = "KEY")]
        key: String,
    },
}
