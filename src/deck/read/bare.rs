//! Values without quotes: what may stand so, and what was meant by the others.

use super::dated;
use super::excerpt;
use super::truth;
use crate::card::Span;
use crate::deck::format::Shape;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::When;

const CURLY: [char; 7] = ['“', '”', '„', '‘', '’', '«', '»'];

/// Where a value without quotes stands.
pub(super) struct Place<'p> {
    pub(super) key: &'p str,
    /// How the value of the key is written.
    pub(super) shape: Option<Shape>,
    /// Its first byte in the file.
    pub(super) at: usize,
    /// Brackets that are open there.
    pub(super) depth: usize,
}

/// The unquoted word, number or phrase that begins here.
pub(super) fn word(rest: &str, depth: usize) -> &str {
    let stop = |c: char| matches!(c, '\n' | '\r' | '#') || (depth > 0 && matches!(c, ',' | ']' | '}' | '='));
    rest.split(stop).next().unwrap_or_default().trim_end()
}

/// What is wrong with a value without quotes; nothing if it can stand there.
pub(super) fn bare(word: &str, place: &Place<'_>) -> Option<Diagnostic> {
    let Place { key, shape, at, depth } = *place;
    let span = at..at + word.len();
    let shown = excerpt(word);
    if word.starts_with(CURLY) {
        let diagnostic = Diagnostic::error(Code::CurlyQuotes, span.clone(), "curly quotes cannot enclose a text")
            .help("write straight quotes: `\"`");
        return Some(match uncurled(word) {
            Some(inner) => diagnostic.fix(span, format!("\"{inner}\"")),
            None => diagnostic,
        });
    }
    let lower = word.to_lowercase();
    if matches!(lower.as_str(), "true" | "false") {
        return (lower != word).then(|| {
            Diagnostic::error(Code::CapitalBoolean, span.clone(), format!("`{shown}` is written small"))
                .help(format!("write `{lower}`"))
                .fix(span, lower)
        });
    }
    let alone = format!("x = {word}");
    if toml::de::DeTable::parse(&alone).is_ok() || (depth > 0 && is_key(word)) {
        return None;
    }
    if shape == Some(Shape::Flag) && depth == 0 {
        return Some(truth::slip(key, word, span));
    }
    if key == "when"
        && depth == 0
        && let Some(told) = date(word, span.clone())
    {
        return Some(told);
    }
    let sort = bare_sort(word);
    let iso = dated::iso(word).filter(|_| sort == Some("a date"));
    let word = iso.as_deref().unwrap_or(word);
    let help = format!("write `\"{}\"`", excerpt(word).replace('"', "\\\""));
    Some(match sort {
        Some(sort) => {
            let message = format!("{sort} such as `{shown}` needs quotes");
            let quoted = format!("\"{word}\"");
            Diagnostic::error(Code::UnquotedText, span.clone(), message).help(help).fix(span, quoted)
        }
        None => Diagnostic::error(Code::UnquotedText, span, "a text needs quotes").help(help),
    })
}

/// A date that is no value of TOML, as the format writes it; nothing where it holds no figures.
fn date(word: &str, span: Span) -> Option<Diagnostic> {
    let shown = excerpt(word);
    if let Some(iso) = dated::iso(word) {
        let told = if When::parse(word).is_some() {
            Diagnostic::error(Code::UnquotedText, span.clone(), format!("a date such as `{shown}` needs quotes"))
                .help(format!("write `\"{iso}\"`"))
        } else {
            Diagnostic::error(Code::UnquotedText, span.clone(), format!("`{shown}` is no date, and needs quotes"))
                .help(dated::help(word))
        };
        return Some(told.fix(span, format!("\"{iso}\"")));
    }
    word.bytes().any(|byte| byte.is_ascii_digit()).then(|| {
        Diagnostic::error(Code::UnquotedText, span, format!("`{shown}` is no date, and needs quotes"))
            .help(dated::help(word))
    })
}

/// What a pair of curly quotes encloses, if it can stand between straight ones as it is.
fn uncurled(word: &str) -> Option<&str> {
    let pairs = [('“', '”'), ('„', '“'), ('„', '”'), ('”', '”'), ('‘', '’'), ('«', '»'), ('»', '«')];
    let inner = |(open, close): (char, char)| word.strip_prefix(open)?.strip_suffix(close);
    let found = pairs.into_iter().find_map(inner)?;
    (!found.contains(['"', '\\', '“', '”', '„', '«', '»'])).then(|| found.trim_matches('\u{a0}'))
}

fn is_key(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && !word.contains(' ')
}

fn bare_sort(word: &str) -> Option<&'static str> {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let all = |allowed: &str| word.chars().all(|c| c.is_ascii_digit() || allowed.contains(c));
    match () {
        () if digits == 0 => None,
        () if all("%. ") && word.contains('%') => Some("a share"),
        () if all("") => Some("a number with a leading zero"),
        () if is_grouped(word) => Some("a number"),
        () if all("-/. ") => Some("a date"),
        () => None,
    }
}

/// Thousands apart: `17 000`.
fn is_grouped(word: &str) -> bool {
    let mut groups = word.split(' ');
    let is_first = |group: &str| (1..=3).contains(&group.len());
    groups.next().is_some_and(is_first) && word.contains(' ') && groups.all(|group| group.len() == 3)
}
