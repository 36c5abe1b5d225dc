//! Entries renamed or moved by `was`: their progress goes along.

use std::collections::HashMap;

use anyhow::Result;

use crate::card::{CardId, parts};
use crate::context::Context;
use crate::deck::{Catalogue, former};
use crate::schedule::{NewEvent, What};
use crate::store::Store;
use crate::ui::counted;

/// Moves what stands under former names: one event for each card that has something not yet moved. Gives what the
/// student is told.
///
/// A former name that is a live entry, or that two entries claim, is left alone.
pub(crate) fn adopt(catalogue: &Catalogue, store: &mut Store, cx: &Context) -> Result<Vec<String>> {
    let claims = claims(catalogue);
    let mut notices = Vec::new();
    let mut moves = Vec::new();
    for (from, to) in in_order(&claims) {
        if !store.has_events_left(from)? {
            continue;
        }
        let [to] = to else {
            let names: Vec<String> = to.iter().map(ToString::to_string).collect();
            notices.push(format!("`{from}` is claimed by {}: its progress was left where it is", names.join(" and ")));
            continue;
        };
        let what = What::Rename { from: from.clone(), to: (*to).clone() };
        moves.push(NewEvent { at: cx.now(), day: cx.today(), what });
    }
    if !moves.is_empty() {
        store.append(&moves)?;
        let cards = counted(moves.len(), "card", "cards");
        notices.push(format!("{cards} renamed by the author: the progress moved along"));
    }
    Ok(notices)
}

/// Former card → the cards that say they were it; none that still lives.
fn claims(catalogue: &Catalogue) -> HashMap<CardId, Vec<&CardId>> {
    let mut claims: HashMap<CardId, Vec<&CardId>> = HashMap::new();
    let was_another = |&card: &usize| {
        let (deck, note) = catalogue.entry(card);
        deck.notes.was(note)
    };
    for card in (0..catalogue.cards.len()).filter(was_another).map(|card| &catalogue.cards[card]) {
        for was in &catalogue.note(card).was {
            let Some(from) = former(was, &card.id, card.part.is_main) else { continue };
            if from != card.id && !is_live(catalogue, &from, was.contains('#')) {
                claims.entry(from).or_default().push(&card.id);
            }
        }
    }
    for claimants in claims.values_mut() {
        claimants.dedup();
    }
    claims
}

fn in_order<'a, 'c>(claims: &'a HashMap<CardId, Vec<&'c CardId>>) -> Vec<(&'a CardId, &'a [&'c CardId])> {
    let mut claims: Vec<_> = claims.iter().map(|(from, to)| (from, to.as_slice())).collect();
    claims.sort_unstable();
    claims
}

/// The deck still has the entry, drafts included; where a part was named, still with that part.
fn is_live(catalogue: &Catalogue, card: &CardId, names_part: bool) -> bool {
    let decks = catalogue.decks.iter().filter(|deck| deck.id == card.deck);
    decks
        .flat_map(|deck| (0..deck.notes.len()).map(move |note| (deck, note)))
        .filter(|(deck, note)| deck.notes.id(*note) == card.entry)
        .any(|(deck, note)| !names_part || parts(&deck.notes[note], deck).iter().any(|part| part.name == card.part))
}
