//! What a student has to tell an author: cards flagged, verdicts overruled, forms taken as right. No progress is in it, and
//! no note of the student's own.

use std::collections::HashMap;
use std::process::ExitCode;

use anyhow::Result;
use serde_json::{Value, json};

use super::CardsArgs;
use super::{Shelf, find};
use crate::context::{notice, print};
use crate::deck::{Card, answer_shown};
use crate::store::Feedback;
use crate::text::Outcome;
use crate::ui;

pub(super) fn run(args: &CardsArgs, words: &[String], shelf: &Shelf) -> Result<ExitCode> {
    let catalogue = &shelf.selected.catalogue;
    let (all, own) = (shelf.store.feedback()?, shelf.store.own_words()?);
    let mut cards: Vec<usize> = find::find(words, &shelf.selected, &HashMap::new()).all().collect();
    cards.sort_unstable();
    let fresh = Feedback::default();
    let of_card = |card: usize| {
        let Card { id, part, .. } = &catalogue.cards[card];
        let forms = own.get(id).into_iter().flat_map(|own| own.forms(part.text_hash()));
        Some((card, wanted(all.get(id).unwrap_or(&fresh), forms.map(str::to_owned).collect(), args)?))
    };
    let mut told: Vec<(usize, Wanted)> = cards.into_iter().filter_map(of_card).collect();
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

/// What an author may hear of a card; a note of the student's own is none of it.
#[derive(Default, PartialEq)]
struct Wanted {
    feedback: Feedback,
    /// Taken as right by the student while the card's text stays as it is.
    forms: Vec<String>,
}

/// What of it was asked for, if any.
fn wanted(feedback: &Feedback, forms: Vec<String>, args: &CardsArgs) -> Option<Wanted> {
    let mut wanted = Wanted::default();
    if args.flagged {
        wanted.feedback.flagged = feedback.flagged;
        wanted.feedback.notes.clone_from(&feedback.notes);
    }
    if args.overruled {
        wanted.feedback.overruled.clone_from(&feedback.overruled);
        wanted.forms = forms;
    }
    (wanted != Wanted::default()).then_some(wanted)
}

fn object(card: usize, Wanted { feedback, forms }: &Wanted, shelf: &Shelf) -> Value {
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
        "notes": feedback.notes, "overruled": overruled, "forms": forms,
    })
}

fn in_words(card: usize, Wanted { feedback, forms }: &Wanted, shelf: &Shelf) -> String {
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
    lines.extend(forms.iter().map(|form| format!("  taken as right: \"{form}\"")));
    lines.join("\n")
}
