//! Reads Moodle XML.

use super::embedded;
use super::tree::{Element, parse};
use crate::deck::excerpt;
use crate::exchange::exercise::{Exercise, Form};
use crate::exchange::gift::{entitle, last_part};
use crate::exchange::incoming::{Incoming, Record, tidy};
use crate::exchange::marked::{Beside, Marked, Pick, choice, number, typed};
use crate::exchange::{decode, html};

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
    incoming.tell_media();
    Ok(incoming)
}

/// The text inside an element, as it stands.
fn bare(element: Option<&Element>) -> String {
    let text = element.map(|element| element.child("text").map_or(&element.text, |inner| &inner.text));
    text.map(|text| text.trim().to_owned()).unwrap_or_default()
}

/// What an element says in the format that it names.
fn plain(element: Option<&Element>) -> html::Plain {
    let Some(element) = element else { return html::Plain::default() };
    let text = bare(Some(element));
    let format = element.attribute("format").unwrap_or("moodle_auto_format");
    let is_html = format == "html" || (format == "moodle_auto_format" && html::looks_like(&text));
    let mut plain =
        if is_html { html::to_text(&text) } else { html::Plain { text: tidy(&text), ..html::Plain::default() } };
    for file in element.all("file") {
        let name = file.attribute("name").unwrap_or_default();
        if !plain.lost.contains(&html::MEDIA) {
            plain.lost.push(html::MEDIA);
        }
        if !name.is_empty() && !plain.media.iter().any(|known| known == name) {
            plain.media.push(tidy(name));
        }
    }
    plain
}

fn words(element: Option<&Element>, beside: &mut Beside) -> String {
    let plain = plain(element);
    plain.lost.into_iter().for_each(|lost| beside.lose(lost));
    plain.text
}

fn record(question: &Element, kind: &str, incoming: &mut Incoming) -> Result<Record, String> {
    let mut beside = Beside::default();
    let mut stem = plain(question.child("questiontext"));
    old_picture(question, &mut stem);
    let mut gapped = None;
    let form = match kind {
        "cloze" | "multianswer" => {
            gapped = Some(embedded::gaps(&stem.text, &mut beside)?);
            Form::Open { back: String::new() }
        }
        "shortanswer" => typed(marked(question, &mut beside), &mut beside),
        "multichoice" => {
            let pick = if bare(question.child("single")) == "false" || bare(question.child("single")) == "0" {
                Pick::Several
            } else {
                Pick::One
            };
            choice(marked(question, &mut beside), pick, &mut beside)?
        }
        "truefalse" => truth(question, &mut beside)?,
        "numerical" => numerical(question, &mut beside)?,
        "matching" | "ddmatch" => pairs(question, &mut beside),
        "ordering" => order(question, &mut beside),
        "essay" => Form::Open { back: words(question.child("graderinfo"), &mut beside) },
        "description" => return Err("a description, which asks nothing".to_owned()),
        other => return Err(format!("a deck has no place for questions of the type `{}`", excerpt(other))),
    };
    tell_settings(question, kind, &mut beside);
    let mut exercise = Exercise::new(&stem.text, form);
    if stem.lost.contains(&html::MEDIA) {
        exercise.media = Some(stem.media);
    }
    stem.lost.into_iter().filter(|lost| *lost != html::MEDIA).for_each(|lost| beside.lose(lost));
    around(question, &mut exercise, &mut beside);
    exercise.is_hidden = matches!(bare(question.child("hidden")).as_str(), "1" | "true");
    essay_answer(&mut exercise);
    exercise.add(beside);
    match gapped {
        Some(text) => exercise.into_cloze(question.line, &text, incoming),
        None => exercise.into_record(question.line, incoming),
    }
}

/// Moodle 1.9 kept a question's picture beside its text.
fn old_picture(question: &Element, stem: &mut html::Plain) {
    let name = bare(question.child("image"));
    if name.is_empty() && bare(question.child("image_base64")).is_empty() {
        return;
    }
    if !stem.lost.contains(&html::MEDIA) {
        stem.lost.push(html::MEDIA);
    }
    let name = name.rsplit('/').next().unwrap_or_default();
    stem.media.extend(Some(tidy(name)).filter(|name| !name.is_empty()));
}

/// What Moodle says when an author says nothing.
const USUAL_FEEDBACK: [&str; 9] = [
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
    "Die Antwort ist richtig.",
    "Die Antwort ist teilweise richtig.",
    "Die Antwort ist falsch.",
    "Votre réponse est correcte.",
    "Votre réponse est partiellement correcte.",
    "Votre réponse est incorrecte.",
];

/// Settings that have no like here.
fn tell_settings(question: &Element, kind: &str, beside: &mut Beside) {
    let is_on = |name: &str| matches!(bare(question.child(name)).as_str(), "1" | "true");
    let is_off = |name: &str| matches!(bare(question.child(name)).as_str(), "0" | "false");
    if kind == "shortanswer" && is_on("usecase") {
        beside.lose("capitals that count");
    }
    if kind == "multichoice" && is_off("shuffleanswers") {
        beside.lose("the order of the options: they are dealt anew each time");
    }
    let points = bare(question.child("defaultgrade")).parse::<f64>();
    if points.is_ok_and(|points| (points - 1.0).abs() > 1e-6) {
        beside.lose("its points");
    }
    let whole = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"];
    let says = |name: &&str| plain(question.child(name)).text;
    if whole.iter().map(says).any(|text| !text.is_empty() && !USUAL_FEEDBACK.contains(&text.as_str())) {
        beside.lose("feedback to the answer as a whole");
    }
}

