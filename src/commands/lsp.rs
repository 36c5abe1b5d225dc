//! `acquis lsp`: a language server on the standard streams, for whatever editor starts it.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};
use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::Args;
use lsp_server::Message;

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
    let desk = Desk { lexicon: Lexicon::embedded(), pages: pages(common), now: common.now };
    let (ears, heard) = mpsc::channel();
    listen(ears.clone());
    #[expect(clippy::disallowed_methods, reason = "the conversation is held on the standard streams")]
    let out = io::stdout().lock();
    let ended = converse(&heard, ears, out, &mut Server::new(desk)).context("could not read what the editor said")?;
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
    /// The client is gone, or what it said was no message.
    Gone(io::Result<()>),
}

/// Answers in the order in which was asked; whoever asks hears it before the next question is looked at.
///
/// # Errors
/// What was heard is no message.
fn converse<O: Outside>(
    heard: &Receiver<Heard>,
    ears: Sender<Heard>,
    mut out: impl Write,
    server: &mut Server<O>,
) -> io::Result<Ended> {
    let jobs = check_apart(ears);
    let mut is_checking = false;
    loop {
        let next = if server.is_due() && !is_checking {
            match heard.recv_timeout(PAUSE) {
                Ok(next) => Some(next),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Suddenly),
            }
        } else {
            let Ok(next) = heard.recv() else { return Ok(Ended::Suddenly) };
            Some(next)
        };
        let said = match next {
            Some(Heard::Said(message)) if ends(&message) => {
                return Ok(if server.is_shut_down() { Ended::AsAgreed } else { Ended::Suddenly });
            }
            Some(Heard::Said(message)) => server.receive(message),
            Some(Heard::Checked(checked)) => {
                is_checking = false;
                server.checked(checked)
            }
            Some(Heard::Gone(how)) => return how.map(|()| Ended::Suddenly),
            None => {
                is_checking = true;
                if jobs.send(server.job()).is_err() {
                    return Ok(Ended::Suddenly);
                }
                Vec::new()
            }
        };
        for message in said {
            // The client is gone.
            if say(&mut out, message.text()).is_err() {
                return Ok(Ended::Suddenly);
            }
        }
    }
}

/// A message with the header that says its length.
fn say(out: &mut impl Write, message: &str) -> io::Result<()> {
    write!(out, "Content-Length: {}\r\n\r\n{message}", message.len())?;
    out.flush()
}

fn ends(message: &Message) -> bool {
    matches!(message, Message::Notification(one) if one.method == "exit")
}

/// Passes on what the client says, until it says `exit` or nothing more.
fn listen(ears: Sender<Heard>) {
    thread::spawn(move || {
        #[expect(clippy::disallowed_methods, reason = "the conversation is held on the standard streams")]
        let said = io::stdin().lock();
        // Nobody may be left to hear it.
        let _ = ears.send(Heard::Gone(hear(said, &ears)));
    });
}

fn hear(mut said: impl BufRead, ears: &Sender<Heard>) -> io::Result<()> {
    while let Some(message) = Message::read(&mut said)? {
        let is_last = ends(&message);
        if ears.send(Heard::Said(message)).is_err() || is_last {
            break;
        }
    }
    Ok(())
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
    use serde_json::{Value, json};

    use super::*;

    /// Hears what is said to the client.
    struct Ear(Sender<Vec<u8>>);

    impl Write for Ear {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.send(bytes.to_vec()).map_err(|_| io::ErrorKind::BrokenPipe)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn desk() -> Desk {
        Desk { lexicon: Lexicon::embedded(), pages: None, now: None }
    }

    fn message(of: &Value) -> Heard {
        Heard::Said(serde_json::from_value(of.clone()).unwrap())
    }

    /// As over the streams: what was typed is checked once nothing more comes.
    #[test]
    fn a_client_is_answered_and_told_what_is_wrong() {
        let ((mouth, heard), (ear, said)) = (mpsc::channel(), mpsc::channel());
        let ears = mouth.clone();
        let server = thread::spawn(move || converse(&heard, ears, Ear(ear), &mut Server::new(desk())).unwrap());
        mouth.send(message(&json!({ "id": 1, "method": "initialize", "params": { "capabilities": {} } }))).unwrap();
        let text =
            "[deck]\nid = \"d\"\ntitle = \"D\"\n[[short]]\nid = \"a\"\nask = \"Which body?\"\nanser = \"ENISA\"\n";
        let document = json!({ "uri": "untitled:a", "version": 1, "text": text });
        let opened = json!({ "method": "textDocument/didOpen", "params": { "textDocument": document } });
        mouth.send(message(&opened)).unwrap();
        let mut all = Vec::new();
        let words = "did you mean `answer`?";
        while !String::from_utf8_lossy(&all).contains(words) {
            all.extend(said.recv().unwrap());
        }
        assert!(all.starts_with(b"Content-Length: "));
        mouth.send(message(&json!({ "id": 2, "method": "shutdown" }))).unwrap();
        mouth.send(message(&json!({ "method": "exit" }))).unwrap();
        assert_eq!(server.join().unwrap(), Ended::AsAgreed);
    }

    /// The stream ends, or what comes in it is no message.
    #[test]
    fn a_client_that_is_gone_ends_it() {
        for (stream, is_sound) in [("", true), ("Content-Length: 3\r\n\r\n[1]", false), ("what\r\n", false)] {
            let (ears, heard) = mpsc::channel();
            ears.send(Heard::Gone(hear(stream.as_bytes(), &ears))).unwrap();
            let ended = converse(&heard, ears, io::sink(), &mut Server::new(desk()));
            assert_eq!(ended.ok(), is_sound.then_some(Ended::Suddenly), "{stream}");
        }
    }

    #[test]
    fn every_code_has_its_line_among_the_pages() {
        for code in Code::ALL {
            assert!(line_of(*code).is_some(), "{code}");
        }
    }
}
