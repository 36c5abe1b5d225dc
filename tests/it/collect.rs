//! Results of a class whose deck was changed after the exam: keys put right, entries renamed, added and taken away.

use serde_json::{Value, json};

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";

/// An entry: its id, what stands below it, the number that it asks for.
type Entry = (String, String, usize);

/// Fourteen entries, every third a choice, whose answers are `a0` to `a13`.
fn entries() -> Vec<Entry> {
    (0..14).map(|at| (format!("e{at}"), String::new(), at)).collect()
}

fn deck(entries: &[Entry]) -> String {
    let one = |(id, more, at): &Entry| {
        let (kind, wrong) =
            if at % 3 == 0 { ("choice", "wrong = [\"x\", \"y\", \"z\"]\n") } else { ("short", "wrong = [\"z\"]\n") };
        format!("[[{kind}]]\nid = \"{id}\"\nask = \"Question number {at}?\"\nanswer = \"a{at}\"\n{wrong}{more}\n")
    };
    let entries: Vec<String> = entries.iter().map(one).collect();
    format!("[deck]\nid = \"class\"\ntitle = \"Class\"\nlanguage = \"en\"\n\n{}", entries.concat())
}

const BLUEPRINT: &str = "[exam]\ntitle = \"Mid\"\nquestions = 4\nseed = 12\ndecks = [\"./class.toml\"]\n";

/// A class that has sat an exam: Ann at the screen, the rest on paper.
struct Class {
    home: Home,
    /// What stands at the foot of the paper.
    mark: String,
    cards: Vec<String>,
}

impl Class {
    fn new() -> Self {
        let home = Home::new();
        home.file("class.toml", &deck(&entries()));
        home.file("exam.toml", BLUEPRINT);
        let paper =
            home.run(NOW, &["exam", "paper", "--blueprint", "exam.toml", "--out", "p", "--json", "--seed", "12"], "");
        let paper: Value = serde_json::from_str(&paper.out).expect("JSON");
        let mark = paper["fingerprint"].as_str().expect("a fingerprint")[..8].to_owned();
        let cards: Vec<String> = paper["cards"]
            .as_array()
            .expect("cards")
            .iter()
            .map(|card| card.as_str().expect("it is there").to_owned())
            .collect();
        let class = Self { home, mark, cards };
        let said: Vec<String> = class.numbers().iter().map(|at| format!("a{at}")).collect();
        let input = said.join("\n");
        let args =
            ["exam", "--plain", "--blueprint", "exam.toml", "--result", "ann.json", "--name", "Ann", "--seed", "12"];
        let sat = class.home.run(NOW, &args, &format!("{input}\n:d\ny\n"));
        assert_eq!(sat.code, 0, "{}{}", sat.out, sat.err);
        let row = |name: &str, said: &[String]| format!("{name},A,{},{}\n", class.mark, said.join(","));
        let table = format!("name,version,paper,1,2,3,4\n{}{}", row("Bea", &said), row("Cem", &vec!["z".into(); 4]));
        class.home.file("paper.csv", &table);
        class
    }

    /// The numbers of the entries on the paper, in its order.
    fn numbers(&self) -> Vec<usize> {
        let number = |card: &String| {
            card.trim_start_matches("class/e").trim_end_matches("#answer").parse().expect("it is there")
        };
        self.cards.iter().map(number).collect()
    }

    /// Writes the deck anew; as it was handed out it stands in `handed-out.toml`.
    fn change(&self, entries: &[Entry]) {
        let path = self.home.path();
        std::fs::rename(path.join("class.toml"), path.join("handed-out.toml")).expect("renamed");
        self.home.file("class.toml", &deck(entries));
    }

    fn collect(&self, more: &[&str]) -> Run {
        let args = ["exam", "collect", "ann.json", "--answers", "paper.csv", "--blueprint", "exam.toml"];
        self.home.run(NOW, &[&args[..], more].concat(), "")
    }

    /// Names and points.
    #[track_caller]
    fn points(&self, more: &[&str]) -> Vec<(String, f64)> {
        let run = self.collect(&[&["--json"], more].concat());
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        let class: Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!((&class["left_out"], &class["odd"]), (&json!([]), &json!([])), "{}", run.err);
        let one = |student: &Value| {
            (
                student["name"].as_str().expect("it is there").to_owned(),
                student["points"].as_f64().expect("it is there"),
            )
        };
        class["students"].as_array().expect("students").iter().map(one).collect()
    }
}

fn all_right() -> Vec<(String, f64)> {
    [("Ann", 4.0), ("Bea", 4.0), ("Cem", 0.0)].map(|(name, points)| (name.to_owned(), points)).to_vec()
}

#[test]
fn answers_at_the_screen_and_on_paper_are_one_class() {
    assert_eq!(Class::new().points(&[]), all_right());
}

