//! `acquis import`: a deck made of another program's file, with every record accounted for.

mod history;
mod report;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::commands::deck_name::id_and_title;
use crate::commands::mended;
use crate::context::{Context, notice, output, print};
use crate::deck;
use crate::error::{Fault, named};
use crate::exchange::{self, Before, FirstOption, Format, Header, Incoming, Names, Rows, Said, Unread, settle};
use crate::files::{self, Existing, Readers};
use crate::library::{self, DeckFile};
use crate::ui;

use report::Report;

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The file to read
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Its format [default: the one that explains the file]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<From>,
    /// The deck to write [default: standard output]
    #[arg(short, long, value_name = "DECK.toml")]
    pub(crate) output: Option<PathBuf>,
    /// Write over the deck if it stands already: its head, the ids, and what was written by hand stay; a copy is kept where
    /// entries leave it
    #[arg(long)]
    pub(crate) force: bool,
    /// Write without asking whether the guesses are right
    #[arg(long)]
    pub(crate) yes: bool,
    /// Bring a student's reviews along from Anki: `acquis import deck.apkg -o deck.toml --history`
    #[arg(long)]
    pub(crate) history: bool,
    /// What came of the records, as JSON on standard output; without -o nothing is written
    #[arg(long)]
    pub(crate) json: bool,
    /// What came of the records, every line of it, into this file (as JSON where its name ends in .json)
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) said: SaidArgs,
}

/// What is said about a file in place of a guess.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "In place of a guess")]
pub(crate) struct SaidArgs {
    /// The id of the deck, such as `--id eu-law` [default: of -o, else of the file's name]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// The title of the deck, such as `--title "EU law"`
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The language of the answers, such as `--language de`
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// What the columns are, in their order, such as `--columns question,answer,-,topics` (- is not used)
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    /// Whether a row names the columns, such as `--header no`, or `--header 3` for the third row
    #[arg(long, value_name = "yes|no|ROW", num_args = 0..=1, default_missing_value = "yes")]
    header: Option<Header>,
    /// What stands between the cells, such as `--separator tab` or `--separator " - "`
    #[arg(long, value_name = "SIGN", value_parser = exchange::separator)]
    separator: Option<String>,
    /// Which rows the table has, such as `--rows 3-40`, or what stands between them, such as `--rows ";"`
    #[arg(long, value_name = "ROWS")]
    rows: Option<Rows>,
    /// The sheet of a workbook, such as `--sheet Cards`
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The encoding of the text, such as `--encoding windows-1250`
    #[arg(long, value_name = "NAME", value_parser = exchange::encoding)]
    encoding: Option<String>,
    /// The number of the first option where a column says by number which is right, such as `--first-option 0`; `text` where
    /// it holds the options' own texts
    #[arg(long, value_name = "0|1|text")]
    first_option: Option<FirstOption>,
    /// Which field of a note type of Anki's is what: `--fields Question=Front,Answer=Correct,A=Option1,B=Option2`
    #[arg(long, value_name = "WHAT=FIELD", value_delimiter = ',', value_parser = what_and_field)]
    fields: Vec<(String, String)>,
}

impl SaidArgs {
    fn said(&self) -> Said {
        Said {
            columns: self.columns.clone(),
            header: self.header,
            separator: self.separator.clone(),
            rows: self.rows.clone(),
            encoding: self.encoding.clone(),
            first_option: self.first_option,
            language: self.language.clone(),
            id: self.id.clone(),
            title: self.title.clone(),
            sheet: self.sheet.clone(),
            names: Names::Any,
            fields: self.fields.clone(),
            history: false,
        }
    }
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
    /// A workbook of Excel (.xlsx)
    Xlsx,
    Gift,
    /// Moodle XML
    Moodle,
    /// Multiple choice as text, with ANSWER: lines
    Aiken,
    /// A package for Anki (.apkg)
    Anki,
    /// Anki's text export
    AnkiText,
    /// The markdown of hashcards
    Hashcards,
    /// Notes of Obsidian with cards in them
    Obsidian,
    Json,
}

impl From {
    pub(crate) fn format(self) -> Format {
        match self {
            Self::Csv => Format::Csv,
            Self::Tsv => Format::Tsv,
            Self::Xlsx => Format::Workbook,
            Self::Gift => Format::Gift,
            Self::Moodle => Format::Moodle,
            Self::Aiken => Format::Aiken,
            Self::Anki => Format::Anki,
            Self::AnkiText => Format::AnkiText,
            Self::Hashcards => Format::Hashcards,
            Self::Obsidian => Format::Obsidian,
            Self::Json => Format::Json,
        }
    }
}

