//! A card as its author looks at it: what a student meets, then everything that stands behind it.

use crate::card::{Interaction, Question};
use crate::text::Wrong;

use super::cards::answer;
use super::drawn::Drawn;
use super::harmless::harmless_line;
use super::render::choices;
use super::wrap::{Paint, Style, flow, piece};

/// Whose options are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Options {
    Own,
    /// Others of the course.
    Lent,
}

/// Before the answer: question, options, how it is answered. Behind it: answer, accepted forms, reason, sources.
pub(crate) fn preview(question: &Question, options: Options, group: Option<&str>, style: &Style) -> Drawn {
    let kind = question.kind.word().replace('_', " ");
    let topics = question.topics.iter().map(|topic| harmless_line(topic)).collect::<Vec<_>>().join(", ");
    let about = if topics.is_empty() { kind } else { format!("{kind}; {topics}") };
    let mut lines = vec![String::new()];
    lines.extend(flow(
        "",
        &[piece(&question.card.to_string(), Paint::Dim), piece(&format!("  ({about})"), Paint::Plain)],
        style,
    ));
    lines.extend(flow("  ", &[piece(&question.stem, Paint::Bold)], style));
    lines.extend(choices(&question.interaction, style));
    let lent = if options == Options::Lent { "; lent by the course" } else { "" };
    lines.extend(field("asked", &format!("{}{lent}", how(&question.interaction)), style));
    lines.extend(question.hint.iter().flat_map(|hint| field("hint", hint, style)));
    lines.extend(answer(question, style));
    lines.extend(behind(&question.interaction, style));
    lines.extend(group.iter().flat_map(|group| field("group", group, style)));
    Drawn::new(&lines)
}

fn field(name: &str, text: &str, style: &Style) -> Vec<String> {
    flow(&format!("   {name}  "), &[piece(text, Paint::Plain)], style)
}

fn how(interaction: &Interaction) -> &'static str {
    match interaction {
        Interaction::Recall => "recalled, turned over, rated by the student",
        Interaction::Text(_) => "typed",
        Interaction::Date(_) => "typed, as a date",
        Interaction::Number(_) => "typed, as a number",
        Interaction::List(_) => "typed, in any order",
        Interaction::Choose { .. } => "one is chosen; dealt anew each time",
        Interaction::Select { .. } => "several are chosen; dealt anew each time",
        Interaction::Arrange { .. } => "put in order; dealt anew each time",
        Interaction::Match { .. } => "matched; dealt anew each time",
    }
}

/// Accepted forms, and what is told of wrong answers.
fn behind(interaction: &Interaction, style: &Style) -> Vec<String> {
    let mut lines = Vec::new();
    let (forms, wrong): (Vec<&str>, &[Wrong]) = match interaction {
        Interaction::Text(key) => (key.answers.iter().skip(1).map(String::as_str).collect(), &key.wrong),
        Interaction::Date(key) => (key.accept.iter().map(String::as_str).collect(), &key.wrong),
        Interaction::Number(key) => (key.accept.iter().map(String::as_str).collect(), &key.wrong),
        Interaction::List(key) => {
            (key.items.iter().flat_map(|item| &item.accept).map(String::as_str).collect(), &key.wrong)
        }
        Interaction::Choose { options } | Interaction::Select { options } => {
            for option in options.iter().filter(|option| !option.right) {
                let because = option.because.iter().map(|because| format!(": {because}"));
                let told = std::iter::once(option.text.clone()).chain(because).collect::<String>();
                lines.extend(field("wrong", &told, style));
            }
            return lines;
        }
        Interaction::Recall | Interaction::Arrange { .. } | Interaction::Match { .. } => return lines,
    };
    if let Interaction::List(key) = interaction
        && key.need < key.items.len()
    {
        lines.extend(field("enough", &key.need.to_string(), style));
    }
    if !forms.is_empty() {
        lines.extend(field("accepted", &forms.join("; "), style));
    }
    for one in wrong {
        let because = one.because.iter().map(|because| format!(": {because}"));
        lines.extend(field("wrong", &std::iter::once(one.answer.clone()).chain(because).collect::<String>(), style));
    }
    lines
}
