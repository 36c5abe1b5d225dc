//! The tables of a file by what they are: head, sources, entries. Headers that are none are told here.

use super::characters;
use super::chunks::{self, Chunk, Header};
use super::excerpt;
use super::fields::{Fields, Findings, Known};
use super::head::{self, About};
use super::merge;
use super::syntax::{self, Body};
use super::tree::{Field, Node, Table, Value};
use crate::card::{KindName, Source, Span};
use crate::deck::format::{self, CHECK, DECK, DEFAULTS, SOURCE, is_of_deck_alone};
use crate::diagnostic::{Code, Diagnostic, nearest};

/// The tables above the entries.
pub(super) const HEADS: [&str; 4] = ["deck", "sources", "defaults", "check"];

/// An entry, not yet understood.
pub(super) struct RawEntry {
    pub(super) kind: KindName,
    pub(super) body: Body,
    pub(super) span: Span,
    /// A mistake in it was told already.
    pub(super) broken: bool,
}

/// A table of the head with its place.
struct Part {
    body: Body,
    span: Span,
}

/// Works by their keys, in the order of the file.
type Works = Vec<(String, Source)>;

/// The tables of a file.
#[derive(Default)]
pub(super) struct Sections {
    deck: Option<Part>,
    defaults: Option<Part>,
    check: Option<Part>,
    /// `[sources]` itself, whole tables, and `[sources.key]` by key.
    sources: Vec<Part>,
    works: Vec<(String, Part)>,
    pub(super) entries: Vec<RawEntry>,
    /// Arrays of tables that are no kind of entry, told and left out.
    pub(super) unread: usize,
}

/// Parses every table of a text.
pub(super) fn gather(text: &str, findings: &mut Findings) -> Sections {
    let mut sections = Sections::default();
    let (text, unsettled) = merge::settled(text, findings);
    let text = text.as_ref();
    for chunk in chunks::cut(text) {
        let from = findings.list.len();
        let clean = characters::disarm(&text[chunk.body.clone()], chunk.body.start, &mut findings.list);
        let known = chunk.header.as_ref().and_then(|header| keys_below(&header.path));
        let body = syntax::parse(&clean, chunk.body.start, known, &mut findings.list);
        let start = chunk.header.as_ref().map_or(chunk.body.start, |header| header.span.start);
        let is_unsettled = unsettled.iter().any(|span| span.start < chunk.body.end && start < span.end);
        let broken = findings.errors_since(from) || is_unsettled;
        sections.sort(text, chunk, body, broken, findings);
    }
    sections
}

impl Sections {
    fn sort(&mut self, text: &str, chunk: Chunk, body: Body, broken: bool, findings: &mut Findings) {
        let Some(header) = chunk.header else { return self.root(&body, findings) };
        let raw = &text[header.span.clone()];
        if let Some((_, c, why)) = characters::first_refused(raw) {
            findings.push(characters::diagnostic(header.span.clone(), c, why));
            self.unread += usize::from(header.double);
            return;
        }
        let first = header.path[0].clone();
        let small = first.to_ascii_lowercase();
        if first != small && header.sound && HEADS.contains(&small.as_str()) {
            let name = format!(
                "[{}]",
                std::iter::once(&small).chain(&header.path[1..]).map(String::as_str).collect::<Vec<_>>().join(".")
            );
            findings.push(unknown_table(&first, header.span.clone()).fix(header.span.clone(), name));
            let mut path = header.path.clone();
            path[0] = small;
            self.head(Header { path, ..header }, body, findings);
        } else if !header.sound && !known(&first) {
            findings.push(bad_header(&header, "this is no header"));
            self.unread += usize::from(header.double);
        } else if let Some(kind) = kind_like(&first) {
            self.entry(kind, header, body, broken, findings);
        } else if HEADS.contains(&first.as_str()) {
            self.head(header, body, findings);
        } else if let [_, key] = header.path.as_slice()
            && header.sound
            && nearest(&first.to_ascii_lowercase(), HEADS) == Some("sources")
        {
            // What cites it is not told a second time.
            let message = format!("there is no `{}` in a deck", excerpt(&first));
            let diagnostic = Diagnostic::error(Code::UnknownTable, header.span.clone(), message);
            let name = format!("[sources.{}]", excerpt(key));
            findings.push(diagnostic.help(format!("did you mean `{name}`?")).fix(header.span.clone(), name));
            self.works.push((key.clone(), Part { body, span: header.span }));
        } else {
            findings.push(unknown_table(&first, header.span.clone()));
            self.unread += usize::from(header.double);
        }
    }

