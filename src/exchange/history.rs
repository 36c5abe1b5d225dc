//! What a student did in Anki, as events of the log: their ids are made of Anki's, so that nothing comes in twice.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::settle::Settled;
use crate::card::{CardId, Deck, parts};
use crate::schedule::{self, DayEnd, Event, EventId, FROM_ANKI, Moment, Purpose, Rating, Review, StudyDay};

/// One line of Anki's review log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Past {
    /// Milliseconds since 1970, UTC: Anki's id of the review.
    pub(crate) at: i64,
    /// What it took, in milliseconds.
    pub(crate) millis: i64,
    pub(crate) what: What,
    /// The note, as its record is numbered.
    pub(crate) row: usize,
    /// The card in its note, from 0.
    pub(crate) ord: u32,
}

/// What happened to a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Learnt, reviewed or learnt again.
    Rated(Rating),
    /// In a filtered deck or by hand: it leaves the memory alone.
    Apart(Rating),
    /// Made new again.
    Reset,
    /// Set to another day, by hand or by Anki: no answer.
    Moved,
}

/// A student's time and settings, in which days are counted.
pub(crate) struct Clock<'z> {
    /// The local offset at a moment in milliseconds, in seconds east.
    pub(crate) offset: &'z dyn Fn(i64) -> i32,
    pub(crate) day_end: DayEnd,
    /// Desired, in thousandths.
    pub(crate) retention: u16,
}

/// The events, and what became of the reviews.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    pub(crate) events: Vec<Event>,
    pub(crate) cards: usize,
    /// Events that leave the memory alone.
    pub(crate) apart: usize,
    /// No answers: a card was set to another day.
    pub(crate) moved: usize,
    /// Of cards that did not come in.
    pub(crate) strange: usize,
}

/// The events of the reviews of what came in.
pub(crate) fn history(past: &[Past], settled: &Settled, deck: &Deck, clock: &Clock<'_>) -> History {
    let hashes: HashMap<(&str, String), (u64, u32)> = deck
        .notes
        .iter()
        .flat_map(|note| parts(note, deck).into_iter().map(move |part| (note, part)))
        .map(|(note, part)| ((note.id.as_str(), part.name.clone()), (part.text_hash(), note.revised)))
        .collect();
    let mut cards: HashMap<(usize, u32), Vec<Known<'_>>> = HashMap::new();
    for (row, entry, origin) in &settled.origins {
        for (ord, part) in &origin.asks {
            let Some(&(text_hash, revised)) = hashes.get(&(entry.as_str(), part.clone())) else { continue };
            let card = CardId { deck: deck.id.clone(), entry: entry.clone(), part: part.clone() };
            cards.entry((*row, *ord)).or_default().push(Known { card, guid: &origin.guid, text_hash, revised });
        }
    }
    let mut made = History::default();
    let mut seen = std::collections::HashSet::new();
    for past in past {
        let Some(known) = cards.get(&(past.row, past.ord)) else {
            made.strange += 1;
            continue;
        };
        if past.what == What::Moved {
            made.moved += 1;
            continue;
        }
        made.apart += usize::from(matches!(past.what, What::Apart(_)));
        for (at, one) in known.iter().enumerate() {
            seen.insert(&one.card);
            made.events.push(event(past, at, one, clock));
        }
    }
    made.cards = seen.len();
    made
}

/// A card of the deck that asks what one of Anki's asked.
struct Known<'s> {
    card: CardId,
    guid: &'s str,
    text_hash: u64,
    revised: u32,
}

fn event(past: &Past, at: usize, known: &Known<'_>, clock: &Clock<'_>) -> Event {
    let moment = Moment { millis: past.at, offset: (clock.offset)(past.at) };
    let seconds = u32::try_from(past.millis.saturating_add(500) / 1000).unwrap_or(1).clamp(1, 600);
    let card = known.card.clone();
    let review = |rating, purpose, counts| Review {
        card: card.clone(),
        outcome: None,
        credit: None,
        rating,
        seconds,
        retention: clock.retention,
        text_hash: known.text_hash,
        revised: known.revised,
        overruled: false,
        hinted: false,
        purpose,
        counts,
        typed: None,
    };
    let what = match past.what {
        What::Rated(rating) => schedule::What::Review(review(rating, Purpose::Study, true)),
        What::Apart(rating) => schedule::What::Review(review(rating, Purpose::Cram, false)),
        What::Reset | What::Moved => schedule::What::Forget { card: card.clone() },
    };
    Event {
        id: id(&known.card.deck, known.guid, past, at),
        device: FROM_ANKI.to_owned(),
        at: moment,
        day: StudyDay::of(moment, clock.day_end),
        stamp: past.at,
        what,
        deed: None,
    }
}

/// 128 bits of SHA-256 over the deck's id, the note's guid, the card's number, Anki's id of the review, and which of the
/// parts it is that ask what the card asked, from 0. It never changes: `tests/data/exchange/history/events.jsonl` holds it.
fn id(deck: &str, guid: &str, past: &Past, at: usize) -> EventId {
    let text = format!("anki\u{1f}{deck}\u{1f}{guid}\u{1f}{}\u{1f}{}\u{1f}{at}", past.ord, past.at);
    let digest = Sha256::digest(text.as_bytes());
    EventId(u128::from_be_bytes(digest[..16].try_into().expect("SHA-256 has 32 bytes")))
}
