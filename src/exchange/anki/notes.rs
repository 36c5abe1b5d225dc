//! From what a note's cards ask to records: one for each question, two ways where one card asks the other's answer.

use std::collections::HashMap;

use super::collection::Raw;
use super::faces::{Face, Fields, option};
use super::gaps::clozes;
use super::types::Type;
use crate::card::KindName;
use crate::deck::{excerpt, pair, put_list, put_texts, put_values};
use crate::exchange::html::Plain;
use crate::exchange::incoming::{Incoming, Origin, Record};
use crate::exchange::table::{self, Column, kind_of, of_name};

/// Which field is what, as a person said: `--fields Question=Front,Answer=Correct`.
pub(super) struct Meant(Vec<(Column, String)>);

impl Meant {
    /// # Errors
    /// A name on the left means nothing, or no note type has the fields.
    pub(super) fn new<'t>(fields: &[(String, String)], types: impl Iterator<Item = &'t Type>) -> Result<Self, String> {
        let mut meant = Vec::new();
        for (role, field) in fields {
            let column = option(role).filter(|_| role.len() == 1).map_or_else(|| of_name(role), Column::Option);
            if matches!(column, Column::Unknown | Column::Kind | Column::Id) {
                let roles = "Question, Answer, Why, Hint, Source, Topics, Accept, Wrong, Option 1 …";
                return Err(format!("`{}` is nothing that a field can be: {roles}", excerpt(role)));
            }
            meant.push((column, field.clone()));
        }
        let meant = Self(meant);
        let names: Vec<String> = types.flat_map(|kind| kind.fields.iter().cloned()).collect();
        if let Some((_, unknown)) = meant.0.iter().find(|(_, field)| !names.contains(field)) {
            let mut known: Vec<&str> = names.iter().map(String::as_str).collect();
            known.sort_unstable();
            known.dedup();
            return Err(format!("no note type has the field `{}`; there are: {}", excerpt(unknown), known.join(", ")));
        }
        if !fields.is_empty() && !meant.0.iter().any(|(column, _)| *column == Column::Question) {
            return Err("--fields names no question: Question=…,Answer=…".to_owned());
        }
        Ok(meant)
    }

    /// What a note asks by these words; nothing where its type lacks one of the fields.
    pub(super) fn face(&self, fields: &Fields<'_>) -> Option<Result<Face, String>> {
        if self.0.is_empty() {
            return None;
        }
        let mut face = Face::default();
        for (column, field) in &self.0 {
            let at = fields.names.iter().position(|name| name == field)?;
            face.used.push(at);
            let plain = fields.texts.get(at).cloned().unwrap_or_default();
            match column {
                Column::Question => face.question = plain,
                Column::Answer => face.answer = plain,
                Column::Key("hint") => face.hint = Some(at).filter(|_| !plain.text.is_empty()),
                Column::Option(_) => face.options.push(at),
                Column::Key(key) => face.keyed.push((key, at)),
                _ => {}
            }
        }
        let missing = if face.question.text.is_empty() { "question" } else { "answer" };
        let is_whole =
            !face.question.text.is_empty() && (!face.answer.text.is_empty() || face.question.text.contains("{{c"));
        Some(if is_whole { Ok(face) } else { Err(format!("there is no {missing} in the field that --fields names")) })
    }
}

/// What is carried from note to note.
pub(super) struct Notes<'m> {
    pub(super) meant: &'m Meant,
    /// Choices whose key is a number, by note type: settled when all of the type are known.
    pub(super) keys: HashMap<i64, Vec<Numbered>>,
}

/// A choice whose key is a number.
pub(super) struct Numbered {
    name: String,
    key: usize,
    options: Vec<String>,
}

