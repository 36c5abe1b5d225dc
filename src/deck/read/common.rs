//! The fields that every entry may have.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::excerpt;
use super::fields::{Fields, Known, Spot};
use super::syntax::Body;
use super::tree::{Field, Node, Table, Value};
use crate::card::{Ask, CardId, Citation, ConfusedWith, Span};
use crate::deck::format::{CITATION, CONFUSED, Key, Need, WRONG};
use crate::deck::quote::quoted;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::text::{Wrong, fold_umlauts, fold_word};

/// The most accepted forms of an answer.
pub(crate) const MOST_ACCEPTED: usize = 200;
/// So many sources are all named where another is cited.
const SOURCES_NAMED: usize = 5;
/// The most wrong answers.
const WRONG_ANSWERS: usize = 9;

/// What `source` cites: `"key"`, `{ key, at }`, or a list of them.
pub(super) fn citations(fields: &mut Fields<'_>, keys: &[String]) -> Vec<Citation> {
    let Some(node) = fields.node("source") else { return Vec::new() };
    let nodes = match &node.value {
        Value::Array(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    nodes.iter().filter_map(|node| citation(fields, node, keys)).collect()
}

fn citation(fields: &mut Fields<'_>, node: &Node, keys: &[String]) -> Option<Citation> {
    let (key, at) = match &node.value {
        Value::Table(_) => {
            let mut inner = inner(fields, node, CITATION, "a `source`")?;
            (inner.0.remove(0)?, inner.0.remove(0).map(|spot| spot.text))
        }
        _ => (fields.text_of("source", node)?, None),
    };
    if !keys.contains(&key.text) {
        let message = format!("there is no source `{}`", excerpt(&key.text));
        if let Some((named, place)) = at.is_none().then(|| placed(&key.text, keys)).flatten() {
            let value = format!("{{ key = {}, at = {} }}", quoted(named), quoted(place));
            let told = Diagnostic::error(Code::UnknownSource, key.span.clone(), message);
            fields.findings.push(told.help(format!("write `source = {value}`")).fix(key.span.clone(), value));
            return Some(Citation { key: named.to_owned(), at: Some(place.to_owned()) });
        }
        let help = match nearest(&key.text, keys.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if !key.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) => {
                let known = keys.first().map_or("key", String::as_str);
                format!("a source is named by its key: `source = {{ key = \"{}\", at = \"…\" }}`", excerpt(known))
            }
            None => {
                let define = format!("define it above the entries: `[sources.{}]`", excerpt(&key.text));
                let list: Vec<String> = keys.iter().map(|key| format!("`{}`", excerpt(key))).collect();
                if (1..=SOURCES_NAMED).contains(&list.len()) {
                    format!("known are {}; or {define}", list.join(", "))
                } else {
                    define
                }
            }
        };
        fields.findings.push(Diagnostic::error(Code::UnknownSource, key.span, message).help(help));
        return None;
    }
    Some(Citation { key: key.text, at })
}

/// Citations as they would be written.
pub(super) fn as_node(cited: &[Citation], span: &Span) -> Node {
    let text = |key: &str, text: &str| Field {
        key: key.to_owned(),
        key_span: span.clone(),
        node: Node { value: Value::Text(text.to_owned()), span: span.clone() },
    };
    let one = |cited: &Citation| {
        let at = cited.at.as_deref().map(|at| text("at", at));
        let fields = std::iter::once(text("key", &cited.key)).chain(at).collect();
        Node { value: Value::Table(Table { fields }), span: span.clone() }
    };
    Node { value: Value::Array(cited.iter().map(one).collect()), span: span.clone() }
}

/// The key of a source and a place in it in one text: `hb, S. 12`.
fn placed<'t>(text: &'t str, keys: &'t [String]) -> Option<(&'t str, &'t str)> {
    let mut named: Vec<&String> = keys.iter().filter(|key| text.starts_with(key.as_str())).collect();
    named.sort_by_key(|key| key.len());
    let key = named.pop()?;
    let rest = &text[key.len()..];
    let place = rest.trim_start_matches([' ', ',', ';', ':', '(', '#']);
    let place = if rest.contains('(') { place.strip_suffix(')').unwrap_or(place) } else { place };
    (place.len() < rest.len() && !place.trim().is_empty()).then(|| (key.as_str(), place.trim()))
}

/// The texts of a small table, in the order of its keys.
struct Inner(Vec<Option<Spot>>);

fn inner(fields: &mut Fields<'_>, node: &Node, keys: &'static [Key], name: &str) -> Option<Inner> {
    let Value::Table(table) = &node.value else { return None };
    let body = Body { table: table.clone(), ..Body::default() };
    let mut small = Fields::new(&body, fields.source, fields.findings, name, node.span.clone(), Known::Keys(keys));
    let text = |key: &Key| match key.need {
        Need::Required => small.required_text(key.name),
        Need::Optional => small.text(key.name),
    };
    let texts = keys.iter().map(text).collect();
    small.finish(&|_| None);
    Some(Inner(texts))
}

