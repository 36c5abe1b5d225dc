//! An entry of the student's own deck in the student's editor.

use std::path::PathBuf;

use anyhow::Result;

use crate::card::CardId;
use crate::commands::select::{Selection, select};
use crate::context::Context;
use crate::deck;
use crate::diagnostic::Severity;
use crate::error::named;
use crate::library;
use crate::study::Reread;
use crate::ui;

/// So many mistakes are told at once.
const TOLD: usize = 3;

/// Where the entry stands, and the text of its file when it was opened.
pub(super) struct Editing {
    path: PathBuf,
    line: usize,
    text: String,
}

impl Editing {
    /// Of a card in a deck of the student's own; nothing for any other.
    pub(super) fn of(card: &CardId, cx: &Context) -> Result<Option<Self>> {
        for path in cx.own_files()? {
            // What cannot be read now is told where it is studied.
            let Ok(text) = library::text_of(&path) else { continue };
            let Some(deck) = deck::read(&text).deck.filter(|deck| deck.id == card.deck) else { continue };
            let note = deck.notes.iter().find(|note| note.id == card.entry);
            let line = note.map_or(1, |note| deck::locate(&text, note.span.start).0);
            return Ok(Some(Self { path, line, text }));
        }
        Ok(None)
    }

    pub(super) fn place(&self) -> String {
        format!("{}:{}", named(&self.path), self.line)
    }

    /// What went wrong, in words.
    pub(super) fn open(&self, cx: &Context) -> Option<String> {
        ui::edit(&cx.editor(), &self.path, self.line).err()
    }

    /// The decks as they are now, if the file has no mistake.
    pub(super) fn reread(&mut self, selection: &Selection, cx: &Context) -> Result<Reread> {
        let text = match library::text_of(&self.path) {
            Ok(text) => text,
            Err(cause) => return Ok(Reread::Broken(vec![format!("{cause:#}")])),
        };
        if text == self.text {
            return Ok(Reread::Same);
        }
        let reading = deck::read(&text);
        let errors = reading.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        let told: Vec<String> = errors
            .map(|one| {
                let (line, _) = deck::locate(&text, one.span.start);
                let help = one.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
                (line, format!("{}:{line}: {}{help}", named(&self.path), one.message))
            })
            .take(TOLD)
            .inspect(|(line, _)| self.line = *line)
            .map(|(_, told)| told)
            .collect();
        if !told.is_empty() {
            return Ok(Reread::Broken(told));
        }
        self.text = text;
        Ok(match select(selection, cx) {
            Ok(selected) => Reread::Sound(selected.catalogue),
            // The last card of the selection may be gone: the rest of the decks is still there.
            Err(_) if select(&Selection::default(), cx).is_ok() => {
                Reread::Sound(select(&Selection::default(), cx)?.catalogue)
            }
            Err(cause) => Reread::Broken(vec![format!("{cause:#}")]),
        })
    }
}
