//! The only reader of clock, environment and terminal: everything that differs from run to run comes from here.

#![expect(clippy::disallowed_methods, reason = "this is the door of clock, environment and standard streams")]

mod output;
mod program_clock;
mod terminal;

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::Result;
use chrono::{DateTime, FixedOffset, Local, NaiveDate};
use clap::Args;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

use crate::card::CardId;
use crate::config::{self, Config};
use crate::error::{Fault, named};
use crate::files;
use crate::library;
use crate::platform;
use crate::schedule::{DayEnd, Moment, StudyDay};
use crate::store::{self, Store};
use crate::ui::{self, Style};

pub(crate) use output::{
    command_line, fault, notice, notice_drawn, output, print, print_drawn, report_columns, say, set_for_window,
};
use program_clock::ProgramClock;
pub(crate) use terminal::{ColorWhen, may_ask, may_redraw, output_palette};
use terminal::{color, is_accessible, is_dumb, locale_is_utf8, palette};

/// Flags that every verb takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Plain lines in, plain lines out: for screen readers, pipes and tests
    #[arg(long, global = true)]
    pub(crate) plain: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorWhen,
    /// Never ask anything: fail where an answer would be needed
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
    /// Keep progress and settings in this directory [default: the platform's own]
    #[arg(long, global = true, value_name = "DIR", env = "ACQUIS_HOME", hide_env_values = true)]
    pub(crate) data_dir: Option<PathBuf>,
    /// Act as if it were this moment, as 2026-01-31T18:00:00+01:00 (for tests and demonstrations)
    #[arg(long, global = true, value_name = "RFC3339", env = "ACQUIS_NOW", hide_env_values = true, value_parser = moment)]
    pub(crate) now: Option<DateTime<FixedOffset>>,
    /// Draw exams, and deal options, by this number: the same number gives the same paper
    #[arg(long, global = true, value_name = "N", env = "ACQUIS_SEED", hide_env_values = true)]
    pub(crate) seed: Option<u64>,
}

fn moment(text: &str) -> Result<DateTime<FixedOffset>, String> {
    DateTime::parse_from_rfc3339(text).map_err(|cause| format!("{cause}; write it as 2026-01-31T18:00:00+01:00"))
}

/// Where a program's files lie.
pub(crate) struct Places {
    pub(crate) data: PathBuf,
    pub(crate) config: PathBuf,
}

/// What a verb needs from outside.
pub(crate) struct Context {
    clock: ProgramClock,
    seed: Option<u64>,
    /// The data directory was named, not the platform's own.
    is_named: bool,
    pub(crate) places: Places,
    pub(crate) config: Config,
    pub(crate) style: Style,
    when: ColorWhen,
    /// Standard input and standard error are a terminal that can be drawn on, and `--plain` was not given.
    pub(crate) at_terminal: bool,
    /// Somebody types, at a drawn terminal or in plain lines.
    pub(crate) at_keyboard: bool,
    /// Questions may be asked at all.
    pub(crate) may_ask: bool,
}

impl Context {
    pub(crate) fn new(common: &Common) -> Result<Self> {
        let places = places(common.data_dir.as_ref())?;
        let mut config = config::read(&places.config)?;
        config.decks = config.decks.iter().map(|path| library::resolved(&places.data, path)).collect();
        config.decks.extend(own_decks(&places.data, &config.removed)?);
        let at_keyboard = std::io::stdin().is_terminal();
        let is_terminal = at_keyboard && std::io::stderr().is_terminal();
        let at_terminal = is_terminal && !is_dumb() && !common.plain && !is_accessible();
        let palette = palette(color(common.color, at_terminal || std::io::stdout().is_terminal()));
        // What is printed into a window is wrapped for it; what goes elsewhere has the usual width.
        let window = if std::io::stdout().is_terminal() { ui::window_columns() } else { None };
        let style = Style { palette, ascii: !locale_is_utf8(), width: window.unwrap_or(80) };
        let (clock, seed, is_named) = (ProgramClock::new(common.now), common.seed, common.data_dir.is_some());
        let may_ask = !common.no_input;
        let when = common.color;
        Ok(Self { clock, seed, is_named, places, config, style, when, at_terminal, at_keyboard, may_ask })
    }

