//! `acquis export`: a deck in the format of another program, and what of it stayed behind.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::card::Deck;
use crate::commands::select::{is_path, unknown};
use crate::context::{Context, notice, output, print};
use crate::deck::Catalogue;
use crate::error::{Fault, named};
use crate::exchange::{self, Format, Losses, Outgoing, Sent};
use crate::files::{self, Existing, Readers};
use crate::library;
use crate::ui::counted;

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// A deck id, or the path of a deck file
    #[arg(value_name = "DECK")]
    pub(crate) deck: String,
    /// The format to write
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: To,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace the file if it stands already
    #[arg(long)]
    pub(crate) force: bool,
    /// Begin a table with a byte-order mark, by which Excel knows UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
    /// What was not carried, as JSON on standard output
    #[arg(long, requires = "output")]
    pub(crate) json: bool,
}

/// Formats that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    Csv,
    Tsv,
    /// A workbook of Excel (.xlsx): every cell as text
    Xlsx,
    Gift,
    /// Moodle XML
    Moodle,
    /// QTI 1.2 (.zip), for Canvas and other platforms
    Qti,
    /// A package for Anki (.apkg)
    Anki,
    Json,
}

impl To {
    pub(crate) fn format(self) -> Format {
        match self {
            Self::Csv => Format::Csv,
            Self::Tsv => Format::Tsv,
            Self::Xlsx => Format::Workbook,
            Self::Gift => Format::Gift,
            Self::Moodle => Format::Moodle,
            Self::Qti => Format::Qti,
            Self::Anki => Format::Anki,
            Self::Json => Format::Json,
        }
    }
}

