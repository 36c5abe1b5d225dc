//! Words to choose from: kinds, keys and their values, with the meaning of each from the table of the format.

use std::collections::{BTreeMap, BTreeSet};

use super::Client;
use super::document::Document;
use super::place::{Place, place};
use super::protocol::{CompletionItem, TextEdit};
use super::workspace::Workspace;
use crate::card::{KindName, Span};
use crate::deck::format::{self, EXAM, Entry, Key, Need, Shape};
use crate::deck::{Section, Sort, quoted};
use crate::diagnostic::Code;
use crate::diagnostic::counted;

/// What the protocol calls them.
#[derive(Clone, Copy)]
enum Sign {
    Class = 7,
    Property = 10,
    Value = 12,
    Reference = 18,
}

/// Something that can be chosen, before it is known how it is put in.
struct Choice {
    label: String,
    sign: Sign,
    detail: Option<String>,
    words: Option<String>,
    /// As a snippet: `$1` is where typing goes on.
    put: String,
}

impl Choice {
    fn new(label: impl Into<String>, sign: Sign) -> Self {
        let label = label.into();
        Self { put: escaped(&label), label, sign, detail: None, words: None }
    }

    fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    fn words(self, words: impl Into<String>) -> Self {
        Self { words: Some(words.into()), ..self }
    }

    fn put(self, put: String) -> Self {
        Self { put, ..self }
    }
}

/// Everything that may stand at a byte of a document.
pub(super) fn items(workspace: &Workspace, document: &Document, offset: usize, client: &Client) -> Vec<CompletionItem> {
    if matches!(document.sort(), Sort::Cases | Sort::Other)
        && !document.is_empty()
        && !document.text[..offset].ends_with('[')
    {
        return Vec::new();
    }
    let section = document.section_at(offset);
    let (choices, span) = match place(document, offset) {
        Place::Header { typed } => (headers(), to_line_end(document, typed)),
        Place::Key { typed } => (keys_or_headers(document, section), typed),
        Place::InnerKey { key, typed } => (inner_keys(section, &key), typed),
        Place::Value { key, within, typed, quote } => {
            let choices = values(workspace, document, section, &key, within.as_deref());
            return quoted_items(document, choices, typed, quote, client);
        }
        Place::Remark => return Vec::new(),
    };
    choices.into_iter().enumerate().map(|(at, choice)| item(document, at, choice, &span, client)).collect()
}

/// A header is replaced whole: an editor may have closed its brackets already.
fn to_line_end(document: &Document, typed: Span) -> Span {
    let rest = &document.text[typed.end..document.line_end(typed.end)];
    let closing = rest.len() - rest.trim_start_matches(']').len();
    typed.start..typed.end + closing
}

fn item(document: &Document, at: usize, choice: Choice, span: &Span, client: &Client) -> CompletionItem {
    // Editors without snippets put in one line: Neovim's own completion makes NULs of the ends of others.
    let first = || choice.put.lines().next().unwrap_or_default();
    let new_text = if client.has_snippets { choice.put } else { plain(first()) };
    CompletionItem {
        label: choice.label,
        kind: choice.sign as u8,
        detail: choice.detail,
        documentation: choice.words,
        sort_text: format!("{at:05}"),
        insert_text_format: if client.has_snippets { 2 } else { 1 },
        text_edit: TextEdit { range: document.range(span, client.encoding), new_text },
    }
}

