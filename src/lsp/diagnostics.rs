//! What `acquis check` finds in a document, as an editor marks it.

use super::Outside;
use super::document::Document;
use super::position::Encoding;
use super::protocol::{CodeDescription, Diagnostic, Location, Related};
use super::workspace::Workspace;
use crate::deck::{Sheet, lint};
use crate::diagnostic::{self, Code, Severity};

/// Everything found, in the order of the file; what concerns the whole deck stands first.
pub(super) fn findings(workspace: &Workspace, document: &Document) -> Vec<diagnostic::Diagnostic> {
    let course = workspace.course(document);
    let sheets: Vec<Sheet<'_>> = course
        .iter()
        .enumerate()
        .filter_map(|(at, one)| {
            let (name, reading) = (name(one), one.reading());
            let deck = reading.deck.as_ref()?;
            Some(Sheet { name, text: &one.text, deck, silenced: &reading.silenced, told: at == 0 })
        })
        .collect();
    let weak = lint(&sheets, &[], workspace.today()).into_iter().next().unwrap_or_default();
    weak.merged(&document.reading().diagnostics)
}

/// The name of the file, for messages that point into another.
fn name(document: &Document) -> &str {
    document.uri.rsplit('/').next().unwrap_or_default()
}

/// Everything that the last check found in a document and that still stands, as the editor marks it.
pub(super) fn found(document: &Document, encoding: Encoding, outside: &impl Outside) -> Vec<Diagnostic> {
    document.held.findings().iter().map(|found| marked(document, &found.told, encoding, outside)).collect()
}

/// A finding as the editor marks it.
pub(super) fn marked(
    document: &Document,
    found: &diagnostic::Diagnostic,
    encoding: Encoding,
    outside: &impl Outside,
) -> Diagnostic {
    let related = found.related.iter().map(|(span, label)| Related {
        location: Location { uri: document.uri.clone(), range: document.range(span, encoding) },
        message: label.clone(),
    });
    let more = [Some(found.label.as_str()).filter(|label| !label.is_empty()), found.help.as_deref()];
    let lines: Vec<&str> = std::iter::once(found.message.as_str()).chain(more.into_iter().flatten()).collect();
    Diagnostic {
        range: document.range(&found.span, encoding),
        severity: match found.severity {
            Severity::Error => 1,
            Severity::Warning => 2,
            Severity::Note => 4,
        },
        code: found.code.word(),
        code_description: outside.page(found.code).map(|href| CodeDescription { href }),
        source: "acquis",
        message: lines.join("\n"),
        tags: if matches!(found.code, Code::UnusedSource | Code::UnusedAllow) { vec![1] } else { Vec::new() },
        related_information: related.collect(),
    }
}
