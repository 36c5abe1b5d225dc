//! The slip in a broken statement, recognised by its look rather than by where the parser stumbled.

use toml::de::Error;

use super::bare::{Place, bare, word};
use super::chunks::{Scanner, behind_closer};
use super::excerpt;
use super::fields::Known;
use super::merge;
use super::pairs;
use super::syntax::Statement;
use crate::card::Span;
use crate::deck::format::{self, Shape};
use crate::diagnostic::{Code, Diagnostic};

/// A bracket of the statement, or a text in three quotes, is never closed.
pub(super) fn is_left_open(statement: &str) -> bool {
    let mut scanner = Scanner::new(statement);
    let mut end = 0;
    for line in statement.split_inclusive('\n') {
        end += line.len();
        scanner.line(line, end);
    }
    scanner.is_open() || scanner.open_triple
}

/// What is wrong with a statement, told once; the keys that belong where it stands tell what its value should be.
pub(super) fn diagnose(
    all: &[Statement<'_>],
    statement: &Statement<'_>,
    error: &Error,
    (base, known): (usize, Option<Known>),
) -> Diagnostic {
    let at = base + statement.span.start;
    let shape = shape_of(statement.key(), known);
    odd_space(statement, at)
        .or_else(|| merge::left_over(statement.text, &first_line(statement.text, at)))
        .or_else(|| duplicate(all, statement, error, base))
        .or_else(|| dashed(statement, at))
        .or_else(|| no_assignment(statement, at))
        .or_else(|| no_value(statement, at))
        .or_else(|| pairs::joined(statement, at).filter(|_| shape == Some(Shape::Pairs)))
        .or_else(|| in_value(statement, at, shape))
        .or_else(|| open_bracket(statement, at))
        .unwrap_or_else(|| from_parser(statement, error, base))
}

/// How the value of a key is written: as the table says, or as every kind of entry that has the key.
fn shape_of(key: &str, known: Option<Known>) -> Option<Shape> {
    known.and_then(|known| known.shape(key)).or_else(|| {
        let mut shapes = format::entries().iter().filter_map(|entry| entry.key(key)).map(|key| key.shape);
        let first = shapes.next()?;
        shapes.all(|shape| shape == first).then_some(first)
    })
}

/// A space that looks like one and is none to TOML, as word processors put it around signs.
fn odd_space(statement: &Statement<'_>, at: usize) -> Option<Diagnostic> {
    let mut quote = None;
    let mut odd = Vec::new();
    for (place, c) in statement.text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c || c == '\n' => quote = None,
            (None, _) if c.is_whitespace() && !c.is_ascii() => odd.push((at + place..at + place + c.len_utf8(), c)),
            _ => {}
        }
    }
    let (first, c) = odd.first()?.clone();
    let name = if c == '\u{a0}' { "a no-break space" } else { "an unusual space" };
    let message = format!("{name} (U+{:04X}) stands where an ordinary one belongs", u32::from(c));
    let diagnostic = Diagnostic::error(Code::HostileCharacter, first, message);
    let diagnostic = diagnostic.help("write an ordinary space: `check --fix` does");
    Some(odd.into_iter().fold(diagnostic, |diagnostic, (span, _)| diagnostic.fix(span, " ")))
}