/// Exit 0 when every entry went, 1 when some stayed behind.
pub(crate) fn run(args: &ExportArgs, cx: &Context) -> Result<ExitCode> {
    let paths: Vec<PathBuf> = is_path(&args.deck).then(|| PathBuf::from(&args.deck)).into_iter().collect();
    let (mut library, asked) = library::open(&cx.config.decks, &cx.config.removed, &paths, cx.cache().as_deref())?;
    let notices = std::mem::take(&mut library.notices);
    notices.iter().try_for_each(|told| notice(told))?;
    let catalogue = Catalogue::new(library.into_decks());
    let deck_at = chosen(&args.deck, &asked, &catalogue)?;
    let deck = &catalogue.decks[deck_at];
    let format = args.to.format();
    let previous = previous(args, format)?;
    let is_update = previous.as_deref().is_some_and(|package| exchange::is_package_of(package, &deck.id));
    let mut out = Outgoing::new(&catalogue, deck_at, |card| cx.dealer(card, 0));
    out.seconds = cx.now().millis / 1000;
    out.previous = previous.as_deref().filter(|_| is_update);
    let mut sent = exchange::write(&out, format);
    if args.bom && format.is_table() {
        sent.bytes.splice(0..0, *b"\xef\xbb\xbf");
    }
    match &args.output {
        None => output(&sent.bytes)?,
        Some(file) => {
            let existing = if args.force || is_update { Existing::Replace } else { Existing::Keep };
            files::write(file, &sent.bytes, existing, Readers::Umask)?;
        }
    }
    tell(args, deck, &sent)?;
    Ok(if sent.losses.left_out.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The package that stands where this one is to go: over one of the same deck an export is an update.
fn previous(args: &ExportArgs, format: Format) -> Result<Option<Vec<u8>>> {
    let Some(ending) = format.ending_of_binary() else { return Ok(None) };
    let Some(file) = &args.output else {
        let fault = Fault::new(format!("a file of the format {} is no text", format.word()));
        return Err(fault.advice(format!("name a file: `-o deck.{ending}`")).into());
    };
    if format != Format::Anki {
        return Ok(None);
    }
    let stands = files::look_behind(file)?.is_some_and(|found| found.is_file());
    if stands { library::bytes(file, exchange::PACKAGE_BYTES).map(Some) } else { Ok(None) }
}

/// The one deck that is meant.
fn chosen(word: &str, asked: &[String], catalogue: &Catalogue) -> Result<usize> {
    let meant: Vec<&Deck> = if asked.is_empty() {
        let by_id = catalogue.decks.iter().filter(|deck| deck.id == word);
        let by_course = catalogue.decks.iter().filter(|deck| deck.course == word && deck.id != word);
        let found: Vec<&Deck> = by_id.collect();
        if found.is_empty() { by_course.collect() } else { found }
    } else {
        catalogue.decks.iter().filter(|deck| asked.contains(&deck.id)).collect()
    };
    match meant.as_slice() {
        [deck] => Ok(catalogue.decks.iter().position(|one| one.id == deck.id).expect("it is one of them")),
        [] => Err(unknown("deck", word, catalogue.decks.iter().map(|deck| deck.id.as_str())).into()),
        several => {
            let ids: Vec<&str> = several.iter().map(|deck| deck.id.as_str()).collect();
            let message = format!("`{}` is {} decks, and one is exported at a time", word.escape_debug(), ids.len());
            Err(Fault::new(message).advice(format!("name one of them: {}", ids.join(", "))).into())
        }
    }
}

fn tell(args: &ExportArgs, deck: &Deck, sent: &Sent) -> Result<()> {
    let Losses { of_deck, lessened, left_out } = &sent.losses;
    let whole = deck.notes.len() - lessened.len() - left_out.len();
    if args.json {
        let lessened: Vec<Value> = lessened.iter().map(|(id, lost)| json!({ "id": id, "lost": lost })).collect();
        let left_out: Vec<Value> = left_out.iter().map(|(id, why)| json!({ "id": id, "why": why })).collect();
        let report = json!({ "schema": 1, "deck": deck.id, "format": args.to.format().word(), "records": sent.records,
            "entries": deck.notes.len(), "whole": whole, "lessened": lessened, "left_out": left_out, "of_deck": of_deck });
        return print(&report.to_string());
    }
    if !of_deck.is_empty() {
        notice(&format!("not carried of the deck: {}", of_deck.join("; ")))?;
    }
    by_reason(lessened).iter().try_for_each(|(lost, ids)| {
        notice(&format!("not carried: {lost} ({}): {}", counted(ids.len(), "entry", "entries"), few(ids)))
    })?;
    left_out.iter().try_for_each(|(id, why)| notice(&format!("left out: {id}: {why}")))?;
    let file = args.output.as_ref().map(|file| format!("`{}` holds ", named(file))).unwrap_or_default();
    let entries = counted(deck.notes.len(), "entry", "entries");
    notice(&format!(
        "{file}{} in {}; {entries}: {whole} whole, {} without what is said above, {} left out",
        counted(sent.records, "record", "records"),
        args.to.format().word(),
        lessened.len(),
        left_out.len()
    ))
}

/// The first hundred, and how many more there are.
pub(super) fn few<T: ToString>(items: &[T]) -> String {
    const SHOWN: usize = 100;
    let list: Vec<String> = items.iter().take(SHOWN).map(ToString::to_string).collect();
    match items.len().saturating_sub(SHOWN) {
        0 => list.join(", "),
        more => format!("{} … and {more} more: --json lists all", list.join(", ")),
    }
}

/// What was lost, each with all that lost it, in the order in which it came up.
pub(super) fn by_reason<T: Clone>(lessened: &[(T, Vec<String>)]) -> Vec<(&str, Vec<T>)> {
    let mut reasons: Vec<(&str, Vec<T>)> = Vec::new();
    for (entry, lost) in lessened {
        for what in lost {
            match reasons.iter_mut().find(|(known, _)| known == what) {
                Some((_, entries)) => entries.push(entry.clone()),
                None => reasons.push((what, vec![entry.clone()])),
            }
        }
    }
    reasons
}