/// The values of a key: inside quotes the word alone is put in, elsewhere with its quotes.
fn quoted_items(
    document: &Document,
    choices: Vec<Choice>,
    typed: Span,
    quote: Option<char>,
    client: &Client,
) -> Vec<CompletionItem> {
    let rest = &document.text[typed.end..document.line_end(typed.end)];
    let word = rest.len() - rest.trim_start_matches(|c: char| c.is_alphanumeric() || "-_/".contains(c)).len();
    let is_closed = quote.is_some_and(|quote| rest[word..].starts_with(quote));
    let span = if is_closed { typed.start..typed.end + word } else { typed };
    let put = |choice: Choice| {
        let is_bare = choice.label == "true" || choice.label == "false" || choice.label.starts_with('{');
        let put = match quote {
            Some(quote) if !is_closed => format!("{}{quote}", choice.put),
            None if !is_bare => escaped(&quoted(&choice.label)),
            _ => choice.put.clone(),
        };
        choice.put(put)
    };
    choices.into_iter().enumerate().map(|(at, choice)| item(document, at, put(choice), &span, client)).collect()
}

fn headers() -> Vec<Choice> {
    let head = |head: &format::Head| {
        let needed: Vec<&Key> = head.keys.iter().filter(|key| key.need == Need::Required).collect();
        let choice = Choice::new(format!("[{}]", head.name), Sign::Class).words(head.words);
        match head.name.split_once('.') {
            Some((works, _)) => choice.put(format!("[{works}.$1]{}", below(&needed, 2))),
            None => choice.put(format!("[{}]{}", head.name, below(&needed, 1))),
        }
    };
    format::entries().iter().map(entry_header).chain(format::HEADS.iter().map(head)).collect()
}

/// The kind with the keys that it cannot do without.
fn entry_header(entry: &Entry) -> Choice {
    let word = entry.kind.word();
    let needed: Vec<&Key> = entry.keys().filter(|key| entry.is_required(key) || key.name == "id").collect();
    let header = format!("[[{word}]]");
    Choice::new(header.as_str(), Sign::Class).words(entry.words).put(format!("{header}{}", below(&needed, 1)))
}

/// Lines for keys below a header.
fn below(keys: &[&Key], from: usize) -> String {
    let line = |(at, key): (usize, &&Key)| format!("\n{} = {}", key.name, blank(key.shape, from + at));
    keys.iter().enumerate().map(line).collect()
}

/// A value to be filled in at the nth place of a snippet.
fn blank(shape: Shape, place: usize) -> String {
    match shape {
        Shape::Id | Shape::Text | Shape::Wording => format!("\"${place}\""),
        Shape::Plain | Shape::Citations => format!("\"${place}\""),
        Shape::Flag => format!("${{{place}:true}}"),
        Shape::Count | Shape::Whole | Shape::Amount => format!("${place}"),
        Shape::Texts | Shape::Forms | Shape::Items | Shape::Answers | Shape::Wrongs | Shape::Lookalikes => {
            format!("[\"${place}\"]")
        }
        Shape::Pairs => format!("[[\"${place}\", \"\"]]"),
        Shape::Counts => format!("{{ ${place} }}"),
    }
}

/// The keys that a table may have.
pub(super) fn keys_of(section: &Section) -> Vec<&'static Key> {
    if let Some(entry) = section.kind() {
        return entry.keys().collect();
    }
    let is_head = |head: &&format::Head| match head.name.split_once('.') {
        Some((works, _)) => section.path.len() == 2 && section.path[0] == works,
        None => section.path == [head.name],
    };
    let keys = match format::HEADS.iter().find(is_head) {
        Some(head) => head.keys,
        None if section.path == ["exam"] => EXAM,
        None => &[],
    };
    keys.iter().collect()
}

/// The keys of the small tables in a value.
pub(super) fn inner_keys_of(shape: Shape) -> &'static [Key] {
    match shape {
        Shape::Citations => format::CITATION,
        Shape::Wrongs => format::WRONG,
        Shape::Lookalikes => format::CONFUSED,
        Shape::Answers => format::ANSWER,
        _ => &[],
    }
}

