//! What is about to be typed at a place of a text that is not finished: a header, a key, or the value of a key.

use super::document::Document;
use crate::card::Span;

/// What stands at the cursor. Spans run from the first byte of what was typed of it to the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `[[sho`.
    Header { typed: Span },
    /// A key at the start of a line.
    Key { typed: Span },
    /// A key in the small table that is the value of a key, or an item of it.
    InnerKey { key: String, typed: Span },
    /// A value; `within` is the key of the small table in which it stands.
    Value { key: String, within: Option<String>, typed: Span, quote: Option<char> },
    /// A remark.
    Remark,
}

/// What stands at a byte of a document.
pub(super) fn place(document: &Document, offset: usize) -> Place {
    let from = match document.section_at(offset) {
        Some(section) if offset <= section.header.end && !section.path.is_empty() => {
            return Place::Header { typed: section.header.start..offset };
        }
        Some(section) => section.body.start.min(offset),
        None => offset,
    };
    below_header(&document.text[from..offset], from)
}

/// What stands at the end of a piece of text that begins below a header, at byte `base`.
fn below_header(source: &str, base: usize) -> Place {
    let mut scan = Scan { source, open: Vec::new(), key: None, inner: None, word: None, text: None, remark: false };
    let mut rest = source.char_indices();
    while let Some((at, c)) = rest.next() {
        let ahead = &source[at + c.len_utf8()..];
        let taken = match scan.text {
            Some(text) => scan.in_text(c, ahead, text),
            None => scan.step(at, c, ahead),
        };
        rest.by_ref().take(taken).for_each(drop);
    }
    scan.finish(|from| base + from..base + source.len())
}

/// A text that is open.
#[derive(Clone, Copy)]
struct OpenText {
    quote: char,
    /// It stands between three quotes.
    is_long: bool,
    from: usize,
}

/// Brackets, quotes and keys that are open at a byte.
struct Scan<'s> {
    source: &'s str,
    /// `[` and `{`.
    open: Vec<char>,
    key: Option<String>,
    /// The key in the innermost small table, once its `=` was read.
    inner: Option<String>,
    /// Where the bare word began that is being read.
    word: Option<usize>,
    text: Option<OpenText>,
    remark: bool,
}

