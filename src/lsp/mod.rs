//! A language server for deck files: `acquis check` while typing, words to choose from, questions as students meet them.
//!
//! Messages in, messages out: whoever owns the streams calls [`Server::receive`] for each message. Once nothing came for a
//! moment and something is due, [`Server::job`] says what a [`Checker`] is to check, on whatever thread, and [`Server::checked`]
//! takes in what it found.

mod actions;
mod check;
mod completion;
mod diagnostics;
mod document;
mod followers;
mod held;
mod hover;
mod lens;
mod mentions;
mod navigation;
mod place;
mod position;
mod protocol;
mod rename;
mod said;
mod symbols;
#[cfg(test)]
mod tests;
pub(crate) mod uri;
mod workspace;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::card::Span;
use crate::deck::{Card, Catalogue};
use crate::diagnostic::Code;
use check::look_around;
use document::Document;
use position::Encoding;
use protocol::{
    AtPlace, CodeActions, DidChange, DidOpen, DocumentEdit, Execute, Found, Initialize, OfDocument, References, Rename,
    ShowMessage, TextEdit, Versioned, WorkspaceEdit,
};
use said::written;
use workspace::Workspace;

pub(crate) use check::{Checked, Checker, Job};
pub(crate) use said::Said;

/// What the server needs from outside.
pub(crate) trait Outside {
    /// The TOML files beside a file, by their paths, and the decks inside the program, by their names.
    fn beside(&self, path: &Path) -> Vec<(Beside, String)>;
    /// A question as a student meets it, and what stands behind it.
    fn preview(&self, catalogue: &Catalogue, card: &Card) -> String;
    /// The day that it is.
    fn today(&self) -> NaiveDate;
    /// The verdict on an answer, in a line that says it and in full; or why it cannot be judged.
    fn judged(&self, catalogue: &Catalogue, card: &Card, answer: &str) -> Result<Judged, String>;
    /// Where the page about a code can be read.
    fn page(&self, code: Code) -> Option<String>;
}

/// Where a text is from that nobody opened.
pub(crate) enum Beside {
    File(PathBuf),
    Inside(String),
}

/// What came of an answer that was tried.
pub(crate) struct Judged {
    pub(crate) in_brief: String,
    pub(crate) in_full: String,
}

/// How far the conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Waiting,
    Open,
    ShutDown,
}

/// What the client understands.
struct Client {
    encoding: Encoding,
    has_snippets: bool,
    has_markdown: bool,
    /// It holds the version of a change against its own.
    has_versions: bool,
}

impl Client {
    /// Changes of files as this client takes them.
    fn edit<'d>(&self, edits: impl IntoIterator<Item = (&'d Document, Vec<(Span, String)>)>) -> WorkspaceEdit {
        let of = |(one, list): (&'d Document, Vec<(Span, String)>)| {
            let edit = |(span, new_text): (Span, String)| TextEdit { range: one.range(&span, self.encoding), new_text };
            (one, list.into_iter().map(edit).collect::<Vec<_>>())
        };
        let edits = edits.into_iter().map(of);
        if !self.has_versions {
            return WorkspaceEdit::Changes(edits.map(|(one, list)| (one.uri.clone(), list)).collect());
        }
        let versioned =
            |one: &Document| Versioned { uri: one.uri.clone(), version: (one.stamp > 0).then_some(one.version) };
        let edits = edits.map(|(one, edits)| DocumentEdit { text_document: versioned(one), edits });
        WorkspaceEdit::DocumentChanges(edits.collect())
    }
}

/// The state of one conversation.
pub(crate) struct Server<O> {
    outside: O,
    client: Client,
    stage: Stage,
    workspace: Workspace,
    /// Files whose findings are out of date.
    due: BTreeSet<String>,
}

/// How findings are told.
const FINDINGS: &str = "textDocument/publishDiagnostics";

/// What is answered, or why not.
type Answer = Result<Box<RawValue>, (ErrorCode, String)>;

impl<O: Outside> Server<O> {
    pub(crate) fn new(outside: O) -> Self {
        let client =
            Client { encoding: Encoding::Utf16, has_snippets: false, has_markdown: false, has_versions: false };
        Self { outside, client, stage: Stage::Waiting, workspace: Workspace::default(), due: BTreeSet::new() }
    }

    /// Something was typed that was not checked yet.
    pub(crate) fn is_due(&self) -> bool {
        !self.due.is_empty()
    }

    /// The client said that it ends, and why it may.
    pub(crate) fn is_shut_down(&self) -> bool {
        self.stage == Stage::ShutDown
    }

