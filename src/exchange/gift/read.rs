//! Reads GIFT as Moodle does: blocks between blank lines, an answer in braces that says what kind of question it is.

use super::answers::{Words, form};
use super::blocks::{Block, blocks};
use super::escape::hidden;
use super::write::FORMATS;
use crate::deck::{gap, without_gaps};
use crate::exchange::decode;
use crate::exchange::exercise::{Exercise, Form};
use crate::exchange::incoming::{Incoming, Record};
use crate::exchange::marked::Beside;
use crate::exchange::moodle::embedded;

pub(in crate::exchange) fn read(bytes: &[u8]) -> Incoming {
    let (text, encoding) = decode::text(bytes);
    let mut incoming = Incoming::default();
    decode::tell(encoding, &mut incoming);
    let mut categories: Vec<String> = Vec::new();
    let mut placed: Vec<(usize, String)> = Vec::new();
    for mut block in blocks(&text.replace("\r\n", "\n").replace('\r', "\n")) {
        if let Some(rest) = block.text.strip_prefix("$CATEGORY:") {
            let (category, rest) = rest.split_once('\n').unwrap_or((rest, ""));
            categories.push(last_part(category));
            block.text = rest.trim().to_owned();
        }
        if block.text.is_empty() {
            continue;
        }
        match record(&mut block, &mut incoming) {
            Ok(record) => {
                placed.extend(categories.last().map(|category| (incoming.records.len(), category.clone())));
                incoming.records.push(record);
            }
            Err(why) => incoming.refuse(block.line, why),
        }
    }
    entitle(&mut incoming, &categories, placed);
    incoming.tell_media();
    incoming
}

/// The only category is the deck's title; several are topics.
pub(in crate::exchange) fn entitle(incoming: &mut Incoming, categories: &[String], placed: Vec<(usize, String)>) {
    let first = placed.first().map(|(_, category)| category.clone());
    if placed.iter().all(|(_, category)| Some(category) == first.as_ref()) {
        incoming.title = first.or_else(|| categories.first().cloned()).filter(|title| !title.is_empty());
        return;
    }
    for (at, category) in placed.into_iter().filter(|(_, category)| !category.is_empty()) {
        let table = &mut incoming.records[at].draft.table;
        let topics = table.entry("topics").or_insert_with(|| toml_edit::value(toml_edit::Array::new()));
        if let Some(topics) =
            topics.as_array_mut().filter(|topics| !topics.iter().any(|one| one.as_str() == Some(&category)))
        {
            topics.push(category);
        }
    }
}

/// The last part of a path whose own slashes are doubled.
pub(in crate::exchange) fn last_part(path: &str) -> String {
    let whole = path.trim().replace("//", "\u{1}");
    whole.rsplit('/').next().unwrap_or_default().replace('\u{1}', "/").trim().to_owned()
}

/// What of a text stands outside braces, and what inside.
#[derive(Default)]
struct Taken<'t> {
    /// Before each pair of braces.
    before: Vec<&'t str>,
    answers: Vec<&'t str>,
    after: &'t str,
}

fn taken_apart(text: &str) -> Result<Taken<'_>, String> {
    const UNMATCHED: &str = "its braces do not match; a brace in a text is written `\\{`";
    let mut taken = Taken::default();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('{') {
        let (answer, after) = inside.split_once('}').ok_or(UNMATCHED)?;
        if before.contains('}') || answer.contains('{') {
            return Err(UNMATCHED.to_owned());
        }
        taken.before.push(before);
        taken.answers.push(answer.trim());
        rest = after;
    }
    taken.after = rest;
    match (rest.contains('}'), taken.answers.is_empty()) {
        (true, _) => Err(UNMATCHED.to_owned()),
        (_, true) => Err("a description, which asks nothing".to_owned()),
        _ => Ok(taken),
    }
}

