//! Text drawn here, its colours included.

use std::fmt;

use super::harmless;

/// Lines for a screen: whatever in them is foreign was made harmless when they were drawn. A type of its own, so that
/// colours never go through the filter for foreign text, and foreign text never goes around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Drawn(String);

impl Drawn {
    /// Of lines that `flow` drew.
    pub(crate) fn new(lines: &[String]) -> Self {
        Self(lines.join("\n"))
    }

    /// Words without colours, made harmless.
    pub(crate) fn of_text(text: &str) -> Self {
        Self(harmless(text))
    }

    /// One below the other.
    pub(crate) fn joined(parts: &[Self]) -> Self {
        Self(parts.iter().map(|part| part.0.as_str()).collect::<Vec<_>>().join("\n"))
    }
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