    /// Takes in a message and gives what is to be sent, in order.
    pub(crate) fn receive(&mut self, message: Message) -> Vec<Said> {
        match message {
            Message::Request(request) => self.request(request),
            Message::Notification(notification) => self.notified(notification),
            Message::Response(_) => Vec::new(),
        }
    }

    /// What is due, for a checker; what is asked for meanwhile is answered from what was found before.
    pub(crate) fn job(&mut self) -> Job {
        let due = std::mem::take(&mut self.due).into_iter().collect();
        self.workspace.job(due, self.outside.today())
    }

    /// Takes in what a checker found, and tells of the texts that are still those that it saw; the others are due again.
    pub(crate) fn checked(&mut self, checked: Checked) -> Vec<Said> {
        let Checked { beside, found } = checked;
        if let Some(beside) = beside {
            self.workspace.set_beside(beside);
        }
        let mut told = Vec::new();
        for one in found {
            let uri = one.uri.clone();
            if self.workspace.take(one) {
                told.extend(self.workspace.document(&uri).map(|document| self.published(document)));
            }
        }
        told
    }

    fn published(&self, document: &Document) -> Said {
        let diagnostics = diagnostics::found(document, self.client.encoding, &self.outside);
        Said::telling(FINDINGS, Found { uri: &document.uri, version: Some(document.version), diagnostics })
    }