    fn entry(&mut self, kind: KindName, header: Header, body: Body, broken: bool, findings: &mut Findings) {
        if header.path.len() > 1 {
            return self.subtable(kind, header, body, findings);
        }
        let told = findings.list.len();
        if header.is_colon {
            let message = format!("an entry begins with double brackets, not `{}:`", excerpt(&header.path[0]));
            let diagnostic = bad_header(&header, &message);
            findings.push(diagnostic.fix(header.span.clone(), format!("[[{}]]", kind.word())));
        } else if !header.sound {
            findings.push(bad_header(&header, "the brackets of this header do not match"));
        } else if header.path[0] != kind.word() {
            findings.push(unknown_table(&header.path[0], header.span.clone()));
        } else if !header.double {
            let word = kind.word();
            let message = format!("an entry begins with double brackets, not `[{word}]`");
            let diagnostic = Diagnostic::error(Code::SingleBrackets, header.span.clone(), message);
            findings.push(diagnostic.help(format!("write `[[{word}]]`")));
        }
        let broken = broken || findings.errors_since(told);
        self.entries.push(RawEntry { kind, body, span: header.span, broken });
    }

    /// `[date.ask]`: a table of the entry above it.
    fn subtable(&mut self, kind: KindName, header: Header, body: Body, findings: &mut Findings) {
        let last = self.entries.last_mut().filter(|last| last.kind == kind);
        let fits = header.path.len() == 2 && header.sound && !header.double;
        let Some(last) = last.filter(|last| fits && last.body.table.field(&header.path[1]).is_none()) else {
            findings.push(bad_header(&header, "this table belongs to no entry above it"));
            return;
        };
        last.broken |= !body.damaged.is_empty();
        let node = Node { value: Value::Table(body.table), span: header.span.clone() };
        last.body.table.fields.push(Field { key: header.path[1].clone(), key_span: header.span, node });
    }

    fn head(&mut self, header: Header, body: Body, findings: &mut Findings) {
        let name = header.path[0].clone();
        if !header.sound || header.double {
            findings.push(bad_header(&header, &format!("`{name}` stands in single brackets")));
        }
        let part = Part { body, span: header.span.clone() };
        if header.path.len() == 1 {
            return self.place(&name, part, findings);
        }
        if name == "sources" && header.path.len() == 2 {
            self.works.push((header.path[1].clone(), part));
        } else {
            findings.push(bad_header(&header, &format!("`[{name}]` has no table of that name")));
        }
    }

    fn place(&mut self, name: &str, part: Part, findings: &mut Findings) {
        let slot = match name {
            "deck" => &mut self.deck,
            "defaults" => &mut self.defaults,
            "check" => &mut self.check,
            _ => return self.sources.push(part),
        };
        match slot {
            Some(first) => {
                let diagnostic = Diagnostic::error(Code::DuplicateTable, part.span, format!("`[{name}]` stands twice"));
                findings.push(diagnostic.related(first.span.clone(), "first here").help("join the two"));
            }
            None => *slot = Some(part),
        }
    }

    /// Keys above the first header: whole tables written in one line, or keys of `[deck]` without their header.
    fn root(&mut self, body: &Body, findings: &mut Findings) {
        for field in &body.table.fields {
            let span = field.key_span.clone();
            match (&field.node.value, KindName::parse(&field.key)) {
                (Value::Table(table), None) if HEADS.contains(&field.key.as_str()) => {
                    let body = Body { table: table.clone(), ..Body::default() };
                    self.place(&field.key, Part { body, span }, findings);
                }
                (Value::Array(items), Some(kind)) => self.inline_entries(kind, items),
                _ => findings.push(stray_key(&field.key, span)),
            }
        }
    }

    fn inline_entries(&mut self, kind: KindName, items: &[Node]) {
        for item in items {
            let table = if let Value::Table(table) = &item.value { table.clone() } else { Table::default() };
            let body = Body { table, ..Body::default() };
            self.entries.push(RawEntry { kind, body, span: item.span.clone(), broken: false });
        }
    }

    pub(super) fn about(&self, text: &str, findings: &mut Findings) -> About {
        let Some(part) = &self.deck else {
            let at = first_place(text);
            let misplaced = findings.list.iter().any(|one| one.code == Code::KeyAboveTables);
            if !misplaced {
                let diagnostic = Diagnostic::error(Code::MissingDeck, at, "the file has no `[deck]`");
                findings.push(diagnostic.help("begin with `[deck]`, `id = \"…\"` and `title = \"…\"`"));
            }
            return About::default();
        };
        head::about(Fields::new(&part.body, text, findings, "`[deck]`", part.span.clone(), Known::Keys(DECK)))
    }

