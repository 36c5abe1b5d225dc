//! The folds of `stats` over a long log, and the fit of the memory model.
//!
//! `cargo bench --bench stats`

use acquis::internals::LongLog;
use divan::Bencher;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn main() {
    divan::main();
}

fn log(reviews: usize, cards: usize) -> LongLog {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    LongLog::new(reviews, cards, &mut || rng.random::<f64>())
}

/// A hundred thousand reviews from the store.
#[divan::bench(sample_count = 3)]
fn read_100_000_reviews(bencher: Bencher) {
    let log = log(100_000, 4_000);
    bencher.bench_local(|| log.read());
}

/// The same, folded for `stats`: half a second at most.
#[divan::bench(sample_count = 3)]
fn fold_100_000_reviews(bencher: Bencher) {
    let log = log(100_000, 4_000);
    let events = log.read();
    bencher.bench_local(|| log.stats(&events));
}

/// The fit of the memory model: ten seconds at most.
#[divan::bench(sample_count = 3)]
fn fit_10_000_reviews(bencher: Bencher) {
    let events = log(10_000, 600).read();
    bencher.bench_local(|| events.fit().expect("a fit"));
}
