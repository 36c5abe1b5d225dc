//! Reads GIFT as Moodle does: blocks between blank lines, an answer in braces that says what kind of question it is.

use super::escape::{hidden, shown};
use super::write::FORMATS;
use crate::exchange::exercise::{Exercise, Form};
use crate::exchange::incoming::Incoming;
use crate::exchange::{decode, html};
use crate::text::Wrong;

/// A question as it stands in the file.
struct Block {
    /// The line on which it begins.
    line: usize,
    text: String,
    id: Option<String>,
    topics: Vec<String>,
}

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
        match exercise(&block) {
            Ok(mut exercise) => {
                exercise.id = block.id.take();
                exercise.topics = std::mem::take(&mut block.topics);
                match exercise.into_record(block.line, &mut incoming) {
                    Ok(record) => {
                        placed.extend(categories.last().map(|category| (incoming.records.len(), category.clone())));
                        incoming.records.push(record);
                    }
                    Err(why) => incoming.refuse(block.line, why),
                }
            }
            Err(why) => incoming.refuse(block.line, why),
        }
    }
    entitle(&mut incoming, &categories, placed);
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

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut after_blank = false;
    for (at, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        // A blank line ends a question, unless its braces are still open.
        if trimmed.is_empty() {
            let closed = open.as_ref().is_none_or(|block| !is_open(&block.text));
            blocks.extend(open.take_if(|_| closed));
            after_blank = true;
            continue;
        }
        // What begins a question ends one whose braces were never closed.
        if ["::", "//", "$CATEGORY:"].iter().any(|mark| trimmed.starts_with(mark)) && after_blank {
            blocks.extend(open.take());
        }
        after_blank = false;
        let block =
            open.get_or_insert_with(|| Block { line: at + 1, text: String::new(), id: None, topics: Vec::new() });
        if let Some(comment) = trimmed.strip_prefix("//") {
            block.id = block.id.take().or_else(|| bracketed(comment, "[id:").into_iter().next());
            block.topics.extend(bracketed(comment, "[tag:"));
        } else {
            if block.text.is_empty() {
                block.line = at + 1;
            } else {
                block.text.push('\n');
            }
            block.text.push_str(trimmed);
        }
    }
    blocks.extend(open);
    blocks
}

fn is_open(text: &str) -> bool {
    let hidden = hidden(text);
    hidden.contains('{') && !hidden.contains('}')
}

/// What stands in a comment as `[id:…]` or `[tag:…]`, with `\]` for a bracket of its own.
fn bracketed(comment: &str, opening: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = comment;
    while let Some(at) = rest.find(opening) {
        rest = &rest[at + opening.len()..];
        let mut text = String::new();
        let mut characters = rest.char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                '\\' => text.extend(characters.next().map(|(_, c)| c)),
                ']' => {
                    rest = &rest[at + 1..];
                    break;
                }
                c => text.push(c),
            }
        }
        found.push(text.trim().to_owned());
    }
    found.retain(|text| !text.is_empty());
    found
}

/// A text, and what of it had no words.
struct Words<'e> {
    /// The format of the question, which its answers take over.
    format: String,
    lost: &'e mut Vec<String>,
}

impl Words<'_> {
    fn of(&mut self, text: &str) -> String {
        let text = text.trim();
        let named = FORMATS.iter().find(|format| text.starts_with(**format));
        let format = named.map_or(self.format.clone(), |format| (*format).to_owned());
        let plain = shown(named.map_or(text, |format| &text[format.len()..]));
        let is_html = format == "[html]" || (format != "[plain]" && format != "[markdown]" && html::looks_like(&plain));
        if !is_html {
            return plain.trim().to_owned();
        }
        let plain = html::to_text(&plain);
        for lost in plain.lost.into_iter().map(str::to_owned) {
            if !self.lost.contains(&lost) {
                self.lost.push(lost);
            }
        }
        plain.text
    }

    /// What is answered, and the feedback to it.
    fn with_feedback(&mut self, text: &str) -> (String, Option<String>) {
        let (answer, feedback) = text.split_once('#').map_or((text, None), |(answer, more)| (answer, Some(more)));
        (self.of(answer), feedback.map(|text| self.of(text)).filter(|text| !text.is_empty()))
    }
}

fn exercise(block: &Block) -> Result<Exercise, String> {
    let hidden = hidden(&block.text);
    let mut text = hidden.as_str();
    if let Some((_, rest)) = text.strip_prefix("::").and_then(|rest| rest.split_once("::")) {
        text = rest.trim();
    }
    let (start, end) = match (text.find('{'), text.find('}')) {
        (Some(start), Some(end)) if start < end => (start, end),
        (None, None) => return Err("a description, which asks nothing".to_owned()),
        _ => return Err("its braces do not match; a brace in a text is written `\\{`".to_owned()),
    };
    let (answer, after) = (text[start + 1..end].trim(), text[end + 1..].trim());
    let stem = if after.is_empty() {
        text[..start].to_owned()
    } else {
        format!("{}_____{}", &text[..start], &text[end + 1..])
    };
    let (answer, feedback) = match answer.rfind("####") {
        Some(at) => (answer[..at].trim(), Some(&answer[at + 4..])),
        None => (answer, None),
    };
    let format = FORMATS.iter().find(|format| stem.trim().starts_with(**format)).map_or("", |format| format);
    let mut lost = Vec::new();
    let mut words = Words { format: format.to_owned(), lost: &mut lost };
    let stem = words.of(&stem);
    let why = feedback.map(|feedback| words.of(feedback)).filter(|why| !why.is_empty());
    let mut also = Vec::new();
    let form = form(answer, &mut words, &mut also)?;
    let mut exercise = Exercise::new(stem, form);
    exercise.why = why;
    // An essay shows its feedback as the answer.
    if let Form::Open { back } = &mut exercise.form {
        *back = exercise.why.take().unwrap_or_default();
    }
    lost.extend(also);
    exercise.lost = lost;
    Ok(exercise)
}

