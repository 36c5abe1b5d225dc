//! The tables of answers in `tests/data`: rates by family, and simpler judges beside.

use std::collections::BTreeMap;

use acquis::internals::{Judge, folded};
use serde_json::Value;

use crate::judge_rates::rates::{accepts, verdict};

const TABLES: [&str; 6] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/judged.jsonl"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/judged-2.jsonl"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/judged-3.jsonl"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/judged-4.jsonl"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/judged-5.jsonl"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/judged-6.jsonl"),
];

/// Prints the rates of every table.
pub(super) fn print() -> Result<(), String> {
    let judge = Judge::new(&[]);
    for path in TABLES {
        let table = std::fs::read_to_string(path).map_err(|cause| format!("could not read {path}: {cause}"))?;
        let lines: Result<Vec<Value>, _> = table.lines().map(serde_json::from_str).collect();
        let lines = lines.map_err(|cause| format!("{path}: {cause}"))?;
        println!("\n{} answers of {}\n", lines.len(), path.rsplit('/').next().unwrap_or_default());
        families(&lines, &judge);
        side_by_side(&lines, &judge);
    }
    Ok(())
}

fn is_right(line: &Value) -> Option<bool> {
    match line["expect"].as_str() {
        Some("correct" | "close" | "right" | "misspelt") => Some(true),
        Some("wrong" | "unread") => Some(false),
        _ => None,
    }
}

fn families(lines: &[Value], judge: &Judge) {
    let mut families: BTreeMap<&str, [u32; 4]> = BTreeMap::new();
    for line in lines {
        let Some(right) = is_right(line) else { continue };
        let accepted = accepts(&verdict(judge, line));
        let counts = families.entry(line["family"].as_str().unwrap_or("")).or_default();
        counts[if right { 0 } else { 2 }] += 1;
        counts[if right { 1 } else { 3 }] += u32::from(right != accepted);
    }
    println!("{:<18} {:>14} {:>14}", "family", "right, refused", "wrong, accepted");
    let mut total = [0; 4];
    for (family, counts) in &families {
        println!("{family:<18} {:>8} {:>5} {:>8} {:>5}", counts[0], counts[1], counts[2], counts[3]);
        (0..4).for_each(|at| total[at] += counts[at]);
    }
    println!("{:<18} {:>8} {:>5} {:>8} {:>5}\n", "all", total[0], total[1], total[2], total[3]);
}

/// A judge by name: whether it accepts a line.
type Other<'a> = (&'a str, Box<dyn Fn(&Value) -> bool + 'a>);

/// Texts only: the simpler judges know neither dates nor numbers nor lists.
fn side_by_side(lines: &[Value], judge: &Judge) {
    let forms = |line: &Value| -> Vec<String> {
        let accept = line["accept"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        line["answer"].as_str().map(str::to_owned).into_iter().chain(accept).collect()
    };
    let compared = |same: fn(&str, &str) -> bool| -> Box<dyn Fn(&Value) -> bool> {
        Box::new(move |line| forms(line).iter().any(|form| same(form, line["input"].as_str().unwrap_or(""))))
    };
    let judges: [Other<'_>; 5] = [
        ("exact match", compared(|form, input| form == input.trim())),
        ("case folded", compared(|form, input| form.to_lowercase() == input.trim().to_lowercase())),
        ("form folded", compared(|form, input| folded(form) == folded(input))),
        (
            "strsim ≥ 0.85",
            compared(|form, input| strsim::normalized_levenshtein(&form.to_lowercase(), &input.to_lowercase()) >= 0.85),
        ),
        ("acquis", Box::new(|line| accepts(&verdict(judge, line)))),
    ];
    let texts: Vec<&Value> =
        lines.iter().filter(|line| matches!(line["kind"].as_str(), Some("short" | "cloze"))).collect();
    println!("{:<14} {:>15} {:>15}   texts only", "judge", "right refused", "wrong accepted");
    for (name, accepts) in &judges {
        let count = |right: bool| {
            let all: Vec<_> = texts.iter().filter(|line| is_right(line) == Some(right)).collect();
            (all.iter().filter(|line| accepts(line) != right).count(), all.len())
        };
        let share = |(missed, all): (usize, usize)| format!("{missed} of {all}");
        println!("{name:<14} {:>15} {:>15}", share(count(true)), share(count(false)));
    }
    println!();
}
