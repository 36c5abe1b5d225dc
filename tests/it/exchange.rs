//! `import` and `export` from outside: every record accounted for, nothing written over, ids that stay.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";

/// Sample files of each format, with what has to come of them: records whole, lessened and refused.
const SAMPLES: &[(&str, &str, [usize; 3])] = &[
    ("csv/quizlet.tsv", "TSV", [3, 0, 0]),
    ("csv/excel-unicode.txt", "TSV", [2, 0, 0]),
    ("csv/excel-german.csv", "CSV", [3, 0, 0]),
    ("csv/old-windows.csv", "CSV", [2, 0, 0]),
    ("csv/in-any-order.csv", "CSV", [4, 0, 2]),
    ("csv/multiple-choice.csv", "CSV", [0, 2, 3]),
    ("csv/broken-kinds.csv", "CSV", [4, 0, 8]),
    ("csv/source-of-prose.csv", "CSV", [2, 0, 0]),
    ("gift/every-type.txt", "GIFT", [7, 3, 2]),
    ("gift/escapes.txt", "GIFT", [3, 2, 0]),
    ("gift/broken.txt", "GIFT", [1, 0, 6]),
    ("gift/plain.txt", "GIFT", [3, 0, 0]),
    ("gift/categories.txt", "GIFT", [3, 0, 0]),
    ("moodle/export.xml", "Moodle XML", [2, 3, 0]),
    ("moodle/other-types.xml", "Moodle XML", [2, 1, 3]),
    ("moodle/pictures.xml", "Moodle XML", [0, 1, 1]),
    ("moodle/breaks-off.xml", "Moodle XML", [1, 0, 2]),
    ("moodle/nothing-right.xml", "Moodle XML", [0, 1, 3]),
    ("anki/newest.apkg", "Anki package", [4, 2, 1]),
    ("anki/legacy.apkg", "Anki package", [4, 2, 1]),
    ("anki/own.apkg", "Anki package", [35, 0, 0]),
    ("anki/collection.anki2", "Anki package", [2, 0, 0]),
    ("anki/other-own.apkg", "Anki package", [2, 0, 0]),
    ("anki-text/basic.txt", "Anki text", [2, 1, 1]),
    ("anki-text/semicolon.txt", "Anki text", [0, 1, 1]),
    ("anki-text/plain.txt", "Anki text", [1, 0, 1]),
    ("anki-text/clozes.txt", "Anki text", [2, 0, 0]),
    ("anki-text/twice.txt", "Anki text", [1, 0, 2]),
    ("hashcards/readme.md", "hashcards markdown", [2, 0, 0]),
    ("hashcards/front-matter.md", "hashcards markdown", [2, 1, 0]),
    ("hashcards/broken.md", "hashcards markdown", [1, 0, 3]),
    ("hashcards/windows.md", "hashcards markdown", [2, 0, 0]),
    ("hashcards/signs.md", "hashcards markdown", [2, 0, 0]),
    ("json/bare-list.json", "JSON", [2, 0, 0]),
    ("json/mistakes.json", "JSON", [1, 0, 5]),
    ("json/same-id.json", "JSON", [1, 0, 1]),
    ("json/sources.json", "JSON", [2, 0, 1]),
    ("json/shapes.json", "JSON", [2, 0, 2]),
];

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exchange").join(name)
}

fn import(home: &Home, file: &Path, deck: &str) -> (Run, Value) {
    let run = home.run(NOW, &["import", &file.to_string_lossy(), "-o", deck, "--force", "--json"], "");
    let report = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}{}", run.out, run.err));
    (run, report)
}

