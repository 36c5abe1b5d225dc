//! `acquis exam collect`: the results of a class: a gradebook, the figures of each question, what is suspicious.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;

use sources::{Papers, Sources};

use crate::commands::exam::blueprint::Drawing;
use crate::context::{Context, notice, output, print};
use crate::error::named;
use crate::exam::ResultFile;
use crate::exam::class::{Accepts, Class, Gathering, LeftOut, Oddity, Sheet};
use crate::files::{Existing, Readers, may_write, write};
use crate::library;

mod answers;
mod csv_tables;
mod files;
mod json;
mod page;
mod patch;
mod report;
mod sources;

/// Differences of a file that are named one by one.
const NAMED: usize = 3;

#[derive(Debug, Args)]
pub(crate) struct CollectArgs {
    /// Files that `exam --result` wrote, folders of them, or patterns as `results/*.json`
    #[arg(value_name = "PATH", required_unless_present = "answers")]
    pub(crate) paths: Vec<String>,
    /// The exam's blueprint: its decks are the key, its points count, and papers that it does not give are left out
    #[arg(long, value_name = "FILE")]
    pub(crate) blueprint: Option<PathBuf>,
    /// Take papers whose questions differ from student to student
    #[arg(long, conflicts_with = "blueprint")]
    pub(crate) any_paper: bool,
    /// Mark against this corrected deck instead of the one with the same id; where papers were drawn from this one and not
    /// from that, it is the deck as it was handed out: papers are drawn from it, the other judges (may be given several times)
    #[arg(long, value_name = "FILE")]
    pub(crate) deck: Vec<PathBuf>,
    /// Mark again with the keys that this file puts right (docs/exam.md); the result files stay as they are
    #[arg(long, value_name = "FILE")]
    pub(crate) rekey: Option<PathBuf>,
    /// Write what --rekey puts right into the decks' files, after showing it
    #[arg(long, requires = "rekey")]
    pub(crate) fix_deck: bool,
    /// Write without asking
    #[arg(long, requires = "fix_deck")]
    pub(crate) yes: bool,
    /// Answers given on paper, as CSV: a row a student, a column a question (needs --blueprint with a seed)
    #[arg(long, value_name = "FILE", requires = "blueprint")]
    pub(crate) answers: Option<PathBuf>,
    /// Write the gradebook as CSV: a row a student (`-` for standard output)
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
    /// Write the figures of each question as CSV (`-` for standard output)
    #[arg(long, value_name = "FILE")]
    pub(crate) items: Option<PathBuf>,
    /// Begin the CSV with a byte-order mark, by which Excel knows UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
    /// Write one page to look at and to print
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Replace files that exist
    #[arg(long)]
    pub(crate) force: bool,
    /// Everything as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Exit 1 where files were left out or contradict themselves, 2 where one cannot be read or none counts.
pub(super) fn run(args: &CollectArgs, cx: &Context) -> Result<ExitCode> {
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let files = [&args.csv, &args.items, &args.html].into_iter().flatten().filter(|path| !is_output(path));
    files.into_iter().try_for_each(|path| may_write(path, existing))?;
    let sources = Sources::read(args, cx)?;
    let (class, unread) = gather(args, &sources)?;
    let class = match class {
        Ok(class) => class,
        Err(left_out) => {
            tell_left_out(&left_out)?;
            notice("no result counts: there is nothing to collect")?;
            return Ok(ExitCode::from(2));
        }
    };
    let contradicts = tell(&class)?;
    let marked = if args.bom { "\u{feff}" } else { "" };
    let put = |path: &Path, text: String| -> Result<()> {
        if is_output(path) {
            return output(text.as_bytes());
        }
        write(path, text.as_bytes(), existing, Readers::Umask)?;
        notice(&format!("written: {}", named(path)))
    };
    if let Some(path) = &args.csv {
        put(path, format!("{marked}{}", csv_tables::gradebook(&class)?))?;
    }
    if let Some(path) = &args.items {
        put(path, format!("{marked}{}", csv_tables::items(&class)?))?;
    }
    if let Some(path) = &args.html {
        put(path, page::page(&class))?;
    }
    if args.json {
        print(&json::object(&class).to_string())?;
    } else if [&args.csv, &args.items, &args.html].into_iter().flatten().all(|path| !is_output(path)) {
        cx.show(&report::report(&class, &cx.output_style()))?;
    }
    if let Some(rekey) = sources.rekey.as_ref().filter(|_| !args.json) {
        patch::run(args, rekey, sources.handed_out, cx)?;
    }
    Ok(match (unread, class.left_out.is_empty() && !contradicts) {
        (true, _) => ExitCode::from(2),
        (false, false) => ExitCode::from(1),
        (false, true) => ExitCode::SUCCESS,
    })
}

fn is_output(path: &Path) -> bool {
    path == Path::new("-")
}

/// The class, and whether a file could not be read.
fn gather(args: &CollectArgs, sources: &Sources) -> Result<(Result<Class, Vec<LeftOut>>, bool)> {
    let accepts = match &sources.drawing {
        Some(drawing) => {
            Accepts::Drawn { editions: Box::new(sources.editions(drawing)), seed: drawing.blueprint().seed }
        }
        None if args.any_paper => Accepts::Any,
        None => Accepts::Commonest,
    };
    let points = sources.drawing.as_ref().map(Drawing::blueprint);
    let mut gathering = Gathering::new(sources.keys(), sources.rekey.as_ref(), accepts, points);
    let mut unread = false;
    for path in files::files(&args.paths)? {
        let name = path.to_string_lossy().into_owned();
        let text = library::text_of(&path).map_err(|cause| format!("{cause:#}"));
        match text.and_then(|text| ResultFile::read(&text)) {
            Ok(result) => gathering.take(&name, &result),
            Err(why) => {
                unread = true;
                gathering.unreadable(&name, why);
            }
        }
    }
    if let (Some(path), Some(drawing)) = (&args.answers, &sources.drawing) {
        for (name, result) in answers::read(path, &Papers::new(sources, drawing))? {
            gathering.take_written(&name, &result);
        }
    }
    Ok((gathering.finish(), unread))
}

fn tell_left_out(left_out: &[LeftOut]) -> Result<()> {
    left_out.iter().try_for_each(|left| notice(&format!("{} was left out: {}", left.file, left.why)))?;
    if left_out.iter().any(|left| left.drawn_otherwise) {
        notice(
            "the decks at hand give another paper for the same seed where an entry was added or taken away since, or \
             its topics changed: `--deck FILE` with the deck as it was handed out draws its paper again",
        )?;
    }
    Ok(())
}

/// Files left out, files that contradict themselves, files judged otherwise; whether any contradicts itself.
fn tell(class: &Class) -> Result<bool> {
    tell_left_out(&class.left_out)?;
    let mut contradicts = false;
    for told in &class.odd {
        let sure: Vec<&Oddity> = told.oddities.iter().filter(|one| one.is_contradiction()).collect();
        contradicts |= !sure.is_empty();
        let (what, shown) = if sure.is_empty() {
            ("was judged otherwise when it was sat", told.oddities.iter().collect())
        } else {
            ("is not as acquis wrote it, and counts by its answers", sure)
        };
        let more = shown.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!("; and {more} more") } else { String::new() };
        let words: Vec<String> = shown.iter().take(NAMED).map(ToString::to_string).collect();
        notice(&format!("{} {what}: {}{rest}", told.file, words.join("; ")))?;
    }
    class.notes.iter().try_for_each(|note| notice(note))?;
    Ok(contradicts)
}

