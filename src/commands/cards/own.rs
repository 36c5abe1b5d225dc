//! The student's own words on cards: listed, and dropped.

use std::collections::HashMap;
use std::process::ExitCode;

use anyhow::Result;

use super::find::Found;
use super::{Shelf, change};
use crate::card::CardId;
use crate::commands::card_state;
use crate::context::{Context, print};
use crate::error::Fault;
use crate::schedule::{NewEvent, OwnWords, What};
use crate::ui;

/// Each card with its note and its forms.
pub(super) fn list(found: &Found, shelf: &Shelf, own: &HashMap<CardId, OwnWords>) -> Result<()> {
    for card in found.all() {
        let card = &shelf.selected.catalogue.cards[card];
        let Some(words) = own.get(&card.id) else { continue };
        let hash = card.part.text_hash();
        let mut lines = vec![card.id.to_string(), format!("  {}", card.part.stem)];
        lines.extend(card_state::own_words(words, hash).iter().map(|line| format!("  {line}")));
        let holding: Vec<&str> = words.forms(hash).collect();
        let lapsed = words.all_forms().filter(|form| !holding.contains(form));
        lines.extend(lapsed.map(|form| format!("  lapsed, the card was changed since: \"{form}\"")));
        print(&ui::harmless(&lines.join("\n")))?;
    }
    Ok(())
}

/// Drops the note and every form of the cards, or what of them is named.
pub(super) fn drop(words: &[String], note: bool, forms: &[String], cx: &Context) -> Result<ExitCode> {
    let (mut shelf, cards) = change::named(words, cx)?;
    let own = shelf.store.own_words()?;
    let all = !note && forms.is_empty();
    let mut dropped: Vec<What> = Vec::new();
    for card in cards {
        let Some(own) = own.get(&card) else { continue };
        if own.note.is_some() && (all || note) {
            dropped.push(What::Note { card: card.clone(), text: String::new() });
        }
        let wanted = own.all_forms().filter(|form| all || forms.iter().any(|named| named == form));
        let off = |form: &str| What::Accept { card: card.clone(), form: form.to_owned(), text_hash: 0, on: false };
        dropped.extend(wanted.map(off));
    }
    if dropped.is_empty() {
        let fault = Fault::new("there is nothing of your own to drop there");
        return Err(fault.advice("`acquis cards --own` lists your notes and forms").into());
    }
    let events: Vec<NewEvent> = dropped.iter().map(|what| change::event(what.clone(), cx)).collect();
    shelf.store.append(&events)?;
    for what in &dropped {
        let card = what.card().map(ToString::to_string).unwrap_or_default();
        print(&match what {
            What::Accept { form, .. } => format!("{card}: \"{form}\" is no longer taken as right"),
            _ => format!("{card}: the note is dropped"),
        })?;
    }
    Ok(ExitCode::SUCCESS)
}
