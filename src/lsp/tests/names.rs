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

/// Blueprint and cases are files of the author as well: what they name is looked up and renamed from there.
#[test]
fn names_lead_from_exams_and_cases_into_the_decks_and_are_renamed_there() {
    const CASES: &str = "file:///d/cases.toml";
    let folder: Vec<(&str, &str)> = BESIDE.into_iter().chain([("/d/trade.toml", DECK)]).collect();
    let mut talk = Talk::new(&folder, json!({}));
    let (exam, cases) = (beside("/d/exam.toml"), beside("/d/cases.toml"));
    talk.open(EXAM, exam);
    talk.open(CASES, cases);
    let all = json!({ "context": { "includeDeclaration": true } });
    for (uri, text, words, renamed, (defined, used)) in [
        (EXAM, exam, "trade = 2", "other = 2", (2, 4)),
        (EXAM, exam, "\"votes\" = 1", "other = 1", (1, 3)),
        (CASES, cases, "who#", "other#", (1, 2)),
    ] {
        let found = talk.at_in(uri, "textDocument/definition", text, words, json!({})).unwrap();
        assert_eq!(found.as_array().map(Vec::len), Some(defined), "{words}: {found}");
        assert_eq!(found[0]["uri"], URI);
        let found = talk.at_in(uri, "textDocument/references", text, words, all.clone()).unwrap();
        assert_eq!(found.as_array().map(Vec::len), Some(used), "{words}: {found}");
        let place = talk.at_in(uri, "textDocument/prepareRename", text, words, json!({})).unwrap();
        assert_eq!(place["start"]["line"], place["end"]["line"]);
        let edit = talk.at_in(uri, "textDocument/rename", text, words, json!({ "newName": "other" })).unwrap();
        assert_eq!(edited(text, &edit["changes"][uri]), text.replace(words, renamed));
        assert_ne!(edit["changes"][URI], json!(null), "{edit}");
    }
    let hover = talk.at_in(CASES, "textDocument/hover", cases, "who#", json!({})).unwrap();
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Who consents"), "{hover}");
    for (uri, text, words) in [(EXAM, exam, "questions"), (CASES, cases, "whose"), (CASES, cases, "wrong")] {
        assert!(talk.at_in(uri, "textDocument/rename", text, words, json!({ "newName": "other" })).is_err(), "{words}");
    }
}

#[test]
fn a_topic_of_two_courses_is_renamed_from_the_deck_that_is_meant() {
    let other = DECK.replace("\"trade\"\ntitle", "\"other\"\ntitle");
    let folder = [("/d/trade.toml", DECK), ("/d/other.toml", &other)];
    let mut talk = Talk::new(&folder, json!({}));
    let exam = beside("/d/every.toml");
    talk.open(EXAM, exam);
    let why = talk.at_in(EXAM, "textDocument/rename", exam, "votes", json!({ "newName": "x" })).unwrap_err();
    assert!(why.contains("several courses"), "{why}");
    let found = talk.at_in(EXAM, "textDocument/definition", exam, "votes", json!({})).unwrap();
    assert_eq!(found.as_array().map(Vec::len), Some(2), "{found}");
    let all = json!({ "context": { "includeDeclaration": true } });
    let found = talk.at_in(EXAM, "textDocument/references", exam, "votes", all).unwrap();
    assert_eq!(found.as_array().map(Vec::len), Some(3), "the exam names it once: {found}");
}
