//! Readers on input of some size and of twice that size: the time may at most grow by the factor told.

use std::time::{Duration, Instant};

use super::Args;
use super::home::{Chance, Home, Tally};

/// Twice the size takes at most so many times as long.
const FACTOR: f64 = 2.5;

/// A reader: its name, the words that run it on `input`, and an input of that many pieces.
type Reader = (&'static str, &'static [&'static str], fn(usize) -> String);

const HEAD: &str = "[deck]\nid = \"grown\"\ntitle = \"Grown\"\n\n";

const READERS: [Reader; 16] = [
    ("check: entries", &["check", "input"], |count| {
        let entry =
            |number| format!("[[short]]\nid = \"e{number}\"\nask = \"Question {number}?\"\nanswer = \"A{number}\"\n");
        HEAD.to_owned() + &(0..count / 8).map(entry).collect::<String>()
    }),
    ("check: gaps", &["check", "input"], |count| {
        let entry = |number| format!("[[cloze]]\nid = \"c{number}\"\ntext = '{}'\n", "{{a=b}} ".repeat(40));
        HEAD.to_owned() + &(0..count / 64).map(entry).collect::<String>()
    }),
    ("check: gaps never closed", &["check", "input"], |count| {
        let entry = |number| format!("[[cloze]]\nid = \"c{number}\"\ntext = '{}'\n", "{{a ".repeat(2000));
        HEAD.to_owned() + &(0..count / 256).map(entry).collect::<String>()
    }),
    ("check: brackets", &["check", "input"], |count| "[".repeat(count * 40)),
    ("log import", &["log", "import", "input"], |count| {
        let line = |number: usize| {
            format!(
                "{{\"id\":\"{number:032x}\",\"device\":\"d\",\"at\":1770000000000,\"utc_offset\":0,\"day\":\"2026-02-05\",\"stamp\":{},\"what\":{{\"kind\":\"suspend\",\"card\":\"d/e{number}#answer\"}}}}\n",
                1_770_000_000_000 + number
            )
        };
        (0..count).map(line).collect()
    }),
    ("import: separators", &["import", "input", "--from", "csv"], |count| ",".repeat(count * 20)),
    ("import: columns of options", &["import", "input", "--from", "csv"], |count| {
        let columns = ",option".repeat(count);
        format!("question,answer{columns}\nWhich?,this{}\n", ",that".repeat(count))
    }),
    ("import: a table, guessed", &["import", "input"], |count| {
        "question,answer\n".to_owned() + &records(count, |at| format!("Which one is {at}?,the {at}\n"))
    }),
    ("import: tabs, guessed", &["import", "input"], |count| {
        records(count, |at| format!("Which one is {at}?\tthe {at}\n"))
    }),
    ("import: GIFT", &["import", "input"], |count| {
        records(count, |at| format!("::q{at}:: Which one is {at}? {{=the {at} ~an {at}}}\n\n"))
    }),
    ("import: Moodle XML", &["import", "input"], |count| {
        let question = |at| {
            let text = format!("<questiontext><text>Which one is {at}?</text></questiontext>");
            format!(
                "<question type=\"shortanswer\">{text}<answer fraction=\"100\"><text>{at}</text></answer></question>\n"
            )
        };
        format!("<quiz>\n{}</quiz>\n", records(count, question))
    }),
    ("import: Aiken", &["import", "input"], |count| {
        records(count, |at| format!("Which one is {at}?\nA. the {at}\nB. an {at}\nANSWER: A\n\n"))
    }),
    ("import: cards with Q and A", &["import", "input"], |count| {
        records(count, |at| format!("Q: Which one is {at}?\nA: the {at}\n\n"))
    }),
    ("import: cards with colons", &["import", "input"], |count| {
        "#flashcards\n\n".to_owned() + &records(count, |at| format!("Which one is {at}?::the {at}\n\n"))
    }),
    ("import: Anki's text", &["import", "input"], |count| {
        "#separator:tab\n".to_owned() + &records(count, |at| format!("Which one is {at}?\tthe {at}\n"))
    }),
    ("import: JSON", &["import", "input"], |count| {
        let lines = records(count, |at| format!("{{\"question\":\"Which one is {at}?\",\"answer\":\"the {at}\"}},"));
        format!("[{}]", lines.trim_end_matches(','))
    }),
];

/// So many records as make a second's work.
fn records(count: usize, record: impl Fn(usize) -> String) -> String {
    (0..count * 2).map(record).collect()
}

pub(crate) fn all(counts: &Args, _: &mut Chance) -> Vec<Tally> {
    READERS.iter().filter(|_| counts.pieces > 0).map(|reader| grown(reader, counts.pieces)).collect()
}

fn grown((name, arguments, input): &Reader, pieces: usize) -> Tally {
    let mut tally = Tally::new(format!("twice the size: {name}"));
    let (nothing, _) = taken(arguments, "");
    let [(small, first), (large, second)] = [pieces, 2 * pieces].map(|count| taken(arguments, &input(count)));
    let [small, large] = [small, large].map(|time| time.saturating_sub(nothing));
    let factor = large.as_secs_f64() / small.as_secs_f64().max(0.005);
    tally.tried = 1;
    tally.notes.push(format!("{:.2} s, then {:.2} s: {factor:.1} times", small.as_secs_f64(), large.as_secs_f64()));
    // What is refused for its size says nothing about time.
    tally.expect(first == second, || format!("the smaller ended with {first:?}, the larger with {second:?}"));
    tally.expect(factor <= FACTOR, || format!("{factor:.1} times as long"));
    tally
}

/// The least of three runs, and the exit code.
fn taken(arguments: &[&str], input: &str) -> (Duration, Option<i32>) {
    let run = || {
        let home = Home::new();
        let path = home.path().join("input.toml").to_string_lossy().into_owned();
        std::fs::write(&path, input).expect("the input");
        let words: Vec<&str> =
            arguments.iter().map(|word| if *word == "input" { path.as_str() } else { word }).collect();
        let begun = Instant::now();
        let code = home.run(&words).code;
        (begun.elapsed(), code)
    };
    (0..3).map(|_| run()).min().unwrap_or_default()
}
