//! `acquis plan`: sets, shows and clears an exam date, and says what may be expected of it.

use std::collections::BTreeSet;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::commands::select::{Selected, Selection, select};
use crate::context::{Context, notice, print, say};
use crate::error::Fault;
use crate::plan::{FURTHEST_EXAM, Goals};
use crate::schedule::{NewEvent, StudyDay, What};
use crate::store::Store;
use crate::text::{Lexicon, coming_day};
use outlook::{Outlook, Told};

mod outlook;
mod words;

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    /// Course or deck ids, or paths of deck files: the courses whose exam it is [default: all]
    #[arg(value_name = "COURSE")]
    pub(crate) courses: Vec<String>,
    /// The day of the exam, as 2027-01-20, 20.1.2027 or "20 January"
    #[arg(long, value_name = "DATE")]
    pub(crate) exam: Option<String>,
    /// Minutes a day, of all courses together [default: 20]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) minutes: Option<u32>,
    /// Take the exam date away: the ordinary queue is back
    #[arg(long, conflicts_with_all = ["exam", "minutes", "json"])]
    pub(crate) clear: bool,
    /// As JSON; writes nothing, and answers what would be with --exam and --minutes
    #[arg(long)]
    pub(crate) json: bool,
}

pub(crate) fn run(args: &PlanArgs, cx: &Context) -> Result<ExitCode> {
    let selection = Selection { decks: args.courses.clone(), ..Selection::default() };
    let selected = select(&selection, cx)?;
    for told in &selected.notices {
        notice(told)?;
    }
    let courses = if args.courses.is_empty() { Vec::new() } else { courses_of(&selected) };
    let today = cx.today();
    let exam = args.exam.as_deref().map(|exam| checked(exam, today)).transpose()?;
    if args.clear {
        return clear(&courses, cx);
    }
    let sets = exam.is_some() || args.minutes.is_some();
    let mut store = if sets && !args.json { cx.store()? } else { cx.store_for_reading()? };
    let mut goals = Goals::of_log(&store.goals()?);
    if sets {
        let new = dated(&goals, exam, args.minutes, &courses, &selected)?;
        goals.set(new.exam, new.minutes, &new.courses, today);
        if !args.json {
            let exam = new.exam.map(|exam| exam.to_string());
            append(&mut store, What::Goal { exam, minutes: new.minutes, courses: new.courses }, cx)?;
        }
    }
    let told = if args.json { Told::Figures } else { Told::Words };
    let outlook = Outlook::of(&goals, &store, &selected, told, cx)?;
    if args.json {
        print(&outlook.map_or_else(outlook::no_goal, |outlook| outlook.json(&goals, cx)).to_string())?;
        return Ok(ExitCode::SUCCESS);
    }
    match outlook {
        Some(outlook) => cx.show(&words::report(&outlook, cx))?,
        None => say(&words::nothing_ahead(&goals, &selected, today))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The exam ahead in two lines, for the overview; none without a goal.
pub(crate) fn at_a_glance(store: &Store, selected: &Selected, cx: &Context) -> Result<Option<String>> {
    let goals = Goals::of_log(&store.goals()?);
    Ok(Outlook::of(&goals, store, selected, Told::Glance, cx)?.map(|outlook| words::glance(&outlook, cx)))
}

/// The ids of the courses to which the selected cards belong.
fn courses_of(selected: &Selected) -> Vec<String> {
    let catalogue = &selected.catalogue;
    let courses: BTreeSet<&str> = selected.cards.iter().map(|&card| catalogue.entry(card).0.course.as_str()).collect();
    courses.into_iter().map(str::to_owned).collect()
}

fn checked(typed: &str, today: StudyDay) -> Result<StudyDay> {
    let Some(exam) = coming_day(typed, today.0, &Lexicon::embedded()).map(StudyDay) else {
        let fault = Fault::new(format!("`{}` names no single day of the calendar", typed.escape_debug()));
        return Err(fault.advice("write the day of the exam as 2027-01-20, 20.1.2027 or \"20 January\"").into());
    };
    if exam < today {
        let fault = Fault::new(format!("{exam} is past: today is {today}"));
        return Err(fault.advice("write the day of an exam that is still to come, as 2027-01-20").into());
    }
    if exam.since(today) > FURTHEST_EXAM {
        let fault = Fault::new(format!("{exam} is more than three years away"));
        return Err(fault.advice("is the year right? A plan that long says nothing").into());
    }
    Ok(exam)
}

/// What is to be set.
struct New {
    exam: Option<StudyDay>,
    minutes: Option<u32>,
    courses: Vec<String>,
}

/// Minutes alone belong to the dates that stand already.
fn dated(
    goals: &Goals,
    exam: Option<StudyDay>,
    minutes: Option<u32>,
    courses: &[String],
    selected: &Selected,
) -> Result<New> {
    if exam.is_some() {
        return Ok(New { exam, minutes, courses: courses.to_vec() });
    }
    let all = courses_of(selected);
    let dates: Vec<(&String, StudyDay)> =
        all.iter().filter_map(|course| goals.of_course(course).map(|goal| (course, goal.exam))).collect();
    let Some(&(_, exam)) = dates.first() else {
        let fault = Fault::new("there is no exam date yet to which the minutes would belong");
        return Err(fault.advice("add --exam with the day, as in `acquis plan --exam 2027-01-20 --minutes 20`").into());
    };
    let same = dates.iter().filter(|(_, day)| *day == exam).map(|(course, _)| (*course).clone()).collect();
    let everywhere = courses.is_empty() && dates.len() == all.len() && dates.iter().all(|(_, day)| *day == exam);
    Ok(New { exam: Some(exam), minutes, courses: if everywhere { Vec::new() } else { same } })
}

fn clear(courses: &[String], cx: &Context) -> Result<ExitCode> {
    let mut store = cx.store_for_reading()?;
    if Goals::of_log(&store.goals()?).is_empty() {
        say("There is no exam date to clear.")?;
        return Ok(ExitCode::SUCCESS);
    }
    append(&mut store, What::Goal { exam: None, minutes: None, courses: courses.to_vec() }, cx)?;
    let whose = if courses.is_empty() { String::new() } else { format!(" of {}", courses.join(", ")) };
    say(&format!("The exam date{whose} is cleared: the ordinary queue is back. What you know is as it was."))?;
    Ok(ExitCode::SUCCESS)
}

fn append(store: &mut Store, what: What, cx: &Context) -> Result<()> {
    store.append(&[NewEvent { at: cx.now(), day: cx.today(), what }])?;
    Ok(())
}
