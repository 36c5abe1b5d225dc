//! Marks of a merge that was not finished, as version control leaves them: told once, and one of the two versions read.

use std::borrow::Cow;

use super::fields::Findings;
use super::syntax::blank;
use crate::card::Span;
use crate::diagnostic::{Code, Diagnostic};

/// The text with marks and second versions blanked out, each byte in its place, and where they stand.
pub(super) fn settled<'t>(text: &'t str, findings: &mut Findings) -> (Cow<'t, str>, Vec<Span>) {
    let conflicts = conflicts(text);
    let mut clean = Cow::Borrowed(text);
    let mut spans = Vec::new();
    for Conflict { mark, other, end } in conflicts {
        let diagnostic = Diagnostic::error(Code::MergeConflict, mark.clone(), "two versions of a merge stand here");
        let second = other.start..other.start + text[other.start..].lines().next().unwrap_or_default().len();
        findings.push(
            diagnostic
                .related(second, "here begins the other")
                .help("keep one of the two, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`"),
        );
        let clean = clean.to_mut();
        blank(clean, mark.clone());
        blank(clean, other);
        spans.push(mark.start..end);
    }
    (clean, spans)
}

/// No two versions stand in it.
pub(super) fn is_settled(text: &str) -> bool {
    conflicts(text).is_empty()
}

/// A single mark, whose fellows were deleted.
pub(super) fn left_over(statement: &str, span: &Span) -> Option<Diagnostic> {
    let line = statement.lines().next()?.trim_start();
    let sign = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].into_iter().find(|sign| is_mark(line, sign))?;
    let message = format!("a mark of a merge was left: `{sign}`");
    let help = "see that one version stands here, and delete this line";
    Some(Diagnostic::error(Code::MergeConflict, span.clone(), message).help(help))
}

fn is_mark(line: &str, sign: &str) -> bool {
    line.strip_prefix(sign).is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
}

struct Conflict {
    /// The line `<<<<<<<`.
    mark: Span,
    /// From the end of the first version to behind `>>>>>>>`.
    other: Span,
    end: usize,
}

fn conflicts(text: &str) -> Vec<Conflict> {
    let mut found = Vec::new();
    if !text.contains("<<<<<<<") {
        return found;
    }
    let (mut mark, mut other): (Option<Span>, Option<usize>) = (None, None);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = at..at + line.trim_end().len();
        let start = at;
        at += line.len();
        let is = |sign: &str| is_mark(line, sign);
        if is("<<<<<<<") {
            (mark, other) = (Some(span), None);
        } else if mark.is_some() && other.is_none() && (is("|||||||") || is("=======")) {
            other = Some(start);
        } else if is(">>>>>>>")
            && let (Some(mark), Some(from)) = (mark.take(), other.take())
        {
            found.push(Conflict { mark, other: from..span.end, end: span.end });
        }
    }
    found
}
