//! Writes GIFT.

use std::collections::HashSet;

use super::escape::escaped;
use crate::exchange::exercise::{Exercise, Form};
use crate::exchange::outgoing::{Losses, Outgoing, Sent};
use crate::text::Wrong;

/// Words in brackets that a reader takes for the format of what follows.
pub(super) const FORMATS: [&str; 4] = ["[html]", "[moodle]", "[plain]", "[markdown]"];

pub(in crate::exchange) fn write(out: &Outgoing<'_>) -> Sent {
    let mut text = format!("$CATEGORY: {}\n", out.deck.title.replace('/', "//").replace('\n', " "));
    let mut losses = Losses { of_deck: vec!["the head of the deck but its title".to_owned()], ..Losses::default() };
    let mut went = HashSet::new();
    let mut records = 0;
    for item in &out.items {
        let Ok(mut exercise) = Exercise::of(item) else { continue };
        if exercise.hint.is_some() {
            exercise.lost.push("`hint`".to_owned());
        }
        text.push('\n');
        text.push_str(&question(&mut exercise));
        losses.add(&item.note.id, exercise.lost);
        went.insert(item.note.id.as_str());
        records += 1;
    }
    losses.stayed(out, &went);
    Sent { bytes: text.into_bytes(), records, losses }
}

fn question(exercise: &mut Exercise) -> String {
    let id = exercise.id.clone().unwrap_or_default();
    let tag = |topic: &String| format!(" [tag:{}]", bracketed(topic));
    let tags: String = exercise.topics.iter().map(tag).collect();
    // An essay's answer is what is shown behind it.
    let back = if let Form::Open { back } = &exercise.form { Some(back.as_str()) } else { None };
    let feedback: Vec<&str> = back.into_iter().chain(exercise.why.as_deref()).collect();
    let why = if feedback.is_empty() { String::new() } else { format!("####{}", guarded(&feedback.join("\n\n"))) };
    let mut lost = Vec::new();
    let answers = answers(&exercise.form, &mut lost);
    exercise.lost.extend(lost);
    format!(
        "// [id:{}]{tags}\n::{}::[plain]{}{{{answers}{why}}}\n",
        bracketed(&id),
        escaped(&id),
        escaped(&exercise.stem)
    )
}

fn bracketed(text: &str) -> String {
    text.replace('\\', "\\\\").replace(']', "\\]").replace('\n', " ")
}

/// Text that no reader takes for a format.
fn guarded(text: &str) -> String {
    let format = if FORMATS.iter().any(|format| text.starts_with(format)) { "[plain]" } else { "" };
    format!("{format}{}", escaped(text))
}

/// An arrow has no escape: in what is typed or matched it would pair.
fn unpaired(text: &str, lost: &mut Vec<String>) -> String {
    if text.contains("->") {
        lost.push("`->`, which is written →".to_owned());
    }
    guarded(&text.replace("->", "→"))
}

fn answers(form: &Form, lost: &mut Vec<String>) -> String {
    let mut lines: Vec<String> = Vec::new();
    match form {
        Form::Typed { answers, wrong } => {
            // A star stands for anything in what is typed.
            let typed = |text: &str, lost: &mut Vec<String>| unpaired(text, lost).replace('*', "\\*");
            lines.extend(answers.iter().map(|answer| format!("={}", weightless(&typed(answer, lost), "100"))));
            for Wrong { answer, because } in wrong {
                let because = because.as_deref().map(|text| format!("#{}", unpaired(text, lost))).unwrap_or_default();
                lines.push(format!("=%0%{}{because}", typed(answer, lost)));
            }
        }
        Form::Number { value, width, wrong } if wrong.is_empty() => return format!("#{value}:{width}"),
        Form::Number { value, width, wrong } => {
            lines.push(format!("#={value}:{width}"));
            lines.extend(wrong.iter().map(|one| {
                let because = one.because.as_deref().map(|text| format!("#{}", guarded(text))).unwrap_or_default();
                format!("=%0%{}:0{because}", one.answer)
            }));
        }
        Form::One { right, wrong } => {
            lines.push(format!("={}", weightless(&guarded(right), "100")));
            lines.extend(wrong.iter().map(|wrong| option("", wrong)));
        }
        Form::Several { right, wrong } => {
            let share = share(right.len());
            lines.extend(right.iter().map(|text| format!("~%{share}%{}", guarded(text))));
            lines.extend(wrong.iter().map(|wrong| option(&format!("%-{share}%"), wrong)));
        }
        Form::Truth(answer) => return if *answer { "TRUE" } else { "FALSE" }.to_owned(),
        Form::Pairs { pairs, extra } => {
            let pairs = pairs.iter().map(|(left, right)| (left.as_str(), right.as_str()));
            let extra = extra.iter().map(|right| ("", right.as_str()));
            for (left, right) in pairs.chain(extra) {
                lines.push(format!("={} -> {}", unpaired(left, lost), unpaired(right, lost)));
            }
        }
        Form::Open { .. } => return String::new(),
    }
    format!("\n\t{}\n", lines.join("\n\t"))
}

fn option(weight: &str, wrong: &Wrong) -> String {
    let because = wrong.because.as_deref().map(|text| format!("#{}", guarded(text))).unwrap_or_default();
    let answer = guarded(&wrong.answer);
    let answer = if weight.is_empty() { weightless(&answer, "0") } else { answer };
    format!("~{weight}{answer}{because}")
}

/// A text that begins like a weight carries the one it has.
fn weightless(text: &str, weight: &str) -> String {
    if text.starts_with('%') { format!("%{weight}%{text}") } else { text.to_owned() }
}

/// The part of the points that one of so many right options earns, as Moodle lists it.
pub(in crate::exchange) fn share(count: usize) -> &'static str {
    const SHARES: [&str; 10] = ["100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10"];
    SHARES[count.clamp(1, 10) - 1]
}
