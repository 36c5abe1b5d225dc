//! What a sync did, in words and as JSON.

use crate::diagnostic::counted;
use serde_json::{Value, json};

use super::desk::introduced;
use crate::sync::Report;
use crate::ui;

/// What came, in one line; nothing where nothing came.
pub(super) fn came(report: &Report) -> Option<String> {
    let from: Vec<String> = report
        .came
        .iter()
        .map(|(name, events)| format!("{} from `{name}`", counted(*events, "event", "events")))
        .collect();
    (!from.is_empty()).then(|| format!("{} came in", from.join(", ")))
}

/// What came and went, in one line.
pub(super) fn done(report: &Report) -> String {
    match (came(report), report.given) {
        (None, 0) => "Nothing new: everything is shared.".to_owned(),
        (None, given) => format!("{} went out; nothing new came in.", counted(given, "event", "events")),
        (Some(came), 0) => format!("{came}; nothing new was to go out."),
        (Some(came), given) => format!("{came}; {} went out.", counted(given, "event", "events")),
    }
}

/// What a student has to know beside.
pub(super) fn notices(report: &Report) -> Vec<String> {
    let mut told = Vec::new();
    if report.is_renewed {
        told.push(
            "another home writes to the place in the name of this one, as after a copy: this one has a new id".into(),
        );
    }
    if report.is_reread {
        told.push("the place had lost something: all of it was read again, and what it lacked was given again".into());
    }
    if let Some((name, why)) = report.harm.first() {
        let lines = counted(report.harm.len(), "line", "lines");
        told.push(format!("{lines} refused, the first from `{name}`: {why}"));
    }
    for (name, kind) in &report.unknown {
        told.push(format!("`{name}` knows events of a kind `{kind}`: update acquis here, until then they wait"));
    }
    for (name, file) in &report.waiting {
        told.push(format!("the rest of `{file}` of `{name}` did not arrive whole: it waits"));
    }
    for (name, file) in &report.too_large {
        told.push(format!("`{file}` of `{name}` is larger than any file of acquis: it is not read"));
    }
    for newcomer in &report.undecided {
        told.push(format!(
            "{}: not taken in. `acquis sync` asks; `acquis sync --without {}` leaves it out for good",
            introduced(newcomer),
            &newcomer.writer[..8]
        ));
    }
    told.iter().map(|line| ui::harmless_line(line)).collect()
}

pub(super) fn as_json(place: &str, report: &Report) -> Value {
    let named = |pairs: &[(String, String)], what: &str| -> Value {
        pairs.iter().map(|(name, text)| json!({ "from": name, what: text })).collect()
    };
    let undecided: Value = report
        .undecided
        .iter()
        .map(|one| json!({ "writer": one.writer, "name": one.name, "events": one.events, "last_day": one.last_day }))
        .collect();
    json!({
        "schema": 1, "place": place, "came": report.came, "given": report.given, "refused": named(&report.harm, "why"),
        "unknown_kinds": report.unknown, "waiting": named(&report.waiting, "file"),
        "too_large": named(&report.too_large, "file"), "undecided": undecided, "renewed": report.is_renewed,
        "reread": report.is_reread,
    })
}

/// What went wrong, with what helps, in one line.
pub(super) fn first_sentence(cause: &anyhow::Error) -> String {
    match cause.downcast_ref::<crate::error::Fault>() {
        Some(fault) => match fault.hint() {
            Some(hint) => format!("{} ({hint})", fault.message()),
            None => fault.message().to_owned(),
        },
        None => cause.to_string(),
    }
}
