//! Reads a package of any generation. No name in it is used as a path, and no more is unpacked than is needed.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use serde_json::Value;
use zip::ZipArchive;

use super::models::{FIELDS, Model};
use crate::card::KindName;
use crate::deck::{excerpt, pair, put_list, put_texts, put_values};
use crate::exchange::cells;
use crate::exchange::columns::kind_of;
use crate::exchange::html::to_text;
use crate::exchange::incoming::{Incoming, Record, tidy};

/// The most bytes of an unpacked collection.
const LARGEST: u64 = 64 << 20;
/// The most notes; one more tells that there are too many.
const NOTES: usize = 50_000;

/// A collection as far as a deck is made of it.
#[derive(Default)]
pub(super) struct Collection {
    pub(super) notes: Vec<Raw>,
    models: HashMap<i64, Type>,
    title: Option<String>,
}

/// A note as it stands.
pub(super) struct Raw {
    pub(super) guid: String,
    /// The name of its type.
    pub(super) model: String,
    mid: i64,
    /// Seconds.
    pub(super) changed: i64,
    pub(super) tags: String,
    /// Joined by U+001F.
    pub(super) fields: String,
}

/// A note type.
#[derive(Clone, Debug, Default)]
struct Type {
    name: String,
    fields: Vec<String>,
    is_cloze: bool,
    templates: usize,
    is_typed: bool,
}

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

/// The newest collection in a package; an older one beside it says only that Anki is to be updated.
pub(super) fn collection(bytes: &[u8]) -> Result<Collection, String> {
    let database = if bytes.starts_with(b"SQLite format 3\0") { bytes.to_vec() } else { unpacked(bytes)? };
    opened(database).map_err(|cause| format!("its collection cannot be read: {cause}"))
}

fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| format!("it is no package: {cause}"))?;
    for name in ["collection.anki21b", "collection.anki21", "collection.anki2"] {
        let Ok(file) = zip.by_name(name) else { continue };
        let read = if name.ends_with('b') {
            let mut packed = Vec::new();
            file.take(LARGEST + 1).read_to_end(&mut packed).map_err(|cause| cause.to_string())?;
            let decoder = ruzstd::decoding::StreamingDecoder::new(packed.as_slice());
            bounded(decoder.map_err(|cause| format!("`{name}` is damaged: {cause}"))?)
        } else {
            bounded(file)
        };
        return read.map_err(|why| format!("`{name}` {why}"));
    }
    Err("there is no collection in it".to_owned())
}

fn bounded(reader: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|cause| format!("is damaged: {cause}"))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("unpacks to more than {} MiB", LARGEST >> 20));
    }
    Ok(bytes)
}

fn opened(mut bytes: Vec<u8>) -> Result<Collection, String> {
    // The header may say that a log stands beside the file, which it does not in memory.
    if let Some(version) = bytes.get_mut(18..20) {
        version.fill(1);
    }
    let words = |cause: rusqlite::Error| cause.to_string();
    let mut connection = Connection::open_in_memory().map_err(words)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).map_err(words)?;
    let length = bytes.len();
    connection.deserialize_read_exact("main", bytes.as_slice(), length, true).map_err(words)?;
    drop(bytes);
    connection.execute_batch("pragma trusted_schema = off; pragma cell_size_check = on").map_err(words)?;
    connection
        .create_collation("unicase", |one, other| one.to_lowercase().cmp(&other.to_lowercase()))
        .map_err(words)?;
    plain_tables(&connection)?;
    let has_types = has_table(&connection, "notetypes").map_err(words)?;
    let models = if has_types { types_of_tables(&connection) } else { types_of_json(&connection) }.map_err(words)?;
    let title = title(&connection, has_types).ok().flatten();
    let notes = notes(&connection, &models).map_err(words)?;
    if notes.len() > NOTES {
        return Err(format!("it has more than {NOTES} notes"));
    }
    Ok(Collection { notes, models, title })
}

/// What is read has to be stored: a view or a computed column could be made to run for ever.
fn plain_tables(connection: &Connection) -> Result<(), String> {
    for table in ["col", "notes", "cards", "notetypes", "fields", "templates", "decks"] {
        let sql = connection.query_row("select type, sql from sqlite_master where name = ?1", [table], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?.unwrap_or_default()))
        });
        let Ok((kind, sql)) = sql else { continue };
        let hidden = format!("select count(*) from pragma_table_xinfo('{table}') where hidden <> 0");
        let hidden: i64 = connection.query_row(&hidden, [], |row| row.get(0)).map_err(|cause| cause.to_string())?;
        if kind != "table" || hidden > 0 || sql.trim_start().to_lowercase().starts_with("create virtual") {
            return Err(format!("`{table}` is no plain table"));
        }
    }
    Ok(())
}

fn has_table(connection: &Connection, name: &str) -> rusqlite::Result<bool> {
    connection
        .query_row("select count(*) from sqlite_master where name = ?1", [name], |row| row.get::<_, i64>(0))
        .map(|count| count > 0)
}

fn types_of_json(connection: &Connection) -> rusqlite::Result<HashMap<i64, Type>> {
    let json: String = connection.query_row("select models from col limit 1", [], |row| row.get(0))?;
    let models: Value = serde_json::from_str(&json).unwrap_or_default();
    let texts = |model: &Value, list: &str, key: &str| -> Vec<String> {
        let items = model[list].as_array().into_iter().flatten();
        items.map(|item| item[key].as_str().unwrap_or_default().to_owned()).collect()
    };
    let one = |(id, model): (&String, &Value)| {
        let fronts = texts(model, "tmpls", "qfmt");
        let kind = Type {
            name: model["name"].as_str().unwrap_or_default().to_owned(),
            fields: texts(model, "flds", "name"),
            is_cloze: model["type"] == 1,
            templates: fronts.len(),
            is_typed: fronts.iter().any(|front| front.contains("{{type:")),
        };
        Some((id.parse().ok()?, kind))
    };
    Ok(models.as_object().into_iter().flatten().filter_map(one).collect())
}

