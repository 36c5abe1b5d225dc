//! How long the judge takes; how well it judges is told by `cargo xtask judge-rates`.
//!
//! `cargo bench --bench judge`

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads the clock and prints")]

use std::time::{Duration, Instant};

use acquis::internals::Judge;
use serde_json::{Value, json};

fn main() {
    let judge = Judge::new(&[]);
    times();
    worst_times(&judge);
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
    let near = "European Agency number 10, for matter 7 or Union Cybersecurty ".repeat(8);
    let texts = texts.into_iter().chain([("480 letters", near.as_str())]);
    println!("one answer, warm, among {} rivals (median of runs)", rivals.len());
    for (name, typed) in texts {
        println!("  {name:<14} {:>9.1} µs", micros(200, || judge.text("Which agency is it?", &answers, typed)));
    }
    println!("  {:<14} {:>9.1} µs", "date", micros(200, || judge.date("2017-12-20", "on the 20th of December, 2017")));
    println!(
        "  {:<14} {:>9.1} µs",
        "number",
        micros(200, || judge.number(375e9, "three hundred and seventy-five billion"))
    );
}

/// Ten kilobytes, or as much as is read, of what is slowest to judge: most of it is refused unread, what stays below that
/// bound is looked at word by word.
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
        ("the answer's words, commas", "European Union Agency, Cybersecurity, for, ".repeat(10)),
        ("alternatives, corrections", "European Union Agency or Cybersecurity, actually ".repeat(9)),
        ("items side by side", "gold silver iron copper tin zinc lead European Union Agency ".repeat(5)),
        ("items apart", "gold; silver; iron; copper; tin; zinc; lead; European Union; ".repeat(5)),
    ];
    println!("\nworst inputs (ms, median of 20 runs)");
    println!("  {:<26} {:>8} {:>8} {:>8} {:>8}", "", "text", "date", "number", "list");
    for (name, text) in &texts {
        let kinds = [
            line("short", json!("European Union Agency for Cybersecurity"), text),
            line("date", json!("1998-06-03"), text),
            line("number", number.clone(), text),
            line("list", list.clone(), text),
        ];
        let times: Vec<String> =
            kinds.iter().map(|line| format!("{:>8.2}", micros(20, || judge.line(line)) / 1e3)).collect();
        println!("  {name:<26} {}", times.join(" "));
    }
}

/// The median of so many runs.
fn micros<T>(runs: usize, work: impl Fn() -> T) -> f64 {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e6
}
