//! `check --against OLD`: what a correction does to students.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use crate::card::Deck;
use crate::deck::{Change, Fate, against};
use crate::library::{self, DeckFile};
use crate::ui::{self, counted};

/// What becomes of every card that students may have learnt from the old files, and the old decks that no file is held
/// against: where others of a folder are, these were not named.
///
/// # Errors
/// The old file cannot be read or holds no usable deck.
pub(super) fn changes(old: &Path, files: &[DeckFile]) -> Result<(Vec<Change>, Vec<String>)> {
    let mut old: Vec<DeckFile> = library::read_path(old)?.files;
    old.retain(|file| !file.is_blueprint());
    let decks =
        |files: &[DeckFile]| -> Vec<Deck> { files.iter().filter_map(|file| file.reading.deck.clone()).collect() };
    if let Some(bad) = old.iter().find(|file| file.reading.deck.is_none()) {
        return Err(library::unusable(&bad.name));
    }
    let (old, new) = (decks(&old), decks(files));
    let mut changes = against(&old, &new);
    let is_new = |deck: &str| new.iter().any(|one| one.id == deck);
    let mut apart = Vec::new();
    if old.iter().any(|deck| is_new(&deck.id)) {
        apart.extend(old.iter().map(|deck| deck.id.clone()).filter(|id| !is_new(id)));
        changes.retain(|one| !matches!(one.fate, Fate::Lost { likely: None }) || is_new(&one.card.deck));
    }
    Ok((changes, apart))
}

/// What the lead says, `by cards: 12 kept, 1 asked again, …`, and the moves by name.
pub(in crate::commands) fn summary(changes: &[Change], lead: &str) -> String {
    let mut counts: BTreeMap<usize, (&str, usize)> = BTreeMap::new();
    for change in changes {
        counts.entry(rank(&change.fate)).or_insert((change.fate.word(), 0)).1 += 1;
    }
    let counts: Vec<String> = counts.values().map(|(word, count)| format!("{count} {word}")).collect();
    let mut lines = vec![format!("{lead}, by cards: {}", counts.join(", "))];
    for Change { card, fate } in changes {
        match fate {
            Fate::Moved { from } => lines.push(format!("  {from} is now {card}: progress moves along")),
            Fate::AskedAgain => lines.push(format!("  {card} is asked again soon")),
            _ => {}
        }
    }
    let cut = lines.len().saturating_sub(20);
    lines.truncate(20);
    if cut > 0 {
        lines.push(format!("  … and {} more: --json lists all", counted(cut, "line", "lines")));
    }
    ui::harmless(&lines.join("\n"))
}

/// The cards that are gone without another that looks like them, a line each, at most twenty.
pub(super) fn lost(changes: &[Change]) -> String {
    const SHOWN: usize = 20;
    let gone: Vec<&Change> = changes.iter().filter(|one| matches!(one.fate, Fate::Lost { likely: None })).collect();
    let mut lines: Vec<String> = gone.iter().take(SHOWN).map(|one| format!("  {} is lost", one.card)).collect();
    if gone.len() > SHOWN {
        lines.push(format!("  … and {} more: --json lists all", gone.len() - SHOWN));
    }
    ui::harmless(&lines.join("\n"))
}

fn rank(fate: &Fate) -> usize {
    match fate {
        Fate::Kept => 0,
        Fate::Reworded => 1,
        Fate::Moved { .. } => 2,
        Fate::AskedAgain => 3,
        Fate::New => 4,
        Fate::Resting => 5,
        Fate::AnswerChanged { .. } => 6,
        Fate::Reused { .. } => 7,
        Fate::Lost { .. } => 8,
    }
}

/// Every card with what becomes of it.
pub(in crate::commands) fn json(changes: &[Change]) -> Value {
    let one = |change: &Change| {
        let (from, to) = match &change.fate {
            Fate::AnswerChanged { from, to } => (Some(from.clone()), Some(to.clone())),
            Fate::Reused { from } => (Some(from.clone()), None),
            Fate::Moved { from } => (Some(from.to_string()), None),
            Fate::Lost { likely } => (None, likely.as_ref().map(ToString::to_string)),
            _ => (None, None),
        };
        json!({ "card": change.card.to_string(), "fate": change.fate.word(), "from": from, "to": to })
    };
    changes.iter().map(one).collect()
}
