//! What can be done about a finding: the repairs of `check --fix`, one by one or all at once, and silencing a warning.

use super::Outside;
use super::diagnostics::marked;
use super::document::Document;
use super::position::{Encoding, Range};
use super::protocol::{CodeAction, TextEdit, WorkspaceEdit};
use super::rename::added;
use super::workspace::Workspace;
use crate::card::Span;
use crate::diagnostic::Diagnostic;

/// The actions for what was found in a range, and the one that repairs the whole file.
pub(super) fn actions(
    workspace: &Workspace,
    document: &Document,
    range: Range,
    encoding: Encoding,
    outside: &impl Outside,
) -> Vec<CodeAction> {
    let wanted = document.offset(range.start, encoding)..document.offset(range.end, encoding);
    let touches = |one: &&Diagnostic| lines_touch(document, &one.span, &wanted);
    let action = |found: &Diagnostic, title: String, is_preferred, edits: Vec<(Span, String)>| CodeAction {
        title,
        kind: "quickfix",
        diagnostics: vec![marked(document, found, encoding, outside)],
        is_preferred,
        edit: changes(document, edits, encoding),
    };
    let mut actions = Vec::new();
    for one in workspace.findings(document).iter().filter(touches) {
        if !one.fix.is_empty() {
            let edits = one.fix.iter().map(|edit| (edit.span.clone(), edit.text.clone())).collect();
            let title = one.help.clone().unwrap_or_else(|| format!("repair: {}", one.message));
            actions.push(action(one, title, true, edits));
        }
        if let Some(edit) = silenced(document, one) {
            let title = format!("leave `{}` untold for this entry", one.code);
            actions.push(action(one, title, false, vec![edit]));
        }
    }
    actions.extend(repaired(workspace, document, encoding));
    actions
}

/// Editors ask for lines as well as for places.
fn lines_touch(document: &Document, span: &Span, wanted: &Span) -> bool {
    let end = document.line_end(span.end.max(span.start));
    document.line_start(span.start) <= wanted.end && wanted.start <= end
}

fn silenced(document: &Document, found: &Diagnostic) -> Option<(Span, String)> {
    let section = document.section_at(found.span.start).filter(|section| section.kind().is_some());
    let section = section.filter(|_| found.code.is_lint())?;
    let last = section.properties.iter().max_by_key(|property| property.value.end)?;
    Some(added(document, section, "allow", found.code.word(), &last.key))
}

fn repaired(workspace: &Workspace, document: &Document, encoding: Encoding) -> Option<CodeAction> {
    let text = workspace.fixed(document)?.to_owned();
    Some(CodeAction {
        title: "write missing ids and safe repairs".to_owned(),
        kind: "source.fixAll",
        diagnostics: Vec::new(),
        is_preferred: false,
        edit: changes(document, vec![(0..document.text.len(), text)], encoding),
    })
}

fn changes(document: &Document, edits: Vec<(Span, String)>, encoding: Encoding) -> WorkspaceEdit {
    let edit = |(span, new_text): (Span, String)| TextEdit { range: document.range(&span, encoding), new_text };
    let edits = edits.into_iter().map(edit).collect();
    WorkspaceEdit { changes: [(document.uri.clone(), edits)].into() }
}
