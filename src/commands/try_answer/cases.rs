//! `try --file cases.toml`: the answers that a deck must judge as its author means them.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use super::{Reach, catalogue, find, judge, question};
use crate::commands::select::is_path;
use crate::context::print;
use crate::deck::{Case, read_cases};
use crate::error::{Fault, named};
use crate::library;
use crate::text::{Lexicon, Outcome};
use crate::ui::{self, counted};

/// Exit 0 where every answer is judged as expected, 1 where one is not.
///
/// # Errors
/// The file cannot be read, names no deck, or a card that there is not.
pub(super) fn run(path: &Path, deck: Option<&str>, as_json: bool, lexicon: &Lexicon) -> Result<ExitCode> {
    let cases = read_cases(&library::text_of(path)?).map_err(|told| {
        Fault::new(format!("{}:{told}", named(path))).advice("a case is `[[case]]` with `card`, `answer` and `expect`")
    })?;
    let beside = |word: String| match path.parent() {
        Some(folder) if is_path(&word) => folder.join(word).to_string_lossy().into_owned(),
        _ => word,
    };
    let Some(deck) = deck.map(str::to_owned).or_else(|| cases.deck.map(beside)) else {
        let fault = Fault::new(format!("`{}` names no deck", named(path)));
        return Err(fault
            .advice("write `deck = \"./my-deck.toml\"` above the cases, or name it: `acquis try DECK --file …`")
            .into());
    };
    let Reach { catalogue, asked } = &catalogue(&deck)?;
    let mut failed = Vec::new();
    for case in &cases.list {
        let card = find(catalogue, asked, &deck, &case.card)
            .map_err(|cause| Fault::new(format!("{}:{}: {cause}", named(path), case.line)))?;
        let question = question(catalogue, card);
        let outcome = judge(catalogue, card, &question, &case.answer, lexicon)?.outcome;
        if !meets(&case.expect, outcome) {
            failed.push((case, outcome.word()));
        }
    }
    tell(path, cases.list.len(), &failed, as_json)?;
    Ok(if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn meets(expect: &str, outcome: Outcome) -> bool {
    if expect == "right" { outcome.is_right() } else { outcome.word() == expect }
}

fn tell(path: &Path, count: usize, failed: &[(&Case, &str)], as_json: bool) -> Result<()> {
    if as_json {
        let failed: Vec<_> = failed
            .iter()
            .map(|(case, got)| json!({ "line": case.line, "card": case.card, "answer": case.answer, "expect": case.expect, "got": got }))
            .collect();
        return print(&json!({ "schema": 1, "cases": count, "failed": failed }).to_string());
    }
    for (case, got) in failed {
        let line = format!(
            "{}:{}: {}: \"{}\" is {got}, and should be {}",
            named(path),
            case.line,
            case.card,
            case.answer,
            case.expect
        );
        print(&ui::harmless_line(&line))?;
    }
    print(&format!("{}, {} judged otherwise", counted(count, "answer", "answers"), failed.len()))
}
