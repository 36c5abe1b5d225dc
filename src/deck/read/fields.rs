//! Access to the keys of a table that tells what is missing, of the wrong sort, too long or unknown.

use std::collections::BTreeSet;

use super::characters;
use super::excerpt;
use super::strange;
use super::syntax::Body;
use super::tree::{Field, Node, Table, Value};
use super::truth;
use crate::card::{KindName, Span};
use crate::deck::format::{self, DECK, Entry, Key, Shape};
use crate::diagnostic::{Code, Diagnostic, Severity, nearest};

/// The most characters of a text.
pub(crate) const LONGEST: usize = 10_000;

/// Everything told about a deck so far.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) list: Vec<Diagnostic>,
    /// Keys that stand in a table to which they do not belong.
    misplaced: Vec<String>,
    /// Keys that `[deck]` lacks, each with its place in the list.
    lacking: Vec<(usize, &'static str)>,
}

impl Findings {
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// A key that stands in another table's place: what is missing there is told by it.
    pub(super) fn push_misplaced(&mut self, key: &str, diagnostic: Diagnostic) {
        self.misplaced.push(key.to_owned());
        self.push(diagnostic);
    }

    /// In the order of the file, and without what follows from a misplaced key.
    pub(super) fn in_order(mut self) -> Vec<Diagnostic> {
        self.lacking.retain(|(_, key)| self.misplaced.iter().any(|misplaced| misplaced == key));
        for (place, _) in self.lacking.into_iter().rev() {
            self.list.remove(place);
        }
        self.list.sort_by_key(|one| (one.span.start, one.severity != Severity::Error));
        self.list
    }

    /// Errors told from the nth finding on.
    pub(super) fn errors_since(&self, from: usize) -> bool {
        self.list[from..].iter().any(|one| one.severity == Severity::Error)
    }
}

/// A text and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) text: String,
    pub(super) span: Span,
}

/// The keys of a table, taken one by one.
pub(super) struct Fields<'t> {
    body: &'t Body,
    /// What stands for keys that are not there.
    defaults: Option<&'t Table>,
    pub(super) source: &'t str,
    pub(super) findings: &'t mut Findings,
    /// What a message calls the table: ``[[date]]``.
    pub(super) name: String,
    /// Where the table begins.
    pub(super) span: Span,
    known: Known,
}

/// The keys that a table may have.
#[derive(Clone, Copy)]
pub(super) enum Known {
    Keys(&'static [Key]),
    Entry(&'static Entry),
}

impl Known {
    fn names(self) -> BTreeSet<&'static str> {
        match self {
            Self::Keys(keys) => keys.iter().map(|key| key.name).collect(),
            Self::Entry(entry) => entry.keys().map(|key| key.name).collect(),
        }
    }

    fn is_deck(self) -> bool {
        matches!(self, Self::Keys(keys) if std::ptr::eq(keys, DECK))
    }

    /// How the value of a key is written.
    pub(super) fn shape(self, name: &str) -> Option<Shape> {
        match self {
            Self::Keys(keys) => keys.iter().find(|key| key.name == name).map(|key| key.shape),
            Self::Entry(entry) => entry.key(name).map(|key| key.shape),
        }
    }

    fn contains(self, name: &str) -> bool {
        match self {
            Self::Keys(keys) => keys.iter().any(|key| key.name == name),
            Self::Entry(entry) => entry.key(name).is_some(),
        }
    }
}

impl<'t> Fields<'t> {
    pub(super) fn new(
        body: &'t Body,
        source: &'t str,
        findings: &'t mut Findings,
        name: impl Into<String>,
        span: Span,
        known: Known,
    ) -> Self {
        Self { body, defaults: None, source, findings, name: name.into(), span, known }
    }

    #[must_use]
    pub(super) fn with_defaults(mut self, defaults: &'t Table) -> Self {
        self.defaults = Some(defaults);
        self
    }

