//! The author's bench from outside: check and its flags.

use std::fmt::Write as _;

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";
const PAGES: &str = include_str!("../../docs/diagnostics.md");

fn block<'p>(page: &'p str, mark: &str) -> Option<&'p str> {
    let (_, rest) = page.split_once(&format!("```toml {mark}\n"))?;
    rest.split_once("\n```").map(|(block, _)| block)
}

/// The pages of the documentation with their bad examples, as whole decks.
fn bad_examples() -> Vec<(&'static str, String, &'static str)> {
    let head = block(PAGES, "head").expect("a head");
    let mut examples = Vec::new();
    for page in PAGES.split("\n### ").skip(1) {
        let code = page.lines().next().expect("a title").trim_matches('`');
        let page = page.split("\n## ").next().expect("a page");
        let Some(bad) = block(page, "bad") else { continue };
        let whole = ["[deck]", "[sources", "[exam"].iter().any(|table| bad.contains(table));
        let text = if whole { format!("{bad}\n") } else { format!("{head}\n\n{bad}\n") };
        examples.push((code, text, page));
    }
    assert!(examples.len() > 60);
    examples
}

fn check(home: &Home, args: &[&str]) -> Run {
    home.run(NOW, &[&["check", "--all"], args].concat(), "")
}

/// What an author sees for each code. `tests/data/diagnostics.txt` is read by a person before a change is accepted; the
/// failing test leaves the new one beside it.
#[test]
fn every_code_is_drawn_as_in_the_golden_file() {
    let home = Home::new();
    let mut drawn = String::new();
    for (code, text, page) in bad_examples() {
        let file = home.file("bad/deck.toml", &text);
        let mut args = vec![file.clone()];
        args.extend(block(page, "other").map(|other| home.file("other/other.toml", other)));
        if let Some(old) = block(page, "old") {
            let head = block(PAGES, "head").expect("a head");
            args.extend(["--against".to_owned(), home.file("old.toml", &format!("{head}\n\n{old}\n"))]);
        }
        if args.len() == 2 {
            args.rotate_left(1);
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let run = check(&home, &args);
        let folder = format!("{}/", home.path().display());
        writeln!(drawn, "# {code}, exit {}\n{}", run.code, run.out.replace(&folder, "")).expect("memory");
    }
    let golden = include_str!("../data/diagnostics.txt");
    if drawn != golden {
        let left = concat!(env!("CARGO_MANIFEST_DIR"), "/target/diagnostics.txt");
        std::fs::write(left, &drawn).expect("a file beside");
        let line = drawn.lines().zip(golden.lines()).position(|(new, old)| new != old);
        panic!("the output differs from line {line:?} on; the new one is {left}");
    }
}

#[test]
fn each_planted_mistake_is_reported_at_its_line_and_column() {
    let home = Home::new();
    // Behind tabs and wide characters, too; the second number is the column in characters.
    let entries = [
        ("[[card]]\nid = \"a\"\nfront = \"国務 é\"\n\tbakc = \"x\"\n", "unknown-key", 4, 2),
        ("[[date]]\nid = \"b\"\nevent = \"It rained\"\nwhen = 2022-12\n", "unquoted-text", 4, 8),
        ("[[short]]\nid = \"c\"\nask = \"中文?\"\nwrong = [\"国\", \"国\"]\nanswer = \"x\"\n", "twice", 4, 15),
        ("[[card]]\nid = \"d\"\nfront = “f”\nback = \"b\"\n", "curly-quotes", 3, 9),
        (
            "[[choice]]\nid = \"e\"\nask = \"Which?\"\nanswer = \"É\"\nwrong = [\"x\", \"e\", \"y\"]\n",
            "answer-among-wrong",
            5,
            15,
        ),
        ("[[card]]\nid = \"a\"\nfront = \"f\"\nback = \"b\"\n", "duplicate-id", 2, 6),
    ];
    for (mark, end) in [("", "\n"), ("\u{feff}", "\n"), ("", "\r\n"), ("\u{feff}", "\r\n")] {
        let mut text = "[deck]\nid = \"planted\"\ntitle = \"国\"\n".to_owned();
        let mut expected = Vec::new();
        for (entry, code, line, column) in entries {
            expected.push((code.to_owned(), text.lines().count() as u64 + line, column));
            text += entry;
        }
        let file = home.file("planted.toml", &format!("{mark}{}", text.replace('\n', end)));
        let run = home.run(NOW, &["check", "--json", &file], "");
        assert_eq!(run.code, 1, "{}", run.err);
        let told: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        let found: Vec<(String, u64, u64)> = told["files"][0]
            .as_array()
            .expect("findings")
            .iter()
            .filter(|one| one["severity"] == "error")
            .map(|one| {
                let number = |key: &str| one[key].as_u64().expect("a number");
                (one["code"].as_str().expect("a code").to_owned(), number("line"), number("column"))
            })
            .collect();
        assert_eq!(found, expected);
    }
}

const BROKEN: &str =
    "# mine\n[deck]\nid = \"x\"\ntitle = \"X\"\n\n[[card]]   # one\nfront = “f”\n\tback = 1.10 # two\n";
const MENDED: &str = "# mine\n[deck]\nid = \"x\"\ntitle = \"X\"\n\n[[card]]   # one\nid = \"card-f-252f10\"\nfront = \"f\"\n\tback = \"1.10\" # two\n";

#[test]
fn a_fix_is_shown_first_and_writes_only_what_it_showed() {
    let home = Home::new();
    let file = home.file("x.toml", &format!("\u{feff}{}", BROKEN.replace('\n', "\r\n")));
    let read = || std::fs::read_to_string(&file).expect("the deck");
    let before = read();
    let dry = home.run(NOW, &["check", "--fix", "--dry-run", &file], "");
    assert!(dry.out.contains("+id = \"card-f-252f10\"") && dry.out.contains("-front = “f”"), "{}", dry.out);
    assert_eq!(read(), before);
    let unasked = home.run(NOW, &["check", "--fix", &file], "y\n");
    assert_eq!((unasked.code, read()), (2, before), "nobody can be asked: {}", unasked.err);
    assert!(unasked.err.contains("--yes"), "{}", unasked.err);
    let run = home.run(NOW, &["check", "--fix", "--yes", &file], "");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let mended = format!("\u{feff}{}", MENDED.replace('\n', "\r\n"));
    assert_eq!(read(), mended);
    let again = home.run(NOW, &["check", "--fix", "--yes", &file], "");
    assert!(again.out.contains("nothing to fix"), "{}", again.out);
    assert_eq!(read(), mended);
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_told_and_untouched() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let file = home.file("x.toml", BROKEN);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).expect("permissions");
    let run = home.run(NOW, &["check", "--fix", "--yes", &file], "");
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("read-only"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(&file).expect("the deck"), BROKEN);
}

