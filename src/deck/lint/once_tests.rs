//! One slip is told once, with what to write; where the program can write it, no finding is left.

use super::advice_tests::{HEAD, found};
use crate::deck::fixed;

/// A slip below a sound head: its code, and what its advice begins with.
#[track_caller]
fn once(slip: &str, code: &str, help: &str, is_mended: bool) {
    told_once(&format!("{HEAD}{slip}"), code, help, is_mended);
}

#[track_caller]
fn told_once(text: &str, code: &str, help: &str, is_mended: bool) {
    let told = found(text);
    let codes: Vec<&str> = told.iter().map(|one| one.code.word()).collect();
    assert_eq!(codes, [code], "{text}\n{told:#?}");
    let said = told[0].help.clone().unwrap_or_default();
    assert!(said.starts_with(help), "{text}\n{said}");
    match fixed(text) {
        Some(mended) => assert_eq!(found(&mended), [], "{mended}"),
        None => assert!(!is_mended, "{text}"),
    }
}

#[test]
fn what_is_true_or_false_is_told_as_such_in_every_language_and_mended() {
    for (word, meant) in [
        ("yes", "true"),
        ("wahr", "true"),
        ("vrai", "true"),
        ("ja", "true"),
        ("oui", "true"),
        ("Falsch", "false"),
        ("non", "false"),
    ] {
        let answer = |word: &str| format!("[[true_false]]\nid = \"a\"\nstatement = \"It rained.\"\nanswer = {word}\n");
        once(&answer(word), "unquoted-text", &format!("write `{meant}`"), true);
        once(&answer(&format!("\"{word}\"")), "wrong-type", &format!("write `answer = {meant}`"), true);
        let card = |word: &str| format!("[[card]]\nid = \"a\"\nfront = \"f\"\nback = \"b\"\nboth = {word}\n");
        once(&card(word), "unquoted-text", &format!("write `{meant}`"), true);
        once(&card(&format!("\"{word}\"")), "wrong-type", &format!("write `both = {meant}`"), true);
    }
    once(
        "[[true_false]]\nid = \"a\"\nstatement = \"It rained.\"\nanswer = maybe\n",
        "unquoted-text",
        "write `true` or `false`",
        false,
    );
}

#[test]
fn pairs_are_proposed_as_lists_from_whatever_was_written() {
    let pairs = |value: &str| format!("[[match]]\nid = \"a\"\nask = \"What belongs together?\"\npairs = {value}\n");
    let help = "write `pairs = [[\"ETS\", \"Emissionshandel\"], [\"GAP\", \"Agrarpolitik\"]]`";
    for (value, code) in [
        ("[\"ETS\" = \"Emissionshandel\", \"GAP\" = \"Agrarpolitik\"]", "bad-pair"),
        ("[\"ETS\": \"Emissionshandel\",\n  \"GAP\": \"Agrarpolitik\",\n]", "bad-pair"),
        ("[(\"ETS\", \"Emissionshandel\"), (\"GAP\", \"Agrarpolitik\")]", "bad-pair"),
        ("{ \"ETS\" = \"Emissionshandel\", GAP = \"Agrarpolitik\" }", "wrong-type"),
        ("[\"ETS = Emissionshandel\", \"GAP = Agrarpolitik\"]", "wrong-type"),
        ("[\"ETS: Emissionshandel\", \"GAP: Agrarpolitik\"]", "wrong-type"),
        ("[{ left = \"ETS\", right = \"Emissionshandel\" }, { GAP = \"Agrarpolitik\" }]", "wrong-type"),
        ("\"ETS = Emissionshandel; GAP = Agrarpolitik\"", "wrong-type"),
    ] {
        once(&pairs(value), code, help, true);
    }
    once(&pairs("[\"ETS\", \"Emissionshandel\"]"), "wrong-type", "write `pairs = [[\"left\", \"right\"], …]`", false);
}

#[test]
fn dates_in_words_are_proposed_as_the_format_writes_them() {
    let date = |when: &str| format!("[[date]]\nid = \"a\"\nevent = \"It rained\"\nwhen = {when}\n");
    once(&date("22 April 2016"), "unquoted-text", "write `\"2016-04-22\"`", true);
    once(&date("\"le 4 novembre 2016\""), "bad-date", "write `\"2016-11-04\"`", true);
    once(&date("\"2001-2008\""), "bad-date", "write `\"2001/2008\"`: a span", true);
    once(&date("2001-2008"), "unquoted-text", "write `\"2001/2008\"`: a span", true);
}

