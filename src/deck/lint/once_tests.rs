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

/// A deck in a language, every entry with its source.
fn in_language(tag: &str, entry: &str) -> String {
    let head = HEAD.replace("title = \"D\"\n", &format!("title = \"D\"\nlanguage = \"{tag}\"\n"));
    format!("{head}{entry}")
}

/// What is told of how a role is worded: its advice, which an editor takes, and then nothing is left.
fn role_advice(tag: &str, role: &str) -> Option<String> {
    let text = in_language(
        tag,
        &format!(
            "[[institution]]\nid = \"a\"\nname = \"Eurostat Amt\"\nshort = \"Eurostat\"\nrole = \"{role}\"\nallow = [\"one-accepted-form\"]\n"
        ),
    );
    let told: Vec<_> =
        found(&text).into_iter().filter(|one| one.severity > crate::diagnostic::Severity::Note).collect();
    let told: Vec<_> = told.into_iter().filter(|one| one.code.word() != "unused-allow").collect();
    assert!(told.len() < 2, "{role}: {told:#?}");
    let one = told.into_iter().next()?;
    assert_eq!(one.code.word(), "fact-wording", "{role}: {one:?}");
    let edits = crate::deck::advised(&text, &crate::deck::outline(&text), &one);
    let mut mended = text.clone();
    edits.iter().rev().for_each(|edit| mended.replace_range(edit.span.clone(), &edit.text));
    let again = found(&mended).into_iter().any(|again| again.code == one.code);
    assert_eq!(again, edits.is_empty(), "{mended}");
    one.help
}

#[test]
fn a_subject_in_front_of_a_role_is_told_once_with_the_words_to_drop() {
    for (tag, role, drop, rest) in [
        ("de", "Sie liefert Daten", "Sie", "liefert Daten"),
        ("de", "Die Agentur liefert Daten", "Die Agentur", "liefert Daten"),
        ("fr", "elle collecte les données", "elle", "collecte les données"),
        ("fr", "L’agence collecte les données", "L’agence", "collecte les données"),
        ("en", "It prepares the work", "It", "prepares the work"),
        ("en", "This directive sets limits", "This directive", "sets limits"),
        ("en", "Eurostat collects figures", "Eurostat", "collects figures"),
        ("en", "that collects figures", "that", "collects figures"),
    ] {
        let help = format!("leave out \"{drop}\": write \"{rest}\"");
        assert_eq!(role_advice(tag, role).as_deref(), Some(help.as_str()), "{role}");
    }
    for (tag, role, verb) in [
        ("en", "settling trade disputes", "supports"),
        ("en", "preparation of reports", "supports"),
        ("en", "the agency for borders", "supports"),
        ("de", "Lieferung von Daten", "liefert"),
        ("fr", "collecter les données", "collecte"),
        ("fr", "la collecte des données", "collecte"),
    ] {
        let help = role_advice(tag, role).unwrap_or_default();
        assert!(help.starts_with("begin `role` with a verb in the present") && help.contains(verb), "{role}: {help}");
    }
    assert_eq!(
        role_advice("de", "Liefert Daten").as_deref(),
        Some("begin it with a small letter: write \"liefert Daten\"")
    );
    for (tag, role) in [
        ("en", "brings cases before the court"),
        ("en", "supports the members"),
        ("de", "liefert Daten"),
        ("de", "kann Fristen setzen"),
        ("fr", "collecte les données"),
        ("fr", "conseille les États"),
    ] {
        assert_eq!(role_advice(tag, role), None, "{role}");
    }
}

/// The findings of an entry alone in its deck, notes aside: code, message, advice.
fn told_of(tag: &str, entry: &str) -> Vec<(&'static str, String, String)> {
    let told = found(&in_language(tag, entry)).into_iter();
    let told = told.filter(|one| one.severity > crate::diagnostic::Severity::Note);
    told.map(|one| (one.code.word(), one.message, one.help.unwrap_or_default())).collect()
}

#[test]
fn what_an_act_an_event_and_a_statement_begin_with_is_told_where_it_stands() {
    let text = in_language(
        "en",
        "[[instrument]]\nid = \"a\"\nname = \"Montreal Protocol\"\npurpose = \"limits gases\"\ndid = \"The Council adopted\"\nwhen = \"1987\"\n",
    );
    let told = found(&text).into_iter().find(|one| one.code.word() == "fact-wording").expect("told");
    assert_eq!(&text[told.span], "\"The Council adopted\"");
    let event = told_of("en", "[[date]]\nid = \"a\"\nevent = \"the Kyoto Protocol was adopted\"\nwhen = \"1997\"\n");
    assert_eq!((event.len(), event[0].2.as_str()), (1, "write \"The Kyoto Protocol was adopted\""));
    let statement =
        told_of("en", "[[true_false]]\nid = \"a\"\nstatement = \"Does the Council adopt acts?\"\nanswer = true\n");
    assert_eq!((statement.len(), statement[0].0), (1, "fact-wording"));
}

