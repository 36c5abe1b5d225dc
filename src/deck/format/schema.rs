//! The format as a JSON Schema, for editors: completion and a description of each key while typing.
//!
//! Flat and draft-07, since editors repeat one mistake on every key of nested conditions. What is really right, `check`
//! says.

use serde_json::{Map, Value, json};

use super::{ANSWER, CITATION, CONFUSED, HEADS, Key, Need, Shape, WRONG, entries};

/// The schema, as it stands in `decks/deck.schema.json`.
pub(crate) fn schema() -> Value {
    let mut properties = Map::new();
    for head in &HEADS {
        let table = table(head.words, head.keys, &[]);
        match head.name.split_once('.') {
            Some((works, _)) => properties.insert(works.to_owned(), sources(&table)),
            None => properties.insert(head.name.to_owned(), table),
        };
    }
    for entry in entries() {
        let items = object(entry.words, entry.keys(), |key| property(key, entry.parts), |key| entry.is_required(key));
        let array = json!({ "description": entry.words, "type": "array", "items": items });
        properties.insert(entry.kind.word().to_owned(), array);
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "acquis deck",
        "description": "A deck file. Entries of all kinds may stand in any order; new ones are learnt in the order of the file.",
        "type": "object",
        "properties": properties,
        "required": ["deck"],
        "additionalProperties": false,
    })
}

fn table(words: &str, keys: &'static [Key], parts: &[&str]) -> Value {
    object(words, keys.iter(), |key| property(key, parts), |key| key.need == Need::Required)
}

fn object(
    words: &str,
    keys: impl Iterator<Item = &'static Key>,
    property: impl Fn(&Key) -> Value,
    is_required: impl Fn(&Key) -> bool,
) -> Value {
    let keys: Vec<&Key> = keys.collect();
    let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let needed: Vec<&str> = keys.iter().filter(|key| is_required(key)).map(|key| key.name).collect();
    let mut object = json!({
        "description": words, "type": "object", "properties": properties, "additionalProperties": false,
    });
    if !needed.is_empty() {
        object["required"] = json!(needed);
    }
    object
}

fn property(key: &Key, parts: &[&str]) -> Value {
    let mut property = shape(key.shape, parts);
    property["description"] = json!(key.words);
    property["examples"] = json!([example(key)]);
    property
}

/// The example of a key as a value.
pub(super) fn example(key: &Key) -> Value {
    let table: toml::Table = toml::from_str(&format!("value = {}", key.example)).expect("an example is TOML");
    serde_json::to_value(&table["value"]).expect("a value is JSON")
}

fn shape(shape: Shape, parts: &[&str]) -> Value {
    let (text, whole) = (json!({ "type": "string" }), json!({ "type": "integer" }));
    let list = |of: &Value| json!({ "type": "array", "items": of });
    let either = |ways: &[&Value]| json!({ "anyOf": ways });
    let several = |ways: &[&Value]| {
        let one = either(ways);
        json!({ "anyOf": ways.iter().map(|way| (*way).clone()).chain([list(&one)]).collect::<Vec<_>>() })
    };
    match shape {
        Shape::Id => json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$" }),
        Shape::Text => text,
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Whole => whole,
        Shape::Plain => either(&[&text, &whole]),
        Shape::Amount => either(&[&json!({ "type": "number" }), &text]),
        Shape::Texts => either(&[&text, &list(&text)]),
        Shape::Forms => several(&[&text, &whole]),
        Shape::Items => list(&either(&[&text, &whole])),
        Shape::Answers => list(&either(&[&text, &whole, &table("An item with other forms of it.", ANSWER, &[])])),
        Shape::Wrongs => several(&[&text, &whole, &table("A wrong answer with the reason.", WRONG, &[])]),
        Shape::Citations => several(&[&text, &table("A source and the place in it.", CITATION, &[])]),
        Shape::Lookalikes => several(&[&text, &table("An entry and what tells it apart.", CONFUSED, &[])]),
        Shape::Pairs => {
            let side = either(&[&text, &whole]);
            list(&json!({ "type": "array", "items": side, "minItems": 2, "maxItems": 2 }))
        }
        Shape::Wording => either(&[&text, &wording(parts)]),
        Shape::Counts => json!({ "type": "object", "additionalProperties": { "type": "integer", "minimum": 0 } }),
    }
}

fn wording(parts: &[&str]) -> Value {
    let part = json!({
        "description": "The question of this part.", "type": "string", "examples": ["In which year was it signed?"],
    });
    let properties: Map<String, Value> = parts.iter().map(|name| ((*name).to_owned(), part.clone())).collect();
    json!({ "description": "Wordings by parts.", "type": "object", "properties": properties, "additionalProperties": false })
}

fn sources(work: &Value) -> Value {
    json!({
        "description": "The works that entries cite, each in a table [sources.key], or as key = \"title\".",
        "type": "object",
        "additionalProperties": { "description": "A work, or its bare title.", "anyOf": [{ "type": "string" }, work] },
    })
}
