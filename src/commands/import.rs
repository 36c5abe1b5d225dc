//! `acquis import`: a deck made of another program's file, with every record accounted for.

mod history;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::card::Deck;
use crate::commands::export::{by_reason, few};
use crate::context::{Context, notice, output, print};
use crate::deck;
use crate::error::Fault;
use crate::exchange::{self, Format, Settled, Wishes, settle};
use crate::files::{self, Existing, Readers};
use crate::library;
use crate::ui::{self, counted};

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The file to read
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Its format [default: guessed by its content]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<From>,
    /// The deck to write [default: standard output]
    #[arg(short, long, value_name = "DECK.toml")]
    pub(crate) output: Option<PathBuf>,
    /// Replace the deck if it stands already: its head stays, and the ids of entries that are known again
    #[arg(long)]
    pub(crate) force: bool,
    /// Write without asking whether the guesses are right
    #[arg(long)]
    pub(crate) yes: bool,
    /// Which field of a note type of Anki's is what: `--fields Question=Front,Answer=Correct,A=Option1,B=Option2`
    #[arg(long, value_name = "WHAT=FIELD", value_delimiter = ',', value_parser = what_and_field)]
    pub(crate) fields: Vec<(String, String)>,
    /// Bring a student's reviews along from Anki: `acquis import deck.apkg -o deck.toml --history`
    #[arg(long)]
    pub(crate) history: bool,
    /// What came of the records, as JSON on standard output
    #[arg(long, requires = "output")]
    pub(crate) json: bool,
}

/// `Question=Front`: what a field is, and its name.
fn what_and_field(text: &str) -> Result<(String, String), String> {
    let (what, field) = text.split_once('=').ok_or("write what it is and the field's name: Question=Front")?;
    Ok((what.trim().to_owned(), field.trim().to_owned()))
}

/// Formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum From {
    Csv,
    Tsv,
    Gift,
    /// Moodle XML
    Moodle,
    /// A package for Anki (.apkg)
    Anki,
    /// Anki's text export
    AnkiText,
    /// The markdown of hashcards
    Hashcards,
    Json,
}

impl From {
    pub(crate) fn format(self) -> Format {
        match self {
            Self::Csv => Format::Csv,
            Self::Tsv => Format::Tsv,
            Self::Gift => Format::Gift,
            Self::Moodle => Format::Moodle,
            Self::Anki => Format::Anki,
            Self::AnkiText => Format::AnkiText,
            Self::Hashcards => Format::Hashcards,
            Self::Json => Format::Json,
        }
    }
}

/// The most refused records that are told one by one; a report as JSON has them all.
const LINES: usize = 200;

