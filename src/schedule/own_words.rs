//! The student's own words on a card: a note, and forms taken as right. Folded from the log beside progress.

use std::collections::HashMap;

use crate::card::CardId;
use crate::schedule::event::{Event, What};
use crate::schedule::replay::by_card;

/// Characters of a note at most.
pub(crate) const LONGEST_NOTE: usize = 2000;
/// Characters of a form at most: what is longer is no wording of an answer.
pub(crate) const LONGEST_FORM: usize = 300;

/// What is in force on one card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OwnWords {
    pub(crate) note: Option<String>,
    /// In the order in which they were taken on.
    forms: Vec<Form>,
}

/// A form as it was typed, with the hash of the card's text at that time.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Form {
    text: String,
    text_hash: u64,
}

impl OwnWords {
    /// The forms that hold while the card's text has this hash: they lapse with a text that asks or answers otherwise.
    pub(crate) fn forms(&self, text_hash: u64) -> impl Iterator<Item = &str> {
        self.forms.iter().filter(move |form| form.text_hash == text_hash).map(|form| form.text.as_str())
    }

    /// Every form, those that a changed text made lapse included.
    pub(crate) fn all_forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(|form| form.text.as_str())
    }

    /// Everything that was written.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.note.as_deref().into_iter().chain(self.all_forms())
    }

    /// Takes one more event of the card in.
    pub(crate) fn apply(&mut self, what: &What) {
        match what {
            What::Note { text, .. } => self.note = Some(text.clone()).filter(|text| !text.is_empty()),
            What::Accept { form, text_hash, on, .. } => {
                self.forms.retain(|known| known.text != *form);
                if *on {
                    self.forms.push(Form { text: form.clone(), text_hash: *text_hash });
                }
            }
            _ => {}
        }
    }
}

/// The words in force, card by card, of events in any order; no card without any.
pub(crate) fn own_words<'a>(events: impl IntoIterator<Item = &'a Event>) -> HashMap<CardId, OwnWords> {
    let of_card = |events: Vec<&Event>| {
        let mut words = OwnWords::default();
        for event in events {
            words.apply(&event.what);
        }
        words
    };
    let all = by_card(events).into_iter().map(|(card, events)| (card.clone(), of_card(events)));
    all.filter(|(_, words)| *words != OwnWords::default()).collect()
}
