//! Numbers with the word that they count.

/// `1 card`, `2 cards`.
pub(crate) fn counted(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}
