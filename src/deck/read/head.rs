//! `[deck]`, `[sources]`, `[defaults]` and `[check]`: what stands above the entries.

use super::common::is_id;
use super::fields::{Fields, Findings, Known, Spot, unknown};
use super::syntax::Body;
use super::tree::{Field, Table, Value};
use super::{common, excerpt, strange};
use crate::card::{Source, Span};
use crate::deck::format::{DEFAULTS, SOURCE, Shape, is_of_deck_alone};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Language, fold};

/// What `[deck]` says.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) course: Option<String>,
    pub(super) language: Option<String>,
    pub(super) description: Option<String>,
    pub(super) order: Option<i64>,
    pub(super) requires: Vec<String>,
    pub(super) version: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) licence: Option<String>,
    pub(super) url: Option<String>,
}

/// Reads `[deck]`.
pub(super) fn about(mut fields: Fields<'_>) -> About {
    let id = fields.required_text("id").and_then(|spot| checked_id(&mut fields, "id", spot));
    let id = id.filter(|id| !is_reserved(&mut fields, id));
    let title = fields.required_text("title").map(|spot| spot.text);
    let course = fields.text("course").and_then(|spot| checked_id(&mut fields, "course", spot));
    let language = fields.text("language").and_then(|spot| tag(&mut fields, spot));
    let description = fields.text("description").map(|spot| spot.text);
    let order = order(&mut fields);
    let requires = fields.texts("requires").into_iter();
    let requires = requires.filter_map(|spot| checked_id(&mut fields, "requires", spot)).collect();
    let version = version(&mut fields);
    let authors = fields.texts("authors").into_iter().map(|spot| spot.text).collect();
    let licence = fields.text("licence").map(|spot| spot.text);
    let url = url(&mut fields);
    fields.finish(&|key| {
        DEFAULTS.iter().any(|known| known.name == key).then(|| {
            Diagnostic::error(Code::MisplacedKey, 0..0, format!("`{key}` belongs into `[defaults]`"))
                .help("move it below a line `[defaults]`")
        })
    });
    About { id, title, course, language, description, order, requires, version, authors, licence, url }
}

