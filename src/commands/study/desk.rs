//! What lies outside a sitting: the store, the clock, and the words for a card's past.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use rand_chacha::ChaCha8Rng;

use super::editing::Editing;
use crate::card::CardId;
use crate::commands::card_state;
use crate::commands::day::{Wish, asked_today};
use crate::commands::own_deck::{OwnDeck, mendable};
use crate::commands::select::Selection;
use crate::context::Context;
use crate::deck::Catalogue;
use crate::schedule::{Event, EventId, NewEvent, OwnWords, Progress, Scheduler, States, StudyDay, What};
use crate::store::Store;
use crate::study::{Outside, Plan, Reread, Workshop};

/// So many events of a card's past are shown in a session; `acquis cards` shows all.
const LAST: usize = 5;

/// The student's store and clock.
pub(super) struct Desk<'a> {
    cx: &'a Context,
    store: Store,
    /// Where cards that are added in a session go, from the first one on.
    own: Option<OwnDeck>,
    /// Which cards the session takes, for decks that are read again.
    selection: Selection,
    /// The entry in the student's editor.
    editing: Option<Editing>,
    /// Seconds since the sitting began: what went before, the overview's question say, is no part of its minutes.
    watch: Box<dyn FnMut() -> u64>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(cx: &'a Context, store: Store, selection: &Selection) -> Self {
        let mut clock = cx.stopwatch();
        let began = clock();
        let watch = Box::new(move || clock().saturating_sub(began));
        Self { cx, store, own: None, selection: selection.clone(), editing: None, watch }
    }
}

impl Outside for Desk<'_> {
    type Error = anyhow::Error;
    type Chance = ChaCha8Rng;

    fn append(&mut self, what: Vec<What>) -> Result<Vec<EventId>> {
        let new = what.into_iter().map(|what| NewEvent { at: self.cx.now(), day: self.cx.today(), what });
        let events = self.store.append(&new.collect::<Vec<_>>()).context("could not save")?;
        Ok(events.into_iter().map(|event| event.id).collect())
    }

    fn entry(&mut self, card: &CardId) -> Result<Option<String>> {
        self.editing = Editing::of(card, self.cx)?;
        Ok(self.editing.as_ref().map(Editing::place))
    }

    fn edit(&mut self) -> Result<Option<String>> {
        Ok(self.editing.as_ref().and_then(|editing| editing.open(self.cx)))
    }

    fn reread(&mut self) -> Result<Reread> {
        self.editing.as_mut().map_or(Ok(Reread::Same), |editing| editing.reread(&self.selection, self.cx))
    }

    fn workshop(&mut self) -> Result<std::result::Result<&mut dyn Workshop<anyhow::Error>, String>> {
        let own = match self.own.take() {
            Some(own) => own,
            None => match mendable(OwnDeck::named(None, self.cx).map(Ok))? {
                Ok(own) => own,
                Err(why) => return Ok(Err(why)),
            },
        };
        Ok(Ok(self.own.insert(own)))
    }

    fn own_words(&self) -> Result<HashMap<CardId, OwnWords>> {
        Ok(self.store.own_words()?)
    }

    fn progress_of_all(&self) -> Result<States> {
        Ok(self.store.progress_of_all()?)
    }

    fn progress_of(&self, card: &CardId) -> Result<Option<Progress>> {
        Ok(self.store.progress_of(card)?)
    }

    fn history(&self, card: &CardId) -> Result<Vec<Event>> {
        Ok(self.store.history(card)?)
    }

    fn wrong_answers(&self, card: &CardId) -> Result<Vec<String>> {
        Ok(self.store.wrong_answers(card)?)
    }

    fn past_in_words(&self, card: &CardId, text_hash: u64, progress: Option<&Progress>) -> Result<String> {
        let own = self.store.own_words()?.remove(card);
        let own = own.map(|own| card_state::own_words(&own, text_hash)).unwrap_or_default();
        let Some(progress) = progress else {
            let new = std::iter::once(format!("{card}: new, never answered"));
            return Ok(new.chain(own).collect::<Vec<_>>().join("\n"));
        };
        let mut lines = vec![card.to_string()];
        lines.extend(card_state::in_full(progress, self.store.scheduler(), self.cx));
        lines.extend(own);
        let events = self.store.history(card)?;
        lines.extend(events.iter().skip(events.len().saturating_sub(LAST)).map(card_state::event_line));
        Ok(lines.join("\n"))
    }

    fn failed_today(&self) -> Result<HashMap<CardId, u32>> {
        Ok(self.store.today(self.cx.today())?.failed)
    }

    fn rest_of_day(&self, catalogue: &Catalogue, selected: &[usize], progress: &States) -> Result<Plan> {
        let wish = Wish { most_new: self.selection.new, ..Wish::default() };
        asked_today(selected, catalogue, &self.store, progress, wish, self.cx)
    }

    fn scheduler(&self) -> &Scheduler {
        self.store.scheduler()
    }

    fn today(&self) -> StudyDay {
        self.cx.today()
    }

    fn retention(&self) -> u16 {
        self.cx.config.retention
    }

    fn seconds(&mut self) -> u64 {
        (self.watch)()
    }

    fn took(&mut self, seconds: u32) {
        // Where the clock is fixed, the answer's own seconds move it on.
        self.cx.advance(seconds);
    }

    fn dealer(&self, card: &CardId, reviews: u32) -> ChaCha8Rng {
        self.cx.dealer(card, reviews)
    }
}
