//! `acquis try --batch`: JSON lines in, one verdict a line out, in order.

use std::collections::HashMap;
use std::process::ExitCode;

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::commands::try_answer::{Reach, catalogue, find, judge, question};
use crate::context::print;
use crate::deck;
use crate::text::{
    DateKey, Entry, Language, Lexicon, ListItem, ListKey, NumberKey, Outcome, Rivals, TextKey, Tolerance, Verdict,
    When, Wrong, check_date, check_list, check_number, check_text,
};

/// A self-contained line; fields not known are ignored.
#[derive(Deserialize)]
struct BatchLine {
    #[serde(default)]
    id: Value,
    kind: String,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    ask: String,
    answer: Value,
    #[serde(default)]
    accept: Vec<Value>,
    #[serde(default)]
    need: Option<usize>,
    /// Other known answers.
    #[serde(default)]
    rivals: Vec<String>,
    /// Known wrong answers: texts, or objects with `answer` and `because`.
    #[serde(default)]
    wrong: Vec<Value>,
    input: String,
}

/// A line that names a card of a deck.
#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    id: Value,
    deck: String,
    card: String,
    answer: String,
}

pub(super) fn run(lines: impl Iterator<Item = std::io::Result<String>>, lexicon: &Lexicon) -> Result<ExitCode> {
    let mut decks = HashMap::new();
    let mut bad = false;
    for (at, line) in lines.enumerate() {
        let answer = line
            .map_err(|cause| cause.to_string())
            .and_then(|line| if line.trim().is_empty() { Ok(None) } else { one(&line, &mut decks, lexicon).map(Some) });
        match answer {
            Ok(None) => {}
            Ok(Some(line)) => print(&line.to_string())?,
            Err(why) => {
                bad = true;
                print(&json!({ "line": at + 1, "error": why }).to_string())?;
            }
        }
    }
    Ok(ExitCode::from(u8::from(bad)))
}

#[cfg(any(test, feature = "internals"))]
/// Judges one self-contained or named line; the decks it names are read for it alone.
pub(crate) fn judge_line(line: &str, lexicon: &Lexicon) -> Result<String, String> {
    one(line, &mut HashMap::new(), lexicon).map(|verdict| verdict.to_string())
}

fn one(line: &str, decks: &mut HashMap<String, Reach>, lexicon: &Lexicon) -> Result<Value, String> {
    let value: Value = serde_json::from_str(line).map_err(|cause| format!("no JSON: {cause}"))?;
    if value.get("deck").is_some() {
        let named: Named = serde_json::from_value(value).map_err(|cause| cause.to_string())?;
        return of_card(&named, decks, lexicon);
    }
    let item: BatchLine = serde_json::from_value(value).map_err(|cause| cause.to_string())?;
    within_limits(&item)?;
    let language = Language::of_tag(item.language.as_deref().unwrap_or("en"));
    let (verdict, answer) = of_item(&item, language, lexicon)?;
    Ok(verdict_line(&item.id, &verdict, &answer))
}

fn of_card(named: &Named, decks: &mut HashMap<String, Reach>, lexicon: &Lexicon) -> Result<Value, String> {
    if !decks.contains_key(&named.deck) {
        decks.insert(named.deck.clone(), catalogue(&named.deck).map_err(|cause| format!("{cause:#}"))?);
    }
    let Reach { catalogue, asked } = &decks[&named.deck];
    let card = find(catalogue, asked, &named.deck, &named.card).map_err(|cause| format!("{cause:#}"))?;
    let question = question(catalogue, card);
    let verdict = judge(catalogue, card, &question, &named.answer, lexicon).map_err(|cause| format!("{cause:#}"))?;
    let id = if named.id.is_null() { json!(card.id.to_string()) } else { named.id.clone() };
    Ok(verdict_line(&id, &verdict, &question.answer))
}