#[test]
fn several_messages_of_one_slip_are_one() {
    once(
        "[[list]]\nid = \"a\"\nask = \"Which gases?\"\nanswers = [[\"CO2\", \"carbon dioxide\"], [\"CH4\", \"methane\"], \"N2O\"]\n",
        "wrong-type",
        "write `answers = [{ answer = \"CO2\", accept = [\"carbon dioxide\"] }, { answer = \"CH4\", accept = [\"methane\"] }, \"N2O\"]`",
        false,
    );
    once(
        "[[choice]]\nid = \"a\"\nask = \"What is grown?\"\nanswer = \"tea\"\nwrong = [\"coffee, cotton, wine\"]\n",
        "several-in-one",
        "write a list: `wrong = [\"coffee\", \"cotton\", \"wine\"]`",
        false,
    );
    let short = "ask = \"What is grown?\"\nanswer = \"tea\"\n";
    once(&format!("short:\nid = \"a\"\n{short}"), "bad-header", "write `[[short]]` on a line of its own", true);
    once(&format!("[[short]]\nId = \"a\"\n{short}"), "unknown-key", "did you mean `id`?", true);
    let deck = HEAD.replace("[deck]", "[Deck]");
    told_once(&format!("{deck}[[short]]\nid = \"a\"\n{short}"), "unknown-table", "did you mean `[deck]`?", true);
    once(
        &format!("[[short]]\nid = \"a\"\n{short}title = \"E\"\n"),
        "misplaced-key",
        "delete it: `[deck]` has `title` already",
        false,
    );
}

#[test]
fn a_language_is_known_by_its_name_and_a_source_with_its_place_in_one_text() {
    let short = "[[short]]\nid = \"a\"\nask = \"What is grown?\"\nanswer = \"tea\"\n";
    let deck = HEAD.replace("title = \"D\"\n", "title = \"D\"\nlanguage = \"Deutsch\"\n");
    told_once(&format!("{deck}{short}"), "bad-language", "write `language = \"de\"`", true);
    let help = "write `source = { key = \"s\", at = \"S. 12\" }`";
    once(&format!("{short}source = \"s, S. 12\"\n"), "unknown-source", help, true);
    once(&format!("{short}source = \"s (S. 12)\"\n"), "unknown-source", help, true);
    let defaults = HEAD.replace("{ key = \"s\", at = \"p. 1\" }", "\"s, S. 12\"");
    told_once(&format!("{defaults}{short}"), "unknown-source", help, true);
}

#[test]
fn keys_in_other_languages_and_of_other_programs_are_told_what_they_are_here() {
    let short = "[[short]]\nid = \"a\"\nask = \"What is grown?\"\nanswer = \"tea\"\n";
    once(&format!("{short}warum = \"so\"\n"), "unknown-key", "did you mean `why`?", false);
    once(&format!("{short}explication = \"so\"\n"), "unknown-key", "did you mean `why`?", false);
    let dated = HEAD.replace("title = \"S\"\n", "title = \"S\"\ndate = 2024\n");
    told_once(&format!("{dated}{short}"), "unknown-key", "did you mean `year`?", false);
    let told = |text: &str| {
        let found = crate::deck::read_blueprint(text).diagnostics;
        found.into_iter().map(|one| (one.code.word(), one.help.unwrap_or_default())).collect::<Vec<_>>()
    };
    let one = |text: &str, code: &str, help: &str| {
        let told = told(text);
        assert!(told.len() == 1 && told[0].0 == code && told[0].1.starts_with(help), "{text}\n{told:?}");
    };
    one("[exam]\n[exam.topic]\na = 1\n", "unknown-table", "did you mean `[exam.topics]`?");
    one("[exam]\n[exam.kinds]\nmultiple_choice = 1\n", "unknown-kind", "did you mean `choice`?");
    one("[exam]\nversions = 2\n", "unknown-key", "say it when you print");
    one("[exam]\n[exam.topics]\ntrade = \"5\"\n", "bad-count", "write `trade = 5`, without quotes");
    one("[exam]\nshuffle = nein\n", "unquoted-text", "write `false`");
}
