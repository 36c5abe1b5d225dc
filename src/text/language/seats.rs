//! In which state the towns lie where institutions sit and treaties are made.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::form::fold::fold;

/// `Geneva; Genève = Switzerland; Suisse`: towns, and the names of their state.
const ROWS: &str = include_str!("other/seats.txt");

/// Towns and states, folded; a town may lie in several (*Cambridge*).
static STATES: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut states: HashMap<String, Vec<String>> = HashMap::new();
    for (towns, names) in ROWS.lines().filter_map(|row| row.split_once(" = ")) {
        for town in towns.split("; ") {
            states.entry(fold(town)).or_default().extend(names.split("; ").map(fold));
        }
    }
    states
});

/// Whether a town lies in a state; none where the town is not listed.
pub(crate) fn lies_in(town: &str, state: &str) -> Option<bool> {
    let states = STATES.get(&fold(town))?;
    let state = fold(state);
    Some(states.contains(&state))
}

/// Whether a folded name is that of a listed town.
pub(crate) fn is_town(name: &str) -> bool {
    STATES.contains_key(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_lies_in_its_own_state_under_any_of_its_names() {
        for (town, state) in
            [("Geneva", "Switzerland"), ("genf", "schweiz"), ("La Haye", "Pays-Bas"), ("Kyiv", "Ukraine")]
        {
            assert_eq!(lies_in(town, state), Some(true), "{town}, {state}");
        }
        assert_eq!(lies_in("Geneva", "France"), Some(false));
        assert_eq!(lies_in("Springfield", "United States"), None);
    }

    #[test]
    fn every_row_can_be_read() {
        for row in ROWS.lines() {
            let (towns, states) = row.split_once(" = ").expect("towns and states");
            assert!(towns.split("; ").chain(states.split("; ")).all(|name| !fold(name).is_empty()), "{row}");
        }
    }
}
