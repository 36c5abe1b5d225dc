//! `acquis sync` from outside: two homes and a folder between them, whatever stands in it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Home, Run, reviews};

const NOW: &str = "2026-01-10T18:00:00+01:00";
const LATER: &str = "2026-01-12T18:00:00+01:00";
const DECK: &str = "[deck]\nid = \"small\"\ntitle = \"Small\"\n\n[[short]]\nid = \"one\"\nask = \"Which city hosts the summit?\"\nanswer = \"Brussels\"\n\n[[short]]\nid = \"two\"\nask = \"Which city hosts the parliament?\"\nanswer = \"Strasbourg\"\n";

/// A student's machines, and the folder that all of them reach.
struct Student {
    cloud: tempfile::TempDir,
}

impl Student {
    fn new() -> Self {
        Self { cloud: tempfile::tempdir().expect("a folder") }
    }

    /// As the student names it.
    fn place(&self) -> String {
        self.cloud.path().to_string_lossy().into_owned()
    }

    fn root(&self) -> PathBuf {
        self.cloud.path().join("acquis-sync")
    }

    /// The folders of those who write, in order of name.
    fn writers(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.root()).expect("a place").map(|entry| entry.expect("an entry").path());
        let mut writers: Vec<PathBuf> = entries.filter(|path| path.join("device.json").is_file()).collect();
        writers.sort();
        writers
    }
}

/// Under which id a home writes.
fn own_id(home: &Home) -> String {
    let kept = fs::read_to_string(home.data().join("sync.json")).expect("a memory");
    let kept: serde_json::Value = serde_json::from_str(&kept).expect("JSON");
    kept["writer"].as_str().expect("an id").to_owned()
}

/// A machine on which both cards were answered.
fn studied(now: &str) -> Home {
    let home = Home::new();
    study(&home, now);
    home
}

fn study(home: &Home, now: &str) -> Run {
    let path = home.file("small.toml", DECK);
    let run = home.run(now, &["study", &path, "--plain"], "Brussels\n\nStrasbourg\n\n");
    ok(&run);
    run
}