fn duplicate(all: &[Statement<'_>], statement: &Statement<'_>, error: &Error, base: usize) -> Option<Diagnostic> {
    if error.message() != "duplicate key" {
        return None;
    }
    let span = error.span()?;
    let message = format!("the key `{}` stands twice in one entry", excerpt(statement.key()));
    let diagnostic = Diagnostic::error(Code::DuplicateKey, base + span.start..base + span.end, message)
        .help("delete one, or begin a new entry with its own `[[…]]` line");
    let first = all.iter().find(|other| other.key() == statement.key() && other.span.start < statement.span.start);
    Some(match first {
        Some(first) => diagnostic.related(first_line(first.text, base + first.span.start), "first written here"),
        None => diagnostic,
    })
}

/// An item of a list as YAML and Markdown have it: `- text`.
pub(super) fn is_dashed(line: &str) -> bool {
    line.trim_start().strip_prefix('-').is_some_and(|item| item.starts_with(' ') && !item.trim().is_empty())
}

/// A key with dashed items below it, which is no list to TOML.
fn dashed(statement: &Statement<'_>, at: usize) -> Option<Diagnostic> {
    let (_, below) = statement.text.split_once('\n')?;
    let lines: Vec<&str> = below.lines().filter(|line| is_dashed(line)).collect();
    if lines.is_empty() {
        return None;
    }
    let bare = |line: &str| line.trim().trim_start_matches('-').trim().trim_matches(['"', '\'', ',']).to_owned();
    let items = lines.iter().map(|line| format!("\"{}\"", bare(line).replace(['"', '\\'], "")));
    let key = statement.key();
    let list = format!("{key} = [{}]", items.collect::<Vec<_>>().join(", "));
    let span = at..at + statement.text.trim_end().len();
    let message = format!("the items of `{}` stand behind dashes", excerpt(key));
    let told = Diagnostic::error(Code::MissingValue, first_line(statement.text, at), message);
    Some(told.help(format!("write a list in brackets: `{}`", excerpt(&list))).fix(span, list))
}

fn no_assignment(statement: &Statement<'_>, at: usize) -> Option<Diagnostic> {
    let line = statement.text.lines().next().unwrap_or_default();
    if line.contains('=') {
        return None;
    }
    let span = first_line(statement.text, at);
    let colon = line.split_once(':').filter(|(key, _)| !key.trim().is_empty() && !key.trim().contains([' ', '"']));
    Some(match colon {
        Some((key, _)) => Diagnostic::error(Code::MissingEquals, span, "a `:` stands where a `=` belongs")
            .help(format!("write `{} = …`", excerpt(key.trim()))),
        None => Diagnostic::error(Code::MissingEquals, span, "this line is no `key = value`")
            .help("write `key = \"text\"`, or begin a note with `#`"),
    })
}

fn no_value(statement: &Statement<'_>, at: usize) -> Option<Diagnostic> {
    let (_, value) = statement.text.split_once('=')?;
    let value = value.lines().next().unwrap_or_default().trim();
    (value.is_empty() || value.starts_with('#')).then(|| {
        let message = format!("`{}` has no value", excerpt(statement.key()));
        Diagnostic::error(Code::MissingValue, first_line(statement.text, at), message)
            .help("write one behind the `=`, or delete the line")
    })
}

/// Walks along the value, past every sound text, to the first thing that cannot stand there.
fn in_value(statement: &Statement<'_>, at: usize, shape: Option<Shape>) -> Option<Diagnostic> {
    let text = statement.text;
    let mut rest = text.split_once('=')?.1;
    let mut depth = 0_usize;
    loop {
        rest = rest.trim_start();
        let here = text.len() - rest.len();
        let first = rest.chars().next()?;
        match first {
            '#' => rest = rest.split_once('\n').map_or("", |(_, next)| next),
            '"' | '\'' => match quoted(rest, at + here, depth) {
                Ok(behind) => rest = behind,
                Err(diagnostic) => return Some(*diagnostic),
            },
            '[' | '{' => {
                depth += 1;
                rest = &rest[1..];
            }
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                rest = &rest[1..];
            }
            ',' | '=' => rest = &rest[1..],
            _ => {
                let word = word(rest, depth);
                let place = Place { key: statement.key(), shape, at: at + here, depth };
                if let Some(diagnostic) = bare(word, &place) {
                    return Some(diagnostic);
                }
                rest = &rest[word.len().max(first.len_utf8())..];
            }
        }
    }
}

/// What follows a quoted text, or what is wrong with it.
fn quoted(rest: &str, at: usize, depth: usize) -> Result<&str, Box<Diagnostic>> {
    let triple = rest.starts_with("\"\"\"") || rest.starts_with("'''");
    let closer = &rest[..if triple { 3 } else { 1 }];
    let within = &rest[closer.len()..];
    let line = if triple { within } else { within.split('\n').next().unwrap_or_default() };
    let Some(behind) = behind_closer(line, closer) else {
        return Err(Box::new(unclosed(rest, within, closer, at)));
    };
    let length = rest.len() - within.len() + line.len() - behind.len();
    let follows = &rest[length..];
    let next = if depth > 0 { skip_blank(follows) } else { follows.trim_start_matches([' ', '\t']) };
    let sound = next.is_empty() || next.starts_with([',', ']', '}', '#', '=', '.', '\n', '\r']);
    if !sound {
        return Err(Box::new(stray(next, at..at + length, at + rest.len() - next.len(), depth, closer)));
    }
    Ok(follows)
}

