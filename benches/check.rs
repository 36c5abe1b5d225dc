//! How long `check` takes, with every lint, beside a bare parse of the same TOML; from 100 to 100 000 entries.
//!
//! `cargo bench --bench check`. Sizes beyond a deck's limits are several decks of one course.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads the clock and prints")]

#[path = "check/course.rs"]
mod course;

use std::time::Instant;

use acquis::internals::{findings, mended};
use course::course;

/// Entries of one deck: more are spread over several decks of the course.
const OF_A_DECK: usize = 10_000;
const SIZES: [usize; 5] = [100, 1_000, 10_000, 30_000, 100_000];

fn main() {
    println!("{:>8} {:>8} {:>10} {:>10} {:>6} {:>9}", "entries", "MiB", "parse ms", "check ms", "ratio", "findings");
    for size in SIZES {
        let decks: Vec<String> =
            (0..size.div_ceil(OF_A_DECK)).map(|deck| course(deck, OF_A_DECK.min(size - deck * OF_A_DECK))).collect();
        let texts: Vec<&str> = decks.iter().map(String::as_str).collect();
        let runs = if size > 10_000 { 3 } else { 15 };
        let parse = fastest(runs, || texts.iter().map(|text| text.parse::<toml::Table>().expect("TOML").len()).sum());
        let mut found = 0;
        let check = fastest(runs, || {
            found = findings(&texts);
            found
        });
        #[expect(clippy::cast_precision_loss, reason = "bytes of a deck")]
        let mebibytes = texts.iter().map(|text| text.len()).sum::<usize>() as f64 / 1_048_576.0;
        println!("{size:>8} {mebibytes:>8.2} {parse:>10.1} {check:>10.1} {:>6.2} {found:>9}", check / parse);
    }
    let untidy = course(0, OF_A_DECK).lines().filter(|line| !line.starts_with("id = \"e")).fold(
        String::new(),
        |mut text, line| {
            text.push_str(line);
            text.push('\n');
            text
        },
    );
    println!("\n--fix of 10 000 missing ids: {:.1} ms", fastest(5, || mended(&untidy)));
}

/// The fastest of so many runs, in milliseconds.
fn fastest(runs: usize, mut work: impl FnMut() -> usize) -> f64 {
    let time = |work: &mut dyn FnMut() -> usize| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed().as_secs_f64() * 1e3
    };
    (0..runs).map(|_| time(&mut work)).fold(f64::INFINITY, f64::min)
}
