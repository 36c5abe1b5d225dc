//! One entry as the table that is written: what its reader made of it, and no default.

use toml_edit::{Array, InlineTable, Item, Table, Value};

use super::{Draft, pair, put, put_flag, put_list, put_some, put_texts, put_values};
use crate::card::{Ask, Citation, ConfusedWith, Gender, Kind, Note, Number, NumberAnswer, Pieces};
use crate::deck::format::{Entry, in_order};
use crate::text::{ListItem, Tolerance, Wrong};

/// An entry as it is written.
pub(crate) fn entry(note: &Note) -> Draft {
    let mut table = Table::new();
    put(&mut table, "id", &note.id);
    put_texts(&mut table, "was", &note.was);
    kind_fields(&mut table, &note.kind);
    match &note.ask {
        Some(Ask::Main(text)) => put(&mut table, "ask", text),
        Some(Ask::Parts(parts)) => {
            let parts: InlineTable = parts.iter().map(|(part, text)| (part.as_str(), text.as_str())).collect();
            table.insert("ask", Item::Value(Value::InlineTable(parts)));
        }
        None => {}
    }
    let grammar = &note.grammar;
    put_some(&mut table, "gender", grammar.gender.map(Gender::word));
    put_some(&mut table, "article", grammar.article.as_deref());
    put_some(&mut table, "number", grammar.number.map(Number::word));
    put_some(&mut table, "clause", grammar.clause.as_deref());
    put_list(&mut table, "accept", &note.accept);
    put_values(&mut table, "wrong", note.wrong.iter().map(wrong).collect());
    put_flag(&mut table, "options", note.options);
    put_values(&mut table, "confused_with", note.confused_with.iter().map(confused).collect());
    put_list(&mut table, "requires", &note.requires);
    put_flag(&mut table, "strict", note.strict);
    put_some(&mut table, "group", note.group.as_deref());
    put_list(&mut table, "topics", &note.topics);
    cite(&mut table, &note.sources);
    put_some(&mut table, "hint", note.hint.as_deref());
    put_some(&mut table, "why", note.why.as_deref());
    if note.revised > 0 {
        table.insert("revised", Item::Value(i64::from(note.revised).into()));
    }
    put_flag(&mut table, "draft", note.draft);
    put_list(&mut table, "allow", &note.allow);
    let row = Entry::of(note.kind.name());
    in_order(&mut table, row.keys());
    Draft { kind: note.kind.name(), table }
}

fn wrong(wrong: &Wrong) -> Value {
    pair(("answer", &wrong.answer), ("because", wrong.because.as_deref().map(Value::from)))
}

fn confused(one: &ConfusedWith) -> Value {
    pair(("entry", &one.entry), ("difference", one.difference.as_deref().map(Value::from)))
}

fn cite(table: &mut Table, sources: &[Citation]) {
    let cited = |one: &Citation| pair(("key", &one.key), ("at", one.at.as_deref().map(Value::from)));
    match sources {
        [] => {}
        [one] => drop(table.insert("source", Item::Value(cited(one)))),
        several => put_values(table, "source", several.iter().map(cited).collect()),
    }
}

fn kind_fields(table: &mut Table, kind: &Kind) {
    match kind {
        Kind::Date { event, when, both } => {
            put(table, "event", event);
            put(table, "when", &when.iso());
            put_flag(table, "both", *both);
        }
        Kind::Institution { name, role, kind, short, both } => {
            named(table, name, ("role", role), kind.as_deref(), short.as_deref(), *both);
        }
        Kind::Instrument { name, purpose, kind, short, both, did, by, when } => {
            named(table, name, ("purpose", purpose), kind.as_deref(), short.as_deref(), *both);
            put_some(table, "did", did.as_deref());
            put_texts(table, "by", by);
            put_some(table, "when", when.map(crate::text::When::iso).as_deref());
        }
        Kind::Position { who, claim, verb, about, work } => {
            put_texts(table, "who", who);
            put(table, "claim", claim);
            for (key, text) in [("verb", verb), ("about", about), ("work", work)] {
                put_some(table, key, text.as_deref());
            }
        }
        worded => question(table, worded),
    }
}

