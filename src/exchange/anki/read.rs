//! The notes of a collection as records: our own types field by field, others by the names of their fields.

use super::collection::{Raw, Type, collection};
use super::gaps::gaps;
use super::models::{FIELDS, Model};
use crate::card::KindName;
use crate::deck::{excerpt, pair, put_list, put_texts, put_values};
use crate::exchange::cells;
use crate::exchange::columns::kind_of;
use crate::exchange::html::to_text;
use crate::exchange::incoming::{Incoming, Record, tidy};

pub(in crate::exchange) fn read(bytes: &[u8]) -> Result<Incoming, String> {
    let found = collection(bytes)?;
    let mut incoming = Incoming { title: found.title.clone(), ..Incoming::default() };
    let mut types: Vec<&str> = found.notes.iter().map(|note| note.model.as_str()).collect();
    types.sort_unstable();
    types.dedup();
    let types: Vec<String> = types.iter().map(|name| format!("`{}`", excerpt(name))).collect();
    incoming.told.push(format!("note types: {}", types.join(", ")));
    for (at, raw) in found.notes.iter().enumerate() {
        let kind = found.models.get(&raw.mid).cloned().unwrap_or_default();
        match record(at + 1, raw, &kind, &mut incoming) {
            Ok(record) => incoming.records.push(record),
            Err(why) => incoming.refuse(at + 1, why),
        }
    }
    Ok(incoming)
}

/// A field in words; what has none is told.
fn words(html: &str, record: &mut Record) -> String {
    let plain = to_text(html);
    plain.lost.into_iter().for_each(|lost| record.lose(lost));
    plain.text
}

fn record(row: usize, raw: &Raw, kind: &Type, incoming: &mut Incoming) -> Result<Record, String> {
    let mut record = Record::new(row, KindName::Card);
    let fields: Vec<&str> = raw.fields.split('\u{1f}').collect();
    let mut texts = Vec::with_capacity(fields.len());
    for field in &fields {
        texts.push(words(field, &mut record));
    }
    let topics: Vec<String> =
        raw.tags.split_whitespace().filter(|tag| !matches!(*tag, "leech" | "marked")).map(tidy).collect();
    match Model::of_name(&kind.name).filter(|_| kind.fields.iter().map(String::as_str).eq(FIELDS)) {
        Some(model) if texts.len() == FIELDS.len() => own(model, &texts, &mut record, incoming),
        _ => foreign(&texts, kind, raw, &mut record)?,
    }
    put_list(&mut record.draft.table, "topics", &topics);
    Ok(record)
}

/// A note of one of our own types.
fn own(model: Model, texts: &[String], record: &mut Record, incoming: &mut Incoming) {
    let [question, answer, accept, wrong, _, hint, why, source, id] = texts else { return };
    let lines = |text: &str| text.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let pairs: Vec<(String, Option<String>)> = lines(wrong)
        .iter()
        .map(|line| {
            line.split_once(" :: ").map_or((line.clone(), None), |(one, why)| (one.to_owned(), Some(why.to_owned())))
        })
        .collect();
    record.name = Some(id.clone());
    let mut wrongs = pairs.clone();
    match model {
        Model::Short => {
            record.draft.kind = KindName::Short;
            record.put("ask", question);
            record.put("answer", answer);
            put_list(&mut record.draft.table, "accept", &lines(accept));
        }
        Model::Cloze => {
            record.draft.kind = KindName::Cloze;
            let (text, _, _) = gaps(question, &lines(accept));
            record.put("text", &text);
        }
        Model::Choice => match (cells::flag(answer), pairs.as_slice()) {
            (Some(truth), [(other, None)]) if cells::flag(other) == Some(!truth) => {
                record.draft.kind = KindName::TrueFalse;
                record.put("statement", question);
                record.draft.table.insert("answer", toml_edit::value(truth));
                wrongs.clear();
            }
            _ => {
                record.draft.kind = KindName::Choice;
                record.put("ask", question);
                put_texts(&mut record.draft.table, "answer", &lines(answer));
            }
        },
        Model::Card => {
            record.put("front", question);
            record.put("back", answer);
        }
    }
    let wrongs = wrongs.iter().map(|(one, why)| pair(("answer", one), ("because", why.as_deref().map(Into::into))));
    put_values(&mut record.draft.table, "wrong", wrongs.collect());
    let cited: Vec<(String, Option<String>)> = lines(source).iter().map(|line| incoming.cite(line)).collect();
    let cited = cited.iter().map(|(key, at)| pair(("key", key), ("at", at.as_deref().map(Into::into))));
    put_values(&mut record.draft.table, "source", cited.collect());
    for (key, text) in [("hint", hint), ("why", why)] {
        if !text.is_empty() {
            record.put(key, text);
        }
    }
}

