//! What belongs to the shell: completions, the manual, settings.

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";

/// What bash would be offered behind a line half typed, as it would stand on the line.
fn offered(home: &Home, line: &str) -> Vec<String> {
    let mut command = home.command(NOW, &["--", line, " \t\n\"'><=;|&(:"]);
    let output = command.env("ACQUIS_COMPLETE", "bash").output().expect("it runs");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[test]
fn a_shell_is_offered_verbs_decks_courses_topics_and_kinds() {
    let home = Home::new();
    let deck = home.file("mine.toml", "[deck]\nid = \"my-deck\"\ntitle = \"T\"\ncourse = \"my-course\"\n[[card]]\nid = \"a\"\nfront = \"f\"\nback = \"b\"\ntopics = [\"strange topic\"]\n");
    assert_eq!(home.run(NOW, &["decks", "add", &deck], "").code, 0);
    for (line, expected) in [
        ("acquis stu", ["study"].as_slice()),
        ("acquis study my-", &["my-deck", "my-course"]),
        ("acquis cram eu-china-cyber-d", &["eu-china-cyber-dates"]),
        ("acquis study --topic stra", &["strange\\ topic", "strategy"]),
        ("acquis study --topic \"stra", &["strange topic", "strategy"]),
        ("acquis study --topic=stra", &["strange\\ topic", "strategy"]),
        ("acquis exam --kind true", &["true_false"]),
        ("acquis export my-deck --to c", &["csv"]),
        ("acquis study ./mi", &["./mine.toml"]),
    ] {
        let offered = offered(&home, line);
        assert!(expected.iter().all(|word| offered.iter().any(|line| line == word)), "{line:?}: {offered:?}");
    }
}

/// Names of topics and files that are commands to a shell, put on a line by the real bash and run there.
#[cfg(target_os = "linux")]
#[test]
fn what_a_stranger_named_is_completed_as_a_word_and_runs_nothing() {
    const NAMES: [&str; 6] =
        ["zz`touch hit`", "zz$(touch hit)", "zz; touch hit #", "zz b'c", "zz\\\"&|<>*?[x]", "zz:b = c!"];
    let home = Home::new();
    let topics = NAMES.map(|name| format!("{name:?}")).join(", ");
    let deck = home.file("mine.toml", &format!("[deck]\nid = \"my-deck\"\ntitle = \"T\"\n[[card]]\nid = \"a\"\nfront = \"f\"\nback = \"b\"\ntopics = [{topics}]\n"));
    assert_eq!(home.run(NOW, &["decks", "add", &deck], "").code, 0);
    std::fs::create_dir(home.path().join("bin")).expect("a folder");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_acquis"), home.path().join("bin/acquis")).expect("a link");
    let script = r#"
        source <(acquis completions bash)
        for begun in '' \" \'; do
            COMP_LINE="acquis study --topic ${begun}zz"; COMP_POINT=${#COMP_LINE}; _acquis
            for candidate in "${COMPREPLY[@]}"; do eval "printf '%s\n' ${begun}${candidate}${begun}"; done
        done
        test ! -e hit"#;
    let command = home.command(NOW, &[]);
    let bash = std::process::Command::new("bash")
        .args(["--norc", "-c", script])
        .current_dir(home.path())
        .envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .env("PATH", "bin:/usr/bin:/bin")
        .output();
    let ran = bash.expect("bash runs");
    let said = String::from_utf8(ran.stdout).expect("UTF-8");
    assert!(ran.status.success(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
    let mut all: Vec<&str> = NAMES.to_vec();
    all.sort_unstable();
    let mut completed: Vec<&str> = said.lines().filter(|line| NAMES.contains(line)).collect();
    assert_eq!(said.lines().count(), completed.len(), "{said}");
    completed.sort_unstable();
    // In either quote one of them has no writing.
    assert_eq!(completed.len(), 3 * all.len() - 2, "{completed:?}");
    completed.dedup();
    assert_eq!(completed, all);
}

#[test]
fn every_shell_has_its_script() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = home.run(NOW, &["completions", shell], "");
        assert_eq!(run.code, 0, "{shell}: {}", run.err);
        assert!(run.out.contains("ACQUIS_COMPLETE") && run.out.contains("acquis"), "{shell}: {}", run.out);
    }
    assert_eq!(home.run(NOW, &["completions", "csh"], "").code, 2);
}

#[test]
fn the_manual_has_a_page_for_each_verb() {
    let home = Home::new();
    let run = home.run(NOW, &["man", "--out", "pages"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    for page in ["acquis", "acquis-study", "acquis-export", "acquis-log-export"] {
        let text = std::fs::read_to_string(home.path().join(format!("pages/{page}.1"))).expect(page);
        assert!(text.contains(".TH") && text.contains(".SH SYNOPSIS"), "{page}: {text}");
    }
    assert_eq!(home.run(NOW, &["man", "--out", "pages"], "").code, 2, "nothing is written over");
    assert_eq!(home.run(NOW, &["man", "--out", "pages", "--force"], "").code, 0);
}

#[track_caller]
fn says(run: &Run, code: i32, text: &str) {
    assert_eq!(run.code, code, "{}{}", run.out, run.err);
    assert!(run.out.contains(text) || run.err.contains(text), "{text} in {}{}", run.out, run.err);
}

#[test]
fn settings_are_shown_changed_and_reset() {
    let home = Home::new();
    let shown = home.run(NOW, &["config"], "");
    says(&shown, 0, "new       = 10  (default;");
    says(&shown, 0, "config.toml  (not there yet)");
    says(&home.run(NOW, &["config", "set", "new", "15"], ""), 0, "`new` is 15");
    says(&home.run(NOW, &["config", "set", "day_end", "03:00"], ""), 0, "03:00");
    says(&home.run(NOW, &["config"], ""), 0, "new       = 15  (set;");
    let json = home.run(NOW, &["config", "--json"], "").out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["schema"], &json["settings"][1]["value"]), (&1.into(), &"03:00".into()));
    for (key, value, why) in [
        ("retention", "2", "0.70 to 0.99"),
        ("mintues", "2", "did you mean `minutes`?"),
        ("decks", "x.toml", "acquis decks add"),
    ] {
        says(&home.run(NOW, &["config", "set", key, value], ""), 2, why);
    }
    says(&home.run(NOW, &["config", "reset", "new"], ""), 0, "default");
    says(&home.run(NOW, &["config"], ""), 0, "new       = 10  (default;");
}

/// What was typed comes back in clap's own messages, too.
#[test]
fn a_command_line_that_steers_a_terminal_is_told_harmlessly() {
    let home = Home::new();
    for word in ["\u{1b}[31mred\u{7}", "a\u{202e}b", "x\nacquis: all is well"] {
        for args in [&[word][..], &["check", "--no-such", word], &["study", "--limit", word], &["exam", word, word]] {
            let said = home.run(NOW, args, "");
            let steers = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
            assert!(said.code != 0 && !said.err.contains(steers), "{args:?}: {:?}", said.err);
            assert!(!said.err.lines().any(|line| line.starts_with("acquis: all is well")), "{args:?}: {}", said.err);
        }
    }
    assert_eq!(home.run(NOW, &["--help"], "").code, 0);
    assert!(home.run(NOW, &["--version"], "").out.starts_with("acquis "));
}

/// A line's end in a file's name makes no line of its own.
#[cfg(unix)]
#[test]
fn a_name_of_several_lines_forges_no_message() {
    let home = Home::new();
    let folder = home.path().join("x\nerror: forged\ny");
    std::fs::create_dir(&folder).expect("a folder");
    let name = folder.join("deck\nacquis: forged\n.toml").to_string_lossy().into_owned();
    let deck = "[deck]\nid = \"small\"\ntitle = \"Small\"\n[[short]]\nid = \"one\"\nask = \"Which city?\"\nanswer = \"Brussels\"\n";
    let away = folder.join("none.toml").to_string_lossy().into_owned();
    let out = |name: &str| folder.join(name).to_string_lossy().into_owned();
    std::fs::write(&name, format!("{deck}[[short]]\nid = \"two\"\n")).expect("a deck");
    home.run(NOW, &["study", "--plain", &name], "Brussels\n\n");
    for args in [
        &["check", &name][..],
        &["check", &away],
        &["check", "--fix", "--yes", &name],
        &["study", "--plain", &name],
        &["study", "--plain", &away],
        &["cards", &away],
        &["preview", &away],
        &["decks", "add", &name],
        &["decks"],
        &["decks", "remove", &name],
        &["new", &name],
        &["new", &out("fresh.toml")],
        &["schema", &out("schema.json")],
        &["import", &away],
        &["export", &name, "--to", "csv", "-o", &out("deck.csv")],
        &["backup", &out("copy.db")],
        &["backup", &out("copy.db")],
        &["restore", &away],
        &["restore", &out("copy.db"), "--yes"],
        &["log", "export", &out("log.jsonl")],
        &["log", "import", &away],
        &["log", "import", &out("log.jsonl")],
        &["stats", "--html", &out("stats.html")],
        &["exam", "paper", &name, "--out", &out("papers"), "--questions", "1"],
        &["exam", "--blueprint", &away],
        &["exam", "collect", &away],
        &["try", "--file", &away],
        &["man", "--out", &out("pages")],
        &["config", "--data-dir", &out("home")],
        &["stats", "--data-dir", &out("home")],
        &["study", "--plain", "--data-dir", &name],
    ] {
        let said = home.run(NOW, args, "");
        let forged = |line: &str| ["acquis: forged", "error: forged"].iter().any(|begins| line.starts_with(begins));
        assert!(!said.out.lines().chain(said.err.lines()).any(forged), "{args:?}: {}{}", said.out, said.err);
    }
}