#[track_caller]
fn ok(run: &Run) {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

fn export(home: &Home) -> String {
    home.run(LATER, &["log", "export"], "").out
}

/// Two machines that share what both wrote.
fn shared() -> (Student, Home, Home) {
    let (student, laptop, desktop) = (Student::new(), studied(NOW), studied(LATER));
    ok(&laptop.run(LATER, &["sync", &student.place()], ""));
    ok(&desktop.run(LATER, &["sync", &student.place(), "--yes"], ""));
    ok(&laptop.run(LATER, &["sync", "--yes"], ""));
    (student, laptop, desktop)
}

#[test]
fn two_machines_share_what_was_answered_on_either() {
    let (student, laptop, desktop) = shared();
    assert_eq!(student.writers().len(), 2);
    assert_eq!(reviews(&laptop.data()), 4);
    assert_eq!(export(&laptop), export(&desktop));
    let again = laptop.run(LATER, &["sync"], "");
    assert!(again.out.contains("everything is shared"), "{}", again.out);
}

#[test]
fn studying_takes_in_what_others_wrote_and_gives_out_what_was_answered() {
    let (_student, laptop, desktop) = shared();
    let later = "2026-02-20T18:00:00+01:00";
    study(&laptop, later);
    assert_eq!(reviews(&laptop.data()), 6);
    let run = study(&desktop, later);
    assert!(run.err.contains("2 events from"), "{}", run.err);
    assert!(run.out.contains("Nothing is due"), "it was answered on the other machine: {}", run.out);
    assert_eq!(export(&laptop), export(&desktop));
}

#[test]
fn a_machine_that_is_not_known_is_taken_in_only_when_that_is_said() {
    let (student, laptop, desktop) = (Student::new(), studied(NOW), studied(LATER));
    ok(&laptop.run(LATER, &["sync", &student.place()], ""));
    let asked = desktop.run(LATER, &["sync", &student.place()], "");
    assert_eq!(asked.code, 2, "{}", asked.out);
    assert!(asked.err.contains("2 events, the last of 2026-01-10") && asked.err.contains("--yes"), "{}", asked.err);
    assert_eq!((reviews(&desktop.data()), student.writers().len()), (2, 1), "nothing was taken in or given");
    let copies = |home: &Home| fs::read_dir(home.data().join("backups")).expect("copies").count();
    let before = copies(&desktop);
    ok(&desktop.run(LATER, &["sync", &student.place(), "--yes"], ""));
    assert_eq!((reviews(&desktop.data()), copies(&desktop)), (4, before + 1), "a copy was kept before");
    // Studying goes on without asking.
    let run = study(&laptop, "2026-02-20T18:00:00+01:00");
    assert!(run.err.contains("not taken in") && run.err.contains("acquis sync --without"), "{}", run.err);
    assert_eq!(run.err.matches("not taken in").count(), 1, "told once: {}", run.err);
    assert_eq!(reviews(&laptop.data()), 4);
}

#[test]
fn a_machine_that_is_left_out_stays_out() {
    let (student, laptop, desktop) = (Student::new(), studied(NOW), studied(LATER));
    ok(&desktop.run(LATER, &["sync", &student.place()], ""));
    let writer = student.writers()[0].file_name().expect("a name").to_string_lossy().into_owned();
    ok(&laptop.run(LATER, &["sync", &student.place(), "--without", &writer[..8], "--no-input"], ""));
    ok(&laptop.run(LATER, &["sync", "--yes"], ""));
    assert_eq!(reviews(&laptop.data()), 2);
    let status = laptop.run(LATER, &["sync", "--status"], "");
    assert!(status.out.contains("left out for good"), "{}", status.out);
    let bad = laptop.run(LATER, &["sync", "--without", "nobody"], "");
    assert!(bad.code == 2 && bad.err.contains("--status"), "{}", bad.err);
}

#[test]
fn a_place_that_vanished_is_told_once_and_studying_goes_on() {
    let (student, laptop, _desktop) = shared();
    fs::rename(student.root(), student.cloud.path().join("elsewhere")).expect("moved");
    let run = study(&laptop, "2026-02-20T18:00:00+01:00");
    assert_eq!(run.err.matches("not synced").count(), 1, "{}", run.err);
    assert_eq!(reviews(&laptop.data()), 6);
    assert!(!student.root().exists(), "it is not made anew by itself");
    let asked = laptop.run(LATER, &["sync"], "");
    assert!(asked.code == 2 && asked.err.contains("is the disk there"), "{}", asked.err);
    // It comes back, and nothing was lost.
    fs::rename(student.cloud.path().join("elsewhere"), student.root()).expect("moved back");
    let back = laptop.run(LATER, &["sync"], "");
    assert!(back.out.contains("2 events went out"), "{}", back.out);
}

#[cfg(unix)]
#[test]
fn of_a_place_that_cannot_be_written_everything_is_taken_in() {
    use std::os::unix::fs::PermissionsExt;
    let (student, laptop, desktop) = shared();
    study(&laptop, "2026-02-20T18:00:00+01:00");
    let writer = student.root().join(own_id(&desktop));
    fs::set_permissions(&writer, fs::Permissions::from_mode(0o555)).expect("read-only");
    if fs::write(writer.join("probe"), "").is_ok() {
        // A privileged user writes everywhere: a file in the folder's place stops it all the same.
        fs::set_permissions(&writer, fs::Permissions::from_mode(0o755)).expect("writable");
        fs::remove_file(writer.join("probe")).expect("gone");
        fs::rename(&writer, student.cloud.path().join("kept")).expect("moved");
        fs::write(&writer, "no folder").expect("written");
    }
    let run = study(&desktop, "2027-03-20T18:00:00+01:00");
    assert_eq!(run.err.matches("not synced").count(), 1, "{}", run.err);
    assert_eq!(reviews(&desktop.data()), 8, "what the laptop wrote came in, and what was answered is kept");
}

#[test]
fn a_copied_home_takes_an_id_of_its_own() {
    let (student, laptop, desktop) = shared();
    let copied = Home::new();
    copy_folder(&laptop.data(), &copied.data());
    study(&copied, "2026-02-20T18:00:00+01:00");
    let run = study(&laptop, "2026-02-21T18:00:00+01:00");
    assert!(run.err.contains("this one has a new id"), "{}", run.err);
    assert_eq!(student.writers().len(), 3);
    for home in [&laptop, &copied, &desktop, &laptop, &copied, &desktop] {
        ok(&home.run(LATER, &["sync", "--yes"], ""));
    }
    assert_eq!(export(&laptop), export(&copied));
    assert_eq!(export(&laptop), export(&desktop));
    assert_eq!(reviews(&laptop.data()), 6);
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).expect("copied");
        }
    }
}

