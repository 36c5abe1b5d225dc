//! A paper and its key as HTML for the printer: A4 and Letter, black on white, in the language of its decks, no page break
//! inside a question.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::exam::{Key, Paper, PaperItem};
use crate::text::{Language, When};
use crate::ui::harmless;

use words::{Words, words};

mod words;

const STYLE: &str = "
* { box-sizing: border-box; }
html { font: 11pt/1.4 Georgia, 'Times New Roman', 'DejaVu Serif', serif; color: #000; background: #fff; }
body { max-width: 178mm; margin: 0 auto; padding: 6mm 0; }
h1 { font-size: 16pt; line-height: 1.2; margin: 0 0 2mm; }
.about { margin: 0 0 4mm; font-size: 10pt; }
.who { display: grid; grid-template-columns: auto 1fr auto 32mm auto 24mm; column-gap: 3mm; align-items: end; margin: 0 0 6mm; padding: 0 0 5mm; border-bottom: 0.5pt solid #000; font-size: 10pt; }
.who span { border-bottom: 0.5pt solid #000; height: 8mm; }
.questions { list-style: none; margin: 0; padding: 0; }
.questions > li { break-inside: avoid; page-break-inside: avoid; margin: 0 0 7mm; padding-left: 9mm; position: relative; }
.questions > li:last-child { margin-bottom: 0; }
.number { position: absolute; left: 0; font-weight: bold; }
.stem { margin: 0; padding-right: 20mm; white-space: pre-line; }
.points { position: absolute; right: 0; top: 0; font-size: 9pt; white-space: nowrap; }
.how { margin: 1mm 0 0; font-size: 9pt; font-style: italic; }
.line { border-bottom: 0.5pt solid #555; height: 9mm; }
.options { list-style: none; margin: 2mm 0 0; padding: 0; }
.options li { padding-left: 13mm; position: relative; margin: 0 0 1.6mm; }
.options .letter { left: 6mm; }
.box { position: absolute; left: 0; top: 0.9mm; width: 3.6mm; height: 3.6mm; border: 0.7pt solid #000; }
.box.round { border-radius: 50%; }
.slot { position: absolute; left: 0; top: 0; width: 7mm; height: 4.6mm; border-bottom: 0.7pt solid #000; }
.options li.slotted, .pairs li { padding-left: 10mm; }
.pairs { display: flex; gap: 10mm; margin-top: 2mm; }
.pairs ul { list-style: none; margin: 0; padding: 0; flex: 1; }
.pairs li { position: relative; margin: 0 0 2mm; }
.letter { position: absolute; left: 0; font-weight: bold; }
.answer { margin: 1mm 0 0; font-weight: bold; white-space: pre-line; }
.key > li { margin-bottom: 4.5mm; }
.also, .why, .source { margin: 0.6mm 0 0; font-size: 9.5pt; }
.source { font-style: italic; }
@media screen { body { padding: 10mm 6mm; } }
@media print { body { padding: 0; max-width: none; } }
";

/// The paper itself.
pub(super) fn exam(paper: &Paper) -> String {
    let words = words(language(paper));
    let body = html! {
        p.about { (about(paper, words)) }
        div.who {
            div { (words.name) } span {}
            div { (words.date) } span {}
            div { (words.points) } span {}
        }
        ol.questions {
            @for (at, item) in paper.items.iter().enumerate() {
                li { (heading(at, item, words)) (room(&item.key, words)) }
            }
        }
    };
    page(paper, words, "", body)
}

fn about(paper: &Paper, words: &Words) -> String {
    let many = paper.items.len();
    let questions = format!("{many} {}", words.questions[usize::from(many != 1)]);
    let worth = paper.worth();
    let points = if paper.items.iter().all(|item| is_one(item.points)) {
        words.each_a_point.to_owned()
    } else {
        format!("{} {}", number(worth, words), words.points_in_all[usize::from(!is_one(worth))])
    };
    let time = paper.seconds.map(|seconds| format!(" · {}", minutes(seconds, words)));
    let pass = paper.pass.map(|pass| format!(" · {} % {}", number(pass, words), words.needed));
    format!("{questions}, {points}{}{}", time.unwrap_or_default(), pass.unwrap_or_default())
}

fn is_one(number: f64) -> bool {
    (number - 1.0).abs() < 1e-9
}

/// With the sign of the language between whole and decimals.
fn number(number: f64, words: &Words) -> String {
    number.to_string().replace('.', words.decimal)
}

/// The key, in the order of the version, with reasons and sources.
pub(super) fn key(paper: &Paper) -> String {
    let words = words(language(paper));
    let body = html! {
        p.about { (about(paper, words)) " · " (words.about_key) }
        ol.questions.key {
            @for (at, item) in paper.items.iter().enumerate() {
                li {
                    span.number { (at + 1) "." }
                    p.stem { (text(&item.stem)) }
                    span.points { (number(item.points, words)) }
                    p.answer { (text(&right(item, words))) }
                    @let also = also(item);
                    @if !also.is_empty() { p.also { (words.also) ": " (text(&also.join(" · "))) } }
                    @let wrong = wrong(item);
                    @if !wrong.is_empty() { p.also { (words.wrong) ": " (text(&wrong.join(" · "))) } }
                    @if let Some(why) = &item.why { p.why { (text(why)) } }
                    @for source in &item.sources { p.source { (text(source)) } }
                }
            }
        }
    };
    page(paper, words, &format!(" – {}", words.key), body)
}

/// Seed, version and fingerprint stand at the foot of every page, in its margin: no page holds them alone.
fn page(paper: &Paper, words: &Words, what: &str, body: Markup) -> String {
    let version = format!("{} {}", words.version, paper.version.letter());
    let title = format!("{} – {version}{what}", harmless(&paper.title));
    let foot = format!("{version}{what} · {} {} · {} {}", words.seed, paper.seed, words.paper, paper.mark());
    let margins = format!(
        "@page {{ margin: 18mm 16mm 20mm; @bottom-left {{ content: '{foot}'; font: 8.5pt serif; }} \
         @bottom-right {{ content: counter(page) ' / ' counter(pages); font: 8.5pt serif; }} }}"
    );
    let page = html! {
        (DOCTYPE)
        html lang=(language(paper).tag().unwrap_or("en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · " (words.paper) " " (paper.mark()) }
                style { (PreEscaped(margins)) (PreEscaped(STYLE)) }
            }
            body { h1 { (title) } (body) }
        }
    };
    page.into_string()
}

/// The language that most questions are in.
fn language(paper: &Paper) -> Language {
    let count = |tag: &str| paper.items.iter().filter(|item| item.language == tag).count();
    let tags = paper.items.iter().map(|item| item.language.as_str()).filter(|tag| *tag != "other");
    tags.max_by_key(|tag| count(tag)).map_or(Language::English, Language::of_tag)
}

fn heading(at: usize, item: &PaperItem, words: &Words) -> Markup {
    html! {
        span.number { (at + 1) "." }
        p.stem { (text(&item.stem)) }
        span.points { "____ / " (number(item.points, words)) }
    }
}

/// Where the answer is written.
fn room(key: &Key, words: &Words) -> Markup {
    let options = |how: &'static str, shape: &'static str, options: &[crate::exam::Offered]| {
        html! {
            p.how { (how) }
            ul.options {
                @for (at, option) in options.iter().enumerate() {
                    li { span class=(shape) {} span.letter { (letter(at)) } (text(&option.text)) }
                }
            }
        }
    };
    match key {
        Key::Text { .. } | Key::Date { .. } | Key::Number { .. } => html! { div.line {} },
        Key::List { need, .. } => html! {
            p.how { (words.give[0]) (need) (words.give[1]) }
            @for _ in 0..*need { div.line {} }
        },
        Key::Choose { options: all } => options(words.tick_one, "box round", all),
        Key::Select { options: all } => options(words.tick_all, "box", all),
        Key::Arrange { items, .. } => html! {
            p.how { (words.number_them) }
            ul.options { @for item in items { li.slotted { span.slot {} (text(item)) } } }
        },
        Key::Match { lefts, rights, .. } => html! {
            p.how { (words.write_letters) }
            div.pairs {
                ul { @for left in lefts { li { span.slot {} (text(left)) } } }
                ul { @for (at, right) in rights.iter().enumerate() { li { span.letter { (letter(at)) } (text(right)) } } }
            }
        },
    }
}

/// The answer as this version has it: with its letters, with the numbers of an order, with how many of a list suffice.
fn right(item: &PaperItem, words: &Words) -> String {
    match &item.key {
        Key::Choose { options } | Key::Select { options } => {
            let right = options.iter().enumerate().filter(|(_, option)| option.right);
            right.map(|(at, option)| format!("{} {}", letter(at), option.text)).collect::<Vec<_>>().join("\n")
        }
        Key::Match { lefts, rights, pairs } => {
            let pair = |(left, right): (&String, &String)| {
                let at = rights.iter().position(|own| own == right).unwrap_or(0);
                format!("{left} – {} {right}", letter(at))
            };
            lefts.iter().zip(pairs).map(pair).collect::<Vec<_>>().join("\n")
        }
        Key::Arrange { items, right } => {
            let place = |item: &String| right.iter().position(|own| own == item).map_or(0, |at| at + 1);
            let numbers: Vec<String> = items.iter().map(|item| place(item).to_string()).collect();
            format!("{}\n({}: {})", item.answer, words.numbers, numbers.join(" "))
        }
        Key::List { items, need, .. } if *need < items.len() => {
            format!("{}\n({}{need}{})", item.answer, words.suffice[0], words.suffice[1])
        }
        _ => item.answer.clone(),
    }
}

/// What else is right.
fn also(item: &PaperItem) -> Vec<String> {
    match &item.key {
        Key::Text { answers, .. } => answers[1..].to_vec(),
        Key::Date { accept, .. } => accept.iter().map(|form| dated(form, item)).collect(),
        Key::Number { accept, .. } => accept.clone(),
        Key::List { items, .. } => items.iter().flat_map(|item| item.accept.clone()).collect(),
        Key::Choose { .. } | Key::Select { .. } | Key::Arrange { .. } | Key::Match { .. } => Vec::new(),
    }
}

/// A date in the words of its question, whatever form its author wrote it in.
fn dated(form: &str, item: &PaperItem) -> String {
    When::parse(form).map_or_else(|| form.to_owned(), |when| when.words(Language::of_tag(&item.language)))
}

/// What is wrong, with the reason; options by their letters.
fn wrong(item: &PaperItem) -> Vec<String> {
    let said = |answer: &str, because: Option<&String>| {
        because.map_or_else(|| answer.to_owned(), |because| format!("{answer} ({because})"))
    };
    match &item.key {
        Key::Date { wrong, .. } => {
            wrong.iter().map(|one| said(&dated(&one.answer, item), one.because.as_ref())).collect()
        }
        Key::Text { wrong, .. } | Key::Number { wrong, .. } | Key::List { wrong, .. } => {
            wrong.iter().map(|one| said(&one.answer, one.because.as_ref())).collect()
        }
        Key::Choose { options } | Key::Select { options } => {
            let wrong = options.iter().enumerate().filter(|(_, option)| !option.right && option.because.is_some());
            let lettered = |at: usize, text: &str| format!("{} {text}", letter(at));
            wrong.map(|(at, option)| said(&lettered(at, &option.text), option.because.as_ref())).collect()
        }
        Key::Arrange { .. } | Key::Match { .. } => Vec::new(),
    }
}

/// `a)` for the first.
fn letter(at: usize) -> String {
    let letter = u8::try_from(at).ok().filter(|at| *at < 26).map_or('?', |at| char::from(b'a' + at));
    format!("{letter})")
}

fn minutes(seconds: u64, words: &Words) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    let whole = || format!("{minutes} {}", words.minutes[usize::from(minutes != 1)]);
    match (minutes, rest) {
        (0, rest) => format!("{rest} {}", words.seconds),
        (_, 0) => whole(),
        (_, rest) => format!("{} {rest} {}", whole(), words.seconds),
    }
}

/// Text of a deck; maud escapes it.
fn text(foreign: &str) -> String {
    harmless(foreign)
}
