//! Rates of the judge: right answers refused and wrong ones accepted, on answers made from public lists and on the tables
//! of `tests/data`.

mod rates;
mod rows;
mod tables;

use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Print every answer that was judged otherwise than it should be
    #[arg(long)]
    misses: bool,
    /// Put the rates of the answers made into this page, between its two marks
    #[arg(long, value_name = "PAGE")]
    write: Option<PathBuf>,
    /// Write every twentieth of the answers made to this file, as JSON lines
    #[arg(long, value_name = "FILE")]
    sample: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<(), String> {
    let rows = rows::all();
    if let Some(path) = &args.sample {
        let lines: Vec<String> = rows::sample(&rows).map(|row| row.line.to_string()).collect();
        let written = std::fs::write(path, lines.join("\n") + "\n");
        written.map_err(|cause| format!("could not write {}: {cause}", path.display()))?;
    }
    let rates = rates::of(&rows);
    println!("{} answers made from public lists\n\n{}", rows.len(), rates.table());
    if args.misses {
        rates.misses.iter().for_each(|miss| println!("{miss}"));
    }
    if let Some(path) = &args.write {
        rates::write(path, &rates.table())?;
    }
    tables::print()
}
