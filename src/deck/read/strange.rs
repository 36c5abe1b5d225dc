//! Keys that a table does not have: what they are called here, or where they belong.

use super::chunks;
use super::excerpt;
use super::tree::{Field, Node, Table, Value};
use crate::card::{KindName, Span};
use crate::deck::format::{self, Entry, Need};
use crate::deck::quote::quoted;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::text::fold;

/// Several strange keys of one entry that are one slip: their names, and what is told of them.
pub(super) fn together<'f>(entry: &Entry, strange: &[&'f Field]) -> Option<(Vec<&'f str>, Diagnostic)> {
    let names: Vec<&str> = strange.iter().map(|field| field.key.as_str()).collect();
    let of_options = |field: &&&Field| format::meant(&field.key, entry) == Some("wrong");
    let of_right = |field: &&&Field| entry.answer.is_some() && format::meant(&field.key, entry) == entry.answer;
    let first = strange.first()?;
    if let (Some(options), Some(right)) = (strange.iter().find(of_options), strange.iter().find(of_right)) {
        let keys = vec![options.key.as_str(), right.key.as_str()];
        let message = format!("`{}` and `{}` are keys of another format", excerpt(keys[0]), excerpt(keys[1]));
        let first = if right.key_span.start < options.key_span.start { right } else { options };
        let told = Diagnostic::error(Code::UnknownKey, first.key_span.clone(), message)
            .help(split(&options.node, &right.node));
        return Some((keys, told));
    }
    let kind = format::kind_of(&names)?;
    let list: Vec<String> = names.iter().map(|name| format!("`{}`", excerpt(name))).collect();
    let message = format!("{} are keys of `[[{}]]`", list.join(" and "), kind.kind.word());
    let ours: Vec<String> =
        names.iter().filter_map(|name| format::meant(name, entry)).map(|key| format!("`{key}`")).collect();
    let ours = if ours.len() == names.len() { format!(", or the keys {}", ours.join(" and ")) } else { String::new() };
    let told = Diagnostic::error(Code::UnknownKey, first.key_span.clone(), message);
    Some((names, told.help(format!("write `[[{}]]`{ours}", kind.kind.word()))))
}

/// Keys of an entry in `[deck]` or `[defaults]`: its own line is not there.
pub(super) fn headless<'f>(fields: &[&'f Field], table: &str) -> Option<(Vec<&'f str>, Diagnostic)> {
    let is_own = |name: &str| {
        let own = format::entries().iter().flat_map(|entry| entry.own).any(|key| key.name == name);
        own && !format::DEFAULTS.iter().any(|key| key.name == name)
    };
    let of_entry = |field: &&&Field| format::entries().iter().any(|entry| entry.key(&field.key).is_some());
    let fields: Vec<&Field> = fields.iter().filter(of_entry).copied().collect();
    let names: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
    let own: Vec<&str> = names.iter().filter(|name| is_own(name)).copied().collect();
    if own.len() < 2 {
        return None;
    }
    let fits = |entry: &&Entry| {
        let mut required = entry.own.iter().filter(|key| key.need == Need::Required);
        names.iter().all(|name| entry.key(name).is_some()) && required.all(|key| names.contains(&key.name))
    };
    let kinds: Vec<&str> = format::entries().iter().filter(fits).map(|entry| entry.kind.word()).collect();
    let line = match kinds[..] {
        [] => "its line `[[…]]`".to_owned(),
        [kind] => format!("`[[{kind}]]`"),
        [kind, ..] => format!("its line, such as `[[{kind}]]`,"),
    };
    let list: Vec<String> = own.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("{} are keys of an entry, not of {table}", list.join(" and "));
    let told = Diagnostic::error(Code::UnknownKey, fields.first()?.key_span.clone(), message);
    Some((names.clone(), told.help(format!("an entry begins with a line of its own: put {line} above `{}`", names[0]))))
}

