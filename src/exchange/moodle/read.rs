//! Reads Moodle XML.

use super::embedded;
use super::tree::{Element, parse};
use crate::card::KindName;
use crate::deck::excerpt;
use crate::exchange::exercise::{Exercise, Form};
use crate::exchange::gift::{entitle, last_part};
use crate::exchange::incoming::{Incoming, Record, tidy};
use crate::exchange::{decode, html};
use crate::text::Wrong;

pub(in crate::exchange) fn read(bytes: &[u8]) -> Result<Incoming, String> {
    let (text, _) = decode::text(bytes);
    let (root, fault) = parse(&text);
    let Some(quiz) = root.child("quiz") else {
        let why = fault.map_or_else(|| "it has no `<quiz>`".to_owned(), |(line, why)| format!("line {line}: {why}"));
        return Err(why);
    };
    let mut incoming = Incoming::default();
    let (mut categories, mut placed) = (Vec::new(), Vec::new());
    for question in quiz.all("question") {
        let kind = question.attribute("type").unwrap_or_default();
        if kind == "category" {
            categories.push(last_part(&bare(question.child("category"))));
            continue;
        }
        match record(question, kind, &mut incoming) {
            Ok(record) => {
                placed.extend(categories.last().map(|category: &String| (incoming.records.len(), category.clone())));
                incoming.records.push(record);
            }
            Err(why) => incoming.refuse(question.line, why),
        }
    }
    if let Some((line, why)) = fault {
        incoming.refuse(line, why);
    }
    entitle(&mut incoming, &categories, placed);
    Ok(incoming)
}

/// The text inside an element, as it stands.
fn bare(element: Option<&Element>) -> String {
    let text = element.map(|element| element.child("text").map_or(&element.text, |inner| &inner.text));
    text.map(|text| text.trim().to_owned()).unwrap_or_default()
}

/// The words of an element in the format that it names.
fn words(element: Option<&Element>, lost: &mut Vec<String>) -> String {
    let Some(element) = element else { return String::new() };
    let text = bare(Some(element));
    let format = element.attribute("format").unwrap_or("moodle_auto_format");
    let is_html = format == "html" || (format == "moodle_auto_format" && html::looks_like(&text));
    let mut more: Vec<String> = Vec::new();
    if element.child("file").is_some() {
        more.push(html::MEDIA.to_owned());
    }
    let text = if is_html {
        let plain = html::to_text(&text);
        more.extend(plain.lost.into_iter().map(str::to_owned));
        plain.text
    } else {
        tidy(&text)
    };
    for one in more {
        if !lost.contains(&one) {
            lost.push(one);
        }
    }
    text
}

fn record(question: &Element, kind: &str, incoming: &mut Incoming) -> Result<Record, String> {
    let mut lost = Vec::new();
    let stem = words(question.child("questiontext"), &mut lost);
    let form = match kind {
        "cloze" | "multianswer" => return cloze(question, &stem, lost, incoming),
        "shortanswer" => typed(question, &mut lost),
        "multichoice" => choice(question, &mut lost)?,
        "truefalse" => truth(question, &mut lost)?,
        "numerical" => numerical(question, &mut lost)?,
        "matching" | "ddmatch" => pairs(question, &mut lost),
        "ordering" => order(question, &mut lost),
        "essay" => Form::Open { back: words(question.child("graderinfo"), &mut lost) },
        "description" => return Err("a description, which asks nothing".to_owned()),
        other => return Err(format!("a deck has no place for questions of the type `{}`", excerpt(other))),
    };
    let mut exercise = Exercise::new(stem, form);
    around(question, &mut exercise, &mut lost);
    if let Form::Open { back } = &mut exercise.form
        && back.is_empty()
    {
        *back = exercise.why.take().unwrap_or_default();
    }
    exercise.lost = lost;
    exercise.into_record(question.line, incoming)
}

/// Id number, feedback, hint and tags.
fn around(question: &Element, exercise: &mut Exercise, lost: &mut Vec<String>) {
    exercise.id = Some(bare(question.child("idnumber"))).filter(|id| !id.is_empty());
    exercise.why = Some(words(question.child("generalfeedback"), lost)).filter(|why| !why.is_empty());
    let mut hints = question.all("hint").map(|hint| words(Some(hint), lost)).collect::<Vec<_>>();
    hints.retain(|hint| !hint.is_empty());
    if hints.len() > 1 {
        lost.push("hints behind the first".to_owned());
    }
    exercise.hint = hints.into_iter().next();
    let tags = question.child("tags").into_iter().flat_map(|tags| tags.all("tag")).map(|tag| bare(Some(tag)));
    exercise.topics = tags.filter(|tag| !tag.is_empty()).collect();
}