#[test]
fn a_claim_that_is_a_clause_and_a_matter_in_another_case_are_told_once() {
    let claim = |claim: &str| format!("[[position]]\nid = \"a\"\nwho = \"Anna Weber\"\nclaim = \"{claim}\"\n");
    for (tag, text, word) in
        [("de", "dass Klubs helfen", "dass"), ("fr", "que les clubs aident", "que"), ("fr", "qu’un club aide", "que")]
    {
        let told = told_of(tag, &claim(text));
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((told[0].0, told[0].2.contains(word)), ("fact-wording", true), "{told:?}");
    }
    assert_eq!(told_of("fr", &claim("quelques clubs aident")), []);
    let about = |about: &str| {
        let told = told_of("de", &format!("{}about = \"{about}\"\n", claim("Klubs helfen")));
        told.into_iter().any(|one| one.0 == "about-case")
    };
    assert!(about("der Klimaklub") && about("der Haushalt der Union"));
    assert!(!about("der Klimapolitik") && !about("der Rolle des Klubs"));
}

#[test]
fn options_that_say_only_how_many_are_right_are_told() {
    for (tag, option) in [
        ("en", "All answers are correct"),
        ("de", "Alle Antworten sind richtig"),
        ("fr", "Toutes les réponses sont correctes"),
    ] {
        let told = told_of(
            tag,
            &format!(
                "[[choice]]\nid = \"a\"\nask = \"Tea or coffee?\"\nanswer = \"tea\"\nwrong = [\"coffee\", \"{option}\"]\n"
            ),
        );
        assert!(told.iter().any(|one| one.0 == "above"), "{option}: {told:?}");
    }
}

#[test]
fn a_question_is_quoted_in_the_language_of_its_deck() {
    let entry =
        "[[institution]]\nid = \"a\"\nname = \"Europäisches Amt\"\ntype = \"eine Agentur\"\nrole = \"liefert Daten\"\n";
    let told = told_of("de", entry);
    assert!(told.iter().any(|one| one.1.contains("Wer liefert Daten?")), "{told:?}");
    assert!(told.iter().all(|one| !one.1.contains("Which")), "{told:?}");
}

#[test]
fn what_is_usual_in_a_deck_is_told_where_it_is_said() {
    let text = HEAD.replace("[defaults]\n", "[defaults]\ntopics = \"climate, trade\"\n")
        + "[[short]]\nid = \"a\"\nask = \"What is grown?\"\nanswer = \"tea\"\n";
    let told = found(&text);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(&text[told[0].span.clone()], "\"climate, trade\"");
}

#[test]
fn a_date_in_a_text_is_answered_with_all_that_its_entry_needs() {
    for entry in [
        "[[short]]\nid = \"a\"\nask = \"In which year was the Council set up?\"\nanswer = \"2017\"\n",
        "[[number]]\nid = \"a\"\nask = \"In which year was the Council set up?\"\nanswer = 2017\n",
    ] {
        let told = told_of("en", entry);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].2.contains("`when = \"2017\"`") && told[0].2.contains("`event = "), "{told:?}");
        assert!(!told[0].1.contains("not as a date"), "{told:?}");
    }
}

#[test]
fn another_header_is_offered_whatever_stands_below_it() {
    let choice = "[[multiple_choice]]\nid = \"a\"\nask = \"Which?\"\noptions = [\"tea\", \"wine\"]\ncorrect = 0\n";
    for (text, header) in
        [(HEAD.replace("[defaults]", "[default]"), "[defaults]"), (format!("{HEAD}{choice}"), "[[choice]]")]
    {
        let told = found(&text).into_iter().find(|one| one.code.word() == "unknown-table").expect("told");
        let edits = crate::deck::advised(&text, &crate::deck::outline(&text), &told);
        let written: Vec<&str> = edits.iter().map(|edit| edit.text.as_str()).collect();
        assert_eq!(written, [header], "{told:?}");
    }
}

#[test]
fn a_denial_that_allows_no_exception_is_told_once() {
    let told = |statement: &str| {
        let text = format!("{HEAD}[[true_false]]\nid = \"a\"\nstatement = \"{statement}\"\nanswer = false\n");
        found(&text).iter().map(|one| one.code.word()).collect::<Vec<_>>()
    };
    assert_eq!(told("The Commission never proposes laws."), ["negative-stem"]);
    assert_eq!(told("The Council never decides without the Parliament."), ["double-negation"]);
    assert_eq!(told("The Commission always proposes laws."), ["absolutes"]);
}
