//! Whole-process figures: opening, answering, checking, folding, each beside a baseline measured in the same run.
//!
//! `cargo bench --bench performance` takes some minutes; `-- --quick` leaves the largest sizes out. What is not said to be
//! by the clock is processor time, the least of several rounds in which what is compared comes in turn.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads clocks and files, and prints")]

#[path = "performance/course.rs"]
mod course;
#[path = "performance/history.rs"]
mod history;
#[path = "performance/measure.rs"]
mod measure;
#[path = "performance/process.rs"]
mod process;

use std::path::{Path, PathBuf};
use std::time::Duration;

use history::Until;
use measure::{BareCommits, bare_parse, least, median, megabytes, milliseconds, ratio};
use process::{Answering, Cost, Decks, add, first_question, whole};

/// Cards in one file of a course, as teachers write them.
const A_FILE: usize = 250;

/// Cards in one file at most, where entries are checked.
const A_LARGE_FILE: usize = 10_000;

/// A file that was changed so shortly before it was read is read again at the next start.
const SETTLED: Duration = Duration::from_millis(3500);

/// A directory with courses and data directories, gone at the end.
struct Bench {
    dir: tempfile::TempDir,
    quick: bool,
}

/// What one row of a table of starts is made of.
struct Row {
    question: Cost,
    parse: f64,
    overview: f64,
}

fn main() {
    let quick = std::env::args().any(|word| word == "--quick");
    let bench = Bench { dir: tempfile::tempdir().expect("a directory"), quick };
    bench.built_in();
    println!("A course in use, every card seen, 9.5 reviews a card, decks of {A_FILE}, studied alone");
    bench.in_use("nearly every card due", Until::LongAgo);
    bench.in_use("the history ends yesterday", Until::Yesterday);
    bench.beside_built_in();
    bench.not_begun();
    bench.history();
    bench.first_ever();
    bench.answering();
    bench.checking();
    bench.folding();
    let size = std::fs::metadata(process::BINARY).expect("the binary").len();
    println!("binary: {}", megabytes(size));
}

impl Bench {
    /// A course in files of at most so many cards.
    fn course(&self, cards: usize, a_file: usize) -> PathBuf {
        let folder = self.dir.path().join(format!("course-{cards}-{a_file}"));
        if !folder.exists() {
            course::write(&folder, cards, a_file);
            std::thread::sleep(SETTLED);
        }
        folder
    }

    /// A home in which that course is studied and the decks are kept.
    fn home(&self, name: &str, course: &Path, decks: Decks) -> PathBuf {
        let home = self.dir.path().join(name);
        add(course, &home, decks);
        first_question(&[], &home);
        home
    }

