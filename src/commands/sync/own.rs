//! Decks of the student's own between machines: what was written on several of them is united entry by entry.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::Value;

use super::carried::{Added, Here, Moment, tell};
use super::desk::AtDesk;
use crate::commands::decks::change_silently;
use crate::context::Context;
use crate::deck;
use crate::error::{Fault, named};
use crate::files::{self, Existing, Readers};
use crate::library;
use crate::place::Folder;
use crate::schedule::{NewEvent, What};
use crate::store::Store;
use crate::sync::carry::{self, Step};
use crate::sync::{Texts, sha256};

/// What stands above the first entry that was kept.
const ABOUT: &str = "\
# Entries that were changed on two machines: the later text stands in the deck, the other one here.
# Nothing reads this file. Copy what you want back into the deck, then delete it.
";

/// One deck in one round.
pub(super) struct Round<'r> {
    pub(super) id: &'r str,
    pub(super) moment: Moment,
    pub(super) step: &'r Step,
    pub(super) here: &'r Here,
}

/// Texts made into one, and what did not come into it: entries, or whole texts by their hashes.
struct One {
    text: String,
    entries: Vec<String>,
    wholes: Vec<(String, String)>,
}

/// The id of the deck that is meant, if it is the student's own: here, or where it was written.
pub(super) fn meant<'k>(
    key: &'k str,
    here: &Here,
    told: Option<&Value>,
    folder: &mut Folder,
) -> Result<Option<&'k str>, Fault> {
    let Some(id) = key.strip_prefix("deck:").filter(|id| !library::is_built_in(id)) else { return Ok(None) };
    let is_own = match (here.decks.get(id), told.and_then(Value::as_str)) {
        (Some(standing), _) => standing.is_own,
        (None, Some(hash)) => folder.is_own(hash)?,
        (None, None) => false,
    };
    Ok(is_own.then_some(id))
}

/// Tells what was changed here, and unites it with what was changed elsewhere: how many events were written.
///
/// # Errors
/// The place or the log cannot be used, or the deck not be written; it stays as it was then.
pub(super) fn carry(
    round: &Round<'_>,
    desk: &mut AtDesk<'_>,
    folder: &mut Folder,
    store: &mut Store,
    notes: &mut Vec<String>,
) -> Result<usize> {
    let (id, cx) = (round.id, desk.cx);
    let key = carry::deck(id);
    let value = round.here.value(&key);
    let is_first = round.moment == Moment::Before;
    let agreed = desk.kept.agreed.get(&key).cloned();
    let mut written = 0;
    match round.step {
        Step::Tell => {
            written += tell(&key, &value, agreed.as_ref(), round.here, folder, store, cx)?;
            desk.kept.agreed.insert(key.clone(), value.clone());
        }
        Step::Agreed if agreed.is_none() || is_first => drop(desk.kept.agreed.insert(key.clone(), value.clone())),
        Step::Take(_) if is_first => return Ok(0),
        Step::Take(new) if new.is_null() => {
            change_silently(cx, |_, removed| removed.push(id.to_owned()))?;
            notes.push(format!("`{id}` is no longer studied, as on another machine; its file and its progress stay"));
            desk.kept.agreed.insert(key, Value::Null);
            return Ok(0);
        }
        Step::Agreed | Step::Take(_) => {}
    }
    let is_taken_up = matches!(round.step, Step::Take(_));
    if is_first || value.is_null() && !is_taken_up {
        return Ok(written);
    }
    let standing = round.here.decks.get(id);
    let mut events = store.carried()?;
    if let Some(standing) = standing.filter(|one| !value.is_null() && !Texts::of(id, &events).has(&one.hash)) {
        // It was made here before anybody said anything.
        written += tell(&key, &standing.hash.clone().into(), None, round.here, folder, store, cx)?;
        events = store.carried()?;
    }
    let texts = Texts::of(id, &events);
    let heads = texts.heads();
    if standing.is_some_and(|one| heads == [one.hash.as_str()]) && !value.is_null() {
        desk.kept.agreed.insert(key, value);
        return Ok(written);
    }
    let Some(one) = united(id, &heads, &texts, standing, folder)? else { return Ok(written) };
    let hash = sha256(one.text.as_bytes());
    let mut lost = one;
    if let ([head], Some(standing)) = (heads.as_slice(), standing)
        && let Some((over, before)) = texts.united(head)
        && over.contains(&standing.hash.as_str())
        && let Some(same) = united(id, &over, &before, Some(standing), folder)?
    {
        // Another machine united what was written here: what did not come into it is kept here as well.
        (lost.entries, lost.wholes) = (same.entries, same.wholes);
    }
    let path = standing.map_or_else(|| cx.own_folder().join(format!("{id}.toml")), |standing| standing.path.clone());
    let kept = keep(id, &lost, standing, cx)?;
    if !put(&path, standing, &lost.text)? {
        notes.push(format!("`{id}` was changed on another machine; `{}` stays as it is for now", named(&path)));
        return Ok(written);
    }
    if value.is_null() {
        change_silently(cx, |_, removed| removed.retain(|one| one != id))?;
    }
    notes.extend(said(id, &path, standing, &hash, kept));
    if heads.len() > 1 {
        folder.put_deck(&hash, lost.text.as_bytes(), true)?;
        let over = heads.iter().map(ToString::to_string).collect();
        let what = What::DeckAdded { deck: id.to_owned(), text: Some(hash.clone()), over };
        store.append(&[NewEvent { at: cx.now(), day: cx.today(), what }])?;
        written += 1;
    }
    desk.kept.agreed.insert(key, hash.into());
    Ok(written)
}

