//! Conversations with a client, message by message.

use std::path::Path;

use lsp_server::{Message, Notification, Request, RequestId};
use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::{Beside, Checker, Judged, Outside, Server};
use crate::deck::{Card, Catalogue};
use crate::diagnostic::Code;

const URI: &str = "file:///d/trade.toml";
const OTHER: &str = "file:///d/other.toml";

const DECK: &str = r#"[deck]
id = "trade"
title = "Trade"

[sources.primer]
title = "A primer"
author = "Ana Author"

[[institution]]
id = "commission"
name = "European Commission"
role = "negotiates trade agreements"
topics = ["trade"]
source = { key = "primer", at = "p. 1" }

[[short]]
id = "who"
ask = "Who consents, 😀, in the end?"
answer = "Parliament"
requires = ["commission"]
topics = ["trade", "votes"]
group = "g"
# try: parliment
source = "primer"
"#;

/// A folder in memory, a judge that knows one word.
#[derive(Clone)]
struct Desk(Vec<(&'static str, String)>);

impl Outside for Desk {
    fn beside(&self, _: &Path) -> Vec<(Beside, String)> {
        self.0.iter().map(|(path, text)| (Beside::File(path.into()), text.clone())).collect()
    }

    fn preview(&self, catalogue: &Catalogue, card: &Card) -> String {
        let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
        format!("{}: {} = {}", card.id, question.stem, question.answer)
    }

    fn today(&self) -> chrono::NaiveDate {
        "2026-11-26".parse().unwrap()
    }

    fn judged(&self, _: &Catalogue, card: &Card, answer: &str) -> Result<Judged, String> {
        Ok(Judged { in_brief: "close".to_owned(), in_full: format!("{} > {answer}", card.id) })
    }

    fn page(&self, code: Code) -> Option<String> {
        Some(format!("file:///pages#{code}"))
    }
}

struct Talk {
    server: Server<Desk>,
    checker: Checker<Folder>,
    asked: i32,
}

type Folder = Box<dyn Fn(&Path) -> Vec<(Beside, String)>>;

impl Talk {
    fn between(desk: Desk) -> Self {
        let folder = desk.clone();
        let checker = Checker::new(Box::new(move |path: &Path| folder.beside(path)) as Folder);
        Self { server: Server::new(desk), checker, asked: 0 }
    }

    fn check(&mut self) -> Vec<Message> {
        let job = self.server.job();
        self.server.checked(self.checker.run(job))
    }

    fn new(beside: &[(&'static str, &str)], capabilities: Value) -> Self {
        let desk = Desk(beside.iter().map(|(path, text)| (*path, (*text).to_owned())).collect());
        let mut talk = Self::between(desk);
        talk.ask("initialize", json!({ "capabilities": capabilities }));
        talk.tell("initialized", json!({}));
        talk
    }

    /// A client that knows nothing but UTF-16 holds this deck open.
    fn with(text: &str) -> Self {
        let mut talk = Self::new(&[], json!({}));
        talk.open(URI, text);
        talk
    }

    fn open(&mut self, uri: &str, text: &str) {
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "toml", "version": 1, "text": text } }),
        );
    }

    fn tell(&mut self, method: &str, params: Value) -> Vec<Message> {
        self.server.receive(Message::Notification(Notification::new(method.to_owned(), params)))
    }

    /// The answer, or the words of the error.
    fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.asked += 1;
        let request = Request::new(RequestId::from(self.asked), method.to_owned(), params);
        let Some(Message::Response(response)) = self.server.receive(Message::Request(request)).into_iter().next()
        else {
            panic!("no response")
        };
        response.response_result.map_err(|error| error.message)
    }

    #[track_caller]
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap()
    }

    /// At the first place of these words.
    fn at(&mut self, method: &str, text: &str, words: &str, more: Value) -> Result<Value, String> {
        let offset = text.find(words).expect("the words stand there");
        let line = text[..offset].matches('\n').count();
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let character = text[start..offset].encode_utf16().count();
        let mut params =
            json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } });
        for (key, value) in more.as_object().into_iter().flatten() {
            params[key] = value.clone();
        }
        self.try_ask(method, params)
    }

    /// What is published for a file once nothing is typed.
    fn found(&mut self, uri: &str) -> Vec<Value> {
        let said = self.check();
        let of = said.into_iter().filter_map(|message| match message {
            Message::Notification(one) if one.params["uri"] == uri => Some(one.params["diagnostics"].clone()),
            _ => None,
        });
        of.flat_map(|found| found.as_array().cloned().unwrap_or_default()).collect()
    }

    /// Labels of what is offered behind these words, typed at the end of the deck.
    fn offered(&mut self, typed: &str) -> Vec<String> {
        let text = format!("{DECK}{typed}");
        self.open(URI, &text);
        let line = text.matches('\n').count();
        let character = text.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        let place = json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } });
        let items = self.ask("textDocument/completion", place);
        items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    }
}

