//! `acquis` alone: today at a glance; at a terminal Enter then studies.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use crate::commands::plan::at_a_glance;
use crate::commands::pursuit::pursuit;
use crate::commands::renamed;
use crate::commands::select::Selection;
use crate::commands::select::{Selected, select};
use crate::commands::study;
use crate::commands::study::StudyArgs;
use crate::context::{Context, notice, print};
use crate::schedule::StudyDay;
use crate::study::{Circumstances, Limits, Plan, plan};
use crate::ui;

/// Seconds a card takes until the log knows better.
const SECONDS_REVIEW: usize = 8;
const SECONDS_NEW: usize = 20;

pub(crate) fn run(json: bool, cx: &Context) -> Result<ExitCode> {
    let selection = Selection::default();
    let selected = select(&selection, cx)?;
    let Glance { plan, seen, next, exam } = today(&selected, cx)?;
    let minutes = (plan.due.len() * SECONDS_REVIEW + plan.new.len() * SECONDS_NEW).div_ceil(60);
    let total = selected.cards.len();
    if json {
        let held = plan.siblings_held + plan.new_siblings_held + plan.over_review_cap + plan.over_new_cap;
        print(
            &json!({ "schema": 1, "day": cx.today().to_string(), "due": plan.due.len(), "new": plan.new.len(),
                     "minutes": minutes, "cards": total, "seen": seen, "held_back": held })
            .to_string(),
        )?;
        return Ok(ExitCode::SUCCESS);
    }
    let decks = ui::counted(selected.catalogue.decks.len(), "deck", "decks");
    let (due, new) = (plan.due.len(), plan.new.len());
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
    /// Cards that were ever answered.
    seen: usize,
    /// When the next card is due.
    next: Option<StudyDay>,
    /// What an exam ahead looks like.
    exam: Option<String>,
}

fn today(selected: &Selected, cx: &Context) -> Result<Glance> {
    let mut store = cx.store_for_reading()?;
    for told in selected.notices.iter().chain(&renamed::adopt(&selected.catalogue, &mut store, cx)?) {
        notice(told)?;
    }
    let progress = store.progress_of_all()?;
    let limits = Limits { new_per_day: cx.config.new, reviews_per_day: cx.config.reviews, session: None };
    let done = store.today(cx.today())?;
    let pursuit = pursuit(&store, &selected.catalogue, &progress, None, cx)?;
    let (scheduler, pursuit) = (store.scheduler(), pursuit.as_ref());
    let at = Circumstances { progress: &progress, scheduler, today: cx.today(), done: &done, limits, pursuit };
    let plan = plan(&selected.catalogue, &selected.cards, &at);
    let known = || selected.cards.iter().filter_map(|&card| progress.get(&selected.catalogue.cards[card].id));
    let seen = known().filter(|progress| progress.is_seen()).count();
    let next = known().filter(|progress| !progress.suspended).filter_map(|progress| progress.due).min();
    let exam = at_a_glance(&store, selected, cx)?;
    Ok(Glance { plan, seen, next, exam })
}
