//! The pairs of a `[[match]]`: lists of two, and what else authors write.

use super::chunks::behind_closer;
use super::common::plain;
use super::fields::{Fields, Spot};
use super::syntax::Statement;
use super::tree::{Node, Value};
use crate::deck::quote::quoted;
use crate::diagnostic::{Code, Diagnostic};

/// What stands between the sides of a pair in one text.
const JOINTS: [&str; 7] = [" = ", " -> ", " => ", " → ", " – ", ": ", "="];

/// A pair, as the format writes it.
pub(super) fn pair(fields: &mut Fields<'_>, node: &Node) -> Option<(Spot, Spot)> {
    let Value::Array(sides) = &node.value else { return None };
    let [left, right] = sides.as_slice() else {
        let message = format!("a pair has two sides, not {}", sides.len());
        let diagnostic = Diagnostic::error(Code::BadPair, node.span.clone(), message);
        fields.findings.push(diagnostic.help("write `[\"left\", \"right\"]`; what fits nothing goes into `extra`"));
        return None;
    };
    let (left, right) = (plain(fields, "pairs", left), plain(fields, "pairs", right));
    Some((left?, right?))
}

/// Pairs that are no lists of two: told once, with the list to write where all of them can be read.
pub(super) fn tell_other_forms(fields: &mut Fields<'_>, node: &Node) -> bool {
    let first = match &node.value {
        Value::Array(items) => items.iter().find(|item| !matches!(item.value, Value::Array(_))),
        _ => Some(node),
    };
    let Some(first) = first else { return false };
    let said = sides(fields, node).filter(|said| said.len() > 1);
    let place = if said.is_some() { node } else { first };
    let help =
        said.as_ref().map_or_else(|| "write `pairs = [[\"left\", \"right\"], …]`".to_owned(), |said| advice(said));
    fields.tell_sort("pairs", first, "a list of two", Some(help));
    if let (Some(said), Some(told)) = (said, fields.findings.list.last_mut()) {
        *told = told.clone().fix(place.span.clone(), list(&said));
    }
    true
}

type Sides = (String, String);

/// The sides of every pair, whichever way it is written.
fn sides(fields: &Fields<'_>, node: &Node) -> Option<Vec<Sides>> {
    let text = |node: &Node| match &node.value {
        Value::Text(text) => Some(text.clone()),
        Value::Integer(Some(_)) => Some(fields.raw(node).to_owned()),
        _ => None,
    };
    match &node.value {
        Value::Table(table) => table.fields.iter().map(|field| Some((field.key.clone(), text(&field.node)?))).collect(),
        Value::Text(text) => text.split([',', ';', '\n']).map(parted).collect(),
        Value::Array(items) => items
            .iter()
            .map(|item| match &item.value {
                Value::Text(text) => parted(text),
                Value::Array(sides) => match sides.as_slice() {
                    [left, right] => Some((text(left)?, text(right)?)),
                    _ => None,
                },
                Value::Table(table) => match table.fields.as_slice() {
                    [only] => Some((only.key.clone(), text(&only.node)?)),
                    [left, right] => Some((text(&left.node)?, text(&right.node)?)),
                    _ => None,
                },
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

/// Both sides of a pair in one text, where it is sure where one ends.
fn parted(text: &str) -> Option<Sides> {
    let joint = JOINTS.into_iter().find(|joint| text.contains(joint))?;
    let (left, right) = text.split_once(joint)?;
    let (left, right) = (left.trim(), right.trim());
    (!left.is_empty() && !right.is_empty() && !right.contains(joint)).then(|| (left.to_owned(), right.to_owned()))
}

/// Pairs that are no TOML: `"left" = "right"` or `"left": "right"` in a list, `("left", "right")`.
pub(super) fn joined(statement: &Statement<'_>, at: usize) -> Option<Diagnostic> {
    let (_, value) = statement.text.split_once('=')?;
    let value = value.trim();
    let (texts, between) = texts(value)?;
    let sound = |piece: &str| piece.chars().all(|c| c.is_whitespace() || "[](){},".contains(c));
    let (first, rest) = between.split_first()?;
    let is_parted = first.contains('(');
    let mut steps = rest.iter().enumerate();
    let fits = steps.all(|(place, piece)| {
        let joint = matches!(piece.trim(), "=" | ":" | "->" | "=>" | "→") || (is_parted && piece.trim() == ",");
        if place % 2 == 0 { joint } else { sound(piece) }
    });
    if !fits || !sound(first) || texts.len() < 4 || texts.len() % 2 == 1 {
        return None;
    }
    let said: Vec<Sides> = texts.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
    let start = at + statement.text.len() - statement.text.split_once('=')?.1.trim_start().len();
    let span = start..start + value.len();
    let told = Diagnostic::error(Code::BadPair, span.clone(), "a pair is a list of two");
    Some(told.help(advice(&said)).fix(span, list(&said)))
}

/// The texts of a value and what stands around them; nothing where one is not closed or has an escape.
fn texts(value: &str) -> Option<(Vec<String>, Vec<&str>)> {
    let (mut texts, mut between, mut rest) = (Vec::new(), Vec::new(), value);
    while let Some(at) = rest.find(['"', '\'']) {
        let closer = &rest[at..=at];
        let behind = behind_closer(&rest[at + 1..], closer)?;
        let text = &rest[at + 1..rest.len() - behind.len() - 1];
        if text.is_empty() || text.contains(['\\', '\n']) || rest[..at].contains('#') {
            return None;
        }
        between.push(&rest[..at]);
        texts.push(text.to_owned());
        rest = behind;
    }
    between.push(rest);
    Some((texts, between))
}

fn list(said: &[Sides]) -> String {
    let pairs: Vec<String> =
        said.iter().map(|(left, right)| format!("[{}, {}]", quoted(left), quoted(right))).collect();
    format!("[{}]", pairs.join(", "))
}

fn advice(said: &[Sides]) -> String {
    format!("write `pairs = {}`", list(said))
}
