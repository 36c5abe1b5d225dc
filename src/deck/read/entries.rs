//! One entry: its kind, its id, and the fields of every entry.

use super::common;
use super::fields::{Fields, Findings, Known, Spot};
use super::head;
use super::syntax::Body;
use super::tree::Table;
use super::{facts, grammar, number, questions};
use crate::card::{Ask, ConfusedWith, Grammar, Kind, KindName, Note, Span};
use crate::deck::format::{self, is_of_deck_alone};
use crate::deck::slug::slug;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Language;

/// What the head of the deck says to its entries.
pub(super) struct Context<'c> {
    pub(super) source: &'c str,
    pub(super) language: Language,
    pub(super) source_keys: &'c [String],
    pub(super) defaults: &'c Table,
    /// Lint codes silenced for the whole deck.
    pub(super) silenced: &'c [String],
}

/// An entry as far as it can be read: its id is known even where it is left out.
pub(super) struct Entry {
    pub(super) note: Option<Note>,
    /// The author's id, or the generated one.
    pub(super) id: Option<Spot>,
    pub(super) id_is_generated: bool,
}

/// Reads an entry. What it says wrong is told; the caller leaves it out then.
pub(super) fn entry(context: &Context<'_>, kind: KindName, body: &Body, span: &Span, findings: &mut Findings) -> Entry {
    let name = format!("`[[{}]]`", kind.word());
    let row = format::Entry::of(kind);
    let fields = Fields::new(body, context.source, findings, name, span.clone(), Known::Entry(row));
    let mut fields = fields.with_defaults(context.defaults);
    let id_field = fields.own("id");
    let author_id = id_field.and_then(|field| fields.text_of("id", &field.node));
    let id_span = author_id.as_ref().map(|spot| spot.span.clone());
    let author_id = author_id.and_then(|spot| head::checked_id(&mut fields, "id", spot));
    let is_id = |key: &str| key.eq_ignore_ascii_case("id");
    let written =
        body.table.fields.iter().map(|field| field.key.as_str()).chain(body.damaged.iter().map(String::as_str));
    let generated = !body.lost && !written.into_iter().any(is_id);
    let mut note = common_fields(&mut fields, context, row, span);
    let subject = subject(&fields, row);
    if let Some((read, mut right, wrong)) = kind_fields(&mut fields, context, row, &mut note) {
        note.kind = Some(read);
        right.extend(note.accept.iter().cloned());
        common::tell_contradictions(&mut fields, &right, &wrong);
    }
    let id = match author_id {
        Some(text) => id_span.map(|span| Spot { text, span }),
        None => subject.filter(|_| generated).map(|text| Spot { text: slug(kind.word(), &text), span: span.clone() }),
    };
    if generated && !note.allow.iter().any(|code| code == "missing-id") {
        fields.findings.push(missing_id(context.source, span, id.as_ref()));
    }
    fields.finish(&|key| misplaced(key));
    let id_is_generated = generated;
    Entry { note: id.as_ref().and_then(|id| note.finish(&id.text, id_is_generated)), id, id_is_generated }
}

fn missing_id(source: &str, span: &Span, id: Option<&Spot>) -> Diagnostic {
    let diagnostic = Diagnostic::warning(Code::MissingId, span.clone(), "the entry has no `id`")
        .label("editing the question would lose its progress");
    match id {
        Some(id) => {
            let help = format!("write `id = \"{}\"`, which keeps the progress; `check --fix` does", id.text);
            let diagnostic = diagnostic.help(help);
            match new_line(source, span) {
                Some((at, before, after)) => diagnostic.fix(at..at, format!("{before}id = \"{}\"{after}", id.text)),
                None => diagnostic,
            }
        }
        None => diagnostic,
    }
}

/// Where a line below a header begins, with the line ends that go around it; nothing below an entry in one line.
fn new_line<'s>(source: &'s str, header: &Span) -> Option<(usize, &'s str, &'s str)> {
    let rest = source.get(header.start..).filter(|rest| rest.starts_with('['))?;
    let ended = |text: &str| if text.ends_with('\r') { "\r\n" } else { "\n" };
    Some(match rest.find('\n') {
        Some(line) => (header.start + line + 1, "", ended(&rest[..line])),
        None => (source.len(), source.find('\n').map_or("\n", |line| ended(&source[..line])), ""),
    })
}

/// A key of the head of the deck, which TOML gives to the entry above it.
fn misplaced(key: &str) -> Option<Diagnostic> {
    if !is_of_deck_alone(key) {
        return None;
    }
    let message = format!("`{key}` belongs to `[deck]`, but stands below an entry, which TOML gives it to");
    Some(
        Diagnostic::error(Code::MisplacedKey, 0..0, message)
            .help("move it below the line `[deck]`: `check --fix` does"),
    )
}