/// An address that a program can open.
fn url(fields: &mut Fields<'_>) -> Option<String> {
    let spot = fields.text("url")?;
    let scheme = spot.text.split_once(':').map(|(scheme, _)| scheme);
    let has_scheme = scheme.is_some_and(|scheme| scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !has_scheme || spot.text.contains(char::is_whitespace) {
        let message = format!("`{}` is no address", excerpt(&spot.text));
        let diagnostic = Diagnostic::warning(Code::BadUrl, spot.span.clone(), message);
        let help = if spot.text.contains(char::is_whitespace) || !spot.text.contains('.') {
            "write it as a browser shows it, as `\"https://example.org/page\"`; what is no address goes into `title`"
                .to_owned()
        } else {
            format!("write `\"https://{}\"`", excerpt(&spot.text))
        };
        fields.findings.push(diagnostic.help(help));
    }
    Some(spot.text)
}

/// `order`: the place of the deck in its course.
fn order(fields: &mut Fields<'_>) -> Option<i64> {
    let node = fields.node("order")?;
    if let Value::Integer(Some(place)) = node.value {
        return Some(place);
    }
    fields.tell_sort("order", node, "a whole number", Some("write `order = 10`; smaller ones are learnt first".into()));
    None
}

/// `version`, a text or a number as the author wrote it.
fn version(fields: &mut Fields<'_>) -> Option<String> {
    let node = fields.node("version")?;
    match node.value {
        Value::Integer(_) | Value::Float => Some(fields.raw(node).to_owned()),
        _ => fields.text_of("version", node).map(|spot| spot.text),
    }
}

/// Words of `acquis exam`, which a deck of that id would hide.
const RESERVED: [&str; 5] = ["history", "show", "redo", "paper", "collect"];

/// The id is a word of `acquis exam`.
pub(crate) fn is_reserved_id(id: &str) -> bool {
    RESERVED.contains(&id)
}

fn is_reserved(fields: &mut Fields<'_>, id: &str) -> bool {
    let reserved = RESERVED.contains(&id);
    if reserved {
        let span = fields.node("id").map_or_else(|| fields.span.clone(), |node| node.span.clone());
        let message = format!("`{id}` is a word of `acquis exam` and cannot be a deck's id");
        let help = format!("write another, such as `id = \"{id}-deck\"`");
        fields.findings.push(Diagnostic::error(Code::ReservedId, span, message).help(help));
    }
    reserved
}

pub(super) fn checked_id(fields: &mut Fields<'_>, key: &str, spot: Spot) -> Option<String> {
    if is_id(&spot.text) {
        return Some(spot.text);
    }
    let message = format!("`{}` cannot be an id", excerpt(&spot.text));
    let mut diagnostic = Diagnostic::error(Code::BadId, spot.span, message)
        .label("small letters a to z, digits, `-` and `_`, at most 64, first a letter or digit");
    let proposal: String =
        fold(&spot.text).split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect::<Vec<_>>().join("-");
    let proposal = proposal.trim_matches(['-', '_']);
    if spot.text.len() > 64 && is_id(proposal.get(..64).unwrap_or_default()) {
        diagnostic = diagnostic.help(format!("write a shorter one: it has {} characters", spot.text.chars().count()));
    } else if is_id(proposal) {
        diagnostic = diagnostic.help(format!("write `{key} = \"{proposal}\"`"));
    }
    fields.findings.push(diagnostic);
    None
}

fn tag(fields: &mut Fields<'_>, spot: Spot) -> Option<String> {
    let mut parts = spot.text.split('-');
    let first =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if first && rest {
        return Some(spot.text);
    }
    let message = format!("`{}` is no language tag", excerpt(&spot.text));
    let told = Diagnostic::error(Code::BadLanguage, spot.span.clone(), message);
    // What is said in the language is read as such: the name is one slip, not several.
    let named = Language::named(&spot.text).and_then(Language::tag);
    fields.findings.push(match named {
        Some(tag) => told.help(format!("write `language = \"{tag}\"`")).fix(spot.span, format!("\"{tag}\"")),
        None => told.help("write `en`, `fr`, `de` or another BCP 47 tag"),
    });
    named.map(str::to_owned)
}

/// Reads one work: a table, or its bare title.
pub(super) fn work(mut fields: Fields<'_>) -> Source {
    let title = fields.required_text("title").map(|spot| spot.text).unwrap_or_default();
    let authors: Vec<String> = fields.texts("author").into_iter().map(|spot| spot.text).collect();
    let author = (!authors.is_empty()).then(|| authors.join(", "));
    let year = year(&mut fields);
    let publisher = fields.text("publisher").map(|spot| spot.text);
    let url = url(&mut fields);
    fields.finish(&|_| None);
    Source { title, author, year, publisher, url }
}

fn year(fields: &mut Fields<'_>) -> Option<i32> {
    let node = fields.node("year")?;
    let year = match &node.value {
        Value::Integer(Some(year)) => i32::try_from(*year).ok(),
        Value::Text(text) => text.trim().parse().ok(),
        _ => None,
    };
    let year = year.filter(|year| (-9999..=9999).contains(year));
    if year.is_none() {
        fields
            .findings
            .push(Diagnostic::error(Code::BadYear, node.span.clone(), "`year` is no year").help("write `year = 2019`"));
    }
    year
}

/// Reads the works of `[sources]` itself, each `key = { title = … }` or `key = "title"`.
pub(super) fn works(body: &Body, source: &str, findings: &mut Findings, works: &mut Vec<(String, Source, Span)>) {
    for field in &body.table.fields {
        let name = format!("the source `{}`", excerpt(&field.key));
        let work = match &field.node.value {
            Value::Table(table) => {
                let body = Body { table: table.clone(), ..Body::default() };
                work(Fields::new(&body, source, findings, name, field.key_span.clone(), Known::Keys(SOURCE)))
            }
            _ => {
                let mut fields = Fields::new(body, source, findings, name, field.key_span.clone(), Known::Keys(SOURCE));
                let title = fields.text_of(&field.key, &field.node).map(|spot| spot.text);
                Source { title: title.unwrap_or_default(), ..Source::default() }
            }
        };
        works.push((field.key.clone(), work, field.key_span.clone()));
    }
    // A source whose definition cannot be read is still known, so that those who cite it are not blamed.
    works.extend(body.damaged.iter().map(|key| (key.clone(), Source::default(), 0..0)));
}

/// Checks `[defaults]` once, and leaves out what no entry could take.
pub(super) fn defaults(body: &Body, source: &str, findings: &mut Findings, keys: &[String], span: &Span) -> Table {
    let mut sound = Table::default();
    let is_strange =
        |field: &&Field| !DEFAULTS.iter().any(|key| key.name == field.key) && !is_of_deck_alone(&field.key);
    let strange: Vec<&Field> = body.table.fields.iter().filter(is_strange).collect();
    let (headless, told) = strange::headless(&strange, "`[defaults]`").unzip();
    findings.list.extend(told);
    let is_headless = |field: &&Field| headless.iter().flatten().any(|name| *name == field.key);
    for field in body.table.fields.iter().filter(|field| !is_headless(field)) {
        let from = findings.list.len();
        let one = Body { table: Table { fields: vec![field.clone()] }, ..Body::default() };
        let mut fields = Fields::new(&one, source, findings, "`[defaults]`", span.clone(), Known::Keys(DEFAULTS));
        match DEFAULTS.iter().find(|key| key.name == field.key).map(|key| (key.name, key.shape)) {
            Some((_, Shape::Citations)) => {
                let cited = common::citations(&mut fields, keys);
                // What was meant stands for the entries, which are not blamed for the slip.
                if findings.errors_since(from) && !cited.is_empty() {
                    sound.fields.push(Field { node: common::as_node(&cited, &field.node.span), ..field.clone() });
                }
                if findings.errors_since(from) {
                    continue;
                }
            }
            Some((name, Shape::Flag)) => drop(fields.flag(name)),
            Some((name, Shape::Texts)) => drop(fields.texts_of(name, &field.node)),
            Some((name, _)) => drop(fields.text_of(name, &field.node)),
            None => tell_undefaultable(&mut fields, &field.key, &field.key_span),
        }
        if !findings.errors_since(from) {
            sound.fields.push(field.clone());
        }
    }
    sound
}

fn tell_undefaultable(fields: &mut Fields<'_>, key: &str, span: &Span) {
    if is_of_deck_alone(key) {
        let diagnostic = Diagnostic::error(Code::MisplacedKey, span.clone(), format!("`{key}` belongs into `[deck]`"));
        return fields.findings.push_misplaced(key, diagnostic.help("move it below the line `[deck]`"));
    }
    let mut diagnostic = unknown(Code::UnknownKey, key, "`[defaults]`", DEFAULTS.iter().map(|known| known.name));
    diagnostic.span = span.clone();
    fields.findings.push(diagnostic);
}

/// Reads `[check]`: the lint codes that are silenced for the deck.
pub(super) fn silenced(mut fields: Fields<'_>) -> Vec<(String, Span)> {
    let codes = fields.texts("allow").into_iter().map(|spot| (spot.text, spot.span)).collect();
    fields.finish(&|_| None);
    codes
}