/// Behind white space, line ends and comments.
fn skip_blank(text: &str) -> &str {
    let mut rest = text.trim_start();
    while rest.starts_with('#') {
        rest = rest.split_once('\n').map_or("", |(_, next)| next.trim_start());
    }
    rest
}

fn unclosed(rest: &str, within: &str, closer: &str, at: usize) -> Diagnostic {
    let span = at..at + rest.lines().next().unwrap_or_default().trim_end().len();
    if closer.len() == 3 {
        return Diagnostic::error(Code::UnclosedQuote, span, format!("the text opened by `{closer}` is never closed"))
            .help(format!("write `{closer}` at its end"));
    }
    if within.split_once('\n').is_some_and(|(_, next)| next.contains(closer)) {
        return Diagnostic::error(Code::LineBreakInQuotes, span, "a text in quotes ends on the line it began on")
            .help("join the lines, or open and close the text with three quotes: `\"\"\"`");
    }
    Diagnostic::error(Code::UnclosedQuote, span, "the text is not closed").help(format!("write `{closer}` at its end"))
}

/// Something behind a closed text that cannot stand there.
fn stray(next: &str, text: Span, at: usize, depth: usize, closer: &str) -> Diagnostic {
    let span = at..at + next.chars().next().map_or(0, char::len_utf8);
    if depth > 0 && next.starts_with(['"', '\'', '{', '[']) {
        return Diagnostic::error(Code::MissingComma, text, "a comma is missing behind this")
            .related(span, "in front of this")
            .help("put a `,` between the two");
    }
    if depth > 0 && next.starts_with(';') {
        return Diagnostic::error(Code::MissingComma, span.clone(), "items of a list stand between commas")
            .related(text, "behind this")
            .help("write `,`")
            .fix(span, ",");
    }
    let told = Diagnostic::error(Code::QuoteInsideQuotes, span, "the text ends at the quote in front of this")
        .related(text, "this is read as the whole text");
    if closer == "'" {
        return told.help("a text with an apostrophe goes between double quotes: `\"…\"`");
    }
    told.help("write a quote inside quotes as `\\\"`, or as `“` and `”`")
}

fn open_bracket(statement: &Statement<'_>, at: usize) -> Option<Diagnostic> {
    is_left_open(statement.text).then(|| {
        let from = statement.text.find(['[', '{']).unwrap_or(0);
        let bracket = statement.text[from..].chars().next().unwrap_or('[');
        let closer = if bracket == '{' { '}' } else { ']' };
        Diagnostic::error(Code::UnclosedBracket, at + from..at + from + 1, format!("`{bracket}` is never closed"))
            .help(format!("write `{closer}` at the end of the list or table"))
    })
}

/// The parser's own message, which never repeats the author's text.
fn from_parser(statement: &Statement<'_>, error: &Error, base: usize) -> Diagnostic {
    let line = first_line(statement.text, base + statement.span.start);
    let span = error.span().map_or(line, |span| base + span.start..base + span.end);
    let message = error.message();
    if message.contains("escape") {
        // The parser points behind the backslash.
        let within = span.start - base - statement.span.start;
        let start = statement.text.get(..within).and_then(|text| text.rfind('\\')).unwrap_or(within);
        let start = base + statement.span.start + start;
        return Diagnostic::error(
            Code::BadEscape,
            start..start + 1,
            "a backslash begins an escape that does not exist",
        )
        .help("write it twice, `\\\\`, or put the text in single quotes");
    }
    let told = Diagnostic::error(Code::Syntax, span, excerpt(message));
    let first = statement.text.trim_start();
    let key = first.split('=').next().unwrap_or_default().trim();
    let value = first.split_once('=').map_or("", |(_, value)| value.lines().next().unwrap_or_default().trim());
    if value.starts_with('=') {
        return told.help("write one `=`");
    }
    if let Some(key) = key.strip_prefix('-') {
        return told.help(format!("write `{} = …` without the dash", excerpt(key.trim())));
    }
    if key.contains(' ') && !key.contains(['"', '\'']) {
        return told.help(format!("a key is one word: `{}`", excerpt(&key.replace(' ', "_"))));
    }
    if value.ends_with(',') {
        return told.help("leave out the comma at the end of the line");
    }
    told
}

/// The first line of a statement, without its margins.
fn first_line(text: &str, at: usize) -> Span {
    let line = text.lines().next().unwrap_or_default();
    let margin = line.len() - line.trim_start().len();
    at + margin..at + line.trim_end().len().max(margin)
}
