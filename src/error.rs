//! What could not be done, with advice: ends in exit code 2.

use std::fmt;
use std::path::Path;

pub(crate) use crate::platform::pasted;

/// A fault outside the program, told in one sentence, with what to do about it.
#[derive(Debug)]
pub(crate) struct Fault {
    message: String,
    advice: Option<String>,
}

impl Fault {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: one_line(message.into()), advice: None }
    }

    #[must_use]
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    #[must_use]
    pub(crate) fn hint(&self) -> Option<&str> {
        self.advice.as_deref()
    }

    pub(crate) fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(one_line(advice.into()));
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.advice.as_ref().map_or(Ok(()), |advice| write!(f, "\n  hint: {advice}"))
    }
}

impl std::error::Error for Fault {}

/// A name in it may hold a line's end; a sentence has none.
fn one_line(sentence: String) -> String {
    if sentence.contains(['\n', '\r']) { sentence.replace(['\n', '\r'], " ") } else { sentence }
}

/// A path as a message names it: on one line whatever is in it, and nothing in it hidden.
pub(crate) fn named(path: &Path) -> String {
    let text = path.to_string_lossy();
    let escaped = |letter: char| letter.is_control().then(|| letter.escape_default().to_string());
    text.chars().map(|letter| escaped(letter).unwrap_or_else(|| letter.to_string())).collect()
}
