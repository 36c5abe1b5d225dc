//! Where a key of an entry stands, looked up again when something about it has to be told.

use super::chunks;
use super::syntax;
use super::tree::{Node, Value};
use crate::card::Span;

/// The value of a key of the entry that begins with the header at `entry`, or one item of it; `end` bounds the search,
/// as the start of the next entry does. Of an item that is a table it is the first text.
pub(in crate::deck) fn field_span(
    text: &str,
    entry: &Span,
    end: usize,
    key: &str,
    item: Option<usize>,
) -> Option<Span> {
    let chunk = chunks::cut(text.get(entry.start..end)?).into_iter().find(|chunk| chunk.header.is_some())?;
    let body = entry.start + chunk.body.start..entry.start + chunk.body.end;
    let table = syntax::parse(text.get(body.clone())?, body.start, None, &mut Vec::new()).table;
    let node = &table.field(key)?.node;
    let Some(item) = item else { return Some(node.span.clone()) };
    Some(match &node.value {
        Value::Array(items) => first_text(items.get(item)?),
        _ => node.span.clone(),
    })
}

fn first_text(node: &Node) -> Span {
    match &node.value {
        Value::Table(table) => table.fields.first().map_or(&node.span, |field| &field.node.span).clone(),
        _ => node.span.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_and_an_item_are_found_in_their_own_entry() {
        let text = "[[choice]]\r\nid = \"a\"\r\nwrong = [\r\n  \"中\", # one\r\n  { answer = \"two\" },\r\n]\r\n[[card]]\nid = \"b\"\n";
        let found = |key: &str, item| field_span(text, &(0..10), text.len(), key, item).map(|span| &text[span]);
        assert_eq!(found("id", None), Some("\"a\""));
        assert_eq!(found("wrong", Some(0)), Some("\"中\""));
        assert_eq!(found("wrong", Some(1)), Some("\"two\""));
        assert_eq!(found("wrong", Some(2)), None);
        assert_eq!(found("ask", None), None);
    }
}
