//! Sitting an exam: asked, answered, skipped, flagged, handed in; every answer on disk at once, no feedback until the end.

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use sitting::{Left, Sitting};

use super::{ExamArgs, Saving};
use crate::commands::exam::blueprint::Drawing;
use crate::commands::exam::{attempts, no_such, save, show};
use crate::context::{Context, notice};
use crate::error::{Fault, named};
use crate::exam::{Attempt, Score, Version};
use crate::schedule::{NewEvent, What};
use crate::store::Store;
use crate::study::Ending;
use crate::ui::Screen;
use crate::ui::exam::{ExamFront, clock_words, open_exam, share_words};

mod sitting;

/// Exit 1 only where there is a pass mark, the exam was handed in, and the mark was missed.
pub(super) fn run(exam: &ExamArgs, cx: &Context) -> Result<ExitCode> {
    if !cx.may_ask {
        let fault = Fault::new("an exam asks questions, and `--no-input` forbids that");
        return Err(fault.advice("`acquis exam paper` writes one instead").into());
    }
    save::can_write(&exam.saving)?;
    let mut store = cx.store()?;
    store.probe_writable()?;
    if let Some(told) = store.clock_warning(cx.now())? {
        notice(&told)?;
    }
    let attempt = match exam.resume {
        Some(number) => resumed(number, exam, &mut store, cx)?,
        None => begin(exam, &mut store, cx)?,
    };
    let saving = save::remembered(&exam.saving, &mut store, &attempt.id)?;
    let screen = if cx.at_terminal { Screen::Terminal } else { Screen::Plain };
    let mut front = open_exam(screen, cx.style, exam.json)?;
    let mut sitting = Sitting::new(cx, store, attempt)?;
    let left = sitting.sit(&mut front)?;
    let (number, store) = (sitting.attempt.number, sitting.store);
    match left {
        Left::HandedIn => finish(number, &store, front, (exam, &saving), cx),
        Left::Open(ending) => {
            if !matches!(ending, Ending::Signalled(_)) {
                front.say(&format!("left, everything is saved: `acquis exam --resume {number}` goes on"))?;
            }
            Ok(ending.code().into())
        }
    }
}

/// The result, shown and written.
fn finish(
    number: usize,
    store: &Store,
    mut front: ExamFront<'_>,
    (exam, saving): (&ExamArgs, &Saving),
    cx: &Context,
) -> Result<ExitCode> {
    let mut all = attempts(store)?;
    let at = all.iter().position(|attempt| attempt.number == number).context("the exam is not in the log any more")?;
    let attempt = all.remove(at);
    all.truncate(at);
    let report = show::report(&attempt, &all, cx);
    let score = share_words(Score::of(&attempt).total);
    let saved = if attempt.missed().is_empty() {
        format!("{score}: everything is saved")
    } else {
        format!("{score}: everything is saved; `acquis exam redo {number}` practises what was missed")
    };
    if cx.at_terminal && !exam.json {
        // Longer than the window, it is read from its beginning, which is the score.
        drop(front);
        cx.show(&report.drawn(&cx.style))?;
        notice(&saved)?;
    } else {
        front.print(|style| report.lines(style))?;
        front.say(&saved)?;
        drop(front);
    }
    if exam.json {
        show::print_json(&attempt, saving)?;
    }
    if let Some(path) = save::save(&attempt, saving)? {
        notice(&format!("written: {}", named(path)))?;
    }
    let failed = Score::of(&attempt).passed == Some(false);
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Draws a paper and freezes it into the log.
fn begin(exam: &ExamArgs, store: &mut Store, cx: &Context) -> Result<Attempt> {
    let paper = Drawing::new(&exam.paper, cx)?.paper(exam.version.unwrap_or(Version::FIRST))?;
    let open: Vec<Attempt> = attempts(store)?.into_iter().filter(|attempt| attempt.handed_in.is_none()).collect();
    tell_open(&open)?;
    let id = Store::fresh_id()?;
    let what = What::ExamStart { attempt: id.clone(), paper: paper.value() };
    store.append(&[NewEvent { at: cx.now(), day: cx.today(), what }]).context("could not save the paper")?;
    let begun = attempts(store)?.into_iter().find(|attempt| attempt.id == id);
    begun.context("the paper is not in the log")
}

/// Exams left open are easily forgotten.
fn tell_open(open: &[Attempt]) -> Result<()> {
    open.iter().try_for_each(|attempt| {
        let number = attempt.number;
        notice(&format!("exam {number} is open as well: `acquis exam --resume {number}` goes on with it"))
    })
}

/// The attempt to go on with, which must be held here or is taken over.
fn resumed(number: Option<usize>, exam: &ExamArgs, store: &mut Store, cx: &Context) -> Result<Attempt> {
    let attempt = to_resume(store, number)?;
    if store.holds(&attempt) {
        return Ok(attempt);
    }
    let number = attempt.number;
    if !exam.take_over {
        let fault =
            Fault::new(format!("exam {number} was started on another machine, or before progress was restored"));
        let advice =
            format!("`acquis exam --resume {number} --take-over` goes on here; it can then not be handed in there");
        return Err(fault.advice(advice).into());
    }
    let what = What::TakeOver { attempt: attempt.id };
    store.append(&[NewEvent { at: cx.now(), day: cx.today(), what }]).context("could not take the exam over")?;
    to_resume(store, Some(number))
}

/// The open attempt of a number, or the last one.
fn to_resume(store: &Store, number: Option<usize>) -> Result<Attempt> {
    let all = attempts(store)?;
    let Some(number) = number else {
        let open = all.into_iter().filter(|attempt| attempt.handed_in.is_none()).rev();
        // One that is held here comes before any other.
        let (here, there): (Vec<Attempt>, Vec<Attempt>) = open.partition(|attempt| store.holds(attempt));
        let mut open = here.into_iter().chain(there);
        let last = open.next().ok_or_else(|| Fault::new("no exam is open").advice("`acquis exam` begins one"))?;
        tell_open(&open.collect::<Vec<_>>())?;
        return Ok(last);
    };
    let Some(attempt) = all.iter().find(|attempt| attempt.number == number) else {
        return Err(no_such(Some(number), &all).into());
    };
    if attempt.handed_in.is_some() {
        let fault = Fault::new(format!("exam {number} was handed in"));
        return Err(fault.advice(format!("`acquis exam show {number}` shows it")).into());
    }
    Ok(attempt.clone())
}

/// What is said before the first question.
fn opening(attempt: &Attempt, left: Option<u64>) -> String {
    let questions = attempt.items.len();
    let time = left.map_or_else(|| "no limit of time".to_owned(), |left| format!("{} left", clock_words(left)));
    let resumed = match attempt.answered() {
        0 => String::new(),
        answered => format!(", {answered} answered"),
    };
    let number = attempt.number;
    let version = match attempt.paper.version {
        Version::FIRST => String::new(),
        other => format!(", version {}", other.letter()),
    };
    format!(
        "Exam {number}: {questions} questions{resumed}, {time}, seed {}{version}. Each answer is saved at once; none is judged \
         before the end.",
        attempt.paper.seed
    )
}