/// Exit 0 when every record came in, 1 when some were refused, 2 when nothing was written.
pub(crate) fn run(args: &ImportArgs, cx: &Context) -> Result<ExitCode> {
    let mut report = Report::new(&args.file);
    let may_ask = !args.yes && args.output.is_some() && cx.at_terminal && cx.may_ask;
    let asks = if may_ask { Asks::WhereGuessed } else { Asks::Never };
    let said = Said { history: args.history, ..args.said.said() };
    let done = import(args, &said, asks, Some(cx), &mut report);
    if let Err(cause) = &done {
        report.error = Some(format!("{cause:#}"));
    }
    if let Some(path) = &args.report {
        let text =
            if path.extension().is_some_and(|end| end == "json") { report.json().to_string() } else { report.text() };
        let existing = if args.force { Existing::Replace } else { Existing::Keep };
        files::write(path, format!("{text}\n").as_bytes(), existing, Readers::Umask)?;
    }
    if args.json {
        print(&report.json().to_string())?;
    }
    done
}

/// A table of an author's, for `new --from`: an unknown column is a slip, and `;` parts the items of a cell.
pub(super) fn of_authors(args: &ImportArgs, cx: &Context) -> Result<ExitCode> {
    let said = Said { names: Names::Authors, ..Said::default() };
    let asks = if cx.at_terminal && cx.may_ask { Asks::WhereLost } else { Asks::Never };
    import(args, &said, asks, None, &mut Report::new(&args.file))
}

/// Whether a person is asked before anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    WhereGuessed,
    /// Where entries would leave the deck that stands there.
    WhereLost,
    Never,
}