/// `wrong`: texts, or `{ answer, because }`, with their places.
pub(super) fn wrong(fields: &mut Fields<'_>) -> Vec<(Wrong, Span)> {
    let Some(node) = fields.node("wrong") else { return Vec::new() };
    let nodes = match &node.value {
        Value::Array(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    fields.limit("wrong", nodes.len(), WRONG_ANSWERS, &node.span);
    let wrong: Vec<(Wrong, Span)> = nodes.iter().filter_map(|node| one_wrong(fields, node)).collect();
    tell_twice(
        fields,
        "wrong",
        &wrong.iter().map(|(one, span)| (one.answer.clone(), span.clone())).collect::<Vec<_>>(),
    );
    wrong
}

fn one_wrong(fields: &mut Fields<'_>, node: &Node) -> Option<(Wrong, Span)> {
    if let Value::Table(_) = node.value {
        let mut texts = inner(fields, node, WRONG, "an item of `wrong`")?.0.into_iter();
        let answer = texts.next()??;
        let because = texts.next().flatten().map(|spot| spot.text);
        return Some((Wrong { answer: answer.text, because }, answer.span));
    }
    let answer = plain(fields, "wrong", node)?;
    Some((Wrong { answer: answer.text, because: None }, answer.span))
}

/// A text, or a number as the author wrote it.
pub(super) fn plain(fields: &mut Fields<'_>, key: &str, node: &Node) -> Option<Spot> {
    match node.value {
        Value::Integer(_) => Some(Spot { text: fields.raw(node).to_owned(), span: node.span.clone() }),
        _ => fields.text_of(key, node),
    }
}

/// A text that stands twice in one list.
pub(super) fn tell_twice(fields: &mut Fields<'_>, key: &str, items: &[(String, Span)]) {
    let mut seen: std::collections::HashMap<String, &Span> = std::collections::HashMap::new();
    for (text, span) in items {
        if let Some(first) = seen.insert(folded(text), span) {
            let message = format!("`{}` stands twice in `{key}`", excerpt(text));
            fields
                .findings
                .push(Diagnostic::error(Code::Twice, span.clone(), message).related(first.clone(), "first here"));
        }
    }
}

/// `accept`: other forms that are right.
pub(super) fn accept(fields: &mut Fields<'_>) -> Vec<Spot> {
    let Some(node) = fields.node("accept") else { return Vec::new() };
    accept_of(fields, node)
}

pub(super) fn accept_of(fields: &mut Fields<'_>, node: &Node) -> Vec<Spot> {
    let forms: Vec<Spot> = match &node.value {
        Value::Array(items) => items.iter().filter_map(|item| plain(fields, "accept", item)).collect(),
        _ => plain(fields, "accept", node).into_iter().collect(),
    };
    fields.limit("accept", forms.len(), MOST_ACCEPTED, &node.span);
    forms
}

/// An answer that is said to be wrong as well.
pub(super) fn tell_contradictions(fields: &mut Fields<'_>, right: &[Spot], wrong: &[(Wrong, Span)]) {
    if wrong.is_empty() {
        return;
    }
    let right: Vec<(String, &Spot)> = right.iter().map(|spot| (folded(&spot.text), spot)).collect();
    for (one, span) in wrong {
        let said = folded(&one.answer);
        let same = |(form, spot): &&(String, &Spot)| *form == said || are_spelt_alike(&spot.text, &one.answer);
        let Some((_, same)) = right.iter().find(same) else { continue };
        let message = format!("`{}` is an answer and also among `wrong`", excerpt(&one.answer));
        let diagnostic =
            Diagnostic::error(Code::AnswerAmongWrong, span.clone(), message).label("said to be wrong here");
        fields.findings.push(diagnostic.related(same.span.clone(), "said to be right here"));
    }
}

/// `Österreich` and `oesterreich`: one of them with its German vowels spelled out.
fn are_spelt_alike(one: &str, other: &str) -> bool {
    let spelt = |text: &str| -> Option<Vec<String>> {
        let has_vowels = text.split_whitespace().any(|word| fold_umlauts(word).is_some());
        let words = text.split_whitespace().map(|word| fold_umlauts(word).unwrap_or_else(|| fold_word(word)));
        has_vowels.then(|| words.collect())
    };
    let is = |spelt: Option<Vec<String>>, text: &str| {
        spelt.is_some_and(|words| text.split_whitespace().map(fold_word).eq(words))
    };
    is(spelt(one), other) || is(spelt(other), one)
}

/// Its last word is a letter, or has a full stop of its own: `U.S.`, `Plan B.`
fn is_abbreviated(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    last.chars().count() < 4 || last.contains('.')
}

/// A text as far as two answers that differ in it are the same to a reader: without case, accents, doubled blanks and
/// the sort of quotes and dashes; `1 000` is `1000`.
pub(super) fn folded(text: &str) -> String {
    let text = text.trim_end();
    let text = text.strip_suffix('.').filter(|rest| !rest.ends_with('.') && !is_abbreviated(rest)).unwrap_or(text);
    let plain = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(|c| match c {
        '‘' | '’' | '“' | '”' | '„' | '«' | '»' | '"' => '\'',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        c => c,
    });
    let plain: String = plain.collect();
    let mut folded = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        let thousands = word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit());
        let joins = thousands && folded.ends_with(|c: char| c.is_ascii_digit());
        if !folded.is_empty() && !joins {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// `was`: `id`, `deck/id` or `id#part`, or both at once.
pub(super) fn was(fields: &mut Fields<'_>) -> Vec<String> {
    let mut former = Vec::new();
    for spot in fields.texts("was") {
        let (deck, rest) =
            spot.text.split_once('/').map_or((None, spot.text.as_str()), |(deck, rest)| (Some(deck), rest));
        let (entry, part) = rest.split_once('#').map_or((rest, None), |(entry, part)| (entry, Some(part)));
        if deck.is_none_or(is_id) && is_id(entry) && part.is_none_or(is_part) {
            former.push(spot.text);
        } else {
            tell_reference(fields, "was", &spot, "`id`, `deck/id` or `id#part`");
        }
    }
    former
}

fn is_part(part: &str) -> bool {
    CardId::parse(&format!("d/e#{part}")).is_some() && has_letters_of_an_id(part)
}

/// `requires`: `id` or `deck/id`.
pub(super) fn requires(fields: &mut Fields<'_>) -> Vec<String> {
    let named = fields.texts("requires");
    named.into_iter().filter_map(|spot| reference(fields, "requires", spot)).collect()
}

/// `confused_with`: `id`, `deck/id` or `{ entry, difference }`.
pub(super) fn confused_with(fields: &mut Fields<'_>) -> Vec<ConfusedWith> {
    let Some(node) = fields.node("confused_with") else { return Vec::new() };
    let nodes = match &node.value {
        Value::Array(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    nodes.iter().filter_map(|node| one_confused(fields, node)).collect()
}

fn one_confused(fields: &mut Fields<'_>, node: &Node) -> Option<ConfusedWith> {
    let (entry, difference) = if let Value::Table(_) = node.value {
        let mut texts = inner(fields, node, CONFUSED, "an item of `confused_with`")?.0.into_iter();
        (texts.next()??, texts.next().flatten().map(|spot| spot.text))
    } else {
        (fields.text_of("confused_with", node)?, None)
    };
    Some(ConfusedWith { entry: reference(fields, "confused_with", entry)?, difference })
}

/// The name of another entry: `id` or `deck/id`.
fn reference(fields: &mut Fields<'_>, key: &str, spot: Spot) -> Option<String> {
    let is_sound = spot.text.split_once('/').map_or(is_id(&spot.text), |(deck, id)| is_id(deck) && is_id(id));
    if !is_sound {
        tell_reference(fields, key, &spot, "`id` or `deck/id`");
    }
    is_sound.then_some(spot.text)
}

fn tell_reference(fields: &mut Fields<'_>, key: &str, spot: &Spot, form: &str) {
    let message = format!("`{}` names no entry", excerpt(&spot.text));
    fields
        .findings
        .push(Diagnostic::error(Code::BadReference, spot.span.clone(), message).help(format!("`{key}` takes {form}")));
}

/// `revised`: how often the right answer changed.
pub(super) fn revised(fields: &mut Fields<'_>) -> u32 {
    let Some(node) = fields.node("revised") else { return 0 };
    if let Value::Integer(Some(count)) = node.value
        && let Ok(count) = u32::try_from(count)
    {
        return count;
    }
    fields.tell_sort("revised", node, "a count", Some("write `revised = 1`, and one more at each change".into()));
    0
}

/// `ask` of a fact: a text for the main part, or a table by parts.
pub(super) fn fact_ask(fields: &mut Fields<'_>, parts: &[&str]) -> Option<Ask> {
    let node = fields.node("ask")?;
    let Value::Table(table) = &node.value else {
        return fields.text_of("ask", node).map(|spot| Ask::Main(spot.text));
    };
    let mut wordings = Vec::new();
    for field in &table.fields {
        if !parts.contains(&field.key.as_str()) {
            let mut diagnostic =
                super::fields::unknown(Code::UnknownPart, &field.key, "this `ask`", parts.iter().copied());
            diagnostic.span = field.key_span.clone();
            fields.findings.push(diagnostic);
        } else if let Some(spot) = fields.text_of(&field.key, &field.node) {
            wordings.push((field.key.clone(), spot.text));
        }
    }
    Some(Ask::Parts(wordings))
}

/// An id of the format: `[a-z0-9][a-z0-9_-]{0,63}`.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() <= 64 && has_letters_of_an_id(text) && !text.starts_with(['_', '-'])
}

/// `a` to `z`, digits, `_` and `-`, and at least one of them.
pub(crate) fn has_letters_of_an_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
}
