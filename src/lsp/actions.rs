//! What can be done about a finding: the repairs of `check --fix`, one by one or all at once, and silencing a warning.

use super::diagnostics::marked;
use super::document::Document;
use super::held::Finding;
use super::protocol::{CodeAction, CodeActions, WorkspaceEdit};
use super::rename::added;
use super::workspace::Workspace;
use super::{Client, Outside};
use crate::card::Span;
use crate::diagnostic::{Diagnostic, Edit};

/// The kind of the action that repairs a whole file.
const FIX_ALL: &str = "source.fixAll";

impl CodeActions {
    /// A kind that is wanted takes in those below it.
    fn wants(&self, kind: &str) -> bool {
        let takes_in =
            |wanted: &String| kind == wanted || kind.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'));
        self.context.only.as_ref().is_none_or(|only| only.iter().any(takes_in))
    }
}

/// The actions for what the last check found in a range, and wherever one stands the one that repairs the whole file, as
/// long as there is something to repair. What was typed since
/// and is not checked yet has none: they come with its findings.
pub(super) fn actions(
    workspace: &Workspace,
    document: &Document,
    asked: &CodeActions,
    client: &Client,
    outside: &impl Outside,
) -> Vec<CodeAction> {
    let encoding = client.encoding;
    let wanted = document.offset(asked.range.start, encoding)..document.offset(asked.range.end, encoding);
    let touches = |one: &&Finding| lines_touch(document, &one.told.span, &wanted);
    let edits = |edits: &[Edit]| edits.iter().map(|edit| (edit.span.clone(), edit.text.clone())).collect();
    let action = |found: &Diagnostic, title: String, is_preferred, edits: Vec<(Span, String)>| CodeAction {
        title,
        kind: "quickfix",
        diagnostics: vec![marked(document, found, encoding, outside)],
        is_preferred,
        edit: changes(document, edits, client),
    };
    let mut actions = Vec::new();
    for finding in document.held.findings().iter().filter(touches).take_while(|_| asked.wants("quickfix")) {
        let one = &finding.told;
        let title = || one.help.clone().unwrap_or_else(|| format!("repair: {}", one.message));
        if !one.fix.is_empty() {
            actions.push(action(one, title(), true, edits(&one.fix)));
        }
        if !finding.advised.is_empty() {
            actions.push(action(one, title(), false, edits(&finding.advised)));
        }
        if let Some(edit) = silenced(document, one) {
            let title = format!("leave `{}` untold for this entry", one.code);
            actions.push(action(one, title, false, vec![edit]));
        }
    }
    actions.extend(repaired(workspace, document, asked, client));
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

/// Every safe repair at once. Before the text is checked only for who asks for nothing else, as editors do on saving.
fn repaired(workspace: &Workspace, document: &Document, asked: &CodeActions, client: &Client) -> Option<CodeAction> {
    if !asked.wants(FIX_ALL) {
        return None;
    }
    let text = match (document.held.is_fresh(), &asked.context.only) {
        (true, _) => document.held.fixed(),
        (false, Some(_)) => workspace.fixed(document),
        (false, None) => None,
    };
    Some(CodeAction {
        title: "in the whole file: write missing ids and safe repairs".to_owned(),
        kind: FIX_ALL,
        diagnostics: Vec::new(),
        is_preferred: false,
        edit: changes(document, vec![(0..document.text.len(), text?.to_owned())], client),
    })
}

fn changes(document: &Document, edits: Vec<(Span, String)>, client: &Client) -> WorkspaceEdit {
    client.edit([(document, edits)])
}