/// No more is judged than a deck may hold: what a line lists is compared with what was typed, form by form.
fn within_limits(item: &BatchLine) -> Result<(), String> {
    let items = item.answer.as_array().map_or(0, Vec::len);
    let forms = item.accept.iter().filter_map(|one| one.get("forms")?.as_array()).map(Vec::len).sum();
    for (key, count, most) in [
        ("accept", item.accept.len().max(forms), deck::MOST_ACCEPTED),
        ("wrong", item.wrong.len(), deck::MOST_ACCEPTED),
        ("answer", items, deck::MOST_ACCEPTED),
        ("rivals", item.rivals.len(), deck::MOST_ENTRIES),
    ] {
        if count > most {
            return Err(format!("`{key}` has {count} items, more than {most}"));
        }
    }
    if item.input.len() > deck::LONGEST_TEXT {
        return Err(format!("`input` has more than {} bytes", deck::LONGEST_TEXT));
    }
    Ok(())
}

fn of_item(item: &BatchLine, language: Language, lexicon: &Lexicon) -> Result<(Verdict, String), String> {
    let ask = item.ask.clone();
    let rivals = Rivals::new(item.rivals.iter().map(|rival| (rival.clone(), None)));
    match item.kind.as_str() {
        "short" | "cloze" => {
            let answer = text(&item.answer)?;
            let mut answers = vec![answer.clone()];
            answers.extend(texts(&item.accept)?);
            let sentence = (item.kind == "cloze").then(|| ask.clone());
            let key = TextKey {
                language,
                ask,
                answers,
                wrong: wrongs(item)?,
                strict: false,
                sentence,
                entry: Entry::default(),
            };
            Ok((check_text(&key, &rivals, &item.input, lexicon), answer))
        }
        "date" => {
            let answer = text(&item.answer)?;
            let when = When::parse(&answer).ok_or_else(|| format!("`{answer}` is no date"))?;
            let key = DateKey { language, ask, answer: when, accept: texts(&item.accept)?, wrong: wrongs(item)? };
            Ok((check_date(&key, &item.input, lexicon), when.words(language)))
        }
        "number" => {
            let key = number(item, language)?;
            Ok((check_number(&key, &item.input, lexicon), key.shown.clone()))
        }
        "list" => {
            let key = list(item, language)?;
            let answer = key.items.iter().map(|item| item.answer.as_str()).collect::<Vec<_>>().join("; ");
            Ok((check_list(&key, &rivals, &item.input, lexicon), answer))
        }
        other => Err(format!("unknown kind `{other}`: short, cloze, date, number or list")),
    }
}

fn number(item: &BatchLine, language: Language) -> Result<NumberKey, String> {
    let field = |name: &str| item.answer.get(name);
    let value = field("value").and_then(Value::as_f64).ok_or("a number's answer needs `value`")?;
    let unit = field("unit").and_then(Value::as_str).unwrap_or_default().to_owned();
    let tolerance = field("tolerance").and_then(Value::as_f64).unwrap_or_default();
    let shown = if unit.is_empty() { value.to_string() } else { format!("{value} {unit}") };
    let accept = texts(&item.accept)?;
    let tolerance = Tolerance::Share(tolerance);
    Ok(NumberKey {
        language,
        ask: item.ask.clone(),
        value,
        unit,
        tolerance,
        bound: None,
        accept,
        wrong: wrongs(item)?,
        shown,
    })
}

fn list(item: &BatchLine, language: Language) -> Result<ListKey, String> {
    let answers = item.answer.as_array().ok_or("a list's answer is an array")?;
    if answers.is_empty() {
        return Err("a list's answer needs at least one item".to_owned());
    }
    let forms_of = |answer: &str| -> Result<Vec<String>, String> {
        let of_item = item.accept.iter().filter(|entry| entry.get("item").and_then(Value::as_str) == Some(answer));
        let forms = of_item.filter_map(|entry| entry.get("forms").and_then(Value::as_array)).flatten();
        forms.map(text).collect()
    };
    let items = answers
        .iter()
        .map(|answer| {
            let answer = text(answer)?;
            let accept = forms_of(&answer)?;
            Ok(ListItem { answer, accept })
        })
        .collect::<Result<Vec<_>, String>>()?;
    let need = item.need.unwrap_or(items.len()).clamp(1, items.len().max(1));
    Ok(ListKey {
        language,
        ask: item.ask.clone(),
        items,
        need,
        wrong: wrongs(item)?,
        strict: false,
        entry: Entry::default(),
    })
}