fn types_of_tables(connection: &Connection) -> rusqlite::Result<HashMap<i64, Type>> {
    let mut types: HashMap<i64, Type> = HashMap::new();
    let mut statement = connection.prepare("select id, name, config from notetypes limit 5000")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let config: Vec<u8> = row.get(2)?;
        // The first field of the configuration is the kind: 1 is a cloze.
        let kind = Type { name: row.get(1)?, is_cloze: config.starts_with(&[0x08, 0x01]), ..Type::default() };
        types.insert(row.get(0)?, kind);
    }
    let mut statement = connection.prepare("select ntid, name from fields order by ntid, ord limit 50000")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(kind) = types.get_mut(&row.get(0)?) {
            kind.fields.push(row.get(1)?);
        }
    }
    let mut statement = connection.prepare("select ntid, config from templates limit 50000")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(kind) = types.get_mut(&row.get(0)?) {
            let config: Vec<u8> = row.get(1)?;
            kind.templates += 1;
            kind.is_typed |= config.windows(7).any(|window| window == b"{{type:");
        }
    }
    Ok(types)
}

/// The name of the deck that most cards are in, its last level.
fn title(connection: &Connection, has_types: bool) -> rusqlite::Result<Option<String>> {
    let most: i64 =
        connection.query_row("select did from cards group by did order by count(*) desc, did limit 1", [], |row| {
            row.get(0)
        })?;
    let name: Option<String> = if has_types {
        connection.query_row("select name from decks where id = ?1", [most], |row| row.get(0)).ok()
    } else {
        let json: String = connection.query_row("select decks from col limit 1", [], |row| row.get(0))?;
        let decks: Value = serde_json::from_str(&json).unwrap_or_default();
        decks[most.to_string()]["name"].as_str().map(str::to_owned)
    };
    Ok(name.and_then(|name| {
        name.split(['\u{1f}']).next_back().map(|last| last.rsplit("::").next().unwrap_or(last).to_owned())
    }))
}

fn notes(connection: &Connection, models: &HashMap<i64, Type>) -> rusqlite::Result<Vec<Raw>> {
    let mut statement = connection.prepare("select guid, mid, mod, tags, flds from notes order by id limit ?1")?;
    let mut notes = Vec::new();
    let mut room = LARGEST;
    let mut rows = statement.query([i64::try_from(NOTES + 1).unwrap_or(i64::MAX)])?;
    while let Some(row) = rows.next()? {
        let mid: i64 = row.get(1)?;
        let model = models.get(&mid).map(|kind| kind.name.clone()).unwrap_or_default();
        let note = Raw { guid: row.get(0)?, model, mid, changed: row.get(2)?, tags: row.get(3)?, fields: row.get(4)? };
        // Pages that point at each other could say the same again and again.
        room = room.saturating_sub(note.fields.len() as u64);
        if room == 0 {
            break;
        }
        notes.push(note);
    }
    Ok(notes)
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

/// The text before a gap, its number, its answer and its hint.
type Piece = (String, String, String, Option<String>);

/// `{{c1::Athens::city}}` as gaps of a deck: the text, how many, and a hint where there is but one.
pub(in crate::exchange) fn gaps(text: &str, accept: &[String]) -> (String, usize, Option<String>) {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = text;
    while let Some(found) = next_gap(rest) {
        let (before, number, inner, after) = found;
        let (answer, hint) =
            inner.split_once("::").map_or((inner, None), |(answer, hint)| (answer, Some(hint.to_owned())));
        pieces.push((before.to_owned(), number.to_owned(), answer.trim().to_owned(), hint));
        rest = after;
    }
    let count = pieces.len();
    let mut hint = pieces.first().and_then(|piece| piece.3.clone()).filter(|_| count == 1);
    hint = hint.filter(|hint| !hint.trim().is_empty());
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut written = String::new();
    for (before, number, answer, _) in pieces {
        written.push_str(&before.replace("{{", "{ {"));
        let twin = seen.entry(number.clone()).or_default();
        *twin += 1;
        let name = match (count, *twin) {
            (1, _) => String::new(),
            (_, 1) => format!("c{number}="),
            (_, twin) => format!("c{number}-{twin}="),
        };
        let forms = std::iter::once(&answer).chain(if count == 1 { accept } else { &[] });
        let forms = forms.map(|form| form.replace('|', "\\|").replace('=', "\\=").replace('}', "\\}"));
        written.push_str(&format!("{{{{{name}{}}}}}", forms.collect::<Vec<_>>().join("|")));
    }
    written.push_str(&rest.replace("{{", "{ {"));
    (written, count, hint)
}

/// What stands before the next gap, its number, what stands in it, and what follows.
fn next_gap(text: &str) -> Option<(&str, &str, &str, &str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find("{{c").map(|at| at + from) {
        let inner = &text[at + 3..];
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=3).contains(&digits)
            && let Some(rest) = inner[digits..].strip_prefix("::")
            && let Some(end) = rest.find("}}")
        {
            return Some((&text[..at], &inner[..digits], &rest[..end], &rest[end + 2..]));
        }
        from = at + 3;
    }
    None
}
