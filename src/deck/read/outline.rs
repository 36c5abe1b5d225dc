//! A file as an editor sees it: its tables, their keys and the texts in them, with places. What is broken is left out and
//! told by the reader.

use super::tree::{Field, Node, Value};
use super::{characters, chunks, syntax};
use crate::card::{KindName, Span};
use crate::deck::format::Entry;

/// A table of the file with what stands below its header; the keys above the first header have an empty path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// `["sources", "primer"]`.
    pub(crate) path: Vec<String>,
    /// `[[…]]`.
    pub(crate) is_double: bool,
    pub(crate) header: Span,
    /// Up to the next header.
    pub(crate) body: Span,
    pub(crate) properties: Vec<Property>,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Property {
    pub(crate) key: String,
    pub(crate) key_span: Span,
    pub(crate) value: Span,
    /// Every text in the value, in order.
    pub(crate) texts: Vec<TextSpot>,
    /// The value is a list.
    pub(crate) is_list: bool,
}

/// A text in a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextSpot {
    pub(crate) text: String,
    /// Between the quotes.
    pub(crate) span: Span,
    /// The key of the small table that it stands in: `entry` of `{ entry = "…" }`.
    pub(crate) within: Option<String>,
}

impl Section {
    pub(crate) fn property(&self, key: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.key == key)
    }

    /// The text of a key that has one.
    pub(crate) fn text(&self, key: &str) -> Option<&TextSpot> {
        self.property(key)?.texts.first()
    }

    /// The first word of the header.
    pub(crate) fn name(&self) -> &str {
        self.path.first().map_or("", String::as_str)
    }

    /// The row of the format, where the table is an entry.
    pub(crate) fn kind(&self) -> Option<&'static Entry> {
        let is_entry = self.is_double && self.path.len() == 1;
        KindName::parse(self.name()).filter(|_| is_entry).map(Entry::of)
    }

    /// An entry in a few words: its name, else what is asked of it.
    pub(crate) fn brief(&self) -> Option<&str> {
        let subject = self.kind()?.subject;
        self.text("name").or_else(|| self.text(subject)).map(|spot| spot.text.as_str())
    }
}

/// Every table of a text, in order.
pub(crate) fn outline(text: &str) -> Vec<Section> {
    let section = |chunk: chunks::Chunk| {
        let mut untold = Vec::new();
        let clean = characters::disarm(&text[chunk.body.clone()], chunk.body.start, &mut untold);
        let table = syntax::parse(&clean, chunk.body.start, &mut untold).table;
        let start = chunk.body.start;
        let (path, is_double, header) = chunk
            .header
            .map_or_else(|| (Vec::new(), false, start..start), |header| (header.path, header.double, header.span));
        let properties = table.fields.into_iter().map(|field| property(text, field)).collect();
        Section { path, is_double, header, body: chunk.body, properties }
    };
    chunks::cut(text).into_iter().map(section).collect()
}

fn property(text: &str, field: Field) -> Property {
    let mut texts = Vec::new();
    gather(text, &field.node, None, &mut texts);
    let is_list = matches!(field.node.value, Value::Array(_));
    Property { key: field.key, key_span: field.key_span, value: field.node.span, texts, is_list }
}

fn gather(source: &str, node: &Node, within: Option<&str>, texts: &mut Vec<TextSpot>) {
    match &node.value {
        Value::Text(text) => {
            let span = between_quotes(source, &node.span);
            texts.push(TextSpot { text: text.clone(), span, within: within.map(str::to_owned) });
        }
        Value::Array(items) => items.iter().for_each(|item| gather(source, item, within, texts)),
        Value::Table(table) => {
            table.fields.iter().for_each(|field| gather(source, &field.node, Some(&field.key), texts));
        }
        Value::Integer(_) | Value::Float | Value::Boolean(_) | Value::Date(_) => {}
    }
}

fn between_quotes(source: &str, span: &Span) -> Span {
    let written = source.get(span.clone()).unwrap_or_default();
    let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter();
    let inner = quotes.filter(|quote| written.len() >= 2 * quote.len() && written.starts_with(quote)).map(str::len);
    inner.take(1).fold(span.clone(), |span, quote| span.start + quote..span.end - quote)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_keys_and_texts_have_their_places() {
        let text = "[deck]\nid = \"d\"\n[sources.a]\n[[choice]]\r\nid = 'x'\r\nwrong = [\"é\", { answer = \"\"\"b\"\"\", because = \"c\" }]\n";
        let found = outline(text);
        let paths: Vec<String> = found.iter().map(|section| section.path.join(".")).collect();
        assert_eq!(paths, ["", "deck", "sources.a", "choice"]);
        assert!(found[3].kind().is_some() && found[1].kind().is_none());
        let wrong = found[3].property("wrong").unwrap();
        let texts: Vec<_> = wrong.texts.iter().map(|spot| (&text[spot.span.clone()], spot.within.as_deref())).collect();
        assert_eq!(texts, [("é", None), ("b", Some("answer")), ("c", Some("because"))]);
        assert_eq!(&text[found[3].text("id").unwrap().span.clone()], "x");
        assert!(wrong.is_list);
    }

    #[test]
    fn a_slip_leaves_the_rest() {
        let found = outline("[[short]]\nid = \"a\"\nask = \"open\nanswer = \"b\"\n[[card]]\nid = \"c\"\n");
        assert_eq!(found[1].text("id").unwrap().text, "a");
        assert!(found[1].property("ask").is_none());
        assert_eq!(found[2].text("id").unwrap().text, "c");
    }
}