/// An entry on the paper and one beside it are renamed as an editor does it: the draw hangs on both ids.
#[test]
fn a_renamed_entry_is_the_one_that_stood_on_the_paper() {
    let class = Class::new();
    let on_paper = class.numbers();
    let beside: Vec<usize> = (0..14).filter(|at| !on_paper.contains(at)).collect();
    for (nth, renamed) in [vec![on_paper[0]], vec![beside[0]], vec![on_paper[1], beside[1]], vec![beside[0], beside[2]]]
        .iter()
        .enumerate()
    {
        let mut changed = entries();
        for at in renamed {
            changed[*at].0 = format!("zz-{at}");
            changed[*at].1 = format!("was = [\"older{at}\", \"e{at}\"]\n");
        }
        class.home.file("class.toml", &deck(&changed));
        assert_eq!(class.points(&[]), all_right(), "{nth}: {renamed:?}");
        // Without a blueprint as well, and a key is put right by either name.
        let plain = class.home.run(NOW, &["exam", "collect", "ann.json", "--deck", "class.toml", "--json"], "");
        let plain: Value = serde_json::from_str(&plain.out).expect("JSON");
        assert_eq!((&plain["students"][0]["points"], &plain["other_decks"]), (&4.0.into(), &0.into()), "{plain}");
    }
    let old = &class.cards[1];
    class.home.file("rekey.toml", &format!("left_out = [\"{old}\"]\n"));
    let run = class.collect(&["--rekey", "rekey.toml"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("mean 2.00 of 3"), "{}", run.out);
}

/// Two files of one class, sat before and after a rename, are one paper.
#[test]
fn papers_from_before_and_after_a_rename_are_one() {
    let class = Class::new();
    let at = class.numbers()[0];
    let mut changed = entries();
    // Still the same place in the order of ids, so that the seed draws the same cards.
    changed[at].0 = format!("e{at}b");
    changed[at].1 = format!("was = [\"e{at}\"]\n");
    class.home.file("class.toml", &deck(&changed));
    let said: Vec<String> = class.numbers().iter().map(|at| format!("a{at}")).collect();
    let input = said.join("\n");
    let args = ["exam", "--plain", "--blueprint", "exam.toml", "--result", "dan.json", "--name", "Dan", "--seed", "12"];
    class.home.run(NOW, &args, &format!("{input}\n:d\ny\n"));
    for more in [&["--blueprint", "exam.toml"][..], &["--deck", "class.toml"]] {
        let run = class.home.run(NOW, &[&["exam", "collect", "ann.json", "dan.json", "--json"], more].concat(), "");
        let both: Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!((&both["papers"], &both["same_questions"]), (&2.into(), &true.into()), "{}{}", run.out, run.err);
        let cards: Vec<&str> =
            both["cards"].as_array().expect("it is there").iter().filter_map(|card| card["card"].as_str()).collect();
        assert!(cards.len() == 4 && cards.contains(&format!("class/e{at}b#answer").as_str()), "{cards:?}");
    }
}

/// An entry more or less, and the seed draws another paper: the deck as it was handed out draws the old one again.
#[test]
fn papers_are_drawn_from_the_deck_as_it_was_handed_out() {
    let class = Class::new();
    let beside = (0..14).rev().find(|at| !class.numbers().contains(at)).expect("it is there");
    let mut more = entries();
    more.insert(0, ("aa".to_owned(), String::new(), 9));
    let mut fewer = entries();
    fewer.remove(beside);
    let mut gone = entries();
    gone.remove(class.numbers()[1]);
    for changed in [more, fewer, gone] {
        class.change(&changed);
        let run = class.home.run(NOW, &["exam", "collect", "ann.json", "--blueprint", "exam.toml"], "");
        assert!(run.code == 2 && run.err.contains("another paper"), "{} entries: {}", changed.len(), run.err);
        assert!(run.err.contains("`--deck FILE` with the deck as it was handed out"), "{}", run.err);
        let run = class.collect(&[]);
        assert!(
            run.code == 2 && run.err.contains(&format!("names the paper `{}` in line 2", class.mark)),
            "{}",
            run.err
        );
        assert!(run.err.contains("`--deck FILE` with the deck as it was handed out"), "{}", run.err);
        assert_eq!(class.points(&["--deck", "handed-out.toml"]), all_right());
        let told = class.collect(&["--deck", "handed-out.toml"]).err;
        assert!(told.contains("`handed-out.toml` is the deck as it was handed out"), "{told}");
        std::fs::rename(class.home.path().join("handed-out.toml"), class.home.path().join("class.toml"))
            .expect("it is there");
    }
}

/// A key put right in the deck: the copy that is kept draws the papers, today's deck judges.
#[test]
fn the_same_papers_are_collected_again_after_the_deck_was_put_right() {
    let class = Class::new();
    let short = class.cards.iter().zip(class.numbers()).find(|(_, at)| at % 3 != 0).expect("a typed one").0;
    class.home.file("rekey.toml", &format!("[accept]\n\"{short}\" = \"z\"\n"));
    let before = std::fs::read(class.home.path().join("class.toml")).expect("it is there");
    let run = class.collect(&["--rekey", "rekey.toml", "--fix-deck", "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.err.contains("class.toml.old"), "{}", run.err);
    assert_eq!(std::fs::read(class.home.path().join("class.toml.old")).expect("it is there"), before);
    let run = class.collect(&[]);
    assert!(run.code == 2 && run.err.contains("--fix-deck keeps one"), "{}", run.err);
    let mut right = all_right();
    right[2].1 = 1.0;
    assert_eq!(class.points(&["--deck", "class.toml.old"]), right, "the deck at hand judges");
    // And the rekey above it; what is in the copy stays.
    class
        .home
        .file("rekey.toml", &format!("everyone = [\"{}\"]\n[accept]\n\"{short}\" = \"zz\"\n", other(&class, short)));
    let run = class.collect(&["--deck", "class.toml.old", "--rekey", "rekey.toml", "--fix-deck", "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("Cem: 0 → 2"), "{}", run.out);
    assert_eq!(std::fs::read(class.home.path().join("class.toml.old")).expect("it is there"), before);
    assert!(class.home.path().join("class.toml.old-2").exists());
    assert!(std::fs::read_to_string(class.home.path().join("class.toml")).expect("it is there").contains("\"zz\""));
}

fn other<'a>(class: &'a Class, card: &str) -> &'a str {
    class.cards.iter().find(|known| *known != card).expect("another")
}

/// Named without need, a corrected deck judges as before.
#[test]
fn a_corrected_deck_judges_papers_of_the_deck_at_hand() {
    let class = Class::new();
    let at = class.numbers().into_iter().find(|at| at % 3 != 0).expect("a typed one");
    let mut corrected = entries();
    corrected[at].1 = "accept = [\"zz\"]\n".to_owned();
    class.home.file("corrected.toml", &deck(&corrected).replace("wrong = [\"z\"]", "wrong = []"));
    let text = std::fs::read_to_string(class.home.path().join("paper.csv")).expect("it is there");
    class.home.file("paper.csv", &text.replace("z,z,z,z", "zz,zz,zz,zz"));
    let mut right = all_right();
    right[2].1 = 1.0;
    assert_eq!(class.points(&["--deck", "corrected.toml"]), right);
}

/// What a table of answers has beside questions: told, and in nobody's way.
#[test]
fn a_table_from_paper_is_taken_as_it_is_kept() {
    let class = Class::new();
    let table = std::fs::read_to_string(class.home.path().join("paper.csv")).expect("a table");
    let wider = table.replace("1,2,3,4\n", "1,2,3,4,total,remarks,5\n").replace("z,z,z,z", "z,z,z,z,0,late,");
    let nameless = format!("{}\n,A,{},z,z,z,z,,,\n", wider.trim_end(), class.mark);
    class.home.file("paper.csv", &nameless);
    let run = class.collect(&["--csv", "-"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.err.contains("no question, and passed over: `total`, `remarks`, `5`"), "{}", run.err);
    let rows: Vec<Vec<&str>> = run.out.lines().map(|line| line.split(',').collect()).collect();
    let minutes = rows[0].iter().position(|title| *title == "minutes").expect("a column");
    let of = |name: &str| rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{name}: {}", run.out));
    assert_eq!((of("Ann")[minutes], of("Bea")[minutes]), ("0", ""), "no minutes on paper");
    assert_eq!(of("anonymous (line 4)")[2], "0");
}

/// Decks that cannot give a paper at all are told as such.
#[test]
fn decks_that_give_no_paper_are_told() {
    let class = Class::new();
    class.home.file("exam.toml", &BLUEPRINT.replace("questions = 4", "questions = 40"));
    let run = class.home.run(NOW, &["exam", "collect", "ann.json", "--blueprint", "exam.toml"], "");
    assert!(run.code == 2 && run.err.contains("the decks at hand give no paper by this blueprint"), "{}", run.err);
}

/// A key that is put right is told by what is right from now on.
#[test]
fn a_key_put_right_is_told_by_its_new_form() {
    let class = Class::new();
    let typed: Vec<&String> =
        class.cards.iter().zip(class.numbers()).filter(|(_, at)| at % 3 != 0).map(|(card, _)| card).collect();
    let rekey = format!("[accept]\n\"{}\" = [\"z\", \"zz\"]\n[instead]\n\"{}\" = \"new\"\n", typed[0], typed[1]);
    class.home.file("rekey.toml", &rekey);
    let run = class.collect(&["--rekey", "rekey.toml"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains(&format!("{}: also right: z; zz", typed[0])), "{}", run.out);
    assert!(run.out.contains(&format!("{}: the key is now: new", typed[1])), "{}", run.out);
}
