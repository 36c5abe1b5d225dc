//! Mistakes in a deck, as data: many at once, each with its place, told by whoever draws them.

mod code;
mod counted;
mod nearest;

use std::ops::Range;

pub(crate) use code::Code;
pub(crate) use counted::counted;
pub(crate) use nearest::nearest;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Severity {
    /// Shown on request only.
    Note,
    Warning,
    /// The entry is left out of study, and `check` exits 1.
    Error,
}

impl Severity {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding. `span` is in bytes of the deck's text, clamped to it by whoever draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    pub(crate) severity: Severity,
    pub(crate) code: Code,
    /// What was read and why it is wrong: lower case, no full stop.
    pub(crate) message: String,
    pub(crate) span: Range<usize>,
    /// What stands under the caret, short; may be empty.
    pub(crate) label: String,
    /// A second place that matters: `first used here`.
    pub(crate) related: Option<(Range<usize>, String)>,
    /// What to write instead.
    pub(crate) help: Option<String>,
    /// Changes of the text that mend it and cannot change what the author meant.
    pub(crate) fix: Vec<Edit>,
}

/// A piece of the deck's text, in bytes, and what stands there afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) span: Range<usize>,
    pub(crate) text: String,
}

impl Diagnostic {
    pub(crate) fn error(code: Code, span: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message.into())
    }

    pub(crate) fn warning(code: Code, span: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message.into())
    }

    pub(crate) fn note(code: Code, span: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, span, message.into())
    }

    fn new(severity: Severity, code: Code, span: Range<usize>, message: String) -> Self {
        Self { severity, code, message, span, label: String::new(), related: None, help: None, fix: Vec::new() }
    }

    #[must_use]
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    #[must_use]
    pub(crate) fn related(mut self, span: Range<usize>, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }

    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub(crate) fn fix(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.fix.push(Edit { span, text: text.into() });
        self
    }
}
