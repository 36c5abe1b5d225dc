//! Conversations with a client, message by message.

mod names;
mod repairs;
mod words;

use std::path::Path;

use lsp_server::{Message, Notification, Request, RequestId};
use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::{Beside, Checker, Judged, Outside, Said, Server};
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

    fn check(&mut self) -> Vec<Value> {
        let job = self.server.job();
        self.server.checked(self.checker.run(job)).iter().map(heard).collect()
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

    fn tell(&mut self, method: &str, params: Value) {
        self.server.receive(Message::Notification(Notification::new(method.to_owned(), params)));
    }

    /// The answer, or the words of the error.
    fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.asked += 1;
        let request = Request::new(RequestId::from(self.asked), method.to_owned(), params);
        let mut answer = heard(&self.server.receive(Message::Request(request))[0]);
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(self.asked)));
        match answer["error"]["message"].as_str() {
            Some(why) => Err(why.to_owned()),
            None => Ok(answer.as_object_mut().unwrap().remove("result").unwrap()),
        }
    }

    #[track_caller]
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap()
    }

    /// At the first place of these words.
    fn at(&mut self, method: &str, text: &str, words: &str, more: Value) -> Result<Value, String> {
        self.at_in(URI, method, text, words, more)
    }

    /// The same in another file.
    fn at_in(&mut self, uri: &str, method: &str, text: &str, words: &str, more: Value) -> Result<Value, String> {
        let offset = text.find(words).expect("the words stand there");
        let line = text[..offset].matches('\n').count();
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let character = text[start..offset].encode_utf16().count();
        let mut params =
            json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } });
        for (key, value) in more.as_object().into_iter().flatten() {
            params[key] = value.clone();
        }
        self.try_ask(method, params)
    }

    /// What is published for a file once nothing is typed.
    fn found(&mut self, uri: &str) -> Vec<Value> {
        let said = self.check();
        let of = said.into_iter().filter(|one| one["params"]["uri"] == uri);
        of.flat_map(|one| one["params"]["diagnostics"].as_array().cloned().unwrap_or_default()).collect()
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

/// What a client reads.
fn heard(said: &Said) -> Value {
    serde_json::from_str(said.text()).unwrap()
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
