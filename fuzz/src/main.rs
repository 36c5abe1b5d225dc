//! Mutated input for everything that reads what a stranger wrote: decks, answers, dates, numbers, logs, damaged files.
//!
//! `cargo run --release -p fuzz -- --inputs 20000` throws so many inputs at each target; `--seconds 600` goes on as long as
//! that instead; `--seed N` begins elsewhere; `--target NAME` takes one. An input that breaks a promise is written to
//! `target/fuzz/`, and the run fails. The same seed gives the same inputs.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool run by hand, outside the rings: it reads the clock and files, writes what it found, and prints"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use acquis::internals::{Chance, Judge, fuzz_targets};

/// A longer time for one input is a finding: inputs are small.
const SLOWEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 5 });
/// No input is longer, in bytes.
const LONGEST: usize = 20_000;

/// What stands for trouble somewhere.
const TOKENS: [&str; 40] = [
    "\"",
    "\"\"\"",
    "'''",
    "[[",
    "]]",
    "{{",
    "}}",
    "|",
    "=",
    "#",
    "\\",
    "\\u0000",
    "\u{1b}",
    "\u{202e}",
    "\u{feff}",
    "\u{200d}",
    "\u{301}",
    "\u{9b}",
    "\r",
    "\n",
    "\0",
    "é",
    "𝟙",
    "中",
    "👩‍🎓",
    "-",
    "99999999999999999999",
    "1e999",
    "NaN",
    "0",
    "31 Feb 2017",
    "2017-12",
    "%",
    "not ",
    "{\"kind\":",
    "null",
    "[[short]]\n",
    "answer = ",
    "IX",
    "½",
];

type Run = Box<dyn Fn(&[u8])>;

/// Something that takes any bytes, with what it usually takes.
struct Target {
    name: &'static str,
    corpus: Vec<Vec<u8>>,
    run: Run,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let number = |name: &str, default: u64| value(name).map_or(default, |text| text.parse().expect("a number"));
    let (inputs, seconds, seed) = (number("--inputs", 20_000), number("--seconds", 0), number("--seed", 1));
    let mut targets = targets();
    if let Some(name) = value("--target") {
        targets.retain(|target| target.name == name);
    }
    println!("seed {seed}");
    let share = Duration::from_secs(seconds) / u32::try_from(targets.len().max(1)).expect("a few");
    let mut findings = 0;
    for target in &targets {
        findings += fuzz(target, inputs, share, seed);
    }
    if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// So many inputs, or as many as the time allows: how many broke a promise.
fn fuzz(target: &Target, inputs: u64, time: Duration, seed: u64) -> usize {
    let mut chance = Chance::new(seed);
    let started = Instant::now();
    let (mut count, mut findings, mut slowest) = (0, 0, Duration::ZERO);
    while if time.is_zero() { count < inputs } else { started.elapsed() < time } {
        let input = mutated(&target.corpus, &mut chance);
        let begun = Instant::now();
        let broken = catch_unwind(AssertUnwindSafe(|| (target.run)(&input))).is_err();
        let took = begun.elapsed();
        slowest = slowest.max(took);
        count += 1;
        if broken || took > SLOWEST {
            findings += 1;
            keep(target.name, findings, &input);
            if findings == 10 {
                break;
            }
        }
    }
    println!(
        "{:<8} {count:>9} inputs  {:>5} s  slowest {:>6} ms  {findings} findings",
        target.name,
        started.elapsed().as_secs(),
        slowest.as_millis()
    );
    findings
}

fn keep(target: &str, number: usize, input: &[u8]) {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("target/fuzz");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!("{target}-{number}"));
    std::fs::write(&path, input).expect("written");
    println!("found: {}", path.display());
}

/// One of the corpus, changed in one to eight places.
fn mutated(corpus: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut input = corpus[chance.below(corpus.len())].clone();
    if input.len() > LONGEST {
        let from = chance.below(input.len() - LONGEST / 4);
        input = input[from..(from + LONGEST / 4).min(input.len())].to_vec();
    }
    for _ in 0..=chance.below(8) {
        let at = chance.below(input.len() + 1);
        let end = (at + chance.below(32)).min(input.len());
        match chance.below(7) {
            0 if at < input.len() => input[at] ^= 1 << chance.below(8),
            1 => drop(input.drain(at..end)),
            2 => drop(input.splice(at..at, TOKENS[chance.below(TOKENS.len())].bytes())),
            3 => {
                let piece = input[at..end].repeat(1 + chance.below(20));
                input.splice(at..at, piece);
            }
            4 => {
                let other = &corpus[chance.below(corpus.len())];
                let from = chance.below(other.len() + 1);
                let to = (from + chance.below(200)).min(other.len());
                input.splice(at..end, other[from..to].iter().copied());
            }
            5 => drop(input.splice(at..end, TOKENS[chance.below(TOKENS.len())].bytes())),
            _ => {
                let to = chance.below(input.len() + 1);
                let piece = input[at..end].to_vec();
                input.splice(to..to, piece);
            }
        }
        input.truncate(LONGEST);
    }
    input
}

