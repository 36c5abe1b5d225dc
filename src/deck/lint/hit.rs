//! A finding before its place in the file is looked up.

use crate::diagnostic::{Code, Diagnostic, Severity};

/// A weakness of an entry, by the entry's place in the course.
pub(super) struct Hit {
    pub(super) entry: usize,
    pub(super) code: Code,
    severity: Severity,
    message: String,
    help: Option<String>,
    label: String,
    /// The key of the entry that it is about, and the item of a list.
    pub(super) key: &'static str,
    pub(super) item: Option<usize>,
    /// Another entry, or another key of this one: entry, key, what stands there.
    pub(super) related: Option<(usize, &'static str, String)>,
    /// It is about the deck as a whole, and only placed at this entry.
    pub(super) of_deck: bool,
}

impl Hit {
    pub(super) fn warning(code: Code, entry: usize, message: impl Into<String>) -> Self {
        Self {
            entry,
            code,
            severity: Severity::Warning,
            message: message.into(),
            help: None,
            label: String::new(),
            key: "id",
            item: None,
            related: None,
            of_deck: false,
        }
    }

    pub(super) fn note(code: Code, entry: usize, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::warning(code, entry, message) }
    }

    pub(super) fn error(code: Code, entry: usize, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, ..Self::warning(code, entry, message) }
    }

    #[must_use]
    pub(super) fn at(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    #[must_use]
    pub(super) fn item(self, item: usize) -> Self {
        Self { item: Some(item), ..self }
    }

    #[must_use]
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    #[must_use]
    pub(super) fn label(self, label: impl Into<String>) -> Self {
        Self { label: label.into(), ..self }
    }

    #[must_use]
    pub(super) fn related(self, entry: usize, key: &'static str, label: impl Into<String>) -> Self {
        Self { related: Some((entry, key, label.into())), ..self }
    }

    #[must_use]
    pub(super) fn of_deck(self) -> Self {
        Self { of_deck: true, ..self }
    }

    /// The finding as it is told, once its places are known.
    pub(super) fn told(self, span: std::ops::Range<usize>, related: Option<std::ops::Range<usize>>) -> Diagnostic {
        let mut told = Diagnostic::warning(self.code, span, self.message).label(self.label);
        told.severity = self.severity;
        told.help = self.help;
        match (related, self.related) {
            (Some(span), Some((_, _, label))) => told.related(span, label),
            _ => told,
        }
    }
}
