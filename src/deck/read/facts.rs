//! `[[date]]`, `[[institution]]`, `[[instrument]]`, `[[position]]`: what questions are made from.

use super::excerpt;
use super::fields::{Fields, Spot};
use super::tree::{Node, Value};
use crate::card::Kind;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Language, When, fold};

/// The most people or bodies behind one claim or act.
const MOST_NAMES: usize = 50;

/// A fact and the forms that answer its main part.
type Fact = Option<(Kind, Vec<Spot>)>;

pub(super) fn date(fields: &mut Fields<'_>) -> Fact {
    let event = fields.required_text("event");
    let node = fields.required("when");
    let when = node.and_then(|node| when(fields, node));
    let both = fields.flag("both");
    let when = when?;
    let right = vec![Spot { text: when.iso(), span: node?.span.clone() }];
    Some((Kind::Date { event: event?.text, when, both }, right))
}

/// A date as text, as TOML's own date, or a year.
fn when(fields: &mut Fields<'_>, node: &Node) -> Option<When> {
    let text = match &node.value {
        Value::Text(_) => fields.text_of("when", node)?.text,
        Value::Date(text) => text.clone(),
        Value::Integer(Some(year)) => year.to_string(),
        _ => fields.raw(node).to_owned(),
    };
    let read = When::parse(&text);
    if read.is_none() {
        let diagnostic =
            Diagnostic::error(Code::BadDate, node.span.clone(), format!("`{}` is no date", excerpt(&text)));
        let diagnostic = diagnostic.help(date_help(&text));
        fields.findings.push(match iso(&text) {
            Some(iso) => diagnostic.fix(node.span.clone(), format!("\"{iso}\"")),
            None => diagnostic,
        });
    }
    read
}

pub(super) fn date_help(text: &str) -> String {
    let other = |iso: &str| format!("write the year first: `\"{iso}\"`");
    if let Some((first, last)) =
        text.split_once('/').filter(|(first, last)| When::parse(first).is_some() && When::parse(last).is_some())
    {
        return format!("a span goes from the earlier to the later: `\"{last}/{first}\"`");
    }
    match readings(text).as_slice() {
        [iso] if worded(text).is_some() => format!("write `\"{iso}\"`"),
        [iso] if *iso != text => other(iso),
        [iso, second] => format!("{}, or `\"{second}\"`", other(iso)),
        _ => "write `\"2017\"`, `\"2017-12\"`, `\"2017-12-20\"`, or from first to last: `\"2021/2027\"`".to_owned(),
    }
}

/// A date in figures as the format writes it, where it can be read in one way only: `2018-5-25`, `25.5.2018`.
pub(super) fn iso(text: &str) -> Option<String> {
    match readings(text).as_slice() {
        [iso] => Some(iso.clone()),
        _ => None,
    }
}

/// What a date in figures may mean. With points the day stands first; otherwise the month may.
fn readings(text: &str) -> Vec<String> {
    let text = text.trim();
    // A day with a time, as programs write it; two years; a month in letters.
    let text =
        text.split_once('T').filter(|(day, time)| day.len() == 10 && time.contains(':')).map_or(text, |(day, _)| day);
    if let Some(iso) = When::parse(text).map(When::iso).or_else(|| worded(text)) {
        return vec![iso];
    }
    let years: Vec<&str> = text.split(['-', '–', '—']).map(str::trim).collect();
    if let [first, last] = years[..]
        && [first, last].iter().all(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return When::parse(&format!("{first}/{last}")).map(When::iso).into_iter().collect();
    }
    let parts: Vec<&str> = text.trim().split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    if !parts.iter().all(|part| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())) {
        return Vec::new();
    }
    let iso = |year: &str, month: &str, day: &str| format!("{year}-{month:0>2}-{day:0>2}");
    let mut found = match parts[..] {
        [year, month] if year.len() == 4 && month.len() < 3 => vec![format!("{year}-{month:0>2}")],
        [year, month, day] if year.len() == 4 => {
            let plain = iso(year, month, day);
            if When::parse(&plain).is_some() { vec![plain] } else { vec![iso(year, day, month)] }
        }
        [day, month, year] if year.len() == 4 && text.contains('.') => vec![iso(year, month, day)],
        [one, other, year] if year.len() == 4 => vec![iso(year, other, one), iso(year, one, other)],
        _ => Vec::new(),
    };
    found.retain(|iso| When::parse(iso).is_some());
    found.dedup();
    found
}