/// Name, id number, feedback, hint and tags.
fn around(question: &Element, exercise: &mut Exercise, beside: &mut Beside) {
    exercise.id = Some(bare(question.child("idnumber"))).filter(|id| !id.is_empty());
    exercise.title = Some(bare(question.child("name"))).filter(|name| !name.is_empty());
    exercise.why = Some(words(question.child("generalfeedback"), beside)).filter(|why| !why.is_empty());
    let mut hints = question.all("hint").map(|hint| words(Some(hint), beside)).collect::<Vec<_>>();
    hints.retain(|hint| !hint.is_empty());
    if hints.len() > 1 {
        beside.lose("hints behind the first");
    }
    exercise.hint = hints.into_iter().next();
    let tags = question.child("tags").into_iter().flat_map(|tags| tags.all("tag")).map(|tag| bare(Some(tag)));
    exercise.topics = tags.filter(|tag| !tag.is_empty()).collect();
}

/// An essay's answer is what its marker sees, else what its student sees behind it.
fn essay_answer(exercise: &mut Exercise) {
    let Form::Open { back } = &mut exercise.form else { return };
    if back.is_empty() {
        *back = exercise.why.take().unwrap_or_default();
    } else if let Some(why) = exercise.why.take() {
        let rest = why.strip_prefix(back.as_str()).map(|rest| rest.trim_start().to_owned()).unwrap_or(why);
        exercise.why = Some(rest).filter(|rest| !rest.is_empty());
    }
}

fn fraction(answer: &Element) -> f64 {
    answer.attribute("fraction").and_then(|text| text.trim().parse().ok()).unwrap_or(0.0)
}

fn feedback(answer: &Element, beside: &mut Beside) -> Option<String> {
    Some(words(answer.child("feedback"), beside)).filter(|text| !text.is_empty())
}

fn marked(question: &Element, beside: &mut Beside) -> Vec<Marked> {
    // What is typed is plain text, unless its format says otherwise.
    let is_typed = matches!(question.attribute("type"), Some("shortanswer" | "numerical"));
    let one = |answer: &Element| Marked {
        text: match answer.attribute("format") {
            Some("html") => words(Some(answer), beside),
            _ if is_typed => tidy(&bare(Some(answer))),
            _ => words(Some(answer), beside),
        },
        feedback: feedback(answer, beside),
        percent: fraction(answer),
    };
    question.all("answer").map(one).collect()
}

fn truth(question: &Element, beside: &mut Beside) -> Result<Form, String> {
    let is_right = |answer: &&Element| fraction(answer) >= 100.0;
    let right = question.all("answer").find(is_right).ok_or("neither true nor false is right")?;
    let wrong = question.all("answer").find(|answer| !is_right(answer));
    for answer in std::iter::once(right).chain(wrong) {
        let feedback = feedback(answer, beside);
        beside.explain(feedback);
    }
    match bare(Some(right)).to_lowercase().as_str() {
        "true" => Ok(Form::Truth(true)),
        "false" => Ok(Form::Truth(false)),
        other => Err(format!("the right answer is `{}`, neither true nor false", excerpt(other))),
    }
}

fn numerical(question: &Element, beside: &mut Beside) -> Result<Form, String> {
    if question.child("units").is_some_and(|units| !units.children.is_empty()) {
        beside.lose("units");
    }
    let number_in = |text: &str| text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
    let mut answers = Vec::new();
    for (one, answer) in marked(question, beside).into_iter().zip(question.all("answer")) {
        let width = answer.child("tolerance").and_then(|width| number_in(&bare(Some(width)))).unwrap_or(0.0).abs();
        let range = number_in(&one.text).map(|value| (value, width));
        answers.push((one, range));
    }
    number(answers, beside)
}

fn pairs(question: &Element, beside: &mut Beside) -> Form {
    let (mut pairs, mut extra) = (Vec::new(), Vec::new());
    for one in question.all("subquestion") {
        let (left, right) = (words(Some(one), beside), words(one.child("answer"), beside));
        if left.is_empty() { extra.push(right) } else { pairs.push((left, right)) }
    }
    extra.retain(|text| !text.is_empty());
    Form::Pairs { pairs, extra }
}

/// The items of an ordering stand in their order, numbered by their fraction.
fn order(question: &Element, beside: &mut Beside) -> Form {
    let mut items: Vec<(f64, String)> =
        question.all("answer").map(|answer| (fraction(answer), words(Some(answer), beside))).collect();
    items.sort_by(|one, other| one.0.total_cmp(&other.0));
    let pairs = items.into_iter().enumerate().map(|(at, (_, item))| (item, (at + 1).to_string()));
    Form::Pairs { pairs: pairs.collect(), extra: Vec::new() }
}
