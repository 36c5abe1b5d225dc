//! What is shown about a place: the questions of an entry as students meet them, or the meaning of a key.

use super::completion::{inner_keys_of, keys_of};
use super::document::Document;
use super::lens::cards;
use super::mentions::{Mention, Thing, named_at};
use super::protocol::{Hover, Markup};
use super::workspace::{Purpose, Workspace};
use super::{Client, Outside};
use crate::card::Span;
use crate::deck::Section;
use crate::deck::format::{HEADS, Key};

/// A text to show with the place that it is about.
struct Told {
    span: Span,
    /// Questions, in columns as drawn.
    drawn: Option<String>,
    /// Sentences.
    words: Option<String>,
}

/// What there is to say about a byte of a document.
pub(super) fn hover(
    workspace: &Workspace,
    document: &Document,
    offset: usize,
    client: &Client,
    outside: &impl Outside,
) -> Option<Hover> {
    let section = document.section_at(offset).filter(|section| !section.path.is_empty())?;
    let told = of_header(workspace, document, section, offset, outside)
        .or_else(|| of_mention(workspace, document, offset, outside))
        .or_else(|| of_key(section, offset))
        .or_else(|| of_value(workspace, document, section, offset, outside))?;
    let drawn = told.drawn.map(|drawn| if client.has_markdown { fenced(&drawn) } else { drawn });
    let value: Vec<String> = [told.words, drawn].into_iter().flatten().collect();
    let kind = if client.has_markdown { "markdown" } else { "plaintext" };
    let contents = Markup { kind, value: value.join("\n\n") };
    Some(Hover { contents, range: document.range(&told.span, client.encoding) })
}

/// A block that Markdown leaves as it is, whatever is in it.
fn fenced(text: &str) -> String {
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}text\n{text}\n{fence}")
}

/// The questions of an entry.
fn questions(workspace: &Workspace, document: &Document, id: &str, outside: &impl Outside) -> Option<String> {
    let catalogue = &workspace.catalogue(document, &[id], Purpose::Show)?;
    let shown: Vec<String> = cards(document, catalogue, id)
        .map(|card| outside.preview(catalogue, card).trim_matches('\n').to_owned())
        .collect();
    (!shown.is_empty()).then(|| shown.join("\n\n"))
}

fn of_header(
    workspace: &Workspace,
    document: &Document,
    section: &Section,
    offset: usize,
    outside: &impl Outside,
) -> Option<Told> {
    if !(section.header.start..=section.header.end).contains(&offset) {
        return None;
    }
    let words = match section.kind() {
        Some(entry) => entry.words,
        None => HEADS.iter().find(|head| head.name.split('.').next() == Some(section.name()))?.words,
    };
    let drawn = section.id().and_then(|id| questions(workspace, document, &id, outside));
    Some(Told { span: section.header.clone(), drawn, words: Some(words.to_owned()) })
}

/// Of an entry that is named: its questions; of a source: the work.
fn of_mention(workspace: &Workspace, document: &Document, offset: usize, outside: &impl Outside) -> Option<Told> {
    let Mention { thing, span, .. } = named_at(workspace, document, offset).into_iter().next()?;
    match thing {
        Thing::Entry { deck, id } => {
            let holder = workspace.deck(document, &deck)?;
            let drawn = questions(workspace, holder, &id, outside);
            let words = holder.entry(&id).and_then(Section::brief).map(str::to_owned);
            let words = if drawn.is_some() { None } else { Some(words?) };
            Some(Told { span, drawn, words })
        }
        Thing::Source { key, .. } => {
            let (_, work) = document.head()?.sources.iter().find(|(known, _)| *known == key)?;
            let year = work.year.map(|year| year.to_string());
            let parts = [work.author.clone(), year, Some(work.title.clone()), work.publisher.clone(), work.url.clone()];
            Some(Told { span, drawn: Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", ")), words: None })
        }
        Thing::Group { .. } | Thing::Topic { .. } => None,
    }
}

fn of_key(section: &Section, offset: usize) -> Option<Told> {
    let at = |span: &Span| span.start <= offset && offset <= span.end;
    let property = section.properties.iter().find(|property| at(&property.key_span))?;
    let key = keys_of(section).into_iter().find(|key| key.name == property.key)?;
    Some(Told { span: property.key_span.clone(), drawn: None, words: Some(words_of(key)) })
}

fn words_of(key: &Key) -> String {
    let inner = inner_keys_of(key.shape).iter().map(|inner| format!("\n\n`{}`: {}", inner.name, inner.words));
    format!("{}\n\n`{} = {}`{}", key.words, key.name, key.example, inner.collect::<String>())
}

/// Anywhere else in an entry: its questions.
fn of_value(
    workspace: &Workspace,
    document: &Document,
    section: &Section,
    offset: usize,
    outside: &impl Outside,
) -> Option<Told> {
    let property = section.properties.iter().find(|property| property.value.contains(&offset))?;
    let drawn = questions(workspace, document, &section.id()?, outside)?;
    Some(Told { span: property.value.clone(), drawn: Some(drawn), words: None })
}
