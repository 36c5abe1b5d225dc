//! The torture: everything that can happen to a student's progress, done to the real program, with counts.
//!
//! `ACQUIS_BINARY` names another program than the one that is built for it. Needs Linux; the power-cut model needs
//! `strace`, the full disk a privileged user; what cannot be tried here is said so, and counts as tried 0 times.

mod disk;
mod files;
mod forged;
mod growth;
pub(crate) mod home;
mod injected;
mod kills;
mod power;
mod races;
mod syncs;

use std::process::ExitCode;

use home::{Chance, Tally};

/// How often each thing is done.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Kills at random moments
    #[arg(long, default_value_t = 1000)]
    kills: usize,
    /// Points of a power cut
    #[arg(long, default_value_t = 400)]
    points: usize,
    /// Flipped bits, torn and foreign files
    #[arg(long, default_value_t = 200)]
    flips: usize,
    /// Rounds of several programs at once
    #[arg(long, default_value_t = 200)]
    rounds: usize,
    /// Errors at calls to files, for each of three verbs
    #[arg(long, default_value_t = 300)]
    errors: usize,
    /// Forged logs of each sort
    #[arg(long, default_value_t = 100)]
    forgeries: usize,
    /// Kills at random moments of a sync
    #[arg(long, default_value_t = 500)]
    syncs: usize,
    /// Pieces of the smaller input of each reader, for growth; 0 leaves it out
    #[arg(long, default_value_t = 4000)]
    pieces: usize,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: usize,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    home::build();
    println!("seed {}", args.seed);
    println!(
        "{:<44} {:>6} {:>12} {:>8} {:>9} {:>8}",
        "fault", "tried", "acknowledged", "found", "in flight", "doubled"
    );
    let mut sound = true;
    let mut chance = Chance::new(args.seed as u64);
    for part in PARTS {
        for tally in part(args, &mut chance) {
            println!("{tally}");
            sound &= tally.is_sound();
        }
    }
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

type Part = fn(&Args, &mut Chance) -> Vec<Tally>;
const PARTS: [Part; 9] =
    [kills::all, power::all, disk::all, files::all, forged::all, races::all, injected::all, syncs::all, growth::all];
