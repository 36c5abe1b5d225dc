//! The notes of a collection as records: what each of their cards asks, by the templates.

use std::collections::HashMap;

use super::collection::{Collection, Raw, collection, collection_with_reviews};
use super::faces::{self, Face, Fields};
use super::models::{FIELDS, Model};
use super::notes::{Meant, Notes};
use super::own;
use super::template::Sheet;
use super::types::Type;
use crate::card::KindName;
use crate::deck::{excerpt, put_list};
use crate::exchange::Said;
use crate::exchange::html::to_text;
use crate::exchange::incoming::{Incoming, Origin, Record, tidy};

/// A note type whose templates were read, front and back.
type Followed = Result<Vec<(Sheet, Sheet)>, String>;

/// Reads a package.
///
/// # Errors
/// It is no package, or none of its note types has the fields that are named.
pub(in crate::exchange) fn read(bytes: &[u8], said: &Said) -> Result<Incoming, String> {
    let mut found = if said.history { collection_with_reviews(bytes) } else { collection(bytes) }?;
    let reviews = std::mem::take(&mut found.reviews);
    let mut incoming = Incoming { reviews, day_end: found.day_end, ..Incoming::default() };
    incoming.told.push(told_types(&found));
    let meant = Meant::new(&said.fields, found.models.values())?;
    let followed: HashMap<i64, Followed> = found.models.iter().map(|(id, kind)| (*id, follow(kind))).collect();
    let mut notes = Notes { meant: &meant, keys: HashMap::new() };
    let mut placed: Vec<(usize, &[String])> = Vec::new();
    for raw in &found.notes {
        let made = match found.models.get(&raw.mid) {
            None => Err("its note type is missing from the package".to_owned()),
            Some(kind) => note(raw, kind, &followed[&raw.mid], &found, &mut notes, &mut incoming),
        };
        match made {
            Ok(records) => {
                let deck = found.cards.get(&raw.id).and_then(|cards| found.decks.get(&cards.first()?.deck));
                let from = incoming.records.len();
                placed.extend(
                    deck.into_iter().flat_map(|deck| (from..from + records.len()).map(|at| (at, deck.as_slice()))),
                );
                incoming.records.extend(records);
            }
            Err(why) => incoming.refuse(raw.row, why),
        }
    }
    for (row, why) in &found.unread {
        incoming.refuse(*row, why);
    }
    entitle(&mut incoming, &placed);
    notes.settle_keys(&mut incoming);
    incoming.tell_media();
    Ok(incoming)
}

fn told_types(found: &Collection) -> String {
    let mut types: Vec<&str> = found.notes.iter().map(|note| note.model.as_str()).collect();
    types.sort_unstable();
    types.dedup();
    let types: Vec<String> = types.iter().map(|name| format!("`{}`", excerpt(name))).collect();
    format!("note types: {}", types.join(", "))
}

fn follow(kind: &Type) -> Followed {
    let sheet = |text: &str, side: &str, name: &str| {
        Sheet::read(text, &kind.fields).map_err(|why| format!("the {side} of `{}`: {why}", excerpt(name)))
    };
    let sides = kind.templates.iter().map(|template| {
        let front = sheet(&template.front, "front", &template.name)?;
        Ok((front, sheet(&template.back, "back", &template.name)?))
    });
    sides.collect()
}

fn note(
    raw: &Raw,
    kind: &Type,
    followed: &Followed,
    found: &Collection,
    notes: &mut Notes<'_>,
    incoming: &mut Incoming,
) -> Result<Vec<Record>, String> {
    let topics: Vec<String> =
        raw.tags.split_whitespace().filter(|tag| !matches!(*tag, "leech" | "marked")).map(tidy).collect();
    let is_own = Model::of_name(&kind.name).filter(|_| kind.fields.iter().map(String::as_str).eq(FIELDS));
    let own_fields: Vec<&str> = raw.fields.split('\u{1f}').collect();
    let mut records = match is_own.filter(|_| own_fields.len() == FIELDS.len()) {
        Some(model) => vec![own_note(model, &own_fields, raw, incoming)?],
        None => foreign(raw, kind, followed, found, notes, incoming)?,
    };
    let suspended: Vec<u32> =
        found.cards.get(&raw.id).into_iter().flatten().filter(|card| card.is_suspended).map(|card| card.ord).collect();
    for record in &mut records {
        let asks = record.origin.as_ref().map_or(&[][..], |origin| &origin.asks);
        if asks.iter().any(|(ord, _)| suspended.contains(ord)) {
            record.lose("that it is suspended in Anki: it is asked here");
        }
        let table = &mut record.draft.table;
        let all: Vec<String> = topics.iter().cloned().chain(topics_of(table)).collect();
        put_list(table, "topics", &all);
    }
    Ok(records)
}

