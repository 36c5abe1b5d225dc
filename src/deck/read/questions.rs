//! The questions that an author words in full.

use super::common::{accept_of, plain, tell_twice};
use super::fields::{Fields, Known, Spot};
use super::syntax::Body;
use super::tree::{Node, Value};
use super::{cloze, excerpt, pairs, truth};
use crate::card::{Kind, MatchPair, Pieces, Span};
use crate::deck::format::ANSWER;
use crate::deck::quote::quoted;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::ListItem;

/// The most items of a list, an order or a match.
const ITEMS: usize = 50;

/// A question and the forms that answer it.
type Question = Option<(Kind, Vec<Spot>)>;

pub(super) fn card(fields: &mut Fields<'_>) -> Question {
    let front = fields.required_text("front");
    let back = fields.required_text("back");
    let both = fields.flag("both");
    Some((Kind::Card { front: front?.text, back: back?.text, both }, Vec::new()))
}

pub(super) fn short(fields: &mut Fields<'_>) -> Question {
    let ask = fields.required_text("ask");
    let answer = fields.required_text("answer")?;
    Some((Kind::Short { ask: ask?.text, answer: answer.text.clone() }, vec![answer]))
}

pub(super) fn cloze(fields: &mut Fields<'_>) -> Question {
    let text = fields.required_text("text")?;
    let pieces = cloze::pieces(fields, &text)?;
    let right = pieces.iter().filter_map(|piece| match piece {
        Pieces::Gap(gap) => Some(gap.answers.iter().map(|form| Spot { text: form.clone(), span: text.span.clone() })),
        Pieces::Text(_) => None,
    });
    let right = right.flatten().collect();
    Some((Kind::Cloze { text: pieces }, right))
}

pub(super) fn choice(fields: &mut Fields<'_>) -> Question {
    let ask = fields.required_text("ask");
    let node = fields.required("answer");
    if let Some(wrong) = fields.required("wrong").filter(|node| is_empty(node)) {
        tell_empty(fields, "wrong", &wrong.span);
    }
    let node = node?;
    if is_empty(node) {
        tell_empty(fields, "answer", &node.span);
    }
    let answers = fields.texts_of("answer", node);
    fields.limit("answer", answers.len(), ITEMS, &node.span);
    tell_twice(fields, "answer", &pairs_of(&answers));
    let texts = answers.iter().map(|spot| spot.text.clone()).collect();
    Some((Kind::Choice { ask: ask?.text, answers: texts }, answers))
}

fn is_empty(node: &Node) -> bool {
    matches!(&node.value, Value::Array(items) if items.is_empty())
}

fn tell_empty(fields: &mut Fields<'_>, key: &str, span: &Span) {
    fields.findings.push(Diagnostic::error(Code::EmptyList, span.clone(), format!("`{key}` is empty")));
}

fn pairs_of(spots: &[Spot]) -> Vec<(String, Span)> {
    spots.iter().map(|spot| (spot.text.clone(), spot.span.clone())).collect()
}

pub(super) fn true_false(fields: &mut Fields<'_>) -> Question {
    let statement = fields.required_text("statement");
    let node = fields.required("answer")?;
    let answer = truth::read(fields, "answer", node)?;
    Some((Kind::TrueFalse { statement: statement?.text, answer }, Vec::new()))
}

pub(super) fn list(fields: &mut Fields<'_>) -> Question {
    let ask = fields.required_text("ask");
    let node = fields.required("answers");
    if node.is_some_and(|node| tell_forms_as_lists(fields, node)) {
        return None;
    }
    let nodes = node.map(|node| items(fields, "answers", node, 1)).unwrap_or_default();
    let answers: Vec<(ListItem, Span)> = nodes.iter().filter_map(|node| list_item(fields, node)).collect();
    let named: Vec<(String, Span)> = answers.iter().map(|(item, span)| (item.answer.clone(), span.clone())).collect();
    tell_twice(fields, "answers", &named);
    let need = need(fields, nodes.len());
    let right = named.into_iter().map(|(text, span)| Spot { text, span }).collect();
    Some((Kind::List { ask: ask?.text, answers: answers.into_iter().map(|(item, _)| item).collect(), need }, right))
}

/// The nodes of a list of at least so many.
fn items<'n>(fields: &mut Fields<'_>, key: &str, node: &'n Node, least: usize) -> &'n [Node] {
    let Value::Array(items) = &node.value else {
        fields.tell_sort(key, node, "a list", Some(format!("write `{key} = [\"…\", \"…\"]`")));
        return &[];
    };
    if items.len() < least {
        let message = format!("`{key}` has {} items, and needs at least {least}", items.len());
        fields.findings.push(Diagnostic::error(Code::TooFew, node.span.clone(), message));
    }
    fields.limit(key, items.len(), ITEMS, &node.span);
    items
}