/// A text with the edits of an answer made.
fn edited(text: &str, edits: &Value) -> String {
    let offset = |place: &Value| {
        let (line, character) = (place["line"].as_u64().unwrap(), place["character"].as_u64().unwrap());
        let start: usize = text.split_inclusive('\n').take(usize::try_from(line).unwrap()).map(str::len).sum();
        let mut units = 0;
        let inside = text[start..].chars().take_while(|c| {
            units += c.len_utf16() as u64;
            units <= character
        });
        start + inside.map(char::len_utf8).sum::<usize>()
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]), edit["newText"].as_str().unwrap()))
        .collect();
    edits.sort_unstable();
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

#[test]
fn what_check_finds_is_marked_where_it_stands() {
    let mut talk = Talk::with(&DECK.replace("answer = \"Parliament\"", "anser = \"Parliament\""));
    let found = talk.found(URI);
    let error = found.iter().find(|one| one["code"] == "unknown-key").unwrap();
    assert_eq!(error["severity"], 1);
    assert_eq!(error["range"]["start"], json!({ "line": 18, "character": 0 }));
    assert_eq!(error["codeDescription"]["href"], "file:///pages#unknown-key");
    assert!(error["message"].as_str().unwrap().contains("did you mean `answer`?"), "{error}");
}

#[test]
fn a_second_place_is_told_with_the_first() {
    let mut talk = Talk::with(&DECK.replace("id = \"who\"", "id = \"commission\""));
    let found = talk.found(URI);
    let twice = found.iter().find(|one| one["code"] == "duplicate-id").unwrap();
    let related = &twice["relatedInformation"][0];
    assert_eq!((&related["location"]["uri"], &related["location"]["range"]["start"]["line"]), (&json!(URI), &json!(9)));
}

#[test]
fn columns_are_those_of_the_encoding_that_was_agreed() {
    let text = DECK.replace("answer = \"Parliament\"", "answer = \"😀\" x");
    for (offered, column) in [(json!([]), 14), (json!(["utf-16", "utf-8"]), 16), (json!(["utf-32"]), 13)] {
        let mut talk = Talk::new(&[], json!({ "general": { "positionEncodings": offered } }));
        talk.open(URI, &text);
        let change =
            json!({ "start": { "line": 18, "character": column }, "end": { "line": 18, "character": column + 1 } });
        talk.tell(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [{ "range": change, "text": "" }],
            }),
        );
        assert_eq!(talk.server.workspace.document(URI).unwrap().text, text.replace("\" x\n", "\" \n"), "{offered}");
    }
}

#[test]
fn a_change_replaces_a_piece_and_a_version_the_whole() {
    let mut talk = Talk::with(DECK);
    let change = json!([
        { "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 1, "character": 0 } }, "text": "[deck] # é\r\n" },
        { "range": { "start": { "line": 0, "character": 9 }, "end": { "line": 0, "character": 10 } }, "text": "è" },
    ]);
    talk.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": change }),
    );
    assert!(talk.server.workspace.document(URI).unwrap().text.starts_with("[deck] # è\r\nid"));
    talk.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": URI, "version": 3 }, "contentChanges": [{ "text": "" }] }),
    );
    assert_eq!(talk.found(URI), Vec::<Value>::new());
}

#[test]
fn another_programs_toml_is_left_alone() {
    let mut talk = Talk::with("[package]\nname = \"x\"\n");
    assert_eq!(talk.found(URI), Vec::<Value>::new());
    let symbols = talk.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(symbols, json!([]));
}

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
fn the_question_is_shown_over_its_entry_and_where_it_is_named() {
    let mut talk = Talk::with(DECK);
    let shown = |value: &Value| value["contents"]["value"].as_str().unwrap_or_default().to_owned();
    for words in ["short]]", "who\"", "😀, in", "Parliament\""] {
        let hover = talk.at("textDocument/hover", DECK, words, json!({})).unwrap();
        assert!(
            shown(&hover).contains("trade/who#answer: Who consents, 😀, in the end? = Parliament"),
            "{words}: {hover}"
        );
    }
    let hover = talk.at("textDocument/hover", DECK, "commission\"]", json!({})).unwrap();
    assert!(shown(&hover).contains("trade/commission#name"), "{hover}");
    let hover = talk.at("textDocument/hover", DECK, "requires", json!({})).unwrap();
    assert!(shown(&hover).starts_with("Entries that have to be met before"), "{hover}");
    let hover = talk.at("textDocument/hover", DECK, "primer\", at", json!({})).unwrap();
    assert_eq!(shown(&hover), "Ana Author, A primer");
}

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

