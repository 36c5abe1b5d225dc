//! `acquis completions`: the script that makes a shell complete words behind `acquis`.

use std::process::ExitCode;

use anyhow::Result;

use crate::cli::{Completions, completion_script};
use crate::context::output;
use crate::error::Fault;

pub(crate) fn run(args: &Completions) -> Result<ExitCode> {
    let Some(script) = completion_script(args.shell.word()) else {
        return Err(Fault::new(format!("there are no completions for {}", args.shell.word())).into());
    };
    output(&script)?;
    Ok(ExitCode::SUCCESS)
}
