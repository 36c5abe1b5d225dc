//! The text of a `[[cloze]]`: `{{ENISA}}`, `{{ENISA|EU Agency for Cybersecurity}}`, `{{agency=ENISA}}`.

use super::common::has_letters_of_an_id;
use super::excerpt;
use super::fields::{Fields, Spot};
use crate::card::{Gap, Pieces, Span};
use crate::deck::gaps::{split, unescaped};
use crate::diagnostic::{Code, Diagnostic};

/// The most gaps of a text, and the most accepted forms of a gap.
const GAPS: usize = 50;
const FORMS: usize = 200;

/// The most characters of a gap within a gap that are told.
const NESTED: usize = 20;

/// The name of the one gap that may go without.
const UNNAMED: &str = "gap";

/// Reads the gaps of a text; nothing, with the reason told, if one of them is no gap.
pub(super) fn pieces(fields: &mut Fields<'_>, spot: &Spot) -> Option<Vec<Pieces>> {
    let mut pieces = Vec::new();
    let mut gaps: Vec<(String, Span)> = Vec::new();
    let mut rest = spot.text.as_str();
    let mut sought = spot.span.start;
    let mut sound = true;
    while let Some(open) = rest.find("{{") {
        push_text(&mut pieces, &rest[..open]);
        let inner = &rest[open + 2..];
        let Some(close) = closing(inner) else {
            fields.findings.push(
                Diagnostic::error(
                    Code::BadGap,
                    place(fields.source, spot, &mut sought, &rest[open..]),
                    "a gap is never closed",
                )
                .help("write `}}` at its end"),
            );
            return None;
        };
        let span = place(fields.source, spot, &mut sought, &rest[open..open + close + 4]);
        if let Some(within) = opening(&inner[..close]) {
            let nested = inner[within..].chars().take(NESTED).collect::<String>();
            let message = format!("a gap begins within a gap: `{}`", excerpt(&nested));
            let diagnostic = Diagnostic::error(Code::BadGap, span, message);
            fields.findings.push(
                diagnostic.help(
                    "close the first with `}}` before the next begins; two braces of an answer are written `\\{{`",
                ),
            );
            return None;
        }
        match gap(&inner[..close], &span).and_then(|(gap, named)| unique(gap, named, &span, &gaps)) {
            Ok(gap) => {
                gaps.push((gap.name.clone(), span));
                pieces.push(Pieces::Gap(gap));
            }
            Err(diagnostic) => {
                fields.findings.push(*diagnostic);
                sound = false;
            }
        }
        rest = &inner[close + 2..];
        if gaps.len() > GAPS {
            break;
        }
    }
    push_text(&mut pieces, rest);
    if gaps.is_empty() && sound {
        let diagnostic = Diagnostic::error(Code::NoGap, spot.span.clone(), "the text has no gap");
        fields.findings.push(diagnostic.help("put what is asked in double braces: `{{ENISA}}`"));
        return None;
    }
    fields.limit("text", gaps.len(), GAPS, &spot.span);
    sound.then_some(pieces)
}

fn push_text(pieces: &mut Vec<Pieces>, text: &str) {
    if !text.is_empty() {
        pieces.push(Pieces::Text(text.to_owned()));
    }
}

/// The byte at which `}}` closes a gap; a brace behind a backslash does not count.
fn closing(inner: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = inner[at..].find(['\\', '}']) {
        at += found;
        if inner[at..].starts_with("}}") {
            return Some(at);
        }
        at += 1;
        if inner.as_bytes()[at - 1] == b'\\' {
            at += inner[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    None
}

/// The byte at which another gap begins inside of one; braces behind a backslash do not count.
fn opening(inner: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = inner[from..].find(['\\', '{']) {
        from += found;
        if inner[from..].starts_with("{{") {
            return Some(from);
        }
        let escapes = inner[from..].starts_with('\\');
        from += 1;
        if escapes {
            // What stands behind a backslash is skipped; both braces of a pair are meant by one.
            from += if inner[from..].starts_with("{{") {
                2
            } else {
                inner[from..].chars().next().map_or(0, char::len_utf8)
            };
        }
    }
    None
}

/// Where a gap stands in the file: found as written, behind the last one found; else the whole text.
fn place(source: &str, spot: &Spot, sought: &mut usize, gap: &str) -> Span {
    let found = source.get(*sought..spot.span.end).and_then(|raw| raw.find(gap));
    match found {
        Some(at) => {
            let start = *sought + at;
            *sought = start + gap.len();
            start..start + gap.len()
        }
        None => spot.span.clone(),
    }
}

/// A gap, and whether its author named it.
fn gap(inner: &str, span: &Span) -> Result<(Gap, bool), Box<Diagnostic>> {
    let (name, forms) = match split(inner, '=').split_first() {
        Some((name, rest)) if !rest.is_empty() => (Some((*name).to_owned()), rest.join("=")),
        _ => (None, inner.to_owned()),
    };
    if let Some(name) = &name
        && !has_letters_of_an_id(name)
    {
        let message = format!("`{}` cannot name a gap", excerpt(name));
        let diagnostic = Diagnostic::error(Code::BadGapName, span.clone(), message);
        return Err(Box::new(
            diagnostic.help("a name is of `a` to `z`, digits, `-` and `_`; a `=` of the answer is written `\\=`"),
        ));
    }
    let answers: Vec<String> = split(&forms, '|').into_iter().map(|form| unescaped(form.trim())).collect();
    if answers.iter().any(String::is_empty) {
        let diagnostic = Diagnostic::error(Code::BadGap, span.clone(), "a gap has an empty answer");
        return Err(Box::new(diagnostic.help("write `{{answer}}`, `{{answer|other form}}` or `{{name=answer}}`")));
    }
    if answers.len() > FORMS {
        let message = format!("a gap has more than {FORMS} accepted forms");
        return Err(Box::new(Diagnostic::error(Code::TooMany, span.clone(), message)));
    }
    let named = name.is_some();
    Ok((Gap { name: name.unwrap_or_else(|| UNNAMED.to_owned()), answers }, named))
}

fn unique(gap: Gap, named: bool, span: &Span, gaps: &[(String, Span)]) -> Result<Gap, Box<Diagnostic>> {
    let Some((_, first)) = gaps.iter().find(|(name, _)| *name == gap.name) else { return Ok(gap) };
    let diagnostic = if named {
        Diagnostic::error(Code::GapTwice, span.clone(), format!("two gaps are named `{}`", excerpt(&gap.name)))
            .help("give each its own name")
    } else {
        Diagnostic::error(Code::UnnamedGap, span.clone(), "a second gap needs a name")
            .help("name both, so that progress stays with each: `{{agency=ENISA}}`")
    };
    Err(Box::new(diagnostic.related(first.clone(), "the first is here")))
}
