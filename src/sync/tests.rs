//! Whatever a store does, once every file has arrived everywhere all devices hold the same, and nothing was lost.

use super::simulated::{Model, runs};

#[test]
fn nothing_is_lost_or_doubled_whatever_the_store_does() {
    let figures = runs(0..2000, Model::default).unwrap_or_else(|why| panic!("{why}"));
    for (what, times) in [
        ("killed", figures.killed),
        ("torn", figures.torn),
        ("doubled", figures.doubled),
        ("late", figures.late),
        ("clones", figures.clones),
        ("mended", figures.mended),
        ("emptied", figures.emptied),
    ] {
        assert!(times > 100, "{what} only {times} times");
    }
}
