//! `acquis check`: every mistake and weakness in every file; reads only.

pub(super) mod against;
pub(super) mod explain;
mod fix;
mod handed_out;
mod words;

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::commands::{exam, watch};
use crate::context::Common;
use crate::context::{output_palette, print, print_drawn, report_columns, set_for_window, today};
use crate::deck::{Asked, Change, Quota, Sheet, lint, read_blueprint, told_against};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::named;
use crate::library::{self, DeckFile};
use crate::ui::{self, Drawn, report};

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Deck files, or directories of them
    #[arg(value_name = "FILE", required_unless_present = "explain")]
    pub(crate) files: Vec<PathBuf>,
    /// As JSON, every finding
    #[arg(long)]
    pub(crate) json: bool,
    /// Exit 1 on warnings too
    #[arg(long, value_name = "warnings")]
    pub(crate) deny: Option<Deny>,
    /// Every finding, not three of a kind, and notes
    #[arg(long)]
    pub(crate) all: bool,
    /// What a code means, with a bad and a good example
    #[arg(long, value_name = "CODE", conflicts_with_all = ["files", "fix", "against", "json"])]
    pub(crate) explain: Option<String>,
    /// Write missing ids and safe repairs into the files, after showing them
    #[arg(long, conflicts_with = "json")]
    pub(crate) fix: bool,
    /// Show what --fix would write, and write nothing
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
    /// Write without asking
    #[arg(long, requires = "fix", conflicts_with = "dry_run")]
    pub(crate) yes: bool,
    /// What the correction of this older copy does to students
    #[arg(long, value_name = "OLD", conflicts_with = "fix")]
    pub(crate) against: Option<PathBuf>,
    /// Check again whenever a file changes, until q or Ctrl-C
    #[arg(long, conflicts_with_all = ["json", "fix", "explain"])]
    pub(crate) watch: bool,
    /// Words that stand once and are in no word list, by file and line: where slips of spelling are
    #[arg(long, conflicts_with_all = ["json", "fix", "explain", "against", "watch"])]
    pub(crate) words: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
}

/// The most lines about one lint and deck, unless all are asked for.
const LINES: usize = 3;

/// Exit 0 clean, 1 with errors (or warnings under `--deny warnings`), 2 where a file cannot be read.
pub(crate) fn run(check: &CheckArgs, common: &Common) -> Result<ExitCode> {
    if let Some(code) = &check.explain {
        print(&explain::page(code)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    if check.fix {
        fix::run(check, common)?;
    }
    if check.watch {
        let drawn = || {
            let mut checked = Checked::asked_for(check, common)?;
            checked.errors_first();
            Ok((checked.findings(check, common), checked.last_line(check)))
        };
        return watch::watch(&check.files, common, || {
            drawn().unwrap_or_else(|cause: anyhow::Error| watch::told(&cause))
        });
    }
    let checked = Checked::asked_for(check, common)?;
    if check.words {
        words::run(&checked)?;
        return Ok(if checked.unread.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) });
    }
    if check.json {
        print(&checked.json().to_string())?;
    } else {
        print_drawn(&checked.drawn(check, common))?;
    }
    let failed = checked.count(Severity::Error) > 0 || (check.deny.is_some() && checked.count(Severity::Warning) > 0);
    Ok(match (checked.unread.is_empty(), failed) {
        (false, _) => ExitCode::from(2),
        (true, true) => ExitCode::from(1),
        (true, false) => ExitCode::SUCCESS,
    })
}

/// The files asked for, with everything found in them.
pub(crate) struct Checked {
    files: Vec<DeckFile>,
    /// For each file: about the deck first, then in the order of the file.
    found: Vec<Vec<Diagnostic>>,
    unread: Vec<anyhow::Error>,
    /// TOML files of folders that are no decks and no blueprints, a sentence each.
    passed_over: Vec<String>,
    /// What becomes of the cards of an older copy, if one was named.
    changes: Option<Vec<Change>>,
}

impl Checked {
    fn asked_for(check: &CheckArgs, common: &Common) -> Result<Self> {
        let mut checked = Self::new(&check.files, common)?;
        if let Some(old) = &check.against {
            checked.compare(old)?;
        }
        Ok(checked)
    }