    fn notified(&mut self, notification: Notification) -> Vec<Said> {
        let Notification { method, params } = notification;
        // A notification that cannot be read has nobody to be told.
        match method.as_str() {
            "textDocument/didOpen" => {
                if let Ok(DidOpen { text_document: one }) = serde_json::from_value(params) {
                    let uri = one.uri.clone();
                    let mut document = Document::new(one.uri, one.version, one.text);
                    document.stamp = self.workspace.next_stamp();
                    self.workspace.open(document);
                    let beside = look_around(&self.workspace, |path| self.outside.beside(path));
                    self.workspace.set_beside(beside);
                    self.due_beside(&uri);
                }
            }
            "textDocument/didChange" => {
                if let Ok(DidChange { text_document: of, content_changes }) = serde_json::from_value(params) {
                    let encoding = self.client.encoding;
                    let version = of.version.unwrap_or_default();
                    let stamp = self.workspace.next_stamp();
                    self.workspace.change(&of.uri, |document| {
                        document.change(version, content_changes, encoding);
                        document.stamp = stamp;
                    });
                    self.due_beside(&of.uri);
                }
            }
            "textDocument/didClose" => {
                if let Ok(OfDocument { text_document: of }) = serde_json::from_value(params) {
                    self.workspace.close(&of.uri);
                    self.due_beside(&of.uri);
                    self.due.remove(&of.uri);
                    let none = Found { uri: &of.uri, version: None, diagnostics: Vec::new() };
                    return vec![Said::telling(FINDINGS, none)];
                }
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.all_due(),
            _ => {}
        }
        Vec::new()
    }

    /// What is typed in one file may concern every other of its folder.
    fn due_beside(&mut self, uri: &str) {
        let folder = |uri: &str| uri::path_of(uri).and_then(|path| path.parent().map(Path::to_path_buf));
        let own = folder(uri);
        let uris = self.workspace.uris().filter(|one| *one == uri || (own.is_some() && folder(one) == own));
        self.due.extend(uris.cloned());
    }

    fn all_due(&mut self) {
        self.due = self.workspace.uris().cloned().collect();
    }

    fn request(&mut self, request: Request) -> Vec<Said> {
        let Request { id, method, params } = request;
        let answer = match (self.stage, method.as_str()) {
            (Stage::Waiting, "initialize") => self.initialize(params),
            (Stage::Waiting, _) => Err((ErrorCode::ServerNotInitialized, "`initialize` comes first".to_owned())),
            (Stage::ShutDown, _) => Err((ErrorCode::InvalidRequest, "the server was shut down".to_owned())),
            (Stage::Open, "shutdown") => {
                self.stage = Stage::ShutDown;
                written(())
            }
            (Stage::Open, "workspace/executeCommand") => return self.execute(&id, params),
            (Stage::Open, method) => self.answer(method, params),
        };
        vec![Said::answer(&id, answer)]
    }

    fn initialize(&mut self, params: Value) -> Answer {
        let Initialize { capabilities } = read(params)?;
        let text = capabilities.text_document;
        self.client = Client {
            encoding: Encoding::of(&capabilities.general.position_encodings),
            has_snippets: text.completion.completion_item.snippet_support,
            has_versions: capabilities.workspace.workspace_edit.document_changes,
            has_markdown: text.hover.content_format.iter().any(|format| format == "markdown"),
        };
        self.stage = Stage::Open;
        written(json!({
            "serverInfo": { "name": "acquis", "version": env!("CARGO_PKG_VERSION") },
            "capabilities": {
                "positionEncoding": self.client.encoding.word(),
                "textDocumentSync": { "openClose": true, "change": 2, "save": {} },
                "completionProvider": { "triggerCharacters": ["[", "\"", "{", "/"] },
                "hoverProvider": true,
                "definitionProvider": true,
                "referencesProvider": true,
                "renameProvider": { "prepareProvider": true },
                "documentSymbolProvider": true,
                "codeActionProvider": { "codeActionKinds": ["quickfix", "source.fixAll"] },
                "codeLensProvider": {},
                "executeCommandProvider": { "commands": lens::COMMANDS },
            },
        }))
    }

    fn answer(&self, method: &str, params: Value) -> Answer {
        let (workspace, encoding) = (&self.workspace, self.client.encoding);
        match method {
            "textDocument/completion" => self.at_place(params, |document, offset| {
                written(completion::items(workspace, document, offset, &self.client))
            }),
            "textDocument/hover" => self.at_place(params, |document, offset| {
                written(hover::hover(workspace, document, offset, &self.client, &self.outside))
            }),
            "textDocument/definition" => self.at_place(params, |document, offset| {
                written(navigation::definitions(workspace, document, offset, encoding))
            }),
            "textDocument/references" => {
                let References { text_document, position, context } = read(params)?;
                let document = self.known(&text_document.uri)?;
                let offset = document.offset(position, encoding);
                written(navigation::references(
                    workspace,
                    document,
                    offset,
                    encoding,
                    context.include_declaration.into(),
                ))
            }
            "textDocument/prepareRename" => self.at_place(params, |document, offset| {
                rename::prepared(workspace, document, offset, encoding).map_err(refused).and_then(written)
            }),
            "textDocument/rename" => {
                let Rename { text_document, position, new_name } = read(params)?;
                let document = self.known(&text_document.uri)?;
                let offset = document.offset(position, encoding);
                rename::edit(workspace, document, offset, &new_name, &self.client).map_err(refused).and_then(written)
            }
            "textDocument/documentSymbol" => {
                self.of_document(params, |document| written(symbols::symbols(document, encoding)))
            }
            "textDocument/codeLens" => {
                self.of_document(params, |document| written(lens::lenses(workspace, document, encoding, &self.outside)))
            }
            "textDocument/codeAction" => {
                let asked: CodeActions = read(params)?;
                let document = self.known(&asked.text_document.uri)?;
                written(actions::actions(workspace, document, &asked, &self.client, &self.outside))
            }
            _ => Err((ErrorCode::MethodNotFound, format!("`{}` is not known here", method.escape_debug()))),
        }
    }

    fn at_place(&self, params: Value, answer: impl FnOnce(&Document, usize) -> Answer) -> Answer {
        let AtPlace { text_document, position } = read(params)?;
        let document = self.known(&text_document.uri)?;
        answer(document, document.offset(position, self.client.encoding))
    }

    fn of_document(&self, params: Value, answer: impl FnOnce(&Document) -> Answer) -> Answer {
        let OfDocument { text_document } = read(params)?;
        answer(self.known(&text_document.uri)?)
    }

    fn known(&self, uri: &str) -> Result<&Document, (ErrorCode, String)> {
        let unknown = || (ErrorCode::InvalidParams, format!("`{}` is not open", uri.escape_debug()));
        self.workspace.document(uri).ok_or_else(unknown)
    }

    /// Runs a command: its answer, and a message for the author.
    fn execute(&self, id: &RequestId, params: Value) -> Vec<Said> {
        let told = read(params).and_then(|Execute { command, arguments }| {
            lens::run(&self.workspace, &command, &arguments, &self.outside).map_err(refused)
        });
        let shown = told.as_ref().ok();
        let shown = shown.map(|message| Said::telling("window/showMessage", ShowMessage { kind: 3, message }));
        std::iter::once(Said::answer(id, told.as_ref().map_err(Clone::clone).and_then(written))).chain(shown).collect()
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, (ErrorCode, String)> {
    serde_json::from_value(params).map_err(|cause| (ErrorCode::InvalidParams, cause.to_string()))
}

fn refused(why: String) -> (ErrorCode, String) {
    (ErrorCode::RequestFailed, why)
}