/// Whether a key is one option of many, as other formats have them: `a`, `B`, `option2`, `wrong_1`.
fn is_lettered(key: &str) -> bool {
    let key = key.to_lowercase();
    let stem = key.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['_', '-']);
    let is_letter = key.len() == 1 && key.starts_with(|c: char| ('a'..='j').contains(&c));
    is_letter || (stem.len() < key.len() && ["option", "choice", "answer", "wrong", "distractor"].contains(&stem))
}

/// The options of a choice, each under a key of its own.
pub(super) fn lettered<'f>(entry: &Entry, table: &'f Table) -> Vec<&'f Field> {
    let options = table.fields.iter().filter(|field| entry.key(&field.key).is_none() && is_lettered(&field.key));
    let options: Vec<&Field> = options.collect();
    if entry.kind == KindName::Choice && options.len() > 1 { options } else { Vec::new() }
}

/// What is told of options under keys of their own, where `wrong` is not there.
pub(super) fn listed<'f>(entry: &Entry, table: &'f Table) -> Option<(Vec<&'f str>, Diagnostic)> {
    let options = lettered(entry, table);
    if options.is_empty() || table.field("wrong").is_some() {
        return None;
    }
    let text = |field: &Field| if let Value::Text(text) = &field.node.value { Some(text.clone()) } else { None };
    let texts: Option<Vec<String>> = options.iter().map(|field| text(field)).collect();
    let answer = table.field("answer").and_then(text);
    let named = answer.as_ref().and_then(|answer| options.iter().position(|field| fold(&field.key) == fold(answer)));
    let right = named.or_else(|| {
        let texts = texts.as_ref()?;
        texts.iter().position(|text| answer.as_ref().is_some_and(|answer| fold(text) == fold(answer)))
    });
    let is_wrong =
        |field: &Field| ["wrong", "distractor"].iter().any(|stem| field.key.to_lowercase().starts_with(stem));
    let help = match (texts, right) {
        (Some(texts), Some(right)) => {
            let wrong = texts.iter().enumerate().filter(|(at, _)| *at != right).map(|(_, text)| quoted(text));
            let wrong: Vec<String> = wrong.collect();
            format!("write `answer = {}` and `wrong = [{}]`", quoted(&texts[right]), wrong.join(", "))
        }
        (Some(texts), None) if options.iter().all(|field| is_wrong(field)) => {
            let wrong: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
            format!("write them as one list: `wrong = [{}]`", wrong.join(", "))
        }
        _ => "write the right one as `answer = \"…\"` and the others as `wrong = [\"…\", \"…\"]`".to_owned(),
    };
    let names: Vec<&str> = options.iter().map(|field| field.key.as_str()).collect();
    let list: Vec<String> = names.iter().map(|name| format!("`{}`", excerpt(name))).collect();
    let answer = if right.is_some() { ", and `answer` is one of them" } else { "" };
    let message = format!("the options stand under {}{answer}", list.join(", "));
    Some((names, Diagnostic::error(Code::UnknownKey, options[0].key_span.clone(), message).help(help)))
}

/// The right option and the others as two keys, where it is sure which is right.
fn split(options: &Node, right: &Node) -> String {
    let texts: Option<Vec<&str>> = match &options.value {
        Value::Array(items) => items
            .iter()
            .map(|item| if let Value::Text(text) = &item.value { Some(text.as_str()) } else { None })
            .collect(),
        _ => None,
    };
    let place = texts.as_ref().and_then(|texts| match &right.value {
        Value::Text(text) => texts.iter().position(|option| fold(option) == fold(text)),
        // Only the first from 0 and the last from 1 are the same however one counts.
        Value::Integer(Some(0)) => Some(0),
        Value::Integer(Some(number)) => usize::try_from(*number).ok().filter(|at| *at == texts.len()).map(|at| at - 1),
        _ => None,
    });
    match (texts, place) {
        (Some(texts), Some(place)) if place < texts.len() => {
            let wrong = texts.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, text)| quoted(text));
            let wrong: Vec<String> = wrong.collect();
            format!("write `answer = {}` and `wrong = [{}]`", quoted(texts[place]), wrong.join(", "))
        }
        _ => "write the right one as `answer = \"…\"` and the others as `wrong = [\"…\", \"…\"]`".to_owned(),
    }
}