fn import(
    args: &ImportArgs,
    said: &Said,
    asks: Asks,
    student: Option<&Context>,
    report: &mut Report,
) -> Result<ExitCode> {
    let old = old_deck(args)?;
    report_is_free(args)?;
    let bytes = library::bytes(&args.file, exchange::PACKAGE_BYTES)?;
    let incoming = read(args, said, &bytes, report)?;
    report.told.iter().try_for_each(|told| notice(told))?;
    let is_guess = incoming.is_guess;
    let past = said.history.then(|| (incoming.reviews.clone(), incoming.day_end));
    // What cannot be saved is told before anything is written.
    let mut store = student.filter(|_| said.history).map(|cx| Ok::<_, anyhow::Error>((cx.store()?, cx))).transpose()?;
    let named_after = args.output.as_deref().unwrap_or(&args.file);
    let before = old.as_ref().and_then(|file| Some(Before { deck: file.reading.deck.as_ref()?, text: &file.text }));
    let settled = settle(incoming, &ui::harmless_line(&id_and_title(named_after).0), before.as_ref());
    if let (Some(before), Some(new)) = (&before, deck::read(&settled.text).deck) {
        report.changes = deck::against(std::slice::from_ref(before.deck), std::slice::from_ref(&new));
        report.about_changes = deck::told_against(&report.changes, &new);
    }
    report.settled = settled;
    report.few().iter().try_for_each(|line| notice(line))?;
    if report.settled.entries.is_empty() {
        let file = named(&args.file);
        return Err(Fault::new(format!("nothing in `{file}` could be made an entry: nothing was written")).into());
    }
    let lost = report.lost();
    let question = match asks {
        Asks::WhereGuessed | Asks::WhereLost if lost > 0 => Some(format!(
            "{} not in the source would leave the deck; a copy of it stays. Write it?",
            ui::counted(lost, "card that is", "cards that are")
        )),
        Asks::WhereGuessed if is_guess => Some("Write the deck?".to_owned()),
        Asks::WhereGuessed | Asks::WhereLost | Asks::Never => None,
    };
    if let Some(question) = question
        && !ui::confirm(&question)?
    {
        notice("nothing was written")?;
        return Ok(ExitCode::from(1));
    }
    match &args.output {
        Some(path) => {
            put(args, path, report)?;
            match said.names {
                Names::Any => notice(&report.holds())?,
                // Who makes a new deck is told by `new` what it holds.
                Names::Authors => report.told_kept().iter().try_for_each(|told| notice(told))?,
            }
        }
        None if args.json => {}
        None => output(report.settled.text.as_bytes())?,
    }
    if let (Some((reviews, day_end)), Some((store, cx))) = (&past, &mut store) {
        report.history = Some(history::take_in(reviews, *day_end, &report.settled, store, cx)?);
    }
    Ok(if report.settled.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Reads the file in its format; what was guessed is told in the report.
fn read(args: &ImportArgs, said: &Said, bytes: &[u8], report: &mut Report) -> Result<Incoming> {
    let file = args.file.to_string_lossy().into_owned();
    tell_deck(bytes, &file)?;
    let end = args.file.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format = match args.from {
        Some(from) => from.format(),
        None if said.names == Names::Authors => Format::of_table(bytes),
        None => Format::guess(bytes, &end).map_err(|why| {
            let fault = Fault::new(format!("`{file}` is not imported: {why}"));
            fault.advice("what is read: `acquis import --help`; --from names a format")
        })?,
    };
    if bytes.len() as u64 > format.most_bytes() {
        let fault = Fault::new(format!("`{file}` is larger than {} MiB", format.most_bytes() >> 20));
        return Err(fault.advice(format.advice_on_size()).into());
    }
    if said.history && format != Format::Anki {
        let fault = Fault::new(format!("`{file}` is read as {}, which holds no reviews", format.word()));
        return Err(fault.advice("--history is for Anki's packages: export one with its scheduling").into());
    }
    if said.sheet.is_some() && format != Format::Workbook {
        return Err(Fault::new(format!("`{file}` is no workbook, and has no sheet to be named by --sheet")).into());
    }
    report.format = Some(format);
    let mut incoming = exchange::read(bytes, format, said).map_err(|unread| match unread {
        Unread::Owner(why) => Fault::new(format!("`{file}` is not imported: {why}")),
        Unread::Format(why) => {
            let fault = Fault::new(format!("`{file}` cannot be read as {}: {why}", format.word()));
            if args.from.is_some() { fault } else { fault.advice("--from names another format") }
        }
    })?;
    if args.from.is_none() {
        report.tell(&format!("read as {}; --from names another format", format.word()));
    }
    incoming.told.iter().for_each(|told| report.tell(told));
    name(&mut incoming, said, args);
    if incoming.language.is_none()
        && !incoming.is_ours
        && args.output.as_deref().is_none_or(|path| matches!(files::look_at(path), Ok(None)))
        && let Some(guess) = exchange::language_of(&incoming)
    {
        // A deck in English needs no word on it.
        incoming.language = guess.tag().filter(|tag| *tag != "en").map(str::to_owned);
        report.tell(exchange::told_language(guess));
    }
    Ok(incoming)
}

/// Id and title: as said, else as the file says, else of the name of the deck that is written.
fn name(incoming: &mut Incoming, said: &Said, args: &ImportArgs) {
    let (_, title) = id_and_title(args.output.as_deref().unwrap_or(&args.file));
    incoming.said = said.clone();
    incoming.id = said.id.clone().or_else(|| incoming.id.take());
    incoming.title = said.title.clone().or_else(|| incoming.title.take()).or(Some(title));
    incoming.language = said.language.clone().or_else(|| incoming.language.take());
}

/// Writes the deck; a copy of the old one is kept where entries leave it.
fn put(args: &ImportArgs, path: &Path, report: &mut Report) -> Result<()> {
    if report.lost() > 0 {
        let copy = mended::free_name(path);
        files::also_as(path, &copy)?;
        report.kept = Some(copy.to_string_lossy().into_owned());
    }
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    files::write(path, report.settled.text.as_bytes(), existing, Readers::Umask)?;
    report.written = Some(path.to_string_lossy().into_owned());
    Ok(())
}

/// The deck that is to be replaced; a file that may not be replaced is told before anything else.
fn old_deck(args: &ImportArgs) -> Result<Option<DeckFile>> {
    let Some(path) = args.output.as_deref() else { return Ok(None) };
    files::may_write(path, existing(args))?;
    if files::look_behind(path)?.is_none_or(|found| !found.is_file()) {
        return Ok(None);
    }
    Ok(library::read_path(path).ok().and_then(|found| found.files.into_iter().next()))
}

fn report_is_free(args: &ImportArgs) -> Result<()> {
    args.report.as_deref().map_or(Ok(()), |path| Ok(files::may_write(path, existing(args))?))
}

fn existing(args: &ImportArgs) -> Existing {
    if args.force { Existing::Replace } else { Existing::Keep }
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