fn record(block: &mut Block, incoming: &mut Incoming) -> Result<Record, String> {
    let hidden = hidden(&block.text);
    let mut text = hidden.as_str();
    let mut title = None;
    if let Some((name, rest)) = text.strip_prefix("::").and_then(|rest| rest.split_once("::")) {
        title = Some(super::escape::shown(name).trim().to_owned()).filter(|name| !name.is_empty());
        text = rest.trim();
    }
    let taken = taken_apart(text)?;
    let format = FORMATS.iter().find(|format| text.starts_with(**format)).map_or("", |format| format);
    let mut words = Words { format: format.to_owned(), beside: Beside::default(), media: Vec::new(), has_media: false };
    if block.is_glued {
        words.beside.lose("the missing blank line before it: it was read as a question of its own");
    }
    let is_embedded = taken.answers.iter().all(|answer| embedded::is_gap(answer));
    let (mut exercise, gapped) = if is_embedded {
        let whole = words.of(text);
        (Exercise::new("", Form::Open { back: String::new() }), Some(embedded::gaps(&whole, &mut words.beside)?))
    } else if taken.answers.len() > 1 {
        gapped(&taken, &mut words)?
    } else {
        (asked(&taken, &mut words)?, None)
    };
    exercise.id = block.id.take();
    exercise.title = title;
    exercise.topics = std::mem::take(&mut block.topics);
    exercise.add(words.beside);
    match gapped {
        Some(text) => exercise.into_cloze(block.line, &text, incoming),
        None => exercise.into_record(block.line, incoming),
    }
}

/// A question with one answer in braces; what follows it makes it a gap.
fn asked(taken: &Taken<'_>, words: &mut Words) -> Result<Exercise, String> {
    let (before, after) = (taken.before[0], taken.after.trim());
    let stem = if after.is_empty() { before.to_owned() } else { format!("{before}_____{}", taken.after) };
    let (answer, feedback) = match taken.answers[0].rfind("####") {
        Some(at) => (taken.answers[0][..at].trim(), Some(&taken.answers[0][at + 4..])),
        None => (taken.answers[0], None),
    };
    let stem = words.of(&stem);
    let media = words.has_media.then(|| std::mem::take(&mut words.media));
    let why = feedback.map(|feedback| words.of(feedback)).filter(|why| !why.is_empty());
    let form = form(answer, words)?;
    let mut exercise = Exercise::new(&stem, form);
    exercise.media = media;
    exercise.why = why;
    // An essay shows its feedback as the answer.
    if let Form::Open { back } = &mut exercise.form {
        *back = exercise.why.take().unwrap_or_default();
    }
    Ok(exercise)
}

/// A text with several answers in braces: each is a gap.
fn gapped(taken: &Taken<'_>, words: &mut Words) -> Result<(Exercise, Option<String>), String> {
    // What stands for a gap while the text around is read as a whole.
    const MARK: char = '\u{e010}';
    let mut written = String::new();
    let mut gaps = Vec::new();
    for (before, answer) in taken.before.iter().zip(&taken.answers) {
        written.push_str(before);
        written.push(MARK);
        let forms = match form(answer, words)? {
            Form::Typed { answers, .. } if !answers.is_empty() => answers,
            Form::One { right, .. } => {
                words.beside.lose("the options of a gap: its answer is typed");
                vec![right]
            }
            Form::Number { value, width, .. } => {
                if width > 0.0 {
                    words.beside.lose("how far off a number in a gap may be");
                }
                vec![value.to_string()]
            }
            _ => return Err("several answers in braces, of which one is no gap".to_owned()),
        };
        gaps.push(gap(Some(&format!("g{}", gaps.len() + 1)), forms.iter().map(String::as_str)));
    }
    written.push_str(taken.after);
    let text = words.of(&written);
    let media = words.has_media.then(|| std::mem::take(&mut words.media));
    let mut pieces = text.split(MARK).map(without_gaps);
    let mut text = pieces.next().unwrap_or_default();
    for (gap, after) in gaps.iter().zip(pieces) {
        text.push_str(gap);
        text.push_str(&after);
    }
    let mut exercise = Exercise::new("", Form::Open { back: String::new() });
    exercise.media = media;
    Ok((exercise, Some(text)))
}
