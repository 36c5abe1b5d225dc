//! Results of a class, keys put right, and papers.

use super::*;

#[test]
fn results_of_a_class_are_collected_and_other_papers_refused() {
    let home = Home::new();
    let scripts = [("ann", "a0\na1\n=x\n\n\n:d\ny\n"), ("bea", "a0\nwrong\n=x\n\n\n:d\ny\n")];
    for (name, script) in scripts {
        let file = home.path().join(format!("{name}.json"));
        let run = exam(&home, "", &["--result", file.to_str().expect("UTF-8"), "--name", name], script);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    }
    let named: Value =
        serde_json::from_str(&std::fs::read_to_string(home.path().join("ann.json")).expect("a file")).expect("JSON");
    assert_eq!(
        (named["name"].as_str(), named["items"]["five/e0#answer"]["outcome"].as_str()),
        (Some("ann"), Some("correct"))
    );
    let refused = exam(&home, "", &["--result", home.path().join("ann.json").to_str().expect("UTF-8")], "");
    assert_eq!(refused.code, 2, "never over a file: {}", refused.err);
    let collected = json(&home, &["exam", "collect", "ann.json", "bea.json", "--json", "--deck", "five.toml"]);
    assert_eq!((&collected["papers"], &collected["odd"]), (&2.into(), &serde_json::json!([])));
    let ann = &collected["students"][0];
    assert_eq!((&ann["name"], &ann["points"], &ann["open"]), (&"ann".into(), &2.0.into(), &2.into()));
    let row = |card: &str| {
        collected["cards"].as_array().expect("cards").iter().find(|row| row["card"] == card).expect("a row").clone()
    };
    assert_eq!((&row("five/e1#answer")["right"], &row("five/e4#answer")["unanswered"]), (&1.into(), &2.into()));
    let given = &row("five/e2#answer")["given"][0];
    assert_eq!((&given["answer"], &given["count"], &given["outcome"]), (&"=x".into(), &2.into(), &"wrong".into()));
    let csv = home.run(NOW, &["exam", "collect", "*.json", "--items", "-"], "");
    assert!(csv.out.contains("five/e2#answer,Question number 2?,a2,1,2,0,0,0.658,,0,0,no,'=x,2,,,,"), "{}", csv.out);
    let csv = home.run(NOW, &["exam", "collect", ".", "--csv", "grades.csv", "--bom"], "");
    assert!(csv.out.contains("not judged again: 5 of 5 questions"), "{}", csv.out);
    let grades = std::fs::read_to_string(home.path().join("grades.csv")).expect("a file");
    assert!(
        grades.starts_with("\u{feff}name,version,points,of,percent,passed,minutes,open,file,five/e0#answer,"),
        "{grades}"
    );
    assert!(grades.contains("\nann,A,2,5,40,,0,2,"), "{grades}");
    let again = home.run(NOW, &["exam", "collect", ".", "--csv", "grades.csv"], "");
    assert_eq!(again.code, 2, "never over a file: {}", again.err);
    let other = home.path().join("other.json");
    exam(&home, "questions = 3\n", &["--result", other.to_str().expect("UTF-8")], ":d\ny\n");
    let run = home.run(NOW, &["exam", "collect", "ann.json", "other.json", "five.toml"], "");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("other.json was left out: another paper"), "{}", run.err);
    assert!(run.err.contains("five.toml was left out: it is no JSON"), "{}", run.err);
    let run = home.run(NOW, &["exam", "collect", "ann.json", "other.json"], "");
    assert_eq!(run.code, 1, "{}", run.err);
}