/// The texts made into one, the latest last; nothing where one has not arrived, or is no deck of that id.
fn united(
    id: &str,
    hashes: &[&str],
    texts: &Texts<'_>,
    standing: Option<&Added>,
    folder: &mut Folder,
) -> Result<Option<One>> {
    let mut known: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut fetch = |hash: &str| -> Result<Option<String>> {
        if let Some(standing) = standing.filter(|standing| standing.hash == hash) {
            return Ok(Some(standing.text.clone()));
        }
        let text = folder.deck(hash)?.and_then(|bytes| String::from_utf8(bytes).ok());
        Ok(text.filter(|text| deck::read(text).deck.is_some_and(|deck| deck.id == id)))
    };
    for hash in hashes {
        known.insert(hash, fetch(hash)?);
    }
    let mut whole: Option<One> = None;
    for hash in hashes {
        let Some(text) = known.get(hash).cloned().flatten() else { return Ok(None) };
        let Some(before) = whole.take() else {
            whole = Some(One { text, entries: Vec::new(), wholes: Vec::new() });
            continue;
        };
        let base = match texts.base(hashes[0], hash) {
            Some(base) => fetch(base)?,
            None => None,
        };
        let One { text: old, mut entries, mut wholes } = before;
        let text = match deck::united(base.as_deref(), &old, &text) {
            Some(made) => {
                entries.extend(made.kept);
                made.text
            }
            None => {
                wholes.push((sha256(old.as_bytes()), old));
                text
            }
        };
        whole = Some(One { text, entries, wholes });
    }
    Ok(whole)
}

/// Keeps what did not come into the deck: where.
fn keep(id: &str, lost: &One, standing: Option<&Added>, cx: &Context) -> Result<Option<PathBuf>> {
    let mut kept = None;
    for (hash, text) in &lost.wholes {
        let beside = standing.and_then(|standing| standing.path.parent()).unwrap_or(&cx.places.data);
        let path = beside.join(format!("{id}.kept-{}.txt", &hash[..8]));
        files::write(&path, text.as_bytes(), Existing::Replace, Readers::Owner)?;
        kept = Some(path);
    }
    if lost.entries.is_empty() {
        return Ok(kept);
    }
    let path = cx.places.data.join(format!("{id}.conflicts.toml"));
    let before = if files::look_behind(&path)?.is_some() { library::text_of(&path)? } else { ABOUT.to_owned() };
    let mut text = before.clone();
    for entry in lost.entries.iter().map(|entry| entry.replace("\r\n", "\n")) {
        if !text.contains(&entry) {
            text += &format!("\n# kept on {}\n{entry}\n", cx.today());
        }
    }
    if text != before {
        files::write(&path, text.as_bytes(), Existing::Replace, Readers::Owner)?;
    }
    Ok(Some(path))
}

/// Puts the text in the place of the one that stands there: whether it was still that one.
fn put(path: &std::path::Path, standing: Option<&Added>, text: &str) -> Result<bool> {
    if standing.is_some_and(|standing| standing.text == text) {
        return Ok(true);
    }
    if let Some(folder) = path.parent() {
        files::private_folder(folder)
            .map_err(|cause| Fault::new(format!("could not make `{}`: {}", named(folder), files::reason(&cause))))?;
    }
    // A card may be added at this moment.
    let _turn = files::turn(path);
    let is_the_one = match (files::look_behind(path)?, standing) {
        (Some(found), Some(standing)) => !found.permissions().readonly() && library::text_of(path)? == standing.text,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if is_the_one {
        files::write(path, text.as_bytes(), Existing::Replace, Readers::Owner)?;
    }
    Ok(is_the_one)
}

/// What the student is told.
fn said(
    id: &str,
    path: &std::path::Path,
    standing: Option<&Added>,
    hash: &str,
    kept: Option<PathBuf>,
) -> Option<String> {
    let what = match standing {
        None => format!("`{id}` came from another machine: `{}`", named(path)),
        Some(standing) if standing.hash == hash && kept.is_none() => return None,
        Some(_) => format!("`{id}` has what was changed on another machine"),
    };
    Some(match kept {
        None => what,
        Some(kept) => {
            format!("{what}; where both changed the same the later holds, and the other is kept in `{}`", named(&kept))
        }
    })
}
