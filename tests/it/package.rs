//! A course packed for students, and what comes back from them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";
const LATER: &str = "2026-02-10T18:00:00+01:00";

const A: &str = "[deck]\nid = \"law-a\"\ntitle = \"Law: courts & <seats>\"\ncourse = \"law\"\nversion = \"2\"\nauthors = [\"A. Smith\"]\nlicence = \"CC BY 4.0\"\nurl = \"https://example.org/law\"\n
[[short]]\nid = \"seat\"\nask = \"Where does the Court sit?\"\nanswer = \"Luxembourg\"\nwhy = \"By Protocol 6.\"\ntopics = [\"seats\"]\n
[[choice]]\nid = \"pick\"\nask = \"Which is a court?\"\nanswer = \"General Court\"\nwrong = [\"Council\", \"Bank\"]\n";
const B: &str = "[deck]\nid = \"law-b\"\ntitle = \"Law: dates\"\ncourse = \"law\"\n
[[date]]\nid = \"rome\"\nevent = \"The Treaty of Rome was signed\"\nwhen = \"1957-03-25\"\n
[[institution]]\nid = \"enisa\"\nname = \"ENISA\"\nrole = \"looks after the security of networks\"\n";
const MOCK: &str = "[exam]\nquestions = 2\ndecks = [\"./law-a.toml\"]\n";

fn course(home: &Home) {
    home.file("law/law-a.toml", A);
    home.file("law/law-b.toml", B);
    home.file("law/mock.toml", MOCK);
    home.file("law/cases.toml", "[[case]]\ncard = \"law-a/seat\"\nanswer = \"Luxemburg\"\nexpect = \"right\"\n");
}

fn files(zip: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).expect("a zip");
    let names: Vec<String> =
        (0..zip.len()).map(|at| zip.by_index(at).expect("a file").name().expect("a name").into_owned()).collect();
    let read = |name: String| {
        let mut bytes = Vec::new();
        zip.by_name(&name).expect("a file").read_to_end(&mut bytes).expect("read");
        (name, String::from_utf8_lossy(&bytes).into_owned())
    };
    names.into_iter().map(read).collect()
}

#[track_caller]
fn works(run: &Run) -> &Run {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    run
}

fn packed(home: &Home, now: &str, name: &str, more: &[&str]) -> Vec<u8> {
    works(&home.run(now, &[&["package", "law", "-o", name], more].concat(), ""));
    std::fs::read(home.path().join(name)).expect("a package")
}

#[test]
fn a_package_holds_all_that_a_student_needs_and_is_the_same_twice() {
    let home = Home::new();
    course(&home);
    let one = packed(&home, NOW, "one.zip", &[]);
    assert_eq!(packed(&home, LATER, "two.zip", &[]), one, "the same bytes on another day, under another name");
    assert_eq!(packed(&home, LATER, "one.zip", &["--force"]), one, "and over itself");
    let held = files(&one);
    let names: Vec<&str> = held.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["README.txt", "deck.schema.json", "law-a.toml", "law-b.toml", "law.apkg", "mock.toml", "read.html"]
    );
    assert_eq!((held["law-a.toml"].as_str(), held["mock.toml"].as_str()), (A, MOCK));
    for part in [
        "version 2; by A. Smith; CC BY 4.0; https://example.org/law",
        "acquis decks add",
        "law.apkg",
        "exam --blueprint mock.toml",
    ] {
        assert!(held["README.txt"].contains(part), "`{part}` in {}", held["README.txt"]);
    }
    for part in [
        "Law: courts &amp; &lt;seats&gt;",
        "Luxembourg",
        "By Protocol 6.",
        "25 March 1957",
        "<dt>ENISA</dt>",
        "Council",
    ] {
        assert!(held["read.html"].contains(part), "`{part}` in {}", held["read.html"]);
    }
    assert!(
        !held["read.html"].contains("http-equiv") && !held["read.html"].contains("<script"),
        "nothing is fetched or run"
    );
    let schema: serde_json::Value = serde_json::from_str(&held["deck.schema.json"]).expect("JSON");
    assert!(schema["properties"].is_object());
}

