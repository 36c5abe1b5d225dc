//! `acquis` alone: today at a glance; at a terminal Enter then studies.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use crate::commands::day::{Wish, today};
use crate::commands::plan::at_a_glance;
use crate::commands::renamed;
use crate::commands::select::Selection;
use crate::commands::select::{Selected, select};
use crate::commands::study;
use crate::commands::study::StudyArgs;
use crate::context::{Context, notice, print};
use crate::schedule::StudyDay;
use crate::study::{DayNumbers, Plan};
use crate::ui;

pub(crate) fn run(json: bool, cx: &Context) -> Result<ExitCode> {
    let selection = Selection::default();
    let selected = select(&selection, cx)?;
    let Glance { plan, numbers, seen, next, exam } = at_a_glance_today(&selected, cx)?;
    let DayNumbers { due, new, .. } = numbers;
    let minutes = numbers.minutes();
    let total = selected.cards.len();
    if json {
        let held = numbers.due_held + numbers.new_held;
        print(
            &json!({ "schema": 1, "day": cx.today().to_string(), "due": due, "new": new,
                     "minutes": minutes, "cards": total, "seen": seen, "held_back": held })
            .to_string(),
        )?;
        return Ok(ExitCode::SUCCESS);
    }
    let decks = ui::counted(selected.catalogue.decks.len(), "deck", "decks");
    let today = format!("Today: {due} due, {new} new, about {minutes} min\nCards: {seen} of {total} seen, in {decks}");
    let lines = [Some(today), exam].into_iter().flatten().collect::<Vec<_>>().join("\n");
    if plan.due.is_empty() && plan.new.is_empty() {
        print(&lines)?;
        print(&study::nothing_due(next, plan.over_new_cap, cx.today()))?;
    } else if cx.at_terminal && cx.may_ask {
        let wrapped: Vec<String> = lines.lines().map(|line| ui::figures::paragraph(line, cx.style.width)).collect();
        notice(&wrapped.join("\n"))?;
        if ui::enter_or_leave("study", &cx.style)? {
            return study::run(&StudyArgs { selection, json: false }, cx);
        }
    } else {
        print(&lines)?;
        print("`acquis study` begins.")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What today holds.
struct Glance {
    plan: Plan,
    numbers: DayNumbers,
    /// Cards that were ever answered.
    seen: usize,
    /// When the next card is due.
    next: Option<StudyDay>,
    /// What an exam ahead looks like.
    exam: Option<String>,
}

fn at_a_glance_today(selected: &Selected, cx: &Context) -> Result<Glance> {
    let mut store = cx.store_for_reading()?;
    for told in selected.notices.iter().chain(&renamed::adopt(&selected.catalogue, &mut store, cx)?) {
        notice(told)?;
    }
    let (plan, numbers) = today(&selected.cards, &selected.catalogue, &store, Wish::default(), cx)?;
    let progress = store.progress_of_all()?;
    let known = || selected.cards.iter().filter_map(|&card| progress.get(&selected.catalogue.cards[card].id));
    let seen = known().filter(|progress| progress.is_seen()).count();
    let next = known().filter(|progress| !progress.suspended).filter_map(|progress| progress.due).min();
    let exam = at_a_glance(&store, selected, cx)?;
    Ok(Glance { plan, numbers, seen, next, exam })
}
