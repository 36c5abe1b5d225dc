//! From words to cards: by id, by deck, by what stands in them.

use std::collections::HashMap;

use crate::card::{CardId, Deck, Note, parts};
use crate::commands::select::Selected;
use crate::deck::answer_shown;
use crate::schedule::OwnWords;
use crate::text::fold;

/// What a search gave, in the authors' order.
pub(super) struct Found {
    /// Cards named by their id.
    pub(super) named: Vec<usize>,
    /// Cards that hold the words.
    pub(super) others: Vec<usize>,
}

impl Found {
    pub(super) fn is_empty(&self) -> bool {
        self.named.is_empty() && self.others.is_empty()
    }

    /// Those named by their id stand last, nearest to where the student reads on.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        self.others.iter().chain(&self.named).copied()
    }

    pub(super) fn keep(&mut self, wanted: impl Fn(usize) -> bool) {
        self.named.retain(|&card| wanted(card));
        self.others.retain(|&card| wanted(card));
    }

    pub(super) fn truncate(&mut self, limit: Option<usize>) {
        let limit = limit.unwrap_or(usize::MAX);
        self.named.truncate(limit);
        self.others.truncate(limit.saturating_sub(self.named.len()));
    }

    /// Few enough that each is shown with its past.
    pub(super) fn in_detail(&self) -> &[usize] {
        match (self.named.len(), self.others.len()) {
            (0, 1) => &self.others,
            _ => &self.named,
        }
    }
}

/// Cards of the decks named among the words, by id, or holding every other word; without words every card.
pub(super) fn find(words: &[String], selected: &Selected, own: &HashMap<CardId, OwnWords>) -> Found {
    let catalogue = &selected.catalogue;
    let is_deck = |word: &&String| catalogue.decks.iter().any(|deck| deck.id == **word || deck.course == **word);
    let (decks, texts): (Vec<&String>, Vec<&String>) = words.iter().partition(is_deck);
    let in_deck = |card: &usize| {
        let deck = catalogue.deck(&catalogue.cards[*card]);
        decks.is_empty() || decks.iter().any(|word| deck.id == **word || deck.course == **word)
    };
    let cards: Vec<usize> = selected.cards.iter().copied().filter(in_deck).collect();
    let is_named = |card: &usize| texts.iter().any(|word| names(word, &catalogue.cards[*card].id));
    let (named, rest): (Vec<usize>, Vec<usize>) = cards.into_iter().partition(is_named);
    let folded: Vec<String> = texts.iter().map(|word| fold(word)).filter(|word| !word.is_empty()).collect();
    // `european-council` is an id, `ties` may be a word of the text too.
    let is_id_only = !named.is_empty() && texts.iter().any(|word| word.contains(['#', '/', '-', '_']));
    let holds = |card: &usize| {
        let card = &catalogue.cards[*card];
        let text = searched(catalogue.note(card), catalogue.deck(card), &card.id, own.get(&card.id));
        folded.iter().all(|word| text.contains(&format!(" {word}")))
    };
    let nothing_said = folded.is_empty() && !texts.is_empty();
    let others = if is_id_only || nothing_said { Vec::new() } else { rest.into_iter().filter(holds).collect() };
    Found { named, others }
}

/// Whether a word is the card's id, in full or in part: `entry`, `entry#part`, `deck/entry`, `deck/entry#part`.
pub(super) fn names(word: &str, card: &CardId) -> bool {
    let (deck, rest) = word.split_once('/').map_or((None, word), |(deck, rest)| (Some(deck), rest));
    let (entry, part) = rest.split_once('#').map_or((rest, None), |(entry, part)| (entry, Some(part)));
    deck.is_none_or(|deck| deck == card.deck) && entry == card.entry && part.is_none_or(|part| part == card.part)
}

/// Everything of an entry that a search looks through, the student's own words included, folded, with a blank before each word: a search finds the
/// beginnings of words.
fn searched(note: &Note, deck: &Deck, card: &CardId, own: Option<&OwnWords>) -> String {
    let mut text = vec![card.to_string()];
    for part in parts(note, deck).iter().filter(|part| part.name == card.part) {
        text.extend([part.stem.clone(), answer_shown(&part.key, deck.language)]);
    }
    text.extend(note.why.clone());
    text.extend(own.into_iter().flat_map(OwnWords::texts).map(str::to_owned));
    text.extend(note.accept.iter().chain(&note.topics).cloned());
    format!(" {}", fold(&text.join(" | ")))
}
