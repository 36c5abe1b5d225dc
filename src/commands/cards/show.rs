//! The cards found: as a list, one by one with their past, as JSON, or to be read through.

use anyhow::Result;
use serde_json::{Value, json};

use super::Shelf;
use super::find::Found;
use super::timeline::Digest;
use crate::card::Question;
use crate::commands::card_state as state;
use crate::context::{Context, print, print_drawn};
use crate::deck::Card;
use crate::schedule::States;
use crate::ui::{self, Drawn};

impl Shelf {
    /// The card as a student meets it; options lie as they would next.
    pub(super) fn question(&self, card: usize, reviews: u32, cx: &Context) -> Question {
        let catalogue = &self.selected.catalogue;
        let card = &catalogue.cards[card];
        catalogue.question(card, &mut cx.dealer(&card.id, reviews))
    }
}

pub(super) fn json(found: &Found, shelf: &Shelf, progress: &States, cx: &Context) -> Result<()> {
    let mut cards: Vec<usize> = found.all().collect();
    cards.sort_unstable();
    let in_detail = found.in_detail();
    let own = shelf.store.own_words()?;
    let object = |card: usize| -> Result<Value> {
        let Card { id, part, .. } = &shelf.selected.catalogue.cards[card];
        let known = &progress.get(id).unwrap_or_default();
        let question = shelf.question(card, known.reviews, cx);
        let mut object = state::as_json(&question, known, shelf.store.scheduler(), cx.today());
        if let Some(own) = own.get(id) {
            object["note"] = json!(own.note);
            object["forms"] = own.forms(part.text_hash()).collect();
        }
        if in_detail.contains(&card) {
            object["history"] = shelf.store.history(id)?.iter().map(state::event_json).collect();
        }
        Ok(object)
    };
    let cards = cards.into_iter().map(object).collect::<Result<Vec<Value>>>()?;
    print(&json!({ "schema": 1, "cards": cards }).to_string())
}

pub(super) fn list(found: &Found, shelf: &Shelf, progress: &States, cx: &Context) -> Result<()> {
    let in_detail = found.in_detail();
    let own = shelf.store.own_words()?;
    let style = ui::Style { width: cx.style.width, ..cx.output_style() };
    let mut drawn = Vec::new();
    for card in found.all() {
        let Card { id, part, .. } = &shelf.selected.catalogue.cards[card];
        let known = &progress.get(id).unwrap_or_default();
        let question = shelf.question(card, known.reviews, cx);
        if in_detail.contains(&card) {
            let mut state = state::in_full(known, shelf.store.scheduler(), cx);
            state.extend(own.get(id).into_iter().flat_map(|own| state::own_words(own, part.text_hash())));
            let past: Vec<String> = shelf.store.history(id)?.iter().map(state::event_line).collect();
            drawn.push(ui::card_in_full(&question, &state, &past, &style));
        } else {
            drawn.push(ui::card_in_a_list(&question, &state::in_a_word(known, cx), &style));
        }
    }
    if drawn.is_empty() { Ok(()) } else { cx.show(&Drawn::joined(&drawn)) }
}

/// Question, answer, reason and source of each card, then the dates in order and the names: page by page at a terminal,
/// else all at once.
pub(super) fn read_through(found: &Found, shelf: &Shelf, cx: &Context) -> Result<()> {
    let mut cards: Vec<usize> = found.all().collect();
    cards.sort_unstable();
    let digest = Digest::of(found, shelf);
    let mut pages: Vec<ui::Page<'_>> = Vec::with_capacity(cards.len() + 1);
    for card in cards {
        let question = shelf.question(card, 0, cx);
        pages.push(Box::new(move |style| ui::card_to_read(&question, style)));
    }
    if !digest.is_empty() {
        pages.push(Box::new(|style| digest.drawn(style)));
    }
    if cx.at_terminal && cx.may_ask && !pages.is_empty() {
        return ui::read_through(&pages, cx.style);
    }
    pages.iter().try_for_each(|page| print_drawn(&page(&cx.output_style())))
}