fn own_note(model: Model, fields: &[&str], raw: &Raw, incoming: &mut Incoming) -> Result<Record, String> {
    let mut record = Record::new(raw.row, KindName::Card);
    let words = |field: &&str| {
        let plain = to_text(field);
        plain.lost.into_iter().for_each(|lost| record.lose(lost));
        plain.text
    };
    let texts: Vec<String> = fields.iter().map(words).collect();
    own::note(model, &texts, &mut record, incoming)?;
    let part = super::notes::main_part(&record).to_owned();
    record.origin = Some(Origin { guid: raw.guid.clone(), asks: vec![(0, part)] });
    Ok(record)
}

/// A note of any other type: a record for each thing that its cards ask.
fn foreign(
    raw: &Raw,
    kind: &Type,
    followed: &Followed,
    found: &Collection,
    notes: &mut Notes<'_>,
    incoming: &mut Incoming,
) -> Result<Vec<Record>, String> {
    if kind.name.to_lowercase().contains("occlusion") {
        return Err("a picture with parts covered, which a deck cannot show".to_owned());
    }
    let fields = Fields::new(&kind.fields, &raw.fields);
    if let Some(face) = notes.meant.face(&fields) {
        return notes.records(raw, kind, &fields, vec![(0, face?)], &[], incoming);
    }
    let sheets = followed.as_ref().map_err(|why| {
        let name = excerpt(&kind.name);
        format!(
            "the note type `{name}` cannot be followed: {why}; say which field is what: --fields Question=…,Answer=…"
        )
    })?;
    let filled = fields.filled();
    let own_cards = found.cards.get(&raw.id);
    let mut faces: Vec<(u32, Face)> = Vec::new();
    let mut failed: Vec<String> = Vec::new();
    for ((front, back), ord) in sheets.iter().zip(0..) {
        let is_card = kind.is_cloze || own_cards.is_none_or(|cards| cards.iter().any(|card| card.ord == ord));
        let (front, back) = (front.pieces(&filled), back.pieces(&filled));
        let Some(mut face) = faces::front(&front, &fields).filter(|_| is_card) else { continue };
        if kind.is_cloze {
            faces::cloze_back(&mut face, &front, &back);
        } else if let Err(why) = faces::back(&mut face, &front, &back, &fields) {
            failed.push(why);
            continue;
        }
        if face.question.text.is_empty() {
            failed.push("it has no words, or nothing but pictures and sounds".to_owned());
        } else {
            faces.push((ord, face));
        }
    }
    if faces.is_empty() {
        return Err(failed
            .pop()
            .unwrap_or_else(|| "its front shows nothing, so that Anki makes no card of it".to_owned()));
    }
    let shown: Vec<usize> =
        sheets.iter().flat_map(|(front, back)| front.fields().into_iter().chain(back.fields())).collect();
    // A field of which only its being filled matters says nothing more.
    let asked_after = sheets.iter().flat_map(|(front, back)| front.conditions().into_iter().chain(back.conditions()));
    if let Some((_, first)) = faces.first_mut() {
        first.used.extend(asked_after.filter(|at| !shown.contains(at)));
    }
    let mut records = notes.records(raw, kind, &fields, faces, &shown, incoming)?;
    if let Some(first) = records.first_mut() {
        for why in &failed {
            first.lose(format!("another card of the note: {why}"));
        }
    }
    Ok(records)
}

/// The deck that all notes are in is the title; those below it are topics.
fn entitle(incoming: &mut Incoming, placed: &[(usize, &[String])]) {
    let Some((_, first)) = placed.first() else { return };
    let shared =
        |one: &[String], other: &[String]| one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let common = placed.iter().map(|(_, deck)| shared(deck, first)).min().unwrap_or_default();
    incoming.title = common.checked_sub(1).map(|at| tidy(&first[at]));
    for (at, deck) in placed {
        let table = &mut incoming.records[*at].draft.table;
        let mut topics = topics_of(table);
        for name in deck[common..].iter().map(|name| tidy(name)).filter(|name| !name.is_empty()) {
            if !topics.contains(&name) {
                topics.push(name);
            }
        }
        put_list(table, "topics", &topics);
    }
}

fn topics_of(table: &toml_edit::Table) -> Vec<String> {
    let topics = table.get("topics").and_then(|item| item.as_array());
    topics.into_iter().flatten().filter_map(|topic| topic.as_str().map(str::to_owned)).collect()
}
