//! Conversations about names: where they are from, where else they stand, and how they are changed.

use serde_json::json;

use super::{DECK, OTHER, Talk, URI, edited};

#[test]
fn a_name_leads_to_where_it_is_from_and_to_where_it_is_used() {
    let other = DECK
        .replace("\"trade\"\ntitle", "\"other\"\ncourse = \"trade\"\ntitle")
        .replace("[\"commission\"]", "[\"trade/who\"]");
    let mut talk = Talk::new(&[("/d/other.toml", &other)], json!({}));
    talk.open(URI, DECK);
    talk.found(URI);
    let found = talk.at("textDocument/definition", DECK, "commission\"]", json!({})).unwrap();
    assert_eq!(
        found,
        json!([{ "uri": URI, "range": { "start": { "line": 9, "character": 6 }, "end": { "line": 9, "character": 16 } } }])
    );
    let uses = talk
        .at("textDocument/references", DECK, "who\"", json!({ "context": { "includeDeclaration": false } }))
        .unwrap();
    assert_eq!(uses.as_array().unwrap().iter().map(|one| one["uri"].as_str().unwrap()).collect::<Vec<_>>(), [OTHER]);
    let uses = talk
        .at("textDocument/references", DECK, "votes\"", json!({ "context": { "includeDeclaration": true } }))
        .unwrap();
    assert_eq!(uses.as_array().map(Vec::len), Some(2), "topics are shared by the course");
    let source = talk.at("textDocument/definition", DECK, "primer\", at", json!({})).unwrap();
    assert_eq!(source[0]["range"]["start"], json!({ "line": 4, "character": 9 }));
}

#[test]
fn an_entry_that_is_renamed_says_what_it_was_called() {
    let mut talk = Talk::with(DECK);
    let edit = talk.at("textDocument/rename", DECK, "commission\"]", json!({ "newName": "eu-commission" })).unwrap();
    let text = edited(DECK, &edit["changes"][URI]);
    assert!(text.contains("id = \"eu-commission\"\nwas = \"commission\"\n"), "{text}");
    assert!(text.contains("requires = [\"eu-commission\"]"), "{text}");
    // Back again: the name that it has is none that it had.
    talk.open(URI, &text);
    let edit = talk.at("textDocument/rename", &text, "eu-commission\"\n", json!({ "newName": "commission" })).unwrap();
    let back = edited(&text, &edit["changes"][URI]);
    assert!(back.contains("id = \"commission\"\nwas = [\"eu-commission\"]\n"), "{back}");
    // And on: the list grows.
    talk.open(URI, &back);
    let edit = talk.at("textDocument/rename", &back, "commission\"\nwas", json!({ "newName": "third" })).unwrap();
    assert!(
        edited(&back, &edit["changes"][URI]).contains("id = \"third\"\nwas = [\"eu-commission\", \"commission\"]\n")
    );
}

#[test]
fn a_name_that_cannot_be_is_refused_with_the_reason() {
    let mut talk = Talk::with(DECK);
    for (words, new, told) in [
        ("who\"", "commission", "has an entry `commission` already"),
        ("who\"", "Who Is It", "cannot be an id"),
        ("trade\"\ntitle", "other", "never changes"),
        ("Trade\"", "other", "only ids"),
        ("votes\"", "a\"b", "without quotes"),
    ] {
        let why = talk.at("textDocument/rename", DECK, words, json!({ "newName": new })).unwrap_err();
        assert!(why.contains(told), "{words}: {why}");
    }
}

const EXAM: &str = "file:///d/exam.toml";

/// A deck of its own course beside, with an exam and cases.
const BESIDE: [(&str, &str); 4] = [
    ("/d/exam.toml", "[exam]\nquestions = 3\ndecks = [\"trade\"]\n\n[exam.topics]\ntrade = 2\n\"votes\" = 1\n"),
    ("/d/other-exam.toml", "[exam]\ndecks = [\"elsewhere\"]\ntopics = { trade = 2 }\n"),
    ("/d/every.toml", "[exam]\ntopics = { votes = 1, \"trade\" = 2 }\n"),
    (
        "/d/cases.toml",
        "deck = \"./trade.toml\"\n[[case]]\ncard = \"who#what\"\nanswer = \"x\"\nexpect = \"wrong\"\n[[case]]\ncard = \"whose\"\nanswer = \"x\"\nexpect = \"wrong\"\n",
    ),
];

fn beside(path: &str) -> &'static str {
    BESIDE.into_iter().find(|(known, _)| *known == path).unwrap().1
}

#[test]
fn a_topic_is_renamed_in_the_exams_that_ask_for_it() {
    let mut talk = Talk::new(&BESIDE, json!({}));
    talk.open(URI, DECK);
    let edit = talk.at("textDocument/rename", DECK, "trade\", \"votes", json!({ "newName": "ai act" })).unwrap();
    let changes = edit["changes"].as_object().unwrap();
    assert_eq!(changes.len(), 3, "{changes:?}");
    let exam = edited(beside("/d/exam.toml"), &changes[EXAM]);
    assert!(exam.contains("[exam.topics]\n\"ai act\" = 2\n\"votes\" = 1\n"), "{exam}");
    let every = edited(beside("/d/every.toml"), &changes["file:///d/every.toml"]);
    assert_eq!(every, "[exam]\ntopics = { votes = 1, \"ai act\" = 2 }\n");
    let edit = talk.at("textDocument/rename", DECK, "votes\"]", json!({ "newName": "ballots" })).unwrap();
    let exam = edited(beside("/d/exam.toml"), &edit["changes"][EXAM]);
    assert!(exam.contains("trade = 2\nballots = 1\n"), "{exam}");
    let uses =
        talk.at("textDocument/references", DECK, "votes\"]", json!({ "context": { "includeDeclaration": true } }));
    assert_eq!(uses.unwrap().as_array().unwrap().len(), 3);
}

#[test]
fn an_entry_is_renamed_in_other_decks_and_in_the_cases() {
    let other = "[deck]\nid = \"other\"\ntitle = \"O\"\n[[short]]\nid = \"x\"\nask = \"Who?\"\nanswer = \"y\"\nrequires = [\"trade/who\"]\nconfused_with = [{ entry = \"trade/who\", difference = \"z\" }, \"who\"]\n[[short]]\nid = \"who\"\nask = \"Who else?\"\nanswer = \"z\"\n";
    let folder: Vec<(&str, &str)> = BESIDE.into_iter().chain([("/d/other.toml", other)]).collect();
    let mut talk = Talk::new(&folder, json!({}));
    talk.open(URI, DECK);
    let edit = talk.at("textDocument/rename", DECK, "who\"", json!({ "newName": "consent" })).unwrap();
    let mended = edited(other, &edit["changes"][OTHER]);
    assert_eq!(mended, other.replace("trade/who", "trade/consent"));
    let cases = edited(beside("/d/cases.toml"), &edit["changes"]["file:///d/cases.toml"]);
    assert!(cases.contains("card = \"consent#what\"") && cases.contains("card = \"whose\""), "{cases}");
}
