//! Settings and decks between machines: what was changed here becomes events, what was changed elsewhere comes into the
//! settings file and the folder of decks that came from other machines.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Result;
use serde_json::Value;

use super::desk::AtDesk;
use super::own;
use crate::commands::decks::change_silently;
use crate::config::{self, edit};
use crate::context::{Context, own_decks};
use crate::deck;
use crate::error::{Fault, named};
use crate::files::{self, Existing, Readers};
use crate::library;
use crate::place::Folder;
use crate::schedule::{NewEvent, What};
use crate::store::Store;
use crate::sync::carry::{self, Step, Values};
use crate::sync::sha256;
use crate::ui;

/// Whether events of other machines were taken in yet: a first sync tells nothing before it has listened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Before,
    After,
}

/// A deck that was added here, or is the student's own.
pub(super) struct Added {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) hash: String,
    /// The student's own to change, on every machine.
    pub(super) is_own: bool,
}

/// What holds here.
pub(super) struct Here {
    values: Values,
    pub(super) decks: BTreeMap<String, Added>,
    /// A deck cannot be read as it stands: which one, nobody knows, so none is missed.
    is_unclear: bool,
}

/// Compares what holds here with what others said: how many events were written, and what the student should know.
///
/// # Errors
/// The settings or a deck cannot be read; nothing of it is told or taken then.
pub(super) fn carry(
    moment: Moment,
    desk: &mut AtDesk<'_>,
    folder: &mut Folder,
    store: &mut Store,
    notes: &mut Vec<String>,
) -> Result<usize> {
    if moment == Moment::Before && desk.kept.agreed.is_empty() {
        return Ok(0);
    }
    let cx = desk.cx;
    let here = Here::look(cx)?;
    let told = carry::told(&store.carried()?);
    let keys: BTreeSet<&String> = here.values.keys().chain(told.keys()).collect();
    let mut written = 0;
    for key in keys.into_iter().cloned() {
        let value = here.value(&key);
        let agreed = desk.kept.agreed.get(&key).cloned();
        let is_text = |value: Option<&Value>| value.is_some_and(Value::is_string);
        if here.is_unclear && value.is_null() && (is_text(agreed.as_ref()) || is_text(told.get(&key))) {
            continue;
        }
        let step = carry::step(&value, agreed.as_ref(), told.get(&key), &usual(&key));
        if let Some(id) = own::meant(&key, &here, told.get(&key), folder)? {
            written += own::carry(&own::Round { id, moment, step: &step, here: &here }, desk, folder, store, notes)?;
            continue;
        }
        match step {
            Step::Agreed => {}
            Step::Tell => {
                written += tell(&key, &value, agreed.as_ref(), &here, folder, store, cx)?;
            }
            // What this log says may be old: others are heard first.
            Step::Take(_) if moment == Moment::Before => continue,
            Step::Take(new) => {
                if desk.kept.declined.get(&key) == Some(&new) {
                    continue;
                }
                match take(&key, &new, &here, folder, store, cx)? {
                    Taken::Done(note) => {
                        notes.extend(note);
                        desk.kept.agreed.insert(key, new);
                    }
                    Taken::Later => {}
                    Taken::Declined(note) => {
                        notes.push(note);
                        desk.kept.declined.insert(key.clone(), new);
                        desk.kept.agreed.insert(key, value);
                    }
                }
                continue;
            }
        }
        desk.kept.agreed.insert(key, value);
    }
    Ok(written)
}

/// What holds where nobody ever said anything.
fn usual(key: &str) -> Value {
    let built_in = key.strip_prefix("deck:").filter(|id| library::is_built_in(id));
    built_in.filter(|id| !library::OPTIONAL.contains(id)).map_or(Value::Null, |_| true.into())
}

impl Here {
    fn look(cx: &Context) -> Result<Self> {
        let config = config::read(&cx.places.config)?;
        let mut values: Values = config::SCALARS.iter().map(|key| (carry::setting(key), Value::Null)).collect();
        values.extend(config::scalars(&cx.places.config)?.into_iter().map(|(key, value)| (carry::setting(key), value)));
        for id in library::built_in_ids() {
            let value = if config.removed.iter().any(|removed| *removed == id) { Value::Null } else { true.into() };
            values.insert(carry::deck(id), value);
        }
        let (mut decks, mut is_unclear) = (BTreeMap::new(), false);
        let added = config.decks.iter().map(|path| library::resolved(&cx.places.data, path));
        for path in added.chain(own_decks(&cx.places.data, &[])?) {
            for file in library::read_path(&path)?.files {
                let Some(deck) = file.reading.deck else {
                    is_unclear |= !file.is_blueprint();
                    continue;
                };
                let (hash, path) = (sha256(file.text.as_bytes()), PathBuf::from(&file.name));
                let is_studied = !config.removed.contains(&deck.id);
                values.insert(carry::deck(&deck.id), if is_studied { hash.clone().into() } else { Value::Null });
                let is_own = cx.is_own(&path);
                decks.insert(deck.id, Added { path, text: file.text, hash, is_own });
            }
        }
        Ok(Self { values, decks, is_unclear })
    }

    /// What holds of one.
    pub(super) fn value(&self, key: &str) -> Value {
        self.values.get(key).cloned().unwrap_or_default()
    }
}

