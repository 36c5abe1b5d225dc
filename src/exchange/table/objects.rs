//! A list of JSON objects of another program as a table: their keys are the names of its columns.

use serde_json::{Map, Value};

use super::sheet::{Line, Sheet};
use crate::exchange::Unread;
use crate::exchange::incoming::{Incoming, tidy};
use crate::exchange::said::Said;

/// Reads the objects of a list that all are flat enough to be rows.
///
/// # Errors
/// They are no table: they hold more than texts and lists of texts, or no column is a question.
pub(in crate::exchange) fn of_objects(list: &[Value], said: &Said) -> Result<Incoming, Unread> {
    let objects: Option<Vec<&Map<String, Value>>> = list.iter().map(Value::as_object).collect();
    let objects =
        objects.filter(|objects| !objects.is_empty()).ok_or_else(|| "its list holds no objects".to_owned())?;
    let mut names: Vec<(String, usize)> = Vec::new();
    for (key, value) in objects.iter().flat_map(|object| object.iter()) {
        let count = match value {
            Value::Array(items) => items.len().max(1),
            Value::Object(_) => {
                return Err(format!("`{}` is an object within an object", crate::deck::excerpt(key)).into());
            }
            _ => 1,
        };
        match names.iter().position(|(known, _)| known == key) {
            Some(at) => names[at].1 = count.max(names[at].1),
            None if names.len() >= super::column::MOST => {
                return Err("its objects have too many keys".to_owned().into());
            }
            None => names.push((key.clone(), count)),
        }
    }
    let mut lines = vec![Line::new(0, names.iter().flat_map(|(name, count)| spread(name, *count)).collect())];
    for (at, object) in objects.iter().enumerate() {
        let cells = names.iter().map(|(name, count)| cells(object.get(name), *count)).collect::<Result<Vec<_>, _>>()?;
        lines.push(Line::new(at + 1, cells.concat()));
    }
    let told = vec!["a list of JSON objects, their keys as columns".to_owned()];
    super::of_sheet(Sheet { lines, told, ..Sheet::default() }, said, Incoming::default())
}

/// A list has a column for each of its items: `options` becomes `option 1`, `option 2` …
fn spread(name: &str, count: usize) -> Vec<String> {
    let stem = match super::column_names::words(name) {
        words if words.ends_with("options") || words.ends_with("choices") || words.ends_with("answers") => {
            words.trim_end_matches('s').to_owned()
        }
        _ => name.to_owned(),
    };
    if count == 1 { vec![name.to_owned()] } else { (1..=count).map(|at| format!("{stem} {at}")).collect() }
}

fn cells(value: Option<&Value>, count: usize) -> Result<Vec<String>, String> {
    let mut cells = match value {
        None => Vec::new(),
        Some(Value::Array(items)) => items.iter().map(text).collect::<Result<_, _>>()?,
        Some(one) => vec![text(one)?],
    };
    cells.resize(count, String::new());
    Ok(cells)
}

fn text(value: &Value) -> Result<String, String> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(tidy(text)),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        Value::Array(_) | Value::Object(_) => Err("its lists hold more than texts".to_owned()),
    }
}
