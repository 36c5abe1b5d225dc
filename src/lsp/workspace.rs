//! The files that an editor holds open, and those that lie beside them.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::check::{Found, Job};
use super::diagnostics::findings;
use super::document::Document;
use crate::deck::{Catalogue, Sort, Wanted, fixed_as_read};
use crate::diagnostic::Diagnostic;

/// Open files by their addresses, and what the disk holds beside them, unless it is open.
#[derive(Default)]
pub(super) struct Workspace {
    open: BTreeMap<String, Document>,
    beside: BTreeMap<String, Document>,
    today: NaiveDate,
    /// The stamp of the text that came last.
    stamp: u64,
    /// Of each open file; gone when any text changes.
    kept: BTreeMap<String, Kept>,
}

/// What is made of a file and its course when it is first asked for.
#[derive(Default)]
struct Kept {
    findings: OnceCell<Vec<Diagnostic>>,
    fixed: OnceCell<Option<String>>,
}

/// What questions are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Show,
    /// Typed answers are held against them.
    Judge,
}

impl Workspace {
    pub(super) fn open(&mut self, document: Document) {
        self.open.insert(document.uri.clone(), document);
        self.forget();
    }

    pub(super) fn close(&mut self, uri: &str) {
        self.open.remove(uri);
        self.forget();
    }

    pub(super) fn change(&mut self, uri: &str, change: impl FnOnce(&mut Document)) {
        self.forget();
        if let Some(document) = self.open.get_mut(uri) {
            change(document);
        }
    }

    /// A stamp that no text had before.
    pub(super) fn next_stamp(&mut self) -> u64 {
        self.stamp += 1;
        self.stamp
    }

    /// What has to be checked, with every open text; from here on what is typed is remembered until the check is done.
    pub(super) fn job(&mut self, due: Vec<String>, today: NaiveDate) -> Job {
        for uri in &due {
            if let Some(one) = self.open.get_mut(uri) {
                one.held.await_check(one.stamp);
            }
        }
        let open = self.open.values().map(|one| (one.uri.clone(), one.stamp, one.text.clone())).collect();
        Job { due, open, today }
    }

    /// Takes in what a check found in a file; whether it is of the text that the file has now.
    pub(super) fn take(&mut self, found: Found) -> bool {
        let Some(document) = self.open.get_mut(&found.uri) else { return false };
        let is_current = document.stamp == found.stamp;
        document.held.take(document.stamp, (found.stamp, found.findings, found.fixed));
        is_current
    }

    /// Takes in which day it is; on a new one what was found is out of date.
    pub(super) fn set_today(&mut self, today: NaiveDate) {
        if self.today != today {
            self.today = today;
            self.forget();
        }
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.today
    }

    fn forget(&mut self) {
        self.kept = self.open.keys().map(|uri| (uri.clone(), Kept::default())).collect();
    }

    pub(super) fn document(&self, uri: &str) -> Option<&Document> {
        self.open.get(uri)
    }

    pub(super) fn uris(&self) -> impl Iterator<Item = &String> {
        self.open.keys()
    }

    /// Takes in what lies beside an open file; what reads as before keeps what was read of it. Whether anything has changed.
    pub(super) fn set_beside(&mut self, found: Vec<(String, String)>) -> bool {
        let mut beside = std::mem::take(&mut self.beside);
        let is_new = found.len() != beside.len();
        let mut has_changed = is_new;
        for (uri, text) in found {
            let known = beside.remove(&uri).filter(|known| known.text == text);
            has_changed |= known.is_none();
            self.beside.insert(uri.clone(), known.unwrap_or_else(|| Document::new(uri, 0, text)));
        }
        let has_changed = has_changed || !beside.is_empty();
        if has_changed {
            self.forget();
        }
        has_changed
    }

    /// The other decks in reach: those open and those on disk in the same folder, then those inside the program.
    pub(super) fn others<'w>(&'w self, of: &'w Document) -> impl Iterator<Item = &'w Document> {
        self.near(of).filter(|one| one.sort() == Sort::Deck)
    }

    /// The other files in reach, of whatever sort, in the same order.
    pub(super) fn near<'w>(&'w self, of: &'w Document) -> impl Iterator<Item = &'w Document> {
        let folder = of.path.as_deref().and_then(Path::parent);
        let open = self.open.values().filter(move |one| {
            one.uri != of.uri && folder.is_some() && one.path.as_deref().and_then(Path::parent) == folder
        });
        let beside = self.beside.values().filter(move |one| one.uri != of.uri && !self.open.contains_key(&one.uri));
        let on_disk = beside
            .clone()
            .filter(move |one| one.path.is_some() && one.path.as_deref().and_then(Path::parent) == folder);
        open.chain(on_disk).chain(beside.filter(|one| one.path.is_none()))
    }

    /// The document and the other decks of its course, as `check` reads them: each deck once.
    pub(super) fn course<'w>(&'w self, of: &'w Document) -> Vec<&'w Document> {
        let mut course = vec![of];
        let Some(deck) = of.head() else { return course };
        for other in self.others(of) {
            let Some(found) = other.head() else { continue };
            let is_known = course.iter().filter_map(|one| one.head()).any(|known| known.id == found.id);
            if found.course == deck.course && !is_known {
                course.push(other);
            }
        }
        course
    }

    /// The questions of the entries with these ids as their course makes them; of its other entries no more is read than
    /// they need. The questions of these others are not to be relied upon.
    pub(super) fn catalogue(&self, of: &Document, ids: &[&str], purpose: Purpose) -> Option<Catalogue> {
        let own = of.deck_of(|section| section.id().is_some_and(|id| ids.contains(&&*id)))?;
        let wanted = Wanted::of(&own, ids);
        let wanted = if purpose == Purpose::Judge { wanted.with_rivals() } else { wanted };
        let deck = |one: &Document| {
            let id = &one.head()?.id;
            one.deck_of(|section| wanted.takes(section, id))
        };
        Some(Catalogue::new(self.course(of).into_iter().filter_map(deck).collect()))
    }

    /// Everything found in an open file, in the order of the file; what concerns the whole deck stands first.
    pub(super) fn findings(&self, of: &Document) -> &[Diagnostic] {
        let kept = self.kept.get(&of.uri);
        kept.map_or(&[], |kept| kept.findings.get_or_init(|| findings(self, of)))
    }

    /// An open deck with every safe repair made, where there is one to make.
    pub(super) fn fixed(&self, of: &Document) -> Option<&str> {
        let made = || (of.sort() == Sort::Deck).then(|| fixed_as_read(&of.text, of.reading())).flatten();
        self.kept.get(&of.uri)?.fixed.get_or_init(made).as_deref()
    }

    /// The document that holds a deck, seen from another.
    pub(super) fn deck<'w>(&'w self, from: &'w Document, id: &str) -> Option<&'w Document> {
        std::iter::once(from).chain(self.others(from)).find(|one| one.deck_id() == Some(id))
    }
}
