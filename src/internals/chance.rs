//! Numbers drawn by a seed, the same on every machine.

use crate::sync::simulated::below;

/// Draws numbers by a seed.
pub struct Chance(u64);

impl Chance {
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 to below the end.
    pub fn below(&mut self, end: usize) -> usize {
        below(&mut self.0, end)
    }
}
