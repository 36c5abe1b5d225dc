//! A deck as the text of its file: TOML 1.0, entries in their order, nothing written that is the default.

mod entry;
#[cfg(test)]
mod tests;

use toml_edit::{Array, InlineTable, Item, Table, Value};

use crate::card::{Deck, KindName, Source};
use crate::deck::format::{DECK, in_order};

pub(crate) use entry::entry;

/// A list that is longer than this in one line, in bytes, is written one item a line.
const LINE: usize = 100;

/// An entry as it is written: its kind, and its keys in the order of the file.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) kind: KindName,
    pub(crate) table: Table,
}

/// What stands above the entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) course: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) order: Option<i64>,
    pub(crate) requires: Vec<String>,
    pub(crate) version: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) licence: Option<String>,
    pub(crate) url: Option<String>,
    /// (key, work), in order.
    pub(crate) sources: Vec<(String, Source)>,
}

impl Head {
    pub(crate) fn of(deck: &Deck) -> Self {
        Self {
            id: deck.id.clone(),
            title: deck.title.clone(),
            course: (deck.course != deck.id).then(|| deck.course.clone()),
            language: (deck.language_tag != "en").then(|| deck.language_tag.clone()),
            description: deck.description.clone(),
            order: deck.order,
            requires: deck.requires.clone(),
            version: deck.version.clone(),
            authors: deck.authors.clone(),
            licence: deck.licence.clone(),
            url: deck.url.clone(),
            sources: deck.sources.clone(),
        }
    }
}

/// The text of a deck, and for each entry the byte at which it begins.
pub(crate) fn write(head: &Head, drafts: &[Draft]) -> (String, Vec<usize>) {
    let mut text = head_text(head);
    let mut starts = Vec::with_capacity(drafts.len());
    for draft in drafts {
        text.push('\n');
        starts.push(text.len());
        text.push_str(&format!("[[{}]]\n{}", draft.kind.word(), spread(&draft.table)));
    }
    (text, starts)
}

/// `[deck]`.
pub(crate) fn head_table(head: &Head) -> Table {
    let mut about = Table::new();
    put(&mut about, "id", &head.id);
    put(&mut about, "title", &head.title);
    for (key, text) in [("course", &head.course), ("language", &head.language), ("description", &head.description)] {
        put_some(&mut about, key, text.as_deref());
    }
    if let Some(order) = head.order {
        about.insert("order", Item::Value(order.into()));
    }
    put_list(&mut about, "requires", &head.requires);
    put_some(&mut about, "version", head.version.as_deref());
    put_list(&mut about, "authors", &head.authors);
    put_some(&mut about, "licence", head.licence.as_deref());
    put_some(&mut about, "url", head.url.as_deref());
    in_order(&mut about, DECK.iter());
    about
}

fn head_text(head: &Head) -> String {
    let mut text = format!("[deck]\n{}", head_table(head));
    for (key, work) in &head.sources {
        let mut table = Table::new();
        put(&mut table, "title", &work.title);
        put_some(&mut table, "author", work.author.as_deref());
        if let Some(year) = work.year {
            table.insert("year", Item::Value(i64::from(year).into()));
        }
        put_some(&mut table, "publisher", work.publisher.as_deref());
        put_some(&mut table, "url", work.url.as_deref());
        text.push_str(&format!("\n[sources.{}]\n{table}", toml_edit::Key::new(key).display_repr()));
    }
    text
}

pub(crate) fn put(table: &mut Table, key: &str, text: &str) {
    table.insert(key, Item::Value(text.into()));
}

pub(crate) fn put_some(table: &mut Table, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        put(table, key, text);
    }
}

/// Nothing for no item, the bare text for one, else a list.
pub(crate) fn put_texts(table: &mut Table, key: &str, texts: &[String]) {
    match texts {
        [] => {}
        [text] => put(table, key, text),
        several => put_list(table, key, several),
    }
}

pub(crate) fn put_list(table: &mut Table, key: &str, texts: &[String]) {
    if !texts.is_empty() {
        table.insert(key, Item::Value(Value::Array(texts.iter().collect())));
    }
}

pub(crate) fn put_values(table: &mut Table, key: &str, values: Vec<Value>) {
    if !values.is_empty() {
        table.insert(key, Item::Value(Value::Array(values.into_iter().collect())));
    }
}

pub(crate) fn put_flag(table: &mut Table, key: &str, flag: bool) {
    if flag {
        table.insert(key, Item::Value(true.into()));
    }
}

/// `{ answer = "…", because = "…" }`, or the bare text where the second is missing.
pub(crate) fn pair(first: (&str, &str), second: (&str, Option<Value>)) -> Value {
    let Some(value) = second.1 else { return first.1.into() };
    let mut table = InlineTable::new();
    table.insert(first.0, first.1.into());
    table.insert(second.0, value);
    Value::InlineTable(table)
}

/// The keys of an entry, long lists one item a line.
fn spread(table: &Table) -> String {
    let mut table = table.clone();
    for (_, item) in table.iter_mut() {
        if let Some(array) = item.as_array_mut()
            && array.len() > 1
            && array.to_string().len() > LINE
        {
            one_a_line(array);
        }
    }
    table.to_string()
}

fn one_a_line(array: &mut Array) {
    array.iter_mut().for_each(|item| item.decor_mut().set_prefix("\n  "));
    array.set_trailing("\n");
    array.set_trailing_comma(true);
}