fn named(table: &mut Table, name: &str, does: (&str, &str), kind: Option<&str>, short: Option<&str>, both: bool) {
    put(table, "name", name);
    put_some(table, "type", kind);
    put_some(table, "short", short);
    put(table, does.0, does.1);
    put_flag(table, "both", both);
}

fn question(table: &mut Table, kind: &Kind) {
    match kind {
        Kind::Card { front, back, both } => {
            put(table, "front", front);
            put(table, "back", back);
            put_flag(table, "both", *both);
        }
        Kind::Short { ask, answer } => {
            put(table, "ask", ask);
            put(table, "answer", answer);
        }
        Kind::Cloze { text } => put(table, "text", &cloze_text(text)),
        Kind::Choice { ask, answers } => {
            put(table, "ask", ask);
            put_texts(table, "answer", answers);
        }
        Kind::TrueFalse { statement, answer } => {
            put(table, "statement", statement);
            table.insert("answer", Item::Value((*answer).into()));
        }
        Kind::Number { ask, answer } => {
            put(table, "ask", ask);
            number(table, answer);
        }
        Kind::List { ask, answers, need } => {
            put(table, "ask", ask);
            put_values(table, "answers", answers.iter().map(list_item).collect());
            if *need != answers.len() {
                table.insert("need", Item::Value(i64::try_from(*need).unwrap_or(i64::MAX).into()));
            }
        }
        Kind::Order { ask, items } => {
            put(table, "ask", ask);
            put_list(table, "items", items);
        }
        Kind::Match { ask, pairs, extra } => {
            put(table, "ask", ask);
            let side = |text: &String| Value::from(text);
            let sides = |pair: &crate::card::MatchPair| {
                Value::Array([side(&pair.left), side(&pair.right)].into_iter().collect::<Array>())
            };
            put_values(table, "pairs", pairs.iter().map(sides).collect());
            put_list(table, "extra", extra);
        }
        Kind::Date { .. } | Kind::Institution { .. } | Kind::Instrument { .. } | Kind::Position { .. } => {}
    }
}

fn list_item(item: &ListItem) -> Value {
    let accept = (!item.accept.is_empty()).then(|| Value::Array(item.accept.iter().collect()));
    pair(("answer", &item.answer), ("accept", accept))
}

/// The answer without the unit that its reader appended, so that a bare number stays one.
fn number(table: &mut Table, answer: &NumberAnswer) {
    let bare = answer.shown.strip_suffix(&answer.unit).map(str::trim_end).filter(|_| !answer.unit.is_empty());
    let plain = bare.unwrap_or(&answer.shown);
    let value = match (plain.parse::<i64>(), plain.parse::<f64>()) {
        (Ok(whole), _) if whole.to_string() == plain => Value::from(whole),
        (_, Ok(value)) if value.is_finite() && value.to_string() == plain => Value::from(value),
        _ => Value::from(answer.shown.as_str()),
    };
    table.insert("answer", Item::Value(value));
    put_some(table, "unit", Some(answer.unit.as_str()).filter(|unit| !unit.is_empty()));
    match answer.tolerance {
        Tolerance::Absolute(width) if width > 0.0 => drop(table.insert("tolerance", Item::Value(whole_or_not(width)))),
        Tolerance::Absolute(_) => {}
        Tolerance::Share(share) => put(table, "tolerance", &format!("{} %", share * 100.0)),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
fn whole_or_not(width: f64) -> Value {
    if width.fract() == 0.0 && width < 1e15 { Value::from(width as i64) } else { Value::from(width) }
}

/// A text with its gaps in double braces.
fn cloze_text(pieces: &[Pieces]) -> String {
    let piece = |piece: &Pieces| match piece {
        Pieces::Text(text) => text.clone(),
        Pieces::Gap(one) => crate::deck::gap(
            Some(one.name.as_str()).filter(|name| *name != "gap"),
            one.answers.iter().map(String::as_str),
        ),
    };
    pieces.iter().map(piece).collect()
}