#[test]
fn an_emptied_place_and_a_lost_memory_cost_no_event() {
    let (student, laptop, desktop) = shared();
    fs::remove_dir_all(student.root()).expect("gone");
    ok(&laptop.run(LATER, &["sync", &student.place()], ""));
    ok(&laptop.run(LATER, &["sync"], ""));
    let fresh = Home::new();
    ok(&fresh.run(LATER, &["sync", &student.place(), "--yes"], ""));
    assert_eq!(export(&fresh), export(&laptop), "one machine gives what all wrote");
    fs::remove_file(desktop.data().join("sync.json")).expect("gone");
    ok(&desktop.run(LATER, &["sync", &student.place(), "--yes"], ""));
    assert_eq!(export(&desktop), export(&laptop));
}

#[test]
fn hostile_files_harm_nobody() {
    let (student, laptop, desktop) = shared();
    let hers = student.root().join(own_id(&desktop));
    // A name that steers a terminal, a file that is no lines, one that is huge, and lines that are no events.
    let device = fs::read_to_string(hers.join("device.json")).expect("a device");
    let name = device.split("\"name\": \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name").to_owned();
    let steering = device.replace(&format!("\"{name}\""), "\"\\u001b[2J\\u202eevil\"");
    fs::write(hers.join("device.json"), steering).expect("written");
    fs::write(hers.join("noise.jsonl"), [0_u8, 159, 146, 150, b'\n'].repeat(1000)).expect("written");
    fs::write(hers.join("deep.jsonl"), "[".repeat(100_000) + "\n{}\n\n").expect("written");
    fs::File::create(hers.join("huge.jsonl")).and_then(|file| file.set_len(1 << 40)).expect("a sparse file");
    let before = export(&laptop);
    for args in [&["sync"][..], &["sync"], &["sync", "--status"]] {
        let run = laptop.run(LATER, args, "");
        ok(&run);
        let said = run.out + &run.err;
        assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}'), "{said:?}");
        assert!(args.len() > 1 || said.contains("larger than any file of acquis"), "{said}");
    }
    assert_eq!(export(&laptop), before);
    study(&desktop, "2026-02-20T18:00:00+01:00");
    ok(&laptop.run(LATER, &["sync"], ""));
    assert_eq!(reviews(&laptop.data()), 6, "the good file is read as ever");
}

#[test]
fn a_newer_format_is_refused_and_touched_by_nothing() {
    let (student, laptop, _desktop) = shared();
    let other = student.root().join("f".repeat(32));
    fs::create_dir(&other).expect("a folder");
    fs::write(other.join("device.json"), "{\"format\":2}").expect("written");
    let before: Vec<_> = student.writers().iter().map(|writer| fs::read(writer.join("device.json")).ok()).collect();
    let run = laptop.run(LATER, &["sync"], "");
    assert!(run.code == 2 && run.err.contains("newer acquis") && run.err.contains("update"), "{}", run.err);
    let after: Vec<_> = student.writers().iter().map(|writer| fs::read(writer.join("device.json")).ok()).collect();
    assert_eq!(before, after);
    ok(&laptop.run(LATER, &["sync", "--without", "ffff", "--no-input"], ""));
}

