//! Checks beside the conversation: what has to be checked is copied out of it, and what was found is taken in again, so that
//! no answer waits for a check.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::document::Document;
use super::held::Finding;
use super::workspace::Workspace;
use super::{Beside, uri};

/// What has to be checked.
pub(crate) struct Job {
    /// Addresses of the files whose findings are wanted.
    pub(super) due: Vec<String>,
    /// Every open file: its address, the stamp of its text, its text.
    pub(super) open: Vec<(String, u64, String)>,
    pub(super) today: NaiveDate,
}

/// What came of it.
pub(crate) struct Checked {
    /// What lies beside the open files, where that has changed: addresses and texts.
    pub(super) beside: Option<Vec<(String, String)>>,
    pub(super) found: Vec<Found>,
}

/// What was found in a text.
pub(super) struct Found {
    pub(super) uri: String,
    /// Of the text that was checked.
    pub(super) stamp: u64,
    /// In the order of the file; what concerns the whole deck stands first.
    pub(super) findings: Vec<Finding>,
    /// The text with every safe repair made, where there is one to make.
    pub(super) fixed: Option<String>,
}

/// Holds the texts of a conversation a second time, with what was read of them.
pub(crate) struct Checker<B> {
    beside: B,
    workspace: Workspace,
}

impl<B: Fn(&Path) -> Vec<(Beside, String)>> Checker<B> {
    /// `beside` gives what lies beside a file, as [`super::Outside::beside`] does.
    pub(crate) fn new(beside: B) -> Self {
        Self { beside, workspace: Workspace::default() }
    }

    pub(crate) fn run(&mut self, job: Job) -> Checked {
        let Job { due, open, today } = job;
        self.workspace.set_today(today);
        let is_open = |uri: &str| open.iter().any(|(known, ..)| known == uri);
        let closed: Vec<String> = self.workspace.uris().filter(|uri| !is_open(uri)).cloned().collect();
        for uri in &closed {
            self.workspace.close(uri);
        }
        for (uri, stamp, text) in open {
            match self.workspace.document(&uri).map(|known| known.stamp) {
                Some(known) if known == stamp => {}
                Some(_) => self.workspace.change(&uri, |document| document.replace(stamp, text)),
                None => self.workspace.open(Document::stamped(uri, stamp, text)),
            }
        }
        let lies = look_around(&self.workspace, &self.beside);
        let beside = self.workspace.set_beside(lies.clone()).then_some(lies);
        let found = due.iter().filter_map(|uri| self.workspace.document(uri));
        Checked { beside, found: found.map(|one| self.found(one)).collect() }
    }

    fn found(&self, document: &Document) -> Found {
        let findings = self.workspace.findings(document).iter();
        Found {
            uri: document.uri.clone(),
            stamp: document.stamp,
            findings: findings.map(|told| Finding::new(told.clone(), document)).collect(),
            fixed: self.workspace.fixed(document).map(str::to_owned),
        }
    }
}

/// What lies beside the open files: addresses and texts.
pub(super) fn look_around(
    workspace: &Workspace,
    beside: impl Fn(&Path) -> Vec<(Beside, String)>,
) -> Vec<(String, String)> {
    let mut folders = BTreeSet::new();
    let paths = workspace.uris().filter_map(|uri| uri::path_of(uri));
    let paths = paths.filter(|path| folders.insert(path.parent().map(PathBuf::from)));
    let found = paths.flat_map(|path| beside(&path)).map(|(from, text)| match from {
        Beside::File(path) => (uri::of_path(&path), text),
        Beside::Inside(name) => (format!("acquis:{name}"), text),
    });
    found.collect()
}
