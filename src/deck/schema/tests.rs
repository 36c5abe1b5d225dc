//! The schema holds what the reader reads, and the built-in decks are valid under it.

use std::collections::BTreeSet;

use super::*;
use crate::card::KindName;
use crate::deck::read;

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

/// The keys that the reader names where it meets one that it does not know.
fn known_to_the_reader(table: &str) -> BTreeSet<String> {
    let text = format!("[deck]\nid = \"d\"\ntitle = \"D\"\n{table}\nqqqqqqqqqq = 1\n")
        .replace("[deck]\nid = \"d\"\ntitle = \"D\"\n[deck]", "[deck]");
    let reading = read(&text);
    let told = reading.diagnostics.iter().find(|told| told.code == "unknown-key").expect("an unknown key");
    let help = told.help.as_deref().expect("the known keys");
    help.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn reader_and_schema_know_the_same_keys() {
    let schema = schema();
    let keys = |place: &str| -> BTreeSet<String> {
        let object = schema.pointer(place).and_then(Value::as_object).unwrap_or_else(|| panic!("{place}"));
        object.keys().cloned().collect()
    };
    for kind in KindName::ALL {
        let place = format!("/properties/{}/items/properties", kind.word());
        assert_eq!(keys(&place), known_to_the_reader(&format!("[[{}]]", kind.word())), "{}", kind.word());
    }
    assert_eq!(keys("/properties/defaults/properties"), known_to_the_reader("[defaults]"));
    assert_eq!(keys("/properties/deck/properties"), known_to_the_reader("[deck]"));
    assert_eq!(keys("/properties/check/properties"), known_to_the_reader("[check]"));
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
