//! The dates of a course in order, and its names from A to Z.

use anyhow::Result;
use serde_json::json;

use super::Shelf;
use super::find::Found;
use crate::card::{Deck, Note};
use crate::context::{Context, print, print_drawn};
use crate::deck::{Dated, Named, index, timeline};
use crate::ui::{self, Drawn};

/// What a student keeps at hand of the entries found.
pub(super) struct Digest {
    timeline: Vec<Dated>,
    index: Vec<Named>,
}

impl Digest {
    pub(super) fn of(found: &Found, shelf: &Shelf) -> Self {
        let catalogue = &shelf.selected.catalogue;
        let mut places: Vec<_> = found.all().map(|card| catalogue.cards[card].place()).collect();
        places.sort_unstable();
        places.dedup();
        let entry = |(deck, note): (usize, usize)| -> (&Deck, &Note) {
            let deck = &catalogue.decks[deck];
            (deck, &deck.notes[note])
        };
        let timeline = timeline(places.iter().copied().map(entry));
        Self { timeline, index: index(places.iter().map(|place| entry(*place).1)) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.timeline.is_empty() && self.index.is_empty()
    }

    pub(super) fn drawn(&self, style: &ui::Style) -> Drawn {
        ui::digest(&self.timeline, &self.index, style)
    }

    pub(super) fn show(&self, is_json: bool, cx: &Context) -> Result<()> {
        if is_json {
            return print(&self.json().to_string());
        }
        print_drawn(&self.drawn(&cx.output_style()))
    }

    fn json(&self) -> serde_json::Value {
        let dates: Vec<_> = self
            .timeline
            .iter()
            .map(|one| json!({ "when": one.when.iso(), "what": one.what, "deck": one.entry.0, "entry": one.entry.1 }))
            .collect();
        let names: Vec<_> =
            self.index.iter().map(|one| json!({ "name": one.name, "short": one.short, "says": one.says })).collect();
        json!({ "schema": 1, "timeline": dates, "index": names })
    }
}
