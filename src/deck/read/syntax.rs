//! What authors really do to TOML: one slip, one message, and what to write instead.
//!
//! A broken statement is blanked out and the rest read again, so that every slip of an entry is found.

use toml::de::{DeTable, Error};

use super::chunks::Scanner;
use super::fields::Known;
use super::slips;
use super::tree::Table;
use crate::card::Span;
use crate::diagnostic::{Code, Diagnostic};

/// Slips of one entry that are told apart; behind so many the rest of it is not read.
const MOST_SLIPS: usize = 20;
/// From so many bytes on an entry is no honest one, and reading it over and over would take long.
const LARGE: usize = 256 * 1024;
const MOST_SLIPS_OF_LARGE: usize = 2;

/// The keys of a chunk, and those that a slip made unreadable.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    pub(super) table: Table,
    pub(super) damaged: Vec<String>,
    /// Nothing of it could be read: what is missing is not told.
    pub(super) lost: bool,
}

/// A key with its value, over one or more lines of a chunk.
pub(super) struct Statement<'a> {
    pub(super) text: &'a str,
    /// Bytes of the chunk.
    pub(super) span: Span,
}

impl Statement<'_> {
    /// The key as written, in front of the first `=`.
    pub(super) fn key(&self) -> &str {
        // A colon may stand where the `=` belongs.
        let line = self.text.lines().next().unwrap_or_default();
        let key = line.split_once('=').or_else(|| line.split_once(':')).map_or(line, |(key, _)| key);
        key.trim().trim_matches(['"', '\''])
    }
}

/// Reads the keys of a chunk that begins at byte `base`, telling every slip; `known` are the keys that belong there.
pub(super) fn parse(text: &str, base: usize, known: Option<Known>, found: &mut Vec<Diagnostic>) -> Body {
    let mut text = text.to_owned();
    let mut damaged = Vec::new();
    let most = if text.len() > LARGE { MOST_SLIPS_OF_LARGE } else { MOST_SLIPS };
    for _ in 0..most {
        let (table, errors) = DeTable::parse_recoverable(&text);
        let Some(error) = earliest(&errors) else {
            return Body { table: Table::new(table.get_ref(), base), damaged, lost: false };
        };
        let statements = statements(&text);
        let Some(statement) = blamed(&statements, error) else { break };
        found.push(slips::diagnose(&statements, statement, error, (base, known)));
        damaged.push(statement.key().to_owned());
        let span = statement.span.clone();
        blank(&mut text, span);
    }
    if damaged.len() < most {
        found.push(Diagnostic::error(Code::Syntax, base..base, "the entry cannot be read: it is nested too deeply"));
    }
    Body { table: Table::default(), damaged, lost: true }
}

fn earliest(errors: &[Error]) -> Option<&Error> {
    errors.iter().min_by_key(|error| error.span().map_or(usize::MAX, |span| span.start))
}

/// The statement in which the slip is: the one the parser points at, or one above it that was left open.
fn blamed<'s, 'a>(statements: &'s [Statement<'a>], error: &Error) -> Option<&'s Statement<'a>> {
    let at = error.span().map_or(usize::MAX, |span| span.start);
    let here = statements.iter().rposition(|statement| statement.span.start <= at).unwrap_or(0);
    let left_open = |statement: &&Statement<'_>| slips::is_left_open(statement.text);
    statements.get(..here)?.iter().find(left_open).or_else(|| statements.get(here))
}

/// The statements of a chunk. A line that begins with `key =` begins one, even where a list above was not closed;
/// in braces only where these are never closed.
fn statements(text: &str) -> Vec<Statement<'_>> {
    let starts = starts(text, Scanner::in_table).unwrap_or_else(|| starts(text, |_| false).unwrap_or_default());
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(text.len()));
    starts.iter().zip(ends).map(|(start, end)| Statement { text: &text[*start..end], span: *start..end }).collect()
}

/// Where statements start, if none does inside what is `shut`; nothing where that is still so at the end.
fn starts(text: &str, shut: impl Fn(&Scanner) -> bool) -> Option<Vec<usize>> {
    let mut starts = Vec::new();
    let mut scanner = Scanner::new(text);
    let (mut at, mut awaits_items) = (0, false);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let fresh = !scanner.in_text() && !shut(&scanner) && begins_statement(line);
        let stray = !scanner.in_text() && !scanner.is_open() && !scanner.open_quote && is_content(line);
        let item = awaits_items && slips::is_dashed(line);
        if fresh || stray && !item {
            starts.push(at);
            scanner.reset();
            awaits_items = line.trim_end().ends_with(['=', ':']);
        }
        scanner.line(line, end);
        at = end;
    }
    (!shut(&scanner)).then_some(starts)
}

fn is_content(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty() && !line.starts_with('#')
}

pub(super) fn begins_statement(line: &str) -> bool {
    let Some((key, _)) = line.split_once('=') else { return false };
    let key = key.trim().trim_matches(['"', '\'']);
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Overwrites with spaces, so that every other byte keeps its place.
pub(super) fn blank(text: &mut String, span: Span) {
    let spaces: String = text[span.clone()]
        .bytes()
        .map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' })
        .collect();
    text.replace_range(span, &spaces);
}
