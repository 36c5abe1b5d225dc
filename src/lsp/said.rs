//! What the server says, as it goes out: typed shapes written straight to text, since a tree of values would cost more than
//! all that leads to an answer.

use lsp_server::{ErrorCode, RequestId};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::Answer;

/// A message in JSON.
pub(crate) struct Said(String);

#[derive(Serialize)]
struct Answered<'a> {
    jsonrpc: &'static str,
    id: &'a RequestId,
    result: &'a RawValue,
}

#[derive(Serialize)]
struct Refused<'a> {
    jsonrpc: &'static str,
    id: &'a RequestId,
    error: Why<'a>,
}

#[derive(Serialize)]
struct Why<'a> {
    code: i32,
    message: &'a str,
}

#[derive(Serialize)]
struct Telling<'a, P> {
    jsonrpc: &'static str,
    method: &'a str,
    params: P,
}

const VERSION: &str = "2.0";

impl Said {
    /// What a request gets.
    pub(super) fn answer(id: &RequestId, answer: Answer) -> Self {
        match answer.and_then(|result| text(&Answered { jsonrpc: VERSION, id, result: &result })) {
            Ok(said) => Self(said),
            Err((code, message)) => Self::refusal(id, code, &message),
        }
    }

    fn refusal(id: &RequestId, code: ErrorCode, message: &str) -> Self {
        let error = Why { code: code as i32, message };
        Self(text(&Refused { jsonrpc: VERSION, id, error }).unwrap_or_default())
    }

    /// What nobody asked for.
    pub(super) fn telling(method: &str, params: impl Serialize) -> Self {
        Self(text(&Telling { jsonrpc: VERSION, method, params }).unwrap_or_default())
    }

    /// The JSON itself.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

/// An answer in JSON, which is copied into its message as it is.
pub(super) fn written(answer: impl Serialize) -> Answer {
    to_raw_value(&answer).map_err(unwritten)
}

fn text(message: &impl Serialize) -> Result<String, (ErrorCode, String)> {
    serde_json::to_string(message).map_err(unwritten)
}

fn unwritten(cause: serde_json::Error) -> (ErrorCode, String) {
    (ErrorCode::InternalError, cause.to_string())
}
