//! A paper and its key as HTML for the printer: A4 and Letter, black on white, no page break inside a question.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::exam::{Item, Key, Paper};
use crate::ui::harmless;

const STYLE: &str = "
@page { margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8.5pt serif; } }
* { box-sizing: border-box; }
html { font: 11pt/1.4 Georgia, 'Times New Roman', 'DejaVu Serif', serif; color: #000; background: #fff; }
body { max-width: 178mm; margin: 0 auto; padding: 6mm 0; }
h1 { font-size: 16pt; line-height: 1.2; margin: 0 0 2mm; }
.about { margin: 0 0 4mm; font-size: 10pt; }
.who { display: grid; grid-template-columns: auto 1fr auto 32mm auto 24mm; column-gap: 3mm; align-items: end; margin: 0 0 6mm; padding: 0 0 5mm; border-bottom: 0.5pt solid #000; font-size: 10pt; }
.who span { border-bottom: 0.5pt solid #000; height: 8mm; }
.questions { list-style: none; margin: 0; padding: 0; }
.questions > li { break-inside: avoid; page-break-inside: avoid; margin: 0 0 7mm; padding-left: 9mm; position: relative; }
.number { position: absolute; left: 0; font-weight: bold; }
.stem { margin: 0; padding-right: 18mm; white-space: pre-line; }
.points { position: absolute; right: 0; top: 0; font-size: 9pt; white-space: nowrap; }
.how { margin: 1mm 0 0; font-size: 9pt; font-style: italic; }
.line { border-bottom: 0.5pt solid #555; height: 9mm; }
.options { list-style: none; margin: 2mm 0 0; padding: 0; }
.options li { padding-left: 8mm; position: relative; margin: 0 0 1.6mm; }
.box { position: absolute; left: 0; top: 0.9mm; width: 3.6mm; height: 3.6mm; border: 0.7pt solid #000; }
.box.round { border-radius: 50%; }
.slot { position: absolute; left: 0; top: 0; width: 6mm; height: 4.6mm; border-bottom: 0.7pt solid #000; }
.pairs { display: flex; gap: 10mm; margin-top: 2mm; }
.pairs ul { list-style: none; margin: 0; padding: 0; flex: 1; }
.pairs li { position: relative; padding-left: 9mm; margin: 0 0 2mm; }
.letter { position: absolute; left: 0; font-weight: bold; }
.answer { margin: 1mm 0 0; font-weight: bold; white-space: pre-line; }
.key > li { margin-bottom: 4.5mm; }
.also, .why, .source { margin: 0.6mm 0 0; font-size: 9.5pt; }
.source { font-style: italic; }
footer { margin-top: 8mm; padding-top: 2mm; border-top: 0.5pt solid #000; font-size: 8.5pt; }
@media screen { body { padding: 10mm 6mm; } }
@media print { body { padding: 0; max-width: none; } }
";

/// The paper itself; the letter stands on it where there are several versions.
pub(super) fn exam(paper: &Paper, several: bool) -> String {
    let time = paper.seconds.map(minutes);
    let body = html! {
        p.about {
            (paper.items.len()) " questions, " (points(paper))
            @if let Some(time) = &time { " · " (time) }
            @if let Some(pass) = paper.pass { " · " (pass) " % of the points are needed" }
        }
        div.who {
            div { "Name" } span {}
            div { "Date" } span {}
            div { "Points" } span {}
        }
        ol.questions {
            @for (at, item) in paper.items.iter().enumerate() {
                li { (heading(at, item)) (room(&item.key)) }
            }
        }
    };
    page(paper, several, "", body)
}

fn points(paper: &Paper) -> String {
    if paper.items.iter().all(|item| (item.points - 1.0).abs() < 1e-9) {
        "a point each".to_owned()
    } else {
        format!("{} points", paper.worth())
    }
}

/// The key, in the order of the version, with reasons and sources.
pub(super) fn key(paper: &Paper, several: bool) -> String {
    let body = html! {
        p.about { "Key: a point each. An answer may differ in form; what else is right stands below it." }
        ol.questions.key {
            @for (at, item) in paper.items.iter().enumerate() {
                li {
                    span.number { (at + 1) "." }
                    p.stem { (text(&item.stem)) }
                    p.answer { (text(&right(item))) }
                    @let also = also(&item.key);
                    @if !also.is_empty() { p.also { "also: " (text(&also.join(" · "))) } }
                    @let wrong = wrong(&item.key);
                    @if !wrong.is_empty() { p.also { "wrong: " (text(&wrong.join(" · "))) } }
                    @if let Some(why) = &item.why { p.why { (text(why)) } }
                    @for source in &item.sources { p.source { (text(source)) } }
                }
            }
        }
    };
    page(paper, several, " – key", body)
}

fn page(paper: &Paper, several: bool, what: &str, body: Markup) -> String {
    let version = if several { format!(" – version {}", paper.version.letter()) } else { String::new() };
    let title = format!("{}{version}{what}", harmless(&paper.title));
    let page = html! {
        (DOCTYPE)
        html lang=(language(paper)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (title) }
                (body)
                footer { "acquis · seed " (paper.seed) " · version " (paper.version.letter()) " · paper " (paper.mark()) }
            }
        }
    };
    page.into_string()
}

/// The language that most questions are in.
fn language(paper: &Paper) -> &str {
    let count = |tag: &str| paper.items.iter().filter(|item| item.language == tag).count();
    let tags = paper.items.iter().map(|item| item.language.as_str()).filter(|tag| *tag != "other");
    tags.max_by_key(|tag| count(tag)).unwrap_or("en")
}

fn heading(at: usize, item: &Item) -> Markup {
    html! {
        span.number { (at + 1) "." }
        p.stem { (text(&item.stem)) }
        span.points { "__ / 1" }
    }
}

/// Where the answer is written.
fn room(key: &Key) -> Markup {
    match key {
        Key::Text { .. } | Key::Date { .. } | Key::Number { .. } => html! { div.line {} },
        Key::List { need, .. } => html! { @for _ in 0..*need { div.line {} } },
        Key::Choose { options } => html! {
            p.how { "Tick one." }
            ul.options { @for option in options { li { span.box.round {} (text(&option.text)) } } }
        },
        Key::Select { options } => html! {
            p.how { "Tick every right one." }
            ul.options { @for option in options { li { span.box {} (text(&option.text)) } } }
        },
        Key::Arrange { items, .. } => html! {
            p.how { "Number them in the right order." }
            ul.options { @for item in items { li { span.slot {} (text(item)) } } }
        },
        Key::Match { lefts, rights, .. } => html! {
            p.how { "Write the letter that belongs to each." }
            div.pairs {
                ul { @for left in lefts { li { span.slot {} (text(left)) } } }
                ul { @for (at, right) in rights.iter().enumerate() { li { span.letter { (letter(at)) } (text(right)) } } }
            }
        },
    }
}

/// The answer, with the letters of this version where pairs are matched.
fn right(item: &Item) -> String {
    let Key::Match { lefts, rights, pairs } = &item.key else { return item.answer.clone() };
    let pair = |(left, right): (&String, &String)| {
        let at = rights.iter().position(|own| own == right).unwrap_or(0);
        format!("{left} – {} {right}", letter(at))
    };
    lefts.iter().zip(pairs).map(pair).collect::<Vec<_>>().join("\n")
}

/// What else is right.
fn also(key: &Key) -> Vec<String> {
    match key {
        Key::Text { answers, .. } => answers[1..].to_vec(),
        Key::Date { accept, .. } | Key::Number { accept, .. } => accept.clone(),
        Key::List { items, .. } => items.iter().flat_map(|item| item.accept.clone()).collect(),
        Key::Choose { .. } | Key::Select { .. } | Key::Arrange { .. } | Key::Match { .. } => Vec::new(),
    }
}

/// What is wrong, with the reason.
fn wrong(key: &Key) -> Vec<String> {
    let said = |answer: &str, because: Option<&String>| {
        because.map_or_else(|| answer.to_owned(), |because| format!("{answer} ({because})"))
    };
    match key {
        Key::Text { wrong, .. } | Key::Date { wrong, .. } | Key::Number { wrong, .. } | Key::List { wrong, .. } => {
            wrong.iter().map(|one| said(&one.answer, one.because.as_ref())).collect()
        }
        Key::Choose { options } | Key::Select { options } => {
            let wrong = options.iter().filter(|option| !option.right && option.because.is_some());
            wrong.map(|option| said(&option.text, option.because.as_ref())).collect()
        }
        Key::Arrange { .. } | Key::Match { .. } => Vec::new(),
    }
}

fn letter(at: usize) -> char {
    u8::try_from(at).ok().filter(|at| *at < 26).map_or('?', |at| char::from(b'a' + at))
}

fn minutes(seconds: u64) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    match (minutes, rest) {
        (0, rest) => format!("{rest} seconds"),
        (1, 0) => "1 minute".to_owned(),
        (minutes, 0) => format!("{minutes} minutes"),
        (minutes, rest) => format!("{minutes} min {rest} s"),
    }
}

/// Text of a deck; maud escapes it.
fn text(foreign: &str) -> String {
    harmless(foreign)
}