/// Writes an event for what was changed here; a deck's text goes to the place before it.
pub(super) fn tell(
    key: &str,
    value: &Value,
    agreed: Option<&Value>,
    here: &Here,
    folder: &mut Folder,
    store: &mut Store,
    cx: &Context,
) -> Result<usize> {
    let what = match key.split_once(':') {
        Some(("setting", key)) => {
            What::Setting { key: key.to_owned(), value: Some(value.clone()).filter(|value| !value.is_null()) }
        }
        Some(("deck", id)) if value.is_null() => What::DeckRemoved { deck: id.to_owned() },
        Some(("deck", id)) => {
            let over = agreed.and_then(Value::as_str).map(str::to_owned).into_iter().collect();
            if let Some(added) = here.decks.get(id) {
                folder.put_deck(&added.hash, added.text.as_bytes(), added.is_own)?;
            }
            What::DeckAdded { deck: id.to_owned(), text: value.as_str().map(str::to_owned), over }
        }
        _ => return Ok(0),
    };
    store.append(&[NewEvent { at: cx.now(), day: cx.today(), what }])?;
    Ok(1)
}

/// What became of a value that was changed elsewhere.
enum Taken {
    Done(Option<String>),
    /// The text has not arrived yet.
    Later,
    /// It cannot be had here: why. Said once.
    Declined(String),
}

fn take(key: &str, new: &Value, here: &Here, folder: &mut Folder, store: &Store, cx: &Context) -> Result<Taken> {
    match key.split_once(':') {
        Some(("setting", key)) => Ok(take_setting(key, new, cx)),
        Some(("deck", id)) if library::is_built_in(id) => take_built_in(id, new, cx),
        Some(("deck", id)) => match new.as_str() {
            Some(hash) => take_deck(id, hash, here, folder, store, cx),
            None => drop_deck(id, here, cx),
        },
        _ => Ok(Taken::Later),
    }
}

fn take_setting(key: &str, new: &Value, cx: &Context) -> Taken {
    if !config::SCALARS.contains(&key) {
        return Taken::Declined(format!("another machine has a setting `{key}` that is not known here"));
    }
    let text = new.as_str().map_or_else(|| new.to_string(), str::to_owned);
    let path = &cx.places.config;
    let (set, said) = if new.is_null() {
        (edit::reset(path, key), format!("`{key}` has its default again, as on another machine"))
    } else {
        (edit::set(path, key, &text), format!("`{key}` is {text} from now on, as on another machine"))
    };
    match set {
        Ok(()) => Taken::Done(Some(said)),
        Err(cause) => Taken::Declined(format!("`{key}` was changed on another machine, and cannot be here: {cause}")),
    }
}

fn take_built_in(id: &str, new: &Value, cx: &Context) -> Result<Taken> {
    if new.is_string() {
        return Ok(Taken::Declined(format!("another machine has a deck by the name of the built-in `{id}`")));
    }
    change_silently(cx, |_, removed| {
        removed.retain(|removed| removed != id);
        if new.is_null() {
            removed.push(id.to_owned());
        }
    })?;
    let how = if new.is_null() { "no longer studied" } else { "studied" };
    Ok(Taken::Done(Some(format!("`{id}` is {how} from now on, as on another machine"))))
}

/// Where decks that came from other machines lie.
fn decks_of_others(cx: &Context) -> PathBuf {
    cx.places.data.join("decks")
}

fn take_deck(id: &str, hash: &str, here: &Here, folder: &mut Folder, store: &Store, cx: &Context) -> Result<Taken> {
    let ours = decks_of_others(cx);
    let standing = here.decks.get(id);
    if let Some(added) = standing.filter(|added| !added.path.starts_with(&ours)) {
        let path = named(&added.path);
        return Ok(Taken::Declined(format!("`{id}` has another text on another machine; `{path}` stays as it is")));
    }
    let Some(bytes) = folder.deck(hash)? else { return Ok(Taken::Later) };
    let is_it = |text: &str| deck::read(text).deck.is_some_and(|deck| deck.id == id);
    let Some(text) = String::from_utf8(bytes).ok().filter(|text| is_it(text)) else {
        return Ok(Taken::Declined(format!("the text of `{id}` from another machine is no deck of that id")));
    };
    files::private_folder(&ours)
        .map_err(|cause| Fault::new(format!("could not make `{}`: {}", named(&ours), files::reason(&cause))))?;
    let path = ours.join(format!("{id}.toml"));
    let mut note = format!("`{id}` came from another machine: `{}`", named(&path));
    if let Some(added) = standing {
        note = format!("`{id}` was changed on another machine");
        if !carry::is_made_of(hash, &added.hash, &store.carried()?) {
            let kept = ours.join(format!("{id}.kept-{}.txt", &added.hash[..8]));
            files::write(&kept, added.text.as_bytes(), Existing::Replace, Readers::Owner)?;
            note += &format!(", and here as well: what stood here is kept as `{}`", named(&kept));
        }
    }
    files::write(&path, text.as_bytes(), Existing::Replace, Readers::Owner)?;
    if standing.is_none() {
        change_silently(cx, |added, _| added.push(path.clone()))?;
    }
    Ok(Taken::Done(Some(note)))
}

/// A deck is not studied any more; a file of the student's own stays in the settings, and every file where it is.
fn drop_deck(id: &str, here: &Here, cx: &Context) -> Result<Taken> {
    let Some(added) = here.decks.get(id) else { return Ok(Taken::Done(None)) };
    if !added.path.starts_with(decks_of_others(cx)) {
        return Ok(Taken::Declined(format!("`{id}` is not studied on another machine any more; here it is")));
    }
    change_silently(cx, |paths, _| paths.retain(|path| *path != added.path))?;
    Ok(Taken::Done(Some(format!("`{id}` is no longer studied, as on another machine; its progress stays"))))
}

/// As they are told: nothing foreign in them steers a terminal.
pub(super) fn harmless(notes: &[String]) -> Vec<String> {
    notes.iter().map(|note| ui::harmless_line(note)).collect()
}