    fn sizes(&self) -> &'static [usize] {
        if self.quick { &[100, 1_000, 10_000] } else { &[100, 1_000, 10_000, 100_000] }
    }

    /// First question, overview and bare parse in turn, once what is kept of the home is kept.
    fn row(home: &Path, course: &Path, rounds: usize) -> Row {
        first_question(&[], home);
        first_question(&[], home);
        let mut peak = 0;
        let [seconds, overview, parse] = least(rounds, || {
            let question = first_question(&[], home);
            peak = peak.max(question.peak);
            [question.seconds, whole(&[], Some(home)), bare_parse(course)]
        });
        Row { question: Cost { seconds, peak }, parse, overview }
    }

    /// The decks inside the program, nothing added.
    fn built_in(&self) {
        let home = self.dir.path().join("built-in");
        first_question(&[], &home);
        let [start, question] = least(25, || [whole(&["--version"], None), first_question(&[], &home).seconds]);
        let (question_said, start_said) = (milliseconds(question), milliseconds(start));
        println!(
            "built-in decks: first question {question_said}, process start {start_said}: {}\n",
            ratio(question, start)
        );
    }

    fn in_use(&self, said: &str, until: Until) {
        println!("{said}:");
        println!(
            "{:>8} {:>10} {:>10} {:>8} {:>9} {:>10} {:>12} {:>10}",
            "cards", "question", "parse", "× parse", "× 1 000", "overview", "× question", "memory"
        );
        let mut of_a_thousand = None;
        for &cards in self.sizes() {
            let course = self.course(cards, A_FILE);
            let home = self.home(&format!("in-use-{cards}-{until:?}"), &course, Decks::Alone);
            history::write(&home, cards * 19 / 2, cards, A_FILE, until);
            let row = Self::row(&home, &course, if cards > 10_000 { 7 } else { 15 });
            let seconds = row.question.seconds;
            if cards == 1_000 {
                of_a_thousand = Some(seconds);
            }
            println!(
                "{cards:>8} {:>10} {:>10} {:>8} {:>9} {:>10} {:>12} {:>10}",
                milliseconds(seconds),
                milliseconds(row.parse),
                ratio(seconds, row.parse),
                of_a_thousand.map(|thousand| ratio(seconds, thousand)).unwrap_or_default(),
                milliseconds(row.overview),
                ratio(row.overview, seconds),
                megabytes(row.question.peak),
            );
        }
        println!();
    }

    /// Cards that were never seen stand beside a course in which all were: the order of learning is made.
    fn beside_built_in(&self) {
        let course = self.course(10_000, A_FILE);
        let home = self.home("beside-built-in", &course, Decks::BesideBuiltIn);
        history::write(&home, 95_000, 10_000, A_FILE, Until::Yesterday);
        let row = Self::row(&home, &course, 15);
        Self::told("10 000 cards, history up to yesterday, the built-in decks beside them", &row);
    }

    /// A course of which no card was ever asked.
    fn not_begun(&self) {
        let course = self.course(10_000, A_FILE);
        let home = self.home("not-begun", &course, Decks::Alone);
        let row = Self::row(&home, &course, 15);
        Self::told("10 000 cards, none seen", &row);
        println!();
    }

    fn told(said: &str, row: &Row) {
        let seconds = row.question.seconds;
        println!(
            "{said}: first question {}, {} parse; overview {}, {} first question; {}",
            milliseconds(seconds),
            ratio(seconds, row.parse),
            milliseconds(row.overview),
            ratio(row.overview, seconds),
            megabytes(row.question.peak)
        );
    }

    fn history(&self) {
        println!("10 000 cards by length of history, which ends yesterday:");
        let course = self.course(10_000, A_FILE);
        let sizes: &[usize] = if self.quick { &[10_000, 95_000] } else { &[10_000, 95_000, 1_000_000] };
        for &reviews in sizes {
            let home = self.home(&format!("history-{reviews}"), &course, Decks::Alone);
            history::write(&home, reviews, 10_000, A_FILE, Until::Yesterday);
            let row = Self::row(&home, &course, 11);
            Self::told(&format!("{reviews:>8} reviews"), &row);
        }
        println!();
    }

    /// The first start of all, one that finds nothing kept, and one that finds all kept but one corrected deck.
    fn first_ever(&self) {
        let course = self.course(10_000, A_FILE);
        let home = self.home("corrected", &course, Decks::Alone);
        let mut number = 0;
        let [first, nothing_kept, corrected, warm] = least(7, || {
            number += 1;
            let fresh = self.dir.path().join(format!("first-{number}"));
            let folder = format!("{}/", course.to_string_lossy());
            let first = first_question(&[&folder], &fresh).seconds;
            let _ = std::fs::remove_dir_all(home.join("cache"));
            let nothing_kept = first_question(&[], &home).seconds;
            course::correct(&course, number);
            let corrected = first_question(&[], &home).seconds;
            std::thread::sleep(SETTLED);
            first_question(&[], &home);
            [first, nothing_kept, corrected, first_question(&[], &home).seconds]
        });
        println!(
            "10 000 cards: first start ever {}; nothing kept {}; one of 40 decks corrected {}; all kept {}\n",
            milliseconds(first),
            milliseconds(nothing_kept),
            milliseconds(corrected),
            milliseconds(warm)
        );
    }

    /// Answers and bare commits in turn, by the clock.
    fn answering(&self) {
        const ANSWERS: usize = 60;
        let course = self.course(1_000, A_FILE);
        let home = self.home("answers", &course, Decks::Alone);
        let (mut session, mut commits) = (Answering::begun(&home), BareCommits::to(&self.dir.path().join("bare.db")));
        let (answers, bare) = (0..ANSWERS).map(|_| (session.one(), commits.one())).unzip();
        session.end();
        let (answer, bare) = (median(answers), median(bare));
        println!(
            "by the clock: one answer (judged, scheduled, committed) {}; a bare commit {}; {}\n",
            milliseconds(answer),
            milliseconds(bare),
            ratio(answer, bare)
        );
    }

    fn checking(&self) {
        println!("check, all lints");
        for &cards in self.sizes() {
            let course = self.course(cards, A_LARGE_FILE);
            let named = course.to_string_lossy();
            let [clean, parse] = least(5, || [whole(&["check", &named], None), bare_parse(&course)]);
            println!("{cards:>8} entries {:>10}   {} bare parse", milliseconds(clean), ratio(clean, parse));
        }
        let (clean, broken) = (self.course(10_000, A_LARGE_FILE), self.dir.path().join("broken"));
        course::spoil(&clean, &broken, 1_000);
        let [clean, broken] =
            least(5, || [&clean, &broken].map(|course| whole(&["check", &course.to_string_lossy()], None)));
        println!("1 000 mistakes in 10 000 entries: {}; {} clean\n", milliseconds(broken), ratio(broken, clean));
    }

    fn folding(&self) {
        println!("the log");
        let sizes: &[usize] = if self.quick { &[10_000, 100_000] } else { &[10_000, 100_000, 1_000_000] };
        for &reviews in sizes {
            let home = self.home(&format!("fold-{reviews}"), &self.course(100, A_FILE), Decks::Alone);
            history::write(&home, reviews, 5_000, A_LARGE_FILE, Until::LongAgo);
            first_question(&[], &home);
            let [read, warm, cold, stats] = least(3, || {
                let warm = first_question(&[], &home).seconds;
                measure::forget_fold(&home);
                let cold = first_question(&[], &home).seconds;
                [measure::read_log(&home), warm, cold, whole(&["stats", "--json"], Some(&home))]
            });
            println!(
                "{reviews:>8} reviews: read {:>10}   refold {:>10}, {}   stats {:>10}, {}",
                milliseconds(read),
                milliseconds(cold - warm),
                ratio(cold - warm, read),
                milliseconds(stats),
                ratio(stats, read),
            );
        }
        println!();
    }
}