/// A key put right: who gains, what would change in the deck, and that it is written only when told to.
#[test]
fn a_key_is_put_right_after_the_exam() {
    let home = Home::new();
    for name in ["ann", "bea"] {
        exam(&home, "", &["--result", &format!("{name}.json"), "--name", name], "a0\na1\nbeta 2\n\n\n:d\ny\n");
    }
    let before = std::fs::read(home.path().join("ann.json")).expect("a file");
    home.file("rekey.toml", "left_out = [\"five/e4#answer\"]\n[accept]\n\"five/e2#answer\" = \"beta 2\"\n");
    let args = ["exam", "collect", "ann.json", "bea.json", "--blueprint", "exam.toml", "--rekey", "rekey.toml"];
    let run = home.run(NOW, &args, "");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("other points than before: 2 of 2") && run.out.contains("ann: 2 → 3"), "{}", run.out);
    assert!(run.out.contains("mean 3.00 of 4"), "{}", run.out);
    assert!(run.out.contains("+accept = [\"beta 2\"]"), "{}", run.out);
    let deck = || std::fs::read_to_string(home.path().join("five.toml")).expect("a file");
    assert!(!deck().contains("beta 2"));
    let refused = home.run(NOW, &[&args[..], &["--fix-deck", "--no-input"]].concat(), "");
    assert!(refused.code == 2 && refused.err.contains("add --yes"), "{}", refused.err);
    assert_eq!(home.run(NOW, &[&args[..], &["--fix-deck", "--yes"]].concat(), "").code, 0);
    assert!(deck().contains("accept = [\"beta 2\"]"), "{}", deck());
    assert_eq!(std::fs::read(home.path().join("ann.json")).expect("a file"), before, "results stay as they are");
    // Marked against the corrected deck, what was wrong when it was sat is judged otherwise, not forged.
    let again = json(&home, &["exam", "collect", "ann.json", "bea.json", "--blueprint", "exam.toml", "--json"]);
    assert_eq!((&again["other_decks"], &again["odd"][0]["contradicts_itself"]), (&2.into(), &false.into()));
    home.file("rekey.toml", "everyone = [\"five/e9#answer\"]\n");
    let unknown = home.run(NOW, &args, "");
    assert!(unknown.code == 2 && unknown.err.contains("did you mean"), "{}", unknown.err);
}

/// What was written on paper comes in as a table, and counts like the rest.
#[test]
fn answers_on_paper_are_judged_like_the_rest() {
    let home = Home::new();
    blueprint(&home, "seed = 12\npoints = 2\npass = 50\n");
    let table = "name;version;1;2;3;4;5\nAnn;A;a0;a1;a2;nonsense;\nBea;B;a0;a1;;;\n;;;;;;\n";
    let path = home.file("answers.csv", table);
    let args = ["exam", "collect", "--blueprint", "exam.toml", "--answers", &path, "--csv", "-"];
    let run = home.run(NOW, &args, "");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("\nAnn,A,6,10,60,yes,,1,"), "{}", run.out);
    assert!(run.out.contains("\nBea,B,4,10,40,no,,3,"), "{}", run.out);
    // As a spreadsheet of Western Europe saves it.
    std::fs::write(&path, b"name;1\nRen\xe9e;a0\n").expect("a table");
    let run = home.run(NOW, &args, "");
    assert!(run.code == 0 && run.out.contains("\nRenée,"), "{}{}", run.out, run.err);
    assert!(run.err.contains("was read as windows-1252"), "{}", run.err);
    for (table, said) in [
        ("name,9\nAnn,x\n", "has a column 9, the paper has 5 questions"),
        ("name,colour\nAnn,x\n", "has no column for a question"),
        ("name,vresion,1\nAnn,B,x\n", "has a column `vresion`"),
        ("name,five/e0#answr\nAnn,x\n", "has a column `five/e0#answr`"),
        ("name,1,question 2\nAnn,a0,x\n", "has a column `question 2`"),
        ("name\nAnn\n", "has no column for a question"),
        ("name,version,1\nAnn,AB,x\n", "names `AB` in line 2, which is no version"),
    ] {
        home.file("answers.csv", table);
        let run = home.run(NOW, &args, "");
        assert!(run.code == 2 && run.err.contains(said), "{table}: {}", run.err);
    }
}