/// What a strange key means, where the table has no such key yet; else that it says nothing new.
pub(super) fn advice<'k>(
    name: &str,
    entry: Option<&Entry>,
    table: &Table,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Option<String> {
    let meant = entry.and_then(|entry| format::meant(name, entry)).map(str::to_owned);
    let there = || format::meant_there(name, known.clone()).map(str::to_owned);
    let meant = meant.or_else(there).or_else(|| nearest(name, known.clone()).map(str::to_owned))?;
    let list = entry.zip(table.field(name)).and_then(|(entry, field)| several(entry, &meant, &field.node));
    Some(match table.field(&meant) {
        Some(_) => format!("`{meant}` is there already: delete one of the two"),
        None => list.unwrap_or_else(|| format!("did you mean `{meant}`?")),
    })
}

/// A list where one answer belongs: its first is the answer, or the entry is of a kind that asks for all.
pub(super) fn several(entry: &Entry, key: &str, node: &Node) -> Option<String> {
    let Value::Array(items) = &node.value else { return None };
    if entry.kind != KindName::Short || entry.answer != Some(key) {
        return None;
    }
    let text = |item: &Node| if let Value::Text(text) = &item.value { Some(quoted(text)) } else { None };
    let texts: Vec<String> = items.iter().map(text).collect::<Option<_>>()?;
    let (first, rest) = texts.split_first()?;
    Some(if rest.is_empty() {
        format!("write `{key} = {first}`")
    } else {
        let rest = rest.join(", ");
        format!("write `{key} = {first}` and `accept = [{rest}]`; if all of them are asked for, make it a `[[list]]`")
    })
}

/// A key of `[deck]` below an entry, with what is to be done: it is moved, or deleted where `[deck]` has it already.
pub(super) fn of_deck(source: &str, field: &Field, told: Diagnostic) -> Diagnostic {
    match moved(source, field) {
        Ok(Some(edits)) => edits.into_iter().fold(told, |told, (span, text)| told.fix(span, text)),
        Ok(None) => told.help("move it below the line `[deck]`"),
        Err(first) => {
            let help = format!("delete it: `[deck]` has `{}` already", excerpt(&field.key));
            told.related(first, "it stands here").help(help)
        }
    }
}

/// What takes a key with its value out of the table that it stands in and puts it under `[deck]`; where it stands there
/// already, its place.
fn moved(source: &str, field: &Field) -> Result<Option<[(Span, String); 2]>, Span> {
    let start = source[..field.key_span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = source[field.node.span.end..].find('\n').map_or(source.len(), |at| field.node.span.end + at + 1);
    let cut = chunks::cut(source);
    let deck = cut.iter().find(|chunk| chunk.header.as_ref().is_some_and(|header| header.path == ["deck"]));
    let Some((line, deck, body)) =
        deck.and_then(|deck| Some((source.get(start..end)?, deck, source.get(deck.body.clone())?)))
    else {
        return Ok(None);
    };
    let mut at = deck.body.start;
    for other in body.split_inclusive('\n') {
        if other.split('=').next().is_some_and(|key| key.trim() == field.key) {
            return Err(at..at + other.trim_end().len());
        }
        at += other.len();
    }
    // A value that shares its lines with something else stays.
    let is_alone = source[start..field.key_span.start].trim().is_empty() && line.ends_with('\n');
    let at = deck.body.start;
    Ok((is_alone && body.contains('\n')).then(|| [(at..at, line.to_owned()), (start..end, String::new())]))
}
