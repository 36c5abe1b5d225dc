//! The standard streams: data, reports and talk, each made harmless on its way out.

#![expect(clippy::disallowed_methods, reason = "this is the door of the standard streams")]

use std::io::{IsTerminal, Write};

use anyhow::{Context as _, Result};

use super::Context;
use crate::error::Fault;
use crate::platform;
use crate::ui::{self, Drawn, Pager};

/// Data to standard output, made harmless; JSON keeps what it says, in escapes.
pub(crate) fn print(text: &str) -> Result<()> {
    let harmless = if text.starts_with(['{', '[']) { ui::harmless_json(text) } else { ui::harmless_data(text) };
    put_out(&harmless)
}

/// Words for a reader to standard output, made harmless.
pub(crate) fn say(text: &str) -> Result<()> {
    put_out(&set_for_window(ui::harmless(text)))
}

/// Harmless words as standard output shows them: in a window no word is broken at its edge.
pub(crate) fn set_for_window(text: String) -> String {
    if std::io::stdout().is_terminal() { ui::figures::prose(&text, ui::figures::output_columns()) } else { text }
}

/// Columns of a report about a deck on standard output: those of the window, else enough for most lines.
pub(crate) fn report_columns() -> usize {
    if std::io::stdout().is_terminal() { ui::figures::output_columns() } else { 100 }
}

/// What was drawn here to standard output, colours included.
pub(crate) fn print_drawn(drawn: &Drawn) -> Result<()> {
    put_out(drawn)
}

/// What was drawn here to standard error.
pub(crate) fn notice_drawn(drawn: &Drawn) -> Result<()> {
    writeln!(std::io::stderr().lock(), "{drawn}").context("could not write to standard error")
}

fn put_out(text: &impl std::fmt::Display) -> Result<()> {
    writeln!(std::io::stdout().lock(), "{text}").context("could not write to standard output")
}

impl Context {
    /// A report that was drawn here: through the student's pager where it is longer than the window.
    pub(crate) fn show(&self, drawn: &Drawn) -> Result<()> {
        let text = drawn.to_string();
        let rows = ui::window_rows().filter(|_| std::io::stdout().is_terminal() && self.at_terminal && self.may_ask);
        if rows.is_some_and(|rows| text.lines().count() >= rows) && pager().is_some_and(|pager| pager.show(&text)) {
            return Ok(());
        }
        print_drawn(drawn)
    }
}

/// The pager that `PAGER` names, else `less`; none where it is empty, or `cat`.
fn pager() -> Option<Pager> {
    let command = std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
    let has_options = std::env::var_os("LESS").is_some();
    (platform::HAS_PAGERS && !command.trim().is_empty() && command.trim() != "cat")
        .then_some(Pager { command, has_options })
}

/// A whole file's bytes to standard output.
pub(crate) fn output(bytes: &[u8]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).context("could not write to standard output")
}

/// One line of talk to standard error, made harmless: no name in it can make it look like two.
pub(crate) fn notice(text: &str) -> Result<()> {
    let line = text.replace(['\n', '\r'], " ");
    let harmless = ui::harmless(&line);
    let window = ui::window_columns().filter(|_| std::io::stderr().is_terminal());
    let shown = window.map(|columns| ui::figures::prose(&harmless, columns)).unwrap_or(harmless);
    writeln!(std::io::stderr().lock(), "{shown}").context("could not write to standard error")
}

/// What could not be done, with its cause and its advice.
pub(crate) fn fault(cause: &anyhow::Error) -> Result<()> {
    let (mut said, mut advice) = (Vec::new(), None);
    for link in cause.chain() {
        match link.downcast_ref::<Fault>() {
            Some(fault) => {
                said.push(fault.message().to_owned());
                advice = advice.or(fault.hint());
            }
            None => said.push(link.to_string()),
        }
    }
    notice(&format!("acquis: {}", said.join(": ")))?;
    advice.map_or(Ok(()), |advice| notice(&format!("  hint: {advice}")))
}

/// What is wrong with a command line, or the help it asks for: clap's words, with what was typed made harmless.
pub(crate) fn command_line(error: &clap::Error) -> Result<()> {
    let typed = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let words: Vec<String> = typed.filter(|word| ui::harmless_line(word) != *word).collect();
    let plain = error.render().to_string();
    if words.is_empty() && ui::harmless(&plain) == plain {
        return error.print().context("could not write to standard error");
    }
    let shown = words.iter().fold(plain, |shown, word| shown.replace(word.as_str(), &ui::harmless_line(word)));
    writeln!(std::io::stderr().lock(), "{}", ui::harmless(&shown).trim_end())
        .context("could not write to standard error")
}
