//! Whole-process figures: opening, answering, checking, folding, each beside a baseline measured in the same run.
//!
//! `cargo bench --bench performance` takes some minutes; `-- --quick` leaves the largest sizes out.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads clocks and files, and prints")]

#[path = "performance/course.rs"]
mod course;
#[path = "performance/history.rs"]
mod history;
#[path = "performance/measure.rs"]
mod measure;

use std::path::{Path, PathBuf};

use measure::{Cost, bytes_read, first_question, megabytes, milliseconds, ratio, whole};

/// Cards in one file of a course at most.
const A_FILE: usize = 10_000;

/// The same where a course is written as many small decks.
const A_SMALL_FILE: usize = 250;

/// A directory with courses and data directories, gone at the end.
struct Bench {
    dir: tempfile::TempDir,
    quick: bool,
}

fn main() {
    let quick = std::env::args().any(|word| word == "--quick");
    let bench = Bench { dir: tempfile::tempdir().expect("a directory"), quick };
    let start = measure::process_start();
    println!("process start (`acquis --version`): {}\n", milliseconds(start));
    bench.opening(start);
    bench.in_use(start);
    bench.history();
    bench.first_ever();
    bench.answering();
    bench.checking();
    bench.folding();
    let size = std::fs::metadata(measure::BINARY).expect("the binary").len();
    println!("binary: {}", megabytes(size));
}

impl Bench {
    fn course(&self, cards: usize) -> PathBuf {
        let folder = self.dir.path().join(format!("course-{cards}"));
        if !folder.exists() {
            course::write(&folder, cards, A_FILE);
        }
        folder
    }

    /// The same in files as teachers write them.
    fn course_of_small_files(&self, cards: usize) -> PathBuf {
        let folder = self.dir.path().join(format!("small-files-{cards}"));
        if !folder.exists() {
            course::write(&folder, cards, A_SMALL_FILE);
        }
        folder
    }

    fn home(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn sizes(&self) -> &'static [usize] {
        if self.quick { &[100, 1_000, 10_000] } else { &[100, 1_000, 10_000, 100_000] }
    }

    fn opening(&self, start: f64) {
        println!("start to first question, warm (medians)");
        println!(
            "{:>8} {:>10} {:>10} {:>8} {:>8} {:>10} {:>10}",
            "cards", "acquis", "parse", "× parse", "× start", "overview", "memory"
        );
        let mut before: Option<f64> = None;
        for &cards in self.sizes() {
            let (course, home) = (self.course(cards), self.home(&format!("warm-{cards}")));
            // Twice: the second start finds the decks that the first one kept.
            first_question(&course, &home, 2);
            let Cost { seconds, peak } = first_question(&course, &home, 9);
            let parse = measure::bare_parse(&course);
            let overview = whole(&["--data-dir", &home.to_string_lossy()], 9);
            println!(
                "{cards:>8} {:>10} {:>10} {:>8} {:>8} {:>10} {:>10}{}",
                milliseconds(seconds),
                milliseconds(parse),
                ratio(seconds, parse),
                ratio(seconds, start),
                milliseconds(overview),
                megabytes(peak),
                before.map(|before| format!("   {} the size before", ratio(seconds, before))).unwrap_or_default(),
            );
            before = Some(seconds);
        }
        println!("read the bytes of 10 000 cards: {}\n", milliseconds(bytes_read(&self.course(10_000))));
    }

    /// The case that a student has after a year: every card was seen, about ten times, and the decks are many.
    fn in_use(&self, start: f64) {
        println!("start to first question, every card seen, decks of {A_SMALL_FILE} cards, 9.5 reviews a card");
        let mut before: Option<f64> = None;
        for &cards in self.sizes() {
            let (course, home) = (self.course_of_small_files(cards), self.home(&format!("in-use-{cards}")));
            first_question(&course, &home, 1);
            history::write(&home, cards * 19 / 2, cards, A_SMALL_FILE);
            first_question(&course, &home, 2);
            let Cost { seconds, peak } = first_question(&course, &home, 9);
            let parse = measure::bare_parse(&course);
            println!(
                "{cards:>8} {:>10} {:>10} {:>8} {:>8} {:>10}{}",
                milliseconds(seconds),
                milliseconds(parse),
                ratio(seconds, parse),
                ratio(seconds, start),
                megabytes(peak),
                before.map(|before| format!("   {} the size before", ratio(seconds, before))).unwrap_or_default(),
            );
            before = Some(seconds);
        }
        println!();
    }