#[test]
fn entries_and_sources_are_listed() {
    let mut talk = Talk::with(DECK);
    let symbols = talk.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": URI } }));
    let names: Vec<&str> = symbols.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["deck", "sources.primer", "commission", "who"]);
    assert_eq!(symbols[2]["detail"], "institution: European Commission");
}

#[test]
fn a_remark_that_tries_an_answer_carries_its_verdict() {
    let mut talk = Talk::with(DECK);
    let lenses = talk.ask("textDocument/codeLens", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(lenses[0]["command"]["title"], "close");
    assert_eq!(lenses[0]["range"]["start"]["line"], 22);
    let arguments = lenses[0]["command"]["arguments"].clone();
    let shown = talk.ask("workspace/executeCommand", json!({ "command": "acquis.try", "arguments": arguments }));
    assert_eq!(shown, "trade/who#answer > parliment");
    let why =
        talk.try_ask("workspace/executeCommand", json!({ "command": "acquis.try", "arguments": [URI, "nobody", "x"] }));
    assert!(why.unwrap_err().contains("nothing is asked of `nobody`"));
}

#[test]
fn what_is_typed_in_another_open_deck_is_seen() {
    let other =
        DECK.replace("\"trade\"\ntitle", "\"other\"\ncourse = \"trade\"\ntitle").replace("\"who\"", "\"elsewhere\"");
    let requiring = DECK.replace("[\"commission\"]", "[\"other/elsewhere\"]");
    let mut talk = Talk::new(&[("/d/other.toml", &other)], json!({}));
    talk.open(URI, &requiring);
    assert!(talk.found(URI).iter().all(|one| one["code"] != "unknown-entry"));
    talk.open(OTHER, &other.replace("\"elsewhere\"", "\"gone\""));
    assert!(
        talk.found(URI).iter().any(|one| one["code"] == "unknown-entry"),
        "the editor's text counts, not the disk's"
    );
    talk.tell("textDocument/didClose", json!({ "textDocument": { "uri": OTHER } }));
    assert!(talk.found(URI).iter().all(|one| one["code"] != "unknown-entry"));
}

#[test]
fn the_conversation_begins_and_ends_as_agreed() {
    let mut talk = Talk::between(Desk(Vec::new()));
    assert!(talk.try_ask("textDocument/hover", json!({})).unwrap_err().contains("`initialize` comes first"));
    let about = talk.ask("initialize", json!({}));
    assert_eq!(about["serverInfo"]["name"], "acquis");
    assert!(talk.try_ask("textDocument/foldingRange", json!({})).unwrap_err().contains("is not known here"));
    assert!(talk.try_ask("textDocument/hover", json!({ "textDocument": { "uri": "x" } })).is_err());
    assert!(!talk.server.is_shut_down());
    assert_eq!(talk.ask("shutdown", Value::Null), Value::Null);
    assert!(talk.server.is_shut_down());
    assert!(talk.try_ask("textDocument/hover", json!({})).unwrap_err().contains("shut down"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Hostile text, hostile places: answered or refused, never a panic.
    #[test]
    fn any_text_at_any_place_is_survived(
        pieces in proptest::collection::vec(prop_oneof![
            Just(DECK.to_owned()), "[\\[\\]{}=,\"'#\n\r\\\\ a-cé😀\u{301}\u{202e}\u{feff}]{0,40}", "\\[\\[[a-z_]{0,6}\\]\\]\n",
            "(id|was|ask|answer|requires|topics|source|when|text) = [\"'\\[{]{0,3}[a-z/#{}]{0,8}[\"'\\]}]{0,3}\n",
            "# try[ a-z]{0,3}:[a-z]{0,3}\n",
        ], 0..6),
        cut in 0usize..2000, line in 0u32..60, character in 0u32..60, to in 0u32..60,
    ) {
        let mut text = pieces.concat();
        let mut cut = cut.min(text.len());
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        text.truncate(cut);
        let mut talk = Talk::with(&text);
        let place = json!({ "line": line, "character": character });
        let range = json!({ "start": place, "end": { "line": to, "character": 0 } });
        talk.tell("textDocument/didChange", json!({
            "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [{ "range": range, "text": "😀\"" }],
        }));
        talk.found(URI);
        for method in ["completion", "hover", "definition", "references", "prepareRename", "rename", "documentSymbol", "codeLens", "codeAction"] {
            let _ = talk.try_ask(&format!("textDocument/{method}"), json!({
                "textDocument": { "uri": URI }, "position": place, "range": range, "newName": "x",
            }));
        }
    }
}
