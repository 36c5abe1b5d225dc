//! What the last check found, held against what was typed since: whatever that touched is no longer told, the rest moves
//! with its text.

use super::document::Document;
use crate::card::Span;
use crate::deck::advised;
use crate::diagnostic::{Diagnostic, Edit};

/// A piece of a text that gave way to so many bytes.
#[derive(Clone, Debug)]
pub(super) struct Splice {
    pub(super) gone: Span,
    pub(super) new: usize,
    /// It lies within one entry, and left that entry one.
    pub(super) is_in_entry: bool,
}

/// What was found, with the table of the file that it is about.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) told: Diagnostic,
    /// What its advice would change, for the author to choose.
    pub(super) advised: Vec<Edit>,
    table: Span,
}

impl Finding {
    pub(super) fn new(told: Diagnostic, document: &Document) -> Self {
        let section = document.section_at(told.span.start);
        let table = section.map_or(0..document.text.len(), |section| section.header.start..section.body.end);
        let advised = if told.fix.is_empty() { advised(&document.text, document.outline(), &told) } else { Vec::new() };
        Self { told, advised, table }
    }

    /// The same behind a change; nothing where the change touched what it is about.
    fn moved(mut self, splice: &Splice) -> Option<Self> {
        let Self { told, advised, table } = &mut self;
        let related = told.related.iter_mut().map(|(span, _)| span);
        let fixes = told.fix.iter_mut().chain(advised).map(|edit| &mut edit.span);
        let is_same = [table, &mut told.span].into_iter().chain(related).chain(fixes).all(|span| shift(span, splice));
        is_same.then_some(self)
    }
}

/// Moves a place with its text; false where the change touches it.
fn shift(span: &mut Span, splice: &Splice) -> bool {
    if splice.gone.start >= span.end && splice.gone.end > span.start {
        return true;
    }
    let is_above = splice.gone.end <= span.start && splice.gone.start < span.start;
    if is_above {
        let put = |at: usize| at - (splice.gone.end - splice.gone.start) + splice.new;
        *span = put(span.start)..put(span.end);
    }
    is_above
}

/// What is known of a text's mistakes.
#[derive(Debug, Default)]
pub(super) struct Held {
    findings: Vec<Finding>,
    /// The text with every safe repair made, as long as nothing was typed since.
    fixed: Option<String>,
    is_fresh: bool,
    /// The stamp of the text that is being checked, and what was typed since.
    awaited: u64,
    since: Vec<Splice>,
}

impl Held {
    /// Everything found that still stands.
    pub(super) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Nothing was typed since the last check.
    pub(super) fn is_fresh(&self) -> bool {
        self.is_fresh
    }

    pub(super) fn fixed(&self) -> Option<&str> {
        self.fixed.as_deref()
    }

    /// The text with this stamp is about to be checked.
    pub(super) fn await_check(&mut self, stamp: u64) {
        self.awaited = stamp;
        self.since.clear();
    }

    pub(super) fn typed(&mut self, splice: Splice) {
        (self.is_fresh, self.fixed) = (false, None);
        self.findings = moved(std::mem::take(&mut self.findings), &splice);
        self.since.push(splice);
    }

    /// Takes in what was found; what belongs to neither this text nor the one that was awaited is let go.
    pub(super) fn take(&mut self, stamp: u64, found: (u64, Vec<Finding>, Option<String>)) {
        let (of, findings, fixed) = found;
        if of == stamp {
            (self.findings, self.fixed, self.is_fresh) = (findings, fixed, true);
        } else if of == self.awaited {
            self.findings = self.since.iter().fold(findings, moved);
        }
    }
}

/// What a change of anything but one entry may concern is unknown: then nothing is held.
fn moved(findings: Vec<Finding>, splice: &Splice) -> Vec<Finding> {
    if !splice.is_in_entry {
        return Vec::new();
    }
    findings.into_iter().filter_map(|finding| finding.moved(splice)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved_by(span: Span, gone: Span, new: usize) -> Option<Span> {
        let mut span = span;
        shift(&mut span, &Splice { gone, new, is_in_entry: true }).then_some(span)
    }

    #[test]
    fn a_place_moves_with_what_is_typed_above_it_and_is_lost_where_it_is_touched() {
        assert_eq!(moved_by(10..20, 2..4, 5), Some(13..23));
        assert_eq!(moved_by(10..20, 20..20, 5), Some(10..20), "behind it");
        assert_eq!(moved_by(10..20, 10..10, 1), None, "at its start stands something else now");
        assert_eq!(moved_by(10..20, 9..10, 1), Some(10..20));
        assert_eq!(moved_by(10..20, 9..11, 1), None);
        assert_eq!(moved_by(10..20, 12..12, 1), None);
        assert_eq!(moved_by(10..20, 0..40, 1), None);
        assert_eq!(moved_by(10..10, 10..10, 1), None, "an empty place is where something is to be put");
    }
}
