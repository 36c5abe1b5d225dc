//! What a card was called before its author renamed or moved it.

use crate::card::CardId;

/// The card that `id`, `deck/id` or `id#part` was: parts map by name, a part that is named only to the main part.
pub(crate) fn former(was: &str, now: &CardId, is_main: bool) -> Option<CardId> {
    let (deck, rest) = was.split_once('/').unwrap_or((&now.deck, was));
    let (entry, part) = match rest.split_once('#') {
        Some((entry, part)) => (entry, is_main.then(|| part.to_owned())?),
        None => (rest, now.part.clone()),
    };
    Some(CardId { deck: deck.to_owned(), entry: entry.to_owned(), part })
}