#[test]
fn every_sample_comes_in_with_the_counts_that_it_should() {
    let home = Home::new();
    for (at, (name, format, [whole, lessened, refused])) in SAMPLES.iter().enumerate() {
        let deck = format!("{at}.toml");
        let (run, report) = import(&home, &data(name), &deck);
        let length = |key: &str| report[key].as_array().map_or(0, Vec::len);
        let found = [length("entries") + length("joined") - length("lessened"), length("lessened"), length("refused")];
        assert_eq!(
            (&found, report["format"].as_str()),
            (&[*whole, *lessened, *refused], Some(*format)),
            "{name}: {report}"
        );
        assert_eq!(report["records"], whole + lessened + refused, "{name}");
        assert_eq!(run.code, i32::from(*refused > 0), "{name}: {}", run.err);
        for one in report["refused"].as_array().expect("a list") {
            let told = format!("{}:{}: {}", data(name).display(), one["row"], one["why"].as_str().expect("a text"));
            assert!(run.err.contains(&told), "{told} in {}", run.err);
        }
        let check = home.run(NOW, &["check", &deck], "");
        assert_eq!(check.code, 0, "{name}: {}", check.out);
        // Once more: the same ids, whatever stood there.
        let before = std::fs::read(home.path().join(&deck)).expect("a deck");
        let (_, again) = import(&home, &data(name), &deck);
        assert_eq!(again["entries"], report["entries"], "{name}");
        assert_eq!(std::fs::read(home.path().join(&deck)).expect("a deck"), before, "{name}");
    }
}

#[test]
fn ids_stay_when_the_source_is_corrected() {
    let home = Home::new();
    let source = |text: &str| PathBuf::from(home.file("cards.csv", text));
    let rows =
        "question,answer\nWho chairs the Comission?,the president\nWhere does it sit?,Bruxelles\nHow often?,weekly\n";
    let ids = |report: &Value| -> Vec<String> {
        let entries = report["entries"].as_array().expect("a list");
        entries.iter().map(|entry| entry["id"].as_str().expect("an id").to_owned()).collect()
    };
    let (_, first) = import(&home, &source(rows), "deck.toml");
    let corrected = rows.replace("Comission", "Commission").replace("Bruxelles", "Brussels");
    let moved = corrected.replace("How often?,weekly\n", "") + "A new one,yes it is\nHow often?,weekly\n";
    let (_, second) = import(&home, &source(&moved), "deck.toml");
    let (first, second) = (ids(&first), ids(&second));
    assert_eq!([&second[0], &second[1], &second[3]], [&first[0], &first[1], &first[2]]);
    assert!(!first.contains(&second[2]));
}

/// A word of `acquis exam` is no deck's id.
#[test]
fn a_file_named_as_no_deck_may_be_is_read_all_the_same() {
    let home = Home::new();
    let table = home.file("history.csv", "question,answer\na,b\n");
    let (run, _) = import(&home, Path::new(&table), "history.toml");
    assert_eq!(run.code, 0, "{}", run.err);
    let deck = std::fs::read_to_string(home.path().join("history.toml")).expect("a deck");
    assert!(deck.contains("id = \"history-deck\""), "{deck}");
}

/// T25 of the peers' failures.
#[test]
fn nothing_is_written_over_without_force() {
    let home = Home::new();
    let mine = home.file("mine.toml", "my thesis");
    let table = home.file("table.csv", "question,answer\na,b\n");
    for args in
        [["import", &table, "-o", &mine].as_slice(), &["export", "eu-china-cyber-dates", "--to", "csv", "-o", &mine]]
    {
        let run = home.run(NOW, args, "");
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains("--force"), "{}", run.err);
        assert_eq!(std::fs::read_to_string(&mine).expect("there"), "my thesis");
    }
}

#[test]
fn a_built_in_deck_goes_out_and_comes_back_through_a_table() {
    let home = Home::new();
    let out = home.run(NOW, &["export", "eu-china-cyber-dates", "--to", "csv"], "");
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(out.out.starts_with("kind,id,question,answer"), "{}", out.out);
    assert!(out.err.contains("0 left out"), "{}", out.err);
    let with_mark = home.run(NOW, &["export", "eu-china-cyber-dates", "--to", "csv", "--bom"], "");
    assert_eq!(with_mark.out, format!("\u{feff}{}", out.out));
    let table = home.file("dates.csv", &with_mark.out);
    let (run, report) = import(&home, Path::new(&table), "dates.toml");
    assert_eq!((run.code, report["refused"].as_array().map(Vec::len)), (0, Some(0)), "{}", run.err);
    assert_eq!(home.run(NOW, &["check", "dates.toml"], "").code, 0);
}

