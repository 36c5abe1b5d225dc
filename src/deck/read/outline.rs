//! A file as an editor sees it: its tables, their keys and the texts in them, with places. What is broken is left out and
//! told by the reader.

use std::borrow::Cow;

use super::tree::{Field, Node, Value};
use super::{characters, chunks, syntax};
use crate::card::{KindName, Span};
use crate::deck::format::Entry;
use crate::deck::slug::slug;

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

    /// The id of an entry as written, or the one that it has until its author writes one.
    pub(crate) fn id(&self) -> Option<Cow<'_, str>> {
        let kind = self.kind()?;
        let written = self.properties.iter().find(|property| property.key.eq_ignore_ascii_case("id"));
        match written {
            Some(id) => id.texts.first().map(|spot| spot.text.as_str().into()),
            None => self.text(kind.subject).map(|spot| slug(kind.kind.word(), &spot.text).into()),
        }
    }

    /// An entry in a few words: its name, else what is asked of it.
    pub(crate) fn brief(&self) -> Option<&str> {
        let subject = self.kind()?.subject;
        self.text("name").or_else(|| self.text(subject)).map(|spot| spot.text.as_str())
    }
}

/// Every table of a text, in order.
pub(crate) fn outline(text: &str) -> Vec<Section> {
    chunks::cut(text).into_iter().map(|chunk| section(text, chunk)).collect()
}

/// The same of a text that was changed a little: tables above and below the change are taken over, not read again.
pub(crate) fn outline_again(text: &str, before: &str, mut outlined: Vec<Section>) -> Vec<Section> {
    let mut chunks = chunks::cut(text);
    let same = |chunk: &chunks::Chunk, old: &Section| text.get(whole(chunk)) == before.get(of(old));
    let stays = |(chunk, old): &(&chunks::Chunk, &Section)| whole(chunk) == of(old) && same(chunk, old);
    let above = chunks.iter().zip(&outlined).take_while(stays).count();
    let most = chunks.len().min(outlined.len()) - above;
    let pairs = chunks.iter().rev().zip(outlined.iter().rev());
    let below = pairs.take(most).take_while(|(chunk, old)| same(chunk, old)).count();
    let last: Vec<Section> = outlined.split_off(outlined.len() - below);
    let last_chunks = chunks.split_off(chunks.len() - below);
    outlined.truncate(above);
    outlined.extend(chunks.drain(..).skip(above).map(|chunk| section(text, chunk)));
    outlined.extend(last.into_iter().zip(last_chunks).map(|(old, chunk)| shifted(old, whole(&chunk).start)));
    outlined
}

/// A table from its header to the next.
fn whole(chunk: &chunks::Chunk) -> Span {
    chunk.header.as_ref().map_or(chunk.body.start, |header| header.span.start)..chunk.body.end
}

fn of(section: &Section) -> Span {
    section.header.start..section.body.end
}

/// The table where it begins at another byte.
fn shifted(mut section: Section, start: usize) -> Section {
    let from = section.header.start;
    let shift = |span: &mut Span| *span = span.start - from + start..span.end - from + start;
    shift(&mut section.header);
    shift(&mut section.body);
    for property in &mut section.properties {
        shift(&mut property.key_span);
        shift(&mut property.value);
        property.texts.iter_mut().for_each(|spot| shift(&mut spot.span));
    }
    section
}

fn section(text: &str, chunk: chunks::Chunk) -> Section {
    let mut untold = Vec::new();
    let clean = characters::disarm(&text[chunk.body.clone()], chunk.body.start, &mut untold);
    let table = syntax::parse(&clean, chunk.body.start, None, &mut untold).table;
    let start = chunk.body.start;
    let (path, is_double, header) = chunk
        .header
        .map_or_else(|| (Vec::new(), false, start..start), |header| (header.path, header.double, header.span));
    let properties = table.fields.into_iter().map(|field| property(text, field)).collect();
    Section { path, is_double, header, body: chunk.body, properties }
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_taken_over_is_what_would_be_read(
            pieces in proptest::collection::vec(prop_oneof![
                Just("[deck]\nid = \"d\"\n"), Just("[[card]]\nid = \"é\"\n"), Just("[[short]]\r\nask = 'x'\n"), Just("x = [\n"),
                Just("why = \"\"\"\n"), Just("\"\"\"\n"), Just("]\n"), Just(" [[card]]\n"), Just("[sources.a]\n"), Just("\u{feff}"),
            ], 0..9),
            from in 0usize..9, to in 0usize..9, put in 0usize..9,
        ) {
            let mut changed = pieces.clone();
            let (from, to) = (from.min(pieces.len()), to.min(pieces.len()));
            changed.splice(from.min(to)..to, pieces.get(put).copied());
            let (before, after) = (pieces.concat(), changed.concat());
            prop_assert_eq!(outline_again(&after, &before, outline(&before)), outline(&after), "{:?} → {:?}", before, after);
        }
    }

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