/// A note of any other type: by the names of its fields, else by their place.
fn foreign(texts: &[String], kind: &Type, raw: &Raw, record: &mut Record) -> Result<(), String> {
    record.name = Some(format!("anki-{}", hash(&raw.guid)));
    if kind.name.to_lowercase().contains("occlusion") {
        return Err("a picture with parts covered, which a deck cannot show".to_owned());
    }
    let filled: Vec<(usize, &String)> = texts.iter().enumerate().filter(|(_, text)| !text.is_empty()).collect();
    let named = |words: &[&str]| {
        filled
            .iter()
            .find(|(at, _)| kind.fields.get(*at).is_some_and(|name| words.contains(&name.to_lowercase().as_str())))
            .copied()
    };
    let question = named(&["front", "question", "text", "vorderseite", "frage", "recto", "lückentext"])
        .or_else(|| filled.first().copied());
    let Some((asked_at, question)) = question else {
        return Err("it has no words, or nothing but pictures and sounds".to_owned());
    };
    let mut used = vec![asked_at];
    if kind.is_cloze {
        let (text, count, hint) = gaps(question, &[]);
        if count == 0 {
            return Err("there is no gap in the text".to_owned());
        }
        record.draft.kind = KindName::Cloze;
        record.put("text", &text);
        if let Some(hint) = hint {
            record.put("hint", &hint);
        }
    } else {
        let rest = filled.iter().find(|(at, _)| *at != asked_at).copied();
        let answer =
            named(&["back", "answer", "rückseite", "antwort", "verso"]).filter(|(at, _)| *at != asked_at).or(rest);
        let Some((answer_at, answer)) = answer else { return Err("there is no answer".to_owned()) };
        used.push(answer_at);
        let both = kind.templates == 2;
        record.draft.kind = match kind_of(question, answer, false) {
            KindName::Short if both => KindName::Card,
            KindName::Card if kind.is_typed => KindName::Short,
            kind => kind,
        };
        let (ask, key) = match record.draft.kind {
            KindName::TrueFalse => ("statement", "answer"),
            KindName::Card => ("front", "back"),
            _ => ("ask", "answer"),
        };
        record.put(ask, question);
        cells::put_cell(&mut record.draft, key, answer)?;
        if both {
            record.draft.table.insert("both", toml_edit::value(true));
        } else if kind.templates > 2 {
            record.lose("templates behind the first");
        }
    }
    let more = named(&["extra", "back extra", "explanation", "note", "notes", "comment", "remarks"])
        .filter(|(at, _)| !used.contains(at));
    if let Some((at, why)) = more {
        record.put("why", why);
        used.push(at);
    }
    for (at, _) in filled.iter().filter(|(at, _)| !used.contains(at)) {
        record.lose(format!("the field `{}`", excerpt(kind.fields.get(*at).map_or("?", String::as_str))));
    }
    Ok(())
}

/// Twelve digits that stay with a guid.
pub(in crate::exchange) fn hash(guid: &str) -> String {
    use sha1::{Digest, Sha1};
    let number = Sha1::digest(guid.as_bytes())[..6].iter().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    format!("{number:012x}")
}
