//! How long `check` takes, with every lint, beside a bare parse of the same TOML; from 100 to 100 000 entries.
//!
//! `cargo bench --bench check`. Sizes beyond a deck's limits are several decks of one course.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads the clock and prints")]

use std::fmt::Write as _;
use std::time::Instant;

use acquis::internals::{findings, mended};

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

/// A deck of a large course, with words as rare and as frequent as in prose: the same in each run.
fn course(deck: usize, entries: usize) -> String {
    let mut words = Words(1 + deck as u64);
    let mut text = format!(
        "[deck]\nid = \"big-{deck}\"\ntitle = \"Big\"\ncourse = \"big\"\n\n[sources.book]\ntitle = \"A book\"\n\n\
         [defaults]\nsource = {{ key = \"book\", at = \"p. 1\" }}\n"
    );
    for at in 0..entries {
        let id = format!("e{deck}-{at}");
        let why = words.phrase(14);
        let body = match at % 4 {
            0 => format!(
                "[[date]]\nid = \"{id}\"\nevent = \"The {} agency of {} was {}\"\nwhen = \"{}-{:02}-{:02}\"",
                words.phrase(3),
                words.phrase(2),
                words.phrase(4),
                1950 + at % 70,
                1 + at % 12,
                1 + at % 28
            ),
            1 => format!(
                "[[institution]]\nid = \"{id}\"\nname = \"European {} Office {deck}-{at}\"\nrole = \"{}s the {}\"\naccept = [\"{}\"]",
                words.phrase(2),
                words.phrase(1),
                words.phrase(6),
                words.phrase(3)
            ),
            2 => format!(
                "[[short]]\nid = \"{id}\"\nask = \"Which {} was the {}?\"\nanswer = \"{}\"\naccept = [\"{}\", \"{}\"]",
                words.phrase(5),
                words.phrase(4),
                words.phrase(2),
                words.phrase(2),
                words.phrase(3)
            ),
            _ => format!(
                "[[choice]]\nid = \"{id}\"\nask = \"What did {} mean for {}?\"\nanswer = \"{}\"\nwrong = [\"{}\", {{ answer = \"{}\", because = \"{}\" }}, \"{}\"]",
                words.phrase(5),
                words.phrase(3),
                words.phrase(4),
                words.phrase(4),
                words.phrase(4),
                words.phrase(6),
                words.phrase(4)
            ),
        };
        writeln!(text, "\n{body}\ntopics = [\"a\", \"b\"]\nwhy = \"Because {why}.\"").expect("memory");
    }
    text
}

/// A stream of made-up words; small numbers come oftener than large ones.
struct Words(u64);

impl Words {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn word(&mut self) -> String {
        let (one, other) = (self.draw() % 8_000, self.draw() % 8_000);
        let mut number = one * other / 8_000 + 70;
        let mut word = String::new();
        while number > 0 {
            let pair = usize::try_from(number % 60).expect("below 60");
            word.push(char::from(b"bcdfglmnprst"[pair / 5]));
            word.push(char::from(b"aeiou"[pair % 5]));
            number /= 60;
        }
        word
    }

    fn phrase(&mut self, count: usize) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}