    fn history(&self) {
        println!("start to first question, 10 000 cards, by length of history");
        let course = self.course(10_000);
        let mut before: Option<f64> = None;
        for reviews in [9_500, 95_000] {
            let home = self.home(&format!("history-{reviews}"));
            first_question(&course, &home, 1);
            history::write(&home, reviews, 10_000, A_FILE);
            first_question(&course, &home, 2);
            let cost = first_question(&course, &home, 9);
            let growth = before.map(|before| format!("   {} with a tenth", ratio(cost.seconds, before)));
            println!("{reviews:>8} reviews {:>10}{}", milliseconds(cost.seconds), growth.unwrap_or_default());
            before = Some(cost.seconds);
        }
        println!();
    }

    fn first_ever(&self) {
        let course = self.course(10_000);
        let warm_home = self.home("warm-10000");
        let without = measure::without_kept_decks(&course, &warm_home, 7);
        let first: f64 = measure::median(
            (0..7).map(|at| first_question(&course, &self.home(&format!("first-{at}")), 1).seconds).collect(),
        );
        println!(
            "first start ever, 10 000 cards: {}; warm, nothing kept: {}; {}\n",
            milliseconds(first),
            milliseconds(without),
            ratio(first, without)
        );
    }

    fn answering(&self) {
        let answers = 60;
        let (course, home) = (self.course(1_000), self.home("answers"));
        let mine = measure::answer(&course, &home, answers);
        let bare = measure::bare_commit(&self.home("bare.db"), answers);
        println!(
            "one answer (judge, schedule, commit) among 1 000 rivals: {}; a bare commit: {}; {}\n",
            milliseconds(mine),
            milliseconds(bare),
            ratio(mine, bare)
        );
    }

    fn checking(&self) {
        println!("check, all lints");
        for &cards in self.sizes() {
            let course = self.course(cards);
            let clean = whole(&["check", &course.to_string_lossy()], 5);
            let parse = measure::bare_parse(&course);
            println!("{cards:>8} entries {:>10}   {} bare parse", milliseconds(clean), ratio(clean, parse));
        }
        let (clean, broken) = (self.course(10_000), self.home("broken"));
        course::spoil(&clean, &broken, 1_000);
        let clean = whole(&["check", &clean.to_string_lossy()], 5);
        let broken = whole(&["check", &broken.to_string_lossy()], 5);
        println!("1 000 mistakes in 10 000 entries: {}; {} clean\n", milliseconds(broken), ratio(broken, clean));
    }

    fn folding(&self) {
        let sizes: &[usize] = if self.quick { &[10_000, 100_000] } else { &[10_000, 100_000, 1_000_000] };
        println!("the log");
        for &reviews in sizes {
            let home = self.home(&format!("fold-{reviews}"));
            let small = self.course(100);
            first_question(&small, &home, 1);
            history::write(&home, reviews, 5_000, A_FILE);
            let read = measure::read_log(&home);
            let refold = measure::refold(&small, &home);
            let stats = self.stats(&home);
            println!(
                "{reviews:>8} reviews: read {:>10}   refold {:>10}, {}   stats {:>10}, {}",
                milliseconds(read),
                milliseconds(refold),
                ratio(refold, read),
                milliseconds(stats),
                ratio(stats, read),
            );
        }
        println!();
    }

    fn stats(&self, home: &Path) -> f64 {
        whole(&["stats", "--json", "--data-dir", &home.to_string_lossy()], 3)
    }
}
