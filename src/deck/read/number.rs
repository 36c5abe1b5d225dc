//! The answer of a `[[number]]` as its author writes it: `60`, `"375 billion"`, `"over 60"`.

use super::excerpt;
use super::fields::{Fields, Spot};
use super::tree::{Node, Value};
use crate::card::{Kind, NumberAnswer};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::roles::ROUGHLY;
use crate::text::{Bound, Language, NumberKey, Tolerance, fold_word};

/// Reads the fields of a `[[number]]` but `ask`.
pub(super) fn number(fields: &mut Fields<'_>, ask: Option<Spot>, language: Language) -> Option<(Kind, Vec<Spot>)> {
    let unit = fields.text("unit").map(|spot| spot.text).unwrap_or_default();
    let tolerance = tolerance(fields);
    let node = fields.required("answer")?;
    let (text, (value, unit, bound)) = read_answer(fields, node, &unit, language)?;
    let shown = if unit.is_empty() || text.contains(&unit) { text.clone() } else { format!("{text} {unit}") };
    let answer = NumberAnswer { value, unit, bound, tolerance, shown: shown.clone() };
    let right = vec![Spot { text, span: node.span.clone() }, Spot { text: shown, span: node.span.clone() }];
    Some((Kind::Number { ask: ask?.text, answer }, right))
}

type Read = (f64, String, Option<Bound>);

fn read_answer(fields: &mut Fields<'_>, node: &Node, unit: &str, language: Language) -> Option<(String, Read)> {
    let raw = fields.raw(node).to_owned();
    match &node.value {
        Value::Integer(Some(_)) | Value::Float => {
            let value: Option<f64> = raw.replace('_', "").parse().ok().filter(|value: &f64| value.is_finite());
            if value.is_none() {
                fields.findings.push(no_number(node, &raw));
            }
            Some((raw, (value?, unit.to_owned(), None)))
        }
        _ => {
            let spot = fields.text_of("answer", node)?;
            if let Some(diagnostic) = glued(node, &spot.text, unit, language) {
                fields.findings.push(diagnostic);
                return None;
            }
            let number = roughly(&spot.text).map_or(spot.text.as_str(), |(_, number)| number);
            let read = NumberKey::read(number, unit, language);
            if read.is_none() {
                fields.findings.push(no_number(node, &spot.text));
            }
            Some((spot.text, read?))
        }
    }
}

/// `ca. 15 %`, `~40`: the word or sign that makes a number rough, and the number.
pub(crate) fn roughly(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let behind = text.trim_start_matches(['~', '≈', '∼']);
    if behind.len() < text.len() {
        return Some((&text[..text.len() - behind.len()], behind.trim_start()));
    }
    let (word, number) = text.split_once(' ')?;
    ROUGHLY.has_word(&fold_word(word.trim_end_matches('.'))).then(|| (word, number.trim_start()))
}

/// A number with its unit behind a hyphen, as in front of a noun: `18-month`.
fn glued(node: &Node, text: &str, unit: &str, language: Language) -> Option<Diagnostic> {
    let (number, noun) = text.split_once('-')?;
    let is_glued = !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit())
        && noun.chars().count() > 2
        && noun.chars().all(char::is_alphabetic);
    let plural = if language == Language::English && !noun.ends_with('s') && number != "1" { "s" } else { "" };
    is_glued.then(|| {
        let message = format!("`{}` is a number glued to its unit", excerpt(text));
        let unit = if unit.is_empty() { format!("{}{plural}", excerpt(noun)) } else { excerpt(unit) };
        Diagnostic::error(Code::BadNumber, node.span.clone(), message)
            .help(format!("write `answer = {number}` and `unit = \"{unit}\"`"))
    })
}

fn no_number(node: &Node, text: &str) -> Diagnostic {
    Diagnostic::error(Code::BadNumber, node.span.clone(), format!("`{}` is no number", excerpt(text)))
        .help("write `60`, `\"375 billion\"` or `\"over 60\"`, and what is counted as `unit`")
}

fn tolerance(fields: &mut Fields<'_>) -> Tolerance {
    let Some(node) = fields.node("tolerance") else { return Tolerance::Absolute(0.0) };
    let raw = fields.raw(node).replace('_', "");
    let read = match &node.value {
        Value::Integer(_) | Value::Float => raw.parse().ok().map(Tolerance::Absolute),
        Value::Text(text) => match text.trim().strip_suffix('%') {
            Some(share) => {
                share.trim().replace(',', ".").parse().ok().map(|share: f64| Tolerance::Share(share / 100.0))
            }
            None => text.trim().replace(',', ".").parse().ok().map(Tolerance::Absolute),
        },
        _ => None,
    };
    let sound = |tolerance: &Tolerance| match tolerance {
        Tolerance::Absolute(width) => width.is_finite() && *width >= 0.0,
        Tolerance::Share(share) => (0.0..=1.0).contains(share),
    };
    if let Some(Tolerance::Absolute(width)) = read
        && let Some(value) =
            fields.node("answer").and_then(|node| fields.raw(node).trim_matches('"').parse::<f64>().ok())
        && value != 0.0
        && width > value.abs()
        && width >= 2.0
    {
        let message = format!("a tolerance of {width} makes nearly every number right");
        let told = Diagnostic::warning(Code::WideTolerance, node.span.clone(), message);
        fields.findings.push(told.help("write how far an answer may be off, or a share: `tolerance = \"5 %\"`"));
    }
    read.filter(sound).unwrap_or_else(|| {
        let diagnostic = Diagnostic::error(Code::BadTolerance, node.span.clone(), "this is no tolerance");
        fields.findings.push(diagnostic.help("write `tolerance = 2`, or a share: `tolerance = \"5 %\"`"));
        Tolerance::Absolute(0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_authors_write_them() {
        let cases = [
            ("60", "", Language::English, 60.0, "", None),
            ("375 billion", "dollars", Language::English, 375e9, "dollars", None),
            ("375 billion dollars", "", Language::English, 375e9, "dollars", None),
            ("over 60", "", Language::English, 60.0, "", Some(Bound::Over)),
            ("1,234.5", "km", Language::English, 1234.5, "km", None),
            ("5 %", "", Language::English, 5.0, "%", None),
            ("1.234,5", "", Language::German, 1234.5, "", None),
            ("3 Billionen", "", Language::German, 3e12, "", None),
            ("2 milliards", "", Language::French, 2e9, "", None),
            ("au moins 12 000", "", Language::French, 12000.0, "", Some(Bound::AtLeast)),
            ("-3", "", Language::English, -3.0, "", None),
        ];
        for (text, unit, language, value, named, bound) in cases {
            let expected = Some((value, named.to_owned(), bound));
            assert_eq!(NumberKey::read(text, unit, language), expected, "{text}");
        }
    }

    #[test]
    fn a_rough_number_is_read_without_its_word() {
        for (answer, unit) in [("ca. 15 %", "%"), ("about 15 percent", "percent"), ("~15 km", "km")] {
            let text = format!(
                "[deck]\nid = \"d\"\ntitle = \"D\"\n[[number]]\nid = \"n\"\nask = \"How much?\"\nanswer = \"{answer}\"\n"
            );
            let deck = crate::deck::read(&text).deck.unwrap();
            let Kind::Number { answer: read, .. } = &deck.notes[0].kind else { panic!() };
            assert_eq!((read.value, read.unit.as_str(), read.shown.as_str()), (15.0, unit, answer));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "many", "over", "1.2.3", "."] {
            assert_eq!(NumberKey::read(text, "", Language::English), None, "{text}");
        }
    }
}