/// A table may say which paper was handed out: the one that the decks give today is marked, another is refused in its line.
#[test]
fn answers_on_paper_name_their_paper() {
    let home = Home::new();
    blueprint(&home, "seed = 12\n");
    let path = home.file("answers.csv", "name,1\nAnn,a0\n");
    let args = ["exam", "collect", "--blueprint", "exam.toml", "--answers", &path, "--csv", "-"];
    let unnamed = home.run(NOW, &args, "");
    assert_eq!(unnamed.code, 0, "{}", unnamed.err);
    let (_, told) = unnamed.err.split_once("that the decks give today, ").expect("the paper is named");
    let (mark, rest) = told.split_once(": ").expect("and what to do");
    assert!(mark.len() == 8 && rest.contains("add a column `paper`"), "{}", unnamed.err);
    for given in [mark.to_owned(), mark.to_uppercase(), mark[..4].to_owned(), String::new()] {
        home.file("answers.csv", &format!("name,paper,1\nAnn,{given},a0\n"));
        let run = home.run(NOW, &args, "");
        assert!(run.code == 0 && !run.err.contains("give today"), "{given}: {}", run.err);
        assert_eq!(run.out, unnamed.out, "{given}");
    }
    home.file("answers.csv", &format!("name,paper,1\nAnn,{mark},a0\nBea,0000,a0\n"));
    let run = home.run(NOW, &args, "");
    assert_eq!(run.code, 2, "{}", run.out);
    for said in ["names the paper `0000` in line 3", mark, "`--deck FILE` with the deck as it was handed out"] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
}

