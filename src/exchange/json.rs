//! A deck as JSON: its keys are those of the deck format, its entries an array with their `kind`.

use serde_json::{Map, Value, json};
use toml_edit::{Array, InlineTable, Item, Table};

use super::incoming::{Incoming, Record};
use super::{Losses, Said, Sent, Unread, table};
use crate::card::{Deck, KindName, Source};
use crate::deck::{Draft, Head, entry, excerpt, head_table};

/// Written into every file; another number is another shape.
const SCHEMA: u64 = 1;

pub(super) fn write(deck: &Deck) -> Sent {
    let head = Head::of(deck);
    let text = |text: &Option<String>| text.clone().map(Value::from);
    let about = object(&head_table(&head));
    let work = |work: &Source| {
        filled([
            ("title", Some(work.title.clone().into())),
            ("author", text(&work.author)),
            ("year", work.year.map(Value::from)),
            ("publisher", text(&work.publisher)),
            ("url", text(&work.url)),
        ])
    };
    let sources: Map<String, Value> = head.sources.iter().map(|(key, one)| (key.clone(), work(one))).collect();
    let entries: Vec<Value> = deck.notes.iter().map(|note| written(&entry(note))).collect();
    let records = entries.len();
    let json = json!({ "schema": SCHEMA, "deck": about, "sources": sources, "entries": entries });
    let mut bytes = serde_json::to_vec_pretty(&json).expect("a value can be written");
    bytes.push(b'\n');
    Sent { bytes, records, losses: Losses::default() }
}

fn filled<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    Value::Object(fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
}

fn written(draft: &Draft) -> Value {
    let mut written = Map::new();
    written.insert("kind".to_owned(), draft.kind.word().into());
    written.extend(object(&draft.table));
    Value::Object(written)
}

fn object(table: &Table) -> Map<String, Value> {
    table.iter().filter_map(|(key, item)| Some((key.to_owned(), json_of(item.as_value()?)))).collect()
}

fn json_of(value: &toml_edit::Value) -> Value {
    use toml_edit::Value as Toml;
    match value {
        Toml::String(text) => text.value().clone().into(),
        Toml::Integer(whole) => (*whole.value()).into(),
        Toml::Float(value) => (*value.value()).into(),
        Toml::Boolean(flag) => (*flag.value()).into(),
        Toml::Datetime(date) => date.value().to_string().into(),
        Toml::Array(items) => items.iter().map(json_of).collect(),
        Toml::InlineTable(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.to_owned(), json_of(value))).collect())
        }
    }
}

/// Lists of objects without `kind` are another program's: a table.
fn of_objects(list: &[Value], said: &Said) -> Result<Incoming, Unread> {
    table::of_objects(list, said).map_err(|why| match why {
        Unread::Format(why) => Unread::Format(format!("it is JSON of another program: {why}")),
        asked @ Unread::Owner(_) => asked,
    })
}

/// Reads what `write` writes, and arrays of entries alone.
pub(super) fn read(bytes: &[u8], said: &Said) -> Result<Incoming, Unread> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let json: Value = serde_json::from_slice(bytes).map_err(|cause| cause.to_string())?;
    let mut incoming = Incoming { is_ours: true, ..Incoming::default() };
    let of_others = |list: &[Value]| list.iter().all(|one| one.get("kind").is_none());
    let entries = match &json {
        Value::Array(list) if of_others(list) => return of_objects(list, said),
        Value::Array(entries) => entries,
        Value::Object(whole) if whole.get("entries").is_none() => {
            // Another program's: the only list of objects in it is the table.
            let lists: Vec<&Vec<Value>> =
                whole.values().filter_map(Value::as_array).filter(|list| list.iter().any(Value::is_object)).collect();
            let [list] = lists.as_slice() else {
                return Err("it is JSON of another program, without one list of questions".to_owned().into());
            };
            return of_objects(list, said);
        }
        Value::Object(whole) => {
            if let Some(schema) = whole.get("schema").filter(|schema| **schema != SCHEMA) {
                let found = excerpt(&schema.to_string());
                return Err(format!("its `schema` is {found}, and {SCHEMA} is what is read").into());
            }
            head(whole, &mut incoming);
            whole.get("entries").and_then(Value::as_array).ok_or_else(|| "it has no list `entries`".to_owned())?
        }
        _ => return Err("it is neither an object nor a list of entries".to_owned().into()),
    };
    for (at, one) in entries.iter().enumerate() {
        match record(at + 1, one) {
            Ok(record) => incoming.records.push(record),
            Err(why) => incoming.refuse(at + 1, why),
        }
    }
    Ok(incoming)
}

fn head(whole: &Map<String, Value>, incoming: &mut Incoming) {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    if let Some(about) = whole.get("deck") {
        incoming.id = text(about, "id");
        incoming.title = text(about, "title");
        incoming.course = text(about, "course");
        incoming.language = text(about, "language").filter(|tag| super::incoming::is_tag(tag));
        incoming.description = text(about, "description");
        let texts = |key: &str| {
            let list = about.get(key).and_then(Value::as_array).into_iter().flatten();
            list.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        incoming.about = Head {
            order: about.get("order").and_then(Value::as_i64),
            requires: texts("requires"),
            version: text(about, "version"),
            authors: texts("authors"),
            licence: text(about, "licence"),
            url: text(about, "url"),
            ..Head::default()
        };
    }
    for (key, work) in whole.get("sources").and_then(Value::as_object).into_iter().flatten() {
        let year = work.get("year").and_then(Value::as_i64).and_then(|year| i32::try_from(year).ok());
        let title = text(work, "title").unwrap_or_else(|| key.clone());
        let (author, publisher, url) = (text(work, "author"), text(work, "publisher"), text(work, "url"));
        incoming.sources.push((key.clone(), Source { title, author, year, publisher, url }));
    }
}

fn record(number: usize, entry: &Value) -> Result<Record, String> {
    let Value::Object(object) = entry else { return Err("the entry is no object".to_owned()) };
    let word = object.get("kind").and_then(Value::as_str).ok_or("the entry has no `kind`")?;
    let kind = KindName::parse(word).ok_or_else(|| {
        let known = KindName::ALL.map(KindName::word).join(", ");
        format!("there is no kind `{}`; known are {known}", excerpt(word))
    })?;
    let mut record = Record::new(number, kind);
    for (key, value) in object.iter().filter(|(key, _)| *key != "kind") {
        match (key.as_str(), value) {
            ("id", Value::String(id)) => record.name = Some(id.clone()),
            (key, value) => {
                let value = toml_of(value).ok_or_else(|| format!("`{}` is no value of a deck", excerpt(key)))?;
                record.draft.table.insert(key, Item::Value(value));
            }
        }
    }
    Ok(record)
}

fn toml_of(value: &Value) -> Option<toml_edit::Value> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(flag) => (*flag).into(),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => whole.into(),
            (None, value) => value?.into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => toml_edit::Value::Array(items.iter().map(toml_of).collect::<Option<Array>>()?),
        Value::Object(object) => {
            let mut table = InlineTable::new();
            for (key, value) in object {
                table.insert(key, toml_of(value)?);
            }
            toml_edit::Value::InlineTable(table)
        }
    })
}