#[test]
fn an_unpacked_package_beside_its_decks_is_left_out_of_what_is_checked() {
    let home = Home::new();
    course(&home);
    let unpack = |folder: &str| {
        let zip = std::fs::read(home.path().join("law.zip")).expect("a package");
        for (name, text) in files(&zip) {
            home.file(&format!("{folder}/{name}"), &text);
        }
    };
    packed(&home, NOW, "law.zip", &[]);
    unpack("law/spring");
    home.file("law/law-a.toml", &A.replace("Luxembourg", "Luxembourg City"));
    let run = home.run(NOW, &["check", "law"], "");
    assert_eq!(run.code, 0, "{}", run.out);
    let told = "law/spring: packed for students from decks that are checked here, as law/law-a.toml: left out";
    assert!(run.out.contains(told) && run.out.contains("3 files, 4 entries"), "{}", run.out);
    // What was asked for itself is looked at.
    for paths in [&["law/spring"][..], &["law/spring/law-a.toml"], &["law/law-b.toml", "law/spring/law-a.toml"]] {
        let run = home.run(NOW, &[&["check"], paths].concat(), "");
        assert!(run.code == 0 && !run.out.contains("left out"), "{paths:?}: {}", run.out);
    }
    // A copy that lies there as it is, a package of which a deck is nowhere else, and no package at all.
    home.file("law/law-a-autumn.toml", A);
    let run = home.run(NOW, &["check", "law"], "");
    assert!(run.code == 1 && run.out.contains("2 of 2 entries are in both"), "{}", run.out);
    std::fs::remove_file(home.path().join("law/law-a-autumn.toml")).expect("removed");
    std::fs::remove_file(home.path().join("law/law-b.toml")).expect("removed");
    let run = home.run(NOW, &["check", "law"], "");
    assert!(run.code == 0 && run.out.contains("4 files, 4 entries"), "{}", run.out);
    home.file("law/spring/README.txt", "My own notes.");
    let run = home.run(NOW, &["check", "law"], "");
    assert!(run.code == 1 && run.out.contains("duplicate-deck") && !run.out.contains("left out"), "{}", run.out);
}

#[test]
fn a_student_with_the_package_alone_studies_and_sits_the_mock_exam() {
    let author = Home::new();
    course(&author);
    let zip = packed(&author, NOW, "law.zip", &[]);
    let student = Home::new();
    std::fs::write(student.path().join("law.zip"), &zip).expect("saved");
    let run = student.run(NOW, &["decks", "add", "law.zip", "--only"], "");
    assert!(works(&run).out.contains("`law-a` is studied from now on"), "{}", run.out);
    let run = student.run(NOW, &["study", "law-b", "--plain"], "25 March 1957\n\n");
    assert!(works(&run).out.contains("✓"), "{}{}", run.out, run.err);
    for (name, text) in files(&zip).into_iter().filter(|(name, _)| name.contains(".toml")) {
        student.file(&name, &text);
    }
    let run = student.run(NOW, &["exam", "--blueprint", "mock.toml", "--plain"], "");
    assert!(works(&run).out.contains("2 questions"), "{}{}", run.out, run.err);
}

#[test]
fn notes_that_did_not_change_keep_their_time_for_anki() {
    let home = Home::new();
    course(&home);
    let read = |zip: &[u8]| {
        let mut zip = zip::ZipArchive::new(Cursor::new(zip)).expect("a zip");
        let mut package = Vec::new();
        zip.by_name("law.apkg").expect("Anki's").read_to_end(&mut package).expect("read");
        let mut package = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
        let path = home.path().join("collection.db");
        std::io::copy(
            &mut package.by_name("collection.anki2").expect("notes"),
            &mut std::fs::File::create(&path).expect("made"),
        )
        .expect("copied");
        let db = rusqlite::Connection::open(&path).expect("a database");
        let mut rows = db.prepare("select guid, mod from notes order by guid").expect("notes");
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        rows.collect::<Result<BTreeMap<String, i64>, _>>().expect("rows")
    };
    let before = read(&packed(&home, NOW, "law.zip", &[]));
    assert_eq!(before.len(), 4);
    home.file("law/law-a.toml", &A.replace("Luxembourg", "the Kirchberg, Luxembourg"));
    let after = read(&packed(&home, LATER, "law.zip", &["--force"]));
    let changed: Vec<&String> = after.keys().filter(|guid| after[*guid] != before[*guid]).collect();
    assert_eq!(changed, ["law-a/seat#answer"]);
    assert!(after["law-a/seat#answer"] > before["law-a/seat#answer"]);
}

#[test]
fn what_has_mistakes_is_not_packed() {
    let home = Home::new();
    course(&home);
    home.file("law/law-b.toml", &B.replace("event", "evnet"));
    let run = home.run(NOW, &["package", "law", "-o", "law.zip"], "");
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    assert!(run.err.contains("law-b.toml:8: ") && run.err.contains("nothing was written"), "{}", run.err);
    home.file("law/law-b.toml", B);
    home.file("law/mock.toml", "[exam]\nquestions = 90\n[exam.kinds]\ndate = 90\n");
    let run = home.run(NOW, &["package", "law", "-o", "law.zip"], "");
    assert_eq!(run.code, 1, "{}", run.err);
    home.file("law/mock.toml", &MOCK.replace("./law-a.toml", "../elsewhere.toml"));
    home.file("elsewhere.toml", &A.replace("law-a", "elsewhere"));
    let run = home.run(NOW, &["package", "law", "-o", "law.zip"], "");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("asks for `../elsewhere.toml`, which is not beside it"), "{}", run.err);
    assert!(!home.path().join("law.zip").exists());
}

