//! Note types: their fields and templates, in JSON (schema 11) or in tables with small protobuf messages (schema 18).

use std::collections::HashMap;

use rusqlite::Connection;
use serde_json::Value;

/// A note type.
#[derive(Clone, Debug, Default)]
pub(super) struct Type {
    pub(super) name: String,
    pub(super) fields: Vec<String>,
    pub(super) is_cloze: bool,
    /// In their order, which is a card's `ord`.
    pub(super) templates: Vec<Template>,
}

/// A template: HTML with fields in double braces.
#[derive(Clone, Debug, Default)]
pub(super) struct Template {
    pub(super) name: String,
    pub(super) front: String,
    pub(super) back: String,
}

pub(super) fn of_json(connection: &Connection) -> rusqlite::Result<HashMap<i64, Type>> {
    let json: String = connection.query_row("select models from col limit 1", [], |row| row.get(0))?;
    let models: Value = serde_json::from_str(&json).unwrap_or_default();
    let items = |model: &Value, list: &str| model[list].as_array().cloned().unwrap_or_default();
    let text = |item: &Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
    let one = |(id, model): (&String, &Value)| {
        let template =
            |item: &Value| Template { name: text(item, "name"), front: text(item, "qfmt"), back: text(item, "afmt") };
        let kind = Type {
            name: text(model, "name"),
            fields: items(model, "flds").iter().map(|item| text(item, "name")).collect(),
            is_cloze: model["type"] == 1,
            templates: items(model, "tmpls").iter().map(template).collect(),
        };
        Some((id.parse().ok()?, kind))
    };
    Ok(models.as_object().into_iter().flatten().filter_map(one).collect())
}

pub(super) fn of_tables(connection: &Connection) -> rusqlite::Result<HashMap<i64, Type>> {
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
    let mut statement =
        connection.prepare("select ntid, name, config from templates order by ntid, ord limit 50000")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(kind) = types.get_mut(&row.get(0)?) {
            let config: Vec<u8> = row.get(2)?;
            // The first two fields of the configuration are the two sides.
            let (front, back) = (text_of(&config, 1), text_of(&config, 2));
            kind.templates.push(Template { name: row.get(1)?, front, back });
        }
    }
    Ok(types)
}

/// The text under that number of a protobuf message; empty where there is none, or what follows cannot be read.
fn text_of(message: &[u8], wanted: u64) -> String {
    let mut rest = message;
    while let Some(key) = varint(&mut rest) {
        let skipped = match key & 7 {
            0 => varint(&mut rest).map(|_| 0),
            1 => Some(8),
            2 => varint(&mut rest).and_then(|length| usize::try_from(length).ok()),
            5 => Some(4),
            _ => None,
        };
        let Some(field) = skipped.and_then(|length| rest.split_off(..length)) else { break };
        if key == wanted << 3 | 2 {
            return String::from_utf8_lossy(field).into_owned();
        }
    }
    String::new()
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.split_off_first()?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_behind_others() {
        let message = [0x08, 0x96, 0x01, 0x0a, 2, b'a', b'b', 0x12, 1, b'c'];
        assert_eq!((text_of(&message, 1), text_of(&message, 2)), ("ab".to_owned(), "c".to_owned()));
        assert_eq!((text_of(&message[..9], 2), text_of(&[0xff; 12], 1)), (String::new(), String::new()));
    }
}