#[test]
fn stopping_and_status_say_what_is() {
    let (student, laptop, _desktop) = shared();
    let status = laptop.run(LATER, &["sync", "--status"], "");
    assert!(status.out.contains("this machine") && status.out.contains("all of it is here"), "{}", status.out);
    assert!(status.out.contains("has read all of this machine's"), "{}", status.out);
    let json: serde_json::Value =
        serde_json::from_str(&laptop.run(LATER, &["sync", "--status", "--json"], "").out).expect("JSON");
    assert_eq!((&json["reachable"], json["writers"].as_array().map(Vec::len)), (&true.into(), Some(2)));
    ok(&laptop.run(LATER, &["sync", "--stop"], ""));
    let before = fs::read_dir(student.root()).expect("a place").count();
    study(&laptop, "2026-02-20T18:00:00+01:00");
    let status = laptop.run(LATER, &["sync", "--status"], "");
    assert!(status.out.contains("stopped"), "{}", status.out);
    assert_eq!(fs::read_dir(student.root()).expect("a place").count(), before);
    let begins = laptop.run(LATER, &["sync", &student.place()], "");
    assert!(begins.out.contains("2 events went out") && begins.err.contains("From now on"), "{}", begins.out);
    assert_eq!(laptop.run(LATER, &["sync", &student.place()], "").err, "", "said where it begins");
    assert_eq!(student.writers().len(), 2, "under the id that it had");
}

#[test]
fn going_back_to_a_copy_stops_the_sync_that_would_undo_it() {
    let (_student, laptop, _desktop) = shared();
    let copy = laptop.path().join("copy.db").to_string_lossy().into_owned();
    ok(&laptop.run(LATER, &["backup", &copy], ""));
    study(&laptop, "2026-02-20T18:00:00+01:00");
    let run = laptop.run(LATER, &["restore", &copy, "--yes"], "");
    assert!(run.err.contains("nothing is synced any more"), "{}", run.err);
    laptop.run("2026-02-22T18:00:00+01:00", &["cram", "--failed", "today", "--plain"], "");
    assert_eq!(reviews(&laptop.data()), 4);
}

#[test]
fn databases_are_taken_in_and_conflicted_copies_are_told() {
    let (laptop, desktop) = (studied(NOW), studied(LATER));
    let copy = laptop.data().join("progress (conflicted copy 2026-01-12 180000).db");
    fs::copy(desktop.data().join("progress.db"), &copy).expect("copied");
    let told = laptop.run(LATER, &["stats"], "").err;
    assert!(told.contains("holds 2 events more") && told.contains("acquis log import '"), "{told}");
    let (one, two) = (copy.to_string_lossy().into_owned(), desktop.data().join("progress.db"));
    let run = laptop.run(LATER, &["log", "import", &one, &two.to_string_lossy()], "");
    assert!(run.out.contains("2 events taken in, 2 known already"), "{}{}", run.out, run.err);
    assert_eq!(reviews(&laptop.data()), 4);
    assert_eq!(laptop.run(LATER, &["stats"], "").err, "", "it holds nothing more");
    fs::write(&copy, "SQLite format 3\0 of somebody else").expect("written");
    assert_eq!(laptop.run(LATER, &["log", "import", &one], "").code, 2);
}

#[test]
fn no_place_and_a_place_that_cannot_be_made_are_told() {
    let home = studied(NOW);
    for args in [&["sync"][..], &["sync", "--status"], &["sync", "--stop"]] {
        let run = home.run(NOW, args, "");
        assert!(run.code == 2 && run.err.contains("acquis sync ~/Nextcloud/acquis"), "{args:?}: {}", run.err);
    }
    let run = home.run(NOW, &["sync", "/no/such/folder"], "");
    assert!(run.code == 2 && run.err.contains("could not make"), "{}", run.err);
    assert!(!home.data().join("sync.json").exists(), "it is not remembered");
}