impl Notes<'_> {
    /// The records of a note's cards; `shown` are the fields that any template shows.
    ///
    /// # Errors
    /// A gap or a key makes no sense.
    pub(super) fn records(
        &mut self,
        raw: &Raw,
        kind: &Type,
        fields: &Fields<'_>,
        faces: Vec<(u32, Face)>,
        shown: &[usize],
        incoming: &mut Incoming,
    ) -> Result<Vec<Record>, String> {
        let name = format!("anki-{}", hash(&raw.guid));
        let (_, first) = &faces[0];
        let gapped =
            if kind.is_cloze || !self.meant.0.is_empty() { clozes(&first.question.text, &[])? } else { Vec::new() };
        if gapped.is_empty() && kind.is_cloze && self.meant.0.is_empty() {
            return Err("there is no gap in the text".to_owned());
        }
        let mut records = Vec::new();
        if gapped.is_empty() {
            let mut left: Vec<(u32, Face)> = faces.clone();
            while !left.is_empty() {
                let (ord, face) = left.remove(0);
                let twins: Vec<u32> =
                    left.extract_if(.., |(_, other)| same(other, &face)).map(|(ord, _)| ord).collect();
                let back = left.iter().position(|(_, other)| is_reverse(&face, other)).map(|at| left.remove(at).0);
                let mut record = Record::new(raw.row, KindName::Card);
                record.name = Some(if ord == faces[0].0 { name.clone() } else { format!("{name}-{}", ord + 1) });
                self.put_asked(&mut record, raw.mid, &face, fields, back.is_some())?;
                let part = main_part(&record).to_owned();
                let mut asks = vec![(ord, part.clone())];
                asks.extend(twins.into_iter().map(|twin| (twin, part.clone())));
                asks.extend(back.map(|back| (back, "back".to_owned())));
                record.origin = Some(Origin { guid: raw.guid.clone(), asks });
                put_around(&mut record, &face, fields, incoming);
                records.push(record);
            }
        }
        for cloze in gapped {
            let mut record = Record::new(raw.row, KindName::Cloze);
            let suffix = cloze.suffix.map(|suffix| format!("-{suffix}")).unwrap_or_default();
            record.name = Some(format!("{name}{suffix}"));
            record.put("text", &cloze.text);
            record.origin = Some(Origin { guid: raw.guid.clone(), asks: cloze.asks });
            if let Some(hint) = cloze.hint {
                record.put("hint", &hint);
            }
            put_around(&mut record, first, fields, incoming);
            records.push(record);
        }
        let used: Vec<usize> = faces.iter().flat_map(|(_, face)| face.used.iter().copied()).collect();
        put_unseen(&mut records, fields, &used, shown, incoming);
        Ok(records)
    }

    fn put_asked(
        &mut self,
        record: &mut Record,
        mid: i64,
        face: &Face,
        fields: &Fields<'_>,
        both: bool,
    ) -> Result<(), String> {
        let (question, answer) = (face.question.text.as_str(), face.answer.text.as_str());
        if answer.is_empty() {
            return Err("its answer is nothing but a picture or a sound".to_owned());
        }
        if !face.options.is_empty() {
            // The front may show some of the options only; the others carry their names.
            let all: Vec<(usize, &str)> = fields
                .names
                .iter()
                .enumerate()
                .filter_map(|(at, name)| Some((option(name)?, fields.text(at))))
                .collect();
            let mut options = vec![String::new(); all.iter().map(|(at, _)| at + 1).max().unwrap_or_default()];
            for (at, text) in all {
                text.clone_into(&mut options[at]);
            }
            if self.meant.0.iter().any(|(column, _)| matches!(column, Column::Option(_))) {
                options = face.options.iter().map(|at| fields.text(*at).to_owned()).collect();
            }
            return self.put_choice(record, mid, question, answer, options);
        }
        record.draft.kind = match kind_of(question, answer, face.keyed.iter().any(|(key, _)| *key == "wrong")) {
            KindName::Short if both => KindName::Card,
            KindName::Card if face.is_typed && !both => KindName::Short,
            KindName::Cloze => KindName::Short,
            kind => kind,
        };
        if both {
            record.draft.kind = KindName::Card;
        }
        let (ask, key) = match record.draft.kind {
            KindName::TrueFalse => ("statement", "answer"),
            KindName::Card => ("front", "back"),
            _ => ("ask", "answer"),
        };
        record.put(ask, question);
        if record.draft.kind == KindName::TrueFalse {
            table::put_cell(&mut record.draft, key, answer)?;
        } else {
            record.put(key, answer);
        }
        if both {
            record.draft.table.insert("both", toml_edit::value(true));
        }
        Ok(())
    }

    /// A key is a letter, several letters, a number that is settled later, or the text of an option.
    fn put_choice(
        &mut self,
        record: &mut Record,
        mid: i64,
        question: &str,
        key: &str,
        options: Vec<String>,
    ) -> Result<(), String> {
        record.draft.kind = KindName::Choice;
        record.put("ask", question);
        let same = |option: &String| option.to_lowercase() == key.to_lowercase();
        if options.iter().any(same) {
            return put_options(record, &options, |_, option| same(option));
        }
        let bare = key.trim_end_matches([')', '.', ':']);
        if let Ok(number) = bare.parse::<usize>() {
            let name = record.name.clone().unwrap_or_default();
            self.keys.entry(mid).or_default().push(Numbered { name, key: number, options });
            return Ok(());
        }
        let letters: Vec<&str> = bare.split([',', ';', ' ', '/', '&', '+']).filter(|one| !one.is_empty()).collect();
        let places: Option<Vec<usize>> = letters.iter().map(|one| option(one).filter(|_| one.len() == 1)).collect();
        let places =
            places.filter(|places| places.iter().all(|at| options.get(*at).is_some_and(|text| !text.is_empty())));
        match places {
            Some(places) if !places.is_empty() => put_options(record, &options, |at, _| places.contains(&at)),
            _ => Err(format!("its answer `{}` names none of its options", excerpt(key))),
        }
    }

    /// Numbers count from 0 or from 1, the same in all notes of a type: a 0 says the one, the number of options the
    /// other. Where neither stands, or both, nothing is guessed.
    pub(super) fn settle_keys(&mut self, incoming: &mut Incoming) {
        let mut settled: HashMap<String, Result<(Vec<String>, usize), String>> = HashMap::new();
        for numbered in std::mem::take(&mut self.keys).into_values() {
            let count = |one: &Numbered| one.options.iter().rposition(|text| !text.is_empty()).map_or(0, |at| at + 1);
            let from_zero = numbered.iter().any(|one| one.key == 0);
            let from_one = numbered.iter().any(|one| one.key == count(one));
            for one in numbered {
                let place = match (from_zero, from_one) {
                    (true, false) => Some(one.key),
                    (false, true) => one.key.checked_sub(1),
                    _ => None,
                };
                let is_one = |at: &usize| one.options.get(*at).is_some_and(|text| !text.is_empty());
                let why = || {
                    let advice = "write letters or the answers themselves into the notes";
                    format!("its key `{}` may count from 0 or from 1; {advice}", one.key)
                };
                let place = place.filter(is_one).ok_or_else(why);
                settled.insert(one.name, place.map(|place| (one.options, place)));
            }
        }
        if settled.is_empty() {
            return;
        }
        let mut refused = Vec::new();
        incoming.records.retain_mut(|record| {
            let Some(outcome) = record.name.as_ref().and_then(|name| settled.remove(name)) else { return true };
            match outcome.and_then(|(options, place)| put_options(record, &options, |at, _| at == place)) {
                Ok(()) => true,
                Err(why) => {
                    refused.push((record.row, why));
                    false
                }
            }
        });
        for (row, why) in refused {
            incoming.refuse(row, why);
        }
    }
}

