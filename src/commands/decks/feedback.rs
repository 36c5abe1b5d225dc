//! `acquis decks feedback`: what students flagged and overruled, put together for the author.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use serde_json::{Value, json};

use crate::context::{notice, print, say};
use crate::error::named;
use crate::files::{list, look_behind};
use crate::library;
use crate::ui::counted;
use together::{Card, Told, together};

mod together;

/// Exit 1 where nothing was told, 2 where a file could not be read; the others count all the same.
pub(super) fn run(paths: &[PathBuf], is_json: bool) -> Result<ExitCode> {
    let (mut told, mut unread, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for path in paths.iter().map(|path| files(path)).collect::<Result<Vec<_>>>()?.concat() {
        match read(&path) {
            // A student who sent twice says it once.
            Ok((_, value)) if !seen.insert(value.to_string()) => {
                notice(&format!("{}: the same as another file, counted once", named(&path)))?;
            }
            Ok((cards, _)) => told.push(cards),
            Err(why) => {
                notice(&format!("{}: passed over: {why}", named(&path)))?;
                unread.push(json!({ "file": path.to_string_lossy(), "why": why }));
            }
        }
    }
    let cards = together(&told);
    if is_json {
        let cards: Vec<Value> = cards.iter().map(object).collect();
        print(&json!({ "schema": 1, "students": told.len(), "feedback": cards, "passed_over": unread }).to_string())?;
    } else {
        let students = counted(told.len(), "student", "students");
        say(&format!("{students}, {}", counted(cards.len(), "card", "cards")))?;
        cards.iter().try_for_each(|card| say(&in_words(card)))?;
    }
    Ok(match (unread.is_empty(), cards.is_empty()) {
        (false, _) => ExitCode::from(2),
        (true, true) => ExitCode::FAILURE,
        (true, false) => ExitCode::SUCCESS,
    })
}

/// The file, or the JSON files of a folder.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if look_behind(path)?.is_none_or(|found| !found.is_dir()) {
        return Ok(vec![path.to_path_buf()]);
    }
    let is_json = |path: &PathBuf| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    Ok(list(path)?.into_iter().filter(is_json).collect())
}

fn read(path: &Path) -> Result<(Vec<Told>, Value), String> {
    let text = library::text_of(path).map_err(|cause| format!("{cause:#}").replace("\n  hint:", ";"))?;
    let value: Value = serde_json::from_str(text.trim()).map_err(|cause| format!("it is no JSON: {cause}"))?;
    let list = value["feedback"].as_array().ok_or("it is none of `acquis cards --flagged --overruled --json`")?;
    Ok((list.iter().filter_map(Told::of).collect(), value))
}

fn object(card: &Card) -> Value {
    let notes: Vec<Value> = card.notes.iter().map(|(note, count)| json!({ "note": note, "students": count })).collect();
    let upheld = card.upheld.iter().map(
        |one| json!({ "typed": one.typed, "students": one.students, "outcome": one.outcome, "accept": one.accept }),
    );
    json!({ "card": card.id, "kind": card.kind, "stem": card.stem, "answer": card.answer, "students": card.students,
            "wordings": card.wordings, "flagged": card.flagged, "notes": notes, "upheld": upheld.collect::<Vec<_>>() })
}

fn in_words(card: &Card) -> String {
    let mut lines = vec![String::new(), format!("{} ({})", card.id, counted(card.students, "student", "students"))];
    lines.push(format!("  {}", card.stem));
    lines.push(format!("  answer: {}", card.answer.replace('\n', "; ")));
    if card.wordings > 1 {
        lines.push(format!("  of {} wordings: some students have an older version", card.wordings));
    }
    if card.flagged > 0 {
        lines.push(format!("  flagged by {}", card.flagged));
    }
    for (note, count) in &card.notes {
        let often = if *count > 1 { format!(" ({count})") } else { String::new() };
        lines.push(format!("    \"{note}\"{often}"));
    }
    for one in &card.upheld {
        let judged = one.outcome.as_ref().map(|outcome| format!(", judged {outcome}")).unwrap_or_default();
        lines.push(format!("  upheld by {}: \"{}\"{judged}", one.students, one.typed));
        lines.extend(one.accept.as_ref().map(|accept| format!("    {accept}")));
    }
    lines.join("\n")
}