    /// As far as a shell knows that completes a word: the platform's own places, or those of `ACQUIS_HOME`.
    pub(crate) fn for_completion() -> Result<Self> {
        let data_dir = std::env::var_os("ACQUIS_HOME").filter(|dir| !dir.is_empty()).map(PathBuf::from);
        let color = ColorWhen::Never;
        Self::new(&Common { plain: true, color, no_input: true, data_dir, now: None, seed: None })
    }

    /// The moment that `--now` fixes, else the clock's.
    pub(crate) fn now(&self) -> Moment {
        self.clock.now()
    }

    pub(crate) fn today(&self) -> StudyDay {
        StudyDay::of(self.now(), self.day_end())
    }

    /// The local offset at that moment, in seconds east; that of a fixed clock stays.
    pub(crate) fn offset_at(&self, millis: i64) -> i32 {
        self.clock.offset_at(millis)
    }

    pub(crate) fn day_end(&self) -> DayEnd {
        DayEnd::from(self.config.day_end)
    }

    /// Moves a fixed clock on; the real one moves by itself.
    pub(crate) fn advance(&self, seconds: u32) {
        self.clock.advance(seconds);
    }

    /// A stopwatch in seconds; where `--now` fixes the clock only the seconds told with answers move it.
    pub(crate) fn stopwatch(&self) -> Box<dyn FnMut() -> u64> {
        self.clock.stopwatch()
    }

    /// Deals a card's options: the same for the same card, count and seed.
    pub(crate) fn dealer(&self, card: &CardId, reviews: u32) -> ChaCha8Rng {
        let mut hash = Sha256::new();
        hash.update(card.to_string());
        hash.update(reviews.to_be_bytes());
        hash.update(self.seed.unwrap_or_default().to_be_bytes());
        ChaCha8Rng::from_seed(hash.finalize().into())
    }

    /// For data on standard output: colour only where that is a terminal, or where it is asked for.
    pub(crate) fn output_style(&self) -> Style {
        Style { palette: output_palette(self.when), ..self.style }
    }

    /// Draws a paper: the seed given, else the one that its blueprint names, else one that is short enough to be typed
    /// again.
    pub(crate) fn seed(&self, written: Option<u64>) -> u64 {
        self.seed.or(written).unwrap_or_else(|| self.now().millis.unsigned_abs() / 1000 % 1_000_000)
    }

    /// Shuffles a whole session: by the seed where one is given, else by the clock.
    pub(crate) fn shuffler(&self) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(self.seed.unwrap_or_else(|| self.now().millis.unsigned_abs()))
    }

    /// Where decks read before are kept: only where progress is kept already, so that looking makes no files.
    pub(crate) fn cache(&self) -> Option<PathBuf> {
        let stands = files::look_at(&self.places.data.join(store::FILE));
        // What cannot be looked at is told when progress is opened.
        matches!(stands, Ok(Some(_))).then(|| self.places.data.join("cache"))
    }

    /// Where decks of the student's own are made.
    pub(crate) fn own_folder(&self) -> PathBuf {
        self.places.data.join(OWN)
    }

    /// Whether a deck file is the student's own to change: it lies in that folder, or `acquis new` made it.
    pub(crate) fn is_own(&self, path: &Path) -> bool {
        let stands = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        std::path::absolute(self.own_folder()).is_ok_and(|folder| stands.parent() == Some(&folder))
            || self.config.own.contains(&stands)
    }

    /// Deck files that are the student's own to change.
    pub(crate) fn own_files(&self) -> Result<Vec<PathBuf>> {
        let mut files = own_decks(&self.places.data, &[])?;
        files.extend(self.config.own.clone());
        Ok(files)
    }

    /// The command line of the student's editor.
    pub(crate) fn editor(&self) -> String {
        let set = ["VISUAL", "EDITOR"].into_iter().filter_map(variable).find(|command| !command.trim().is_empty());
        set.unwrap_or_else(|| platform::EDITOR.to_owned())
    }

    /// Columns for a report on standard output.
    pub(crate) fn columns(&self) -> usize {
        ui::figures::output_columns()
    }

    /// Lives through the days of a forecast: the same answer twice.
    pub(crate) fn forecaster(&self) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(self.seed.unwrap_or_default())
    }

    /// Progress, to be written to; the directory is made where it is missing. What was mended is told here, whatever
    /// the verb: there is no other way to a store of a student.
    pub(crate) fn store(&self) -> Result<Store> {
        Store::open(&self.places.data)?.told(notice)
    }

    /// Progress, to be looked at: nothing is made where there is none yet.
    pub(crate) fn store_for_reading(&self) -> Result<Store> {
        if let Some(store) = self.store_if_any()? {
            return Ok(store);
        }
        let dir = &self.places.data;
        for told in store::missing(dir)? {
            notice(&told)?;
        }
        if files::look_behind(dir)?.is_none() && self.is_named {
            notice(&format!("no progress yet: there is no directory `{}`, which your first answer makes", named(dir)))?;
        }
        Ok(Store::in_memory()?)
    }

    /// Progress, to be handed out: there must be some.
    pub(crate) fn store_that_stands(&self) -> Result<Store> {
        if let Some(store) = self.store_if_any()? {
            return Ok(store);
        }
        let dir = &self.places.data;
        let fault = Fault::new(format!("there is no progress in `{}`: nothing was written", named(dir)));
        let copy = store::missing(dir)?.into_iter().next();
        let elsewhere = "name the directory that holds it with --data-dir";
        Err(fault.advice(copy.unwrap_or_else(|| elsewhere.to_owned())).into())
    }

    fn store_if_any(&self) -> Result<Option<Store>> {
        if files::look_at(&self.places.data.join(store::FILE))?.is_none() {
            return Ok(None);
        }
        self.store().map(Some)
    }
}