#[test]
fn warnings_deny_only_when_told_to_and_notes_never() {
    let home = Home::new();
    let weak = MENDED.to_owned();
    let file = home.file("x.toml", &weak);
    assert_eq!(home.run(NOW, &["check", &file], "").code, 0);
    assert_eq!(home.run(NOW, &["check", "--deny", "warnings", &file], "").code, 1);
    let noted = home
        .file("y.toml", &format!("{weak}[check]\nallow = [\"no-source\", \"overlap\"]\n").replace("\"x\"", "\"y\""));
    let run = home.run(NOW, &["check", "--deny", "warnings", &noted], "");
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("1 note; --all shows 1 more") && !run.out.contains("unused-allow"), "{}", run.out);
}

#[test]
fn at_most_three_of_a_lint_are_shown_unless_all_are_asked_for() {
    let home = Home::new();
    let choice = |at: usize| {
        format!("[[choice]]\nid = \"c{at}\"\nask = \"Which is number {at}00?\"\nanswer = \"x\"\nwrong = [\"y\"]\n")
    };
    let text = format!(
        "[deck]\nid = \"few\"\ntitle = \"F\"\n[check]\nallow = [\"no-source\"]\n{}",
        (0..5).map(choice).collect::<String>()
    );
    let file = home.file("few.toml", &text);
    let few = home.run(NOW, &["check", &file], "");
    assert_eq!(few.out.matches("warning[few-options]").count(), 3, "{}", few.out);
    assert!(few.out.contains("5 warnings; --all shows 2 more"), "{}", few.out);
    assert_eq!(check(&home, &[&file]).out.matches("warning[few-options]").count(), 5);
}

