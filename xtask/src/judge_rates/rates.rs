//! The rates: how many of each sort were judged otherwise than they should be.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use acquis::internals::Judge;
use serde_json::Value;

use crate::judge_rates::rows::{Row, Sort};

const BEGIN: &str = "<!-- rates: begin -->";
const END: &str = "<!-- rates: end -->";

/// Of one sort: how many there are, and how many were judged otherwise.
#[derive(Clone, Copy, Default)]
struct Count {
    all: usize,
    missed: usize,
}

/// Rates by family: own answers, neighbours, misspelt ones.
pub(super) struct Rates {
    families: BTreeMap<String, [Count; 3]>,
    pub(super) misses: Vec<String>,
}

/// Judges every row.
pub(super) fn of(rows: &[Row]) -> Rates {
    let judge = Judge::new(&[]);
    let mut rates = Rates { families: BTreeMap::new(), misses: Vec::new() };
    for row in rows {
        let verdict = verdict(&judge, &row.line);
        let right = accepts(&verdict);
        let missed = right == (row.sort == Sort::Neighbour);
        let count = &mut rates.families.entry(row.family.clone()).or_default()[row.sort as usize];
        count.all += 1;
        count.missed += usize::from(missed);
        if missed {
            let (answer, input) = (&row.line["answer"], &row.line["input"]);
            let said = if right { "accepted" } else { "refused" };
            rates.misses.push(format!("{}: {answer} | {input} | {said}: {}", row.family, verdict["remarks"]));
        }
    }
    rates
}

/// What the judge says of a line.
pub(super) fn verdict(judge: &Judge, line: &Value) -> Value {
    let said = judge.line(&line.to_string()).unwrap_or_else(|why| panic!("{line}: {why}"));
    serde_json::from_str(&said).expect("a verdict is JSON")
}

pub(super) fn accepts(verdict: &Value) -> bool {
    matches!(verdict["outcome"].as_str(), Some("correct" | "close"))
}

impl Rates {
    /// As a table of Markdown, the sum of all below.
    pub(super) fn table(&self) -> String {
        let mut table =
            "| family | own refused | neighbour accepted | misspelt refused |\n| --- | --- | --- | --- |\n".to_owned();
        let mut sum = [Count::default(); 3];
        for (family, counts) in &self.families {
            for (sum, count) in sum.iter_mut().zip(counts) {
                sum.all += count.all;
                sum.missed += count.missed;
            }
            line(&mut table, family, counts);
        }
        line(&mut table, "all", &sum);
        table
    }
}

fn line(table: &mut String, family: &str, counts: &[Count; 3]) {
    let cells: Vec<String> = counts.iter().map(cell).collect();
    writeln!(table, "| {family} | {} |", cells.join(" | ")).expect("writing to a text");
}

/// `3 of 250 (1.2 %)`
fn cell(count: &Count) -> String {
    let Count { all, missed } = *count;
    match (all, missed) {
        (0, _) => "–".to_owned(),
        (all, 0) => format!("0 of {all}"),
        (all, missed) => {
            let per_mille = (missed * 1000 + all / 2) / all;
            format!("{missed} of {all} ({}.{} %)", per_mille / 10, per_mille % 10)
        }
    }
}

/// Puts the table between the marks of a page.
pub(super) fn write(path: &Path, table: &str) -> Result<(), String> {
    let page = std::fs::read_to_string(path).map_err(|cause| format!("could not read {}: {cause}", path.display()))?;
    let parts = page.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("{} has no lines {BEGIN} and {END}", path.display()))?;
    let page = format!("{before}{BEGIN}\n\n{table}\n{END}{after}");
    std::fs::write(path, page).map_err(|cause| format!("could not write {}: {cause}", path.display()))
}