/// Exit 0 when every record came in, 1 when some were refused.
pub(crate) fn run(args: &ImportArgs, cx: &Context) -> Result<ExitCode> {
    let file = args.file.display().to_string();
    let old = old_deck(args)?;
    let bytes = library::bytes(&args.file, exchange::PACKAGE_BYTES)?;
    let format = args.from.map_or_else(|| Format::guess(&bytes), From::format);
    tell_deck(&bytes, &file)?;
    if args.history && format != Format::Anki {
        let fault = Fault::new(format!("`{file}` is read as {}, which holds no reviews", format.word()));
        return Err(fault.advice("--history is for Anki's packages: export one with its scheduling").into());
    }
    if bytes.len() as u64 > format.most_bytes() {
        let fault = Fault::new(format!("`{file}` is larger than {} MiB", format.most_bytes() >> 20));
        return Err(fault.advice(format.advice_on_size()).into());
    }
    let wishes = Wishes { fields: args.fields.clone(), history: args.history };
    let incoming = exchange::read(&bytes, format, &wishes).map_err(|why| {
        let fault = Fault::new(format!("`{file}` cannot be read as {}: {why}", format.word()));
        fault.advice("name its format with --from")
    })?;
    if args.from.is_none() {
        notice(&format!("{file}: read as {}; --from names another format", format.word()))?;
    }
    incoming.told.iter().try_for_each(|told| notice(&format!("{file}: {told}")))?;
    let is_guess = incoming.is_guess;
    let past = args.history.then(|| (incoming.reviews.clone(), incoming.day_end));
    let stem = args.file.file_stem().map_or_else(|| "imported".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let settled = settle(incoming, &ui::harmless_line(&stem), old.as_ref());
    tell_records(&file, &settled)?;
    if settled.entries.is_empty() {
        return Err(Fault::new(format!("nothing in `{file}` could be made an entry: nothing was written")).into());
    }
    // What cannot be saved is told before anything is written.
    let mut store = past.as_ref().map(|_| cx.store()).transpose()?;
    if is_guess
        && !args.yes
        && args.output.is_some()
        && cx.at_terminal
        && cx.may_ask
        && !ui::confirm("Write the deck?")?
    {
        notice("nothing was written")?;
        return Ok(ExitCode::from(1));
    }
    match &args.output {
        None => output(settled.text.as_bytes())?,
        Some(path) => {
            let existing = if args.force { Existing::Replace } else { Existing::Keep };
            files::write(path, settled.text.as_bytes(), existing, Readers::Umask)?;
            let entries = counted(settled.entries.len(), "entry", "entries");
            let path = path.display();
            notice(&format!("`{path}` holds {entries}; `acquis check {path}` looks for weak questions"))?;
        }
    }
    let taken = match (&past, &mut store) {
        (Some((reviews, day_end)), Some(store)) => Some(history::take_in(reviews, *day_end, &settled, store, cx)?),
        _ => None,
    };
    if args.json {
        let mut report = report(args, format, &settled);
        if let Some(taken) = taken {
            report["history"] = taken;
        }
        print(&report.to_string())?;
    }
    Ok(if settled.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The deck that is to be replaced; a file that may not be replaced is told before anything else.
fn old_deck(args: &ImportArgs) -> Result<Option<Deck>> {
    let Some(path) = args.output.as_deref().filter(|path| path.symlink_metadata().is_ok()) else { return Ok(None) };
    if !args.force {
        let fault = Fault::new(format!("`{}` exists already: nothing was written", path.display()));
        return Err(fault.advice("name another file, or add --force to replace it").into());
    }
    let read = library::read_path(path).unwrap_or_default();
    Ok(read.into_iter().next().and_then(|file| file.reading.deck))
}

/// A deck of ours needs no import.
fn tell_deck(bytes: &[u8], file: &str) -> Result<()> {
    let is_deck = deck::decode(bytes).is_ok_and(|text| text.lines().any(|line| line.trim() == "[deck]"));
    if is_deck {
        let fault = Fault::new(format!("`{file}` is a deck already"));
        return Err(fault.advice(format!("`acquis check {file}` looks for mistakes in it")).into());
    }
    Ok(())
}

fn tell_records(file: &str, settled: &Settled) -> Result<()> {
    let lessened: Vec<(usize, Vec<String>)> = lessened(settled).map(|(row, _, lost)| (*row, lost.clone())).collect();
    for (lost, rows) in by_reason(&lessened) {
        let records = counted(rows.len(), "record", "records");
        notice(&format!("{file}: not carried: {lost} ({records}): {}", few(&rows)))?;
    }
    settled.refused.iter().take(LINES).try_for_each(|one| notice(&format!("{file}:{}: {}", one.row, one.why)))?;
    if let Some(more) = settled.refused.len().checked_sub(LINES).filter(|more| *more > 0) {
        notice(&format!("{file}: … and {more} more refused; --json lists all"))?;
    }
    let all = settled.entries.len() + settled.refused.len();
    notice(&format!(
        "{file}: {}: {} whole, {} without what is said above, {} refused",
        counted(all, "record", "records"),
        settled.entries.len() - lessened.len(),
        lessened.len(),
        settled.refused.len()
    ))
}

fn lessened(settled: &Settled) -> impl Iterator<Item = &(usize, String, Vec<String>)> {
    settled.entries.iter().filter(|(_, _, lost)| !lost.is_empty())
}

fn report(args: &ImportArgs, format: Format, settled: &Settled) -> Value {
    let lessened: Vec<Value> =
        lessened(settled).map(|(row, id, lost)| json!({ "row": row, "id": id, "lost": lost })).collect();
    let refused: Vec<Value> = settled.refused.iter().map(|one| json!({ "row": one.row, "why": one.why })).collect();
    let ids: Vec<Value> = settled.entries.iter().map(|(row, id, _)| json!({ "row": row, "id": id })).collect();
    let written = args.output.as_deref().map(Path::display).map(|path| path.to_string());
    json!({ "schema": 1, "file": args.file.display().to_string(), "format": format.word(), "written": written,
        "records": settled.entries.len() + settled.refused.len(), "whole": settled.entries.len() - lessened.len(),
        "entries": ids, "lessened": lessened, "refused": refused })
}
