//! `acquis exam redo`: practises what an exam showed to be missing, in an ordinary session that touches no memory.

use std::process::ExitCode;

use anyhow::Result;

use crate::commands::exam::handed_in;
use crate::commands::select::Selection;
use crate::commands::study;
use crate::context::{Context, notice, print};

/// Exit 0, also where nothing was missed.
pub(super) fn run(number: Option<usize>, decks: &[String], json: bool, cx: &Context) -> Result<ExitCode> {
    let (attempt, _) = handed_in(&cx.store_for_reading()?, number)?;
    let cards: Vec<_> = attempt.missed().into_iter().map(|at| attempt.paper.items[at].card.clone()).collect();
    if cards.is_empty() {
        print(&format!("Nothing was missed in exam {}.", attempt.number))?;
        return Ok(ExitCode::SUCCESS);
    }
    let selection = Selection { decks: decks.to_vec(), ..Selection::default() };
    let gone = study::redo(&selection, &cards, json, cx)?;
    match gone {
        study::Redone::Sat(code) => Ok(code),
        study::Redone::NoneFound => {
            notice("none of the missed questions is in the decks at hand; name their decks behind the number")?;
            Ok(ExitCode::from(2))
        }
    }
}
