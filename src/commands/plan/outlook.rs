//! The figures of a plan, and their JSON.

use std::collections::BTreeSet;

use anyhow::Result;
use serde_json::{Value, json};

use crate::commands::day::{self, Asked, Wish, pursuit_of};
use crate::commands::select::Selected;
use crate::context::Context;
use crate::plan::{DayAhead, Doubt, Goals, Outset, Pace, Pursuit, Seen, Spread, Tried};
use crate::schedule::{Event, Purpose, Rating, Scheduler, States, StudyDay, What, trace};
use crate::store::Store;
use crate::study::{Circumstances, DayNumbers, Limits, Pursued, pursued};

/// Minutes more and fewer for which the forecast is told too.
const OTHER: u32 = 10;

/// How much is told: what is not is not reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// The recall to expect.
    Glance,
    /// Its days too.
    Figures,
    /// What fewer and more minutes would bring, too.
    Words,
}

/// Everything that `plan` reports.
pub(super) struct Outlook {
    /// Courses with an exam today or ahead.
    pub(super) courses: Vec<CourseAhead>,
    pub(super) minutes: u32,
    pub(super) cards: usize,
    pub(super) unseen: usize,
    pub(super) recall_now: Spread,
    /// Minutes a day with what they bring: fewer, those of the goal, more.
    pub(super) planned: Vec<(u32, Spread)>,
    pub(super) enough_time: bool,
    pub(super) minutes_for_all: u32,
    pub(super) days: Vec<DayAhead>,
    pub(super) seconds: Seen<f64>,
    /// Answers of which the model foretold something: what the forecast knows of this student's memory.
    pub(super) foretold: usize,
}

pub(super) struct CourseAhead {
    pub(super) id: String,
    pub(super) exam: StudyDay,
    pub(super) pace: Pace,
}

impl Outlook {
    /// None where no selected course has an exam today or ahead.
    pub(super) fn of(
        goals: &Goals,
        store: &Store,
        selected: &Selected,
        told: Told,
        cx: &Context,
    ) -> Result<Option<Self>> {
        let catalogue = &selected.catalogue;
        let course = |card: usize| catalogue.entry(card).0.course.as_str();
        let today = cx.today();
        let with: Vec<usize> =
            selected.cards.iter().copied().filter(|&card| goals.open(course(card), today).is_some()).collect();
        if with.is_empty() {
            return Ok(None);
        }
        let progress = store.progress_of_all()?;
        let pursuit = pursuit_of(goals.clone(), store, catalogue, &progress, None, cx.today())?;
        let pursued = pursued_now(&with, selected, store, &progress, &pursuit, cx)?;
        let start = with.iter().filter_map(|&card| goals.open(course(card), today)).map(|goal| goal.start).min();
        let (doubt, foretold) = doubt(&store.events()?, start.unwrap_or(cx.today()), cx.today(), store.scheduler());
        let at = |minutes: u32| Pursued::at_minutes(&pursued, minutes);
        let planned = |minutes: u32| {
            let pursued = at(minutes);
            let spread = outset(&pursued, &pursuit, store, &doubt, cx).recall_planned(&mut cx.forecaster());
            spread.as_little_known(foretold)
        };
        let here = outset(&pursued, &pursuit, store, &doubt, cx);
        let minutes = goals.minutes;
        let (fewer, more) = (minutes.saturating_sub(OTHER), minutes + OTHER);
        let all = match told {
            Told::Glance | Told::Figures => vec![minutes],
            Told::Words => vec![fewer, minutes, more],
        };
        let of_minutes = all.into_iter().filter(|&minutes| minutes > 0);
        let paces = here.paces();
        let names: Vec<&str> = distinct(pursued.cards.iter().map(|&card| course(card)));
        let courses = names.iter().zip(&paces).zip(&pursued.pool.courses).map(|((name, pace), at)| CourseAhead {
            id: (*name).to_owned(),
            exam: cx.today().plus(u64::try_from(at.exam - cx.today().number()).unwrap_or(0)),
            pace: *pace,
        });
        let minutes_for_all = minutes_for_all(&paces, &pursued, minutes);
        let known = (&progress, &pursuit.habits, Some(&pursuit));
        let Asked { numbers: today, .. } = day::planned(&with, catalogue, store, known, Wish::default(), cx)?;
        Ok(Some(Self {
            courses: courses.collect(),
            minutes,
            cards: pursued.items.len(),
            unseen: pursued.items.iter().filter(|item| item.known.is_none()).count(),
            recall_now: here.recall_now().as_little_known(foretold),
            planned: rising(of_minutes.map(|minutes| (minutes, planned(minutes))).collect()),
            enough_time: minutes_for_all <= minutes && paces.iter().all(|pace| pace.left > 0 || pace.unseen == 0),
            minutes_for_all,
            days: if told == Told::Glance { Vec::new() } else { days_from(today, here.days(&mut cx.forecaster())) },
            seconds: pursuit.habits.seconds_of_all(),
            foretold,
        }))
    }