    /// The key of this table itself, defaults aside.
    pub(super) fn own(&self, key: &'static str) -> Option<&'t Field> {
        #[cfg(test)]
        assert!(self.known.contains(key), "`{key}` of {} stands in no row of the format", self.name);
        self.body.table.field(key)
    }

    pub(super) fn node(&mut self, key: &'static str) -> Option<&'t Node> {
        let own = self.own(key);
        own.or_else(|| self.defaults?.field(key)).map(|field| &field.node)
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<Spot> {
        let node = self.node(key)?;
        self.text_of(key, node)
    }

    /// A text that has to be there: its absence is told, unless a slip made it unreadable.
    pub(super) fn required_text(&mut self, key: &'static str) -> Option<Spot> {
        let node = self.required(key)?;
        self.text_of(key, node)
    }

    pub(super) fn required(&mut self, key: &'static str) -> Option<&'t Node> {
        let node = self.node(key);
        if node.is_none() {
            self.tell_missing(key);
        }
        node
    }

    fn tell_missing(&mut self, key: &'static str) {
        if self.body.lost || self.body.damaged.iter().any(|damaged| damaged == key) || self.likely_misspelt(key) {
            return;
        }
        if self.known.is_deck() {
            self.findings.lacking.push((self.findings.list.len(), key));
        }
        let message = format!("`{key}` is missing in {}", self.name);
        self.findings
            .push(Diagnostic::error(Code::MissingKey, self.span.clone(), message).label(format!("needs `{key}`")));
    }

    /// A key so like a missing one is told as unknown: that is one slip, not two.
    fn likely_misspelt(&self, key: &str) -> bool {
        if let Known::Entry(entry) = self.known
            && key == "wrong"
            && !strange::lettered(entry, &self.body.table).is_empty()
        {
            return true;
        }
        let near = |field: &Field| field.key != key && strsim::damerau_levenshtein(&field.key.to_lowercase(), key) <= 2;
        let strange = || self.body.table.fields.iter().filter(|field| !self.known.contains(&field.key));
        (key.len() > 2 && strange().any(near)) || strange().any(|field| self.means(&field.key, key))
    }

    /// Whether a strange key is what another format or kind calls one of ours. A list of options holds the right one, too.
    fn means(&self, strange: &str, key: &str) -> bool {
        let Known::Entry(entry) = self.known else { return false };
        let meant = format::meant(strange, entry);
        meant == Some(key) || (meant == Some("wrong") && entry.answer == Some(key))
    }

    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        let node = self.node(key);
        node.and_then(|node| truth::read(self, key, node)).unwrap_or(false)
    }

    /// A text, or a list of texts; nothing is an empty list.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<Spot> {
        let Some(node) = self.node(key) else { return Vec::new() };
        self.texts_of(key, node)
    }

    pub(super) fn texts_of(&mut self, key: &str, node: &Node) -> Vec<Spot> {
        match &node.value {
            Value::Array(items) => items.iter().filter_map(|item| self.text_of(key, item)).collect(),
            _ => self.text_of(key, node).into_iter().collect(),
        }
    }

    /// At most so many of a list.
    pub(super) fn limit(&mut self, key: &str, count: usize, most: usize, span: &Span) {
        if count > most {
            let message = format!("`{key}` has {count} items, more than {most}");
            self.findings.push(Diagnostic::error(Code::TooMany, span.clone(), message));
        }
    }

    /// A text without its margins; what is no text, empty, too long or deceiving is told.
    pub(super) fn text_of(&mut self, key: &str, node: &Node) -> Option<Spot> {
        let Value::Text(text) = &node.value else {
            let numbered = self.is_number_of_option(key, node);
            let help = if numbered {
                Some("write the text of the right option, not its number, and leave it out of `wrong`".to_owned())
            } else {
                self.quoting(key, node)
            };
            let quotable = help.is_some() && !numbered;
            let entry = if let Known::Entry(entry) = self.known { Some(entry) } else { None };
            let help = help.or_else(|| strange::several(entry?, key, node));
            self.tell_sort(key, node, "a text", help);
            if let Some(told) = self.findings.list.last_mut().filter(|_| quotable) {
                *told = told.clone().fix(node.span.clone(), format!("\"{}\"", self.source[node.span.clone()].trim()));
            }
            return None;
        };
        let diagnostic = if let Some((_, c, why)) = characters::first_refused(text) {
            characters::diagnostic(node.span.clone(), c, why)
        } else if text.trim().is_empty() {
            Diagnostic::error(Code::EmptyText, node.span.clone(), format!("`{}` is empty", excerpt(key)))
        } else if text.len() > LONGEST && text.chars().count() > LONGEST {
            let message = format!("`{}` is longer than {LONGEST} characters", excerpt(key));
            Diagnostic::error(Code::TooLong, node.span.clone(), message)
        } else {
            return Some(Spot { text: text.trim().to_owned(), span: node.span.clone() });
        };
        self.findings.push(diagnostic);
        None
    }

    pub(super) fn tell_sort(&mut self, key: &str, node: &Node, expected: &str, help: Option<String>) {
        let message = format!("`{}` is {}, not {expected}", excerpt(key), node.sort());
        let mut diagnostic =
            Diagnostic::error(Code::WrongType, node.span.clone(), message).label(format!("not {expected}"));
        diagnostic.help = help;
        self.findings.push(diagnostic);
    }

    /// The answer of a choice among words is a small number: that of an option, as other formats have it. The options may
    /// stand under keys of another format, too.
    fn is_number_of_option(&self, key: &str, node: &Node) -> bool {
        let is_choice = matches!(self.known, Known::Entry(entry) if entry.kind == KindName::Choice && key == "answer");
        let Value::Integer(Some(number)) = node.value else { return false };
        let is_option = |field: &&Field| field.key == "wrong" || !self.known.contains(&field.key);
        let options = self.body.table.fields.iter().filter(is_option).flat_map(|field| match &field.node.value {
            Value::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(&field.node),
        });
        let has_words = |node: &Node| match &node.value {
            Value::Text(text) => text.chars().any(char::is_alphabetic),
            Value::Table(_) => true,
            _ => false,
        };
        let (words, others): (Vec<&Node>, Vec<&Node>) = options.partition(|node| has_words(node));
        let most = i64::try_from(words.len() + 1).unwrap_or(i64::MAX);
        is_choice && !words.is_empty() && others.is_empty() && (0..=most).contains(&number)
    }

    /// How to write a number or date as a text.
    fn quoting(&self, key: &str, node: &Node) -> Option<String> {
        let raw = self.raw(node);
        let plain = matches!(node.value, Value::Integer(_) | Value::Float | Value::Boolean(_) | Value::Date(_));
        plain.then(|| format!("put it in quotes: `{} = \"{}\"`", excerpt(key), excerpt(raw)))
    }

    /// A value as the author wrote it.
    pub(super) fn raw(&self, node: &Node) -> &'t str {
        self.source.get(node.span.clone()).unwrap_or_default()
    }

    /// Tells every key that the table does not have.
    pub(super) fn finish(self, elsewhere: &dyn Fn(&str) -> Option<Diagnostic>) {
        let strange = self.body.table.fields.iter().filter(|field| !self.known.contains(&field.key));
        let strange: Vec<&Field> = strange.collect();
        let entry = if let Known::Entry(entry) = self.known { Some(entry) } else { None };
        let together = match entry {
            Some(entry) => strange::listed(entry, &self.body.table).or_else(|| strange::together(entry, &strange)),
            None if self.known.is_deck() => strange::headless(&strange, &self.name),
            None => None,
        };
        for field in strange {
            if let Some((keys, diagnostic)) = together.as_ref().filter(|(keys, _)| keys.contains(&field.key.as_str())) {
                if keys[0] == field.key {
                    self.findings.push(diagnostic.clone());
                }
                continue;
            }
            let mut diagnostic = match elsewhere(&field.key) {
                Some(diagnostic) => diagnostic,
                None => {
                    let names = self.known.names();
                    let names = names.iter().copied();
                    let mut told = unknown(Code::UnknownKey, &field.key, &self.name, names.clone());
                    told.help = strange::advice(&field.key, entry, &self.body.table, names).or(told.help);
                    told
                }
            };
            diagnostic.span = field.key_span.clone();
            let small = field.key.to_lowercase();
            if self.known.contains(&small) && self.body.table.field(&small).is_none() {
                diagnostic = diagnostic.fix(field.key_span.clone(), small);
            }
            if diagnostic.code == Code::MisplacedKey && entry.is_some() {
                diagnostic = strange::of_deck(self.source, field, diagnostic);
            }
            if diagnostic.code == Code::MisplacedKey {
                self.findings.push_misplaced(&field.key, diagnostic);
            } else {
                self.findings.push(diagnostic);
            }
        }
    }
}

/// A name that the format does not know, with the nearest that it does.
pub(super) fn unknown<'k>(
    code: Code,
    name: &str,
    place: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(code, 0..0, format!("{place} has no `{}`", excerpt(name)));
    match nearest(name, known.clone()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => {
            let list: Vec<String> = known.map(|name| format!("`{name}`")).collect();
            diagnostic.help(format!("known are {}", list.join(", ")))
        }
    }
}
