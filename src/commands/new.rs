//! `acquis new`: a first deck, with an entry of every kind or from a table.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::commands::deck_name::id_and_title;
use crate::commands::import::{self, ImportArgs, SaidArgs};
use crate::config::edit::change_lists;
use crate::context::{Common, Context, notice, print};
use crate::deck::{self, quoted};
use crate::diagnostic::Severity;
use crate::error::named;
use crate::files::{self, Existing, Readers};
use crate::library;
use crate::ui;

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// Where to write the deck
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Make the entries from a table (CSV, or a workbook) with a row of names, such as ask,answer,wrong,why
    #[arg(long, value_name = "TABLE")]
    pub(crate) from: Option<PathBuf>,
    /// Replace a file that stands there; of a table, ids and what was written by hand stay
    #[arg(long)]
    pub(crate) force: bool,
}

const STARTER: &str = include_str!("new/starter.toml");

/// Writes the deck; never over another file unless told to.
///
/// # Errors
/// A file stands there, or the table cannot be read.
pub(crate) fn run(args: &NewArgs, common: &Common) -> Result<ExitCode> {
    if let Some(table) = &args.from {
        let done = from_table(args, table, common)?;
        return remember(&args.file, common).map(|()| done);
    }
    let (id, title) = id_and_title(&args.file);
    let text = starter(&id, &title);
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    files::write(&args.file, text.as_bytes(), existing, Readers::Umask)?;
    print(&ui::harmless(&said(&args.file, &text)))?;
    remember(&args.file, common)?;
    Ok(ExitCode::SUCCESS)
}

/// Where its maker studies too, the deck is his own: a session opens its entries in an editor. Where that cannot be kept it is told.
fn remember(path: &Path, common: &Common) -> Result<()> {
    let kept = || -> Result<()> {
        let cx = Context::new(common)?;
        let path = std::path::absolute(path)?;
        // An author who never studied here has no home, and is given none.
        if cx.is_own(&path) || files::look_behind(&cx.places.data)?.is_none() {
            return Ok(());
        }
        change_lists(&cx.places.config, |config| {
            let own = config.own.iter().chain([&path]).map(|path| path.to_string_lossy().into_owned());
            Ok(vec![("own", Some(own.collect()))])
        })
    };
    kept().or_else(|cause| notice(&format!("a session will not take this deck for your own: {cause:#}")))
}

/// The deck of a table: read and settled as `import` does, by the words of authors alone.
fn from_table(args: &NewArgs, table: &Path, common: &Common) -> Result<ExitCode> {
    let import = ImportArgs {
        file: table.to_path_buf(),
        from: None,
        output: Some(args.file.clone()),
        force: args.force,
        yes: true,
        history: false,
        json: false,
        report: None,
        said: SaidArgs::default(),
    };
    let done = import::of_authors(&import, &Context::new(common)?)?;
    let text = library::text_of(&args.file)?;
    print(&ui::harmless(&said(&args.file, &text)))?;
    Ok(done)
}

fn starter(id: &str, title: &str) -> String {
    STARTER.replace("{id}", id).replace("\"{title}\"", &quoted(title))
}

/// What was written, and what to do next.
fn said(path: &Path, text: &str) -> String {
    let reading = deck::read(text);
    let entries = reading.deck.map_or(0, |deck| deck.notes.len());
    let errors = reading.diagnostics.iter().filter(|told| told.severity == Severity::Error).count();
    let path = named(path);
    let next = if errors > 0 {
        format!("{} to mend: `acquis check {path}` shows them", ui::counted(errors, "mistake", "mistakes"))
    } else {
        format!("`acquis check {path}` tells what is wrong, `acquis preview {path}` shows the questions")
    };
    format!("wrote {path}, {}\n{next}", ui::counted(entries, "entry", "entries"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_has_every_kind_and_nothing_to_tell() {
        let text = starter("my-deck", "My \"own\" deck");
        let reading = deck::read(&text);
        assert_eq!(reading.diagnostics, []);
        let deck = reading.deck.unwrap();
        let kinds: std::collections::BTreeSet<_> = deck.notes.iter().map(|note| note.kind.name()).collect();
        assert_eq!(kinds.len(), crate::card::KindName::ALL.len());
        let sheet = deck::Sheet { name: "x", text: &text, deck: &deck, silenced: &[], told: true };
        let weak = deck::lint(&[sheet], &[], "2026-01-01".parse().unwrap()).remove(0);
        assert_eq!((weak.of_deck, weak.of_entries), (vec![], vec![]));
    }
}