/// The keys that are not there yet, what is needed first; headers begin with a bracket and go below them.
fn keys_or_headers(document: &Document, section: Option<&Section>) -> Vec<Choice> {
    let Some(section) = section.filter(|section| !section.path.is_empty()) else { return headers() };
    let is_needed = |key: &Key| match section.kind() {
        Some(entry) => entry.is_required(key),
        None => key.need == Need::Required,
    };
    let mut keys: Vec<&Key> = keys_of(section).into_iter().filter(|key| section.property(key.name).is_none()).collect();
    keys.sort_by_key(|key| !is_needed(key));
    let choice = |key: &Key| {
        let detail = if is_needed(key) { "needed" } else { "may be left out" };
        key_choice(key).detail(detail)
    };
    let keys = keys.into_iter().map(choice);
    if document.sort() == Sort::Blueprint { keys.collect() } else { keys.chain(headers()).collect() }
}

fn key_choice(key: &Key) -> Choice {
    let words = format!("{}\n\n{} = {}", key.words, key.name, key.example);
    Choice::new(key.name, Sign::Property).words(words).put(format!("{} = {}", key.name, blank(key.shape, 1)))
}

fn inner_keys(section: Option<&Section>, key: &str) -> Vec<Choice> {
    let keys = section.map(keys_of).unwrap_or_default();
    let shape = keys.into_iter().find(|one| one.name == key).map(|key| key.shape);
    shape.map(inner_keys_of).unwrap_or_default().iter().map(key_choice).collect()
}

/// What may stand as the value of a key.
fn values(
    workspace: &Workspace,
    document: &Document,
    section: Option<&Section>,
    key: &str,
    within: Option<&str>,
) -> Vec<Choice> {
    let shape = section.and_then(|section| keys_of(section).into_iter().find(|one| one.name == key));
    match (key, within) {
        ("confused_with", None | Some("entry")) => ids(workspace, document, section),
        ("requires", None) if section.is_some_and(|section| section.kind().is_some()) => {
            ids(workspace, document, section)
        }
        ("requires" | "course", None) => courses(workspace, document),
        ("was", None) => document.gone().map(|id| Choice::new(id, Sign::Reference)).collect(),
        ("source", None | Some("key")) => sources(document),
        ("group", None) => used(workspace, document, "group"),
        ("topics", None) => used(workspace, document, "topics"),
        ("kinds", _) => KindName::ALL.map(|kind| Choice::new(kind.word(), Sign::Value)).into(),
        ("allow", None) => Code::lints().map(|code| Choice::new(code.word(), Sign::Value)).collect(),
        ("decks", None) => decks(workspace, document),
        ("language", None) => ["en", "fr", "de"].map(|tag| Choice::new(tag, Sign::Value)).into(),
        _ if shape.is_some_and(|key| key.shape == Shape::Flag) || is_truth(section, key) => {
            ["true", "false"].map(|word| Choice::new(word, Sign::Value)).into()
        }
        _ => Vec::new(),
    }
}

fn is_truth(section: Option<&Section>, key: &str) -> bool {
    let kind = section.and_then(Section::kind);
    kind.is_some_and(|entry| entry.key(key).is_some_and(|key| key.shape == Shape::Flag))
}

/// The ids of the deck's own entries, then those of the other decks with their deck.
fn ids(workspace: &Workspace, document: &Document, section: Option<&Section>) -> Vec<Choice> {
    let own = document.entries().filter(|entry| section.is_none_or(|section| section.header != entry.header));
    let named = |entry: &Section, deck: Option<&str>| {
        let id = &entry.text("id")?.text;
        let id = deck.map_or_else(|| id.clone(), |deck| format!("{deck}/{id}"));
        let choice = Choice::new(id, Sign::Reference).detail(entry.name());
        Some(match entry.brief() {
            Some(brief) => choice.words(brief),
            None => choice,
        })
    };
    let others = workspace.others(document).flat_map(|other| {
        let deck = other.deck_id();
        other.entries().filter_map(move |entry| named(entry, Some(deck?)))
    });
    own.filter_map(|entry| named(entry, None)).chain(others).collect()
}

