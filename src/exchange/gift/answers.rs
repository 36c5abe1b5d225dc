//! What stands in the braces of GIFT.

use super::escape::shown;
use super::write::FORMATS;
use crate::exchange::exercise::Form;
use crate::exchange::html;
use crate::exchange::marked::{Beside, Marked, Pick, choice, middle, number, typed};

/// Reads texts, each in its format.
pub(super) struct Words {
    /// The format of the question, which its answers take over.
    pub(super) format: String,
    pub(super) beside: Beside,
    /// Pictures and sounds of the last text.
    pub(super) media: Vec<String>,
    pub(super) has_media: bool,
}

impl Words {
    pub(super) fn of(&mut self, text: &str) -> String {
        let text = text.trim();
        let named = FORMATS.iter().find(|format| text.starts_with(**format));
        let format = named.map_or(self.format.clone(), |format| (*format).to_owned());
        let plain = shown(named.map_or(text, |format| &text[format.len()..]));
        let is_html = format == "[html]" || (format != "[plain]" && format != "[markdown]" && html::looks_like(&plain));
        self.has_media = false;
        if !is_html {
            return plain.trim().to_owned();
        }
        let plain = html::to_text(&plain);
        self.has_media = plain.lost.contains(&html::MEDIA);
        plain.lost.into_iter().for_each(|lost| self.beside.lose(lost));
        self.media = plain.media;
        plain.text
    }

    /// What is answered, and the feedback to it.
    fn marked(&mut self, text: &str, percent: f64) -> Marked {
        let (answer, feedback) = text.split_once('#').map_or((text, None), |(answer, more)| (answer, Some(more)));
        let text = self.of(answer);
        Marked { text, feedback: feedback.map(|text| self.of(text)).filter(|text| !text.is_empty()), percent }
    }
}

/// # Errors
/// What is right cannot be told.
pub(super) fn form(answer: &str, words: &mut Words) -> Result<Form, String> {
    if answer.is_empty() {
        return Ok(Form::Open { back: String::new() });
    }
    if let Some(number) = answer.strip_prefix('#') {
        return numerical(number, words);
    }
    if !answer.contains("->") {
        refuse_cut(answer)?;
    }
    if answer.contains('~') {
        return options(answer, words);
    }
    if answer.contains('=') && answer.contains("->") {
        return pairs(answer, words);
    }
    let mut pieces = answer.split('#').map(str::trim);
    let bare = pieces.next().unwrap_or_default();
    if matches!(bare, "T" | "TRUE" | "F" | "FALSE") {
        // The first feedback is to the wrong answer, the second to the right one.
        let mut feedback: Vec<String> = pieces.take(2).map(|text| words.of(text)).collect();
        feedback.reverse();
        for text in feedback {
            words.beside.explain(Some(text));
        }
        return Ok(Form::Truth(bare.starts_with('T')));
    }
    let answers = pieces_of(answer, '=').map(|(weight, text)| words.marked(text, weight.unwrap_or(100.0))).collect();
    Ok(typed(answers, &mut words.beside))
}

/// An answer is cut at a sign that no backslash stands before: where blanks stand before all the others, the sign was a part of
/// the answer, such as `header=True` or the address in a link.
///
/// # Errors
/// It was.
fn refuse_cut(answer: &str) -> Result<(), String> {
    let signs = || answer.match_indices(['=', '~']).filter(|(at, _)| *at > 0);
    let is_apart = |at: usize| answer[..at].ends_with(char::is_whitespace);
    let is_weight = |at: usize| answer[..at].ends_with('~');
    let tight = signs().find(|(at, _)| !is_apart(*at) && !is_weight(*at));
    let Some((at, sign)) = tight.filter(|_| signs().any(|(at, _)| is_apart(at))) else { return Ok(()) };
    let before = answer[..at].split_whitespace().next_back().unwrap_or_default();
    let after = answer[at + 1..].split_whitespace().next().unwrap_or_default();
    let (before, after) = (shown(before), shown(after));
    Err(format!(
        "`{}` would be cut into two answers: write `\\{sign}` for a sign that is part of one",
        crate::deck::excerpt(&format!("{before}{sign}{after}"))
    ))
}

/// The answers between signs, with the weights that they carry.
fn pieces_of(text: &str, sign: char) -> impl Iterator<Item = (Option<f64>, &str)> {
    text.split(sign).map(str::trim).filter(|one| !one.is_empty()).map(weighed)
}

/// `%50%text`: the weight in percent, and the text.
fn weighed(text: &str) -> (Option<f64>, &str) {
    let weight = text.strip_prefix('%').and_then(|rest| rest.split_once('%'));
    match weight.and_then(|(weight, rest)| Some((weight.trim().parse().ok()?, rest))) {
        Some((weight, rest)) => (Some(weight), rest.trim()),
        None => (None, text),
    }
}

fn options(answer: &str, words: &mut Words) -> Result<Form, String> {
    let pick = if answer.contains('=') { Pick::One } else { Pick::Several };
    let marked = answer.replace('=', "~=");
    let mut options = Vec::new();
    for one in marked.split('~').map(str::trim).filter(|one| !one.is_empty()) {
        let (usual, one) = one.strip_prefix('=').map_or((0.0, one), |text| (100.0, text.trim()));
        let (weight, text) = weighed(one);
        options.push(words.marked(text, weight.unwrap_or(usual)));
    }
    choice(options, pick, &mut words.beside)
}

fn pairs(answer: &str, words: &mut Words) -> Result<Form, String> {
    let (mut pairs, mut extra) = (Vec::new(), Vec::new());
    for (_, one) in pieces_of(answer, '=') {
        let Some((left, right)) = one.split_once("->") else {
            return Err(format!("`{}` has no `->` to its other side", crate::deck::excerpt(&shown(one))));
        };
        let (left, right) = (words.of(left), words.of(right));
        if left.is_empty() { extra.push(right) } else { pairs.push((left, right)) }
    }
    Ok(Form::Pairs { pairs, extra })
}

fn numerical(text: &str, words: &mut Words) -> Result<Form, String> {
    // `~#…` is feedback to any other number.
    let (text, other) = text.split_once('~').map_or((text, ""), |(text, other)| (text, other));
    if !other.trim_matches(['#', ' ', '\n']).is_empty() {
        words.beside.lose("feedback to any other answer");
    }
    let mut answers = Vec::new();
    for (weight, one) in pieces_of(text, '=') {
        let mut marked = words.marked(one, weight.unwrap_or(100.0));
        let range = range(&marked.text);
        if let (Some((value, _)), true) = (range, marked.text.contains("..")) {
            words.beside.lose("a range, which is written as its middle and how far off is right");
            marked.text = value.to_string();
        } else if let Some((value, _)) = marked.text.split_once(':') {
            marked.text.truncate(value.trim_end().len());
        }
        answers.push((marked, range));
    }
    number(answers, &mut words.beside)
}

/// `60`, `60:2` or `58..62`: the value, and how far off is right.
fn range(text: &str) -> Option<(f64, f64)> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
    if let Some((low, high)) = text.split_once("..") {
        return Some(middle(number(low)?, number(high)?));
    }
    match text.split_once(':') {
        Some((value, width)) => Some((number(value)?, number(width)?.abs())),
        None => Some((number(text)?, 0.0)),
    }
}
