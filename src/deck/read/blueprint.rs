//! The blueprint of an exam: a TOML file of its own, known by `[exam]`, read with the deck checker's care.

#[cfg(test)]
mod tests;

use super::chunks;
use super::excerpt;
use super::fields::Known;
use super::fields::{Fields, Findings};
use super::syntax::{self, Body};
use super::tree::{Field, Node, Table, Value};
use super::{characters, fields};
use crate::card::{KindName, Span};
use crate::deck::format::{self, EXAM};
use crate::diagnostic::{Code, Diagnostic, Severity, nearest};

/// A count that a blueprint asks for, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked<T> {
    pub(crate) what: T,
    pub(crate) count: usize,
    pub(crate) span: Span,
}

/// A blueprint as its author wrote it. Whether the decks can meet it is another question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BlueprintFile {
    pub(crate) title: Option<String>,
    pub(crate) questions: Option<usize>,
    /// Time to sit it, in seconds.
    pub(crate) seconds: Option<u64>,
    /// Per cent of the points, above 0 to 100.
    pub(crate) pass: Option<f64>,
    /// Deck ids, course ids, or paths from the blueprint's folder; empty for every deck.
    pub(crate) decks: Vec<(String, Span)>,
    /// Questions in an order drawn by the seed, not the authors' own.
    pub(crate) shuffle: bool,
    pub(crate) topics: Vec<Asked<String>>,
    pub(crate) kinds: Vec<Asked<KindName>>,
    /// What each question is worth, above 0.
    pub(crate) points: Option<f64>,
    pub(crate) points_by_kind: Vec<(KindName, f64)>,
    pub(crate) seed: Option<u64>,
    /// Where `[exam]` stands.
    pub(crate) span: Span,
}