    fn new(paths: &[PathBuf], common: &Common) -> Result<Self> {
        let mut files: Vec<DeckFile> = Vec::new();
        let (mut unread, mut passed_over) = (Vec::new(), Vec::new());
        for path in paths {
            match library::read_path(path) {
                Ok(found) => {
                    files.extend(found.files);
                    passed_over.extend(found.passed_over);
                }
                Err(cause) => unread.push(cause),
            }
        }
        passed_over.extend(handed_out::leave_out(&mut files, paths));
        exam::blueprint::check(&mut files, common)?;
        let found = found(&files, paths, today(common.now));
        Ok(Self { files, found, unread, passed_over, changes: None })
    }

    /// Adds what a correction of an older copy does to students.
    fn compare(&mut self, old: &Path) -> Result<()> {
        let (changes, apart) = against::changes(old, &self.files)?;
        let left = |id: &String| format!("the old deck `{id}` is held against nothing: name its file too");
        self.passed_over.extend(apart.iter().map(left));
        for (file, found) in self.files.iter().zip(&mut self.found) {
            if let Some(deck) = &file.reading.deck {
                found.splice(0..0, told_against(&changes, deck));
            }
        }
        self.changes = Some(changes);
        Ok(())
    }

    fn count(&self, severity: Severity) -> usize {
        self.found.iter().flatten().filter(|found| found.severity == severity).count()
    }

    fn json(&self) -> serde_json::Value {
        let found: Vec<_> = self
            .files
            .iter()
            .zip(&self.found)
            .map(|(file, found)| report::json(&file.name, &file.text, found))
            .collect();
        let unread: Vec<_> = self.unread.iter().map(ToString::to_string).collect();
        json!({ "schema": 1, "errors": self.count(Severity::Error), "warnings": self.count(Severity::Warning),
                "notes": self.count(Severity::Note), "files": found, "unread": unread,
                "passed_over": self.passed_over,
                "changes": self.changes.as_ref().map(|changes| against::json(changes)) })
    }

    fn drawn(&self, check: &CheckArgs, common: &Common) -> Drawn {
        let findings = Some(self.findings(check, common)).filter(|drawn| !drawn.to_string().is_empty());
        Drawn::joined(&findings.into_iter().chain([self.last_line(check)]).collect::<Vec<_>>())
    }

    /// For a window of few rows: what keeps an entry out of study before what is only weak.
    fn errors_first(&mut self) {
        let is_error = |one: &Diagnostic| one.severity == Severity::Error;
        self.found.iter_mut().for_each(|found| found.sort_by_key(|one| !is_error(one)));
        let mut pairs: Vec<_> =
            std::mem::take(&mut self.files).into_iter().zip(std::mem::take(&mut self.found)).collect();
        pairs.sort_by_key(|(_, found)| !found.iter().any(is_error));
        (self.files, self.found) = pairs.into_iter().unzip();
    }

    fn shown(check: &CheckArgs, found: &[Diagnostic]) -> Vec<Diagnostic> {
        if check.all { found.to_vec() } else { few_of_each(found) }
    }

    fn findings(&self, check: &CheckArgs, common: &Common) -> Drawn {
        let palette = output_palette(common.color);
        let said = |text: &str| Drawn::of_text(&set_for_window(ui::harmless(text)));
        let mut parts = Vec::new();
        for (file, found) in self.files.iter().zip(&self.found) {
            let shown = Self::shown(check, found);
            if !shown.is_empty() {
                parts.push(report::render(&file.name, &file.text, &shown, palette, report_columns()));
                parts.push(said(""));
            }
        }
        parts.extend(self.unread.iter().map(|cause| said(&format!("error: {cause}"))));
        parts.extend(self.passed_over.iter().map(|told| said(told)));
        if let (Some(changes), Some(old)) = (&self.changes, &check.against) {
            parts.push(said(&against::summary(changes, &format!("against {}", named(old)))));
            parts.extend(Some(against::lost(changes)).filter(|lost| !lost.is_empty()).map(|lost| said(&lost)));
        }
        Drawn::joined(&parts)
    }