    /// With the minutes of the goal.
    pub(super) fn planned_now(&self) -> Spread {
        self.planned.iter().find(|(minutes, _)| *minutes == self.minutes).map(|(_, spread)| *spread).unwrap_or_default()
    }

    pub(super) fn json(&self, goals: &Goals, cx: &Context) -> Value {
        let planned = self.planned_now();
        let goal = |course: &CourseAhead| {
            let start = goals.of_course(&course.id).map(|goal| goal.start.to_string());
            json!({ "course": course.id, "exam": course.exam.to_string(), "since": start,
                    "days_left": course.pace.left, "new_today": course.pace.quota })
        };
        json!({
            "schema": 1, "minutes": self.minutes, "goals": self.courses.iter().map(goal).collect::<Vec<_>>(),
            "recall_now_at_exam": share(self.recall_now.mean), "recall_now_low": share(self.recall_now.low),
            "recall_now_high": share(self.recall_now.high), "recall_planned_at_exam": share(planned.mean),
            "recall_planned_low": share(planned.low), "recall_planned_high": share(planned.high),
            "unseen": self.unseen, "enough_time": self.enough_time, "minutes_for_all": self.minutes_for_all,
            "days": days(&self.days, cx.today()),
        })
    }
}

/// What `--json` answers where no exam is ahead.
pub(super) fn no_goal() -> Value {
    json!({ "schema": 1, "minutes": null, "goals": [], "recall_now_at_exam": null, "recall_planned_at_exam": null,
            "recall_now_low": null, "recall_now_high": null, "recall_planned_low": null, "recall_planned_high": null,
            "unseen": null, "enough_time": null, "minutes_for_all": null, "days": [] })
}

/// Forecasts at rising minutes: more time never brings less, whatever the draws say.
fn rising(mut planned: Vec<(u32, Spread)>) -> Vec<(u32, Spread)> {
    for at in 1..planned.len() {
        let (before, (_, here)) = (planned[at - 1].1, &mut planned[at]);
        here.mean = here.mean.max(before.mean);
        here.low = here.low.max(before.low);
        here.high = here.high.max(before.high);
    }
    planned
}

/// The days ahead, the first as the session has it.
#[expect(clippy::cast_precision_loss, reason = "numbers of cards")]
fn days_from(today: DayNumbers, mut days: Vec<DayAhead>) -> Vec<DayAhead> {
    if let Some(first) = days.first_mut() {
        *first =
            DayAhead { day: first.day, new: today.new as f64, review: today.due as f64, minutes: today.seconds / 60.0 };
    }
    days
}

fn share(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// A day ahead in whole cards and minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WholeDay {
    pub(super) day: StudyDay,
    pub(super) new: u32,
    pub(super) review: u32,
    pub(super) minutes: u32,
}

/// Whole cards and minutes, rounded so that sums over the days stay right.
pub(super) fn whole_days(days: &[DayAhead], today: StudyDay) -> Vec<WholeDay> {
    let (mut new, mut review, mut minutes) = (Rounded::default(), Rounded::default(), Rounded::default());
    let day = |(at, day): (usize, &DayAhead)| WholeDay {
        day: today.plus(at as u64),
        new: new.next(day.new),
        review: review.next(day.review),
        minutes: minutes.next(day.minutes),
    };
    days.iter().enumerate().map(day).collect()
}