fn put_options(
    record: &mut Record,
    options: &[String],
    is_right: impl Fn(usize, &String) -> bool,
) -> Result<(), String> {
    let filled = || options.iter().enumerate().filter(|(_, text)| !text.is_empty());
    let right: Vec<String> = filled().filter(|(at, text)| is_right(*at, text)).map(|(_, text)| text.clone()).collect();
    let wrong: Vec<toml_edit::Value> =
        filled().filter(|(at, text)| !is_right(*at, text)).map(|(_, text)| text.as_str().into()).collect();
    if wrong.is_empty() {
        return Err("no option is wrong".to_owned());
    }
    put_texts(&mut record.draft.table, "answer", &right);
    put_values(&mut record.draft.table, "wrong", wrong);
    Ok(())
}

/// The part that the first card of an entry is.
pub(super) fn main_part(record: &Record) -> &'static str {
    match record.draft.kind {
        KindName::Card => "front",
        KindName::Cloze => "gap",
        _ => "answer",
    }
}

fn same(one: &Face, other: &Face) -> bool {
    one.question.text == other.question.text && one.answer.text == other.answer.text && one.options == other.options
}

fn is_reverse(one: &Face, other: &Face) -> bool {
    one.options.is_empty() && one.question.text == other.answer.text && one.answer.text == other.question.text
}

