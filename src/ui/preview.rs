//! A card as its author looks at it: what a student meets, then everything that stands behind it.

use crate::card::{Interaction, Question};
use crate::text::{Tolerance, Wrong};

use super::cards::answer;
use super::drawn::Drawn;
use super::harmless::harmless_line;
use super::render::choices;
use super::verdict::labelled;
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
    let held = held_against(&question.interaction).into_iter();
    lines.extend(held.flat_map(|(name, text)| field(name, &text, style)));
    lines.extend(group.iter().flat_map(|group| field("group", group, style)));
    Drawn::new(&lines)
}

fn field(name: &str, text: &str, style: &Style) -> Vec<String> {
    labelled(name, &[piece(text, Paint::Plain)], style)
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

/// What an answer is held against besides the right one: a name and words each. `preview` and `try` tell the same.
pub(crate) fn held_against(interaction: &Interaction) -> Vec<(&'static str, String)> {
    let told = |wrong: &Wrong| match &wrong.because {
        Some(because) => format!("{}: {because}", wrong.answer),
        None => wrong.answer.clone(),
    };
    let (forms, wrong): (Vec<&str>, &[Wrong]) = match interaction {
        Interaction::Text(key) => (key.answers.iter().skip(1).map(String::as_str).collect(), &key.wrong),
        Interaction::Date(key) => (key.accept.iter().map(String::as_str).collect(), &key.wrong),
        Interaction::Number(key) => (key.accept.iter().map(String::as_str).collect(), &key.wrong),
        Interaction::List(key) => {
            (key.items.iter().flat_map(|item| &item.accept).map(String::as_str).collect(), &key.wrong)
        }
        Interaction::Choose { options } | Interaction::Select { options } => {
            let wrong = options.iter().filter(|option| !option.right);
            let wrong = wrong.map(|option| Wrong { answer: option.text.clone(), because: option.because.clone() });
            return wrong.map(|wrong| ("wrong", told(&wrong))).collect();
        }
        Interaction::Recall | Interaction::Arrange { .. } | Interaction::Match { .. } => return Vec::new(),
    };
    let mut rows = Vec::new();
    match interaction {
        Interaction::List(key) if key.need < key.items.len() => rows.push(("enough", key.need.to_string())),
        Interaction::Number(key) => match key.tolerance {
            Tolerance::Absolute(within) if within > 0.0 => rows.push(("within", within.to_string())),
            Tolerance::Share(share) if share > 0.0 => rows.push(("within", format!("{} %", share * 100.0))),
            Tolerance::Absolute(_) | Tolerance::Share(_) => {}
        },
        _ => {}
    }
    if !forms.is_empty() {
        rows.push(("also", forms.join("; ")));
    }
    rows.extend(wrong.iter().map(|one| ("wrong", told(one))));
    rows
}

#[cfg(test)]
mod tests {
    use super::held_against;
    use crate::deck;

    /// What `preview` and `try` tell beside the right answer.
    #[test]
    fn a_number_tells_how_far_off_is_right_and_a_list_how_many_are_enough() {
        let head = "[deck]\nid = \"d\"\ntitle = \"D\"\n";
        let number = "[[number]]\nid = \"n\"\nask = \"How much?\"\nanswer = 5.5\nunit = \"million\"\ntolerance = 0.5\n\
                      accept = [\"5.5m\"]\nwrong = [{ answer = \"55\", because = \"ten times that\" }]\n";
        let share = "[[number]]\nid = \"s\"\nask = \"How many?\"\nanswer = 400\ntolerance = \"5 %\"\n";
        let list = "[[list]]\nid = \"l\"\nask = \"Name two\"\nanswers = [\"a\", \"b\", \"c\"]\nneed = 2\n";
        let deck = deck::read(&[head, number, share, list].concat()).deck.expect("a deck");
        let catalogue = deck::Catalogue::new(vec![deck]);
        let mut rng = <rand_chacha::ChaCha8Rng as rand::SeedableRng>::seed_from_u64(0);
        let rows: Vec<_> =
            catalogue.cards.iter().map(|card| held_against(&catalogue.question(card, &mut rng).interaction)).collect();
        let row = |name, text: &str| (name, text.to_owned());
        assert_eq!(rows[0], [row("within", "0.5"), row("also", "5.5m"), row("wrong", "55: ten times that")]);
        assert_eq!(rows[1], [row("within", "5 %")]);
        assert_eq!(rows[2], [row("enough", "2")]);
    }
}