fn days(days: &[DayAhead], today: StudyDay) -> Vec<Value> {
    let day = |day: &WholeDay| json!({ "date": day.day.to_string(), "new": day.new, "review": day.review, "minutes": day.minutes });
    whole_days(days, today).iter().map(day).collect()
}

#[derive(Default)]
struct Rounded {
    sum: f64,
    told: f64,
}

impl Rounded {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cards or minutes of a day")]
    fn next(&mut self, value: f64) -> u32 {
        self.sum += value;
        let whole = (self.sum - self.told).round().max(0.0);
        self.told += whole;
        whole as u32
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}

fn pursued_now(
    with: &[usize],
    selected: &Selected,
    store: &Store,
    progress: &States,
    pursuit: &Pursuit,
    cx: &Context,
) -> Result<Pursued> {
    let done = store.today(cx.today())?;
    let limits = Limits { new_per_day: 0, reviews_per_day: 0, session: None };
    let (scheduler, pursuit_of) = (store.scheduler(), Some(pursuit));
    let at = Circumstances { progress, scheduler, today: cx.today(), done: &done, limits, pursuit: pursuit_of };
    Ok(pursued(with, &selected.catalogue, &at, pursuit))
}

fn outset<'a>(
    pursued: &'a Pursued,
    pursuit: &'a Pursuit,
    store: &'a Store,
    doubt: &'a Doubt,
    cx: &Context,
) -> Outset<'a> {
    Outset {
        items: &pursued.items,
        pool: &pursued.pool,
        today: cx.today().number(),
        spent: pursuit.spent.into(),
        scheduler: store.scheduler(),
        habits: &pursuit.habits,
        doubt,
        retention: f32::from(cx.config.retention) / 1000.0,
    }
}

/// Minutes a day in which every card can be met before its exam.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes, at least 0, saturating")]
#[expect(clippy::cast_precision_loss, reason = "a number of cards")]
fn minutes_for_all(paces: &[Pace], pursued: &Pursued, minutes: u32) -> u32 {
    let left = |pace: &Pace| f64::from(pace.left.max(1));
    let most = paces.iter().map(|pace| pace.need / left(pace)).fold(0.0, f64::max);
    let on_the_day =
        paces.iter().filter(|pace| pace.left <= 0 && pace.unseen > 0).map(|pace| pace.unseen).sum::<usize>();
    let each = pursued.items.first().map_or(0.0, |item| item.seconds.new);
    ((most * f64::from(minutes)).ceil() + (on_the_day as f64 * each / 60.0).ceil()) as u32
}

/// What the log says of how this student's memory differs from the model, and of days kept since the goal was set.
fn doubt(events: &[Event], start: StudyDay, today: StudyDay, scheduler: &Scheduler) -> (Doubt, usize) {
    let mut tried: Vec<(i64, Tried)> = Vec::new();
    let (mut kept, mut timed): (BTreeSet<StudyDay>, usize) = (BTreeSet::new(), 0);
    let _states = trace(events, scheduler, |_, before, event| {
        let What::Review(review) = &event.what else { return };
        if !review.counts {
            return;
        }
        if review.purpose == Purpose::Study && event.day >= start && event.day < today {
            kept.insert(event.day);
        }
        timed += usize::from(!before.is_seen());
        let Some((memory, last)) = before.memory.zip(before.last).filter(|(_, last)| *last < event.day) else { return };
        let right = review.rating != Rating::Again;
        tried.push((event.stamp, Tried { memory, elapsed: event.day.since(last), right }));
    });
    tried.sort_by_key(|(stamp, _)| *stamp);
    let tried: Vec<Tried> = tried.into_iter().map(|(_, tried)| tried).collect();
    let kept = u32::try_from(kept.len()).unwrap_or(u32::MAX);
    (Doubt::of(&tried, (kept, today.since(start)), timed, scheduler), tried.len())
}
