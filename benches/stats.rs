//! The folds of `stats` over a long log, and the fit of the memory model.
//!
//! `cargo bench --bench stats`

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads the clock, and prints")]

use std::time::{Duration, Instant};

use acquis::internals::LongLog;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What each may take.
const MOST_STATS: Duration = Duration::from_millis(500);
const MOST_FIT: Duration = Duration::from_secs(10);

fn main() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let ledger = LongLog::new(100_000, 4_000, &mut || rng.random::<f64>());
    let (events, read) = timed(|| ledger.read());
    let (answers, folded) = timed(|| ledger.stats(&events));
    told(&format!("read {answers} reviews from the store"), read, None);
    told(&format!("fold {answers} reviews for stats"), folded, Some(MOST_STATS));
    let ledger = LongLog::new(10_000, 600, &mut || rng.random::<f64>());
    let events = ledger.read();
    let (fitted, took) = timed(|| events.fit());
    let (used, better) = fitted.expect("a fit");
    let kept = if better { "better than the defaults" } else { "not better than the defaults" };
    told(&format!("fit 10 000 reviews ({used} a day apart, {kept})"), took, Some(MOST_FIT));
}

/// The shortest of three runs.
fn timed<T>(mut work: impl FnMut() -> T) -> (T, Duration) {
    let mut best: Option<(T, Duration)> = None;
    for _ in 0..3 {
        let started = Instant::now();
        let made = work();
        let took = started.elapsed();
        if best.as_ref().is_none_or(|(_, least)| took < *least) {
            best = Some((made, took));
        }
    }
    best.expect("three runs")
}

fn told(what: &str, took: Duration, most: Option<Duration>) {
    let limit = most.map_or_else(String::new, |most| {
        let word = if took <= most { "within" } else { "OVER" };
        format!("   {word} {:.1} s", most.as_secs_f64())
    });
    println!("{what:<62} {:>7.3} s{limit}", took.as_secs_f64());
}