fn form(answer: &str, words: &mut Words<'_>, lost: &mut Vec<String>) -> Result<Form, String> {
    if answer.is_empty() {
        return Ok(Form::Open { back: String::new() });
    }
    if let Some(number) = answer.strip_prefix('#') {
        return numerical(number, words, lost);
    }
    if answer.contains('~') {
        return choice(answer, words, lost);
    }
    if answer.contains('=') && answer.contains("->") {
        return pairs(answer, words);
    }
    let bare = answer.split('#').next().unwrap_or_default().trim();
    if matches!(bare, "T" | "TRUE" | "F" | "FALSE") {
        if answer.contains('#') {
            lost.push("feedback to one answer of true and false".to_owned());
        }
        return Ok(Form::Truth(bare.starts_with('T')));
    }
    let (mut answers, mut wrong) = (Vec::new(), Vec::new());
    for one in answer.split('=').map(str::trim).filter(|one| !one.is_empty()) {
        let (weight, text) = weighed(one);
        let (text, because) = words.with_feedback(text);
        // `\*` is a star that stands for itself; a bare one stands for anything.
        if text.contains('*') && text.replace("\\*", "").contains('*') {
            lost.push("an answer with `*` for anything".to_owned());
            continue;
        }
        let text = text.replace("\\*", "*");
        match weight.unwrap_or(100.0) {
            full if full >= 100.0 => answers.push(text),
            part => {
                if part > 0.0 {
                    lost.push("an answer that earns a part".to_owned());
                } else {
                    wrong.push(Wrong { answer: text, because });
                }
            }
        }
    }
    Ok(Form::Typed { answers, wrong })
}

/// `%50%text`: the weight in percent, and the text.
fn weighed(text: &str) -> (Option<f64>, &str) {
    let weight = text.strip_prefix('%').and_then(|rest| rest.split_once('%'));
    match weight.and_then(|(weight, rest)| Some((weight.trim().parse().ok()?, rest))) {
        Some((weight, rest)) => (Some(weight), rest.trim()),
        None => (None, text),
    }
}

fn choice(answer: &str, words: &mut Words<'_>, lost: &mut Vec<String>) -> Result<Form, String> {
    let single = answer.contains('=');
    let marked = answer.replace('=', "~=");
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for one in marked.split('~').map(str::trim).filter(|one| !one.is_empty()) {
        let (is_right, weight, text) = match one.strip_prefix('=') {
            Some(text) => {
                let (weight, text) = weighed(text.trim());
                (weight.is_none_or(|weight| weight >= 100.0), weight, text)
            }
            None => {
                let (weight, text) = weighed(one);
                (!single && weight.is_some_and(|weight| weight > 0.0), weight, text)
            }
        };
        let (text, because) = words.with_feedback(text);
        if is_right {
            if because.is_some() {
                lost.push("feedback to a right option".to_owned());
            }
            right.push(text);
        } else {
            if single && weight.is_some_and(|weight| weight > 0.0) {
                lost.push("an option that earns a part".to_owned());
            }
            wrong.push(Wrong { answer: text, because });
        }
    }
    if right.is_empty() {
        return Err("no option is right".to_owned());
    }
    if wrong.is_empty() {
        return Err("no option is wrong".to_owned());
    }
    if single {
        let more = right.split_off(1);
        if !more.is_empty() {
            lost.push("a second option that is right as well".to_owned());
        }
        return Ok(Form::One { right: right.remove(0), wrong });
    }
    Ok(if right.len() == 1 { Form::One { right: right.remove(0), wrong } } else { Form::Several { right, wrong } })
}

fn pairs(answer: &str, words: &mut Words<'_>) -> Result<Form, String> {
    let (mut pairs, mut extra) = (Vec::new(), Vec::new());
    for one in answer.split('=').map(str::trim).filter(|one| !one.is_empty()) {
        let Some((left, right)) = one.split_once("->") else {
            return Err(format!("`{}` has no `->` to its other side", crate::deck::excerpt(&shown(one))));
        };
        let (left, right) = (words.of(left), words.of(right));
        if left.is_empty() { extra.push(right) } else { pairs.push((left, right)) }
    }
    Ok(Form::Pairs { pairs, extra })
}

fn numerical(text: &str, words: &mut Words<'_>, lost: &mut Vec<String>) -> Result<Form, String> {
    let text = text.split('~').next().unwrap_or_default();
    let mut read = None;
    for one in text.split('=').map(str::trim).filter(|one| !one.is_empty()) {
        let (weight, one) = weighed(one);
        let (number, _) = words.with_feedback(one);
        if weight.is_some_and(|weight| weight < 100.0) || read.is_some() {
            lost.push("a second number that earns points".to_owned());
            continue;
        }
        read = Some(range(&number).ok_or_else(|| format!("`{}` is no number", crate::deck::excerpt(&number)))?);
    }
    let (value, width) = read.ok_or("no number is right")?;
    Ok(Form::Number { value, width })
}

/// `60`, `60:2` or `58..62`: the value, and how far off is right.
fn range(text: &str) -> Option<(f64, f64)> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
    if let Some((low, high)) = text.split_once("..") {
        let (low, high) = (number(low)?, number(high)?);
        return Some((f64::midpoint(low, high), (high - low).abs() / 2.0));
    }
    match text.split_once(':') {
        Some((value, width)) => Some((number(value)?, number(width)?.abs())),
        None => Some((number(text)?, 0.0)),
    }
}