/// Forms of one answer in a list of their own: told once, with what to write.
fn tell_forms_as_lists(fields: &mut Fields<'_>, node: &Node) -> bool {
    let Value::Array(items) = &node.value else { return false };
    let Some(first) = items.iter().find(|item| matches!(item.value, Value::Array(_))) else { return false };
    let text = |node: &Node| if let Value::Text(text) = &node.value { Some(quoted(text)) } else { None };
    let item = |item: &Node| match &item.value {
        Value::Array(forms) => {
            let forms: Vec<String> = forms.iter().map(text).collect::<Option<_>>()?;
            match forms.split_first()? {
                (only, []) => Some(only.clone()),
                (answer, others) => Some(format!("{{ answer = {answer}, accept = [{}] }}", others.join(", "))),
            }
        }
        _ => text(item).or_else(|| Some(fields.raw(item).to_owned())),
    };
    let written: Option<Vec<String>> = items.iter().map(item).collect();
    let help = written.map_or_else(
        || "write `{ answer = \"…\", accept = [\"…\"] }` for an answer with other forms".to_owned(),
        |items| format!("write `answers = [{}]`", items.join(", ")),
    );
    fields.tell_sort("answers", first, "a text", Some(help));
    true
}

fn list_item(fields: &mut Fields<'_>, node: &Node) -> Option<(ListItem, Span)> {
    let Value::Table(table) = &node.value else {
        let answer = plain(fields, "answers", node)?;
        return Some((ListItem { answer: answer.text, accept: Vec::new() }, answer.span));
    };
    let body = Body { table: table.clone(), ..Body::default() };
    let mut inner = Fields::new(
        &body,
        fields.source,
        fields.findings,
        "an item of `answers`",
        node.span.clone(),
        Known::Keys(ANSWER),
    );
    let answer = inner.required_text("answer");
    let accept = inner.node("accept").map(|node| accept_of(&mut inner, node)).unwrap_or_default();
    inner.finish(&|_| None);
    let answer = answer?;
    Some((ListItem { answer: answer.text, accept: accept.into_iter().map(|spot| spot.text).collect() }, answer.span))
}

fn need(fields: &mut Fields<'_>, count: usize) -> usize {
    let Some(node) = fields.node("need") else { return count };
    let Value::Integer(need) = node.value else {
        fields.tell_sort("need", node, "a count", None);
        return count;
    };
    // Where `answers` cannot be read, nobody knows how many there are.
    let most = if count == 0 { usize::MAX } else { count };
    match need.and_then(|need| usize::try_from(need).ok()).filter(|need| (1..=most).contains(need)) {
        Some(need) => need,
        None => {
            let message = format!("`need` is from 1 to the number of answers, {count}");
            fields.findings.push(Diagnostic::error(Code::BadNeed, node.span.clone(), message));
            count
        }
    }
}

pub(super) fn order(fields: &mut Fields<'_>) -> Question {
    let ask = fields.required_text("ask");
    let node = fields.required("items")?;
    let nodes = items(fields, "items", node, 2);
    let items: Vec<Spot> = nodes.iter().filter_map(|node| plain(fields, "items", node)).collect();
    tell_twice(fields, "items", &pairs_of(&items));
    Some((Kind::Order { ask: ask?.text, items: items.into_iter().map(|spot| spot.text).collect() }, Vec::new()))
}

pub(super) fn matching(fields: &mut Fields<'_>) -> Question {
    let ask = fields.required_text("ask");
    let extra = fields.texts("extra");
    let node = fields.required("pairs")?;
    if pairs::tell_other_forms(fields, node) {
        return None;
    }
    let nodes = items(fields, "pairs", node, 2);
    let pairs: Vec<(Spot, Spot)> = nodes.iter().filter_map(|node| pairs::pair(fields, node)).collect();
    tell_twice(fields, "pairs", &pairs_of(&pairs.iter().map(|(left, _)| left.clone()).collect::<Vec<_>>()));
    tell_fitting(fields, &pairs, &extra);
    fields.limit("extra", extra.len(), ITEMS, &node.span);
    let pairs = pairs.into_iter().map(|(left, right)| MatchPair { left: left.text, right: right.text }).collect();
    let extra = extra.into_iter().map(|spot| spot.text).collect();
    Some((Kind::Match { ask: ask?.text, pairs, extra }, Vec::new()))
}

/// What is said to fit nothing, and fits something.
fn tell_fitting(fields: &mut Fields<'_>, pairs: &[(Spot, Spot)], extra: &[Spot]) {
    for one in extra {
        if let Some((_, right)) = pairs.iter().find(|(_, right)| right.text == one.text) {
            let message = format!("`{}` is in `extra`, but fits a pair", excerpt(&one.text));
            let diagnostic = Diagnostic::error(Code::Twice, one.span.clone(), message);
            fields.findings.push(diagnostic.related(right.span.clone(), "fits here"));
        }
    }
}
