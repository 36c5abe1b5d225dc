//! What a sync costs: nothing new, a thousand new events, and the first sync of all that five devices wrote, beside
//! reading the same files; by how many events stand there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use sha2::{Digest, Sha256};

use crate::torture::home::{Home, build};

const DEVICES: usize = 5;
const RUNS: usize = 9;

pub(crate) fn run(counts: &[usize]) {
    build();
    for events in counts {
        of(*events);
    }
}

fn of(events: usize) {
    let homes: Vec<Home> = (0..DEVICES).map(|_| Home::new()).collect();
    let place = homes[0].path().join("place").to_string_lossy().into_owned();
    for (device, home) in homes.iter().enumerate() {
        import(home, device, 0..events / DEVICES);
    }
    for home in homes.iter().chain(&homes) {
        synced(home, &[&place, "--yes"]);
    }
    let files = files(Path::new(&place));
    let bytes: u64 = files.iter().map(|file| file.metadata().expect("a file").len()).sum();
    println!("{events} events of {DEVICES} devices: {} files, {} KiB", files.len(), bytes / 1024);
    let reading = median(|| {
        for file in &files {
            std::hint::black_box(Sha256::digest(std::fs::read(file).expect("a file")));
        }
    });
    let starting = median(|| drop(homes[0].run(&["--version"])));
    let nothing = median(|| synced(&homes[0], &[]));
    let fresh: Vec<Home> = (0..3).map(|_| Home::new()).collect();
    let mut firsts = fresh.iter();
    let first = median_of(3, || synced(firsts.next().expect("one more"), &[&place, "--yes"]));
    let mut from = events / DEVICES;
    let mut thousands = Vec::new();
    for _ in 0..5 {
        import(&homes[1], 1, from..from + 1000);
        from += 1000;
        synced(&homes[1], &["--yes"]);
        let started = Instant::now();
        synced(&homes[0], &["--yes"]);
        thousands.push(started.elapsed().as_secs_f64());
    }
    thousands.sort_by(f64::total_cmp);
    let shown = |what: &str, seconds: f64| {
        println!("{what:<34} {:>9.1} ms  {:>7.2} × reading the files", seconds * 1e3, seconds / reading);
    };
    println!("{} bytes of a log", homes[0].database().metadata().expect("a log").len());
    shown("reading and hashing the files", reading);
    shown("starting the program", starting);
    shown("a sync with nothing new", nothing);
    shown("a sync with 1 000 new events", thousands[2]);
    shown("a first sync", first);
}

fn synced(home: &Home, more: &[&str]) {
    let arguments: Vec<&str> = ["sync"].into_iter().chain(more.iter().copied()).collect();
    let said = home.run(&arguments);
    assert_eq!(said.code, Some(0), "{}", said.err);
}

fn median(work: impl FnMut()) -> f64 {
    median_of(RUNS, work)
}

fn median_of(runs: usize, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}

/// Reviews of two thousand cards, ten minutes apart: none of them lies ahead of the clock.
fn import(home: &Home, device: usize, numbers: std::ops::Range<usize>) {
    let mut lines = String::new();
    for number in numbers {
        let at = 1_700_000_000_000_u64 + (number * DEVICES + device) as u64 * 600_000;
        let day = chrono_day(at);
        let card = (number * 7 + device) % 2000;
        let _ = writeln!(
            lines,
            "{{\"id\":\"{device:08x}{number:024x}\",\"device\":\"d{device}\",\"at\":{at},\"utc_offset\":0,\"day\":\"{day}\",\"stamp\":{at},\
             \"what\":{{\"kind\":\"review\",\"card\":\"deck/c{card}#back\",\"rating\":\"good\",\"seconds\":8,\"retention\":900,\
             \"text_hash\":\"0123456789abcdef\",\"purpose\":\"study\",\"counts\":true}}}}"
        );
    }
    let file = home.path().join("log.jsonl");
    std::fs::write(&file, lines).expect("written");
    let said = home.run(&["log", "import", &file.to_string_lossy()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
}

/// The ISO date of a moment, in months of 28 days: a day is a day.
fn chrono_day(millis: u64) -> String {
    let day = millis / 86_400_000 - 19_000;
    format!("{}-{:02}-{:02}", 2022 + day / 336, day / 28 % 12 + 1, day % 28 + 1)
}

fn files(place: &Path) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(place.join("acquis-sync")).expect("a place");
    let folders = folders.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
    files
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .collect()
}