    /// The works of the deck, and every key that may be cited, with its place.
    pub(super) fn works(&self, text: &str, findings: &mut Findings) -> (Works, Vec<(String, Span)>) {
        let mut works = Vec::new();
        for part in &self.sources {
            head::works(&part.body, text, findings, &mut works);
        }
        for (key, part) in &self.works {
            let name = format!("`[sources.{}]`", excerpt(key));
            let work =
                head::work(Fields::new(&part.body, text, findings, name, part.span.clone(), Known::Keys(SOURCE)));
            works.push((key.clone(), work, part.span.clone()));
        }
        works.sort_by_key(|(_, _, span)| span.start);
        let mut keys: Vec<(String, Span)> = Vec::new();
        let mut firsts: std::collections::HashMap<&str, &Span> = std::collections::HashMap::new();
        for (key, _, span) in &works {
            // What cannot be shown is not offered as "did you mean" either.
            if let Some((_, c, why)) = characters::first_refused(key) {
                findings.push(characters::diagnostic(span.clone(), c, why));
                continue;
            }
            if let Some(first) = firsts.insert(key, span) {
                let message = format!("the source `{}` is defined twice", excerpt(key));
                let diagnostic = Diagnostic::error(Code::DuplicateTable, span.clone(), message);
                findings.push(diagnostic.related(first.clone(), "first here"));
            }
            keys.push((key.clone(), span.clone()));
        }
        (works.into_iter().map(|(key, work, _)| (key, work)).collect(), keys)
    }

    pub(super) fn defaults(&self, text: &str, findings: &mut Findings, keys: &[String]) -> Table {
        let part = self.defaults.as_ref();
        part.map(|part| head::defaults(&part.body, text, findings, keys, &part.span)).unwrap_or_default()
    }

    pub(super) fn silenced(&self, text: &str, findings: &mut Findings) -> Vec<(String, Span)> {
        let Some(part) = &self.check else { return Vec::new() };
        head::silenced(Fields::new(&part.body, text, findings, "`[check]`", part.span.clone(), Known::Keys(CHECK)))
    }
}

/// The first line of the file, where something has to be told about the whole.
fn first_place(text: &str) -> Span {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    start..start + text[start..].lines().next().unwrap_or_default().len()
}

fn known(name: &str) -> bool {
    HEADS.contains(&name) || kind_like(name).is_some()
}

/// The kind that a name means, be it written with a hyphen or in capitals.
pub(super) fn kind_like(name: &str) -> Option<KindName> {
    KindName::parse(&name.to_ascii_lowercase().replace(['-', ' '], "_"))
}

/// The keys that belong below a header.
fn keys_below(path: &[String]) -> Option<Known> {
    let first = path.first().filter(|_| path.len() == 1)?;
    let head = match first.to_ascii_lowercase().as_str() {
        "deck" => Some(DECK),
        "defaults" => Some(DEFAULTS),
        _ => None,
    };
    head.map(Known::Keys).or_else(|| kind_like(first).map(|kind| Known::Entry(format::Entry::of(kind))))
}

fn bad_header(header: &Header, message: &str) -> Diagnostic {
    let name = excerpt(&header.path.join("."));
    let help = match kind_like(&header.path[0]) {
        Some(kind) if header.path.len() == 1 => format!("write `[[{}]]` on a line of its own", kind.word()),
        _ if HEADS.contains(&header.path[0].as_str()) => format!("write `[{name}]` on a line of its own"),
        _ => "an entry begins with a line such as `[[date]]`".to_owned(),
    };
    Diagnostic::error(Code::BadHeader, header.span.clone(), message).help(help)
}

fn unknown_table(name: &str, span: Span) -> Diagnostic {
    let words = KindName::ALL.into_iter().map(KindName::word);
    let lower = name.to_ascii_lowercase();
    let meant = format::kind_meant(&lower.replace(['-', ' '], "_"));
    let near = kind_like(name).or(meant).map(KindName::word).or_else(|| nearest(&lower, words.clone().chain(HEADS)));
    let help = match near {
        Some(near) if HEADS.contains(&near) => format!("did you mean `[{near}]`?"),
        Some(near) => format!("did you mean `[[{near}]]`?"),
        None => {
            format!("kinds of entries are {}", words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "))
        }
    };
    Diagnostic::error(Code::UnknownTable, span, format!("there is no `{}` in a deck", excerpt(name))).help(help)
}

fn stray_key(key: &str, span: Span) -> Diagnostic {
    let message = format!("`{}` stands above the first `[…]` line, where it belongs to nothing", excerpt(key));
    let diagnostic = Diagnostic::error(Code::KeyAboveTables, span, message);
    if is_of_deck_alone(key) || key == "id" {
        return diagnostic.help("move it below a line `[deck]`");
    }
    diagnostic.help("move it below the header it belongs to")
}
