//! Bad input gets a clear error, the right exit code, and leaves nothing behind.

use crate::harness::Home;

const NOW: &str = "2026-01-10T18:00:00+01:00";

const DECK: &str = "[deck]\nid = \"small\"\ntitle = \"Small\"\n\n[[short]]\nid = \"one\"\nask = \"Which city hosts the summit?\"\nanswer = \"Brussels\"\n";

#[test]
fn an_unknown_deck_topic_or_kind_is_told_with_the_one_meant() {
    let home = Home::new();
    let cases: [(&[&str], &str); 3] = [
        (&["study", "eu-china-cybr"], "did you mean `eu-china-cyber"),
        (&["study", "--topic", "chronolgy"], "did you mean `chronology`"),
        (&["study", "--kind", "institutoin"], "did you mean `institution`"),
    ];
    for (args, advice) in cases {
        let run = home.run(NOW, args, "");
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(run.err.contains("unknown") && run.err.contains(advice), "{args:?}: {}", run.err);
        assert_eq!(run.out, "", "{args:?}");
    }
}

#[test]
fn a_missing_file_and_a_directory_without_decks_are_told() {
    let home = Home::new();
    std::fs::create_dir(home.path().join("empty")).expect("a directory");
    for (path, said) in [("./none.toml", "there is no such file"), ("./empty", "no file ending in .toml")] {
        let run = home.run(NOW, &["study", path], "");
        assert_eq!(run.code, 2, "{path}");
        assert!(run.err.contains(said), "{path}: {}", run.err);
    }
}

#[test]
fn a_file_that_is_no_toml_is_told_by_check_and_refused_by_study() {
    let home = Home::new();
    let path = home.file("broken.toml", "[deck\nid = \"x\"\n");
    let check = home.run(NOW, &["check", &path], "");
    assert_eq!(check.code, 1, "{}", check.out);
    assert!(check.out.contains("broken.toml"), "{}", check.out);
    let study = home.run(NOW, &["study", &path], "");
    assert_eq!(study.code, 2);
    assert!(study.err.contains("acquis check"), "{}", study.err);
}

#[test]
fn check_writes_nothing() {
    let home = Home::new();
    let path = home.file("small.toml", DECK);
    let run = home.run(NOW, &["check", &path], "");
    assert_eq!(run.code, 0, "{}", run.out);
    let left: Vec<_> =
        std::fs::read_dir(home.path()).expect("readable").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(left, ["small.toml"]);
}

#[test]
fn a_broken_entry_is_left_out_with_a_notice_and_the_others_go_on() {
    let home = Home::new();
    let path = home.file("half.toml", &format!("{DECK}\n[[short]]\nid = \"two\"\nask = \"No answer here\"\n"));
    let run = home.run(NOW, &["study", &path, "--plain"], "Brussels\n\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("1 entry left out"), "{}", run.err);
    assert!(run.out.contains("Which city hosts the summit?"), "{}", run.out);
}

#[test]
fn a_deck_of_broken_entries_alone_says_so() {
    let home = Home::new();
    let path = home.file(
        "all broken.toml",
        "[deck]\nid = \"none\"\ntitle = \"None\"\n\n[[short]]\nid = \"two\"\nask = \"No answer\"\n",
    );
    let run = home.run(NOW, &["study", &path, "--plain"], "");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no entry of the deck `none` can be asked"), "{}", run.err);
    assert!(run.err.contains(&format!("`acquis check '{path}'`")), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_data_directory_that_cannot_be_made_is_told_before_the_first_question() {
    let home = Home::new();
    // A file where the directory should be: even root cannot make it.
    home.file("data", "not a directory");
    let path = home.file("small.toml", DECK);
    let run = home.run(NOW, &["study", &path, "--plain"], "Brussels\n\n");
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(!run.out.contains("Which city"), "{}", run.out);
    assert_ne!(run.err, "");
}

#[test]
fn a_database_of_a_newer_version_is_refused_untouched() {
    let home = Home::new();
    let path = home.file("small.toml", DECK);
    assert_eq!(home.run(NOW, &["study", &path, "--plain"], "Brussels\n\n").code, 0);
    let file = home.data().join("progress.db");
    let db = rusqlite::Connection::open(&file).expect("a database");
    db.execute_batch("pragma user_version = 999; update meta set value = '999' where key = 'version'")
        .expect("a pragma");
    drop(db);
    let before = std::fs::read(&file).expect("the file");
    let run = home.run(NOW, &["study", &path, "--plain"], "");
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("newer"), "{}", run.err);
    assert_eq!(std::fs::read(&file).expect("the file"), before);
}

#[test]
fn two_different_files_of_one_deck_are_an_error_naming_both() {
    let home = Home::new();
    let one = home.file("a/small.toml", DECK);
    let two = home.file("b/small.toml", &DECK.replace("Brussels", "Beijing"));
    let run = home.run(NOW, &["study", &one, &two], "");
    assert_eq!(run.code, 2);
    assert!(run.err.contains(&one) && run.err.contains(&two), "{}", run.err);
    let same = home.file("c/small.toml", DECK);
    assert_eq!(home.run(NOW, &["study", &one, &same, "--plain"], "").code, 0, "equal files are one deck");
}

#[test]
fn settings_without_meaning_are_refused() {
    let home = Home::new();
    home.file("data/config.toml", "retentoin = 0.9\n");
    let run = home.run(NOW, &[], "");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean `retention`"), "{}", run.err);
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let home = Home::new();
    let mut child = home.command(NOW, &["decks"]).spawn().expect("the binary starts");
    drop(child.stdout.take());
    assert!(child.wait().expect("the binary ends").success());
}
