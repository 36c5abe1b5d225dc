//! Which decks are studied by default: added, replaced, removed; one deck from two places, two decks of one id.

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";

fn deck(id: &str, more: &str) -> String {
    format!("[deck]\nid = \"{id}\"\ntitle = \"T\"\n{more}\n[[short]]\nid = \"e\"\nask = \"What?\"\nanswer = \"a\"\n")
}

fn ids(home: &Home) -> Vec<String> {
    let run = home.run(NOW, &["decks", "--json"], "");
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    let decks = json["decks"].as_array().expect("decks");
    decks.iter().map(|deck| deck["id"].as_str().expect("an id").to_owned()).collect()
}

fn settings(home: &Home) -> String {
    std::fs::read_to_string(home.data().join("config.toml")).unwrap_or_default()
}

#[track_caller]
fn works(run: &Run) {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

#[track_caller]
fn fails(run: &Run, why: &[&str]) {
    assert_eq!(run.code, 2, "{}", run.out);
    for part in why {
        assert!(run.err.contains(part), "`{part}` in {}", run.err);
    }
}

#[test]
fn an_added_deck_is_studied_from_anywhere() {
    let home = Home::new();
    home.file("data/config.toml", "# my settings\nnew = 3\n");
    home.file("mine.toml", &deck("mine", ""));
    let run = home.run(NOW, &["decks", "add", "mine.toml"], "");
    works(&run);
    assert!(run.out.contains("`mine` is studied from now on: T, 1 entry"), "{}", run.out);
    assert!(settings(&home).starts_with("# my settings\nnew = 3\ndecks = [\"/"), "{}", settings(&home));
    assert!(ids(&home).contains(&"mine".to_owned()));
    let again = home.run(NOW, &["decks", "add", "./mine.toml"], "");
    assert!(again.out.contains("is added already"), "{}", again.out);
    works(&home.run(NOW, &["decks", "remove", "mine"], ""));
    assert_eq!(settings(&home), "# my settings\nnew = 3\n");
}

#[test]
fn the_corrected_file_replaces_the_added_one_and_says_so() {
    let home = Home::new();
    home.file("week1/mine.toml", &deck("mine", ""));
    home.file("week2/mine.toml", &deck("mine", "description = \"corrected\""));
    works(&home.run(NOW, &["decks", "add", "week1/mine.toml"], ""));
    let run = home.run(NOW, &["decks", "add", "week2/mine.toml"], "");
    works(&run);
    assert!(run.out.contains("is replaced by"), "{}", run.out);
    assert!(settings(&home).contains("week2") && !settings(&home).contains("week1"), "{}", settings(&home));
}

#[test]
fn built_in_decks_go_and_come_back() {
    let home = Home::new();
    assert_eq!(ids(&home).len(), 6);
    let run = home.run(NOW, &["decks", "remove", "eu-china-cyber-dates"], "");
    works(&run);
    assert!(run.out.contains("brings it back"), "{}", run.out);
    assert_eq!(ids(&home).len(), 5);
    fails(&home.run(NOW, &["study", "eu-china-cyber-dates"], ""), &["was removed", "acquis decks add"]);
    works(&home.run(NOW, &["decks", "add", "eu-china-cyber-dates"], ""));
    assert_eq!(ids(&home).len(), 6);
    works(&home.run(NOW, &["decks", "remove", "eu-china-cyber"], ""));
    assert_eq!(ids(&home), ["eu-basics"], "the whole course");
    works(&home.run(NOW, &["decks", "remove", "eu-basics"], ""));
    fails(&home.run(NOW, &["study"], ""), &["there is no deck to study"]);
    fails(&home.run(NOW, &["decks", "remove", "eu-china-ciber"], ""), &["did you mean `eu-china-cyber`?"]);
}

#[test]
fn an_optional_deck_is_studied_once_it_is_added() {
    let home = Home::new();
    let listed = home.run(NOW, &["decks"], "");
    assert!(listed.out.contains("not studied: eu-china-cyber-sources, eu-basics-fr, eu-basics-de"), "{}", listed.out);
    fails(&home.run(NOW, &["study", "eu-basics-fr"], ""), &["is not studied", "acquis decks add eu-basics-fr"]);
    works(&home.run(NOW, &["decks", "add", "eu-basics-fr"], ""));
    assert!(ids(&home).contains(&"eu-basics-fr".to_owned()));
    works(&home.run(NOW, &["decks", "remove", "eu-china-cyber"], ""));
    works(&home.run(NOW, &["decks", "add", "eu-china-cyber"], ""));
    assert!(!ids(&home).contains(&"eu-china-cyber-sources".to_owned()), "a course brings back what everybody studies");
    works(&home.run(NOW, &["decks", "add", "eu-china-cyber-sources"], ""));
    assert!(ids(&home).contains(&"eu-china-cyber-sources".to_owned()));
}

#[test]
fn a_missing_file_is_a_notice_when_studying_and_an_error_when_adding() {
    let home = Home::new();
    home.file("mine.toml", &deck("mine", ""));
    works(&home.run(NOW, &["decks", "add", "mine.toml"], ""));
    std::fs::remove_file(home.path().join("mine.toml")).expect("removed");
    let run = home.run(NOW, &["study", "--plain"], "");
    works(&run);
    assert!(run.err.contains("an added deck was passed over"), "{}", run.err);
    fails(&home.run(NOW, &["decks", "add", "none.toml"], ""), &["none.toml", "no such file"]);
    works(&home.run(NOW, &["decks", "remove", "mine.toml"], ""));
    assert_eq!(settings(&home), "");
}

#[test]
fn one_deck_from_two_places_is_one_deck_and_two_of_one_id_are_an_error_naming_both() {
    let home = Home::new();
    let one = home.file("one/mine.toml", &deck("mine", ""));
    let two = home.file("two/mine.toml", &deck("mine", ""));
    works(&home.run(NOW, &["decks", "add", &one], ""));
    let run = home.run(NOW, &["study", &two, "--json"], "");
    works(&run);
    assert_eq!(run.out.matches("\"event\":\"question\"").count(), 1);
    home.file("two/mine.toml", &deck("mine", "description = \"other\""));
    fails(&home.run(NOW, &["study", &two, "--plain"], ""), &["two different files hold the deck `mine`", &one, &two]);
    works(&home.run(NOW, &["decks", "add", &two], ""));
    works(&home.run(NOW, &["study", &two, "--plain"], ""));
}

#[test]
fn a_path_shadows_the_built_in_deck_of_its_id_with_a_notice() {
    let home = Home::new();
    let path = home.file("dates.toml", &deck("eu-china-cyber-dates", ""));
    let run = home.run(NOW, &["study", &path, "--json"], "");
    works(&run);
    assert!(run.err.contains("stands in for the built-in deck `eu-china-cyber-dates`"), "{}", run.err);
    assert!(run.out.contains("\"total\":1"), "{}", run.out);
}

#[test]
fn a_course_with_the_id_of_another_deck_is_an_error_naming_both() {
    let home = Home::new();
    let one = home.file("one.toml", &deck("one", ""));
    let two = home.file("two.toml", &deck("two", "course = \"one\""));
    let run = home.run(NOW, &["study", &one, &two, "--plain"], "");
    fails(&run, &["the course `one`", &one, &two]);
    works(&home.run(NOW, &["decks", "add", &one], ""));
    fails(&home.run(NOW, &["decks", "add", &two], ""), &["the course `one`"]);
    assert!(!settings(&home).contains("two.toml"), "nothing is written that could not be studied");
}

#[test]
fn a_directory_is_added_whole_and_its_decks_are_not_taken_apart() {
    let home = Home::new();
    home.file("folder/a.toml", &deck("a", ""));
    home.file("folder/b.toml", &deck("b", ""));
    let before = ids(&home).len();
    works(&home.run(NOW, &["decks", "add", "folder"], ""));
    assert_eq!(ids(&home).len(), before + 2);
    fails(&home.run(NOW, &["decks", "remove", "a"], ""), &["holds other decks too, such as `b`"]);
    works(&home.run(NOW, &["decks", "remove", "folder"], ""));
    assert_eq!(ids(&home).len(), before);
}

#[test]
fn what_lies_beside_the_decks_of_a_folder_is_known_for_what_it_is() {
    let home = Home::new();
    home.file("course/a.toml", &deck("a", ""));
    home.file("course/mock.toml", "[exam]\nquestions = 1\ndecks = [\"./a.toml\"]\n");
    let cases = home.file("course/cases.toml", "[[case]]\ncard = \"a/e\"\nanswer = \"a\"\nexpect = \"right\"\n");
    home.file("course/Cargo.toml", "[package]\nname = \"x\"\n");
    let beside = ["cases.toml: answers to be judged", "Cargo.toml: no deck, as it has no `[deck]`: passed over"];
    let told = |run: &Run, text: &str| {
        works(run);
        for part in beside {
            assert!(text.contains(part), "{part} in {text}");
        }
    };
    let run = home.run(NOW, &["check", "course"], "");
    told(&run, &run.out);
    assert!(run.out.contains("2 files, 1 entry"), "the blueprint is checked too: {}", run.out);
    let run = home.run(NOW, &["decks", "add", "course"], "");
    told(&run, &run.err);
    let run = home.run(NOW, &["decks"], "");
    told(&run, &run.err);
    for args in [["study", "--plain"].as_slice(), &["study", "./course", "--plain"]] {
        let run = home.run(NOW, args, "");
        works(&run);
        assert!(!run.err.contains("passed over"), "nothing to tell a student each day: {}", run.err);
    }
    fails(&home.run(NOW, &["check", &cases], ""), &[]);
    fails(&home.run(NOW, &["study", &cases], ""), &["answers to be judged, no deck", "acquis try --file"]);
    fails(
        &home.run(NOW, &["decks", "add", "course/mock.toml"], ""),
        &["is the blueprint of an exam", "`acquis exam --blueprint", "mock.toml` sits it"],
    );
}

#[test]
fn a_file_of_another_program_is_not_read_as_a_deck_but_shown_its_door() {
    let home = Home::new();
    home.file("words.csv", "ask,answer\nWhat?,a\n");
    for args in [["study", "words.csv"].as_slice(), &["decks", "add", "words.csv"], &["preview", "words.csv"]] {
        fails(
            &home.run(NOW, args, ""),
            &["words.csv` is no deck", "acquis import", "words.csv -o", "makes a deck of it"],
        );
    }
    let run = home.run(NOW, &["check", "words.csv"], "");
    assert_eq!(run.code, 2);
    assert!(run.out.contains("acquis import words.csv -o words.toml"), "{}", run.out);
    assert_eq!(run.out.lines().count(), 3, "no mistakes are counted in it: {}", run.out);
}

#[test]
fn an_added_file_that_is_no_deck_any_more_is_told() {
    let home = Home::new();
    home.file("mine.toml", &deck("mine", ""));
    works(&home.run(NOW, &["decks", "add", "mine.toml"], ""));
    home.file("mine.toml", "");
    let run = home.run(NOW, &["decks"], "");
    assert!(run.err.contains("no usable deck"), "{}", run.err);
}
