//! Runs of the simulated store, for more of them than a test may take.

use crate::sync::simulated::{Model, runs};

/// Lives a run for each of these seeds: what was done in all of them.
///
/// # Errors
/// The first seed whose run did not hold, and why.
pub fn sync_runs(seeds: std::ops::Range<u64>) -> Result<String, String> {
    runs(seeds, Model::default).map(|figures| format!("{figures:?}"))
}