impl Scan<'_> {
    /// Takes in a character of an open text; how many of those ahead belong to it.
    fn in_text(&mut self, c: char, ahead: &str, text: OpenText) -> usize {
        let closes = c == text.quote && (!text.is_long || ahead.starts_with(&text.quote.to_string().repeat(2)));
        if closes {
            self.text = None;
            return if text.is_long { 2 } else { 0 };
        }
        if c == '\n' && !text.is_long {
            self.text = None;
            self.end_line(ahead);
        }
        usize::from(c == '\\' && text.quote == '"' && !ahead.starts_with('\n'))
    }

    /// Takes in a character outside texts; how many of those ahead belong to it.
    fn step(&mut self, at: usize, c: char, ahead: &str) -> usize {
        match c {
            '\n' => self.end_line(ahead),
            _ if self.remark => {}
            '#' => self.remark = true,
            '"' | '\'' => {
                let is_long = ahead.starts_with(&c.to_string().repeat(2));
                self.text = Some(OpenText { quote: c, is_long, from: at + if is_long { 3 } else { 1 } });
                return if is_long { 2 } else { 0 };
            }
            '[' | '{' if self.key.is_some() => {
                self.open.push(c);
                self.inner = None;
                self.word = None;
            }
            ']' | '}' => {
                self.open.pop();
                self.word = None;
            }
            ',' => {
                self.inner = if self.in_table() { None } else { self.inner.take() };
                self.word = None;
            }
            '=' => self.name(at),
            c if c.is_whitespace() => {}
            _ => self.word = self.word.or(Some(at)),
        }
        0
    }

    /// `=` was read: in front of it stands the name of a key.
    fn name(&mut self, at: usize) {
        let Some(from) = self.word.take() else { return };
        let word = self.source[from..at].trim().to_owned();
        if self.in_table() {
            self.inner.get_or_insert(word);
        } else if self.open.is_empty() {
            self.key.get_or_insert(word);
        }
    }

    /// A line that begins with `key =` begins a statement, even where a list above was not closed.
    fn end_line(&mut self, ahead: &str) {
        (self.remark, self.word) = (false, None);
        let line = ahead.split('\n').next().unwrap_or_default();
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let begins =
            line.split_once('=').is_some_and(|(key, _)| !key.trim().is_empty() && key.trim().chars().all(bare));
        if self.open.is_empty() || (begins && !self.in_table()) {
            (self.key, self.inner) = (None, None);
            self.open.clear();
        }
    }

    fn in_table(&self) -> bool {
        self.open.last() == Some(&'{')
    }

    fn finish(self, typed: impl Fn(usize) -> Span) -> Place {
        if self.remark {
            return Place::Remark;
        }
        let in_table = self.in_table();
        let within = self.inner.filter(|_| in_table);
        let (quote, from) = match self.text {
            Some(open) => (Some(open.quote), open.from.min(self.source.len())),
            None => (None, self.word.unwrap_or(self.source.len())),
        };
        match self.key {
            None => Place::Key { typed: typed(from) },
            Some(key) if in_table && within.is_none() => Place::InnerKey { key, typed: typed(from) },
            Some(key) => Place::Value { key, within, typed: typed(from), quote },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEAD: &str = "[deck]\nid = \"d\"\n[[institution]]\nid = \"a\"\n";

    #[track_caller]
    fn at(typed: &str) -> (Place, String) {
        let text = format!("{HEAD}{typed}");
        let found = place(&Document::new(String::new(), 0, text.clone()), text.len());
        let span = match &found {
            Place::Header { typed } | Place::Key { typed } => typed.clone(),
            Place::InnerKey { typed, .. } | Place::Value { typed, .. } => typed.clone(),
            Place::Remark => 0..0,
        };
        (found, text[span].to_owned())
    }

    #[track_caller]
    fn value(typed: &str, key: &str, within: Option<&str>, word: &str) {
        let (found, read) = at(typed);
        let Place::Value { key: found_key, within: found_within, .. } = found else { panic!("{typed}: {found:?}") };
        assert_eq!((found_key.as_str(), found_within.as_deref(), read.as_str()), (key, within, word), "{typed}");
    }

    #[test]
    fn a_value_knows_its_key_and_the_small_table_around_it() {
        value("topics = [\"a\", \"bc", "topics", None, "bc");
        value("topics = ", "topics", None, "");
        value("both = tr", "both", None, "tr");
        value("source = { key = \"ar", "source", Some("key"), "ar");
        value(
            "confused_with = [\n  { entry = \"x\", difference = \"#\" }, # one\n  { entry = \"y",
            "confused_with",
            Some("entry"),
            "y",
        );
        value("why = \"\"\"long\nname = 1\nstill", "why", None, "long\nname = 1\nstill");
    }

    #[test]
    fn keys_headers_and_remarks_are_told_apart() {
        assert!(matches!(at("ro"), (Place::Key { .. }, word) if word == "ro"));
        assert!(matches!(at("name = \"open\nro"), (Place::Key { .. }, word) if word == "ro"));
        assert!(matches!(at("topics = [\"a\"\nname = \"b\"\nro"), (Place::Key { .. }, _)));
        assert!(matches!(at("source = { ke"), (Place::InnerKey { .. }, word) if word == "ke"));
        assert!(matches!(at("source = { key = \"a\", "), (Place::InnerKey { .. }, _)));
        assert!(matches!(at("[[sho"), (Place::Header { .. }, word) if word == "[[sho"));
        assert!(matches!(at("# [[sho"), (Place::Remark, _)));
    }

    proptest! {
        #[test]
        fn any_text_has_a_place_at_any_byte(text in "[\\[\\]{}=,\"'#\n\\\\ a-cé😀]{0,60}", at in 0usize..80) {
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let _ = place(&Document::new(String::new(), 0, text), at);
        }
    }
}
