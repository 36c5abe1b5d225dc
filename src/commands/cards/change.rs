//! `acquis cards suspend`, `resume`, `forget`, `flag`, `unflag`: events on named cards.

use std::process::ExitCode;

use anyhow::Result;

use super::{Shelf, find};
use crate::card::CardId;
use crate::commands::select::Selection;
use crate::context::{Context, notice, print};
use crate::diagnostic::nearest;
use crate::error::Fault;
use crate::schedule::{NewEvent, What};
use crate::ui::{self, counted};

pub(super) fn suspend(words: &[String], cx: &Context) -> Result<ExitCode> {
    mark(words, |card| What::Suspend { card }, |known| !known.suspended, ("suspended", "suspended already"), cx)
}

pub(super) fn resume(words: &[String], cx: &Context) -> Result<ExitCode> {
    mark(words, |card| What::Resume { card }, |known| known.suspended, ("resumed", "not suspended"), cx)
}

pub(super) fn flag(words: &[String], note: Option<&str>, cx: &Context) -> Result<ExitCode> {
    let what = |card| What::Flag { card, note: note.map(str::to_owned) };
    mark(words, what, |known| note.is_some() || !known.flagged, ("flagged for the author", "flagged already"), cx)
}

/// One event for each card that it changes; what it leaves alone is said too.
fn mark(
    words: &[String],
    what: impl Fn(CardId) -> What,
    changes: impl Fn(&crate::schedule::Progress) -> bool,
    (done, left): (&str, &str),
    cx: &Context,
) -> Result<ExitCode> {
    let (mut shelf, cards) = named(words, cx)?;
    let progress = shelf.store.progress_of_all()?;
    let known = |card: &CardId| progress.get(card).unwrap_or_default();
    let (changed, same): (Vec<CardId>, Vec<CardId>) = cards.into_iter().partition(|card| changes(&known(card)));
    let events: Vec<NewEvent> = changed.iter().map(|card| event(what(card.clone()), cx)).collect();
    if !events.is_empty() {
        shelf.store = cx.store()?;
        shelf.store.append(&events)?;
    }
    for (cards, word) in [(changed, done), (same, left)] {
        cards.iter().try_for_each(|card| print(&format!("{card}: {word}")))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Takes every flag of the cards back.
pub(super) fn unflag(words: &[String], cx: &Context) -> Result<ExitCode> {
    let (mut shelf, cards) = named(words, cx)?;
    for card in cards {
        let flags = shelf.store.history(&card)?.into_iter().filter(|event| matches!(event.what, What::Flag { .. }));
        let events: Vec<NewEvent> = flags.map(|flag| event(What::Retraction { of: flag.id }, cx)).collect();
        if !events.is_empty() {
            shelf.store.append(&events)?;
        }
        let word = if events.is_empty() { "not flagged" } else { "no longer flagged" };
        print(&format!("{card}: {word}"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Drops the progress of the cards, once it was said to be meant.
pub(super) fn forget(words: &[String], yes: bool, cx: &Context) -> Result<ExitCode> {
    let (mut shelf, cards) = named(words, cx)?;
    let mut reviews = 0;
    let mut known = Vec::new();
    for card in cards {
        let history = shelf.store.history(&card)?;
        if !history.is_empty() {
            reviews += history.iter().filter(|event| matches!(event.what, What::Review(_))).count();
            known.push(card);
        }
    }
    if known.is_empty() {
        print("there is nothing to forget: these cards were never answered")?;
        return Ok(ExitCode::SUCCESS);
    }
    let counts = format!("{} with {}", counted(known.len(), "card", "cards"), counted(reviews, "review", "reviews"));
    if !yes && !is_meant(&known, &counts, cx)? {
        notice("nothing was forgotten")?;
        return Ok(ExitCode::FAILURE);
    }
    let events: Vec<NewEvent> = known.into_iter().map(|card| event(What::Forget { card }, cx)).collect();
    shelf.store.append(&events)?;
    print(&format!("forgotten: {counts}"))?;
    Ok(ExitCode::SUCCESS)
}

/// So many cards are named before the question.
const SHOWN: usize = 5;

fn is_meant(cards: &[CardId], counts: &str, cx: &Context) -> Result<bool> {
    if !cx.at_terminal || !cx.may_ask {
        let fault = Fault::new(format!("forgetting {counts} has to be confirmed, and nobody can be asked here"));
        return Err(fault.advice("add --yes if it is meant").into());
    }
    cards.iter().take(SHOWN).try_for_each(|card| notice(&card.to_string()))?;
    if cards.len() > SHOWN {
        notice(&format!("and {} more", cards.len() - SHOWN))?;
    }
    notice(&format!("This drops the progress of {counts}; they will be new again."))?;
    ui::confirm("Forget?")
}

pub(super) fn event(what: What, cx: &Context) -> NewEvent {
    NewEvent { at: cx.now(), day: cx.today(), what }
}

/// The cards that the words name: by id, whole decks, and by full id what no deck holds any more.
pub(super) fn named(words: &[String], cx: &Context) -> Result<(Shelf, Vec<CardId>)> {
    let shelf = Shelf::open(&Selection::default(), cx)?;
    let mut cards = Vec::new();
    for word in words {
        cards.extend(meant(word, &shelf)?.into_iter().filter(|card| !cards.contains(card)).collect::<Vec<_>>());
    }
    Ok((shelf, cards))
}

fn meant(word: &str, shelf: &Shelf) -> Result<Vec<CardId>> {
    let catalogue = &shelf.selected.catalogue;
    let ids = || catalogue.cards.iter().map(|card| &card.id);
    if catalogue.decks.iter().any(|deck| deck.id == word) {
        return Ok(ids().filter(|card| card.deck == word).cloned().collect());
    }
    let found: Vec<CardId> = ids().filter(|card| find::names(word, card)).cloned().collect();
    let decks: std::collections::BTreeSet<&str> = found.iter().map(|card| card.deck.as_str()).collect();
    if let (Some(one), Some(two)) = (decks.first(), decks.iter().nth(1)) {
        let fault = Fault::new(format!("`{word}` stands in more than one deck: {one}, {two}"));
        return Err(fault.advice(format!("write {one}/{word} or {two}/{word}")).into());
    }
    if !found.is_empty() {
        return Ok(found);
    }
    if let Some(gone) = CardId::parse(word)
        && !shelf.store.history(&gone)?.is_empty()
    {
        return Ok(vec![gone]);
    }
    let fault = Fault::new(format!("unknown card `{}`", word.escape_debug()));
    let known: Vec<String> = ids().flat_map(|card| [card.entry.clone(), card.to_string()]).collect();
    Err(match nearest(word, known.iter().map(String::as_str)) {
        Some(meant) => fault.advice(format!("did you mean `{meant}`?")),
        None => fault.advice("`acquis cards TEXT` finds cards by what stands in them"),
    }
    .into())
}
