//! `acquis sync`: several machines, one memory, through a folder that reaches all of them.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::context::{Common, Context, notice, print};
use crate::error::{Fault, named};
use crate::place::{Copying, Folder, Patience, is_remote};
use crate::sync::{Report, Stop, sync};
use crate::ui;
use carried::Moment;
use desk::{AtDesk, Newcomers};
use kept::Kept;

mod carried;
mod desk;
mod kept;
mod own;
mod status;
mod words;

/// Seconds that the place may take before the first question or to be shown, and after the last question.
const AT_START: u64 = 10;
const AT_END: u64 = 5;

/// Seconds that `rclone` may take for one direction of a sync that was asked for.
const LONGEST: u64 = 900;

/// What is said meanwhile.
const WAITING: &str =
    "waiting for `rclone` for up to 15 minutes; Ctrl-C ends it, nothing is lost, and the next sync goes on";

/// What begins the line about a sync that came to no end; it stands once in a session.
const NOT_SYNCED: &str = "not synced: ";

#[derive(Debug, Args)]
pub(crate) struct SyncArgs {
    /// The folder that all machines reach, or REMOTE:PATH of the program rclone; it is remembered, and from then on `study`, `cram` and `exam` sync by
    /// themselves, at start and end
    #[arg(value_name = "PLACE", conflicts_with_all = ["status", "stop"])]
    pub(crate) place: Option<String>,
    /// Where it is, who writes to it, and how far each has come
    #[arg(long, conflicts_with = "stop")]
    pub(crate) status: bool,
    /// Sync no more; the place and all progress stay as they are
    #[arg(long)]
    pub(crate) stop: bool,
    /// Take in what machines wrote that are not known here yet, without asking
    #[arg(long)]
    pub(crate) yes: bool,
    /// Leave out for good what that machine wrote, by its name or the start of its id
    #[arg(long, value_name = "WRITER")]
    pub(crate) without: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

pub(crate) fn run(args: &SyncArgs, cx: &Context) -> Result<ExitCode> {
    if args.stop {
        return stop(args.json, cx);
    }
    if args.status {
        return status::show(&wanted(cx)?, args.json, cx);
    }
    let mut kept = match &args.place {
        Some(place) => Kept::of(&absolute(place)?, cx)?,
        None => Kept { stopped: false, ..wanted(cx)? },
    };
    let begins = Kept::read(cx)?.is_none_or(|before| before.stopped || before.place != kept.place);
    let store = cx.store()?;
    let Some(_turn) = kept::turn(cx)? else {
        return Err(Fault::new("another sync of this home is running").advice("wait for it to end").into());
    };
    let remote = kept.remote(cx);
    if let Some(remote) = &remote {
        waited(remote.fetch(&kept.memory.writer)?)?;
    }
    let mut folder = match &remote {
        Some(remote) => Folder::make(remote.mirror()?)?,
        None if args.place.is_some() => Folder::make(Path::new(&kept.place))?,
        None => Folder::open(Path::new(&kept.place), None)?,
    };
    if let Some(writer) = &args.without {
        status::leave_out(writer, &mut kept, &mut folder)?;
        kept.write(cx)?;
    }
    let newcomers = match (args.yes, cx.at_terminal && cx.may_ask) {
        (true, _) => Newcomers::Take,
        (false, true) => Newcomers::Ask,
        (false, false) => Newcomers::Refuse,
    };
    let Synced { kept, report, notes, done } = once(kept, folder, store, newcomers, cx);
    for told in words::notices(&report).iter().chain(&carried::harmless(&notes)) {
        notice(told)?;
    }
    if done.is_err()
        && let Some(came) = words::came(&report)
    {
        notice(&came)?;
    }
    done?;
    kept.write(cx)?;
    if let Some(remote) = &remote {
        waited(remote.push(&kept.memory.writer)?)?;
    }
    if args.json {
        print(&words::as_json(&kept.place, &report).to_string())?;
    } else {
        print(&ui::harmless_line(&words::done(&report)))?;
        if begins {
            notice("From now on `study`, `cram` and `exam` sync at start and end; `acquis sync --stop` ends that.")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Waits as long as somebody does who asked for it.
fn waited(copying: Copying) -> Result<(), Fault> {
    copying.wait_and_tell(LONGEST, || drop(notice(WAITING)))
}

/// What is remembered; there must be a place.
fn wanted(cx: &Context) -> Result<Kept, Fault> {
    let none = || {
        let fault = Fault::new("there is no place to sync with yet");
        fault.advice("name a folder that all your machines reach: `acquis sync ~/Nextcloud/acquis` (docs/sync.md)")
    };
    Kept::read(cx)?.ok_or_else(none)
}

/// A place as it is remembered: the next sync may be run from another folder.
fn absolute(place: &str) -> Result<String, Fault> {
    if is_remote(place) {
        return Ok(place.to_owned());
    }
    let bad = |why: &str| Fault::new(format!("`{}` cannot be a place: {why}", named(Path::new(place))));
    let path = std::path::absolute(place).map_err(|cause| bad(&cause.to_string()))?;
    path.to_str().map(str::to_owned).ok_or_else(|| bad("its name is no text"))
}

/// What came of a sync.
struct Synced {
    kept: Kept,
    /// True also where it failed.
    report: Report,
    /// What was changed elsewhere and holds here now.
    notes: Vec<String>,
    done: Result<()>,
}

fn once(kept: Kept, mut folder: Folder, mut store: crate::store::Store, newcomers: Newcomers, cx: &Context) -> Synced {
    let mut desk = AtDesk { cx, kept, newcomers, left: None };
    let (mut report, mut notes) = (Report::default(), Vec::new());
    let done = exchanged(&mut desk, &mut folder, &mut store, &mut report, &mut notes);
    Synced { kept: desk.kept, report, notes, done }
}

/// Tells what was changed here, takes in and gives out, and takes over what was changed elsewhere.
fn exchanged(
    desk: &mut AtDesk<'_>,
    folder: &mut Folder,
    store: &mut crate::store::Store,
    report: &mut Report,
    notes: &mut Vec<String>,
) -> Result<()> {
    let before = desk.kept.clone();
    let carries = |moment, desk: &mut AtDesk<'_>, folder: &mut _, store: &mut _, notes: &mut Vec<String>| {
        // Answers travel also where a deck cannot be read, or the settings.
        carried::carry(moment, desk, folder, store, notes).unwrap_or_else(|cause| {
            let note = format!("settings and decks were not shared: {}", words::first_sentence(&cause));
            // Most of what fails before fails after as well.
            if !notes.contains(&note) {
                notes.push(note);
            }
            0
        })
    };
    carries(Moment::Before, desk, folder, store, notes);
    passed(desk, folder, store, report)?;
    if carries(Moment::After, desk, folder, store, notes) > 0 {
        passed(desk, folder, store, report)?;
    }
    if desk.kept != before {
        desk.kept.write(desk.cx)?;
    }
    Ok(())
}

fn passed(
    desk: &mut AtDesk<'_>,
    folder: &mut Folder,
    store: &mut crate::store::Store,
    report: &mut Report,
) -> Result<()> {
    let mut memory = desk.kept.memory.clone();
    let done = sync(&mut memory, (folder, store, desk), report);
    match (done, desk.left.take()) {
        (_, Some(left)) => Err(left),
        (Ok(()), None) => Ok(()),
        (Err(Stop::Failed(fault)), None) => Err(fault.into()),
        (Err(Stop::Newer(name)), None) => {
            let fault = Fault::new(format!("`{}` writes to the place with a newer acquis", ui::harmless_line(&name)));
            Err(fault.advice("update acquis here; until then nothing is read or written there").into())
        }
    }
}

fn stop(json: bool, cx: &Context) -> Result<ExitCode> {
    let kept = Kept { stopped: true, ..wanted(cx)? };
    kept.write(cx)?;
    if json {
        print(&serde_json::json!({ "schema": 1, "place": kept.place, "stopped": true }).to_string())?;
    } else {
        let again = crate::error::pasted(&kept.place);
        print(&ui::harmless_line(&format!("Nothing is synced any more; `acquis sync {again}` begins again.")))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Stops syncing, so that a log that is put in the place of another stays as it is: the place, if there was one in use.
///
/// # Errors
/// What is remembered cannot be read or changed.
pub(super) fn pause(cx: &Context) -> Result<Option<String>, Fault> {
    let Some(kept) = Kept::read(cx)?.filter(|kept| !kept.stopped) else { return Ok(None) };
    let kept = Kept { stopped: true, ..kept };
    kept.write(cx)?;
    Ok(Some(kept.place))
}

/// Syncs before and after a verb that asks questions, where there is a place. What goes wrong is told once, and never
/// keeps anybody from studying.
pub(super) fn around(common: &Common, verb: impl FnOnce(&Context) -> Result<ExitCode>) -> Result<ExitCode> {
    let cx = Context::new(common)?;
    let is_synced = match Kept::read(&cx) {
        Ok(kept) => kept.is_some_and(|kept| !kept.stopped),
        Err(fault) => {
            notice(&format!("{NOT_SYNCED}{}", fault.message()))?;
            false
        }
    };
    if !is_synced {
        return verb(&cx);
    }
    let told = quietly(&cx, When::Start, &[])?;
    // No question waits for a network: what comes meanwhile is taken in at the end.
    let coming = fetching(&cx);
    // Settings may have come in.
    let cx = Context::new(common)?;
    let code = verb(&cx)?;
    quietly(&cx, When::End(coming), &told)?;
    Ok(code)
}

/// Which of the two syncs of a session it is.
enum When {
    Start,
    /// With what is copied meanwhile.
    End(Option<Copying>),
}

/// Begins to fetch from a remote; what is wrong with it is told at the end.
fn fetching(cx: &Context) -> Option<Copying> {
    let kept = Kept::read(cx).ok()??;
    kept.remote(cx)?.fetch(&kept.memory.writer).ok()
}

/// One sync without questions: what was told, `before` left out.
fn quietly(cx: &Context, when: When, before: &[String]) -> Result<Vec<String>> {
    let (report, notes, done) = match attempt(cx, when) {
        Ok(Some(Synced { report, notes, done, .. })) => (report, notes, done),
        Ok(None) => return Ok(Vec::new()),
        Err(cause) => (Report::default(), Vec::new(), Err(cause)),
    };
    let mut told = words::notices(&report);
    told.extend(carried::harmless(&notes));
    if let Err(cause) = done {
        told.push(format!("{NOT_SYNCED}{}", words::first_sentence(&cause)));
    }
    let failed_before = before.iter().any(|line| line.starts_with(NOT_SYNCED));
    let is_new = |line: &&String| !(before.contains(line) || failed_before && line.starts_with(NOT_SYNCED));
    if let Some(came) = words::came(&report) {
        notice(&came)?;
    }
    told.iter().filter(is_new).try_for_each(|line| notice(line))?;
    Ok(told)
}

/// So many seconds from now.
fn patience(seconds: u64, cx: &Context) -> Patience {
    let mut watch = cx.stopwatch();
    let until = watch() + seconds;
    Patience { watch, until }
}

/// Nothing where another sync is running.
fn attempt(cx: &Context, when: When) -> Result<Option<Synced>> {
    let Some(_turn) = kept::turn(cx)? else { return Ok(None) };
    let Some(kept) = Kept::read(cx)? else { return Ok(None) };
    let Some(remote) = kept.remote(cx) else {
        let seconds = if matches!(when, When::Start) { AT_START } else { AT_END };
        let folder = Folder::open(Path::new(&kept.place), Some(patience(seconds, cx)))?;
        return Ok(Some(once(kept, folder, cx.store()?, Newcomers::LeaveOut, cx)));
    };
    let (fetched, is_end) = match when {
        When::Start => (Ok(()), false),
        When::End(coming) => (coming.map_or(Ok(()), |coming| coming.wait(AT_END / 2)), true),
    };
    let mut synced = once(kept, Folder::make(remote.mirror()?)?, cx.store()?, Newcomers::LeaveOut, cx);
    if is_end && synced.done.is_ok() {
        let pushed = remote.push(&synced.kept.memory.writer).and_then(|going| going.wait(AT_END / 2));
        synced.done = fetched.and(pushed).map_err(Into::into);
    }
    Ok(Some(synced))
}