#[test]
fn a_code_is_explained_and_an_unknown_one_is_told_with_the_one_meant() {
    let home = Home::new();
    let page = home.run(NOW, &["check", "--explain", "key-longest"], "");
    assert_eq!(page.code, 0, "{}", page.err);
    assert!(page.out.contains("```toml bad") && page.out.contains("```toml good"), "{}", page.out);
    let unknown = home.run(NOW, &["check", "--explain", "key-longst"], "");
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `key-longest"), "{}", unknown.err);
}

#[test]
fn a_correction_is_held_against_the_old_copy() {
    let home = Home::new();
    let deck =
        |entries: &str| format!("[deck]\nid = \"x\"\ntitle = \"X\"\n[check]\nallow = [\"no-source\"]\n{entries}");
    let entry = |id: &str, ask: &str, answer: &str| {
        format!("[[short]]\nid = \"{id}\"\nask = \"{ask}\"\nanswer = \"{answer}\"\n")
    };
    let seat = "In which city does the Council meet?";
    let old = home.file(
        "old.toml",
        &deck(&(entry("seat", seat, "Brussels") + &entry("law", "Who proposes laws?", "the Commission"))),
    );
    let new = home.file(
        "new/x.toml",
        &deck(&(entry("seat", seat, "Luxembourg") + &entry("laws", "Who proposes laws?", "the Commission"))),
    );
    let run = home.run(NOW, &["check", "--against", &old, &new], "");
    assert_eq!(run.code, 0, "{}", run.err);
    for told in [
        "warning[answer-changed]",
        "write `revised = 1`",
        "warning[lost-id]",
        "write `was = \"law\"`",
        "1 new, 1 answer changed, 1 lost",
    ] {
        assert!(run.out.contains(told), "{told}: {}", run.out);
    }
    // What is gone is named, and a deck of the folder that was not named is not counted.
    home.file("all/x.toml", &deck(&(entry("seat", seat, "Brussels") + &entry("bank", "Who lends?", "the Bank"))));
    home.file("all/y.toml", &deck(&entry("court", "Who judges?", "the Court")).replace("\"x\"", "\"y\""));
    let all = home.path().join("all").to_string_lossy().into_owned();
    let run = home.run(NOW, &["check", "--against", &all, &new], "");
    for told in ["1 answer changed, 1 lost", "\n  x/bank#answer is lost\n", "the old deck `y` is held against nothing"]
    {
        assert!(run.out.contains(told), "{told}: {}", run.out);
    }
    let json = home.run(NOW, &["check", "--json", "--against", &old, &new], "");
    let told: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(told["changes"][0]["fate"], "lost", "{told}");
    assert_eq!(told["changes"][0]["to"], "x/laws#answer", "{told}");
}

#[test]
fn a_first_deck_passes_check_as_written_and_is_never_written_over_another_file() {
    let home = Home::new();
    let path = home.path().join("my first-deck.toml");
    let path = path.to_str().expect("UTF-8");
    let new = home.run(NOW, &["new", path], "");
    assert_eq!(new.code, 0, "{}", new.err);
    let run = check(&home, &["--deny", "warnings", path]);
    assert!(run.code == 0 && run.out.contains("13 entries: no mistakes"), "{}", run.out);
    let written = std::fs::read_to_string(path).expect("the deck");
    assert!(written.contains("id = \"my-first-deck\"") && written.contains("title = \"My first deck\""), "{written}");
    std::fs::write(path, "mine").expect("a change");
    assert_eq!(home.run(NOW, &["new", path], "").code, 2);
    assert_eq!(std::fs::read_to_string(path).expect("the deck"), "mine");
    assert_eq!(home.run(NOW, &["new", "--force", path], "").code, 0);
    assert_eq!(std::fs::read_to_string(path).expect("the deck"), written);
    assert!(!home.data().exists(), "an author's verbs leave no progress behind");
}

#[test]
fn a_table_becomes_a_deck() {
    let home = Home::new();
    let table = home.file(
        "table.csv",
        "\u{feff}question;answer;wrong;topic;source;page\r\nWhich body proposes laws?;the Commission;the Council; x;law;EU law;p. 3\r\n"
            .replace("the Council; x", "\"the Council; the Court\"")
            .as_str(),
    );
    let deck = home.path().join("law.toml");
    let deck = deck.to_str().expect("UTF-8");
    let new = home.run(NOW, &["new", deck, "--from", &table], "");
    assert_eq!(new.code, 0, "{}", new.err);
    let told = format!("{}{}", new.out, new.err);
    assert_eq!((told.matches("acquis check").count(), told.matches("1 entry").count()), (1, 1), "{told}");
    let run = check(&home, &["--deny", "warnings", deck]);
    assert_eq!(run.code, 0, "{}\n{}", run.out, std::fs::read_to_string(deck).expect("the deck"));
    let bad = home.file("bad.csv", "question,anwser\nx,y\n");
    let run = home.run(NOW, &["new", "other.toml", "--from", &bad], "");
    assert!(run.code == 2 && run.err.contains("did you mean `answer`"), "{}", run.err);
}

