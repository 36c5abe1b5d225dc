//! `acquis` alone: today at a glance; at a terminal Enter then studies.

use std::collections::{BTreeMap, HashSet};
use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use crate::card::{CardName, Named};
use crate::commands::day::{Asked, Wish, today};
use crate::commands::plan::at_a_glance;
use crate::commands::renamed;
use crate::commands::select::Selection;
use crate::commands::select::{Selected, select};
use crate::commands::study;
use crate::commands::study::StudyArgs;
use crate::context::{Context, notice, notice_drawn, print, print_drawn, say};
use crate::schedule::{Scheduler, States, StudyDay};
use crate::stats::{Counts, standing};
use crate::study::DayNumbers;
use crate::ui;

pub(crate) fn run(json: bool, cx: &Context) -> Result<ExitCode> {
    let selection = Selection::default();
    let selected = select(&selection, cx)?;
    let Today { asked: Asked { plan, numbers, load }, seen, next, drawn } = at_a_glance_today(&selected, cx)?;
    let DayNumbers { due, new, .. } = numbers;
    let minutes = numbers.minutes();
    let total = selected.cards.len();
    if json {
        let held = load.due_held + load.new_held;
        print(
            &json!({ "schema": 1, "day": cx.today().to_string(), "due": due, "new": new,
                     "minutes": minutes, "cards": total, "seen": seen, "held_back": held })
            .to_string(),
        )?;
        return Ok(ExitCode::SUCCESS);
    }
    let rows = if cx.at_terminal { ui::window_rows() } else { None };
    let (held, held_back) = ((load.due_held, load.new_held), load.held_back(&plan));
    let glance = ui::Glance { due, new, minutes, held, held_back, cards: total, seen, rows, ..drawn };
    let bar = if cx.at_terminal { ui::Bar::Drawn } else { ui::Bar::None };
    let lines = ui::overview(&glance, bar, &cx.style);
    if plan.due.is_empty() && plan.new.is_empty() {
        print_drawn(&lines)?;
        say(&format!("\n{}", study::nothing_due(next, plan.over_new_cap, cx.today())))?;
    } else if cx.at_terminal && cx.may_ask {
        notice_drawn(&lines)?;
        if ui::enter_or_leave(&cx.style)? {
            return study::run(&StudyArgs { selection, json: false }, cx);
        }
    } else {
        print_drawn(&lines)?;
        print(" `acquis study` begins.")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What today holds.
struct Today {
    asked: Asked,
    /// Cards that were ever answered.
    seen: usize,
    /// When the next card is due.
    next: Option<StudyDay>,
    /// What is shown beside the numbers of the plan.
    drawn: ui::Glance,
}

fn at_a_glance_today(selected: &Selected, cx: &Context) -> Result<Today> {
    let mut store = cx.store_for_reading()?;
    for told in selected.notices.iter().chain(&renamed::adopt(&selected.catalogue, &mut store, cx)?) {
        notice(told)?;
    }
    let progress = store.progress_of_all()?;
    let asked = today(selected, &store, &progress, Wish::default(), cx)?;
    let Known { seen, next, courses } = known(selected, &progress, store.scheduler(), cx);
    let answered = store.today(cx.today())?.answered;
    // What was failed is asked once more: it is not done yet.
    let due: HashSet<CardName<'_>> = asked.plan.due.iter().map(|&card| selected.catalogue.name(card)).collect();
    let drawn = ui::Glance {
        answered: answered.len(),
        again: answered.iter().filter(|card| due.contains(&card.name())).count(),
        decks: selected.catalogue.decks.len(),
        ahead: (1..).map(|day| cx.today().plus(day)).zip(asked.load.week().iter().copied()).collect(),
        exam: at_a_glance(&store, selected, cx)?,
        courses,
        ..ui::Glance::default()
    };
    Ok(Today { asked, seen, next, drawn })
}

/// What is known of the selected cards.
#[derive(Default)]
struct Known {
    seen: usize,
    /// When the next of them is due.
    next: Option<StudyDay>,
    /// Where each course stands, in the order of their names.
    courses: Vec<(String, Counts)>,
}

/// In one walk over the cards.
fn known(selected: &Selected, progress: &States, scheduler: &Scheduler, cx: &Context) -> Known {
    let (catalogue, today) = (&selected.catalogue, cx.today());
    let desired = f64::from(cx.config.retention) / 1000.0;
    let mut known = Known::default();
    let mut of_decks: BTreeMap<usize, Counts> = BTreeMap::new();
    for &card in &selected.cards {
        let progress = progress.get(&catalogue.name(card)).unwrap_or_default();
        known.seen += usize::from(progress.is_seen());
        let due = progress.due.filter(|_| !progress.suspended);
        known.next = known.next.into_iter().chain(due).min();
        let counts = of_decks.entry(catalogue.place(card).0).or_default();
        *counts = counts.plus(standing(&progress, scheduler, today, desired));
    }
    let mut courses: BTreeMap<&str, Counts> = BTreeMap::new();
    for (deck, counts) in of_decks {
        let course = courses.entry(&catalogue.decks[deck].course).or_default();
        *course = course.plus(counts);
    }
    known.courses = courses.into_iter().map(|(course, counts)| (course.to_owned(), counts)).collect();
    known
}
