//! Conversations about what can be done with a finding.

use serde_json::{Value, json};

use super::{DECK, Talk, URI, edited};

#[test]
fn a_repair_is_an_action_and_the_file_is_clean_after_it() {
    let broken = DECK.replace("answer = \"Parliament\"", "answer = “Parliament”").replace("id = \"who\"\n", "");
    let mut talk = Talk::with(&broken);
    talk.check();
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let actions = talk.ask(
        "textDocument/codeAction",
        json!({ "textDocument": { "uri": URI }, "range": range, "context": { "diagnostics": [] } }),
    );
    let quick: Vec<&Value> = actions.as_array().unwrap().iter().filter(|one| one["isPreferred"] == true).collect();
    assert_eq!(quick.len(), 2, "{actions}");
    assert!(quick.iter().any(|one| one["diagnostics"][0]["code"] == "curly-quotes"), "{actions}");
    let all = actions.as_array().unwrap().iter().find(|one| one["kind"] == "source.fixAll").unwrap();
    let mended = edited(&broken, &all["edit"]["changes"][URI]);
    talk.open(URI, &mended);
    let left = talk.found(URI);
    assert!(left.iter().all(|one| one["severity"] != 1 && one["code"] != "missing-id"), "{left:?}");
}

/// The repairs offered for the whole of a text.
fn repairs(talk: &mut Talk, only: Option<&str>) -> Vec<Value> {
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let context =
        only.map_or_else(|| json!({ "diagnostics": [] }), |kind| json!({ "diagnostics": [], "only": [kind] }));
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    talk.ask("textDocument/codeAction", params).as_array().unwrap().clone()
}

const TWO_SLIPS: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n[[short]]\nid = \"a\"\nask = \"Which body?\"\nanswer = “ENISA”\n[[short]]\nid = \"b\"\nask = \"Which other body?\"\nanswer = “Europol”\n";

#[test]
fn the_repair_of_the_file_is_offered_anywhere_in_it() {
    let text = TWO_SLIPS.replace("“Europol”", "\"Europol\"\nanser = 1");
    let mut talk = Talk::with(&text);
    talk.check();
    let mut kinds = |line: u32, only: Option<&str>| -> Vec<String> {
        let range = json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 1 } });
        let context =
            only.map_or_else(|| json!({ "diagnostics": [] }), |kind| json!({ "diagnostics": [], "only": [kind] }));
        let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
        let actions = talk.ask("textDocument/codeAction", params);
        let actions = actions.as_array().unwrap().iter();
        actions.map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
    };
    let mut mends = |line: u32, only: Option<&str>| kinds(line, only).iter().any(|kind| kind == "source.fixAll");
    assert!(mends(6, None), "the curly quotes are here");
    assert!(mends(11, None), "an unknown key");
    assert!(mends(8, None), "nothing at all");
    assert!(mends(11, Some("source")) && mends(11, Some("source.fixAll")), "asked for by its name");
    assert!(!mends(6, Some("quickfix")), "asked for one by one");
    talk.open(URI, DECK);
    talk.check();
    assert!(repairs(&mut talk, None).iter().all(|one| one["kind"] == "quickfix"), "there is nothing to repair");
}

/// A change of one line of the open text.
fn type_at(talk: &mut Talk, version: i64, line: u32, (from, to): (u32, u32), text: &str) {
    let range = json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } });
    let changes = json!([{ "range": range, "text": text }]);
    talk.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": URI, "version": version }, "contentChanges": changes }),
    );
}

