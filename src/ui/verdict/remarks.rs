//! What else the judge said of an answer.

use super::labelled;
use crate::card::Interaction;
use crate::study::Turn;
use crate::text::{Remark, Verdict};
use crate::ui::render::plain;
use crate::ui::wrap::{Paint, Style, flow, piece};

/// The remarks to be told: of a list that asks for some of many, as many missing ones as were still needed.
pub(super) fn missed<'v>(turn: &Turn<'_>, verdict: &'v Verdict) -> Vec<&'v Remark> {
    let is_missing = |remark: &&Remark| matches!(remark, Remark::Missing(_));
    let mut most = usize::MAX;
    if let Interaction::List(key) = &turn.question.interaction {
        let missing = verdict.remarks.iter().filter(is_missing).count();
        most = key.need.saturating_sub(key.items.len().saturating_sub(missing));
    }
    let mut told = 0;
    let mut fits = |remark: &&Remark| {
        told += usize::from(is_missing(remark));
        !is_missing(remark) || told <= most
    };
    verdict.remarks.iter().filter(|remark| fits(remark)).collect()
}

pub(super) fn remark_lines(remark: &Remark, style: &Style) -> Vec<String> {
    match remark {
        Remark::KnownWrong { answer, because: Some(because) } => {
            flow("   ", &[plain(answer), plain(": "), plain(because)], style)
        }
        // One's own answer stands above, under the word that says so.
        Remark::KnownWrong { because: None, .. } | Remark::Noticed(_) | Remark::Refused(_) | Remark::Lookalikes => {
            Vec::new()
        }
        Remark::Rival { answer, about: Some(about) } => {
            flow("   ", &[plain(answer), plain(" is something else: "), plain(about)], style)
        }
        Remark::Rival { answer, about: None } => {
            flow("   ", &[plain(answer), plain(" answers another question")], style)
        }
        // Marked in the two answers, or told together.
        Remark::Spelling(_) | Remark::Missing(_) | Remark::Extra(_) => Vec::new(),
    }
}

/// What is too much and what is missing, a line each.
pub(super) fn too_few_too_many(remarks: &[&Remark], style: &Style) -> Vec<String> {
    let extra = remarks.iter().filter_map(|remark| match remark {
        Remark::Extra(what) => Some(what.clone()),
        _ => None,
    });
    let missing = remarks.iter().filter_map(|remark| match remark {
        Remark::Missing(what) => Some(what.to_string()),
        _ => None,
    });
    let (extra, missing) = (extra.collect::<Vec<_>>().join(", "), missing.collect::<Vec<_>>().join(", "));
    let told = [("wrong", extra, Paint::Red), ("missing", missing, Paint::Plain)];
    let told = told.iter().filter(|(_, what, _)| !what.is_empty());
    told.flat_map(|(label, what, paint)| labelled(label, &[piece(what, *paint)], style)).collect()
}
