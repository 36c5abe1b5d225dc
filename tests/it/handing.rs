//! Courses handed out: added from an address or a zip, corrected, refused where they should be.

use std::io::Write;
use std::path::PathBuf;

use crate::harness::{Home, Run};
use crate::loopback::Server;
#[cfg(target_os = "linux")]
use crate::pty::Pty;

const NOW: &str = "2026-01-10T18:00:00+01:00";
const LATER: &str = "2026-01-12T18:00:00+01:00";

fn deck(id: &str, entries: &[(&str, &str)]) -> String {
    let entries: Vec<String> = entries
        .iter()
        .map(|(id, more)| {
            format!("[[short]]\nid = \"{id}\"\nask = \"Which word stands for {id}?\"\nanswer = \"{id}\"\n{more}\n")
        })
        .collect();
    format!("[deck]\nid = \"{id}\"\ntitle = \"T {id}\"\nversion = \"1\"\n{}", entries.concat())
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

#[track_caller]
fn works(run: &Run) -> &Run {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    run
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` in {text}");
    }
}

fn listed(home: &Home) -> serde_json::Value {
    let run = home.run(NOW, &["decks", "--json"], "");
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err))
}

fn ids(home: &Home) -> Vec<String> {
    let listed = listed(home);
    let decks = listed["decks"].as_array().expect("decks");
    decks.iter().map(|deck| deck["id"].as_str().expect("an id").to_owned()).collect()
}

/// Settings and kept courses: what a refusal must leave as it was.
fn everything(home: &Home) -> Vec<(PathBuf, Vec<u8>)> {
    fn walk(folder: PathBuf, found: &mut Vec<(PathBuf, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(path, found);
            } else {
                found.push((path.clone(), std::fs::read(path).expect("read")));
            }
        }
    }
    let mut found = Vec::new();
    walk(home.data(), &mut found);
    found.sort();
    found
}

/// Answers every question of a deck rightly.
fn learn(home: &Home, deck: &str, answers: &str) {
    let run = home.run(NOW, &["study", deck, "--plain"], answers);
    works(&run);
}

#[test]
fn a_course_from_an_address_is_kept_corrected_and_loses_no_progress() {
    let (home, server) = (Home::new(), Server::new());
    let address = server.at("/law.toml");
    server.file("/law.toml", deck("law", &[("one", ""), ("two", ""), ("three", ""), ("four", "")]));
    let run = home.run(NOW, &["decks", "add", &address, "--only"], "");
    holds(&works(&run).out, &["`law` is studied from now on: T law, 4 entries", "acquis decks update", "set aside"]);
    assert_eq!(ids(&home), ["law"]);
    let row = listed(&home)["decks"][0].clone();
    assert_eq!((row["place"].as_str(), row["fetched"].as_str()), (Some(address.as_str()), Some("2026-01-10")));
    assert_eq!(row["version"], "1");
    learn(&home, "law", "one\n\ntwo\n\nthree\n\nfour\n\n");
    assert_eq!(listed(&home)["decks"][0]["seen"], 4);

    let run = home.run(LATER, &["decks", "update"], "");
    holds(&works(&run).out, &["nothing new"]);
    let last = server.asked().pop().expect("a request");
    holds(&last, &["If-None-Match: \"", "User-Agent: acquis/"]);

    let corrected = deck("law", &[("one", ""), ("two", "revised = 1"), ("three", "was = \"three\""), ("five", "")]);
    server.file("/law.toml", corrected.replace("id = \"three\"", "id = \"drei\""));
    let run = home.run(LATER, &["decks", "update", "law"], "");
    holds(
        &works(&run).out,
        &[
            "a new version, 4 entries",
            "1 kept",
            "1 moved",
            "1 asked again",
            "1 new",
            "1 lost",
            "law/three#answer is now law/drei#answer",
            "law/two#answer is asked again soon",
            "asked no more: law/four#answer",
        ],
    );
    let run = home.run(LATER, &["cards", "--json", "law"], "");
    let cards: serde_json::Value = serde_json::from_str(&works(&run).out).expect("JSON");
    assert_eq!(cards["cards"].as_array().expect("cards").len(), 4);
    let row = listed(&home)["decks"][0].clone();
    assert_eq!((row["seen"].as_u64(), row["fetched"].as_str()), (Some(3), Some("2026-01-12")), "one, two and three");
}

#[test]
fn a_zip_brings_decks_and_blueprints_and_is_read_again_at_an_update() {
    let (home, server) = (Home::new(), Server::new());
    let files = [
        ("law/a.toml", deck("a", &[("one", "")])),
        ("law/b.toml", deck("b", &[("two", "")])),
        ("law/mock.toml", "[exam]\nquestions = 1\ndecks = [\"./a.toml\"]\n".to_owned()),
        ("law/settings.toml", "[package]\nname = \"x\"\n".to_owned()),
        ("law/README.txt", "read me".to_owned()),
        ("__MACOSX/law/._a.toml", "junk".to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let path = home.path().join("law.zip");
    std::fs::write(&path, zip(&files)).expect("written");
    server.file("/law.zip", zip(&files));
    let path = path.to_str().expect("UTF-8");
    let run = home.run(NOW, &["decks", "add", path, "--only"], "");
    holds(&works(&run).out, &["`a` is studied", "`b` is studied"]);
    holds(&run.err, &["settings.toml: no deck: passed over"]);
    let run = home.run(NOW, &["decks", "add", &server.at("/law.zip")], "");
    holds(&works(&run).out, &["is added already"]);
    std::fs::write(
        path,
        zip(&[("a.toml", &deck("a", &[("one", ""), ("more", "")])), ("b.toml", &deck("b", &[("two", "")]))]),
    )
    .expect("written");
    let run = home.run(NOW, &["decks", "update"], "");
    holds(&works(&run).out, &["a new version, 3 entries", "2 kept, 1 new"]);
    works(&home.run(NOW, &["decks", "remove", path], ""));
    let run = home.run(NOW, &["decks"], "");
    assert!(works(&run).out.starts_with("built in, not studied"), "{}", run.out);
    let kept: Vec<PathBuf> = everything(&home).into_iter().map(|(path, _)| path).collect();
    assert!(kept.iter().all(|path| !path.ends_with("a.toml")), "no copy stays: {kept:?}");
}

#[test]
fn every_bad_place_is_told_in_a_sentence_and_changes_nothing() {
    let (home, server) = (Home::new(), Server::new());
    server.file("/good.toml", deck("good", &[("one", "")]));
    works(&home.run(NOW, &["decks", "add", &server.at("/good.toml")], ""));
    server.with("/page", "200 OK", "Content-Type: text/html; charset=utf-8\r\n", "<p>Log in");
    server.with("/page2", "200 OK", "", "\n<!DOCTYPE html><p>Log in");
    server.with("/moved", "302 Found", "Location: https://elsewhere.example/deck.toml\r\n", "");
    server.with("/port", "302 Found", "Location: http://127.0.0.1:1/deck.toml\r\n", "");
    server.with("/round", "301 Moved", "Location: /round\r\n", "");
    server.with("/nowhere", "302 Found", "", "");
    server.with("/closed", "403 Forbidden", "", "");
    server.with("/fault", "500 Internal Server Error", "", "");
    server.with("/large", "200 OK", "", vec![b'#'; 9 << 20]);
    let endless = [&b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"[..], &vec![b'#'; 9 << 20]].concat();
    server.raw("/endless", endless);
    server.raw("/cut", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n[deck]\n");
    server.raw("/silent", "");
    server.raw("/garbage", "hello\r\n\r\n");
    server.with("/packed", "200 OK", "Content-Encoding: gzip\r\n", "\u{1f}");
    server.file("/latin.toml", b"[deck]\nid = \"x\"\ntitle = \"Caf\xe9\"\n");
    server.file("/mistake.toml", deck("m", &[("one", ""), ("two", "ansewr = \"x\"")]));
    server.file("/table.csv", "ask,answer\nWhat?,a\n");
    server.file("/blueprint.toml", "[exam]\nquestions = 1\n");
    server.file("/paths.zip", zip(&[("a.toml", &deck("a", &[("one", "")])), ("../b.toml", "")]));
    server.file("/bomb.zip", zip(&[("a.toml", &"#".repeat(40 << 20)), ("b.toml", &"#".repeat(40 << 20))]));
    server.file("/giant.zip", zip(&[("a.toml", &"#".repeat(9 << 20))]));
    let crowd: Vec<String> = (0..65).map(|at| format!("{at}.txt")).collect();
    server.file("/crowd.zip", zip(&crowd.iter().map(|name| (name.as_str(), "")).collect::<Vec<_>>()));
    server.file("/twins.zip", zip(&[("a.toml", &deck("a", &[("one", "")])), ("b.toml", &deck("a", &[("two", "")]))]));
    server.file("/empty.zip", zip(&[("page.html", "")]));
    server.file("/damaged.zip", &zip(&[("a.toml", "some text")])[..60]);
    let before = everything(&home);
    for (path, why) in [
        ("/none", "does not exist on its server (status 404)"),
        ("/page", "is a page of the web, not a deck"),
        ("/page2", "is a page of the web, not a deck"),
        ("/moved", "sends to another server, `https://elsewhere.example`"),
        ("/port", "sends to another server, `http://127.0.0.1:1`"),
        ("/round", "without end"),
        ("/nowhere", "does not say where"),
        ("/closed", "needs a login, or is closed to you"),
        ("/fault", "cannot be given by its server now"),
        ("/large", "is larger than 8 MiB"),
        ("/endless", "is larger than 8 MiB"),
        ("/cut", "broke off before its end"),
        ("/silent", "answered nothing"),
        ("/garbage", "could not be fetched"),
        ("/packed", "comes packed"),
        ("/latin.toml", "latin.toml:3: "),
        ("/mistake.toml", "mistake.toml:"),
        ("/table.csv", "holds no deck"),
        ("/blueprint.toml", "holds no deck"),
        ("/paths.zip", "`../b.toml` in the zip leads out of it"),
        ("/bomb.zip", "unpacks to more than 64 MiB"),
        ("/giant.zip", "is larger than 8 MiB"),
        ("/crowd.zip", "holds 65 files"),
        ("/twins.zip", "holds two decks `a`"),
        ("/empty.zip", "holds no deck"),
        ("/damaged.zip", "the zip"),
    ] {
        let run = home.run(NOW, &["decks", "add", &server.at(path)], "");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{path}: {}", run.err);
        assert!(run.err.contains(why), "{path}: `{why}` in {}", run.err);
        assert_eq!(everything(&home), before, "{path}");
    }
}