/// A date with its month in letters: `20 December 2017`, `December 20, 2017`, `Dec 2017`.
pub(in crate::deck) fn worded(text: &str) -> Option<String> {
    let cleaned = text.replace([',', '.'], " ");
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    let (day, month, year) = match words[..] {
        [month, year] => (None, month, year),
        [one, two, year] if one.starts_with(|c: char| c.is_ascii_digit()) => (Some(one), two, year),
        [one, two, year] => (Some(two), one, year),
        _ => return None,
    };
    let wanted = fold(month);
    let is = |number: u32, language: Language| {
        let shown = fold(&When::Month { year: 2000, month: number }.words(language));
        let name = shown.split(' ').next().unwrap_or_default().to_owned();
        name == wanted
            || (wanted.chars().count() >= 3 && name.starts_with(&wanted))
            || (wanted == "sept" && number == 9)
    };
    let months = [Language::English, Language::French, Language::German];
    let named: Vec<u32> = (1..=12).filter(|number| months.iter().any(|language| is(*number, *language))).collect();
    let [number] = named[..] else { return None };
    let iso = match day {
        Some(day) => format!("{year}-{number:02}-{:0>2}", day.trim_end_matches(|c: char| !c.is_ascii_digit())),
        None => format!("{year}-{number:02}"),
    };
    When::parse(&iso).map(When::iso)
}

pub(super) fn institution(fields: &mut Fields<'_>) -> Fact {
    let name = fields.required_text("name");
    let role = fields.required_text("role");
    let kind = fields.text("type").map(|spot| spot.text);
    let short = fields.text("short");
    let both = both(fields, "short", short.is_some());
    let name = name?;
    let right = std::iter::once(name.clone()).chain(short.clone()).collect();
    let short = short.map(|spot| spot.text);
    Some((Kind::Institution { name: name.text, role: role?.text, kind, short, both }, right))
}

/// `both` with the field that it needs. As a default it is for those entries that have the field.
fn both(fields: &mut Fields<'_>, needs: &str, there: bool) -> bool {
    let both = fields.flag("both");
    if both
        && !there
        && let Some(own) = fields.own("both")
    {
        let message = format!("`both` needs `{needs}`, which is what the second question asks about");
        fields.findings.push(Diagnostic::error(Code::Incomplete, own.key_span.clone(), message));
    }
    both && there
}

pub(super) fn instrument(fields: &mut Fields<'_>) -> Fact {
    let name = fields.required_text("name");
    let purpose = fields.required_text("purpose");
    let kind = fields.text("type").map(|spot| spot.text);
    let short = fields.text("short");
    let both = both(fields, "short", short.is_some());
    let did = fields.text("did");
    let by: Vec<String> = fields.texts("by").into_iter().map(|spot| spot.text).collect();
    let node = fields.node("when");
    let when = node.and_then(|node| when(fields, node));
    tell_act(fields, did.as_ref(), !by.is_empty() || node.is_some());
    let name = name?;
    let right = std::iter::once(name.clone()).chain(short.clone()).collect();
    let (short, did) = (short.map(|spot| spot.text), did.map(|spot| spot.text));
    Some((Kind::Instrument { name: name.text, purpose: purpose?.text, kind, short, both, did, by, when }, right))
}

/// An act has a verb, and somebody or some time.
fn tell_act(fields: &mut Fields<'_>, did: Option<&Spot>, placed: bool) {
    match did {
        Some(did) if !placed && fields.own("by").is_none() => {
            let diagnostic = Diagnostic::error(Code::Incomplete, did.span.clone(), "`did` needs `by`, `when` or both");
            fields.findings.push(diagnostic.help("say who did it or when, or delete `did`"));
        }
        None if placed && fields.own("did").is_none() => {
            let key = if fields.own("by").is_some() { "by" } else { "when" };
            let Some(field) = fields.own(key) else { return };
            let message = format!("`{key}` needs `did`: what was done");
            let diagnostic = Diagnostic::error(Code::Incomplete, field.key_span.clone(), message);
            fields
                .findings
                .push(diagnostic.help("write `did = \"signed\"`, `\"proposed\"`, `\"adopted\"` or the like"));
        }
        _ => {}
    }
}

pub(super) fn position(fields: &mut Fields<'_>) -> Fact {
    let node = fields.required("who");
    let who = node.map(|node| fields.texts_of("who", node)).unwrap_or_default();
    if let Some(node) = node.filter(|node| matches!(&node.value, Value::Array(items) if items.is_empty())) {
        fields.findings.push(Diagnostic::error(Code::EmptyList, node.span.clone(), "`who` is empty"));
    }
    if let Some(node) = node {
        fields.limit("who", who.len(), MOST_NAMES, &node.span.clone());
    }
    let claim = fields.required_text("claim");
    let verb = fields.text("verb").map(|spot| spot.text);
    let about = fields.text("about").map(|spot| spot.text);
    let work = fields.text("work").map(|spot| spot.text);
    node?;
    let names = who.iter().map(|spot| spot.text.clone()).collect();
    Some((Kind::Position { who: names, claim: claim?.text, verb, about, work }, who))
}