#[test]
fn a_preview_shows_what_students_meet_and_what_stands_behind_it() {
    let home = Home::new();
    let run = home.run(NOW, &["preview", "eu-china-cyber-institutions", "european-council"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let question = run.out.find("Which institution called").expect("the question");
    let answer = run.out.find("right   European Council").expect("the answer");
    let accepted = run.out.find("also    EUCO").expect("the accepted forms");
    assert!(question < answer && answer < accepted && run.out.contains("Argano 2019"), "{}", run.out);
    let lent = home.run(NOW, &["preview", "eu-china-cyber-dates", "cyber-with-china#what"], "");
    assert!(lent.out.contains("lent by the course") && lent.out.contains("   4  "), "{}", lent.out);
    let unknown = home.run(NOW, &["preview", "eu-china-cyber-dates", "diplomatic-tie"], "");
    assert!(unknown.code == 2 && unknown.err.contains("did you mean `diplomatic-ties`"), "{}", unknown.err);
}

#[test]
fn answers_in_a_file_are_judged_as_the_author_means_them() {
    let home = Home::new();
    home.file(
        "d.toml",
        "[deck]\nid = \"d\"\ntitle = \"D\"\n[[short]]\nid = \"seat\"\nask = \"Which city?\"\nanswer = \"Brussels\"\n",
    );
    let case =
        |answer: &str, expect: &str| format!("[[case]]\ncard = \"seat\"\nanswer = {answer}\nexpect = \"{expect}\"\n");
    let good = home.file(
        "good.toml",
        &format!("deck = \"./d.toml\"\n{}{}", case("[\"brussels\", \"Brusels\"]", "right"), case("\"Bonn\"", "wrong")),
    );
    let run = home.run(NOW, &["try", "--file", &good], "");
    assert_eq!((run.code, run.out.trim()), (0, "3 answers, 0 judged otherwise"), "{}", run.err);
    let bad = home.file("bad.toml", &format!("deck = \"./d.toml\"\n{}", case("\"Bonn\"", "right")));
    let run = home.run(NOW, &["try", "--file", &bad], "");
    assert_eq!(run.code, 1);
    assert!(run.out.contains("bad.toml:3: seat: \"Bonn\" is wrong, and should be right"), "{}", run.out);
    let unknown =
        home.file("unknown.toml", &format!("deck = \"./d.toml\"\n{}", case("\"x\"", "right").replace("seat", "seta")));
    let run = home.run(NOW, &["try", "--file", &unknown], "");
    assert!(
        run.code == 2 && run.err.contains("unknown.toml:3") && run.err.contains("did you mean `seat`"),
        "{}",
        run.err
    );
}

#[test]
fn the_schema_is_printed_and_written_once() {
    let home = Home::new();
    let printed = home.run(NOW, &["schema"], "");
    let schema: serde_json::Value = serde_json::from_str(&printed.out).expect("JSON");
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    let path = home.path().join("deck.schema.json");
    let path = path.to_str().expect("UTF-8");
    assert_eq!(home.run(NOW, &["schema", path], "").code, 0);
    assert_eq!(home.run(NOW, &["schema", path], "").code, 2, "it stands there already");
}

#[test]
fn the_decks_inside_the_program_have_nothing_to_be_told() {
    let home = Home::new();
    let decks = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
    let run = check(&home, &["--deny", "warnings", decks]);
    assert!(run.code == 0 && run.out.contains("no mistakes"), "{}", run.out);
}

#[test]
fn try_judges_by_the_deck_it_is_given_and_by_no_other() {
    let home = Home::new();
    let deck = home.file(
        "own.toml",
        "[deck]\nid = \"own\"\ntitle = \"Own\"\n[[short]]\nid = \"one\"\nask = \"Which?\"\nanswer = \"Rome\"\n",
    );
    let run = home.run(NOW, &["try", &deck, "enisa", "ENISA"], "");
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("no card `enisa`") && !run.err.contains("did you mean `enisa`"), "{}", run.err);
    assert_eq!(home.run(NOW, &["try", &deck, "one", "Rome"], "").code, 0);
}