fn wrongs(item: &BatchLine) -> Result<Vec<Wrong>, String> {
    let wrong = |value: &Value| {
        let answer = text(value.get("answer").unwrap_or(value))?;
        Ok(Wrong { answer, because: value.get("because").and_then(Value::as_str).map(str::to_owned) })
    };
    item.wrong.iter().map(wrong).collect()
}

fn text(value: &Value) -> Result<String, String> {
    value.as_str().map(str::to_owned).ok_or_else(|| format!("`{value}` should be a text"))
}

fn texts(values: &[Value]) -> Result<Vec<String>, String> {
    values.iter().map(text).collect()
}

/// The verdict as JSON. *Almost* is close, or a credit of 0.55 or more short of full marks.
pub(super) fn verdict_line(id: &Value, verdict: &Verdict, answer: &str) -> Value {
    let word = match verdict.outcome {
        Outcome::Correct => "correct",
        Outcome::Close => "almost",
        Outcome::Partial if verdict.credit.share() >= 0.55 => "almost",
        Outcome::Partial | Outcome::Wrong | Outcome::Unread => "wrong",
    };
    json!({
        "id": id,
        "verdict": word,
        "outcome": verdict.outcome.word(),
        "credit": verdict.credit.share(),
        "read_as": verdict.read_as,
        "answer": answer,
        "remarks": verdict.remarks.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn outcome(line: &str) -> String {
        let told = judge_line(line, &Lexicon::embedded()).expect("a verdict");
        let told: Value = serde_json::from_str(&told).expect("JSON");
        told["outcome"].as_str().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_listed_wrong_answer_is_no_slip() {
        let line = |wrong: &str| {
            format!(r#"{{"kind":"short","ask":"Which?","answer":"Sahara","wrong":{wrong},"input":"Sahaara"}}"#)
        };
        assert_eq!(outcome(&line("[]")), "close");
        assert_eq!(outcome(&line(r#"["Sahaara"]"#)), "wrong");
        assert_eq!(outcome(&line(r#"[{"answer":"Sahaara","because":"That is the song."}]"#)), "wrong");
    }

    #[test]
    fn a_line_lists_no_more_than_a_deck_may_hold() {
        let forms = |count: usize| (0..count).map(|at| format!("\"form {at}\"")).collect::<Vec<_>>().join(",");
        for (line, key) in [
            (format!(r#"{{"kind":"short","answer":"a","accept":[{}],"input":"a"}}"#, forms(201)), "`accept` has 201"),
            (format!(r#"{{"kind":"short","answer":"a","wrong":[{}],"input":"a"}}"#, forms(201)), "`wrong` has 201"),
            (format!(r#"{{"kind":"list","answer":[{}],"input":"a"}}"#, forms(201)), "`answer` has 201"),
            (
                format!(
                    r#"{{"kind":"list","answer":["a"],"accept":[{{"item":"a","forms":[{}]}}],"input":"a"}}"#,
                    forms(300)
                ),
                "`accept` has 300",
            ),
            (format!(r#"{{"kind":"short","answer":"a","input":"{}"}}"#, "a".repeat(10_001)), "`input` has more"),
        ] {
            assert!(judge_line(&line, &Lexicon::embedded()).is_err_and(|why| why.contains(key)), "{key}");
        }
        let most = format!(r#"{{"kind":"short","answer":"a","accept":[{}],"input":"form 7"}}"#, forms(200));
        assert_eq!(outcome(&most), "correct");
    }

    #[test]
    fn a_list_without_items_is_an_error() {
        let line = r#"{"kind":"list","ask":"Which?","answer":[],"input":"gold"}"#;
        assert!(judge_line(line, &Lexicon::embedded()).is_err_and(|why| why.contains("at least one item")));
    }
}
