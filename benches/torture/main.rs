//! The torture: everything that can happen to a student's progress, done to the real program, with counts.
//!
//! `cargo bench --bench torture -- --kills 1000`; `ACQUIS_BINARY` names another program than the one just built. Needs
//! Linux; the power-cut model needs `strace`, the full disk a privileged user; what cannot be tried here is said so, and
//! counts as tried 0 times.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench reads the clock, runs the program, spoils files, and prints"
)]

mod disk;
mod files;
mod home;
mod kills;
mod power;

use std::process::ExitCode;

use home::{Chance, Tally};

/// How often each thing is done.
struct Counts {
    kills: usize,
    points: usize,
    flips: usize,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let number = |name: &str, default: usize| {
        let at = arguments.iter().position(|argument| argument == name);
        at.and_then(|at| arguments.get(at + 1)).map_or(default, |text| text.parse().expect("a number"))
    };
    let counts =
        Counts { kills: number("--kills", 1000), points: number("--points", 400), flips: number("--flips", 200) };
    let seed = number("--seed", 1);
    println!("seed {seed}");
    println!(
        "{:<44} {:>6} {:>12} {:>8} {:>9} {:>8}",
        "fault", "tried", "acknowledged", "found", "in flight", "doubled"
    );
    let mut sound = true;
    let mut chance = Chance::new(seed);
    for part in [kills::all, power::all, disk::all, files::all] {
        for tally in part(&counts, &mut chance) {
            println!("{tally}");
            sound &= tally.is_sound();
        }
    }
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

type Part = fn(&Counts, &mut Chance) -> Vec<Tally>;
const _: [Part; 4] = [kills::all, power::all, disk::all, files::all];
