//! A paper as the decks at hand have it: whether they are the very decks that it was sat with.

use crate::card::CardId;
use crate::deck::dealt;
use crate::exam::ResultFile;
use crate::exam::draw::generator;
use crate::exam::paper::fingerprint;

use super::key::Keys;
use super::oddity::Oddity;

/// A paper as one of the decks at hand has it for its seed.
#[derive(Default)]
pub(super) struct AtHand {
    seed: u64,
    cards: Vec<String>,
    print: String,
    /// Which keys have it.
    pub(super) by: By,
    /// None where the decks lack one of its questions.
    pub(super) fingerprint: Option<String>,
    /// The cards in the order of their authors.
    by_authors: Vec<String>,
}

/// Keys, of those that a class is judged by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum By {
    #[default]
    InForce,
    /// Before anything was put right, by their place.
    Before(usize),
}

impl AtHand {
    /// Whether this is a paper that was looked at already.
    pub(super) fn is_of(&self, result: &ResultFile, cards: &[String]) -> bool {
        self.cards == cards && self.seed == result.seed && self.print == result.fingerprint
    }

    /// By the decks that have its very questions, else by the first that have its cards.
    pub(super) fn new<'a>(keys: &mut Keys<'a>, before: &mut [Keys<'a>], result: &ResultFile, cards: &[String]) -> Self {
        let (seed, print) = (result.seed, result.fingerprint.clone());
        let mut found: Option<Self> = None;
        let all = before.iter_mut().enumerate().map(|(at, keys)| (By::Before(at), keys));
        for (by, keys) in all.chain([(By::InForce, keys)]) {
            let Some(mut frozen) = keys.frozen(cards, seed) else { continue };
            let own = fingerprint(frozen.iter().map(|(_, item)| item));
            let is_its_own = own == print;
            if found.is_none() || is_its_own {
                frozen.sort_by_key(|(at, _)| *at);
                let by_authors = frozen.iter().map(|(_, item)| item.card.to_string()).collect();
                let (cards, print, fingerprint) = (cards.to_vec(), print.clone(), Some(own));
                found = Some(Self { seed, cards, print, by, fingerprint, by_authors });
            }
            if is_its_own {
                break;
            }
        }
        let first = if before.is_empty() { By::InForce } else { By::Before(0) };
        found.unwrap_or_else(|| Self { seed, cards: cards.to_vec(), print, by: first, ..Self::default() })
    }

    /// Questions stand as the seed and the version deal them, or as their authors wrote them.
    pub(super) fn order(&self, result: &ResultFile) -> Option<Oddity> {
        let by_authors = &self.by_authors;
        let mut own: Vec<(usize, &String)> = result.items.iter().map(|(card, item)| (item.number, card)).collect();
        own.sort();
        let counted = own.iter().enumerate().all(|(at, (number, _))| at + 1 == *number);
        let is_own = |order: &[String]| order.iter().eq(own.iter().map(|(_, card)| *card));
        let mut ids = by_authors.clone();
        ids.sort_by_key(|card| CardId::parse(card));
        let dealt = dealt(ids, &mut generator(&format!("order {}", result.version), result.seed));
        (!counted || !(is_own(by_authors) || is_own(&dealt))).then_some(Oddity::Order)
    }
}