/// Each student's own draw: put together by their blueprint, or when told to; without, the commonest paper counts.
#[test]
fn papers_that_differ_are_put_together_by_their_blueprint() {
    let home = Home::new();
    for seed in ["1", "2", "3"] {
        let (file, more) = (format!("r/{seed}.json"), "questions = 2\n");
        std::fs::create_dir_all(home.path().join("r")).expect("a folder");
        exam(&home, more, &["--result", &file, "--seed", seed, "--name", seed], "a0\na1\n:d\ny\n");
    }
    let drawn: std::collections::BTreeSet<String> = ["1", "2", "3"]
        .iter()
        .map(|seed| {
            json(&home, &["exam", "show", seed, "--json"])["items"]
                .as_object()
                .expect("items")
                .keys()
                .cloned()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert!(drawn.len() > 1, "{drawn:?}");
    let args = |more: &[&'static str]| [&["exam", "collect", "r", "--json"], more].concat();
    let by_blueprint = json(&home, &args(&["--blueprint", "exam.toml"]));
    assert_eq!((&by_blueprint["papers"], &by_blueprint["left_out"]), (&3.into(), &serde_json::json!([])));
    assert_eq!((&by_blueprint["same_questions"], &by_blueprint["test"]["alpha"]), (&false.into(), &Value::Null));
    let any = json(&home, &args(&["--any-paper", "--deck", "five.toml"]));
    assert_eq!((&any["papers"], &any["test"]["mean"]), (&3.into(), &by_blueprint["test"]["mean"]));
    let commonest = json(&home, &args(&[]));
    assert!(commonest["papers"].as_u64().is_some_and(|papers| papers < 3), "{commonest}");
    // A blueprint that gives other questions takes none of them.
    blueprint(&home, "questions = 3\n");
    let run = home.run(NOW, &args(&["--blueprint", "exam.toml"]), "");
    assert!(run.code == 2 && run.err.contains("another paper: it lacks"), "{}", run.err);
}

/// A page that needs nothing else, with what to look at, and no markup from strangers.
#[test]
fn a_class_is_a_page_as_well() {
    let home = Home::new();
    for (name, said) in [("<b>ann</b>", "wrong"), ("bea", "a1")] {
        let file = format!("{}.json", name.len());
        exam(&home, "", &["--result", &file, "--name", name], &format!("a0\n{said}\n\n\n\n:d\ny\n"));
    }
    let args = ["exam", "collect", "3.json", "10.json", "--blueprint", "exam.toml", "--html", "class.html"];
    let run = home.run(NOW, &args, "");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let page = std::fs::read_to_string(home.path().join("class.html")).expect("a file");
    assert!(page.contains("&lt;b&gt;ann&lt;/b&gt;") && !page.contains("<b>ann") && !page.contains("<script"), "{page}");
    assert!(!page.contains("http://www.w3.org/1999") && !page.contains("NaN") && page.contains("<svg"), "{page}");
    assert!(page.contains("Few students") && page.contains("Question number 1?"), "{page}");
}

/// Where the result goes, and the name in it, are said once: leaving and going on, from another folder too, keeps them.
#[test]
fn a_result_file_survives_leaving() {
    let home = Home::new();
    exam(&home, "points = 2\nseed = 12\n", &["--result", "ann.json", "--name", "Ann", "--version", "b"], "a0\n:q\n");
    assert!(!home.path().join("ann.json").exists());
    let elsewhere = home.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).expect("a folder");
    let mut resume = home.command(NOW, &["exam", "--plain", "--resume"]);
    let mut child = resume.current_dir(&elsewhere).spawn().expect("the binary starts");
    child.stdin.take().expect("a pipe").write_all(b":d\ny\n").expect("written");
    assert!(child.wait_with_output().expect("the binary ends").status.success());
    let file = std::fs::read_to_string(home.path().join("ann.json")).expect("a file");
    let file: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!((&file["name"], &file["version"]), (&"Ann".into(), &"B".into()));
    assert_eq!(
        (&file["score"]["points"], &file["score"]["worth"], &file["score"]["of"]),
        (&2.0.into(), &10.0.into(), &5.into())
    );
}

#[test]
fn a_paper_prints_with_its_key_and_versions() {
    let home = Home::new();
    let path = blueprint(&home, "time = \"15m\"\npass = 60\n");
    let args = ["exam", "paper", "--blueprint", &path, "--seed", "7", "--out", "out/papers", "--versions", "A,b"];
    let run = home.run(NOW, &args, "");
    assert_eq!(run.code, 0, "{}", run.err);
    let read = |name: &str| std::fs::read_to_string(home.path().join("out/papers").join(name)).expect("a file");
    let (paper, key) = (read("exam-7-A.html"), read("exam-7-B-key.html"));
    assert!(paper.contains("5 questions, a point each · 15 minutes · 60 % of the points are needed"), "{paper}");
    assert!(paper.contains("Question number 0?") && !paper.contains("Reason 0.") && !paper.contains("a0"), "{paper}");
    assert!(key.contains("Reason 0.") && key.contains("version B") && key.contains("A book"), "{key}");
    assert!(paper.contains("break-inside: avoid") && !paper.contains("<script"), "{paper}");
    // At the foot of every page, and nowhere else, where it could stand on a page of its own.
    assert!(
        paper.contains("@bottom-left { content: 'version A · seed 7 · paper ") && !paper.contains("<footer"),
        "{paper}"
    );
    assert!(key.contains("@bottom-left { content: 'version B – key · seed 7 · paper "), "{key}");
    assert_eq!(home.run(NOW, &args, "").code, 2, "never over a file");
    let sat = exam(&home, "", &["--seed", "7"], ":q\n");
    let print = paper.split(" · paper ").nth(1).and_then(|rest| rest.get(..8)).expect("a fingerprint").to_owned();
    assert_eq!(sat.code, 0);
    let history = json(&home, &["exam", "history", "--json"]);
    assert!(history["exams"][0]["fingerprint"].as_str().is_some_and(|whole| whole.starts_with(&print)));
}

/// Letters, points, how many answers are wanted, and every word beside the questions in the deck's language.
#[test]
fn a_paper_speaks_the_language_of_its_deck() {
    let home = Home::new();
    for (language, said, key_said) in [
        (
            "en",
            ["Name", "Tick one.", "Give 1.", "____ / 2.5", "5 questions, 9.5 points"],
            ["1 of these suffice", "version A – key"],
        ),
        (
            "fr",
            ["Nom", "Cochez une seule réponse.", "Nombre de réponses à donner : 1.", "____ / 2,5", "9,5 points"],
            ["corrigé", "suffisent"],
        ),
        (
            "de",
            ["Datum", "Kreuzen Sie eine Antwort an.", "Verlangte Antworten: 1.", "____ / 2,5", "9,5 Punkte"],
            ["Lösungen", "davon genügen"],
        ),
    ] {
        let deck = format!(
            "[deck]\nid = \"x\"\ntitle = \"X\"\nlanguage = \"{language}\"\n\
             [[choice]]\nid = \"c\"\nask = \"C?\"\nanswer = \"yes\"\nwrong = [\"no\", {{ answer = \"maybe\", because = \"why\" }}]\n\
             [[list]]\nid = \"l\"\nask = \"L?\"\nanswers = [\"alpha\", \"beta\"]\nneed = 1\n\
             [[order]]\nid = \"o\"\nask = \"O?\"\nitems = [\"one\", \"two\", \"three\"]\n\
             [[match]]\nid = \"m\"\nask = \"M?\"\npairs = [[\"left\", \"right\"], [\"up\", \"down\"], [\"in\", \"out\"]]\n\
             [[date]]\nid = \"d\"\nevent = \"D\"\nwhen = \"1998-04-02\"\nask = \"D?\"\n"
        );
        home.file("x.toml", &deck);
        let points = "[exam]\ndecks = [\"./x.toml\"]\n[exam.points]\nchoice = 2.5\nlist = 4\n";
        let path = home.file("exam.toml", points);
        let run = home.run(NOW, &["exam", "paper", "--blueprint", &path, "--out", "out", "--force"], "");
        assert_eq!(run.code, 0, "{}", run.err);
        let read = |name: &str| std::fs::read_to_string(home.path().join("out").join(name)).expect("a file");
        let (paper, key) = (read("exam-1-A.html"), read("exam-1-A-key.html"));
        assert!(said.iter().all(|said| paper.contains(said)), "{language}: {paper}");
        assert!(key_said.iter().all(|said| key.contains(said)), "{language}: {key}");
        // The key names the letters that stand on the paper.
        let letter = paper.split("</span>yes").next().and_then(|before| before.rsplit('>').next()).expect("a letter");
        assert!(key.contains(&format!("{letter} yes")), "{language} {letter}: {key}");
        assert!(!key.contains("1998-04-02"), "a date in words: {key}");
    }
}

/// Text of a deck or of a stranger's file is text: it neither becomes markup nor steers a terminal.
#[test]
fn what_strangers_wrote_does_nothing() {
    let home = Home::new();
    let deck = "[deck]\nid = \"x\"\ntitle = \"<i>X</i>\"\n[[short]]\nid = \"e\"\nask = \"<script>alert(1)</script> & more?\"\nanswer = \"a<b\"\n";
    let path = home.file("x.toml", deck);
    let run = home.run(NOW, &["exam", "paper", &path, "--questions", "1", "--out", "out"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    for name in ["exam-1-A.html", "exam-1-A-key.html"] {
        let page = std::fs::read_to_string(home.path().join("out").join(name)).expect("a file");
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more?"), "{page}");
        assert!(!page.contains("<script") && !page.contains("<i>"), "{page}");
    }
    exam(&home, "", &["--result", "out/a.json"], "a0\n:d\ny\n");
    let file = home.path().join("out/a.json");
    let text = std::fs::read_to_string(&file).expect("a file").replace("five/e1#answer", "\\u001b]0;x\\u0007");
    std::fs::write(&file, text.replace("Question number", "\\u001b[2JQuestion")).expect("written");
    let run = home.run(NOW, &["exam", "collect", "out/a.json"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!run.out.contains('\u{1b}') && !run.out.contains('\u{7}'), "{:?}", run.out);
}