#[test]
fn what_cannot_be_meant_is_refused_with_a_hint() {
    let home = Home::new();
    let deck = home.file("deck.toml", "[deck]\nid = \"d\"\ntitle = \"D\"\n");
    let empty = home.file("empty.csv", "");
    let (bomb, damaged) = (data("anki/bomb.apkg"), data("anki/damaged.apkg"));
    let (bomb, damaged) = (bomb.to_string_lossy(), damaged.to_string_lossy());
    let bad = home.file("bad.csv", "question,answer\n,only an answer\n");
    for (args, code, why) in [
        (
            ["export", "eu-china-cyber", "--to", "csv"].as_slice(),
            2,
            "name one of them: eu-china-cyber-overview, eu-china-cyber-dates",
        ),
        (&["export", "eu-china-cyber-dats", "--to", "csv"], 2, "did you mean `eu-china-cyber-dates`?"),
        (&["import", &deck], 2, "is a deck already"),
        (&["import", &empty], 2, "there is no row in it"),
        (&["import", &bad], 2, "bad.csv:2: there is no question"),
        (&["import", "none.csv"], 2, "no such file"),
        (&["import", &bomb], 2, "unpacks to more than 64 MiB"),
        (&["import", &damaged], 2, "it is no package"),
        (&["export", "eu-china-cyber-dates", "--to", "anki"], 2, "name a file"),
    ] {
        let run = home.run(NOW, args, "");
        assert_eq!(run.code, code, "{args:?}: {}", run.err);
        assert!(run.err.contains(why), "{args:?}: {}", run.err);
        assert_eq!(run.out, "", "{args:?}");
    }
}

/// What changed gets a newer time, the rest keeps the one it had, and no `--force` is asked for.
#[test]
fn a_package_over_one_of_the_same_deck_is_an_update() {
    let home = Home::new();
    let deck = |answer: &str| {
        let text = format!(
            "[deck]\nid = \"d\"\ntitle = \"D\"\n[[short]]\nid = \"a\"\nask = \"A?\"\nanswer = \"{answer}\"\n[[short]]\nid = \"b\"\nask = \"B?\"\nanswer = \"b\"\n"
        );
        home.file("d.toml", &text)
    };
    let times = || -> Vec<(String, i64)> {
        let bytes = std::fs::File::open(home.path().join("d.apkg")).expect("a package");
        let mut zip = zip::ZipArchive::new(bytes).expect("a zip");
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        std::io::copy(&mut zip.by_name("collection.anki2").expect("a collection"), &mut file).expect("unpacked");
        let db = rusqlite::Connection::open(file.path()).expect("a database");
        let mut rows = db.prepare("select guid, mod from notes order by id").expect("notes");
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        rows.collect::<Result<_, _>>().expect("rows")
    };
    let export = |now: &str, deck: &str, more: &[&str]| {
        home.run(now, &[&["export", deck, "--to", "anki", "-o", "d.apkg"], more].concat(), "")
    };
    assert_eq!(export(NOW, &deck("one"), &[]).code, 0);
    let first = times();
    assert_eq!(first.iter().map(|(guid, _)| guid.as_str()).collect::<Vec<_>>(), ["d/a#answer", "d/b#answer"]);
    let bytes = std::fs::read(home.path().join("d.apkg")).expect("there");
    let later = "2026-01-11T18:00:00+01:00";
    assert_eq!(export(later, &deck("one"), &[]).code, 0);
    assert_eq!(std::fs::read(home.path().join("d.apkg")).expect("there"), bytes, "nothing changed");
    assert_eq!(export(later, &deck("two"), &[]).code, 0);
    let second = times();
    assert_eq!((second[0].1 - first[0].1, second[1].1), (86_400, first[1].1));
    // Over the package of another deck it is not.
    let other = home.run(later, &["export", "eu-china-cyber-dates", "--to", "anki", "-o", "d.apkg"], "");
    assert_eq!(other.code, 2);
    assert!(other.err.contains("--force"), "{}", other.err);
}