#[test]
fn an_address_that_is_not_fetched_is_told_before_anything_is_asked() {
    let (home, server) = (Home::new(), Server::new());
    let with_password = server.at("/law.toml").replace("http://", "http://me:secret@");
    for (address, why) in [
        ("http://example.org/law.toml", "can be changed on its way"),
        ("ftp://example.org/law.toml", "only `https://` is fetched"),
        ("file:///etc/hosts", "only `https://` is fetched"),
        (&with_password, "holds a name or password"),
    ] {
        let run = home.run(NOW, &["decks", "add", address], "");
        assert_eq!(run.code, 2, "{address}: {}", run.out);
        assert!(run.err.contains(why) && !run.err.contains("secret"), "{address}: {}", run.err);
    }
    for args in [["study", "https://example.org/law.toml"], ["check", "https://example.org/law.toml"]] {
        let run = home.run(NOW, &args, "");
        assert_eq!(run.code, 2);
        holds(&format!("{}{}", run.out, run.err), &["nothing was fetched", "acquis decks add"]);
    }
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn without_curl_it_is_said() {
    let home = Home::new();
    let mut command = home.command(NOW, &["decks", "add", "https://example.org/law.toml"]);
    let run = command.env("PATH", home.path()).output().expect("runs");
    assert_eq!(run.status.code(), Some(2));
    holds(&String::from_utf8_lossy(&run.stderr), &["there is no `curl` on this system", "acquis decks add FILE"]);
}

#[test]
fn a_redirection_on_the_same_server_is_followed() {
    let (home, server) = (Home::new(), Server::new());
    server.with("/latest", "302 Found", "Location: v2/law.toml\r\n", "");
    server.file("/v2/law.toml", deck("law", &[("one", "")]));
    works(&home.run(NOW, &["decks", "add", &server.at("/latest")], ""));
    assert_eq!(listed(&home)["decks"][0]["place"], server.at("/latest"), "asked again where it was said to be");
}

#[test]
fn a_failing_correction_keeps_what_there_is_and_every_other_correction() {
    let (home, server) = (Home::new(), Server::new());
    for id in ["law", "war"] {
        server.file(&format!("/{id}.toml"), deck(id, &[("one", "")]));
        works(&home.run(NOW, &["decks", "add", &server.at(&format!("/{id}.toml"))], ""));
    }
    server.file("/law.toml", "[deck]\nid = \"law\"\n");
    server.file("/war.toml", deck("war", &[("one", ""), ("two", "")]));
    let run = home.run(NOW, &["decks", "update"], "");
    assert_eq!(run.code, 2);
    holds(&run.err, &["law.toml:1", "nothing was changed; tell its author"]);
    holds(&run.out, &["war.toml: a new version, 2 entries"]);
    let decks = listed(&home);
    let entries: Vec<u64> =
        decks["decks"].as_array().expect("decks")[..2].iter().filter_map(|deck| deck["entries"].as_u64()).collect();
    assert_eq!(entries, [1, 2]);
    let run = home.run(NOW, &["decks", "update", "laws"], "");
    holds(&run.err, &["did you mean `law`?"]);
}

#[test]
fn one_deck_never_pushes_out_another_of_its_id_with_other_cards() {
    let (home, server) = (Home::new(), Server::new());
    let mine = home.file("mine.toml", &deck("law", &[("one", ""), ("two", "")]));
    works(&home.run(NOW, &["decks", "add", &mine], ""));
    server.file("/law.toml", deck("law", &[("three", ""), ("four", "")]));
    let before = everything(&home);
    let run = home.run(NOW, &["decks", "add", &server.at("/law.toml")], "");
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    holds(&run.err, &["`law` is studied already, with other cards", "mine.toml", "--replace"]);
    assert_eq!(everything(&home), before);
    let built_in = home.file("basics.toml", &deck("eu-basics", &[("one", "")]));
    let run = home.run(NOW, &["decks", "add", &built_in], "");
    assert_eq!(run.code, 1, "{}", run.err);
    holds(&run.err, &["from inside the program"]);
    let run = home.run(NOW, &["decks", "add", "--replace", &server.at("/law.toml")], "");
    holds(&works(&run).out, &["mine.toml` is replaced by"]);
    server.file("/law.toml", deck("law", &[("five", ""), ("six", ""), ("seven", "")]));
    let run = home.run(NOW, &["decks", "update"], "");
    assert_eq!(run.code, 1, "{}", run.err);
    holds(&run.err, &["now holds other cards than before: what you have was kept"]);
    works(&home.run(NOW, &["decks", "update", "--replace"], ""));
}

#[test]
fn a_fetched_deck_takes_over_no_other_progress() {
    let (home, server) = (Home::new(), Server::new());
    let mine = home.file("mine.toml", &deck("mine", &[("one", "")]));
    works(&home.run(NOW, &["decks", "add", &mine, "--only"], ""));
    learn(&home, "mine", "one\n\n");
    works(&home.run(NOW, &["decks", "remove", "mine"], ""));
    server.file("/thief.toml", deck("thief", &[("own", "was = [\"mine/one\"]")]));
    works(&home.run(NOW, &["decks", "add", &server.at("/thief.toml")], ""));
    let run = home.run(NOW, &["study", "thief", "--plain"], "");
    assert!(!run.err.contains("renamed"), "{}", run.err);
    assert_eq!(listed(&home)["decks"][0]["seen"], 0);
    works(&home.run(NOW, &["decks", "add", &mine], ""));
    let decks = listed(&home);
    let mine = decks["decks"].as_array().expect("decks").iter().find(|deck| deck["id"] == "mine").cloned();
    assert_eq!(mine.expect("back")["seen"], 1, "what was learnt is where it was");
}

/// At a terminal whoever adds a first deck is asked what becomes of the built-in ones; Enter leaves them.
#[cfg(target_os = "linux")]
#[test]
fn a_first_deck_asks_once_whether_the_built_in_ones_are_set_aside() {
    for (key, decks) in [("y", 1), ("n", 7), ("\n", 7)] {
        let home = Home::new();
        let (one, two) =
            (home.file("one.toml", &deck("one", &[("a", "")])), home.file("two.toml", &deck("two", &[("b", "")])));
        let mut pty = Pty::start(&home, NOW, &["decks", "add", &one], (80, 24));
        pty.expect("Set the built-in courses aside");
        pty.press(key, "`one` is studied from now on");
        pty.end().left_clean(0);
        assert_eq!(ids(&home).len(), decks, "{key:?}");
        let mut pty = Pty::start(&home, NOW, &["decks", "add", &two], (80, 24));
        pty.expect("`two` is studied from now on");
        pty.end().left_clean(0);
        assert_eq!(ids(&home).len(), decks + 1, "{key:?}");
    }
}

#[test]
fn a_moved_data_directory_takes_its_courses_along() {
    let (home, server) = (Home::new(), Server::new());
    server.file("/law.toml", deck("law", &[("one", "")]));
    works(&home.run(NOW, &["decks", "add", &server.at("/law.toml")], ""));
    let settings = std::fs::read_to_string(home.data().join("config.toml")).expect("settings");
    holds(&settings, &["decks = [\"courses/law-"]);
    let moved = home.path().join("moved");
    std::fs::rename(home.data(), &moved).expect("moved");
    let run = home.run(NOW, &["decks", "--data-dir", moved.to_str().expect("UTF-8")], "");
    holds(&works(&run).out, &["law"]);
    assert!(!run.err.contains("passed over"), "{}", run.err);
}