#[test]
fn an_exam_goes_on_where_it_was_started_or_is_taken_over() {
    let (student, laptop, desktop) = (Student::new(), Home::new(), Home::new());
    let deck = laptop.file("small.toml", DECK);
    laptop.run(NOW, &["exam", "--plain", "--questions", "2", &deck], "Brussels\n");
    ok(&laptop.run(NOW, &["sync", &student.place()], ""));
    ok(&desktop.run(NOW, &["sync", &student.place(), "--yes"], ""));
    let refused = desktop.run(NOW, &["exam", "--plain", "--resume"], "d\ny\n");
    assert!(refused.code == 2 && refused.err.contains("--resume 1 --take-over"), "{}", refused.err);
    ok(&desktop.run(LATER, &["exam", "--plain", "--resume", "1", "--take-over"], "Strasbourg\nd\ny\n"));
    // The laptop does not know yet, and hands in as well: of two hand-ins the one that took over counts.
    ok(&laptop.run("2026-01-13T18:00:00+01:00", &["sync", "--stop"], ""));
    ok(&laptop.run("2026-01-13T18:00:00+01:00", &["exam", "--plain", "--resume"], "Strasbourg\nd\ny\n"));
    ok(&laptop.run(LATER, &["sync", &student.place(), "--yes"], ""));
    ok(&desktop.run(LATER, &["sync", "--yes"], ""));
    ok(&laptop.run(LATER, &["sync"], ""));
    assert_eq!(export(&laptop), export(&desktop));
    for home in [&laptop, &desktop] {
        let history: serde_json::Value =
            serde_json::from_str(&home.run(LATER, &["exam", "history", "--json"], "").out).expect("JSON");
        assert_eq!(history["exams"].as_array().map(Vec::len), Some(1), "{history}");
        let state = home.run(LATER, &["cards", "small/one", "--json", &deck], "").out;
        assert!(!state.contains("\"reviews\":2"), "the reviews of one hand-in count: {state}");
    }
    let again = laptop.run(LATER, &["exam", "--plain", "--resume"], "");
    assert!(again.code == 2 && again.err.contains("no exam is open"), "{}", again.err);
}

fn config(home: &Home) -> String {
    fs::read_to_string(home.data().join("config.toml")).unwrap_or_default()
}

#[test]
fn settings_travel_and_the_last_change_holds() {
    let (student, laptop, desktop) = (Student::new(), studied(NOW), studied(LATER));
    ok(&laptop.run(NOW, &["config", "set", "new", "15"], ""));
    ok(&laptop.run(NOW, &["config", "set", "retention", "0.85"], ""));
    ok(&desktop.run(NOW, &["config", "set", "minutes", "20"], ""));
    ok(&laptop.run(LATER, &["sync", &student.place()], ""));
    let first = desktop.run(LATER, &["sync", &student.place(), "--yes"], "");
    assert!(first.err.contains("`new` is 15 from now on"), "{}", first.err);
    let back = laptop.run(LATER, &["sync", "--yes"], "");
    assert!(back.err.contains("`minutes` is 20 from now on"), "{}", back.err);
    for home in [&laptop, &desktop] {
        for line in ["new = 15", "retention = 0.85", "minutes = 20"] {
            assert!(config(home).contains(line), "{}", config(home));
        }
    }
    ok(&desktop.run(LATER, &["config", "reset", "new"], ""));
    ok(&desktop.run(LATER, &["sync"], ""));
    let reset = laptop.run(LATER, &["sync"], "");
    assert!(reset.err.contains("`new` has its default again") && !config(&laptop).contains("new"), "{}", reset.err);
    for home in [&laptop, &desktop, &laptop] {
        let quiet = home.run(LATER, &["sync"], "");
        assert!(quiet.out.contains("everything is shared") && quiet.err.is_empty(), "{}{}", quiet.out, quiet.err);
    }
}