    /// How much was found, in a line.
    fn last_line(&self, check: &CheckArgs) -> Drawn {
        let hidden = self.found.iter().map(|found| found.len() - Self::shown(check, found).len()).sum();
        Drawn::of_text(&set_for_window(ui::harmless(&self.summary(hidden))))
    }

    fn summary(&self, hidden: usize) -> String {
        let decks = self.files.iter().filter_map(|file| file.reading.deck.as_ref());
        let entries: usize = decks.map(|deck| deck.notes.len()).sum();
        let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
        let counts: Vec<String> = counts
            .into_iter()
            .map(|(severity, noun)| (self.count(severity), severity, noun))
            .filter(|(count, severity, _)| *count > 0 || *severity == Severity::Error)
            .map(|(count, _, noun)| counted(count, noun))
            .collect();
        let found = match self.unread.len() {
            0 if self.found.iter().all(Vec::is_empty) => "no mistakes".to_owned(),
            0 => counts.join(", "),
            unread => format!("{}, {} not read", counts.join(", "), counted(unread, "file")),
        };
        let more = if hidden > 0 { format!("; --all shows {hidden} more") } else { String::new() };
        let files = counted(self.files.len(), "file");
        // A blueprint has none.
        let has_decks = self.files.iter().any(|file| !file.is_blueprint());
        let entries =
            if has_decks { format!(", {}", counted_irregular(entries, "entry", "entries")) } else { String::new() };
        format!("{files}{entries}: {found}{more}")
    }
}

/// What the reader and the lints say about each file; what lends to them is read, too.
fn found(files: &[DeckFile], named: &[PathBuf], today: NaiveDate) -> Vec<Vec<Diagnostic>> {
    let lenders = library::lenders(files, named);
    let told = files.iter().map(|file| (file, true));
    let sheets: Vec<Sheet<'_>> = told
        .chain(lenders.iter().map(|file| (file, false)))
        .filter_map(|(file, told)| {
            let deck = file.reading.deck.as_ref()?;
            Some(Sheet { name: &file.name, text: &file.text, deck, silenced: &file.reading.silenced, told })
        })
        .collect();
    let quotas: Vec<Quota> =
        files.iter().filter(|file| file.is_blueprint()).flat_map(|file| quotas(file, files)).collect();
    let mut weak = lint(&sheets, &quotas, today).into_iter();
    let of_file = |file: &DeckFile| {
        let weak = file.reading.deck.as_ref().and_then(|_| weak.next()).unwrap_or_default();
        weak.merged(&file.reading.diagnostics)
    };
    files.iter().map(of_file).collect()
}

/// What a blueprint asks of topics; a deck that it names by its path is meant by its id.
fn quotas(blueprint: &DeckFile, files: &[DeckFile]) -> Vec<Quota> {
    let Some(written) = read_blueprint(&blueprint.text).blueprint else { return Vec::new() };
    let folder = Path::new(&blueprint.name).parent().unwrap_or(Path::new(""));
    let plain = |path: &Path| -> PathBuf { path.components().filter(|part| *part != Component::CurDir).collect() };
    let id = |word: &str| {
        let path = plain(&folder.join(word));
        let file = files.iter().find(|file| plain(Path::new(&file.name)) == path);
        file.and_then(|file| file.reading.deck.as_ref()).map_or_else(|| word.to_owned(), |deck| deck.id.clone())
    };
    let decks: Vec<String> = written.decks.iter().map(|(word, _)| id(word)).collect();
    let quota = |asked: Asked<String>| Quota { topic: asked.what, count: asked.count, decks: decks.clone() };
    written.topics.into_iter().map(quota).collect()
}

/// Without notes, and at most three of each lint.
fn few_of_each(found: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut told: HashMap<Code, usize> = HashMap::new();
    let wanted = found.iter().filter(|one| {
        let count = told.entry(one.code).or_insert(0);
        *count += 1;
        one.severity != Severity::Note && (*count <= LINES || !one.code.is_lint())
    });
    wanted.cloned().collect()
}

fn counted(count: usize, noun: &str) -> String {
    counted_irregular(count, noun, &format!("{noun}s"))
}

fn counted_irregular(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