/// A variable of the environment, where it is text.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The words of the command line, the program's own name first.
pub(crate) fn words() -> Vec<std::ffi::OsString> {
    std::env::args_os().collect()
}

/// What this machine calls itself.
pub(crate) fn machine_name() -> String {
    let name = ui::harmless_line(&platform::machine_name());
    if name.is_empty() { "a computer without a name".to_owned() } else { name }
}

/// The lines of standard input, for what is read in a batch.
pub(crate) fn input_lines() -> impl Iterator<Item = std::io::Result<String>> {
    std::io::stdin().lock().lines()
}

/// The day of the moment that `--now` fixes, else of the clock's.
pub(crate) fn today(now: Option<DateTime<FixedOffset>>) -> NaiveDate {
    now.unwrap_or_else(|| Local::now().fixed_offset()).date_naive()
}

/// The folder of the student's own decks in the data directory.
const OWN: &str = "own";

/// Decks of the student's own are studied without being added, but for those that were removed: each has the id of its
/// file's name.
pub(crate) fn own_decks(data: &Path, removed: &[String]) -> Result<Vec<PathBuf>> {
    let is_deck = |path: &PathBuf| path.extension().is_some_and(|end| end == "toml");
    let is_removed = |path: &PathBuf| path.file_stem().is_some_and(|stem| removed.iter().any(|id| stem == id.as_str()));
    let folder = data.join(OWN);
    if files::look_behind(&folder)?.is_none() {
        return Ok(Vec::new());
    }
    let mut decks: Vec<PathBuf> = files::list(&folder)?.into_iter().filter(is_deck).collect();
    decks.retain(|path| !is_removed(path));
    decks.sort();
    Ok(decks)
}

fn places(given: Option<&PathBuf>) -> Result<Places> {
    if let Some(dir) = given {
        return Ok(Places { data: dir.clone(), config: dir.join("config.toml") });
    }
    let Some(dirs) = directories::ProjectDirs::from("", "", "acquis") else {
        let fault = Fault::new("there is no home directory to keep progress in");
        return Err(fault.advice("set HOME, or name a directory with --data-dir").into());
    };
    Ok(Places { data: dirs.data_dir().to_path_buf(), config: dirs.config_dir().join("config.toml") })
}

/// Where copies of what is inside the program may lie for other programs to read; nothing where there is no such place
/// yet in a directory that was named.
pub(crate) fn copies(common: &Common) -> Option<PathBuf> {
    if let Some(named) = &common.data_dir {
        return matches!(files::look_behind(named), Ok(Some(_))).then(|| named.join("cache"));
    }
    directories::ProjectDirs::from("", "", "acquis").map(|dirs| dirs.cache_dir().to_path_buf())
}
