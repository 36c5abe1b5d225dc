//! The format as a JSON Schema, for editors: completion and a description of each key while typing.
//!
//! Flat and draft-07, since editors repeat one mistake on every key of nested conditions. What is really right, `check`
//! says; a test holds the keys of both against each other.

mod common;
mod facts;
mod head;
mod questions;
mod values;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use facts::{Date, Institution, Instrument, Position};
use head::{Check, Deck, Defaults, Sources};
use questions::{Card, Choice, Cloze, List, Match, Number, Order, Short, TrueFalse};

/// A deck file. Entries of all kinds may stand in any order; new ones are learnt in the order of the file.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
struct File {
    /// What the deck is.
    deck: Deck,
    /// The works that entries cite, each in a table [sources.key].
    sources: Option<Sources>,
    /// What every entry takes that does not say otherwise.
    defaults: Option<Defaults>,
    /// What `acquis check` leaves untold.
    check: Option<Check>,
    /// Dates: asked when they were.
    date: Option<Vec<Date>>,
    /// Institutions and bodies: asked by what they do.
    institution: Option<Vec<Institution>>,
    /// Treaties, laws, strategies, documents: asked by what they do, by whom and when they were made.
    instrument: Option<Vec<Instrument>>,
    /// Positions: asked who holds them.
    position: Option<Vec<Position>>,
    /// Cards with two sides, rated by the student.
    card: Option<Vec<Card>>,
    /// Questions with a typed answer.
    short: Option<Vec<Short>>,
    /// Texts with gaps, each typed.
    cloze: Option<Vec<Cloze>>,
    /// Questions with options.
    choice: Option<Vec<Choice>>,
    /// Statements that are true or false.
    true_false: Option<Vec<TrueFalse>>,
    /// Questions whose answer is a number.
    number: Option<Vec<Number>>,
    /// Questions with several answers, typed in any order.
    list: Option<Vec<List>>,
    /// Items to put in order.
    order: Option<Vec<Order>>,
    /// Pairs to match.
    #[schemars(rename = "match")]
    matching: Option<Vec<Match>>,
}

/// The schema, as it stands in `decks/deck.schema.json`.
pub(crate) fn schema() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<File>().to_value();
    schema["title"] = json!("acquis deck");
    // The options of a choice are its wrong answers: there they are required.
    if let Some(required) = schema.pointer_mut("/properties/choice/items/required").and_then(Value::as_array_mut) {
        required.push(json!("wrong"));
    }
    tidy(&mut schema);
    schema
}

/// Without `null`, which TOML does not have, without names of types, and closed against keys that there are not.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(object) => {
            if object.contains_key("properties") && !object.contains_key("additionalProperties") {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            object.remove("default");
            object.remove("format");
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|one| one != "null");
                if let [single] = types.as_slice() {
                    let single = single.clone();
                    object.insert("type".to_owned(), single);
                }
            }
            if let Some(Value::Array(ways)) = object.get_mut("anyOf") {
                ways.retain(|one| one != &json!({ "type": "null" }));
                if let [Value::Object(single)] = ways.as_slice() {
                    let single = single.clone();
                    object.remove("anyOf");
                    for (key, value) in single {
                        object.entry(key).or_insert(value);
                    }
                }
            }
            object.values_mut().for_each(tidy);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
