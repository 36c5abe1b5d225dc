//! Another program that has the terminal until it ends: when it is stopped, so are we, and both go on together.

use std::io;
use std::process::Command;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use signal_hook::consts::signal::SIGTSTP;
use signal_hook::low_level;

/// Runs it to its end: its exit code, none where a signal ended it.
pub(crate) fn run(command: &mut Command) -> io::Result<Option<i32>> {
    let child = command.spawn()?;
    let id = i32::try_from(child.id()).ok().and_then(Pid::from_raw).ok_or(io::ErrorKind::InvalidInput)?;
    loop {
        match waitpid(Some(id), WaitOptions::UNTRACED) {
            Err(Errno::INTR) => {}
            Err(cause) => return Err(cause.into()),
            Ok(Some((_, status))) if status.stopped() => {
                let _ = low_level::emulate_default_handler(SIGTSTP);
                let _ = kill_process(id, Signal::CONT);
            }
            Ok(Some((_, status))) => return Ok(status.exit_status()),
            Ok(None) => {}
        }
    }
}
