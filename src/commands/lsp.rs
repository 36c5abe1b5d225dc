//! `acquis lsp`: a language server on the standard streams, for whatever editor starts it.

use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};
use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::Args;
use lsp_server::{Connection, Message};

use super::check::explain::{PAGES, line_of};
use super::preview;
use super::try_answer::{explained, judge, question};
use crate::context::{Common, copies, today};
use crate::deck::{Card, Catalogue};
use crate::diagnostic::Code;
use crate::error::Fault;
use crate::files::{self, Existing, Readers};
use crate::library;
use crate::lsp::{Beside, Checked, Checker, Job, Judged, Outside, Server, uri};
use crate::text::Lexicon;
use crate::ui::{Palette, Style};

#[derive(Debug, Args)]
pub(crate) struct LspArgs {
    /// On the standard streams; the only way, and what some editors say
    #[arg(long)]
    pub(crate) stdio: bool,
}

/// So long nothing must come before what was typed is checked.
const PAUSE: Duration = Duration::from_millis(150);

/// Columns of a question that is shown in an editor.
const COLUMNS: usize = 72;

/// Speaks until the client ends the conversation: exit 0 if it said so before, else 1.
///
/// # Errors
/// What comes in is no message.
pub(crate) fn run(_: &LspArgs, common: &Common) -> Result<ExitCode> {
    let (connection, threads) = Connection::stdio();
    let desk = Desk { lexicon: Lexicon::embedded(), pages: pages(common), now: common.now };
    let ended = converse(&connection, &mut Server::new(desk));
    drop(connection);
    threads.join().context("could not read what the editor said")?;
    Ok(if ended == Ended::AsAgreed { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    AsAgreed,
    /// Without `shutdown`.
    Suddenly,
}

/// What there is to hear.
enum Heard {
    Said(Message),
    Checked(Checked),
    /// The client is gone.
    Gone,
}

fn converse<O: Outside>(connection: &Connection, server: &mut Server<O>) -> Ended {
    let (ears, heard) = mpsc::channel();
    listen(connection, ears.clone());
    let jobs = check_apart(ears);
    let mut is_checking = false;
    loop {
        let next = if server.is_due() && !is_checking {
            match heard.recv_timeout(PAUSE) {
                Ok(next) => Some(next),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ended::Suddenly,
            }
        } else {
            let Ok(next) = heard.recv() else { return Ended::Suddenly };
            Some(next)
        };
        let said = match next {
            Some(Heard::Said(Message::Notification(notification))) if notification.method == "exit" => {
                return if server.is_shut_down() { Ended::AsAgreed } else { Ended::Suddenly };
            }
            Some(Heard::Said(message)) => server.receive(message),
            Some(Heard::Checked(checked)) => {
                is_checking = false;
                server.checked(checked)
            }
            Some(Heard::Gone) => return Ended::Suddenly,
            None => {
                is_checking = true;
                if jobs.send(server.job()).is_err() {
                    return Ended::Suddenly;
                }
                Vec::new()
            }
        };
        for message in said {
            if connection.sender.send(message).is_err() {
                return Ended::Suddenly;
            }
        }
    }
}

/// Passes on what the client says, until it says `exit` or nothing more.
fn listen(connection: &Connection, ears: Sender<Heard>) {
    let from = connection.receiver.clone();
    thread::spawn(move || {
        for message in &from {
            let ends = matches!(&message, Message::Notification(one) if one.method == "exit");
            if ears.send(Heard::Said(message)).is_err() || ends {
                return;
            }
        }
        // Nobody may be left to hear it.
        let _ = ears.send(Heard::Gone);
    });
}

/// Checks on a thread of its own, so that no answer waits for it; until no more jobs come.
fn check_apart(ears: Sender<Heard>) -> Sender<Job> {
    let (jobs, todo) = mpsc::channel();
    thread::spawn(move || {
        let mut checker = Checker::new(beside);
        for job in todo {
            if ears.send(Heard::Checked(checker.run(job))).is_err() {
                return;
            }
        }
    });
    jobs
}

/// The TOML files beside a file, and the decks inside the program.
fn beside(path: &Path) -> Vec<(Beside, String)> {
    let files = library::texts_beside(path).into_iter().map(|(path, text)| (Beside::File(path), text));
    let inside = library::texts_built_in().map(|(name, text)| (Beside::Inside(name.to_owned()), text.to_owned()));
    files.chain(inside).collect()
}

/// What the server finds outside.
struct Desk {
    lexicon: Lexicon,
    /// The address of the pages about codes, as a file.
    pages: Option<String>,
    /// The moment that was fixed, if one was.
    now: Option<DateTime<FixedOffset>>,
}

/// Lays the pages about codes where an editor can open them; without a place for them there are none.
fn pages(common: &Common) -> Option<String> {
    let folder = copies(common)?;
    let path = folder.join("diagnostics.md");
    if library::text_of(&path).is_ok_and(|text| text == PAGES) {
        return Some(uri::of_path(&path));
    }
    files::make_folder(&folder).ok()?;
    files::write(&path, PAGES.as_bytes(), Existing::Replace, Readers::Umask).ok()?;
    Some(uri::of_path(&path))
}

impl Outside for Desk {
    fn beside(&self, path: &Path) -> Vec<(Beside, String)> {
        beside(path)
    }

    fn preview(&self, catalogue: &Catalogue, card: &Card) -> String {
        let style = Style { palette: Palette::None, ascii: false, width: COLUMNS };
        preview::shown(catalogue, card, 0, &style).to_string()
    }

    fn today(&self) -> NaiveDate {
        today(self.now)
    }

    fn judged(&self, catalogue: &Catalogue, card: &Card, answer: &str) -> Result<Judged, String> {
        let question = question(catalogue, card);
        let verdict = judge(catalogue, card, &question, answer, &self.lexicon).map_err(|cause| told(&cause))?;
        let remarks: Vec<String> = verdict.remarks.iter().map(ToString::to_string).collect();
        let word = verdict.outcome.word();
        let in_brief = if remarks.is_empty() { word.to_owned() } else { format!("{word}: {}", remarks.join("; ")) };
        Ok(Judged { in_brief, in_full: explained(&question, answer, &verdict) })
    }

    fn page(&self, code: Code) -> Option<String> {
        Some(format!("{}#L{}", self.pages.as_ref()?, line_of(code)?))
    }
}

fn told(cause: &anyhow::Error) -> String {
    cause.downcast_ref::<Fault>().map_or_else(|| cause.to_string(), |fault| fault.message().to_owned())
}

#[cfg(test)]
mod tests {
    use lsp_server::{Notification, Request, RequestId};
    use serde_json::json;

    use super::*;

    /// Over channels, as over the streams: what was typed is checked once nothing more comes.
    #[test]
    fn a_client_is_answered_and_told_what_is_wrong() {
        let (here, there) = Connection::memory();
        let desk = Desk { lexicon: Lexicon::embedded(), pages: None, now: None };
        let server = std::thread::spawn(move || converse(&here, &mut Server::new(desk)));
        let ask = |id: i32, method: &str, params| {
            there.sender.send(Request::new(RequestId::from(id), method.to_owned(), params).into()).unwrap();
        };
        let tell = |method: &str, params| {
            there.sender.send(Notification::new(method.to_owned(), params).into()).unwrap();
        };
        ask(1, "initialize", json!({ "capabilities": {} }));
        let text =
            "[deck]\nid = \"d\"\ntitle = \"D\"\n[[short]]\nid = \"a\"\nask = \"Which body?\"\nanser = \"ENISA\"\n";
        tell("textDocument/didOpen", json!({ "textDocument": { "uri": "untitled:a", "version": 1, "text": text } }));
        let mut said = Vec::new();
        while !said.iter().any(|one| matches!(one, Message::Notification(_))) {
            said.push(there.receiver.recv().unwrap());
        }
        let Some(Message::Notification(found)) = said.last() else { panic!("{said:?}") };
        assert!(found.params.to_string().contains("did you mean `answer`?"), "{found:?}");
        ask(2, "shutdown", json!(null));
        tell("exit", json!(null));
        assert_eq!(server.join().unwrap(), Ended::AsAgreed);
    }

    #[test]
    fn a_client_that_is_gone_ends_it() {
        let (here, there) = Connection::memory();
        drop(there);
        let desk = Desk { lexicon: Lexicon::embedded(), pages: None, now: None };
        assert_eq!(converse(&here, &mut Server::new(desk)), Ended::Suddenly);
    }

    #[test]
    fn every_code_has_its_line_among_the_pages() {
        for code in Code::ALL {
            assert!(line_of(*code).is_some(), "{code}");
        }
    }
}
