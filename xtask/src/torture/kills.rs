//! SIGKILL at random moments of plain and JSON sessions; two programs at once, both killed.

use std::time::{Duration, Instant};

use super::Args;
use super::home::{Chance, Front, Home, Tally, acknowledged, answer, reader};

/// So many sessions are lived in one home: the log grows, and kills meet every copy and every start.
const SESSIONS: usize = 25;

pub(crate) fn all(counts: &Args, chance: &mut Chance) -> Vec<Tally> {
    let pairs = counts.kills / 20;
    let mut tallies = Vec::new();
    for front in [Front::Plain, Front::Json] {
        let mut tally = Tally::new(format!("kill -9 in a {front:?} session"));
        let kills = (counts.kills - pairs * 2) / 2;
        let mut home = Home::new();
        let whole = whole(front);
        for number in 0..kills {
            if number % SESSIONS == 0 {
                home = Home::new();
            }
            killed(&mut home, front, whole, chance, &mut tally);
        }
        tallies.push(tally);
    }
    let whole = whole(Front::Json);
    let mut tally = Tally::new("kill -9 of two sessions at once");
    for _ in 0..pairs {
        two(whole, chance, &mut tally);
    }
    tallies.push(tally);
    tallies
}

/// How long a session takes that nobody kills.
fn whole(front: Front) -> Duration {
    let mut home = Home::new();
    let started = Instant::now();
    home.session(front);
    started.elapsed()
}

fn moment(whole: Duration, chance: &mut Chance) -> Duration {
    let micros = usize::try_from(whole.as_micros()).expect("a short time");
    Duration::from_micros(chance.below(micros + micros / 10) as u64)
}

/// One session, killed, and the whole log weighed: this day's alone, so that nothing is counted twice.
fn killed(home: &mut Home, front: Front, whole: Duration, chance: &mut Chance, tally: &mut Tally) {
    home.next_day();
    let mut child = home.command(&Home::study(front)).spawn().expect("the program starts");
    let output = reader(&mut child);
    answer(&mut child, front);
    std::thread::sleep(moment(whole, chance));
    let _ = child.kill();
    child.wait().expect("reaped");
    let output = output.join().expect("read");
    let today = home.today();
    let now = acknowledged(&output, front, &today);
    home.acknowledged.extend(now.iter().cloned());
    if !home.database().exists() {
        tally.count(&now, &std::collections::BTreeMap::new());
        return;
    }
    match home.found() {
        Ok(found) => {
            let earlier = home.acknowledged.iter().filter(|rated| !found.contains_key(*rated));
            tally.notes.extend(earlier.map(|lost| format!("FAILED lost {lost:?}")));
            let found = found.into_iter().filter(|((day, _), _)| *day == today).collect();
            tally.count(&now, &found);
        }
        Err(why) => tally.notes.push(format!("FAILED {why}")),
    }
}

/// Two sessions on the same cards: each of them rates every card once.
fn two(whole: Duration, chance: &mut Chance, tally: &mut Tally) {
    let home = Home::new();
    let start = || {
        let mut child = home.command(&Home::study(Front::Json)).spawn().expect("the program starts");
        let output = reader(&mut child);
        answer(&mut child, Front::Json);
        (child, output)
    };
    let both = [start(), start()];
    let mut sayings = Vec::new();
    for (mut child, output) in both {
        std::thread::sleep(moment(whole, chance));
        let _ = child.kill();
        child.wait().expect("reaped");
        sayings.push(acknowledged(&output.join().expect("read"), Front::Json, &home.today()));
    }
    tally.tried += 2;
    let Ok(found) = home.found() else {
        tally.notes.push("FAILED the log cannot be read".to_owned());
        return;
    };
    for said in &sayings {
        tally.acknowledged += said.len();
    }
    for (rated, times) in &found {
        let wanted = sayings.iter().filter(|said| said.contains(rated)).count();
        tally.found += wanted.min(*times);
        tally.in_flight += times.saturating_sub(wanted);
        tally.expect(*times <= 2, || format!("{rated:?} stands {times} times"));
    }
}
