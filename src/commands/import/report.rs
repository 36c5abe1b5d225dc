//! What came of the records of a file: a few lines a reason on the screen, all of them in a report.

use std::path::Path;

use serde_json::{Value, json};

use crate::commands::check::against;
use crate::commands::export::{by_reason, few};
use crate::deck::{Change, Fate};
use crate::diagnostic::Diagnostic;
use crate::exchange::{Format, Refused, Settled};
use crate::ui::counted;

/// The most lines about one reason, unless all are asked for.
const LINES: usize = 5;

/// Everything that is told about an import.
#[derive(Debug, Default)]
pub(crate) struct Report {
    file: String,
    pub(super) format: Option<Format>,
    /// How the file was read.
    pub(super) told: Vec<String>,
    pub(super) settled: Settled,
    /// What becomes of the cards of the deck that stood there.
    pub(super) changes: Vec<Change>,
    pub(super) about_changes: Vec<Diagnostic>,
    pub(super) written: Option<String>,
    /// The copy of the deck that stood there.
    pub(super) kept: Option<String>,
    pub(super) error: Option<String>,
    /// What became of a student's reviews.
    pub(super) history: Option<Value>,
}

impl Report {
    pub(crate) fn new(file: &Path) -> Self {
        Self { file: file.to_string_lossy().into_owned(), ..Self::default() }
    }

    pub(super) fn tell(&mut self, what: &str) {
        self.told.push(format!("{}: {what}", self.file));
    }

    /// How many cards of the deck that stood there are not in the new one.
    pub(super) fn lost(&self) -> usize {
        self.changes.iter().filter(|change| matches!(change.fate, Fate::Lost { .. })).count()
    }

    /// What is told before anything is written: what was left out, what changed, what was refused, and the counts last.
    pub(super) fn few(&self) -> Vec<String> {
        self.lines(Some(LINES))
    }

    fn lines(&self, most: Option<usize>) -> Vec<String> {
        let file = &self.file;
        let mut lines: Vec<String> = self.settled.told.iter().map(|told| format!("{file}: {told}")).collect();
        let lessened: Vec<(usize, Vec<String>)> = self.lessened().map(|(row, _, lost)| (*row, lost.clone())).collect();
        for (lost, rows) in by_reason(&lessened) {
            let records = counted(rows.len(), "record", "records");
            let rows = if most.is_some() {
                few(&rows)
            } else {
                rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
            };
            lines.push(format!("{file}: not carried: {lost} ({records}): {rows}"));
        }
        lines.extend(told_by_reason(file, &self.settled.passed, most));
        let joined: Vec<Refused> = self
            .settled
            .joined
            .iter()
            .map(|one| Refused { row: one.row, why: format!("asks what {} asks: the two are one entry", one.into) })
            .collect();
        lines.extend(told_by_reason(file, &joined, most));
        lines.extend(self.changed(most));
        lines.extend(told_by_reason(file, &self.settled.refused, most));
        lines.push(self.counts());
        lines
    }

    /// What a new import does to the students of the deck.
    fn changed(&self, most: Option<usize>) -> Vec<String> {
        if self.changes.is_empty() {
            return Vec::new();
        }
        let mut lines: Vec<String> =
            against::summary(&self.changes, "against the deck that stood there").lines().map(str::to_owned).collect();
        let told: Vec<Refused> =
            self.about_changes.iter().map(|found| Refused { row: 0, why: found.message.clone() }).collect();
        let reasons = grouped(&told);
        for (_, group) in reasons {
            let shown = most.unwrap_or(group.len());
            lines.extend(group.iter().take(shown).map(|one| format!("  {}", one.why)));
            if group.len() > shown {
                lines.push(format!(
                    "  … and {} more like it: --json or --report FILE has them all",
                    group.len() - shown
                ));
            }
        }
        lines
    }

    fn counts(&self) -> String {
        let settled = &self.settled;
        let lessened = self.lessened().count();
        let all = settled.entries.len() + settled.joined.len() + settled.refused.len();
        let joined = match settled.joined.len() {
            0 => String::new(),
            some => format!(" ({some} of them joined to another)"),
        };
        format!(
            "{}: {}: {} whole{joined}, {lessened} without what is said above, {} refused",
            self.file,
            counted(all, "record", "records"),
            self.whole(),
            settled.refused.len()
        )
    }

    /// What was written, and where a copy of the old deck is.
    pub(super) fn holds(&self) -> String {
        let entries = counted(self.settled.entries.len(), "entry", "entries");
        let path = self.written.as_deref().unwrap_or_default();
        let kept = self.told_kept().map(|told| format!("; {told}")).unwrap_or_default();
        format!("`{path}` holds {entries}; `acquis check {path}` looks for weak questions{kept}")
    }

