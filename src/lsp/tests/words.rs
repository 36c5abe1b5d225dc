//! Conversations about what is offered while somebody types.

use serde_json::json;

use super::{DECK, Talk, URI, edited};

#[test]
fn kinds_keys_and_values_are_offered_where_they_may_stand() {
    let mut talk = Talk::with(DECK);
    let kinds = talk.offered("\n[");
    assert!(kinds.contains(&"[[true_false]]".to_owned()) && kinds.contains(&"[sources.key]".to_owned()), "{kinds:?}");
    let keys = talk.offered("\n[[choice]]\nid = \"x\"\n");
    assert_eq!(keys[..3], ["ask", "answer", "wrong"], "what is needed comes first");
    assert!(!keys.contains(&"id".to_owned()), "it is there already");
    assert_eq!(talk.offered("\n[[choice]]\nsource = { "), ["key", "at"]);
    assert_eq!(talk.offered("\n[[choice]]\nsource = \""), ["primer"]);
    assert_eq!(talk.offered("\n[[choice]]\ntopics = [\"tr"), ["trade", "votes"]);
    assert_eq!(talk.offered("\n[[choice]]\ngroup = \""), ["g"]);
    assert_eq!(talk.offered("\n[[choice]]\nstrict = "), ["true", "false"]);
    assert_eq!(talk.offered("\n[[choice]]\nrequires = [\"wh"), ["commission", "who"]);
    assert_eq!(talk.offered("\n[[position]]\nconfused_with = [{ entry = \""), ["commission", "who"]);
    assert!(talk.offered("\n[[choice]]\nallow = [\"").contains(&"key-longest".to_owned()));
    assert_eq!(talk.offered("\n[[choice]]\nask = \"wh"), Vec::<String>::new());
    assert_eq!(talk.offered("\n[[choice]]\n# ask"), Vec::<String>::new());
}

#[test]
fn topics_of_the_defaults_are_offered_too() {
    let text = DECK.replace("[[institution]]", "[defaults]\ntopics = [\"law\", \"trade\"]\n\n[[institution]]");
    let mut talk = Talk::with(&text);
    let items = talk.at("textDocument/completion", &text, "\", \"votes", json!({})).unwrap();
    let offered: Vec<_> = items.as_array().unwrap().iter().map(|one| (&one["label"], &one["detail"])).collect();
    let expected = [("trade", "2 entries"), ("votes", "1 entry"), ("law", "`[defaults]`")];
    let expected = expected.map(|(label, detail)| (json!(label), json!(detail)));
    assert_eq!(offered, expected.each_ref().map(|(label, detail)| (label, detail)));
}

#[test]
fn an_id_that_vanished_is_offered_for_was() {
    let mut talk = Talk::with(DECK);
    let text = DECK.replace("id = \"who\"", "id = \"who-consents\"\nwas = \"\"");
    talk.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [{ "text": text }] }),
    );
    let items = talk.at("textDocument/completion", &text, "\"\nask = \"Who", json!({})).unwrap();
    assert_eq!(items[0]["label"], "who");
    assert_eq!(edited(&text, &json!([items[0]["textEdit"]])), text.replace("was = \"\"", "was = \"who\""));
}

#[test]
fn an_entry_is_filled_in_and_is_toml() {
    let mut talk =
        Talk::new(&[], json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } }));
    let text = format!("{DECK}\n[[sh]]");
    talk.open(URI, &text);
    let items = talk.at("textDocument/completion", &text, "]]", json!({})).unwrap_or_default();
    assert!(items.as_array().is_some_and(|items| !items.is_empty()));
    let items = talk.at("textDocument/completion", &text, "h]]", json!({})).unwrap();
    let short = items.as_array().unwrap().iter().find(|item| item["label"] == "[[short]]").unwrap();
    let put = edited(&text, &json!([short["textEdit"]]));
    assert!(put.contains("\n[[short]]\nid = \"$1\"\nask = \"$2\"\nanswer = \"$3\""), "{put}");
}

#[test]
fn an_editor_without_snippets_is_given_single_lines() {
    let text = format!("{DECK}\n[[sh]]");
    let mut talk = Talk::with(&text);
    let items = talk.at("textDocument/completion", &text, "h]]", json!({})).unwrap();
    let items = items.as_array().unwrap();
    assert!(items.iter().all(|item| !item["textEdit"]["newText"].as_str().unwrap().contains('\n')), "{items:?}");
    let short = items.iter().find(|item| item["label"] == "[[short]]").unwrap();
    assert_eq!(edited(&text, &json!([short["textEdit"]])), format!("{DECK}\n[[short]]h]]"));
}

/// What is asked right behind a change is of the text as it is now, whatever was looked at before.
#[test]
fn answers_behind_a_change_are_of_the_changed_text() {
    let mut talk = Talk::with(DECK);
    let hover = |talk: &mut Talk, text: &str| {
        let told = talk.at("textDocument/hover", text, "Who consents", json!({})).unwrap();
        told["contents"]["value"].as_str().unwrap().to_owned()
    };
    assert_eq!(hover(&mut talk, DECK), "trade/who#answer: Who consents, 😀, in the end? = Parliament");
    let mut now = DECK.to_owned();
    let change = |talk: &mut Talk, now: &mut String, from: &str, to: &str| {
        let at = now.find(from).unwrap();
        let place = |offset: usize| {
            let start = now[..offset].rfind('\n').map_or(0, |at| at + 1);
            json!({ "line": now[..offset].matches('\n').count(), "character": now[start..offset].encode_utf16().count() })
        };
        let range = json!({ "start": place(at), "end": place(at + from.len()) });
        let changes = json!([{ "range": range, "text": to }]);
        talk.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": changes }),
        );
        now.replace_range(at..at + from.len(), to);
    };
    // The head, an answer, another entry with the id, the other entry gone again.
    change(&mut talk, &mut now, "id = \"trade\"", "id = \"law\"");
    assert!(hover(&mut talk, &now).starts_with("law/who#"));
    change(&mut talk, &mut now, "\"Parliament\"", "\"The Council\"");
    assert!(hover(&mut talk, &now).ends_with(" = The Council"));
    let twin = "[[card]]\nid = \"who\"\nfront = \"First\"\nback = \"1\"\n\n";
    change(&mut talk, &mut now, "[[institution]]", &format!("{twin}[[institution]]"));
    assert_eq!(hover(&mut talk, &now), "law/who#front: First = 1", "the first of an id is the one that is asked");
    change(&mut talk, &mut now, twin, "");
    assert!(hover(&mut talk, &now).ends_with(" = The Council"));
}