fn targets() -> Vec<Target> {
    let judge = std::rc::Rc::new(Judge::new(&["European Council".to_owned(), "ENISA".to_owned()]));
    let typed = typed();
    let judged = |name, run: fn(&Judge, &str)| {
        let judge = std::rc::Rc::clone(&judge);
        let run = Box::new(move |bytes: &[u8]| run(&judge, &String::from_utf8_lossy(bytes)));
        Target { name, corpus: typed.clone(), run: run as Run }
    };
    vec![
        Target { name: "deck", corpus: decks(), run: Box::new(|bytes| _ = fuzz_targets::deck(bytes)) },
        judged("text", |judge, typed| {
            let answers = ["Council of the EU".to_owned(), typed.chars().rev().collect(), typed.to_owned()];
            _ = judge.text("Which institution decides?", &answers[..1], typed);
            _ = judge.text(typed, &answers[1..2], typed);
            _ = judge.text("Which?", &answers[2..], &answers[1]);
        }),
        judged("date", |judge, typed| {
            _ = judge.date("2017-12-20", typed);
            _ = judge.date("2021/2027", typed);
            _ = judge.date(typed, "20 December 2017");
        }),
        judged("number", |judge, typed| {
            _ = judge.number(60.0, typed);
            _ = judge.number(-3.75e11, typed);
        }),
        judged("line", |judge, typed| _ = judge.line(typed)),
        judged("screen", |_, typed| _ = fuzz_targets::screen(typed)),
        Target { name: "import", corpus: tables(), run: Box::new(|bytes| _ = fuzz_targets::import(bytes)) },
        Target { name: "log", corpus: logs(), run: Box::new(|bytes| _ = fuzz_targets::log(bytes)) },
        Target { name: "pages", corpus: databases(), run: Box::new(|bytes| _ = fuzz_targets::pages(bytes)) },
    ]
}

fn read(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(folder);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().filter(|path| path.is_file()).map(|path| std::fs::read(path).expect("a file")).collect()
}

fn decks() -> Vec<Vec<u8>> {
    let mut corpus = read("decks");
    corpus.extend(read("tests/data/hostile"));
    corpus.push(include_bytes!("../../src/deck/read/full.toml").to_vec());
    corpus
}

/// What students typed, and the lines that hold it.
fn typed() -> Vec<Vec<u8>> {
    let table = include_str!("../../tests/data/judged.jsonl");
    let value = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
    let typed = table.lines().filter_map(|line| value(line)["input"].as_str().map(|text| text.as_bytes().to_vec()));
    typed.chain(table.lines().map(|line| line.as_bytes().to_vec())).collect()
}

/// Spreadsheets as students and instructors save them.
fn tables() -> Vec<Vec<u8>> {
    [
        "front;back\nWhich city?;Brussels\n\"two\nlines\";\"a \"\"quote\"\"\"\n",
        "\u{feff}kind,id,ask,answer,accept,topics\nshort,one,Which city?,Brussels,Bruxelles|Brussel,cities\n",
        "id\tevent\twhen\nx\tIt began\t2017-12-20\n",
        "#separator:tab\n#html:true\nA <b>front</b><br>\t&amp; back\n",
        "question,answer\n'=1+1,=1+1\n@x,+3\n",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into()
}

/// A few events at a time.
fn logs() -> Vec<Vec<u8>> {
    let lines: Vec<&str> = include_str!("../../tests/data/golden-log.jsonl").lines().collect();
    lines.chunks(3).map(|lines| lines.join("\n").into_bytes()).collect()
}

/// A database of ours in pieces of some pages.
fn databases() -> Vec<Vec<u8>> {
    let bytes = fuzz_targets::database(include_str!("../../tests/data/golden-log.jsonl"));
    bytes.chunks(3 * 4096).map(<[u8]>::to_vec).collect()
}