    /// Where a copy of the deck that stood there is.
    pub(super) fn told_kept(&self) -> Option<String> {
        Some(format!("as it stood before it is kept as `{}`", self.kept.as_ref()?))
    }

    /// The whole report as text.
    pub(super) fn text(&self) -> String {
        let mut lines = self.told.clone();
        lines.extend(self.error.iter().map(|error| format!("{}: {error}", self.file)));
        if self.error.is_none() || !self.settled.refused.is_empty() {
            lines.extend(self.lines(None));
        }
        lines.extend(self.written.iter().map(|_| self.holds()));
        lines.join("\n")
    }

    fn whole(&self) -> usize {
        self.settled.entries.len() + self.settled.joined.len() - self.lessened().count()
    }

    fn lessened(&self) -> impl Iterator<Item = &(usize, String, Vec<String>)> {
        self.settled.entries.iter().filter(|(_, _, lost)| !lost.is_empty())
    }

    pub(super) fn json(&self) -> Value {
        let settled = &self.settled;
        let lessened: Vec<Value> =
            self.lessened().map(|(row, id, lost)| json!({ "row": row, "id": id, "lost": lost })).collect();
        let rows = |list: &[Refused]| -> Vec<Value> {
            list.iter().map(|one| json!({ "row": one.row, "why": one.why })).collect()
        };
        let joined: Vec<Value> = settled.joined.iter().map(|one| json!({ "row": one.row, "into": one.into })).collect();
        let ids: Vec<Value> = settled.entries.iter().map(|(row, id, _)| json!({ "row": row, "id": id })).collect();
        let mut report = json!({ "schema": 1, "file": self.file, "format": self.format.map(Format::word), "written": self.written,
            "kept": self.kept, "error": self.error, "told": self.told.iter().chain(&settled.told).collect::<Vec<_>>(),
            "records": settled.entries.len() + settled.joined.len() + settled.refused.len(), "whole": self.whole(),
            "entries": ids, "joined": joined, "lessened": lessened, "passed": rows(&settled.passed),
            "refused": rows(&settled.refused), "changes": against::json(&self.changes) });
        if let Some(history) = &self.history {
            report["history"] = history.clone();
        }
        report
    }
}

/// Lines of one reason together, the first few of each, in the order in which the reasons came up.
fn told_by_reason(file: &str, list: &[Refused], most: Option<usize>) -> Vec<String> {
    let mut lines = Vec::new();
    for (_, group) in grouped(list) {
        let shown = most.unwrap_or(group.len());
        lines.extend(group.iter().take(shown).map(|one| format!("{file}:{}: {}", one.row, one.why)));
        if group.len() > shown {
            let (more, all) = (group.len() - shown, group.len());
            lines
                .push(format!("{file}: … and {more} more like it, {all} in all: --json or --report FILE has them all"));
        }
    }
    lines
}

fn grouped(list: &[Refused]) -> Vec<(String, Vec<&Refused>)> {
    let mut places = std::collections::HashMap::new();
    let mut groups: Vec<(String, Vec<&Refused>)> = Vec::new();
    for one in list {
        let reason = reason(&one.why);
        let at = *places.entry(reason.clone()).or_insert_with(|| {
            groups.push((reason, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(one);
    }
    groups
}

/// A sentence without what is the record's own: quoted words and numbers.
fn reason(why: &str) -> String {
    let mut quote = None;
    let kept = why.chars().filter(|&c| match (quote, c) {
        (None, '`' | '"') => {
            quote = Some(c);
            true
        }
        (Some(open), c) => {
            if c == open {
                quote = None;
            }
            false
        }
        (None, c) => !c.is_ascii_digit(),
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_told_five_times_and_counted() {
        let refused: Vec<Refused> = (2..402)
            .map(|row| Refused { row, why: format!("the answer `{row}` is none of the options") })
            .chain([Refused { row: 402, why: "there is no question".to_owned() }])
            .collect();
        let lines = told_by_reason("f.csv", &refused, Some(LINES));
        assert_eq!(lines.len(), 7);
        assert_eq!(lines[0], "f.csv:2: the answer `2` is none of the options");
        assert_eq!(lines[5], "f.csv: … and 395 more like it, 400 in all: --json or --report FILE has them all");
        assert_eq!(lines[6], "f.csv:402: there is no question");
        assert_eq!(told_by_reason("f.csv", &refused, None).len(), 401);
    }
}