fn cloze(question: &Element, stem: &str, mut lost: Vec<String>, incoming: &mut Incoming) -> Result<Record, String> {
    let (text, less) = embedded::gaps(stem)?;
    if less {
        lost.push("options, feedback and parts of points in a gap".to_owned());
    }
    // All but the text itself comes in as for any other question.
    let mut exercise = Exercise::new("-".to_owned(), Form::Open { back: "-".to_owned() });
    around(question, &mut exercise, &mut lost);
    exercise.lost = lost;
    let mut record = exercise.into_record(question.line, incoming)?;
    record.draft.kind = KindName::Cloze;
    record.draft.table.remove("front");
    record.draft.table.remove("back");
    record.put("text", &text);
    Ok(record)
}

fn fraction(answer: &Element) -> f64 {
    answer.attribute("fraction").and_then(|text| text.trim().parse().ok()).unwrap_or(0.0)
}

fn feedback(answer: &Element, lost: &mut Vec<String>) -> Option<String> {
    Some(words(answer.child("feedback"), lost)).filter(|text| !text.is_empty())
}

fn typed(question: &Element, lost: &mut Vec<String>) -> Form {
    let (mut answers, mut wrong) = (Vec::new(), Vec::new());
    for answer in question.all("answer") {
        let text = words(Some(answer), lost);
        if text.replace("\\*", "").contains('*') {
            lost.push("an answer with `*` for anything".to_owned());
            continue;
        }
        let text = text.replace("\\*", "*");
        match fraction(answer) {
            full if full >= 100.0 => answers.push(text),
            part if part > 0.0 => lost.push("an answer that earns a part".to_owned()),
            _ => wrong.push(Wrong { answer: text, because: feedback(answer, lost) }),
        }
    }
    Form::Typed { answers, wrong }
}

fn choice(question: &Element, lost: &mut Vec<String>) -> Result<Form, String> {
    let single = bare(question.child("single")) != "false";
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for answer in question.all("answer") {
        let (text, earns) = (words(Some(answer), lost), fraction(answer));
        if (single && earns >= 100.0) || (!single && earns > 0.0) {
            if feedback(answer, lost).is_some() {
                lost.push("feedback to a right option".to_owned());
            }
            right.push(text);
        } else {
            if earns > 0.0 {
                lost.push("an option that earns a part".to_owned());
            }
            wrong.push(Wrong { answer: text, because: feedback(answer, lost) });
        }
    }
    if right.is_empty() {
        return Err("no option is right".to_owned());
    }
    if wrong.is_empty() {
        return Err("no option is wrong".to_owned());
    }
    if single && right.len() > 1 {
        lost.push("a second option that is right as well".to_owned());
        right.truncate(1);
    }
    Ok(if right.len() == 1 { Form::One { right: right.remove(0), wrong } } else { Form::Several { right, wrong } })
}

fn truth(question: &Element, lost: &mut Vec<String>) -> Result<Form, String> {
    let right =
        question.all("answer").find(|answer| fraction(answer) >= 100.0).ok_or("neither true nor false is right")?;
    if question.all("answer").any(|answer| feedback(answer, &mut Vec::new()).is_some()) {
        lost.push("feedback to one answer of true and false".to_owned());
    }
    match bare(Some(right)).to_lowercase().as_str() {
        "true" => Ok(Form::Truth(true)),
        "false" => Ok(Form::Truth(false)),
        other => Err(format!("the right answer is `{}`, neither true nor false", excerpt(other))),
    }
}

fn numerical(question: &Element, lost: &mut Vec<String>) -> Result<Form, String> {
    let full = question.all("answer").filter(|answer| fraction(answer) >= 100.0).collect::<Vec<_>>();
    if full.len() < question.all("answer").filter(|answer| fraction(answer) > 0.0).count() || full.len() > 1 {
        lost.push("a second number that earns points".to_owned());
    }
    if question.child("units").is_some_and(|units| !units.children.is_empty()) {
        lost.push("units".to_owned());
    }
    let answer = full.first().ok_or("no number is right")?;
    let number = |text: String| text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
    let text = bare(Some(answer));
    let value = number(text.clone()).ok_or_else(|| format!("`{}` is no number", excerpt(&text)))?;
    let width = answer.child("tolerance").and_then(|width| number(bare(Some(width)))).unwrap_or(0.0).abs();
    Ok(Form::Number { value, width })
}

fn pairs(question: &Element, lost: &mut Vec<String>) -> Form {
    let (mut pairs, mut extra) = (Vec::new(), Vec::new());
    for one in question.all("subquestion") {
        let (left, right) = (words(Some(one), lost), words(one.child("answer"), lost));
        if left.is_empty() { extra.push(right) } else { pairs.push((left, right)) }
    }
    extra.retain(|text| !text.is_empty());
    Form::Pairs { pairs, extra }
}

/// The items of an ordering stand in their order, numbered by their fraction.
fn order(question: &Element, lost: &mut Vec<String>) -> Form {
    let mut items: Vec<(f64, String)> =
        question.all("answer").map(|answer| (fraction(answer), words(Some(answer), lost))).collect();
    items.sort_by(|one, other| one.0.total_cmp(&other.0));
    let pairs = items.into_iter().enumerate().map(|(at, (_, item))| (item, (at + 1).to_string()));
    Form::Pairs { pairs: pairs.collect(), extra: Vec::new() }
}