#[test]
fn decks_travel_and_a_file_of_the_students_own_is_never_written_over() {
    let (student, laptop, desktop) = (Student::new(), Home::new(), Home::new());
    let deck = laptop.file("small.toml", DECK);
    ok(&laptop.run(NOW, &["decks", "add", &deck], ""));
    ok(&laptop.run(NOW, &["decks", "remove", "eu-basics"], ""));
    ok(&laptop.run(NOW, &["sync", &student.place()], ""));
    let first = desktop.run(NOW, &["sync", &student.place(), "--yes"], "");
    assert!(first.err.contains("`small` came from another machine"), "{}", first.err);
    assert!(first.err.contains("`eu-basics` is no longer studied from now on"), "{}", first.err);
    let theirs = desktop.data().join("decks/small.toml");
    assert_eq!(fs::read_to_string(&theirs).expect("a deck"), DECK);
    assert!(desktop.run(NOW, &["decks"], "").out.contains("small"));
    // The author corrects it: the copy follows. The copy is changed: the author's file stays.
    let corrected = DECK.replace("Small", "Corrected");
    laptop.file("small.toml", &corrected);
    ok(&laptop.run(NOW, &["sync", "--yes"], ""));
    ok(&desktop.run(NOW, &["sync"], ""));
    assert_eq!(fs::read_to_string(&theirs).expect("a deck"), corrected);
    fs::write(&theirs, DECK.replace("Small", "Theirs")).expect("written");
    ok(&desktop.run(LATER, &["sync"], ""));
    let declined = laptop.run(LATER, &["sync"], "");
    assert!(declined.err.contains("stays as it is"), "{}", declined.err);
    assert_eq!(fs::read_to_string(&deck).expect("a deck"), corrected);
    assert_eq!(laptop.run(LATER, &["sync"], "").err, "", "told once");
    // Both change it: what stood in the copy is kept.
    laptop.file("small.toml", &DECK.replace("Small", "Mine"));
    ok(&laptop.run(LATER, &["sync"], ""));
    let taken = desktop.run(LATER, &["sync"], "");
    assert!(taken.err.contains("what stood here is kept as"), "{}", taken.err);
    assert!(fs::read_to_string(&theirs).expect("a deck").contains("Mine"));
    let kept = fs::read_dir(desktop.data().join("decks")).expect("decks").count();
    assert_eq!(kept, 2, "the deck, and what stood in its place");
    ok(&laptop.run(LATER, &["decks", "remove", "small"], ""));
    ok(&laptop.run(LATER, &["sync"], ""));
    ok(&desktop.run(LATER, &["sync"], ""));
    assert!(!desktop.run(LATER, &["decks"], "").out.contains("small") && theirs.exists());
}

#[test]
fn a_hostile_deck_or_setting_is_refused() {
    let (student, laptop, desktop) = (Student::new(), Home::new(), Home::new());
    let deck = laptop.file("small.toml", DECK);
    ok(&laptop.run(NOW, &["decks", "add", &deck], ""));
    ok(&laptop.run(NOW, &["sync", &student.place()], ""));
    let text =
        fs::read_dir(student.root().join("decks")).expect("decks").next().expect("a deck").expect("an entry").path();
    fs::write(&text, DECK.replace("Brussels", "Elsewhere")).expect("written");
    let run = desktop.run(NOW, &["sync", &student.place(), "--yes"], "");
    ok(&run);
    assert!(!desktop.data().join("decks/small.toml").exists(), "a text that is not the one named is none: {}", run.err);
    fs::write(&text, DECK).expect("written");
    ok(&desktop.run(NOW, &["sync"], ""));
    assert!(desktop.data().join("decks/small.toml").exists(), "it arrived late");
}
