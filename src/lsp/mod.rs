//! A language server for deck files: `acquis check` while typing, words to choose from, questions as students meet them.
//!
//! Messages in, messages out: whoever owns the streams calls [`Server::receive`] for each message, and
//! [`Server::check`] once nothing came for a moment and something is due.

mod actions;
mod completion;
mod diagnostics;
mod document;
mod hover;
mod lens;
mod mentions;
mod navigation;
mod place;
mod position;
mod protocol;
mod rename;
mod symbols;
#[cfg(test)]
mod tests;
pub(crate) mod uri;
mod workspace;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::deck::{Card, Catalogue};
use crate::diagnostic::Code;
use document::Document;
use position::Encoding;
use protocol::{AtPlace, CodeActions, DidChange, DidOpen, Execute, Initialize, OfDocument, References, Rename};
use workspace::Workspace;

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

/// What is answered, or why not.
type Answer = Result<Value, (ErrorCode, String)>;

impl<O: Outside> Server<O> {
    pub(crate) fn new(outside: O) -> Self {
        let client = Client { encoding: Encoding::Utf16, has_snippets: false, has_markdown: false };
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
    pub(crate) fn receive(&mut self, message: Message) -> Vec<Message> {
        match message {
            Message::Request(request) => self.request(request),
            Message::Notification(notification) => self.notified(notification),
            Message::Response(_) => Vec::new(),
        }
    }

    /// Checks what is due and tells what was found.
    pub(crate) fn check(&mut self) -> Vec<Message> {
        self.look_around();
        self.workspace.set_today(self.outside.today());
        let due = std::mem::take(&mut self.due);
        due.iter().filter_map(|uri| self.workspace.document(uri)).map(|one| self.published(one)).collect()
    }

    fn published(&self, document: &Document) -> Message {
        let found = diagnostics::found(&self.workspace, document, self.client.encoding, &self.outside);
        notification(
            "textDocument/publishDiagnostics",
            json!({
                "uri": document.uri, "version": document.version, "diagnostics": found,
            }),
        )
    }

    /// Reads what lies beside the open files.
    fn look_around(&mut self) {
        let uris = self.workspace.uris();
        let mut folders = BTreeSet::new();
        let paths =
            uris.filter_map(|uri| uri::path_of(uri)).filter(|path| folders.insert(path.parent().map(PathBuf::from)));
        let found: Vec<_> = paths.flat_map(|path| self.outside.beside(&path)).collect();
        let named = found.into_iter().map(|(from, text)| match from {
            Beside::File(path) => (uri::of_path(&path), text),
            Beside::Inside(name) => (format!("acquis:{name}"), text),
        });
        self.workspace.set_beside(named.collect());
    }

    fn notified(&mut self, notification: Notification) -> Vec<Message> {
        let Notification { method, params } = notification;
        // A notification that cannot be read has nobody to be told.
        match method.as_str() {
            "textDocument/didOpen" => {
                if let Ok(DidOpen { text_document: one }) = serde_json::from_value(params) {
                    let uri = one.uri.clone();
                    self.workspace.open(Document::new(one.uri, one.version, one.text));
                    self.workspace.set_today(self.outside.today());
                    self.look_around();
                    self.due_beside(&uri);
                }
            }
            "textDocument/didChange" => {
                if let Ok(DidChange { text_document: of, content_changes }) = serde_json::from_value(params) {
                    let encoding = self.client.encoding;
                    let version = of.version.unwrap_or_default();
                    self.workspace.change(&of.uri, |document| document.change(version, content_changes, encoding));
                    self.due_beside(&of.uri);
                }
            }
            "textDocument/didClose" => {
                if let Ok(OfDocument { text_document: of }) = serde_json::from_value(params) {
                    self.workspace.close(&of.uri);
                    self.due_beside(&of.uri);
                    self.due.remove(&of.uri);
                    let none: [Value; 0] = [];
                    return vec![self::notification(
                        "textDocument/publishDiagnostics",
                        json!({ "uri": of.uri, "diagnostics": none }),
                    )];
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

    fn request(&mut self, request: Request) -> Vec<Message> {
        let Request { id, method, params } = request;
        match (self.stage, method.as_str()) {
            (Stage::Waiting, "initialize") => vec![answered(id, self.initialize(params))],
            (Stage::Waiting, _) => {
                vec![answered(id, Err((ErrorCode::ServerNotInitialized, "`initialize` comes first".to_owned())))]
            }
            (Stage::ShutDown, _) => {
                vec![answered(id, Err((ErrorCode::InvalidRequest, "the server was shut down".to_owned())))]
            }
            (Stage::Open, "shutdown") => {
                self.stage = Stage::ShutDown;
                vec![answered(id, Ok(Value::Null))]
            }
            (Stage::Open, "workspace/executeCommand") => self.execute(id, params),
            (Stage::Open, method) => vec![answered(id, self.answer(method, params))],
        }
    }

    fn initialize(&mut self, params: Value) -> Answer {
        let Initialize { capabilities } = read(params)?;
        let text = capabilities.text_document;
        self.client = Client {
            encoding: Encoding::of(&capabilities.general.position_encodings),
            has_snippets: text.completion.completion_item.snippet_support,
            has_markdown: text.hover.content_format.iter().any(|format| format == "markdown"),
        };
        self.stage = Stage::Open;
        Ok(json!({
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
                rename::prepared(document, offset, encoding).map_err(refused).and_then(written)
            }),
            "textDocument/rename" => {
                let Rename { text_document, position, new_name } = read(params)?;
                let document = self.known(&text_document.uri)?;
                let offset = document.offset(position, encoding);
                rename::edit(workspace, document, offset, &new_name, encoding).map_err(refused).and_then(written)
            }
            "textDocument/documentSymbol" => {
                self.of_document(params, |document| written(symbols::symbols(document, encoding)))
            }
            "textDocument/codeLens" => {
                self.of_document(params, |document| written(lens::lenses(workspace, document, encoding, &self.outside)))
            }
            "textDocument/codeAction" => {
                let CodeActions { text_document, range } = read(params)?;
                let document = self.known(&text_document.uri)?;
                written(actions::actions(workspace, document, range, encoding, &self.outside))
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
    fn execute(&self, id: RequestId, params: Value) -> Vec<Message> {
        let told = read(params).and_then(|Execute { command, arguments }| {
            lens::run(&self.workspace, &command, &arguments, &self.outside).map_err(refused)
        });
        let shown =
            told.as_ref().ok().map(|text| notification("window/showMessage", json!({ "type": 3, "message": text })));
        std::iter::once(answered(id, told.map(Value::String))).chain(shown).collect()
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, (ErrorCode, String)> {
    serde_json::from_value(params).map_err(|cause| (ErrorCode::InvalidParams, cause.to_string()))
}

fn written(answer: impl Serialize) -> Answer {
    serde_json::to_value(answer).map_err(|cause| (ErrorCode::InternalError, cause.to_string()))
}

fn refused(why: String) -> (ErrorCode, String) {
    (ErrorCode::RequestFailed, why)
}

fn answered(id: RequestId, answer: Answer) -> Message {
    Message::Response(match answer {
        Ok(value) => Response::new_ok(id, value),
        Err((code, why)) => Response::new_err(id, code as i32, why),
    })
}

fn notification(method: &str, params: Value) -> Message {
    Message::Notification(Notification::new(method.to_owned(), params))
}
