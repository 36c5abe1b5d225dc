//! What a transaction appends, and how what the log folds to is brought along.

use rusqlite::{Connection, Transaction};

use crate::error::Fault;
use crate::schedule::{Event, EventId, FOLD, NewEvent, Scheduler, What, apply, fold, fold_card, parameters};
use crate::store::fault::Result;
use crate::store::{bounds, cache, damaged, log};

/// Appends events within a transaction, and brings the cache along.
pub(super) fn append_in(
    tx: &Transaction<'_>,
    device: &str,
    scheduler: &Scheduler,
    new: &[NewEvent],
) -> Result<Vec<Event>> {
    let mut stamp = log::newest_stamp(tx).map_err(damaged)?;
    let mut events: Vec<Event> = Vec::with_capacity(new.len());
    for NewEvent { at, day, what } in new.iter().cloned() {
        bounds::clock(at, day)?;
        bounds::what(&what, day).map_err(|why| Fault::new(format!("this cannot be saved: {why}")))?;
        stamp = at.millis.max(stamp.saturating_add(1)).min(bounds::LAST_MILLISECOND);
        let id = id_at(tx, stamp)?;
        let deed = Some(events.first().map_or(id, |first| first.id)).filter(|_| new.len() > 1);
        let event = Event { id, device: device.to_owned(), at, day, stamp, what: bounds::shortened(what), deed };
        log::insert(tx, &event)?;
        update_cache(tx, &event, scheduler)?;
        events.push(event);
    }
    Ok(events)
}

/// A random id; at the last stamp there is, where ids alone keep the order, one above those that stand there.
fn id_at(tx: &Transaction<'_>, stamp: i64) -> Result<EventId> {
    let id = log::fresh_id()?;
    if stamp < bounds::LAST_MILLISECOND {
        return Ok(id);
    }
    let above = log::greatest_id_at(tx, stamp)?.map_or(0, |greatest| greatest.0);
    // A step of 96 bits is as unlikely to be taken twice as an id is, and leaves room for four thousand million.
    Ok(EventId(above.saturating_add(id.0 >> 32)))
}

/// The cache of the cards that the event touches.
fn update_cache(tx: &Transaction<'_>, event: &Event, scheduler: &Scheduler) -> Result<()> {
    match &event.what {
        What::Retraction { of } => match log::find(tx, *of)? {
            Some(taken_back) => refold_for(tx, &taken_back.what, scheduler),
            None => Ok(()),
        },
        What::Rename { .. } => refold(tx, scheduler),
        what => {
            let Some(card) = what.card() else { return Ok(()) };
            // Reread in this transaction: another program may have answered the card meanwhile.
            let mut progress = cache::one(tx, card)?.unwrap_or_default();
            apply(&mut progress, event, scheduler);
            cache::put(tx, card, &progress)
        }
    }
}

/// After an event was taken back: its card from the log, or everything where events move between cards.
fn refold_for(tx: &Transaction<'_>, taken_back: &What, scheduler: &Scheduler) -> Result<()> {
    let moves = !log::of_kind(tx, "rename")?.is_empty();
    match taken_back.card() {
        Some(card) if !moves => {
            let events = log::of_card(tx, card)?;
            cache::put(tx, card, &fold_card(after_forget(&events), scheduler))
        }
        _ => refold(tx, scheduler),
    }
}

/// The events behind the last forget; `fold_card` would drop the others one by one.
pub(super) fn after_forget(events: &[Event]) -> &[Event] {
    let last = events.iter().rposition(|event| matches!(event.what, What::Forget { .. }));
    last.map_or(events, |at| &events[at + 1..])
}

/// The scheduler with the parameters that the log sets.
pub(super) fn wanted(db: &Connection) -> Result<Scheduler> {
    let set = log::of_kind(db, "parameters")?;
    if set.is_empty() {
        return Ok(Scheduler::default());
    }
    let retracted = log::of_kind(db, "retraction")?;
    Ok(Scheduler::new(&parameters(set.iter().chain(&retracted))).unwrap_or_default())
}

/// The whole cache anew from the whole log.
pub(super) fn refold(tx: &Transaction<'_>, scheduler: &Scheduler) -> Result<()> {
    let events = log::all(tx)?;
    cache::clear(tx)?;
    for (card, progress) in fold(&events, scheduler).progress {
        cache::put(tx, &card, &progress)?;
    }
    cache::set_version(tx, &fold_version(scheduler))
}

/// The fold's number and its parameters to the bit.
pub(super) fn fold_version(scheduler: &Scheduler) -> String {
    let bits: Vec<String> = scheduler.parameters().iter().map(|value| format!("{:08x}", value.to_bits())).collect();
    format!("{FOLD}:{}", bits.join(""))
}
