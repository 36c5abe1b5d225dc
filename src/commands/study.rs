//! `acquis study` and `acquis cram`: one session, every rating on disk before the next question.

use std::process::ExitCode;
use std::rc::Rc;

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};

use crate::card::CardId;
use crate::commands::day::{Wish, asked_today};
use crate::commands::renamed;
use crate::commands::select::{Selected, Selection, select};
use crate::context::{Context, notice, print};
use crate::error::Fault;
use crate::plan::Reach;
use crate::schedule::{Purpose, States, StudyDay};
use crate::store::Store;
use crate::study::{After, Ending, Plan, Reason, Sitting, cram};
use crate::ui::keys::{self, About};
use crate::ui::{self, Screen, Typist, counted, day_in_words};
use desk::Desk;

mod desk;
mod editing;

#[derive(Debug, Args)]
#[command(after_long_help = keys::all(About::Session))]
pub(crate) struct StudyArgs {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// The session as JSON lines (docs/study-json.md)
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_long_help = keys::all(About::Session))]
pub(crate) struct CramArgs {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// Only cards failed on this study day
    #[arg(long, value_name = "WHEN")]
    pub(crate) failed: Option<FailedWhen>,
    /// Only cards whose predicted recall is below the desired retention, the weakest first
    #[arg(long)]
    pub(crate) weak: bool,
    /// The session as JSON lines (docs/study-json.md)
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailedWhen {
    Today,
}

/// Reviews what is due, then learns new cards; exit 0 also when nothing is due.
pub(crate) fn run(args: &StudyArgs, cx: &Context) -> Result<ExitCode> {
    let (selected, log) = open(&args.selection, cx)?;
    let plan = todays(&selected, &log, &args.selection, Reach::Day, cx)?;
    let follows_goal = plan.allowance.is_some();
    let sat = sit(&selected, log, plan, Purpose::Study, &args.selection, args.json, cx)?;
    if sat.is_whole && follows_goal && cx.at_terminal && cx.may_ask && !args.json {
        return keep_going(&selected, args, sat.code, cx);
    }
    Ok(sat.code)
}

/// What today holds, within the day's limits or beyond the minutes of a goal.
fn todays(selected: &Selected, log: &Log, selection: &Selection, reach: Reach, cx: &Context) -> Result<Plan> {
    let wish = Wish { most_new: selection.new, limit: selection.limit, reach };
    asked_today(&selected.cards, &selected.catalogue, &log.store, &log.progress, wish, cx)
}

/// The day's plan for an exam is done: offers the cards that would still gain something.
fn keep_going(selected: &Selected, args: &StudyArgs, code: ExitCode, cx: &Context) -> Result<ExitCode> {
    let log = Log::read(cx.store()?)?;
    let plan = todays(selected, &log, &args.selection, Reach::Beyond, cx)?;
    let count = plan.first.len();
    if count == 0 {
        return Ok(code);
    }
    let cards = if count == 1 { "1 card".to_owned() } else { format!("{count} cards") };
    notice(&format!("The day's plan is done. {cards} would still add something on exam day."))?;
    if !ui::confirm("Keep going?")? {
        return Ok(code);
    }
    let only_goal = Plan { first: plan.first.clone(), due: plan.first, ..Plan::default() };
    let selection = Selection { minutes: None, ..args.selection.clone() };
    Ok(sit(selected, log, only_goal, Purpose::Study, &selection, false, cx)?.code)
}

/// Practises any of the selected cards; memory and due days stay as they are.
pub(crate) fn run_cram(args: &CramArgs, cx: &Context) -> Result<ExitCode> {
    let (selected, log) = open(&args.selection, cx)?;
    let Log { store, progress } = &log;
    let failed = args.failed.map(|_| store.failed_on(cx.today())).transpose()?;
    let weak = args.weak.then(|| f32::from(cx.config.retention) / 1000.0);
    let wanted = cram::Wanted { failed, weak, limit: args.selection.limit };
    let (scheduler, today) = (store.scheduler(), cx.today());
    let cards =
        cram::cards(&selected.catalogue, &selected.cards, progress, scheduler, today, &wanted, &mut cx.shuffler());
    let plan = Plan { due: cards, ..Plan::default() };
    Ok(sit(&selected, log, plan, Purpose::Cram, &args.selection, args.json, cx)?.code)
}

/// How a session ended.
struct Sat {
    code: ExitCode,
    /// Nothing was left to ask, or the minutes were used: the student did not leave.
    is_whole: bool,
}

/// What came of practising the misses of an exam.
pub(super) enum Redone {
    Sat(ExitCode),
    /// None of the cards is in the decks at hand.
    NoneFound,
}

/// Practises these cards, as far as they are in the decks; memory and due days stay as they are.
pub(super) fn redo(selection: &Selection, wanted: &[CardId], json: bool, cx: &Context) -> Result<Redone> {
    let (selected, log) = open(selection, cx)?;
    let cards: Vec<usize> = wanted.iter().filter_map(|id| selected.catalogue.find(id)).collect();
    match wanted.len() - cards.len() {
        _ if cards.is_empty() => return Ok(Redone::NoneFound),
        0 => {}
        1 => notice("1 missed question is in no deck at hand and was passed over")?,
        gone => notice(&format!("{gone} missed questions are in no deck at hand and were passed over"))?,
    }
    let plan = Plan { due: cards, ..Plan::default() };
    Ok(Redone::Sat(sit(&selected, log, plan, Purpose::Redo, selection, json, cx)?.code))
}

/// The student's log, with what it holds of each card when the session begins.
struct Log {
    store: Store,
    progress: States,
}

impl Log {
    fn read(store: Store) -> Result<Self> {
        let progress = store.progress_of_all()?;
        Ok(Self { store, progress })
    }
}

fn open(selection: &Selection, cx: &Context) -> Result<(Selected, Log)> {
    let selected = select(selection, cx)?;
    for told in &selected.notices {
        notice(told)?;
    }
    let mut store = open_store(cx)?;
    if let Some(told) = store.clock_warning(cx.now())? {
        notice(&told)?;
    }
    for told in renamed::adopt(&selected.catalogue, &mut store, cx)? {
        notice(&told)?;
    }
    Ok((selected, Log::read(store)?))
}

fn sit(
    selected: &Selected,
    log: Log,
    plan: Plan,
    purpose: Purpose,
    selection: &Selection,
    json: bool,
    cx: &Context,
) -> Result<Sat> {
    let minutes = selection.minutes.or(cx.config.minutes);
    let over_new_cap = plan.over_new_cap;
    let (desk, cards) = (Desk::new(cx, log.store, selection), selected.cards.clone());
    let mut sitting = Sitting::new(desk, Rc::clone(&selected.catalogue), cards, log.progress, plan, purpose, minutes)?;
    let screen = match (json, cx.at_terminal) {
        (true, _) => Screen::Json,
        (false, true) => Screen::Terminal,
        (false, false) => Screen::Plain,
    };
    if sitting.session().next().is_none() && screen != Screen::Json {
        print(&match purpose {
            Purpose::Study => nothing_due(sitting.due_days().min(), over_new_cap, cx.today()),
            _ => "There is nothing to practise here: no card fits.".to_owned(),
        })?;
        return Ok(Sat { code: ExitCode::SUCCESS, is_whole: true });
    }
    if cx.at_keyboard && !cx.may_ask {
        let fault = Fault::new("a session asks questions, and `--no-input` says that none may be asked");
        return Err(fault.advice("leave out --no-input; `acquis --json` tells what is due without asking").into());
    }
    if purpose != Purpose::Study && screen != Screen::Json {
        notice("Practice: the schedule is not touched.")?;
    }
    let typist = if cx.at_keyboard { Typist::Hand } else { Typist::Program };
    let mut front = ui::open_front(screen, cx.style, typist, cx.stopwatch())?;
    loop {
        let (ending, reason) = sitting.run(front.as_mut())?;
        if !matches!(ending, Ending::Signalled(_)) {
            let limited =
                reason == Reason::Empty && selection.limit.is_some_and(|limit| limit <= sitting.session().total());
            front.summary(&sitting.summary(if limited { Reason::Limit } else { reason })?)?;
        }
        let is_whole = matches!(reason, Reason::Empty | Reason::Minutes);
        // What is written by a program ends by itself.
        let may_undo = is_whole && cx.at_keyboard && sitting.session().last().is_some();
        let after = if may_undo { front.end()? } else { After::Leave(ending) };
        match after {
            After::Undo => sitting.take_back(front.as_mut())?,
            After::Leave(ending) => return Ok(Sat { code: ending.code().into(), is_whole }),
        };
    }
}

/// Progress that cannot be kept is told before the first question; going on without is the student's choice.
fn open_store(cx: &Context) -> Result<Store> {
    let cause = match cx.store().and_then(|mut store| Ok(store.probe_writable().map(|()| store)?)) {
        Ok(store) => return Ok(store),
        Err(cause) => cause,
    };
    if !cx.at_terminal || !cx.may_ask {
        return Err(cause);
    }
    notice(&format!("{cause:#}"))?;
    if ui::confirm("Study all the same, without saving anything?")? {
        return Store::in_memory().context("could not keep progress even in memory");
    }
    Err(cause)
}

/// Nothing due is said with when the next card is, and what could be done meanwhile.
pub(crate) fn nothing_due(next: Option<StudyDay>, over_new_cap: usize, today: StudyDay) -> String {
    let mut said = vec!["Nothing is due now.".to_owned()];
    said.extend(next.map(|day| format!("The next card is due {}.", day_in_words(day, today))));
    if over_new_cap > 0 {
        let cards = counted(over_new_cap, "new card waits", "new cards wait");
        said.push(format!("{cards} for another day: `acquis study --new N` takes more today."));
    }
    said.push("`acquis cram` practises without touching the schedule.".to_owned());
    said.join("\n")
}