/// What could not be judged again, in words; none where everything was.
fn not_judged(class: &Class) -> Option<String> {
    let unjudged: Vec<&str> =
        class.asked.iter().filter(|asked| !asked.judged).map(|asked| asked.card.as_str()).collect();
    let of = class.asked.len();
    (!unjudged.is_empty()).then(|| {
        format!(
            "not judged again: {} of {of} questions are in no deck at hand, and count as their files say ({}); \
             `--blueprint` or `--deck` names the decks",
            unjudged.len(),
            unjudged.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ")
        )
    })
}

/// Questions that were changed after they were handed out, in words; none where there is none.
fn changed_since(class: &Class) -> Option<String> {
    let changed: Vec<_> = class.asked.iter().filter(|asked| !asked.other_question.is_empty()).collect();
    let one = |asked: &&crate::exam::class::Asked| {
        let (files, of) = (&asked.other_question, asked.seen);
        let more = if files.len() > NAMED { " and others" } else { "" };
        let named = files.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        format!("{} in {} of {of} papers ({named}{more})", asked.card, files.len())
    };
    (!changed.is_empty()).then(|| {
        format!(
            "another question when it was handed out, with another answer: {}; answers count by the deck \
             that was handed out where it is at hand, else by the key at hand, which is not theirs: `--deck FILE` with the \
             deck as it was handed out judges them by their own",
            changed.iter().map(one).collect::<Vec<_>>().join("; ")
        )
    })
}

/// A name for the gradebook: the student's, or one made of the attempt; of a table, its line.
fn student(sheet: &Sheet) -> String {
    let nobody = || match sheet.file.rsplit_once(':').filter(|_| sheet.on_paper()) {
        Some((_, line)) => format!("anonymous (line {line})"),
        None => format!("anonymous {}", sheet.attempt.chars().take(6).collect::<String>()),
    };
    sheet.name.clone().unwrap_or_else(nobody)
}

/// Minutes begun; nothing for answers given on paper.
fn minutes(sheet: &Sheet) -> String {
    sheet.seconds.map(|seconds| seconds.div_ceil(60).to_string()).unwrap_or_default()
}

fn csv_text(csv: csv::Writer<Vec<u8>>) -> Result<String> {
    let bytes = csv.into_inner().context("could not make the table")?;
    String::from_utf8(bytes).context("could not make the table")
}
