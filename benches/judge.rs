//! The judge on its table of answers, side by side with simpler ones, and how long it takes.
//!
//! `cargo bench --bench judge`

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads the clock and a file, and prints")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use acquis::internals::{Judge, folded};
use serde_json::{Value, json};

const TABLES: [&str; 3] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/judged.jsonl"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/judged-2.jsonl"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/judged-3.jsonl"),
];

fn main() {
    let judge = Judge::new(&[]);
    for path in TABLES {
        let table = std::fs::read_to_string(path).expect("a table of judged answers");
        let lines: Vec<Value> = table.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        println!("{} answers of {}\n", lines.len(), path.rsplit('/').next().unwrap_or_default());
        families(&lines, &judge);
        side_by_side(&lines, &judge);
    }
    times();
    worst_times(&judge);
}

fn is_right(line: &Value) -> Option<bool> {
    match line["expect"].as_str() {
        Some("correct" | "close") => Some(true),
        Some("wrong" | "unread") => Some(false),
        _ => None,
    }
}

fn accepts(judge: &Judge, line: &Value) -> bool {
    let verdict: Value = serde_json::from_str(&judge.line(&line.to_string()).expect("a verdict")).expect("JSON");
    matches!(verdict["outcome"].as_str(), Some("correct" | "close"))
}

fn families(lines: &[Value], judge: &Judge) {
    let mut families: BTreeMap<&str, [u32; 4]> = BTreeMap::new();
    for line in lines {
        let Some(right) = is_right(line) else { continue };
        let accepted = accepts(judge, line);
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
        ("acquis", Box::new(|line| accepts(judge, line))),
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

fn times() {
    let rivals: Vec<String> =
        (0..1_000).map(|number| format!("European Agency number {number} for matter {}", number * 7)).collect();
    let judge = Judge::new(&rivals);
    let answers = ["European Union Agency for Cybersecurity".to_owned()];
    let long = "agency for cybersecurity and not ".repeat(320);
    let edge = "agency ".repeat(280);
    let texts = [
        ("right", "european union agency for cybersecurity"),
        ("a slip", "European Union Agency for Cybersecurty"),
        ("wrong", "European Parliament Committee on Industry"),
        ("another name", "European Agency number 77 for matter 539"),
        ("1.9 kB", &edge),
        ("10 kB", &long),
    ];
    println!("one answer, warm, among {} rivals (median of runs)", rivals.len());
    for (name, typed) in texts {
        println!("  {name:<14} {:>9.1} µs", micros(|| judge.text("Which agency is it?", &answers, typed)));
    }
    println!("  {:<14} {:>9.1} µs", "date", micros(|| judge.date("2017-12-20", "on the 20th of December, 2017")));
    println!("  {:<14} {:>9.1} µs", "number", micros(|| judge.number(375e9, "three hundred and seventy-five billion")));
}

/// Ten kilobytes, or as much as is read, of what is slowest to judge.
fn worst_times(judge: &Judge) {
    let line = |kind: &str, answer: Value, input: &str| {
        json!({ "kind": kind, "language": "en", "ask": "Which?", "answer": answer, "input": input }).to_string()
    };
    let list = json!(["gold and silver", "iron", "copper, tin and zinc", "lead", "European Union Agency"]);
    let number = json!({ "value": 12, "unit": "%", "tolerance": 0 });
    let texts = [
        ("one word again and again", "agency ".repeat(1_430)),
        ("words and commas", "gold, and silver, not iron or ".repeat(340)),
        ("digits", "1998 3 June 12 ".repeat(680)),
        ("number words", "twenty hundred million and ".repeat(380)),
        ("no blanks", "a".repeat(10_000)),
        ("signs", "-/.,;:?!()".repeat(1_000)),
        ("a short text", "gold and silver and iron or lead".to_owned()),
    ];
    println!("\nworst times (ms, slowest of 20 runs)");
    println!("  {:<26} {:>8} {:>8} {:>8} {:>8}", "", "text", "date", "number", "list");
    for (name, text) in &texts {
        let kinds = [
            line("short", json!("European Union Agency for Cybersecurity"), text),
            line("date", json!("1998-06-03"), text),
            line("number", number.clone(), text),
            line("list", list.clone(), text),
        ];
        let times: Vec<String> = kinds.iter().map(|line| format!("{:>8.2}", slowest(|| judge.line(line)))).collect();
        println!("  {name:<26} {}", times.join(" "));
    }
}

fn slowest<T>(work: impl Fn() -> T) -> f64 {
    let run = || {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    (0..20).map(|_| run()).max().unwrap_or_default().as_secs_f64() * 1e3
}

fn micros<T>(work: impl Fn() -> T) -> f64 {
    let mut times: Vec<Duration> = (0..200)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e6
}
