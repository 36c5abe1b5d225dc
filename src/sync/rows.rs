//! Numbers of rows as ranges: which events of a log stand in the place.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// A set of row numbers, as ranges that neither touch nor overlap, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Rows(Vec<(u64, u64)>);

impl Rows {
    /// Takes rows in.
    pub(crate) fn add(&mut self, rows: impl IntoIterator<Item = u64>) {
        let mut rows: Vec<(u64, u64)> = rows.into_iter().map(|row| (row, row)).collect();
        rows.append(&mut self.0);
        rows.sort_unstable();
        for (first, last) in rows {
            match self.0.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
                _ => self.0.push((first, last)),
            }
        }
    }

    pub(crate) fn last(&self) -> Option<u64> {
        self.0.last().map(|(_, last)| *last)
    }

    /// What of 1 to `end` is not in it.
    pub(crate) fn gaps(&self, end: u64) -> Vec<RangeInclusive<u64>> {
        let (mut gaps, mut next) = (Vec::new(), 1);
        for (first, last) in &self.0 {
            if next < *first {
                gaps.push(next..=(first - 1).min(end));
            }
            next = last.saturating_add(1);
        }
        gaps.push(next..=end);
        gaps.retain(|gap| !gap.is_empty());
        gaps
    }

    #[cfg(test)]
    pub(super) fn holds(&self, row: u64) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&row))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_row_is_in_a_range_or_in_a_gap(parts in prop::collection::vec(prop::collection::vec(1_u64..40, 0..8), 0..6)) {
            let mut rows = Rows::default();
            for part in &parts {
                rows.add(part.iter().copied());
            }
            let gaps = rows.gaps(30);
            for row in 1..=40 {
                let is_in = parts.iter().flatten().any(|known| *known == row);
                prop_assert_eq!(rows.holds(row), is_in);
                prop_assert_eq!(gaps.iter().any(|gap| gap.contains(&row)), !is_in && row <= 30);
            }
            prop_assert_eq!(rows.last(), parts.iter().flatten().max().copied());
            prop_assert!(rows.0.windows(2).all(|pair| pair[0].1 + 1 < pair[1].0), "{:?}", rows);
        }
    }
}
