//! What a student has to tell an author: cards flagged, verdicts overruled. No progress is in it.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::{Value, json};

use super::CardsArgs;
use super::{Shelf, find};
use crate::context::{notice, print};
use crate::deck::answer_shown;
use crate::store::Feedback;
use crate::text::Outcome;
use crate::ui;

pub(super) fn run(args: &CardsArgs, words: &[String], shelf: &Shelf) -> Result<ExitCode> {
    let catalogue = &shelf.selected.catalogue;
    let all = shelf.store.feedback()?;
    let mut cards: Vec<usize> = find::find(words, &shelf.selected).all().collect();
    cards.sort_unstable();
    let mut told: Vec<(usize, Feedback)> =
        cards.into_iter().filter_map(|card| Some((card, wanted(all.get(&catalogue.cards[card].id)?, args)?))).collect();
    told.truncate(args.limit.unwrap_or(usize::MAX));
    if args.json {
        let cards: Vec<Value> = told.iter().map(|(card, feedback)| object(*card, feedback, shelf)).collect();
        print(&json!({ "schema": 1, "feedback": cards }).to_string())?;
    } else {
        for (card, feedback) in &told {
            print(&ui::harmless(&in_words(*card, feedback, shelf)))?;
        }
    }
    if told.is_empty() {
        notice("nothing was flagged or overruled")?;
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// What of it was asked for, if any.
fn wanted(feedback: &Feedback, args: &CardsArgs) -> Option<Feedback> {
    let mut wanted = Feedback::default();
    if args.flagged {
        wanted.flagged = feedback.flagged;
        wanted.notes.clone_from(&feedback.notes);
    }
    if args.overruled {
        wanted.overruled.clone_from(&feedback.overruled);
    }
    (wanted != Feedback::default()).then_some(wanted)
}

fn object(card: usize, feedback: &Feedback, shelf: &Shelf) -> Value {
    let catalogue = &shelf.selected.catalogue;
    let card = &catalogue.cards[card];
    let overruled: Vec<Value> = feedback
        .overruled
        .iter()
        .map(|one| json!({ "typed": one.typed, "outcome": one.outcome.map(Outcome::word) }))
        .collect();
    json!({
        "card": card.id.to_string(), "kind": catalogue.note(card).kind.name().word(), "stem": card.part.stem,
        "answer": answer_shown(&card.part.key, catalogue.deck(card).language),
        "text_hash": format!("{:016x}", card.part.text_hash()), "flagged": feedback.flagged,
        "notes": feedback.notes, "overruled": overruled,
    })
}

fn in_words(card: usize, feedback: &Feedback, shelf: &Shelf) -> String {
    let catalogue = &shelf.selected.catalogue;
    let card = &catalogue.cards[card];
    let answer = answer_shown(&card.part.key, catalogue.deck(card).language).replace('\n', "; ");
    let mut lines = vec![card.id.to_string(), format!("  {}", card.part.stem), format!("  answer: {answer}")];
    match (feedback.flagged, feedback.notes.as_slice()) {
        (true, []) => lines.push("  flagged".to_owned()),
        (_, notes) => lines.extend(notes.iter().map(|note| format!("  flagged: {note}"))),
    }
    lines.extend(feedback.overruled.iter().map(|one| {
        let outcome = one.outcome.map_or("not judged", Outcome::word);
        format!("  overruled: \"{}\", judged {outcome}", one.typed)
    }));
    lines.join("\n")
}
