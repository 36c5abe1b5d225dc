//! What is true or false: as TOML writes it, and as authors do.

use super::excerpt;
use super::fields::Fields;
use super::tree::{Node, Value};
use crate::card::Span;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::roles::{LOOSE_TRUTHS, Pairs, SAID_FALSE, SAID_TRUE, TRUTHS};

/// What a word of any language says: `ja`, `Vrai`, `false`. A letter alone says nothing.
pub(crate) fn said(word: &str) -> Option<bool> {
    let word = word.trim().to_lowercase();
    if word.len() < 2 {
        return None;
    }
    let beside = || if SAID_TRUE.has_word(&word) { Some(true) } else { SAID_FALSE.has_word(&word).then_some(false) };
    said_by(&TRUTHS, &word).or_else(|| said_by(&LOOSE_TRUTHS, &word)).or_else(beside)
}

/// What a word says that stands in a pair: first what is so, then what is not.
pub(crate) fn said_by(pairs: &Pairs, word: &str) -> Option<bool> {
    let word = word.trim().to_lowercase();
    pairs.all().find_map(|(yes, no)| if yes == word { Some(true) } else { (no == word).then_some(false) })
}

/// A word without quotes where `true` or `false` belongs.
pub(super) fn slip(key: &str, word: &str, span: Span) -> Diagnostic {
    let message = format!("`{}` is `true` or `false`", excerpt(key));
    let told = Diagnostic::error(Code::UnquotedText, span.clone(), message);
    match said(word) {
        Some(meant) => told.help(format!("write `{meant}`")).fix(span, meant.to_string()),
        None => told.help("write `true` or `false`"),
    }
}

/// The value of a flag; what is none is told, with what it most likely means.
pub(super) fn read(fields: &mut Fields<'_>, key: &str, node: &Node) -> Option<bool> {
    let meant = match &node.value {
        Value::Boolean(flag) => return Some(*flag),
        Value::Text(text) => said(text),
        _ => None,
    };
    let help = match meant {
        Some(meant) => format!("write `{key} = {meant}`, without quotes"),
        None => format!("write `{key} = true` or `{key} = false`, without quotes"),
    };
    fields.tell_sort(key, node, "`true` or `false`", Some(help));
    if let (Some(meant), Some(told)) = (meant, fields.findings.list.last_mut()) {
        *told = told.clone().fix(node.span.clone(), meant.to_string());
    }
    None
}
