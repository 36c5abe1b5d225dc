//! The file itself is not what it was: cut off, changed, another's, from the future.

use std::fs;

use super::Args;
use super::home::{Chance, Front, Home, Said, Tally};

pub(crate) fn all(counts: &Args, chance: &mut Chance) -> Vec<Tally> {
    let mut tallies = Vec::new();
    for (bits, copied) in [(1, false), (1, true), (64, true)] {
        let with = if copied { "with" } else { "without" };
        let mut tally = Tally::new(format!("{bits} flipped bits, {with} a daily copy"));
        tally.may_lose = usize::from(!copied);
        let home = lived(copied);
        for _ in 0..counts.flips {
            let mut bytes = fs::read(home.database()).expect("the file");
            for _ in 0..bits {
                let bit = chance.below(bytes.len() * 8);
                bytes[bit / 8] ^= 1 << (bit % 8);
            }
            spoiled(&home, &bytes, &mut tally);
        }
        tallies.push(tally);
    }
    let mut tally = Tally::new("cut off anywhere, with a daily copy");
    let home = lived(true);
    for _ in 0..counts.flips {
        let bytes = fs::read(home.database()).expect("the file");
        // A few bytes are nobody's database: that is refused, and tried below.
        spoiled(&home, &bytes[..100 + chance.below(bytes.len() - 100)], &mut tally);
    }
    tallies.push(tally);
    tallies.push(refused());
    tallies
}

/// A home in which every session is in the daily copy: the last day was a short one.
fn lived(copied: bool) -> Home {
    let mut home = Home::new();
    for _ in 0..3 {
        home.session(Front::Json);
        home.next_day();
    }
    let backups = home.data().join("backups");
    fs::remove_dir_all(&backups).expect("removed");
    if copied {
        fs::create_dir(&backups).expect("made");
        let copy = backups.join(format!("progress-{}.db", home.today()));
        let said = home.run(&["backup", &copy.to_string_lossy()]);
        assert_eq!(said.code, Some(0), "{}", said.err);
    }
    home
}

/// Opens a spoiled file in a home of its own.
fn spoiled(home: &Home, bytes: &[u8], tally: &mut Tally) {
    let mut other = Home::new();
    fs::create_dir(other.data()).expect("made");
    fs::write(other.database(), bytes).expect("written");
    if let Ok(copies) = fs::read_dir(home.data().join("backups")) {
        fs::create_dir(other.data().join("backups")).expect("made");
        for copy in copies.map(|copy| copy.expect("a copy").path()) {
            fs::copy(&copy, other.data().join("backups").join(copy.file_name().expect("a name"))).expect("copied");
        }
    }
    other.acknowledged.clone_from(&home.acknowledged);
    match other.found() {
        Ok(found) => {
            let lost = other.acknowledged.iter().filter(|rated| !found.contains_key(*rated)).count();
            let told = fs::read_dir(other.data())
                .expect("listed")
                .any(|entry| entry.expect("an entry").file_name().to_string_lossy().starts_with("progress.damaged-"));
            tally.expect(lost == 0 || told, || format!("{lost} lost without a word"));
            tally.count(&other.acknowledged, &found);
        }
        Err(why) => tally.expect(false, || why),
    }
}

/// Puts a file in the place of progress, and what is said of it.
type Maker<'a> = (&'a dyn Fn(&Home), &'a str);

/// What is not ours, or not ours yet, is left as it is, byte by byte.
fn refused() -> Tally {
    let mut tally = Tally::new("another's file, the future's, a link, a pipe");
    let foreign = |home: &Home| {
        rusqlite::Connection::open(home.database())
            .and_then(|db| db.execute_batch("pragma journal_mode = wal; create table t (x)"))
            .expect("theirs");
    };
    let future = |home: &Home| {
        let said = home.run(&["log", "import", "-"]);
        assert_ne!(said.code, Some(0), "an empty import");
        let mut lived = lived(false);
        lived.next_day();
        let sql = "pragma user_version = 99; update meta set value = '99' where key = 'version'";
        rusqlite::Connection::open(lived.database()).and_then(|db| db.execute_batch(sql)).expect("ours");
        fs::copy(lived.database(), home.database()).expect("copied");
    };
    let text = |home: &Home| fs::write(home.database(), "my thesis, chapter one").expect("written");
    let link = |home: &Home| {
        fs::write(home.path().join("elsewhere"), "").expect("written");
        std::os::unix::fs::symlink(home.path().join("elsewhere"), home.database()).expect("linked");
    };
    let pipe = |home: &Home| {
        let made = std::process::Command::new("mkfifo").arg(home.database()).status();
        assert!(made.is_ok_and(|status| status.success()), "a pipe");
    };
    let makers: [Maker<'_>; 5] = [
        (&foreign, "database of another program"),
        (&future, "newer version"),
        (&text, "is no database"),
        (&link, "links are not followed"),
        (&pipe, "no regular file"),
    ];
    for (make, sentence) in makers {
        let mut home = Home::new();
        fs::create_dir(home.data()).expect("made");
        make(&home);
        let is_file = home.database().symlink_metadata().is_ok_and(|found| found.is_file());
        let before = is_file.then(|| fs::read(home.database()).expect("readable"));
        let Said { err, code, .. } = home.session(Front::Json);
        tally.tried += 1;
        tally.expect(code == Some(2) && err.contains(sentence), || format!("{sentence}: {code:?}: {err}"));
        let after = is_file.then(|| fs::read(home.database()).expect("readable"));
        tally.expect(before == after, || format!("{sentence}: the file was changed"));
    }
    tally
}
