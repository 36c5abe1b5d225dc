//! A file cut at its headers, so that a slip in one entry can never spoil the next.

use super::sections::kind_like;
use crate::card::Span;

/// A header and the keys below it.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// Nothing for the keys above the first header.
    pub(super) header: Option<Header>,
    pub(super) body: Span,
}

/// `[deck]`, `[sources.argano]`, `[[date]]`.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) path: Vec<String>,
    /// Both brackets are double.
    pub(super) double: bool,
    /// The brackets are closed, the name is a name, and nothing but a comment follows.
    pub(super) sound: bool,
    /// A kind of entry with a colon instead, as other formats begin one: `short:`.
    pub(super) is_colon: bool,
    pub(super) span: Span,
}

/// Cuts a text at its headers. Their lines are told from lists by the brackets still open above them.
pub(super) fn cut(text: &str) -> Vec<Chunk> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut chunks = vec![Chunk { header: None, body: start..start }];
    let mut scanner = Scanner::new(text);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let end = at + line.len();
        match header(line, at).filter(|header| scanner.admits(header)) {
            Some(header) => {
                chunks.push(Chunk { header: Some(header), body: end..end });
                scanner.reset();
            }
            None => scanner.line(line, end),
        }
        if let Some(chunk) = chunks.last_mut() {
            chunk.body.end = end;
        }
        at = end;
    }
    chunks
}

fn header(line: &str, at: usize) -> Option<Header> {
    let trimmed = line.trim();
    let opening = trimmed.bytes().take_while(|byte| *byte == b'[').count();
    if opening == 0 {
        let name = trimmed.trim_start_matches("- ").strip_suffix(':').filter(|name| kind_like(name).is_some())?;
        let start = at + line.len() - line.trim_start().len();
        let span = start..start + trimmed.len();
        return Some(Header { path: vec![name.to_owned()], double: true, sound: false, is_colon: true, span });
    }
    let start = at + line.find('[')?;
    let inner = &trimmed[opening..];
    let length = inner.find([']', '#', '=', ',']).unwrap_or(inner.len());
    let closing = inner[length..].bytes().take_while(|byte| *byte == b']').count();
    let rest = inner[length + closing..].trim_start();
    let path: Vec<String> = inner[..length].split('.').map(|name| unquote(name.trim())).collect();
    let sound = opening == closing && opening <= 2 && (rest.is_empty() || rest.starts_with('#'));
    let sound = sound && path.iter().all(|name| !name.is_empty() && !name.contains(['"', '\'']));
    Some(Header { path, double: opening >= 2, sound, is_colon: false, span: start..start + opening + length + closing })
}

fn unquote(name: &str) -> String {
    let inner = |quote: char| name.strip_prefix(quote).and_then(|name| name.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(name).to_owned()
}

/// Follows quotes and brackets from line to line.
pub(super) struct Scanner {
    square: usize,
    curly: usize,
    /// The three quotes that end the text in which the next line begins.
    within: Option<&'static str>,
    /// The last places of `"""` and `'''`: none behind them closes anything.
    closers: [Option<usize>; 2],
    /// A text was not closed on its line.
    pub(super) open_quote: bool,
    /// A text in three quotes is never closed.
    pub(super) open_triple: bool,
}

impl Scanner {
    pub(super) fn new(text: &str) -> Self {
        let closers = [text.rfind("\"\"\""), text.rfind("'''")];
        Self { square: 0, curly: 0, within: None, closers, open_quote: false, open_triple: false }
    }

    /// Nothing is open any more: a new statement begins.
    pub(super) fn reset(&mut self) {
        *self =
            Self { closers: self.closers, square: 0, curly: 0, within: None, open_quote: false, open_triple: false };
    }

    /// A list or table is still open.
    pub(super) fn is_open(&self) -> bool {
        self.square + self.curly > 0
    }

    pub(super) fn in_table(&self) -> bool {
        self.curly > 0
    }

    pub(super) fn in_text(&self) -> bool {
        self.within.is_some()
    }

    /// Inside brackets, only what can be no value is a header: there a `[` was never closed.
    fn admits(&self, header: &Header) -> bool {
        let word =
            |name: &String| name.starts_with(|c: char| c.is_ascii_alphabetic()) && name != "true" && name != "false";
        !self.in_text() && (!self.is_open() || (header.sound && header.path.iter().all(word)))
    }

    /// Takes in a line that ends at byte `end` of the text.
    pub(super) fn line(&mut self, line: &str, end: usize) {
        let mut rest = line;
        loop {
            if let Some(closer) = self.within {
                let Some(behind) = behind_closer(rest, closer) else { return };
                self.within = None;
                rest = behind;
            }
            let Some(at) = rest.find(['"', '\'', '#', '[', ']', '{', '}']) else { return };
            let mark = rest.as_bytes()[at];
            rest = &rest[at..];
            match mark {
                b'#' => return,
                b'"' | b'\'' => match self.quote(rest, end) {
                    Some(behind) => rest = behind,
                    None => return,
                },
                _ => {
                    self.bracket(mark);
                    rest = &rest[1..];
                }
            }
        }
    }

    fn bracket(&mut self, mark: u8) {
        match mark {
            b'[' => self.square += 1,
            b']' => self.square = self.square.saturating_sub(1),
            b'{' => self.curly += 1,
            _ => self.curly = self.curly.saturating_sub(1),
        }
    }

    /// What follows the quotes, or the opening of three quotes; nothing where the text is not closed.
    fn quote<'l>(&mut self, rest: &'l str, end: usize) -> Option<&'l str> {
        let at = end - rest.len();
        for (closer, last) in ["\"\"\"", "'''"].into_iter().zip(self.closers) {
            if !rest.starts_with(closer) {
                continue;
            }
            if last.is_some_and(|last| last >= at + 3) {
                self.within = Some(closer);
                return Some(&rest[3..]);
            }
            self.open_triple = true;
        }
        let behind = behind_closer(&rest[1..], &rest[..1]);
        self.open_quote |= behind.is_none();
        behind
    }
}

/// What follows the closing quotes; a backslash protects a double quote.
pub(super) fn behind_closer<'l>(text: &'l str, closer: &str) -> Option<&'l str> {
    let mut at = 0;
    while let Some(found) = text[at..].find(['\\', '"', '\'']) {
        at += found;
        if text[at..].starts_with(closer) {
            at += closer.len();
            // Up to two further quotes belong to the text that three quotes close.
            let extra = if closer.len() == 3 {
                text[at..].bytes().take_while(|b| *b == closer.as_bytes()[0]).take(2).count()
            } else {
                0
            };
            return Some(&text[at + extra..]);
        }
        at += 1;
        if text.as_bytes()[at - 1] == b'\\' && closer.starts_with('"') {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    None
}
