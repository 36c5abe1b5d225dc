//! How long the judge takes; how well it judges is told by `cargo xtask judge-rates`.
//!
//! `cargo bench --bench judge`, and a part of a name behind `--` for some of them.

use std::sync::LazyLock;

use acquis::internals::Judge;
use divan::Bencher;
use serde_json::{Value, json};

fn main() {
    divan::main();
}

const ANSWER: &str = "European Union Agency for Cybersecurity";

/// One answer, among a thousand rivals.
mod one_answer {
    use super::{ANSWER, Bencher};
    use acquis::internals::Judge;

    fn among_rivals() -> Judge {
        let rival = |number: u32| format!("European Agency number {number} for matter {}", number * 7);
        Judge::new(&(0..1_000).map(rival).collect::<Vec<String>>())
    }

    const TEXTS: [(&str, &str, usize); 7] = [
        ("right", "european union agency for cybersecurity", 1),
        ("a slip", "European Union Agency for Cybersecurty", 1),
        ("wrong", "European Parliament Committee on Industry", 1),
        ("another name", "European Agency number 77 for matter 539", 1),
        ("480 letters", "European Agency number 10, for matter 7 or Union Cybersecurty ", 8),
        ("1.9 kB", "agency ", 280),
        ("10 kB", "agency for cybersecurity and not ", 320),
    ];

    #[divan::bench(args = TEXTS.map(|(name, ..)| name))]
    fn text(bencher: Bencher, name: &str) {
        let judge = among_rivals();
        let answers = [ANSWER.to_owned()];
        let (_, text, times) = TEXTS.into_iter().find(|text| text.0 == name).expect("one of them");
        let typed = text.repeat(times);
        bencher.bench_local(|| judge.text("Which agency is it?", &answers, &typed));
    }

    #[divan::bench]
    fn date(bencher: Bencher) {
        let judge = among_rivals();
        bencher.bench_local(|| judge.date("2017-12-20", "on the 20th of December, 2017"));
    }

    #[divan::bench]
    fn number(bencher: Bencher) {
        let judge = among_rivals();
        bencher.bench_local(|| judge.number(375e9, "three hundred and seventy-five billion"));
    }
}

/// Ten kilobytes, or as much as is read, of what is slowest to judge: most of it is refused unread, what stays below that
/// bound is looked at word by word.
static WORST: LazyLock<[(&str, String); 11]> = LazyLock::new(|| {
    [
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
    ]
});

/// The slowest of some thousand keys and texts made by chance: two texts, three lists, a number, a date.
static FOUND: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("judge_worst.jsonl").lines().collect());

#[divan::bench(args = 0..FOUND.len())]
fn found(bencher: Bencher, at: usize) {
    let judge = Judge::new(&[]);
    bencher.bench_local(|| judge.line(FOUND[at]));
}

fn names() -> impl Iterator<Item = &'static str> {
    WORST.iter().map(|(name, _)| *name)
}

fn worst(bencher: Bencher, kind: &str, answer: &Value, name: &str) {
    let (_, text) = WORST.iter().find(|text| text.0 == name).expect("one of them");
    let line = json!({ "kind": kind, "language": "en", "ask": "Which?", "answer": answer, "input": text }).to_string();
    let judge = Judge::new(&[]);
    bencher.bench_local(|| judge.line(&line));
}

#[divan::bench(args = names())]
fn worst_text(bencher: Bencher, name: &str) {
    worst(bencher, "short", &json!(ANSWER), name);
}

#[divan::bench(args = names())]
fn worst_date(bencher: Bencher, name: &str) {
    worst(bencher, "date", &json!("1998-06-03"), name);
}

#[divan::bench(args = names())]
fn worst_number(bencher: Bencher, name: &str) {
    worst(bencher, "number", &json!({ "value": 12, "unit": "%", "tolerance": 0 }), name);
}

#[divan::bench(args = names())]
fn worst_list(bencher: Bencher, name: &str) {
    let answer = json!(["gold and silver", "iron", "copper, tin and zinc", "lead", "European Union Agency"]);
    worst(bencher, "list", &answer, name);
}
