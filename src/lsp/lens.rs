//! Answers tried in the file itself: a remark `# try: an answer` in an entry carries its verdict. The same by a command.

use serde_json::Value;

use super::document::Document;
use super::position::Encoding;
use super::protocol::{CodeLens, Command};
use super::workspace::{Purpose, Workspace};
use super::{Judged, Outside};
use crate::card::Span;
use crate::deck::{Card, Catalogue};

/// Judges an answer: address, entry or `entry#part`, answer.
const TRY: &str = "acquis.try";
/// Shows the questions of an entry: address, entry or `entry#part`.
const PREVIEW: &str = "acquis.preview";

pub(super) const COMMANDS: [&str; 2] = [TRY, PREVIEW];

/// A verdict above every `# try:`.
pub(super) fn lenses(
    workspace: &Workspace,
    document: &Document,
    encoding: Encoding,
    outside: &impl Outside,
) -> Vec<CodeLens> {
    let tried: Vec<Tried> = tried(document);
    let ids: Vec<&str> = tried.iter().map(|tried| entry_of(&tried.card)).collect();
    let made = || workspace.catalogue(document, &ids, Purpose::Judge);
    let Some(catalogue) = (!tried.is_empty()).then(made).flatten() else { return Vec::new() };
    let catalogue = &catalogue;
    let lens = |tried: Tried| {
        let card = card(document, catalogue, &tried.card);
        let title = match card.map(|card| outside.judged(catalogue, card, &tried.answer)) {
            Some(Ok(Judged { in_brief, .. })) => in_brief,
            Some(Err(why)) => why,
            None => format!("nothing is asked of `{}`", tried.card),
        };
        let arguments = [document.uri.clone(), tried.card, tried.answer].map(Value::String).into();
        CodeLens { range: document.range(&tried.span, encoding), command: Command { title, command: TRY, arguments } }
    };
    tried.into_iter().map(lens).collect()
}

/// The entry of `entry` or `entry#part`.
fn entry_of(word: &str) -> &str {
    word.split('#').next().unwrap_or(word)
}

/// An answer to try, with the line that says so.
struct Tried {
    card: String,
    answer: String,
    span: Span,
}

/// The remarks `# try: answer` and `# try part: answer` of a deck.
fn tried(document: &Document) -> Vec<Tried> {
    let mut found = Vec::new();
    for section in document.entries() {
        let Some(id) = section.text("id") else { continue };
        let mut at = section.body.start;
        for line in document.text[section.body.clone()].split_inclusive('\n') {
            let span = at..at + line.trim_end().len();
            at += line.len();
            let Some(rest) = line.trim().strip_prefix('#') else { continue };
            let Some((part, answer)) = rest.trim().strip_prefix("try").and_then(|rest| rest.split_once(':')) else {
                continue;
            };
            let card = match part.trim() {
                "" => id.text.clone(),
                part => format!("{}#{part}", id.text),
            };
            found.push(Tried { card, answer: answer.trim().to_owned(), span });
        }
    }
    found
}

/// The card of a document that `entry` or `entry#part` names; the main part where none is named.
fn card<'c>(document: &Document, catalogue: &'c Catalogue, word: &str) -> Option<&'c Card> {
    cards(document, catalogue, word).find(|card| word.contains('#') || card.part.is_main)
}

/// Every card of an entry, or the one of a part.
pub(super) fn cards<'c>(document: &Document, catalogue: &'c Catalogue, word: &str) -> impl Iterator<Item = &'c Card> {
    let deck = document.deck_id().unwrap_or_default().to_owned();
    let (entry, part) = word.split_once('#').map_or((word, None), |(entry, part)| (entry, Some(part)));
    let (entry, part) = (entry.to_owned(), part.map(str::to_owned));
    catalogue.cards.iter().filter(move |card| {
        card.id.deck == deck && card.id.entry == entry && part.as_ref().is_none_or(|part| *part == card.id.part)
    })
}

/// Runs a command and gives its answer.
///
/// # Errors
/// The command is not known, or what it names is not there.
pub(super) fn run(
    workspace: &Workspace,
    command: &str,
    arguments: &[String],
    outside: &impl Outside,
) -> Result<String, String> {
    let of = |uri: &str, entry: &str| {
        let document = workspace.document(uri).ok_or_else(|| format!("`{}` is not open", uri.escape_debug()))?;
        let nothing = || format!("nothing is asked of `{}`", entry.escape_debug());
        let purpose = if command == TRY { Purpose::Judge } else { Purpose::Show };
        let catalogue = workspace.catalogue(document, &[entry_of(entry)], purpose).ok_or_else(nothing)?;
        Ok::<_, String>((document, catalogue))
    };
    match (command, arguments) {
        (TRY, [uri, entry, answer]) => {
            let (document, catalogue) = of(uri, entry)?;
            let card = card(document, &catalogue, entry);
            let card = card.ok_or_else(|| format!("nothing is asked of `{}`", entry.escape_debug()))?;
            outside.judged(&catalogue, card, answer).map(|judged| judged.in_full)
        }
        (PREVIEW, [uri, entry]) => {
            let (document, catalogue) = of(uri, entry)?;
            let shown: Vec<String> =
                cards(document, &catalogue, entry).map(|card| outside.preview(&catalogue, card)).collect();
            if shown.is_empty() {
                return Err(format!("nothing is asked of `{}`", entry.escape_debug()));
            }
            Ok(shown.join("\n\n"))
        }
        _ => Err(format!(
            "`{}` wants the address of an open file, an entry, and for `{TRY}` an answer",
            command.escape_debug()
        )),
    }
}
