//! `acquis import --history`: a student's reviews in Anki, as events of the log.

use anyhow::Result;
use chrono::NaiveTime;
use serde_json::{Value, json};

use crate::context::{Context, notice};
use crate::deck;
use crate::exchange::{Clock, Past, Settled, history};
use crate::schedule::DayEnd;
use crate::store::Store;
use crate::ui::counted;

/// Takes the reviews of what came in into the log, and says what became of them.
pub(super) fn take_in(
    past: &[Past],
    day_end: Option<u32>,
    settled: &Settled,
    store: &mut Store,
    cx: &Context,
) -> Result<Value> {
    let deck = deck::read(&settled.text).deck.expect("the deck that was just written is read");
    let hour = day_end.and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
    let clock = Clock {
        offset: &|millis| cx.offset_at(millis),
        day_end: hour.map_or_else(|| cx.day_end(), DayEnd::from),
        retention: cx.config.retention,
    };
    let made = history(past, settled, &deck, &clock);
    if past.is_empty() {
        notice("there is no review in it: in Anki, export with `Include scheduling information`")?;
    }
    let counts = store.adopt(&made.events)?;
    let cards = counted(made.cards, "card", "cards");
    let reviews = counted(counts.added, "event", "events");
    notice(&format!("history of {cards}: {reviews} taken in, {} known already", counts.known))?;
    for (count, what) in [
        (made.apart, "in filtered decks, which leave the memory alone"),
        (made.moved, "that only set another day, left out"),
        (made.strange, "of cards that did not come in, left out"),
    ] {
        if count > 0 {
            notice(&format!("{} {what}", counted(count, "review", "reviews")))?;
        }
    }
    Ok(json!({ "cards": made.cards, "added": counts.added, "known": counts.known, "not_counting": made.apart,
        "moved": made.moved, "left_out": made.strange }))
}
