//! What is longer than the window goes through the student's pager, as git has it.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// A pager that was asked for, or `less`.
pub(crate) struct Pager {
    /// A command line for the shell.
    pub(crate) command: String,
    /// `LESS` is set already.
    pub(crate) has_options: bool,
}

impl Pager {
    /// Whether the text went through it; false where it could not be started.
    pub(crate) fn show(&self, text: &str) -> bool {
        // Ctrl-C belongs to the pager meanwhile.
        let _held = super::tty::StandardInput::open();
        let mut command = Command::new("sh");
        // 127 is the shell's word that there is no such program.
        command.args(["-c", &self.command]).stdin(Stdio::piped());
        if !self.has_options {
            // Leave at once where it fits, colours as they are, and the text in sight afterwards.
            command.env("LESS", "FRX");
        }
        let Ok(mut child) = command.spawn() else { return false };
        if let Some(mut input) = child.stdin.take() {
            // Who leaves the pager early has read enough.
            let _ = input.write_all(text.as_bytes()).and_then(|()| input.write_all(b"\n"));
        }
        child.wait().is_ok_and(|status| status.code() != Some(127))
    }
}
