//! What belongs to the shell: completions, the manual, settings.

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";

/// What a shell would offer behind these words, the last of them being typed.
fn offered(home: &Home, words: &[&str]) -> Vec<String> {
    let index = (words.len() - 1).to_string();
    let args: Vec<&str> = std::iter::once("--").chain(words.iter().copied()).collect();
    let mut command = home.command(NOW, &args);
    command.env("ACQUIS_COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", index).env("_CLAP_IFS", "\n");
    let output = command.env("_CLAP_COMPLETE_COMP_TYPE", "9").output().expect("it runs");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[test]
fn a_shell_is_offered_verbs_decks_courses_topics_and_kinds() {
    let home = Home::new();
    let deck = home.file("mine.toml", "[deck]\nid = \"my-deck\"\ntitle = \"T\"\ncourse = \"my-course\"\n[[card]]\nid = \"a\"\nfront = \"f\"\nback = \"b\"\ntopics = [\"strange topic\"]\n");
    assert_eq!(home.run(NOW, &["decks", "add", &deck], "").code, 0);
    for (words, expected) in [
        (["acquis", "stu"].as_slice(), ["study"].as_slice()),
        (&["acquis", "study", "my-"], &["my-deck", "my-course"]),
        (&["acquis", "cram", "eu-china-cyber-d"], &["eu-china-cyber-dates"]),
        (&["acquis", "study", "--topic", "stra"], &["strange topic", "strategy"]),
        (&["acquis", "exam", "--kind", "true"], &["true_false"]),
        (&["acquis", "export", "my-deck", "--to", "c"], &["csv"]),
        (&["acquis", "study", "./mi"], &["./mine.toml"]),
    ] {
        let offered = offered(&home, words);
        assert!(expected.iter().all(|word| offered.iter().any(|line| line == word)), "{words:?}: {offered:?}");
    }
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
