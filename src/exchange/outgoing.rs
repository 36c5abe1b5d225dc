//! A deck on its way out, and what of it stays behind.

use crate::card::Deck;

/// What is exported.
pub(crate) struct Outgoing<'a> {
    pub(crate) deck: &'a Deck,
}

/// What of a deck a format could not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Losses {
    /// About the deck as a whole.
    pub(crate) of_deck: Vec<String>,
    /// Entries that went without something, in the deck's order.
    pub(crate) lessened: Vec<(String, Vec<String>)>,
    /// Entries that stayed behind, with the reason.
    pub(crate) left_out: Vec<(String, String)>,
}

/// A deck, written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent {
    pub(crate) bytes: Vec<u8>,
    /// Rows, questions or notes written.
    pub(crate) records: usize,
    pub(crate) losses: Losses,
}