/// A note whose kind and id are still to come.
struct Draft {
    was: Vec<String>,
    topics: Vec<String>,
    why: Option<String>,
    sources: Vec<crate::card::Citation>,
    hint: Option<String>,
    group: Option<String>,
    accept: Vec<Spot>,
    wrong: Vec<crate::text::Wrong>,
    ask: Option<Ask>,
    grammar: Grammar,
    confused_with: Vec<ConfusedWith>,
    requires: Vec<String>,
    options: bool,
    strict: bool,
    revised: u32,
    draft: bool,
    allow: Vec<String>,
    kind: Option<Kind>,
    span: Span,
}

fn texts(spots: Vec<Spot>) -> Vec<String> {
    spots.into_iter().map(|spot| spot.text).collect()
}

fn common_fields(fields: &mut Fields<'_>, context: &Context<'_>, row: &format::Entry, span: &Span) -> Draft {
    let fact = row.is_fact();
    let mut allow = texts(fields.texts("allow"));
    allow.extend(context.silenced.iter().cloned());
    Draft {
        was: common::was(fields),
        topics: texts(fields.texts("topics")),
        why: fields.text("why").map(|spot| spot.text),
        sources: common::citations(fields, context.source_keys),
        hint: fields.text("hint").map(|spot| spot.text),
        group: fields.text("group").map(|spot| spot.text),
        accept: common::accept(fields),
        wrong: Vec::new(),
        ask: None,
        grammar: Grammar::default(),
        confused_with: if fact { common::confused_with(fields) } else { Vec::new() },
        requires: common::requires(fields),
        options: fact && fields.flag("options"),
        strict: fields.flag("strict"),
        revised: common::revised(fields),
        draft: fields.flag("draft"),
        allow,
        kind: None,
        span: span.clone(),
    }
}

type Read = (Kind, Vec<Spot>, Vec<(crate::text::Wrong, Span)>);

fn kind_fields(fields: &mut Fields<'_>, context: &Context<'_>, row: &format::Entry, note: &mut Draft) -> Option<Read> {
    let wrong = common::wrong(fields);
    note.wrong = wrong.iter().map(|(one, _)| one.clone()).collect();
    if row.is_fact() {
        note.ask = common::fact_ask(fields, row.parts);
        note.grammar = grammar::grammar(fields, row, context.language);
        tell_untemplated(fields, context.language);
    }
    let read = match row.kind {
        KindName::Date => facts::date(fields),
        KindName::Institution => facts::institution(fields),
        KindName::Instrument => facts::instrument(fields),
        KindName::Position => facts::position(fields),
        KindName::Card => questions::card(fields),
        KindName::Short => questions::short(fields),
        KindName::Cloze => questions::cloze(fields),
        KindName::Choice => questions::choice(fields),
        KindName::TrueFalse => questions::true_false(fields),
        KindName::Number => {
            let ask = fields.required_text("ask");
            number::number(fields, ask, context.language)
        }
        KindName::List => questions::list(fields),
        KindName::Order => questions::order(fields),
        KindName::Match => questions::matching(fields),
    };
    read.map(|(kind, right)| (kind, right, wrong))
}

/// The stems of facts are made in three languages; in others the author words them.
fn tell_untemplated(fields: &mut Fields<'_>, language: Language) {
    if language == Language::Other && fields.node("ask").is_none() {
        let message = format!("in the language of this deck {} needs `ask`", fields.name);
        let diagnostic = Diagnostic::error(Code::NeedsAsk, fields.span.clone(), message);
        fields.findings.push(diagnostic.help("questions are worded by themselves in `en`, `fr` and `de` only"));
    }
}

/// The text that an id is made from, wherever it can be read.
fn subject(fields: &Fields<'_>, row: &format::Entry) -> Option<String> {
    match &fields.own(row.subject)?.node.value {
        super::tree::Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

impl Draft {
    fn finish(self, id: &str, id_is_generated: bool) -> Option<Note> {
        Some(Note {
            id: id.to_owned(),
            id_is_generated,
            was: self.was,
            topics: self.topics,
            why: self.why,
            sources: self.sources,
            hint: self.hint,
            group: self.group,
            accept: texts(self.accept),
            wrong: self.wrong,
            ask: self.ask,
            grammar: self.grammar,
            confused_with: self.confused_with,
            requires: self.requires,
            options: self.options,
            strict: self.strict,
            revised: self.revised,
            draft: self.draft,
            allow: self.allow,
            kind: self.kind?,
            span: self.span,
        })
    }
}
