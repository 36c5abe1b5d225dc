//! SIGKILL at random moments of syncs on either of two machines that share a folder.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::Args;
use super::home::{Chance, Front, Home, Tally};

/// So many syncs are killed in one pair of homes.
const IN_A_PAIR: usize = 20;

pub(crate) fn all(counts: &Args, chance: &mut Chance) -> Vec<Tally> {
    let mut tally = Tally::new("kill -9 of a sync, at either end");
    let whole = whole();
    for number in 0..counts.syncs.div_ceil(IN_A_PAIR) {
        let kills = IN_A_PAIR.min(counts.syncs - number * IN_A_PAIR);
        pair(kills, whole, chance, &mut tally);
    }
    vec![tally]
}

/// The folder that two machines share.
fn place(home: &Home) -> String {
    home.path().join("place").to_string_lossy().into_owned()
}

/// How long a sync takes that nobody kills.
fn whole() -> Duration {
    let mut home = Home::new();
    home.session(Front::Json);
    let place = place(&home);
    let started = Instant::now();
    home.run(&["sync", &place, "--yes"]);
    started.elapsed()
}

/// Both machines study and sync, each sync is killed; then both sync in peace, and hold what was acknowledged to either.
fn pair(kills: usize, whole: Duration, chance: &mut Chance, tally: &mut Tally) {
    let mut homes = [Home::new(), Home::new()];
    let place = place(&homes[0]);
    for number in 0..kills {
        let home = &mut homes[number % 2];
        home.next_day();
        if number % 3 != 2 {
            // Two machines never answer on the same day, so that every rating is told from every other.
            if number % 2 == home.day_number() % 2 {
                home.next_day();
            }
            home.session(Front::Json);
        }
        let mut child = home.command(&["sync", &place, "--yes"]).spawn().expect("the program starts");
        let micros = usize::try_from(whole.as_micros()).expect("a short time");
        std::thread::sleep(Duration::from_micros(chance.below(micros + micros / 10) as u64));
        let _ = child.kill();
        child.wait().expect("reaped");
        tally.tried += 1;
    }
    for at in [0, 1, 0, 1] {
        let said = homes[at].run(&["sync", &place, "--yes"]);
        tally.expect(said.code == Some(0), || said.err);
    }
    let found = homes.each_ref().map(Home::found);
    let [Ok(one), Ok(two)] = found else {
        tally.notes.push("FAILED a log cannot be read".to_owned());
        return;
    };
    tally.expect(one == two, || "the two logs differ".to_owned());
    weigh(&homes, &one, tally);
}

fn weigh(homes: &[Home; 2], found: &BTreeMap<(String, String), usize>, tally: &mut Tally) {
    for home in homes {
        tally.acknowledged += home.acknowledged.len();
        tally.found += home.acknowledged.iter().filter(|rated| found.contains_key(*rated)).count();
    }
    tally.doubled += found.values().filter(|times| **times > 1).count();
}