/// Hint, reasons, sources; what had no words.
fn put_around(record: &mut Record, face: &Face, fields: &Fields<'_>, incoming: &mut Incoming) {
    let media = |plain: &Plain| plain.lost.contains(&crate::exchange::html::MEDIA);
    if media(&face.question) {
        incoming.set_aside(record, face.question.media.clone());
    }
    for lost in face.question.lost.iter().filter(|_| !media(&face.question)).chain(&face.answer.lost) {
        record.lose(*lost);
    }
    if let Some(at) = face.hint.filter(|_| !record.draft.table.contains_key("hint")) {
        put_field(record, Some("hint"), at, fields, incoming);
    }
    for at in &face.more {
        let key = match fields.role(*at) {
            Column::Key(key) => key,
            _ => "why",
        };
        put_field(record, Some(key), *at, fields, incoming);
    }
    for (key, at) in &face.keyed {
        put_field(record, Some(key), *at, fields, incoming);
    }
}

/// Fields that no card of the note shows: those whose names say what they are, and the rest told.
fn put_unseen(records: &mut [Record], fields: &Fields<'_>, used: &[usize], shown: &[usize], incoming: &mut Incoming) {
    let is_choice = records.iter().any(|record| record.draft.kind == KindName::Choice);
    let unseen = (0..fields.texts.len()).filter(|at| !used.contains(at) && fields.texts[*at] != Plain::default());
    for at in unseen {
        let key = match fields.role(at) {
            Column::Key(key @ ("why" | "source" | "hint" | "topics")) if !shown.contains(&at) => Some(key),
            Column::Key("extra") if !shown.contains(&at) => Some("why"),
            _ if is_choice && option(fields.name(at)).is_some() => continue,
            _ => None,
        };
        for record in &mut *records {
            put_field(record, key, at, fields, incoming);
        }
    }
}

/// A field under a key of the deck format; without one it is told.
fn put_field(record: &mut Record, key: Option<&str>, at: usize, fields: &Fields<'_>, incoming: &mut Incoming) {
    let plain = fields.texts.get(at).cloned().unwrap_or_default();
    plain.lost.iter().for_each(|lost| record.lose(*lost));
    incoming.media.extend(plain.media.iter().map(|name| (record.row, name.clone())));
    if plain.text.is_empty() {
        return;
    }
    let lines: Vec<String> = plain.text.lines().map(str::to_owned).filter(|line| !line.trim().is_empty()).collect();
    let table = &mut record.draft.table;
    match key {
        Some("hint") => record.put("hint", &plain.text),
        Some("topics") => put_list(table, "topics", &lines),
        Some("accept") if record.draft.kind == KindName::Short => put_list(table, "accept", &lines),
        Some("wrong") if matches!(record.draft.kind, KindName::Short | KindName::Choice) => {
            let wrong = lines.iter().map(|line| line.as_str().into()).collect();
            put_values(table, "wrong", wrong);
        }
        Some("source") => {
            let cited: Vec<(String, Option<String>)> = lines.iter().map(|line| incoming.cite(line)).collect();
            let cited = cited.iter().map(|(key, at)| pair(("key", key), ("at", at.as_deref().map(Into::into))));
            put_values(table, "source", cited.collect());
        }
        Some("why" | "extra") => {
            let before = table.get("why").and_then(|item| item.as_str()).map(|why| format!("{why}\n\n"));
            let why = before.unwrap_or_default() + &plain.text;
            record.put("why", &why);
        }
        _ => record.lose(format!("the field `{}`", excerpt(fields.name(at)))),
    }
}

/// Twelve digits that stay with a guid.
pub(in crate::exchange) fn hash(guid: &str) -> String {
    use sha1::{Digest, Sha1};
    let number = Sha1::digest(guid.as_bytes())[..6].iter().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    format!("{number:012x}")
}
