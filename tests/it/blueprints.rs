//! Where a blueprint's decks are found: among those that are studied, else in its own folder.

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";

fn deck(id: &str, course: &str, answer: &str) -> String {
    let entry = |at: usize| {
        format!(
            "[[short]]\nid = \"e{at}\"\nask = \"Question {at} of {id}?\"\nanswer = \"{answer} {at}\"\ntopics = [\"t{}\"]\n",
            at % 2
        )
    };
    let entries: Vec<String> = (0..4).map(entry).collect();
    format!("[deck]\nid = \"{id}\"\ntitle = \"{id}\"\ncourse = \"{course}\"\n\n{}", entries.concat())
}

fn paper(home: &Home, out: &str) -> Run {
    home.run(NOW, &["exam", "paper", "--blueprint", "course/mid.toml", "--out", out], "")
}

#[test]
fn a_deck_of_the_blueprints_own_folder_is_found_by_its_id() {
    let home = Home::new();
    home.file("course/one.toml", &deck("law-one", "law", "one"));
    home.file("course/two.toml", &deck("law-two", "law", "two"));
    for (decks, questions) in [("\"law-one\"", 4), ("\"law\"", 8), ("\"law-one\", \"./two.toml\"", 8)] {
        home.file("course/mid.toml", &format!("[exam]\nquestions = {questions}\ndecks = [{decks}]\n"));
        let run = home.run(NOW, &["check", "course/mid.toml"], "");
        assert_eq!(run.code, 0, "{decks}: {}{}", run.out, run.err);
        let run = paper(&home, &format!("p{}", decks.len()));
        assert!(
            run.code == 0 && run.out.contains(&format!("{questions} questions")),
            "{decks}: {}{}",
            run.out,
            run.err
        );
    }
    // One word of several decks is unknown: it alone is told.
    home.file("course/mid.toml", "[exam]\nquestions = 4\ndecks = [\"law-one\", \"law-three\"]\n");
    let run = paper(&home, "p");
    assert!(run.code == 2 && run.err.contains("unknown deck or course `law-three`"), "{}", run.err);
    assert!(!run.err.contains("unknown deck or course `law-one`"), "{}", run.err);
}

#[test]
fn one_id_of_two_files_is_told() {
    let home = Home::new();
    home.file("course/one.toml", &deck("law-one", "law", "one"));
    home.file("course/other.toml", &deck("law-one", "law", "other"));
    home.file("course/mid.toml", "[exam]\nquestions = 4\ndecks = [\"law-one\"]\n");
    let run = paper(&home, "p");
    assert!(run.code == 2 && run.err.contains("two files beside the blueprint hold a deck `law-one`"), "{}", run.err);
    assert!(run.err.contains("`./one.toml`"), "{}", run.err);
    // The same text twice is one deck.
    home.file("course/other.toml", &deck("law-one", "law", "one"));
    assert_eq!(paper(&home, "p").code, 0);
    // The deck that is studied goes before one beside the blueprint, which is told.
    home.file("studied/one.toml", &deck("law-one", "law", "studied"));
    let added = home.run(NOW, &["decks", "add", "studied/one.toml"], "");
    assert_eq!(added.code, 0, "{}", added.err);
    let run = paper(&home, "q");
    assert!(run.code == 0 && run.err.contains("`law-one` is the deck that is studied"), "{}{}", run.out, run.err);
    let key = std::fs::read_dir(home.path().join("q")).expect("a folder").filter_map(Result::ok);
    let key = key.map(|file| file.path()).find(|path| path.to_string_lossy().ends_with("-key.html")).expect("a key");
    assert!(std::fs::read_to_string(key).expect("a page").contains("studied 0"));
    // Beside the blueprint stands the very file that is studied: nothing to tell.
    let home = Home::new();
    home.file("course/one.toml", &deck("law-one", "law", "one"));
    home.file("course/mid.toml", "[exam]\nquestions = 4\ndecks = [\"law-one\"]\n");
    home.run(NOW, &["decks", "add", "course"], "");
    let run = paper(&home, "p");
    assert!(run.code == 0 && !run.err.contains("is the deck that is studied"), "{}{}", run.out, run.err);
}

#[test]
fn an_unknown_topic_is_answered_with_those_of_the_decks_that_are_asked() {
    let home = Home::new();
    home.file("course/one.toml", &deck("law-one", "law", "one"));
    home.file("course/mid.toml", "[exam]\ndecks = [\"law-one\"]\n[exam.topics]\nwaterways = 1\n");
    for args in [
        &["exam", "paper", "--blueprint", "course/mid.toml", "--out", "p"][..],
        &["exam", "paper", "course/one.toml", "--topic", "waterways=1", "--out", "p"],
    ] {
        let run = home.run(NOW, args, "");
        assert!(run.code == 2 && run.err.contains("t0, t1"), "{args:?}: {}", run.err);
        assert!(!run.err.contains("chronology"), "{args:?}: {}", run.err);
    }
    // A topic of another deck is none of these.
    home.file("course/mid.toml", "[exam]\ndecks = [\"law-one\"]\n[exam.topics]\nchronology = 1\n");
    let run = home.run(NOW, &["check", "course/mid.toml"], "");
    assert!(run.code == 1 && run.out.contains("no entry has the topic `chronology`"), "{}{}", run.out, run.err);
}

#[test]
fn what_an_exam_wants_of_a_topic_is_held_against_the_decks_that_it_asks() {
    let home = Home::new();
    home.file("course/one.toml", &deck("law-one", "law", "one"));
    home.file("course/two.toml", &deck("law-two", "law", "two"));
    // Of each topic a deck has two entries.
    for (decks, thin) in [
        ("\"law-one\"", Some("one.toml")),
        ("\"./two.toml\"", Some("two.toml")),
        ("\"law\"", None),
        ("\"one.toml\", \"law-two\"", None),
    ] {
        home.file("course/mid.toml", &format!("[exam]\nquestions = 2\ndecks = [{decks}]\n[exam.topics]\nt0 = 2\n"));
        let run = home.run(NOW, &["check", "--json", "course"], "");
        let told: Vec<&str> = run.out.lines().filter(|line| line.contains("thin-topic")).collect();
        assert_eq!(told.len(), usize::from(thin.is_some()), "{decks}: {}{}", run.out, run.err);
        assert!(thin.is_none_or(|file| told[0].contains(file)), "{decks}: {told:?}");
    }
}

#[test]
fn a_word_that_names_no_deck_is_answered_with_those_beside_the_blueprint() {
    let home = Home::new();
    home.file("course/one.toml", &deck("klima-de", "klima-de", "one"));
    home.file("course/two.toml", &deck("climate", "climate", "two"));
    for (decks, told) in [
        ("[\"climate\", \"klima\"]", "did you mean `klima-de`?"),
        ("[\"trade\"]", "beside the blueprint are `climate`, `klima-de`"),
        ("\"climate, klima-de\"", "write a list: `decks = [\"climate\", \"klima-de\"]`"),
    ] {
        home.file("course/mid.toml", &format!("[exam]\nquestions = 2\ndecks = {decks}\n"));
        let run = home.run(NOW, &["check", "course/mid.toml"], "");
        assert!(run.code == 1 && run.out.contains(told) && run.out.contains("1 file: 1 error"), "{decks}: {}", run.out);
    }
}
