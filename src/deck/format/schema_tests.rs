//! The schema holds what the reader reads, and the built-in decks are valid under it.

use serde_json::{Value, json};

use super::{Entry, entries, schema};
use crate::deck::read;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// What a value is not valid for; the part of draft-07 that the schema uses.
fn faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(ways) = schema["anyOf"].as_array()
        && !ways.iter().any(|way| faults(way, value, at).is_empty())
    {
        found.push(format!("{at}: none of the ways"));
    }
    let is = |sort: &str| match sort {
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("unknown type {other}"),
    };
    if schema["type"].as_str().is_some_and(|sort| !is(sort)) {
        found.push(format!("{at}: no {}", schema["type"]));
    }
    if let Some(object) = value.as_object() {
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(key) {
                found.push(format!("{at}: lacks {key}"));
            }
        }
        for (key, inner) in object {
            match (schema["properties"].get(key), &schema["additionalProperties"]) {
                (Some(known), _) => found.extend(faults(known, inner, &format!("{at}.{key}"))),
                (None, Value::Bool(false)) => found.push(format!("{at}: has no {key}")),
                (None, other) => found.extend(faults(other, inner, &format!("{at}.{key}"))),
            }
        }
    }
    for (place, inner) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(faults(&schema["items"], inner, &format!("{at}[{place}]")));
    }
    found
}

fn as_json(text: &str) -> Value {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => json!(text),
            toml::Value::Integer(number) => json!(number),
            toml::Value::Float(number) => json!(number),
            toml::Value::Boolean(flag) => json!(flag),
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(convert).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, convert(value))).collect(),
        }
    }
    convert(toml::Value::Table(toml::from_str(text).unwrap()))
}

const BUILT_IN: [&str; 9] = [
    include_str!("../../../decks/overview.toml"),
    include_str!("../../../decks/sources.toml"),
    include_str!("../../../decks/eu-basics.toml"),
    include_str!("../../../decks/eu-basics-fr.toml"),
    include_str!("../../../decks/eu-basics-de.toml"),
    include_str!("../../../decks/dates.toml"),
    include_str!("../../../decks/institutions.toml"),
    include_str!("../../../decks/instruments.toml"),
    include_str!("../../../decks/positions.toml"),
];

#[test]
fn the_built_in_decks_and_one_with_every_key_are_valid() {
    let schema = schema();
    for text in BUILT_IN.into_iter().chain([include_str!("../read/full.toml")]) {
        assert_eq!(faults(&schema, &as_json(text), "deck"), [] as [String; 0]);
    }
}

#[test]
fn what_the_reader_refuses_is_refused() {
    let schema = schema();
    let head = "[deck]\nid = \"d\"\ntitle = \"D\"\n";
    for entry in [
        "[[card]]\nfront = \"f\"\nbakc = \"b\"",
        "[[choice]]\nask = \"a\"\nanswer = \"b\"",
        "[[true_false]]\nstatement = \"s\"\nanswer = \"true\"",
        "[[cards]]\nfront = \"f\"\nback = \"b\"",
        "[[short]]\nask = \"a\"\nanswer = 1",
    ] {
        assert_ne!(faults(&schema, &as_json(&format!("{head}{entry}\n")), "deck"), [] as [String; 0], "{entry}");
    }
}

/// A deck with one entry of a kind: every key that is required, and one of another value.
fn with(entry: &Entry, key: &str, value: &str) -> String {
    let needed = entry.keys().filter(|known| entry.is_required(known) && known.name != key);
    let needed: Vec<String> = needed.map(|known| format!("{} = {}\n", known.name, known.example)).collect();
    let head = "[deck]\nid = \"d\"\ntitle = \"D\"\n[sources]\nargano = \"A\"\n";
    format!("{head}[[{}]]\n{key} = {value}\n{}", entry.kind.word(), needed.concat())
}

/// No key takes a list of lists of tables.
#[test]
fn every_key_of_the_format_is_read() {
    const ILL: &str = "[[{ ill = true }]]";
    for (entry, key) in entries().iter().flat_map(|entry| entry.keys().map(move |key| (entry, key))) {
        let text = with(entry, key.name, ILL);
        let place = text.find(ILL).unwrap();
        let told = read(&text).diagnostics.into_iter().any(|one| (place..place + ILL.len()).contains(&one.span.start));
        assert!(told, "{}", text);
    }
}

#[test]
fn every_example_is_a_sound_value() {
    for (entry, key) in entries().iter().flat_map(|entry| entry.keys().map(move |key| (entry, key))) {
        let text = with(entry, key.name, key.example);
        let errors = read(&text).diagnostics.into_iter().filter(|one| one.severity == Severity::Error);
        let errors: Vec<Diagnostic> = errors.collect();
        // Some keys stand for nothing without another.
        assert!(errors.iter().all(|one| one.code == Code::Incomplete), "{text}\n{errors:?}");
    }
}

#[test]
fn every_key_has_a_description_and_an_example() {
    fn walk(schema: &Value, at: &str) {
        for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
            let here = format!("{at}.{key}");
            assert!(inner["description"].is_string(), "{here} lacks a description");
            let is_table = inner["type"] == "object" || inner["items"]["type"] == "object";
            let is_table = is_table || inner["additionalProperties"].is_object();
            assert!(is_table || inner["examples"].is_array(), "{here} lacks an example");
            walk(inner, &here);
            walk(&inner["items"], &here);
            inner["anyOf"].as_array().into_iter().flatten().for_each(|way| walk(way, &here));
        }
    }
    walk(&schema(), "deck");
}

/// `acquis schema decks/deck.schema.json --force` writes it.
#[test]
fn the_file_beside_the_decks_is_the_schema() {
    let file: Value = serde_json::from_str(include_str!("../../../decks/deck.schema.json")).unwrap();
    assert_eq!(file, schema());
}