/// What was found before is offered for the entries in which nothing was typed, at the places that they have now.
#[test]
fn a_repair_of_an_older_version_is_offered_for_the_same_text_alone() {
    let mut talk = Talk::with(TWO_SLIPS);
    assert_eq!(repairs(&mut talk, None), Vec::<Value>::new(), "nothing is known before the first check");
    talk.check();
    assert_eq!(repairs(&mut talk, None).iter().filter(|one| one["isPreferred"] == true).count(), 2);
    // A line more in the first entry.
    type_at(&mut talk, 2, 5, (0, 0), "why = \"It says so.\"\n");
    let typed = TWO_SLIPS.replace("ask = \"Which body?", "why = \"It says so.\"\nask = \"Which body?");
    let offered = repairs(&mut talk, None);
    let preferred: Vec<&Value> = offered.iter().filter(|one| one["isPreferred"] == true).collect();
    assert_eq!(preferred.len(), 1, "{offered:?}");
    assert_eq!(edited(&typed, &preferred[0]["edit"]["changes"][URI]), typed.replace("“Europol”", "\"Europol\""));
    assert!(offered.iter().all(|one| one["kind"] != "source.fixAll"), "{offered:?}");
    let all = repairs(&mut talk, Some("source"));
    assert_eq!(
        edited(&typed, &all[0]["edit"]["changes"][URI]),
        typed.replace(['“', '”'], "\""),
        "whoever asks for it alone gets it of the text as it is"
    );
    // The slip itself was changed.
    type_at(&mut talk, 3, 11, (9, 10), "\"");
    assert!(repairs(&mut talk, None).iter().all(|one| one["isPreferred"] != true));
    talk.check();
    // A deck's head is everybody's matter.
    type_at(&mut talk, 4, 2, (9, 9), "x");
    assert_eq!(repairs(&mut talk, None), Vec::<Value>::new());
}

#[test]
fn what_was_typed_while_a_check_ran_moves_what_it_found() {
    let mut talk = Talk::with(TWO_SLIPS);
    let job = talk.server.job();
    type_at(&mut talk, 2, 4, (0, 0), "# mine\n");
    let found = talk.checker.run(job);
    assert!(talk.server.checked(found).is_empty(), "the text that was checked is no longer there");
    assert!(talk.server.is_due());
    let typed = TWO_SLIPS.replace("id = \"a\"", "# mine\nid = \"a\"");
    let offered = repairs(&mut talk, None);
    let preferred: Vec<&Value> = offered.iter().filter(|one| one["isPreferred"] == true).collect();
    assert_eq!(preferred.len(), 1, "{offered:?}");
    assert_eq!(edited(&typed, &preferred[0]["edit"]["changes"][URI]), typed.replace("“Europol”", "\"Europol\""));
    // Closed and opened again meanwhile, it is another text, though it has the same version.
    let job = talk.server.job();
    talk.tell("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    talk.open(URI, DECK);
    let found = talk.checker.run(job);
    assert!(talk.server.checked(found).is_empty());
    assert_eq!(repairs(&mut talk, None), Vec::<Value>::new());
}

/// A client that holds versions against its own is told them.
#[test]
fn a_change_says_which_version_it_is_of() {
    let mut talk = Talk::new(&[], json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } }));
    talk.open(URI, TWO_SLIPS);
    type_at(&mut talk, 7, 4, (0, 0), "# mine\n");
    talk.check();
    let offered = repairs(&mut talk, None);
    assert!(offered.len() >= 3, "{offered:?}");
    for one in offered {
        let of = &one["edit"]["documentChanges"][0]["textDocument"];
        assert_eq!((&of["uri"], &of["version"]), (&json!(URI), &json!(7)));
    }
}

#[test]
fn a_warning_is_silenced_at_its_entry() {
    let weak = DECK.replace("ask = \"Who", "ask = \"Which Parliament");
    let mut talk = Talk::with(&weak);
    assert!(talk.found(URI).iter().any(|one| one["code"] == "answer-in-question"));
    let range = json!({ "start": { "line": 17, "character": 0 }, "end": { "line": 17, "character": 0 } });
    let actions = talk.ask("textDocument/codeAction", json!({ "textDocument": { "uri": URI }, "range": range }));
    let silence = actions
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["title"].as_str().unwrap().contains("`answer-in-question` untold"))
        .unwrap();
    let text = edited(&weak, &silence["edit"]["changes"][URI]);
    talk.open(URI, &text);
    assert!(
        talk.found(URI).iter().all(|one| one["code"] != "answer-in-question" && one["code"] != "unused-allow"),
        "{text}"
    );
}