/// What came of a text.
#[derive(Clone, Debug)]
pub(crate) struct BlueprintReading {
    /// Nothing where something in it is wrong.
    pub(crate) blueprint: Option<BlueprintFile>,
    /// In the order of the file.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The most questions of a paper.
const MOST: usize = 1_000;

/// `15m`, `1h30m`, `90s`; a bare number is minutes. Nothing else, and nothing below a second or above a day.
pub(crate) fn seconds_of(text: &str) -> Option<u64> {
    const DAY: u64 = 24 * 60 * 60;
    let (mut total, mut number, mut last) = (0_u64, String::new(), u64::MAX);
    for sign in text.trim().chars().filter(|sign| !sign.is_whitespace()) {
        let unit = match sign.to_ascii_lowercase() {
            '0'..='9' => {
                number.push(sign);
                continue;
            }
            'h' => 60 * 60,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        // The units descend, each once: `30m1h` is a slip.
        if unit >= last {
            return None;
        }
        last = unit;
        total = total.checked_add(std::mem::take(&mut number).parse::<u64>().ok()?.checked_mul(unit)?)?;
    }
    if !number.is_empty() {
        let bare = last == u64::MAX;
        total = number.parse::<u64>().ok()?.checked_mul(60).filter(|_| bare)?;
    }
    (1..=DAY).contains(&total).then_some(total)
}

/// Reads a text as a blueprint.
pub(crate) fn read_blueprint(text: &str) -> BlueprintReading {
    let mut findings = Findings::default();
    let written = gather(text, &mut findings).map(|(body, span)| exam(text, &body, span, &mut findings));
    let mut diagnostics = findings.list;
    diagnostics.sort_by_key(|one| one.span.start);
    let sound = diagnostics.iter().all(|one| one.severity != Severity::Error);
    BlueprintReading { blueprint: written.filter(|_| sound), diagnostics }
}

/// `[exam]` with `[exam.topics]`, `[exam.kinds]` and `[exam.points]` inside it, however they are written.
fn gather(text: &str, findings: &mut Findings) -> Option<(Body, Span)> {
    let mut exam: Option<(Body, Span)> = None;
    let mut below: Vec<Field> = Vec::new();
    for chunk in chunks::cut(text) {
        let clean = characters::disarm(&text[chunk.body.clone()], chunk.body.start, &mut findings.list);
        let is_exam = chunk.header.as_ref().is_some_and(|header| header.path == ["exam"]);
        let known = is_exam.then_some(Known::Keys(EXAM));
        let body = syntax::parse(&clean, chunk.body.start, known, &mut findings.list);
        let Some(header) = chunk.header else {
            findings.list.extend(body.table.fields.iter().map(stray));
            continue;
        };
        let path: Vec<&str> = header.path.iter().map(String::as_str).collect();
        let told = match (path.as_slice(), header.sound && !header.double) {
            (["exam"], true) if exam.is_none() => {
                exam = Some((body, header.span));
                continue;
            }
            (["exam", "topics" | "kinds" | "points"], true) if below.iter().all(|field| field.key != path[1]) => {
                let node = Node { value: Value::Table(body.table), span: header.span.clone() };
                below.push(Field { key: path[1].to_owned(), key_span: header.span, node });
                continue;
            }
            (["exam"] | ["exam", "topics" | "kinds" | "points"], true) => twice(&path, header.span),
            _ => unknown(&path, header.span),
        };
        findings.push(told);
    }
    let Some((mut body, span)) = exam else {
        let end = text.lines().next().unwrap_or_default().len();
        findings.push(
            Diagnostic::error(Code::MissingExam, 0..end, "the file has no `[exam]`")
                .help("begin with `[exam]` and `questions = 20`"),
        );
        return None;
    };
    body.table.fields.extend(below);
    Some((body, span))
}

fn stray(field: &Field) -> Diagnostic {
    let message = format!("`{}` stands above `[exam]`, where it belongs to nothing", excerpt(&field.key));
    Diagnostic::error(Code::KeyAboveTables, field.key_span.clone(), message).help("move it below `[exam]`")
}

fn twice(path: &[&str], span: Span) -> Diagnostic {
    let message = format!("`[{}]` stands twice", path.join("."));
    Diagnostic::error(Code::DuplicateTable, span, message).help("join the two")
}

fn unknown(path: &[&str], span: Span) -> Diagnostic {
    let message = format!("there is no `{}` in a blueprint", excerpt(&path.join(".")));
    let told = Diagnostic::error(Code::UnknownTable, span, message);
    let tables = ["exam", "exam.topics", "exam.kinds", "exam.points"];
    match nearest(&path.join("."), tables).filter(|near| *near != path.join(".")) {
        Some(near) => told.help(format!("did you mean `[{near}]`?")),
        None => told.help("a blueprint has `[exam]`, `[exam.topics]`, `[exam.kinds]` and `[exam.points]`"),
    }
}

fn exam(text: &str, body: &Body, span: Span, findings: &mut Findings) -> BlueprintFile {
    let mut fields = Fields::new(body, text, findings, "`[exam]`", span.clone(), Known::Keys(EXAM));
    let title = fields.text("title").map(|spot| spot.text);
    let questions = fields.node("questions").and_then(|node| count(&mut fields, "questions", node));
    let seconds = time(&mut fields);
    let pass = pass(&mut fields);
    let decks = fields.texts("decks").into_iter().map(|spot| (spot.text, spot.span)).collect();
    let shuffle = fields.node("shuffle").is_none() || fields.flag("shuffle");
    let topics = counts(&mut fields, "topics");
    let kinds = counts(&mut fields, "kinds")
        .into_iter()
        .filter_map(|asked| {
            let what = kind(&mut fields, "kinds", &asked.what, &asked.span)?;
            Some(Asked { what, count: asked.count, span: asked.span })
        })
        .collect();
    let (points, points_by_kind) = points(&mut fields);
    let seed = seed(&mut fields);
    fields.finish(&|key| {
        (key == "versions").then(|| {
            let told = Diagnostic::error(Code::UnknownKey, 0..0, "`[exam]` has no `versions`");
            told.help("say it when you print: `acquis exam paper FILE --versions A,B`")
        })
    });
    let written = BlueprintFile {
        title,
        questions,
        seconds,
        pass,
        decks,
        shuffle,
        topics,
        kinds,
        points,
        points_by_kind,
        seed,
        span,
    };
    sums(&written, findings);
    written
}

fn count(fields: &mut Fields<'_>, key: &str, node: &Node) -> Option<usize> {
    let read = match &node.value {
        Value::Integer(Some(count)) => usize::try_from(*count).ok().filter(|count| (1..=MOST).contains(count)),
        _ => None,
    };
    if read.is_none() {
        let message = format!("`{}` is no number of questions", excerpt(key));
        let diagnostic = Diagnostic::error(Code::BadCount, node.span.clone(), message);
        let quoted = if let Value::Text(text) = &node.value { text.trim().parse::<usize>().ok() } else { None };
        fields.findings.push(match quoted.filter(|count| (1..=MOST).contains(count)) {
            Some(count) => {
                let help = format!("write `{} = {count}`, without quotes", excerpt(key));
                diagnostic.help(help).fix(node.span.clone(), count.to_string())
            }
            None => diagnostic.help(format!("write a whole number from 1 to {MOST}")),
        });
    }
    read
}

fn time(fields: &mut Fields<'_>) -> Option<u64> {
    let node = fields.node("time")?;
    let read = match &node.value {
        Value::Text(text) => seconds_of(text),
        Value::Integer(Some(minutes)) => seconds_of(&minutes.to_string()),
        _ => None,
    };
    if read.is_none() {
        let diagnostic = Diagnostic::error(Code::BadTime, node.span.clone(), "`time` is no time to sit an exam in");
        fields.findings.push(diagnostic.help("write `time = \"15m\"` or `\"1h30m\"`, at most a day"));
    }
    read
}

fn pass(fields: &mut Fields<'_>) -> Option<f64> {
    let node = fields.node("pass")?;
    let raw = fields.raw(node).trim_matches(['"', '\'']).trim();
    let read = pass_mark(raw);
    if read.is_none() {
        let diagnostic = Diagnostic::error(Code::BadPass, node.span.clone(), "`pass` is no share of the points");
        fields.findings.push(diagnostic.help("write per cent, above 0 to 100: `pass = 60`"));
    }
    read
}

/// `60`, `62.5`, `60 %`: per cent, above 0 to 100.
pub(crate) fn pass_mark(text: &str) -> Option<f64> {
    let number: f64 = text.trim().trim_end_matches('%').trim().parse().ok()?;
    (number > 0.0 && number <= 100.0).then_some(number)
}

fn counts(fields: &mut Fields<'_>, key: &'static str) -> Vec<Asked<String>> {
    let Some(node) = fields.node(key) else { return Vec::new() };
    let Value::Table(Table { fields: asked }) = &node.value else {
        fields.tell_sort(key, node, "a table of counts", Some(format!("write `[exam.{key}]` and a count for each")));
        return Vec::new();
    };
    let read = asked.iter().filter_map(|field| {
        let count = count(fields, &field.key, &field.node)?;
        Some(Asked { what: field.key.clone(), count, span: field.key_span.clone() })
    });
    read.collect()
}

fn kind(fields: &mut Fields<'_>, table: &str, word: &str, span: &Span) -> Option<KindName> {
    let words = KindName::ALL.into_iter().filter(|kind| *kind != KindName::Card).map(KindName::word);
    let diagnostic = match KindName::parse(word) {
        Some(KindName::Card) => {
            Diagnostic::error(Code::SelfRated, span.clone(), "a `card` is rated by the student, so no paper asks it")
        }
        Some(what) => return Some(what),
        None => {
            let mut unknown = fields::unknown(Code::UnknownKind, word, &format!("`[exam.{table}]`"), words);
            if let Some(meant) = format::kind_meant(&word.to_lowercase().replace(['-', ' '], "_")) {
                unknown = unknown.help(format!("did you mean `{}`?", meant.word()));
            }
            unknown.span = span.clone();
            unknown
        }
    };
    fields.findings.push(diagnostic);
    None
}

/// `points = 2`, or a table by kind.
fn points(fields: &mut Fields<'_>) -> (Option<f64>, Vec<(KindName, f64)>) {
    let Some(node) = fields.node("points") else { return (None, Vec::new()) };
    let Value::Table(Table { fields: by_kind }) = &node.value else { return (amount(fields, node), Vec::new()) };
    let read = by_kind.iter().filter_map(|field| {
        let what = kind(fields, "points", &field.key, &field.key_span);
        let points = amount(fields, &field.node);
        what.zip(points)
    });
    (None, read.collect())
}

/// The most points of a question.
const MOST_POINTS: f64 = 100.0;

fn amount(fields: &mut Fields<'_>, node: &Node) -> Option<f64> {
    let number = matches!(node.value, Value::Integer(_) | Value::Float);
    let read: Option<f64> = fields.raw(node).replace('_', "").parse().ok();
    let read = read.filter(|points| number && *points > 0.0 && *points <= MOST_POINTS);
    if read.is_none() {
        let diagnostic = Diagnostic::error(Code::BadCount, node.span.clone(), "`points` is no number of points");
        fields.findings.push(diagnostic.help("write a number above 0, at most 100: `points = 2`"));
    }
    read
}

fn seed(fields: &mut Fields<'_>) -> Option<u64> {
    let node = fields.node("seed")?;
    let read = match &node.value {
        Value::Integer(Some(seed)) => u64::try_from(*seed).ok(),
        _ => None,
    };
    if read.is_none() {
        let diagnostic = Diagnostic::error(Code::BadCount, node.span.clone(), "`seed` is no seed of a paper");
        fields.findings.push(diagnostic.help("write a whole number, 0 or above: `seed = 7`"));
    }
    read
}

/// More asked for than the paper has.
fn sums(written: &BlueprintFile, findings: &mut Findings) {
    let topics = written.topics.iter().map(|asked| asked.count).sum::<usize>();
    let kinds = written.kinds.iter().map(|asked| asked.count).sum::<usize>();
    let Some(questions) = written.questions else { return };
    let mut tell = |sum: usize, first: Option<Span>, name: &str| {
        if let Some(span) = first.filter(|_| sum > questions) {
            let message = format!("`[exam.{name}]` asks for {sum} questions, the paper has {questions}");
            findings
                .push(Diagnostic::error(Code::TooManyAsked, span, message).help("raise `questions`, or ask for fewer"));
        }
    };
    tell(topics, written.topics.first().map(|asked| asked.span.clone()), "topics");
    tell(kinds, written.kinds.first().map(|asked| asked.span.clone()), "kinds");
}