fn sources(document: &Document) -> Vec<Choice> {
    let works = document.outline().iter().filter(|section| section.name() == "sources");
    works
        .flat_map(|section| match section.path.get(1) {
            Some(key) => {
                let choice = Choice::new(key.as_str(), Sign::Reference);
                vec![match section.text("title") {
                    Some(title) => choice.words(title.text.as_str()),
                    None => choice,
                }]
            }
            None => section.properties.iter().map(|one| Choice::new(one.key.as_str(), Sign::Reference)).collect(),
        })
        .collect()
}

/// Values that entries of the course have for a key, the commonest first.
fn used(workspace: &Workspace, document: &Document, key: &str) -> Vec<Choice> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let course = document.course();
    let same = workspace.others(document).filter(|other| other.course() == course);
    for one in std::iter::once(document).chain(same) {
        let spots = one.entries().filter_map(|entry| entry.property(key)).flat_map(|property| &property.texts);
        spots.for_each(|spot| *counts.entry(spot.text.as_str()).or_default() += 1);
    }
    // What `[defaults]` gives to entries that do not say it themselves.
    let defaults = document.outline().iter().filter(|section| section.name() == "defaults");
    let spots = defaults.filter_map(|section| section.property(key)).flat_map(|property| &property.texts);
    for spot in spots {
        counts.entry(spot.text.as_str()).or_default();
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
    let detail = |count| if count == 0 { "`[defaults]`".to_owned() } else { counted(count, "entry", "entries") };
    let choice = |(text, count): (&str, usize)| Choice::new(text, Sign::Value).detail(detail(count));
    counts.into_iter().map(choice).collect()
}

fn courses(workspace: &Workspace, document: &Document) -> Vec<Choice> {
    let decks: BTreeSet<&str> = workspace.others(document).filter_map(Document::deck_id).collect();
    named(workspace, document, Document::course).filter(|course| !decks.contains(course)).map(reference).collect()
}

fn decks(workspace: &Workspace, document: &Document) -> Vec<Choice> {
    named(workspace, document, Document::deck_id).map(reference).collect()
}

fn reference(name: &str) -> Choice {
    Choice::new(name, Sign::Reference)
}

/// What the other decks are called, each name once: the neighbours from A to Z, then those inside the program.
fn named<'w>(
    workspace: &'w Workspace,
    document: &'w Document,
    name: fn(&Document) -> Option<&str>,
) -> impl Iterator<Item = &'w str> {
    let all = workspace.others(document).filter_map(|one| Some((one.path.is_none(), name(one)?)));
    let all: BTreeSet<(bool, &str)> = all.collect();
    let near: BTreeSet<&str> = all.iter().filter(|(inside, _)| !inside).map(|(_, name)| *name).collect();
    all.into_iter().filter(move |(inside, name)| !inside || !near.contains(name)).map(|(_, name)| name)
}

/// A text in which nothing is a place of a snippet.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// A snippet for clients that know none: its places left empty.
fn plain(snippet: &str) -> String {
    let mut text = String::with_capacity(snippet.len());
    let mut rest = snippet.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => text.extend(rest.next()),
            '$' if rest.next_if_eq(&'{').is_some() => {
                let place: String = rest.by_ref().take_while(|c| *c != '}').collect();
                text.push_str(place.split_once(':').map_or("", |(_, shown)| shown));
            }
            '$' => while rest.next_if(char::is_ascii_digit).is_some() {},
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_without_snippets_gets_the_same_with_empty_places() {
        assert_eq!(plain("a = ${1:true}\nb = \"$2\"\nc = \\$5 \\}"), "a = true\nb = \"\"\nc = $5 }");
    }

    #[test]
    fn every_blank_of_every_kind_is_toml() {
        for entry in format::entries() {
            let text = plain(&entry_header(entry).put);
            let filled = text.replace(" = \n", " = 1\n");
            let filled = if filled.ends_with("= ") { filled + "1" } else { filled };
            assert!(filled.parse::<toml::Table>().is_ok(), "{filled}");
        }
    }
}
