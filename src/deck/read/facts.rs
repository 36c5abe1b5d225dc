//! `[[date]]`, `[[institution]]`, `[[instrument]]`, `[[position]]`: what questions are made from.

use super::dated;
use super::excerpt;
use super::fields::{Fields, Spot};
use super::tree::{Node, Value};
use crate::card::Kind;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::When;

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
        let diagnostic = diagnostic.help(dated::help(&text));
        fields.findings.push(match dated::iso(&text) {
            Some(iso) => diagnostic.fix(node.span.clone(), format!("\"{iso}\"")),
            None => diagnostic,
        });
    }
    read
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