#[test]
fn a_built_in_course_is_packed_by_its_id() {
    let home = Home::new();
    works(&home.run(NOW, &["package", "eu-china-cyber", "-o", "course.zip"], ""));
    let first = std::fs::read(home.path().join("course.zip")).expect("a package");
    let held = files(&first);
    assert!(held.contains_key("overview.toml") && held.contains_key("eu-china-cyber.apkg"), "{:?}", held.keys());
    let run = home.run(NOW, &["package", "eu-china-cybr", "-o", "x.zip"], "");
    assert!(run.code == 2 && run.err.contains("did you mean `eu-china-cyber`?"), "{}", run.err);
    let run = home.run(NOW, &["package", "eu-china-cyber", "-o", "course.zip"], "");
    assert!(run.code == 2 && run.err.contains("exists already"), "{}", run.err);
}

#[test]
fn feedback_of_many_students_comes_together() {
    let author = Home::new();
    course(&author);
    for (student, typed) in
        [("one", "the Court of Luxemburg town"), ("two", "the court of luxemburg town"), ("three", "Kirchberg")]
    {
        let home = Home::new();
        course(&home);
        let deck = home.path().join("law/law-a.toml");
        let deck = deck.to_str().expect("UTF-8");
        works(&home.run(NOW, &["study", deck, "--plain", "--kind", "short"], &format!("{typed}\ny\n")));
        works(&home.run(NOW, &["decks", "add", deck], ""));
        if student == "one" {
            works(&home.run(NOW, &["cards", "flag", "law-a/seat", "--note", "say which court"], ""));
        }
        let run = home.run(NOW, &["cards", "--flagged", "--overruled", "--json"], "");
        author.file(&format!("sent/{student}.json"), &works(&run).out);
    }
    let copy = std::fs::read_to_string(author.path().join("sent/one.json")).expect("sent");
    author.file("sent/one-again.json", &copy);
    let run = author.run(NOW, &["decks", "feedback", "sent"], "");
    works(&run);
    for part in [
        "3 students, 1 card",
        "law-a/seat#answer (3 students)",
        "flagged by 1",
        "\"say which court\"",
        "upheld by 2:",
        "judged wrong",
        "accept = \"Kirchberg\"",
    ] {
        assert!(run.out.contains(part), "`{part}` in {}", run.out);
    }
    assert!(run.err.contains("counted once"), "{}", run.err);
    author.file("sent/broken.json", "{");
    let run = author.run(NOW, &["decks", "feedback", "sent", "--json"], "");
    assert_eq!(run.code, 2, "a file was passed over");
    let json: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!((json["students"].as_u64(), json["feedback"][0]["upheld"][0]["students"].as_u64()), (Some(3), Some(2)));
    assert_eq!(json["passed_over"].as_array().map(Vec::len), Some(1));
}

/// By a folder, a file or an id: the blueprints beside the decks go along, but for those of papers that are to be sat.
#[test]
fn blueprints_beside_a_deck_go_along_but_no_paper_that_is_to_be_sat() {
    let home = Home::new();
    course(&home);
    home.file("law/other.toml", "[exam]\nquestions = 1\ndecks = [\"./law-b.toml\"]\n");
    home.file("law/midterm.toml", "[exam]\nquestions = 2\nseed = 7\ndecks = [\"law-a\"]\n");
    let names = |words: &[&str]| {
        let run = home.run(NOW, &[&["package"], words, &["-o", "one.zip", "--force"]].concat(), "");
        let held = files(&std::fs::read(home.path().join("one.zip")).expect("a package"));
        works(&run);
        let toml = held.into_keys().filter(|name| name.contains(".toml")).collect::<Vec<_>>();
        (toml.join(" "), run.err)
    };
    let left_out = "law/midterm.toml names the seed of its paper";
    let (held, told) = names(&["law"]);
    assert_eq!(held, "law-a.toml law-b.toml mock.toml other.toml");
    assert!(told.contains(left_out) && told.contains("`acquis package law law/midterm.toml` takes it along"), "{told}");
    let (held, told) = names(&["law/law-a.toml"]);
    assert_eq!(held, "law-a.toml mock.toml");
    assert!(told.contains(left_out) && told.contains("law/other.toml asks for `./law-b.toml`"), "{told}");
    let (held, told) = names(&["law/law-a.toml", "law/midterm.toml"]);
    assert_eq!(held, "law-a.toml midterm.toml mock.toml");
    assert!(told.contains("law/midterm.toml names its seed: whoever has the package"), "{told}");
    works(&home.run(NOW, &["decks", "add", "law/law-a.toml"], ""));
    assert_eq!(names(&["law-a"]).0, "law-a.toml mock.toml");
    let unknown = home.run(NOW, &["package", "lwa-zzzzzz", "-o", "two.zip"], "");
    assert_eq!(unknown.err.matches("eu-china-cyber,").count(), 1, "a course once: {}", unknown.err);
    let alone = home.run(NOW, &["package", "law/midterm.toml", "-o", "two.zip"], "");
    assert!(alone.code == 2 && alone.err.contains("no deck is named"), "{}", alone.err);
}
